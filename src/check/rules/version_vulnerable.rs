//! A release of Vault with a known fault.

use crate::check::image::images;
use crate::check::releases::{TABLE_DATE, advisories};
use crate::check::{Confidence, Fault, Find, Purpose, Rule, Subject};
use crate::diagnostic::Severity;

pub(super) static RULE: Rule = Rule {
    id: "version-vulnerable",
    severity: Severity::Warning,
    confidence: Confidence::High,
    purpose: Purpose::Production,
    title: "a release of Vault has a fault that a later one mends",
    why: "The fault is public, and so is how it is used.",
    fix: "Upgrade to the release that the message names, or to a later one.",
    link: Some("https://developer.hashicorp.com/vault/docs/upgrading"),
    find: Find::Looking(find),
};

fn find(subject: &Subject<'_>) -> Vec<Fault> {
    let mut faults = Vec::new();
    // What is known is about the server; an agent has neither storage nor audit devices.
    for image in images(subject).iter().filter(|image| image.value == Some("server.image.tag")) {
        let Some(version) = image.vault_version() else { continue };
        for advisory in advisories(&version) {
            faults.push(
                Fault::new(format!("Vault {version} is open to {}", advisory.id))
                    .at(image.label(subject, advisory.what))
                    .in_object(image.pod.object, image.path.clone())
                    .note(format!("as the table of {TABLE_DATE} in this program has it"))
                    .help(format!("upgrade to {}, or later", advisory.fixed_in(version.is_enterprise()))),
            );
        }
    }
    faults
}
