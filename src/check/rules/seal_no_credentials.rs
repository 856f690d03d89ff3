//! A seal that has nothing to prove its identity by.

use crate::check::seal::{SealKind, has_identity, is_met, seals, words};
use crate::check::server::Server;
use crate::check::{Confidence, Fault, Find, Purpose, Rule, Subject};
use crate::diagnostic::Severity;
use crate::vault_config::Block;

pub(super) static RULE: Rule = Rule {
    id: "seal-no-credentials",
    severity: Severity::Warning,
    confidence: Confidence::Low,
    purpose: Purpose::Any,
    title: "neither values nor environment give the seal an identity",
    why: "A server that may not use its key stays sealed after every restart. Clouds can give an identity to the node \
          or, outside of these manifests, to the service account, which the values do not tell.",
    fix: "Give the identity to the service account by `server.serviceAccount.annotations`, or the credentials by \
          `server.extraSecretEnvironmentVars`; if the node has the right, silence the rule with that reason.",
    link: Some("https://developer.hashicorp.com/vault/docs/configuration/seal"),
    find: Find::Looking(find),
};

fn find(subject: &Subject<'_>) -> Vec<Fault> {
    let Some(server) = Server::of(subject) else { return Vec::new() };
    let seals = seals(&server).into_iter();
    seals.filter_map(|(block, kind)| fault(&server, block, kind)).collect()
}

fn fault(server: &Server<'_>, block: &Block, kind: &SealKind) -> Option<Fault> {
    let missing: Vec<_> = kind.credentials.iter().filter(|need| !is_met(server, block, need)).collect();
    let first = missing.first()?;
    if has_identity(server, kind) {
        return None;
    }
    let subject = server.subject;
    let ways: Vec<_> = missing.iter().map(|need| words(need)).collect();
    let variable = first.variables.first().copied().unwrap_or(first.attribute);
    let secret = format!("give `{variable}` by `server.extraSecretEnvironmentVars`");
    let help = match kind.annotations.first() {
        Some(annotation) => format!("set `{annotation}` in `server.serviceAccount.annotations`, or {secret}"),
        None => secret,
    };
    let variables = ["server.extraSecretEnvironmentVars", "server.extraEnvironmentVars"];
    let given = variables.into_iter().find(|path| subject.is_set(path));
    Some(
        Fault::new(format!("nothing here gives the seal `{}` an identity", kind.kind))
            .at(server.label(block.span, format!("without {}", ways.join(", "))))
            .also(given.map(|path| subject.label(path, "nor is it here")))
            .help(help),
    )
}
