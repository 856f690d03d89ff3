//! What a change does to the version of Vault, and what that asks for.

use super::kubectl::ACTIVE;
use super::server::Server;
use super::setting::Setting;
use super::step::{Operation, Step};
use crate::command::Word;
use crate::vault_version::{Transition, Version};

/// Another image of the servers.
#[derive(Clone, Debug)]
pub(super) struct Versions {
    transition: Transition,
    new: Option<Version>,
}

impl Versions {
    /// Compares the images of both sides; none where they are the same.
    pub(super) fn of(before: &Server, after: &Server) -> Option<Self> {
        let (old, new) = (before.image()?, after.image()?);
        (old != new && !before.dev && !after.dev)
            .then(|| Self { transition: Transition::of_server_images(old, new), new: Version::of_server_image(new) })
    }

    /// Whether the new version may not read what the old one wrote.
    pub(super) fn is_downgrade(&self) -> bool {
        self.transition.is_downgrade()
    }

    /// Whether the servers are of Vault Enterprise.
    pub(super) fn are_enterprise(&self) -> bool {
        self.new.as_ref().is_some_and(Version::is_enterprise)
    }

    /// The numbers of the new version, if it is a later one.
    pub(super) fn later(&self) -> Option<String> {
        let Transition::Upgrade(_, new) = &self.transition else { return None };
        let (major, minor) = new.line;
        Some(new.patch.map_or_else(|| format!("{major}.{minor}."), |patch| format!("{major}.{minor}.{patch}")))
    }

    /// What to know before the first step.
    pub(super) fn notes(&self) -> Vec<String> {
        let mut notes = vec![format!("{}.", self.transition)];
        match &self.transition {
            Transition::Downgrade(..) => notes.push(
                "This is a downgrade: all servers stop, and the data of the older version is restored. Without a snapshot \
                 that the older version made, stop here."
                    .to_owned(),
            ),
            Transition::Unknown(..) => notes.push(
                "The images do not say both versions: if the new one is older, do not follow this plan, since a server of \
                 an older version must not take over from a newer one."
                    .to_owned(),
            ),
            Transition::Upgrade(..) => notes.push(
                "Read the notes of every version between the two. With Enterprise replication, upgrade the secondaries \
                 before the primary."
                    .to_owned(),
            ),
            Transition::Same(_) => {}
        }
        notes
    }
}

/// Keeps autopilot from moving leadership to the new version by itself, and lets it do so again behind the steps: where
/// pods keep their ids that may cost the quorum.
pub(super) fn without_upgrade_migration(steps: Vec<Step>, server: &Server, setting: &Setting) -> Vec<Step> {
    let switch = |title: &str, why: &str, words, is_on| {
        server
            .log_in(
                Step::new(title, why).run(server.find_active(setting)),
                setting,
                "update `sys/storage/raft/autopilot/configuration`",
            )
            .run(server.vault(setting, Word::variable(ACTIVE), words))
            .by(Operation::SetUpgradeMigration(is_on))
    };
    let off = switch(
        "Switch off autopilot's upgrade migration",
        "Vault Enterprise moves leadership and votes to servers of a newer version by itself, which may cost the quorum while \
         pods are replaced one by one.",
        "operator raft autopilot set-config -disable-upgrade-migration=true",
        false,
    );
    let on = switch(
        "Switch autopilot's upgrade migration on again",
        "Leave this out if it was off before.",
        "operator raft autopilot set-config -disable-upgrade-migration=false",
        true,
    );
    std::iter::once(off).chain(steps).chain(std::iter::once(on)).collect()
}
