//! The version that a tag names.

use std::cmp::Ordering;
use std::fmt;

use super::image::{is_vault, last_name, tag};

/// A version of Vault: `1.19.3-ent` is Enterprise 1.19.3.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version {
    /// The first two numbers: the release line.
    pub line: (u32, u32),
    /// The third number; a tag without one names whichever is the newest of its line.
    pub patch: Option<u32>,
    /// What precedes the release: `rc1`.
    pub pre_release: Option<String>,
    /// Whose build it is.
    pub edition: Edition,
}

/// Whose build a version is, and what is in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Edition {
    /// HashiCorp's community edition.
    Community,
    /// Vault Enterprise.
    Enterprise,
    /// OpenBao, whose numbers are its own.
    OpenBao,
}

/// Numbers above are no versions of Vault but years of a calendar, or builds.
const MOST_MAJOR: u32 = 99;

impl Version {
    /// Reads the version of an image of Vault or OpenBao; none of any other, by a digest alone, or by a tag such as
    /// `latest`.
    pub fn of_image(image: &str) -> Option<Self> {
        if is_vault(image) { Self::of_server_image(image) } else { None }
    }

    /// Reads the version of an image that is known to be Vault's, under whatever name a registry has it.
    pub fn of_server_image(image: &str) -> Option<Self> {
        let version = Self::of_tag(tag(image)?)?;
        let name = last_name(image);
        match version.edition {
            Edition::Community if name.contains("openbao") => Some(Self { edition: Edition::OpenBao, ..version }),
            Edition::Community if name.contains("enterprise") => Some(Self { edition: Edition::Enterprise, ..version }),
            _ => Some(version),
        }
    }

    /// Reads a tag: `1.19.3`, `v1.19.3`, `1.19.3-ent.hsm`, `2.0.4-ubi`, `2.2.0-rc1`.
    pub fn of_tag(tag: &str) -> Option<Self> {
        let bare = tag.strip_prefix('v').unwrap_or(tag);
        let (numbers, variants) = bare.split_once(['-', '_', '+']).unwrap_or((bare, ""));
        let mut parts = numbers.split('.');
        let (major, minor) = (number(parts.next()?)?, number(parts.next()?)?);
        let patch = match parts.next() {
            Some(part) => Some(number(part)?),
            None => None,
        };
        if major > MOST_MAJOR || parts.next().is_some() {
            return None;
        }
        let mut words = variants.split(['-', '_', '+', '.']);
        let edition = if words.clone().any(|word| word == "ent") { Edition::Enterprise } else { Edition::Community };
        let pre_release = words.find(|word| is_pre_release(word)).map(str::to_owned);
        Some(Self { line: (major, minor), patch, pre_release, edition })
    }

    /// Whether this is Vault Enterprise.
    pub fn is_enterprise(&self) -> bool {
        self.edition == Edition::Enterprise
    }

    /// Compares the numbers alone; none where a tag without a third number leaves it open.
    pub fn compare(&self, other: &Self) -> Option<Ordering> {
        let by_line = self.line.cmp(&other.line);
        if by_line != Ordering::Equal {
            return Some(by_line);
        }
        let by_patch = self.patch?.cmp(&other.patch?);
        Some(by_patch.then_with(|| self.readiness().cmp(&other.readiness())))
    }

    /// What orders `alpha2`, `beta1`, `rc1`, `rc10` and the release itself.
    fn readiness(&self) -> (bool, &str, u32) {
        let Some(word) = &self.pre_release else { return (true, "", 0) };
        let stage = word.trim_end_matches(|character: char| character.is_ascii_digit());
        (false, stage, word[stage.len()..].parse().unwrap_or(0))
    }

    /// The name that says whose it is: `Vault 2.0.4`, `Vault Enterprise 1.19.3`, `OpenBao 2.1.0`.
    pub fn named(&self) -> String {
        format!("{} {self}", self.edition)
    }
}

fn number(text: &str) -> Option<u32> {
    text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse().ok())?
}

