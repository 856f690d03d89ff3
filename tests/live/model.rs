//! The model cluster of the stand-in as the loop sees it, without `kubectl` between: fast enough for thousands of runs.

use std::time::Duration;

use k8s_openapi::jiff::Timestamp;
use vaultchart::live::{
    Blind, Cluster, Consent, Observed, Peer, Person, Pod, Progress, Scope, Server, Set, Share, Status, Target, Trouble,
};

use crate::stand_in::controller::{number_of, replicas};
use crate::stand_in::pods::{self, is_ready};
use crate::stand_in::servers::{self, active, is_initialized, is_listening};
use crate::stand_in::state::{self, Happening, State, Stored};

/// Numbers that look random and are the same in every run.
pub(super) struct Dice(u64);

impl Dice {
    pub(super) fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    /// A number below another one.
    pub(super) fn below(&mut self, end: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 16) % end
    }

    /// Whether one of so many cases is this one.
    pub(super) fn one_in(&mut self, cases: u64) -> bool {
        self.below(cases) == 0
    }
}

/// A cluster, and what goes wrong in it.
pub(super) struct Model {
    pub(super) state: State,
    pub(super) dice: Dice,
    /// One of how many things goes wrong; none if it is 0.
    pub(super) trouble: u64,
    pub(super) has_token: bool,
    /// The pods that were deleted, by their uids.
    pub(super) deleted: Vec<String>,
    /// The members that were taken out of raft, by their ids.
    pub(super) removed: Vec<String>,
}

impl Model {
    fn goes_wrong(&mut self) -> bool {
        self.trouble > 0 && self.dice.one_in(self.trouble)
    }

    /// Something happens to some pod that nobody here has done.
    fn disturb(&mut self) {
        if self.state.pods.is_empty() || !self.goes_wrong() {
            return;
        }
        let pod = self.dice.below(self.state.pods.len() as u64) as usize;
        let pod = self.state.pods[pod].name.clone();
        let what = match self.dice.below(6) {
            0 => "step down".to_owned(),
            1 => format!("lead {pod}"),
            2 => format!("replace {pod}"),
            3 => format!("loop {pod}"),
            4 => format!("unseal {pod}"),
            _ => format!("crash {pod}"),
        };
        // A server alone has nobody to lead, and a pod leads only if it can.
        let is_of_leading = what.starts_with("lead") || what.starts_with("step");
        if is_of_leading && self.state.pods.len() == 1 {
            return;
        }
        if what.starts_with("lead") && servers::problems(&self.state, None).iter().any(|it| it.starts_with(&pod)) {
            return;
        }
        let happening = Happening { what, has_begun: true, ..Happening::default() };
        self.state.happenings.push(happening);
    }

    /// Somebody mends what does not start by itself.
    pub(super) fn mend(&mut self) {
        self.state.pods.iter_mut().for_each(|pod| pod.waiting.clear());
    }

    fn blind() -> Blind {
        Blind::Failed { command: "kubectl".to_owned(), says: "the server is gone".to_owned() }
    }

    fn set(&self) -> &Stored {
        self.state.objects.iter().find(|object| object.manifest["kind"] == "StatefulSet").expect("a set")
    }

    /// Lets something be done that may fail before it was done, or behind it.
    fn once(&mut self, work: impl FnOnce(&mut Self) -> Result<(), String>) -> Result<(), String> {
        if self.goes_wrong() {
            return Err("it was not done".to_owned());
        }
        let result = work(self);
        if self.goes_wrong() { Err("the answer was lost".to_owned()) } else { result }
    }
}

impl Cluster for Model {
    fn look(&mut self, scope: Scope) -> Result<Observed, Blind> {
        self.disturb();
        self.state.moment();
        if self.goes_wrong() && self.dice.one_in(4) {
            return Err(Self::blind());
        }
        let set = self.set();
        let pods = (0..self.state.pods.len()).map(|index| pod_of(&self.state, index, set)).collect();
        let mut seen = Observed { set: set_of(set), pods, ..Observed::default() };
        for pod in &mut seen.pods {
            if self.goes_wrong() {
                pod.server = Server::Silent("the call failed".to_owned());
            }
        }
        seen.pods.sort_by_key(|pod| pod.ordinal);
        if scope.is_thorough && self.has_token && active(&self.state).is_some() && seen.uses_raft() {
            seen.peers = Some(self.state.members.iter().map(|member| peer_of(&self.state, member)).collect());
        }
        Ok(seen)
    }

    fn delete(&mut self, target: &Target) -> Result<(), String> {
        self.once(|model| {
            let answer = pods::delete(&mut model.state, &target.pod, Some(&target.uid));
            if answer.code != 0 {
                return Err(answer.stderr);
            }
            model.deleted.push(target.uid.clone());
            Ok(())
        })
    }

    fn join(&mut self, _: &str, _: &str) -> Result<(), String> {
        Err("all join by themselves".to_owned())
    }

    fn step_down(&mut self, _: &str) -> Result<(), String> {
        self.once(|model| {
            servers::step_down(&mut model.state);
            Ok(())
        })
    }

