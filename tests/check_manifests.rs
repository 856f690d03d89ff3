//! `check --manifests`: manifests of whatever tool, each finding at its line of them.

use serde_json::Value;

use crate::harness::Place;

const MANIFESTS: &str = r#"
apiVersion: v1
kind: Service
metadata:
  name: App
spec:
  type: NodePort
  selector: {app: app}
  ports:
  - {port: 80, nodePort: 8080}
---
apiVersion: v1
kind: List
items:
- apiVersion: apps/v1
  kind: Deployment
  metadata: {name: app}
  spec:
    selector: {matchLabels: {app: app}}
    template:
      metadata: {labels: {app: app}}
      spec:
        containers:
        - name: app
          image: app
          env:
          - {name: A, value: "$(B)"}
          - {name: PASSWORD, value: s3cret-one}
          volumeMounts:
          - {name: missing, mountPath: /a}
---
apiVersion: v1
kind: Secret
metadata: {name: s}
stringData: {token: s3cret-two}
dat: {}
"#;

fn check(arguments: &[&str]) -> (Option<i32>, String) {
    let place = Place::new().with("m.yaml", MANIFESTS);
    let run = place.run(&[&["check"], arguments].concat());
    (run.code, format!("{}{}", run.stdout, run.stderr))
}

#[test]
fn findings_stand_at_the_lines_of_the_manifests() {
    let (code, text) = check(&["--manifests", "m.yaml"]);
    assert_eq!(code, Some(1), "{text}");
    for part in [
        "error[kubernetes-content]: `metadata.name` of `Service/App` must be a DNS label",
        " --> m.yaml:5:9\n",
        "error[kubernetes-type]: `dat` of `Secret/s` is not a field of `Secret`",
        "error[reference-volume]",
        "[env-reference]: `A` refers to `$(B)`",
        "  --> m.yaml:27:30\n",
        "[node-port-range]: node port 8080",
        "  --> m.yaml:10:26\n",
        "[image-floating]: image `app` has no tag",
    ] {
        assert!(text.contains(part), "{part}\n{text}");
    }
    assert!(!text.contains("s3cret") && !text.contains("server."), "{text}");
}

#[test]
fn they_come_from_files_folders_and_pipes_in_every_view() {
    let place = Place::new().with("a/m.yaml", MANIFESTS).with("a/notes.txt", "[");
    let of_file = place.run(&["check", "--manifests", "a/m.yaml", "-o", "json"]);
    let of_folder = place.run(&["check", "--manifests", "a", "-o", "json"]);
    let count = |text: &str| {
        let document: Value = serde_json::from_str(text).expect("JSON");
        document["findings"].as_array().expect("a list").len()
    };
    assert!(count(&of_file.stdout) >= 6);
    assert_eq!(count(&of_file.stdout), count(&of_folder.stdout));
    let piped = place.run_in(&[], &["check", "--manifests", "-", "-o", "json"], MANIFESTS.as_bytes());
    assert_eq!(count(&piped.stdout), count(&of_file.stdout));
    for view in ["sarif", "junit", "github", "markdown"] {
        let run = place.run(&["check", "--manifests", "a/m.yaml", "-o", view]);
        assert!(run.code == Some(1) && !run.stdout.contains("s3cret"), "{view}\n{}", run.stdout);
    }
}

#[test]
fn what_is_right_is_not_told_and_what_is_elsewhere_can_be_named() {
    let good = "apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec:\n  containers:\n  - name: a\n    image: a:1.2.3\n    \
                envFrom: [{secretRef: {name: there}}]\n";
    let place = Place::new().with("m.yaml", good);
    let run = place.run(&["check", "--manifests", "m.yaml"]);
    assert!(run.stdout.contains("if it is made elsewhere, pass `--external secret/there`"), "{}", run.stdout);
    let run = place.run(&["check", "--manifests", "m.yaml", "--external", "secret/there"]);
    assert!(run.stdout.starts_with("nothing found by "), "{}", run.stdout);
    let silenced = good.replace("image: a:1.2.3", "image: a  # vaultchart: ignore[image-floating] because of a test");
    let place = Place::new().with("m.yaml", &silenced);
    let run = place.run(&["check", "--manifests", "m.yaml", "--external", "secret/there"]);
    assert!(run.stdout.contains("(1 ignored)"), "{}", run.stdout);
}

/// What `render` prints of the ready profiles is right by these rules as well.
#[test]
fn what_render_prints_has_no_errors() {
    for arguments in [&[][..], &["--profile", "ha-raft"], &["--profile", "openshift"]] {
        let rendered = Place::new().run(&[&["render"], arguments].concat());
        let run = Place::new().run_in(&[], &["check", "--manifests", "-"], rendered.stdout.as_bytes());
        assert!(run.code == Some(0) && !run.stdout.contains("error["), "{arguments:?}\n{}{}", run.stdout, run.stderr);
    }
}

#[test]
fn what_is_no_manifest_is_told() {
    let place = Place::new().with("m.yaml", "a: [\n").with("n.yaml", "a: 1\n").with("e.yaml", "").with("v.yaml", "");
    for arguments in [
        &["--manifests", "m.yaml"][..],
        &["--manifests", "n.yaml"],
        &["--manifests", "e.yaml"],
        &["--manifests", "none.yaml"],
        &["--manifests", "n.yaml", "-f", "v.yaml"],
        &["--manifests", "n.yaml", "--fix"],
    ] {
        let run = place.run(&[&["check"], arguments].concat());
        assert!(run.code == Some(2) && !run.stderr.is_empty(), "{arguments:?} {}{}", run.stdout, run.stderr);
    }
    let run = place.run_in(&[], &["check", "--manifests", "-"], b"\xff\x00\x01");
    assert_eq!(run.code, Some(2), "{}", run.stderr);
}
