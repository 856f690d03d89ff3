//! What is there without being rendered: objects that others make.

use std::fmt;
use std::str::FromStr;

use crate::chart::Reading;
use crate::diff::glob;
use crate::yaml::{Data, Node};

/// An object that a release may rely on though it does not render it: `secret/vault-tls`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct External {
    /// The kind in lower case: `secret`.
    pub kind: String,
    /// The name; `*` stands for any characters.
    pub name: String,
}

/// Text that names no object.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("expected KIND/NAME, such as `secret/vault-tls`")]
pub struct NotExternal;

impl FromStr for External {
    type Err = NotExternal;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (kind, name) = text.trim().split_once('/').ok_or(NotExternal)?;
        if kind.is_empty() || name.is_empty() || name.contains('/') {
            return Err(NotExternal);
        }
        Ok(Self { kind: kind.to_ascii_lowercase(), name: name.to_owned() })
    }
}

impl External {
    /// Whether this is the object of a kind, as manifests write it, and a name.
    pub fn is(&self, kind: &str, name: &str) -> bool {
        self.kind == kind.to_ascii_lowercase() && glob(&self.name, name)
    }
}

/// The objects that the values name under `vaultchart.external`; entries that name none are for a rule to tell.
pub fn named_in_values(values: Reading<'_>) -> Vec<External> {
    let list = values.at("vaultchart.external").map(|node| &node.data);
    let Some(Data::List(list)) = list else { return Vec::new() };
    list.iter().filter_map(Node::as_text).filter_map(|text| text.parse().ok()).collect()
}

impl fmt::Display for External {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.kind, self.name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_external_object_is_named_by_kind_and_name() {
        let table = [
            ("secret/vault-tls", "Secret", "vault-tls", true),
            ("Secret/vault-tls", "Secret", "vault-tls", true),
            ("secret/vault-tls", "ConfigMap", "vault-tls", false),
            ("secret/vault-*", "Secret", "vault-tls", true),
            ("secret/*-tls", "Secret", "vault-tls", true),
            ("secret/*-a-*", "Secret", "vault-tls", false),
            ("secret/v*t*s", "Secret", "vault-tls", true),
            ("secret/*", "Secret", "anything", true),
        ];
        for (external, kind, name, expected) in table {
            let external: External = external.parse().expect("an external object");
            assert_eq!(external.is(kind, name), expected, "{external} {kind} {name}");
        }
        for text in ["", "secret", "secret/", "/name", "secret/a/b"] {
            assert_eq!(text.parse::<External>(), Err(NotExternal), "{text}");
        }
    }
}
