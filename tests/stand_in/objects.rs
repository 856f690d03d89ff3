//! Objects: applied, compared, changed and deleted.

use serde::Deserialize;
use serde_json::{Value, json};

use crate::stand_in::Answer;
use crate::stand_in::servers::active;
use crate::stand_in::state::{Data, Member, State, Stored, time};

/// Kinds that stand in no namespace.
const OF_THE_CLUSTER: &[&str] = &[
    "clusterrole",
    "clusterrolebinding",
    "mutatingwebhookconfiguration",
    "namespace",
    "persistentvolume",
    "customresourcedefinition",
];
/// Kinds that nobody may delete.
const KEPT: &[&str] = &["namespace", "persistentvolumeclaim", "persistentvolume", "customresourcedefinition"];
/// What cannot be changed of a stateful set.
const FIXED: &[&str] = &["serviceName", "selector", "volumeClaimTemplates", "podManagementPolicy"];

/// An object that is not of the release.
pub(crate) fn add_foreign(state: &mut State, object: &str) {
    let (kind, name) = object.split_once('/').unwrap_or((object, ""));
    let namespace = state.settings.namespace.clone();
    let manifest = json!({ "apiVersion": "v1", "kind": kind, "metadata": { "name": name, "namespace": namespace } });
    let uid = state.new_id();
    state.objects.push(Stored { manifest, namespace, uid, is_foreign: true, generation: 1, ..Stored::default() });
}

fn kind_of(manifest: &Value) -> String {
    manifest["kind"].as_str().unwrap_or_default().to_lowercase()
}

fn name_of(manifest: &Value) -> &str {
    manifest["metadata"]["name"].as_str().unwrap_or_default()
}

/// The objects of a file.
fn read(text: &str) -> Result<Vec<Value>, String> {
    serde_yaml::Deserializer::from_str(text)
        .map(|document| Value::deserialize(document).map_err(|error| format!("error parsing: {error}")))
        .filter(|document| document.as_ref().map_or(true, |value| !value.is_null()))
        .collect()
}

/// The namespace of an object of a file, as `kubectl -n` settles it.
fn namespace_of(manifest: &Value, given: Option<&str>) -> Result<String, String> {
    if OF_THE_CLUSTER.contains(&kind_of(manifest).as_str()) {
        return Ok(String::new());
    }
    match (manifest["metadata"]["namespace"].as_str(), given) {
        (Some(own), Some(given)) if own != given => Err(format!(
            "the namespace from the provided object \"{own}\" does not match the namespace \"{given}\". You must pass \
             '--namespace={own}' to perform this operation."
        )),
        (Some(own), _) => Ok(own.to_owned()),
        (None, given) => Ok(given.unwrap_or("default").to_owned()),
    }
}

fn position(state: &State, kind: &str, name: &str, namespace: &str) -> Option<usize> {
    state.objects.iter().position(|object| {
        kind_of(&object.manifest) == kind && name_of(&object.manifest) == name && object.namespace == namespace
    })
}

/// How something is applied.
pub(crate) struct Apply<'a> {
    pub(crate) namespace: Option<&'a str>,
    /// Whether it is only said what would be refused.
    pub(crate) is_dry: bool,
    /// The field manager of a server-side apply.
    pub(crate) manager: Option<&'a str>,
    pub(crate) forces: bool,
}

impl<'a> Apply<'a> {
    /// As `kubectl apply` does without flags.
    pub(crate) fn client_side(namespace: Option<&'a str>) -> Self {
        Self { namespace, is_dry: false, manager: None, forces: false }
    }
}

