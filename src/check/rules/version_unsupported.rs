//! A release of Vault that gets no more fixes.

use crate::check::image::images;
use crate::check::{Confidence, Fault, Find, Purpose, Rule, Subject};
use crate::diagnostic::Severity;

pub(super) static RULE: Rule = Rule {
    id: "version-unsupported",
    severity: Severity::Warning,
    confidence: Confidence::Medium,
    purpose: Purpose::Production,
    title: "a release of Vault no longer receives fixes",
    why: "HashiCorp fixes the newest line of the community edition alone, and those of Enterprise for as long as its \
          support lasts: what is found later in an older one stays open. Vulnerabilities that are known to be open are \
          reported with it.",
    fix: "Upgrade to a newer line, and read the upgrade notes of those between first.",
    link: Some("https://developer.hashicorp.com/vault/docs/upgrading"),
    find: Find::Looking(find),
};

fn find(subject: &Subject<'_>) -> Vec<Fault> {
    let mut faults = Vec::new();
    for image in images(subject) {
        let Some(version) = image.vault_version() else { continue };
        let Some(day) = subject.releases.ended(&version, subject.today) else { continue };
        let (major, minor) = version.line;
        let newest = subject.releases.newest().filter(|_| !version.is_enterprise());
        let to = newest.map_or("a line that receives fixes".to_owned(), |newest| format!("{newest} or later"));
        let open = subject.releases.advisories(&version);
        let ids: Vec<&str> = open.iter().map(|advisory| advisory.id.as_str()).collect();
        faults.push(
            Fault::new(format!("{} {major}.{minor} has received no fixes since {day}", version.edition))
                .at(image.label(subject, "an old release"))
                .in_object(image.pod.object, image.path.clone())
                .also_note((!ids.is_empty()).then(|| format!("known to be open: {}", ids.join(", "))))
                .note(format!("as of {}", subject.releases.date))
                .help(format!("upgrade to {to}, reading the upgrade notes of the lines between")),
        );
    }
    // One version that several images have by default is reported once.
    let is_unset = |fault: &Fault| fault.labels.iter().all(|label| label.is_unset);
    let mut told: Vec<Fault> = Vec::new();
    for fault in Fault::once_a_place(faults) {
        if !is_unset(&fault) || !told.iter().any(|other| is_unset(other) && other.title == fault.title) {
            told.push(fault);
        }
    }
    told
}
