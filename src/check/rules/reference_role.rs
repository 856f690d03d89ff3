//! A role that nothing is known to make.

use crate::check::references::unresolved;
use crate::check::{Confidence, Fault, Find, Purpose, Rule, Subject};
use crate::diagnostic::Severity;

pub(super) static RULE: Rule = Rule {
    id: "reference-role",
    severity: Severity::Warning,
    confidence: Confidence::Medium,
    purpose: Purpose::Any,
    title: "a binding names a role that is neither rendered nor named as external",
    why: "A binding to a role that does not exist grants nothing until somebody creates a role of that name, and \
          then it grants whatever that one says.",
    fix: "Correct the name, add the object to `extraObjects`, or name it under `vaultchart.external` if it \
          is created elsewhere.",
    link: Some("https://kubernetes.io/docs/reference/access-authn-authz/rbac/#rolebinding-and-clusterrolebinding"),
    find: Find::Looking(find),
};

fn find(subject: &Subject<'_>) -> Vec<Fault> {
    unresolved(subject, &["Role", "ClusterRole"])
}
