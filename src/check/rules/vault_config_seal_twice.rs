//! Seals that are active side by side without an order.

use crate::check::{Confidence, Fault, Find, Purpose, Rule, Subject};
use crate::diagnostic::Severity;
use crate::vault_config::Block;

pub(super) static RULE: Rule = Rule {
    id: "vault-config-seal-twice",
    severity: Severity::Error,
    confidence: Confidence::High,
    purpose: Purpose::Any,
    title: "several seals are active, and nothing distinguishes them",
    why: "A second seal is either the old one of a migration, which is disabled, or one of several of Vault \
          Enterprise, each with its own priority; Vault stops at its start at anything else.",
    fix: "Set `disabled = \"true\"` in the seal that Vault migrates from, or give each of them a `name` and a \
          `priority`.",
    link: Some("https://developer.hashicorp.com/vault/docs/configuration/seal/seal-ha"),
    find: Find::Looking(find),
};

fn find(subject: &Subject<'_>) -> Vec<Fault> {
    let Some(configuration) = &subject.configuration else { return Vec::new() };
    let Some(tree) = configuration.tree() else { return Vec::new() };
    let seals = tree.body.blocks("seal").chain(tree.body.blocks("hsm"));
    let active: Vec<&Block> = seals.filter(|seal| !is_disabled(seal)).collect();
    let Some((index, clash)) = active.iter().enumerate().find(|(index, seal)| !is_apart(seal, &active, *index)) else {
        return Vec::new();
    };
    let first = active.first().filter(|_| index > 0);
    vec![
        Fault::new(format!("{} seals are active without their own priority", active.len()))
            .at(configuration.label(clash.kind.span, "no priority that only it has"))
            .also(first.map(|first| configuration.label(first.kind.span, "another active seal")))
            .help("set `disabled = \"true\"` in the seal that Vault migrates from")
            .help("in Vault Enterprise, give each seal a `name` and a `priority`"),
    ]
}

/// Whether a priority is the seal's own; one seal alone needs none, and the last one without is the one to point at.
fn is_apart(seal: &Block, active: &[&Block], index: usize) -> bool {
    if active.len() < 2 || index == 0 {
        return true;
    }
    let own = text(seal, "priority");
    own.is_some() && active.iter().take(index).all(|other| text(other, "priority").is_some_and(|it| Some(it) != own))
}

fn text(seal: &Block, attribute: &str) -> Option<serde_json::Value> {
    let value = seal.body.attribute(attribute)?.to_json();
    // A number and the text of it are the same to Vault.
    Some(value.as_i64().map_or(value, |number| number.to_string().into()))
}

fn is_disabled(seal: &Block) -> bool {
    seal.body.attribute("disabled").and_then(|value| value.as_bool()) == Some(true)
}