    fn has_token(&self) -> bool {
        self.has_token
    }

    fn remove_peer(&mut self, id: &str) -> Result<(), String> {
        self.once(|model| {
            judge_removal(&mut model.state, id);
            model.state.members.retain(|member| member.id != *id);
            model.removed.push(id.to_owned());
            Ok(())
        })
    }

    fn unseal(&mut self, pod: &str, _: bool) -> Share {
        self.state.moment();
        if self.goes_wrong() {
            return if self.dice.one_in(2) { Share::Wrong } else { Share::None };
        }
        servers::unseal(&mut self.state, pod);
        Share::Taken
    }

    fn initialize(&mut self, _: &str) -> bool {
        false
    }

    fn log(&mut self, _: &str) -> String {
        String::new()
    }
}

fn peer_of(state: &State, member: &state::Member) -> Peer {
    Peer { id: member.id.clone(), address: member.address.clone(), voter: member.age > state.settings.vote }
}

/// What is wrong about taking a member out of raft: it stays, or one that stays is not there to vote.
fn judge_removal(state: &mut State, id: &str) {
    let stays = state.stays;
    let name = state.members.iter().find(|member| member.id == id).map(|member| member.pod.clone());
    let number = |pod: &str| pod.rsplit_once('-').and_then(|(_, number)| number.parse::<u64>().ok());
    let mut wrong: Vec<String> = servers::problems(state, None);
    wrong.retain(|problem| number(problem.split(' ').next().unwrap_or_default()).is_none_or(|number| number < stays));
    if name.as_deref().and_then(number).is_none_or(|number| number < stays) {
        wrong.push("it stays".to_owned());
    }
    if active(state).map(|pod| pod.name.as_str()) == name.as_deref() {
        wrong.push("it is active".to_owned());
    }
    wrong.into_iter().for_each(|wrong| state.violation(format!("took {name:?} out of raft: {wrong}")));
}

fn set_of(set: &Stored) -> Set {
    let text = |pointer: &str| set.manifest.pointer(pointer).and_then(|text| text.as_str()).unwrap_or_default();
    Set {
        name: text("/metadata/name").to_owned(),
        namespace: set.namespace.clone(),
        uid: set.uid.clone(),
        generation: set.generation as i64,
        observed: set.observed as i64,
        update_revision: set.update_revision.clone(),
        replicas: replicas(set),
        rolls_from: (text("/spec/updateStrategy/type") != "OnDelete").then_some(0),
        image: text("/spec/template/spec/containers/0/image").to_owned(),
    }
}

fn pod_of(state: &State, index: usize, set: &Stored) -> Pod {
    let pod = &state.pods[index];
    let is_started = pod.age >= state.settings.start;
    Pod {
        name: pod.name.clone(),
        ordinal: number_of(&pod.name, set).expect("a number"),
        uid: pod.uid.clone(),
        revision: pod.revision.clone(),
        born: Timestamp::from_second(pod.born as i64).ok(),
        is_going: pod.going.is_some(),
        phase: if is_started { "Running" } else { "Pending" }.to_owned(),
        is_ready: is_ready(state, pod),
        trouble: (!pod.waiting.is_empty()).then(|| Trouble {
            reason: pod.waiting.clone(),
            message: String::new(),
            needs_somebody: true,
        }),
        image: format!("hashicorp/vault:{}", pod.server.version),
        server: server_of(state, pod),
        ..Pod::default()
    }
}

fn server_of(state: &State, pod: &state::Pod) -> Server {
    if !is_listening(state, pod) {
        return Server::Silent("connection refused".to_owned());
    }
    let leader = active(state);
    let is_self = pod.server.unsealed && pod.server.has_high_availability && leader.is_some_and(|it| it.uid == pod.uid);
    Server::Answers(Box::new(Status {
        seal: pod.server.seal.clone(),
        initialized: is_initialized(state, pod),
        sealed: !pod.server.unsealed,
        storage_type: pod.server.storage.clone(),
        ha_enabled: pod.server.has_high_availability,
        is_self,
        leader_address: leader.filter(|_| pod.server.unsealed).map(|it| it.uid.clone()).unwrap_or_default(),
        raft_applied_index: pod.server.unsealed.then_some(state.index),
        ..Status::default()
    }))
}

/// Somebody who agrees to everything, and waits without a clock.
#[derive(Default)]
pub(super) struct Patient {
    pub(super) waited: Duration,
    /// Whether a pause is one.
    pub(super) pauses: bool,
    pub(super) told: Vec<String>,
}

impl Person for Patient {
    fn pause(&mut self, time: Duration) {
        self.waited += time;
        if self.pauses {
            std::thread::sleep(time);
        }
    }

    fn now(&self) -> Duration {
        self.waited
    }

    fn has_terminal(&self) -> bool {
        true
    }

    fn agrees(&mut self, _: &str) -> Consent {
        Consent::Given
    }

    fn tell(&mut self, progress: &Progress) {
        if let Progress::Does(turn) = progress {
            self.told.push(format!("{}: {}", turn.action, turn.why));
        }
    }
}
