//! The names by which kubectl knows a kind: the short one, the plural, and the kind itself in any case of letters.

/// The short names that the API server gives, and two that people type for webhooks.
/// `ShortNames` of the storages below `pkg/registry` in Kubernetes' source; `kubectl api-resources` prints them.
const SHORT: [(&str, &str); 25] = [
    ("cj", "CronJob"),
    ("cm", "ConfigMap"),
    ("crd", "CustomResourceDefinition"),
    ("crds", "CustomResourceDefinition"),
    ("deploy", "Deployment"),
    ("ds", "DaemonSet"),
    ("ep", "Endpoints"),
    ("hpa", "HorizontalPodAutoscaler"),
    ("ing", "Ingress"),
    ("limits", "LimitRange"),
    ("mwc", "MutatingWebhookConfiguration"),
    ("netpol", "NetworkPolicy"),
    ("ns", "Namespace"),
    ("pc", "PriorityClass"),
    ("pdb", "PodDisruptionBudget"),
    ("po", "Pod"),
    ("pv", "PersistentVolume"),
    ("pvc", "PersistentVolumeClaim"),
    ("quota", "ResourceQuota"),
    ("rs", "ReplicaSet"),
    ("sa", "ServiceAccount"),
    ("sc", "StorageClass"),
    ("sts", "StatefulSet"),
    ("svc", "Service"),
    ("vwc", "ValidatingWebhookConfiguration"),
];

/// Whether a word is a name of a kind, as kubectl takes it: `sts`, `statefulset`, `statefulsets` or
/// `statefulsets.apps`.
pub fn is_name_of(word: &str, kind: &str) -> bool {
    let word = word.to_ascii_lowercase();
    let resource = word.split_once('.').map_or(word.as_str(), |(resource, _)| resource);
    let short = SHORT.iter().any(|(short, long)| *short == resource && *long == kind);
    let kind = kind.to_ascii_lowercase();
    short || resource == kind || resource == plural(&kind)
}

/// `policy` gives `policies`, `ingress` gives `ingresses`.
fn plural(kind: &str) -> String {
    if kind == "endpoints" {
        kind.to_owned()
    } else if kind.ends_with('s') {
        format!("{kind}es")
    } else if let Some(stem) = kind.strip_suffix('y').filter(|stem| !stem.ends_with(['a', 'e', 'o', 'u'])) {
        format!("{stem}ies")
    } else {
        format!("{kind}s")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kind_is_known_by_each_of_its_names() {
        let table = [
            ("StatefulSet", ["sts", "statefulset", "statefulsets", "StatefulSets.apps"]),
            ("NetworkPolicy", ["netpol", "networkpolicy", "networkpolicies", "networkpolicies.networking.k8s.io"]),
            ("Ingress", ["ing", "Ingress", "ingresses", "ing.networking.k8s.io"]),
            ("HTTPRoute", ["httproute", "HTTPRoute", "httproutes", "httproutes.gateway.networking.k8s.io"]),
        ];
        for (kind, names) in table {
            for name in names {
                assert!(is_name_of(name, kind), "{name} {kind}");
            }
        }
        for (name, kind) in [("sts", "Service"), ("", "Service"), ("serv", "Service"), ("policies", "NetworkPolicy")] {
            assert!(!is_name_of(name, kind), "{name} {kind}");
        }
    }
}
