//! A variable that refers to one which is not there yet.

use crate::check::pods::{Container, Pod, pods};
use crate::check::references::origin;
use crate::check::tree::{items, text};
use crate::check::{Confidence, Fault, Find, Purpose, Rule, Subject};
use crate::diagnostic::Severity;

pub(super) static RULE: Rule = Rule {
    id: "env-reference",
    severity: Severity::Warning,
    confidence: Confidence::High,
    purpose: Purpose::Any,
    title: "a variable refers to one that comes later, or to none",
    why: "The kubelet replaces `$(NAME)` in a variable by variables that stand before it in the same container. One that comes later, or never, is not replaced: the text stays as it is, and Vault is given an address with `$(` in it.",
    fix: "Refer to variables that the chart sets first, such as `$(POD_IP)`, or write the value itself. `$$(NAME)` is the text `$(NAME)`.",
    link: Some("https://kubernetes.io/docs/tasks/inject-data-application/define-interdependent-environment-variables/"),
    find: Find::Looking(find),
};

fn find(subject: &Subject<'_>) -> Vec<Fault> {
    let mut faults = Vec::new();
    for pod in pods(subject.objects).filter(|pod| !pod.object.is_hook()) {
        for container in pod.containers() {
            faults.extend(of_container(subject, &pod, &container));
        }
    }
    Fault::once_a_place(faults)
}

fn of_container(subject: &Subject<'_>, pod: &Pod<'_>, container: &Container<'_>) -> Vec<Fault> {
    let variables = items(container.tree, "env");
    let place = |wanted: &str| variables.iter().position(|variable| text(variable, "name") == Some(wanted));
    // What comes by `envFrom` stands before all others.
    let is_open = !items(container.tree, "envFrom").is_empty();
    let mut faults = Vec::new();
    for (at, variable) in variables.iter().enumerate() {
        let (Some(name), Some(value)) = (text(variable, "name"), text(variable, "value")) else { continue };
        for wanted in referred(value) {
            let title = match place(wanted) {
                Some(other) if other < at => continue,
                Some(_) => format!("`{name}` refers to `$({wanted})`, which is set after it and stays as it is"),
                None if is_open => continue,
                None => format!("`{name}` refers to `$({wanted})`, which is not set and stays as it is"),
            };
            faults.push(
                Fault::new(title)
                    .at(label(subject, pod, name, value))
                    .in_object(pod.object, format!("{}.env[{at}].value", container.path))
                    .help(format!("write the value instead of `$({wanted})`, or a variable that is set before")),
            );
        }
    }
    faults
}

/// The value that gave the variable its text.
fn label(subject: &Subject<'_>, pod: &Pod<'_>, name: &str, value: &str) -> crate::diagnostic::Label {
    let say = "is not replaced";
    let known = [("VAULT_API_ADDR", "server.ha.apiAddr"), ("VAULT_CLUSTER_ADDR", "server.ha.clusterAddr")];
    let known = known.into_iter().find(|(variable, path)| *variable == name && subject.is_set(path));
    match known {
        Some((_, path)) => subject.label(path, say),
        None => origin(subject, pod.object, "env.value", value, say),
    }
}

/// The names in `$(NAME)`; `$$` stands for one `$`.
fn referred(value: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut rest = value;
    while let Some(at) = rest.find('$') {
        let behind = rest.get(at + 1..).unwrap_or_default();
        let name = behind.strip_prefix('(').and_then(|inner| inner.split_once(')'));
        let is_name = |name: &str| {
            !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_.-".contains(&byte))
        };
        rest = match name {
            Some((name, after)) if is_name(name) => {
                found.push(name);
                after
            }
            _ => behind.strip_prefix('$').unwrap_or(behind),
        };
    }
    found
}

#[cfg(test)]
mod tests {
    use super::referred;

    #[test]
    fn names_are_read_as_the_kubelet_reads_them() {
        for (value, expected) in [
            ("https://$(HOSTNAME).a:$(PORT)", &["HOSTNAME", "PORT"][..]),
            ("$$(HOSTNAME) $(date +%s) $(", &[]),
            ("$$$(A)", &["A"]),
            ("no $ at all", &[]),
        ] {
            assert_eq!(referred(value), expected, "{value}");
        }
    }
}
