//! An upgrade: the steps of a plan carried out here, instead of by a person or a script. What a plan asks of the
//! servers is done by looking first, as a rollout does; all else are commands of the plan.

use std::path::PathBuf;

use super::action::Action;
use super::blind::Blind;
use super::cluster::{Cluster, Scope};
use super::decide::{Policy, decide};
use super::kubectl::Kubectl;
use super::observed::Observed;
use super::person::{Consent, Person, Progress};
use super::rollout::{Ending, Rollout, Wish};
use crate::command::Command;
use crate::diff::Instruction;
use crate::manifest::{ObjectId, is_of_the_cluster};
use crate::rollout::{Operation, Plan, Step};

/// Where a snapshot lies in the pod until it is fetched.
const SNAPSHOT: &str = "/home/vault/vault.snap";
/// How often it is looked before servers count as not well: one look may be wrong.
const LOOKS: u32 = 3;

/// How manifests are applied.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Apply {
    /// By the API server, which knows whose each field is.
    ServerSide {
        /// The field managers whose fields are taken over.
        takes_over: Vec<String>,
    },
    /// By kubectl, which goes by what it has applied last.
    ClientSide,
}

/// What was asked for.
#[derive(Clone, Debug)]
pub struct UpgradeWish {
    /// How servers are replaced.
    pub rollout: Wish,
    /// The manifests, as they are applied.
    pub manifests: String,
    /// How.
    pub apply: Apply,
    /// The file for a snapshot of the data.
    pub snapshot: Option<PathBuf>,
}

/// An upgrade that has not begun.
pub struct Upgrade<'a, 's> {
    pub(super) cluster: &'a mut Kubectl<'s>,
    pub(super) person: &'a mut dyn Person,
    pub(super) plan: &'a Plan,
    pub(super) wish: &'a UpgradeWish,
}

impl<'a, 's> Upgrade<'a, 's> {
    /// An upgrade by a plan.
    pub fn new(
        cluster: &'a mut Kubectl<'s>,
        person: &'a mut dyn Person,
        plan: &'a Plan,
        wish: &'a UpgradeWish,
    ) -> Self {
        Self { cluster, person, plan, wish }
    }

    /// Does one step after the other; a rehearsal ends before the first that changes anything.
    pub fn run(&mut self) -> Ending {
        self.steps().err().unwrap_or(Ending::Done)
    }

    fn steps(&mut self) -> Result<(), Ending> {
        let plan = self.plan;
        if let Some(title) = plan.steps.iter().find(|step| !is_known(step)).map(|step| &step.title) {
            let why = format!("this takes a step that is not done here: {title}");
            return Err(Ending::Refused(why, BY_SCRIPT));
        }
        let (ahead, rest): (Vec<&Step>, Vec<&Step>) = plan.steps.iter().partition(|step| only_looks(step));
        ahead.into_iter().try_for_each(|step| self.step(step))?;
        if self.wish.rollout.is_dry {
            return Ok(());
        }
        if self.person.agrees("Apply these changes?") == Consent::Refused {
            return Err(Ending::NotYet("stopped as you wished: nothing was changed".to_owned(), ""));
        }
        self.mark()?;
        let mut before: Option<&Operation> = None;
        for step in rest {
            if step.operation.is_none() || step.operation.as_ref() != before {
                self.step(step)?;
            }
            before = step.operation.as_ref();
        }
        Ok(())
    }

    fn step(&mut self, step: &Step) -> Result<(), Ending> {
        self.person.tell(&Progress::Says(&step.title));
        let Some(operation) = &step.operation else {
            let commands = step.actions.iter().filter_map(|action| match action {
                Instruction::Command(command) => Some(command),
                Instruction::Sentence(_) => None,
            });
            return commands.into_iter().try_for_each(|command| self.command(command, step.rehearses));
        };
        match operation {
            Operation::CheckServers => self.check().map(|_| ()),
            Operation::SaveSnapshot => self.save_snapshot(),
            Operation::SetUpgradeMigration(is_on) => self.set_upgrade_migration(*is_on),
            Operation::VerifyServers { .. } => self.roll().and_then(|()| self.check().map(|_| ())),
            Operation::RemovePeers { from } => self.go_on(Policy { stays: Some(*from), ..self.wish.rollout.policy }),
            _ => self.roll(),
        }
    }

