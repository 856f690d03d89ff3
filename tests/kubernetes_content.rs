//! What an API server of Kubernetes 1.36 refused of single objects, and what it took, in a strict dry run.

use serde_json::{Map, Value};
use vaultchart::kubernetes::{check, refused, served};

/// The release that the objects are checked for: the default, so that what 1.36 refuses is told before the upgrade.
const MINOR: u64 = 35;

#[test]
fn whatever_the_server_refuses_is_found_and_nothing_else() {
    let rows: Value = serde_json::from_str(include_str!("kubernetes_content/objects.json")).expect("JSON");
    let rows = rows.as_array().expect("a list");
    assert!(rows.len() > 190, "{}", rows.len());
    let mut wrong = Vec::new();
    for row in rows {
        let found = faults(row["object"].as_object().expect("an object"));
        if found.is_empty() == row["refused"].as_bool().expect("a boolean") {
            wrong.push(format!("{}: {found:?}", row["name"]));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

fn faults(object: &Map<String, Value>) -> Vec<String> {
    let text = |key: &str| object[key].as_str().expect("a text");
    let mut found: Vec<String> = check(object, MINOR).iter().map(ToString::to_string).collect();
    found.extend(refused(object, MINOR).iter().map(ToString::to_string));
    found.extend(served(text("apiVersion"), text("kind"), MINOR).err().map(|problem| problem.to_string()));
    found
}

/// By `pkg/registry/core/service/storage/alloc.go`: two families need a policy that asks for two.
#[test]
fn two_families_need_a_policy_that_asks_for_two() {
    let two = serde_json::json!(["IPv4", "IPv6"]);
    for (spec, is_taken) in [
        (serde_json::json!({"ipFamilies": two}), false),
        (serde_json::json!({"ipFamilies": two, "ipFamilyPolicy": "SingleStack"}), false),
        (serde_json::json!({"ipFamilies": two, "ipFamilyPolicy": "PreferDualStack"}), true),
        (serde_json::json!({"ipFamilies": two, "clusterIP": "None"}), true),
        (serde_json::json!({"ipFamilies": two, "clusterIP": "None", "selector": {"a": "b"}}), false),
        (serde_json::json!({"clusterIPs": ["10.96.0.7"]}), false),
        (serde_json::json!({"clusterIP": "10.96.0.7", "clusterIPs": ["10.96.0.7"]}), true),
    ] {
        let mut service =
            serde_json::json!({"apiVersion": "v1", "kind": "Service", "metadata": {"name": "a"}, "spec": spec});
        service["spec"]["ports"] = serde_json::json!([{"port": 80}]);
        let found = faults(service.as_object().expect("an object"));
        assert_eq!(found.is_empty(), is_taken, "{service}: {found:?}");
    }
}
