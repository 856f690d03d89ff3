//! A dev server that others reach.

use crate::chart::Mode;
use crate::check::exposure::outside;
use crate::check::{Confidence, Fault, Find, Purpose, Rule, Subject};
use crate::diagnostic::Severity;

pub(super) static RULE: Rule = Rule {
    id: "dev-exposed",
    severity: Severity::Warning,
    confidence: Confidence::High,
    purpose: Purpose::Any,
    title: "a dev server is reachable from outside the cluster",
    why: "Whoever reaches a dev server and knows its root token, which is `root` unless it is changed, reads and \
          writes everything in it.",
    fix: "Reach it with `kubectl port-forward`, and keep its services of type ClusterIP.",
    link: Some("https://developer.hashicorp.com/vault/docs/concepts/dev-server"),
    find: Find::Looking(find),
};

fn find(subject: &Subject<'_>) -> Vec<Fault> {
    let Some(way) = outside(subject).filter(|_| subject.facts().mode == Mode::Dev) else { return Vec::new() };
    let token = "server.dev.devRootToken";
    vec![
        Fault::new("a server in dev mode is reachable from outside the cluster")
            .at(subject.label_or_unset(way, "reachable by this"))
            .also(subject.label_if_set("server.dev.enabled", "dev mode is on"))
            .also_note((!subject.is_set(token)).then(|| format!("`{token}` is its default, which everybody knows")))
            .help("remove the way from outside, and use `kubectl port-forward`"),
    ]
}
