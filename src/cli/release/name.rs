//! What was typed of a release: its name and its namespace.

use clap::Args;

use crate::cli::tips::misplaced;

const RELEASE: &str = "Release";

#[derive(Args, Clone, Debug, Default)]
pub(in crate::cli) struct ReleaseArguments {
    /// The release's name [default: vault]
    #[arg(value_name = "RELEASE", value_parser = release_name, help_heading = RELEASE)]
    pub(in crate::cli) name: Option<String>,
    /// The namespace of the release [default: default]
    #[arg(short, long, value_name = "NAME", help_heading = RELEASE)]
    pub(in crate::cli) namespace: Option<String>,
    /// A Go template that gives the release's name
    #[arg(long, value_name = "TEMPLATE", conflicts_with = "name", help_heading = RELEASE)]
    pub(in crate::cli) name_template: Option<String>,
    /// Render for an upgrade: `.Release.IsUpgrade` is true instead of `.Release.IsInstall`
    #[arg(long, help_heading = RELEASE)]
    pub(in crate::cli) is_upgrade: bool,
}

impl ReleaseArguments {
    /// Whether a name is given.
    pub(in crate::cli) fn is_named(&self) -> bool {
        self.name_template.is_some() || self.name.is_some()
    }

    /// The same, with what is said below where it says nothing.
    pub(super) fn over(&self, below: &Self) -> Self {
        let name = if self.is_named() { self.name.clone() } else { below.name.clone() };
        let namespace = self.namespace.clone().or_else(|| below.namespace.clone());
        Self { name, namespace, ..self.clone() }
    }

    /// The namespace, or the one that Kubernetes takes where none is named.
    pub(in crate::cli) fn namespace(&self) -> &str {
        self.namespace.as_deref().unwrap_or("default")
    }
}

/// A file where the release's name stands would give the defaults, and nobody would notice.
pub(in crate::cli) fn release_name(name: &str) -> Result<String, String> {
    match misplaced(name) {
        Some(tip) => Err(format!("this is the place of the release's name; {tip}")),
        None => Ok(name.to_owned()),
    }
}
