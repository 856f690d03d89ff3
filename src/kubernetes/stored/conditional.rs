//! What the API server fills in depending on what else an object says.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Map, Value, json};

type Tree = Map<String, Value>;

/// Fills in what follows from the other fields of a type; those that always have a default are there already.
pub(super) fn complete(of: &str, tree: &mut Tree) {
    match of {
        "Container" | "EphemeralContainer" => pull_policy(tree, "image", "imagePullPolicy"),
        "ImageVolumeSource" => pull_policy(tree, "reference", "pullPolicy"),
        "PodSpec" => one_name(tree, "serviceAccountName", "serviceAccount"),
        "Volume" if tree.len() == 1 => fill(tree, "emptyDir", json!({})),
        "Pod" => pod(tree),
        "DeploymentStrategy" => rolling(tree, json!({"maxSurge": "25%", "maxUnavailable": "25%"})),
        "DaemonSetUpdateStrategy" => rolling(tree, json!({"maxSurge": 0, "maxUnavailable": 1})),
        "StatefulSetUpdateStrategy" => stateful_strategy(tree),
        "Job" | "ReplicationController" => labels_of_template(tree),
        "JobSpec" => job(tree),
        "ServiceSpec" => service(tree),
        "ServicePort" => target_port(tree),
        "NetworkPolicySpec" => policy_types(tree),
        "Namespace" => namespace(tree),
        "Secret" => encoded(tree),
        "LimitRangeItem" => limits(tree),
        "PersistentVolumeClaimSpec" => data_source(tree),
        "rbac.v1.Subject" => subject(tree),
        "CustomResourceDefinitionNames" => names(tree),
        "autoscaling.v2.HorizontalPodAutoscalerSpec" => autoscaler(tree),
        "HTTPRouteRule" => fill(tree, "matches", json!([{"path": {"type": "PathPrefix", "value": "/"}}])),
        _ => {}
    }
}

fn fill(tree: &mut Tree, key: &str, value: Value) {
    if !tree.contains_key(key) {
        tree.insert(key.to_owned(), value);
    }
}

fn fill_all(tree: &mut Tree, defaults: Value) {
    if let Value::Object(defaults) = defaults {
        defaults.into_iter().for_each(|(key, value)| fill(tree, &key, value));
    }
}

fn text<'t>(tree: &'t Tree, key: &str) -> Option<&'t str> {
    tree.get(key)?.as_str()
}

/// Keeps one of two names of a field that the server holds equal.
fn one_name(tree: &mut Tree, name: &str, other: &str) {
    if let Some(value) = tree.shift_remove(other) {
        fill(tree, name, value);
    }
}

fn pull_policy(tree: &mut Tree, image: &str, policy: &str) {
    let is_latest = text(tree, image).is_some_and(is_latest);
    fill(tree, policy, Value::from(if is_latest { "Always" } else { "IfNotPresent" }));
}

/// Whether an image is `latest`, which it is without tag and digest too.
fn is_latest(image: &str) -> bool {
    let (name, digest) = image.split_once('@').map_or((image, None), |(name, digest)| (name, Some(digest)));
    match name.rsplit('/').next().unwrap_or_default().split_once(':') {
        Some((_, tag)) => tag == "latest",
        None => digest.is_none(),
    }
}

/// A pod itself, unlike a template, asks for what it is limited to.
fn pod(tree: &mut Tree) {
    let Some(Value::Object(spec)) = tree.get_mut("spec") else { return };
    fill_all(spec, json!({"enableServiceLinks": true, "serviceAccountName": "default"}));
    let on_host = spec.get("hostNetwork") == Some(&Value::Bool(true));
    for list in ["containers", "initContainers"] {
        let containers = spec.get_mut(list).and_then(Value::as_array_mut);
        for container in containers.into_iter().flatten().filter_map(Value::as_object_mut) {
            requests(container);
            if on_host {
                host_ports(container);
            }
        }
    }
}

