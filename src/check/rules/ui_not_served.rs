//! A service of a user interface that Vault does not serve.

use crate::check::server::Server;
use crate::check::{Confidence, Fault, Find, Purpose, Rule, Subject};
use crate::diagnostic::Severity;

pub(super) static RULE: Rule = Rule {
    id: "ui-not-served",
    severity: Severity::Warning,
    confidence: Confidence::High,
    purpose: Purpose::Any,
    title: "the user interface has a service, and Vault does not serve it",
    why: "`ui.enabled` of the values only makes a Service; the interface itself is switched on in the configuration, \
          and is off by default.",
    fix: "Write `ui = true` in the configuration, or set `ui.enabled: false`.",
    link: Some("https://developer.hashicorp.com/vault/docs/configuration/ui"),
    find: Find::Looking(find),
};

fn find(subject: &Subject<'_>) -> Vec<Fault> {
    let Some(server) = Server::of(subject) else { return Vec::new() };
    let Some(service) = subject.objects.iter().find(|object| object.template == "ui/service") else {
        return Vec::new();
    };
    let switch = server.body.attribute("ui");
    let is_on = switch.is_some_and(|value| value.as_bool().unwrap_or(true));
    if is_on || server.reads_more() || server.pod.variable("VAULT_UI").is_some() {
        return Vec::new();
    }
    let label = match switch {
        Some(value) => server.label(value.span, "is off"),
        None => server.whole("has no `ui = true`"),
    };
    vec![
        Fault::new(format!("service `{}` leads to a user interface that Vault does not serve", service.name()))
            .at(label)
            .also(subject.label_if_set("ui.enabled", "makes the service"))
            .in_object(service, "")
            .help("write `ui = true` in the configuration"),
    ]
}
