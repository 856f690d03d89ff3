//! Every release of vault-helm that is known: what it makes differently from the next one, and what is said of it.

use serde_json::{Value, json};
use vaultchart::chart::ChartDefinition;
use vaultchart::source::Sources;
use vaultchart::yaml;

use crate::harness::{Place, read_documents, run};

/// Renders one template with values, for a release of the chart.
fn rendered(values: &str, release: &str, template: &str, flags: &[&str]) -> Vec<Value> {
    let place = Place::new().with("values.yaml", values);
    let arguments = ["render", "-f", "values.yaml", "--chart-version", release, "-s", template];
    let run = place.run(&[&arguments, flags].concat());
    match run.code {
        Some(0) => read_documents(&run.stdout),
        _ if run.stderr.contains("error[show-only-empty]") => Vec::new(),
        _ => panic!("{release}, {template}: {}", run.stderr),
    }
}

/// Asserts what a release and the next newer one have at a place of the object that a template makes.
#[track_caller]
fn assert_changes(values: &str, template: &str, at: &str, flags: &[&str], expected: [(&str, Value); 2]) {
    for (release, expected) in expected {
        let objects = rendered(values, release, template, flags);
        let found = objects.first().and_then(|object| object.pointer(at)).cloned().unwrap_or_default();
        assert_eq!(found, expected, "{release}, {template}, {at}");
    }
}

#[test]
fn a_release_is_named_in_several_ways() {
    let label = |version: &str| {
        let objects = rendered("{}", version, "server/service", &[]);
        objects[0]["metadata"]["labels"]["helm.sh/chart"].clone()
    };
    let cases = [
        ("0.30.1", "0.30.1"),
        ("v0.30.1", "0.30.1"),
        ("0.30", "0.30.1"),
        ("0.24", "0.24.1"),
        ("latest", ChartDefinition::newest().release.version),
    ];
    for (asked, version) in cases {
        assert_eq!(label(asked), format!("vault-{version}"), "{asked}");
    }
    for (asked, nearest) in
        [("0.24.2", "0.24.1"), ("0.35.0", "0.34.1"), ("1.0.0", "0.34.1"), ("9.9", "0.34.1"), ("0.3", "0.20.0")]
    {
        let refused = run(&["render", "--chart-version", asked]);
        refused.assert_refused(&[
            "is not known",
            &format!("the nearest is `{nearest}`"),
            "0.34.1, 0.34.0, 0.33.0",
            "0.20.0",
        ]);
    }
}

#[test]
fn the_text_of_the_defaults_says_what_the_defaults_are() {
    for release in ChartDefinition::newest().releases {
        let chart = ChartDefinition::at(release.version).expect("a known release");
        let mut sources = Sources::default();
        let tree = chart.defaults_tree(&mut sources).to_json();
        let text = chart.defaults();
        let read = yaml::read(&text, sources.add("values.yaml", &*text)).expect("YAML");
        assert_eq!(read.documents[0].root.to_json(), tree, "{}", release.version);
        assert!(!text.contains("\n\n\n"), "{} has a gap where keys were", release.version);
    }
}

#[test]
fn every_release_renders_its_defaults_and_its_profiles() {
    let newest = ChartDefinition::newest();
    for release in newest.releases {
        for (profile, _) in newest.profiles {
            let run = run(&["render", "--chart-version", release.version, "--profile", profile]);
            assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""), "{} {profile}", release.version);
            let label = format!("helm.sh/chart: vault-{}", release.version);
            // The oldest release labels none of the objects that are left without a server.
            assert!(run.stdout.contains(&label) || *profile == "external", "{} {profile}", release.version);
            let has_address = run.stdout.contains("value: https://vault.example.com:8200");
            assert_eq!(has_address, *profile == "external", "{} {profile}", release.version);
        }
    }
}

