//! Who makes the certificate, and for which names.

use serde_json::Value;

use crate::check::references::namespace_of;
use crate::check::subject::Subject;
use crate::check::tree::{annotation, items, spec};
use crate::manifest::Object;

/// What asks OpenShift to write a certificate into a Secret.
const SERVING_CERTIFICATE: [&str; 2] =
    ["service.beta.openshift.io/serving-cert-secret-name", "service.alpha.openshift.io/serving-cert-secret-name"];

/// Who makes a certificate.
pub(in crate::check) enum Maker<'s> {
    /// cert-manager, from this Certificate.
    CertManager(&'s Object),
    /// OpenShift's service CA, for one of these Services: the first that asks gets the Secret.
    ServiceCa(Vec<&'s Object>),
    /// Somebody else, as a Secret that is not rendered, or a file of something else.
    Unknown,
}

impl<'s> Maker<'s> {
    /// The maker of what a Secret holds.
    pub(super) fn of(subject: &Subject<'s>, secret: &str) -> Self {
        let is_certificate = |object: &&Object| {
            object.kind() == "Certificate" && spec(object).get("secretName").and_then(Value::as_str) == Some(secret)
        };
        if let Some(object) = subject.objects.iter().find(is_certificate) {
            return Self::CertManager(object);
        }
        let asks = |object: &&Object| SERVING_CERTIFICATE.iter().any(|name| annotation(object, name) == Some(secret));
        let services: Vec<&Object> =
            subject.objects.iter().filter(|object| object.kind() == "Service" && asks(object)).collect();
        if services.is_empty() { Self::Unknown } else { Self::ServiceCa(services) }
    }

    /// The names that the certificate is valid for, where that is known; `*` stands for one part.
    pub(in crate::check) fn names(&self, subject: &Subject<'_>) -> Option<Vec<String>> {
        match self {
            Self::CertManager(object) => {
                let list = |key: &str| items(spec(object), key).iter().filter_map(Value::as_str).map(str::to_owned);
                Some(list("dnsNames").chain(list("ipAddresses")).collect())
            }
            // "Service serving certificates" in OpenShift's documentation; a headless service gets a wildcard as well.
            Self::ServiceCa(services) => {
                Some(services.iter().flat_map(|service| of_service(service, namespace_of(service, subject))).collect())
            }
            Self::Unknown => None,
        }
    }

    /// Whether it is known to be renewed while the servers run.
    pub(in crate::check) fn renews(&self) -> bool {
        !matches!(self, Self::Unknown)
    }
}

/// The services that ask for a certificate, in words.
pub(in crate::check) fn words(services: &[&Object]) -> String {
    let names: Vec<String> = services.iter().map(|service| format!("`{}`", service.name())).collect();
    if names.len() == 1 {
        format!("service {}", names.concat())
    } else {
        format!("one of the services {}", names.join(", "))
    }
}

fn of_service(service: &Object, namespace: &str) -> Vec<String> {
    let full = format!("{}.{namespace}.svc", service.name());
    let is_headless = spec(service).get("clusterIP").and_then(Value::as_str) == Some("None");
    let mut names = vec![full.clone(), format!("{full}.cluster.local")];
    if is_headless {
        names.extend([format!("*.{full}"), format!("*.{full}.cluster.local")]);
    }
    names
}

/// Whether a name of a certificate is valid for a host (RFC 6125): a wildcard stands for one whole part.
pub(super) fn matches(pattern: &str, host: &str) -> bool {
    if let Ok(address) = host.parse::<std::net::IpAddr>() {
        return pattern.parse() == Ok(address);
    }
    match pattern.strip_prefix("*.") {
        Some(rest) => host.split_once('.').is_some_and(|(_, of_host)| of_host.eq_ignore_ascii_case(rest)),
        None => pattern.eq_ignore_ascii_case(host),
    }
}

#[cfg(test)]
mod tests {
    use super::matches;

    #[test]
    fn a_wildcard_stands_for_one_part() {
        for (pattern, host, expected) in [
            ("*.vault-internal", "vault-0.vault-internal", true),
            ("*.vault-internal", "a.vault-0.vault-internal", false),
            ("*.vault-internal", "vault-internal", false),
            ("Vault", "vault", true),
            ("127.0.0.1", "127.0.0.1", true),
            ("::1", "0:0:0:0:0:0:0:1", true),
            ("*.0.0.1", "127.0.0.1", false),
            ("", "vault", false),
        ] {
            assert_eq!(matches(pattern, host), expected, "{pattern} {host}");
        }
    }
}
