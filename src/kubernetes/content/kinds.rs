//! Rules that hang on the kind of the object: what a Secret of a type must hold, what a role may name.

use serde_json::{Map, Value};

use super::form::Rule;
use super::look::{Look, given, key, text};
use crate::values::Segment;

/// The most bytes that a Secret or ConfigMap may hold.
const SIZE: usize = 1024 * 1024;

/// The rule of a type of whole objects.
pub(super) fn rule(type_name: &str) -> Option<Rule> {
    Some(match type_name {
        "ConfigMap" => config_map,
        "Secret" => secret,
        "Role" | "ClusterRole" => role,
        "RoleBinding" | "ClusterRoleBinding" => binding,
        "PriorityClass" => priority_class,
        "Ingress" => ingress,
        "Pod" => pod,
        "CustomResourceDefinition" => definition,
        _ => return None,
    })
}

fn config_map(look: &mut Look<'_>) {
    let (data, binary) = (look.below("data"), look.below("binaryData"));
    for twice in data.into_iter().flatten().map(|(key, _)| key) {
        if binary.is_some_and(|binary| binary.contains_key(twice)) {
            look.say(&[key("data"), key(twice)], "must not stand in `binaryData` as well");
        }
    }
    let size: usize =
        data.into_iter().chain(binary).flatten().filter_map(|(_, value)| value.as_str()).map(str::len).sum();
    if size > SIZE + binary.map_or(0, |_| SIZE / 3) {
        look.say(&[], "must not hold more than 1 MiB");
    }
}

/// `ValidateSecret`: keys by type. What stands in `stringData` is as good as in `data`.
fn secret(look: &mut Look<'_>) {
    let (data, texts) = (look.below("data"), look.below("stringData"));
    let there = |name: &str| data.and_then(|data| given(data, name)).or(texts.and_then(|texts| given(texts, name)));
    let content = |name: &str| match texts.and_then(|texts| text(texts, name)) {
        Some(text) => Some(text.as_bytes().to_vec()),
        None => super::super::formats::bytes(data?.get(name)?.as_str()?),
    };
    let missing = |name: &str| there(name).is_none();
    let in_data = |name: &str| [key("data"), key(name)];
    match look.text("type").unwrap_or_default() {
        "kubernetes.io/service-account-token" => {
            let name = "kubernetes.io/service-account.name";
            let annotations = look.below("metadata").and_then(|metadata| metadata.get("annotations")?.as_object());
            if annotations.and_then(|annotations| text(annotations, name)).is_none() {
                look.say(&[key("metadata"), key("annotations"), key(name)], "must be there for a Secret of this type");
            }
        }
        "kubernetes.io/tls" => {
            for name in ["tls.crt", "tls.key"].into_iter().filter(|name| missing(name)) {
                look.say(&in_data(name), "must be there for a Secret of type `kubernetes.io/tls`");
            }
        }
        "kubernetes.io/basic-auth" if missing("username") && missing("password") => {
            look.say(
                &in_data("password"),
                "must be there, or `username`, for a Secret of type `kubernetes.io/basic-auth`",
            );
        }
        "kubernetes.io/ssh-auth" if content("ssh-privatekey").is_none_or(|content| content.is_empty()) => {
            look.say(&in_data("ssh-privatekey"), "must be there for a Secret of type `kubernetes.io/ssh-auth`");
        }
        of_type @ ("kubernetes.io/dockerconfigjson" | "kubernetes.io/dockercfg") => {
            let name = if of_type.ends_with("json") { ".dockerconfigjson" } else { ".dockercfg" };
            if missing(name) {
                look.say(&in_data(name), format!("must be there for a Secret of type `{of_type}`"));
            } else if content(name).is_some_and(|json| serde_json::from_slice::<Map<String, Value>>(&json).is_err()) {
                look.say(&in_data(name), "must be an object in JSON");
            }
        }
        _ => {}
    }
    let size: usize =
        data.into_iter().flatten().filter_map(|(_, value)| value.as_str()).map(|text| text.len() / 4 * 3).sum();
    if size > SIZE {
        look.say(&[], "must not hold more than 1 MiB");
    }
}

/// `ValidatePolicyRule`: resources with their groups, or paths, never both.
fn role(look: &mut Look<'_>) {
    let is_of_cluster = text(look.map, "kind") == Some("ClusterRole");
    for (index, rule) in look.items("rules") {
        let has = |name: &str| rule.get(name).and_then(Value::as_array).is_some_and(|list| !list.is_empty());
        let way = |name: &str| [key("rules"), Segment::Index(index), key(name)];
        if !has("verbs") {
            look.say(&way("verbs"), "must name at least one verb");
        }
        if has("nonResourceURLs") {
            if !is_of_cluster {
                look.say(&way("nonResourceURLs"), "must not stand in a Role, only in a ClusterRole");
            }
            if ["apiGroups", "resources", "resourceNames"].into_iter().any(has) {
                look.say(&way("nonResourceURLs"), "must not stand in one rule with resources");
            }
            continue;
        }
        for name in ["apiGroups", "resources"].into_iter().filter(|name| !has(name)) {
            look.say(&way(name), "must name at least one");
        }
    }
}

