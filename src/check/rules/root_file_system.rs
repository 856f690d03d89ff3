//! A server that may write to its own image.

use crate::check::part::{ChartContainer, parts};
use crate::check::security_context::is_on;
use crate::check::tree::{items, text};
use crate::check::{Confidence, Fault, Find, Purpose, Rule, Subject};
use crate::diagnostic::Severity;

pub(super) static RULE: Rule = Rule {
    id: "root-file-system",
    severity: Severity::Advice,
    confidence: Confidence::Medium,
    purpose: Purpose::Production,
    title: "the file system of the server is not read-only",
    why: "What can be written to the image of a running server stays there until the pod is replaced, tools of an \
          intruder too.",
    fix: "Set `readOnlyRootFilesystem: true` in `server.statefulSet.securityContext.container`, and mount an \
          `emptyDir` at `/tmp`, where the start script writes.",
    link: Some("https://kubernetes.io/docs/tasks/configure-pod-container/security-context/"),
    find: Find::Looking(find),
};

fn find(subject: &Subject<'_>) -> Vec<Fault> {
    let Some(ChartContainer { pod, container, context, .. }) =
        parts(subject).into_iter().find(ChartContainer::is_server)
    else {
        return Vec::new();
    };
    let mounts = items(container.tree, "volumeMounts");
    let has_tmp =
        mounts.iter().any(|mount| text(mount, "mountPath").is_some_and(|path| path.trim_end_matches('/') == "/tmp"));
    let is_read_only = is_on(&container, "readOnlyRootFilesystem");
    let fault = match (is_read_only, has_tmp) {
        (true, true) => return Vec::new(),
        (true, false) => Fault::new("the start script of the server cannot write to `/tmp`")
            .at(subject.label_or_unset(context, "makes `/tmp` read-only, too")),
        (false, _) => Fault::new("the server may write to its own file system")
            .at(subject.label_or_unset(context, "`readOnlyRootFilesystem` is not on")),
    };
    let fault = fault.in_object(pod.object, format!("{}.securityContext", container.path));
    let fault = if is_read_only {
        fault
    } else {
        fault.help(format!(
            "add `readOnlyRootFilesystem: true` to `{context}`, beside `allowPrivilegeEscalation: false`"
        ))
    };
    vec![if has_tmp {
        fault
    } else {
        fault.help(
            "add `{name: tmp, emptyDir: {medium: Memory}}` to `server.volumes`, and `{name: tmp, mountPath: /tmp}` to `server.volumeMounts`",
        )
    }]
}
