//! What is different from Helm on purpose: each row of the README's table, held by a case that fails when the
//! difference goes.

use std::fs;

use serde_json::json;

use crate::harness::{Place, Run, root, run};

fn render(values: &str) -> Run {
    Place::new().with("a.yaml", values).run(&["render", "-f", "a.yaml"])
}

/// What a Go template gives for an annotation.
fn annotation(call: &str) -> String {
    let set = render(&format!("server: {{annotations: 'a: ={{{{ {call} }}}}'}}")).document("StatefulSet");
    let text = set["spec"]["template"]["metadata"]["annotations"]["a"].as_str().unwrap_or_default();
    text.trim_start_matches('=').to_owned()
}

/// The beginning of a row, and what holds it.
const ROWS: &[(&str, fn())] = &[
    ("whole numbers stay whole", || {
        let set = render("server: {extraEnvironmentVars: {A: 1000000}}").document("StatefulSet");
        let variables = &set["spec"]["template"]["spec"]["containers"][0]["env"];
        assert!(variables.as_array().is_some_and(|all| all.contains(&json!({"name": "A", "value": "1000000"}))));
    }),
    ("text in a text field", || {
        let set = run(&["render", "123"]).document("StatefulSet");
        assert_eq!(set["metadata"]["labels"]["app.kubernetes.io/instance"], "123");
    }),
    ("a whole number is one", || {
        let values = |three: &str| {
            format!(
                "server: {{ha: {{replicas: 3}}, annotations: \"a: '{{{{ eq .Values.server.ha.replicas {three} }}}}'\"}}"
            )
        };
        for three in ["3", "3.0"] {
            let set = render(&values(three)).document("StatefulSet");
            assert_eq!(set["spec"]["template"]["metadata"]["annotations"]["a"], "true", "{three}");
        }
        assert_eq!(annotation("until (add 1 2) | len"), "3");
    }),
    ("a mistyped flag", || {
        run(&["render", "--set", "a[0=1"]).assert_refused(&["a `[` is not closed"]);
        for call in ["regexMatch \"[\" \"a\"", "regexMatch \"a**\" \"a\"", "b64dec \"!\"", "b32dec \"!\""] {
            let name = call.split(' ').next().unwrap_or_default();
            render(&format!("server: {{annotations: 'a: {{{{ {call} }}}}'}}")).assert_refused(&[name, "is not"]);
        }
    }),
    ("Go template functions that depend", || {
        for function in ["now", "randAlphaNum 3", "genCA \"a\" 1", "date \"2006\" \"a\""] {
            let name = function.split(' ').next().unwrap_or_default();
            render(&format!("server: {{annotations: 'a: {{{{ {function} }}}}'}}")).assert_refused(&[name]);
        }
    }),
    ("`derivePassword`", || {
        for call in [
            "derivePassword 1 \"a\" \"b\" \"c\" \"d\"",
            "fromToml \"a\"",
            "regexMatch \"\\\\p{L}\" \"a\"",
            "dateInZone \"15\" 0 \"CET\"",
        ] {
            render(&format!("server: {{annotations: 'a: {{{{ {call} }}}}'}}")).assert_refused(&["annotations"]);
        }
    }),
    ("bytes that are no text", || assert_eq!(annotation("b64dec \"gIE=\""), "\u{fffd}\u{fffd}")),
    ("`fromYaml` of what is no YAML", || {
        assert_eq!(annotation("fromYaml \"~: 1\" | toJson"), "{\"Error\":\"null cannot be a map key\"}");
    }),
    ("`-f a.yaml` may hold", || {
        assert_eq!(render("%YAML 1.2\n---\nui: {enabled: true}\n").code, Some(0));
        assert_eq!(render("server: {extraLabels: {a: \"\\/\", b: !x}}\n").code, Some(0));
        assert_eq!(render("--- {ui: {enabled: true}}\n").code, Some(0));
    }),
    ("files are UTF-8", || {
        render("ui: {serviceType: \u{feff}a}\n").assert_refused(&["a byte order mark within the text"]);
        render("server: {extraLabels: {a: b:, c: -}}\n").assert_refused(&["yaml-syntax"]);
        render("ui: {enabled: true}#on\n").assert_refused(&["a comment needs a space before its `#`"]);
        let place = Place::new().with("a.yaml", [0xfe, 0xff, 0, b'{', 0, b'}']);
        place.run(&["render", "-f", "a.yaml"]).assert_refused(&["is not UTF-8"]);
    }),
    ("U+0085", || {
        let run = render("server:\n  annotations:\n    a: one\u{2028}two\n");
        assert!(run.stderr.contains("yaml-line-break"), "{}", run.stderr);
        let set = run.document("StatefulSet");
        assert_eq!(set["spec"]["template"]["metadata"]["annotations"]["a"], "one\u{2028}two");
    }),
    ("a line of spaces with a tab", || {
        let run = render("ui:\n  enabled: true\n\t\nserver: {logLevel: info}\n");
        assert!(run.code == Some(0) && run.stderr.contains("yaml-tab-line"), "{}", run.stderr);
        render("ui: {\n\tenabled: true\n}\n").assert_refused(&["a tab cannot indent YAML"]);
    }),
    ("an explicit `null`", || {
        assert_eq!(render("server: {service: {nodePort: null}}").code, Some(0));
    }),
    ("`global.image`", || {
        let run = render("global: {image: 'vault:1.9.0'}");
        assert!(run.stderr.contains("values-deprecated"), "{}", run.stderr);
        let set = run.document("StatefulSet");
        assert_eq!(set["spec"]["template"]["spec"]["containers"][0]["image"], "vault:1.9.0");
    }),
    ("an object with fields or types", || {
        let values = "server: {extraContainers: [{name: a, imag: b}]}";
        render(values).assert_refused(&["imag"]);
        let skipping = ["render", "--skip-schema-validation", "-f", "a.yaml"];
        assert_eq!(Place::new().with("a.yaml", values).run(&skipping).code, Some(0));
    }),
    ("`extraObjects`", || {
        let run = render("extraObjects: [{apiVersion: v1, kind: Secret, metadata: {name: a}}]");
        assert_eq!(run.document("Secret")["metadata"]["name"], "a");
    }),
];

