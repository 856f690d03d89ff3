//! No place for an audit log.

use crate::chart::Mode;
use crate::check::pods::server_pod;
use crate::check::tree::{items, text};
use crate::check::{Confidence, Fault, Find, Purpose, Rule, Subject};
use crate::diagnostic::Severity;

pub(super) static RULE: Rule = Rule {
    id: "audit-storage",
    severity: Severity::Advice,
    confidence: Confidence::Medium,
    purpose: Purpose::Production,
    title: "there is no volume for audit logs",
    why: "Only the audit log records who read which secret, and a file in the container is lost with it.",
    fix: "Set `server.auditStorage.enabled: true` and, once Vault runs, `vault audit enable file \
          file_path=/vault/audit/vault_audit.log`.",
    link: Some("https://developer.hashicorp.com/vault/docs/audit"),
    find: Find::Looking(find),
};

fn find(subject: &Subject<'_>) -> Vec<Fault> {
    let Some(pod) = server_pod(subject.objects).filter(|_| subject.facts().mode != Mode::Dev) else {
        return Vec::new();
    };
    let Some(container) = pod.container("vault") else { return Vec::new() };
    let is_audit = |path: &str| path.split('/').any(|part| part.contains("audit"));
    let mounts = items(container.tree, "volumeMounts").iter();
    let mounted = mounts.filter_map(|mount| text(mount, "mountPath")).any(is_audit);
    if mounted || subject.values().on("server.auditStorage.enabled") {
        return Vec::new();
    }
    let place = subject.values().given_text("server.auditStorage.mountPath").unwrap_or("/vault/audit");
    vec![
        Fault::new("an audit log has no volume to be written to")
            .at(subject.label_or_unset("server.auditStorage.enabled", "no volume"))
            .also_note(subject.default_note("server.auditStorage.enabled"))
            .help(format!(
                "set `server.auditStorage.enabled: true`, then run `vault audit enable file \
                file_path={place}/vault_audit.log`"
            ))
            .help("or run `vault audit enable file file_path=stdout` where the logs of containers are kept safe"),
    ]
}
