//! A scrape that may take longer than the time between two.

use crate::check::duration::seconds;
use crate::check::{Confidence, Fault, Find, Purpose, Rule, Subject};
use crate::diagnostic::Severity;

pub(super) static RULE: Rule = Rule {
    id: "scrape-timeout",
    severity: Severity::Error,
    confidence: Confidence::High,
    purpose: Purpose::Any,
    title: "the timeout of a scrape is longer than its interval",
    why: "Prometheus refuses such a configuration, and the operator leaves the ServiceMonitor out: there are no \
          metrics.",
    fix: "Let `serverTelemetry.serviceMonitor.scrapeTimeout` be at most `serverTelemetry.serviceMonitor.interval`.",
    link: Some("https://prometheus.io/docs/prometheus/latest/configuration/configuration/#scrape_config"),
    find: Find::Looking(find),
};

const TIMEOUT: &str = "serverTelemetry.serviceMonitor.scrapeTimeout";
const INTERVAL: &str = "serverTelemetry.serviceMonitor.interval";

fn find(subject: &Subject<'_>) -> Vec<Fault> {
    if !subject.facts().telemetry.service_monitor {
        return Vec::new();
    }
    let given = |path| Some((subject.values().text(path)?, seconds(subject.values().text(path)?)?));
    let (Some((timeout, long)), Some((interval, short))) = (given(TIMEOUT), given(INTERVAL)) else {
        return Vec::new();
    };
    if long <= short {
        return Vec::new();
    }
    let (first, second) = if subject.is_set(TIMEOUT) { (TIMEOUT, INTERVAL) } else { (INTERVAL, TIMEOUT) };
    let words =
        |path| if path == TIMEOUT { format!("a scrape may take {timeout}") } else { format!("one every {interval}") };
    vec![
        Fault::new(format!("a scrape may take {timeout}, and the next one comes after {interval}"))
            .at(subject.label(first, words(first)))
            .also(subject.label_if_set(second, words(second)))
            .also_note(subject.default_note(second))
            .help(format!("set `{TIMEOUT}: {interval}`, or less")),
    ]
}