/// `ValidateRoleBinding`; what is left out is filled in by the server.
fn binding(look: &mut Look<'_>) {
    let is_of_cluster = text(look.map, "kind") == Some("ClusterRoleBinding");
    const RBAC: &str = "rbac.authorization.k8s.io";
    if let Some(role) = look.below("roleRef") {
        let kinds: &[&str] = if is_of_cluster { &["ClusterRole"] } else { &["Role", "ClusterRole"] };
        if !kinds.contains(&text(role, "kind").unwrap_or_default()) {
            look.say(&[key("roleRef"), key("kind")], format!("must be `{}`", kinds.join("` or `")));
        }
        if text(role, "apiGroup").is_some_and(|group| group != RBAC) {
            look.say(&[key("roleRef"), key("apiGroup")], format!("must be `{RBAC}`"));
        }
        if text(role, "name").is_none() {
            look.say(&[key("roleRef"), key("name")], "must not be empty");
        }
    }
    for (index, subject) in look.items("subjects") {
        let way = |name: &str| [key("subjects"), Segment::Index(index), key(name)];
        let group = text(subject, "apiGroup");
        if text(subject, "name").is_none() {
            look.say(&way("name"), "must not be empty");
        }
        match text(subject, "kind").unwrap_or_default() {
            "ServiceAccount" if group.is_some() => look.say(&way("apiGroup"), "must be empty for a ServiceAccount"),
            "ServiceAccount" if is_of_cluster && text(subject, "namespace").is_none() => {
                look.say(&way("namespace"), "must be there for a ServiceAccount in a ClusterRoleBinding");
            }
            "User" | "Group" if group.is_some_and(|group| group != RBAC) => {
                look.say(&way("apiGroup"), format!("must be `{RBAC}`"));
            }
            _ => {}
        }
    }
}

/// `ValidatePriorityClass`.
fn priority_class(look: &mut Look<'_>) {
    let name = look.below("metadata").and_then(|metadata| text(metadata, "name")).unwrap_or_default();
    let is_of_the_system = ["system-cluster-critical", "system-node-critical"].contains(&name);
    if name.starts_with("system-") && !is_of_the_system {
        look.say(&[key("metadata"), key("name")], "must not begin with `system-`");
    }
    if !is_of_the_system && look.number("value").is_some_and(|value| value > 1_000_000_000) {
        look.say_of("value", "must be no more than 1000000000");
    }
}

/// `ValidateIngressCreate`: the annotation of old and the field of today.
fn ingress(look: &mut Look<'_>) {
    const CLASS: &str = "kubernetes.io/ingress.class";
    let annotations = look.below("metadata").and_then(|metadata| metadata.get("annotations")?.as_object());
    let has_class = look.below("spec").is_some_and(|spec| given(spec, "ingressClassName").is_some());
    if has_class && annotations.is_some_and(|annotations| given(annotations, CLASS).is_some()) {
        let way = [key("metadata"), key("annotations"), key(CLASS)];
        look.say(&way, "must not stand beside `spec.ingressClassName`: only one of them is taken");
    }
}

/// `validateContainersOnlyForPod`: what templates were once let have, a pod is not.
fn pod(look: &mut Look<'_>) {
    let Some(spec) = look.below("spec") else { return };
    for list in ["containers", "initContainers"] {
        for (index, container) in super::look::items(spec, list) {
            if text(container, "image").is_some_and(|image| image.trim() != image) {
                look.say(
                    &[key("spec"), key(list), Segment::Index(index), key("image")],
                    "must not begin or end with spaces",
                );
            }
        }
    }
}

/// `ValidateCustomResourceDefinition`: its name, and the one version that is stored.
fn definition(look: &mut Look<'_>) {
    let Some(spec) = look.below("spec") else { return };
    let plural = spec.get("names").and_then(|names| names.get("plural")).and_then(Value::as_str).unwrap_or_default();
    let expected = format!("{plural}.{}", text(spec, "group").unwrap_or_default());
    let name = look.below("metadata").and_then(|metadata| text(metadata, "name"));
    if name.is_some_and(|name| name != expected) {
        look.say(&[key("metadata"), key("name")], format!("must be `{expected}`, of plural and group"));
    }
    let versions = super::look::items(spec, "versions");
    let is_stored = |version: &&Map<String, Value>| version.get("storage").and_then(Value::as_bool) == Some(true);
    if !versions.is_empty() && versions.iter().map(|(_, version)| *version).filter(is_stored).count() != 1 {
        look.say(&[key("spec"), key("versions")], "must have exactly one version with `storage: true`");
    }
}
