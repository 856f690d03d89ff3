//! An attribute of the configuration that Vault does not know.

use crate::check::image::server_version;
use crate::check::vocabulary::{Meaning, Setting, home, ignored, settings};
use crate::check::{Confidence, Fault, Find, Purpose, Rule, ServerConfiguration, Subject};
use crate::diagnostic::Severity;
use crate::values::nearest;
use crate::vault_version::Version;

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
    let version = server_version(subject);
    let fault = |setting: &Setting<'_>| match setting.found {
        Meaning::UnknownAttribute => Some(fault(setting, configuration)),
        Meaning::Attribute(..) | Meaning::Block => ignored_here(setting, configuration, version.as_ref()),
        _ => None,
    };
    settings(tree).iter().filter_map(fault).collect()
}

/// A name that the image does not read, though another does.
fn ignored_here(
    setting: &Setting<'_>,
    configuration: &ServerConfiguration,
    version: Option<&Version>,
) -> Option<Fault> {
    let name = &setting.name.text;
    let why = ignored(&setting.holder, name, version)?;
    Some(
        Fault::new(format!("`{name}`{} {why}", setting.place()))
            .at(configuration.label(setting.name.span, "is ignored")),
    )
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
    // What the block has already was not meant.
    let is_free = |known: &&str| !setting.is_beside(known);
    let near = nearest(name, setting.names().filter(is_free))
        .or_else(|| of_same_words(name, setting.names().filter(is_free)))
        .map(|near| format!("did you mean `{near}`?"));
    near.into_iter().chain(home(name)).fold(fault, Fault::help)
}

/// The one name that shares most of its words with another: `tls_client_ca_file` for `tls_ca_cert_file`.
fn of_same_words(name: &str, known: impl Iterator<Item = &'static str>) -> Option<&'static str> {
    let words = |name: &str| name.to_ascii_lowercase().split('_').map(str::to_owned).collect::<Vec<_>>();
    let own = words(name);
    let shared = |other: &str| words(other).iter().filter(|word| own.contains(word)).count();
    // All words but one, and at least three: two are the family alone, such as `tls_cert`.
    let alike: Vec<_> =
        known.filter(|other| shared(other) > 2 && shared(other) + 1 >= words(other).len().max(own.len())).collect();
    match alike.as_slice() {
        [one] => Some(one),
        _ => None,
    }
}
