//! Vault on a port of every node.

use crate::check::exposure::{type_of, value_of_type};
use crate::check::{Confidence, Fault, Find, Purpose, Rule, Subject};
use crate::diagnostic::Severity;

pub(super) static RULE: Rule = Rule {
    id: "node-port",
    severity: Severity::Warning,
    confidence: Confidence::Medium,
    purpose: Purpose::Production,
    title: "a service opens a port of every node",
    why: "A node port is reached from wherever a node is, past an Ingress and its rules.",
    fix: "Keep the type ClusterIP, and lead to it by an Ingress, a route or an internal load balancer.",
    link: Some("https://kubernetes.io/docs/concepts/services-networking/service/#type-nodeport"),
    find: Find::Looking(find),
};

fn find(subject: &Subject<'_>) -> Vec<Fault> {
    let services = subject.objects_of("Service").filter(|service| type_of(service) == "NodePort");
    let fault = |service| {
        let value = value_of_type(service)?;
        let fault = Fault::new(format!("service `{}` is reachable at a port of every node", service.name()));
        Some(
            fault
                .at(subject.label_or_unset(value, "past every Ingress"))
                .in_object(service, "spec.type")
                .help("write `ClusterIP`"),
        )
    };
    Fault::once_a_place(services.filter_map(fault).collect())
}
