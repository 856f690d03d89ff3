//! Redundancy zones in an edition that has none.

use super::license_missing::enterprise_image;
use crate::check::server::Server;
use crate::check::{Confidence, Fault, Find, Purpose, Rule, Subject};
use crate::diagnostic::Severity;

pub(super) static RULE: Rule = Rule {
    id: "redundancy-zones-edition",
    severity: Severity::Warning,
    confidence: Confidence::Medium,
    purpose: Purpose::Any,
    title: "redundancy zones are on, and the image is not Vault Enterprise",
    why: "Redundancy zones belong to Vault Enterprise: the other edition takes every server for a voter, whatever its \
          zone.",
    fix: "Use the image `hashicorp/vault-enterprise` with a licence, or turn \
          `server.ha.raft.redundancyZones.enabled` off.",
    link: Some("https://developer.hashicorp.com/vault/docs/enterprise/redundancy-zones"),
    find: Find::Looking(find),
};

/// The images that are certainly of the other edition.
const COMMUNITY: &[&str] = &["hashicorp/vault", "docker.io/hashicorp/vault", "vault"];

fn find(subject: &Subject<'_>) -> Vec<Fault> {
    let Some(server) = Server::of(subject).filter(Server::is_ha) else { return Vec::new() };
    let repository = subject.values().text("server.image.repository").unwrap_or_default();
    let is_community = COMMUNITY.contains(&repository) && enterprise_image(subject).is_none();
    if !subject.facts().server.redundancy_zones || !is_community {
        return Vec::new();
    }
    vec![
        Fault::new(format!("redundancy zones are on, and the image `{repository}` is not Vault Enterprise"))
            .at(subject.label("server.ha.raft.redundancyZones.enabled", "zones have no effect on who votes"))
            .also(subject.label_if_set("server.image.repository", "is not Vault Enterprise"))
            .also_note(subject.default_note("server.image.repository"))
            .in_object(server.pod.object, "spec.template.spec.containers[0].image")
            .help(
                "name the image `hashicorp/vault-enterprise` and a tag that ends with `-ent` in `server.image`, and the \
                 licence in `server.enterpriseLicense`",
            ),
    ]
}
