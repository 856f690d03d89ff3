//! The release as its objects name it.

use std::collections::{BTreeMap, BTreeSet};

use crate::manifest::{Object, ObjectId};

/// The label by which an object names its release.
const INSTANCE: &str = "app.kubernetes.io/instance";

/// What the objects of the chart are called, beside what the label of the chart says.
const APPLICATIONS: &[&str] = &["vault", "vault-agent-injector", "vault-csi-provider", "vault-ui"];

/// What is known of the release that is compared.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Release {
    /// Its names: one, unless nobody gave it and the objects have several.
    names: BTreeSet<String>,
    /// Where its objects may stand; anywhere if there are none.
    namespaces: BTreeSet<String>,
}

impl Release {
    /// A release by its name and namespace where they were given, and by what its objects say.
    pub fn of(name: Option<&str>, namespace: Option<&str>, objects: &[Object]) -> Self {
        let names = match name {
            Some(name) => BTreeSet::from([name.to_owned()]),
            None => objects.iter().filter_map(instance).map(str::to_owned).collect(),
        };
        let namespaces = objects.iter().filter_map(Object::namespace).chain(namespace).map(str::to_owned).collect();
        Self { names, namespaces }
    }

    /// Whether the release has a name at all.
    pub(super) fn is_named(&self) -> bool {
        !self.names.is_empty()
    }

    /// Whether this is its name.
    pub(super) fn is_called(&self, name: &str) -> bool {
        self.names.contains(name)
    }

    /// Whether its objects may stand in a namespace; one that belongs to none may always be its.
    pub(super) fn is_in(&self, namespace: Option<&str>) -> bool {
        self.namespaces.is_empty() || namespace.is_none_or(|namespace| self.namespaces.contains(namespace))
    }
}

/// The release that an object names.
pub(super) fn instance(object: &Object) -> Option<&str> {
    object.label(INSTANCE)
}

/// Whether an object says that it is of this chart, of whatever release.
pub(super) fn is_of_chart(object: &Object) -> bool {
    let is_chart = |label: &str| label.strip_prefix("vault-").is_some_and(|rest| rest.starts_with(char::is_numeric));
    object.label("helm.sh/chart").is_some_and(is_chart)
        || object.label("app.kubernetes.io/name").is_some_and(|name| APPLICATIONS.contains(&name))
}

/// Two sides that are two releases of this chart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OtherRelease {
    /// The release of the old side, and its namespace.
    pub old: (String, String),
    /// The same of the new side.
    pub new: (String, String),
}

/// Warns of two sides that have nothing in common though both are of this chart: somebody forgot to name the release or
/// its namespace.
///
/// What belongs to no namespace does not count: its name is the same in every namespace.
pub fn other_release(old: &[Object], new: &[Object]) -> Option<OtherRelease> {
    let (old_places, new_places) = (places(old), places(new));
    if old_places.keys().any(|place| new_places.contains_key(place)) {
        return None;
    }
    let other = OtherRelease { old: most(old_places)?, new: most(new_places)? };
    (!have_one_in_common(old, new)).then_some(other)
}

/// Where objects of this chart stand, by release and namespace, and how many.
fn places(objects: &[Object]) -> BTreeMap<(&str, &str), usize> {
    let mut places = BTreeMap::new();
    for object in objects.iter().filter(|object| is_of_chart(object)) {
        if let (Some(name), Some(namespace)) = (instance(object), object.namespace()) {
            *places.entry((name, namespace)).or_default() += 1;
        }
    }
    places
}

fn most(places: BTreeMap<(&str, &str), usize>) -> Option<(String, String)> {
    let (name, namespace) = places.into_iter().rev().max_by_key(|(_, count)| *count)?.0;
    Some((name.to_owned(), namespace.to_owned()))
}

