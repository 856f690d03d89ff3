//! `vaultchart fn`: a KRM function, and a generator of kustomize's older plugins.

use serde_json::{Value, json};

use crate::harness::{Place, Run, read_documents, run};

const CONFIGURATION: &str = "\
apiVersion: vaultchart/v1
kind: VaultChart
metadata: {name: own, namespace: team}
spec:
  profile: ha-raft
  valuesFiles: [base/prod.yaml]
  values:
    server:
      ha: {replicas: 5}
";

fn place() -> Place {
    Place::new()
        .with("vault.yaml", CONFIGURATION)
        .with("base/prod.yaml", "server: {ha: {replicas: 7}, priorityClassName: high}\n")
}

fn list(configuration: &str, items: &Value) -> String {
    let configuration = configuration.replace('\n', "\n  ");
    format!(
        "apiVersion: config.kubernetes.io/v1\nkind: ResourceList\nitems: {items}\nfunctionConfig:\n  {configuration}\n"
    )
}

#[test]
fn a_file_gives_the_manifests_of_a_render() {
    let made = place().run(&["fn", "vault.yaml"]);
    let rendered = place().run(&[
        "render",
        "own",
        "-n",
        "team",
        "--profile",
        "ha-raft",
        "-f",
        "base/prod.yaml",
        "--set",
        "server.ha.replicas=5",
        "--skip-tests",
    ]);
    assert_eq!((made.code, made.stderr.as_str()), (Some(0), ""));
    assert_eq!(made.stdout, rendered.stdout);
}

#[test]
fn values_files_lie_where_the_kustomization_does() {
    let place = place();
    let root = place.path().display().to_string();
    let input = std::fs::read(place.path().join("vault.yaml")).expect("a file");
    let elsewhere = Place::new().with("vault.yaml", input);
    let made = elsewhere.run_in(&[("KUSTOMIZE_PLUGIN_CONFIG_ROOT", &root)], &["fn", "vault.yaml"], b"");
    assert_eq!(made.document("StatefulSet")["spec"]["template"]["spec"]["priorityClassName"], "high");
}

#[test]
fn a_list_of_resources_gets_the_objects() {
    let other = json!({"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "other"}});
    let replaced =
        json!({"apiVersion": "v1", "kind": "ServiceAccount", "metadata": {"name": "own-vault", "namespace": "team"}});
    let input = list(CONFIGURATION, &json!([other, replaced]));
    let Run { code, stdout, stderr } = place().run_with_input(&["fn"], input.as_bytes());
    assert_eq!((code, stderr.as_str()), (Some(0), ""));
    let list = read_documents(&stdout).remove(0);
    assert_eq!((&list["kind"], &list["apiVersion"]), (&"ResourceList".into(), &"config.kubernetes.io/v1".into()));
    let items = list["items"].as_array().expect("items");
    assert_eq!(items[0], other);
    let accounts =
        items.iter().filter(|item| item["kind"] == "ServiceAccount" && item["metadata"]["name"] == "own-vault");
    assert_eq!(accounts.count(), 1);
    assert!(items.iter().any(|item| item["kind"] == "StatefulSet" && item["spec"]["replicas"] == 5));
    assert!(list.get("results").is_none());
    // A function must take what it has given.
    let again = input.replace("items: ", &format!("items: {} #", list["items"]));
    assert_eq!(place().run_with_input(&["fn"], again.as_bytes()).stdout, stdout);
}

#[test]
fn what_there_is_to_say_stands_among_the_results() {
    let said = |values: &str| {
        let input = list(&CONFIGURATION.replace("ha: {replicas: 5}", values), &json!([]));
        let Run { code, stdout, stderr } = place().run_with_input(&["fn"], input.as_bytes());
        assert!(stderr.contains("--> standard input:"), "{stderr}");
        (code, read_documents(&stdout).remove(0)["results"].clone())
    };
    let (code, results) = said("replicass: 5");
    assert_eq!((code, &results[0]["severity"]), (Some(0), &"warning".into()));
    assert!(results[0]["message"].as_str().is_some_and(|message| message.contains("`server.replicass`")), "{results}");
    let (code, results) = said("ha: {replicas: five}");
    assert_eq!((code, &results[0]["severity"]), (Some(2), &"error".into()));
    assert_eq!(results[0]["tags"]["code"], "values-type");
}

#[test]
fn what_is_no_configuration_is_refused() {
    let refused =
        |text: &str, words: &[&str]| Place::new().run_with_input(&["fn"], text.as_bytes()).assert_refused(words);
    refused("", &["expected a `vaultchart/v1` `VaultChart`, found nothing"]);
    refused("[1]", &["found a list"]);
    refused("a: [", &["error"]);
    refused("apiVersion: v1\nkind: ConfigMap\n", &["found `v1` `ConfigMap`"]);
    refused("apiVersion: config.kubernetes.io/v1\nkind: ResourceList\nitems: []\n", &["has no `functionConfig`"]);
    refused(&CONFIGURATION.replace("profile:", "profil:"), &["unknown field `profil`", "valuesFiles"]);
    refused(&CONFIGURATION.replace("ha-raft", "nope"), &["there is no profile `nope`"]);
    refused(
        &format!("{CONFIGURATION}  values: 1\n").replace("  values:\n    server:\n      ha: {replicas: 5}\n", ""),
        &["must be a map"],
    );
    run(&["fn", "gone.yaml"]).assert_refused(&["cannot read `gone.yaml`"]);
    refused("\u{0}\u{1}", &["error"]);
}
