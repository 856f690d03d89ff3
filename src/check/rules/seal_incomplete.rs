//! A seal that is not told which key to use.

use crate::check::seal::{is_met, seals, words};
use crate::check::server::Server;
use crate::check::{Confidence, Fault, Find, Purpose, Rule, Subject};
use crate::diagnostic::Severity;

pub(super) static RULE: Rule = Rule {
    id: "seal-incomplete",
    severity: Severity::Error,
    confidence: Confidence::High,
    purpose: Purpose::Any,
    title: "a seal lacks what it needs, in its stanza and in the environment",
    why: "Each part of a seal can stand in its stanza or in a variable of the container. What stands in neither keeps \
          Vault from starting, or sends it to the wrong place: a transit seal without `address` asks `VAULT_ADDR`, \
          which is the server itself.",
    fix: "Add the attribute to the stanza, or the variable to `server.extraEnvironmentVars`.",
    link: Some("https://developer.hashicorp.com/vault/docs/configuration/seal"),
    find: Find::Looking(find),
};

fn find(subject: &Subject<'_>) -> Vec<Fault> {
    let Some(server) = Server::of(subject) else { return Vec::new() };
    let seals = seals(&server).into_iter();
    let faults = seals.filter_map(|(seal, kind)| {
        let missing: Vec<_> = kind.needs.iter().filter(|need| !is_met(&server, &seal, need)).collect();
        let names: Vec<_> = missing.iter().map(|need| format!("`{}`", need.attribute)).collect();
        let ways: Vec<_> = missing.iter().map(|need| words(need)).collect();
        let asks_itself = missing.iter().any(|need| need.attribute == "address");
        let fault = Fault::new(format!("the seal `{}` lacks {}", kind.kind, names.join(", ")))
            .at(seal.label(&server, format!("has no {}", names.join(", "))))
            .also(subject.label_if_set("server.extraEnvironmentVars", "nor is it here"))
            .also_note(
                asks_itself.then(|| "without `address` it asks `VAULT_ADDR`, which is the server itself".to_owned()),
            )
            .help(match seal.block {
                Some(_) => format!("add to the stanza {}", ways.join(", and ")),
                None => format!("write a stanza `seal \"{}\"` with {}", kind.kind, ways.join(", and ")),
            });
        (!missing.is_empty()).then_some(fault)
    });
    faults.collect()
}
