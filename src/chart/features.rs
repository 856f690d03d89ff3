//! What one release of the chart does and another does not: the named facts that templates ask for, as
//! `facts.chart.raft_guard`, in place of version numbers.
//!
//! The records in `values/releases` say which release brought each, and which dropped it again.

use serde::Serialize;

macro_rules! features {
    ($($(#[doc = $doc:literal])+ $name:ident,)*) => {
        /// What a release of the chart does.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
        pub struct Features {
            $($(#[doc = $doc])+ pub $name: bool,)*
        }
    };
}

features! {
    /// Service account and token review do not depend on an enabled server.
    accounts_without_server,
    /// The checksum of the configuration may be an annotation.
    config_checksum,
    /// The configuration begins with an empty line.
    config_gap,
    /// The configuration is evaluated as a Go template.
    config_template,
    /// The CSI provider is told the address of Vault.
    csi_address,
    /// The CSI provider has a key of its own, and permissions for the Secret that it is kept in.
    csi_hmac_key,
    /// The CSI provider mounts the pods' folder of the kubelet.
    csi_kubelet_mount,
    /// The CSI provider is started with its level of logging.
    csi_log_level,
    /// The CSI provider runs privileged on OpenShift.
    csi_privileged,
    /// Role and binding of the CSI provider name their namespace.
    csi_role_namespace,
    /// The leader election of the injectors may delete config maps.
    election_deletes_config_maps,
    /// The test pod is named after the full name and not after the release.
    full_test_name,
    /// Where nothing else is asked, the injector's pod has a group for its files, and its container no capabilities.
    hardened_injector,
    /// The headless Service publishes pods that are not ready, whatever the other Services do.
    headless_unready,
    /// The injector may read nodes.
    injector_reads_nodes,
    /// The test pod has the labels of the server.
    labelled_test,
    /// Values may include the named template `vault.namespace`.
    namespace_template,
    /// The webhook is called for new pods alone, and in namespaces alone.
    narrow_webhook,
    /// The server's network policy names its namespace.
    network_policy_namespace,
    /// No servers at all may be asked for.
    no_replicas,
    /// The chart has an annotation with its name for OpenShift.
    openshift_name,
    /// Annotations of the active and the standby Service win over those that all Services share.
    own_annotations_win,
    /// A configuration that says something of `disable_mlock` is left as it is.
    own_mlock,
    /// The active and the standby Service have node ports of their own.
    own_node_ports,
    /// Servers with raft do not start with a placeholder that nothing replaces.
    raft_guard,
    /// The number of servers counts wherever it was set, and not with `--set` alone.
    replicas_of_files,
    /// The active and the headless Service are labelled as what they are.
    role_labels,
    /// Disruption budgets and the Ingress have their stable APIs on every Kubernetes.
    stable_apis,
    /// The injector has a startup probe.
    startup_probe,
    /// The configuration is a text, in HCL or JSON.
    text_config,
    /// Claims of volumes name their API and kind.
    typed_claims,
}
