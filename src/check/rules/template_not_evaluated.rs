//! A Go template in a value that nothing evaluates.

use crate::check::{Confidence, Find, Purpose, Rule};
use crate::diagnostic::Severity;

pub(super) static RULE: Rule = Rule {
    id: "template-not-evaluated",
    severity: Severity::Warning,
    confidence: Confidence::High,
    purpose: Purpose::Any,
    title: "a value holds a Go template that nothing evaluates",
    why: "The chart evaluates templates in some keys only. Elsewhere the braces go into the manifest as they \
          stand, where Helm refuses them or nobody understands them.",
    fix: "Write the value itself, by a file or a flag of each cluster; `vaultchart values explain KEY` says whether a \
          key is evaluated.",
    link: Some("https://helm.sh/docs/howto/charts_tips_and_tricks/"),
    find: Find::Reading,
};
