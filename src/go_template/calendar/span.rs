//! Spans of time such as `-1h30m`, in nanoseconds.

/// Reads a span of time; none if it is none.
pub(crate) fn read_span(text: &str) -> Option<i64> {
    let (negative, mut rest) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    if rest == "0" {
        return Some(0);
    }
    let mut total = 0f64;
    while !rest.is_empty() || total == 0.0 {
        let length = rest.find(|character: char| !character.is_ascii_digit() && character != '.')?;
        let (number, after) = rest.split_at_checked(length)?;
        let length =
            after.find(|character: char| character.is_ascii_digit() || character == '.').unwrap_or(after.len());
        let (unit, after) = after.split_at_checked(length)?;
        total += number.parse::<f64>().ok()? * nanoseconds(unit)?;
        rest = after;
        if rest.is_empty() {
            break;
        }
    }
    (total < 9.2e18).then_some(if negative { -(total as i64) } else { total as i64 })
}

fn nanoseconds(unit: &str) -> Option<f64> {
    Some(match unit {
        "ns" => 1.0,
        "us" | "µs" | "μs" => 1e3,
        "ms" => 1e6,
        "s" => 1e9,
        "m" => 6e10,
        "h" => 3.6e12,
        _ => return None,
    })
}

/// The units of a rounded span, in seconds.
const UNITS: [(u64, &str); 6] = [(31_536_000, "y"), (2_592_000, "mo"), (86_400, "d"), (3600, "h"), (60, "m"), (1, "s")];

/// The nanoseconds of a second.
const SECOND: u64 = 1_000_000_000;

/// A span in whole units of the largest that it exceeds: `2h` for two and a half hours.
pub(crate) fn rounded_span(nanoseconds: i64) -> String {
    let nanoseconds = nanoseconds.unsigned_abs();
    let found = UNITS.iter().find(|(unit, _)| nanoseconds > unit * SECOND);
    found.map_or_else(|| "0s".to_owned(), |(unit, name)| format!("{}{name}", nanoseconds / (unit * SECOND)))
}
