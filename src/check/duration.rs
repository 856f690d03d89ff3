//! Durations as Vault reads them: seconds as a number, or Go's units and days.

use crate::vault_config::{Data, Value};

/// The seconds that a value of the configuration means.
pub(super) fn seconds(value: &Value) -> Option<u64> {
    match &value.data {
        Data::Integer(seconds) => u64::try_from(*seconds).ok(),
        Data::Text(text) => of_text(text.trim()),
        _ => None,
    }
}

fn of_text(text: &str) -> Option<u64> {
    if let Ok(seconds) = text.parse() {
        return Some(seconds);
    }
    let (mut total, mut rest) = (0.0, text);
    while !rest.is_empty() {
        let digits = rest.find(|letter: char| !letter.is_ascii_digit() && letter != '.')?;
        let (number, behind) = rest.split_at_checked(digits)?;
        let end = behind.find(|letter: char| letter.is_ascii_digit()).unwrap_or(behind.len());
        let (unit, behind) = behind.split_at_checked(end)?;
        let seconds = match unit {
            "ns" | "us" | "µs" | "ms" => 0.0,
            "s" => 1.0,
            "m" => 60.0,
            "h" => 3_600.0,
            "d" => 86_400.0,
            _ => return None,
        };
        total += number.parse::<f64>().ok()? * seconds;
        rest = behind;
    }
    // The cast takes what is too large as the largest number.
    (!text.is_empty()).then_some(total as u64)
}

#[cfg(test)]
mod tests {
    use super::of_text;

    #[test]
    fn durations_are_read_as_vault_reads_them() {
        for (text, expected) in [
            ("3600", Some(3_600)),
            ("768h", Some(2_764_800)),
            ("1h30m", Some(5_400)),
            ("32d", Some(2_764_800)),
            ("1.5h", Some(5_400)),
            ("500ms", Some(0)),
            ("", None),
            ("h", None),
            ("10y", None),
            ("-1h", None),
            ("9999999999999999999999d", Some(u64::MAX)),
        ] {
            assert_eq!(of_text(text), expected, "{text}");
        }
    }
}
