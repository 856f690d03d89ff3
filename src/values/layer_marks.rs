//! The secrets of a layer of values: what the schema marks, and what names and forms tell.

use crate::secrets::{marks_of_text, marks_of_tree};
use crate::source::{Mark, Marks, SourceId};
use crate::values::layers::LayerKind;
use crate::values::schema::Schema;
use crate::values::set::SetKind;
use crate::yaml::Node;

const SENSITIVE: &str = "x-sensitive";

/// A layer as it was read.
#[derive(Debug)]
pub(super) struct LayerMarks {
    /// What it says; an empty map if it cannot be read.
    pub(super) tree: Node,
    /// What marks values.
    pub(super) schema: Option<&'static Schema>,
    /// What kind of layer it is.
    pub(super) kind: LayerKind,
}

impl LayerMarks {
    fn is_read(&self) -> bool {
        !self.tree.as_map().is_some_and(|map| map.is_empty())
    }
}

impl Marks for LayerMarks {
    /// A flag has no comments, and a comma ends its values.
    fn are_all(&self) -> bool {
        self.is_read() && matches!(self.kind, LayerKind::Flag(_))
    }

    fn marks(&self, source: SourceId, text: &str) -> Vec<Mark> {
        let paths = self.schema.map(|schema| schema.marked(SENSITIVE)).unwrap_or_default();
        if !self.is_read() {
            // A flag writes the whole path, a file the key alone.
            let keys = paths.iter().map(|path| path.rsplit('.').next().unwrap_or(path));
            return marks_of_text(text, &paths.iter().map(String::as_str).chain(keys).collect::<Vec<_>>());
        }
        let mut marks = marks_of_tree(&self.tree, source, text, &paths);
        // The text names the files that hold the values.
        if self.kind == LayerKind::Flag(SetKind::File) {
            marks.iter_mut().for_each(|mark| mark.range = None);
        }
        marks
    }
}
