//! Vault Enterprise without a licence, and a licence for an edition that reads none.

use crate::check::server::{Server, given};
use crate::check::{Confidence, Fault, Find, Purpose, Rule, Subject};
use crate::diagnostic::Severity;

pub(super) static RULE: Rule = Rule {
    id: "license-missing",
    severity: Severity::Error,
    confidence: Confidence::Medium,
    purpose: Purpose::Any,
    title: "the image is Vault Enterprise, and there is no licence",
    why: "Vault Enterprise does not start without a licence, by `license_path`, `VAULT_LICENSE_PATH` or \
        `VAULT_LICENSE`.",
    fix: "Put the licence into a Secret and name it: `server.enterpriseLicense.secretName`.",
    link: Some("https://developer.hashicorp.com/vault/docs/license/autoloading"),
    find: Find::Looking(find),
};

fn find(subject: &Subject<'_>) -> Vec<Fault> {
    let Some(server) = Server::of(subject) else { return Vec::new() };
    let variables = ["VAULT_LICENSE", "VAULT_LICENSE_PATH"];
    let is_given = given(server.body, "license_path").is_some()
        || variables.iter().any(|name| server.pod.has_variable(name))
        || server.reads_more();
    let Some(path) = enterprise_image(subject).filter(|_| !is_given) else { return Vec::new() };
    let (name, key) = ("server.enterpriseLicense.secretName", "server.enterpriseLicense.secretKey");
    if subject.values().given_text(name).is_some() && subject.values().given_text(key).is_none() {
        return vec![
            Fault::new("the image is Vault Enterprise, and its licence has no key in the Secret")
                .at(subject.label(key, "`secretKey` is empty"))
                .also(subject.label_if_set(path, "does not start without a licence"))
                .in_object(server.pod.object, "spec.template.spec.containers[0].env")
                .help(format!(
                    "set `{key}` to the key of the licence in the Secret, or remove the line: `license` then applies"
                )),
        ];
    }
    vec![
        Fault::new("the image is Vault Enterprise, and there is no licence")
            .at(subject.label(path, "does not start without a licence"))
            .also(subject.label_if_set("server.enterpriseLicense", "names no Secret"))
            .in_object(server.pod.object, "spec.template.spec.containers[0].env")
            .help("set `server.enterpriseLicense.secretName` to the Secret with the licence"),
    ]
}

/// The value by which the image of the server is that of Vault Enterprise, if it is.
pub(super) fn enterprise_image(subject: &Subject<'_>) -> Option<&'static str> {
    let values = subject.values();
    let (repository, tag) = ("server.image.repository", "server.image.tag");
    if values.text(repository).is_some_and(|text| text.contains("vault-enterprise")) {
        return Some(repository);
    }
    let is_enterprise = |text: &str| text.split(['-', '.', '+']).any(|part| part == "ent");
    values.text(tag).is_some_and(is_enterprise).then_some(tag)
}
