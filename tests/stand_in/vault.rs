//! Commands in the pods: those of Vault, with the words and the exit codes of real servers (OpenBao 2.7, the line that
//! Vault and it have in common).

use serde_json::{Map, Value, json};

use crate::stand_in::servers::{self, active, is_initialized, is_listening, member_of, migrates};
use crate::stand_in::state::{Pod, State};
use crate::stand_in::{Answer, Input};

/// Runs a command in a pod.
pub(crate) fn exec(state: &mut State, pod: &str, namespace: &str, words: &[String], input: &mut dyn Input) -> Answer {
    let Some(place) = state.pods.iter().position(|other| other.name == pod && other.namespace == namespace) else {
        return Answer::fails(1, format!("Error from server (NotFound): pods \"{pod}\" not found"));
    };
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    if state.pods[place].age < state.settings.start || !state.pods[place].waiting.is_empty() {
        return Answer::fails(1, "error: unable to upgrade connection: container not found (\"vault\")");
    }
    match words.as_slice() {
        ["cat", path] => cat(&state.pods[place], path),
        ["rm", path] => {
            state.pods[place].server.files.remove(*path);
            Answer::default()
        }
        ["sh", "-c", "cat > /home/vault/vault.snap"] => {
            let text = input.rest();
            state.pods[place].server.files.insert("/home/vault/vault.snap".to_owned(), text);
            Answer::default()
        }
        ["sh", "-c", script, "sh", command @ ..] if script.contains("read -r VAULT_TOKEN") => {
            let token = input.line();
            vault(state, place, command, &token, input)
        }
        command => vault(state, place, command, "", input),
    }
}

fn cat(pod: &Pod, path: &str) -> Answer {
    match pod.server.files.get(path) {
        Some(text) => Answer::says(text.clone()),
        None => terminated(1, &format!("cat: can't open '{path}': No such file or directory")),
    }
}

/// A command that failed in its pod.
fn terminated(code: u8, words: &str) -> Answer {
    Answer::fails(code, format!("{words}\ncommand terminated with exit code {code}"))
}

fn vault(state: &mut State, place: usize, words: &[&str], token: &str, input: &mut dyn Input) -> Answer {
    let (words, skips) = match words {
        ["env", "VAULT_SKIP_VERIFY=true", rest @ ..] => (rest, true),
        words => (words, false),
    };
    let pod = state.pods[place].clone();
    let scheme = if pod.server.https { "https" } else { "http" };
    if !is_listening(state, &pod) {
        let words = "Get \"{scheme}://127.0.0.1:8200/v1/sys/seal-status\": dial tcp 127.0.0.1:8200: connect: connection refused";
        return terminated(1, &words.replace("{scheme}", scheme));
    }
    if pod.server.https && !pod.server.verifies && !skips {
        return terminated(1, "tls: failed to verify certificate: x509: certificate signed by unknown authority");
    }
    match words {
        ["vault", "status", "-format=json"] => status(state, &pod),
        ["vault", "operator", "unseal"] => unseal(state, place, false, input),
        ["vault", "operator", "unseal", "-migrate"] => unseal(state, place, true, input),
        ["vault", "operator", "init"] => init(state, place),
        ["vault", "operator", "raft", "join", address] => join(state, place, address),
        ["vault", "operator", rest @ ..] => with_token(state, place, rest, token),
        _ => Answer::fails(1, format!("error: unknown command in a pod: {words:?}")),
    }
}

