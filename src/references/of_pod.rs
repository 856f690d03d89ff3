//! What the specification of a pod names: volumes, variables, accounts, credentials of registries.

use serde_json::Value;

use super::pods::{Container, Pod};
use super::reference::{Port, Reference};
use super::tree::{items, text};
use crate::manifest::Object;

/// Everything that a pod names.
pub(crate) fn references<'a>(pod: &Pod<'a>) -> Vec<Reference<'a>> {
    let Pod { object, spec, path, .. } = *pod;
    let mut found = Vec::new();
    let account = text(spec, "serviceAccountName");
    found.extend(
        account.map(|name| Reference::new(object, format!("{path}.serviceAccountName"), "ServiceAccount", name)),
    );
    for (at, secret) in items(spec, "imagePullSecrets").iter().enumerate() {
        let name = text(secret, "name");
        let path = format!("{path}.imagePullSecrets[{at}].name");
        found.extend(name.map(|name| Reference::new(object, path, "Secret", name)));
    }
    for (at, volume) in items(spec, "volumes").iter().enumerate() {
        found.extend(volume_references(object, volume, &format!("{path}.volumes[{at}]")));
    }
    for container in pod.containers() {
        found.extend(container_references(object, &container));
    }
    found
}

fn volume_references<'a>(object: &'a Object, volume: &Value, path: &str) -> Vec<Reference<'a>> {
    let mut found = Vec::new();
    found.extend(files(object, volume, path, "secret", "secretName", "Secret"));
    found.extend(files(object, volume, path, "configMap", "name", "ConfigMap"));
    if let Some(name) = volume.get("persistentVolumeClaim").and_then(|claim| text(claim, "claimName")) {
        let path = format!("{path}.persistentVolumeClaim.claimName");
        found.push(Reference::new(object, path, "PersistentVolumeClaim", name));
    }
    if let Some(name) = volume.pointer("/csi/nodePublishSecretRef/name").and_then(Value::as_str) {
        found.push(Reference::new(object, format!("{path}.csi.nodePublishSecretRef.name"), "Secret", name));
    }
    for (at, source) in volume.get("projected").map_or(&[][..], |all| items(all, "sources")).iter().enumerate() {
        let path = format!("{path}.projected.sources[{at}]");
        found.extend(files(object, source, &path, "secret", "name", "Secret"));
        found.extend(files(object, source, &path, "configMap", "name", "ConfigMap"));
    }
    found
}

/// A secret or config map whose keys become files.
fn files<'a>(
    object: &'a Object,
    volume: &Value,
    path: &str,
    key: &str,
    name_key: &str,
    kind: &str,
) -> Option<Reference<'a>> {
    let source = volume.get(key)?;
    let name = text(source, name_key)?;
    let mut reference = Reference::new(object, format!("{path}.{key}.{name_key}"), kind, name).optional_if(source);
    let keys = items(source, "items").iter().enumerate();
    reference.keys = keys
        .filter_map(|(at, item)| Some((text(item, "key")?.to_owned(), format!("{path}.{key}.items[{at}].key"))))
        .collect();
    Some(reference)
}

fn container_references<'a>(object: &'a Object, container: &Container<'a>) -> Vec<Reference<'a>> {
    let mut found = Vec::new();
    for (at, variable) in items(container.tree, "env").iter().enumerate() {
        let path = format!("{}.env[{at}].valueFrom", container.path);
        if let Some(service) = text(variable, "value").and_then(service_of) {
            found.push(service.reference(object, format!("{}.env[{at}].value", container.path)));
        }
        let Some(from) = variable.get("valueFrom") else { continue };
        found.extend(key(object, from, &path, "secretKeyRef", "Secret"));
        found.extend(key(object, from, &path, "configMapKeyRef", "ConfigMap"));
    }
    for (at, source) in items(container.tree, "envFrom").iter().enumerate() {
        for (key, kind) in [("secretRef", "Secret"), ("configMapRef", "ConfigMap")] {
            let Some(named) = source.get(key) else { continue };
            let path = format!("{}.envFrom[{at}].{key}.name", container.path);
            let name = text(named, "name");
            found.extend(name.map(|name| Reference::new(object, path, kind, name).optional_if(named)));
        }
    }
    found
}

/// One key of a secret or config map, as variables and the resources of operators name it.
pub(crate) fn key<'a>(
    object: &'a Object,
    holder: &Value,
    path: &str,
    field: &str,
    kind: &str,
) -> Option<Reference<'a>> {
    let named = holder.get(field)?;
    let name = text(named, "name")?;
    let mut reference = Reference::new(object, format!("{path}.{field}.name"), kind, name).optional_if(named);
    reference.keys.extend(text(named, "key").map(|key| (key.to_owned(), format!("{path}.{field}.key"))));
    Some(reference)
}

/// A service as an address names it: `https://vault.prod.svc:8200`.
struct Address<'t> {
    name: &'t str,
    namespace: &'t str,
    port: Option<i64>,
}

fn service_of(address: &str) -> Option<Address<'_>> {
    let (scheme, rest) = address.split_once("://")?;
    let host = rest.split(['/', '?']).next()?;
    let (host, port) = host.rsplit_once(':').map_or((host, None), |(host, port)| (host, port.parse().ok()));
    let (name, rest) = host.split_once('.')?;
    let (namespace, rest) = rest.split_once('.')?;
    let is_service = matches!(scheme, "http" | "https") && (rest == "svc" || rest.starts_with("svc."));
    is_service.then_some(Address { name, namespace, port })
}

impl Address<'_> {
    fn reference<'a>(&self, object: &'a Object, path: String) -> Reference<'a> {
        let reference = Reference::new(object, path, "Service", self.name).within(Some(self.namespace));
        reference.at_port(self.port.map(Port::Number))
    }
}
