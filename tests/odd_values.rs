//! Values that the chart takes in ways nobody expects, and those that it refuses for no reason its schema tells.

use serde_json::{Value, json};

use crate::harness::{Place, Run};

fn render(values: &str) -> Run {
    Place::new().run_with_input(&["render", "--skip-schema-validation", "-f", "-"], values.as_bytes())
}

#[test]
fn odd_values_give_what_they_give_in_helm() {
    let pod = "/spec/template/spec";
    let server = "/spec/template/spec/containers/0";
    let cases = [
        // What is given and evaluates to nothing is given all the same: no default takes its place.
        (
            "server: {statefulSet: {securityContext: {pod: \"{{ if .Values.x }}fsGroup: 1{{ end }}\"}}}",
            "StatefulSet",
            format!("{pod}/securityContext"),
            None,
        ),
        (
            "server: {statefulSet: {securityContext: {container: '# none'}}}",
            "StatefulSet",
            format!("{server}/securityContext"),
            None,
        ),
        ("injector: {securityContext: {pod: '# none'}}", "Deployment", format!("{pod}/securityContext"), None),
        ("injector: {securityContext: {container: '# none'}}", "Deployment", format!("{server}/securityContext"), None),
        (
            "{global: {openshift: true}, csi: {enabled: true, daemonSet: {securityContext: {container: '# none'}}}}",
            "DaemonSet",
            format!("{server}/securityContext"),
            None,
        ),
        (
            "injector: {webhook: {objectSelector: '# none'}, objectSelector: {matchLabels: {a: b}}}",
            "MutatingWebhookConfiguration",
            "/webhooks/0/objectSelector".to_owned(),
            None,
        ),
        (
            "injector: {webhook: {annotations: '# none'}, webhookAnnotations: {c: d}}",
            "MutatingWebhookConfiguration",
            "/metadata/annotations".to_owned(),
            None,
        ),
        (
            "injector: {webhookAnnotations: {c: d}}",
            "MutatingWebhookConfiguration",
            "/metadata/annotations/c".to_owned(),
            Some(json!("d")),
        ),
        // Null is not the empty name: the account is the one called `default`.
        (
            "server: {serviceAccount: {create: false, name: null}}",
            "ClusterRoleBinding",
            "/subjects/0/name".to_owned(),
            Some(json!("default")),
        ),
        // Nothing in quotes is nothing, the empty text is a text.
        (
            "server: {ingress: {enabled: true, hosts: [{paths: [/a]}]}}",
            "Ingress",
            "/spec/rules/0/host".to_owned(),
            None,
        ),
        (
            "server: {ingress: {enabled: true, hosts: [{host: ''}]}}",
            "Ingress",
            "/spec/rules/0/host".to_owned(),
            Some(json!("")),
        ),
        (
            "{global: {openshift: true}, server: {route: {enabled: true, host: ''}}}",
            "Route",
            "/spec/host".to_owned(),
            None,
        ),
        // A map where a list belongs is its values.
        (
            "server: {ingress: {enabled: true, tls: [{hosts: {b: 2, a: 1}}]}}",
            "Ingress",
            "/spec/tls/0/hosts".to_owned(),
            Some(json!(["1", "2"])),
        ),
        // A list or a map where a text belongs is printed as Go does.
        (
            "server: {extraEnvironmentVars: {A: [1, null, {c: d, b: [x]}]}}",
            "StatefulSet",
            format!("{server}/env/11/value"),
            Some(json!("[1 <nil> map[b:[x] c:d]]")),
        ),
        (
            "server: {service: {port: '8300'}}",
            "Deployment",
            format!("{server}/env/2/value"),
            Some(json!("http://vault.default.svc:8300")),
        ),
        (
            "server: {standalone: {config: \"a = 1\\r\\nb = 2\\r\\n\"}}",
            "ConfigMap",
            "/data/extraconfig-from-values.hcl".to_owned(),
            Some(json!("a = 1\nb = 2\n\ndisable_mlock = true")),
        ),
        (
            "server: {standalone: {config: '{\"b\": 1.0, \"a\": 1e3}'}}",
            "ConfigMap",
            "/data/extraconfig-from-values.hcl".to_owned(),
            Some(json!("{\"a\":1000,\"b\":1,\"disable_mlock\":true}")),
        ),
    ];
    for (values, kind, pointer, expected) in cases {
        let run = render(values);
        let found: Vec<Value> = run.documents().into_iter().filter(|document| document["kind"] == kind).collect();
        let object = found.last().unwrap_or_else(|| panic!("{values}: no {kind}"));
        assert_eq!(object.pointer(&pointer), expected.as_ref(), "{values}");
    }
}