#[test]
fn the_images_are_those_of_the_release() {
    let image = |release: &str, profile: &str, template: &str| {
        let run = run(&[
            "render",
            "--chart-version",
            release,
            "--profile",
            profile,
            "--set",
            "csi.enabled=true",
            "-s",
            template,
        ]);
        run.documents()[0]["spec"]["template"]["spec"]["containers"][0]["image"].clone()
    };
    for release in ChartDefinition::newest().releases {
        let (version, images) = (release.version, release.images);
        assert_eq!(image(version, "standalone", "server/statefulset"), format!("hashicorp/vault:{}", images.vault));
        assert_eq!(
            image(version, "standalone", "injector/deployment"),
            format!("hashicorp/vault-k8s:{}", images.vault_k8s)
        );
        let csi = format!("hashicorp/vault-csi-provider:{}", images.vault_csi_provider);
        assert_eq!(image(version, "standalone", "csi/daemonset"), csi);
    }
    let red_hat = "registry.connect.redhat.com/hashicorp";
    assert_eq!(image("0.31.0", "openshift", "csi/daemonset"), format!("{red_hat}/vault-csi-provider:1.6.0-ubi"));
    assert_eq!(image("0.30.1", "openshift", "csi/daemonset"), "hashicorp/vault-csi-provider:1.5.1");
    assert_eq!(image("0.25.0", "openshift", "server/statefulset"), format!("{red_hat}/vault:1.14.0-ubi"));
}

const HA: &str = "server: {ha: {enabled: true, raft: {enabled: true}}}";
const CONFIG: &str = "/data/extraconfig-from-values.hcl";
const POD: &str = "/spec/template/spec";

