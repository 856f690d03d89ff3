//! What lies beside the release, in a dump of a cluster or in a folder, is counted and left alone; two releases are
//! never taken for one.

use std::collections::BTreeSet;
use std::fs;

use serde_json::{Value, json};

use crate::harness::{Place, Run, files, read_documents, root};

const VIEWS: [&str; 7] = ["text", "summary", "paths", "json", "markdown", "html", "patch"];

/// What the release `vault` in the namespace `prod` gives, without the pod of `helm test`.
const RELEASE: [&str; 4] = ["vault", "-n", "prod", "--skip-tests"];

fn rendered(place: &Place, more: &[&str]) -> String {
    let run = place.run(&[&["render", "-q"], &RELEASE[..], more].concat());
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    run.stdout
}

/// The same objects as a cluster would print them, with others.
fn dump(manifests: &str, others: &[Value]) -> String {
    let live = |(number, mut object): (usize, Value)| {
        object["metadata"]["uid"] = json!(format!("uid-{number}"));
        object["metadata"]["resourceVersion"] = json!("7");
        object
    };
    let objects = read_documents(manifests).into_iter().chain(others.iter().cloned());
    let items: Vec<Value> = objects.enumerate().map(live).collect();
    json!({"apiVersion": "v1", "kind": "List", "items": items}).to_string()
}

fn object(version: &str, kind: &str, name: &str, metadata: Value) -> Value {
    let mut object = json!({"apiVersion": version, "kind": kind, "metadata": metadata});
    object["metadata"]["name"] = json!(name);
    object
}

fn labels(release: &str) -> Value {
    json!({"app.kubernetes.io/instance": release, "app.kubernetes.io/name": "vault"})
}

/// What a namespace holds beside a release: what controllers and Helm made, and what is somebody else's.
fn others() -> Vec<Value> {
    let of_set = json!([{"apiVersion": "apps/v1", "kind": "StatefulSet", "name": "vault", "uid": "1"}]);
    let made = json!({"namespace": "prod", "labels": labels("vault"), "ownerReferences": of_set});
    let labelled = json!({"namespace": "prod", "labels": labels("vault")});
    let bare = json!({"namespace": "prod"});
    let mut helm = object("v1", "Secret", "sh.helm.release.v1.vault.v1", bare.clone());
    helm["type"] = json!("helm.sh/release.v1");
    vec![
        object("v1", "Pod", "vault-0", made.clone()),
        object("apps/v1", "ControllerRevision", "vault-5d", made.clone()),
        object("discovery.k8s.io/v1", "EndpointSlice", "vault-x", made),
        object("v1", "PersistentVolumeClaim", "data-vault-0", labelled.clone()),
        object("v1", "Endpoints", "vault", labelled.clone()),
        object("coordination.k8s.io/v1", "Lease", "vault", labelled),
        helm,
        object("v1", "ConfigMap", "kube-root-ca.crt", bare.clone()),
        object("v1", "ServiceAccount", "default", bare.clone()),
        object("v1", "ConfigMap", "theirs", bare),
        object("v1", "Service", "postgres", json!({"namespace": "prod", "labels": labels("postgres")})),
        object("apps/v1", "StatefulSet", "vault", json!({"namespace": "lab", "labels": labels("vault")})),
        object("v1", "Namespace", "lab", json!({})),
    ]
}

/// What only the old side of the release has.
fn gone() -> Value {
    object("v1", "ConfigMap", "once-ours", json!({"namespace": "prod", "labels": labels("vault")}))
}

fn against(place: &Place, old: &str, command: &str, more: &[&str]) -> Run {
    let arguments = [&[command], &RELEASE[..], &["--against", "-"], more].concat();
    place.run_with_input(&arguments, old.as_bytes())
}

#[test]
fn what_is_not_of_the_release_is_no_change_in_any_view() {
    let place = Place::new();
    let dump = dump(&rendered(&place, &[]), &others());
    for view in VIEWS {
        let run = against(&place, &dump, "diff", &["-o", view, "--exit-code"]);
        assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""), "{view}: {}", run.stdout);
        let is_named = run.stdout.contains("theirs") || run.stdout.contains("data-vault-0");
        match view {
            // A patch of remarks alone would be none.
            "patch" => assert_eq!(run.stdout, ""),
            "json" => {
                let document: Value = serde_json::from_str(&run.stdout).expect("JSON");
                assert_eq!(document["objects"], json!([]));
                let foreign = document["foreign"].as_array().expect("a list");
                assert_eq!(foreign.len(), others().len());
                let pod = json!({"group": "", "kind": "Pod", "namespace": "prod", "name": "vault-0",
                    "why": "made by StatefulSet vault"});
                assert_eq!(foreign[0], pod);
            }
            _ => {
                assert!(
                    run.stdout.contains("13 objects not part of this release: left unchanged"),
                    "{view}: {}",
                    run.stdout
                );
                assert!(!is_named, "{view}: {}", run.stdout);
            }
        }
    }
}

