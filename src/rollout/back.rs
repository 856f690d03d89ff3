//! The way back, if it went wrong.

use super::kubectl::{kubectl, kubectl_in};
use super::namespaces::Namespaces;
use super::server::Server;
use super::setting::{Back, Setting};
use super::step::{Operation, Step};
use crate::command::Word;

/// How to get back to what was: with the servers, if they were replaced.
pub(super) fn way_back(
    old: &Namespaces,
    before: &Server,
    is_upgrade: bool,
    replaces: bool,
    setting: &Setting,
) -> Vec<Step> {
    let mut steps = Vec::new();
    if is_upgrade {
        steps.push(look(before, setting));
    }
    steps.push(apply(old, setting));
    if replaces {
        steps.push(replace(before));
    }
    steps
}

fn look(before: &Server, setting: &Setting) -> Step {
    let restore = if before.raft() { "restore the snapshot that was saved above" } else { "restore the backup" };
    let step = Step::new(
        "Roll back: look which version is active",
        "As long as the active server is of the old version, no data was changed, and the steps below are safe.",
    );
    let step = step.when(before.has_standbys(), |step| step.run(before.find_active(setting)));
    step.run(before.vault(setting, before.active(), "status"))
        .say(format!(
            "Once a server of the new version was active it may have changed the data, and an older version may not be \
             able to read that. Rolling back is a downgrade then: stop all servers, apply the manifests of before, \
             start them, and {restore}. `vaultchart plan` with both sides exchanged has the steps."
        ))
        .by(Operation::CheckReturn)
}

fn apply(old: &Namespaces, setting: &Setting) -> Step {
    let step =
        Step::new("Roll back: apply the manifests of before", "They bring back all that can be changed in place.");
    match &setting.back {
        Back::File(file, commands) => {
            let command = match old.of_file() {
                Some(namespace) => kubectl_in(setting, namespace, "apply"),
                None => kubectl(setting, "apply"),
            };
            step.run_all(commands.iter().cloned()).run(command.own("-f").word(Word::file(file)))
        }
        Back::NotSaved => step.say(
            "Make this plan with `--save-old before.yaml` to have the manifests of before in a form that can be \
             applied.",
        ),
    }
}

fn replace(before: &Server) -> Step {
    Step::new(
        "Roll back: replace the servers",
        "Those that were replaced already are replaced again, in the same order: standbys first, the active one last.",
    )
    .say("Follow the steps above once more, each server that does not run what was before.")
    .by(Operation::ReplaceServers { count: before.replicas })
}
