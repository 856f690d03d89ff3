//! Which releases of Kubernetes serve a version of a built-in API: those that came late or were given up.

use std::fmt;

use super::built_in;

/// Why a version of an API is not served.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotServed {
    /// It was given up.
    Removed {
        /// The minor release of Kubernetes 1 that gave it up.
        since: u64,
        /// What to write instead, if anything took its place.
        instead: Option<&'static str>,
    },
    /// It is not there yet.
    TooEarly {
        /// The minor release of Kubernetes 1 that brings it.
        since: u64,
        /// What to write until then, if that is still served.
        instead: Option<&'static str>,
    },
    /// The group is built in, and no release of Kubernetes has the kind in this version.
    Unknown {
        /// The version of the group that has it.
        instead: Option<&'static str>,
    },
}

/// The life of one version of an API.
struct Life {
    api_version: &'static str,
    /// The kinds that are meant; every kind of the version if none is named.
    kinds: &'static [&'static str],
    /// The first minor release that serves it, and the first that no longer does; 0 where that is not known or not so.
    from: u64,
    until: u64,
    instead: Option<&'static str>,
}

const fn removed(
    api_version: &'static str,
    kinds: &'static [&'static str],
    until: u64,
    instead: Option<&'static str>,
) -> Life {
    Life { api_version, kinds, from: 0, until, instead }
}

const fn came(api_version: &'static str, kinds: &'static [&'static str], from: u64) -> Life {
    Life { api_version, kinds, from, until: 0, instead: None }
}

const fn passed(api_version: &'static str, from: u64, until: u64, instead: Option<&'static str>) -> Life {
    Life { api_version, kinds: &[], from, until, instead }
}

const fn lived(
    api_version: &'static str,
    kinds: &'static [&'static str],
    from: u64,
    until: u64,
    instead: Option<&'static str>,
) -> Life {
    Life { api_version, kinds, from, until, instead }
}

