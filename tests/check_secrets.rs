//! Secrets in the values are in no view of `check`, whichever rule speaks of their line; and what a value that stops
//! the release leaves to be said.

use vaultchart::output::FindingsView;

use crate::harness::Place;

/// Every form in which a secret may stand in a configuration, on lines that other rules draw as well.
const VALUES: &str = r#"server:
  replicass: 1  # password: c0mment-s3cret
  standalone:
    config: |
      ui = "yes"
      log_level = "hvs.CAESIJ0123456789abcdefghijklmnop"
      listener "tcp" {
        address = "[::]:8200"
        tls_disable = 1
      }
      storage "postgresql" {
        connection_url = "postgres://vault:url-s3cret@db:5432/vault"  connection_urll = "postgres://u:other-s3cret@db/v"
      }
      seal "transit" { address = "https://user:address-s3cret@vault" tokn = "x" token = "line-s3cret" }
      seal "awskms" { secret_key = "first-s3cret" secret_key = "second-s3cret" pin = 12345678 }
      telemetry { password = <<-EOT
        heredoc-s3cret
        EOT
      }
  ha:
    config: 'storage "consul" { token = "quoted-s3cret" }'
  annotations: |
    note: {{ fail "token=template-s3cret" }}
"#;

const SECRETS: [&str; 11] = [
    "c0mment-s3cret",
    "CAESIJ0123456789",
    "url-s3cret",
    "other-s3cret",
    "address-s3cret",
    "line-s3cret",
    "first-s3cret",
    "second-s3cret",
    "12345678",
    "quoted-s3cret",
    "template-s3cret",
];

#[test]
fn secrets_are_in_no_view() {
    for view in FindingsView::ALL {
        for rules in [&[][..], &["--ignore", "secret-in-config"], &["--only", "vault-config-unknown-attribute"]] {
            let place = Place::new().with("values.yaml", VALUES);
            let mut arguments = vec!["check", "-f", "values.yaml", "-o", view.word()];
            arguments.extend(rules);
            let run = place.run_in(&[], &arguments, b"");
            let said = format!("{}{}", run.stdout, run.stderr);
            assert!(said.contains("vault-config-unknown-attribute"), "{}: {said}", view.word());
            for secret in SECRETS.iter().chain(&["heredoc-s3cret"]) {
                assert!(!said.contains(secret), "{secret} is in the view {}: {said}", view.word());
            }
        }
    }
}

#[test]
fn secrets_are_in_no_trouble() {
    let broken = format!("{VALUES}  - [\n");
    let unreadable = "server: {standalone: {config: \"token = \\\"s3cret-1\\\"\"}, x: *a  # password: s3cret-2\n";
    for values in [broken.as_str(), unreadable] {
        let place = Place::new().with("values.yaml", values);
        let run = place.run_in(&[], &["check", "-f", "values.yaml", "--set", "server.token=flag-s3cret,["], b"");
        assert!(run.stderr.contains("error"), "{}", run.stderr);
        assert!(!run.stderr.contains("s3cret"), "{}", run.stderr);
    }
}

/// A value that stops the release is told, and everything else is as well.
#[test]
fn the_rest_is_checked_where_a_value_stops_the_release() {
    let values = "server:\n  replicass: 1\n  annotations: |\n    a: {{ fullname . }}\n  affinity: |\n    b: {{ .Values.c.d }}\n  \
                  standalone:\n    config: |\n      uii = true\n";
    let place = Place::new().with("values.yaml", values);
    let run = place.run_in(&[], &["check", "-f", "values.yaml"], b"");
    for rule in ["error[go-template]", "warning[values-unknown-key]", "warning[vault-config-unknown-attribute]"] {
        assert!(run.stdout.contains(rule), "{rule} is missing: {}{}", run.stdout, run.stderr);
    }
    assert_eq!(run.stdout.matches("the rest was checked without this value").count(), 2, "{}", run.stdout);
}

/// A template that only fails for a wrong type, which is told, is not told as well.
#[test]
fn a_wrong_type_is_told_once() {
    let place = Place::new().with("values.yaml", "server:\n  image: vault:1.2.3\n  replicass: 1\n");
    let run = place.run_in(&[], &["check", "-f", "values.yaml", "--only", "values-type,template,tls-mismatch"], b"");
    assert!(run.stdout.contains("the rest was checked without this value"), "{}{}", run.stdout, run.stderr);
    assert!(run.stdout.ends_with("\n1 error\n"), "{}", run.stdout);
}

/// What cannot be left out ends the check, and says so.
#[test]
fn what_is_left_unsaid_is_told() {
    let place = Place::new().with("values.yaml", "server:\n  annotations:\n    note: \"a\u{e000}b\"\n");
    let run = place.run_in(&[], &["check", "-f", "values.yaml"], b"");
    assert!(run.stdout.contains("the objects and the configuration of Vault were not checked"), "{}", run.stdout);
}

/// The profiles are what we recommend: no name in them may be one that we do not know.
#[test]
fn the_profiles_are_known_to_the_vocabulary() {
    for profile in ["dev", "external", "ha-consul", "ha-raft", "ha-raft-tls", "openshift", "standalone"] {
        let run = Place::new().run_in(&[], &["check", "--profile", profile], b"");
        assert!(
            !run.stdout.contains("[vault-config-") && !run.stdout.contains("[secret-"),
            "{profile}: {}",
            run.stdout
        );
    }
}
