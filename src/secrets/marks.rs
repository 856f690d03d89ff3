//! The secrets of values as they were read: by the schema, by names and forms, and by the words of a text that cannot
//! be read.

use std::ops::Range;

use super::text::secrets_under;
use super::tree::{Hidden, SecretLeaf, find};
use crate::source::{Mark, SourceId};
use crate::yaml::{Data, Node, places_in_text};

/// The secrets of a tree, and of everything under these paths of it.
pub fn marks_of_tree(tree: &Node, source: SourceId, text: &str, sensitive: &[String]) -> Vec<Mark> {
    let mut marks = Vec::new();
    for SecretLeaf { leaf, hidden, .. } in find(tree) {
        match (hidden, leaf.as_text()) {
            (Hidden::Parts(parts), Some(part_of)) => {
                let ranges: Vec<Range<usize>> = parts.into_iter().map(|part| part.range).collect();
                for (range, place) in ranges.iter().zip(places_in_text(leaf.span, text, part_of, &ranges)) {
                    let span = place.unwrap_or(leaf.span);
                    let range_there = (span.source == source).then_some(span.start as usize..span.end as usize);
                    marks.push(Mark {
                        range: range_there,
                        text: part_of.get(range.clone()).unwrap_or_default().to_owned(),
                    });
                }
            }
            _ => marks.extend(whole(leaf, source)),
        }
    }
    for path in sensitive {
        let mut open: Vec<&Node> = tree.at(path).into_iter().collect();
        while let Some(node) = open.pop() {
            match &node.data {
                Data::Map(map) => open.extend(map.values().map(|entry| &entry.value)),
                Data::List(items) => open.extend(items),
                _ => marks.extend(whole(node, source)),
            }
        }
    }
    marks
}

/// The secrets of a text that cannot be read, in which these names mean one as well.
pub fn marks_of_text(text: &str, names: &[&str]) -> Vec<Mark> {
    let mark =
        |range: Range<usize>| Mark { text: text.get(range.clone()).unwrap_or_default().to_owned(), range: Some(range) };
    secrets_under(text, names).into_iter().map(|secret| mark(secret.range)).collect()
}

fn whole(leaf: &Node, source: SourceId) -> Option<Mark> {
    let text = match &leaf.data {
        Data::Text(text) => text.clone(),
        Data::Number(number) => number.to_string(),
        _ => return None,
    };
    let range = leaf.span.start as usize..leaf.span.end as usize;
    Some(Mark { range: (leaf.span.source == source).then_some(range), text })
}
