//! The parts of Go's layouts: what stands for a part of a date, and what for itself.

/// What stands for a part of a date, longer ones before their beginnings.
const NAMES: &[&str] = &[
    "January",
    "Jan",
    "Monday",
    "Mon",
    "MST",
    "2006",
    "002",
    "01",
    "02",
    "03",
    "04",
    "05",
    "06",
    "15",
    "__2",
    "_2",
    "PM",
    "pm",
    "Z07:00:00",
    "Z070000",
    "Z07:00",
    "Z0700",
    "Z07",
    "-07:00:00",
    "-070000",
    "-07:00",
    "-0700",
    "-07",
    "1",
    "2",
    "3",
    "4",
    "5",
];

/// One part of a layout.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part<'l> {
    /// A part of a date, as the layout names it.
    Named(&'static str),
    /// So many digits of a second behind a point or a comma; only those that say something if it `trims`.
    Fraction { separator: char, digits: usize, trims: bool },
    /// What stands for itself.
    Plain(&'l str),
}

/// The parts of a layout.
pub(super) fn parts(layout: &str) -> Vec<Part<'_>> {
    let mut parts = Vec::new();
    let (mut start, mut at) = (0, 0);
    while let Some(rest) = layout.get(at..).filter(|rest| !rest.is_empty()) {
        let Some((part, length)) = part_at(rest) else {
            at += rest.chars().next().map_or(1, char::len_utf8);
            continue;
        };
        parts.extend(layout.get(start..at).filter(|plain| !plain.is_empty()).map(Part::Plain));
        parts.push(part);
        at += length;
        start = at;
    }
    parts.extend(layout.get(start..).filter(|plain| !plain.is_empty()).map(Part::Plain));
    parts
}

/// The part that a layout begins with, and how long it is. A word that only begins like a part is none.
fn part_at(layout: &str) -> Option<(Part<'static>, usize)> {
    if layout.starts_with(['.', ',']) {
        return fraction(layout);
    }
    // The year behind a line.
    if layout.starts_with("_2006") {
        return None;
    }
    let name = NAMES.iter().find(|name| layout.starts_with(**name))?;
    let next = layout.get(name.len()..).and_then(|rest| rest.chars().next());
    let runs_on = matches!(*name, "Jan" | "Mon") && next.is_some_and(|next| next.is_ascii_lowercase());
    (!runs_on).then_some((Part::Named(name), name.len()))
}

fn fraction(layout: &str) -> Option<(Part<'static>, usize)> {
    let separator = layout.chars().next()?;
    let rest = layout.get(1..)?;
    let digit = rest.chars().next().filter(|digit| matches!(digit, '0' | '9'))?;
    let after = rest.trim_start_matches(digit);
    let digits = rest.len() - after.len();
    let ends = !after.starts_with(|next: char| next.is_ascii_digit());
    ends.then_some((Part::Fraction { separator, digits, trims: digit == '9' }, digits + 1))
}
