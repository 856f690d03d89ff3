//! Every reference of the objects of a release.

use serde_json::Value;

use super::of_pod as pod;
use super::pods;
use super::reference::{Port, Reference};
use super::tree::{items, spec, text};
use crate::manifest::Object;

/// Every reference, in the order of the objects.
pub(crate) fn references(objects: &[Object]) -> Vec<Reference<'_>> {
    objects.iter().flat_map(of_object).collect()
}

fn of_object(object: &Object) -> Vec<Reference<'_>> {
    let mut found = pods::pod(object).map(|one| pod::references(&one)).unwrap_or_default();
    match object.kind() {
        "StatefulSet" => {
            let name = text(spec(object), "serviceName");
            found.extend(name.map(|name| Reference::new(object, "spec.serviceName", "Service", name)));
        }
        "RoleBinding" | "ClusterRoleBinding" => found.extend(binding(object)),
        "Ingress" => found.extend(ingress(object)),
        "HTTPRoute" | "GRPCRoute" | "TLSRoute" | "TCPRoute" => found.extend(gateway_route(object)),
        "Route" => found.extend(openshift_route(object)),
        "MutatingWebhookConfiguration" | "ValidatingWebhookConfiguration" => found.extend(webhooks(object)),
        "ServiceMonitor" | "PodMonitor" => found.extend(monitor(object)),
        "ServiceAccount" => found.extend(account(object)),
        "HorizontalPodAutoscaler" => {
            let target = spec(object).get("scaleTargetRef").unwrap_or(&Value::Null);
            let named = text(target, "kind").zip(text(target, "name"));
            found.extend(named.map(|(kind, name)| Reference::new(object, "spec.scaleTargetRef.name", kind, name)));
        }
        _ => {}
    }
    found
}

fn binding(object: &Object) -> Vec<Reference<'_>> {
    let mut found = Vec::new();
    let role = object.tree.get("roleRef").unwrap_or(&Value::Null);
    let named = text(role, "kind").zip(text(role, "name"));
    found.extend(named.map(|(kind, name)| Reference::new(object, "roleRef.name", kind, name)));
    let subjects = object.tree.get("subjects").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
    for (at, subject) in subjects.iter().enumerate().filter(|(_, one)| text(one, "kind") == Some("ServiceAccount")) {
        let Some(name) = text(subject, "name") else { continue };
        let reference = Reference::new(object, format!("subjects[{at}].name"), "ServiceAccount", name);
        found.push(reference.within(text(subject, "namespace")));
    }
    found
}

fn ingress(object: &Object) -> Vec<Reference<'_>> {
    let (spec, mut found) = (spec(object), Vec::new());
    for (at, tls) in items(spec, "tls").iter().enumerate() {
        let name = text(tls, "secretName");
        found.extend(name.map(|name| Reference::new(object, format!("spec.tls[{at}].secretName"), "Secret", name)));
    }
    found.extend(backend(object, spec.get("defaultBackend"), "spec.defaultBackend"));
    for (rule_at, rule) in items(spec, "rules").iter().enumerate() {
        let paths = rule.get("http").map_or(&[][..], |http| items(http, "paths"));
        for (at, path) in paths.iter().enumerate() {
            found.extend(backend(
                object,
                path.get("backend"),
                &format!("spec.rules[{rule_at}].http.paths[{at}].backend"),
            ));
        }
    }
    found
}

fn backend<'a>(object: &'a Object, backend: Option<&Value>, path: &str) -> Option<Reference<'a>> {
    let service = backend?.get("service")?;
    let port = service.get("port");
    let port = port.and_then(|port| port.get("number").or_else(|| port.get("name"))).and_then(Port::of);
    Some(Reference::new(object, format!("{path}.service.name"), "Service", text(service, "name")?).at_port(port))
}

fn gateway_route(object: &Object) -> Vec<Reference<'_>> {
    let mut found = Vec::new();
    for (rule_at, rule) in items(spec(object), "rules").iter().enumerate() {
        for (at, backend) in items(rule, "backendRefs").iter().enumerate() {
            let is_service = text(backend, "kind").is_none_or(|kind| kind == "Service");
            let Some(name) = text(backend, "name").filter(|_| is_service) else { continue };
            let path = format!("spec.rules[{rule_at}].backendRefs[{at}].name");
            let reference = Reference::new(object, path, "Service", name).within(text(backend, "namespace"));
            found.push(reference.at_port(backend.get("port").and_then(Port::of)));
        }
    }
    found
}

fn openshift_route(object: &Object) -> Option<Reference<'_>> {
    let to = spec(object).get("to")?;
    let is_service = text(to, "kind").is_none_or(|kind| kind == "Service");
    let port = spec(object).pointer("/port/targetPort").and_then(Port::of);
    let name = text(to, "name").filter(|_| is_service)?;
    Some(Reference::new(object, "spec.to.name", "Service", name).at_port(port))
}

fn webhooks(object: &Object) -> Vec<Reference<'_>> {
    let webhooks = object.tree.get("webhooks").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
    let mut found = Vec::new();
    for (at, webhook) in webhooks.iter().enumerate() {
        let Some(service) = webhook.pointer("/clientConfig/service") else { continue };
        let Some(name) = text(service, "name") else { continue };
        let port = service.get("port").and_then(Port::of).unwrap_or(Port::Number(443));
        let reference = Reference::new(object, format!("webhooks[{at}].clientConfig.service.name"), "Service", name);
        found.push(reference.within(text(service, "namespace")).at_port(Some(port)));
    }
    found
}

/// Certificates and credentials of a monitor of the Prometheus operator.
fn monitor(object: &Object) -> Vec<Reference<'_>> {
    let list = if object.kind() == "PodMonitor" { "podMetricsEndpoints" } else { "endpoints" };
    let mut found = Vec::new();
    for (at, endpoint) in items(spec(object), list).iter().enumerate() {
        let path = format!("spec.{list}[{at}]");
        let below = |key: &str| endpoint.get(key).unwrap_or(&Value::Null);
        for part in ["ca", "cert"] {
            let source = below("tlsConfig").get(part).unwrap_or(&Value::Null);
            let path = format!("{path}.tlsConfig.{part}");
            found.extend(pod::key(object, source, &path, "secret", "Secret"));
            found.extend(pod::key(object, source, &path, "configMap", "ConfigMap"));
        }
        found.extend(pod::key(object, below("tlsConfig"), &format!("{path}.tlsConfig"), "keySecret", "Secret"));
        found.extend(pod::key(
            object,
            below("authorization"),
            &format!("{path}.authorization"),
            "credentials",
            "Secret",
        ));
        for part in ["username", "password"] {
            found.extend(pod::key(object, below("basicAuth"), &format!("{path}.basicAuth"), part, "Secret"));
        }
        found.extend(pod::key(object, endpoint, &path, "bearerTokenSecret", "Secret"));
    }
    found
}

fn account(object: &Object) -> Vec<Reference<'_>> {
    let mut found = Vec::new();
    for list in ["secrets", "imagePullSecrets"] {
        let all = object.tree.get(list).and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
        for (at, secret) in all.iter().enumerate() {
            let name = text(secret, "name");
            found.extend(name.map(|name| Reference::new(object, format!("{list}[{at}].name"), "Secret", name)));
        }
    }
    found
}