/// Applies a file.
pub(crate) fn apply_text(state: &mut State, text: &str, how: &Apply) -> Result<String, String> {
    let (mut said, mut refused) = (String::new(), Vec::new());
    for manifest in read(text)? {
        let namespace = namespace_of(&manifest, how.namespace)?;
        let (kind, name) = (kind_of(&manifest), name_of(&manifest).to_owned());
        let place = position(state, &kind, &name, &namespace);
        let is_refused = place.is_some_and(|place| refuses(&state.objects[place].manifest, &manifest));
        let conflicts = place.map_or_else(Vec::new, |place| conflicts(&state.objects[place], &manifest, how));
        let has_place = namespace.is_empty() || !state.settings.lacks_namespace || {
            position(state, "namespace", &namespace, "").is_some()
        };
        if !has_place {
            refused.push(format!(
                "Error from server (NotFound): error when creating \"STDIN\": namespaces \"{namespace}\" not found"
            ));
        } else if !conflicts.is_empty() {
            refused.push(said_of(&conflicts, &state.objects[place.unwrap_or_default()].manager));
        } else if is_refused {
            refused.push(invalid(&manifest));
        } else if !how.is_dry {
            // What another manager has of an object stays, whatever a server-side apply leaves out.
            let managed =
                place.map(|place| &state.objects[place]).filter(|it| how.manager.is_some() && !it.manager.is_empty());
            let manifest = managed.map_or(manifest.clone(), |managed| merged(&full(managed), &manifest));
            put(state, place, manifest, namespace);
        }
        said.push_str(&format!("{kind}/{name} {}\n", if place.is_some() { "configured" } else { "created" }));
    }
    if refused.is_empty() { Ok(said) } else { Err(refused.join("\n")) }
}

/// The whole manifest of an object.
fn full(object: &Stored) -> Value {
    let text = object.manifest["text"].as_str();
    text.and_then(|text| serde_json::from_str(text).ok()).unwrap_or_else(|| object.manifest.clone())
}

/// The fields that differ and are of another manager.
fn conflicts(object: &Stored, manifest: &Value, how: &Apply) -> Vec<String> {
    let is_of_another = how.manager.is_some_and(|manager| manager != object.manager) && !object.manager.is_empty();
    let mut found = Vec::new();
    if is_of_another && !how.forces {
        differing(&full(object), manifest, "", &mut found);
    }
    found
}

fn differing(old: &Value, new: &Value, path: &str, found: &mut Vec<String>) {
    match (old, new) {
        (Value::Object(old), Value::Object(new)) => {
            for (key, new) in new {
                match old.get(key) {
                    Some(old) => differing(old, new, &format!("{path}.{key}"), found),
                    None => continue,
                }
            }
        }
        (old, new) if old != new => found.push(path.to_owned()),
        _ => {}
    }
}

/// How kubectl tells of conflicts (apply.go of k8s.io/kubectl, and the API server's own words in it).
fn said_of(fields: &[String], manager: &str) -> String {
    let conflicts = match fields {
        [field] => format!("Apply failed with 1 conflict: conflict with \"{manager}\" using apps/v1: {field}"),
        fields => {
            let lines: String = fields.iter().map(|field| format!("\n- {field}")).collect();
            format!("Apply failed with {} conflicts: conflicts with \"{manager}\" using apps/v1:{lines}", fields.len())
        }
    };
    format!(
        "error: {conflicts}\nPlease review the fields above--they currently have other managers. Here\nare the ways you can \
         resolve this warning:\n* If you intend to manage all of these fields, please re-run the apply\n  command with the \
         `--force-conflicts` flag."
    )
}

/// One manifest over another one; lists are replaced.
fn merged(old: &Value, new: &Value) -> Value {
    let (Value::Object(old), Value::Object(new)) = (old, new) else { return new.clone() };
    let mut all = old.clone();
    for (key, new) in new {
        let value = old.get(key).map_or_else(|| new.clone(), |old| merged(old, new));
        all.insert(key.clone(), value);
    }
    Value::Object(all)
}

/// Writes down who manages an object, if it has not changed meanwhile.
pub(crate) fn hand_over(state: &mut State, kind: &str, name: &str, namespace: &str, patch: &str) -> Answer {
    let namespace = if OF_THE_CLUSTER.contains(&kind) { "" } else { namespace };
    let Some(place) = position(state, kind, name, namespace) else { return not_found(kind, name) };
    let patch: Value = serde_json::from_str(patch).unwrap_or_default();
    if patch[1]["value"] != version(&state.objects[place]) {
        return Answer::fails(1, format!("Error from server (Conflict): the object \"{name}\" has been modified"));
    }
    let managers = patch[0]["value"].as_array().into_iter().flatten();
    let keeps = managers.clone().any(|entry| entry["manager"] == state.objects[place].manager.as_str());
    if patch[0]["path"] != "/metadata/managedFields" || keeps || managers.count() == 0 {
        return Answer::fails(1, "error: unknown patch");
    }
    state.objects[place].manager.clear();
    state.event(format!("handed over {kind}/{name}"));
    Answer::says(format!("{kind}/{name} patched\n"))
}

