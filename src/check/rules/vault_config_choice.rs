//! A word in the configuration that is not one of those that Vault accepts there.

use crate::check::vocabulary::{Kind, Meaning, Setting, lacks, settings, words};
use crate::check::{Confidence, Fault, Find, Purpose, Rule, ServerConfiguration, Subject};
use crate::diagnostic::Severity;
use crate::values::nearest;
use crate::vault_config::Block;

pub(super) static RULE: Rule = Rule {
    id: "vault-config-choice",
    severity: Severity::Error,
    confidence: Confidence::High,
    purpose: Purpose::Any,
    title: "a word in the configuration is not one of those that Vault accepts there",
    why: "Log levels, versions of TLS and the like are closed sets: Vault stops at its start at a word that it does \
          not know.",
    fix: "Write one of the words that the message names.",
    link: Some("https://developer.hashicorp.com/vault/docs/configuration"),
    find: Find::Looking(find),
};

fn find(subject: &Subject<'_>) -> Vec<Fault> {
    let Some(configuration) = &subject.configuration else { return Vec::new() };
    let Some(tree) = configuration.tree() else { return Vec::new() };
    let settings = settings(tree);
    let faults = settings.iter().filter_map(|setting| fault(setting, configuration));
    faults.chain(tree.body.blocks("user_lockout").filter_map(|block| lockout(block, configuration))).collect()
}

/// Which logins a block on lockouts is about (`internalshared/configutil/userlockout.go`).
fn lockout(block: &Block, configuration: &ServerConfiguration) -> Option<Fault> {
    const METHODS: [&str; 4] = ["all", "userpass", "ldap", "approle"];
    let label = block.labels.first().filter(|label| !METHODS.contains(&label.text.as_str()))?;
    let expected = format!("expected {}", words(&METHODS));
    let fault = Fault::new(format!("`{}` is not a valid choice for `user_lockout`", label.text))
        .at(configuration.label(label.span, expected));
    Some(match nearest(&label.text, METHODS) {
        Some(near) => fault.help(format!("write `user_lockout \"{near}\"`")),
        None => fault,
    })
}

fn fault(setting: &Setting<'_>, configuration: &ServerConfiguration) -> Option<Fault> {
    let Meaning::Attribute(value, kind @ (Kind::Choice(choices) | Kind::Exact(choices))) = setting.found else {
        return None;
    };
    lacks(value, kind)?;
    let (name, text) = (&setting.name.text, value.as_text()?);
    let fault = Fault::new(format!("`{text}` is not a valid choice for `{name}`{}", setting.place()))
        .at(configuration.label(value.span, format!("expected {}", words(choices))));
    let near = tls_version(text).or_else(|| nearest(text, choices.iter().copied()));
    Some(match near.filter(|near| choices.contains(near)) {
        Some(near) => fault.help(format!("write `{name} = \"{near}\"`")),
        None => fault,
    })
}

/// A version of TLS as it is written elsewhere: `1.2`, `TLSv1.2`.
fn tls_version(text: &str) -> Option<&'static str> {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    match digits.as_str() {
        "10" | "1" => Some("tls10"),
        "11" => Some("tls11"),
        "12" => Some("tls12"),
        "13" => Some("tls13"),
        _ => None,
    }
}
