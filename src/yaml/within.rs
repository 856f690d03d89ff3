//! Reading a text that a scalar of another text holds: what is read gets its places in the outer one.

use std::ops::Range;

use super::node::{Data, Node};
use super::place_in_text::offsets;
use super::read::{Stream, read};
use crate::diagnostic::Diagnostic;
use crate::source::Span;

/// Reads the documents of the text that a scalar of `outer` stands for.
///
/// # Errors
/// What is wrong with the text, at its place in the outer one.
pub fn read_within(scalar: &Node, outer: &str) -> Result<Stream, Diagnostic> {
    let text = scalar.as_text().unwrap_or_default();
    let places = Places { whole: scalar.span, offsets: offsets(scalar.span, outer, text).unwrap_or_default() };
    let mut stream = read(text, scalar.span.source).map_err(|error| {
        let mut problem = Diagnostic::from(error);
        problem.labels.iter_mut().for_each(|label| label.span = places.outer(label.span));
        problem
    })?;
    for document in &mut stream.documents {
        places.carry(&mut document.root);
        document.notices.iter_mut().flat_map(|notice| notice.spans_mut()).for_each(|span| *span = places.outer(*span));
    }
    Ok(stream)
}

/// Where each byte of a text is written in the outer one.
struct Places {
    /// The place of the whole scalar: that of everything whose own cannot be determined.
    whole: Span,
    offsets: Vec<Range<usize>>,
}

impl Places {
    fn outer(&self, inner: Span) -> Span {
        let (start, end) = (inner.start as usize, inner.end as usize);
        let last = end.checked_sub(1).filter(|last| *last >= start).and_then(|last| self.offsets.get(last));
        let Some(first) = self.offsets.get(start.min(self.offsets.len().saturating_sub(1))) else { return self.whole };
        let base = self.whole.start as usize;
        let end = last.map_or(first.start, |last| last.end);
        Span::new(inner.source, base + first.start, base + end.max(first.start))
    }

    fn carry(&self, node: &mut Node) {
        node.span = self.outer(node.span);
        match &mut node.data {
            Data::List(items) => items.iter_mut().for_each(|item| self.carry(item)),
            Data::Map(map) => {
                for entry in map.values_mut() {
                    entry.key_span = self.outer(entry.key_span);
                    self.carry(&mut entry.value);
                }
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Sources;

    /// Where `b` of the text in `v` is, and what stands there; or what is wrong with it, and where.
    fn place(outer: &str) -> String {
        let mut sources = Sources::default();
        let source = sources.add("app.yaml", outer);
        let stream = read(outer, source).expect("readable");
        let scalar = stream.documents[0].root.get("v").expect("a value");
        match read_within(scalar, outer) {
            Ok(stream) => {
                let node = stream.documents[0].root.at("a.b").expect("a value");
                let place = sources.place(node.span);
                format!("{}:{} {:?}", place.line, place.column, sources.slice(node.span))
            }
            Err(problem) => {
                let place = sources.place(problem.labels[0].span);
                format!("{}:{} {}", place.line, place.column, problem.code)
            }
        }
    }

    #[test]
    fn places_are_those_of_the_outer_text() {
        let table = [
            ("v: |\n  a:\n    b: x y # c\n", "3:8 \"x y\""),
            (
                "w: 1\nv: |-\n\n     # c\n     a:\n       b:\n         - 1\n         - é\n",
                "7:10 \"- 1\\n         - é\"",
            ),
            ("v: |2\n    # c\n  a: {b: \"x\"}\n", "3:10 \"\\\"x\\\"\""),
            ("v: |\r\n  a:\r\n    b: x\r\n", "3:8 \"x\""),
            ("v: >\n  a:\n    b: x\n", "3:8 \"x\""),
            ("v: >\n  {a:\n  {b: x}}\n", "3:7 \"x\""),
            (r#"v: "a:\n  b: \"x\"\n""#, r#"1:14 "\\\"x\\\"""#),
            ("v: 'a: {b: ''it''}'", "1:12 \"''it''\""),
            ("v: 'a: {b: x}'", "1:12 \"x\""),
            ("v: |\n  a:\n    b: |\n      one\n\n      two\n", "4:7 \"one\\n\\n      two\""),
            ("v: |\n  a: &x\n    c: 1\n    b: 2\n  d: *x\n", "4:8 \"2\""),
            ("v: |\n  a:\n    b: 1\n    b: c: d\n", "4:9 yaml-syntax"),
            ("v: |\n  a:\n    b: [1\n", "3:8 yaml-syntax"),
        ];
        for (outer, expected) in table {
            assert_eq!(place(outer), expected, "{outer}");
        }
    }
}
