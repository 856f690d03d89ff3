//! The types of Kubernetes: the table is that of k8s-openapi, and what it finds is what the API server would refuse.

mod generator;

use std::fs;

use serde_json::{Value, json};
use vaultchart::kubernetes::{check, is_known};

use crate::harness::root;

/// The release of Kubernetes whose schemas k8s-openapi is built with.
const MINOR: u8 = 37;

/// A new release of Kubernetes changes `MINOR` and the feature of k8s-openapi; fields that come with it are marked.
#[test]
fn the_table_is_that_of_the_schemas() {
    let path = root().join("src/kubernetes/table.rs");
    let committed = fs::read_to_string(&path).expect("the table");
    let generated = generator::table(Some(&committed), MINOR);
    if std::env::var_os("UPDATE_TABLES").is_some() {
        fs::write(&path, generated).expect("the table is written");
    } else {
        assert!(generated == committed, "run the tests with UPDATE_TABLES=1, and read the difference");
    }
}

#[test]
fn planted_faults_are_found_and_nothing_else() {
    for (name, document, expected) in planted() {
        let object = document.as_object().expect("an object");
        let found: Vec<String> = check(object, 35).iter().map(ToString::to_string).collect();
        assert_eq!(found, expected, "{name}");
    }
}

#[test]
fn a_fault_that_looks_like_a_mistyped_field_says_which() {
    let pod = pod(json!({"containers": [{"name": "a", "imge": "b", "nothingLikeIt": 1}]}));
    let help: Vec<Option<String>> =
        check(pod.as_object().expect("an object"), 35).iter().map(|fault| fault.help()).collect();
    assert_eq!(help, [Some("did you mean `image`?".to_owned()), None]);
}

/// A release that is newer than the table may know more fields.
#[test]
fn nothing_is_unknown_on_a_release_beyond_the_table() {
    let pod = pod(json!({"containers": [{"name": "a", "nothingLikeIt": 1, "imge": "b"}]}));
    let faults = |minor| check(pod.as_object().expect("an object"), minor).len();
    assert_eq!((faults(u64::from(MINOR)), faults(u64::from(MINOR) + 1)), (2, 1));
}

/// Wherever a value of another type is put into an object, the table finds it if decoding does.
#[test]
fn whatever_fails_to_decode_is_found() {
    let whole = rich_pod();
    let decodes =
        |document: &Value| serde_json::from_value::<k8s_openapi::api::core::v1::Pod>(document.clone()).is_ok();
    assert!(decodes(&whole));
    assert_eq!(check(whole.as_object().expect("an object"), 37), []);
    let mut looked_at = 0;
    for pointer in pointers(&whole) {
        for other in
            [json!(true), json!(7), json!(2.5), json!("text"), json!([1]), json!({"some": "key"}), json!(1u64 << 40)]
        {
            let mut broken = whole.clone();
            *broken.pointer_mut(&pointer).expect("a value") = other.clone();
            let is_found = !check(broken.as_object().expect("an object"), 37).is_empty();
            assert!(is_found || decodes(&broken), "{pointer}: {other}");
            looked_at += usize::from(is_found);
        }
    }
    assert!(looked_at > 200, "{looked_at}");
}

#[test]
fn what_the_chart_makes_is_known() {
    for (api_version, kind) in [
        ("apps/v1", "StatefulSet"),
        ("policy/v1", "PodDisruptionBudget"),
        ("gateway.networking.k8s.io/v1", "HTTPRoute"),
        ("monitoring.coreos.com/v1", "PrometheusRule"),
        ("monitoring.coreos.com/v1", "ServiceMonitor"),
        ("route.openshift.io/v1", "Route"),
    ] {
        assert!(is_known(api_version, kind), "{api_version} {kind}");
    }
    assert!(!is_known("apps/v2", "StatefulSet") && !is_known("v1", "StatefulSet"));
}

