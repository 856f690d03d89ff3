//! Single states, as `kubectl` prints them, and the one thing that is done next.

use serde_json::{Value, json};
use vaultchart::live::{Observed, Peer, Policy, decide, read};

/// A state that is well: three servers of the old revision, of which the first is active.
pub(super) fn well() -> Value {
    let pod = |number: u64| {
        json!({
            "metadata": {
                "name": format!("vault-{number}"), "uid": format!("uid-{number}"),
                "labels": { "controller-revision-hash": "vault-old" },
                "ownerReferences": [{ "apiVersion": "apps/v1", "kind": "StatefulSet", "name": "vault", "uid": "set", "controller": true }],
            },
            "spec": { "containers": [{ "name": "vault", "image": "hashicorp/vault:2.0.3" }] },
            "status": {
                "phase": "Running", "conditions": [{ "type": "Ready", "status": "True" }],
                "containerStatuses": [{ "name": "vault", "ready": true, "image": "", "imageID": "", "restartCount": 0 }],
            },
        })
    };
    let status = |number: u64| {
        json!({
            "type": "shamir", "initialized": true, "sealed": false, "ha_enabled": true, "storage_type": "raft",
            "is_self": number == 0, "leader_address": "http://10.0.0.1:8200", "raft_applied_index": 228,
        })
    };
    json!({
        "set": {
            "metadata": { "name": "vault", "uid": "set", "namespace": "vault", "generation": 22 },
            "spec": {
                "replicas": 3, "updateStrategy": { "type": "OnDelete" }, "selector": {},
                "template": { "spec": { "containers": [{ "name": "vault", "image": "hashicorp/vault:2.1.2" }] } },
            },
            "status": { "observedGeneration": 22, "updateRevision": "vault-new", "replicas": 3 },
        },
        "pods": (0..3).map(pod).collect::<Vec<_>>(),
        "servers": (0..3).map(|number| json!({ "code": 0, "says": status(number) })).collect::<Vec<_>>(),
    })
}

/// Reads a state; a server that says nothing is silent.
fn observed(state: &Value) -> Observed {
    let set = read::sets(&json!({ "items": [state["set"]] }).to_string()).expect("a set").remove(0);
    let mut pods = read::pods(&json!({ "items": state["pods"] }).to_string(), &set).expect("pods");
    for pod in &mut pods {
        let server = &state["servers"][pod.ordinal as usize];
        let says = if server["says"].is_null() { String::new() } else { server["says"].to_string() };
        pod.server = read::server(server["code"].as_i64().unwrap_or(1) as i32, &says, "connection refused\n");
    }
    Observed { set, pods, ..Observed::default() }
}

/// What is done next where a state that is well was changed by these pairs of pointers and values.
fn next(changes: &[(&str, Value)]) -> String {
    next_by(&Policy::default(), changes)
}

fn next_by(policy: &Policy, changes: &[(&str, Value)]) -> String {
    let mut state = well();
    for (pointer, value) in changes {
        let (parent, key) = pointer.rsplit_once('/').expect("a pointer");
        let parent = state.pointer_mut(parent).unwrap_or_else(|| panic!("{pointer} is nowhere"));
        match parent {
            Value::Array(list) => list[key.parse::<usize>().expect("a number")] = value.clone(),
            parent => parent[key] = value.clone(),
        }
    }
    let turn = decide(&observed(&state), policy);
    format!("{}: {}", turn.action, turn.why)
}

const NEW: &str = "vault-new";
const REVISION: &str = "/metadata/labels/controller-revision-hash";

fn of_new(pods: &[usize]) -> Vec<(String, Value)> {
    pods.iter().map(|pod| (format!("/pods/{pod}{REVISION}"), json!(NEW))).collect()
}

fn next_with_new(pods: &[usize], changes: &[(&str, Value)]) -> String {
    let new = of_new(pods);
    let new = new.iter().map(|(pointer, value)| (pointer.as_str(), value.clone()));
    next(&new.chain(changes.iter().cloned()).collect::<Vec<_>>())
}

#[test]
fn standbys_go_from_the_highest_number_down_and_the_active_one_last() {
    let old = "of the old revision vault-old";
    assert_eq!(next(&[]), format!("delete pod vault-2 (uid uid-2): vault-2 is a standby {old}"));
    assert_eq!(next_with_new(&[2], &[]), format!("delete pod vault-1 (uid uid-1): vault-1 is a standby {old}"));
    assert_eq!(
        next_with_new(&[1, 2], &[]),
        format!("delete pod vault-0 (uid uid-0): vault-0 is the active server, the last one {old}")
    );
    assert_eq!(next_with_new(&[0, 1, 2], &[]), "done: all 3 servers are of revision vault-new; vault-0 is active");
    let elsewhere = [("/servers/0/says/is_self", json!(false)), ("/servers/2/says/is_self", json!(true))];
    assert_eq!(next(&elsewhere), format!("delete pod vault-1 (uid uid-1): vault-1 is a standby {old}"));
}

