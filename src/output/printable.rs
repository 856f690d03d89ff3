//! Makes text from a manifest harmless: on a terminal, in HTML and in markdown.

use std::borrow::Cow;
use std::fmt::Write as _;

use crate::yaml::{is_deceptive, is_no_character};

/// Replaces what a terminal would obey, and what turns the direction of writing, by its number: `\u{1b}`.
///
/// A tab stays: YAML is full of meaning in blanks.
pub(super) fn printable(text: &str) -> Cow<'_, str> {
    if !text.contains(is_unprintable) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 8);
    for character in text.chars() {
        if is_unprintable(character) {
            shown.extend(character.escape_unicode());
        } else {
            shown.push(character);
        }
    }
    Cow::Owned(shown)
}

/// Takes its power from a line that a log of GitHub would take for a command of the workflow: those begin with `::`, also
/// behind blanks (`TryParseV2` in `src/Runner.Common/ActionCommand.cs` of actions/runner).
pub(super) fn without_command(line: Cow<'_, str>) -> Cow<'_, str> {
    match line.trim_start().strip_prefix("::") {
        Some(rest) => Cow::Owned(format!("{}\\u{{3a}}:{rest}", &line[..line.len() - rest.len() - 2])),
        None => line,
    }
}

/// Escapes the same in a text of JSON, where only strings can hold it; line breaks between the values stay.
pub(super) fn json(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for character in text.chars() {
        if is_unprintable(character) && character != '\n' {
            // Writing to a string cannot fail.
            let _ = write!(shown, "\\u{:04x}", u32::from(character));
        } else {
            shown.push(character);
        }
    }
    shown
}

fn is_unprintable(character: char) -> bool {
    (character.is_control() && character != '\t') || is_deceptive(character) || is_no_character(character)
}

/// Writes text as the content of an HTML element or of an attribute in double quotes.
pub(super) fn html(text: &str) -> String {
    let mut shown = String::with_capacity(text.len() + 8);
    for character in printable(text).chars() {
        match character {
            '&' => shown.push_str("&amp;"),
            '<' => shown.push_str("&lt;"),
            '>' => shown.push_str("&gt;"),
            '"' => shown.push_str("&quot;"),
            '\'' => shown.push_str("&#39;"),
            other => shown.push(other),
        }
    }
    shown
}

/// Writes text as a code span of markdown that also fits into the cell of a table.
pub(super) fn code_span(text: &str) -> String {
    let text = printable(text).replace('|', "\\|");
    let ticks = "`".repeat(longest_run(&text, '`') + 1);
    let blank = if text.is_empty() || text.starts_with(['`', ' ']) || text.ends_with(['`', ' ']) { " " } else { "" };
    format!("{ticks}{blank}{text}{blank}{ticks}")
}

/// Writes prose into markdown: nothing in it is markup, a mention or a link.
pub(super) fn prose(text: &str) -> String {
    let mut shown = String::with_capacity(text.len() + 8);
    for character in printable(text).chars() {
        if character == '@' {
            // An entity alone would still become a mention: those are looked for behind all markup.
            shown.push_str("&#64;<!-- -->");
        } else if character.is_ascii_punctuation()
            && !matches!(character, '.' | ',' | ';' | ':' | '(' | ')' | '/' | '-' | '\'')
        {
            // Writing to a string cannot fail.
            let _ = write!(shown, "&#{};", u32::from(character));
        } else {
            shown.push(character);
        }
    }
    shown
}

/// Writes a message into markdown: what stands between backticks is code, all else prose.
pub(super) fn prose_with_code(text: &str) -> String {
    let parts: Vec<&str> = text.split('`').collect();
    let last = parts.len() - 1;
    let part = |(index, part): (usize, &&str)| match index % 2 {
        1 if index < last && !part.is_empty() => code_span(part),
        // A backtick that nothing closes, or that nothing stands behind, is one.
        1 => prose(&if index < last { "``".to_owned() } else { format!("`{part}") }),
        _ => prose(part),
    };
    parts.iter().enumerate().map(part).collect()
}

/// Gives the fence that no line of the text can close.
pub(super) fn fence(lines: &[String]) -> String {
    let longest = lines.iter().map(|line| longest_run(line, '`')).max().unwrap_or_default();
    "`".repeat(longest.max(2) + 1)
}

fn longest_run(text: &str, wanted: char) -> usize {
    let runs = text.split(|character| character != wanted).map(str::len);
    runs.max().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn control_sequences_lose_their_power() {
        assert_eq!(printable("plain \tü"), "plain \tü");
        assert_eq!(printable("\u{1b}[31mred\r\n\u{202e}"), "\\u{1b}[31mred\\u{d}\\u{a}\\u{202e}");
        assert_eq!(html("\u{fffe}\u{1ffff}\u{fffd}"), "\\u{fffe}\\u{1ffff}\u{fffd}");
        assert_eq!(printable("\u{9b}1m\u{7f}"), "\\u{9b}1m\\u{7f}");
    }

    #[test]
    fn json_stays_the_same_json() {
        let value = serde_json::json!({"a\u{202e}": "\u{9b}\n\u{1f600}"});
        let text = json(&format!("{value:#}"));
        assert!(text.contains("\\u202e") && text.contains("\\u009b"), "{text}");
        assert_eq!(serde_json::from_str::<serde_json::Value>(&text).expect("JSON"), value);
    }

    #[test]
    fn markup_is_text() {
        assert_eq!(html("<b a=\"'&'\">"), "&lt;b a=&quot;&#39;&amp;&#39;&quot;&gt;");
        assert_eq!(code_span("a|b"), "`a\\|b`");
        assert_eq!(code_span("`"), "`` ` ``");
        assert_eq!(code_span("a``b"), "```a``b```");
        assert_eq!(prose("*a* <b> @c #1 [d](e)"), "&#42;a&#42; &#60;b&#62; &#64;<!-- -->c &#35;1 &#91;d&#93;(e)");
        assert_eq!(prose_with_code("`a|<b>` is *no* `c`"), "`a\\|<b>` is &#42;no&#42; `c`");
        assert_eq!(prose_with_code("a ` b"), "a &#96; b");
        assert_eq!(prose_with_code("a `` b"), "a &#96;&#96; b");
        assert_eq!(fence(&["```".to_owned()]), "````");
        assert_eq!(fence(&[]), "```");
    }
}
