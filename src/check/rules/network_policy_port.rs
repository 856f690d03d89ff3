//! A network policy that shuts the listener out.

use crate::check::listener::Listener;
use crate::check::network_policy::{has_rules, lets_through, lets_to_pods};
use crate::check::server::Server;
use crate::check::{Confidence, Fault, Find, Purpose, Rule, Subject};
use crate::diagnostic::Severity;
use crate::manifest::Object;
use crate::source::Span;

pub(super) static RULE: Rule = Rule {
    id: "network-policy-port",
    severity: Severity::Error,
    confidence: Confidence::High,
    purpose: Purpose::Any,
    title: "the network policy blocks a port of the server",
    why: "What no rule of a policy names is dropped silently: clients time out at the port of the API, and \
          servers do not reach each other at the port of the cluster.",
    fix: "Add the ports of the listener, usually 8200 and 8201, to `server.networkPolicy.ingress`, and to \
          `server.networkPolicy.egress` where that is set.",
    link: Some("https://kubernetes.io/docs/concepts/services-networking/network-policies/"),
    find: Find::Looking(find),
};

fn find(subject: &Subject<'_>) -> Vec<Fault> {
    let Some(server) = Server::of(subject) else { return Vec::new() };
    let mut policies = subject.objects.iter().filter(|object| object.template == "server/network-policy");
    let Some(policy) = policies.next() else { return Vec::new() };
    let reached = server.listeners().into_iter().filter(|listener| !listener.is_loopback());
    let mut faults = Vec::new();
    for listener in reached {
        faults.extend(ports(&server, &listener).into_iter().flat_map(|port| fault(&server, policy, &port)));
    }
    faults
}

/// A port of a listener, and who comes to it.
struct Port {
    number: u16,
    span: Span,
    who: &'static str,
    is_between_servers: bool,
}

fn ports(server: &Server<'_>, listener: &Listener<'_>) -> Vec<Port> {
    let between = server.is_ha();
    let api = listener.port().map(|number| Port {
        number,
        span: listener.address_span(),
        who: "clients",
        is_between_servers: between && server.raft().is_some(),
    });
    let cluster = listener.cluster_port().filter(|_| between).map(|number| Port {
        number,
        span: listener.cluster_span(),
        who: "the other servers",
        is_between_servers: true,
    });
    api.into_iter().chain(cluster).collect()
}

fn fault(server: &Server<'_>, policy: &Object, port: &Port) -> Vec<Fault> {
    let directions = [("ingress", true), ("egress", port.is_between_servers && has_rules(policy, "egress"))];
    let lets = |name: &str| match name {
        "egress" => lets_to_pods(policy, port.number),
        _ => lets_through(policy, name, port.number),
    };
    let shut = directions.into_iter().filter(|(name, counts)| *counts && !lets(name));
    shut.map(|(direction, _)| one(server, policy, port, direction)).collect()
}

fn one(server: &Server<'_>, policy: &Object, port: &Port, direction: &str) -> Fault {
    let (path, number) = (format!("server.networkPolicy.{direction}"), port.number);
    let title = match direction {
        "ingress" => format!("the network policy blocks port {number}, which {} use", port.who),
        _ => format!("the network policy blocks the servers from port {number} of the others"),
    };
    let listens = server.label_if_set(port.span, format!("port {number}"));
    let label = server.subject.label(&path, format!("port {number} is not among these"));
    Fault::new(title)
        .at(label)
        .also(listens)
        .also_note((!server.subject.is_set(&path)).then(|| format!("`{path}` opens 8200 and 8201 by default")))
        .in_object(policy, format!("spec.{direction}"))
        .help(match direction {
            "ingress" => format!("add `port: {number}` with `protocol: TCP` to `ports` of a rule"),
            _ => {
                let facts = server.subject.facts();
                let labels = format!(
                    "{{app.kubernetes.io/name: {}, app.kubernetes.io/instance: {}, component: server}}",
                    facts.name, server.subject.release.name
                );
                format!(
                    "add to `{path}` a rule that leads to the servers: `- {{to: [{{podSelector: {{matchLabels: \
                     {labels}}}}}], ports: [{{port: {number}, protocol: TCP}}]}}`"
                )
            }
        })
}
