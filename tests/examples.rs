//! The examples: what their definitions run is run here, beside values as `init` writes them, without a cluster.

use std::fs;

use serde_json::Value;

use crate::harness::{files, read_documents, root};
use crate::page::Reader;

/// What CI gives to a run, and Argo CD to a plugin.
const ENVIRONMENT: [(&str, &str); 8] = [
    ("GITHUB_BASE_REF", "main"),
    ("GITHUB_STEP_SUMMARY", "summary.md"),
    ("PULL_REQUEST", "7"),
    ("CI_MERGE_REQUEST_TARGET_BRANCH_NAME", "main"),
    ("CI_API_V4_URL", "https://git.example.org/api/v4"),
    ("ARGOCD_APP_NAMESPACE", "team"),
    ("KUBE_VERSION", "1.33.2"),
    ("KUBE_API_VERSIONS", "v1,apps/v1,monitoring.coreos.com/v1"),
];

/// A repository with the values and the manifests of `main`, and a change of the values on top.
const REPOSITORY: &str = "\
git init -q -b main .
vaultchart init --quiet --profile ha-raft
vaultchart render --quiet --output-dir manifests/
git add . && git commit -q -m values
git update-ref refs/remotes/origin/main main && git remote add origin .
git checkout -q -b feature
sed -i.bak 's/^server:$/server:\\n  logLevel: debug/' values.yaml
vaultchart render --quiet --output-dir manifests/
git add . && git commit -q -m logs
";

fn document(path: &str) -> Value {
    read_documents(&fs::read_to_string(root().join(path)).expect("a file")).remove(0)
}

fn repository() -> Reader {
    let reader = Reader::new("");
    let (is_success, said) = reader.types(REPOSITORY);
    assert!(is_success, "{said}");
    reader
}

fn run_all(reader: &Reader, scripts: &[String]) -> String {
    assert!(!scripts.is_empty());
    scripts
        .iter()
        .map(|script| {
            let (is_success, said) = reader.types_with(&ENVIRONMENT, script);
            assert!(is_success, "{script}\n{said}");
            said
        })
        .collect()
}

fn scripts(steps: &Value, key: &str) -> Vec<String> {
    let steps = steps.as_array().expect("a list").iter();
    steps
        .filter_map(|step| if key.is_empty() { step.as_str() } else { step[key].as_str() })
        .map(str::to_owned)
        .collect()
}

#[test]
fn the_steps_of_the_workflow_run() {
    let workflow = document("examples/github-actions/.github/workflows/vault.yaml");
    let reader = repository();
    run_all(&reader, &scripts(&workflow["jobs"]["vault"]["steps"], "run"));
    assert!(reader.read("diff.md").contains("VAULT_LOG_LEVEL"));
    assert_eq!(reader.read("summary.md"), reader.read("diff.md"));
    let sarif: Value = serde_json::from_str(&reader.read("vaultchart.sarif")).expect("JSON");
    assert_eq!(sarif["version"], "2.1.0");
}

#[test]
fn the_jobs_of_the_pipeline_run() {
    let pipeline = document("examples/gitlab-ci/.gitlab-ci.yml");
    let reader = repository();
    for job in ["findings", "manifests", "comment"] {
        run_all(&reader, &scripts(&pipeline[job]["script"], ""));
    }
    assert!(reader.read("diff.md").contains("VAULT_LOG_LEVEL"));
    assert!(reader.read("vaultchart.xml").contains("<testsuites"));
}

/// A step that cannot fail would guard nothing.
#[test]
fn the_pipelines_fail_where_manifests_are_old() {
    let pipeline = document("examples/gitlab-ci/.gitlab-ci.yml");
    let reader = repository();
    let old = "vaultchart render --quiet --output-dir manifests/ --set server.logLevel=trace";
    assert!(reader.types(old).0);
    let script = scripts(&pipeline["manifests"]["script"], "").join("\n");
    assert!(!reader.types_with(&ENVIRONMENT, &script).0);
}

#[test]
fn the_plugin_of_argo_cd_gives_objects_alone() {
    let plugin = document("examples/argocd/plugin.yaml");
    let generate = &plugin["spec"]["generate"];
    assert_eq!(generate["command"], serde_json::json!(["sh", "-c"]));
    let reader = repository();
    assert!(!reader.read(plugin["spec"]["discover"]["fileName"].as_str().expect("a name")).is_empty());
    let objects = read_documents(&run_all(&reader, &scripts(&generate["args"], "")));
    assert!(objects.len() > 10 && objects.iter().all(|object| object["kind"].is_string()));
    assert!(objects.iter().any(|object| object["metadata"]["namespace"] == "team"));
}

/// The file of a kustomization is read by kustomize alone, but what it generates is made here.
#[test]
fn the_generators_of_kustomize_give_objects() {
    for folder in ["examples/kustomize", "examples/kustomize/function"] {
        let kustomization = document(&format!("{folder}/kustomization.yaml"));
        let reader = Reader::new(&format!("{folder}/README.md"));
        for generator in scripts(&kustomization["generators"], "") {
            let objects = read_documents(&run_all(&reader, &[format!("vaultchart fn {generator}")]));
            assert!(
                objects.iter().any(|object| object["kind"] == "StatefulSet" && object["metadata"]["name"] == "vault")
            );
        }
    }
    let reader = Reader::new("examples/kustomize/README.md");
    let plugin = "plugins/vaultchart/v1/vaultchart/VaultChart vault.yaml | cmp - <(vaultchart fn vault.yaml)";
    run_all(&reader, &[plugin.to_owned()]);
    let function = "(cat <<'E'\napiVersion: config.kubernetes.io/v1\nkind: ResourceList\nitems: []\nfunctionConfig:\nE\nsed 's/^/  /' vault.yaml) \
                    | ./vaultchart-fn | grep -c 'kind: StatefulSet'";
    run_all(&Reader::new("examples/kustomize/function/README.md"), &[function.to_owned()]);
}

#[test]
fn every_file_of_an_example_is_yaml_or_known() {
    for file in files(&root().join("examples")) {
        let text = fs::read_to_string(root().join("examples").join(&file)).expect("text");
        if file.ends_with(".yaml") || file.ends_with(".yml") {
            assert!(read_documents(&text).iter().all(Value::is_object), "{file}");
        } else {
            let known = ["README.md", "Containerfile", "VaultChart", "vaultchart-fn", "main.tf"];
            assert!(known.iter().any(|name| file.ends_with(name)), "{file} is not looked at");
        }
    }
}
