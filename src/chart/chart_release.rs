//! One release of the chart, as its record in `values/releases` tells.

/// What is known of one release of the chart.
#[derive(Debug)]
pub struct ChartRelease {
    /// Its version, such as `0.34.1`.
    pub version: &'static str,
    /// The day on which it was released, such as `2026-08-13`.
    pub date: &'static str,
    /// The versions of Kubernetes that it takes, as its `kubeVersion` says.
    pub kube_version: &'static str,
    /// The versions of its default images.
    pub images: Images,
}

/// The versions of the images that a release runs by default.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Images {
    /// Vault, of the servers and of the agents.
    pub vault: &'static str,
    /// The agent injector.
    pub vault_k8s: &'static str,
    /// The CSI provider.
    pub vault_csi_provider: &'static str,
}