/// From the deprecation guide and the release notes of Kubernetes. Of one version, rows with kinds stand before the one
/// without.
const LIVES: &[Life] = &[
    removed("admissionregistration.k8s.io/v1beta1", MUTATING, 0, None),
    lived("admissionregistration.k8s.io/v1beta1", POLICIES, 28, 34, Some("admissionregistration.k8s.io/v1")),
    removed("admissionregistration.k8s.io/v1beta1", WEBHOOKS, 22, Some("admissionregistration.k8s.io/v1")),
    came("admissionregistration.k8s.io/v1", &["ValidatingAdmissionPolicy", "ValidatingAdmissionPolicyBinding"], 30),
    came("admissionregistration.k8s.io/v1", MUTATING, 36),
    removed("apiextensions.k8s.io/v1beta1", &[], 22, Some("apiextensions.k8s.io/v1")),
    removed("apiregistration.k8s.io/v1beta1", &[], 22, Some("apiregistration.k8s.io/v1")),
    removed("apps/v1beta1", &[], 16, Some("apps/v1")),
    removed("apps/v1beta2", &[], 16, Some("apps/v1")),
    removed("authentication.k8s.io/v1beta1", &["TokenReview"], 22, Some("authentication.k8s.io/v1")),
    removed("authorization.k8s.io/v1beta1", &[], 22, Some("authorization.k8s.io/v1")),
    came("autoscaling/v2", &[], 23),
    removed("autoscaling/v2beta1", &[], 25, Some("autoscaling/v2")),
    removed("autoscaling/v2beta2", &[], 26, Some("autoscaling/v2")),
    came("batch/v1", &["CronJob"], 21),
    removed("batch/v1beta1", &["CronJob"], 25, Some("batch/v1")),
    came("certificates.k8s.io/v1", &["ClusterTrustBundle", "PodCertificateRequest"], 37),
    lived("certificates.k8s.io/v1beta1", &["ClusterTrustBundle"], 33, 40, Some("certificates.k8s.io/v1")),
    lived("certificates.k8s.io/v1beta1", &["PodCertificateRequest"], 35, 40, Some("certificates.k8s.io/v1")),
    removed("certificates.k8s.io/v1beta1", &["CertificateSigningRequest"], 22, Some("certificates.k8s.io/v1")),
    removed("coordination.k8s.io/v1beta1", &["Lease"], 22, Some("coordination.k8s.io/v1")),
    lived("coordination.k8s.io/v1beta1", &["LeaseCandidate"], 33, 39, None),
    came("discovery.k8s.io/v1", &[], 21),
    removed("discovery.k8s.io/v1beta1", &[], 25, Some("discovery.k8s.io/v1")),
    removed("events.k8s.io/v1beta1", &[], 25, Some("events.k8s.io/v1")),
    removed("extensions/v1beta1", &["Ingress"], 22, Some("networking.k8s.io/v1")),
    removed("extensions/v1beta1", &["NetworkPolicy"], 16, Some("networking.k8s.io/v1")),
    removed("extensions/v1beta1", &["PodSecurityPolicy"], 16, Some("policy/v1beta1")),
    removed("extensions/v1beta1", &[], 16, Some("apps/v1")),
    came("flowcontrol.apiserver.k8s.io/v1", &[], 29),
    removed("flowcontrol.apiserver.k8s.io/v1beta1", &[], 26, Some("flowcontrol.apiserver.k8s.io/v1beta3")),
    passed("flowcontrol.apiserver.k8s.io/v1beta2", 23, 29, Some("flowcontrol.apiserver.k8s.io/v1")),
    passed("flowcontrol.apiserver.k8s.io/v1beta3", 26, 32, Some("flowcontrol.apiserver.k8s.io/v1")),
    came("networking.k8s.io/v1", ADDRESSES, 33),
    lived("networking.k8s.io/v1beta1", ADDRESSES, 31, 37, Some("networking.k8s.io/v1")),
    removed("networking.k8s.io/v1beta1", &["Ingress", "IngressClass"], 22, Some("networking.k8s.io/v1")),
    came("node.k8s.io/v1", &[], 20),
    removed("node.k8s.io/v1beta1", &["RuntimeClass"], 25, Some("node.k8s.io/v1")),
    came("policy/v1", &["PodDisruptionBudget"], 21),
    removed("policy/v1beta1", &["PodDisruptionBudget"], 25, Some("policy/v1")),
    removed("policy/v1beta1", &["PodSecurityPolicy"], 25, None),
    removed("rbac.authorization.k8s.io/v1beta1", &[], 22, Some("rbac.authorization.k8s.io/v1")),
    came("resource.k8s.io/v1", &[], 34),
    passed("resource.k8s.io/v1beta1", 32, 38, Some("resource.k8s.io/v1")),
    passed("resource.k8s.io/v1beta2", 33, 39, Some("resource.k8s.io/v1")),
    came("scheduling.k8s.io/v1beta1", &["PodGroup", "Workload"], 37),
    removed("scheduling.k8s.io/v1beta1", &["PriorityClass"], 22, Some("scheduling.k8s.io/v1")),
    came("storage.k8s.io/v1", &["CSIStorageCapacity"], 24),
    came("storage.k8s.io/v1", &["VolumeAttributesClass"], 34),
    lived("storage.k8s.io/v1beta1", &["VolumeAttributesClass"], 31, 37, Some("storage.k8s.io/v1")),
    removed("storage.k8s.io/v1beta1", &["CSIStorageCapacity"], 27, Some("storage.k8s.io/v1")),
    removed(
        "storage.k8s.io/v1beta1",
        &["CSIDriver", "CSINode", "StorageClass", "VolumeAttachment"],
        22,
        Some("storage.k8s.io/v1"),
    ),
    came("storagemigration.k8s.io/v1", &[], 37),
];

/// Kinds whose `v1beta1` is younger than the removal of the others.
const MUTATING: &[&str] = &["MutatingAdmissionPolicy", "MutatingAdmissionPolicyBinding"];
const POLICIES: &[&str] = &["ValidatingAdmissionPolicy", "ValidatingAdmissionPolicyBinding"];
const ADDRESSES: &[&str] = &["IPAddress", "ServiceCIDR"];
const WEBHOOKS: &[&str] = &["MutatingWebhookConfiguration", "ValidatingWebhookConfiguration"];

/// Says whether a minor release of Kubernetes 1 serves a kind in a version of its API.
///
/// What is not built in, or was served by every release that the chart supports, is taken to be served.
///
/// # Errors
/// Why it is not served.
pub fn served(api_version: &str, kind: &str, minor: u64) -> Result<(), NotServed> {
    let Some(life) = life(api_version, kind) else { return built_in::known(api_version, kind, minor) };
    if life.until > 0 && minor >= life.until {
        return Err(NotServed::Removed { since: life.until, instead: life.instead });
    }
    if minor < life.from {
        return Err(NotServed::TooEarly { since: life.from, instead: before(api_version, kind, minor) });
    }
    Ok(())
}

fn life(api_version: &str, kind: &str) -> Option<&'static Life> {
    let is_meant = |life: &Life| life.kinds.is_empty() || life.kinds.contains(&kind);
    LIVES.iter().find(|life| life.api_version == api_version && is_meant(life))
}

