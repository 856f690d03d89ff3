//! How a text is written: plain, in quotes, or as a block of lines.

use super::layout::Form;
use super::meaning::is_text;

/// The ways of writing a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Style {
    Plain,
    Single,
    Double,
    Literal,
}

/// Which ways the characters of a text allow; double quotes take everything.
struct Allowed {
    plain: bool,
    single: bool,
    literal: bool,
}

/// The way that Helm's library chooses.
pub(super) fn style(text: &str, form: Form) -> Style {
    let allowed = Allowed::by(text, form);
    if text.contains('\n') {
        return if allowed.literal { Style::Literal } else { Style::Double };
    }
    match is_text(text, form) {
        true if allowed.plain => Style::Plain,
        true if allowed.single => Style::Single,
        _ => Style::Double,
    }
}

impl Allowed {
    fn by(text: &str, form: Form) -> Self {
        let seen = Seen::of(text);
        let ends_blank = text.starts_with(is_blank_or_break) || text.ends_with(is_blank_or_break);
        let is_escaped = seen.blank_before_break || seen.unprintable || form == Form::Usual && seen.tab;
        let single = !(is_escaped || seen.tab || seen.break_before_blank);
        Self {
            plain: single && !(ends_blank || seen.line_break || has_indicators(text)),
            single,
            literal: !(is_escaped || text.ends_with(' ')),
        }
    }
}

/// What there is in a text.
#[derive(Default)]
struct Seen {
    line_break: bool,
    blank_before_break: bool,
    break_before_blank: bool,
    tab: bool,
    unprintable: bool,
}

impl Seen {
    fn of(text: &str) -> Self {
        let mut seen = Self::default();
        let mut previous = None;
        for character in text.chars() {
            let after_break = previous.is_some_and(is_break);
            seen.line_break |= is_break(character);
            seen.blank_before_break |= previous == Some(' ') && is_break(character);
            seen.break_before_blank |= after_break && character == ' ';
            seen.tab |= character == '\t';
            seen.unprintable |= character != '\t' && !is_printable(character);
            previous = Some(character);
        }
        seen
    }
}

/// Whether something in the text has a meaning of its own to a reader of block style.
fn has_indicators(text: &str) -> bool {
    let is_gap = |next: Option<char>| next.is_none_or(|next| matches!(next, ' ' | '\t'));
    let mut before = None;
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        let next = characters.peek().copied();
        let is_indicator = match (before, character) {
            (None, _) => is_first_indicator(character) || matches!(character, '?' | ':' | '-') && is_gap(next),
            (_, ':') => is_gap(next),
            (Some(before), '#') => before == '\t' || is_blank_or_break(before),
            _ => false,
        };
        if is_indicator {
            return true;
        }
        before = Some(character);
    }
    text.starts_with("---") || text.starts_with("...")
}

fn is_first_indicator(character: char) -> bool {
    matches!(character, '#' | ',' | '[' | ']' | '{' | '}' | '&' | '*' | '!' | '|' | '>' | '\'' | '"' | '%' | '@' | '`')
}

fn is_blank_or_break(character: char) -> bool {
    character == ' ' || is_break(character)
}

/// Whether the character ends a line.
pub(super) fn is_break(character: char) -> bool {
    matches!(character, '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// Whether the library writes the character as it is.
pub(super) fn is_printable(character: char) -> bool {
    matches!(character, '\n' | ' '..='~' | '\u{A0}'..='\u{FEFE}' | '\u{FF00}'..='\u{FFFD}')
}
