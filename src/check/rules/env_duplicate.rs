//! A variable that is set twice.

use std::collections::HashSet;

use crate::check::pods::{Pod, pods};
use crate::check::references::origin;
use crate::check::tree::{items, text};
use crate::check::{Confidence, Fault, Find, Purpose, Rule, Subject};
use crate::diagnostic::Label;
use crate::diagnostic::Severity;

pub(super) static RULE: Rule = Rule {
    id: "env-duplicate",
    severity: Severity::Warning,
    confidence: Confidence::High,
    purpose: Purpose::Any,
    title: "an environment variable of a container is set twice",
    why: "Kubernetes takes the last one, and server-side apply, which Helm 4 uses, refuses a list in which one name \
          stands twice.",
    fix: "Remove one of them: `server.extraEnvironmentVars` and `server.extraSecretEnvironmentVars` come behind the \
          variables of the chart.",
    link: Some("https://kubernetes.io/docs/tasks/inject-data-application/define-environment-variable-container/"),
    find: Find::Looking(find),
};

fn find(subject: &Subject<'_>) -> Vec<Fault> {
    let mut faults: Vec<Fault> = Vec::new();
    for pod in pods(subject.objects) {
        for container in pod.containers() {
            let variables = items(container.tree, "env");
            let mut seen = HashSet::new();
            for (at, variable) in variables.iter().enumerate() {
                let Some(name) = text(variable, "name") else { continue };
                if seen.insert(name) {
                    continue;
                }
                let title =
                    format!("`{name}` is set twice in container `{}` of {}", container.name(), pod.object.name());
                let path = format!("{}.env[{at}]", container.path);
                faults.push(
                    Fault::new(title)
                        .at(label(subject, &pod, name))
                        .in_object(pod.object, path)
                        .note("the last one counts, where both are taken at all"),
                );
            }
        }
    }
    Fault::once_a_place(faults)
}

/// The variable in the values; the chart writes names in capitals.
fn label(subject: &Subject<'_>, pod: &Pod<'_>, name: &str) -> Label {
    let path = if pod.object.template.starts_with("injector/") {
        "injector.extraEnvironmentVars"
    } else {
        "server.extraEnvironmentVars"
    };
    let text = &format!("sets `{name}` for the second time");
    let map = subject.user.at(path).and_then(|variables| variables.as_map());
    let found = map.into_iter().flatten().rfind(|(key, _)| key.to_uppercase().replace('.', "_") == name);
    match found {
        Some((_, entry)) => Label::new(entry.key_span, text.clone()),
        None => origin(subject, pod.object, "env.envName", name, text),
    }
}