#[test]
fn what_the_release_no_longer_has_is_removed_all_the_same() {
    let place = Place::new();
    let dump = dump(&rendered(&place, &[]), &[&others()[..], &[gone()]].concat());
    for view in VIEWS {
        let run = against(&place, &dump, "diff", &["-o", view, "--exit-code", "--show-foreign"]);
        assert_eq!((run.code, run.stderr.as_str()), (Some(1), ""), "{view}");
        assert!(run.stdout.contains("once-ours") && run.stdout.contains("data-vault-0"), "{view}: {}", run.stdout);
    }
    let run = against(&place, &dump, "diff", &["-o", "summary", "--show-foreign"]);
    let expected = "\
- prod, once-ours, ConfigMap (v1)     removed  in place: no pod of the new manifests uses it
Plan: 0 to add, 0 to change, 1 to destroy.
13 objects not part of this release: left unchanged
  prod, vault-0, Pod: made by StatefulSet vault
  prod, vault-5d, ControllerRevision (apps): made by StatefulSet vault
  prod, vault-x, EndpointSlice (discovery.k8s.io): made by StatefulSet vault
  prod, data-vault-0, PersistentVolumeClaim: made by the cluster itself
  prod, vault, Endpoints: made by the cluster itself
  prod, vault, Lease (coordination.k8s.io): made by the cluster itself
  prod, sh.helm.release.v1.vault.v1, Secret: Helm keeps a release in it
  prod, kube-root-ca.crt, ConfigMap: made by the cluster itself
  prod, default, ServiceAccount: made by the cluster itself
  prod, theirs, ConfigMap: does not name the release
  prod, postgres, Service: of the release postgres
  lab, vault, StatefulSet (apps): of a release in the namespace lab
  lab, Namespace: does not name the release
";
    assert_eq!(run.stdout, expected);
    // A filter is one for what is left alone too.
    let run = against(&place, &dump, "diff", &["--kind", "Service"]);
    assert_eq!(
        run.stdout,
        "No changes.\n1 object not part of this release: left unchanged (`--show-foreign` lists \
        them)\n"
    );
}

#[test]
fn a_plan_deletes_nothing_that_is_not_of_the_release() {
    let place = Place::new();
    let namespace = object("v1", "Namespace", "prod", json!({"labels": labels("vault")}));
    let dump = dump(&rendered(&place, &[]), &[&others()[..], &[gone(), namespace]].concat());
    for view in ["text", "markdown", "json", "script"] {
        let run = against(&place, &dump, "plan", &["-o", view, "--save-old", "before.yaml"]);
        assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""), "{view}");
        assert!(run.stdout.contains("13 objects not part of this release: left unchanged"), "{view}: {}", run.stdout);
        let deleted: Vec<&str> = run.stdout.lines().filter(|line| line.contains("kubectl delete -n")).collect();
        assert_eq!(deleted.len(), 1, "{view}: {}", run.stdout);
        assert!(deleted[0].contains("kubectl delete -n prod configmap/once-ours"), "{view}: {deleted:?}");
        assert!(run.stdout.contains("Namespace prod is no longer in the manifests, and stays"), "{view}");
    }
    let saved = fs::read_to_string(place.path().join("before.yaml")).expect("the old side");
    assert!(saved.contains("once-ours") && !saved.contains("theirs") && !saved.contains("data-vault-0"), "{saved}");
    let all = against(&place, &dump, "plan", &["--show-foreign"]).stdout;
    assert!(all.contains("\n  prod, theirs, ConfigMap: does not name the release\n"), "{all}");
}

