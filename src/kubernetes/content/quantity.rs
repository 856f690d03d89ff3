//! Amounts as numbers that can be compared.

use serde_json::Value;

/// An amount in billionths, which is as fine as the server keeps it; the largest there is where it does not hold.
pub(super) fn amount(value: &Value) -> Option<i128> {
    match value {
        Value::String(text) => parse(text.trim()),
        Value::Number(number) => parse(&number.to_string()),
        _ => None,
    }
}

fn parse(text: &str) -> Option<i128> {
    let (is_negative, unsigned) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let end = unsigned.find(|character: char| !character.is_ascii_digit() && character != '.');
    let (number, suffix) = unsigned.split_at(end.unwrap_or(unsigned.len()));
    let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
    let digits = format!("{whole}{fraction}");
    let mantissa: i128 = if digits.is_empty() { return None } else { digits.parse().unwrap_or(i128::MAX) };
    let (exponent, factor) = scale(suffix)?;
    let shift = exponent + 9 - i32::try_from(fraction.len()).ok()?;
    let scaled = mantissa.saturating_mul(factor);
    let power = |count: i32| u32::try_from(count).ok().and_then(|count| 10i128.checked_pow(count));
    let amount = if shift >= 0 {
        power(shift).map_or(i128::MAX, |power| scaled.saturating_mul(power))
    } else {
        // What is finer than a billionth is rounded up.
        power(-shift).map_or(i128::from(scaled > 0), |power| scaled.div_euclid(power) + i128::from(scaled % power != 0))
    };
    Some(if is_negative { -amount } else { amount })
}

/// The power of ten of a suffix, and the factor of a binary one.
fn scale(suffix: &str) -> Option<(i32, i128)> {
    let binary = |shift: u32| Some((0, 1i128 << shift));
    match suffix {
        "" => Some((0, 1)),
        "n" => Some((-9, 1)),
        "u" => Some((-6, 1)),
        "m" => Some((-3, 1)),
        "k" => Some((3, 1)),
        "M" => Some((6, 1)),
        "G" => Some((9, 1)),
        "T" => Some((12, 1)),
        "P" => Some((15, 1)),
        "E" => Some((18, 1)),
        "Ki" => binary(10),
        "Mi" => binary(20),
        "Gi" => binary(30),
        "Ti" => binary(40),
        "Pi" => binary(50),
        "Ei" => binary(60),
        _ => Some((suffix.strip_prefix(['e', 'E'])?.parse().ok()?, 1)),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn amounts_are_compared_whatever_their_unit() {
        let table = [
            (json!("1Gi"), json!("1024Mi")),
            (json!("0.1"), json!("100m")),
            (json!("1e3"), json!("1k")),
            (json!("1E"), json!("1000P")),
            (json!(2), json!("2000m")),
            (json!(0.5), json!("500m")),
            (json!("+1"), json!("1")),
        ];
        for (one, other) in table {
            assert_eq!(amount(&one), amount(&other), "{one} {other}");
        }
        assert!(amount(&json!("2Gi")) > amount(&json!("1999M")));
        assert!(amount(&json!("-1")) < amount(&json!("0")));
        assert_eq!(amount(&json!("0.0000000001")), amount(&json!("1n")));
        assert_eq!((amount(&json!("x")), amount(&json!(""))), (None, None));
    }
}