fn version(object: &Stored) -> String {
    format!("{}", object.generation * 10_000 + object.written)
}

/// A set of all fields, lists as a whole.
fn fields(value: &Value) -> Value {
    let Some(map) = value.as_object() else { return json!({}) };
    map.iter().map(|(key, below)| (format!("f:{key}"), fields(below))).collect::<serde_json::Map<_, _>>().into()
}

fn refuses(old: &Value, new: &Value) -> bool {
    kind_of(old) == "statefulset" && FIXED.iter().any(|field| old["spec"][field] != new["spec"][field])
}

fn invalid(manifest: &Value) -> String {
    format!(
        "The StatefulSet \"{}\" is invalid: spec: Forbidden: updates to statefulset spec for fields other than 'replicas', \
         'ordinals', 'template', 'updateStrategy', 'revisionHistoryLimit', 'persistentVolumeClaimRetentionPolicy' and \
         'minReadySeconds' are forbidden",
        name_of(manifest)
    )
}

/// What is kept of an object: all of those that the model looks into, and of others what tells one content from another.
fn kept(manifest: Value) -> Value {
    match kind_of(&manifest).as_str() {
        "statefulset" | "configmap" | "persistentvolumeclaim" | "pod" => manifest,
        _ => {
            // One text is read much faster than a tree.
            let text = manifest.to_string();
            json!({ "kind": manifest["kind"], "metadata": { "name": name_of(&manifest) }, "text": text })
        }
    }
}

fn put(state: &mut State, place: Option<usize>, manifest: Value, namespace: String) {
    let manifest = kept(manifest);
    let id = format!("{}/{}", kind_of(&manifest), name_of(&manifest));
    let written = state.clock;
    match place {
        Some(place) if state.objects[place].manifest == manifest => {}
        Some(place) => {
            judge_scale(state, place, replicas_of(&manifest));
            if state.objects[place].is_foreign {
                state.violation(format!("changed {id}, which is of somebody else"));
            }
            let object = &mut state.objects[place];
            object.generation += u64::from(object.manifest["spec"] != manifest["spec"]);
            object.written = written;
            object.manifest = manifest;
            state.event(format!("changed {id}"));
        }
        None => {
            let is_pod = kind_of(&manifest) == "pod";
            let uid = state.new_id();
            let phase = if is_pod { "Pending".to_owned() } else { String::new() };
            state.objects.push(Stored { manifest, namespace, uid, generation: 1, written, phase, ..Stored::default() });
            state.event(format!("created {id}"));
        }
    }
}

/// Whether a file differs from what is there, or what would be refused.
pub(crate) fn differs(state: &State, text: &str, given: Option<&str>) -> Result<bool, String> {
    let mut differs = false;
    for manifest in read(text)? {
        let namespace = namespace_of(&manifest, given)?;
        let place = position(state, &kind_of(&manifest), name_of(&manifest), &namespace);
        if place.is_some_and(|place| refuses(&state.objects[place].manifest, &manifest)) {
            return Err(invalid(&manifest));
        }
        differs |= place.is_none_or(|place| state.objects[place].manifest != kept(manifest));
    }
    Ok(differs)
}

/// An object as the API server gives it.
pub(crate) fn get(state: &State, kind: &str, name: &str, namespace: &str) -> Option<Value> {
    let namespace = if OF_THE_CLUSTER.contains(&kind) { "" } else { namespace };
    Some(live(state.objects.get(position(state, kind, name, namespace)?)?))
}

