//! Values that stand in a larger text as a text of their own: taken out to be rewritten, and put back in their place.
//!
//! Their lines are those of the larger text with less indentation, so that comments and places stay.

use std::ops::Range;

use crate::source::{Sources, Span};
use crate::yaml::{self, Node};

/// Values inside a text.
#[derive(Clone, Debug, PartialEq)]
pub struct Inset {
    /// The values as a text of their own.
    pub text: String,
    /// The bytes of the larger text that they are.
    range: Range<usize>,
    /// The indentation of their lines.
    indentation: usize,
    /// Comments that are indented less, as they were written.
    outdented: Vec<String>,
}

impl Inset {
    /// The values of a tree that was read from the text; nothing if they do not stand there line by line, as within
    /// quotes.
    pub fn of(tree: &Node, outer: &str) -> Option<Self> {
        let start = tree.span.start as usize;
        let before = outer.get(..start)?;
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        let indentation = before.get(line_start..)?.chars().count();
        if before.ends_with(['"', '\'']) || tree.span.start == tree.span.end {
            return None;
        }
        let is_flow = outer.get(start..)?.starts_with('{');
        let end = tree.span.end as usize;
        let rest = outer.get(end..)?;
        let end = if is_flow { end } else { end + rest.find('\n').map_or(rest.len(), |newline| newline + 1) };
        let mut inset = Self { text: String::new(), range: start..end, indentation, outdented: Vec::new() };
        for (index, line) in outer.get(start..end)?.split_inclusive('\n').enumerate() {
            let blanks = line.len() - line.trim_start_matches(' ').len();
            let taken = if index == 0 || is_flow { 0 } else { blanks.min(indentation) };
            let bare = line.get(taken..)?;
            if taken < indentation && bare.starts_with('#') && index > 0 && !is_flow {
                inset.outdented.push(line.to_owned());
            }
            inset.text.push_str(bare);
        }
        if is_flow {
            inset.indentation = 0;
        }
        inset.says(tree).then_some(inset)
    }

    /// Whether the text alone says what the tree does.
    fn says(&self, tree: &Node) -> bool {
        let Ok(stream) = yaml::read(&self.text, Sources::default().add("", "")) else { return false };
        let [document] = stream.documents.as_slice() else { return false };
        let is_same = |(key, entry): (&String, &yaml::Entry)| {
            document.root.get(key).is_some_and(|node| node.to_json() == entry.value.to_json())
        };
        tree.as_map().is_some_and(|map| !map.is_empty() && map.iter().all(is_same))
    }

    /// The larger text with other values in the place of these.
    pub fn put(&self, outer: &str, values: &str) -> String {
        let mut put = String::with_capacity(outer.len() + values.len());
        put.push_str(outer.get(..self.range.start).unwrap_or_default());
        for (index, line) in values.split_inclusive('\n').enumerate() {
            let old = self.outdented.iter().find(|old| old.trim_start_matches(' ') == line);
            match old {
                Some(old) => put.push_str(old),
                None => {
                    if index > 0 && !line.trim().is_empty() {
                        put.push_str(&" ".repeat(self.indentation));
                    }
                    put.push_str(line);
                }
            }
        }
        put.push_str(outer.get(self.range.end..).unwrap_or_default());
        put
    }

    /// Where a place of the text is in the larger one.
    pub fn outer(&self, inner: Span, source: crate::source::SourceId, outer: &str) -> Span {
        let place = |offset: u32| {
            let before = self.text.get(..offset as usize).unwrap_or(&self.text);
            let line = before.matches('\n').count();
            let column = before.len() - before.rfind('\n').map_or(0, |newline| newline + 1);
            let own = outer.get(self.range.clone()).unwrap_or_default();
            let start: usize = own.split_inclusive('\n').take(line).map(str::len).sum();
            let written = own.get(start..).and_then(|rest| rest.split('\n').next()).unwrap_or_default();
            let blanks = written.len() - written.trim_start_matches(' ').len();
            let indentation = if line == 0 { 0 } else { blanks.min(self.indentation) };
            self.range.start + start + indentation + column
        };
        Span::new(source, place(inner.start), place(inner.end))
    }

    /// Where it begins, to order several.
    pub fn start(&self) -> usize {
        self.range.start
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn inset(outer: &str, path: &str) -> Option<Inset> {
        let mut sources = Sources::default();
        let source = sources.add("app.yaml", outer);
        let stream = yaml::read(outer, source).expect("readable");
        let node = stream.documents[0].root.at(path).expect("a value");
        match node.as_text() {
            Some(_) => {
                let inner = yaml::read_within(node, outer).expect("readable");
                Inset::of(&inner.documents[0].root, outer)
            }
            None => Inset::of(node, outer),
        }
    }

    #[test]
    fn values_are_taken_out_and_put_back() {
        let table = [
            (
                "v: |\n  # top\n  a: 1\n  # on a\n  b:\n      - x\n\n  c: 2 # last\nw: 1\n",
                "a: 1\n# on a\nb:\n    - x\n\nc: 2 # last\n",
            ),
            ("x:\n  v:\n    a: 1\n  # out\n    b: |\n      t\n       u\n  w: 1\n", "a: 1\n# out\nb: |\n  t\n   u\n"),
            ("v: {a: 1, b: {c: 2}} # end\nw: 1\n", "{a: 1, b: {c: 2}}"),
            ("v:\r\n  a: 1\r\n  b: 2\r\n", "a: 1\r\nb: 2\r\n"),
            ("v:\n  a: 1\n  b: 2", "a: 1\nb: 2"),
        ];
        for (outer, expected) in table {
            let path = if outer.starts_with('x') { "x.v" } else { "v" };
            let inset = inset(outer, path).unwrap_or_else(|| panic!("{outer}"));
            assert_eq!(inset.text, expected);
            assert_eq!(inset.put(outer, &inset.text), outer);
        }
    }

    #[test]
    fn values_within_quotes_stay_where_they_are() {
        for outer in ["v: 'a: 1'", "v: \"a: 1\\nb: 2\"", "v: >\n  a:\n  b\n", "v: {}"] {
            assert_eq!(inset(outer, "v"), None, "{outer}");
        }
    }

    #[test]
    fn places_lead_back() {
        let outer = "v: |\n  a: 1\n# out\n  b: xyz\n";
        let outer = outer.replace("# out\n", "  # in\n");
        let inset = inset(&outer, "v").expect("an inset");
        let source = Sources::default().add("", "");
        let at = inset.text.find("xyz").expect("it is there");
        let span = inset.outer(Span::new(source, at, at + 3), source, &outer);
        assert_eq!(outer.get(span.start as usize..span.end as usize), Some("xyz"));
    }
}
