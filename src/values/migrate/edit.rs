//! Edits of a YAML text at the places of its keys. Each gives the whole new text, or nothing where it does not know how.

use std::ops::Range;

use serde_json::Value;

use super::block::{comment_above, entry_lines, indentation, line_start, next_line, reindent};
use crate::source::Sources;
use crate::values::path::{Path, Segment};
use crate::yaml::{self, Entry, Map, Node};

/// A text and one of its documents.
pub(super) struct Page<'text> {
    text: &'text str,
    root: Node,
}

/// A value on its way from one key to another.
pub(super) struct Fragment {
    /// The lines of comment that go with it, not indented.
    comment: String,
    /// All that stands behind the colon, up to the end of the last line; lines below are indented as under a key that is
    /// not indented itself.
    value: String,
}

impl Fragment {
    /// A value on one line.
    pub(super) fn of_line(value: &str) -> Self {
        Self { comment: String::new(), value: format!(" {value}\n") }
    }

    /// The parts of this value as values of their own: the first gets the comment above, the last the one behind.
    pub(super) fn split(&self, parts: &[String]) -> Vec<Self> {
        let behind = self.value.split_once(" #").map(|(_, comment)| format!(" #{}", comment.trim_end()));
        let mut fragments: Vec<Self> = parts.iter().map(|part| Self::of_line(part)).collect();
        if let Some(first) = fragments.first_mut() {
            first.comment.clone_from(&self.comment);
        }
        if let (Some(last), Some(behind)) = (fragments.last_mut(), behind) {
            last.value = format!("{}{behind}\n", last.value.trim_end());
        }
        fragments
    }

    /// The keys and the value as lines, each key under the one before it.
    fn lines(&self, keys: &[String], indentation: usize) -> Option<String> {
        let (last, above) = keys.split_last()?;
        let mut text = String::new();
        let mut depth = indentation;
        for key in above {
            text.push_str(&format!("{}{key}:\n", " ".repeat(depth)));
            depth += 2;
        }
        let lines = format!("{}{last}:{}", self.comment, self.value);
        text.push_str(&reindent(&lines, 0, depth));
        Some(text)
    }

    /// The keys and the value as they stand within braces.
    fn inline(&self, keys: &[String]) -> Option<String> {
        let value = self.value.trim();
        // A comment would swallow the closing brace.
        let is_one_line = !value.contains('\n') && !value.starts_with(['|', '>', '#']) && !value.contains(" #");
        let (first, rest) = keys.split_first()?;
        match rest {
            [] => (is_one_line && self.comment.is_empty()).then(|| format!("{first}: {value}")),
            _ => Some(format!("{first}: {{{}}}", self.inline(rest)?)),
        }
    }
}

impl<'text> Page<'text> {
    /// The document of that number in a text that can be read.
    pub(super) fn new(text: &'text str, document: usize) -> Option<Self> {
        let stream = yaml::read(text, Sources::default().add("", "")).ok()?;
        Some(Self { text, root: stream.documents.into_iter().nth(document)?.root })
    }

    /// The value of a key, with the comment directly above it, ready to be put elsewhere.
    pub(super) fn fragment(&self, path: &Path) -> Option<Fragment> {
        let (map, entry) = self.entry(path)?;
        if self.is_flow(map) {
            return Some(Fragment::of_line(self.slice(&range(&entry.value))));
        }
        let key = entry.key_span.start as usize;
        let depth = indentation(self.text, key)?;
        let lines = entry_lines(self.text, key, depth);
        let comment = comment_above(self.text, lines.start, depth);
        let behind = self.text.get(entry.key_span.end as usize..lines.end)?;
        let value = behind.trim_start_matches(' ').strip_prefix(':')?;
        let first = value.find('\n').map_or(value.len(), |length| length + 1);
        let mut value = format!("{}{}", &value[..first], reindent(&value[first..], depth, 0));
        if !value.ends_with('\n') {
            value.push('\n');
        }
        Some(Fragment { comment: reindent(&self.text[comment], depth, 0), value })
    }

    /// Gives a key another name.
    pub(super) fn rename(&self, path: &Path, new: &str) -> Option<String> {
        let (_, entry) = self.entry(path)?;
        self.replaced(&[(entry.key_span.start as usize..entry.key_span.end as usize, new.to_owned())])
    }

