//! The types of scalars: what a text without quotes, or under a tag, stands for.
//!
//! The rules are YAML 1.1 as Helm reads it. Two things follow from that: `yes` and `on` are booleans and `0440` is
//! octal, while `1:30` and dates stay text. Knows nothing of places.

use std::borrow::Cow;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use super::node::{Data, Number};

/// A scalar that has no value.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ScalarError {
    /// The number is infinite or not a number, which JSON cannot hold.
    #[error("`{text}` is not a finite number")]
    NotFinite {
        /// The number as written.
        text: String,
    },
    /// The text is not of the kind that its tag says.
    #[error("the tag `!!{tag}` does not match the value")]
    Tag {
        /// The tag without its `!!`.
        tag: &'static str,
    },
    /// The text under `!!binary` is not base64.
    #[error("the value of `!!binary` is not base64")]
    Base64,
}

/// The tags that mean something; every other tag is dropped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tag {
    Null,
    Bool,
    Integer,
    Float,
    Timestamp,
    Binary,
    Merge,
    /// `!!str`, `!` and all that this program does not know: the text stays as it is.
    Text,
}

impl Tag {
    /// The tag of a name in YAML's own namespace.
    pub(super) fn from_name(name: &str) -> Self {
        match name {
            "null" => Self::Null,
            "bool" => Self::Bool,
            "int" => Self::Integer,
            "float" => Self::Float,
            "timestamp" => Self::Timestamp,
            "binary" => Self::Binary,
            "merge" => Self::Merge,
            _ => Self::Text,
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Bool => "bool",
            Self::Integer => "int",
            Self::Float => "float",
            Self::Timestamp => "timestamp",
            Self::Binary => "binary",
            Self::Merge => "merge",
            Self::Text => "str",
        }
    }
}

/// A scalar of known type, before it is fitted into JSON: a map key still tells `1000` from `1e3` and may be infinite.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Scalar<'text> {
    Null,
    Bool(bool),
    Integer(i128),
    Float(f64),
    Text(Cow<'text, str>),
}

impl Scalar<'_> {
    /// The value that the scalar has in JSON.
    pub(super) fn into_data(self) -> Result<Data, ScalarError> {
        Ok(match self {
            Self::Null => Data::Null,
            Self::Bool(bool) => Data::Bool(bool),
            Self::Integer(whole) => Data::Number(Number::Integer(whole)),
            Self::Float(float) if float.is_finite() => Data::Number(Number::of(float)),
            Self::Float(float) => return Err(ScalarError::NotFinite { text: not_finite_text(float).to_owned() }),
            Self::Text(text) => Data::Text(text.into_owned()),
        })
    }

    /// The text of the scalar as a map key, `None` for null.
    pub(super) fn into_key(self) -> Option<String> {
        Some(match self {
            Self::Null => return None,
            Self::Bool(bool) => bool.to_string(),
            Self::Integer(whole) if i64::try_from(whole).is_ok() || u64::try_from(whole).is_ok() => whole.to_string(),
            Self::Integer(whole) => float_key(whole as f64),
            Self::Float(float) => float_key(float),
            Self::Text(text) => text.into_owned(),
        })
    }
}

/// Gives the value of a text without quotes and without a tag.
///
/// # Errors
/// [`ScalarError::NotFinite`] for `.inf`, `.nan` and their spellings.
pub fn resolve_plain(text: &str) -> Result<Data, ScalarError> {
    plain(Cow::Borrowed(text)).into_data()
}

