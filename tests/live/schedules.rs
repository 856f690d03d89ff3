//! Rollouts that everything disturbs: for any schedule of faults no server is deleted while another one is down, the
//! active one goes last, none is deleted twice, and another run finishes what one has begun.

use std::time::Duration;

use serde_json::json;
use vaultchart::live::{Action, Cluster, Ending, Policy, Rollout, Scope, Wish, decide};

use super::model::{Dice, Model, Patient};
use crate::stand_in::state::{Settings, State};

/// How many schedules each of the six tests plays.
const SCHEDULES: u64 = 2000;
/// How many runs the faults have; then all goes well.
const RUNS: usize = 4;

/// What differs between the tests.
pub(super) struct Kind {
    pub(super) replicas: u64,
    pub(super) strategy: &'static str,
    pub(super) seal: &'static str,
    pub(super) steps_down: bool,
}

pub(super) fn cluster(kind: &Kind) -> State {
    let Kind { replicas, strategy, seal, .. } = kind;
    let seal = if *seal == "shamir" { String::new() } else { format!("seal \"{seal}\" {{}}\n") };
    let storage = if *replicas > 1 { "raft" } else { "file" };
    let labels = json!({ "app.kubernetes.io/instance": "vault" });
    let set = json!({
        "apiVersion": "apps/v1", "kind": "StatefulSet", "metadata": { "name": "vault", "labels": labels },
        "spec": {
            "replicas": replicas, "podManagementPolicy": "Parallel", "updateStrategy": { "type": strategy },
            "selector": { "matchLabels": labels },
            "template": {
                "metadata": { "labels": labels },
                "spec": {
                    "containers": [{ "name": "vault", "image": "hashicorp/vault:2.0.3" }],
                    "volumes": [{ "name": "config", "configMap": { "name": "vault-config" } }],
                },
            },
        },
    });
    let configuration = format!("storage \"{storage}\" {{\n  retry_join {{}}\n}}\n{seal}");
    let map = json!({
        "apiVersion": "v1", "kind": "ConfigMap", "metadata": { "name": "vault-config" },
        "data": { "extraconfig-from-values.hcl": configuration },
    });
    let quick =
        Settings { start: 1, listen: 1, ready: 1, stop: 1, observe: 1, election: 1, vote: 1, ..Settings::default() };
    State::start(&format!("{set}\n---\n{map}\n"), quick).expect("a cluster")
}

/// Asks for another image.
pub(super) fn change(state: &mut State) {
    let set = state.objects.iter_mut().find(|object| object.manifest["kind"] == "StatefulSet").expect("a set");
    set.manifest["spec"]["template"]["spec"]["containers"][0]["image"] = "hashicorp/vault:2.1.2".into();
    set.generation += 1;
}

fn play(kind: &Kind, begin: &State, seed: u64) {
    let mut dice = Dice::new(seed);
    let trouble = 8 + dice.below(60);
    let mut state = begin.clone();
    let leader = state.pods[dice.below(kind.replicas) as usize].uid.clone();
    state.leader = Some(leader);
    change(&mut state);
    let mut model = Model { state, dice, trouble, has_token: true, deleted: Vec::new(), removed: Vec::new() };
    let wish = Wish { policy: Policy { steps_down: kind.steps_down, ..Policy::default() }, ..patient() };
    let mut told = Vec::new();
    for run in 0..=RUNS {
        if run == RUNS {
            model.trouble = 0;
        }
        let mut person = Patient::default();
        let ending = Rollout::new(&mut model, &mut person, &wish).run();
        told.extend(person.told);
        told.push(format!("{ending:?}"));
        assert!(run < RUNS || matches!(ending, Ending::Done), "{seed}: {told:#?}\n{:#?}", model.state.events);
        model.mend();
    }
    let State { events, violations, .. } = &model.state;
    assert!(violations.is_empty(), "{seed}: {violations:#?}\n{told:#?}\n{events:#?}");
    let mut once = model.deleted.clone();
    once.sort();
    once.dedup();
    assert_eq!(once.len(), model.deleted.len(), "{seed}: a pod was deleted twice: {told:#?}");
    assert!(kind.strategy == "OnDelete" || once.is_empty(), "{seed}: what Kubernetes does itself: {told:#?}");
    let seen = model.look(Scope::default()).expect("a look");
    assert!(seen.old().next().is_none(), "{seed}: {told:#?}");
    assert_eq!(decide(&seen, &wish.policy).action, Action::Finish);
}

/// Servers that leave: five, of which three stay, with faults as above.
fn play_leaving(begin: &State, seed: u64) {
    let mut dice = Dice::new(seed);
    let trouble = 8 + dice.below(60);
    let mut state = begin.clone();
    state.leader = Some(state.pods[dice.below(5) as usize].uid.clone());
    state.stays = 3;
    let mut model = Model { state, dice, trouble, has_token: true, deleted: Vec::new(), removed: Vec::new() };
    let policy = Policy { stays: Some(3), ..Policy::default() };
    let wish = Wish { policy, ..patient() };
    let mut told = Vec::new();
    for run in 0..=RUNS {
        if run == RUNS {
            model.trouble = 0;
        }
        let mut person = Patient::default();
        let ending = Rollout::new(&mut model, &mut person, &wish).run();
        told.extend(person.told);
        told.push(format!("{ending:?}"));
        assert!(run < RUNS || matches!(ending, Ending::Done), "{seed}: {told:#?}\n{:#?}", model.state.events);
        model.mend();
    }
    let State { events, violations, members, .. } = &model.state;
    assert!(violations.is_empty(), "{seed}: {violations:#?}\n{told:#?}\n{events:#?}");
    assert!(model.deleted.is_empty(), "{seed}: {told:#?}");
    let mut left: Vec<&str> = members.iter().map(|member| member.pod.as_str()).collect();
    left.sort_unstable();
    assert_eq!(left, ["vault-0", "vault-1", "vault-2"], "{seed}: {told:#?}");
    assert_eq!(model.removed.len(), 2, "{seed}: {told:#?}");
}

fn patient() -> Wish {
    Wish {
        policy: Policy::default(),
        timeout: Duration::from_secs(60),
        interval: Duration::from_secs(2),
        is_dry: false,
        follows_configuration: false,
    }
}

fn play_all(kind: &Kind) {
    let begin = cluster(kind);
    (0..SCHEDULES).for_each(|seed| play(kind, &begin, seed));
}

#[test]
fn three_servers_with_key_shares() {
    play_all(&Kind { replicas: 3, strategy: "OnDelete", seal: "shamir", steps_down: false });
}

#[test]
fn five_servers_that_unseal_themselves() {
    play_all(&Kind { replicas: 5, strategy: "OnDelete", seal: "awskms", steps_down: false });
}

#[test]
fn three_servers_of_which_the_active_one_steps_down() {
    play_all(&Kind { replicas: 3, strategy: "OnDelete", seal: "awskms", steps_down: true });
}

#[test]
fn one_server_alone() {
    play_all(&Kind { replicas: 1, strategy: "OnDelete", seal: "shamir", steps_down: false });
}

#[test]
fn what_kubernetes_replaces_itself_is_followed() {
    play_all(&Kind { replicas: 3, strategy: "RollingUpdate", seal: "shamir", steps_down: false });
}

#[test]
fn five_servers_of_which_three_stay() {
    let begin = cluster(&Kind { replicas: 5, strategy: "OnDelete", seal: "awskms", steps_down: false });
    (0..SCHEDULES).for_each(|seed| play_leaving(&begin, seed));
}
