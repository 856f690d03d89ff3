//! Plugins where the server may write.

use crate::check::configured::{Configured, text};
use crate::check::pods::server_pod;
use crate::check::tree::{items, text as of};
use crate::check::{Confidence, Fault, Find, Purpose, Rule, Subject};
use crate::diagnostic::Severity;

pub(super) static RULE: Rule = Rule {
    id: "plugin-directory",
    severity: Severity::Warning,
    confidence: Confidence::High,
    purpose: Purpose::Production,
    title: "the server may write to its own plugin directory",
    why: "Who can write a file where plugins are run from, an audit log for example, runs code as Vault \
          (CVE-2025-6000).",
    fix: "Mount plugins read-only from an image or a separate volume, and keep data and audit logs elsewhere.",
    link: Some("https://developer.hashicorp.com/vault/docs/configuration#plugin_directory"),
    find: Find::Looking(find),
};

fn find(subject: &Subject<'_>) -> Vec<Fault> {
    let Some(configured) = Configured::of(subject) else { return Vec::new() };
    let Some((value, directory)) = text(configured.body, "plugin_directory") else { return Vec::new() };
    let Some(pod) = server_pod(subject.objects) else { return Vec::new() };
    let claims = pod.claims();
    let Some(container) = pod.container("vault") else { return Vec::new() };
    let holds = |path: &str| {
        let path = path.trim_end_matches('/');
        directory.strip_prefix(path).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    };
    let mounts = items(container.tree, "volumeMounts").iter();
    let mount = mounts
        .filter(|mount| of(mount, "mountPath").is_some_and(holds))
        .max_by_key(|mount| of(mount, "mountPath").map_or(0, str::len));
    let Some(claim) = mount.and_then(|mount| of(mount, "name")).filter(|name| claims.contains(name)) else {
        return Vec::new();
    };
    vec![
        Fault::new(format!("plugins are on the volume `{claim}`, which the server writes to"))
            .at(configured.label(value.span, "on a volume of the server"))
            .in_object(pod.object, container.path.clone())
            .help("mount plugins read-only at a separate directory, such as `/usr/local/libexec/vault`"),
    ]
}
