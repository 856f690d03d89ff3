//! What a text of values says: its documents as one tree, and what is wrong with it.

use super::merge::lay;
use crate::diagnostic::Diagnostic;
use crate::source::{SourceId, Span};
use crate::yaml::{self, Data, Map, Node, Stream};

/// Values that were read from a text, or from a part of one.
#[derive(Clone, Debug, PartialEq)]
pub struct ReadValues {
    /// What they are: a map.
    pub tree: Node,
    /// What is legal, and likely not what was meant.
    pub warnings: Vec<Diagnostic>,
    /// What is wrong.
    pub errors: Vec<Diagnostic>,
}

impl ReadValues {
    /// Reads the text of a values file.
    pub fn of_text(text: &str, source: SourceId) -> Self {
        Self::with_spelling(yaml::read(text, source).map_err(|error| with_invisible(error.into(), text)), text, source)
    }

    /// Reads the text of the program's own values, whose spelling is known.
    pub(super) fn of_own_text(text: &str, source: SourceId) -> Self {
        Self::of(yaml::read(text, source).map_err(Diagnostic::from), source)
    }

    /// Takes what was read of values within a larger text, which is given whole.
    pub fn with_spelling(read: Result<Stream, Diagnostic>, text: &str, source: SourceId) -> Self {
        let notices = read.as_ref().map_or(Vec::new(), |stream| {
            let roots = stream.documents.iter().map(|document| &document.root);
            roots.flat_map(|root| yaml::spelling_notices(root, text)).collect()
        });
        let several = read.as_ref().ok().and_then(|stream| several_documents(&stream.documents));
        let mut values = Self::of(read, source);
        values.warnings.extend(several);
        values.warnings.extend(notices.into_iter().map(Diagnostic::from));
        values
    }

    /// A later document lies over an earlier one.
    fn of(read: Result<Stream, Diagnostic>, source: SourceId) -> Self {
        let tree = Node::new(Span::new(source, 0, 0), Data::Map(Map::default()));
        let mut values = Self { tree, warnings: Vec::new(), errors: Vec::new() };
        for document in read.map_err(|error| values.errors.push(error)).unwrap_or_default().documents {
            values.warnings.extend(document.notices.into_iter().map(Diagnostic::from));
            match document.root.data {
                Data::Null => {}
                Data::Map(_) => lay(&mut values.tree, document.root),
                _ => values.errors.push(not_a_map(&document.root)),
            }
        }
        values
    }
}

/// What is wrong with values that are no map.
pub(super) fn not_a_map(root: &Node) -> Diagnostic {
    let title = format!("a values file must be a map of keys, found {}", root.kind());
    Diagnostic::error("values-not-a-map", title).at(root.span, "expected a map")
}

/// A character that nobody can see is a likely cause of what cannot be read.
fn with_invisible(error: Diagnostic, text: &str) -> Diagnostic {
    let offset = error.span().map_or(0, |span| span.start as usize);
    let start = text.get(..offset).and_then(|before| before.rfind('\n')).map_or(0, |newline| newline + 1);
    let line = text.get(start..).and_then(|rest| rest.lines().next()).unwrap_or_default();
    match yaml::invisible(line) {
        Some(character) => error
            .note(format!("the line holds the invisible character U+{:04X}", u32::from(character)))
            .help("type it again with plain spaces"),
        None => error,
    }
}

/// A second document that says something, which not every Helm reads.
fn several_documents(documents: &[yaml::Document]) -> Option<Diagnostic> {
    let keys = documents.iter().filter_map(|document| document.root.as_map()?.iter().next());
    let (_, first_key) = keys.take(2).nth(1)?;
    let title = "the values file holds several documents, which Helm 3 and Helm 4 read differently";
    Some(
        Diagnostic::warning("yaml-several-documents", title)
            .at(
                first_key.key_span,
                "Helm 3 reads nothing from here on; here and in Helm 4 this is laid over what is above",
            )
            .help("write the keys into one document, without `---` between them"),
    )
}
