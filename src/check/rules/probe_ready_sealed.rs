//! Sealed servers that count as ready.

use crate::chart::Mode;
use crate::check::health::{is_health, passes};
use crate::check::{Confidence, Fault, Find, Purpose, Rule, Subject};
use crate::diagnostic::Severity;

pub(super) static RULE: Rule = Rule {
    id: "probe-ready-sealed",
    severity: Severity::Warning,
    confidence: Confidence::High,
    purpose: Purpose::Any,
    title: "the readiness probe treats sealed servers as ready",
    why: "A sealed server serves nobody. Where it counts as ready, a rollout goes on to the next one while the last is \
        still sealed, a disruption budget allows the next eviction, and clients are sent to it.",
    fix: "Remove `sealedcode` and `uninitcode` from `server.readinessProbe.path`; they belong to the liveness probe.",
    link: Some("https://developer.hashicorp.com/vault/api-docs/system/health"),
    find: Find::Looking(find),
};

fn find(subject: &Subject<'_>) -> Vec<Fault> {
    let values = subject.values();
    let Some(path) = values.given_text("server.readinessProbe.path").filter(|path| is_health(path)) else {
        return Vec::new();
    };
    let is_asked =
        matches!(subject.facts().mode, Mode::Ha | Mode::Standalone) && values.truthy("server.readinessProbe.enabled");
    if !is_asked || !passes(path, "sealedcode") || subject.facts().server.replicas < 2 {
        return Vec::new();
    }
    let (start, query) = path.split_once('?').unwrap_or((path, ""));
    let kept: Vec<&str> =
        query.split('&').filter(|part| !part.starts_with("sealedcode=") && !part.starts_with("uninitcode=")).collect();
    vec![
        Fault::new("sealed servers answer this readiness probe as if they were ready")
            .at(subject.label("server.readinessProbe.path", "lets a sealed server pass"))
            .help(format!("write `server.readinessProbe.path: \"{start}?{}\"`", kept.join("&"))),
    ]
}