/// The scalar of a text without quotes.
pub(super) fn plain(text: Cow<'_, str>) -> Scalar<'_> {
    let known = match text.as_bytes().first() {
        None => Some(Scalar::Null),
        Some(b'0'..=b'9' | b'+' | b'-') => not_finite(&text).or_else(|| number(&text)),
        Some(b'.') => not_finite(&text).or_else(|| fraction(&text)),
        Some(b'y' | b'Y' | b'n' | b'N' | b't' | b'T' | b'f' | b'F' | b'o' | b'O' | b'~') => word(&text),
        Some(_) => None,
    };
    known.unwrap_or(Scalar::Text(text))
}

/// The scalar of a text under a tag, with or without quotes.
pub(super) fn tagged(tag: Tag, text: Cow<'_, str>) -> Result<Scalar<'_>, ScalarError> {
    let mismatch = Err(ScalarError::Tag { tag: tag.name() });
    match tag {
        Tag::Text | Tag::Merge => Ok(Scalar::Text(text)),
        Tag::Binary => binary(&text),
        Tag::Timestamp if is_timestamp(&text) => Ok(Scalar::Text(text)),
        Tag::Timestamp => mismatch,
        Tag::Null | Tag::Bool | Tag::Integer | Tag::Float => match (tag, plain(text)) {
            (Tag::Null, Scalar::Null) => Ok(Scalar::Null),
            (Tag::Bool, scalar @ Scalar::Bool(_)) => Ok(scalar),
            (Tag::Integer, Scalar::Integer(whole)) if fits_64_bits(whole) => Ok(Scalar::Integer(whole)),
            (Tag::Float, scalar @ (Scalar::Integer(_) | Scalar::Float(_))) => Ok(scalar),
            _ => mismatch,
        },
    }
}

fn word(text: &str) -> Option<Scalar<'static>> {
    match text {
        "y" | "Y" | "yes" | "Yes" | "YES" | "true" | "True" | "TRUE" | "on" | "On" | "ON" => Some(Scalar::Bool(true)),
        "n" | "N" | "no" | "No" | "NO" | "false" | "False" | "FALSE" | "off" | "Off" | "OFF" => {
            Some(Scalar::Bool(false))
        }
        "~" | "null" | "Null" | "NULL" => Some(Scalar::Null),
        _ => None,
    }
}

fn not_finite(text: &str) -> Option<Scalar<'static>> {
    match text {
        ".inf" | ".Inf" | ".INF" | "+.inf" | "+.Inf" | "+.INF" => Some(Scalar::Float(f64::INFINITY)),
        "-.inf" | "-.Inf" | "-.INF" => Some(Scalar::Float(f64::NEG_INFINITY)),
        ".nan" | ".NaN" | ".NAN" => Some(Scalar::Float(f64::NAN)),
        _ => None,
    }
}

fn not_finite_text(float: f64) -> &'static str {
    match (float.is_nan(), float > 0.0) {
        (true, _) => ".nan",
        (false, true) => ".inf",
        (false, false) => "-.inf",
    }
}

/// The number of a text that starts with a digit or a sign, wherever its underscores stand.
fn number(text: &str) -> Option<Scalar<'static>> {
    let digits = if text.contains('_') { Cow::Owned(text.replace('_', "")) } else { Cow::Borrowed(text) };
    based_integer(&digits)
        .or_else(|| large_integer(&digits))
        .map(Scalar::Integer)
        .or_else(|| if is_decimal(&digits) { finite(&digits) } else { None })
}

/// The number of a text that starts with a point, whose underscores must stand between digits.
fn fraction(text: &str) -> Option<Scalar<'static>> {
    if !text.contains('_') {
        return if is_decimal(text) { finite(text) } else { None };
    }
    let parts: Vec<&str> = text.split('_').collect();
    let between_digits = parts.windows(2).all(|pair| match pair {
        [before, after] => {
            before.ends_with(|last: char| last.is_ascii_digit())
                && after.starts_with(|first: char| first.is_ascii_digit())
        }
        _ => false,
    });
    let digits = parts.concat();
    if between_digits && is_decimal(&digits) { finite(&digits) } else { None }
}

fn finite(digits: &str) -> Option<Scalar<'static>> {
    digits.parse().ok().filter(|float: &f64| float.is_finite()).map(Scalar::Float)
}

/// An integer of 64 bits in the base that its prefix says: `0x`, `0o`, `0b` in either case, or a leading zero.
fn based_integer(text: &str) -> Option<i128> {
    let (sign, unsigned) = split_sign(text);
    let (base, digits) = match unsigned.as_bytes() {
        [b'0', b'x' | b'X', ..] => (16, unsigned.get(2..)?),
        [b'0', b'o' | b'O', ..] => (8, unsigned.get(2..)?),
        [b'0', b'b' | b'B', ..] => (2, unsigned.get(2..)?),
        [b'0', _, ..] => (8, unsigned.get(1..)?),
        _ => (10, unsigned),
    };
    if !digits.starts_with(|first: char| first.is_ascii_alphanumeric()) {
        return None;
    }
    let magnitude = i128::from_str_radix(digits, base).ok()?;
    let whole = if sign == Some('-') { magnitude.checked_neg()? } else { magnitude };
    // Go tries signed integers first, and unsigned ones only of a text without a sign.
    let fits = if sign.is_some() { i64::try_from(whole).is_ok() } else { fits_64_bits(whole) };
    fits.then_some(whole)
}

/// An integer past 64 bits, which Helm holds as a float; here it stays whole as long as it can.
fn large_integer(text: &str) -> Option<i128> {
    let (_, digits) = split_sign(text);
    let is_whole = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    if is_whole { text.parse().ok() } else { None }
}

fn fits_64_bits(whole: i128) -> bool {
    i64::try_from(whole).is_ok() || u64::try_from(whole).is_ok()
}

fn split_sign(text: &str) -> (Option<char>, &str) {
    match text.strip_prefix(['+', '-']) {
        Some(rest) => (text.chars().next(), rest),
        None => (None, text),
    }
}

