//! Metrics that are scraped and not collected.

use crate::check::server::Server;
use crate::check::{Confidence, Fault, Find, Purpose, Rule, Subject};
use crate::diagnostic::Severity;
use crate::vault_config::{Data, Value};

pub(super) static RULE: Rule = Rule {
    id: "telemetry-missing",
    severity: Severity::Warning,
    confidence: Confidence::High,
    purpose: Purpose::Any,
    title: "a ServiceMonitor scrapes metrics that Vault does not keep",
    why: "Vault answers Prometheus only when the configuration has a `telemetry` block with a retention time; without \
          it every scrape fails.",
    fix: "Add a `telemetry` block with `prometheus_retention_time = \"30s\"` and `disable_hostname = true`, or turn \
          the ServiceMonitor off.",
    link: Some("https://developer.hashicorp.com/vault/docs/configuration/telemetry#prometheus"),
    find: Find::Looking(find),
};

const BLOCK: &str = "write:\ntelemetry {\n  prometheus_retention_time = \"30s\"\n  disable_hostname          = true\n}";

fn find(subject: &Subject<'_>) -> Vec<Fault> {
    let Some(server) = Server::of(subject) else { return Vec::new() };
    let Some(switch) = monitor_switch(subject) else { return Vec::new() };
    let telemetry = server.body.block("telemetry");
    let retention = telemetry.map(|block| block.body.attribute("prometheus_retention_time"));
    let label = match (telemetry, retention.flatten()) {
        (None, _) if server.reads_more() => return Vec::new(),
        (None, _) => server.whole("has no block `telemetry`"),
        (Some(_), Some(value)) if is_zero(value) => server.label(value.span, "keeps nothing"),
        (Some(_), _) => return Vec::new(),
    };
    let help = if telemetry.is_some() { "write `prometheus_retention_time = \"30s\"`" } else { BLOCK };
    vec![
        Fault::new("a ServiceMonitor scrapes metrics that Vault does not keep")
            .at(label)
            .also(subject.label_if_set(switch, "scrapes metrics"))
            .help(help),
    ]
}

/// The value that asks for a service monitor, if one does.
pub(super) fn monitor_switch(subject: &Subject<'_>) -> Option<&'static str> {
    let switches = ["serverTelemetry.serviceMonitor.enabled", "global.serverTelemetry.prometheusOperator"];
    let asked = switches.into_iter().find(|switch| subject.values().truthy(switch));
    asked.filter(|_| subject.facts().telemetry.service_monitor)
}

fn is_zero(value: &Value) -> bool {
    match &value.data {
        Data::Integer(number) => *number == 0,
        Data::Text(text) => text.trim_end_matches(char::is_alphabetic) == "0",
        _ => false,
    }
}
