//! A load balancer that takes everybody.

use crate::check::exposure::{is_internal, type_of, value_of_type};
use crate::check::references::origin;
use crate::check::tree::{has_annotation, items, spec};
use crate::check::{Confidence, Fault, Find, Purpose, Rule, Subject};
use crate::diagnostic::Severity;

pub(super) static RULE: Rule = Rule {
    id: "load-balancer-open",
    severity: Severity::Warning,
    confidence: Confidence::Medium,
    purpose: Purpose::Production,
    title: "a load balancer does not say who may connect",
    why: "Without source ranges a cloud opens its load balancer to the internet, and Vault with it.",
    fix: "Set `ui.loadBalancerSourceRanges`, request an internal load balancer with an annotation, or keep \
          the type ClusterIP behind an Ingress.",
    link: Some("https://kubernetes.io/docs/concepts/services-networking/service/#loadbalancer"),
    find: Find::Looking(find),
};

fn find(subject: &Subject<'_>) -> Vec<Fault> {
    let mut faults = Vec::new();
    for service in subject.objects_of("Service").filter(|one| type_of(one) == "LoadBalancer" && !is_internal(one)) {
        if !items(spec(service), "loadBalancerSourceRanges").is_empty() || has_annotation(service, is_range) {
            continue;
        }
        let name = service.name();
        let label = match value_of_type(service) {
            Some(value) => subject.label_or_unset(value, "open to everybody"),
            None => origin(subject, service, "metadata.name", name, "open to everybody"),
        };
        let help = match service.template.as_str() {
            "ui/service" => "set `ui.loadBalancerSourceRanges` to the networks that may connect",
            "extra-objects" => "set `spec.loadBalancerSourceRanges` to the networks that may connect",
            _ => "write `type: ClusterIP`, or request an internal load balancer in `server.service.annotations`",
        };
        let fault = Fault::new(format!("the load balancer of service `{name}` takes connections from everywhere"));
        faults.push(fault.at(label).in_object(service, "spec.type").help(help));
    }
    Fault::once_a_place(faults)
}

fn is_range(annotation: &str) -> bool {
    annotation.ends_with("load-balancer-source-ranges") || annotation.ends_with("allowed-source-ranges")
}
