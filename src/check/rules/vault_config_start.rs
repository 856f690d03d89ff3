//! A setting with which Vault does not start.

use crate::check::image::server_version;
use crate::check::server::Server;
use crate::check::start::{Stop, stops};
use crate::check::{Confidence, Fault, Find, Purpose, Rule, Subject};
use crate::diagnostic::Severity;

pub(super) static RULE: Rule = Rule {
    id: "vault-config-start",
    severity: Severity::Error,
    confidence: Confidence::High,
    purpose: Purpose::Any,
    title: "the configuration holds a setting with which Vault does not start",
    why: "Vault reads its configuration and stops at settings that contradict each other, that are out of range, or \
          that its edition does not have: the pod restarts for ever.",
    fix: "Write what the message names.",
    link: Some("https://developer.hashicorp.com/vault/docs/configuration"),
    find: Find::Looking(find),
};

fn find(subject: &Subject<'_>) -> Vec<Fault> {
    let Some(server) = Server::of(subject) else { return Vec::new() };
    let version = server_version(subject);
    let fault = |stop: Stop| Fault::new(&stop.title).at(stop.label(&server)).help(&stop.help);
    stops(&server, version.as_ref()).into_iter().map(fault).collect()
}
