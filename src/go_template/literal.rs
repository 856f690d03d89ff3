//! The literals of Go: strings with escapes, and numbers.

/// A number of a template.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Number {
    Integer(i64),
    Float(f64),
}

/// The bytes of the quoted text at the start, quotes included; none if it does not end on its line.
pub(super) fn quoted_length(text: &str, quote: char) -> Option<usize> {
    let mut escaped = false;
    for (offset, character) in text.char_indices().skip(1) {
        match character {
            '\n' => return None,
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            _ if character == quote => return Some(offset + character.len_utf8()),
            _ => {}
        }
    }
    None
}

/// The text between quotes with its escapes resolved; none for an escape that Go does not know.
pub(super) fn unescape(text: &str, quote: char) -> Option<String> {
    if !text.contains('\\') {
        return Some(text.to_owned());
    }
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text;
    while let Some(slash) = rest.find('\\') {
        let (before, escape) = rest.split_at(slash);
        bytes.extend_from_slice(before.as_bytes());
        rest = one_escape(escape.get(1..)?, quote, &mut bytes)?;
    }
    bytes.extend_from_slice(rest.as_bytes());
    Some(String::from_utf8(bytes).unwrap_or_else(|error| super::format::lossy(error.as_bytes())))
}

/// Resolves the escape whose backslash was just left behind, and gives the text after it.
fn one_escape<'t>(text: &'t str, quote: char, bytes: &mut Vec<u8>) -> Option<&'t str> {
    let first = text.chars().next()?;
    let after = text.get(first.len_utf8()..)?;
    let plain = match first {
        'a' => 7,
        'b' => 8,
        'f' => 12,
        'n' => b'\n',
        'r' => b'\r',
        't' => b'\t',
        'v' => 11,
        '\\' => b'\\',
        'x' => {
            bytes.push(u8::from_str_radix(hexadecimal(after, 2)?, 16).ok()?);
            return after.get(2..);
        }
        'u' | 'U' => {
            let length = if first == 'u' { 4 } else { 8 };
            let code = u32::from_str_radix(hexadecimal(after, length)?, 16).ok()?;
            let character = char::from_u32(code)?;
            bytes.extend_from_slice(character.encode_utf8(&mut [0; 4]).as_bytes());
            return after.get(length..);
        }
        '0'..='7' => {
            let octal = text.get(..3).filter(|digits| digits.bytes().all(|byte| matches!(byte, b'0'..=b'7')))?;
            bytes.push(u8::from_str_radix(octal, 8).ok()?);
            return text.get(3..);
        }
        _ if first == quote => quote as u8,
        _ => return None,
    };
    bytes.push(plain);
    Some(after)
}

fn hexadecimal(text: &str, length: usize) -> Option<&str> {
    text.get(..length).filter(|digits| digits.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

/// The bytes at the start that look like a number, with everything glued to it.
pub(super) fn number_length(text: &str) -> usize {
    let mut previous = '\0';
    let unsigned = text.trim_start_matches(['+', '-']);
    let hexadecimal = unsigned.starts_with("0x") || unsigned.starts_with("0X");
    for (offset, character) in text.char_indices() {
        let exponent = matches!(previous, 'e' | 'E') && !hexadecimal || matches!(previous, 'p' | 'P');
        let sign = matches!(character, '+' | '-') && (offset == 0 || exponent);
        if !(sign || character == '.' || character == '_' || character.is_alphanumeric()) {
            return offset;
        }
        previous = character;
    }
    text.len()
}

/// Reads an integer of base 2, 8, 10 or 16, or a float; none for anything else.
pub(super) fn number(text: &str) -> Option<Number> {
    let (negative, digits) = match text.strip_prefix('-') {
        Some(digits) => (true, digits),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    if let Some(whole) = integer(digits) {
        let signed = if negative { -whole } else { whole };
        return i64::try_from(signed).ok().map(Number::Integer);
    }
    let decimal = digits.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'.' | b'e' | b'E' | b'+' | b'-' | b'_'));
    let octal =
        digits.starts_with('0') && digits.len() > 1 && digits.bytes().all(|byte| byte.is_ascii_digit() || byte == b'_');
    if octal || !decimal || !digits.starts_with(|first: char| first.is_ascii_digit() || first == '.') {
        return None;
    }
    if digits.contains("__") || digits.ends_with('_') {
        return None;
    }
    let float: f64 = digits.replace('_', "").parse().ok()?;
    float.is_finite().then_some(Number::Float(if negative { -float } else { float }))
}

/// Reads the digits of a whole number after its sign, in the base that their first characters tell.
pub(super) fn integer(digits: &str) -> Option<i128> {
    let (radix, body) = match digits.as_bytes() {
        [b'0', b'x' | b'X', ..] => (16, digits.get(2..)?),
        [b'0', b'o' | b'O', ..] => (8, digits.get(2..)?),
        [b'0', b'b' | b'B', ..] => (2, digits.get(2..)?),
        [b'0', _, ..] => (8, digits.get(1..)?),
        _ => (10, digits),
    };
    if body.starts_with(['+', '-']) || body.ends_with('_') || body.contains("__") {
        return None;
    }
    i128::from_str_radix(&body.replace('_', ""), radix).ok()
}
