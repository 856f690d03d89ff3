//! A privileged container.

use crate::check::part::{ChartContainer, parts};
use crate::check::pods::{Container, pods};
use crate::check::references::origin;
use crate::check::security_context::{capabilities, is_on, own};
use crate::check::{Confidence, Fault, Find, Purpose, Rule, Subject};
use crate::diagnostic::Severity;

pub(super) static RULE: Rule = Rule {
    id: "privileged",
    severity: Severity::Warning,
    confidence: Confidence::High,
    purpose: Purpose::Production,
    title: "a container of the release is privileged, or may gain privileges",
    why: "A privileged container is root on its node, and one that may gain privileges is only kept from it by \
          the lack of a vulnerability; the secrets of every pod there are within reach.",
    fix: "Set `allowPrivilegeEscalation: false`, and remove `privileged: true` and every added capability but \
          `IPC_LOCK`.",
    link: Some("https://kubernetes.io/docs/concepts/security/pod-security-standards/"),
    find: Find::Looking(find),
};

fn find(subject: &Subject<'_>) -> Vec<Fault> {
    let known = parts(subject);
    let mut faults = Vec::new();
    for pod in pods(subject.objects).filter(|pod| !pod.object.is_hook()) {
        for container in pod.containers() {
            let part = known
                .iter()
                .find(|part| part.container.path == container.path && part.pod.object.template == pod.object.template);
            // On OpenShift the chart itself has to make the CSI provider privileged.
            if subject.facts().openshift && part.is_some_and(|part| !subject.is_set(part.context)) {
                continue;
            }
            let Some(what) = privilege(&container, part, subject) else { continue };
            let label = match part {
                Some(part) => part.context_label(subject, &what),
                None => origin(subject, pod.object, &format!("{}.name", container.path), container.name(), &what),
            };
            let name = part.map_or_else(|| format!("container `{}`", container.name()), |part| part.name.to_owned());
            faults.push(
                Fault::new(format!("{name} has more privileges than it needs"))
                    .at(label)
                    .in_object(pod.object, format!("{}.securityContext", container.path))
                    .help("set `allowPrivilegeEscalation: false`, and remove `privileged` and added capabilities"),
            );
        }
    }
    faults
}

/// What a container is allowed to do, in a few words.
fn privilege(container: &Container<'_>, part: Option<&ChartContainer<'_>>, subject: &Subject<'_>) -> Option<String> {
    if is_on(container, "privileged") {
        return Some("privileged".to_owned());
    }
    let added: Vec<&str> = capabilities(container, "add").into_iter().filter(|name| *name != "IPC_LOCK").collect();
    if !added.is_empty() {
        return Some(format!("adds {}", added.join(", ")));
    }
    let is_left_out = own(container, "allowPrivilegeEscalation").is_none()
        && part.is_some_and(|part| subject.is_set(part.context) && (part.is_server() || part.is_injector()));
    match is_on(container, "allowPrivilegeEscalation") {
        true => Some("may gain privileges".to_owned()),
        false => is_left_out.then(|| "replaces the default, which keeps it from gaining privileges".to_owned()),
    }
}
