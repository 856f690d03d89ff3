//! A release of Vault with a known fault.

use crate::check::image::images;
use crate::check::{Confidence, Fault, Find, Purpose, Rule, Subject};
use crate::diagnostic::Severity;

pub(super) static RULE: Rule = Rule {
    id: "version-vulnerable",
    severity: Severity::Warning,
    confidence: Confidence::High,
    purpose: Purpose::Production,
    title: "a release of Vault has a vulnerability that a later one fixes",
    why: "The vulnerability is public, and so is how it is exploited. A release that no longer receives fixes is \
          reported by `version-unsupported`.",
    fix: "Upgrade to the release that the message names, or to a later one.",
    link: Some("https://developer.hashicorp.com/vault/docs/upgrading"),
    find: Find::Looking(find),
};

fn find(subject: &Subject<'_>) -> Vec<Fault> {
    let mut faults = Vec::new();
    // What is known is about the server; an agent has neither storage nor audit devices.
    for image in images(subject).iter().filter(|image| image.value == Some("server.image.tag")) {
        let Some(version) = image.vault_version() else { continue };
        let open = subject.releases.advisories(&version);
        let is_old = subject.releases.ended(&version, subject.today).is_some();
        let Some(last) = open.iter().max_by_key(|advisory| advisory.mended()).filter(|_| !is_old) else { continue };
        let ids: Vec<&str> = open.iter().map(|advisory| advisory.id.as_str()).collect();
        let fault = Fault::new(format!("{} has vulnerabilities that are fixed: {}", version.named(), ids.join(", ")))
            .at(image.label(subject, "a vulnerable release"))
            .in_object(image.pod.object, image.path.clone());
        let told = open.iter().map(|advisory| format!("{}: {}", advisory.id, advisory.what));
        let help = format!("upgrade to {}, or later", last.fixed_in(version.is_enterprise()));
        faults.push(told.fold(fault, Fault::note).note(format!("as of {}", subject.releases.date)).help(help));
    }
    faults
}