fn status(state: &State, pod: &Pod) -> Answer {
    let is_initialized = is_initialized(state, pod);
    let (threshold, shares) =
        if is_initialized { (state.settings.threshold, state.settings.keys.len()) } else { (0, 0) };
    let server = &pod.server;
    let mut shown: Map<String, Value> = Map::new();
    let mut put = |key: &str, value: Value| shown.insert(key.to_owned(), value);
    put("type", server.seal.clone().into());
    put("initialized", is_initialized.into());
    put("sealed", (!server.unsealed).into());
    put("t", threshold.into());
    put("n", shares.into());
    put("progress", server.shares.len().into());
    put("nonce", "".into());
    put("version", server.version.clone().into());
    put("commit_date", "2026-10-26T20:32:27Z".into());
    put("migration", migrates(state, pod).into());
    if server.unsealed {
        put("cluster_name", "vault-cluster-de6945d4".into());
        put("cluster_id", "b427932c-4a98-6d5e-c5e7-64f3bb747814".into());
    }
    put("recovery_seal", (server.seal != "shamir").into());
    put("storage_type", server.storage.clone().into());
    put("build_date", "".into());
    put("ha_enabled", server.has_high_availability.into());
    if server.unsealed && server.has_high_availability {
        // A server that was taken out of raft keeps what it knew.
        let active = active(state);
        if active.is_some_and(|active| active.uid == pod.uid) {
            put("is_self", true.into());
            put("active_time", "2026-11-29T10:30:36.38429988Z".into());
        }
        if let Some(active) = active {
            put("leader_address", format!("http://{}:8200", active.uid).into());
            put("leader_cluster_address", format!("https://{}.{}:8201", active.name, server.service).into());
        }
        if server.storage == "raft" {
            put("raft_committed_index", state.index.into());
            put("raft_applied_index", state.index.into());
        }
    }
    let text = format!("{:#}\n", Value::Object(shown));
    match server.unsealed {
        true => Answer::says(text),
        false => Answer { stdout: text, ..terminated(2, "") },
    }
}

fn unseal(state: &mut State, place: usize, migrates_seal: bool, input: &mut dyn Input) -> Answer {
    let pod = state.pods[place].clone();
    if !is_initialized(state, &pod) {
        return terminated(
            2,
            "Error unsealing: Error making API request.\nCode: 400. Errors:\n\n* Vault is not initialized",
        );
    }
    let refused = |words: &str| {
        terminated(2, &format!("Error unsealing: Error making API request.\nCode: 400. Errors:\n\n* {words}"))
    };
    let share = input.line();
    if share.is_empty() {
        return terminated(1, "An error occurred attempting to ask for an unseal key.");
    }
    if !share.starts_with("share-") {
        return refused("'key' must be a valid hex or base64 string");
    }
    if migrates_seal && !migrates(state, &pod) {
        return refused("can't perform a seal migration, no migration seal found");
    }
    if !migrates_seal && migrates(state, &pod) {
        return refused("migrate option not provided and seal migration is pending");
    }
    let threshold = state.settings.threshold;
    let server = &mut state.pods[place].server;
    if !server.shares.contains(&share) {
        server.shares.push(share);
    }
    if server.shares.len() < threshold {
        return Answer::says(format!(
            "Sealed             true\nUnseal Progress    {}/{threshold}\n",
            server.shares.len()
        ));
    }
    let given = std::mem::take(&mut server.shares);
    if given.iter().any(|share| !state.settings.keys.contains(share)) {
        return refused("unable to retrieve stored keys: invalid key: failed to decrypt keys from storage");
    }
    servers::open(state, place);
    Answer::says("Sealed             false\n")
}

fn init(state: &mut State, place: usize) -> Answer {
    if is_initialized(state, &state.pods[place]) {
        return terminated(
            2,
            "Error initializing: Error making API request.\nCode: 400. Errors:\n\n* Vault is already initialized",
        );
    }
    servers::initialize(state, place);
    state.event(format!("{} is initialized", state.pods[place].name));
    let keys: String = state
        .settings
        .keys
        .iter()
        .enumerate()
        .map(|(index, key)| format!("Unseal Key {}: {key}\n", index + 1))
        .collect();
    Answer::says(format!("{keys}\nInitial Root Token: {}\n", state.settings.token))
}

