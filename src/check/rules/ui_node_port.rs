//! A node port of a service that has none.

use crate::check::{Confidence, Fault, Find, Purpose, Rule, Subject};
use crate::diagnostic::Severity;

pub(super) static RULE: Rule = Rule {
    id: "ui-node-port",
    severity: Severity::Error,
    confidence: Confidence::High,
    purpose: Purpose::Any,
    title: "the service of the user interface has a node port and is not of a type with node ports",
    why: "The chart writes `ui.serviceNodePort` whatever the type of the service is, and Kubernetes refuses a node port \
          in a service of type ClusterIP.",
    fix: "Set `ui.serviceType: NodePort`, or remove `ui.serviceNodePort`.",
    link: Some("https://kubernetes.io/docs/concepts/services-networking/service/#type-nodeport"),
    find: Find::Looking(find),
};

fn find(subject: &Subject<'_>) -> Vec<Fault> {
    let Some(service) = subject.objects.iter().find(|object| object.template == "ui/service") else {
        return Vec::new();
    };
    let kind = subject.values().given_text("ui.serviceType").unwrap_or("ClusterIP");
    if !subject.values().truthy("ui.serviceNodePort") || matches!(kind, "NodePort" | "LoadBalancer") {
        return Vec::new();
    }
    vec![
        Fault::new(format!("the service of the user interface has a node port, and its type is {kind}"))
            .at(subject.label("ui.serviceNodePort", "is refused"))
            .also(subject.label_if_set("ui.serviceType", "has no node ports"))
            .also_note(subject.default_note("ui.serviceType"))
            .in_object(service, "spec.ports[0].nodePort")
            .help("set `ui.serviceType: NodePort`, or remove `ui.serviceNodePort`"),
    ]
}
