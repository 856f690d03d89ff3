//! What Helm's library would read a plain text as: another type, or a text again.

use super::layout::Form;
use super::moment::is_moment;

/// The words of YAML 1.1, in the only letters that they are known in.
const WORDS: &[&str] = &[
    "", "y", "Y", "yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON", "n", "N", "no", "No", "NO", "false",
    "False", "FALSE", "off", "Off", "OFF", "~", "null", "Null", "NULL", ".nan", ".NaN", ".NAN", ".inf", ".Inf", ".INF",
    "+.inf", "+.Inf", "+.INF", "-.inf", "-.Inf", "-.INF",
];

/// Whether the text stays a text where it is written without quotes.
pub(super) fn is_text(text: &str, form: Form) -> bool {
    if WORDS.contains(&text) {
        return false;
    }
    match text.chars().next() {
        Some('.') => !(is_float(&text.replace('_', "")) && has_underscores_within_digits(text)),
        Some('+' | '-' | '0'..='9') => {
            let plain = text.replace('_', "");
            !(is_moment(text) || is_integer(&plain, form) || is_float(&plain) || is_sexagesimal(text))
        }
        _ => true,
    }
}

/// Whether this is a number with a point or an exponent, or just digits; one that is too large is a text.
fn is_float(text: &str) -> bool {
    let is_number = |byte| matches!(byte, b'0'..=b'9' | b'.' | b'e' | b'E' | b'+' | b'-');
    text.bytes().all(is_number) && text.parse::<f64>().is_ok_and(f64::is_finite)
}

fn has_underscores_within_digits(text: &str) -> bool {
    let is_inside = |part: &str| part.ends_with(|end: char| end.is_ascii_digit());
    let mut parts = text.split('_').peekable();
    while let Some(part) = parts.next() {
        let Some(next) = parts.peek() else { break };
        if !is_inside(part) || !next.starts_with(|start: char| start.is_ascii_digit()) {
            return false;
        }
    }
    true
}

fn is_integer(text: &str, form: Form) -> bool {
    is_go_integer(text) || is_marked(text, "b", 2) || form == Form::Pretty && is_marked(text, "o", 8)
}

/// Whether Go reads the text as an integer of 64 bits, its base given by how it begins.
fn is_go_integer(text: &str) -> bool {
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    let (base, digits) = match digits.as_bytes() {
        [b'0', b'x' | b'X', ..] => (16, digits.get(2..)),
        [b'0', b'b' | b'B', ..] => (2, digits.get(2..)),
        [b'0', b'o' | b'O', ..] => (8, digits.get(2..)),
        [b'0', _, ..] => (8, digits.get(1..)),
        _ => (10, Some(digits)),
    };
    let Some(digits) = digits.filter(|digits| !digits.starts_with(['+', '-'])) else { return false };
    let Ok(size) = u64::from_str_radix(digits, base) else { return false };
    match text.as_bytes().first() {
        Some(b'-') => size <= i64::MIN.unsigned_abs(),
        Some(b'+') => i64::try_from(size).is_ok(),
        _ => true,
    }
}

/// Whether this is an integer behind a mark such as `0b`, after which the library allows a sign.
fn is_marked(text: &str, mark: &str, base: u32) -> bool {
    let digits_behind = |zero: &str| text.strip_prefix(zero).and_then(|rest| rest.strip_prefix(mark));
    match (digits_behind("0"), digits_behind("-0")) {
        (Some(digits), _) => i64::from_str_radix(digits, base).is_ok(),
        (_, Some(digits)) => i64::from_str_radix(&format!("-{digits}"), base).is_ok(),
        _ => false,
    }
}

/// Whether this is a number to the base of 60, which older readers know: `1:30`.
fn is_sexagesimal(text: &str) -> bool {
    let is_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit() || byte == b'_');
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let mut parts = whole.strip_prefix(['+', '-']).unwrap_or(whole).split(':');
    let first = parts.next().unwrap_or_default();
    let mut rest = parts.peekable();
    is_digits(fraction)
        && is_digits(first)
        && first.starts_with(|start: char| start.is_ascii_digit())
        && rest.peek().is_some()
        && rest.all(|part| matches!(part.as_bytes(), [b'0'..=b'9'] | [b'0'..=b'5', b'0'..=b'9']))
}