#[test]
fn nothing_is_deleted_while_anything_is_uncertain() {
    let waiting = |reason: &str| json!([{ "name": "vault", "ready": false, "image": "", "imageID": "", "restartCount": 3, "state": { "waiting": { "reason": reason } } }]);
    let table = [
        (
            vec![("/set/metadata/generation", json!(23))],
            "wait: the controller has not seen the last change of StatefulSet vault yet",
        ),
        (vec![("/pods/1/metadata/deletionTimestamp", json!("2026-11-29T10:31:06Z"))], "wait: vault-1 is stopping"),
        (vec![("/pods/1/metadata/name", json!("vault-7"))], "wait: vault-1 is not there yet"),
        (vec![("/pods/1/metadata/name", json!("vault-01"))], "wait: vault-1 is not there yet"),
        (vec![("/pods/1/metadata/ownerReferences/0/uid", json!("of-another"))], "wait: vault-1 is not there yet"),
        (
            vec![("/pods/1/status", json!({ "phase": "Pending" }))],
            "wait: vault-1 does not run yet: its phase is Pending",
        ),
        (vec![("/servers/1/code", json!(1))], "wait: vault-1 does not answer: connection refused"),
        (vec![("/servers/1/code", json!(2))], "wait: vault-1 does not answer: connection refused"),
        (vec![("/servers/1/says", Value::Null)], "wait: vault-1 does not answer: connection refused"),
        (vec![("/servers/0/says/is_self", json!(false))], "wait: no server is active"),
        (vec![("/servers/1/says/is_self", json!(true))], "wait: 2 servers say that they are active"),
        (
            vec![("/servers/2/says/leader_address", json!("http://10.0.0.3:8200"))],
            "wait: vault-2 does not know yet that vault-0 is active",
        ),
        (vec![("/pods/0/status/conditions", json!([]))], "wait: vault-0 is not ready"),
        (
            vec![("/servers/2/says/raft_applied_index", json!(1))],
            "delete pod vault-2 (uid uid-2): vault-2 is a standby of the old revision vault-old",
        ),
        (
            vec![("/servers/0/says/raft_applied_index", json!(4000))],
            "wait: vault-1 has not caught up with the data of the active server",
        ),
        (vec![("/set/spec/replicas", json!(2))], "wait: vault-2 is one too many, and not gone yet"),
        (
            vec![("/pods/1/status/containerStatuses", waiting("ContainerCreating"))],
            "wait: vault-1 does not run yet: ContainerCreating",
        ),
        (
            vec![("/pods/1/status/containerStatuses", waiting("CrashLoopBackOff"))],
            "stop: vault-1 does not run: CrashLoopBackOff, and is of an old revision",
        ),
        (
            vec![("/pods/1/status/containerStatuses", waiting("ImagePullBackOff"))],
            "stop: vault-1 does not run: ImagePullBackOff, and is of an old revision",
        ),
        (
            vec![(
                "/pods/1/status",
                json!({ "phase": "Pending", "conditions": [{ "type": "PodScheduled", "status": "False", "reason": "Unschedulable", "message": "0/3 nodes are available" }] }),
            )],
            "stop: vault-1 does not run: Unschedulable: 0/3 nodes are available, and is of an old revision",
        ),
    ];
    for (changes, expected) in table {
        assert_eq!(next(&changes), expected, "{changes:?}");
    }
}

#[test]
fn what_is_sealed_is_unsealed_before_all_else() {
    let sealed = |pod: usize| {
        let of = |rest: &str| format!("/servers/{pod}/{rest}");
        [(of("code"), json!(2)), (of("says/sealed"), json!(true)), (of("says/is_self"), json!(false))]
    };
    let changes = |more: Vec<(String, Value)>| {
        let all: Vec<(String, Value)> = sealed(2).into_iter().chain(more).collect();
        next(&all.iter().map(|(pointer, value)| (pointer.as_str(), value.clone())).collect::<Vec<_>>())
    };
    assert_eq!(changes(vec![]), "ask for key shares of vault-2: vault-2 is sealed");
    let going = vec![("/pods/1/metadata/deletionTimestamp".to_owned(), json!("2026-11-29T10:31:06Z"))];
    assert_eq!(changes(going), "ask for key shares of vault-2: vault-2 is sealed");
    let by_itself = vec![("/servers/2/says/type".to_owned(), json!("awskms"))];
    assert_eq!(changes(by_itself.clone()), "wait: vault-2 has not unsealed itself yet");
    let migrates = [by_itself, vec![("/servers/2/says/migration".to_owned(), json!(true))]].concat();
    assert_eq!(changes(migrates), "ask for the earlier key shares of vault-2: vault-2 is sealed");
    let empty = vec![("/servers/2/says/initialized".to_owned(), json!(false))];
    assert_eq!(changes(empty), "wait: vault-2 has not joined the others yet");
}

