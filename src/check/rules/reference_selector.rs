//! A selector that selects nothing.

use serde_json::{Map, Value};

use crate::check::pods::pods;
use crate::check::references::{Selector, words};
use crate::check::tree::{items, spec};
use crate::check::{Confidence, Fault, Find, Purpose, Rule, Subject};
use crate::diagnostic::Severity;
use crate::manifest::Object;

pub(super) static RULE: Rule = Rule {
    id: "reference-selector",
    severity: Severity::Warning,
    confidence: Confidence::Medium,
    purpose: Purpose::Any,
    title: "a service, policy, budget or monitor selects nothing that is rendered",
    why: "A Service without pods has no endpoints, a policy or disruption budget without pods protects nothing, and \
          a monitor without services measures nothing; none of them says so.",
    fix: "Correct the labels, or switch off the object whose pods are not part of this release.",
    link: Some("https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/"),
    find: Find::Looking(find),
};

fn find(subject: &Subject<'_>) -> Vec<Fault> {
    let mut faults = Vec::new();
    for object in subject.objects {
        let Some((selector, path)) = selector(object) else { continue };
        if selector.is_empty() || subject.external.iter().any(|one| one.is("Pod", object.name())) {
            continue;
        }
        let (is_selected, what) = match object.kind() {
            "ServiceMonitor" if looks_elsewhere(object, subject) => continue,
            "ServiceMonitor" => (subject.objects_of("Service").any(|one| selector.selects(labels(one))), "services"),
            _ => (pods(subject.objects).any(|pod| selector.selects(pod.labels)), "pods"),
        };
        if !is_selected {
            faults.push(fault(subject, object, path, what));
        }
    }
    faults
}

fn selector(object: &Object) -> Option<(Selector<'_>, &'static str)> {
    let spec = spec(object);
    let (field, path) = match object.kind() {
        "Service" => return Some((Selector::Labels(spec.get("selector")?.as_object()?), "spec.selector")),
        "NetworkPolicy" => ("podSelector", "spec.podSelector"),
        "PodDisruptionBudget" | "ServiceMonitor" | "PodMonitor" => ("selector", "spec.selector"),
        _ => return None,
    };
    Some((Selector::Full(spec.get(field)?), path))
}

fn labels(object: &Object) -> Option<&Map<String, Value>> {
    object.tree.get("metadata")?.get("labels")?.as_object()
}

/// Whether a monitor looks into namespaces that are not this release's.
fn looks_elsewhere(object: &Object, subject: &Subject<'_>) -> bool {
    let Some(namespaces) = spec(object).get("namespaceSelector") else { return false };
    let names = items(namespaces, "matchNames");
    !names.is_empty() && !names.iter().any(|name| name.as_str() == Some(subject.facts().namespace.as_str()))
}

fn fault(subject: &Subject<'_>, object: &Object, path: &str, what: &str) -> Fault {
    let title = format!("{} `{}` selects no {what} of this release", words(object.kind()), object.name());
    let value = value_of(object);
    let fault =
        Fault::new(title).at(subject.label(value, format!("its {what} are not rendered"))).in_object(object, path);
    match object.template.as_str() {
        "injector/disruptionbudget" => fault.help("remove `injector.podDisruptionBudget`, or switch the injector on"),
        "prometheus/servicemonitor" => {
            fault.help("set `serverTelemetry.serviceMonitor.enabled: false`, or switch the server's services on")
        }
        "extra-objects" => fault.help("write labels that pods of this release have"),
        _ => fault,
    }
}

/// The value that the object is there for.
fn value_of(object: &Object) -> &'static str {
    match object.template.as_str() {
        "injector/disruptionbudget" => "injector.podDisruptionBudget",
        "prometheus/servicemonitor" => "serverTelemetry.serviceMonitor",
        "server/network-policy" => "server.networkPolicy",
        "ui/service" => "ui",
        "extra-objects" => "extraObjects",
        template if template.starts_with("injector/") => "injector",
        _ => "server.service",
    }
}
