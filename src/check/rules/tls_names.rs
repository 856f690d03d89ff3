//! A certificate that is not valid for the names by which others ask.

use crate::check::certificate::{Certificate, Maker, Name, certificate_lines, services_words};
use crate::check::server::Server;
use crate::check::{Confidence, Fault, Find, Purpose, Rule, Subject};
use crate::diagnostic::{Label, Severity};

pub(super) static RULE: Rule = Rule {
    id: "tls-names",
    severity: Severity::Error,
    confidence: Confidence::High,
    purpose: Purpose::Any,
    title: "the certificate of the listener is not valid for a name that others use",
    why: "Servers join each other by the names of their pods, the probe connects to 127.0.0.1, injected agents connect \
          to the service: each of them refuses a certificate that does not have the name. A certificate that is made \
          elsewhere cannot be read; the names that it needs are reported.",
    fix: "Add the names to the certificate, or let the others use another one: `leader_tls_servername` in \
          `retry_join`, `VAULT_TLS_SERVER_NAME` for the probe. `vaultchart check --explain-tls` lists all names.",
    link: Some("https://developer.hashicorp.com/vault/docs/platform/k8s/helm/examples/standalone-tls"),
    find: Find::Looking(find),
};

fn find(subject: &Subject<'_>) -> Vec<Fault> {
    let Some(server) = Server::of(subject) else { return Vec::new() };
    let Some(certificate) = Certificate::of(&server) else { return Vec::new() };
    let Some(secret) = certificate.secret else { return Vec::new() };
    let missing: Vec<&Name> = certificate.names.iter().filter(|name| name.is_missing()).collect();
    let fault = match certificate.maker {
        Maker::Unknown => told(subject, &certificate, secret),
        _ => (!missing.is_empty()).then(|| refused(&server, &certificate, secret, &missing)),
    };
    fault.into_iter().collect()
}

/// Names that are known to be missing.
fn refused(server: &Server<'_>, certificate: &Certificate<'_>, secret: &str, missing: &[&Name]) -> Fault {
    let names: Vec<String> = missing.iter().map(|name| format!("`{}`", name.text)).collect();
    let valid = certificate.maker.names(server.subject).unwrap_or_default();
    let valid = if valid.is_empty() { "no name at all".to_owned() } else { format!("`{}`", valid.join("`, `")) };
    let who = match &certificate.maker {
        Maker::CertManager(object) => format!("the Certificate `{}` requests {valid}", object.name()),
        Maker::ServiceCa(services) => format!("OpenShift signs it for {}: {valid}", services_words(services)),
        Maker::Unknown => String::new(),
    };
    let label = Label { text: "not valid for all names".to_owned(), ..certificate.label.clone() };
    let fault = Fault::new(format!("the certificate in Secret `{secret}` is not valid for {}", names.join(", ")));
    let mut labels: Vec<Label> = vec![label];
    for label in missing.iter().flat_map(|name| &name.users).filter_map(|user| user.label.as_ref()) {
        if !labels.iter().any(|other| other.span == label.span && other.within == label.within) {
            labels.push(label.clone());
        }
    }
    let fault = Fault { labels, ..fault }.note(who);
    match &certificate.maker {
        Maker::CertManager(object) => {
            fault.help(format!("add to the Certificate `{}`: {}", object.name(), lines(missing.iter().copied())))
        }
        _ => instead(server, missing).into_iter().fold(fault, Fault::help),
    }
}

/// What lets those who ask go by a name that OpenShift signs.
fn instead(server: &Server<'_>, missing: &[&Name]) -> Vec<String> {
    let facts = server.subject.facts();
    let name = format!("{}.{}.svc", facts.fullname, facts.namespace);
    let users: Vec<_> = missing.iter().flat_map(|name| &name.users).filter(|user| user.label.is_some()).collect();
    let has = |instead: &str| users.iter().any(|user| user.instead == Some(instead));
    let line = match server.is_json() {
        true => format!("\"leader_tls_servername\": \"{name}\""),
        false => format!("leader_tls_servername = \"{name}\""),
    };
    let join = has("leader_tls_servername").then(|| format!("add `{line}` to each `retry_join`"));
    let probe = has("VAULT_TLS_SERVER_NAME")
        .then(|| format!("set `server.extraEnvironmentVars.VAULT_TLS_SERVER_NAME: {name}` for the probe"));
    let both: Vec<String> = join.into_iter().chain(probe).collect();
    let mut help: Vec<String> = (!both.is_empty()).then(|| both.join(", and ")).into_iter().collect();
    if users.iter().any(|user| user.instead.is_none()) {
        help.push("take a certificate of another authority for all names: OpenShift's signs no others".to_owned());
    }
    help
}

/// Names that are needed, of a certificate that nobody can look at here.
fn told(subject: &Subject<'_>, certificate: &Certificate<'_>, secret: &str) -> Option<Fault> {
    // Whoever names it as external knows what it is.
    if subject.external.iter().any(|external| external.is("Secret", secret)) {
        return None;
    }
    let used: Vec<&Name> = certificate.names.iter().filter(|name| name.is_used()).collect();
    (!used.is_empty()).then(|| {
        Fault::new(format!(
            "the certificate in Secret `{secret}` is made elsewhere, and others use {} names",
            used.len()
        ))
        .at(certificate.label.clone())
        .as_bad_as(Severity::Advice)
        .help(format!("make sure that it is valid for {}", lines(used.into_iter())))
        .help("`vaultchart check --explain-tls` shows who uses which name")
    })
}

fn lines<'n>(names: impl Iterator<Item = &'n Name>) -> String {
    let quoted = |list: Vec<String>| list.iter().map(|name| format!("\"{name}\"")).collect::<Vec<_>>().join(", ");
    let lines = certificate_lines(names).into_iter().map(|(key, list)| format!("`{key}: [{}]`", quoted(list)));
    lines.collect::<Vec<_>>().join(" and ")
}
