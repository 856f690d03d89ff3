//! What another image does to the version of Vault that runs.

use std::cmp::Ordering;
use std::fmt;

use super::version::{Edition, Version};

/// What another image does to the version of Vault.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Transition {
    /// The same version in another image.
    Same(Version),
    /// A later one, or Enterprise instead of the community edition.
    Upgrade(Version, Version),
    /// An earlier one, or the community edition instead of Enterprise: it may not read the data of the other.
    Downgrade(Version, Version),
    /// One of the images does not say, or they are not the same product.
    Unknown(Option<Version>, Option<Version>),
}

impl Transition {
    /// Gives what happens where a server's image becomes another one.
    pub fn of_server_images(old: &str, new: &str) -> Self {
        Self::of(Version::of_server_image(old), Version::of_server_image(new))
    }

    /// Gives what happens where an image becomes another one; none if neither is Vault's by its name.
    pub fn of_images(old: &str, new: &str) -> Option<Self> {
        let known = super::is_vault(old) || super::is_vault(new);
        known.then(|| Self::of_server_images(old, new))
    }

    fn of(old: Option<Version>, new: Option<Version>) -> Self {
        let (Some(old), Some(new)) = (&old, &new) else { return Self::Unknown(old, new) };
        let (old, new) = (old.clone(), new.clone());
        let compared = old.compare(&new);
        match (old.edition, new.edition) {
            (Edition::OpenBao, other) | (other, Edition::OpenBao) if other != Edition::OpenBao => {
                Self::Unknown(Some(old), Some(new))
            }
            (Edition::Enterprise, Edition::Community) => Self::Downgrade(old, new),
            (one, other) => match compared {
                None => Self::Unknown(Some(old), Some(new)),
                Some(Ordering::Greater) => Self::Downgrade(old, new),
                Some(Ordering::Equal) if one == other => Self::Same(new),
                Some(_) => Self::Upgrade(old, new),
            },
        }
    }

    /// Whether the new version may not read what the old one has written.
    pub fn is_downgrade(&self) -> bool {
        matches!(self, Self::Downgrade(..))
    }
}

impl fmt::Display for Transition {
    /// Prints both versions: `Vault 2.0.3 -> 2.0.4`, `Vault Enterprise 2.0.3 -> Vault 2.0.3`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Same(version) => write!(f, "{} as before", version.named()),
            Self::Upgrade(old, new) | Self::Downgrade(old, new) | Self::Unknown(Some(old), Some(new)) => {
                let to = if old.edition == new.edition { new.to_string() } else { new.named() };
                write!(f, "{} -> {to}", old.named())
            }
            Self::Unknown(Some(old), None) => write!(f, "{} -> a version that the image does not say", old.named()),
            Self::Unknown(None, Some(new)) => write!(f, "a version that the image does not say -> {}", new.named()),
            Self::Unknown(None, None) => write!(f, "the images do not say their versions of Vault"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Transition;

    #[test]
    fn an_earlier_version_or_a_lesser_edition_is_a_downgrade() {
        let kind = |transition: &Transition| match transition {
            Transition::Same(_) => "same",
            Transition::Upgrade(..) => "upgrade",
            Transition::Downgrade(..) => "downgrade",
            Transition::Unknown(..) => "unknown",
        };
        for (old, new, expected, words) in [
            ("vault:2.0.3", "vault:2.0.4", "upgrade", "Vault 2.0.3 -> 2.0.4"),
            ("vault:2.0.4", "vault:2.0.3", "downgrade", "Vault 2.0.4 -> 2.0.3"),
            ("vault:2.0.4", "mirror/vault:2.0.4-ubi", "same", "Vault 2.0.4 as before"),
            ("vault:1.19.3", "vault-enterprise:1.19.3-ent", "upgrade", "Vault 1.19.3 -> Vault Enterprise 1.19.3"),
            ("vault:1.19.3", "vault-enterprise:1.18.3-ent", "downgrade", "Vault 1.19.3 -> Vault Enterprise 1.18.3"),
            ("vault:1.19.3-ent", "vault:1.20.0", "downgrade", "Vault Enterprise 1.19.3 -> Vault 1.20.0"),
            ("vault:2.2.0", "vault:2.2.0-rc1", "downgrade", "Vault 2.2.0 -> 2.2.0-rc1"),
            ("vault:1.19", "vault:1.19.3", "unknown", "Vault 1.19 -> 1.19.3"),
            ("vault:1.20", "vault:1.19.3", "downgrade", "Vault 1.20 -> 1.19.3"),
            ("vault:1.20.1", "openbao:2.1.0", "unknown", "Vault 1.20.1 -> OpenBao 2.1.0"),
            ("openbao:2.1.0", "openbao:2.0.0", "downgrade", "OpenBao 2.1.0 -> 2.0.0"),
            ("vault:latest", "vault:1.20.1", "unknown", "a version that the image does not say -> Vault 1.20.1"),
            ("vault:1.20.1", "vault@sha256:abc", "unknown", "Vault 1.20.1 -> a version that the image does not say"),
            ("vault", "vault:latest", "unknown", "the images do not say their versions of Vault"),
        ] {
            let transition = Transition::of_images(old, new).expect("an image of Vault");
            assert_eq!((kind(&transition), transition.to_string().as_str()), (expected, words), "{old} {new}");
        }
        assert_eq!(Transition::of_images("hashicorp/vault-k8s:1.7.0", "hashicorp/vault-k8s:1.6.0"), None);
    }
}
