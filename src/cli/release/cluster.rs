//! What was typed of the cluster.

use clap::Args;

use super::values::either;
use crate::chart::DEFAULT_KUBE_VERSION;

const CLUSTER: &str = "Cluster";

#[derive(Args, Clone, Debug, Default)]
pub(in crate::cli) struct ClusterArguments {
    /// The version of Kubernetes to render for [default: v1.35.0]
    #[arg(long, value_name = "VERSION", help_heading = CLUSTER)]
    pub(in crate::cli) kube_version: Option<String>,
    /// A further API version that the cluster serves
    #[arg(short, long, value_name = "GROUP/VERSION", value_delimiter = ',', help_heading = CLUSTER)]
    pub(in crate::cli) api_versions: Vec<String>,
}

impl ClusterArguments {
    /// The same, with what is said below where it says nothing.
    pub(super) fn over(&self, below: &Self) -> Self {
        let kube_version = self.kube_version.clone().or_else(|| below.kube_version.clone());
        Self { kube_version, api_versions: either(&self.api_versions, &below.api_versions) }
    }

    /// The version of Kubernetes.
    pub(in crate::cli) fn kube_version(&self) -> &str {
        self.kube_version.as_deref().unwrap_or(DEFAULT_KUBE_VERSION)
    }
}
