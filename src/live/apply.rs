//! How an upgrade applies manifests: rehearsed first, by the API server or by kubectl, and with fields of other managers
//! only where somebody has named these.

use super::person::Progress;
use super::rollout::Ending;
use super::shell::Answer;
use super::take_over::{Conflict, conflicts};
use super::upgrade::{AGAIN, Apply, Upgrade};
use crate::command::Command;

impl Upgrade<'_, '_> {
    /// Applies the manifests, or asks what would become of them.
    pub(super) fn apply(&mut self, namespace: Option<String>, rehearses: bool) -> Result<(), Ending> {
        let Apply::ServerSide { takes_over } = self.wish.apply.clone() else {
            let answer = self.cluster.shell.run(&self.command_for(namespace, false, rehearses));
            return self.judge(&answer, rehearses);
        };
        if !rehearses && !takes_over.is_empty() {
            let moved = self.cluster.take_over(&takes_over);
            moved.map_err(|says| Ending::NotYet(format!("fields were not taken over: {says}"), AGAIN))?;
        }
        let answer = self.cluster.shell.run(&self.command_for(namespace.clone(), false, rehearses));
        let found = if answer.is_good() { Vec::new() } else { conflicts(&answer.stderr) };
        if found.is_empty() {
            return self.judge(&answer, rehearses);
        }
        let foreign: Vec<&Conflict> = found.iter().filter(|it| !takes_over.contains(&it.manager)).collect();
        if !foreign.is_empty() {
            foreign.iter().for_each(|conflict| self.person.tell(&Progress::Says(&conflict.to_string())));
            return Err(of_somebody_else(&foreign));
        }
        for conflict in &found {
            self.person.tell(&Progress::Says(&format!("taken over: {conflict}")));
        }
        // All of the conflicts are with managers that were named.
        let answer = self.cluster.shell.run(&self.command_for(namespace, true, rehearses));
        self.judge(&answer, rehearses)
    }

    fn command_for(&self, namespace: Option<String>, forces: bool, rehearses: bool) -> Command {
        let command = self.cluster.place.kubectl("apply");
        let command = match self.wish.apply {
            Apply::ServerSide { .. } => command.own("--server-side --field-manager vaultchart"),
            Apply::ClientSide => command,
        };
        let command = if forces { command.own("--force-conflicts") } else { command };
        let command = if rehearses { command.own("--dry-run=server") } else { command };
        let command = namespace.map_or(command.clone(), |namespace| command.own("-n").word(namespace));
        command.own("-f -").reading(self.wish.manifests.clone())
    }

    /// Whether that went well, or will once a later step has made way.
    fn judge(&mut self, answer: &Answer, rehearses: bool) -> Result<(), Ending> {
        if answer.is_good() || rehearses && (self.makes_way(&answer.stderr) || self.is_first(&answer.stderr)) {
            return Ok(());
        }
        answer.stderr.lines().for_each(|line| self.person.tell(&Progress::Says(line)));
        match rehearses {
            true => Err(Ending::Refused("the API server refuses the manifests".to_owned(), "nothing was changed")),
            false => Err(Ending::NotYet("the manifests were not applied".to_owned(), AGAIN)),
        }
    }

    /// Whether the API server refuses only objects that are deleted before the new ones are applied.
    fn makes_way(&self, refusal: &str) -> bool {
        let is_remade = |line: &str| {
            self.plan.remade.iter().any(|object| {
                let (kind, name) = object.split_once(' ').unwrap_or((object, ""));
                line.contains(kind) && line.contains(&format!("\"{name}\" is invalid"))
            })
        };
        !self.plan.remade.is_empty() && said(refusal).all(is_remade)
    }

    /// Whether nothing is amiss but that the namespace is made first.
    fn is_first(&self, refusal: &str) -> bool {
        let missing = format!("namespaces \"{}\" not found", self.cluster.place.namespace);
        said(refusal).all(|line| line.ends_with(&missing))
    }

    /// Whether the namespace is there: who may not make one need not try.
    pub(super) fn has_namespace(&mut self) -> bool {
        let name = self.cluster.place.namespace.clone();
        let get = self.cluster.place.kubectl("get").object("namespace", name).own("--ignore-not-found -o name");
        self.cluster.read(&get).is_ok_and(|answer| !answer.stdout.trim().is_empty())
    }
}

/// The lines of a refusal that say something of an object.
fn said(refusal: &str) -> impl Iterator<Item = &str> {
    let says = |line: &&str| !line.trim().is_empty() && !line.starts_with([' ', '*']) && !line.starts_with("Warning: ");
    refusal.lines().filter(says)
}

fn of_somebody_else(conflicts: &[&Conflict]) -> Ending {
    let mut managers: Vec<String> = conflicts.iter().map(|conflict| format!("`{}`", conflict.manager)).collect();
    managers.sort();
    managers.dedup();
    let count = match conflicts.len() {
        1 => "a field of the objects belongs".to_owned(),
        count => format!("{count} fields of the objects belong"),
    };
    let help = "take them over by `--take-over MANAGER`, leave them out of the values, or apply by `--client-side`";
    Ending::Refused(format!("{count} to {}", managers.join(", ")), help)
}
