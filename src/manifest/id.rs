//! What an object is called in a cluster, whatever version of its API a manifest was written for.

use std::fmt;

use super::object::Object;

/// The length that no name of Kubernetes has more of.
const LONGEST_NAME: usize = 253;

/// The name of an object in a cluster.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ObjectId {
    /// The API group without the version; empty for the core.
    pub group: String,
    /// The kind.
    pub kind: String,
    /// The namespace, if the manifest says one.
    pub namespace: Option<String>,
    /// The name.
    pub name: String,
}

/// Groups that Kubernetes once served its kinds from, and moved them out of.
const FORMER_GROUPS: &[&str] = &["extensions"];

impl ObjectId {
    /// Gives what an object is called.
    pub fn of(object: &Object) -> Self {
        // The core's own `apiVersion` is a version alone.
        let group = object.api_version().split_once('/').map_or("", |(group, _)| group);
        Self {
            group: group.to_owned(),
            kind: object.kind().to_owned(),
            namespace: object.namespace().map(str::to_owned),
            name: object.name().to_owned(),
        }
    }

    /// Whether both may be one object: of one kind and name, where one may leave out the namespace or name a group that
    /// the kind once had.
    pub fn may_be(&self, other: &Self) -> bool {
        self.is_like(other)
            && self.name == other.name
            && (self.namespace == other.namespace || self.namespace.is_none() || other.namespace.is_none())
    }

    /// Whether both are of one kind, which may once have had another group.
    pub fn is_like(&self, other: &Self) -> bool {
        let is_former = |id: &Self| FORMER_GROUPS.contains(&id.group.as_str());
        self.kind == other.kind && (self.group == other.group || is_former(self) || is_former(other))
    }

    /// Gives what kubectl calls the kind, with its group where that is needed to tell it: `ingressroute.traefik.io`.
    pub fn resource(&self) -> String {
        let kind = self.kind.to_ascii_lowercase();
        if self.group.contains('.') { format!("{kind}.{}", self.group) } else { kind }
    }

    /// Whether kind, group, namespace and name could be those of an object in a cluster. What is not so is never made a
    /// part of a command. Names of roles may hold more than others do: `system:auth-delegator`.
    pub fn has_sound_names(&self) -> bool {
        let is_sound = |name: &str| {
            let is_known = |character: char| character.is_ascii_alphanumeric() || "-._:".contains(character);
            name.len() <= LONGEST_NAME
                && name.starts_with(|first: char| first.is_ascii_alphanumeric())
                && name.chars().all(is_known)
        };
        is_sound(&self.kind)
            && is_sound(&self.name)
            && (self.group.is_empty() || is_sound(&self.group))
            && self.namespace.as_deref().is_none_or(is_sound)
    }
}

impl fmt::Display for ObjectId {
    /// Prints namespace, name, kind and group as a headline has them: `prod, vault, StatefulSet (apps)`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(namespace) = &self.namespace {
            write!(f, "{namespace}, ")?;
        }
        write!(f, "{}, {}", self.name, self.kind)?;
        if self.group.is_empty() { Ok(()) } else { write!(f, " ({})", self.group) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn an_id_leaves_the_version_out() {
        let table = [
            ("v1", "Service", Some("prod"), "prod, vault, Service"),
            ("apps/v1", "StatefulSet", Some("prod"), "prod, vault, StatefulSet (apps)"),
            (
                "rbac.authorization.k8s.io/v1beta1",
                "ClusterRole",
                None,
                "vault, ClusterRole (rbac.authorization.k8s.io)",
            ),
        ];
        for (version, kind, namespace, expected) in table {
            let document =
                json!({"apiVersion": version, "kind": kind, "metadata": {"name": "vault", "namespace": namespace}});
            let object = Object::new("", "", document).expect("an object");
            assert_eq!(ObjectId::of(&object).to_string(), expected);
        }
    }
}