#[test]
fn objects_change_where_the_record_says_so() {
    let changes =
        |values: &str, template: &str, at: &str, expected| assert_changes(values, template, at, &[], expected);
    let claim = "/spec/volumeClaimTemplates/0/kind";
    changes("{}", "server/statefulset", claim, [("0.31.0", json!(null)), ("0.32.0", json!("PersistentVolumeClaim"))]);
    let policy = "server: {networkPolicy: {enabled: true}}";
    changes(
        policy,
        "server/network-policy",
        "/metadata/namespace",
        [("0.31.0", json!(null)), ("0.32.0", json!("default"))],
    );
    let privileged = format!("{POD}/containers/0/securityContext");
    let openshift = "{global: {openshift: true}, csi: {enabled: true}}";
    changes(
        openshift,
        "csi/daemonset",
        &privileged,
        [("0.30.1", json!(null)), ("0.31.0", json!({"privileged": true}))],
    );
    let annotations =
        "server: {ha: {enabled: true}, service: {annotations: {a: common}, active: {annotations: {a: own}}}}";
    changes(
        annotations,
        "server/ha-active-service",
        "/metadata/annotations/a",
        [("0.30.0", json!("common")), ("0.30.1", json!("own"))],
    );
    changes(
        annotations,
        "server/ha-active-service",
        "/metadata/annotations/a",
        [("0.25.0", json!("common")), ("0.31.0", json!("own"))],
    );
    let elected = "injector: {replicas: 2}";
    changes(elected, "injector/role", "/rules/1/verbs/0", [("0.29.1", json!("get")), ("0.30.0", json!("delete"))]);
    changes(
        "server: {extraLabels: {a: b}}",
        "tests/server-test",
        "/metadata/labels/a",
        [("0.29.1", json!(null)), ("0.30.0", json!("b"))],
    );
    let csi = "csi: {enabled: true, hostNetwork: true, debug: true}";
    changes(csi, "csi/daemonset", &format!("{POD}/hostNetwork"), [("0.28.1", json!(null)), ("0.29.0", json!(true))]);
    changes(
        csi,
        "csi/daemonset",
        &format!("{POD}/containers/0/args/1"),
        [("0.28.1", json!("--debug=true")), ("0.29.0", json!("--log-level=debug"))],
    );
    changes(
        "{}",
        "injector/mutating-webhook",
        "/webhooks/0/rules/0/operations",
        [("0.28.0", json!(["CREATE", "UPDATE"])), ("0.28.1", json!(["CREATE"]))],
    );
    changes(
        elected,
        "injector/clusterrole",
        "/rules/1/resources/0",
        [("0.27.0", json!(null)), ("0.28.0", json!("nodes"))],
    );
    changes(
        "csi: {enabled: true}",
        "csi/role",
        "/metadata/namespace",
        [("0.25.0", json!(null)), ("0.26.0", json!("default"))],
    );
    changes("csi: {enabled: true}", "csi/role", "/kind", [("0.24.0", json!(null)), ("0.24.1", json!("Role"))]);
    changes(
        "fullnameOverride: other",
        "tests/server-test",
        "/metadata/name",
        [("0.25.0", json!("vault-server-test")), ("0.26.0", json!("other-server-test"))],
    );
    changes(
        "server: {service: {publishNotReadyAddresses: false}}",
        "server/headless-service",
        "/spec/publishNotReadyAddresses",
        [("0.24.1", json!(false)), ("0.25.0", json!(true))],
    );
    changes(
        "{}",
        "injector/deployment",
        &format!("{POD}/containers/0/startupProbe/periodSeconds"),
        [("0.23.0", json!(null)), ("0.24.0", json!(5))],
    );
    changes(
        "csi: {enabled: true}",
        "csi/daemonset",
        &format!("{POD}/volumes/1/name"),
        [("0.23.0", json!("mountpoint-dir")), ("0.24.0", json!("agent-config"))],
    );
    changes(
        HA,
        "server/headless-service",
        "/metadata/labels/vault-internal",
        [("0.21.0", json!(null)), ("0.22.0", json!("true"))],
    );
    changes(
        "{}",
        "server/statefulset",
        &format!("{POD}/hostNetwork"),
        [("0.22.0", json!(null)), ("0.22.1", json!(false))],
    );
    changes(
        "{}",
        "injector/deployment",
        &format!("{POD}/securityContext/fsGroup"),
        [("0.20.1", json!(null)), ("0.21.0", json!(1000))],
    );
    changes(
        "csi: {enabled: true}",
        "csi/daemonset",
        &format!("{POD}/containers/0/env/0/name"),
        [("0.20.1", json!(null)), ("0.21.0", json!("VAULT_ADDR"))],
    );
    let ports = "server: {ha: {enabled: true}, service: {type: NodePort, nodePort: 30000, activeNodePort: 30001}}";
    changes(
        ports,
        "server/ha-active-service",
        "/spec/ports/0/nodePort",
        [("0.20.1", json!(30000)), ("0.21.0", json!(30001))],
    );
    changes(
        "{global: {enabled: true}, server: {enabled: false}}",
        "server/serviceaccount",
        "/kind",
        [("0.20.0", json!(null)), ("0.20.1", json!("ServiceAccount"))],
    );
    changes(
        "{}",
        "injector/mutating-webhook",
        "/webhooks/0/objectSelector/matchExpressions/0/operator",
        [("0.20.0", json!(null)), ("0.20.1", json!("NotIn"))],
    );
}

#[test]
fn apis_change_with_kubernetes_as_the_release_has_them() {
    let ha = "server: {ha: {enabled: true}, ingress: {enabled: true, hosts: [{host: a.b}]}}";
    let versions = |kube: &str, expected| {
        assert_changes(ha, "server/disruptionbudget", "/apiVersion", &["--kube-version", kube], expected)
    };
    versions("1.20.0", [("0.23.0", json!("policy/v1beta1")), ("0.25.0", json!("policy/v1"))]);
    versions("1.22.0", [("0.23.0", json!("policy/v1")), ("0.24.0", json!("policy/v1"))]);
    let backend = "/spec/rules/0/http/paths/0/backend/serviceName";
    assert_changes(
        ha,
        "server/ingress",
        backend,
        &["--kube-version", "1.18.0"],
        [("0.23.0", json!("vault-active")), ("0.22.0", json!("vault-active"))],
    );
    assert_changes(
        ha,
        "server/ingress",
        backend,
        &["--kube-version", "1.19.0-rc.1"],
        [("0.23.0", json!(null)), ("0.22.0", json!(null))],
    );
    for (release, kube, oldest) in
        [("0.24.1", "1.21.14", "1.22"), ("0.23.0", "1.15.9", "1.16"), ("0.34.1", "1.19.0", "1.20")]
    {
        let refused = run(&["render", "--chart-version", release, "--kube-version", kube]);
        refused.assert_refused(&["is too old", oldest]);
    }
}

