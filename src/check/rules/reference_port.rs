//! A port that is not there.

use serde_json::Value;

use crate::check::pods::{Pod, pods};
use crate::check::references::{Port, Selector, origin, references, rendered, words};
use crate::check::tree::{items, spec, text};
use crate::check::{Confidence, Fault, Find, Purpose, Rule, Subject};
use crate::diagnostic::Severity;
use crate::manifest::Object;

pub(super) static RULE: Rule = Rule {
    id: "reference-port",
    severity: Severity::Error,
    confidence: Confidence::High,
    purpose: Purpose::Any,
    title: "a port that an object leads to is not there",
    why: "What arrives at a port that the Service does not have, or that no container has a name for, is refused: \
          the route answers with an error, the probe fails.",
    fix: "Use a port that the Service or the container has, or add it: `server.extraPorts` for the container of \
          Vault.",
    link: Some("https://kubernetes.io/docs/concepts/services-networking/service/#field-spec-ports"),
    find: Find::Looking(find),
};

fn find(subject: &Subject<'_>) -> Vec<Fault> {
    let mut faults = of_services(subject);
    faults.extend(of_references(subject));
    faults.extend(of_probes(subject));
    faults
}

/// Named target ports of services that no selected pod has.
fn of_services(subject: &Subject<'_>) -> Vec<Fault> {
    let mut faults = Vec::new();
    for service in subject.objects_of("Service") {
        let Some(selector) = spec(service).get("selector").and_then(Value::as_object) else { continue };
        let selected = |pod: &Pod<'_>| !selector.is_empty() && Selector::Labels(selector).selects(pod.labels);
        let pods: Vec<Pod<'_>> = pods(subject.objects).filter(selected).collect();
        let ports: Vec<&str> = pods.iter().flat_map(port_names).collect();
        for (at, port) in items(spec(service), "ports").iter().enumerate() {
            let Some(name) = text(port, "targetPort").filter(|name| name.parse::<u16>().is_err()) else { continue };
            if !pods.is_empty() && !ports.contains(&name) {
                let path = format!("spec.ports[{at}].targetPort");
                let title = format!("service `{}` leads to the port `{name}`, which no pod has", service.name());
                faults.push(fault(subject, service, &path, name, title).help(have(&ports)));
            }
        }
    }
    faults
}

/// Ports that ingresses, routes, webhooks and addresses use of services.
fn of_references(subject: &Subject<'_>) -> Vec<Fault> {
    let mut faults: Vec<Fault> = Vec::new();
    for reference in references(subject.objects).iter().filter(|one| one.kind == "Service") {
        let (Some(port), Some(service)) = (&reference.port, rendered(reference, subject)) else { continue };
        let ports = items(spec(service), "ports");
        let is_route = reference.object.kind() == "Route";
        if spec(service).get("type").is_some_and(|kind| kind == "ExternalName")
            || ports.iter().any(|one| is_port(one, port, is_route))
        {
            continue;
        }
        let title = format!(
            "{} `{}` leads to port `{port}` of service `{}`, which has no such port",
            words(reference.object.kind()),
            reference.object.name(),
            service.name()
        );
        if faults.iter().any(|other| other.title == title) {
            continue;
        }
        let known: Vec<String> = ports.iter().filter_map(|one| Some(one.get("port")?.to_string())).collect();
        let known: Vec<&str> = known.iter().map(String::as_str).collect();
        let fault = fault(subject, reference.object, &reference.path, &reference.name, title);
        faults.push(fault.help(have(&known)));
    }
    faults
}

/// A route of OpenShift may name the port of the pods, too.
fn is_port(port: &Value, wanted: &Port, is_route: bool) -> bool {
    let has = |key: &str| port.get(key).and_then(Port::of).as_ref() == Some(wanted);
    has("port") || has("name") || is_route && (has("targetPort") || port.get("targetPort").is_none())
}

/// Named ports of probes that the container does not have.
fn of_probes(subject: &Subject<'_>) -> Vec<Fault> {
    let mut faults = Vec::new();
    for pod in pods(subject.objects) {
        for container in pod.containers() {
            let ports: Vec<&str> =
                items(container.tree, "ports").iter().filter_map(|port| text(port, "name")).collect();
            for probe in ["readinessProbe", "livenessProbe", "startupProbe"] {
                let asked = ["httpGet", "tcpSocket"].into_iter().find_map(|way| {
                    let port = text(container.tree.get(probe)?.get(way)?, "port")?;
                    Some((port, format!("{}.{probe}.{way}.port", container.path)))
                });
                let Some((port, path)) = asked.filter(|(port, _)| port.parse::<u16>().is_err()) else { continue };
                if !ports.contains(&port) {
                    let title = format!(
                        "the {probe} of container `{}` asks port `{port}`, which it does not have",
                        container.name()
                    );
                    faults.push(fault(subject, pod.object, &path, port, title).help(have(&ports)));
                }
            }
        }
    }
    faults
}

fn port_names<'a>(pod: &Pod<'a>) -> Vec<&'a str> {
    let containers = pod.containers();
    let ports = containers.iter().flat_map(|container| items(container.tree, "ports"));
    ports.filter_map(|port| text(port, "name")).collect()
}

fn fault(subject: &Subject<'_>, object: &Object, path: &str, name: &str, title: String) -> Fault {
    Fault::new(title).at(origin(subject, object, path, name, "no such port")).in_object(object, path)
}

fn have(ports: &[&str]) -> String {
    if ports.is_empty() { "there are no ports".to_owned() } else { format!("there are `{}`", ports.join("`, `")) }
}