fn requests(container: &mut Tree) {
    let Some(Value::Object(resources)) = container.get_mut("resources") else { return };
    let Some(limits) = resources.get("limits").cloned() else { return };
    fill(resources, "requests", json!({}));
    if let Some(Value::Object(requests)) = resources.get_mut("requests") {
        fill_all(requests, limits);
    }
}

fn host_ports(container: &mut Tree) {
    let ports = container.get_mut("ports").and_then(Value::as_array_mut);
    for port in ports.into_iter().flatten().filter_map(Value::as_object_mut) {
        if let Some(number) = port.get("containerPort").cloned() {
            fill(port, "hostPort", number);
        }
    }
}

fn rolling(strategy: &mut Tree, defaults: Value) {
    if text(strategy, "type") == Some("RollingUpdate") {
        fill(strategy, "rollingUpdate", json!({}));
        if let Some(Value::Object(rolling)) = strategy.get_mut("rollingUpdate") {
            fill_all(rolling, defaults);
        }
    }
}

/// A stateful set gets the settings of a rolling update only where it does not name its strategy.
fn stateful_strategy(strategy: &mut Tree) {
    if !strategy.contains_key("type") {
        strategy.insert("type".to_owned(), Value::from("RollingUpdate"));
        fill(strategy, "rollingUpdate", json!({}));
    }
    let is_rolling = text(strategy, "type") == Some("RollingUpdate");
    if let (true, Some(Value::Object(rolling))) = (is_rolling, strategy.get_mut("rollingUpdate")) {
        fill(rolling, "partition", Value::from(0));
    }
}

fn labels_of_template(tree: &mut Tree) {
    let template = tree.get("spec").and_then(|spec| spec.get("template"));
    let labels = template.and_then(|template| template.get("metadata")?.get("labels")).cloned();
    if let (Some(labels), Some(Value::Object(metadata))) = (labels, tree.get_mut("metadata")) {
        fill(metadata, "labels", labels);
    }
}

fn job(spec: &mut Tree) {
    if !spec.contains_key("completions") && !spec.contains_key("parallelism") {
        spec.insert("completions".to_owned(), Value::from(1));
    }
    fill(spec, "parallelism", Value::from(1));
    let by_policy = spec.contains_key("podFailurePolicy");
    fill(spec, "podReplacementPolicy", Value::from(if by_policy { "Failed" } else { "TerminatingOrFailed" }));
}

fn service(spec: &mut Tree) {
    let kind = text(spec, "type").unwrap_or_default().to_owned();
    let is_open = matches!(kind.as_str(), "NodePort" | "LoadBalancer");
    match text(spec, "sessionAffinity") {
        Some("ClientIP") => fill(spec, "sessionAffinityConfig", json!({"clientIP": {"timeoutSeconds": 10800}})),
        _ => drop(spec.shift_remove("sessionAffinityConfig")),
    }
    if is_open || kind == "ClusterIP" && spec.contains_key("externalIPs") {
        fill(spec, "externalTrafficPolicy", Value::from("Cluster"));
    }
    if is_open || kind == "ClusterIP" {
        fill_all(spec, json!({"internalTrafficPolicy": "Cluster", "ipFamilyPolicy": "SingleStack"}));
    }
    if kind == "LoadBalancer" {
        fill(spec, "allocateLoadBalancerNodePorts", Value::Bool(true));
    }
    if let Some(address) = spec.get("clusterIP").cloned() {
        fill(spec, "clusterIPs", json!([address]));
    }
    if let Some(first) = spec.get("clusterIPs").and_then(|all| all.get(0)).cloned() {
        fill(spec, "clusterIP", first);
    }
}

fn target_port(port: &mut Tree) {
    if let Some(number) = port.get("port").cloned() {
        fill(port, "targetPort", number);
    }
}

fn policy_types(spec: &mut Tree) {
    let types = if spec.contains_key("egress") { json!(["Ingress", "Egress"]) } else { json!(["Ingress"]) };
    fill(spec, "policyTypes", types);
}