/// Whether the text is a decimal number, with or without a fraction and an exponent.
fn is_decimal(text: &str) -> bool {
    let (_, unsigned) = split_sign(text);
    let (mantissa, exponent) = match unsigned.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, Some(split_sign(exponent).1)),
        None => (unsigned, None),
    };
    let (whole, decimals) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let all_digits = |digits: &str| digits.bytes().all(|byte| byte.is_ascii_digit());
    all_digits(whole)
        && all_digits(decimals)
        && !(whole.is_empty() && decimals.is_empty())
        && exponent.is_none_or(|digits| !digits.is_empty() && all_digits(digits))
}

/// The text of a float as a map key: Helm cuts it to 32 bits and takes an exponent from 1e+06 on and below 1e-04.
fn float_key(float: f64) -> String {
    let short = float as f32;
    if !short.is_finite() {
        return not_finite_text(f64::from(short)).to_owned();
    }
    if short == 0.0 || (1e-4..1e6).contains(&short.abs()) {
        return short.to_string();
    }
    let text = format!("{short:e}");
    let (digits, exponent) = text.split_once('e').unwrap_or((&text, "0"));
    let (sign, exponent) = exponent.strip_prefix('-').map_or(('+', exponent), |rest| ('-', rest));
    format!("{digits}e{sign}{exponent:0>2}")
}

fn binary(text: &str) -> Result<Scalar<'static>, ScalarError> {
    let compact: String = text.chars().filter(|character| !matches!(character, '\n' | '\r')).collect();
    let bytes = STANDARD.decode(compact).map_err(|_| ScalarError::Base64)?;
    let mut decoded = String::with_capacity(bytes.len());
    for chunk in bytes.utf8_chunks() {
        decoded.push_str(chunk.valid());
        decoded.extend(chunk.invalid().iter().map(|_| char::REPLACEMENT_CHARACTER));
    }
    Ok(Scalar::Text(Cow::Owned(decoded)))
}