#[test]
fn the_number_of_servers_counts_by_the_rule_of_the_release() {
    let five = "server: {ha: {enabled: true, replicas: 5}}";
    let replicas = |values: &str, flags: &[&str], expected| {
        assert_changes(values, "server/statefulset", "/spec/replicas", flags, expected)
    };
    replicas(five, &[], [("0.26.0", json!(3)), ("0.26.1", json!(5))]);
    replicas(five, &["--set-json", "server.ha.replicas=7"], [("0.26.0", json!(3)), ("0.25.0", json!(7))]);
    replicas(five, &["--set", "server.ha.replicas=7"], [("0.26.0", json!(7)), ("0.26.1", json!(7))]);
    replicas("server: {ha: {enabled: true, replicas: 0}}", &[], [("0.25.0", json!(3)), ("0.26.1", json!(0))]);
    let budget = |values: &str, expected| {
        assert_changes(values, "server/disruptionbudget", "/spec/maxUnavailable", &[], expected)
    };
    budget(five, [("0.26.0", json!(2)), ("0.26.1", json!(2))]);
    budget("server: {ha: {enabled: true, replicas: null}}", [("0.25.0", json!(0)), ("0.34.1", json!(0))]);
}

#[test]
fn the_configuration_is_printed_by_the_rule_of_the_release() {
    let config = |values: &str, expected| assert_changes(values, "server/config-configmap", CONFIG, &[], expected);
    let text = "server: {standalone: {config: \"ui = {{ true }}\"}}";
    config(
        text,
        [("0.27.0", json!("disable_mlock = true\nui = true")), ("0.28.0", json!("\ndisable_mlock = true\nui = true"))],
    );
    config(
        text,
        [
            ("0.29.0", json!("ui = {{ true }}\ndisable_mlock = true")),
            ("0.29.1", json!("ui = true\ndisable_mlock = true")),
        ],
    );
    let own = "server: {standalone: {config: \"disable_mlock = false\"}}";
    config(
        own,
        [("0.31.0", json!("disable_mlock = false\ndisable_mlock = true")), ("0.32.0", json!("disable_mlock = false"))],
    );
    let hidden = "server: {standalone: {config: '{{ \"disable_mlock = false\" }}'}}";
    config(
        hidden,
        [
            ("0.31.0", json!("disable_mlock = false\ndisable_mlock = true")),
            ("0.32.0", json!("disable_mlock = false\ndisable_mlock = true")),
        ],
    );
    let map = "server: {standalone: {config: {ui: true, disable_mlock: false, a: {b: [], c: 12345678901234567890}}}}";
    let json = "{\n  \"a\": {\n    \"b\": [],\n    \"c\": 12345678901234567000\n  },\n  \"disable_mlock\": true,\n  \"ui\": true\n}";
    config(map, [("0.27.0", json!(json)), ("0.28.1", json!(format!("\n{json}")))]);
    let nothing = "server: {ha: {enabled: true, raft: {enabled: null}}}";
    config(nothing, [("0.27.0", json!("disable_mlock = true")), ("0.28.1", json!("\ndisable_mlock = true"))]);
    let empty = "server: {standalone: {config: \"\"}}";
    config(empty, [("0.34.1", json!("disable_mlock = true")), ("0.27.0", json!("disable_mlock = true"))]);
    for (release, values, words) in [
        ("0.29.0", map, "must be a string"),
        ("0.34.1", "server: {standalone: {config: null}}", "must be a string, found null"),
        ("0.28.1", "server: {standalone: {config: null}}", "must be a map"),
        ("0.28.1", "server: {ha: {enabled: true, raft: {enabled: true, config: {a: 1}}}}", "must be a string"),
        ("0.28.1", "server: {ha: {enabled: true, config: null, raft: {enabled: true}}}", "must be a map"),
    ] {
        let place = Place::new().with("values.yaml", values);
        place.run(&["render", "-f", "values.yaml", "--chart-version", release]).assert_refused(&[words]);
    }
}