fn namespace(tree: &mut Tree) {
    let Some(Value::Object(metadata)) = tree.get_mut("metadata") else { return };
    let Some(name) = metadata.get("name").cloned() else { return };
    fill(metadata, "labels", json!({}));
    if let Some(Value::Object(labels)) = metadata.get_mut("labels") {
        labels.insert("kubernetes.io/metadata.name".to_owned(), name);
    }
}

/// What is written in plain text is kept as bytes, and counts where a key has both.
fn encoded(secret: &mut Tree) {
    if let Some(Value::Object(data)) = secret.get_mut("data") {
        data.values_mut().for_each(|value| *value = in_base64(value));
    }
    let Some(Value::Object(plain)) = secret.shift_remove("stringData") else { return };
    fill(secret, "data", json!({}));
    if let Some(Value::Object(data)) = secret.get_mut("data") {
        data.extend(plain.iter().map(|(key, value)| (key.clone(), encode(value))));
    }
}

/// Bytes as they are; a text that is none, such as what hides a secret, as if it were written in plain text.
fn in_base64(value: &Value) -> Value {
    let text = value.as_str().unwrap_or_default();
    let bare: String = text.split_ascii_whitespace().collect();
    if STANDARD.decode(&bare).is_ok() { value.clone() } else { encode(value) }
}

fn encode(value: &Value) -> Value {
    value.as_str().map_or_else(|| value.clone(), |text| STANDARD.encode(text).into())
}

fn limits(item: &mut Tree) {
    if text(item, "type") != Some("Container") {
        return;
    }
    for (from, to) in [("max", "default"), ("default", "defaultRequest"), ("min", "defaultRequest")] {
        let Some(amounts) = item.get(from).cloned() else { continue };
        fill(item, to, json!({}));
        if let Some(Value::Object(known)) = item.get_mut(to) {
            fill_all(known, amounts);
        }
    }
}

fn data_source(spec: &mut Tree) {
    let has_namespace = spec.get("dataSourceRef").is_some_and(|source| source.get("namespace").is_some());
    if !has_namespace {
        one_name(spec, "dataSourceRef", "dataSource");
    }
}

fn subject(subject: &mut Tree) {
    if matches!(text(subject, "kind"), Some("User" | "Group")) {
        fill(subject, "apiGroup", Value::from("rbac.authorization.k8s.io"));
    }
}

fn names(names: &mut Tree) {
    let Some(kind) = text(names, "kind").map(str::to_owned) else { return };
    fill(names, "singular", Value::from(kind.to_lowercase()));
    fill(names, "listKind", Value::from(format!("{kind}List")));
}

fn autoscaler(spec: &mut Tree) {
    let target = json!({"averageUtilization": 80, "type": "Utilization"});
    fill(spec, "metrics", json!([{"resource": {"name": "cpu", "target": target}, "type": "Resource"}]));
    let Some(Value::Object(behavior)) = spec.get_mut("behavior") else { return };
    let half = json!({"periodSeconds": 15, "type": "Percent", "value": 100});
    let pods = json!({"periodSeconds": 15, "type": "Pods", "value": 4});
    for (key, policies) in [("scaleUp", json!([pods, half])), ("scaleDown", json!([half]))] {
        fill(behavior, key, json!({}));
        if let Some(Value::Object(rules)) = behavior.get_mut(key) {
            fill_all(rules, json!({"policies": policies, "selectPolicy": "Max"}));
            if key == "scaleUp" {
                fill(rules, "stabilizationWindowSeconds", Value::from(0));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::is_latest;

    #[test]
    fn latest_is_what_no_tag_means() {
        for image in ["vault", "vault:latest", "registry:5000/vault", "registry:5000/a/vault:latest@sha256:0"] {
            assert!(is_latest(image), "{image}");
        }
        for image in ["vault:1", "registry:5000/vault:1", "vault@sha256:0", "vault:1@sha256:0", "vault:"] {
            assert!(!is_latest(image), "{image}");
        }
    }
}
