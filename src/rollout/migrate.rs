//! Moving the data to another storage: with a new configuration Vault starts empty, and nothing is moved by itself.
//!
//! `vault operator migrate` copies all keys while no server runs. It is run in a separate pod with the volumes and
//! the environment of the first server. A destination of integrated storage is bootstrapped once: after a failure its
//! folder must be emptied before another try (HashiCorp's page on the command; issue 11026 of Vault).

use serde_json::{Map, Value, json};

use super::configuration::Storage;
use super::kubectl::kubectl_in;
use super::server::{CONTAINER, Server, at, container};
use super::setting::Setting;
use super::step::{Operation, Step};
use crate::manifest::{Object, to_yaml};
use crate::secrets::looks_secret;

/// Where the file for the migration lies in its pod.
const FOLDER: &str = "/vault/migrate";

/// How the data gets to where the new servers look for it.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Move {
    /// The servers keep their storage.
    Stay,
    /// There is no data to move: the old server kept it in memory.
    Nothing,
    /// Copy it.
    Copy(Storage, Storage),
}

/// Says whether data has to be moved.
pub(super) fn needed(before: &Server, after: &Server) -> Move {
    if before.dev || after.dev {
        return if before.dev && !after.dev { Move::Nothing } else { Move::Stay };
    }
    match (&before.configuration.storage, &after.configuration.storage) {
        (Some(old), Some(new)) if old.kind.starts_with("inmem") && old.kind != new.kind => Move::Nothing,
        (Some(old), Some(new)) if old.kind != new.kind => Move::Copy(old.clone(), new.clone()),
        _ => Move::Stay,
    }
}

/// Stops all servers: no data may change while it is copied.
pub(super) fn stop(server: &Server, setting: &Setting, why: &str) -> Step {
    let set = server.kubectl(setting, "scale").object("statefulset", server.name.clone());
    let gone = |pod: String| server.kubectl(setting, "wait").own("--for=delete --timeout=5m").object("pod", pod);
    Step::new(format!("Stop all servers of {}", server.name), format!("{why} Vault does not answer from here on."))
        .run(set.own("--replicas=0"))
        .run_all(server.pods().map(gone))
        .by(Operation::StopServers)
}

/// Copies the data.
pub(super) fn copy(before: &Server, after: &Server, from: &Storage, to: &Storage, setting: &Setting) -> Vec<Step> {
    let name = format!("{}-migrate", after.name);
    let (source, left_out) = settings(from, None);
    let (destination, _) = settings(to, to_id(after, to).as_deref());
    let mut file =
        json!({ "storage_source": { &from.kind: source }, "storage_destination": { &to.kind: destination } });
    if to.kind == "raft" {
        file["cluster_addr"] = cluster_address(after).into();
    }
    let objects = [claims(before, after), vec![config_map(after, &name, &file), pod(before, after, &name)]].concat();
    let objects: Vec<Object> = objects.into_iter().filter_map(|tree| Object::new("", "", tree).ok()).collect();
    let step = Step::new(
        format!("Copy the data from {} to {}", from.kind, to.kind),
        "A pod with the volumes of the first server copies all keys, without decrypting them. The old storage stays as \
         it is. If it fails, empty the new storage before another try.",
    );
    let step = match left_out.is_empty() {
        true => step,
        false => step.say(format!(
            "Add to the file what is left out here, since it looks like a credential: {}.",
            left_out.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
        )),
    };
    let apply = kubectl_in(setting, &after.namespace, "apply").own("-f -").reading(to_yaml(objects.iter()));
    vec![step.run(apply), await_copy(after, &name, setting), tidy(after, &name, setting)]
}

/// Waits until all is copied.
fn await_copy(after: &Server, name: &str, setting: &Setting) -> Step {
    let kubectl = |verb| kubectl_in(setting, &after.namespace, verb);
    let done = "--for=jsonpath={.status.phase}=Succeeded --timeout=30m";
    Step::new(
        "Check that all keys are copied",
        "The copy of a large storage takes a while. If the pod fails, the first command never ends: interrupt it, and \
         read the log.",
    )
    .run(kubectl("wait").own(done).object("pod", name.to_owned()))
    .run(kubectl("logs").object("pod", name.to_owned()))
    .say("The last line must say that all keys were migrated.")
    .by(Operation::AwaitCopy { pod: name.to_owned() })
}

/// Deletes what copied the data, the pod last: it would copy again.
fn tidy(after: &Server, name: &str, setting: &Setting) -> Step {
    let delete = |kind: &str| {
        kubectl_in(setting, &after.namespace, "delete").object(kind, name.to_owned()).own("--ignore-not-found")
    };
    Step::new("Delete the pod that copied", "The servers need its volume.").run(delete("configmap")).run(delete("pod"))
}