fn join(state: &mut State, place: usize, address: &str) -> Answer {
    let pod = state.pods[place].clone();
    let leader = active(state).map(|active| format!("http://{}.{}:8200", active.name, active.server.service));
    if leader.as_deref() != Some(address)
        && leader.map(|leader| leader.replace("http:", "https:")).as_deref() != Some(address)
    {
        return terminated(
            2,
            "Error joining the node to the Raft cluster: Code: 500. Errors:\n\n* failed to join raft cluster",
        );
    }
    if is_initialized(state, &pod) {
        return terminated(2, "Error joining the node to the Raft cluster: * raft storage is already initialized");
    }
    servers::join(state, place);
    Answer::says("Key       Value\n---       -----\nJoined    true\n")
}

fn with_token(state: &mut State, place: usize, words: &[&str], token: &str) -> Answer {
    let pod = state.pods[place].clone();
    if !pod.server.unsealed || active(state).is_none() {
        return terminated(2, "Error making API request.\nCode: 503. Errors:\n\n* Vault is sealed");
    }
    if token != state.settings.token {
        return terminated(2, "Error making API request.\nCode: 403. Errors:\n\n* permission denied");
    }
    let is_active = active(state).is_some_and(|active| active.uid == pod.uid);
    match words {
        ["step-down"] if is_active => {
            servers::step_down(state);
            state.event(format!("{} stepped down", pod.name));
            Answer::says("Success! Stepped down: http://127.0.0.1:8200\n")
        }
        ["step-down"] => terminated(2, "Error stepping down: node is not active"),
        ["raft", "list-peers"] => Answer::says(list_peers(state)),
        ["raft", "list-peers", "-format=json"] => Answer::says(peers_as_json(state)),
        ["raft", "remove-peer", id] => {
            if active(state).and_then(|pod| member_of(state, pod)).is_some_and(|member| member.id == *id) {
                state.violation("the active server was taken out of raft");
            }
            state.event(format!(
                "took {} out of raft",
                state.members.iter().find(|member| member.id == *id).map_or("nobody", |member| &member.pod)
            ));
            state.members.retain(|member| member.id != *id);
            Answer::says("Peer removed successfully!\n")
        }
        ["raft", "snapshot", "save", path] => {
            state.event(format!("saved a snapshot on {}", if is_active { "the active server" } else { "a standby" }));
            let text = format!("snapshot at {}\n", state.index);
            state.pods[place].server.files.insert((*path).to_owned(), text);
            Answer::default()
        }
        ["raft", "snapshot", "restore", path] => match pod.server.files.get(*path) {
            Some(text) => {
                state.event(format!("restored {}", text.trim()));
                Answer::default()
            }
            None => terminated(1, "Error opening the snapshot"),
        },
        ["raft", "autopilot", "state"] => {
            Answer::says("Healthy:                         true\nFailure Tolerance:               1\n")
        }
        ["raft", "autopilot", "state", "-format=json"] => {
            Answer::says("{\"Healthy\": true, \"FailureTolerance\": 1}\n")
        }
        ["raft", "autopilot", "set-config", flag] => {
            state.event(format!("autopilot {flag}"));
            Answer::default()
        }
        _ => Answer::fails(1, format!("error: unknown command in a pod: {words:?}")),
    }
}

fn peers_as_json(state: &State) -> String {
    let peer = |member: &crate::stand_in::state::Member| {
        json!({
            "node_id": member.id, "address": member.address, "protocol_version": "3",
            "leader": active(state).is_some_and(|pod| pod.name == member.pod),
            "voter": member.age > state.settings.vote,
        })
    };
    let servers: Vec<Value> = state.members.iter().map(peer).collect();
    format!("{:#}\n", json!({ "data": { "config": { "index": 0, "servers": servers } } }))
}

fn list_peers(state: &State) -> String {
    let row = |member: &crate::stand_in::state::Member| {
        let is_leader = active(state).is_some_and(|pod| pod.name == member.pod);
        let role = if is_leader { "leader  " } else { "follower" };
        format!("{}    {}    {role}    {}\n", member.id, member.address, member.age > state.settings.vote)
    };
    let rows: String = state.members.iter().map(row).collect();
    format!("Node    Address    State       Voter\n----    -------    -----       -----\n{rows}")
}
