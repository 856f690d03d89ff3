//! The lines of a text that belong to one key.

use std::ops::Range;

/// The start of the line that a byte lies in.
pub(super) fn line_start(text: &str, at: usize) -> usize {
    let before = text.as_bytes().get(..at).unwrap_or_default();
    let start = before.iter().rposition(|byte| *byte == b'\n').map_or(0, |newline| newline + 1);
    // The mark at the start of a file is no part of the first line.
    if start == 0 && text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { start }
}

/// The start of the next line.
pub(super) fn next_line(text: &str, at: usize) -> usize {
    text[at..].find('\n').map_or(text.len(), |length| at + length + 1)
}

/// How far a key is indented, if it is the first thing on its line.
pub(super) fn indentation(text: &str, key: usize) -> Option<usize> {
    let before = &text[line_start(text, key)..key];
    before.bytes().all(|byte| byte == b' ').then_some(before.len())
}

/// The lines of a key in block style that is the first thing on its line: from that line to the last line of its value.
pub(super) fn entry_lines(text: &str, key: usize, indentation: usize) -> Range<usize> {
    let start = line_start(text, key);
    let mut end = next_line(text, key);
    let mut at = end;
    while at < text.len() {
        let next = next_line(text, at);
        let line = &text[at..next];
        let content = line.trim_start_matches(' ');
        let depth = line.len() - content.len();
        let content = content.trim_end();
        let is_item = depth == indentation && (content == "-" || content.starts_with("- "));
        if !content.is_empty() && (depth > indentation || is_item) {
            end = next;
        } else if !content.is_empty() && !content.starts_with('#') {
            break;
        }
        at = next;
    }
    start..end
}

/// The lines of comment directly above a line that are indented as it is.
pub(super) fn comment_above(text: &str, line: usize, indentation: usize) -> Range<usize> {
    let mut start = line;
    while start > 0 {
        let above = line_start(text, start - 1);
        let content = text[above..start].trim_start_matches(' ');
        if above >= start || text[above..start].len() - content.len() != indentation || !content.starts_with('#') {
            break;
        }
        start = above;
    }
    start..line
}

/// Lines with another indentation: the first byte of each line that is not blank moves by as many columns.
pub(super) fn reindent(lines: &str, from: usize, to: usize) -> String {
    let mut text = String::with_capacity(lines.len());
    for line in lines.split_inclusive('\n') {
        let content = line.trim_start_matches(' ');
        let depth = line.len() - content.len();
        if !content.trim().is_empty() {
            text.extend(std::iter::repeat_n(' ', (depth + to).saturating_sub(from)));
            text.push_str(content);
        } else {
            text.push_str(&line[depth.min(from.saturating_sub(to))..]);
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::{comment_above, entry_lines, reindent};

    #[test]
    fn the_lines_of_a_key_end_before_the_next_key() {
        let text = "a:\n  b: |\n    x\n\n    # y\n  # about c\n  c:\n  - 1\n  # in c\n  - 2\n\n# about d\nd: 1";
        let lines = |key: &str, indentation| {
            let at = text.find(key).unwrap_or_default();
            &text[entry_lines(text, at, indentation)]
        };
        assert_eq!(lines("b:", 2), "  b: |\n    x\n\n    # y\n");
        assert_eq!(lines("c:", 2), "  c:\n  - 1\n  # in c\n  - 2\n");
        assert!(lines("a:", 0).ends_with("  - 2\n"));
        assert_eq!(lines("d:", 0), "d: 1");
    }

    #[test]
    fn the_comment_above_is_the_one_without_a_gap() {
        let text = "\u{feff}# top\n\n# one\n# two\na: 1\n";
        let at = text.find("a:").unwrap_or_default();
        assert_eq!(&text[comment_above(text, at, 0)], "# one\n# two\n");
        assert_eq!(comment_above(text, at, 2), at..at);
        let first = "\u{feff}# one\na: 1\n";
        let at = first.find("a:").unwrap_or_default();
        assert_eq!(&first[comment_above(first, at, 0)], "# one\n");
    }

    #[test]
    fn lines_are_shifted() {
        assert_eq!(reindent("  a: |\n\n      x\n    y\n", 2, 0), "a: |\n\n    x\n  y\n");
        assert_eq!(reindent("a:\n- b\n", 0, 4), "    a:\n    - b\n");
    }
}
