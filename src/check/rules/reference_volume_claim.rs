//! A volume claim that nothing is known to make.

use crate::check::references::unresolved;
use crate::check::{Confidence, Fault, Find, Purpose, Rule, Subject};
use crate::diagnostic::Severity;

pub(super) static RULE: Rule = Rule {
    id: "reference-volume-claim",
    severity: Severity::Warning,
    confidence: Confidence::Medium,
    purpose: Purpose::Any,
    title: "a volume claim that a pod uses is neither rendered nor named as external",
    why: "A pod whose PersistentVolumeClaim does not exist stays pending.",
    fix: "Correct the name, add the object to `extraObjects`, or name it under `vaultchart.external` if it \
          is created elsewhere.",
    link: Some("https://kubernetes.io/docs/concepts/storage/persistent-volumes/#claims-as-volumes"),
    find: Find::Looking(find),
};

fn find(subject: &Subject<'_>) -> Vec<Fault> {
    unresolved(subject, &["PersistentVolumeClaim"])
}
