//! Texts of a form of their own: amounts, moments and bytes, as the API server reads them.

use base64::Engine;
use base64::alphabet::STANDARD;
use base64::engine::{GeneralPurpose, GeneralPurposeConfig};

/// Go's reader minds padding, and not the bits that the last letter has too many.
const BASE64: GeneralPurpose =
    GeneralPurpose::new(&STANDARD, GeneralPurposeConfig::new().with_decode_allow_trailing_bits(true));

/// The suffixes of amounts beside exponents.
const SUFFIXES: [&str; 16] = ["", "n", "u", "m", "k", "M", "G", "T", "P", "E", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei"];

/// Whether a text is bytes in Base64; line breaks may stand in it.
pub(super) fn is_base64(text: &str) -> bool {
    if text.contains(['\n', '\r']) {
        return BASE64.decode(text.replace(['\n', '\r'], "")).is_ok();
    }
    BASE64.decode(text).is_ok()
}

/// The bytes of a text in Base64.
pub(super) fn bytes(text: &str) -> Option<Vec<u8>> {
    BASE64.decode(text.replace(['\n', '\r'], "")).ok()
}

/// Whether a text is an amount: `2`, `0.5`, `500m`, `1.5Gi`, `1e3`.
pub(super) fn is_quantity(text: &str) -> bool {
    let text = text.trim();
    let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
    let end = unsigned.find(|character: char| !character.is_ascii_digit() && character != '.');
    let (number, suffix) = unsigned.split_at(end.unwrap_or(unsigned.len()));
    let is_number = number.matches('.').count() <= 1 && number.bytes().any(|byte| byte.is_ascii_digit());
    is_number && (SUFFIXES.contains(&suffix) || suffix.strip_prefix(['e', 'E']).is_some_and(is_exponent))
}

fn is_exponent(text: &str) -> bool {
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether a text is a moment as RFC 3339 writes it: `2026-01-31T08:00:00Z`, `2026-01-31T08:00:00.5+01:00`.
pub(super) fn is_time(text: &str) -> bool {
    let bytes = text.as_bytes();
    let Some((date, rest)) = bytes.split_at_checked(19) else { return false };
    let is_shaped = date.iter().zip(b"0000-00-00T00:00:00").all(|(byte, shape)| match shape {
        b'0' => byte.is_ascii_digit(),
        _ => byte == shape,
    });
    let number = |start: usize, end: usize| text.get(start..end).and_then(|part| part.parse::<u32>().ok());
    let is_within = |start, end, least, most| number(start, end).is_some_and(|found| (least..=most).contains(&found));
    let days = number(0, 4).zip(number(5, 7)).map_or(0, |(year, month)| days_of(year, month));
    is_shaped
        && is_within(8, 10, 1, days)
        && is_within(11, 13, 0, 23)
        && is_within(14, 16, 0, 59)
        && is_within(17, 19, 0, 59)
        && is_zone(behind_fraction(rest))
}

fn days_of(year: u32, month: u32) -> u32 {
    let is_leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if is_leap => 29,
        2 => 28,
        1..=12 => 31,
        _ => 0,
    }
}

fn behind_fraction(rest: &[u8]) -> &[u8] {
    match rest {
        [b'.' | b',', first, ..] if first.is_ascii_digit() => {
            let digits = rest.iter().skip(1).take_while(|byte| byte.is_ascii_digit()).count();
            rest.get(digits + 1..).unwrap_or_default()
        }
        _ => rest,
    }
}

fn is_zone(zone: &[u8]) -> bool {
    match zone {
        b"Z" => true,
        [b'+' | b'-', hour, hours, b':', minute, minutes] => {
            [hour, hours, minute, minutes].iter().all(|byte| byte.is_ascii_digit())
                && (*hour, *hours) < (b'2', b'5')
                && *minute < b'7'
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_read_as_the_server_reads_them() {
        for amount in ["0", "2", "0.5", ".5", "5.", "-1", "+1", "500m", "1.5Gi", "1e3", "1E-3", "12Ei", "3n", "1E"] {
            assert!(is_quantity(amount), "{amount}");
        }
        for other in ["", ".", "-", "Gi", "1 Gi", "1GB", "1gi", "1K", "1e", "1.2.3", "1e3Gi", "one", "10Mib"] {
            assert!(!is_quantity(other), "{other}");
        }
    }

    #[test]
    fn moments_are_read_as_the_server_reads_them() {
        for moment in [
            "2026-01-31T08:00:00Z",
            "2024-02-29T23:59:59.123456789Z",
            "2026-01-31T08:00:00+01:00",
            "2026-01-31T08:00:00.5-23:30",
        ] {
            assert!(is_time(moment), "{moment}");
        }
        for other in [
            "",
            "2026-01-31",
            "2026-01-31 08:00:00Z",
            "2026-02-29T08:00:00Z",
            "2026-13-01T08:00:00Z",
            "2026-01-31T24:00:00Z",
            "2026-01-31T08:00:00",
            "2026-01-31T08:00:00.Z",
            "2026-01-31T08:00:00+0100",
            "2026-01-31T08:00:0\u{e9}Z",
        ] {
            assert!(!is_time(other), "{other}");
        }
    }

    #[test]
    fn bytes_are_padded_base64() {
        for bytes in ["", "dmF1bHQ=", "dm\nF1bHQ=\n", "dmF1bHR="] {
            assert!(is_base64(bytes), "{bytes}");
        }
        for other in ["vault", "dmF1bHQ", "dm F1bHQ=", "dmF1_-Q=", "plain text"] {
            assert!(!is_base64(other), "{other}");
        }
    }
}
