//! An attribute of the configuration with a value of a wrong type.

use crate::check::vocabulary::{Kind, Meaning, Setting, lacks, settings, types};
use crate::check::{Confidence, Fault, Find, Purpose, Rule, ServerConfiguration, Subject};
use crate::diagnostic::Severity;
use crate::vault_config::{Data, Value};

pub(super) static RULE: Rule = Rule {
    id: "vault-config-type",
    severity: Severity::Error,
    confidence: Confidence::High,
    purpose: Purpose::Any,
    title: "a value in the configuration has a type that Vault does not accept there",
    why: "Vault stops at its start where it cannot read a value as what the attribute takes; `yes` and `on` are not \
          booleans to it.",
    fix: "Write `true` or `false`, a whole number, a quoted string or a block, whichever the message names.",
    link: Some("https://developer.hashicorp.com/vault/docs/configuration"),
    find: Find::Looking(find),
};

fn find(subject: &Subject<'_>) -> Vec<Fault> {
    let Some(configuration) = &subject.configuration else { return Vec::new() };
    let Some(tree) = configuration.tree() else { return Vec::new() };
    settings(tree).iter().filter_map(|setting| fault(setting, configuration)).collect()
}

fn fault(setting: &Setting<'_>, configuration: &ServerConfiguration) -> Option<Fault> {
    let name = &setting.name.text;
    match setting.found {
        Meaning::Attribute(value, kind) => {
            let kind = simple(kind)?;
            let expected = lacks(value, kind)?;
            let fault = Fault::new(format!("`{name}` {}{}", wrong(kind), setting.place()))
                .at(configuration.label(value.span, expected));
            Some(match meant(value, kind) {
                Some(word) => fault.help(format!("write `{name} = {word}`")),
                None => fault,
            })
        }
        Meaning::AttributeForBlock(value) if !is_nothing(value) => Some(
            Fault::new(format!("`{name}` is a block, not a value{}", setting.place()))
                .at(configuration.label(value.span, "expected a block"))
                .help(match (types(name), value.as_text()) {
                    (Some(_), Some(label)) => format!("write `{name} \"{label}\" {{ … }}`"),
                    (Some(_), None) => format!("write `{name}`, its type in quotes, and `{{ … }}`"),
                    (None, _) => format!("write `{name} {{ … }}`"),
                }),
        ),
        Meaning::BlockForAttribute => Some(
            Fault::new(format!("`{name}` is a value, not a block{}", setting.place()))
                .at(configuration.label(setting.name.span, "expected a value"))
                .help(format!("write `{name} = …`")),
        ),
        _ => None,
    }
}

/// What is asked here of an attribute; lengths of time have a rule of their own, and what is a text may be a wrong one.
fn simple(kind: Kind) -> Option<Kind> {
    match kind {
        Kind::Flag | Kind::Whole => Some(kind),
        Kind::Text | Kind::Address | Kind::Url | Kind::Choice(_) | Kind::Exact(_) => Some(Kind::Text),
        Kind::Duration | Kind::DurationOrNone | Kind::List | Kind::Map => None,
    }
}

fn wrong(kind: Kind) -> &'static str {
    match kind {
        Kind::Flag => "is neither true nor false",
        Kind::Whole => "is not a whole number",
        _ => "is not a text",
    }
}

/// What was most likely meant by a word.
fn meant(value: &Value, kind: Kind) -> Option<&'static str> {
    let word = value.as_text().filter(|_| kind == Kind::Flag)?.trim().to_ascii_lowercase();
    match word.as_str() {
        "yes" | "on" | "y" | "enabled" | "enable" => Some("true"),
        "no" | "off" | "n" | "disabled" | "disable" => Some("false"),
        _ => None,
    }
}

fn is_nothing(value: &Value) -> bool {
    match &value.data {
        Data::Null => true,
        Data::List(items) => items.is_empty(),
        _ => false,
    }
}
