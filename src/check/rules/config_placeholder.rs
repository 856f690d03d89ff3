//! A placeholder in the configuration that nobody replaces.

use crate::check::{Confidence, Fault, Find, Purpose, Rule, Subject};
use crate::diagnostic::Severity;
use crate::vault_config::{Body, Data, Value};

pub(super) static RULE: Rule = Rule {
    id: "config-placeholder",
    severity: Severity::Warning,
    confidence: Confidence::Medium,
    purpose: Purpose::Any,
    title: "the configuration holds a variable that nobody replaces",
    why: "Vault replaces nothing in its configuration, and the start script of the pods only a few words such as `POD_IP` and `HOSTNAME`: `${NAME}` reaches the storage or the seal as it is written.",
    fix: "Give the value by a variable that Vault reads itself, such as `VAULT_PG_CONNECTION_URL` or `AWS_SECRET_ACCESS_KEY`, or by a file of a Secret that `server.extraArgs` names. If another tool replaces it before, silence the rule with that reason.",
    link: Some("https://developer.hashicorp.com/vault/docs/configuration"),
    find: Find::Looking(find),
};

fn find(subject: &Subject<'_>) -> Vec<Fault> {
    let Some(configuration) = &subject.configuration else { return Vec::new() };
    let Some(tree) = configuration.tree() else { return Vec::new() };
    let mut values = Vec::new();
    collect(&tree.body, &mut values);
    let mut seen: Vec<&str> = Vec::new();
    let mut faults = Vec::new();
    for (name, value) in values {
        let Some(placeholder) = value.as_text().and_then(placeholder).filter(|one| !seen.contains(one)) else {
            continue;
        };
        seen.push(placeholder);
        let fault = Fault::new(format!("nothing replaces `{placeholder}` in `{name}`"))
            .at(configuration.label(value.span, "stays as it is"));
        faults.push(match (name, placeholder.contains("PASSWORD")) {
            ("connection_url", _) | (_, true) => fault
                .help("remove it here, and give it by a variable that Vault reads, such as `VAULT_PG_CONNECTION_URL`"),
            _ => fault.help("write the value, or give it by a variable that Vault reads"),
        });
    }
    faults
}

fn collect<'b>(body: &'b Body, found: &mut Vec<(&'b str, &'b Value)>) {
    for attribute in &body.attributes {
        of_value(&attribute.name.text, &attribute.value, found);
    }
    body.blocks.iter().for_each(|block| collect(&block.body, found));
}

fn of_value<'b>(name: &'b str, value: &'b Value, found: &mut Vec<(&'b str, &'b Value)>) {
    match &value.data {
        Data::List(items) => items.iter().for_each(|item| of_value(name, item, found)),
        Data::Map(body) => collect(body, found),
        _ => found.push((name, value)),
    }
}

/// The first `${NAME}` of a text, where the name is one of a variable.
fn placeholder(text: &str) -> Option<&str> {
    let start = text.find("${")?;
    let end = start + text.get(start..)?.find('}')? + 1;
    let name = text.get(start + 2..end - 1)?.split([':', '-']).next()?;
    let is_name = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    if is_name { text.get(start..end) } else { None }
}
