//! What all templates of a release see, and where their reading is noted.

use std::sync::Arc;

use minijinja::value::Value;

use super::catalog::Template;
use super::expand::Expander;
use super::facts::Facts;
use super::reading::Reading;
use crate::source::Span;
use crate::values::{Reads, Schema};
use crate::yaml::Node;

/// What all templates of a release see.
pub(super) struct Shared {
    /// The values: every key of the defaults, null where nothing is set.
    pub(super) values: Node,
    /// The decisions about this release.
    pub(super) facts: Facts,
    /// The same for the templates.
    pub(super) facts_value: Value,
    /// What evaluates the Go templates in values.
    pub(super) expander: Expander,
    /// What is known of the values.
    pub(super) schema: &'static Schema,
    /// The built-in templates.
    pub(super) catalog: &'static [Template],
    /// What was read of the values.
    pub(super) reads: Arc<Reads>,
    /// The maps that the user took away by a null, with the places of the nulls.
    pub(super) nulls: Vec<(String, Span)>,
}

impl Shared {
    /// The values as what is rendered reads them.
    pub(super) fn reading(&self) -> Reading<'_> {
        Reading::noted(&self.values, &self.reads)
    }
}

impl std::fmt::Debug for Shared {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Shared").field("facts", &self.facts).finish_non_exhaustive()
    }
}
