//! The characters that values must not hold, because the template engine marks its own text with them.

use crate::diagnostic::Diagnostic;
use crate::source::Span;
use crate::values::path::{Path, Segment};
use crate::yaml::{Data, Node};

/// The characters of the private use area that mark the holes of a rendered text.
pub const RESERVED_CHARACTERS: [char; 2] = ['\u{E000}', '\u{E001}'];

/// The first byte of both characters in UTF-8, by which nearly all texts are told to be free of them.
const FIRST_BYTE: u8 = 0xEE;

/// Finds every text and key of a tree that holds a reserved character.
pub(super) fn find(root: &Node) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    walk(root, &mut Path::root(), &mut found);
    found
}

fn walk(node: &Node, path: &mut Path, found: &mut Vec<Diagnostic>) {
    match &node.data {
        Data::Text(text) => found.extend(test(text, node.span, path)),
        Data::List(items) => {
            for (index, item) in items.iter().enumerate() {
                path.push(Segment::Index(index));
                walk(item, path, found);
                path.pop();
            }
        }
        Data::Map(map) => {
            for (key, entry) in map {
                path.push(Segment::Key(key.clone()));
                found.extend(test(key, entry.key_span, path));
                walk(&entry.value, path, found);
                path.pop();
            }
        }
        _ => {}
    }
}

fn test(text: &str, span: Span, path: &Path) -> Option<Diagnostic> {
    if !text.as_bytes().contains(&FIRST_BYTE) {
        return None;
    }
    let character = text.chars().find(|character| RESERVED_CHARACTERS.contains(character))?;
    let code = u32::from(character);
    let place = path.to_string().replace(RESERVED_CHARACTERS, "\u{FFFD}");
    let title = format!("`{place}` holds the character U+{code:04X}, which is reserved for the template engine");
    Some(Diagnostic::error("values-reserved-character", title).at(span, format!("U+{code:04X} in here")))
}