fn is_pre_release(word: &str) -> bool {
    let stage = word.trim_end_matches(|character: char| character.is_ascii_digit());
    matches!(stage, "alpha" | "beta" | "rc")
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (major, minor) = self.line;
        write!(f, "{major}.{minor}")?;
        if let Some(patch) = self.patch {
            write!(f, ".{patch}")?;
        }
        self.pre_release.iter().try_for_each(|stage| write!(f, "-{stage}"))
    }
}

impl fmt::Display for Edition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Community => "Vault",
            Self::Enterprise => "Vault Enterprise",
            Self::OpenBao => "OpenBao",
        })
    }
}

#[cfg(test)]
mod tests {
    use std::cmp::Ordering;

    use super::{Edition, Version};

    fn told(version: Option<Version>) -> String {
        version.map_or_else(|| "none".to_owned(), |version| version.named())
    }

    #[test]
    fn a_tag_names_a_version() {
        for (tag, expected) in [
            ("1.19.3", "Vault 1.19.3"),
            ("v1.19.3", "Vault 1.19.3"),
            ("1.19.3-ent", "Vault Enterprise 1.19.3"),
            ("1.19.3+ent", "Vault Enterprise 1.19.3"),
            ("1.16.10-ent.hsm.fips1402", "Vault Enterprise 1.16.10"),
            ("1.21.5-ent-ubi", "Vault Enterprise 1.21.5"),
            ("2.0.4-ubi", "Vault 2.0.4"),
            ("2.2.0-rc1", "Vault 2.2.0-rc1"),
            ("1.19", "Vault 1.19"),
            ("1", "none"),
            ("1.2.3.4", "none"),
            ("1.2.x", "none"),
            ("latest", "none"),
            ("2026.11.29", "none"),
            ("", "none"),
            ("+1.2", "none"),
            ("99999999999.1.1", "none"),
        ] {
            assert_eq!(told(Version::of_tag(tag)), expected, "{tag}");
        }
    }

    #[test]
    fn the_repository_tells_whose_it_is() {
        for (image, expected) in [
            ("hashicorp/vault:1.19.3", "Vault 1.19.3"),
            ("hashicorp/vault-enterprise:1.19.3", "Vault Enterprise 1.19.3"),
            ("quay.io/openbao/openbao:2.1.0", "OpenBao 2.1.0"),
            ("hashicorp/vault:1.19.3@sha256:abc", "Vault 1.19.3"),
            ("hashicorp/vault@sha256:abc", "none"),
            ("hashicorp/vault", "none"),
            ("hashicorp/vault-k8s:1.7.0", "none"),
        ] {
            assert_eq!(told(Version::of_image(image)), expected, "{image}");
        }
        assert_eq!(told(Version::of_server_image("mirror/vault-fips-enterprise:1.19.3")), "Vault Enterprise 1.19.3");
        assert_eq!(told(Version::of_server_image("mirror/our-own:1.19.3")), "Vault 1.19.3");
    }

    #[test]
    fn versions_are_compared_by_number() {
        let of = |tag| Version::of_tag(tag).expect("a version");
        for (one, other, expected) in [
            ("1.9.0", "1.19.0", Some(Ordering::Less)),
            ("2.0.0", "1.21.4", Some(Ordering::Greater)),
            ("2.2.0-rc1", "2.2.0", Some(Ordering::Less)),
            ("2.2.0-rc10", "2.2.0-rc2", Some(Ordering::Greater)),
            ("2.2.0-beta2", "2.2.0-rc1", Some(Ordering::Less)),
            ("1.19.3-ent", "1.19.3", Some(Ordering::Equal)),
            ("1.19", "1.18.3", Some(Ordering::Greater)),
            ("1.19", "1.19.3", None),
        ] {
            assert_eq!(of(one).compare(&of(other)), expected, "{one} {other}");
            assert_eq!(of(other).compare(&of(one)), expected.map(Ordering::reverse), "{other} {one}");
        }
        assert_eq!(of("1.19.3-ent").edition, Edition::Enterprise);
    }
}
