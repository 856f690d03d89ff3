//! What became of the keys of earlier versions of vault-helm: one table for messages, for old names that still act,
//! and for rewriting old values files.

use crate::values::path::{Path, Segment};

/// What became of one key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Replaced {
    /// The key as it was; `[]` stands for every item of a list.
    pub from: &'static str,
    /// The keys that took its place; none if it has no successor.
    pub to: &'static [&'static str],
    /// The version of vault-helm that changed it, where that is known.
    pub since: Option<&'static str>,
    /// How a value under the old key becomes one under the new.
    pub how: How,
    /// Whether the old key still has an effect.
    pub acts: bool,
}

/// How a value under an old key becomes one of today.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    /// The value stands under the new key as it is.
    Moved,
    /// The image in one string is split into repository and tag.
    Image,
    /// Nothing reads the key, and nothing has to be decided: it can go. The text says why.
    Dropped(&'static str),
    /// There is no successor that takes the value. The text says what to do.
    ByHand(&'static str),
    /// The key stayed, but a map under it is refused. The text says what to do.
    TextOnly(&'static str),
    /// The key stayed, but an empty map under it is refused: it was the default once, and is a list today.
    NoMap,
    /// The key stayed, but an image in one string is refused: it has a repository and a tag.
    ImageInPlace,
    /// The key stayed, but is deprecated: each of its items is one of a list of volumes, and one of a list of mounts.
    Volumes,
    /// The key stayed, but labels of the chart's own pods in its text have other names.
    Labels(&'static [(&'static str, &'static str)]),
}

const ELECTION: &str = "the injector elects its leader itself";
const STRUCTURED: &str = "write the configuration as text, in HCL or JSON";

/// Every change, in the order in which a values file is rewritten: what moves into a map comes before what moves out of it,
/// so that the map stays where it is.
pub const HISTORY: &[Replaced] = &[
    moved("injector.externalVaultAddr", &["global.externalVaultAddr"], Some("0.21.0")).that_acts(),
    Replaced {
        from: "global.image",
        to: &["server.image.repository", "server.image.tag"],
        since: Some("0.3.0"),
        how: How::Image,
        acts: true,
    },
    moved("global.imagePullPolicy", &["server.image.pullPolicy"], Some("0.3.0")),
    moved("injector.failurePolicy", &["injector.webhook.failurePolicy"], None),
    moved("injector.namespaceSelector", &["injector.webhook.namespaceSelector"], None).that_acts(),
    moved("injector.objectSelector", &["injector.webhook.objectSelector"], None),
    moved("injector.webhookAnnotations", &["injector.webhook.annotations"], None).that_acts(),
    gone("injector.leaderElector.useContainer", Some("0.18.0"), How::Dropped(ELECTION)),
    gone("injector.leaderElector.image", Some("0.18.0"), How::Dropped(ELECTION)),
    gone("injector.leaderElector.ttl", Some("0.18.0"), How::Dropped(ELECTION)),
    moved("server.serviceaccount", &["server.serviceAccount"], Some("0.3.0")),
    moved("server.configAnnotation", &["server.includeConfigAnnotation"], Some("0.29.0")),
    gone("server.extraVolumes[].load", None, How::Dropped("Vault no longer loads configuration from extra volumes")),
    Replaced {
        from: "server.extraVolumes",
        to: &["server.volumes", "server.volumeMounts"],
        since: None,
        how: How::Volumes,
        acts: true,
    },
    gone(
        "server.storageFsGroup",
        None,
        How::ByHand("set `server.gid`, or `fsGroup` in `server.statefulSet.securityContext.pod`"),
    ),
    kept("server.affinity", "0.2.0", How::Labels(LABELS)),
    stayed("server.tolerations", How::NoMap),
    stayed("injector.tolerations", How::NoMap),
    stayed("csi.pod.tolerations", How::NoMap),
    stayed("server.topologySpreadConstraints", How::NoMap),
    stayed("injector.topologySpreadConstraints", How::NoMap),
    kept("serverTelemetry.prometheusRules.rules", "0.25.0", How::NoMap),
    stayed("injector.image", How::ImageInPlace),
    stayed("injector.agentImage", How::ImageInPlace),
    kept("server.standalone.config", "0.29.0", How::TextOnly(STRUCTURED)),
    kept("server.ha.config", "0.29.0", How::TextOnly(STRUCTURED)),
    kept("server.ha.raft.config", "0.29.0", How::TextOnly(STRUCTURED)),
];

/// The labels by which pods of the chart were selected, and those of today.
const LABELS: &[(&str, &str)] = &[("app", "app.kubernetes.io/name"), ("release", "app.kubernetes.io/instance")];

const fn moved(from: &'static str, to: &'static [&'static str], since: Option<&'static str>) -> Replaced {
    Replaced { from, to, since, how: How::Moved, acts: false }
}

const fn gone(from: &'static str, since: Option<&'static str>, how: How) -> Replaced {
    Replaced { from, to: &[], since, how, acts: false }
}

const fn stayed(from: &'static str, how: How) -> Replaced {
    Replaced { from, to: &[], since: None, how, acts: true }
}

const fn kept(from: &'static str, since: &'static str, how: How) -> Replaced {
    Replaced { from, to: &[], since: Some(since), how, acts: true }
}

/// What replaced the key at a path, or the key above it that is gone; nothing for keys that stayed.
pub fn replaced(path: &Path) -> Option<&'static Replaced> {
    HISTORY.iter().find(|change| !change.keeps_key() && change.covers(path))
}

impl Replaced {
    const fn that_acts(self) -> Self {
        Self { acts: true, ..self }
    }

    /// Whether the key itself is still of today, and only what may stand under it changed.
    pub fn keeps_key(&self) -> bool {
        matches!(self.how, How::TextOnly(_) | How::Labels(_) | How::NoMap | How::ImageInPlace | How::Volumes)
    }

    /// What to type instead, as a help line of a message: ``use `server.image.repository` and `server.image.tag` ``.
    pub fn advice(&self) -> String {
        match self.how {
            How::Moved | How::Image | How::Volumes => {
                let keys: Vec<String> = self.to.iter().map(|key| format!("`{key}`")).collect();
                format!("use {}", keys.join(" and "))
            }
            How::NoMap => "write a list, or leave the key out".to_owned(),
            How::ImageInPlace => "write a repository and a tag below it".to_owned(),
            How::Dropped(why) => format!("remove it: {why}"),
            How::ByHand(advice) | How::TextOnly(advice) => advice.to_owned(),
            How::Labels(labels) => {
                let pairs: Vec<String> =
                    labels.iter().map(|(old, new)| format!("`{new}` instead of `{old}`")).collect();
                format!("use the labels {}", pairs.join(" and "))
            }
        }
    }

    /// The steps of the old key; nothing in place of a list's index.
    pub fn steps(&self) -> impl Iterator<Item = Option<&'static str>> {
        self.from.split('.').flat_map(|part| {
            let (key, index) = match part.strip_suffix("[]") {
                Some(key) => (key, Some(None)),
                None => (part, None),
            };
            std::iter::once(Some(key)).chain(index)
        })
    }

    fn covers(&self, path: &Path) -> bool {
        let mut steps = path.steps().iter();
        self.steps().all(|expected| match (expected, steps.next()) {
            (Some(key), Some(Segment::Key(found))) => key == found,
            (None, Some(Segment::Index(_))) => true,
            _ => false,
        })
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail by panicking")]
mod tests {
    use super::{HISTORY, replaced};
    use crate::values::path::{Path, Segment};

    #[test]
    fn a_key_that_is_gone_tells_what_replaced_it() {
        let advice = |key: &str| replaced(&Path::of_keys(key)).map(super::Replaced::advice);
        let cases = [
            ("global.image", "use `server.image.repository` and `server.image.tag`"),
            ("server.configAnnotation", "use `server.includeConfigAnnotation`"),
            ("server.serviceaccount.annotations", "use `server.serviceAccount`"),
            ("injector.leaderElector.image.tag", "remove it: the injector elects its leader itself"),
        ];
        for (key, expected) in cases {
            assert_eq!(advice(key).as_deref(), Some(expected), "{key}");
        }
        for key in ["server", "server.image", "server.affinity", "server.ha.config", "global.imagePull"] {
            assert_eq!(advice(key), None, "{key}");
        }
    }

    #[test]
    fn items_of_lists_are_found_by_any_index() {
        let mut path = Path::of_keys("server.extraVolumes");
        path.push(Segment::Index(3));
        path.push(Segment::Key("load".to_owned()));
        assert_eq!(replaced(&path).unwrap().from, "server.extraVolumes[].load");
    }

    #[test]
    fn a_key_has_one_entry() {
        for (position, change) in HISTORY.iter().enumerate() {
            assert!(HISTORY[..position].iter().all(|other| other.from != change.from), "{}", change.from);
        }
    }
}