    fn roll(&mut self) -> Result<(), Ending> {
        self.go_on(self.wish.rollout.policy)
    }

    fn go_on(&mut self, policy: Policy) -> Result<(), Ending> {
        let wish = Wish { policy, ..self.wish.rollout.clone() };
        match Rollout::new(self.cluster, self.person, &wish).run() {
            Ending::Done => Ok(()),
            ending => Err(ending),
        }
    }

    /// Marks the servers where what they read at their start changes: that makes no new revision of them, and whoever
    /// goes on after this run was ended must know which of them are old.
    fn mark(&mut self) -> Result<(), Ending> {
        if self.plan.servers.as_ref().is_none_or(|servers| servers.reads.is_empty()) {
            return Ok(());
        }
        self.cluster.look(Scope::default()).map_err(Ending::Blind)?;
        let command = self.cluster.place.mark_pods(&self.cluster.running.selector);
        let failed = |says| Ending::NotYet(format!("the servers were not marked to be replaced: {says}"), AGAIN);
        self.cluster.change(&command).map_err(failed)
    }

    /// How many servers stay, where some leave.
    fn stays(&self) -> Option<u64> {
        self.plan.steps.iter().find_map(|step| match step.operation {
            Some(Operation::RemovePeers { from }) => Some(from),
            _ => None,
        })
    }

    /// Every server must be well, or be one that a rollout would replace next.
    fn check(&mut self) -> Result<Observed, Ending> {
        let policy = Policy { stays: self.stays(), ..self.wish.rollout.policy };
        let mut why = String::new();
        for look in 0..LOOKS {
            if look > 0 {
                self.person.pause(self.wish.rollout.interval);
            }
            let scope = Scope { is_thorough: true, ..Scope::default() };
            let seen = self.cluster.look(scope).map_err(Ending::Blind)?;
            let turn = decide(&seen, &policy);
            match turn.action {
                Action::Finish | Action::Delete(_) | Action::StepDown { .. } | Action::RemovePeer { .. } => {
                    return Ok(seen);
                }
                Action::Refuse(help) => return Err(Ending::Refused(turn.why, help)),
                _ => why = turn.why,
            }
        }
        let help = "nothing is changed while the servers are not well: `vaultchart status` shows more, `vaultchart \
                    rollout` finishes what was begun";
        Err(Ending::Refused(why, help))
    }

    /// Saves the data of integrated storage, on the active server, in a file that is not there yet.
    fn save_snapshot(&mut self) -> Result<(), Ending> {
        let Some(path) = &self.wish.snapshot else {
            self.person.tell(&Progress::Says("no snapshot is taken: `--snapshot FILE` takes one"));
            return Ok(());
        };
        if path.exists() {
            let why = format!("`{}` already exists", path.display());
            return Err(Ending::Refused(why, "name another file: no snapshot is overwritten"));
        }
        let token = self.token("read `sys/storage/raft/snapshot`")?;
        let seen = self.check()?;
        let active = seen.active().map(|pod| pod.name.clone()).unwrap_or_default();
        let place = self.cluster.place.clone();
        let save = place.vault_with(&token, &active, &self.cluster.running, "operator raft snapshot save");
        let failed = |says: String| Ending::NotYet(format!("no snapshot was taken: {says}"), "nothing was changed");
        self.cluster.change(&save.word(SNAPSHOT)).map_err(failed)?;
        let fetched = self.cluster.shell.save(&place.exec(&active, "exec").own("cat").word(SNAPSHOT), path);
        let removed = self.cluster.change(&place.exec(&active, "exec").own("rm").word(SNAPSHOT));
        if !fetched.is_good() {
            return Err(failed(fetched.stderr));
        }
        removed
            .map_err(|says| Ending::NotYet(format!("the snapshot is still in {active}: {says}"), "remove it there"))?;
        self.person.tell(&Progress::Says(&format!("saved in {}", path.display())));
        Ok(())
    }

