//! Images: repository, tag and digest, and the version that a tag names.

use super::pods::{Container, Pod, pods};
use super::references::origin;
use super::subject::Subject;
use super::tree::text;
use crate::diagnostic::Label;

/// An image of the release.
pub(super) struct Image<'s> {
    /// The pod that it is for.
    pub(super) pod: Pod<'s>,
    /// Its path in the object.
    pub(super) path: String,
    /// The whole reference.
    pub(super) name: &'s str,
    /// The value that gives its tag, if it is an image of the chart.
    pub(super) value: Option<&'static str>,
}

/// The version that a tag names: `1.19.3-ent` is an Enterprise 1.19.3.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Version {
    /// The first two numbers.
    pub(super) line: (u32, u32),
    /// The third number, if there is one.
    pub(super) patch: Option<u32>,
    /// Whether this is Vault Enterprise.
    pub(super) is_enterprise: bool,
}

/// The images of all pods, and the one that the injector adds to others. The test's is the server's.
pub(super) fn images<'s>(subject: &'s Subject<'_>) -> Vec<Image<'s>> {
    let mut found = Vec::new();
    for pod in pods(subject.objects).filter(|pod| !pod.object.is_hook()) {
        for container in pod.containers() {
            let value = value_of(&pod, &container);
            let name = text(container.tree, "image");
            found.extend(name.map(|name| Image { pod, path: format!("{}.image", container.path), name, value }));
            let injected = container.variable("AGENT_INJECT_VAULT_IMAGE");
            found.extend(injected.map(|name| Image {
                pod,
                path: format!("{}.env", container.path),
                name,
                value: Some("injector.agentImage.tag"),
            }));
        }
    }
    found
}

fn value_of(pod: &Pod<'_>, container: &Container<'_>) -> Option<&'static str> {
    match (pod.object.template.as_str(), container.name()) {
        ("server/statefulset", "vault") => Some("server.image.tag"),
        ("injector/deployment", "sidecar-injector") => Some("injector.image.tag"),
        ("csi/daemonset", name) if name.ends_with("-csi-provider") => Some("csi.image.tag"),
        ("csi/daemonset", name) if name.ends_with("-agent") => Some("csi.agent.image.tag"),
        _ => None,
    }
}

impl<'s> Image<'s> {
    /// Whether a digest says which image it is.
    pub(super) fn has_digest(&self) -> bool {
        self.name.contains("@sha256:")
    }

    /// The tag, if there is one.
    pub(super) fn tag(&self) -> Option<&'s str> {
        let name = self.name.split('@').next().unwrap_or_default();
        let (before, tag) = name.rsplit_once(':')?;
        (!tag.contains('/') && !tag.is_empty() && !before.is_empty()).then_some(tag)
    }

    /// The version of Vault, if this is an image of Vault and the tag names one.
    pub(super) fn vault_version(&self) -> Option<Version> {
        let name = self.name.split('@').next().unwrap_or_default();
        let repository = self.tag().map_or(name, |tag| name.get(..name.len() - tag.len() - 1).unwrap_or_default());
        let last = repository.rsplit('/').next().unwrap_or_default();
        let version = Version::parse(self.tag()?)?;
        match last {
            "vault" => Some(version),
            "vault-enterprise" => Some(Version { is_enterprise: true, ..version }),
            _ => None,
        }
    }

    /// What to say of it at the value that names it.
    pub(super) fn label(&self, subject: &Subject<'_>, say: &str) -> Label {
        match self.value {
            Some(value) => subject.label(value, say),
            None => origin(subject, self.pod.object, &self.path, self.name, say),
        }
    }
}

impl Version {
    /// Reads a tag.
    pub(super) fn parse(tag: &str) -> Option<Self> {
        let tag = tag.strip_prefix('v').unwrap_or(tag);
        let numbers = tag.split(['-', '_', '+']).next()?;
        let mut parts = numbers.split('.');
        let (major, minor) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
        let patch = parts.next().and_then(|patch| patch.parse().ok());
        let is_enterprise = tag.split(['-', '_', '+', '.']).any(|part| part == "ent");
        Some(Self { line: (major, minor), patch, is_enterprise })
    }
}

impl std::fmt::Display for Version {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (major, minor) = self.line;
        write!(f, "{major}.{minor}")?;
        self.patch.map_or(Ok(()), |patch| write!(f, ".{patch}"))
    }
}

#[cfg(test)]
mod tests {
    use super::Version;

    #[test]
    fn a_tag_names_a_version() {
        let version = |major, minor, patch, is_enterprise| Version { line: (major, minor), patch, is_enterprise };
        for (tag, expected) in [
            ("1.19.3", Some(version(1, 19, Some(3), false))),
            ("v1.19.3", Some(version(1, 19, Some(3), false))),
            ("1.19.3-ent", Some(version(1, 19, Some(3), true))),
            ("1.16.10-ent.hsm.fips1402", Some(version(1, 16, Some(10), true))),
            ("2.0.4-ubi", Some(version(2, 0, Some(4), false))),
            ("1.19", Some(version(1, 19, None, false))),
            ("1", None),
            ("latest", None),
            ("", None),
            ("99999999999.1.1", None),
        ] {
            assert_eq!(Version::parse(tag), expected, "{tag}");
        }
    }
}
