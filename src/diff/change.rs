//! The data of a diff: objects, the changes of their fields, and how bad each one is.

use std::fmt;
use std::ops::Range;

use serde_json::Value;

use super::instruction::Instruction;
use super::left_out::LeftOut;
use super::path::Path;
use super::release_notes::ReleaseNotes;
use super::verdict::Verdict;
use crate::manifest::Object;
use crate::manifest::ObjectId;

/// What changes between two sets of objects.
#[derive(Clone, Debug, Default)]
pub struct Diff {
    /// The objects that differ: in the order of the new set, then those that go away in the order of the old one.
    pub objects: Vec<ObjectDiff>,
    /// What stands on a side and is not compared.
    pub left_out: LeftOut,
    /// What the releases of the chart between the sides bring.
    pub notes: ReleaseNotes,
}

/// How many objects a diff adds, changes and removes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Objects that come.
    pub added: usize,
    /// Objects that stay and differ.
    pub changed: usize,
    /// Objects that go away.
    pub removed: usize,
}

/// One object that differs.
#[derive(Clone, Debug)]
pub struct ObjectDiff {
    /// What it is called in the new set, or in the old one if it goes away.
    pub id: ObjectId,
    /// What happens to the object as a whole.
    pub op: ObjectOp,
    /// The old object, without what is ignored.
    pub old: Option<Object>,
    /// The new object, without what is ignored.
    pub new: Option<Object>,
    /// The changes, never none. An object that comes or goes has a single one at the root, without values: the
    /// whole object is `old` or `new` here.
    pub changes: Vec<Change>,
}

/// What happens to an object as a whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ObjectOp {
    /// The old set has no such object.
    Added,
    /// The new set has no such object.
    Removed,
    /// Both sets have it, and it differs.
    Changed,
    /// The new set has it under another name.
    Renamed {
        /// What the old set called it.
        from: ObjectId,
    },
}

/// One change of a field, an item or a whole object.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// Where. Indexes count the items of the old list, except for an item that is added.
    pub path: Path,
    /// What happens there.
    pub op: Op,
    /// The old value. For a new order: what tells the items apart that both sides have, in the old order.
    pub old: Option<Value>,
    /// The new value. For a new order: what tells the items apart that both sides have, in the new order.
    pub new: Option<Value>,
    /// For an item of a list that is added or removed: where in the new or the old list.
    pub position: Option<usize>,
    /// How bad it is.
    pub verdict: Verdict,
    /// Why it is, a few words without a full stop.
    pub why: String,
    /// What to do to get there, where applying the new manifest is not enough.
    pub steps: Vec<Instruction>,
    /// What changes inside of a value that is a text.
    pub detail: Option<Detail>,
}

/// What happens at a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Op {
    /// There was nothing.
    Added,
    /// Nothing is left.
    Removed,
    /// Another value.
    Replaced,
    /// The same items of a list in another order.
    Reordered,
}

/// What changes inside of a text.
#[derive(Clone, Debug, PartialEq)]
pub enum Detail {
    /// The lines that differ.
    Lines(Vec<Hunk>),
    /// The blocks and attributes of a Vault configuration that differ; none if only layout or comments do.
    VaultConfig(Vec<Change>),
    /// The values of a JSON text that differ; none if only layout does.
    Json(Vec<Change>),
}

/// Neighbouring lines of the old text and the lines of the new text in their place, counted from 0.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hunk {
    /// The lines of the old text.
    pub old: Range<usize>,
    /// The lines of the new text.
    pub new: Range<usize>,
}

impl Diff {
    /// Gives the worst verdict, or none if nothing changes.
    pub fn verdict(&self) -> Option<Verdict> {
        self.objects.iter().map(ObjectDiff::verdict).max()
    }

    /// Whether nothing changes.
    pub fn is_empty(&self) -> bool {
        self.objects.is_empty()
    }

    /// Counts the objects; a renamed one comes and goes.
    pub fn counts(&self) -> Counts {
        let mut counts = Counts::default();
        for object in &self.objects {
            let renamed = matches!(object.op, ObjectOp::Renamed { .. });
            counts.added += usize::from(renamed || object.op == ObjectOp::Added);
            counts.removed += usize::from(renamed || object.op == ObjectOp::Removed);
            counts.changed += usize::from(object.op == ObjectOp::Changed);
        }
        counts
    }
}

impl ObjectDiff {
    /// Gives the worst verdict of its changes.
    pub fn verdict(&self) -> Verdict {
        self.worst().map_or(Verdict::LabelsOnly, |change| change.verdict)
    }

    /// Finds the first change with the worst verdict.
    pub fn worst(&self) -> Option<&Change> {
        self.changes.iter().rev().max_by_key(|change| change.verdict)
    }
}

impl fmt::Display for ObjectOp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Added => "added",
            Self::Removed => "removed",
            Self::Changed => "changed",
            Self::Renamed { .. } => "renamed",
        })
    }
}

impl Op {
    /// The sign that stands for it in the table of verdicts.
    pub(super) fn sign(self) -> char {
        match self {
            Self::Added => '+',
            Self::Removed => '-',
            Self::Replaced => '~',
            Self::Reordered => '%',
        }
    }

    /// Gives what undoes it.
    #[must_use]
    pub fn reverse(self) -> Self {
        match self {
            Self::Added => Self::Removed,
            Self::Removed => Self::Added,
            same => same,
        }
    }
}

impl fmt::Display for Op {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Added => "added",
            Self::Removed => "removed",
            Self::Replaced => "replaced",
            Self::Reordered => "reordered",
        })
    }
}
