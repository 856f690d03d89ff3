//! Which kinds belong to no namespace.

/// Whether objects of a kind belong to no namespace.
pub fn is_of_the_cluster(kind: &str) -> bool {
    const OTHERS: [&str; 7] = [
        "CSIDriver",
        "CustomResourceDefinition",
        "Namespace",
        "PersistentVolume",
        "PodSecurityPolicy",
        "PriorityClass",
        "StorageClass",
    ];
    kind.starts_with("Cluster") || kind.ends_with("WebhookConfiguration") || OTHERS.contains(&kind)
}
