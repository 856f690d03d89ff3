//! Whose one object is.

use super::release::{Release, instance, is_of_chart};
use crate::diff::NotOurs;
use crate::manifest::{self, FoundIn, Object};

/// Kinds, by their groups, that controllers make or that outlive every release: a dump's objects of these are never the
/// release's, whatever labels they have. Endpoints carry those of their service, and claims those of their set.
const OF_CLUSTER: &[(&str, &str)] = &[
    ("", "Endpoints"),
    ("", "Event"),
    ("", "Node"),
    ("", "PersistentVolume"),
    ("", "PersistentVolumeClaim"),
    ("", "Pod"),
    ("apps", "ControllerRevision"),
    ("coordination.k8s.io", "Lease"),
    ("discovery.k8s.io", "EndpointSlice"),
    ("events.k8s.io", "Event"),
    ("metrics.k8s.io", "PodMetrics"),
];

/// Objects that a cluster puts into every namespace, OpenShift's among them.
const OF_NAMESPACE: &[(&str, &str)] = &[
    ("ConfigMap", "kube-root-ca.crt"),
    ("ConfigMap", "openshift-service-ca.crt"),
    ("ServiceAccount", "builder"),
    ("ServiceAccount", "default"),
    ("ServiceAccount", "deployer"),
];

/// Gives why an object is not the release's; nothing if it is.
///
/// It has no partner on the other side. `is_mixed` tells that objects of the release and of others lie together.
pub(super) fn not_ours(object: &Object, release: &Release, is_mixed: bool) -> Option<NotOurs> {
    match object.found {
        // Rendered, of the release that was asked for.
        _ if !object.template.is_empty() => None,
        _ if manifest::is_live(object) => of_cluster(object).or_else(|| not_named(object, release)),
        FoundIn::Folder | FoundIn::Unlisted if !release.is_named() => None,
        FoundIn::Folder if is_rendered_by_chart(object) && instance(object).is_none() => None,
        FoundIn::Folder | FoundIn::Unlisted => not_named(object, release),
        FoundIn::Named => of_others(object, release, is_mixed),
    }
}

/// Warns of an object of a dump that no release ever made.
pub(super) fn of_cluster(object: &Object) -> Option<NotOurs> {
    let group = object.api_version().split_once('/').map_or("", |(group, _)| group);
    let is_of_cluster =
        OF_CLUSTER.contains(&(group, object.kind())) || OF_NAMESPACE.contains(&(object.kind(), object.name()));
    match object.owner() {
        Some(owner) => Some(NotOurs::MadeBy(owner)),
        None if is_of_cluster => Some(NotOurs::OfCluster),
        None => is_of_helm(object).then_some(NotOurs::OfHelm),
    }
}

/// Helm keeps a release in a Secret of a type of its own, or in a ConfigMap.
fn is_of_helm(object: &Object) -> bool {
    let is_type = object.tree.get("type").is_some_and(|kind| kind == "helm.sh/release.v1");
    is_type || matches!(object.kind(), "Secret" | "ConfigMap") && object.label("owner") == Some("helm")
}

/// Only what names the release is its.
fn not_named(object: &Object, release: &Release) -> Option<NotOurs> {
    let made_by = object.owner().map(NotOurs::MadeBy);
    made_by.or_else(|| match (instance(object), object.namespace()) {
        (None, _) => Some(NotOurs::Unnamed),
        (Some(name), _) if !release.is_called(name) => Some(NotOurs::OfRelease(name.to_owned())),
        (Some(_), namespace) if release.is_in(namespace) => None,
        (Some(_), namespace) => Some(NotOurs::InNamespace(namespace.unwrap_or_default().to_owned())),
    })
}

/// Manifests that were named as those of the release are its, but for what something else has made and for those that
/// say that they are of another release of this chart.
fn of_others(object: &Object, release: &Release, is_mixed: bool) -> Option<NotOurs> {
    let other = || instance(object).filter(|name| is_mixed && is_of_chart(object) && !release.is_called(name));
    match object.owner() {
        Some(owner) if !is_rendered_by_chart(object) => Some(NotOurs::MadeBy(owner)),
        _ => other().map(|name| NotOurs::OfRelease(name.to_owned())),
    }
}

/// Whether the `# Source:` line names a template of a chart called `vault`.
fn is_rendered_by_chart(object: &Object) -> bool {
    object.source.split_once("/templates/").is_some_and(|(chart, _)| chart.rsplit('/').next() == Some("vault"))
}

/// Whether objects of the release and of another release of this chart lie together.
pub(super) fn is_mixed(objects: &[Object], release: &Release) -> bool {
    let is_ours = |object: &Object| is_of_chart(object) && instance(object).is_some_and(|name| release.is_called(name));
    objects.iter().any(is_ours)
}