#[test]
fn every_difference_from_helm_is_in_the_readme_and_still_there() {
    let readme = fs::read_to_string(root().join("README.md")).expect("the README");
    let table = readme.split("| here | in Helm | why |\n").nth(1).expect("the table");
    let rows: Vec<&str> = table.lines().skip(1).take_while(|line| line.starts_with('|')).collect();
    assert_eq!(rows.len(), ROWS.len(), "each row has one case");
    for (row, (start, case)) in rows.iter().zip(ROWS) {
        assert!(row.starts_with(&format!("| {start}")), "{row} is not the row of {start:?}");
        case();
    }
}

#[test]
fn the_script_that_compares_with_helm_knows_these_differences_and_no_others() {
    let script = fs::read_to_string(root().join("fuzz/against-helm/compare.py")).expect("the script");
    let known = script.split("KNOWN = {\n").nth(1).and_then(|rest| rest.split("\n}").next()).expect("the list");
    let known: Vec<&str> = known.lines().filter_map(|line| line.trim().split('"').nth(1)).collect();
    assert_eq!(known, ROWS.iter().map(|(start, _)| *start).collect::<Vec<_>>());
}

/// What Helm makes of values for which it is easily made otherwise.
#[test]
fn values_that_once_gave_something_else_give_what_they_give_in_helm() {
    let quoted = |set: &str| run(&["render", "--set", set]);
    let set = quoted("server.updateStrategyType=\"RollingUpdate\"").document("StatefulSet");
    assert_eq!(set["spec"]["updateStrategy"]["type"], "RollingUpdate");
    let set = quoted("server.priorityClassName='high'").document("StatefulSet");
    assert_eq!(set["spec"]["template"]["spec"]["priorityClassName"], "high");
    let flags = ["render", "--set", "ui.enabled=true,ui.serviceType=LoadBalancer"];
    let ranges = ["--set", "ui.loadBalancerSourceRanges={\"10.0.0.0/8\"}"];
    let service = run(&[&flags[..], &ranges].concat()).documents();
    assert!(service.iter().any(|object| object["spec"]["loadBalancerSourceRanges"] == json!(["10.0.0.0/8"])));
    // Within a longer text they stay.
    let set = quoted("server.image.tag=\"2\"").document("StatefulSet");
    assert_eq!(set["spec"]["template"]["spec"]["containers"][0]["image"], "hashicorp/vault:\"2\"");
    // A list in the place of a map, and a map in the place of a list.
    let odd = |values: &str| {
        let place = Place::new().with("a.yaml", values);
        place.run(&["render", "--skip-schema-validation", "-f", "a.yaml"]).document("StatefulSet")
    };
    let variable = |set: &serde_json::Value, name: &str| {
        let all = set["spec"]["template"]["spec"]["containers"][0]["env"].as_array().cloned().unwrap_or_default();
        all.into_iter().find(|variable| variable["name"] == name)
    };
    let set = odd("server: {extraEnvironmentVars: [a]}");
    assert_eq!(variable(&set, "%!S(INT=0)"), Some(json!({"name": "%!S(INT=0)", "value": "a"})));
    let set = odd("server: {extraSecretEnvironmentVars: {x: {envName: A, secretName: b, secretKey: c}}}");
    let expected = json!({"name": "A", "valueFrom": {"secretKeyRef": {"name": "b", "key": "c"}}});
    assert_eq!(variable(&set, "A"), Some(expected));
}

