//! A listener, storage, seal or service registration of a type that Vault does not have.

use crate::check::vocabulary::{Meaning, settings, types, words};
use crate::check::{Confidence, Fault, Find, Purpose, Rule, ServerConfiguration, Subject};
use crate::diagnostic::Severity;
use crate::values::nearest;
use crate::vault_config::Block;

/// The most types that a message lists.
const LISTED: usize = 10;

pub(super) static RULE: Rule = Rule {
    id: "vault-config-unknown-type",
    severity: Severity::Error,
    confidence: Confidence::High,
    purpose: Purpose::Any,
    title: "a listener, storage, seal or service registration has a type that Vault does not have",
    why: "Vault stops at its start when a block names a type that it does not have, and the pod restarts for ever.",
    fix: "Write a type that Vault has as the label of the block, such as `storage \"raft\"`.",
    link: Some("https://developer.hashicorp.com/vault/docs/configuration"),
    find: Find::Looking(find),
};

fn find(subject: &Subject<'_>) -> Vec<Fault> {
    let Some(configuration) = &subject.configuration else { return Vec::new() };
    let Some(tree) = configuration.tree() else { return Vec::new() };
    let unknown = settings(tree).into_iter().filter_map(|setting| match setting.found {
        Meaning::UnknownType(block) => Some(fault(block, configuration)),
        _ => None,
    });
    unknown.collect()
}

fn fault(block: &Block, configuration: &ServerConfiguration) -> Fault {
    let kind = &block.kind.text;
    let known: Vec<&str> = types(kind).unwrap_or_default().iter().map(|(name, _)| *name).collect();
    let (title, span) = match block.labels.first() {
        Some(label) => (format!("Vault has no {} `{}`", kind.replace('_', " "), label.text), label.span),
        None => (format!("a `{kind}` block says no type"), block.kind.span),
    };
    let fault = Fault::new(title).at(configuration.label(span, "Vault stops here"));
    match block.label().and_then(|label| nearest(label, known.iter().copied())) {
        Some(near) => fault.help(format!("did you mean `{kind} \"{near}\"`?")),
        None if known.len() <= LISTED => fault.help(format!("there are {}", words(&known).replace(" or ", " and "))),
        None => fault.help(format!("write a type in quotes: `{kind} \"raft\"`")),
    }
}