    /// Puts other keys in the place of one: its value stands under them.
    pub(super) fn replace(&self, path: &Path, keys: &[String]) -> Option<String> {
        let fragment = self.fragment(path)?;
        let (map, entry) = self.entry(path)?;
        let key = entry.key_span.start as usize;
        if self.is_flow(map) {
            let range = key..entry.value.span.end as usize;
            return self.replaced(&[(range, fragment.inline(keys)?)]);
        }
        let depth = indentation(self.text, key)?;
        let lines = entry_lines(self.text, key, depth);
        let start = comment_above(self.text, lines.start, depth).start;
        self.replaced(&[(start..lines.end, self.with_line_breaks(&fragment.lines(keys, depth)?))])
    }

    /// Puts a value under keys that are not there yet, behind all that is in the innermost map that is there.
    pub(super) fn insert(&self, keys: &[String], fragment: &Fragment) -> Option<String> {
        let mut node = &self.root;
        let mut depth = 0;
        while let Some(entry) = keys.get(depth).and_then(|key| node.as_map()?.get(key)) {
            node = &entry.value;
            depth += 1;
        }
        let (map, missing) = (node.as_map()?, keys.get(depth..)?);
        if self.is_flow(node) {
            let end = (node.span.end as usize).checked_sub(1)?;
            let before = self.text.get(..end)?.trim_end_matches(' ');
            let comma = if before.ends_with(['{', ',']) { "" } else { ", " };
            return self.replaced(&[(before.len()..end, format!("{comma}{}", fragment.inline(missing)?))]);
        }
        let last = map.values().map(|entry| entry.key_span.start).filter(|key| node.span.start <= *key).max()? as usize;
        let indentation = indentation(self.text, last)?;
        let end = entry_lines(self.text, last, indentation).end;
        let line_break = if self.text[..end].ends_with('\n') { "" } else { "\n" };
        let lines = format!("{line_break}{}", fragment.lines(missing, indentation)?);
        self.replaced(&[(end..end, self.with_line_breaks(&lines))])
    }

    /// Gives a key another value; the comment above it stays.
    pub(super) fn set(&self, path: &Path, value: &Value) -> Option<String> {
        let Some(Segment::Key(key)) = path.steps().last() else { return None };
        self.replace_by(path, &[(key.clone(), value.clone())].into_iter().collect())
    }

    /// Puts other keys with values of their own in the place of a key; the comment above it stays.
    pub(super) fn replace_by(&self, path: &Path, entries: &serde_json::Map<String, Value>) -> Option<String> {
        let (map, entry) = self.entry(path)?;
        let key = entry.key_span.start as usize;
        if self.is_flow(map) {
            let entries: Vec<String> = entries.iter().map(|(key, value)| format!("{key}: {value}")).collect();
            return self.replaced(&[(key..entry.value.span.end as usize, entries.join(", "))]);
        }
        let depth = indentation(self.text, key)?;
        let mut lines = String::new();
        yaml::write(&Value::Object(entries.clone()), &mut lines);
        let lines = self.with_line_breaks(&reindent(&lines, 0, depth));
        self.replaced(&[(entry_lines(self.text, key, depth), lines)])
    }

    /// Puts items before those that a list has.
    pub(super) fn prepend(&self, path: &Path, items: &[Value]) -> Option<String> {
        let (_, entry) = self.entry(path)?;
        let place = range(&entry.value);
        if self.slice(&place).starts_with('[') {
            let items: String = items.iter().map(|item| format!("{item}, ")).collect();
            return self.replaced(&[(place.start + 1..place.start + 1, items)]);
        }
        let depth = indentation(self.text, place.start)?;
        let mut lines = String::new();
        yaml::write(&Value::Array(items.to_vec()), &mut lines);
        let start = comment_above(self.text, line_start(self.text, place.start), depth).start;
        self.replaced(&[(start..start, self.with_line_breaks(&reindent(&lines, 0, depth)))])
    }