/// A version that is given up later, and served until then.
fn before(api_version: &str, kind: &str, minor: u64) -> Option<&'static str> {
    let is_meant = |life: &&Life| {
        (life.kinds.is_empty() || life.kinds.contains(&kind)) && minor >= life.from && minor < life.until
    };
    LIVES
        .iter()
        .filter(is_meant)
        .filter(|life| group(life.api_version) == group(api_version))
        .map(|life| life.api_version)
        .next_back()
}

/// The group of a version of an API; empty for the one of old.
pub(super) fn group(api_version: &str) -> &str {
    api_version.split_once('/').map_or("", |(group, _)| group)
}

impl fmt::Display for NotServed {
    /// Goes on behind the name of the version: "is no longer served since Kubernetes 1.25".
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Removed { since, .. } => write!(f, "is not served by Kubernetes 1.{since} and newer"),
            Self::TooEarly { since, .. } => write!(f, "is only served by Kubernetes 1.{since} and newer"),
            Self::Unknown { instead: None } => write!(f, "is not a kind of Kubernetes"),
            Self::Unknown { instead: Some(instead) } => write!(f, "is not served by Kubernetes, only `{instead}` is"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn apis_are_served_for_their_time() {
        let table = [
            ("policy/v1beta1", "PodSecurityPolicy", 24, None),
            ("policy/v1beta1", "PodSecurityPolicy", 25, Some((true, 25, None))),
            ("policy/v1", "PodDisruptionBudget", 20, Some((false, 21, Some("policy/v1beta1")))),
            ("policy/v1", "PodDisruptionBudget", 21, None),
            ("policy/v1beta1", "PodDisruptionBudget", 25, Some((true, 25, Some("policy/v1")))),
            ("extensions/v1beta1", "Ingress", 21, None),
            ("extensions/v1beta1", "Ingress", 22, Some((true, 22, Some("networking.k8s.io/v1")))),
            ("extensions/v1beta1", "Deployment", 20, Some((true, 16, Some("apps/v1")))),
            ("networking.k8s.io/v1beta1", "Ingress", 22, Some((true, 22, Some("networking.k8s.io/v1")))),
            ("batch/v1", "CronJob", 20, Some((false, 21, Some("batch/v1beta1")))),
            ("batch/v1", "Job", 20, None),
            ("autoscaling/v2", "HorizontalPodAutoscaler", 22, Some((false, 23, Some("autoscaling/v2beta2")))),
            ("autoscaling/v2beta2", "HorizontalPodAutoscaler", 26, Some((true, 26, Some("autoscaling/v2")))),
            (
                "flowcontrol.apiserver.k8s.io/v1beta3",
                "FlowSchema",
                25,
                Some((false, 26, Some("flowcontrol.apiserver.k8s.io/v1beta2"))),
            ),
            ("flowcontrol.apiserver.k8s.io/v1beta3", "FlowSchema", 31, None),
            ("admissionregistration.k8s.io/v1beta1", "MutatingAdmissionPolicy", 35, None),
            ("storage.k8s.io/v1beta1", "VolumeAttributesClass", 36, None),
            ("storage.k8s.io/v1beta1", "VolumeAttributesClass", 37, Some((true, 37, Some("storage.k8s.io/v1")))),
            ("networking.k8s.io/v1", "ServiceCIDR", 32, Some((false, 33, Some("networking.k8s.io/v1beta1")))),
            ("networking.k8s.io/v1", "ServiceCIDR", 33, None),
            ("resource.k8s.io/v1beta2", "ResourceClaim", 38, None),
            ("apps/v1", "StatefulSet", 99, None),
            ("example.com/v1", "Ingress", 20, None),
        ];
        for (api_version, kind, minor, expected) in table {
            let expected = expected.map(|(is_removed, since, instead)| match is_removed {
                true => NotServed::Removed { since, instead },
                false => NotServed::TooEarly { since, instead },
            });
            assert_eq!(served(api_version, kind, minor).err(), expected, "{api_version} {kind} on 1.{minor}");
        }
    }

    #[test]
    fn kinds_of_built_in_groups_are_known() {
        let table = [
            ("v1", "Foo", Some(None)),
            ("apps/v2", "Deployment", Some(Some("apps/v1"))),
            ("v1", "Deployment", Some(None)),
            ("apps/v1", "Deployment", None),
            ("v1", "ConfigMapList", None),
            ("example.com/v1", "Foo", None),
            ("snapshot.storage.k8s.io/v1", "VolumeSnapshot", None),
            ("storage.k8s.io/v1alpha1", "Foo", None),
            ("policy/v1beta1", "PodSecurityPolicy", None),
        ];
        for (api_version, kind, expected) in table {
            let expected = expected.map(|instead| NotServed::Unknown { instead });
            assert_eq!(served(api_version, kind, 24).err(), expected, "{api_version} {kind}");
        }
        assert_eq!(served("v1", "Foo", 99), Ok(()));
    }
}
