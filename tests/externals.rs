//! `vaultchart.external`, which only the checks read, and secrets of the values, which no view of a check shows.

use crate::harness::{Place, Run, run};

const SECRET: &str = "wJalrXUtnFEMIK7MDENGbPxRfiCYEXAMPLEKEY";

fn render(values: &str) -> Run {
    Place::new().with("values.yaml", values).run(&["render", "-f", "values.yaml"])
}

#[test]
fn what_the_checks_alone_read_changes_no_object() {
    let (without, with) = (run(&["render"]), render("vaultchart: {external: [secret/vault-tls]}\n"));
    assert_eq!((with.code, with.stderr.as_str()), (Some(0), ""));
    assert!(with.stdout == without.stdout);
}

/// Helm knows the key only where the user wrote it, and so does a Go template.
#[test]
fn go_templates_see_it_only_where_it_is_written() {
    let object = "extraObjects:\n  - {apiVersion: v1, kind: ConfigMap, metadata: {name: a}, data: {keys: '{{ .Values.vaultchart | toJson }}'}}\n";
    for (values, expected) in [("", "null"), ("vaultchart: {external: [secret/a]}\n", r#"{"external":["secret/a"]}"#)] {
        let run = render(&format!("{values}{object}"));
        let data = run.documents().into_iter().find(|one| one["metadata"]["name"] == "a").expect("the object");
        assert_eq!(data["data"]["keys"], expected);
    }
}

#[test]
fn a_mistyped_key_or_type_is_told() {
    let run = render("vaultchart: {externals: [secret/vault-tls]}\n");
    assert!(run.stderr.contains("did you mean `external`?"), "{}", run.stderr);
    let run = render("vaultchart: {external: secret/vault-tls}\n");
    run.assert_refused(&["`vaultchart.external` must be a list"]);
}

#[test]
fn no_view_and_no_other_rule_shows_a_secret_of_a_variable() {
    let values = format!(
        "server:\n  extraEnvironmentVars: {{AWS_SECRET_ACCESS_KEY: {SECRET}, VAULT_SKIP_VERIFY: 'true', VAULT_ADDR: 'x'}}\n"
    );
    let place = Place::new().with("values.yaml", values);
    for view in ["text", "json"] {
        for rule in ["env-secret", "skip-verify", "env-duplicate"] {
            let arguments = ["check", "-f", "values.yaml", "--for", "production", "-o", view, "--only", rule];
            let run = place.run(&arguments);
            assert!(run.stdout.contains(rule), "{}{}", run.stdout, run.stderr);
            assert!(!run.stdout.contains(SECRET) && !run.stderr.contains(SECRET), "{view} {rule}: {}", run.stdout);
        }
    }
}
