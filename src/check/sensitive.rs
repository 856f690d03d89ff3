//! Secrets that stand where the manifests show them: variables of the values. No view of a run shows them.

use crate::manifest::looks_secret;
use crate::source::Span;
use crate::yaml::{Data, Node};

/// The maps of variables in the values.
const VARIABLES: [&str; 2] = ["server.extraEnvironmentVars", "injector.extraEnvironmentVars"];

/// A variable whose value is a secret.
pub(super) struct Variable<'n> {
    /// The map that holds it.
    pub(super) path: &'static str,
    /// Its name.
    pub(super) name: &'n str,
    /// Where the value stands.
    pub(super) span: Span,
}

/// The variables of the user's values that hold secrets.
pub(super) fn secret_variables(user: &Node) -> Vec<Variable<'_>> {
    let mut found = Vec::new();
    for path in VARIABLES {
        for (name, entry) in user.at(path).and_then(Node::as_map).into_iter().flatten() {
            let value = match &entry.value.data {
                Data::Text(text) => text.clone(),
                Data::Number(number) => number.to_string(),
                _ => continue,
            };
            if looks_secret(name, &value) {
                found.push(Variable { path, name, span: entry.value.span });
            }
        }
    }
    found
}

/// The places of the values that no view may show.
pub fn sensitive_places(user: &Node) -> Vec<Span> {
    secret_variables(user).into_iter().map(|variable| variable.span).collect()
}
