//! The objects of a release as they are in the cluster: those that are rendered, and those that name the release and are
//! rendered no longer.

use std::collections::BTreeSet;

use super::blind::Blind;
use super::kubectl::Kubectl;
use crate::command::Command;
use crate::manifest::{Object, ObjectId, is_of_the_cluster};

/// The kinds that the chart makes with some values: what is rendered no longer is looked for among them.
const KINDS: [(&str, &str); 19] = [
    ("", "ServiceAccount"),
    ("", "ConfigMap"),
    ("", "Secret"),
    ("", "Service"),
    ("apps", "Deployment"),
    ("apps", "DaemonSet"),
    ("apps", "StatefulSet"),
    ("rbac.authorization.k8s.io", "Role"),
    ("rbac.authorization.k8s.io", "RoleBinding"),
    ("rbac.authorization.k8s.io", "ClusterRole"),
    ("rbac.authorization.k8s.io", "ClusterRoleBinding"),
    ("admissionregistration.k8s.io", "MutatingWebhookConfiguration"),
    ("policy", "PodDisruptionBudget"),
    ("networking.k8s.io", "NetworkPolicy"),
    ("networking.k8s.io", "Ingress"),
    ("gateway.networking.k8s.io", "HTTPRoute"),
    ("route.openshift.io", "Route"),
    ("monitoring.coreos.com", "ServiceMonitor"),
    ("monitoring.coreos.com", "PrometheusRule"),
];
/// How kubectl says that a cluster does not serve a kind.
const UNSERVED: [&str; 2] = ["doesn't have a resource type", "could not find the requested resource"];

/// What was found of a release.
#[derive(Debug, Default)]
pub struct Gathered {
    /// Lists of objects, as kubectl printed them.
    pub texts: Vec<String>,
    /// The kinds that may not be read, and of which nothing is rendered.
    pub unread: Vec<String>,
}

impl Kubectl<'_> {
    /// Gets the objects of the release: one call a kind, and another one where rendered objects do not name it.
    ///
    /// # Errors
    /// A call that fails.
    pub fn gather(&mut self, wanted: &[Object]) -> Result<Gathered, Blind> {
        // Helm keeps hooks apart, and so does whoever applies manifests.
        let wanted: Vec<&Object> = wanted.iter().filter(|object| !object.is_hook()).collect();
        let ids: Vec<ObjectId> = wanted.iter().map(|object| ObjectId::of(object)).collect();
        let mut kinds: BTreeSet<(String, String)> =
            KINDS.iter().map(|(group, kind)| ((*group).to_owned(), (*kind).to_owned())).collect();
        kinds.extend(ids.iter().map(|id| (id.group.clone(), id.kind.clone())));
        let mut namespaces: BTreeSet<String> = ids.iter().filter_map(|id| id.namespace.clone()).collect();
        if namespaces.is_empty() {
            namespaces.insert(self.place.namespace.clone());
        }
        let mut found = Gathered::default();
        for (group, kind) in kinds {
            let resource = ObjectId { group, kind: kind.clone(), namespace: None, name: String::new() }.resource();
            let of_kind: Vec<&Object> = wanted.iter().copied().filter(|object| object.kind() == kind).collect();
            let places = if is_of_the_cluster(&kind) { vec![None] } else { namespaces.iter().map(Some).collect() };
            for namespace in places {
                self.gather_kind(&resource, namespace, &of_kind, &mut found)?;
            }
        }
        Ok(found)
    }

    fn gather_kind(
        &mut self,
        resource: &str,
        namespace: Option<&String>,
        of_kind: &[&Object],
        found: &mut Gathered,
    ) -> Result<(), Blind> {
        let get = |place: &super::destination::Destination| -> Command {
            let get = place.kubectl("get").word(resource.to_owned());
            namespace.map_or(get.clone(), |namespace| get.own("-n").word(namespace.clone()))
        };
        let labelled = get(&self.place).own("-l").word(self.place.selector()).own("--show-managed-fields -o json");
        match self.read(&labelled) {
            Ok(answer) => found.texts.push(answer.stdout),
            Err(Blind::Failed { says, .. }) if UNSERVED.iter().any(|words| says.contains(words)) => return Ok(()),
            Err(Blind::Failed { says, .. }) if of_kind.is_empty() && says.contains("(Forbidden)") => {
                found.unread.push(resource.to_owned());
                return Ok(());
            }
            Err(blind) => return Err(blind),
        }
        let names_it = |object: &&&Object| object.label("app.kubernetes.io/instance") == Some(&self.place.release);
        let is_here = |object: &&&Object| namespace.is_none() || object.namespace() == namespace.map(String::as_str);
        let others: Vec<&&Object> = of_kind.iter().filter(is_here).filter(|object| !names_it(object)).collect();
        if !others.is_empty() {
            let names = others.iter().map(|object| object.name().to_owned().into());
            let named = get(&self.place).words(names).own("--ignore-not-found --show-managed-fields -o json");
            found.texts.push(self.read(&named)?.stdout);
        }
        Ok(())
    }
}
