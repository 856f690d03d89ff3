//! The verbs of `vaultchart values` as a whole: what they print is what the other commands take.

use std::fs;

use serde_json::Value;

use crate::harness::{Place, read_documents, root, run};

/// Old names that still act, so that the file and its rewriting have to render the same objects.
const OLD: &str = "\
# An old file.
global:
  image: registry.example.com:5000/vault:1.2.3 # pinned
injector:
  # keep
  namespaceSelector:
    matchLabels: {vault: \"on\"}
  webhookAnnotations: |
    release: {{ .Release.Name }}
  leaderElector:
    ttl: 60s
server:
  extraVolumes:
    - type: secret
      name: tls
      load: true
";

#[test]
fn the_defaults_and_the_profiles_are_shown_as_they_are() {
    let file = |name: &str| fs::read_to_string(root().join("values").join(name)).expect("a file");
    assert_eq!(run(&["values", "show"]).stdout, file("values.yaml"));
    let shown = run(&["values", "show", "--profile", "ha-raft-tls"]).stdout;
    assert_eq!(shown, file("profiles/ha-raft-tls.yaml"));
}

#[test]
fn merged_values_render_what_they_were_merged_from() {
    let place = Place::new().with("old.yaml", OLD);
    let flags = ["--profile", "ha-raft", "-f", "old.yaml", "--set", "server.annotations.a\\.b=c"];
    let merged = place.run(&[&["values", "merged", "--origins"], &flags[..]].concat());
    assert!(merged.stdout.contains("# old.yaml:3\n") && merged.stdout.contains("# --set #1\n"), "{}", merged.stdout);
    let rendered = place.run(&[&["render"], &flags[..]].concat()).documents();
    let place = place.with("merged.yaml", &merged.stdout);
    assert_eq!(place.run(&["render", "-f", "merged.yaml"]).documents(), rendered);
}

#[test]
fn origins_do_not_change_the_values() {
    for flags in [&["--profile", "openshift"][..], &["--profile", "ha-raft-tls"], &[]] {
        let yaml = run(&[&["values", "merged", "--origins"], flags].concat()).stdout;
        let json = run(&[&["values", "merged", "-o", "json"], flags].concat()).stdout;
        let json: Value = serde_json::from_str(&json).expect("JSON");
        assert_eq!(read_documents(&yaml), [json]);
    }
}

#[test]
fn a_migrated_file_renders_the_same_objects() {
    let old = Place::new().with("values.yaml", OLD);
    let migrated = old.run(&["values", "migrate", "values.yaml"]);
    assert_eq!(migrated.code, Some(0), "{}", migrated.stderr);
    let new = Place::new().with("values.yaml", &migrated.stdout);
    // The test of the chart mounts volumes, and no extra volumes.
    let objects = |place: &Place| place.run(&["render", "--skip-tests", "-f", "values.yaml"]).documents();
    assert_eq!(objects(&new), objects(&old));
    for comment in ["# An old file.", "# pinned", "# keep"] {
        assert!(migrated.stdout.contains(comment), "{}", migrated.stdout);
    }
    let again = new.run(&["values", "migrate", "values.yaml"]);
    assert_eq!((again.stdout, again.stderr.as_str()), (migrated.stdout, "nothing to change\n"));
}

#[test]
fn a_file_is_migrated_in_place_on_request() {
    let place = Place::new().with("values.yaml", OLD);
    let printed = place.run(&["values", "migrate", "values.yaml"]);
    let written = place.run(&["values", "migrate", "values.yaml", "--write"]);
    assert_eq!((written.code, written.stdout.as_str()), (Some(0), ""));
    assert_eq!(written.stderr, printed.stderr);
    assert_eq!(fs::read_to_string(place.path().join("values.yaml")).expect("a file"), printed.stdout);
}

#[test]
fn the_schema_is_printed_as_json() {
    let schema: Value = serde_json::from_str(&run(&["values", "schema"]).stdout).expect("JSON");
    assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
    assert_eq!(schema["properties"]["server"]["additionalProperties"], false);
}
