//! Where a release runs, and the commands of `kubectl` for it.

use serde_json::json;

use super::read::{CONTAINER, MARK};
use crate::command::Command;
use crate::rollout::Running;

/// Lets a command in a pod take a token from its standard input, so that it is written nowhere.
const WITH_TOKEN: &str = "IFS= read -r VAULT_TOKEN; export VAULT_TOKEN; exec \"$@\"";

/// Where a release runs.
#[derive(Clone, Debug, Default)]
pub struct Destination {
    /// The kube context, if one was named.
    pub context: Option<String>,
    /// The file of contexts, if one was named.
    pub kubeconfig: Option<String>,
    /// The release's name.
    pub release: String,
    /// The namespace of its servers.
    pub namespace: String,
}

impl Destination {
    /// `kubectl` for this context.
    pub fn kubectl(&self, words: &'static str) -> Command {
        let named = [("--kubeconfig", &self.kubeconfig), ("--context", &self.context)];
        let command = named.into_iter().fold(Command::new("kubectl"), |command, (flag, value)| match value {
            Some(value) => command.own(flag).word(value.clone()),
            None => command,
        });
        command.own(words)
    }

    /// `kubectl` in the namespace.
    pub fn within(&self, words: &'static str) -> Command {
        self.kubectl(words).own("-n").word(self.namespace.clone())
    }

    /// What selects the objects of the release.
    pub fn selector(&self) -> String {
        format!("app.kubernetes.io/instance={}", self.release)
    }

    /// The stateful sets of the release.
    pub(super) fn get_sets(&self) -> Command {
        self.within("get statefulsets").own("-l").word(self.selector()).own("-o json")
    }

    /// The pods that some labels select.
    pub(super) fn get_pods(&self, selector: &str) -> Command {
        self.within("get pods").own("-l").word(selector.to_owned()).own("-o json")
    }

    /// One object by its name, with who wrote it; nothing where it is not there.
    pub(super) fn get_config_map(&self, name: &str) -> Command {
        self.within("get").object("configmap", name.to_owned()).own("--ignore-not-found --show-managed-fields -o json")
    }

    /// The budgets of the namespace.
    pub(super) fn get_budgets(&self) -> Command {
        self.within("get poddisruptionbudgets -o json")
    }

    /// The revisions of the namespace, of whatever set.
    pub(super) fn get_revisions(&self) -> Command {
        self.within("get controllerrevisions -o json")
    }

    /// The claims of the namespace.
    pub(super) fn get_claims(&self) -> Command {
        self.within("get persistentvolumeclaims -o json")
    }

    /// What has gone wrong lately in the namespace.
    pub(super) fn get_warnings(&self) -> Command {
        self.within("get events --field-selector type=Warning -o json")
    }

    /// The last words of a server.
    pub(super) fn logs(&self, pod: &str) -> Command {
        self.within("logs").word(pod.to_owned()).own("-c").own(CONTAINER).own("--tail=20")
    }

    /// A command in a pod.
    pub(super) fn exec(&self, pod: &str, verb: &'static str) -> Command {
        self.within(verb).word(pod.to_owned()).own("-c").own(CONTAINER).own("--")
    }

    /// A command of Vault in a pod.
    pub(super) fn vault(&self, pod: &str, running: &Running, words: &'static str) -> Command {
        verified(self.exec(pod, "exec"), running).own("vault").own(words)
    }

    /// A command of Vault in a pod that asks the person at the terminal.
    pub(super) fn vault_asking(&self, pod: &str, running: &Running, words: &'static str) -> Command {
        verified(self.exec(pod, "exec -ti"), running).own("vault").own(words)
    }

    /// A command of Vault in a pod with a token, which goes there through standard input.
    pub(super) fn vault_with(&self, token: &str, pod: &str, running: &Running, words: &'static str) -> Command {
        let shell = self.exec(pod, "exec -i").own("sh -c").word(WITH_TOKEN).own("sh");
        verified(shell, running).own("vault").own(words).reading(format!("{token}\n"))
    }

    /// Marks the pods that some labels select: they have to be replaced, whatever revision they are of.
    pub(super) fn mark_pods(&self, selector: &str) -> Command {
        let mark = format!("{MARK}=configuration");
        self.within("annotate pods").own("-l").word(selector.to_owned()).word(mark).own("--overwrite")
    }

    /// Deletes the very pod that was looked at, never one that has taken its name.
    pub(super) fn delete_pod(&self, pod: &str, uid: &str) -> Command {
        let options = json!({ "apiVersion": "v1", "kind": "DeleteOptions", "preconditions": { "uid": uid } });
        let path = format!("/api/v1/namespaces/{}/pods/{pod}", self.namespace);
        self.kubectl("delete --raw").word(path).own("-f -").reading(options.to_string())
    }
}

/// Sets a variable where the pods have no certificate to verify their own listener with: the connection stays in the pod.
fn verified(command: Command, running: &Running) -> Command {
    if running.skips_verification { command.own("env VAULT_SKIP_VERIFY=true") } else { command }
}
