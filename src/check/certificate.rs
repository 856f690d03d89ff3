//! The certificate of the listener: who makes it, for which names it is valid, and by which names others ask for it.

mod needed;
mod signed;

use super::configured::on;
use super::listener::Listener;
use super::server::{Server, given};
use super::subject::Subject;
use crate::diagnostic::Label;
use crate::manifest::Object;

pub(super) use needed::User;
pub(super) use signed::{Maker, words as services_words};

/// A name that the certificate must be valid for.
#[derive(Clone, Debug)]
pub struct Name {
    /// The name or the address.
    pub text: String,
    /// Who asks by it.
    pub(super) users: Vec<User>,
    /// Whether the certificate is valid for it, where that is known.
    pub is_valid: Option<bool>,
}

impl Name {
    /// Who asks by it, in words.
    pub fn who(&self) -> Vec<&str> {
        self.users.iter().map(|user| user.who.as_str()).collect()
    }

    /// Whether somebody who was rendered asks by it, and checks the certificate.
    pub fn is_used(&self) -> bool {
        self.users.iter().any(|user| user.label.is_some())
    }

    /// Whether somebody would be refused.
    pub(super) fn is_missing(&self) -> bool {
        self.is_used() && self.is_valid == Some(false)
    }
}

/// What a certificate of a release has to be.
#[derive(Clone, Debug)]
pub struct WantedCertificate {
    /// The file that Vault reads it from.
    pub file: String,
    /// The place of the file's name.
    pub label: Label,
    /// The Secret that holds it, if the file is one of a Secret.
    pub secret: Option<String>,
    /// Who makes it, where that is known.
    pub maker: Option<String>,
    /// The names that it must be valid for, those that are used first.
    pub names: Vec<Name>,
}

/// The certificate of a release's listener.
pub(super) struct Certificate<'s> {
    /// The file that Vault reads it from.
    file: &'s str,
    /// The place of the file's name.
    pub(super) label: Label,
    /// The Secret that holds it, if the file is one of a Secret.
    pub(super) secret: Option<&'s str>,
    /// Whether the file is mounted by itself, so that a renewed one never comes.
    pub(super) has_sub_path: bool,
    /// Who makes it.
    pub(super) maker: Maker<'s>,
    /// The names that it must be valid for.
    pub(super) names: Vec<Name>,
    /// Its listener.
    pub(super) listener: Listener<'s>,
}

impl<'s> Certificate<'s> {
    /// The certificate of the listener that others reach.
    pub(super) fn of(server: &Server<'s>) -> Option<Self> {
        let listener = listener(server)?;
        let (value, file) = given(&listener.block.body, "tls_cert_file")?;
        let mount = server.pod.mount_of(file);
        let secret = mount.as_ref().and_then(|mount| server.pod.secret_of(mount.volume));
        let maker = secret.map_or(Maker::Unknown, |secret| Maker::of(server.subject, secret));
        let mut names = needed::names(server, &listener);
        let valid = maker.names(server.subject);
        for name in &mut names {
            name.is_valid =
                valid.as_ref().map(|valid| valid.iter().any(|pattern| signed::matches(pattern, &name.text)));
        }
        Some(Self {
            file,
            label: server.label(value.span, "the certificate"),
            secret,
            has_sub_path: mount.is_some_and(|mount| mount.has_sub_path),
            maker,
            names,
            listener,
        })
    }
}

/// Names as lines of a Certificate of cert-manager: `dnsNames` and `ipAddresses`.
pub fn certificate_lines<'n>(names: impl Iterator<Item = &'n Name>) -> Vec<(&'static str, Vec<String>)> {
    let is_address = |name: &&Name| name.text.parse::<std::net::IpAddr>().is_ok();
    let (addresses, names): (Vec<&Name>, Vec<&Name>) = names.partition(is_address);
    let names = joined(names.iter().map(|name| name.text.as_str()));
    let addresses: Vec<String> = addresses.iter().map(|name| name.text.clone()).collect();
    [("dnsNames", names), ("ipAddresses", addresses)].into_iter().filter(|(_, list)| !list.is_empty()).collect()
}

/// The certificate of a release for somebody who makes one; none where no listener of it speaks TLS.
pub fn wanted_certificate(subject: &Subject<'_>) -> Option<WantedCertificate> {
    let server = Server::of(subject)?;
    let certificate = Certificate::of(&server)?;
    let Certificate { file, label, secret, maker, names, .. } = certificate;
    let maker = match maker {
        Maker::CertManager(object) => Some(format!("the Certificate `{}` of cert-manager", object.name())),
        Maker::ServiceCa(services) => Some(format!("OpenShift's service CA, for {}", signed::words(&services))),
        Maker::Unknown => None,
    };
    Some(WantedCertificate { file: file.to_owned(), label, secret: secret.map(str::to_owned), maker, names })
}

fn listener<'s>(server: &Server<'s>) -> Option<Listener<'s>> {
    let listeners = server.listeners().into_iter();
    listeners.filter(|listener| listener.has_tls() == Some(true)).find(|listener| !listener.is_loopback())
}

/// Whether the listener takes nobody who has no certificate.
pub(super) fn wants_certificates<'l>(listener: &Listener<'l>) -> Option<&'l crate::vault_config::Value> {
    on(&listener.block.body, "tls_require_and_verify_client_cert").filter(|_| listener.has_tls() == Some(true))
}

/// Names of several pods under one wildcard.
fn joined<'n>(names: impl Iterator<Item = &'n str>) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for name in names {
        let wildcard =
            name.split_once('.').filter(|(pod, _)| ends_in_ordinal(pod)).map(|(_, rest)| format!("*.{rest}"));
        let name = wildcard.unwrap_or_else(|| name.to_owned());
        if !found.contains(&name) {
            found.push(name);
        }
    }
    found
}

fn ends_in_ordinal(pod: &str) -> bool {
    pod.rsplit_once('-').is_some_and(|(_, ordinal)| ordinal.parse::<u16>().is_ok())
}

/// The value of an annotation on a set or on its pods that makes them restart when a Secret changes.
pub(super) fn is_reloaded_by_annotation(set: &Object) -> bool {
    const STARTS: [&str; 2] = ["reloader.stakater.com/", "secret.reloader.stakater.com/"];
    let places = ["/metadata/annotations", "/spec/template/metadata/annotations"];
    let tree = serde_json::Value::Object(set.tree.clone());
    let annotations = places.iter().filter_map(|place| tree.pointer(place)?.as_object()).flatten();
    annotations.into_iter().any(|(name, _)| STARTS.iter().any(|start| name.starts_with(start)))
}
