//! Metrics for everyone outside.

use crate::check::configured::{Configured, on};
use crate::check::exposure::outside;
use crate::check::{Confidence, Fault, Find, Purpose, Rule, Subject};
use crate::diagnostic::Severity;
use crate::vault_config::Value;

pub(super) static RULE: Rule = Rule {
    id: "metrics-open",
    severity: Severity::Warning,
    confidence: Confidence::Medium,
    purpose: Purpose::Production,
    title: "metrics are open to everyone who reaches Vault from outside",
    why: "Metrics show the names of mounts, the number of tokens and the state of the cluster; without a login \
          whoever reaches the address reads them.",
    fix: "Remove `unauthenticated_metrics_access` and give the scraper a token, or serve metrics at a separate \
          listener that no Ingress leads to.",
    link: Some("https://developer.hashicorp.com/vault/docs/configuration/listener/tcp#unauthenticated_metrics_access"),
    find: Find::Looking(find),
};

fn find(subject: &Subject<'_>) -> Vec<Fault> {
    let (Some(configured), Some(way)) = (Configured::of(subject), outside(subject)) else { return Vec::new() };
    let listeners = configured.open_listeners().filter(|listener| {
        let address = listener.body.attribute("address").and_then(|value| value.as_text());
        address.is_none_or(|address| address.ends_with(":8200"))
    });
    let open = listeners
        .into_iter()
        .find_map(|listener| on(&listener.body.block("telemetry")?.body, "unauthenticated_metrics_access"));
    let fault = |value: &Value| {
        Fault::new("who reaches Vault from outside reads its metrics without a login")
            .at(configured.label(value.span, "no login is required"))
            .also(subject.label_if_set(way, "reachable by this"))
            .help(
                "remove the line and set `serverTelemetry.serviceMonitor.authorization`, or serve metrics at a \
                second listener",
            )
    };
    open.into_iter().map(fault).collect()
}
