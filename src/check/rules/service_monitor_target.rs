//! A service monitor that selects no service, or a port that the service does not have.

use serde_json::{Map, Value};

use super::telemetry_missing::monitor_switch;
use crate::chart::Mode;
use crate::check::server_pod::{list, text};
use crate::check::{Confidence, Fault, Find, Purpose, Rule, Subject};
use crate::diagnostic::Severity;
use crate::manifest::Object;

pub(super) static RULE: Rule = Rule {
    id: "service-monitor-target",
    severity: Severity::Warning,
    confidence: Confidence::High,
    purpose: Purpose::Any,
    title: "the ServiceMonitor selects no service",
    why: "A ServiceMonitor finds services by their labels. One that finds none is no error to anybody: there are just \
          no metrics.",
    fix: "Leave the selected service on (`server.service.active.enabled` in ha mode), or let \
          `serverTelemetry.serviceMonitor.matchLabels` name labels of a service that is there.",
    link: Some("https://developer.hashicorp.com/vault/docs/platform/k8s/helm/configuration"),
    find: Find::Looking(find),
};

/// What decides whether there is something to select, the most likely one first.
const CAUSES: &[&str] =
    &["serverTelemetry.serviceMonitor.matchLabels", "server.service.active.enabled", "server.service.enabled"];

fn find(subject: &Subject<'_>) -> Vec<Fault> {
    let Some(switch) = monitor_switch(subject) else { return Vec::new() };
    let mut monitors = subject.objects.iter().filter(|object| object.template == "prometheus/servicemonitor");
    let Some(monitor) = monitors.next() else { return Vec::new() };
    let wanted = monitor.tree.get("spec").and_then(|spec| spec.pointer("/selector/matchLabels")?.as_object());
    let Some(wanted) = wanted else { return Vec::new() };
    if subject.objects_of("Service").any(|service| has_labels(service, wanted) && has_port(service, monitor)) {
        return Vec::new();
    }
    let labels: Vec<_> =
        wanted.iter().map(|(key, value)| format!("{key}={}", value.as_str().unwrap_or_default())).collect();
    let cause = CAUSES.iter().find(|path| subject.is_set(path));
    let label = match cause {
        Some(path) => subject.label(path, "so no service is selected"),
        None => subject.label(switch, "selects nothing"),
    };
    vec![
        Fault::new(format!("the ServiceMonitor selects no service: none has `{}`", labels.join(",")))
            .at(label)
            .also(cause.and_then(|_| subject.label_if_set(switch, "asks for metrics")))
            .in_object(monitor, "spec.selector.matchLabels")
            .help(help(subject, switch)),
    ]
}

fn help(subject: &Subject<'_>, switch: &str) -> String {
    let facts = subject.facts();
    match facts.mode {
        Mode::External => format!("turn `{switch}` off: Vault runs elsewhere"),
        _ if !facts.server.service_enabled => "set `server.service.enabled: true`".to_owned(),
        _ => "set `serverTelemetry.serviceMonitor.matchLabels` to `vault-internal: \"true\"` to scrape every server"
            .to_owned(),
    }
}

fn has_labels(service: &Object, wanted: &Map<String, Value>) -> bool {
    let labels = service.tree.get("metadata").and_then(|metadata| metadata.get("labels")?.as_object());
    labels.is_some_and(|labels| wanted.iter().all(|(key, value)| labels.get(key) == Some(value)))
}

fn has_port(service: &Object, monitor: &Object) -> bool {
    let names = |object: &Object, name: &'static str| -> Vec<String> {
        let items = object
            .tree
            .get("spec")
            .map_or(&[][..], |spec| list(spec, if name == "port" { "endpoints" } else { "ports" }));
        items.iter().filter_map(|item| text(item, name)).map(str::to_owned).collect()
    };
    let ports = names(service, "name");
    names(monitor, "port").iter().all(|port| ports.contains(port))
}
