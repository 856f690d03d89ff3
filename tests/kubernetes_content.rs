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
