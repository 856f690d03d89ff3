//! Kubernetes' quantities: `1000m` is `1`, `1Gi` is `1024Mi`.

use serde_json::Value;

/// Reads a quantity in billionths of its unit, rounded up as Kubernetes does; none if it is not one.
pub(super) fn quantity(value: &Value) -> Option<i128> {
    match value {
        Value::String(text) => parse(text),
        Value::Number(number) => parse(&number.to_string()),
        _ => None,
    }
}

fn parse(text: &str) -> Option<i128> {
    let text = text.trim();
    let (negative, text) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let end = text.find(|character: char| !character.is_ascii_digit() && character != '.').unwrap_or(text.len());
    let (number, suffix) = text.split_at(end);
    let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
    if fraction.contains('.') || (whole.is_empty() && fraction.is_empty()) {
        return None;
    }
    let digits: i128 = format!("0{whole}{fraction}").parse().ok()?;
    let (factor, exponent) = suffix_of(suffix)?;
    let power = exponent.checked_add(9)?.checked_sub(i32::try_from(fraction.len()).ok()?)?;
    let billionths = scale(digits.checked_mul(factor)?, power)?;
    Some(if negative { -billionths } else { billionths })
}

/// Gives a factor and a power of ten.
fn suffix_of(suffix: &str) -> Option<(i128, i32)> {
    let decimal = |power| Some((1, power));
    let binary = |power: u32| Some((1024_i128.pow(power), 0));
    match suffix {
        "" => decimal(0),
        "n" => decimal(-9),
        "u" => decimal(-6),
        "m" => decimal(-3),
        "k" => decimal(3),
        "M" => decimal(6),
        "G" => decimal(9),
        "T" => decimal(12),
        "P" => decimal(15),
        "E" => decimal(18),
        "Ki" => binary(1),
        "Mi" => binary(2),
        "Gi" => binary(3),
        "Ti" => binary(4),
        "Pi" => binary(5),
        "Ei" => binary(6),
        _ => decimal(suffix.strip_prefix(['e', 'E'])?.parse().ok()?),
    }
}

fn scale(digits: i128, power: i32) -> Option<i128> {
    let factor = 10_i128.checked_pow(power.unsigned_abs());
    if power >= 0 {
        return digits.checked_mul(factor?);
    }
    // A factor too large to be written leaves less than a billionth.
    let factor = factor.unwrap_or(i128::MAX);
    Some(digits / factor + i128::from(digits % factor != 0))
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::quantity;

    #[test]
    fn equal_amounts_are_equal() {
        let cases: [(Value, Value); 9] = [
            (json!("1000m"), json!("1")),
            (json!("1"), json!(1)),
            (json!("0.5"), json!("500m")),
            (json!(0.5), json!("500m")),
            (json!("1Gi"), json!("1024Mi")),
            (json!("1Mi"), json!("1048576")),
            (json!("1e3"), json!("1k")),
            (json!("1E3"), json!("1000")),
            (json!("+1"), json!("1.0")),
        ];
        for (left, right) in cases {
            assert!(quantity(&left).is_some(), "{left}");
            assert_eq!(quantity(&left), quantity(&right), "{left} {right}");
        }
    }

    #[test]
    fn other_amounts_and_other_texts_are_not() {
        assert_ne!(quantity(&json!("1G")), quantity(&json!("1Gi")));
        assert_ne!(quantity(&json!("-1")), quantity(&json!("1")));
        for text in
            ["", ".", "1.2.3", "Gi", "1x", "1e", "1Gib", "m", "99999999999999999999999999999999999999999", "1e99"]
        {
            assert_eq!(quantity(&json!(text)), None, "{text}");
        }
        assert_eq!(quantity(&json!("1e-99")), Some(1));
        assert_eq!(quantity(&json!("1e2147483647")), None);
        assert_eq!(quantity(&json!("1e-2147483648")), Some(1));
        assert_eq!(quantity(&Value::Null), None);
    }
}
