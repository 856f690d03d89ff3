//! The rendered pods of the server: their containers, environment, volumes and mounts.

use serde_json::Value;

use super::subject::Subject;
use crate::manifest::Object;

/// The pods of the server.
#[derive(Clone, Copy)]
pub(super) struct ServerPod<'s> {
    /// The stateful set that makes them.
    pub(super) object: &'s Object,
    spec: &'s Value,
    /// The container that runs Vault.
    pub(super) container: &'s Value,
}

/// A directory or file that is mounted into the container.
pub(super) struct Mount<'s> {
    /// Where it is mounted.
    pub(super) path: &'s str,
    /// The name of its volume.
    pub(super) volume: &'s str,
    /// Whether the mount is read only.
    pub(super) is_read_only: bool,
    /// Whether only a part of the volume is mounted.
    pub(super) has_sub_path: bool,
}

/// What a volume is made of, as far as it matters for what is kept in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum VolumeKind {
    /// A claim: it outlives the pod.
    Claim,
    /// Empty at each start of the pod.
    Empty,
    /// Files of a Secret, a ConfigMap or the like, which cannot be written.
    Files,
    /// Something else, such as a volume of a driver.
    Other,
}

impl<'s> ServerPod<'s> {
    /// The pods of the server, if the release has them.
    pub(super) fn of(subject: &Subject<'s>) -> Option<Self> {
        let object = subject.objects.iter().find(|object| object.template == "server/statefulset")?;
        let spec = object.tree.get("spec")?.pointer("/template/spec")?;
        let container = list(spec, "containers").iter().find(|one| text(one, "name") == Some("vault"))?;
        Some(Self { object, spec, container })
    }

    /// The containers of the pod.
    pub(super) fn containers(&self) -> &'s [Value] {
        list(self.spec, "containers")
    }

    /// The mounts of the container.
    pub(super) fn mounts(&self) -> Vec<Mount<'s>> {
        list(self.container, "volumeMounts").iter().filter_map(mount).collect()
    }

    /// The mount that a path lies in: the longest one.
    pub(super) fn mount_of(&self, path: &str) -> Option<Mount<'s>> {
        let covering = self.mounts().into_iter().filter(|mount| covers(mount.path, path));
        covering.max_by_key(|mount| mount.path.trim_end_matches('/').len())
    }

    /// What a volume is made of; none if no volume has this name.
    pub(super) fn volume_kind(&self, name: &str) -> Option<VolumeKind> {
        let claims = self.object.tree.get("spec").map_or(&[][..], |spec| list(spec, "volumeClaimTemplates"));
        let is_claim = |claim: &Value| claim.pointer("/metadata/name").and_then(Value::as_str) == Some(name);
        if claims.iter().any(is_claim) {
            return Some(VolumeKind::Claim);
        }
        let volume = self.volume(name)?;
        let has = |key: &str| volume.get(key).is_some_and(|source| !source.is_null());
        Some(if has("persistentVolumeClaim") || has("ephemeral") {
            VolumeKind::Claim
        } else if has("emptyDir") {
            VolumeKind::Empty
        } else if ["secret", "configMap", "projected", "downwardAPI"].into_iter().any(has) {
            VolumeKind::Files
        } else {
            VolumeKind::Other
        })
    }

    /// The names of the files that a volume is limited to, if it lists them.
    pub(super) fn listed_files(&self, volume: &str) -> Option<Vec<&'s str>> {
        let volume = self.volume(volume)?;
        let source = volume.get("secret").or_else(|| volume.get("configMap"))?;
        let items = source.get("items")?.as_array().filter(|items| !items.is_empty())?;
        Some(items.iter().filter_map(|item| text(item, "path")).collect())
    }

    /// The name of the volume that holds the files of a Secret.
    pub(super) fn volume_of_secret(&self, name: &str) -> Option<&'s str> {
        let is_it = |volume: &&&Value| volume.pointer("/secret/secretName").and_then(Value::as_str) == Some(name);
        text(list(self.spec, "volumes").iter().find(|volume| is_it(&volume))?, "name")
    }

    /// The Secret that a volume holds the files of.
    pub(super) fn secret_of(&self, volume: &str) -> Option<&'s str> {
        text(self.volume(volume)?.get("secret")?, "secretName")
    }

    fn volume(&self, name: &str) -> Option<&'s Value> {
        list(self.spec, "volumes").iter().find(|volume| text(volume, "name") == Some(name))
    }

    /// The variables of the container.
    pub(super) fn variables(&self) -> &'s [Value] {
        list(self.container, "env")
    }

    /// Whether a variable is set, from a value or from elsewhere.
    pub(super) fn has_variable(&self, name: &str) -> bool {
        self.variables().iter().any(|variable| {
            text(variable, "name") == Some(name) && (variable.get("valueFrom").is_some() || has_text(variable, "value"))
        })
    }

    /// The text of a variable; the last one counts where it is set more than once.
    pub(super) fn variable(&self, name: &str) -> Option<&'s str> {
        self.variables().iter().rev().find(|variable| text(variable, "name") == Some(name))?.get("value")?.as_str()
    }

    /// The labels of the pods.
    pub(super) fn labels(&self) -> Option<&'s serde_json::Map<String, Value>> {
        self.object.tree.get("spec")?.pointer("/template/metadata/labels")?.as_object()
    }

    /// A field of the pod's specification.
    pub(super) fn field(&self, name: &str) -> Option<&'s Value> {
        self.spec.get(name)
    }
}

fn mount(mount: &Value) -> Option<Mount<'_>> {
    Some(Mount {
        path: text(mount, "mountPath")?,
        volume: text(mount, "name")?,
        is_read_only: mount.get("readOnly").and_then(Value::as_bool).unwrap_or(false),
        has_sub_path: text(mount, "subPath").is_some() || text(mount, "subPathExpr").is_some(),
    })
}

/// Whether a directory holds a path, or is it.
pub(super) fn covers(directory: &str, path: &str) -> bool {
    let directory = directory.trim_end_matches('/');
    path.strip_prefix(directory).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// The items of a list; none if there is no list.
pub(super) fn list<'v>(value: &'v Value, key: &str) -> &'v [Value] {
    value.get(key).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

/// The text of a field.
pub(super) fn text<'v>(value: &'v Value, key: &str) -> Option<&'v str> {
    value.get(key).and_then(Value::as_str)
}

fn has_text(value: &Value, key: &str) -> bool {
    text(value, key).is_some_and(|text| !text.is_empty())
}

#[cfg(test)]
mod tests {
    use super::covers;

    #[test]
    fn a_directory_covers_what_lies_in_it() {
        for (directory, path, expected) in [
            ("/vault/data", "/vault/data", true),
            ("/vault/data/", "/vault/data/raft", true),
            ("/vault/data", "/vault/database", false),
            ("/vault/tls/tls.crt", "/vault/tls/tls.crt", true),
            ("/", "/vault", true),
            ("/vault/data", "/vault", false),
        ] {
            assert_eq!(covers(directory, path), expected, "{directory} {path}");
        }
    }
}
