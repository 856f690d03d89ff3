//! A node port outside of the range that clusters have.

use crate::check::references::origin;
use crate::check::tree::{items, spec};
use crate::check::{Confidence, Fault, Find, Purpose, Rule, Subject};
use crate::diagnostic::Severity;
use serde_json::Value;

pub(super) static RULE: Rule = Rule {
    id: "node-port-range",
    severity: Severity::Error,
    confidence: Confidence::Medium,
    purpose: Purpose::Any,
    title: "a node port is outside of the range of 30000 to 32767",
    why: "Unless the API server is configured with another range, it refuses the Service.",
    fix: "Write a port from 30000 to 32767, or remove the line: the cluster chooses one.",
    link: Some("https://kubernetes.io/docs/concepts/services-networking/service/#type-nodeport"),
    find: Find::Looking(find),
};

const RANGE: std::ops::RangeInclusive<i64> = 30_000..=32_767;

fn find(subject: &Subject<'_>) -> Vec<Fault> {
    let mut faults = Vec::new();
    for service in subject.objects_of("Service") {
        for (at, port) in items(spec(service), "ports").iter().enumerate() {
            let number =
                port.get("nodePort").and_then(Value::as_i64).filter(|port| *port != 0 && !RANGE.contains(port));
            let Some(number) = number else { continue };
            let value = match service.template.as_str() {
                "server/service" => Some("server.service.nodePort"),
                "server/ha-active-service" => Some("server.service.activeNodePort"),
                "server/ha-standby-service" => Some("server.service.standbyNodePort"),
                "ui/service" => Some("ui.serviceNodePort"),
                _ => None,
            };
            let say = "out of the range";
            let label = match value {
                Some(value) => subject.label(value, say),
                None => origin(subject, service, "metadata.name", service.name(), say),
            };
            // A cluster may have another range; of its own objects the user may know it.
            let severity = if value.is_some() { Severity::Error } else { Severity::Warning };
            faults.push(
                Fault::new(format!("node port {number} of service `{}` is not from 30000 to 32767", service.name()))
                    .at(label)
                    .in_object(service, format!("spec.ports[{at}].nodePort"))
                    .as_bad_as(severity)
                    .help("write a port from 30000 to 32767, or remove the line: the cluster chooses one"),
            );
        }
    }
    Fault::once_a_place(faults)
}
