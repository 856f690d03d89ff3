//! The colours of a terminal.

/// Bold.
pub(super) const BOLD: &str = "\u{1b}[1m";
/// What goes, or does harm.
pub(super) const RED: &str = "\u{1b}[31m";
/// What comes, or does no harm.
pub(super) const GREEN: &str = "\u{1b}[32m";
/// What to look at.
pub(super) const YELLOW: &str = "\u{1b}[33m";
/// Places, and what to type.
pub(super) const CYAN: &str = "\u{1b}[36m";
const PLAIN: &str = "\u{1b}[0m";

/// A text in a colour, where there may be colours and one is named.
pub(super) fn painted(is_coloured: bool, colour: &str, text: &str) -> String {
    if is_coloured && !colour.is_empty() { format!("{colour}{text}{PLAIN}") } else { text.to_owned() }
}