    /// Takes a key out, and the keys above it that have nothing below them then. The comments above these stay, and so
    /// does its own, unless it goes `with_comment`.
    pub(super) fn remove(&self, path: &Path, with_comment: bool) -> Option<String> {
        let mut link = path.clone();
        let (mut map, mut entry) = self.entry(&link)?;
        while self.is_flow(map) {
            if map.as_map()?.len() > 1 {
                return self.replaced(&[(within_braces(map.as_map()?, entry)?, String::new())]);
            }
            link.pop();
            (map, entry) = self.entry(&link)?;
        }
        let key = entry.key_span.start as usize;
        let Some(depth) = indentation(self.text, key) else { return self.remove_behind_dash(map.as_map()?, entry) };
        let mut lines = entry_lines(self.text, key, depth);
        if with_comment {
            lines.start = comment_above(self.text, lines.start, depth).start;
        }
        let mut ranges = vec![(lines, String::new())];
        while map.as_map()?.len() == 1 && link.steps().len() > 1 {
            link.pop();
            (map, entry) = self.entry(&link)?;
            let key = entry.key_span.start as usize;
            indentation(self.text, key)?;
            ranges.push((line_start(self.text, key)..next_line(self.text, key), String::new()));
        }
        self.replaced(&ranges)
    }

    /// Takes out a key that stands behind the dash of a list's item: the next key moves up to the dash.
    fn remove_behind_dash(&self, map: &Map, entry: &Entry) -> Option<String> {
        let next = next_key(map, entry)?;
        self.replaced(&[(entry.key_span.start as usize..next, String::new())])
    }

    /// Writes another text in the place of a value's text.
    pub(super) fn rewrite(&self, path: &Path, rewrite: impl Fn(&str) -> String) -> Option<String> {
        let (_, entry) = self.entry(path)?;
        let place = range(&entry.value);
        let new = rewrite(self.slice(&place));
        self.replaced(&[(place, new)])
    }

    /// The text of a value as it is written.
    pub(super) fn written(&self, path: &Path) -> Option<&'text str> {
        let (_, entry) = self.entry(path)?;
        Some(self.slice(&range(&entry.value)))
    }

    /// A key with its value, and the map that it stands in.
    fn entry(&self, path: &Path) -> Option<(&Node, &Entry)> {
        let Some(Segment::Key(key)) = path.steps().last() else { return None };
        let map = path.parent().find(&self.root)?;
        Some((map, map.as_map()?.get(key)?))
    }

    fn is_flow(&self, node: &Node) -> bool {
        self.slice(&range(node)).starts_with('{')
    }

    fn slice(&self, place: &Range<usize>) -> &'text str {
        self.text.get(place.clone()).unwrap_or_default()
    }

    /// The text with other texts in some of its ranges. The place of an alias's value is that of its anchor, so that a
    /// range may be none at all.
    fn replaced(&self, edits: &[(Range<usize>, String)]) -> Option<String> {
        let mut edits: Vec<_> = edits.iter().collect();
        edits.sort_by_key(|(range, _)| range.start);
        let (mut text, mut done) = (String::new(), 0);
        for (range, new) in edits {
            text.push_str(self.text.get(done..range.start)?);
            text.push_str(new);
            self.text.get(range.clone())?;
            done = range.end;
        }
        text.push_str(self.text.get(done..)?);
        Some(text)
    }

    /// New lines with the line breaks that the text has.
    fn with_line_breaks(&self, lines: &str) -> String {
        if self.text.contains("\r\n") { lines.replace("\r\n", "\n").replace('\n', "\r\n") } else { lines.to_owned() }
    }
}

fn range(node: &Node) -> Range<usize> {
    node.span.start as usize..node.span.end as usize
}

fn next_key(map: &Map, entry: &Entry) -> Option<usize> {
    let later = map.values().map(|other| other.key_span.start).filter(|start| *start > entry.key_span.start);
    later.min().map(|start| start as usize)
}

/// The range of an entry within braces, with one of the commas beside it.
fn within_braces(map: &Map, entry: &Entry) -> Option<Range<usize>> {
    if let Some(next) = next_key(map, entry) {
        return Some(entry.key_span.start as usize..next);
    }
    let before = map.values().filter(|other| other.key_span.start < entry.key_span.start);
    let before = before.map(|other| other.value.span.end as usize).max()?;
    let end = entry.value.span.end as usize;
    (before < end).then_some(before..end)
}
