//! One evaluation: how much it may still do, how deep it is, and what it changed.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::sync::Arc;

use super::error::ErrorKind;
use super::syntax::Body;
use super::value::{Map, Value};

/// The units of work of one evaluation: a unit is a byte of text, an element of a list or a part of a step.
const WORK_LIMIT: u64 = 32 << 20;

/// The units of work of all texts of a release together.
pub(super) const ALL_WORK_LIMIT: u64 = 8 * WORK_LIMIT;

/// The units that one node, function call or round of a loop costs.
pub(super) const STEP: usize = 64;

/// The longest text that is made, in bytes; the largest object that Kubernetes takes is below half of it.
pub(super) const TEXT_LIMIT: usize = 4 << 20;

/// The deepest that blocks, brackets and templates call each other. Chosen for a stack of 2 MiB without optimization.
pub(super) const DEPTH_LIMIT: usize = 100;

/// The templates that can be called by name: those of a text, then those of the texts around it.
#[derive(Debug, Default)]
pub(super) struct Templates {
    /// The templates of this text.
    pub(super) own: BTreeMap<String, Arc<Body>>,
    /// Whether this is the text that the places of errors refer to.
    pub(super) is_evaluated: bool,
    /// What is known around the text.
    pub(super) outer: Option<Arc<Templates>>,
}

impl Templates {
    /// The body of a template, and whether it stands in the evaluated text.
    pub(super) fn find(&self, name: &str) -> Option<(Arc<Body>, bool)> {
        let mut level = Some(self);
        while let Some(templates) = level {
            if let Some(body) = templates.own.get(name) {
                return Some((Arc::clone(body), templates.is_evaluated));
            }
            level = templates.outer.as_deref();
        }
        None
    }
}

/// A key of a map that was changed, and what was there before.
type Change = (Arc<Map>, Arc<str>, Option<Value>);

/// The state of one evaluation.
pub(super) struct Run {
    work: Cell<u64>,
    may_do: u64,
    depth: Cell<usize>,
    changes: RefCell<Vec<Change>>,
}

impl Run {
    /// An evaluation that may do as much as any, or what is left to it if that is less.
    pub(super) fn with_work(left: u64) -> Self {
        let may_do = left.min(WORK_LIMIT);
        Self { work: Cell::new(may_do), may_do, depth: Cell::new(0), changes: RefCell::default() }
    }

    /// The units of work that were taken.
    pub(super) fn work_done(&self) -> u64 {
        self.may_do.saturating_sub(self.work.get())
    }

    /// Takes units of work.
    ///
    /// # Errors
    ///
    /// Fails when fewer are left.
    pub(super) fn spend(&self, units: usize) -> Result<(), ErrorKind> {
        let units = u64::try_from(units).unwrap_or(u64::MAX);
        let left = self.work.get().checked_sub(units).ok_or(ErrorKind::Work)?;
        self.work.set(left);
        Ok(())
    }

    /// Takes the work of making a text of the given length.
    ///
    /// # Errors
    ///
    /// Fails when the text would be too long, or the work too much.
    pub(super) fn spend_text(&self, length: usize) -> Result<(), ErrorKind> {
        if length > TEXT_LIMIT { Err(ErrorKind::Work) } else { self.spend(length) }
    }

    /// Goes one level deeper until `leave`.
    ///
    /// # Errors
    ///
    /// Fails past the limit; `leave` must not follow then.
    pub(super) fn enter(&self) -> Result<(), ErrorKind> {
        if self.depth.get() >= DEPTH_LIMIT {
            return Err(ErrorKind::Recursion { limit: DEPTH_LIMIT });
        }
        self.depth.set(self.depth.get() + 1);
        Ok(())
    }

    /// Comes back from a level.
    pub(super) fn leave(&self) {
        self.depth.set(self.depth.get().saturating_sub(1));
    }

    /// Sets or removes a key of a map until the end of the evaluation.
    pub(super) fn change(&self, map: &Arc<Map>, key: &Arc<str>, value: Option<Value>) {
        let before = map.replace(Arc::clone(key), value);
        self.changes.borrow_mut().push((Arc::clone(map), Arc::clone(key), before));
    }
}

impl Drop for Run {
    /// Undoes every change, the last one first: the scope stays as it was, and maps that hold themselves come free.
    fn drop(&mut self) {
        while let Some((map, key, before)) = self.changes.get_mut().pop() {
            map.replace(key, before);
        }
    }
}