#[test]
fn go_templates_see_the_chart_of_the_release() {
    let said = |template: &str, release: &str| {
        let values =
            format!("server: {{annotations: {{a: b}}, serviceAccount: {{annotations: 'said: \"{template}\"'}}}}");
        rendered(&values, release, "server/serviceaccount", &[])[0]["metadata"]["annotations"]["said"].clone()
    };
    assert_eq!(said("{{ .Chart.Version }} {{ .Chart.AppVersion }}", "0.30.0"), "0.30.0 1.19.0");
    assert_eq!(said("{{ .Chart.KubeVersion }}", "0.24.0"), ">= 1.22.0-0");
    assert_eq!(said("{{ len .Chart.Annotations }}", "0.24.0"), "1");
    assert_eq!(said("{{ hasKey .Values.server `httproute` }}", "0.33.0"), "false");
    assert_eq!(
        said("{{ .Values.csi.daemonSet.providersDir }}", "0.30.1"),
        "/etc/kubernetes/secrets-store-csi-providers"
    );
    let place = Place::new().with("values.yaml", "server: {annotations: 'a: {{ include \"vault.namespace\" . }}'}");
    let run = |release: &str| place.run(&["render", "-f", "values.yaml", "--chart-version", release]);
    assert_eq!(run("0.26.0").code, Some(0));
    run("0.25.0").assert_refused(&["vault.namespace"]);
}

/// What the releases in between bring is told in every view, as far as it concerns the values.
#[test]
fn a_diff_of_two_releases_tells_what_they_bring() {
    let place = Place::new().with("prod.yaml", "csi: {enabled: true}").with("lab.yaml", "csi: {enabled: true}");
    let diff = |flags: &[&str]| {
        let run = place.run(&[&["diff"], flags].concat());
        assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""), "{flags:?}");
        run.stdout
    };
    let step = ["-f", "prod.yaml", "--against-chart", "0.30.1", "--chart-version", "0.31"];
    for view in ["text", "summary", "paths", "markdown", "html", "patch"] {
        let text = diff(&[&step[..], &["-o", view]].concat());
        assert!(text.contains("From vault-helm 0.30.1 to 0.31.0"), "{view}: {text}");
        assert!(text.contains("0.31.0: ") && text.contains("must be the directory"), "{view}: {text}");
        assert!(!text.contains("privileged on OpenShift") && !text.contains("metricRelabelings"), "{view}: {text}");
    }
    let json: Value = serde_json::from_str(&diff(&[&step[..], &["-o", "json"]].concat())).expect("JSON");
    assert_eq!(json["notes"][0]["release"], "0.31.0");
    let back = diff(&["-f", "prod.yaml", "--against-chart", "0.31.0", "--chart-version", "0.30.1"]);
    assert!(back.contains("Back from vault-helm 0.31.0 to 0.30.1"), "{back}");
    let plan = place.run(&["plan", "-f", "prod.yaml", "--against-chart", "0.30.1", "--chart-version", "0.31"]);
    assert!(plan.stdout.contains("must be the directory"), "{}", plan.stdout);
    let fleet = diff(&["--each", "*.yaml", "--against-chart", "0.30.1", "--chart-version", "0.31", "-o", "summary"]);
    assert!(fleet.contains("driver uses (2 files)"), "{fleet}");
    let same = diff(&["-f", "prod.yaml", "--against-chart", "0.34.1"]);
    assert_eq!(same, "No changes.\n");
}

