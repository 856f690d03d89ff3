//! A seal in a region that nobody chose.

use crate::check::seal::{Seal, seals};
use crate::check::server::Server;
use crate::check::{Confidence, Fault, Find, Purpose, Rule, Subject};
use crate::diagnostic::Severity;

pub(super) static RULE: Rule = Rule {
    id: "seal-default-region",
    severity: Severity::Warning,
    confidence: Confidence::Medium,
    purpose: Purpose::Any,
    title: "the seal does not say in which region its key is",
    why: "A key belongs to one region. A seal without one uses the default, `us-east-1`, and does not find a \
          key that is elsewhere.",
    fix: "Add `region` to the stanza, or `AWS_REGION` to `server.extraEnvironmentVars`.",
    link: Some("https://developer.hashicorp.com/vault/docs/configuration/seal/awskms#region"),
    find: Find::Looking(find),
};

fn find(subject: &Subject<'_>) -> Vec<Fault> {
    let Some(server) = Server::of(subject) else { return Vec::new() };
    if ["AWS_REGION", "AWS_DEFAULT_REGION"].iter().any(|name| server.pod.has_variable(name)) {
        return Vec::new();
    }
    let seals = seals(&server).into_iter();
    let without = seals.filter(|(seal, kind)| {
        let (region, key) = (seal.attribute("region"), seal.attribute("kms_key_id"));
        let is_there = key.and_then(|value| value.as_text()).is_some_and(|key| key.contains(":us-east-1:"));
        kind.kind == "awskms" && region.is_none() && !is_there
    });
    let fault = |(seal, _): (Seal<'_>, _)| {
        Fault::new("the seal `awskms` does not say the region of its key: `us-east-1` is used")
            .at(seal.label(&server, "has no `region`"))
            .help(match seal.block {
                Some(_) => "add `region = \"…\"` to the stanza, or `AWS_REGION` to `server.extraEnvironmentVars`",
                None => "add `AWS_REGION` to `server.extraEnvironmentVars`",
            })
    };
    without.map(fault).collect()
}