fn have_one_in_common(old: &[Object], new: &[Object]) -> bool {
    let mut names: BTreeMap<(&str, &str), Vec<ObjectId>> = BTreeMap::new();
    let is_placed = |object: &&Object| object.namespace().is_some();
    for object in old.iter().filter(is_placed) {
        names.entry((object.kind(), object.name())).or_default().push(ObjectId::of(object));
    }
    new.iter().any(|object| {
        let alike = names.get(&(object.kind(), object.name()));
        alike.is_some_and(|alike| alike.iter().any(|id| id.may_be(&ObjectId::of(object))))
    })
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    fn objects(trees: &[Value]) -> Vec<Object> {
        trees.iter().map(|tree| Object::new("", "", tree.clone()).expect("an object")).collect()
    }

    fn of_chart(kind: &str, name: &str, release: &str, namespace: Option<&str>) -> Value {
        let labels = json!({"app.kubernetes.io/instance": release, "helm.sh/chart": "vault-0.28.0"});
        json!({"apiVersion": "v1", "kind": kind, "metadata": {"name": name, "namespace": namespace, "labels": labels}})
    }

    #[test]
    fn the_chart_is_known_by_its_labels() {
        let table = [
            (json!({"helm.sh/chart": "vault-0.34.1"}), true),
            (json!({"helm.sh/chart": "vault-secrets-operator-0.4.0"}), false),
            (json!({"helm.sh/chart": "consul-1.0.0"}), false),
            (json!({"app.kubernetes.io/name": "vault-csi-provider"}), true),
            (json!({"app.kubernetes.io/name": "vault-operator"}), false),
            (json!({}), false),
            (json!({"helm.sh/chart": 3}), false),
        ];
        for (labels, expected) in table {
            let tree = json!({"apiVersion": "v1", "kind": "Service", "metadata": {"name": "a", "labels": labels}});
            assert_eq!(is_of_chart(&objects(&[tree])[0]), expected, "{labels}");
        }
    }

    #[test]
    fn a_forgotten_namespace_is_another_release() {
        let role = of_chart("ClusterRole", "vault-role", "vault", None);
        let set = |release: &str, namespace: &str| of_chart("StatefulSet", release, release, Some(namespace));
        let side = |release, namespace| objects(&[role.clone(), set(release, namespace)]);
        let names = |pair: (&str, &str)| (pair.0.to_owned(), pair.1.to_owned());
        let expected = OtherRelease { old: names(("vault", "vault")), new: names(("vault", "default")) };
        assert_eq!(other_release(&side("vault", "vault"), &side("vault", "default")), Some(expected));
        let expected = OtherRelease { old: names(("bank", "vault")), new: names(("vault", "vault")) };
        assert_eq!(other_release(&side("bank", "vault"), &side("vault", "vault")), Some(expected));
        assert_eq!(other_release(&side("vault", "vault"), &side("vault", "vault")), None);
        // A dump of all namespaces holds the right release too.
        let both = objects(&[set("vault", "a"), set("vault", "b")]);
        assert_eq!(other_release(&both, &side("vault", "b")), None);
        // Another name of the same release is a change like any other.
        let renamed = objects(&[of_chart("StatefulSet", "bank", "vault", Some("vault"))]);
        assert_eq!(other_release(&side("vault", "vault"), &renamed), None);
        // Whoever keeps the instance in the label has other labels on the same objects.
        let relabelled = objects(&[of_chart("StatefulSet", "vault", "argo-app", Some("vault"))]);
        assert_eq!(other_release(&relabelled, &side("vault", "vault")), None);
        // Manifests of something else, or of nothing, are no release of this chart.
        let stranger = objects(&[json!({"apiVersion": "v1", "kind": "Service",
            "metadata": {"name": "a", "namespace": "b", "labels": {"app.kubernetes.io/instance": "a"}}})]);
        assert_eq!(other_release(&stranger, &side("vault", "vault")), None);
        assert_eq!(other_release(&[], &side("vault", "vault")), None);
        // The namespace may be left to kubectl.
        let bare = objects(&[of_chart("StatefulSet", "vault", "vault", None)]);
        assert_eq!(other_release(&bare, &side("vault", "vault")), None);
    }

    #[test]
    fn a_release_is_what_was_given_or_what_its_objects_say() {
        let set = of_chart("StatefulSet", "vault", "vault", Some("prod"));
        let given = Release::of(Some("bank"), Some("money"), &objects(std::slice::from_ref(&set)));
        assert!(given.is_called("bank") && !given.is_called("vault"));
        assert!(
            given.is_in(Some("money")) && given.is_in(Some("prod")) && given.is_in(None) && !given.is_in(Some("x"))
        );
        let said = Release::of(None, None, &objects(&[set]));
        assert!(said.is_called("vault") && said.is_in(Some("prod")) && !said.is_in(Some("money")));
        let nothing = Release::of(None, None, &[]);
        assert!(!nothing.is_named() && nothing.is_in(Some("anywhere")));
    }
}
