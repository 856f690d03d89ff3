//! An attribute that stands twice in one block of the configuration.

use crate::check::image::server_version;
use crate::check::server::Server;
use crate::check::start::refuses_duplicates;
use crate::check::{Confidence, Fault, Find, Purpose, Rule, ServerConfiguration, Subject};
use crate::diagnostic::Severity;
use crate::vault_config::{Attribute, Body};

pub(super) static RULE: Rule = Rule {
    id: "vault-config-duplicate",
    severity: Severity::Warning,
    confidence: Confidence::High,
    purpose: Purpose::Any,
    title: "an attribute is set twice in one block of the configuration",
    why: "Only one of the two values is in force. Older versions of Vault choose silently, newer ones refuse such a \
          configuration.",
    fix: "Remove one of the two lines.",
    link: Some("https://developer.hashicorp.com/vault/docs/configuration"),
    find: Find::Looking(find),
};

fn find(subject: &Subject<'_>) -> Vec<Fault> {
    let Some(configuration) = &subject.configuration else { return Vec::new() };
    let Some(tree) = configuration.tree() else { return Vec::new() };
    // Where that stops Vault, it is reported with all else that does.
    if Server::of(subject).is_some() && refuses_duplicates(server_version(subject)) {
        return Vec::new();
    }
    let mut faults = Vec::new();
    look(&tree.body, configuration, &mut faults);
    faults
}

fn look(body: &Body, configuration: &ServerConfiguration, faults: &mut Vec<Fault>) {
    for (index, attribute) in body.attributes.iter().enumerate() {
        let is_same = |other: &&Attribute| other.name.text == attribute.name.text;
        let first = body.attributes.iter().take(index).find(is_same);
        faults.extend(first.map(|first| fault(first, attribute, configuration)));
    }
    for block in &body.blocks {
        look(&block.body, configuration, faults);
    }
}

fn fault(first: &Attribute, again: &Attribute, configuration: &ServerConfiguration) -> Fault {
    Fault::new(format!("`{}` is set twice", again.name.text))
        .at(configuration.label(again.name.span, "set again here"))
        .at(configuration.label(first.name.span, "set before here"))
        .help("remove one of the two lines")
}