#[test]
fn old_values_may_be_compared_under_another_release() {
    let place = Place::new().with("old.yaml", "csi: {enabled: false}").with("new.yaml", "csi: {enabled: true}");
    let sides =
        ["diff", "-f", "new.yaml", "--against-values", "old.yaml", "--against-chart", "0.30.1", "-o", "summary"];
    let run = place.run(&sides);
    assert!(run.stdout.contains("+ default, vault-csi-provider, DaemonSet"), "{}", run.stdout);
    assert!(run.stdout.contains("From vault-helm 0.30.1 to 0.34.1"), "{}", run.stdout);
    let manifests = place.run(&["diff", "-f", "new.yaml", "--against", "old.yaml", "--against-chart", "0.30.1"]);
    assert!(manifests.stderr.contains("cannot be used with"), "{}", manifests.stderr);
}

#[test]
fn a_file_of_a_fleet_may_name_its_chart() {
    let place = Place::new()
        .with("c/old.yaml", "vaultchart: {chart-version: '0.30'}\nglobal: {openshift: true}")
        .with("c/new.yaml", "global: {openshift: true}")
        .with("c/wrong.yaml", "vaultchart: {chart-version: '0.1'}");
    let render = |files: &str| place.run(&["render", "--each", files, "--profile", "openshift", "--output-dir", "out"]);
    assert_eq!(render("c/[no]*.yaml").code, Some(0));
    let image = |name: &str| std::fs::read_to_string(place.path().join(name)).expect("a manifest");
    assert!(image("out/old/server/statefulset.yaml").contains("hashicorp/vault:1.20.1-ubi"));
    assert!(image("out/new/server/statefulset.yaml").contains("hashicorp/vault:2.0.4-ubi"));
    render("c/wrong.yaml").assert_refused(&["vault-helm `0.1` is not known"]);
    let project = Place::new().with("vaultchart.yaml", "chart-version: '0.28'\n");
    assert!(project.run(&["render", "-s", "server/service"]).stdout.contains("vault-0.28.1"));
    assert!(project.run(&["values", "show"]).stdout.contains("1.17.2"));
}

/// The warning speaks of what the user meant, and of nothing that is as the default.
#[test]
fn a_key_that_the_release_lacks_is_told() {
    let values = "server: {hostAliases: [], httproute: {enabled: true, parentRefs: [{name: a}]}, preStop: [true]}";
    let place = Place::new().with("values.yaml", values);
    let run = place.run(&["render", "-f", "values.yaml", "--chart-version", "0.25.0", "-s", "server/statefulset"]);
    for (key, since) in [("httproute", "0.34.0"), ("preStop", "0.30.0")] {
        let words = format!("`server.{key}` is a key since vault-helm {since}; this is 0.25.0");
        assert!(run.stderr.contains(&words), "{}", run.stderr);
    }
    assert!(!run.stderr.contains("`server.hostAliases`"), "{}", run.stderr);
    let explained = place.run(&["values", "explain", "server.ha.raft.redundancyZones.enabled"]);
    assert!(explained.stdout.contains("since      vault-helm 0.33.0"), "{}", explained.stdout);
    let refused = place.run(&["values", "explain", "server.preStop", "--chart-version", "0.29"]);
    refused.assert_refused(&["is a key since vault-helm 0.30.0; this is 0.29.1"]);
    let schema = |release: &str| place.run(&["values", "schema", "--chart-version", release]).stdout;
    assert!(schema("0.34.1").contains("\"httproute\"") && !schema("0.33.0").contains("\"httproute\""));
    assert!(schema("0.28.1").contains("\"configAnnotation\""));
}

