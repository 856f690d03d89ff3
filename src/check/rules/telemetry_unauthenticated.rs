//! Metrics that are scraped without a token and need one.

use super::telemetry_missing::monitor_switch;
use crate::check::expectation::expectations;
use crate::check::listener::Listener;
use crate::check::server::Server;
use crate::check::{Confidence, Fault, Find, Purpose, Rule, Subject};
use crate::diagnostic::Severity;

pub(super) static RULE: Rule = Rule {
    id: "telemetry-unauthenticated",
    severity: Severity::Warning,
    confidence: Confidence::High,
    purpose: Purpose::Any,
    title: "a ServiceMonitor scrapes without a token, and the listener requires one",
    why: "Vault answers `/v1/sys/metrics` only to a token with the permission to read it, unless the listener opens \
          that path to everybody: each scrape is refused with 403.",
    fix: "Add `telemetry { unauthenticated_metrics_access = true }` inside the listener, or give the scrape a token \
          by `serverTelemetry.serviceMonitor.authorization`.",
    link: Some("https://developer.hashicorp.com/vault/docs/configuration/listener/tcp#telemetry-parameters"),
    find: Find::Looking(find),
};

fn find(subject: &Subject<'_>) -> Vec<Fault> {
    let Some(server) = Server::of(subject) else { return Vec::new() };
    let Some(switch) = monitor_switch(subject) else { return Vec::new() };
    if subject.values().truthy("serverTelemetry.serviceMonitor.authorization") {
        return Vec::new();
    }
    let port = expectations(&server).iter().find(|one| !one.is_probe).map(|service| service.port);
    let listeners = server.listeners();
    let Some(listener) = listeners.iter().find(|listener| listener.port() == port && port.is_some()) else {
        return Vec::new();
    };
    if is_open(listener) {
        return Vec::new();
    }
    let telemetry = listener.block.body.block("telemetry");
    let span = telemetry.map_or(listener.block.kind.span, |block| block.kind.span);
    vec![
        Fault::new("a ServiceMonitor scrapes without a token, and this listener requires one")
            .at(server.label(span, "metrics need a token here"))
            .also(subject.label_if_set(switch, "scrapes without a token"))
            .also_note(subject.default_note("serverTelemetry.serviceMonitor.authorization"))
            .help("add `telemetry { unauthenticated_metrics_access = true }` inside the listener"),
    ]
}

fn is_open(listener: &Listener<'_>) -> bool {
    let telemetry = listener.block.body.block("telemetry");
    let access = telemetry.and_then(|block| block.body.attribute("unauthenticated_metrics_access"));
    access.and_then(|value| value.as_bool()).unwrap_or(false)
}
