//! Lengths of time as Go, Prometheus and Vault write them.

use crate::vault_config::{Data, Value};

/// The seconds that a value of Vault's configuration means: a number is seconds.
pub(super) fn of_value(value: &Value) -> Option<f64> {
    match &value.data {
        Data::Integer(whole) => Some(*whole as f64),
        Data::Text(text) => text.trim().parse().ok().or_else(|| seconds(text)),
        _ => None,
    }
}

/// The seconds of a text such as `30s`, `1m30s` or `1h`; none if it is no duration.
pub(super) fn seconds(text: &str) -> Option<f64> {
    let mut total = 0.0;
    let mut rest = text.trim();
    if rest.is_empty() {
        return None;
    }
    while !rest.is_empty() {
        let digits = rest.find(|letter: char| !letter.is_ascii_digit() && letter != '.')?;
        let (number, after) = rest.split_at_checked(digits)?;
        let letters = after.find(|letter: char| letter.is_ascii_digit()).unwrap_or(after.len());
        let (unit, left) = after.split_at_checked(letters)?;
        total += number.parse::<f64>().ok()? * of_unit(unit)?;
        rest = left;
    }
    Some(total)
}

fn of_unit(unit: &str) -> Option<f64> {
    Some(match unit {
        "ns" => 1e-9,
        "us" | "µs" => 1e-6,
        "ms" => 1e-3,
        "s" => 1.0,
        "m" => 60.0,
        "h" => 3600.0,
        "d" => 86_400.0,
        "w" => 604_800.0,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::seconds;

    #[test]
    fn lengths_of_time_are_read() {
        for (text, expected) in [
            ("30s", Some(30.0)),
            ("1m30s", Some(90.0)),
            ("1.5h", Some(5400.0)),
            ("500ms", Some(0.5)),
            ("2d", Some(172_800.0)),
            ("30", None),
            ("", None),
            ("s", None),
            ("1x", None),
            ("é", None),
            ("1..2s", None),
        ] {
            assert_eq!(seconds(text), expected, "{text}");
        }
    }
}
