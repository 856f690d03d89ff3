//! Memory that is locked under integrated storage.

use crate::check::server::Server;
use crate::check::{Confidence, Fault, Find, Purpose, Rule, Subject};
use crate::diagnostic::Severity;
use crate::vault_config::{Body, Value};

pub(super) static RULE: Rule = Rule {
    id: "mlock-raft",
    severity: Severity::Warning,
    confidence: Confidence::Medium,
    purpose: Purpose::Any,
    title: "memory is locked under integrated storage",
    why: "Integrated storage maps its file into memory: with locked memory all of that file has to fit into the memory \
          of the container, which is killed when it does not.",
    fix: "Set `disable_mlock = true`, or remove the line: the chart then adds it. Nodes without swap lose nothing by it.",
    link: Some("https://developer.hashicorp.com/vault/docs/configuration#disable_mlock"),
    find: Find::Looking(find),
};

fn find(subject: &Subject<'_>) -> Vec<Fault> {
    let Some(server) = Server::of(subject) else { return Vec::new() };
    let (Some(value), Some(storage)) = (locks(server.body), server.raft()) else { return Vec::new() };
    vec![
        Fault::new("memory is locked, and integrated storage maps all of its file into memory")
            .at(server.label(value.span, "memory is locked"))
            .also(server.label_if_set(storage.block.kind.span, "integrated storage"))
            .help("write `disable_mlock = true`"),
    ]
}

/// What asks for locked memory: the chart turns it off unless the configuration says otherwise.
pub(super) fn locks(body: &Body) -> Option<&Value> {
    body.attribute("disable_mlock").filter(|value| value.as_bool() == Some(false))
}