    fn set_upgrade_migration(&mut self, is_on: bool) -> Result<(), Ending> {
        let token = self.token("update `sys/storage/raft/autopilot/configuration`")?;
        let seen = self.check()?;
        let active = seen.active().map(|pod| pod.name.clone()).unwrap_or_default();
        let words = "operator raft autopilot set-config";
        let flag = if is_on { "-disable-upgrade-migration=false" } else { "-disable-upgrade-migration=true" };
        let command = self.cluster.place.vault_with(&token, &active, &self.cluster.running, words).word(flag);
        self.cluster.change(&command).map_err(|says| Ending::NotYet(format!("autopilot was not set: {says}"), ""))
    }

    fn token(&self, permission: &str) -> Result<String, Ending> {
        let why = || format!("a token is needed, with permission to {permission}");
        self.cluster.token.clone().ok_or_else(|| Ending::Refused(why(), "set `VAULT_TOKEN`"))
    }

    /// Runs a command of the plan; what only compares was done before.
    fn command(&mut self, command: &Command, rehearses: bool) -> Result<(), Ending> {
        let Some(words) = command.texts().filter(|words| words.first().is_some_and(|word| word == "kubectl")) else {
            return Ok(());
        };
        // The context stands before the verb, where there is one.
        let verb = words.get(if words.get(1).is_some_and(|word| word == "--context") { 3 } else { 1 });
        let is_verb = |wanted: &str| verb.is_some_and(|verb| verb == wanted);
        if is_verb("diff") || is_verb("config") {
            return Ok(());
        }
        if is_verb("apply") && command.input_text().is_none() {
            let namespace = words.iter().position(|word| word == "-n").and_then(|at| words.get(at + 1)).cloned();
            return self.apply(namespace, rehearses);
        }
        if is_verb("apply") && self.has_namespace() {
            return Ok(());
        }
        let command = match &self.cluster.place.kubeconfig {
            Some(file) => command.clone().with_flag("--kubeconfig", file.clone()),
            None => command.clone(),
        };
        self.cluster.change(&command).map_err(|says| Ending::NotYet(format!("`{command}` failed: {says}"), AGAIN))
    }
}

/// What helps where a command failed.
pub(super) const AGAIN: &str = "find out why, and run this again: what is done already is left alone";

/// What helps where more is needed than can be done here.
const BY_SCRIPT: &str = "go by `vaultchart plan --live -o script`, which stops at each step for you to look: it is for \
                         what cannot be taken back";

/// Whether all of a step can be done here.
fn is_known(step: &Step) -> bool {
    !matches!(
        step.operation,
        Some(
            Operation::RestoreSnapshot { .. }
                | Operation::StopServers
                | Operation::StartServers { .. }
                | Operation::AwaitCopy { .. }
                | Operation::CheckReturn
        )
    )
}

/// Whether a step changes nothing.
fn only_looks(step: &Step) -> bool {
    step.rehearses || step.operation == Some(Operation::CheckServers)
}

impl Kubectl<'_> {
    /// The first of some objects that is there already.
    ///
    /// # Errors
    /// A call that fails.
    pub fn first_of(&mut self, ids: &[ObjectId]) -> Result<Option<ObjectId>, Blind> {
        for id in ids {
            let get = self.place.kubectl("get").object(&id.resource(), id.name.clone());
            let get = match (&id.namespace, is_of_the_cluster(&id.kind)) {
                (_, true) => get,
                (Some(namespace), false) => get.own("-n").word(namespace.clone()),
                (None, false) => get.own("-n").word(self.place.namespace.clone()),
            };
            match self.read(&get.own("--ignore-not-found -o json")) {
                Ok(answer) if answer.stdout.trim().is_empty() => {}
                Ok(_) => return Ok(Some(id.clone())),
                // The cluster does not serve the kind: applying it says so.
                Err(Blind::Failed { says, .. }) if says.contains("doesn't have a resource type") => {}
                Err(blind) => return Err(blind),
            }
        }
        Ok(None)
    }
}