#[test]
fn servers_without_data_are_initialized_only_where_that_was_asked_for() {
    let empty: Vec<(String, Value)> = (0..3)
        .flat_map(|pod| {
            let of = |rest: &str| format!("/servers/{pod}/{rest}");
            [(of("code"), json!(2)), (of("says/sealed"), json!(true)), (of("says/initialized"), json!(false))]
        })
        .collect();
    let empty: Vec<(&str, Value)> = empty.iter().map(|(pointer, value)| (pointer.as_str(), value.clone())).collect();
    assert_eq!(next(&empty), "refuse: vault-0 is not initialized, and no other server is");
    let policy = Policy { initializes: true, ..Policy::default() };
    assert_eq!(next_by(&policy, &empty), "initialize Vault on vault-0: no server was ever initialized");
}

#[test]
fn the_strategy_and_the_direction_decide() {
    let rolling = ("/set/spec/updateStrategy", json!({ "type": "RollingUpdate" }));
    assert_eq!(next(std::slice::from_ref(&rolling)), "wait: Kubernetes has not replaced vault-2 yet");
    assert_eq!(next_with_new(&[1, 2], &[rolling]), "wait: Kubernetes has not replaced vault-0 yet");
    let part = ("/set/spec/updateStrategy", json!({ "type": "RollingUpdate", "rollingUpdate": { "partition": 2 } }));
    assert_eq!(
        next_with_new(&[2], &[part]),
        "done: 2 of 3 servers stay old: that is left to the update strategy of the StatefulSet"
    );
    let older = ("/set/spec/template/spec/containers/0/image", json!("hashicorp/vault:1.21.4"));
    assert!(next(&[older]).starts_with("refuse: vault-0 is active with hashicorp/vault:2.0.3"), "a downgrade");
    let policy = Policy { steps_down: true, ..Policy::default() };
    let new = of_new(&[1, 2]);
    let new: Vec<(&str, Value)> = new.iter().map(|(pointer, value)| (pointer.as_str(), value.clone())).collect();
    assert!(next_by(&policy, &new).starts_with("let vault-0 step down: "));
}

#[test]
fn what_is_no_answer_of_kubectl_is_said() {
    for text in
        ["", "null", "{\"items\": 1}", "{\"items\": [{\"kind\": \"Service\", \"apiVersion\": \"v1\"}]}", "\u{0}"]
    {
        let problem = read::sets(text).map(|_| ()).expect_err(text).to_string();
        assert!(problem.starts_with("kubectl answered with something else than a list of StatefulSets: "), "{problem}");
    }
    assert!(read::sets("{}").expect("no items").is_empty());
}

/// One rollout of three real servers, state by state: what was right to do next in each.
#[test]
fn real_states_are_followed_by_what_was_right() {
    let states: Vec<Value> = serde_json::from_str(include_str!("rollout.json")).expect("states");
    let expected = [
        "done",
        "done",
        "delete pod vault-2",
        "wait: vault-2 is stopping",
        "ask for key shares of vault-2",
        "ask for key shares of vault-2",
        "wait: vault-2 is not ready",
        "delete pod vault-1",
        "wait: vault-1 is stopping",
        "ask for key shares of vault-1",
        "wait: vault-1 is not ready",
        "delete pod vault-0",
        "delete pod vault-0",
        "wait: vault-0 is stopping",
        "wait: vault-0 does not run yet: its phase is Pending",
        "ask for key shares of vault-0",
        "wait: vault-0 is not ready",
        "done",
    ];
    assert_eq!(states.len(), expected.len());
    for (number, (state, expected)) in states.iter().zip(expected).enumerate() {
        let set = read::sets(&json!({ "items": [state["statefulset"]] }).to_string()).expect("a set").remove(0);
        let mut pods = read::pods(&json!({ "items": state["pods"] }).to_string(), &set).expect("pods");
        for pod in &mut pods {
            let says = &state["vaultStatus"][&pod.name];
            let text = |key: &str| says[key].as_str().unwrap_or_default();
            pod.server = read::server(says["exit"].as_i64().unwrap_or(1) as i32, text("stdout"), text("stderr"));
        }
        let turn = decide(&Observed { set, pods, ..Observed::default() }, &Policy::default());
        let next = format!("{}: {}", turn.action, turn.why);
        assert!(next.starts_with(expected), "state {number}: {next}");
    }
}