#[test]
fn a_folder_holds_what_its_index_names_and_more() {
    let place = Place::new();
    assert_eq!(place.run(&[&["render"], &RELEASE[..], &["--output-dir", "out"]].concat()).code, Some(0));
    let without_label = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: theirs, namespace: prod}\n";
    let ours =
        object("v1", "ConfigMap", "by-hand", json!({"namespace": "prod", "labels": labels("vault")})).to_string();
    let place = place.with("out/theirs.yaml", without_label).with("out/by-hand.json", ours);
    let diff = |more: &[&str]| {
        let run = place.run(&[&["diff"], &RELEASE[..], &["--against", "out", "-o", "summary"], more].concat());
        assert_eq!(run.code, Some(0), "{}", run.stderr);
        run.stdout
    };
    let foreign = "1 object not part of this release: left unchanged\n  prod, theirs, ConfigMap: does not name the \
        release\n";
    let said = diff(&["--show-foreign"]);
    assert!(said.starts_with("- prod, by-hand, ConfigMap (v1) ") && said.ends_with(foreign), "{said}");
    // Without the index it is the label that tells, and the line that names the template.
    fs::remove_file(place.path().join("out/.vaultchart-index")).expect("an index");
    assert_eq!(diff(&["--show-foreign"]), said);
    let other = ["--set", "injector.enabled=false"];
    assert!(diff(&other).contains("vault-agent-injector-svc, Service (v1) "), "{}", diff(&other));
}

#[test]
fn a_folder_of_a_fleet_is_known_by_the_index_above_it() {
    let extra = "extraObjects: [{apiVersion: v1, kind: ConfigMap, metadata: {name: bare, namespace: prod}}]\n";
    let place = Place::new().with("clusters/vault@prod.yaml", extra).with("clusters/lab.yaml", "ui: {enabled: true}\n");
    let each = ["--each", "clusters/*.yaml", "--skip-tests"];
    assert_eq!(place.run(&[&["render", "--output-dir", "out"], &each[..]].concat()).code, Some(0));
    let alone = ["diff", "vault", "-n", "prod", "--skip-tests", "--against", "out/vault@prod", "-o", "summary"];
    let said = place.run(&alone).stdout;
    assert!(said.starts_with("- prod, bare, ConfigMap (v1) ") && said.contains(" 1 to destroy."), "{said}");

    let place = place
        .with("out/lab/theirs.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: theirs}\n")
        .with("out/vault@prod/theirs.yaml", "apiVersion: v1\nkind: Secret\nmetadata: {name: theirs}\n");
    let count = "2 objects not part of this release: left unchanged";
    for view in VIEWS {
        let run = place.run(&[&["diff", "--against", "out", "-o", view, "--exit-code"], &each[..]].concat());
        assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""), "{view}: {}", run.stdout);
        match view {
            "patch" => assert_eq!(run.stdout, ""),
            "json" => {
                let document: Value = serde_json::from_str(&run.stdout).expect("JSON");
                let foreign = &document["foreign"];
                assert_eq!(foreign[0]["file"], "clusters/lab.yaml");
                assert_eq!((&foreign[1]["kind"], &document["files"]), (&json!("Secret"), &json!([])));
            }
            _ => assert!(run.stdout.contains(count), "{view}: {}", run.stdout),
        }
    }
    let run = place.run(&[&["diff", "--against", "out", "--show-foreign", "-o", "paths"], &each[..]].concat());
    let expected = "\
# 2 objects not part of this release: left unchanged
#   clusters/lab.yaml: theirs, ConfigMap: does not name the release
#   clusters/vault@prod.yaml: theirs, Secret: does not name the release
";
    assert_eq!(run.stdout, expected);
    // A file that is gone takes its own folder with it, and nothing else.
    fs::remove_file(place.path().join("clusters/vault@prod.yaml")).expect("a file");
    let run = place.run(&[&["diff", "--against", "out", "-o", "summary"], &each[..]].concat());
    let (_, gone) = run.stdout.split_once("== out/vault@prod, gone ==\n").expect("a headline");
    assert!(gone.contains("- prod, bare, ConfigMap") && !gone.contains("theirs"), "{}", run.stdout);
    assert!(run.stdout.ends_with(&format!("{count} (`--show-foreign` lists them)\n")), "{}", run.stdout);
}

