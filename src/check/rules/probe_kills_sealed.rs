//! A liveness probe that restarts servers which wait for their keys.

use crate::check::health::{is_health, passes};
use crate::check::server_pod::{ServerPod, text};
use crate::check::{Confidence, Fault, Find, Purpose, Rule, Subject};
use crate::diagnostic::Severity;

pub(super) static RULE: Rule = Rule {
    id: "probe-kills-sealed",
    severity: Severity::Warning,
    confidence: Confidence::High,
    purpose: Purpose::Any,
    title: "the liveness probe restarts servers that are sealed or not initialized",
    why: "A sealed server answers its health with 503 and a new one with 501, which a liveness probe treats as a \
          failure: they are restarted again and again while somebody tries to unseal or initialize them.",
    fix: "Add `sealedcode=204&uninitcode=204` to the parameters of `server.livenessProbe.path`.",
    link: Some("https://developer.hashicorp.com/vault/api-docs/system/health"),
    find: Find::Looking(find),
};

fn find(subject: &Subject<'_>) -> Vec<Fault> {
    let Some(pod) = ServerPod::of(subject) else { return Vec::new() };
    let get = pod.container.get("livenessProbe").and_then(|probe| probe.get("httpGet"));
    let Some(path) = get.and_then(|get| text(get, "path")).filter(|path| is_health(path)) else { return Vec::new() };
    let states = [("sealedcode", "sealed"), ("uninitcode", "not initialized")];
    let killed: Vec<_> = states.iter().filter(|(code, _)| !passes(path, code)).collect();
    // A dev server is never in either state.
    if killed.is_empty() || subject.facts().dev {
        return Vec::new();
    }
    let words: Vec<_> = killed.iter().map(|(_, state)| *state).collect();
    let codes: Vec<_> = killed.iter().map(|(code, _)| format!("{code}=204")).collect();
    let value = "server.livenessProbe.path";
    let join = if path.contains('?') { '&' } else { '?' };
    let label = match subject.is_set(value) {
        true => subject.label(value, format!("fails for a server that is {}", words.join(" or "))),
        false => {
            subject.label("server.livenessProbe.enabled", format!("restarts a server that is {}", words.join(" or ")))
        }
    };
    vec![
        Fault::new(format!("the liveness probe restarts a server that is {}", words.join(" or ")))
            .at(label)
            .also_note(subject.default_note(value))
            .help(format!("set `{value}: \"{path}{join}{}\"`", codes.join("&"))),
    ]
}
