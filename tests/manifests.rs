//! The rendered objects as others read them: the types of Kubernetes, another YAML reader, and the order of Helm.

use k8s_openapi::api::admissionregistration::v1::MutatingWebhookConfiguration;
use k8s_openapi::api::apps::v1::{DaemonSet, Deployment, StatefulSet};
use k8s_openapi::api::core::v1::{ConfigMap, Pod, Secret, Service, ServiceAccount};
use k8s_openapi::api::networking::v1::{Ingress, NetworkPolicy};
use k8s_openapi::api::policy::v1::PodDisruptionBudget;
use k8s_openapi::api::rbac::v1::{ClusterRole, ClusterRoleBinding, Role, RoleBinding};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::harness::{Place, Run};

/// Kinds that k8s-openapi does not know: custom resources, and one that Kubernetes gave up.
const UNTYPED: [&str; 5] = ["HTTPRoute", "PodSecurityPolicy", "PrometheusRule", "Route", "ServiceMonitor"];

/// What must be there before what follows it can work.
const INSTALL_ORDER: [&str; 20] = [
    "NetworkPolicy",
    "PodSecurityPolicy",
    "PodDisruptionBudget",
    "ServiceAccount",
    "Secret",
    "ConfigMap",
    "ClusterRole",
    "ClusterRoleBinding",
    "Role",
    "RoleBinding",
    "Service",
    "DaemonSet",
    "Deployment",
    "StatefulSet",
    "Ingress",
    "MutatingWebhookConfiguration",
    "HTTPRoute",
    "PrometheusRule",
    "Route",
    "ServiceMonitor",
];

const SAMPLES: [(&str, &[&str]); 11] = [
    ("no arguments", &[]),
    ("dev", &["--profile", "dev"]),
    ("standalone", &["--profile", "standalone"]),
    ("ha-raft", &["--profile", "ha-raft"]),
    ("ha-raft-tls", &["--profile", "ha-raft-tls"]),
    ("ha-consul", &["--profile", "ha-consul"]),
    ("openshift", &["--profile", "openshift"]),
    ("external", &["--profile", "external"]),
    ("everything", &["-f", "everything.yaml", "--kube-version", "1.35"]),
    ("everything on OpenShift", &["--profile", "openshift", "-f", "openshift.yaml"]),
    ("policies", &["blue", "-f", "policies.yaml", "--kube-version", "1.24", "-n", "vault"]),
];

#[test]
fn every_object_is_what_kubernetes_knows() {
    for_each_sample(|name, run| {
        for document in run.documents() {
            let kind = document["kind"].as_str().expect("a kind");
            match typed(&document) {
                Some(decoded) => assert_eq!(decoded, document, "{name}: {kind} lost or gained something"),
                None => assert!(UNTYPED.contains(&kind), "{name}: {kind} of {} is unknown", document["apiVersion"]),
            }
        }
    });
}

#[test]
fn the_types_of_every_object_fit() {
    for_each_sample(|name, run| {
        for document in run.documents() {
            let faults = vaultchart::kubernetes::check(document.as_object().expect("an object"), 37);
            assert_eq!(faults, [], "{name}: {} {}", document["kind"], document["metadata"]["name"]);
        }
    });
}

