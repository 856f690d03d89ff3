//! An image reference taken apart: repository, tag, digest.

/// The tag of an image, if it has one; a digest is none, and a port of the registry is none either.
pub fn tag(image: &str) -> Option<&str> {
    let name = without_digest(image);
    let (before, tag) = name.rsplit_once(':')?;
    (!tag.contains('/') && !tag.is_empty() && !before.is_empty()).then_some(tag)
}

/// Whether the repository is one that Vault or OpenBao is published in, whatever registry holds the copy.
pub fn is_vault(image: &str) -> bool {
    matches!(last_name(image), "vault" | "vault-enterprise" | "vault-enterprise-fips" | "openbao" | "openbao-ubi")
}

/// The last part of the repository: `vault` of `registry:5000/hashicorp/vault:1.19.3`.
pub(super) fn last_name(image: &str) -> &str {
    let name = without_digest(image);
    let repository = tag(image).map_or(name, |tag| name.get(..name.len() - tag.len() - 1).unwrap_or_default());
    repository.rsplit('/').next().unwrap_or_default()
}

fn without_digest(image: &str) -> &str {
    image.split('@').next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{is_vault, last_name, tag};

    #[test]
    fn an_image_is_taken_apart() {
        let cases = [
            ("vault", "vault", None),
            ("hashicorp/vault:1.19.3", "vault", Some("1.19.3")),
            ("registry:5000/vault", "vault", None),
            ("registry:5000/team/vault-enterprise:1.19.3-ent", "vault-enterprise", Some("1.19.3-ent")),
            ("hashicorp/vault@sha256:abc", "vault", None),
            ("hashicorp/vault:1.19.3@sha256:abc", "vault", Some("1.19.3")),
            ("vault:", "vault:", None),
            (":", ":", None),
            ("", "", None),
        ];
        for (image, name, expected) in cases {
            assert_eq!((last_name(image), tag(image)), (name, expected), "{image}");
        }
    }

    #[test]
    fn a_copy_of_vault_is_vault() {
        for image in ["vault:1", "registry:5000/hashicorp/vault-enterprise:1.19.3-ent", "quay.io/openbao/openbao:2.1.0"]
        {
            assert!(is_vault(image), "{image}");
        }
        for image in ["hashicorp/vault-k8s:1.7.0", "hashicorp/vault-csi-provider:1.5.0", "vault/other", ""] {
            assert!(!is_vault(image), "{image}");
        }
    }
}
