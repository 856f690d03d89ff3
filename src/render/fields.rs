//! Where a tree is being filled, and what was read for each of its fields so far.

use std::ops::Range;

use crate::manifest::Field;

/// What was read for the fields of a tree, as far as it is filled.
#[derive(Default)]
pub(super) struct Fields {
    /// The way to the field that is being filled.
    pointer: String,
    noted: Vec<Field>,
}

impl Fields {
    /// Fills what lies one step further down.
    pub(super) fn below<T>(&mut self, step: &str, fill: impl FnOnce(&mut Self) -> T) -> T {
        let here = self.pointer.len();
        Field::push_step(&mut self.pointer, step);
        let filled = fill(self);
        self.pointer.truncate(here);
        filled
    }

    /// Notes what was read for the field that is being filled.
    pub(super) fn note(&mut self, reads: Range<usize>) {
        self.noted.push(Field { pointer: self.pointer.clone(), reads });
    }

    /// The fields, in the order of the tree.
    pub(super) fn into_vec(self) -> Vec<Field> {
        self.noted
    }
}
