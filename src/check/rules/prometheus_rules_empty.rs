//! Alerting rules that are on and empty.

use crate::check::{Confidence, Fault, Find, Purpose, Rule, Subject};
use crate::diagnostic::Severity;

pub(super) static RULE: Rule = Rule {
    id: "prometheus-rules-empty",
    severity: Severity::Warning,
    confidence: Confidence::High,
    purpose: Purpose::Any,
    title: "`serverTelemetry.prometheusRules.enabled` is on and there are no rules",
    why: "The chart has no built-in alerts: without `rules` no PrometheusRule is made, and nobody is alerted.",
    fix: "Write the alerts to `serverTelemetry.prometheusRules.rules`, or turn the switch off.",
    link: Some("https://developer.hashicorp.com/vault/docs/platform/k8s/helm/configuration"),
    find: Find::Looking(find),
};

fn find(subject: &Subject<'_>) -> Vec<Fault> {
    let values = subject.values();
    let path = "serverTelemetry.prometheusRules.enabled";
    if !values.truthy(path) || values.truthy("serverTelemetry.prometheusRules.rules") {
        return Vec::new();
    }
    vec![
        Fault::new("alerting rules are on, and there are none: no PrometheusRule is made")
            .at(subject.label(path, "is on"))
            .also(subject.label_if_set("serverTelemetry.prometheusRules.rules", "is empty"))
            .also_note(subject.default_note("serverTelemetry.prometheusRules.rules"))
            .help("write alerts to `serverTelemetry.prometheusRules.rules`"),
    ]
}
