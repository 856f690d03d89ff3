//! How strict a run is with what is wrong.

use super::Request;
use crate::source::Span;

/// What keeps a release from being made.
pub(super) struct Strictness {
    /// Whether values must have the types of the schema.
    pub(super) values: bool,
    /// Whether objects must have the types of Kubernetes.
    pub(super) objects: bool,
    /// Whether everything that the API server refuses is to be reported.
    pub(super) is_checked: bool,
    /// The places of values that are as if they had not been given.
    pub(super) left_out: Vec<Span>,
}

impl Strictness {
    /// As the request wants it.
    pub(super) fn of(request: &Request) -> Self {
        let is_wanted = !request.skip_schema_validation;
        Self { values: is_wanted, objects: is_wanted, is_checked: false, left_out: Vec::new() }
    }
}