fn pod(spec: Value) -> Value {
    json!({"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "a"}, "spec": spec})
}

fn of_kind(api_version: &str, kind: &str, more: Value) -> Value {
    let mut document = json!({"apiVersion": api_version, "kind": kind, "metadata": {"name": "a"}});
    let more = more.as_object().expect("a map").clone();
    document.as_object_mut().expect("a map").extend(more);
    document
}

fn rich_pod() -> Value {
    let mut pod = pod(json!({
        "terminationGracePeriodSeconds": 10,
        "hostNetwork": false,
        "nodeSelector": {"disk": "fast"},
        "tolerations": [{"key": "a", "operator": "Exists", "tolerationSeconds": 3}],
        "volumes": [{"name": "v", "secret": {"secretName": "s", "defaultMode": 420, "items": [{"key": "k", "path": "p"}]}}],
        "containers": [{
            "name": "a",
            "args": ["b"],
            "env": [{"name": "E", "valueFrom": {"secretKeyRef": {"name": "s", "key": "k", "optional": true}}}],
            "ports": [{"containerPort": 8200}],
            "readinessProbe": {"httpGet": {"path": "/", "port": "http"}, "periodSeconds": 5},
            "resources": {"limits": {"cpu": "500m", "memory": 1024}},
            "volumeMounts": [{"name": "v", "mountPath": "/v", "readOnly": true}],
        }],
    }));
    pod["metadata"]["labels"] = json!({"app": "vault"});
    pod["metadata"]["creationTimestamp"] = json!("2026-01-31T08:00:00Z");
    pod
}

/// Every value in the metadata and the specification, by its pointer.
fn pointers(document: &Value) -> Vec<String> {
    let mut found = Vec::new();
    let mut open = vec!["/metadata".to_owned(), "/spec".to_owned()];
    while let Some(pointer) = open.pop() {
        match document.pointer(&pointer).expect("a value") {
            Value::Object(map) => open.extend(map.keys().map(|key| format!("{pointer}/{key}"))),
            Value::Array(items) => open.extend((0..items.len()).map(|index| format!("{pointer}/{index}"))),
            _ => {}
        }
        found.push(pointer);
    }
    found
}

fn planted() -> Vec<(&'static str, Value, Vec<&'static str>)> {
    let container = |more: Value| {
        let mut container = json!({"name": "a"});
        container.as_object_mut().expect("a map").extend(more.as_object().expect("a map").clone());
        pod(json!({"containers": [container]}))
    };
    vec![
        ("nothing", container(json!({})), vec![]),
        (
            "a misspelled field",
            container(json!({"imagePullPolice": "Always"})),
            vec!["`spec.containers[0].imagePullPolice` is not a field of `Container`"],
        ),
        ("a null is nothing", container(json!({"imagePullPolice": null, "image": null, "args": [null]})), vec![]),
        (
            "a null where something must be",
            container(json!({"name": null})),
            vec!["`spec.containers[0].name` is missing, and `Container` needs it"],
        ),
        (
            "text for a whole number",
            pod(json!({"containers": [{"name": "a"}], "terminationGracePeriodSeconds": "10"})),
            vec!["`spec.terminationGracePeriodSeconds` must be an integer, found a string"],
        ),
        (
            "a number for text",
            container(json!({"env": [{"name": "A", "value": 1}]})),
            vec!["`spec.containers[0].env[0].value` must be a string, found an integer"],
        ),
        (
            "a map for a list, a list for a map",
            pod(json!({"containers": {"name": "a"}, "nodeSelector": ["a"]})),
            vec!["`spec.containers` must be a list, found a map", "`spec.nodeSelector` must be a map, found a list"],
        ),
        (
            "too many bits",
            container(json!({"ports": [{"containerPort": 2_147_483_648_u64}]})),
            vec!["`spec.containers[0].ports[0].containerPort` must be an integer of 32 bits"],
        ),
        ("a whole number with a point", container(json!({"ports": [{"containerPort": 8200.0}]})), vec![]),
        (
            "a fraction for a whole number",
            container(json!({"ports": [{"containerPort": 8200.5}]})),
            vec!["`spec.containers[0].ports[0].containerPort` must be an integer, found a number"],
        ),
        (
            "amounts",
            container(
                json!({"resources": {"limits": {"cpu": 2, "memory": "256 Mi", "a": "1.5Gi", "b": 0.5, "c": true}}}),
            ),
            vec![
                "`spec.containers[0].resources.limits.memory` must be an amount such as `500m` or `2Gi`",
                "`spec.containers[0].resources.limits.c` must be a string or a number, found a boolean",
            ],
        ),
        (
            "a port by number, by name and by neither",
            container(json!({
                "livenessProbe": {"httpGet": {"port": "http"}},
                "readinessProbe": {"httpGet": {"port": 8200}},
                "startupProbe": {"httpGet": {"port": true}},
            })),
            vec!["`spec.containers[0].startupProbe.httpGet.port` must be an integer or a string, found a boolean"],
        ),
        (
            "bytes",
            of_kind(
                "v1",
                "Secret",
                json!({"data": {"good": "dmF1bHQ=", "bad": "vault!"}, "stringData": {"any": "vault!"}}),
            ),
            vec!["`data.bad` must be text in Base64"],
        ),
        (
            "a moment",
            json!({"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": "a", "creationTimestamp": "today"}}),
            vec!["`metadata.creationTimestamp` must be a moment such as `2026-01-31T08:00:00Z`"],
        ),
        (
            "labels and annotations are text",
            json!({"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": "a", "labels": {"a.b/c": true}, "annotations": {"n": 1}}}),
            vec![
                "`metadata.labels[\"a.b/c\"]` must be a string, found a boolean",
                "`metadata.annotations.n` must be a string, found an integer",
            ],
        ),
        ("a field of a later release", container(json!({"livenessProbe": {"httpGet": {"port": 1}}})), vec![]),
        ("what the server writes", of_kind("v1", "Service", json!({"status": {"any": ["thing"]}})), vec![]),
        (
            "an unknown kind",
            of_kind("example.com/v1", "Thing", json!({"spec": 1, "metadata": {"name": 1, "label": {}}})),
            vec![
                "`metadata.name` must be a string, found an integer",
                "`metadata.label` is not a field of `ObjectMeta`",
            ],
        ),
        (
            "no object at all",
            json!({"kind": 1}),
            vec![
                "`apiVersion` is missing, and `an object` needs it",
                "`kind` must be a string, found an integer",
                "`metadata` is missing, and `an object` needs it",
            ],
        ),
        (
            "custom resources are open, but not for what looks mistyped",
            of_kind(
                "monitoring.coreos.com/v1",
                "ServiceMonitor",
                json!({"spec": {
                    "selector": {},
                    "endpoints": [{"port": 8200, "newInThisRelease": 1, "tlsConfig": {"insecureSkipVerfy": true}}],
                }}),
            ),
            vec![
                "`spec.endpoints[0].port` must be a string, found an integer",
                "`spec.endpoints[0].tlsConfig.insecureSkipVerfy` is not a field of `TLSConfig`",
            ],
        ),
        (
            "what is filled in need not be there",
            of_kind("rbac.authorization.k8s.io/v1", "RoleBinding", json!({"roleRef": {"kind": "Role", "name": "a"}})),
            vec![],
        ),
    ]
}
