//! What was typed to name the two sides of a comparison.

use std::path::PathBuf;

use clap::Args;
use clap_complete::engine::ArgValueCompleter;

use crate::chart::ChartDefinition;
use crate::cli::completion;
use crate::cli::release::{Asked, ChartArguments, ValuesArguments};
use crate::live::Destination;

const SIDES: &str = "What to compare with";

/// The arguments of which one at least names the old side.
pub(in crate::cli) const OLD_SIDE: [&str; 6] =
    ["against", "against_values", "against_rev", "against_chart", "against_kube_version", "live"];

/// Which cluster --live looks at.
#[derive(Args, Clone, Debug, Default)]
pub(in crate::cli) struct KubeArguments {
    /// The kube context of --live [default: the current one]
    #[arg(long, value_name = "NAME", requires = "live", help_heading = SIDES)]
    pub(in crate::cli) kube_context: Option<String>,
    /// The file of kube contexts of --live [default: what kubectl takes]
    #[arg(long, value_name = "FILE", requires = "live", help_heading = SIDES)]
    pub(in crate::cli) kubeconfig: Option<String>,
}

impl KubeArguments {
    /// Where the release is.
    pub(in crate::cli) fn place(&self, asked: &Asked) -> Destination {
        Destination {
            context: self.kube_context.clone(),
            kubeconfig: self.kubeconfig.clone(),
            release: asked.release.name.clone().unwrap_or_else(|| "vault".to_owned()),
            namespace: asked.release.namespace().to_owned(),
        }
    }
}

#[derive(Args, Clone, Debug)]
pub(in crate::cli) struct SidesArguments {
    /// Manifests, in a file, a folder or standard input: YAML or JSON, from `render`, `helm get manifest` or a cluster.
    /// If none of them is a hook, which Helm keeps apart, hooks are left out of the new side
    #[arg(
        long,
        value_name = "FILE|DIR|-",
        conflicts_with_all = ["against_values", "against_rev", "against_chart", "against_kube_version"],
        help_heading = SIDES
    )]
    pub(in crate::cli) against: Option<PathBuf>,
    /// The same release from these values files alone, instead of all values given by other flags
    #[arg(long, value_name = "FILE", value_delimiter = ',', conflicts_with = "against_rev", help_heading = SIDES)]
    pub(in crate::cli) against_values: Vec<PathBuf>,
    /// The same release from the same flags, with the files of values as they were in a git revision
    #[arg(long, value_name = "REV", help_heading = SIDES)]
    pub(in crate::cli) against_rev: Option<String>,
    /// The same release under this release of vault-helm: what moving from it to --chart-version does. With
    /// --against-values or --against-rev the old values are rendered with it
    #[arg(long, value_name = "VERSION", help_heading = SIDES, add = ArgValueCompleter::new(completion::chart_versions))]
    pub(in crate::cli) against_chart: Option<String>,
    /// The same release for this version of Kubernetes: what moving the cluster from it to --kube-version does
    #[arg(long, value_name = "VERSION", help_heading = SIDES)]
    pub(in crate::cli) against_kube_version: Option<String>,
    /// The objects of the release as they are in the cluster, by kubectl
    #[arg(
        long,
        conflicts_with_all = ["against", "against_values", "against_rev", "against_chart", "against_kube_version", "to"],
        help_heading = SIDES
    )]
    pub(in crate::cli) live: bool,
    #[command(flatten)]
    pub(in crate::cli) kube: KubeArguments,
    /// List the objects of the old side that are not of this release, which are only counted otherwise
    #[arg(long, help_heading = SIDES)]
    pub(in crate::cli) show_foreign: bool,
    /// Compare with these manifests instead of rendering any
    #[arg(
        long,
        value_name = "FILE|DIR|-",
        requires = "against",
        conflicts_with_all = [
            "name", "name_template", "profile", "files", "set_json", "set", "set_string", "set_file", "set_literal",
            "show_only", "templates",
        ],
        help_heading = SIDES
    )]
    pub(in crate::cli) to: Option<PathBuf>,
}

impl SidesArguments {
    /// The release of the chart on the old side, if one is named that is known.
    pub(in crate::cli) fn against_chart(&self) -> Option<ChartDefinition> {
        ChartDefinition::at(self.against_chart.as_deref()?).ok()
    }

    /// The release of the old side: of the same values or those of other files alone, and of another release of the
    /// chart, if one is named.
    pub(in crate::cli) fn old(&self, new: &Asked) -> Asked {
        let chart = ChartArguments { chart_version: self.against_chart.clone() }.over(&new.values.chart);
        let values = match self.against_values.is_empty() {
            true => ValuesArguments { chart, ..new.values.clone() },
            false => ValuesArguments {
                chart,
                files: self.against_values.clone(),
                values_at: new.values.values_at.clone(),
                release: new.values.release.clone(),
                skip_schema_validation: new.values.skip_schema_validation,
                ..ValuesArguments::default()
            },
        };
        let has_typed_chart = new.has_typed_chart || self.against_chart.is_some();
        let mut old = Asked { values, has_typed_chart, ..new.clone() };
        if let Some(version) = &self.against_kube_version {
            old.cluster.kube_version = Some(version.clone());
            old.has_typed_kube_version = true;
        }
        old
    }

    /// Whether there is an old side at all.
    pub(in crate::cli) fn has_old(&self) -> bool {
        let versions = [&self.against_rev, &self.against_chart, &self.against_kube_version];
        let is_rendered = versions.iter().any(|version| version.is_some()) || !self.against_values.is_empty();
        self.against.is_some() || self.live || is_rendered
    }
}