/// The kind that a word means: in the singular or in the plural, with its group or without.
pub(crate) fn kind_called(state: &State, word: &str) -> String {
    let word = word.split('.').next().unwrap_or_default();
    let is_called = |kind: &String| {
        let stem = kind.strip_suffix('y').map(|stem| format!("{stem}ies"));
        word == kind || word == format!("{kind}s") || word == format!("{kind}es") || stem.is_some_and(|it| it == word)
    };
    let kinds = state.objects.iter().map(|object| kind_of(&object.manifest));
    kinds.into_iter().find(is_called).unwrap_or_else(|| word.to_owned())
}

/// All objects of a kind in a namespace.
pub(crate) fn all(state: &State, kind: &str, namespace: &str) -> Vec<Value> {
    let namespace = if OF_THE_CLUSTER.contains(&kind) { "" } else { namespace };
    let is_wanted = |object: &&Stored| kind_of(&object.manifest) == kind && object.namespace == namespace;
    state.objects.iter().filter(is_wanted).map(live).collect()
}

fn live(object: &Stored) -> Value {
    let mut live = full(object);
    let all = fields(&live);
    live["metadata"]["resourceVersion"] = version(object).into();
    if !object.namespace.is_empty() {
        live["metadata"]["namespace"] = object.namespace.clone().into();
    }
    live["metadata"]["uid"] = object.uid.clone().into();
    live["metadata"]["generation"] = object.generation.into();
    let mut writers = vec![match object.manager.as_str() {
        "" => json!({ "manager": "kubectl", "operation": "Apply", "time": time(object.written) }),
        manager => json!({
            "manager": manager, "operation": "Update", "apiVersion": live["apiVersion"], "time": time(object.written),
            "fieldsType": "FieldsV1", "fieldsV1": all,
        }),
    }];
    writers.extend(object.by_hand.iter().map(|fields| {
        json!({ "manager": "kubectl-edit", "operation": "Update", "time": time(object.written), "fieldsV1": fields })
    }));
    live["metadata"]["managedFields"] = writers.into();
    if live["kind"] == "Deployment" {
        live["status"] = json!({ "readyReplicas": live["spec"]["replicas"] });
    }
    if live["kind"] == "StatefulSet" {
        live["status"] = json!({ "observedGeneration": object.observed, "updateRevision": object.update_revision });
    }
    if live["kind"] == "PersistentVolumeClaim" {
        live["status"] = json!({ "phase": "Bound", "capacity": live["spec"]["resources"]["requests"] });
    }
    if !object.phase.is_empty() {
        live["status"] = json!({ "phase": object.phase });
    }
    live
}

fn replicas_of(manifest: &Value) -> Option<u64> {
    manifest["spec"]["replicas"].as_u64().filter(|_| kind_of(manifest) == "statefulset")
}

/// Nobody may stop for good who still counts for the quorum. All may stop for a while.
fn judge_scale(state: &mut State, place: usize, replicas: Option<u64>) {
    let set = name_of(&state.objects[place].manifest).to_owned();
    let number = |pod: &str| pod.strip_prefix(&set)?.strip_prefix('-')?.parse::<u64>().ok();
    let Some(replicas) = replicas.filter(|replicas| *replicas > 0) else { return };
    let stopped = state.members.iter().filter(|member| number(&member.pod).is_some_and(|number| number >= replicas));
    let stopped: Vec<String> = stopped.map(|member| format!("{} stops and is in raft", member.pod)).collect();
    stopped.into_iter().for_each(|wrong| state.violation(wrong));
}

/// Asks for another number of pods.
pub(crate) fn scale(state: &mut State, name: &str, namespace: &str, replicas: u64) -> Answer {
    let Some(place) = position(state, "statefulset", name, namespace) else {
        return not_found("statefulset", name);
    };
    judge_scale(state, place, Some(replicas));
    let object = &mut state.objects[place];
    if object.manifest["spec"]["replicas"] != replicas {
        object.manifest["spec"]["replicas"] = replicas.into();
        object.generation += 1;
    }
    state.event(format!("scaled to {replicas}"));
    Answer::says(format!("statefulset.apps/{name} scaled\n"))
}

