//! The plan as a whole: which steps there are, and in which order.

use super::apply::{apply, make_namespace, rehearse};
use super::back::way_back;
use super::claims::recreate;
use super::downgrade::{start_older, stop_first};
use super::first::first_start;
use super::grow::grow;
use super::migrate::{Move, copy, needed, stop};
use super::namespaces::Namespaces;
use super::preflight::{check_servers, save_data};
use super::replace::{follow as follow_servers, replace};
use super::restart::Restart;
use super::seal;
use super::server::Server;
use super::setting::Setting;
use super::shrink::{left_behind, shrink};
use super::step::{Operation, Plan, Servers, Step};
use super::take_away::take_away;
use super::unseal::start;
use super::verify::{compare, verify_servers};
use super::versions::{Versions, without_upgrade_migration};
use super::workloads::follow;
use crate::diff::{Diff, Instruction, ObjectDiff, Verdict};
use crate::manifest::Object;

/// Orders what has to be done: look and save, make room, apply, replace, take away, verify, and the way back.
///
/// `diff` is the diff of the two sets; they are needed whole, since what does not change decides as well.
pub fn plan(diff: &Diff, old: &[Object], new: &[Object], setting: &Setting) -> Plan {
    if diff.is_empty() {
        return Plan { headline: "Nothing changes: there is nothing to do.".to_owned(), ..Plan::default() };
    }
    let counts = diff.counts();
    let worst = diff.verdict().map_or_else(String::new, |verdict| format!(" Highest impact: {verdict}."));
    let headline =
        format!("Plan: {} to add, {} to change, {} to destroy.{worst}", counts.added, counts.changed, counts.removed);
    let scene = Scene::of(diff, old, new, setting);
    let context = setting.context.clone();
    let steps_down = setting.step_down;
    let mut plan = Plan { headline, notes: setting.notes.clone(), context, steps_down, ..Plan::default() };
    plan.notes.extend(scene.versions.iter().flat_map(Versions::notes));
    plan.notes.extend(refusals(diff));
    plan.servers = scene.servers();
    plan.remade = scene.remade();
    plan.steps = scene.steps();
    plan.back = scene.back();
    plan
}

/// What the API server takes in no way: the steps stop at it.
fn refusals(diff: &Diff) -> Vec<String> {
    let refused = |object: &ObjectDiff| {
        let change = object.changes.iter().find(|change| change.verdict == Verdict::Refused)?;
        Some(format!(
            "{} {} cannot be applied, so correct it first: `{}`: {}.",
            object.id.kind, object.id.name, change.path, change.why
        ))
    };
    diff.objects.iter().filter_map(refused).collect()
}

/// All that decides which steps there are.
struct Scene<'a> {
    diff: &'a Diff,
    setting: &'a Setting,
    before: Option<Server>,
    after: Option<Server>,
    old: Namespaces,
    new: Namespaces,
    versions: Option<Versions>,
    restart: Restart,
    moves: Move,
    migrates_seal: bool,
}

impl<'a> Scene<'a> {
    fn of(diff: &'a Diff, old: &'a [Object], new: &'a [Object], setting: &'a Setting) -> Self {
        let before = Server::find(old, &setting.namespace);
        let after = Server::find(new, &setting.namespace);
        let both = before.as_ref().zip(after.as_ref());
        Self {
            versions: both.and_then(|(before, after)| Versions::of(before, after)),
            restart: both.map(|(before, after)| Restart::of(diff, before, after)).unwrap_or_default(),
            moves: both.map_or(Move::Stay, |(before, after)| needed(before, after)),
            migrates_seal: both.is_some_and(|(before, after)| seal::migrates(before, after)),
            old: Namespaces::of(old, &setting.namespace),
            new: Namespaces::of(new, &setting.namespace),
            before,
            after,
            diff,
            setting,
        }
    }

    fn steps(&self) -> Vec<Step> {
        let setting = self.setting;
        let mut steps = self.prepare();
        steps.extend(self.make_room());
        steps.extend(self.diff.objects.iter().filter_map(|object| recreate(object, setting)));
        if let (Move::Copy(from, to), Some((before, after))) = (&self.moves, self.both()) {
            steps.extend(copy(before, after, from, to, setting));
        }
        steps.push(apply(&self.new, setting));
        steps.extend(follow(self.diff, self.after.as_ref(), setting));
        steps.extend(self.bring_up());
        steps.extend(take_away(self.diff, setting));
        if let Some(after) = self.after.as_ref().filter(|after| self.touches_servers() && !after.dev) {
            steps.push(verify_servers(after, setting));
        }
        if let Some((before, after)) = self.both() {
            steps.extend(left_behind(before, after));
        }
        steps.push(compare(&self.new, setting));
        steps
    }

