//! Services that lead to a port on which nothing listens.

use crate::check::expectation::expectations;
use crate::check::listener::Listener;
use crate::check::server::Server;
use crate::check::{Confidence, Fault, Find, Purpose, Rule, Subject};
use crate::diagnostic::{Label, Severity};

pub(super) static RULE: Rule = Rule {
    id: "service-port",
    severity: Severity::Error,
    confidence: Confidence::High,
    purpose: Purpose::Any,
    title: "a service leads to a port on which no listener listens",
    why: "The chart does not read the listener's address: a listener that was moved to another port is ready, and \
          its services lead to the old one.",
    fix: "Give `server.service.targetPort`, and `ui.targetPort` where the user interface has a service, the port of \
          the listener.",
    link: Some("https://kubernetes.io/docs/concepts/services-networking/service/"),
    find: Find::Looking(find),
};

fn find(subject: &Subject<'_>) -> Vec<Fault> {
    let Some(server) = Server::of(subject) else { return Vec::new() };
    let Some((ports, listener)) = known_ports(&server) else { return Vec::new() };
    let mut told: Vec<&str> = Vec::new();
    let mut faults = Vec::new();
    for service in expectations(&server).into_iter().filter(|one| !one.is_probe && !ports.contains(&one.port)) {
        if told.contains(&service.path) {
            continue;
        }
        told.push(service.path);
        let fault = Fault::new(format!("{} leads to port {}, where nothing listens", service.who, service.port))
            .at(subject.label(service.path, format!("leads to port {}", service.port)))
            .also(listener.clone())
            .also_note(subject.default_note(service.path))
            .in_object(service.object, service.place);
        faults.push(fault.help(format!("set `{}: {}`", service.path, words(&ports))));
    }
    faults
}

/// The ports of all listeners and the place of the first one; none if a port cannot be told or if containers at the
/// side may listen as well.
pub(super) fn known_ports(server: &Server<'_>) -> Option<(Vec<u16>, Option<Label>)> {
    let listeners = server.listeners();
    let ports: Vec<u16> = listeners.iter().map(Listener::port).collect::<Option<_>>()?;
    let first = listeners.first()?;
    let label = server.label_if_set(first.address_span(), format!("listens on port {}", ports.first()?));
    (!server.has_other_containers() && !server.reads_more()).then_some((ports, label))
}

/// The ports in words: `8200 or 8300`.
pub(super) fn words(ports: &[u16]) -> String {
    ports.iter().map(u16::to_string).collect::<Vec<_>>().join(" or ")
}
