//! Changes of Vault's configuration where it stands, as a block of text in values.

use std::ops::Range;

/// The whole line of a place.
pub(super) fn line(text: &str, place: Range<usize>) -> Range<usize> {
    let start = text[..place.start].rfind('\n').map_or(0, |newline| newline + 1);
    let end = text[place.start..].find('\n').map_or(text.len(), |length| place.start + length + 1);
    start..end
}

fn indentation(line: &str) -> usize {
    line.len() - line.trim_start().len()
}

/// Where a block begins that is called so.
pub(super) fn block(text: &str, name: &str) -> Option<usize> {
    text.match_indices(name).map(|(at, _)| at).find(|at| {
        let range = line(text, *at..*at);
        let line = &text[range];
        line.trim_start().starts_with(name.trim_end()) && line.contains('{')
    })
}

/// Adds lines to the block that begins in a line, to the one that holds it, or below the key of a configuration.
pub(super) fn insert(text: &str, at: usize, code: &str) -> Option<(Range<usize>, String)> {
    let range = line(text, at..at);
    let header = &text[range.clone()];
    let lines =
        |depth: usize| -> String { code.lines().map(|line| format!("{}{line}\n", " ".repeat(depth))).collect() };
    let depth = indentation(header);
    if let Some(close) = header.trim_end().strip_suffix('}').filter(|_| header.contains('{')).map(str::len) {
        let close = range.start + close;
        return Some((close..close, format!("\n{}{}", lines(depth + 2), " ".repeat(depth))));
    }
    if header.trim_end().ends_with(['{', '|', '-']) {
        let next = text[range.end..].lines().find(|line| !line.trim().is_empty()).map_or(depth + 2, indentation);
        return Some((range.end..range.end, lines(if next > depth { next } else { depth + 2 })));
    }
    // A line within a block: the new one stands beside it.
    Some((range.start..range.start, lines(depth)))
}

/// Sets a name in the block of a place: in its line, in another line of the block, or in a new one.
pub(super) fn assign(text: &str, place: Range<usize>, code: &str, behind: &str) -> Option<(Range<usize>, String)> {
    let (name, _) = code.split_once(" = ")?;
    let range = line(text, place.clone());
    let start = if behind.contains("listener") {
        block(text, "listener ").filter(|_| !text[range].contains("listener")).unwrap_or(place.start)
    } else {
        place.start
    };
    let range = line(text, start..start);
    let header = &text[range.clone()];
    let own = set_in(header, name).map(|found| range.start + found.start..range.start + found.end);
    if let Some(own) = own {
        return Some((own, code.to_owned()));
    }
    let depth = indentation(header);
    let mut at = range.end;
    while header.contains('{') && at < text.len() {
        let next = line(text, at..at);
        let content = &text[next.clone()];
        if !content.trim().is_empty() && indentation(content) <= depth {
            break;
        }
        if let Some(found) = set_in(content, name) {
            return Some((next.start + found.start..next.start + found.end, code.to_owned()));
        }
        at = next.end;
    }
    insert(text, start, code)
}

/// Where a line sets a name.
fn set_in(line: &str, name: &str) -> Option<Range<usize>> {
    let at = line.find(name).filter(|at| {
        let before = line[..*at].chars().next_back().is_none_or(|before| before.is_whitespace() || before == '{');
        before && line[at + name.len()..].trim_start().starts_with('=')
    })?;
    let end = line[at..].find([',', '}', '\n']).map_or(line.len(), |length| at + length);
    Some(at..at + line[at..end].trim_end().len())
}

/// The lines of a block that is called so.
pub(super) fn lines_of_block(text: &str, name: &str) -> Option<Range<usize>> {
    block(text, name).map(|at| lines_from(text, at))
}

/// The lines of the block that begins in a line.
pub(super) fn lines_from(text: &str, at: usize) -> Range<usize> {
    let start = line(text, at..at);
    let depth = indentation(&text[start.clone()]);
    let mut end = start.end;
    while text[start.clone()].trim_end().ends_with('{') && end < text.len() {
        let next = line(text, end..end);
        end = next.end;
        let content = &text[next];
        if content.trim() == "}" && indentation(content) <= depth {
            break;
        }
    }
    start.start..end
}
