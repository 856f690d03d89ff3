//! A block of the configuration that Vault does not know.

use crate::check::vocabulary::{Meaning, Setting, settings};
use crate::check::{Confidence, Fault, Find, Purpose, Rule, ServerConfiguration, Subject};
use crate::diagnostic::Severity;
use crate::values::nearest;

pub(super) static RULE: Rule = Rule {
    id: "vault-config-unknown-block",
    severity: Severity::Warning,
    confidence: Confidence::Medium,
    purpose: Purpose::Any,
    title: "the configuration has a block that Vault does not know",
    why: "Vault goes on without a block that it does not know, at best with a line in its log: a misspelled \
          `listener` or `seal` is not there.",
    fix: "Write the name that the message proposes, or remove the block.",
    link: Some("https://developer.hashicorp.com/vault/docs/configuration"),
    find: Find::Looking(find),
};

fn find(subject: &Subject<'_>) -> Vec<Fault> {
    let Some(configuration) = &subject.configuration else { return Vec::new() };
    let Some(tree) = configuration.tree() else { return Vec::new() };
    let all = settings(tree);
    let unknown = all.iter().filter(|setting| matches!(setting.found, Meaning::UnknownBlock));
    unknown.map(|setting| fault(setting, configuration)).collect()
}

fn fault(setting: &Setting<'_>, configuration: &ServerConfiguration) -> Fault {
    let name = &setting.name.text;
    let title = match setting.holder.is_empty() {
        true => format!("Vault knows no block `{name}`"),
        false => format!("Vault knows no block `{name}`{}", setting.place()),
    };
    let fault = Fault::new(title)
        .at(configuration.label(setting.name.span, "is ignored with all that is in it"))
        .note(format!("what there is: {}", setting.vocabulary.page));
    match nearest(name, setting.names()) {
        Some(near) => fault.help(format!("did you mean `{near}`?")),
        None => fault,
    }
}
