//! What stands on a side and is not compared: it is no part of the release, or the other side cannot tell.

use std::fmt;

use indexmap::IndexSet;

use crate::manifest::ObjectId;

/// What is not compared. None of it is a change.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LeftOut {
    /// Objects that are not of the release: they are left alone.
    pub foreign: Vec<Foreign>,
    /// Objects of kinds that the dump of a cluster on the other side holds none of.
    pub not_in_dump: Vec<ObjectId>,
}

/// An object that is not of the release.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Foreign {
    /// The object.
    pub id: ObjectId,
    /// How that is known.
    pub why: NotOurs,
}

/// How it is known that an object is not of the release.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotOurs {
    /// It names the object that made it, as `KIND NAME`.
    MadeBy(String),
    /// Its kind, or its name, is one that a cluster makes by itself.
    OfCluster,
    /// Helm keeps a release in it.
    OfHelm,
    /// It names another release.
    OfRelease(String),
    /// It names the release, and stands in another namespace.
    InNamespace(String),
    /// Nothing in it names the release.
    Unnamed,
}

impl LeftOut {
    /// Whether there is nothing of the kind.
    pub fn is_empty(&self) -> bool {
        self.foreign.is_empty() && self.not_in_dump.is_empty()
    }

    /// Says on one line how many objects are not of the release, and on another which kinds a dump lacks; with `all`
    /// each of the objects that are not of the release has a line of its own.
    pub fn lines(&self, all: bool) -> Vec<String> {
        let hint = if all { "" } else { " (`--show-foreign` lists them)" };
        let mut lines = Vec::new();
        if !self.foreign.is_empty() {
            lines.push(format!("{} not part of this release: left unchanged{hint}", objects(self.foreign.len())));
            lines.extend(self.foreign.iter().filter(|_| all).map(|foreign| format!("  {foreign}")));
        }
        if !self.not_in_dump.is_empty() {
            let kinds: IndexSet<&str> = self.not_in_dump.iter().map(|id| id.kind.as_str()).collect();
            let kinds = kinds.into_iter().collect::<Vec<_>>().join(", ");
            let count = objects(self.not_in_dump.len());
            lines.push(format!("{count} not in the dump: {kinds} (add them to `kubectl get`)"));
        }
        lines
    }
}

fn objects(count: usize) -> String {
    if count == 1 { "1 object".to_owned() } else { format!("{count} objects") }
}

impl fmt::Display for Foreign {
    /// Prints the object and how it is known that it is not of the release.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.id, self.why)
    }
}

impl fmt::Display for NotOurs {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::MadeBy(owner) => write!(f, "made by {owner}"),
            Self::OfCluster => f.write_str("made by the cluster itself"),
            Self::OfHelm => f.write_str("Helm keeps a release in it"),
            Self::OfRelease(name) => write!(f, "of the release {name}"),
            Self::InNamespace(namespace) => write!(f, "of a release in the namespace {namespace}"),
            Self::Unnamed => f.write_str("does not name the release"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(kind: &str, name: &str) -> ObjectId {
        ObjectId { group: String::new(), kind: kind.into(), namespace: Some("prod".into()), name: name.into() }
    }

    #[test]
    fn a_line_counts_and_another_names_the_kinds() {
        assert_eq!(LeftOut::default().lines(true), Vec::<String>::new());
        let pod = Foreign { id: id("Pod", "vault-0"), why: NotOurs::MadeBy("StatefulSet vault".into()) };
        let claim = Foreign { id: id("PersistentVolumeClaim", "data-vault-0"), why: NotOurs::OfCluster };
        let not_in_dump = vec![id("Service", "vault"), id("ConfigMap", "vault"), id("Service", "vault-active")];
        let left_out = LeftOut { foreign: vec![pod, claim], not_in_dump };
        let dump = "3 objects not in the dump: Service, ConfigMap (add them to `kubectl get`)";
        let count = "2 objects not part of this release: left unchanged";
        assert_eq!(left_out.lines(false), [&format!("{count} (`--show-foreign` lists them)"), dump]);
        let pod = "  prod, vault-0, Pod: made by StatefulSet vault";
        let claim = "  prod, data-vault-0, PersistentVolumeClaim: made by the cluster itself";
        assert_eq!(left_out.lines(true), [count, pod, claim, dump]);
    }
}
