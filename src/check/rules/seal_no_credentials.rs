//! A seal that has nothing to prove its identity by.

use crate::check::seal::{Seal, SealKind, has_identity, is_met, seals, words};
use crate::check::server::Server;
use crate::check::server_pod::text;
use crate::check::{Confidence, Fault, Find, Purpose, Rule, Subject};
use crate::diagnostic::Severity;

pub(super) static RULE: Rule = Rule {
    id: "seal-no-credentials",
    severity: Severity::Warning,
    confidence: Confidence::Low,
    purpose: Purpose::Any,
    title: "neither values nor environment give the seal an identity",
    why: "A server that may not use its key stays sealed after every restart. Clouds can give an identity to the node \
          or, outside of these manifests, to the service account, which the values do not show.",
    fix: "Give the identity to the service account with `server.serviceAccount.annotations`, or the credentials by \
          `server.extraSecretEnvironmentVars`; if the node has the permission, silence the rule with that reason.",
    link: Some("https://developer.hashicorp.com/vault/docs/configuration/seal"),
    find: Find::Looking(find),
};

fn find(subject: &Subject<'_>) -> Vec<Fault> {
    let Some(server) = Server::of(subject) else { return Vec::new() };
    let seals = seals(&server).into_iter();
    seals.filter_map(|(seal, kind)| content(&server, &seal, kind).or_else(|| fault(&server, &seal, kind))).collect()
}

/// The content of a file where its path belongs.
fn content(server: &Server<'_>, seal: &Seal<'_>, kind: &SealKind) -> Option<Fault> {
    const NAMES: [&str; 2] = ["GOOGLE_CREDENTIALS", FILE];
    let is_content = |variable: &&serde_json::Value| {
        let from = variable.get("valueFrom").and_then(|from| from.get("secretKeyRef"));
        text(variable, "name").is_some_and(|name| NAMES.contains(&name)) && from.is_some_and(|from| !from.is_null())
    };
    let variable = server.pod.variables().iter().find(is_content).filter(|_| kind.kind == "gcpckms")?;
    let name = text(variable, "name")?;
    Some(
        Fault::new(format!("`{name}` is the path of a file, and a Secret gives it the content of one"))
            .at(server.subject.label("server.extraSecretEnvironmentVars", "holds no path"))
            .also(seal.block.and_then(|block| server.label_if_set(block.span, "cannot prove its identity")))
            .help(format!(
                "mount the Secret with `server.volumes` and `server.volumeMounts`, and set `{FILE}` to the \
                path of the file"
            )),
    )
}

/// The variable that names the file with Google's credentials.
const FILE: &str = "GOOGLE_APPLICATION_CREDENTIALS";

fn fault(server: &Server<'_>, seal: &Seal<'_>, kind: &SealKind) -> Option<Fault> {
    let missing: Vec<_> = kind.credentials.iter().filter(|need| !is_met(server, seal, need)).collect();
    let first = missing.first()?;
    if has_identity(server, kind) {
        return None;
    }
    let subject = server.subject;
    let ways: Vec<_> = missing.iter().map(|need| words(need)).collect();
    let variable = first.variables.first().copied().unwrap_or(first.attribute);
    // Google's library reads a file, and a variable from a Secret holds what is in it.
    let secret = match kind.kind {
        "gcpckms" => format!("mount the key file with `server.volumes`, and set `{FILE}` to its path"),
        _ => format!("give `{variable}` with `server.extraSecretEnvironmentVars`"),
    };
    let help = match kind.annotations.first() {
        Some(annotation) => format!("set `{annotation}` in `server.serviceAccount.annotations`, or {secret}"),
        None => secret,
    };
    let variables = ["server.extraSecretEnvironmentVars", "server.extraEnvironmentVars"];
    let given = variables.into_iter().find(|path| subject.is_set(path));
    Some(
        Fault::new(format!("nothing here gives the seal `{}` an identity", kind.kind))
            .at(seal.label(server, format!("without {}", ways.join(", "))))
            .also(given.map(|path| subject.label(path, "nor is it here")))
            .help(help),
    )
}
