//! A secret that nothing is known to make.

use super::file_not_mounted::files;
use crate::check::references::{Reference, fault, missing};
use crate::check::seal::is_of_seal;
use crate::check::server::Server;
use crate::check::server_pod::{covers, text};
use crate::check::{Confidence, Fault, Find, Purpose, Rule, Subject};
use crate::diagnostic::Severity;

pub(super) static RULE: Rule = Rule {
    id: "reference-secret",
    severity: Severity::Warning,
    confidence: Confidence::Low,
    purpose: Purpose::Any,
    title: "a secret that an object uses is neither rendered nor named as external",
    why: "A pod whose volume or variable comes from a missing Secret waits in `ContainerCreating`, and nothing in \
          the values distinguishes a misspelled name from a Secret that is created elsewhere.",
    fix: "Correct the name, add the object to `extraObjects`, or name it under `vaultchart.external` if it \
          is created elsewhere.",
    link: Some("https://kubernetes.io/docs/concepts/configuration/secret/"),
    find: Find::Looking(find),
};

fn find(subject: &Subject<'_>) -> Vec<Fault> {
    let usual = Usual::of(subject);
    let (usual, others): (Vec<_>, Vec<_>) =
        missing(subject, &["Secret"]).into_iter().partition(|group| group.iter().all(|one| usual.is(one)));
    others.iter().filter_map(|group| fault(subject, group)).chain(together(subject, &usual)).collect()
}

/// What is always made elsewhere says little of the file: one line for all of it.
fn together(subject: &Subject<'_>, groups: &[Vec<Reference<'_>>]) -> Option<Fault> {
    let mut faults = groups.iter().filter_map(|group| fault(subject, group));
    let first = faults.next()?.as_bad_as(Severity::Advice);
    if groups.len() == 1 {
        return Some(first);
    }
    let names: Vec<&str> = groups.iter().filter_map(|group| Some(group.first()?.name.as_str())).collect();
    let all = |before: &str| names.iter().map(|name| format!("`{before}{name}`")).collect::<Vec<_>>().join(", ");
    let labels = faults.fold(first.labels, |labels, next| [labels, next.labels].concat());
    let title = format!("the secrets {} are neither rendered nor named as external", all(""));
    let help = format!("if they are made elsewhere, add {} to `vaultchart.external`", all("secret/"));
    Some(Fault { title, labels, help: vec![help], ..first })
}

/// What tells Secrets with certificates, credentials of the seal, the licence and the like.
struct Usual<'s> {
    server: Option<Server<'s>>,
    files: Vec<String>,
}

impl<'s> Usual<'s> {
    fn of(subject: &'s Subject<'s>) -> Self {
        let server = Server::of(subject);
        Self { files: server.as_ref().map(files).unwrap_or_default(), server }
    }

    /// Whether a Secret is one that is always made elsewhere.
    fn is(&self, reference: &Reference<'_>) -> bool {
        let is_of_tls = reference.object.kind() == "Ingress" || reference.object.template.starts_with("injector/");
        is_of_tls
            || reference.path.contains("imagePullSecrets")
            || self.server.as_ref().is_some_and(|server| self.is_of_server(server, &reference.name))
    }

    fn is_of_server(&self, server: &Server<'_>, name: &str) -> bool {
        let holds_file = |volume: &str| {
            let mut mounts = server.pod.mounts().into_iter().filter(|mount| mount.volume == volume);
            mounts.any(|mount| self.files.iter().any(|file| covers(mount.path, file)))
        };
        let is_credential = |variable: &&serde_json::Value| {
            let of_secret = variable.pointer("/valueFrom/secretKeyRef/name").and_then(serde_json::Value::as_str);
            of_secret == Some(name) && text(variable, "name").is_some_and(is_of_seal)
        };
        server.pod.volume_of_secret(name).is_some_and(holds_file)
            || server.pod.variables().iter().any(|variable| is_credential(&variable))
    }
}
