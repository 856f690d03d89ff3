//! The digits of a number as Go writes them.

use serde_json::Number;

use super::layout::Form;

/// The digits of a number; the usual form comes by JSON, which writes whole ones in full.
pub(super) fn number_text(number: &Number, form: Form) -> String {
    if !number.is_f64() {
        return number.to_string();
    }
    let decimal = Decimal::of(&number.to_string());
    let whole = decimal.whole().filter(|_| form == Form::Usual);
    whole
        .or_else(|| decimal.with_exponent())
        .or_else(|| number.as_f64().map(|float| float.to_string()))
        .unwrap_or_default()
}

/// A float in as few digits as tell it from all others, with a point before the first of them.
///
/// The digits are those of its JSON: of two numbers equally near it they are the even one, as in Go.
struct Decimal {
    sign: &'static str,
    digits: String,
    exponent: i32,
}

impl Decimal {
    fn of(json: &str) -> Self {
        let (sign, size) = json.strip_prefix('-').map_or(("", json), |size| ("-", size));
        let (mantissa, exponent) = size.split_once('e').unwrap_or((size, "0"));
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let all = format!("{whole}{fraction}");
        let digits = all.trim_start_matches('0');
        let places = whole.len() + digits.len();
        let exponent = exponent.parse().unwrap_or(0) + shift(places, all.len());
        Self { sign, digits: digits.trim_end_matches('0').to_owned(), exponent }
    }

    /// The number in full, if it is whole and an integer of 64 bits takes it.
    fn whole(&self) -> Option<String> {
        if self.digits.is_empty() {
            return Some("0".to_owned());
        }
        let length = usize::try_from(self.exponent).ok().filter(|length| (self.digits.len()..=20).contains(length))?;
        let text = format!("{}{:0<length$}", self.sign, self.digits);
        (text.parse::<i64>().is_ok() || text.parse::<u64>().is_ok()).then_some(text)
    }

    /// The number with an exponent, which Go writes from a million on, and below a ten thousandth.
    fn with_exponent(&self) -> Option<String> {
        let exponent = self.exponent - 1;
        let (first, rest) = self.digits.split_at_checked(1).filter(|_| !(-4..6).contains(&exponent))?;
        let point = if rest.is_empty() { "" } else { "." };
        let sign = if exponent < 0 { '-' } else { '+' };
        Some(format!("{}{first}{point}{rest}e{sign}{:02}", self.sign, exponent.unsigned_abs()))
    }
}

/// How many places one count is above another.
fn shift(above: usize, below: usize) -> i32 {
    i32::try_from(above).unwrap_or(i32::MAX) - i32::try_from(below).unwrap_or(i32::MAX)
}