#[test]
fn a_file_of_two_releases_is_that_of_one() {
    let place = Place::new();
    let ours = rendered(&place, &[]);
    let bank = place.run(&["render", "-q", "bank", "-n", "money", "--skip-tests"]).stdout;
    let extra = "---\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: named-too}\n";
    let run = against(&place, &format!("{ours}{bank}{extra}"), "diff", &["-o", "summary"]);
    assert!(run.stdout.starts_with("- named-too, ConfigMap (v1) "), "{}", run.stdout);
    assert!(
        run.stdout.contains(" 1 to destroy.\n12 objects not part of this release: left unchanged"),
        "{}",
        run.stdout
    );
    // What tools have stripped of what makes it a dump still says who made it.
    let made = json!([{"kind": "StatefulSet", "name": "vault"}]);
    let pod = object("v1", "Pod", "vault-0", json!({"namespace": "prod", "ownerReferences": made}));
    let run = against(&place, &format!("{ours}---\n{pod}\n"), "diff", &["--show-foreign"]);
    assert!(run.stdout.ends_with("  prod, vault-0, Pod: made by StatefulSet vault\n"), "{}", run.stdout);
}

#[test]
fn a_dump_tells_nothing_of_kinds_that_nobody_asked_for() {
    let place = Place::new();
    let sets: String = {
        let of_kind = |document: &&Value| ["StatefulSet", "Deployment"].iter().any(|kind| document["kind"] == **kind);
        let documents = read_documents(&rendered(&place, &[]));
        documents.iter().filter(of_kind).map(|document| format!("---\n{document}\n")).collect()
    };
    let line = "10 objects not in the dump: ServiceAccount, ConfigMap, ClusterRole, ClusterRoleBinding, Service, \
                MutatingWebhookConfiguration (add them to `kubectl get`)";
    for view in VIEWS {
        let run = against(&place, &dump(&sets, &[]), "diff", &["-o", view, "--exit-code"]);
        assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""), "{view}: {}", run.stdout);
        match view {
            "patch" => assert_eq!(run.stdout, ""),
            "json" => {
                let document: Value = serde_json::from_str(&run.stdout).expect("JSON");
                assert_eq!(document["plan"], json!({"add": 0, "change": 0, "destroy": 0}));
                assert_eq!(document["notInDump"].as_array().map(Vec::len), Some(10));
            }
            "html" | "markdown" => {
                assert!(run.stdout.contains("10 objects not in the dump: ServiceAccount, ConfigMap"), "{}", run.stdout)
            }
            _ => assert!(run.stdout.contains(line), "{view}: {}", run.stdout),
        }
    }
    // Files are whole, and so is a dump of one object of the kind, whoever's it is.
    assert!(against(&place, &sets, "diff", &[]).stdout.ends_with("Plan: 10 to add, 0 to change, 0 to destroy.\n"));
    let theirs = object("v1", "Service", "theirs", json!({"namespace": "prod"}));
    let said = against(&place, &dump(&sets, &[theirs]), "diff", &["-o", "summary"]).stdout;
    assert!(said.contains("Plan: 3 to add,") && !said.contains("Service, MutatingWebhook"), "{said}");
    let run = against(&place, &dump(&sets, &[]), "plan", &[]);
    let unwrapped = run.stdout.replace(",\n", ", ");
    assert_eq!(unwrapped, format!("Nothing changes: there is nothing to do.\n{line}\n"), "{}", run.stderr);
    // A plan that takes no server for running says so.
    let services = dump(&rendered(&place, &["-s", "server/service"]), &[]);
    let run = against(&place, &services, "plan", &[]);
    assert!(run.stderr.contains("warning[dump-incomplete]: the dump holds no StatefulSet"), "{}", run.stderr);
}

/// The other way round, the dump may be the side that is looked at.
#[test]
fn a_dump_may_be_the_new_side() {
    let place = Place::new();
    let manifests = rendered(&place, &[]);
    let place = place.with("dump.json", dump(&manifests, &others())).with("manifests.yaml", &manifests);
    let run = place.run(&["diff", "--against", "manifests.yaml", "--to", "dump.json", "--exit-code"]);
    assert_eq!(run.code, Some(0), "{}{}", run.stdout, run.stderr);
    assert!(run.stdout.starts_with("No changes.\n13 objects not part of this release"), "{}", run.stdout);
    let run = place.run(&["diff", "--against", "dump.json", "--to", "manifests.yaml", "--exit-code"]);
    assert!(run.stdout.starts_with("No changes.\n13 objects not part of this release"), "{}{}", run.stdout, run.stderr);
}