    /// The objects that a step deletes so that they can be made again, as `StatefulSet vault`.
    fn remade(&self) -> Vec<String> {
        let deletes = |step: Step| step.actions.iter().any(|action| matches!(action, Instruction::Command(_)));
        let remade = |object: &&ObjectDiff| recreate(object, self.setting).is_some_and(deletes);
        let name = |object: &ObjectDiff| format!("{} {}", object.id.kind, object.id.name);
        self.diff.objects.iter().filter(remade).map(name).collect()
    }

    /// Looks, saves and rehearses; nothing changes.
    fn prepare(&self) -> Vec<Step> {
        let mut steps: Vec<Step> = self.setting.is_first.then(|| make_namespace(self.setting)).into_iter().collect();
        if let Some(before) = self.before.as_ref().filter(|_| self.touches_servers()) {
            if !before.dev {
                steps.push(check_servers(before, self.setting));
            }
            steps.extend(save_data(
                before,
                self.setting,
                if self.is_downgrade() { "newer.snap" } else { "before.snap" },
            ));
        }
        steps.push(rehearse(&self.new, &self.remade(), self.setting));
        steps
    }

    /// What has to happen to the servers before the new manifests are there.
    fn make_room(&self) -> Vec<Step> {
        let Some((before, after)) = self.both() else { return Vec::new() };
        if self.is_downgrade() {
            return vec![stop_first(before, self.setting)];
        }
        match self.moves {
            Move::Copy(..) => vec![stop(before, self.setting, "No data may change while it is copied.")],
            Move::Nothing => vec![stop(before, self.setting, "It keeps everything in memory: all of that is lost.")],
            Move::Stay => shrink(before, after, self.setting),
        }
    }

    /// What has to happen to the servers once the new manifests are there.
    fn bring_up(&self) -> Vec<Step> {
        let setting = self.setting;
        let Some(after) = &self.after else { return Vec::new() };
        let Some(before) = &self.before else { return first_start(after, setting) };
        if self.is_downgrade() {
            return start_older(after, setting);
        }
        match self.moves {
            Move::Nothing => first_start(after, setting),
            Move::Copy(..) => {
                let first = Step::new(format!("Start {}", after.pod(0)), "It starts with the data that was copied.");
                let first = start(first, after, setting, &after.pod(0), self.migrates_seal);
                let first = first.by(Operation::StartServers { count: 1 });
                let one = Server { replicas: 1, ..after.clone() };
                std::iter::once(first).chain(grow(&one, after, setting)).collect()
            }
            Move::Stay => {
                let mut steps = self.replace(before, after);
                steps.extend(grow(before, after, setting));
                steps
            }
        }
    }

    fn replace(&self, before: &Server, after: &Server) -> Vec<Step> {
        if !self.restart.is_needed() {
            return Vec::new();
        }
        // Pods that an added replica brings are new anyway; those that go away need no replacement.
        let server = Server { replicas: before.replicas.min(after.replicas), ..after.clone() };
        // Kubernetes replaces pods by itself for another template only.
        let steps = match after.on_delete || !self.restart.template {
            true => replace(&server, self.setting, self.migrates_seal),
            false => vec![follow_servers(&server, self.setting, self.migrates_seal)],
        };
        match self.versions.as_ref().is_some_and(Versions::are_enterprise) && after.raft() && after.has_standbys() {
            true => without_upgrade_migration(steps, &server, self.setting),
            false => steps,
        }
    }

    fn back(&self) -> Vec<Step> {
        let Some(before) = self.before.as_ref().filter(|before| !before.dev) else { return Vec::new() };
        let is_upgrade = self.versions.as_ref().is_some_and(|versions| !versions.is_downgrade());
        let replaces = self.restart.is_needed() && self.moves == Move::Stay && !self.is_downgrade();
        way_back(&self.old, before, is_upgrade, replaces, self.setting)
    }

    fn servers(&self) -> Option<Servers> {
        let after = self.after.as_ref()?;
        let servers = after.for_script(self.before.as_ref(), self.restart.reads.clone());
        Some(Servers { new_version: self.versions.as_ref().and_then(Versions::later), ..servers })
    }

    fn both(&self) -> Option<(&Server, &Server)> {
        self.before.as_ref().zip(self.after.as_ref())
    }

    fn is_downgrade(&self) -> bool {
        self.versions.as_ref().is_some_and(Versions::is_downgrade)
    }

    /// Whether something happens to the servers or to their set.
    fn touches_servers(&self) -> bool {
        self.restart.is_needed() || self.diff.objects.iter().any(|object| object.id.kind == "StatefulSet")
    }
}