/// What stands behind `...` is not read.
#[test]
fn a_document_ends_at_its_end() {
    let run = render("server: {logLevel: info}\n...\nui: {enabled: true}\n");
    assert!(run.stderr.contains("yaml-content-after-end"), "{}", run.stderr);
    assert!(!run.stdout.contains("vault-ui"));
    assert!(render("server: {logLevel: info}\n...\n---\nui: {enabled: true}\n").stdout.contains("vault-ui"));
}

/// The ways in which flags are mistyped, each with what to write.
#[test]
fn a_mistyped_flag_is_told_how_it_is_written() {
    let cases: [(&[&str], &str); 5] = [
        (&["--set", "server.image.tag=20161216"], "use `--set-string`"),
        (&["--set", "server.extraArgs=x,y"], "write `\\,` for one that belongs to the text"),
        (&["--set", "server.annotations.foo.com/bar=x"], "`foo\\.com/bar`"),
        (&["--set", "ui.enabled=true", "server.ha.enabled=true"], "`--set server.ha.enabled=true`"),
        (&["--set", "server.httproute.enabled=true,server.service.enabled=false"], "`server.httproute.parentRefs`"),
    ];
    for (flags, words) in cases {
        run(&[&["render"], flags].concat()).assert_refused(&[words]);
    }
}

/// Objects of one kind stand in the order of their templates' paths.
#[test]
fn objects_of_a_kind_stand_in_the_order_of_helm() {
    let run = run(&["render", "--profile", "ha-raft", "--set", "csi.enabled=true,ui.enabled=true", "--skip-tests"]);
    let value = |document: &str, key: &str| {
        document.lines().find_map(|line| line.strip_prefix(key)).map(str::to_owned).unwrap_or_default()
    };
    let places: Vec<_> =
        run.stdout.split("\n---\n").map(|text| (value(text, "kind: "), value(text, "# Source: "))).collect();
    assert!(places.len() > 20, "{places:?}");
    for (before, after) in places.iter().zip(places.iter().skip(1)).filter(|(before, after)| before.0 == after.0) {
        assert!(before.1 <= after.1, "{before:?} stands before {after:?}");
    }
}
