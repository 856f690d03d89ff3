//! Unseal keys beside the server.

use serde_json::Value;

use crate::check::pods::server_pod;
use crate::check::references::origin;
use crate::check::{Confidence, Fault, Find, Purpose, Rule, Subject};
use crate::diagnostic::Severity;

pub(super) static RULE: Rule = Rule {
    id: "unseal-in-pod",
    severity: Severity::Warning,
    confidence: Confidence::High,
    purpose: Purpose::Production,
    title: "a pod of the server unseals it or logs in by itself",
    why: "Keys or a token on the server are stolen together with its data, which the seal is there \
          to prevent.",
    fix: "Use auto-unseal by a `seal` stanza, and set Vault up from outside of its pods.",
    link: Some("https://developer.hashicorp.com/vault/docs/concepts/seal#auto-unseal"),
    find: Find::Looking(find),
};

/// Commands that need what must not lie beside the server.
const COMMANDS: [&str; 4] = ["operator unseal", "operator init", "vault login", "/v1/sys/unseal"];

fn find(subject: &Subject<'_>) -> Vec<Fault> {
    let Some(pod) = server_pod(subject.objects) else { return Vec::new() };
    let mut faults = Vec::new();
    for container in pod.containers() {
        let is_server = container.name() == "vault";
        let scripts = match is_server {
            true => vec![container.tree.pointer("/lifecycle/postStart/exec/command")],
            false => vec![container.tree.get("command"), container.tree.get("args")],
        };
        let words: Vec<&str> =
            scripts.into_iter().flatten().filter_map(Value::as_array).flatten().filter_map(Value::as_str).collect();
        let script = words.join(" ");
        let Some(command) = COMMANDS.into_iter().find(|command| script.contains(command)) else { continue };
        let says = format!("runs `{command}`");
        let label = match is_server {
            true => subject.label_or_unset("server.postStart", says),
            false => origin(subject, pod.object, &format!("{}.name", container.path), container.name(), &says),
        };
        faults.push(
            Fault::new("a pod of the server holds unseal keys or a token")
                .at(label)
                .in_object(pod.object, container.path.clone())
                .help("add a `seal` stanza to the configuration, and remove the command"),
        );
    }
    faults
}
