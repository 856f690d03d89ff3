//! A release of Vault that is newer than what is known of releases, or knowledge that is old.

use crate::check::image::images;
use crate::check::{Confidence, Fault, Find, Purpose, Rule, Subject};
use crate::diagnostic::Severity;

/// From how many days on what is known is too old to say nothing.
const OLD: i64 = 180;

pub(super) static RULE: Rule = Rule {
    id: "version-unknown",
    severity: Severity::Advice,
    confidence: Confidence::High,
    purpose: Purpose::Production,
    title: "the table of releases is too old to judge this one",
    why: "Support that ended and vulnerabilities that became known since are not in the table: that nothing is \
          reported of a version does not mean that it is safe.",
    fix: "Install a newer release of this program, or name a newer table with `--releases`.",
    link: Some("https://developer.hashicorp.com/vault/docs/updates/release-notes"),
    find: Find::Looking(find),
};

fn find(subject: &Subject<'_>) -> Vec<Fault> {
    let all = images(subject);
    let Some(image) = all.iter().find(|image| image.value == Some("server.image.tag")) else { return Vec::new() };
    let Some(version) = image.vault_version() else { return Vec::new() };
    let (date, age) = (&subject.releases.date, subject.releases.age(subject.today));
    let title = match (subject.releases.is_unknown(&version), age > OLD) {
        (true, _) => format!("{} is newer than the table of releases, which is of {date}", version.named()),
        (false, true) => format!("the table of releases is of {date}, {age} days ago"),
        (false, false) => return Vec::new(),
    };
    vec![
        Fault::new(title)
            .at(image.label(subject, "nothing newer is known of this one"))
            .in_object(image.pod.object, image.path.clone())
            .help("install a newer release of this program, or give a newer table with `--releases FILE`"),
    ]
}
