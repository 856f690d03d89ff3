//! The values under anchors, and how often they may be copied.

use std::collections::HashMap;

use super::node::{Data, Node};

/// How many values the anchors and aliases of one document may stand for, so that a short text cannot fill the memory.
pub(super) const COPY_LIMIT: usize = 200_000;

/// The bytes of text that count as one more value.
const BYTES_PER_VALUE: usize = 64;

/// A finished node with the measures that a copy of it has to be checked against.
#[derive(Clone, Debug)]
pub(super) struct Built {
    pub(super) node: Node,
    /// How many lists and maps lie within each other, itself included.
    pub(super) height: usize,
    /// How many values a copy makes.
    pub(super) weight: usize,
    /// Whether an alias stands here.
    pub(super) is_alias: bool,
}

impl Built {
    /// A finished scalar.
    pub(super) fn scalar(node: Node) -> Self {
        let bytes = match &node.data {
            Data::Text(text) => text.len(),
            _ => 0,
        };
        Self { node, height: 0, weight: 1 + bytes / BYTES_PER_VALUE, is_alias: false }
    }
}

/// The anchors of one document.
#[derive(Debug, Default)]
pub(super) struct Anchors {
    finished: HashMap<usize, Built>,
    copied: usize,
}

/// The document copies more than [`COPY_LIMIT`] values.
#[derive(Debug)]
pub(super) struct OverBudget;

impl Anchors {
    /// Keeps a finished node for later aliases; the anchor 0 is none.
    pub(super) fn keep(&mut self, anchor: usize, built: &Built) -> Result<(), OverBudget> {
        if anchor != 0 {
            self.charge(built.weight)?;
            self.finished.insert(anchor, built.clone());
        }
        Ok(())
    }

    /// The measures of the node under an anchor, `None` while the anchor is still open.
    pub(super) fn get(&self, anchor: usize) -> Option<&Built> {
        self.finished.get(&anchor)
    }

    /// A copy of the node under an anchor, `None` while the anchor is still open.
    pub(super) fn copy(&mut self, anchor: usize) -> Result<Option<Built>, OverBudget> {
        let Some(weight) = self.finished.get(&anchor).map(|built| built.weight) else { return Ok(None) };
        self.charge(weight)?;
        Ok(self.finished.get(&anchor).map(|built| Built { is_alias: true, ..built.clone() }))
    }

    fn charge(&mut self, weight: usize) -> Result<(), OverBudget> {
        self.copied = self.copied.saturating_add(weight);
        if self.copied > COPY_LIMIT { Err(OverBudget) } else { Ok(()) }
    }
}
