//! One look at everything through `kubectl`: the stateful set, its pods, and what each server says of itself.

use std::time::Duration;

use k8s_openapi::jiff::Timestamp;
use serde_json::Value;

use super::blind::Blind;
use super::cluster::Scope;
use super::kubectl::Kubectl;
use super::observed::{Observed, Pod, Set, Workload};
use super::read::{self, last_line};
use super::shell::Answer;
use crate::command::Command;
use crate::manifest::Object;
use crate::rollout::Running;

/// How often a command that only reads is tried, and how long it is waited for before the second time.
const TRIES: u32 = 5;
/// How the API server says no.
const FORBIDDEN: &str = "(Forbidden)";
const FIRST_PAUSE: Duration = Duration::from_millis(250);

impl Kubectl<'_> {
    /// Runs a command that only reads, again where it fails, each time after a longer pause.
    ///
    /// # Errors
    /// A command that fails each time, or that the API server refuses.
    pub fn read(&mut self, command: &Command) -> Result<Answer, Blind> {
        let mut pause = FIRST_PAUSE;
        let mut answer = self.shell.run(command);
        for _ in 1..TRIES {
            if answer.is_good() || answer.is_refusal() {
                break;
            }
            self.shell.pause(pause);
            pause *= 2;
            answer = self.shell.run(command);
        }
        if answer.is_good() {
            return Ok(answer);
        }
        let says = last_line(&answer.stderr).unwrap_or_else(|| format!("it ended with {}", answer.code));
        Err(Blind::Failed { command: command.to_string(), says })
    }

    /// Looks at everything, and keeps in mind how the servers are spoken to.
    pub(super) fn see(&mut self, scope: Scope) -> Result<Observed, Blind> {
        let text = self.read(&self.place.get_sets())?.stdout;
        let set = self.only_set(read::sets(&text)?)?;
        let object = object_of(&text, &set.name).ok_or_else(|| self.no_servers())?;
        self.running = Running::of(object.clone(), Vec::new()).ok_or_else(|| self.no_servers())?;
        let text = self.read(&self.place.get_pods(&self.running.selector))?.stdout;
        let mut seen = Observed { pods: read::pods(&text, &set)?, set, ..Observed::default() };
        self.ask_servers(&mut seen);
        self.active = seen.active().map(|pod| pod.name.clone()).unwrap_or_default();
        let is_empty = |pod: &Pod| pod.status().is_some_and(|status| !status.initialized);
        seen.follows_configuration = scope.follows_configuration;
        if scope.follows_configuration || scope.is_thorough || seen.pods.iter().any(is_empty) {
            let maps = self.config_maps()?;
            seen.changed = self.newest(&maps);
            seen.join = Running::of(object, maps).and_then(|running| running.join);
        }
        if seen.pods.len() as u64 != seen.set.replicas || seen.pods.iter().any(|pod| pod.phase != "Running") {
            // Whoever may not read events gets on without.
            let answer = self.read(&self.place.get_warnings()).ok();
            seen.warnings = answer.and_then(|answer| read::warnings(&answer.stdout).ok()).unwrap_or_default();
        }
        if scope.is_thorough {
            self.ask_further(&mut seen)?;
        }
        Ok(seen)
    }

    /// Asks each server for itself; one that does not answer is looked at again soon enough.
    fn ask_servers(&mut self, seen: &mut Observed) {
        for pod in seen.pods.iter_mut().filter(|pod| pod.phase == "Running" && !pod.is_going) {
            let answer = self.shell.run(&self.place.vault(&pod.name, &self.running, "status -format=json"));
            pod.server = read::server(answer.code, &answer.stdout, &answer.stderr);
        }
    }

    /// The config maps that the servers read, as far as they may be read.
    fn config_maps(&mut self) -> Result<Vec<Object>, Blind> {
        let mut maps = Vec::new();
        for name in self.running.config_maps.clone() {
            let answer = match self.read(&self.place.get_config_map(&name)) {
                Err(Blind::Failed { says, .. }) if says.contains(FORBIDDEN) => continue,
                answer => answer?,
            };
            maps.extend(serde_json::from_str(&answer.stdout).ok().and_then(|tree| Object::new("", "", tree).ok()));
        }
        Ok(maps)
    }

    /// When those of the release were last written by somebody who writes more than labels.
    fn newest(&self, maps: &[Object]) -> Option<Timestamp> {
        let is_own = |map: &&Object| map.label("app.kubernetes.io/instance") == Some(self.place.release.as_str());
        let writers = |map: &'_ Object| map.tree.get("metadata")?.get("managedFields")?.as_array().cloned();
        let has_data = |writer: &Value| {
            let fields = writer.get("fieldsV1");
            fields.is_none_or(|fields| ["f:data", "f:binaryData"].iter().any(|key| fields.get(key).is_some()))
        };
        let writers = maps.iter().filter(is_own).filter_map(writers).flatten().filter(has_data);
        writers.filter_map(|writer| writer.get("time")?.as_str()?.parse().ok()).max()
    }

    /// Asks for all that could speak against a deletion. Budgets count for whoever may read them; raft and autopilot are
    /// asked by whoever has a token.
    fn ask_further(&mut self, seen: &mut Observed) -> Result<(), Blind> {
        match self.read(&self.place.get_budgets()) {
            Err(Blind::Failed { says, .. }) if says.contains(FORBIDDEN) => {}
            answer => seen.budgets = read::budgets(&answer?.stdout, &self.running.selector)?,
        }
        let active = seen.active().map(|pod| pod.name.clone()).filter(|_| seen.uses_raft());
        let (Some(token), Some(active)) = (self.token.clone(), active) else { return Ok(()) };
        let listed = self.place.vault_with(&token, &active, &self.running, "operator raft list-peers -format=json");
        seen.peers = Some(read::peers(&self.read(&listed)?.stdout)?);
        // It may end with another status where the servers are not healthy, and still says so.
        let state = self.place.vault_with(&token, &active, &self.running, "operator raft autopilot state -format=json");
        seen.is_healthy = read::is_healthy(&self.shell.run(&state).stdout);
        Ok(())
    }

    /// Looks at what says more to a person than to the loop: revisions and claims, as far as they may be read.
    pub fn look_around(&mut self, seen: &mut Observed) {
        let answer = self.read(&self.place.get_revisions()).ok();
        seen.revisions = answer.and_then(|it| read::revisions(&it.stdout, &seen.set).ok()).unwrap_or_default();
        let answer = self.read(&self.place.get_claims()).ok();
        seen.claims = answer.and_then(|it| read::claims(&it.stdout).ok()).unwrap_or_default();
    }

    /// What else of the release runs; nothing of what may not be read.
    pub fn others(&mut self) -> Vec<Workload> {
        let mut found = Vec::new();
        let kinds = [("get deployments", read::deployments as fn(&str) -> _), ("get daemonsets", read::daemon_sets)];
        for (words, read) in kinds {
            let command = self.place.within(words).own("-l").word(self.place.selector()).own("-o json");
            let answer = self.read(&command).ok();
            found.extend(answer.and_then(|answer| read(&answer.stdout).ok()).into_iter().flatten());
        }
        found
    }

    fn no_servers(&self) -> Blind {
        Blind::NoServers { selector: self.place.selector(), namespace: self.place.namespace.clone() }
    }

    fn only_set(&self, mut sets: Vec<Set>) -> Result<Set, Blind> {
        match sets.len() {
            0 => Err(self.no_servers()),
            1 => Ok(sets.remove(0)),
            _ => {
                let names = sets.into_iter().map(|set| set.name).collect();
                Err(Blind::ManySets { selector: self.place.selector(), names })
            }
        }
    }
}

fn object_of(list: &str, name: &str) -> Option<Object> {
    let list: Value = serde_json::from_str(list).ok()?;
    let mut item = list["items"].as_array()?.iter().find(|item| item["metadata"]["name"] == name)?.clone();
    item["apiVersion"] = "apps/v1".into();
    item["kind"] = "StatefulSet".into();
    Object::new("", "", item).ok()
}
