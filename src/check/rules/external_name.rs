//! An entry of `vaultchart.external` that names no object.

use crate::check::{Confidence, External, Fault, Find, Purpose, Rule, Subject};
use crate::diagnostic::Label;
use crate::diagnostic::Severity;
use crate::yaml::{Data, Node};

pub(super) static RULE: Rule = Rule {
    id: "external-name",
    severity: Severity::Warning,
    confidence: Confidence::High,
    purpose: Purpose::Any,
    title: "an entry of `vaultchart.external` names no object",
    why: "An entry that is not a kind and a name is skipped, and the object that it was meant for is reported as \
          missing.",
    fix: "Write `kind/name`, such as `secret/vault-tls`; `*` stands for any characters in the name.",
    link: Some("https://kubernetes.io/docs/concepts/overview/working-with-objects/names/"),
    find: Find::Looking(find),
};

fn find(subject: &Subject<'_>) -> Vec<Fault> {
    let Some(node) = subject.user.at("vaultchart.external") else { return Vec::new() };
    let Data::List(entries) = &node.data else { return Vec::new() };
    let wrong = entries.iter().filter(|entry| entry.as_text().is_some_and(|text| text.parse::<External>().is_err()));
    let fault = |entry: &Node| {
        let text = entry.as_text().unwrap_or_default();
        Fault::new(format!("`{text}` names no object"))
            .at(Label::new(entry.span, "expected a kind and a name"))
            .help("write `kind/name`, such as `secret/vault-tls`")
    };
    wrong.map(fault).collect()
}