#[test]
fn another_release_is_not_taken_for_this_one() {
    let place = Place::new();
    let old = rendered(&place, &[]);
    for old in [&old, &dump(&old, &others())] {
        for (typed, said) in [
            (&["vault"][..], "the old side is release `vault` in namespace `prod`; forgot `-n prod`?"),
            (&["bank", "-n", "prod"], "the old side is release `vault` in namespace `prod`; forgot `vault`?"),
            (&["bank"], "the old side is release `vault` in namespace `prod`; forgot `vault -n prod`?"),
        ] {
            let run = |command: &str, more: &[&str]| {
                let arguments = [&[command], typed, &["--against", "-"], more].concat();
                place.run_with_input(&arguments, old.as_bytes())
            };
            let plan = run("plan", &["--save-old", "before.yaml"]);
            assert_eq!((plan.code, plan.stdout.as_str()), (Some(3), ""), "{}", plan.stderr);
            assert!(plan.stderr.contains(&format!("error[other-release]: {said}\n")), "{}", plan.stderr);
            assert!(!place.path().join("before.yaml").exists());
            let diff = run("diff", &[]);
            assert_eq!(diff.code, Some(0), "{}", diff.stderr);
            assert!(diff.stderr.contains(&format!("warning[other-release]: {said}\n")), "{}", diff.stderr);
        }
    }
    let bank = place.run(&["render", "-q", "bank", "-n", "money"]).stdout;
    let place = place.with("old.yaml", &old).with("bank.yaml", bank);
    let run = place.run(&["diff", "--against", "old.yaml", "--to", "bank.yaml"]);
    let said = "warning[other-release]: the old side is release `vault` in namespace `prod`\n";
    assert!(run.stderr.contains(said), "{}", run.stderr);
    assert!(run.stderr.contains("the new side: release `bank` in namespace `money`"), "{}", run.stderr);
    // Values that move or rename what they make are of one release.
    let place = place.with("a.yaml", "{}").with("b.yaml", "global: {namespace: elsewhere}\nfullnameOverride: x\n");
    let run = place.run(&["plan", "-f", "b.yaml", "--against-values", "a.yaml"]);
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
}

#[test]
fn values_are_not_taken_for_manifests() {
    let place = Place::new().with("old.yaml", "server:\n  logLevel: debug\n").with("x/other.yaml", "a: 1\n");
    for command in ["diff", "plan"] {
        let run = place.run(&[command, "--against", "old.yaml"]);
        run.assert_refused(&["`old.yaml` holds values, not manifests", "`--against-values old.yaml`"]);
        place.run(&[command, "--against", "x"]).assert_refused(&["a manifest needs `apiVersion`"]);
        let run = place.run_with_input(&[command, "--against", "-"], b"USER-SUPPLIED VALUES:\nui: {enabled: true}\n");
        run.assert_refused(&["`standard input` holds values, not manifests", "`--against-values -`"]);
        let run = place.run(&[command, "--against", "x/other.yaml", "--to", "old.yaml"]);
        run.assert_refused(&["`old.yaml` holds values, not manifests", "`-f old.yaml`"]);
    }
}

/// Whoever moves from Helm asks the cluster for what the page names.
#[test]
fn the_page_names_every_kind_that_the_chart_makes() {
    let folder = root().join("templates");
    let templates = files(&folder).into_iter().map(|name| fs::read_to_string(folder.join(name)).expect("a template"));
    let kinds = templates.filter(|text| !text.contains("helm.sh/hook")).flat_map(|text| {
        let kinds = text.lines().filter_map(|line| line.strip_prefix("kind: ").map(str::to_lowercase));
        kinds.collect::<Vec<_>>()
    });
    let kinds: BTreeSet<String> = kinds.collect();
    let page = fs::read_to_string(root().join("docs/moving-from-helm.md")).expect("a page");
    let (_, rest) = page.split_once("\nKINDS=").expect("a list");
    let (list, rest) =
        rest.split_once("\nkubectl get $KINDS -n vault -l app.kubernetes.io/instance=vault ").expect("a use");
    let (_, others) = rest.split_once("Append those").expect("more");
    let (others, _) = others.split_once('.').expect("an end");
    let named = list.split([',', '=', '\n']).filter(|word| !word.trim_start_matches('$').starts_with("KINDS"));
    let named: BTreeSet<String> = named.chain(others.split('`').skip(1).step_by(2)).map(str::to_owned).collect();
    assert_eq!(named, kinds);
}
