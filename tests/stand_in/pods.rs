//! Pods: what they are made from, how they look, and what it means to delete one.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::stand_in::Answer;
use crate::stand_in::controller::{number_of, replicas};
use crate::stand_in::servers::{is_listening, problems};
use crate::stand_in::state::{Pod, Server, State, Stored, time};

/// A pod of a set.
pub(crate) fn new_pod(state: &mut State, set: &Stored, name: &str, revision: &str) -> Pod {
    let templates = set.manifest.pointer("/spec/volumeClaimTemplates").and_then(Value::as_array).into_iter().flatten();
    let claims = templates.map(|template| add_claim(state, template, name, &set.namespace)).collect();
    let mut labels: BTreeMap<String, String> =
        serde_json::from_value(set.manifest["spec"]["template"]["metadata"]["labels"].clone()).unwrap_or_default();
    labels.insert("controller-revision-hash".to_owned(), revision.to_owned());
    Pod {
        name: name.to_owned(),
        namespace: set.namespace.clone(),
        uid: state.new_id(),
        set: Some(set.uid.clone()),
        labels,
        claims,
        revision: revision.to_owned(),
        born: state.clock,
        server: server_of(state, set),
        ..Pod::default()
    }
}

fn add_claim(state: &mut State, template: &Value, pod: &str, namespace: &str) -> String {
    let name = format!("{}-{pod}", template["metadata"]["name"].as_str().unwrap_or_default());
    let is_there = |object: &Stored| {
        object.manifest["kind"] == "PersistentVolumeClaim" && object.manifest["metadata"]["name"] == name.as_str()
    };
    if state.objects.iter().any(is_there) {
        return name;
    }
    let manifest = json!({
        "apiVersion": "v1", "kind": "PersistentVolumeClaim",
        "metadata": { "name": name, "namespace": namespace }, "spec": template["spec"],
    });
    let uid = state.new_id();
    state.objects.push(Stored { manifest, namespace: namespace.to_owned(), uid, generation: 1, ..Stored::default() });
    name
}

/// The server as it starts: by the template of its pod, and the configuration as it is now.
fn server_of(state: &State, set: &Stored) -> Server {
    let spec = &set.manifest["spec"]["template"]["spec"];
    let container = &spec["containers"][0];
    let variable = |name: &str| {
        container["env"].as_array().into_iter().flatten().find(|variable| variable["name"] == name).cloned()
    };
    let names: Vec<&Value> =
        spec["volumes"].as_array().into_iter().flatten().map(|v| &v["configMap"]["name"]).collect();
    let text: String = state
        .objects
        .iter()
        .filter(|object| {
            object.manifest["kind"] == "ConfigMap" && names.contains(&&object.manifest["metadata"]["name"])
        })
        .map(|object| object.manifest["data"].to_string().replace("\\\"", "\"").replace("\\n", "\n"))
        .collect();
    let quoted = |key: &str| {
        let rest = text.split_once(&format!("{key} \""))?.1;
        Some(rest.split('"').next().unwrap_or_default().to_owned())
    };
    let address = variable("VAULT_ADDR").and_then(|variable| Some(variable["value"].as_str()?.to_owned()));
    let storage = quoted("storage").unwrap_or_else(|| "inmem".to_owned());
    Server {
        version: container["image"]
            .as_str()
            .and_then(|image| image.rsplit_once(':'))
            .map_or("?", |(_, tag)| tag)
            .to_owned(),
        has_high_availability: matches!(storage.as_str(), "raft" | "consul"),
        storage,
        joins: text.contains("retry_join"),
        id_is_pod: variable("VAULT_RAFT_NODE_ID").is_some(),
        seal: quoted("seal").unwrap_or_else(|| "shamir".to_owned()),
        https: address.is_some_and(|address| address.starts_with("https")),
        verifies: variable("VAULT_CACERT").is_some(),
        service: set.manifest["spec"]["serviceName"].as_str().unwrap_or_default().to_owned(),
        is_dev: variable("VAULT_DEV_ROOT_TOKEN_ID").is_some(),
        ..Server::default()
    }
}

/// Whether a pod is ready: unsealed for a while.
pub(crate) fn is_ready(state: &State, pod: &Pod) -> bool {
    is_listening(state, pod) && pod.server.unsealed && pod.server.well >= state.settings.ready
}

