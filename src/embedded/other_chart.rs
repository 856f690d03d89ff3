//! Which chart is meant: this one, or another of the same name.

/// Repositories whose chart `vault` is another one: words of their addresses, and what they are called.
const OTHERS: &[(&str, &str)] = &[
    ("bitnami", "Bitnami's chart `vault`"),
    ("banzaicloud", "the chart `vault` of Bank-Vaults"),
    ("bank-vaults", "the chart `vault` of Bank-Vaults"),
    ("charts.helm.sh/incubator", "the chart `vault` of Helm's incubator"),
    ("kubernetes-charts-incubator", "the chart `vault` of Helm's incubator"),
];

/// What a chart is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Chart {
    /// HashiCorp's vault-helm.
    Vault,
    /// Another one that people run in its place, in words.
    Lookalike(String),
    /// Something else.
    Other(String),
}

/// The chart of a name, such as `vault`, `hashicorp/vault` or `oci://registry.example.com/charts/vault`, in a repository.
pub(super) fn chart(name: &str, repository: &str) -> Chart {
    let last = name.trim_end_matches('/').rsplit('/').next().unwrap_or_default();
    let bare = last.split([':', '@']).next().unwrap_or_default();
    let address = format!("{repository} {name}").to_lowercase();
    match bare {
        "vault" => {
            let other = OTHERS.iter().find(|(word, _)| address.contains(word));
            other.map_or(Chart::Vault, |(_, words)| Chart::Lookalike((*words).to_owned()))
        }
        "openbao" => Chart::Lookalike("OpenBao's chart `openbao`".to_owned()),
        other => Chart::Other(format!("the chart `{other}`")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn charts_are_told_apart() {
        let is_vault = |name, repository| chart(name, repository) == Chart::Vault;
        assert!(is_vault("vault", "https://helm.releases.hashicorp.com"));
        assert!(is_vault("hashicorp/vault", ""));
        assert!(is_vault("oci://registry.example.com/mirror/vault", ""));
        assert!(is_vault("oci://registry.example.com/mirror/vault:0.30.1", ""));
        let other = |name, repository| match chart(name, repository) {
            Chart::Lookalike(words) | Chart::Other(words) => words,
            Chart::Vault => String::new(),
        };
        assert_eq!(other("vault", "https://charts.bitnami.com/bitnami"), "Bitnami's chart `vault`");
        assert_eq!(other("bitnami/vault", ""), "Bitnami's chart `vault`");
        assert_eq!(other("openbao", "https://openbao.github.io/openbao-helm"), "OpenBao's chart `openbao`");
        assert_eq!(other("vault-operator", ""), "the chart `vault-operator`");
    }
}
