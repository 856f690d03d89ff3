//! Commands of kubectl, and of Vault in the pods, as words.

use super::server::{CONTAINER, Server};
use super::setting::Setting;
use super::step::Step;
use crate::command::{Command, Word};

/// The shell variable that holds the name of the active pod.
pub(super) const ACTIVE: &str = "ACTIVE";

/// `kubectl` with a verb, for the context of the plan.
pub(super) fn kubectl(setting: &Setting, verb: &'static str) -> Command {
    let command = Command::new("kubectl");
    let command = match &setting.context {
        Some(context) => command.own("--context").word(context.clone()),
        None => command,
    };
    command.own(verb)
}

/// `kubectl` with a verb, in a namespace.
pub(super) fn kubectl_in(setting: &Setting, namespace: &str, verb: &'static str) -> Command {
    kubectl(setting, verb).own("-n").word(namespace)
}

impl Server {
    /// `kubectl` with a verb, in the namespace of the servers.
    pub(super) fn kubectl(&self, setting: &Setting, verb: &'static str) -> Command {
        kubectl_in(setting, &self.namespace, verb)
    }

    /// A command of Vault in a pod that asks nothing.
    pub(super) fn vault(&self, setting: &Setting, pod: impl Into<Word>, words: &'static str) -> Command {
        self.verified(self.exec(setting, "exec", pod).own("--")).own("vault").own(words)
    }

    /// A command of Vault in a pod that asks the person at the terminal. What is pasted behind it is its answer, so it
    /// is the last line of its block.
    pub(super) fn vault_asking(&self, setting: &Setting, pod: impl Into<Word>, words: &'static str) -> Command {
        self.verified(self.exec(setting, "exec -ti", pod).own("--")).own("vault").own(words)
    }

    /// Logs in at the active server. The sentence behind it ends the block, since what is pasted is taken for the token.
    pub(super) fn log_in(&self, step: Step, setting: &Setting, permission: &str) -> Step {
        step.run(self.vault_asking(setting, self.active(), "login"))
            .say(format!("The token needs permission to {permission}; it stays in the pod until that is replaced."))
    }

    /// Some other command in a pod.
    pub(super) fn exec(&self, setting: &Setting, verb: &'static str, pod: impl Into<Word>) -> Command {
        self.kubectl(setting, verb).word(pod).own("-c").own(CONTAINER)
    }

    /// Sets a variable where the pods have no certificate to verify their own listener with: the connection stays in the
    /// pod, as that of the chart's probe does.
    fn verified(&self, command: Command) -> Command {
        if self.skips_verification { command.own("env VAULT_SKIP_VERIFY=true") } else { command }
    }

    /// Keeps the name of the active pod in a variable: each server is asked for itself, since labels lag behind.
    pub(super) fn find_active(&self, setting: &Setting) -> Command {
        let status = self.vault(setting, Word::variable("pod"), "status -format=json");
        status.searching(ACTIVE, "pod", self.pods().map(Word::from), "\"is_self\": true")
    }

    /// The pod that is asked for what the active one knows.
    pub(super) fn active(&self) -> Word {
        if self.has_standbys() { Word::variable(ACTIVE) } else { Word::from(self.pod(0)) }
    }

    /// Waits until a pod has a condition.
    pub(super) fn wait(&self, setting: &Setting, condition: &'static str, pod: &str) -> Command {
        self.kubectl(setting, "wait").own(condition).own("--timeout=5m").object("pod", pod)
    }
}
