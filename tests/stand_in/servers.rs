//! The servers of Vault: which of them answer, which one is active, and who is a member of raft.

use crate::stand_in::controller::replicas;
use crate::stand_in::pods::is_ready;
use crate::stand_in::state::{Data, Member, Pod, State};

/// Whether a pod's server answers.
pub(crate) fn is_listening(state: &State, pod: &Pod) -> bool {
    pod.waiting.is_empty() && pod.age >= state.settings.start + state.settings.listen
}

/// Where the data of a server is.
pub(crate) fn place_of(pod: &Pod) -> String {
    match pod.server.storage.as_str() {
        "consul" => "consul".to_owned(),
        storage => format!("{}/{storage}", pod.name),
    }
}

/// Whether a server has data that was initialized.
pub(crate) fn is_initialized(state: &State, pod: &Pod) -> bool {
    pod.server.is_dev || state.data.contains_key(&place_of(pod))
}

/// Whether the seal of a server is not the one that protects its data.
pub(crate) fn migrates(state: &State, pod: &Pod) -> bool {
    state.data.get(&place_of(pod)).is_some_and(|data| data.seal != pod.server.seal)
}

/// The member of raft that a pod is.
pub(crate) fn member_of<'s>(state: &'s State, pod: &Pod) -> Option<&'s Member> {
    let id = &state.data.get(&place_of(pod))?.id;
    state.members.iter().find(|member| member.id == *id)
}

/// The pod that is active.
pub(crate) fn active(state: &State) -> Option<&Pod> {
    state.pods.iter().find(|pod| Some(&pod.uid) == state.leader.as_ref())
}

/// Whether a server could be active.
fn can_lead(state: &State, pod: &Pod) -> bool {
    let works = is_listening(state, pod) && pod.server.unsealed && pod.going.is_none();
    works
        && (pod.server.storage != "raft"
            || member_of(state, pod).is_some_and(|member| member.age > state.settings.vote))
}

/// Whether the members that work are a majority.
fn has_quorum(state: &State) -> bool {
    let voters = state.members.iter().filter(|member| member.age > state.settings.vote).count();
    let working = state.pods.iter().filter(|pod| pod.server.storage == "raft" && can_lead(state, pod)).count();
    state.pods.iter().all(|pod| pod.server.storage != "raft") || working * 2 > voters
}

impl State {
    /// What servers do by themselves: unseal, join, elect.
    pub(crate) fn serve(&mut self) {
        for index in 0..self.pods.len() {
            let pod = &self.pods[index];
            if !is_listening(self, pod) || pod.server.unsealed {
                continue;
            }
            if pod.server.joins && !is_initialized(self, pod) && active(self).is_some() {
                join(self, index);
            }
            let pod = &self.pods[index];
            let opens = pod.server.is_dev || (pod.server.seal != "shamir" && !migrates(self, pod));
            if opens && is_initialized(self, pod) {
                open(self, index);
            }
        }
        self.elect();
    }

    fn elect(&mut self) {
        let keeps = active(self).is_some_and(|pod| can_lead(self, pod)) && has_quorum(self);
        if keeps {
            self.vacant = 0;
            self.index += 1;
            return;
        }
        if let Some(name) = active(self).map(|pod| pod.name.clone()) {
            self.event(format!("{name} is not active any more"));
            self.last_leader = name;
            self.leader = None;
            self.vacant = 0;
        }
        self.vacant += 1;
        if self.vacant <= self.settings.election || !has_quorum(self) {
            return;
        }
        let candidates: Vec<&Pod> = self.pods.iter().filter(|pod| can_lead(self, pod)).collect();
        let other = candidates.iter().find(|pod| pod.name != self.last_leader).or(candidates.first());
        if let Some((name, uid)) = other.map(|pod| (pod.name.clone(), pod.uid.clone())) {
            self.event(format!("{name} is active"));
            self.leader = Some(uid);
        }
    }
}

/// A server becomes a member of raft; it has no vote yet.
pub(crate) fn join(state: &mut State, index: usize) {
    let pod = state.pods[index].clone();
    let id = if pod.server.id_is_pod { pod.name.clone() } else { state.new_id() };
    let seal = pod.server.seal.clone();
    state.data.insert(place_of(&pod), Data { id: id.clone(), seal });
    let is_first = state.members.is_empty();
    let age = if is_first { state.settings.vote + 1 } else { 0 };
    let address = format!("{}.{}:8201", pod.name, pod.server.service);
    state.members.push(Member { id, pod: pod.name.clone(), address, age });
    state.event(format!("{} joined", pod.name));
}

/// The data of a server is there for the first time.
pub(crate) fn initialize(state: &mut State, index: usize) {
    let pod = state.pods[index].clone();
    if pod.server.storage == "raft" {
        return join(state, index);
    }
    state.data.insert(place_of(&pod), Data { id: String::new(), seal: pod.server.seal });
}

/// A server is unsealed.
pub(crate) fn open(state: &mut State, index: usize) {
    let pod = &mut state.pods[index];
    pod.server.unsealed = true;
    pod.server.shares.clear();
    let (name, seal, place) = (pod.name.clone(), pod.server.seal.clone(), place_of(pod));
    if let Some(data) = state.data.get_mut(&place) {
        data.seal = seal;
    }
    state.event(format!("{name} is unsealed"));
}

/// Somebody unseals a server.
pub(crate) fn unseal(state: &mut State, name: &str) {
    if let Some(index) = state.pods.iter().position(|pod| pod.name == name) {
        open(state, index);
    }
}

/// The active server gives up leadership.
pub(crate) fn step_down(state: &mut State) {
    if let Some(name) = active(state).map(|pod| pod.name.clone()) {
        state.last_leader = name;
        state.leader = None;
        state.vacant = 0;
    }
}

/// A certain server becomes active.
pub(crate) fn lead(state: &mut State, name: &str) {
    state.leader = state.pods.iter().find(|pod| pod.name == name).map(|pod| pod.uid.clone());
}

/// Initializes and unseals whatever is not: for the beginning.
pub(crate) fn make_well(state: &mut State) {
    for index in 0..state.pods.len() {
        let pod = state.pods[index].clone();
        if !is_listening(state, &pod) || pod.server.unsealed {
            continue;
        }
        if !is_initialized(state, &pod)
            && (state.data.is_empty() || !pod.server.has_high_availability || active(state).is_some())
        {
            initialize(state, index);
        }
        if is_initialized(state, &state.pods[index]) {
            open(state, index);
        }
    }
}

/// What is wrong with the servers, but for one of them.
pub(crate) fn problems(state: &State, but_for: Option<&str>) -> Vec<String> {
    let mut found = Vec::new();
    for set in state.objects.iter().filter(|object| object.manifest["kind"] == "StatefulSet") {
        let name = set.manifest["metadata"]["name"].as_str().unwrap_or_default();
        for name in (0..replicas(set)).map(|number| format!("{name}-{number}")) {
            if Some(name.as_str()) == but_for {
                continue;
            }
            match state.pods.iter().find(|pod| pod.name == name) {
                None => found.push(format!("{name} is missing")),
                Some(pod) if pod.going.is_some() => found.push(format!("{name} is stopping")),
                Some(pod) if !is_listening(state, pod) => found.push(format!("{name} does not run")),
                Some(pod) if !pod.server.unsealed => found.push(format!("{name} is sealed")),
                Some(pod) if !is_ready(state, pod) => found.push(format!("{name} is not ready")),
                Some(_) => {}
            }
        }
    }
    if active(state).is_none() {
        found.push("nobody is active".to_owned());
    }
    found
}
