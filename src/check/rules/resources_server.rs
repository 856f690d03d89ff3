//! A server without requests for memory or CPU.

use crate::check::part::{ChartContainer, parts};
use crate::check::{Confidence, Fault, Find, Purpose, Rule, Subject};
use crate::diagnostic::Severity;

pub(super) static RULE: Rule = Rule {
    id: "resources-server",
    severity: Severity::Warning,
    confidence: Confidence::High,
    purpose: Purpose::Production,
    title: "the server requests no memory or CPU",
    why: "A pod without requests is the first that a node under pressure evicts, and shares what others leave; a \
          Vault that is short of either answers late or loses its leadership.",
    fix: "Set `server.resources.requests` and `server.resources.limits.memory`.",
    link: Some("https://developer.hashicorp.com/vault/docs/platform/k8s/helm/run"),
    find: Find::Looking(find),
};

fn find(subject: &Subject<'_>) -> Vec<Fault> {
    let Some(ChartContainer { pod, container, resources, .. }) =
        parts(subject).into_iter().find(ChartContainer::is_server)
    else {
        return Vec::new();
    };
    let has = |path: &str| container.tree.pointer(path).is_some();
    // A limit alone is a request as well.
    let lacks = |name: &str| !has(&format!("/resources/requests/{name}")) && !has(&format!("/resources/limits/{name}"));
    let missing = [("memory", "memory"), ("cpu", "CPU")].into_iter().filter(|(name, _)| lacks(name));
    let missing: Vec<&str> = missing.map(|(_, word)| word).collect();
    if missing.is_empty() {
        return Vec::new();
    }
    // What nobody set is an item of the checklist.
    let severity = if subject.is_set(resources) { Severity::Warning } else { Severity::Advice };
    vec![
        Fault::new(format!("the server requests no {}", missing.join(" and no ")))
            .at(subject.label_or_unset(resources, "no request"))
            .in_object(pod.object, format!("{}.resources", container.path))
            .as_bad_as(severity)
            .help("set `server.resources`, such as `{requests: {memory: 8Gi, cpu: 2000m}, limits: {memory: 16Gi}}`"),
    ]
}
