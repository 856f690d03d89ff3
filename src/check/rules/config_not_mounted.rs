//! A start script that copies a configuration which is not there.

use crate::check::server_pod::{ServerPod, list};
use crate::check::{Confidence, Fault, Find, Purpose, Rule, Subject};
use crate::diagnostic::Severity;
use serde_json::Value;

pub(super) static RULE: Rule = Rule {
    id: "config-not-mounted",
    severity: Severity::Error,
    confidence: Confidence::High,
    purpose: Purpose::Any,
    title: "the start script copies a configuration that is not mounted",
    why: "The pods copy `/vault/config/extraconfig-from-values.hcl` before Vault starts. Without a configuration in \
        the values there is no such file: the copy fails, and Vault is started without it or not at all.",
    fix: "Write the configuration of the mode, such as `server.standalone.config`, or leave the default.",
    link: Some("https://developer.hashicorp.com/vault/docs/platform/k8s/helm/configuration"),
    find: Find::Looking(find),
};

const FILE: &str = "/vault/config/extraconfig-from-values.hcl";

fn find(subject: &Subject<'_>) -> Vec<Fault> {
    let Some(pod) = ServerPod::of(subject) else { return Vec::new() };
    let words = ["command", "args"].into_iter().flat_map(|key| list(pod.container, key));
    let copies = words.filter_map(Value::as_str).any(|text| text.contains(FILE));
    if !copies || pod.mount_of(FILE).is_some() {
        return Vec::new();
    }
    let paths = ["server.standalone.config", "server.ha.raft.config", "server.ha.config"];
    let path = paths.into_iter().find(|path| subject.is_set(path)).unwrap_or("server.standalone.config");
    vec![
        Fault::new(format!("the start script copies `{FILE}`, and no volume has it"))
            .at(subject.label_or_unset(path, "is empty"))
            .in_object(pod.object, "spec.template.spec.containers[0].volumeMounts")
            .help(format!("write `{path}`, or remove it: the default then applies")),
    ]
}
