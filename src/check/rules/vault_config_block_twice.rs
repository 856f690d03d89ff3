//! A block that Vault takes once only, and that stands twice.

use crate::check::{Confidence, Fault, Find, Purpose, Rule, Subject};
use crate::diagnostic::Severity;
use crate::vault_config::Block;

/// The blocks that a configuration has one of.
const SINGLE: [&str; 7] =
    ["storage", "backend", "ha_storage", "ha_backend", "service_registration", "telemetry", "entropy"];

pub(super) static RULE: Rule = Rule {
    id: "vault-config-block-twice",
    severity: Severity::Error,
    confidence: Confidence::High,
    purpose: Purpose::Any,
    title: "a block that Vault takes once stands twice in the configuration",
    why: "A server has one storage, one service registration and one telemetry: Vault stops at its start at the \
          second one.",
    fix: "Keep one of the blocks, or join them; a second storage that only elects the active server is \
          `ha_storage`.",
    link: Some("https://developer.hashicorp.com/vault/docs/configuration"),
    find: Find::Looking(find),
};

fn find(subject: &Subject<'_>) -> Vec<Fault> {
    let Some(configuration) = &subject.configuration else { return Vec::new() };
    let Some(tree) = configuration.tree() else { return Vec::new() };
    let twice = SINGLE.iter().filter_map(|kind| {
        let blocks: Vec<&Block> = tree.body.blocks(kind).collect();
        let (first, second) = (blocks.first()?, blocks.get(1)?);
        Some(
            Fault::new(format!("there are {} `{kind}` blocks, and Vault takes one", blocks.len()))
                .at(configuration.label(second.kind.span, "Vault stops here"))
                .at(configuration.label(first.kind.span, "the first one"))
                .help(match *kind {
                    "storage" => "remove one of them, or name the one that elects the active server `ha_storage`",
                    _ => "remove one of them, or join what is in them",
                }),
        )
    });
    twice.collect()
}
