//! What two sets of manifests need before their diff means something, and the diff.
//!
//! Of a dump of a cluster, what only the server writes goes away. What must stay hidden is compared as it is, and only its
//! masks go into the diff, so that no view can show it.

use std::collections::{BTreeSet, HashSet};

use serde_json::Value;

use crate::choice::quoted;
use crate::diagnostic::Diagnostic;
use crate::diff::{self, Change, Diff, DiffStep, ObjectDiff, ObjectId, Path, Settings};
use crate::manifest::{self, Object};
use crate::ownership::Sides;
use crate::secrets::Masks;
use crate::values::nearest;

/// How two sets of manifests are compared.
#[derive(Clone, Debug, Default)]
pub struct Comparison {
    /// What the diff leaves out.
    pub settings: Settings,
    /// Whether secrets are shown.
    pub shows_secrets: bool,
}

impl Comparison {
    /// Compares two sides, and keeps in mind what of them is not compared.
    pub fn compare(&self, sides: Sides) -> Diff {
        let Sides { old, new, mut left_out } = sides;
        let unknown: HashSet<&ObjectId> = left_out.not_in_dump.iter().collect();
        let known = |objects: Vec<Object>| -> Vec<Object> {
            objects.into_iter().filter(|object| !unknown.contains(&ObjectId::of(object))).collect()
        };
        let mut diff = self.diff(known(old), known(new));
        left_out.foreign.retain(|foreign| self.settings.keeps(&foreign.id));
        left_out.not_in_dump.retain(|id| self.settings.keeps(id));
        diff.left_out = left_out;
        diff
    }

    /// The names of all objects on either side, if there are filters for them.
    pub fn known(&self, sides: &Sides) -> BTreeSet<ObjectId> {
        if self.settings.kinds.is_empty() && self.settings.names.is_empty() {
            return BTreeSet::new();
        }
        let compared = sides.old.iter().chain(&sides.new).map(ObjectId::of);
        let foreign = sides.left_out.foreign.iter().map(|foreign| foreign.id.clone());
        compared.chain(foreign).chain(sides.left_out.not_in_dump.iter().cloned()).collect()
    }

    /// The errors of filters that none of the objects matches: a mistyped one would look like no changes.
    pub fn unmatched(&self, known: &BTreeSet<ObjectId>) -> Vec<Diagnostic> {
        if known.is_empty() {
            return Vec::new();
        }
        let (kinds, names) = self.settings.unmatched(known);
        let kind = |word: &str| unmatched("kind", word, known.iter().map(|id| id.kind.as_str()).collect());
        let name = |word: &str| unmatched("name", word, known.iter().map(|id| id.name.as_str()).collect());
        kinds.into_iter().map(kind).chain(names.into_iter().map(name)).collect()
    }

    /// Compares two sets of manifests.
    pub fn diff(&self, old: Vec<Object>, new: Vec<Object>) -> Diff {
        let (old_live, new_live) = (live(&old), live(&new));
        let (mut old, mut new) = (of_the_user(old), of_the_user(new));
        if !self.shows_secrets {
            // One set of masks: different secrets look different in both.
            let mut masks = Masks::default();
            old.iter_mut().chain(&mut new).for_each(|object| object.shown = masks.hide(&object.tree));
        }
        let mut diff = diff::diff(old, new, &self.settings);
        for object in &mut diff.objects {
            let is_live = |object: Option<&Object>, live: &HashSet<ObjectId>| {
                object.is_some_and(|object| live.contains(&ObjectId::of(object)))
            };
            let old_is_live = is_live(object.old.as_ref(), &old_live);
            let new_is_live = is_live(object.new.as_ref(), &new_live);
            let kind = object.id.kind.clone();
            object.changes.retain(|change| !is_of_the_cluster(&kind, change, old_is_live, new_is_live));
        }
        diff.objects.retain(|object: &ObjectDiff| !object.changes.is_empty());
        diff
    }
}

/// How many names of objects are listed.
const LISTED: usize = 30;

fn unmatched(what: &str, word: &str, there: BTreeSet<&str>) -> Diagnostic {
    let problem = Diagnostic::error("filter", format!("`--{what} {word}` matches no object"));
    let problem = problem.help_if(nearest(word, there.iter().copied()).map(|near| format!("did you mean `{near}`?")));
    let shown: Vec<&str> = there.iter().copied().take(LISTED).collect();
    let more = there.len().checked_sub(LISTED).filter(|more| *more > 0);
    let more = more.map_or_else(String::new, |more| format!(", and {more} more"));
    problem.note(format!("the {what}s are {}{more}", quoted(&shown)))
}

/// The objects that were read from a cluster.
fn live(objects: &[Object]) -> HashSet<ObjectId> {
    objects.iter().filter(|object| manifest::is_live(object)).map(ObjectId::of).collect()
}

