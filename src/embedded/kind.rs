//! The kinds of files that hold values.

use std::fmt;

/// What a file is that holds values of a release.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// An Application of Argo CD.
    Application,
    /// An ApplicationSet of Argo CD.
    ApplicationSet,
    /// A HelmRelease of Flux.
    HelmRelease,
    /// A kustomization with `helmCharts`.
    Kustomization,
    /// A helmfile.
    Helmfile,
    /// The values of a chart that depends on this one.
    Umbrella,
    /// A file of Terraform with `helm_release`.
    Terraform,
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Application => "an Application of Argo CD",
            Self::ApplicationSet => "an ApplicationSet of Argo CD",
            Self::HelmRelease => "a HelmRelease of Flux",
            Self::Kustomization => "a kustomization",
            Self::Helmfile => "a helmfile",
            Self::Umbrella => "a chart that depends on `vault`",
            Self::Terraform => "a file of Terraform",
        })
    }
}
