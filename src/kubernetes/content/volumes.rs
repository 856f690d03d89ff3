//! Volumes, where they are mounted, and claims: `ValidateVolumes`, `ValidateVolumeMounts`,
//! `ValidatePersistentVolumeClaimSpec`, `ValidatePersistentVolumeSpec`.

use serde_json::Value;

use super::look::{Look, items, key, text};
use super::pods::{self, CONTAINERS};
use super::quantity::amount;
use super::resources::{self, storage};
use crate::values::Segment;

const SOURCES: [&str; 31] = [
    "emptyDir",
    "secret",
    "configMap",
    "persistentVolumeClaim",
    "hostPath",
    "projected",
    "csi",
    "ephemeral",
    "downwardAPI",
    "nfs",
    "image",
    "awsElasticBlockStore",
    "azureDisk",
    "azureFile",
    "cephfs",
    "cinder",
    "fc",
    "flexVolume",
    "flocker",
    "gcePersistentDisk",
    "gitRepo",
    "glusterfs",
    "iscsi",
    "local",
    "photonPersistentDisk",
    "portworxVolume",
    "quobyte",
    "rbd",
    "scaleIO",
    "storageos",
    "vsphereVolume",
];

/// A volume without a source is an empty folder.
pub(super) fn volume(look: &mut Look<'_>) {
    look.one_of(&SOURCES, false);
}

/// One source of a projected volume.
pub(super) fn projection(look: &mut Look<'_>) {
    let names = ["secret", "configMap", "serviceAccountToken", "downwardAPI", "clusterTrustBundle", "podCertificate"];
    look.one_of(&names, false);
}

/// A file of what a pod knows of itself.
pub(super) fn downward_file(look: &mut Look<'_>) {
    look.one_of(&["fieldRef", "resourceFieldRef"], true);
    const FIELDS: [&str; 5] =
        ["metadata.name", "metadata.namespace", "metadata.uid", "metadata.labels", "metadata.annotations"];
    pods::field(look, &FIELDS);
    resources::field(look);
}

/// Where a volume is mounted.
pub(super) fn mount(look: &mut Look<'_>) {
    if look.text("subPath").is_some() && look.text("subPathExpr").is_some() {
        look.say_of("subPathExpr", "must not stand beside `subPath`: only one of them is taken");
    }
}

/// Whether what is mounted is there: in a StatefulSet, its claims are volumes too.
pub(super) fn mounts(look: &mut Look<'_>) {
    let mut names: Vec<&str> =
        look.items("volumes").into_iter().filter_map(|(_, volume)| text(volume, "name")).collect();
    let spec = look.object.get("spec").and_then(Value::as_object);
    let templates = spec.map(|spec| items(spec, "volumeClaimTemplates")).unwrap_or_default();
    names.extend(templates.iter().filter_map(|(_, claim)| claim.get("metadata")?.get("name")?.as_str()));
    for list in CONTAINERS {
        for (index, container) in look.items(list) {
            for (field, (at, mount)) in ["volumeMounts", "volumeDevices"]
                .into_iter()
                .flat_map(|field| items(container, field).into_iter().map(move |item| (field, item)))
            {
                if text(mount, "name").is_some_and(|name| !names.contains(&name)) {
                    let way = [key(list), Segment::Index(index), key(field), Segment::Index(at), key("name")];
                    look.say(&way, "must be the name of a volume of the pod");
                }
            }
        }
    }
}

/// A claim for storage.
pub(super) fn claim(look: &mut Look<'_>) {
    modes(look);
    if !look.has("accessModes") {
        look.say_of("accessModes", "must name at least one mode");
    }
    let way = ["resources", "requests", "storage"].map(key);
    match storage(look.map) {
        None => look.say(&way, "must be there"),
        Some(value) if amount(value).is_some_and(|amount| amount <= 0) => look.say(&way, "must be more than zero"),
        Some(_) => {}
    }
    let Some(source) = look.below("dataSource") else { return };
    let kind = text(source, "kind").unwrap_or_default();
    if text(source, "apiGroup").is_none() && kind != "PersistentVolumeClaim" {
        look.say(&[key("dataSource"), key("kind")], "must be `PersistentVolumeClaim` where no `apiGroup` is named");
    }
}

/// A volume of the cluster.
pub(super) fn persistent(look: &mut Look<'_>) {
    modes(look);
    for name in ["accessModes", "capacity"] {
        look.needs(name);
    }
    look.one_of(&SOURCES, true);
    if look.has("local") && !look.has("nodeAffinity") {
        look.say_of("nodeAffinity", "must say on which node a local volume is");
    }
}

fn modes(look: &mut Look<'_>) {
    let modes = look.get("accessModes").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    if modes.len() > 1 && modes.iter().any(|mode| mode == "ReadWriteOncePod") {
        look.say_of("accessModes", "must not name another mode beside `ReadWriteOncePod`");
    }
}
