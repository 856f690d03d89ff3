//! A file mode that was written without its leading zero.

use crate::check::{Confidence, Find, Purpose, Rule};
use crate::diagnostic::Severity;

pub(super) static RULE: Rule = Rule {
    id: "values-file-mode",
    severity: Severity::Warning,
    confidence: Confidence::High,
    purpose: Purpose::Any,
    title: "a file mode is written in decimal",
    why: "Kubernetes takes the number as it is: 440 in decimal is the mode 0670, under which others may write what \
          was meant to be read only.",
    fix: "Write the mode with a leading zero, such as `0440`.",
    link: Some("https://kubernetes.io/docs/concepts/configuration/secret/#secret-files-permissions"),
    find: Find::Reading,
};