/// A checkout of vault-helm is stood in for by what the newest release says of itself; the release before it follows.
#[test]
fn the_newest_release_can_be_followed_from_the_one_before() {
    let has_yaml = std::process::Command::new("python3").args(["-c", "import yaml"]).output();
    if !has_yaml.is_ok_and(|run| run.status.success()) {
        return;
    }
    let newest = ChartDefinition::newest();
    let (version, vault) = (newest.release.version, newest.release.images.vault);
    let about = format!("version: {version}\nappVersion: {vault}\nkubeVersion: '{}'\n", newest.release.kube_version);
    let place = Place::new()
        .with("chart/Chart.yaml", about)
        .with("chart/values.yaml", &*newest.defaults())
        .with("chart/values.schema.json", run(&["values", "schema"]).stdout)
        .with("chart/templates/server-service.yaml", "");
    let follow = |arguments: &[&str]| {
        let output = std::process::Command::new("python3")
            .arg(crate::harness::root().join(".ci/follow"))
            .args(arguments)
            .current_dir(place.path())
            .env("VAULTCHART", env!("CARGO_BIN_EXE_vaultchart"))
            .env("PATH", "/usr/local/bin:/usr/bin:/bin")
            .output()
            .expect("python3 runs");
        (output.status.code(), String::from_utf8(output.stdout).expect("UTF-8"))
    };
    let (code, said) = follow(&["chart"]);
    assert!(code == Some(0) && said.contains("nothing is new"), "{said}");
    let (code, said) = follow(&["chart", "--from", "0.32.0"]);
    assert_eq!(code, Some(1));
    for words in [
        &*format!("vault: \"{vault}\""),
        "keys that 0.32.0 lacks:\n  server.httproute\n  server.ha.raft.redundancyZones\n",
        "defaults:\n  server.ha.raft.config: ",
    ] {
        assert!(said.contains(words), "{words} in\n{said}");
    }
    std::fs::write(place.path().join("chart/templates/server-new.yaml"), "").expect("a file");
    let (code, said) = follow(&["chart", "--from", "0.34.0"]);
    assert!(code == Some(1) && said.contains("files that are not known:\n  templates/server-new.yaml"), "{said}");
}

/// The defaults of a release are its own values: nothing is to be changed in them, and they render.
#[test]
fn the_defaults_of_each_release_need_no_migration_to_it() {
    for release in ChartDefinition::newest().releases {
        let chart = ChartDefinition::at(release.version).expect("a known release");
        let place = Place::new().with("values.yaml", &*chart.defaults());
        let run = place.run(&["values", "migrate", "values.yaml", "--to", release.version]);
        assert_eq!(run.code, Some(0), "{}: {}", release.version, run.stderr);
        assert_eq!(run.stdout, *chart.defaults(), "{}: {}", release.version, run.stderr);
        let newest = place.run(&["values", "migrate", "values.yaml"]);
        assert_eq!(newest.code, Some(0), "{} to the newest: {}", release.version, newest.stderr);
    }
}

#[test]
fn values_migrate_to_the_keys_of_a_release() {
    let old = "server:\n  configAnnotation: true\n  ha:\n    config:\n      ui: true\n";
    let place = Place::new().with("old.yaml", old);
    let to = |release: &str| place.run(&["values", "migrate", "old.yaml", "--to", release]);
    assert_eq!((to("0.28.1").stdout.as_str(), to("0.28.1").code), (old, Some(0)), "{}", to("0.28.1").stderr);
    assert!(to("0.29.0").stdout.contains("includeConfigAnnotation: true"));
    to("0.1.0").assert_refused(&["is not known"]);
    let place = Place::new().with("old.yaml", "server: {ha: {replicas: three}}");
    let run = place.run(&["values", "migrate", "old.yaml"]);
    assert!(run.code == Some(1) && run.stderr.contains("`server.ha.replicas` must be an integer"), "{}", run.stderr);
}

/// The documented defaults of each release need at most the one change that the newest asks for, and render then.
#[test]
fn the_defaults_of_every_release_migrate_to_the_newest() {
    for release in ChartDefinition::newest().releases {
        let version = release.version;
        let old = run(&["values", "show", "--chart-version", version]).stdout;
        let place = Place::new().with("old.yaml", &old);
        let migrated = place.run(&["values", "migrate", "old.yaml"]);
        assert_eq!(migrated.code, Some(0), "{version}: {}", migrated.stderr);
        let said = migrated.stderr.lines().last().unwrap_or_default();
        let is_changed = ["0.22.", "0.23.", "0.24.", "0.28."].iter().any(|minor| version.starts_with(minor));
        assert_eq!(said, if is_changed { "1 change" } else { "nothing to change" }, "{version}");
        let new = place.with("new.yaml", &migrated.stdout);
        assert_eq!(new.run(&["render", "-f", "new.yaml"]).code, Some(0), "{version}");
    }
}
