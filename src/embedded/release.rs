//! One release of the chart as a file has it.

use super::kind::Kind;
use super::part::GivenLayer;
use crate::diagnostic::Diagnostic;
use crate::source::Span;

/// A text that a file says, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// The text.
    pub text: String,
    /// Where it was written.
    pub span: Span,
}

/// One release of the chart, and the values that a file gives it.
#[derive(Clone, Debug)]
pub struct EmbeddedRelease {
    /// What the file is.
    pub kind: Kind,
    /// What the release is called among those of its file.
    pub label: String,
    /// Where it stands.
    pub span: Span,
    /// The release's name; none if the file leaves it open.
    pub name: Option<Said>,
    /// Its namespace.
    pub namespace: Option<Said>,
    /// The release of the chart: a version, or a constraint on versions.
    pub chart_version: Option<Said>,
    /// The name that the chart has within a chart that depends on it.
    pub alias: Option<String>,
    /// The version of Kubernetes.
    pub kube_version: Option<Said>,
    /// Further API versions that the cluster serves.
    pub api_versions: Vec<String>,
    /// Whether what `helm test` runs is left out.
    pub skip_tests: bool,
    /// Whether hooks are left out.
    pub no_hooks: bool,
    /// The values, the lowest first.
    pub parts: Vec<GivenLayer>,
    /// What is worth telling of it.
    pub warnings: Vec<Diagnostic>,
    /// What is wrong with it.
    pub errors: Vec<Diagnostic>,
}

impl EmbeddedRelease {
    /// A release of which nothing is known but what it is called and where it stands.
    pub(super) fn new(kind: Kind, label: &str, span: Span) -> Self {
        Self {
            kind,
            label: label.to_owned(),
            span,
            name: None,
            namespace: None,
            chart_version: None,
            alias: None,
            kube_version: None,
            api_versions: Vec::new(),
            skip_tests: false,
            no_hooks: false,
            parts: Vec::new(),
            warnings: Vec::new(),
            errors: Vec::new(),
        }
    }
}
