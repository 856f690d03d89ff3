//! Containers that see the processes of Vault.

use serde_json::Value;

use crate::check::pods::server_pod;
use crate::check::tree::{items, text};
use crate::check::{Confidence, Fault, Find, Purpose, Rule, Subject};
use crate::diagnostic::Severity;

pub(super) static RULE: Rule = Rule {
    id: "shared-processes",
    severity: Severity::Warning,
    confidence: Confidence::Medium,
    purpose: Purpose::Production,
    title: "the containers of the server see each other's processes",
    why: "A container that sees the process of Vault, as the same user, reads its environment and its files, and may \
          stop it.",
    fix: "Set `server.shareProcessNamespace: false`, unless a container has to signal Vault.",
    link: Some("https://kubernetes.io/docs/tasks/configure-pod-container/share-process-namespace/"),
    find: Find::Looking(find),
};

fn find(subject: &Subject<'_>) -> Vec<Fault> {
    let Some(pod) = server_pod(subject.objects) else { return Vec::new() };
    let shares = pod.spec.get("shareProcessNamespace").and_then(Value::as_bool).unwrap_or(false);
    if !shares {
        return Vec::new();
    }
    let others = items(pod.spec, "containers").iter().filter_map(|one| text(one, "name"));
    let others: Vec<String> = others.filter(|name| *name != "vault").map(|name| format!("`{name}`")).collect();
    let title = match others.is_empty() {
        true => "the processes of the server are open to any container put beside it".to_owned(),
        false => format!("the processes of the server are open to {}", others.join(", ")),
    };
    vec![
        Fault::new(title)
            .at(subject.label_or_unset("server.shareProcessNamespace", "shared with every container of the pod"))
            .also(subject.label_if_set("server.extraContainers", "the others"))
            .in_object(pod.object, format!("{}.shareProcessNamespace", pod.path))
            .help("set `server.shareProcessNamespace: false`"),
    ]
}
