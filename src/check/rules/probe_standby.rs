//! A readiness probe that standbys fail.

use crate::chart::Mode;
use crate::check::health::{is_health, is_on, passes};
use crate::check::{Confidence, Fault, Find, Purpose, Rule, Subject};
use crate::diagnostic::Severity;

pub(super) static RULE: Rule = Rule {
    id: "probe-standby",
    severity: Severity::Error,
    confidence: Confidence::High,
    purpose: Purpose::Any,
    title: "the readiness probe takes standby servers for broken",
    why: "A standby answers its health with 429 unless the path says `standbyok=true`: all servers but one are never \
          ready, a rollout never ends, and the disruption budget lets no node be drained.",
    fix: "Add `standbyok=true` to the parameters of `server.readinessProbe.path`.",
    link: Some("https://developer.hashicorp.com/vault/api-docs/system/health"),
    find: Find::Looking(find),
};

fn find(subject: &Subject<'_>) -> Vec<Fault> {
    let values = subject.values();
    let Some(path) = values.given_text("server.readinessProbe.path") else { return Vec::new() };
    let passes_standby = is_on(path, "standbyok") || passes(path, "standbycode");
    if subject.facts().mode != Mode::Ha
        || subject.facts().server.replicas < 2
        || !values.truthy("server.readinessProbe.enabled")
        || !is_health(path)
        || passes_standby
    {
        return Vec::new();
    }
    let join = if path.contains('?') { '&' } else { '?' };
    vec![
        Fault::new("standby servers answer this readiness probe with 429, and are never ready")
            .at(subject.label("server.readinessProbe.path", "without `standbyok=true`"))
            .also(subject.label_if_set("server.ha.enabled", "all servers but one are standbys"))
            .help(format!("write `{path}{join}standbyok=true`")),
    ]
}