/// Lets a claim ask for more.
pub(crate) fn patch_claim(state: &mut State, name: &str, namespace: &str, patch: &str) -> Answer {
    let Some(place) = position(state, "persistentvolumeclaim", name, namespace) else {
        return not_found("persistentvolumeclaim", name);
    };
    let Ok(patch) = serde_json::from_str::<Value>(patch) else {
        return Answer::fails(1, "error: unable to parse the patch");
    };
    let size = patch["spec"]["resources"]["requests"]["storage"].clone();
    state.objects[place].manifest["spec"]["resources"]["requests"]["storage"] = size.clone();
    state.event(format!("{name} asks for {}", size.as_str().unwrap_or_default()));
    Answer::says(format!("persistentvolumeclaim/{name} patched\n"))
}

/// Deletes an object.
pub(crate) fn delete(state: &mut State, kind: &str, name: &str, namespace: &str, keeps_pods: bool) -> Option<Answer> {
    let namespace = if OF_THE_CLUSTER.contains(&kind) { "" } else { namespace };
    let object = state.objects.remove(position(state, kind, name, namespace)?);
    if object.is_foreign {
        state.violation(format!("deleted {kind}/{name}, which is of somebody else"));
    }
    if KEPT.contains(&kind) {
        state.violation(format!("deleted {kind}/{name}, which does not come back"));
    }
    if kind == "statefulset" && !keeps_pods && !state.pods.is_empty() {
        state.violation(format!("deleted {kind}/{name} with its pods"));
        state.pods.clear();
    }
    if kind == "statefulset" {
        state.pods.iter_mut().for_each(|pod| pod.set = None);
    }
    state.event(format!("deleted {kind}/{name}"));
    Some(Answer::says(format!("{kind} \"{name}\" deleted\n")))
}

/// What `kubectl` says where there is no such object.
pub(crate) fn not_found(kind: &str, name: &str) -> Answer {
    Answer::fails(1, format!("Error from server (NotFound): {kind}s \"{name}\" not found"))
}

/// Lets the pod run that copies data from one storage to another.
pub(crate) fn run_copies(state: &mut State) {
    let ready = |object: &Stored| object.phase == "Pending" && state.clock > object.written + 2;
    for place in (0..state.objects.len()).filter(|place| ready(&state.objects[*place])).collect::<Vec<_>>() {
        let copied = copy(state, place);
        if let Err(problem) = &copied {
            state.event(format!("the copy failed: {problem}"));
        }
        state.objects[place].phase = if copied.is_ok() { "Succeeded" } else { "Failed" }.to_owned();
    }
}

fn copy(state: &mut State, place: usize) -> Result<(), String> {
    let object = state.objects[place].clone();
    let name = name_of(&object.manifest);
    let file = get(state, "configmap", name, &object.namespace).ok_or("no file")?;
    let file = file["data"]["migrate.json"].as_str().ok_or("no migrate.json")?.to_owned();
    let file: Value = serde_json::from_str(&file).map_err(|error| error.to_string())?;
    let kind = |key: &str| file[key].as_object().and_then(|object| object.keys().next()).cloned().ok_or("no storage");
    let (from, to) = (kind("storage_source")?, kind("storage_destination")?);
    let claim = object.manifest.pointer("/spec/volumes/0/persistentVolumeClaim/claimName").and_then(Value::as_str);
    let pod = claim.and_then(|claim| claim.strip_prefix("data-")).ok_or("no claim of a server")?.to_owned();
    if !state.pods.is_empty() || active(state).is_some() {
        state.violation("data is copied while servers run");
    }
    let source = if from == "consul" { from.clone() } else { format!("{pod}/{from}") };
    let data = state.data.get(&source).cloned().ok_or("no data at the source")?;
    let target = format!("{pod}/{to}");
    if state.data.contains_key(&target) {
        return Err("could not bootstrap clustered storage: cluster already has state".to_owned());
    }
    let address = file["cluster_addr"].as_str().ok_or("raft needs cluster_addr")?;
    let address = address.trim_start_matches("https://").to_owned();
    let id = file["storage_destination"][&to]["node_id"].as_str().map_or_else(|| state.new_id(), str::to_owned);
    state.members = vec![Member { id: id.clone(), pod, address, age: state.settings.vote + 1 }];
    state.data.insert(target, Data { id, seal: data.seal });
    state.event(format!("copied {from} to {to}"));
    Ok(())
}