fn of_the_user(objects: Vec<Object>) -> Vec<Object> {
    let clean = |object: Object| {
        if manifest::is_live(&object) { manifest::without_server_fields(object) } else { object }
    };
    objects.into_iter().map(clean).collect()
}

/// Whether a value stands on one side only because the cluster chose it.
fn is_of_the_cluster(kind: &str, change: &Change, old_is_live: bool, new_is_live: bool) -> bool {
    let is_none = |value: Option<&Value>| value.is_none_or(|value| value == "");
    let chosen = match (&change.old, &change.new) {
        (old, new) if old_is_live && is_none(new.as_ref()) => old.as_ref(),
        (old, new) if new_is_live && is_none(old.as_ref()) => new.as_ref(),
        _ => None,
    };
    chosen.is_some_and(|value| manifest::is_filled_in(kind, &general_path(&change.path), value))
}

/// Prints a path without what tells the items of a list apart: `spec.ports[].protocol`.
fn general_path(path: &Path) -> String {
    let mut text = String::new();
    for step in path.steps() {
        match step {
            DiffStep::Key(key) if text.is_empty() => text.push_str(key),
            DiffStep::Key(key) => text.extend([".", key]),
            DiffStep::Item(_) | DiffStep::Index(_) | DiffStep::Block { .. } => text.push_str("[]"),
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn objects(trees: &[Value]) -> Vec<Object> {
        trees.iter().map(|tree| Object::new("", "", tree.clone()).expect("an object")).collect()
    }

    fn compare(old: &Value, new: &Value) -> Vec<String> {
        let diff = Comparison::default().diff(objects(std::slice::from_ref(old)), objects(std::slice::from_ref(new)));
        let changes = diff.objects.iter().flat_map(|object| &object.changes);
        changes.map(|change| change.path.to_string()).collect()
    }

    /// The same object with what the server gives every one.
    fn live(mut tree: Value, more: Value) -> Value {
        let known = json!({"uid": "1", "resourceVersion": "2", "creationTimestamp": "now", "finalizers": ["a/b"]});
        tree["metadata"].as_object_mut().expect("a map").extend(known.as_object().expect("a map").clone());
        tree.as_object_mut().expect("a map").extend(more.as_object().expect("a map").clone());
        tree
    }

    #[test]
    fn what_the_server_adds_is_no_change() {
        let rendered = json!({
            "apiVersion": "v1", "kind": "Service", "metadata": {"name": "vault"},
            "spec": {"ports": [{"name": "http", "port": 8200}], "selector": {"app": "vault"}, "type": "NodePort",
                "ipFamilies": ["IPv4"], "ipFamilyPolicy": "PreferDualStack"},
        });
        let spec = json!({
            "clusterIP": "10.0.0.1", "clusterIPs": ["10.0.0.1", "fd00::1"], "type": "NodePort",
            "sessionAffinity": "None", "selector": {"app": "vault"}, "externalTrafficPolicy": "Cluster",
            "internalTrafficPolicy": "Cluster", "ipFamilies": ["IPv4", "IPv6"], "ipFamilyPolicy": "PreferDualStack",
            "ports": [{"name": "http", "port": 8200, "protocol": "TCP", "targetPort": 8200, "nodePort": 30000}],
        });
        let there = live(rendered.clone(), json!({"spec": spec, "status": {"loadBalancer": {}}}));
        assert_eq!(compare(&there, &rendered), [""; 0]);
        assert_eq!(compare(&rendered, &there), [""; 0]);
        let mut other = there.clone();
        other["spec"]["sessionAffinity"] = json!("ClientIP");
        assert!(compare(&other, &rendered).contains(&"spec.sessionAffinity".to_owned()));
        // Where both sides are manifests, an address that goes away is one that somebody wrote.
        let mut written = rendered.clone();
        written["spec"]["clusterIP"] = json!("10.0.0.1");
        assert_eq!(compare(&written, &rendered), ["spec.clusterIP"]);
    }

    #[test]
    fn what_somebody_else_writes_is_no_change() {
        let webhook = |bundle: &str| {
            json!({"apiVersion": "admissionregistration.k8s.io/v1", "kind": "MutatingWebhookConfiguration",
                "metadata": {"name": "a"}, "webhooks": [{"name": "w", "clientConfig": {"caBundle": bundle}}]})
        };
        let there = live(webhook("LS0t"), json!({}));
        assert_eq!(compare(&there, &webhook("")), [""; 0]);
        assert_eq!(compare(&webhook(""), &there), [""; 0]);
        assert_eq!(compare(&there, &webhook("LS1t")).len(), 1);
        assert_eq!(compare(&webhook("LS0t"), &webhook("")).len(), 1);
        let token = json!({"apiVersion": "v1", "kind": "Secret", "metadata": {"name": "a"},
            "type": "kubernetes.io/service-account-token"});
        assert_eq!(compare(&live(token.clone(), json!({"data": {"token": "eA=="}})), &token), [""; 0]);
    }
}
