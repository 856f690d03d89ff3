//! Memory that the container has no right to lock.

use serde_json::Value;

use super::mlock_raft::locks;
use crate::check::image::server_version;
use crate::check::releases::Start;
use crate::check::security_context::adds_lock;
use crate::check::server::Server;
use crate::check::{Confidence, Fault, Find, Purpose, Rule, Subject};
use crate::diagnostic::Severity;

pub(super) static RULE: Rule = Rule {
    id: "mlock-capability",
    severity: Severity::Error,
    confidence: Confidence::Medium,
    purpose: Purpose::Any,
    title: "memory is locked without the capability to do so",
    why: "Locking memory needs the capability `IPC_LOCK`. The chart runs Vault as a user without it and sets \
          `SKIP_SETCAP`, so that the start of the image does not give it to the program either: Vault does not start. \
          Newer images have no such capability at all, and do not start with locked memory whatever the container has.",
    fix: "Set `disable_mlock = true`, or remove the line: the chart then adds it. To lock memory with an image \
          that can, add `IPC_LOCK` to `server.statefulSet.securityContext.container`.",
    link: Some("https://developer.hashicorp.com/vault/docs/configuration#disable_mlock"),
    find: Find::Looking(find),
};

fn find(subject: &Subject<'_>) -> Vec<Fault> {
    let Some(server) = Server::of(subject) else { return Vec::new() };
    let Some(value) = locks(server.body) else { return Vec::new() };
    let context = server.pod.container.get("securityContext");
    let is_privileged = context.and_then(|context| context.get("privileged")).and_then(Value::as_bool);
    if server_version(subject).and_then(|version| subject.releases.start(&version)) == Some(Start::CannotLock) {
        return vec![
            Fault::new("memory is to be locked, and the program in this image cannot lock any")
                .at(server.label(value.span, "memory is locked"))
                .also(subject.label_if_set("server.image.tag", "has no capability to lock memory"))
                .in_object(server.pod.object, "spec.template.spec.containers[0].image")
                .help("write `disable_mlock = true`"),
        ];
    }
    if is_privileged == Some(true) || context.is_some_and(adds_lock) {
        return Vec::new();
    }
    let path = "server.statefulSet.securityContext.container";
    vec![
        Fault::new("memory is to be locked, and the container has no capability `IPC_LOCK`")
            .at(server.label(value.span, "memory is locked"))
            .also(subject.label_if_set(path, "does not add `IPC_LOCK`"))
            .in_object(server.pod.object, "spec.template.spec.containers[0].securityContext")
            .help("write `disable_mlock = true`"),
    ]
}
