//! Which namespace a command on a whole file of manifests has to name.
//!
//! `kubectl apply -n X` refuses every object that says another namespace than X, and puts the others into X.

use std::collections::BTreeSet;

use crate::manifest::{Object, is_of_the_cluster};

/// The namespaces of the objects of a file.
#[derive(Clone, Debug)]
pub(super) struct Namespaces {
    release: String,
    named: BTreeSet<String>,
    /// The first object that names none, as `ConfigMap/x`.
    unnamed: Option<String>,
}

impl Namespaces {
    /// Looks at all objects of a file.
    pub(super) fn of(objects: &[Object], release: &str) -> Self {
        let objects = || objects.iter().filter(|object| !is_of_the_cluster(object.kind()));
        Self {
            release: release.to_owned(),
            named: objects().filter_map(Object::namespace).map(str::to_owned).collect(),
            unnamed: objects()
                .find(|object| object.namespace().is_none())
                .map(|object| format!("{}/{}", object.kind(), object.name())),
        }
    }

    /// The namespace to name, unless each object is to be found in its own.
    pub(super) fn of_file(&self) -> Option<&str> {
        let mut named = self.named.iter();
        match (named.next(), named.next()) {
            (None, _) => Some(&self.release),
            (Some(only), None) if self.unnamed.is_none() || *only == self.release => Some(only),
            _ => None,
        }
    }

    /// What to look after where no command puts every object into its namespace.
    pub(super) fn doubt(&self) -> Option<String> {
        let unnamed = self.unnamed.as_ref().filter(|_| self.of_file().is_none())?;
        Some(format!(
            "`{unnamed}` names no namespace, and others name one that is not the release's: give it one, or it goes into the \
             namespace of the kube context."
        ))
    }
}