#[test]
fn servers_that_leave_are_taken_out_of_raft_by_their_ids() {
    let mut state = well();
    state["set"]["spec"]["replicas"] = json!(3);
    let peers = |members: &[(&str, &str)]| -> Vec<Peer> {
        let peer = |(id, address): &(&str, &str)| json!({ "node_id": id, "address": address, "voter": true });
        let servers: Vec<Value> = members.iter().map(peer).collect();
        read::peers(&json!({ "data": { "config": { "servers": servers } } }).to_string()).expect("members")
    };
    let all =
        [("a", "vault-0.vault-internal:8201"), ("b", "vault-1.vault-internal:8201"), ("vault-2", "10.0.0.3:8201")];
    let next = |state: &Value, members: &[(&str, &str)], stays: u64| {
        let seen = Observed { peers: Some(peers(members)), ..observed(state) };
        let turn = decide(&seen, &Policy { stays: Some(stays), ..Policy::default() });
        format!("{}: {}", turn.action, turn.why)
    };
    let counts = "and counts for the quorum until it is no member of raft";
    assert_eq!(next(&state, &all, 1), format!("take vault-2 out of raft (id vault-2): vault-2 leaves, {counts}"));
    assert_eq!(next(&state, &all[..2], 1), format!("take vault-1 out of raft (id b): vault-1 leaves, {counts}"));
    assert_eq!(next(&state, &all[..1], 1), "done: no server that leaves is a member of raft");
    // The active one goes last, when only one that stays can follow it.
    let mut moved = state.clone();
    moved["servers"][0]["says"]["is_self"] = json!(false);
    moved["servers"][2]["says"]["is_self"] = json!(true);
    assert_eq!(next(&moved, &all, 1), format!("take vault-1 out of raft (id b): vault-1 leaves, {counts}"));
    let without = [all[0], all[2]];
    assert_eq!(next(&moved, &without, 1), "let vault-2 step down: vault-2 is active, and leaves");
    // What leaves may be broken; what stays must be well.
    let mut broken = state.clone();
    broken["servers"][2]["code"] = json!(1);
    broken["pods"][2]["status"]["conditions"] = json!([]);
    assert_eq!(next(&broken, &all, 2), format!("take vault-2 out of raft (id vault-2): vault-2 leaves, {counts}"));
    let mut sealed = state.clone();
    sealed["servers"][1]["code"] = json!(2);
    sealed["servers"][1]["says"]["sealed"] = json!(true);
    assert_eq!(next(&sealed, &all, 2), "ask for key shares of vault-1: vault-1 is sealed");
    assert_eq!(next(&state, &all[1..], 2), "wait: vault-0 is no member of raft");
    let seen = observed(&state);
    let turn = decide(&seen, &Policy { stays: Some(1), ..Policy::default() });
    assert_eq!(turn.why, "a token is needed to take servers out of raft that leave");
}

#[test]
fn claims_and_revisions_are_read() {
    let claim = json!({
        "metadata": { "name": "data-vault-0" }, "spec": { "resources": { "requests": { "storage": "20Gi" } } },
        "status": {
            "capacity": { "storage": "10Gi" },
            "conditions": [{ "type": "FileSystemResizePending", "status": "True", "message": "waiting for the pod" }],
        },
    });
    let claims = read::claims(&json!({ "items": [claim, {}] }).to_string()).expect("claims");
    let shown =
        |claim: &vaultchart::live::Claim| format!("{} {} {} {}", claim.name, claim.asks, claim.has, claim.waits_for);
    assert_eq!(
        claims.iter().map(shown).collect::<Vec<_>>(),
        ["data-vault-0 20Gi 10Gi FileSystemResizePending: waiting for the pod", "   "]
    );
    let set = observed(&well()).set;
    let revision = |name: &str, owner: &str, number: u64| {
        let owner = json!([{ "apiVersion": "apps/v1", "kind": "StatefulSet", "name": "vault", "uid": owner }]);
        json!({ "metadata": { "name": name, "ownerReferences": owner }, "revision": number })
    };
    let list = json!({ "items": [revision("vault-old", "set", 1), revision("x", "other", 2), revision("vault-new", "set", 3)] });
    let found = read::revisions(&list.to_string(), &set).expect("revisions");
    assert_eq!(found, [("vault-old".to_owned(), 1), ("vault-new".to_owned(), 3)]);
    assert!(read::claims("[]").is_err() && read::revisions("", &set).is_err());
}