/// Whether the text starts with a date, alone or followed by a time.
pub(super) fn is_timestamp(text: &str) -> bool {
    let date_end = text.find(['T', 't', ' ']).unwrap_or(text.len());
    let Some((date, _)) = text.split_at_checked(date_end) else { return false };
    let parts: Vec<&str> = date.split('-').collect();
    let digits = |part: &str, lengths: std::ops::RangeInclusive<usize>| {
        lengths.contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
    };
    matches!(parts.as_slice(), [year, month, day] if digits(year, 4..=4) && digits(month, 1..=2) && digits(day, 1..=2))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn json_of(text: &str) -> serde_json::Value {
        match resolve_plain(text).expect("the table holds finite values only") {
            Data::Null => json!(null),
            Data::Bool(bool) => json!(bool),
            Data::Number(number) => number.to_json(),
            Data::Text(text) => json!(text),
            Data::List(_) | Data::Map(_) => panic!("a scalar became a collection"),
        }
    }

    #[test]
    fn words_are_booleans_and_null_in_three_cases() {
        for text in "y Y yes Yes YES true True TRUE on On ON".split(' ') {
            assert_eq!(json_of(text), json!(true), "{text}");
        }
        for text in "n N no No NO false False FALSE off Off OFF".split(' ') {
            assert_eq!(json_of(text), json!(false), "{text}");
        }
        for text in ["", "~", "null", "Null", "NULL"] {
            assert_eq!(json_of(text), json!(null), "{text}");
        }
    }

    #[test]
    fn numbers_are_read_as_in_helm() {
        let table = [
            ("0", json!(0)),
            ("-0", json!(0)),
            ("+12", json!(12)),
            ("007", json!(7)),
            ("0440", json!(288)),
            ("-0440", json!(-288)),
            ("0o440", json!(288)),
            ("0O17", json!(15)),
            ("0x1F", json!(31)),
            ("0X1f", json!(31)),
            ("+0x1f", json!(31)),
            ("-0x1f", json!(-31)),
            ("0b101", json!(5)),
            ("-0b101", json!(-5)),
            ("0888", json!(888)),
            ("08", json!(8)),
            ("1_000", json!(1000)),
            ("1__0", json!(10)),
            ("0_7", json!(7)),
            ("0x_1F", json!(31)),
            ("1_000.5", json!(1000.5)),
            ("1.0", json!(1)),
            ("1.", json!(1)),
            ("1.10", json!(1.1)),
            ("1e3", json!(1000)),
            ("1E-2", json!(0.01)),
            ("-1.5e+2", json!(-150)),
            (".5", json!(0.5)),
            ("-.5", json!(-0.5)),
            (".5e1", json!(5)),
            (".1_060", json!(0.106)),
            (".5e1_0", json!(5_000_000_000_i64)),
            ("9223372036854775807", json!(i64::MAX)),
            ("-9223372036854775808", json!(i64::MIN)),
            ("18446744073709551615", json!(u64::MAX)),
            ("18446744073709551616", json!(18446744073709551616.0)),
            ("-9223372036854775809", json!(-9223372036854775809.0)),
            ("123456789012345678901234567890", json!(1.2345678901234568e29)),
            ("1e20", json!(1e20)),
            ("1e300", json!(1e300)),
            ("1e-400", json!(0)),
        ];
        for (text, expected) in table {
            assert_eq!(json_of(text), expected, "{text}");
        }
    }

    #[test]
    fn what_is_no_number_in_helm_stays_text() {
        let table = "tRUE yEs nULL oN foo 1:30 1:30:45 2001-12-14 1.2.3 5m = - + . .. ._5 .5_ .5__0 1e400 .5e400 .e5 \
                     1e 1e+ 0x 0o 0b 0xg 0b2 0o8 0x+1 0x-1 --1 +-1 1-1 0xFFFFFFFFFFFFFFFFF 0x1.8p1 infinity nan inf \
                     NaN +.nan .iNF << 10.0.0.0/8 1e5x 1a ~~ ~x";
        for text in table.split_whitespace() {
            assert_eq!(json_of(text), json!(text), "{text}");
        }
    }

    #[test]
    fn integers_past_64_bits_stay_whole_while_they_fit() {
        let whole = "-123456789012345678901234567890";
        assert_eq!(resolve_plain(whole), Ok(Data::Number(Number::Integer(-123_456_789_012_345_678_901_234_567_890))));
        let huge = "1".repeat(60);
        assert!(matches!(resolve_plain(&huge), Ok(Data::Number(Number::Float(_)))));
    }

    #[test]
    fn minus_zero_keeps_its_sign() {
        let Ok(Data::Number(Number::Float(zero))) = resolve_plain("-0.0") else { panic!("not a float") };
        assert!(zero == 0.0 && zero.is_sign_negative());
    }

    #[test]
    fn what_json_cannot_hold_is_refused() {
        for text in ".inf .Inf .INF +.inf +.Inf +.INF -.inf -.Inf -.INF .nan .NaN .NAN".split(' ') {
            assert!(matches!(resolve_plain(text), Err(ScalarError::NotFinite { .. })), "{text}");
        }
    }

    #[test]
    fn tags_decide_over_the_form() {
        let table = [
            ("int", "12", Some(json!(12))),
            ("int", "0440", Some(json!(288))),
            ("int", "1e3", None),
            ("int", "x", None),
            ("int", "", None),
            ("int", "18446744073709551616", None),
            ("float", "0440", Some(json!(288))),
            ("float", "1.5", Some(json!(1.5))),
            ("float", "", None),
            ("float", ".inf", None),
            ("bool", "on", Some(json!(true))),
            ("bool", "1", None),
            ("null", "", Some(json!(null))),
            ("null", "x", None),
            ("str", "12", Some(json!("12"))),
            ("str", "", Some(json!(""))),
            ("map", "12", Some(json!("12"))),
            ("binary", "aGVsbG8=", Some(json!("hello"))),
            ("binary", "aGVs\nbG8=\n", Some(json!("hello"))),
            ("binary", "/w==", Some(json!("\u{fffd}"))),
            ("binary", "", Some(json!(""))),
            ("binary", "a", None),
            ("timestamp", "2001-12-14", Some(json!("2001-12-14"))),
            ("timestamp", "2001-12-14t21:59:43.10-05:00", Some(json!("2001-12-14t21:59:43.10-05:00"))),
            ("timestamp", "12", None),
        ];
        for (name, text, expected) in table {
            let data = tagged(Tag::from_name(name), Cow::Borrowed(text)).and_then(Scalar::into_data);
            let found = data.map(|data| match data {
                Data::Null => json!(null),
                Data::Bool(bool) => json!(bool),
                Data::Number(number) => number.to_json(),
                Data::Text(text) => json!(text),
                Data::List(_) | Data::Map(_) => panic!("a scalar became a collection"),
            });
            assert_eq!(found.ok(), expected, "!!{name} {text}");
        }
    }

    #[test]
    fn keys_become_text_as_in_helm() {
        let table = [
            ("on", Some("true")),
            ("0440", Some("288")),
            ("1.5", Some("1.5")),
            ("0.1", Some("0.1")),
            ("1e3", Some("1000")),
            ("1e6", Some("1e+06")),
            ("1000000", Some("1000000")),
            ("1234567.5", Some("1.2345675e+06")),
            ("1e-7", Some("1e-07")),
            ("1e300", Some(".inf")),
            ("100000000000000000000", Some("1e+20")),
            (".nan", Some(".nan")),
            ("-.Inf", Some("-.inf")),
            ("foo", Some("foo")),
            ("~", None),
        ];
        for (text, expected) in table {
            assert_eq!(plain(Cow::Borrowed(text)).into_key().as_deref(), expected, "{text}");
        }
    }
}
