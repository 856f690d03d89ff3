//! A readiness probe that standbys fail.

use crate::chart::Mode;
use crate::check::health::{is_health, is_on, passes};
use crate::check::image::server_version;
use crate::check::{Confidence, Fault, Find, Purpose, Rule, Subject};
use crate::diagnostic::Severity;

pub(super) static RULE: Rule = Rule {
    id: "probe-standby",
    severity: Severity::Error,
    confidence: Confidence::High,
    purpose: Purpose::Any,
    title: "the readiness probe treats standby servers as not ready",
    why: "A standby answers its health with 429 unless the path says `standbyok=true`, and one of Enterprise with 473 \
          unless it says `perfstandbyok=true`; a bare `standbyok` has no value. All servers but one are never ready, a \
          rollout never ends, and the disruption budget lets no node be drained.",
    fix: "Add `standbyok=true` to the parameters of `server.readinessProbe.path`.",
    link: Some("https://developer.hashicorp.com/vault/api-docs/system/health"),
    find: Find::Looking(find),
};

fn find(subject: &Subject<'_>) -> Vec<Fault> {
    let values = subject.values();
    let Some(path) = values.given_text("server.readinessProbe.path") else { return Vec::new() };
    let is_enterprise = server_version(subject).is_some_and(|version| version.is_enterprise());
    let passes_plain = is_on(path, "standbyok") || passes(path, "standbycode");
    // Standbys of Enterprise serve reads, and answer with a code of their own that `standbyok` does not cover.
    let passes_performance = is_on(path, "perfstandbyok") || passes(path, "performancestandbycode");
    let passes_standby = passes_plain && (passes_performance || !is_enterprise);
    if subject.facts().mode != Mode::Ha
        || subject.facts().server.replicas < 2
        || !values.truthy("server.readinessProbe.enabled")
        || !is_health(path)
        || passes_standby
    {
        return Vec::new();
    }
    let (code, wanted) = if passes_plain { (473, "perfstandbyok=true") } else { (429, "standbyok=true") };
    let (start, query) = path.split_once('?').unwrap_or((path, ""));
    let is_other = |part: &&str| !part.is_empty() && part.split('=').next() != wanted.split('=').next();
    let mut parts: Vec<&str> = query.split('&').filter(is_other).collect();
    parts.push(wanted);
    if is_enterprise && !passes_performance && wanted == "standbyok=true" {
        parts.push("perfstandbyok=true");
    }
    vec![
        Fault::new(format!("standby servers answer this readiness probe with {code}, and are never ready"))
            .at(subject.label("server.readinessProbe.path", format!("without `{wanted}`")))
            .also(subject.label_if_set("server.ha.enabled", "all servers but one are standbys"))
            .help(format!("write `{start}?{}`", parts.join("&"))),
    ]
}