/// What a storage is set to, without blocks and without what looks like a credential, whose names are given too.
fn settings(storage: &Storage, id: Option<&str>) -> (Value, Vec<String>) {
    let (mut shown, mut left_out) = (Map::new(), Vec::new());
    for attribute in &storage.body.attributes {
        let name = attribute.name.text.clone();
        let text = attribute.value.as_text().unwrap_or_default();
        if looks_secret(&name, text) {
            left_out.push(name);
        } else if name != "node_id" {
            shown.insert(name, attribute.value.to_json());
        }
    }
    shown.extend(id.map(|id| ("node_id".to_owned(), Value::from(id))));
    (Value::Object(shown), left_out)
}

/// The id of the first server in integrated storage, where the configuration says it; else Vault makes one up and keeps
/// it beside the data.
fn to_id(after: &Server, to: &Storage) -> Option<String> {
    (to.kind == "raft" && after.configuration.ids_are_pods).then(|| after.pod(0))
}

fn cluster_address(after: &Server) -> String {
    let service = at(&after.set, "/spec/serviceName").and_then(Value::as_str).unwrap_or_default();
    format!("https://{}.{service}:8201", after.pod(0))
}

fn config_map(after: &Server, name: &str, file: &Value) -> Value {
    json!({
        "apiVersion": "v1", "kind": "ConfigMap", "metadata": { "name": name, "namespace": after.namespace },
        "data": { "migrate.json": format!("{file:#}\n") },
    })
}

/// The claims of the first server that only the new set has a template for.
fn claims(before: &Server, after: &Server) -> Vec<Value> {
    let (old, pod) = (before.claims(&before.pod(0)), after.pod(0));
    let templates = at(&after.set, "/spec/volumeClaimTemplates").and_then(Value::as_array);
    let claim = |template: &Value| {
        let name = format!("{}-{pod}", template.pointer("/metadata/name")?.as_str()?);
        let labels = at(&after.set, "/spec/selector/matchLabels").cloned().unwrap_or_default();
        let metadata = json!({ "name": name, "namespace": after.namespace, "labels": labels });
        (!old.contains(&name)).then(|| {
            json!({ "apiVersion": "v1", "kind": "PersistentVolumeClaim", "metadata": metadata, "spec": template["spec"] })
        })
    };
    templates.into_iter().flatten().filter_map(claim).collect()
}

/// A pod like the first server: with its environment, its permissions, and the volumes of both sides.
fn pod(before: &Server, after: &Server, name: &str) -> Value {
    let spec = at(&after.set, "/spec/template/spec").cloned().unwrap_or_default();
    let server = container(&after.set).cloned().unwrap_or_default();
    let (mut volumes, mut mounts) = (Vec::new(), Vec::new());
    for side in [before, after] {
        let pod = side.pod(0);
        for claim in side.claims(&pod) {
            let volume = claim.strip_suffix(&format!("-{pod}")).unwrap_or(&claim).to_owned();
            let is_new = volumes.iter().all(|known: &Value| known["name"] != volume);
            if is_new {
                volumes.push(json!({ "name": volume, "persistentVolumeClaim": { "claimName": claim } }));
                mounts.extend(mounts_of(side, &volume));
            }
        }
    }
    volumes.push(json!({ "name": "migrate", "configMap": { "name": name } }));
    mounts.push(json!({ "name": "migrate", "mountPath": FOLDER }));
    let mut container = Map::new();
    container.insert("name".to_owned(), CONTAINER.into());
    container.insert(
        "command".to_owned(),
        json!(["vault", "operator", "migrate", format!("-config={FOLDER}/migrate.json")]),
    );
    container.insert("volumeMounts".to_owned(), mounts.into());
    for key in ["image", "imagePullPolicy", "env", "envFrom", "securityContext"] {
        container.extend(server.get(key).map(|value| (key.to_owned(), value.clone())));
    }
    let mut out = json!({ "restartPolicy": "Never", "containers": [container], "volumes": volumes });
    for key in ["serviceAccountName", "securityContext", "imagePullSecrets", "nodeSelector", "tolerations"] {
        if let Some(value) = spec.get(key) {
            out[key] = value.clone();
        }
    }
    json!({
        "apiVersion": "v1", "kind": "Pod", "metadata": { "name": name, "namespace": after.namespace }, "spec": out,
    })
}

fn mounts_of(server: &Server, volume: &str) -> Vec<Value> {
    let mounts = container(&server.set).and_then(|container| container.get("volumeMounts")?.as_array());
    mounts.into_iter().flatten().filter(|mount| mount["name"] == volume).cloned().collect()
}
