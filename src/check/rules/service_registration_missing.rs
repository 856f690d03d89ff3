//! Services that select by labels which nobody sets.

use crate::check::exposure::type_of;
use crate::check::server::{Server, kubernetes_registration};
use crate::check::{Confidence, Fault, Find, Purpose, Rule, Subject};
use crate::diagnostic::Severity;
use crate::manifest::Object;
use crate::references::references;

pub(super) static RULE: Rule = Rule {
    id: "service-registration-missing",
    severity: Severity::Warning,
    confidence: Confidence::High,
    purpose: Purpose::Any,
    title: "services select the active or the standby servers, and no server says which it is",
    why: "The label `vault-active` is set by Vault itself, and only with `service_registration \"kubernetes\"`: \
          without it the services of the active and of the standby servers never have an endpoint. That is an error \
          where something leads to one of them, such as an Ingress, a webhook or a load balancer.",
    fix: "Add `service_registration \"kubernetes\" {}` to the configuration, or turn the services off: \
          `server.service.active.enabled: false` and `server.service.standby.enabled: false`.",
    link: Some("https://developer.hashicorp.com/vault/docs/configuration/service-registration/kubernetes"),
    find: Find::Looking(find),
};

/// The label by which Vault says whether it is active.
const LABEL: &str = "vault-active";

fn find(subject: &Subject<'_>) -> Vec<Fault> {
    let Some(server) = Server::of(subject) else { return Vec::new() };
    let services: Vec<_> = subject.objects_of("Service").filter(|service| selects_by_label(service)).collect();
    let Some(first) = services.first() else { return Vec::new() };
    if kubernetes_registration(server.body).is_some() || server.reads_more() {
        return Vec::new();
    }
    let names: Vec<_> = services.iter().map(|service| service.name()).collect();
    let verb = if names.len() == 1 { "never has an endpoint" } else { "never have an endpoint" };
    let other = server.body.block("service_registration");
    let label = match other {
        Some(block) => server.label(block.span, "registers elsewhere"),
        None => server.whole("has no `service_registration \"kubernetes\"`"),
    };
    let help = match other {
        Some(_) => "write `service_registration \"kubernetes\" {}` in its place",
        None => "add `service_registration \"kubernetes\" {}` to the configuration",
    };
    let asked = |path: &str| {
        let label = subject.label_if_set(path, "selects the active server");
        label.filter(|_| subject.values().on(path))
    };
    let reached = services.iter().find(|service| is_reached(subject, service));
    let severity = if reached.is_some() { Severity::Error } else { Severity::Warning };
    vec![
        Fault::new(format!("`{}` {verb}: no server says whether it is active", names.join("`, `")))
            .at(label)
            .also(asked("ui.activeVaultPodOnly"))
            .also(asked("server.service.active.enabled"))
            .in_object(reached.unwrap_or(first), "spec.selector")
            .also_note(reached.map(|service| format!("something leads to `{}`", service.name())))
            .as_bad_as(severity)
            .help(help),
    ]
}

/// Whether something leads to a service: another object that names it, its own type, or people who open the UI.
fn is_reached(subject: &Subject<'_>, service: &Object) -> bool {
    let is_named = || {
        let all = references(subject.objects);
        all.into_iter().any(|reference| reference.kind == "Service" && reference.name == service.name())
    };
    type_of(service) != "ClusterIP" || service.template == "ui/service" || is_named()
}

fn selects_by_label(service: &Object) -> bool {
    service.tree.get("spec").and_then(|spec| spec.get("selector")?.get(LABEL)).is_some()
}