#[test]
fn what_helm_cannot_render_is_refused() {
    for (values, words) in [
        ("server: {preStop: sleep 5}", "`server.preStop` must be a list, found a string"),
        ("server: {ingress: {enabled: true, tls: [{hosts: a.io}]}}", "expected a list, found a string"),
        ("server: {ingress: {enabled: true, tls: [x]}}", "item 0 must be a map, found a string"),
        ("server: {ingress: {enabled: true, hosts: [{host: a.io}, null]}}", "item 1 must be a map, found null"),
        ("server: {annotations: \"a: b\\n---\\nc: d\"}", "`server.annotations` gives begins or ends a YAML document"),
        ("fullnameOverride: 12345", "`fullnameOverride` must be a string, found an integer"),
        ("nameOverride: [a]", "`nameOverride` must be a string, found a list"),
    ] {
        render(values).assert_refused(&[words]);
    }
}

/// The arguments end in the one line break of the block that Helm prints them into.
#[test]
fn arguments_of_the_server_end_once() {
    for (values, end) in [
        ("server: {extraArgs: '-a=b'}", "storageconfig.hcl -a=b\n"),
        ("server: {extraArgs: \"-a=b\\n\\n \"}", "storageconfig.hcl -a=b\n"),
        ("server: {extraArgs: \"-a=b \\n\"}", "storageconfig.hcl -a=b \n"),
        ("server: {extraArgs: ''}", "storageconfig.hcl \n"),
        ("server: {dev: {enabled: true}, extraArgs: \"-a=b\\n\"}", "server -dev -a=b\n"),
    ] {
        let set = render(values).document("StatefulSet");
        let script = set.pointer("/spec/template/spec/containers/0/args/0").and_then(Value::as_str).expect("a script");
        assert!(script.ends_with(end), "{values}: {script:?}");
    }
}

/// What YAML 1.1 takes for a time by its beginning.
#[test]
fn text_that_begins_like_a_date_is_quoted() {
    let run = render("server: {annotations: {a: 2026-01-02 hello, b: 2026-1-2t x, c: 2026-01-02-hello}}");
    for line in ["a: \"2026-01-02 hello\"", "b: \"2026-1-2t x\"", "c: 2026-01-02-hello"] {
        assert!(run.stdout.contains(&format!("        {line}\n")), "{}", run.stdout);
    }
}

/// A map that is taken away is refused where a key of it is read, and nowhere else.
#[test]
fn a_map_that_is_read_cannot_be_null() {
    for (path, reads, does_not) in [
        ("server.auditStorage", "server.dev.enabled=true", "global.externalVaultAddr=https://a"),
        ("server.dataStorage", "server.ha.enabled=true", "server.dev.enabled=true"),
        ("server.enterpriseLicense", "server.dev.enabled=true", "server.enabled=false"),
        ("server.ingress", "server.dev.enabled=true", "global.openshift=true"),
        ("server.httproute", "server.dev.enabled=true", "global.openshift=true"),
        ("server.route", "global.openshift=true", "server.dev.enabled=true"),
        ("server.serviceCA", "global.openshift=true", "server.dev.enabled=true"),
        ("server.service.instanceSelector", "server.dev.enabled=true", "server.service.enabled=false"),
        ("server.service.active", "server.ha.enabled=true", "server.dev.enabled=true"),
        ("server.service.standby", "server.ha.enabled=true", "server.dev.enabled=true"),
        ("server.ha.disruptionBudget", "server.ha.enabled=true", "server.dev.enabled=true"),
        ("server.serviceAccount.serviceDiscovery", "server.ha.enabled=true", "server.dev.enabled=true"),
        ("injector.leaderElector", "server.dev.enabled=true", "injector.enabled=false"),
        ("csi.agent", "csi.enabled=true", "server.dev.enabled=true"),
        ("csi.agent.image", "csi.enabled=true", "server.dev.enabled=true"),
        ("server.image", "server.dev.enabled=true", "server.enabled=false"),
        ("server.statefulSet.securityContext", "server.dev.enabled=true", "server.enabled=false"),
        ("injector.securityContext", "server.dev.enabled=true", "injector.enabled=false"),
    ] {
        let null = format!("{path}=null");
        let run = |other: &str| Place::new().run(&["render", "--set", &null, "--set", other]);
        run(reads).assert_refused(&[&format!("`{path}` must not be null"), "\n1 error\n"]);
        assert_eq!(run(does_not).code, Some(0), "{path}: {}", run(does_not).stderr);
    }
}

/// Zones are nothing to a Vault that runs elsewhere.
#[test]
fn zones_are_looked_at_where_there_are_pods() {
    let zones = "server: {ha: {enabled: true, raft: {enabled: true, redundancyZones: {enabled: true}}}}";
    render(zones).assert_refused(&["requires the line `autopilot_redundancy_zone"]);
    assert_eq!(render(&format!("{zones}\nglobal: {{externalVaultAddr: https://a}}\n")).code, Some(0));
}
