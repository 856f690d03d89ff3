//! An attribute of the configuration that Vault does not know.

use crate::check::vocabulary::{Found, Setting, home, settings};
use crate::check::{Confidence, Fault, Find, Purpose, Rule, ServerConfiguration, Subject};
use crate::diagnostic::Severity;
use crate::values::nearest;

pub(super) static RULE: Rule = Rule {
    id: "vault-config-unknown-attribute",
    severity: Severity::Warning,
    confidence: Confidence::Medium,
    purpose: Purpose::Any,
    title: "the configuration sets something that Vault does not know",
    why: "Vault goes on without what it does not know, at best with a line in its log: what was meant by the name is \
          not in force.",
    fix: "Write the name that the message proposes, move the line into the block that knows it, or remove it.",
    link: Some("https://developer.hashicorp.com/vault/docs/configuration"),
    find: Find::Looking(find),
};

fn find(subject: &Subject<'_>) -> Vec<Fault> {
    let Some(configuration) = &subject.configuration else { return Vec::new() };
    let Some(tree) = configuration.tree() else { return Vec::new() };
    let all = settings(tree);
    let unknown = all.iter().filter(|setting| matches!(setting.found, Found::UnknownAttribute));
    unknown.map(|setting| fault(setting, configuration)).collect()
}

fn fault(setting: &Setting<'_>, configuration: &ServerConfiguration) -> Fault {
    let name = &setting.name.text;
    let title = match setting.holder.is_empty() {
        true => format!("Vault knows no `{name}` at the top of its configuration"),
        false => format!("Vault knows no `{name}`{}", setting.place()),
    };
    let fault = Fault::new(title)
        .at(configuration.label(setting.name.span, "is ignored"))
        .note(format!("what there is: {}", setting.vocabulary.page));
    let near = nearest(name, setting.names()).map(|near| format!("did you mean `{near}`?"));
    near.into_iter().chain(home(name)).fold(fault, Fault::help)
}
