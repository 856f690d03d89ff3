//! The cluster as a whole: how it begins, and what a moment does to it.

use std::mem::take;

use crate::stand_in::objects::{self, Apply};
use crate::stand_in::servers;
use crate::stand_in::state::{Settings, State};

/// How many moments a cluster has to come up, or a `kubectl wait` waits.
pub(crate) const MANY: usize = 300;

impl State {
    /// A cluster in which manifests were applied a while ago, and run well.
    pub(crate) fn start(manifests: &str, settings: Settings) -> Result<Self, String> {
        let mut state = Self { settings, clock: 3600, ..Self::default() };
        let namespace = state.settings.namespace.clone();
        for foreign in ["ConfigMap/kube-root-ca.crt", "ServiceAccount/default", "ConfigMap/of-somebody-else"] {
            objects::add_foreign(&mut state, foreign);
        }
        if state.settings.is_empty {
            return Ok(state);
        }
        objects::apply_text(&mut state, manifests, &Apply::client_side(Some(&namespace)))?;
        let manager = state.settings.manager.clone();
        for object in state.objects.iter_mut() {
            object.written = 60;
            if !object.is_foreign {
                object.manager.clone_from(&manager);
            }
        }
        let is_initialized = !state.settings.is_uninitialized;
        for _ in 0..MANY {
            state.moment();
            if is_initialized {
                servers::make_well(&mut state);
            }
        }
        for active in [state.settings.active.clone()].into_iter().filter(|name| !name.is_empty()) {
            servers::lead(&mut state, &active);
        }
        let problems = servers::problems(&state, None);
        if is_initialized && !problems.is_empty() {
            return Err(format!("the cluster does not come up: {problems:?}"));
        }
        state.events.clear();
        state.violations.clear();
        Ok(state)
    }

    /// Moves everything on.
    pub(crate) fn moment(&mut self) {
        self.clock += 1;
        self.happen();
        self.age_pods();
        self.control();
        self.serve();
    }

    fn happen(&mut self) {
        let mut due = Vec::new();
        for next in &mut self.happenings {
            if next.has_begun && next.moments == 0 {
                next.has_begun = false;
                next.after.clear();
                due.push(next.what.clone());
            }
            next.moments = next.moments.saturating_sub(u64::from(next.has_begun));
        }
        due.iter().for_each(|what| self.let_happen(what));
    }

    fn let_happen(&mut self, what: &str) {
        let (verb, name) = what.split_once(' ').unwrap_or((what, ""));
        let (start, listen) = (self.settings.start, self.settings.listen);
        match verb {
            "step" => servers::step_down(self),
            "lead" => servers::lead(self, name),
            "unseal" => servers::unseal(self, name),
            // Somebody else deletes it.
            "replace" => {
                let stop = self.settings.stop + 1;
                self.pods.iter_mut().filter(|pod| pod.name == name).for_each(|pod| pod.going = Some(stop));
            }
            "crash" | "loop" => {
                let pod = self.pods.iter_mut().find(|pod| pod.name == name);
                if let Some(pod) = pod {
                    pod.server.unsealed = false;
                    pod.server.shares.clear();
                    // It listens again once it is as old as that.
                    pod.age = pod.age.min(start + listen).saturating_sub(listen);
                    pod.waiting = if verb == "loop" { "CrashLoopBackOff".to_owned() } else { String::new() };
                }
            }
            _ => self.violation(format!("no such happening: {what}")),
        }
        self.event(format!("by itself: {what}"));
    }

    fn age_pods(&mut self) {
        for pod in &mut self.pods {
            pod.age += 1;
            pod.going = pod.going.map(|left| left.saturating_sub(1));
            pod.server.well = if pod.server.unsealed { pod.server.well + 1 } else { 0 };
        }
        for pod in take(&mut self.pods) {
            if pod.going == Some(0) {
                if pod.server.is_dev || pod.server.storage.starts_with("inmem") {
                    self.data.retain(|name, _| !name.starts_with(&format!("{}/", pod.name)));
                }
                self.event(format!("{} is gone", pod.name));
            } else {
                self.pods.push(pod);
            }
        }
        let vote = self.settings.vote;
        self.members.iter_mut().for_each(|member| member.age = (member.age + 1).min(vote + 1));
    }
}