/// A pod as the API server gives it.
pub(crate) fn to_json(state: &State, pod: &Pod) -> Value {
    let is_started = pod.age >= state.settings.start;
    let ready = if is_ready(state, pod) { "True" } else { "False" };
    let waiting = match (is_started, pod.waiting.as_str()) {
        (false, _) => json!({ "waiting": { "reason": "ContainerCreating" } }),
        (true, "") => json!({ "running": {} }),
        (true, reason) => json!({ "waiting": { "reason": reason } }),
    };
    let mut metadata = json!({
        "name": pod.name, "namespace": pod.namespace, "uid": pod.uid, "labels": pod.labels, "annotations": pod.annotations,
        "creationTimestamp": time(pod.born),
    });
    if let Some(set) = &pod.set {
        metadata["ownerReferences"] = json!([{
            "apiVersion": "apps/v1", "kind": "StatefulSet", "name": "vault", "uid": set, "controller": true,
        }]);
    }
    if pod.going.is_some() {
        metadata["deletionTimestamp"] = time(state.clock + 10).into();
    }
    json!({
        "apiVersion": "v1", "kind": "Pod", "metadata": metadata,
        "spec": {
            "nodeName": format!("node-{}", pod.name.rsplit('-').next().unwrap_or_default()),
            "containers": [{ "name": "vault", "image": format!("hashicorp/vault:{}", pod.server.version) }],
            "volumes": pod.claims.iter().map(volume).collect::<Vec<_>>(),
        },
        "status": {
            "phase": if is_started { "Running" } else { "Pending" },
            "conditions": [{ "type": "PodScheduled", "status": "True" }, { "type": "Ready", "status": ready }],
            "containerStatuses": [{
                "name": "vault", "state": waiting, "ready": ready == "True", "image": "", "imageID": "", "restartCount": 0,
            }],
        },
    })
}

fn volume(claim: &String) -> Value {
    json!({ "name": claim, "persistentVolumeClaim": { "claimName": claim } })
}

/// Deletes a pod if it is still the one that is meant.
pub(crate) fn delete(state: &mut State, name: &str, uid: Option<&str>) -> Answer {
    let Some(place) = state.pods.iter().position(|pod| pod.name == name) else {
        return Answer::fails(1, format!("Error from server (NotFound): pods \"{name}\" not found"));
    };
    let pod = state.pods[place].clone();
    if let Some(uid) = uid.filter(|uid| *uid != pod.uid) {
        let words = "Precondition failed: UID in precondition: {uid}, UID in object meta: {other}";
        let words = words.replace("{uid}", uid).replace("{other}", &pod.uid);
        return Answer::fails(
            1,
            format!("Error from server (Conflict): Operation cannot be fulfilled on pods \"{name}\": {words}"),
        );
    }
    judge(state, &pod);
    let role = if state.leader.as_ref() == Some(&pod.uid) { "active" } else { "standby" };
    state.event(format!("deleted {name}, {role}"));
    state.pods[place].going.get_or_insert(state.settings.stop + 1);
    Answer::says("{}")
}

/// What is wrong about deleting a pod at this moment.
fn judge(state: &mut State, pod: &Pod) {
    let Some(set) = state
        .objects
        .iter()
        .find(|object| number_of(&pod.name, object).is_some_and(|_| object.manifest["kind"] == "StatefulSet"))
    else {
        return state.violation(format!("{} is no pod of the release", pod.name));
    };
    let set = set.clone();
    let changed = state.objects.iter().filter(|object| object.manifest["kind"] == "ConfigMap" && !object.is_foreign);
    let changed = changed.map(|object| object.written).max().unwrap_or_default();
    let is_old = |pod: &Pod| pod.revision != set.update_revision || !pod.annotations.is_empty() || pod.born <= changed;
    let mut wrong: Vec<String> = problems(state, Some(&pod.name));
    if !is_old(pod) {
        wrong.push("it is new already".to_owned());
    }
    let is_active = state.leader.as_ref() == Some(&pod.uid);
    if is_active && state.pods.iter().any(|other| other.uid != pod.uid && is_old(other)) {
        wrong.push("it is active, and a standby is old".to_owned());
    }
    if number_of(&pod.name, &set).is_none_or(|number| number >= replicas(&set)) {
        wrong.push("the set does not ask for it".to_owned());
    }
    wrong.into_iter().for_each(|wrong| state.violation(format!("deleted {}: {wrong}", pod.name)));
}
