//! A release of Vault that gets no more fixes.

use crate::check::image::images;
use crate::check::releases::{TABLE_DATE, ended};
use crate::check::{Confidence, Fault, Find, Purpose, Rule, Subject};
use crate::diagnostic::Severity;

pub(super) static RULE: Rule = Rule {
    id: "version-unsupported",
    severity: Severity::Warning,
    confidence: Confidence::Medium,
    purpose: Purpose::Production,
    title: "a release of Vault gets no more fixes",
    why: "HashiCorp mends the newest release line and the two before it, and the long-term lines of Enterprise for \
          two years: what is found later in an older one stays open.",
    fix: "Upgrade to a newer line, one standby after the other, and read its upgrade notes first.",
    link: Some("https://developer.hashicorp.com/vault/docs/upgrading"),
    find: Find::Looking(find),
};

fn find(subject: &Subject<'_>) -> Vec<Fault> {
    let mut faults = Vec::new();
    for image in images(subject) {
        let Some(version) = image.vault_version() else { continue };
        let Some(day) = ended(&version, subject.today) else { continue };
        let (major, minor) = version.line;
        faults.push(
            Fault::new(format!("Vault {major}.{minor} has got no fixes since {day}"))
                .at(image.label(subject, "an old release"))
                .in_object(image.pod.object, image.path.clone())
                .note(format!("as the table of {TABLE_DATE} in this program has it"))
                .help("upgrade to a line that gets fixes, reading the upgrade notes of those between"),
        );
    }
    Fault::once_a_place(faults)
}
