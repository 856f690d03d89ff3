//! A service account that nothing is known to make.

use crate::check::references::unresolved;
use crate::check::{Confidence, Fault, Find, Purpose, Rule, Subject};
use crate::diagnostic::Severity;

pub(super) static RULE: Rule = Rule {
    id: "reference-service-account",
    severity: Severity::Warning,
    confidence: Confidence::Medium,
    purpose: Purpose::Any,
    title: "a service account that a pod or a binding uses is neither rendered nor named as external",
    why: "Kubernetes refuses to create pods whose ServiceAccount does not exist, and a binding to one grants \
          nothing.",
    fix: "Set `server.serviceAccount.create: true`, correct the name, or name the account under \
          `vaultchart.external` if it is created elsewhere.",
    link: Some("https://kubernetes.io/docs/concepts/security/service-accounts/"),
    find: Find::Looking(find),
};

fn find(subject: &Subject<'_>) -> Vec<Fault> {
    unresolved(subject, &["ServiceAccount"])
}
