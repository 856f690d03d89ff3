//! The controller of stateful sets.

use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::stand_in::pods::{is_ready, new_pod};
use crate::stand_in::state::{Pod, State, Stored};

impl State {
    /// Brings every stateful set a step nearer to what is asked for.
    pub(crate) fn control(&mut self) {
        for index in 0..self.objects.len() {
            if self.objects[index].manifest["kind"] == "StatefulSet" {
                // Taken out meanwhile: a copy at every moment takes long.
                let mut set = std::mem::take(&mut self.objects[index]);
                self.observe(&mut set);
                self.scale(&set);
                self.roll(&set);
                self.objects[index] = set;
            }
        }
    }

    fn observe(&mut self, set: &mut Stored) {
        if set.observed < set.generation {
            set.unseen += 1;
            if set.unseen <= self.settings.observe {
                return;
            }
            set.unseen = 0;
            set.observed = set.generation;
            set.update_revision = revision(&set.manifest);
            if !set.revisions.contains(&set.update_revision) {
                set.revisions.push(set.update_revision.clone());
            }
        }
        // Pods that nothing controls are adopted by the set that selects them.
        let adopted = self.pods.iter_mut().filter(|pod| number_of(&pod.name, set).is_some());
        adopted.for_each(|pod| pod.set = Some(set.uid.clone()));
        let pods = pods_of(&self.pods, set);
        let is_done = pods.iter().all(|pod| pod.revision == set.update_revision) && pods.len() as u64 == replicas(set);
        if is_done || set.current_revision.is_empty() {
            set.current_revision = set.update_revision.clone();
        }
    }

    fn scale(&mut self, set: &Stored) {
        if set.observed < set.generation {
            return;
        }
        let in_order = set.manifest.pointer("/spec/podManagementPolicy").is_none_or(|policy| policy == "OrderedReady");
        for number in 0..replicas(set) {
            let name = format!("{}-{number}", name_of(set));
            match self.pods.iter().find(|pod| pod.name == name) {
                None => self.add_pod(set, &name),
                Some(pod) if in_order && !is_ready(self, pod) => return,
                Some(_) => continue,
            }
            if in_order {
                return;
            }
        }
        let stop = self.settings.stop + 1;
        let gone = |pod: &&mut Pod| number_of(&pod.name, set).is_some_and(|number| number >= replicas(set));
        let leaving: Vec<&mut Pod> = self.pods.iter_mut().filter(gone).filter(|pod| pod.going.is_none()).collect();
        leaving.into_iter().for_each(|pod| pod.going = Some(stop));
    }

    fn add_pod(&mut self, set: &Stored, name: &str) {
        // A pod that was not rolled yet comes back as it was: the numbers below that of pods of the current revision.
        let current = pods_of(&self.pods, set).iter().filter(|pod| pod.revision == set.current_revision).count() as u64;
        let is_rolled = set.current_revision == set.update_revision || !is_rolling(set);
        let is_old = !is_rolled && number_of(name, set).is_some_and(|number| number < current);
        let revision = if is_old { &set.current_revision } else { &set.update_revision };
        let pod = new_pod(self, set, name, revision);
        self.event(format!("{name} is made"));
        self.pods.push(pod);
    }

    /// Replaces pods by itself, from the highest number down, each once all behind it are ready.
    fn roll(&mut self, set: &Stored) {
        if !is_rolling(set) || set.observed < set.generation {
            return;
        }
        for number in (0..replicas(set)).rev() {
            let name = format!("{}-{number}", name_of(set));
            let Some(place) = self.pods.iter().position(|pod| pod.name == name) else { return };
            if self.pods[place].revision != set.update_revision && self.pods[place].going.is_none() {
                self.pods[place].going = Some(self.settings.stop + 1);
                self.event(format!("{name} is rolled"));
                return;
            }
            if !is_ready(self, &self.pods[place]) {
                return;
            }
        }
    }
}

fn is_rolling(set: &Stored) -> bool {
    set.manifest.pointer("/spec/updateStrategy/type").is_none_or(|kind| kind == "RollingUpdate")
}

/// How many pods a set asks for.
pub(crate) fn replicas(set: &Stored) -> u64 {
    set.manifest.pointer("/spec/replicas").and_then(Value::as_u64).unwrap_or(1)
}

fn name_of(set: &Stored) -> &str {
    set.manifest["metadata"]["name"].as_str().unwrap_or_default()
}

/// The number of a pod of the set.
pub(crate) fn number_of(pod: &str, set: &Stored) -> Option<u64> {
    pod.strip_prefix(name_of(set))?.strip_prefix('-')?.parse().ok()
}

fn pods_of<'p>(pods: &'p [Pod], set: &Stored) -> Vec<&'p Pod> {
    pods.iter().filter(|pod| number_of(&pod.name, set).is_some()).collect()
}

/// The name of a revision: the same for the same template.
fn revision(manifest: &Value) -> String {
    let digest = Sha256::digest(manifest["spec"]["template"].to_string());
    let name = manifest["metadata"]["name"].as_str().unwrap_or_default();
    format!("{name}-{}", digest.iter().take(5).map(|byte| format!("{byte:02x}")).collect::<String>())
}
