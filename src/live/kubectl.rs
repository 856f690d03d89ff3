//! A cluster as `kubectl` shows it, and what is done to it.

use super::action::Target;
use super::blind::Blind;
use super::cluster::{Cluster, Scope, Share};
use super::destination::Destination;
use super::observed::Observed;
use super::read::last_line;
use super::shell::Shell;
use crate::command::Command;
use crate::rollout::Running;

/// A cluster behind `kubectl`.
pub struct Kubectl<'s> {
    pub(super) shell: &'s mut dyn Shell,
    pub(super) place: Destination,
    /// The token for what only Vault itself permits, if there is one.
    pub(super) token: Option<String>,
    /// How the servers were spoken to at the last look, and which pod was active.
    pub(super) running: Running,
    pub(super) active: String,
}

impl<'s> Kubectl<'s> {
    /// A cluster that nobody has looked at yet.
    pub fn new(shell: &'s mut dyn Shell, place: Destination, token: Option<String>) -> Self {
        Self { shell, place, token, running: Running::default(), active: String::new() }
    }

    /// Runs a command that changes something, once.
    ///
    /// # Errors
    /// Its last words.
    pub fn change(&mut self, command: &Command) -> Result<(), String> {
        let answer = self.shell.run(command);
        match answer.is_good() {
            true => Ok(()),
            false => Err(last_line(&answer.stderr).unwrap_or_else(|| format!("it ended with {}", answer.code))),
        }
    }
}

impl Cluster for Kubectl<'_> {
    fn look(&mut self, scope: Scope) -> Result<Observed, Blind> {
        self.see(scope)
    }

    fn delete(&mut self, target: &Target) -> Result<(), String> {
        self.change(&self.place.delete_pod(&target.pod, &target.uid))
    }

    fn join(&mut self, pod: &str, address: &str) -> Result<(), String> {
        let command = self.place.vault(pod, &self.running, "operator raft join");
        self.change(&command.word(address.to_owned()))
    }

    fn step_down(&mut self, pod: &str) -> Result<(), String> {
        let token = self.token.clone().unwrap_or_default();
        self.change(&self.place.vault_with(&token, pod, &self.running, "operator step-down"))
    }

    fn remove_peer(&mut self, id: &str) -> Result<(), String> {
        let token = self.token.clone().unwrap_or_default();
        let command = self.place.vault_with(&token, &self.active, &self.running, "operator raft remove-peer");
        self.change(&command.word(id.to_owned()))
    }

    fn has_token(&self) -> bool {
        self.token.is_some()
    }

    fn unseal(&mut self, pod: &str, migrates: bool) -> Share {
        let words = if migrates { "operator unseal -migrate" } else { "operator unseal" };
        match self.shell.attend(&self.place.vault_asking(pod, &self.running, words)) {
            0 => Share::Taken,
            // The server has answered, and says no; 1 is a question that was ended, or nobody who answers.
            2 => Share::Wrong,
            _ => Share::None,
        }
    }

    fn initialize(&mut self, pod: &str) -> bool {
        self.shell.attend(&self.place.vault_asking(pod, &self.running, "operator init")) == 0
    }

    fn log(&mut self, pod: &str) -> String {
        let answer = self.shell.run(&self.place.logs(pod));
        if answer.stdout.trim().is_empty() { answer.stderr } else { answer.stdout }
    }
}
