//! A listener that only its own pod reaches.

use crate::check::expectation::expectations;
use crate::check::server::Server;
use crate::check::{Confidence, Fault, Find, Purpose, Rule, Subject};
use crate::diagnostic::Severity;

pub(super) static RULE: Rule = Rule {
    id: "listener-loopback",
    severity: Severity::Error,
    confidence: Confidence::High,
    purpose: Purpose::Any,
    title: "the listener of Vault is reached from inside its pod only",
    why: "A listener on `127.0.0.1`, which is also the default, answers the probe that runs in the container, so the \
          pod is ready, and no service, no other server and no HTTP probe reaches it.",
    fix: "Write `address = \"[::]:8200\"` in the listener.",
    link: Some("https://developer.hashicorp.com/vault/docs/configuration/listener/tcp#address"),
    find: Find::Looking(find),
};

fn find(subject: &Subject<'_>) -> Vec<Fault> {
    let Some(server) = Server::of(subject) else { return Vec::new() };
    let listeners = server.listeners();
    let is_at = |port, loopback| {
        move |one: &&crate::check::listener::Listener<'_>| one.port() == Some(port) && one.is_loopback() == loopback
    };
    let services = expectations(&server).into_iter().filter(|one| !one.is_probe);
    let mut unreached = services.filter_map(|service| {
        let listener = listeners.iter().find(is_at(service.port, true))?;
        listeners.iter().find(is_at(service.port, false)).is_none().then_some((service, listener))
    });
    // A container at the side may take the traffic in.
    let Some((service, listener)) = unreached.next().filter(|_| !server.has_other_containers()) else {
        return Vec::new();
    };
    let is_given = listener.block.body.attribute("address").is_some();
    let text = if is_given { "reached from inside the pod only" } else { "has no `address`: `127.0.0.1:8200` applies" };
    vec![
        Fault::new(format!("{} leads to port {}, which only the pod itself reaches", service.who, service.port))
            .at(server.label(listener.address_span(), text))
            .in_object(service.object, service.place)
            .help(format!("write `address = \"[::]:{}\"` in the listener", service.port)),
    ]
}