#[test]
fn every_kind_is_rendered_by_some_sample() {
    let mut missing: Vec<&str> = INSTALL_ORDER.to_vec();
    for_each_sample(|_, run| {
        let documents = run.documents();
        missing.retain(|kind| documents.iter().all(|document| document["kind"] != *kind));
    });
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn yaml_and_json_say_the_same() {
    let place = place();
    for (name, arguments) in SAMPLES {
        let list: Value = serde_json::from_str(&render(&place, arguments, &["-o", "json"]).stdout).expect("JSON");
        assert_eq!((&list["apiVersion"], &list["kind"]), (&"v1".into(), &"List".into()));
        let documents = render(&place, arguments, &[]).documents();
        assert_eq!(list["items"].as_array(), Some(&documents), "{name}");
    }
}

#[test]
fn objects_come_in_the_order_of_installation() {
    for_each_sample(|name, run| {
        let mut last = (false, 0);
        for document in run.documents() {
            let kind = document["kind"].as_str().expect("a kind");
            let is_hook = document["metadata"]["annotations"].get("helm.sh/hook").is_some();
            let rank = INSTALL_ORDER.iter().position(|known| *known == kind).unwrap_or(INSTALL_ORDER.len());
            assert!(is_hook || rank < INSTALL_ORDER.len(), "{name}: {kind} has no place");
            let next = (is_hook, rank);
            assert!(last <= next, "{name}: {next:?} stands after {last:?}");
            last = next;
        }
    });
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let place = place();
    for (name, arguments) in SAMPLES {
        let (once, twice) = (render(&place, arguments, &[]), render(&place, arguments, &[]));
        assert_eq!(once.code, Some(0), "{name}: {}", once.stderr);
        assert!(once.stdout == twice.stdout, "{name}");
    }
}

#[test]
fn nothing_is_null() {
    for_each_sample(|name, run| {
        for document in run.documents() {
            assert!(!holds_null(&document), "{name}: {document:#}");
        }
    });
}

/// Scripts and configurations are for people to read: no text of several lines is folded into one with `\n` in it.
#[test]
fn texts_of_several_lines_stay_readable() {
    for_each_sample(|name, run| {
        assert!(!run.stdout.contains("\\n"), "{name}");
        let texts = run.documents().iter().map(count_long_texts).sum::<usize>();
        let blocks = run.stdout.lines().filter(|line| line.ends_with(['|', '-']) && line.contains(" |")).count();
        assert!(blocks >= texts, "{name}: {texts} texts of several lines, and {blocks} blocks");
    });
}

#[test]
fn no_object_is_rendered_twice() {
    for_each_sample(|name, run| {
        let mut seen = std::collections::BTreeSet::new();
        for document in run.documents() {
            let id =
                format!("{} {} {}", document["kind"], document["metadata"]["namespace"], document["metadata"]["name"]);
            assert!(seen.insert(id.clone()), "{name}: {id}");
        }
    });
}

#[test]
fn samples_render_without_a_word_but_of_old_names() {
    for_each_sample(|name, run| {
        let others = run.stderr.lines().filter(|line| line.starts_with("warning[") || line.starts_with("error["));
        let others: Vec<&str> = others.filter(|line| !line.starts_with("warning[values-deprecated]")).collect();
        assert!(others.is_empty(), "{name}: {others:?}");
    });
}

fn for_each_sample(mut look: impl FnMut(&str, &Run)) {
    let place = place();
    for (name, arguments) in SAMPLES {
        look(name, &render(&place, arguments, &[]));
    }
}

fn place() -> Place {
    Place::new()
        .with("everything.yaml", include_str!("values/everything.yaml"))
        .with("openshift.yaml", include_str!("values/openshift.yaml"))
        .with("policies.yaml", include_str!("values/policies.yaml"))
}

fn render(place: &Place, arguments: &[&str], more: &[&str]) -> Run {
    let run = place.run(&[&["render"], arguments, more].concat());
    assert_eq!(run.code, Some(0), "{arguments:?}: {}", run.stderr);
    run
}

/// The object after a way through its Kubernetes type, which forgets what the type does not know and adds what it needs.
fn typed(document: &Value) -> Option<Value> {
    let version = document["apiVersion"].as_str().expect("a version");
    Some(match (version, document["kind"].as_str().expect("a kind")) {
        ("v1", "ConfigMap") => through::<ConfigMap>(document),
        ("v1", "Pod") => through::<Pod>(document),
        ("v1", "Secret") => through::<Secret>(document),
        ("v1", "Service") => through::<Service>(document),
        ("v1", "ServiceAccount") => through::<ServiceAccount>(document),
        ("apps/v1", "DaemonSet") => through::<DaemonSet>(document),
        ("apps/v1", "Deployment") => through::<Deployment>(document),
        ("apps/v1", "StatefulSet") => through::<StatefulSet>(document),
        ("policy/v1", "PodDisruptionBudget") => through::<PodDisruptionBudget>(document),
        ("networking.k8s.io/v1", "Ingress") => through::<Ingress>(document),
        ("networking.k8s.io/v1", "NetworkPolicy") => through::<NetworkPolicy>(document),
        ("rbac.authorization.k8s.io/v1", "ClusterRole") => through::<ClusterRole>(document),
        ("rbac.authorization.k8s.io/v1", "ClusterRoleBinding") => through::<ClusterRoleBinding>(document),
        ("rbac.authorization.k8s.io/v1", "Role") => through::<Role>(document),
        ("rbac.authorization.k8s.io/v1", "RoleBinding") => through::<RoleBinding>(document),
        ("admissionregistration.k8s.io/v1", "MutatingWebhookConfiguration") => {
            through::<MutatingWebhookConfiguration>(document)
        }
        _ => return None,
    })
}

fn through<T: DeserializeOwned + Serialize>(document: &Value) -> Value {
    let decoded: T = serde_json::from_value(document.clone()).unwrap_or_else(|error| panic!("{error}: {document:#}"));
    serde_json::to_value(decoded).expect("JSON")
}

fn holds_null(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::Array(items) => items.iter().any(holds_null),
        Value::Object(map) => map.values().any(holds_null),
        _ => false,
    }
}

/// Texts that hold a line break before their end.
fn count_long_texts(value: &Value) -> usize {
    match value {
        Value::String(text) => usize::from(text.trim_end().contains('\n')),
        Value::Array(items) => items.iter().map(count_long_texts).sum(),
        Value::Object(map) => map.values().map(count_long_texts).sum(),
        _ => 0,
    }
}
