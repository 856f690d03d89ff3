//! What a run sees of a cluster and does to it, whoever carries that out.

use super::action::Target;
use super::blind::Blind;
use super::observed::Observed;

/// What is looked at beside the pods.
#[derive(Clone, Copy, Debug, Default)]
pub struct Scope {
    /// Whether pods count as old that started before their configuration was written.
    pub follows_configuration: bool,
    /// Whether all that could speak against a deletion is asked for too: budgets, raft, autopilot.
    pub is_thorough: bool,
}

/// What became of a key share.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Share {
    /// It was taken.
    Taken,
    /// The server has not taken it.
    Wrong,
    /// None was given: the server was not reached, or somebody has ended the question.
    None,
}

/// A cluster that a release runs in. What is done is done once; whether it has worked, the next look tells.
pub trait Cluster {
    /// Looks at everything.
    ///
    /// # Errors
    /// What cannot be seen.
    fn look(&mut self, scope: Scope) -> Result<Observed, Blind>;
    /// Deletes the very pod that was seen, never one that has taken its name.
    ///
    /// # Errors
    /// What the cluster says to it.
    fn delete(&mut self, target: &Target) -> Result<(), String>;
    /// Lets a server join another one.
    ///
    /// # Errors
    /// What the server says to it.
    fn join(&mut self, pod: &str, address: &str) -> Result<(), String>;
    /// Lets the active server give up leadership.
    ///
    /// # Errors
    /// What the server says to it.
    fn step_down(&mut self, pod: &str) -> Result<(), String>;
    /// Takes a server out of raft, by its id.
    ///
    /// # Errors
    /// What the active server says to it.
    fn remove_peer(&mut self, id: &str) -> Result<(), String>;
    /// Whether there is a token, without which no server steps down.
    fn has_token(&self) -> bool;
    /// Lets the person give one key share.
    fn unseal(&mut self, pod: &str, migrates: bool) -> Share;
    /// Initializes Vault, and shows the person the keys; tells whether that went well.
    fn initialize(&mut self, pod: &str) -> bool;
    /// The last words of a server.
    fn log(&mut self, pod: &str) -> String;
}
