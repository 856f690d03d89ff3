//! The documentation of a key: the comment directly above it in the documented defaults.

use super::path::{Path, Segment};
use crate::source::{Sources, Span};
use crate::yaml::Node;

/// The lines of the comment directly above a key, without their `#`; none if the key is not in the text or has none.
pub fn documentation<'text>(path: &Path, tree: &Node, sources: &'text Sources) -> Vec<&'text str> {
    let key_span = match path.steps().last() {
        Some(Segment::Key(key)) => path.parent().find(tree).and_then(Node::as_map).and_then(|map| map.get(key)),
        _ => None,
    };
    key_span.map(|entry| comment_above(entry.key_span, sources)).unwrap_or_default()
}

/// The first sentence of a comment, on one line.
pub fn first_sentence(lines: &[&str]) -> String {
    let text = lines.join(" ");
    let end = text.find(". ").or_else(|| text.strip_suffix('.').map(str::len)).unwrap_or(text.len());
    text[..end].to_owned()
}

fn comment_above(key: Span, sources: &Sources) -> Vec<&str> {
    let text = sources.text(key.source);
    let before = text.get(..key.start as usize).unwrap_or_default();
    let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
    let indentation = &before[line_start..];
    let is_comment = |line: &&str| line.strip_prefix(indentation).is_some_and(|rest| rest.starts_with('#'));
    let mut lines: Vec<&str> = before[..line_start].lines().rev().take_while(is_comment).map(words).collect();
    lines.reverse();
    lines
}

/// A line of a comment without indentation, `#` and one blank.
fn words(line: &str) -> &str {
    let line = line.trim_start().trim_start_matches('#');
    line.strip_prefix(' ').unwrap_or(line).trim_end()
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail by panicking")]
mod tests {
    use super::{documentation, first_sentence};
    use crate::source::Sources;
    use crate::values::path::Path;
    use crate::yaml;

    #[test]
    fn the_comment_directly_above_a_key_is_its_documentation() {
        let text =
            "# Title\n\n# About a. More\n# of it.\n# Example:\n#   a: 1\na:\n  # Deep.\n  b: 1\n  # no\n\n  c: 2\nd: 1";
        let mut sources = Sources::default();
        let source = sources.add("values.yaml", text);
        let tree = &yaml::read(text, source).unwrap().documents[0].root;
        let told = |path: &str| documentation(&Path::of_keys(path), tree, &sources);
        assert_eq!(told("a"), ["About a. More", "of it.", "Example:", "  a: 1"]);
        assert_eq!(told("a.b"), ["Deep."]);
        for none in ["a.c", "d", "e", "a.b.c"] {
            assert!(told(none).is_empty(), "{none}");
        }
        assert_eq!(first_sentence(&told("a")), "About a");
        assert_eq!(first_sentence(&told("a.b")), "Deep");
        assert_eq!(first_sentence(&["one", "two"]), "one two");
    }
}
