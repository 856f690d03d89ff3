//! `check --fix`: what there is one way to mend is shown as a patch, or written; comments stay.

use std::fs;

use crate::harness::Place;

const OLD: &str = "\
# the servers
server:
  replicas: 5
  logLevle: debug   # for now
  # which image
  image:
    tag: 1.21
    pullPolicy: Always
    pullPolicy: IfNotPresent
  ha:
    enabled: true
    replicas: \"3\"
  annotations:
    example.com/checked: true
global:
  imagePullPolicy: Always
";
const NEW: &str = "\
# the servers
server:
  replicas: 5
  logLevel: debug   # for now
  # which image
  image:
    tag: \"1.21\"
    pullPolicy: IfNotPresent
  ha:
    enabled: true
    replicas: 3
  annotations:
    example.com/checked: \"true\"
global:
  imagePullPolicy: Always
";

#[test]
fn a_patch_shows_what_would_be_written() {
    let place = Place::new().with("v.yaml", OLD);
    let run = place.run(&["check", "-f", "v.yaml", "--fix"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    let patch = "\
--- a/v.yaml
+++ b/v.yaml
@@ -1,16 +1,15 @@
 # the servers
 server:
   replicas: 5
-  logLevle: debug   # for now
+  logLevel: debug   # for now
   # which image
   image:
-    tag: 1.21
-    pullPolicy: Always
+    tag: \"1.21\"
     pullPolicy: IfNotPresent
   ha:
     enabled: true
-    replicas: \"3\"
+    replicas: 3
   annotations:
-    example.com/checked: true
+    example.com/checked: \"true\"
 global:
   imagePullPolicy: Always
";
    assert_eq!(run.stdout, patch, "{}", run.stderr);
    for line in [
        "v.yaml: `server.logLevle` is renamed to `logLevel`\n",
        "v.yaml: `server.image.tag` is put in quotes\n",
        "v.yaml: the first of two `pullPolicy`, whose value was lost, is removed\n",
        "v.yaml: `server.ha.replicas` is written without quotes\n",
        "v.yaml: `server.annotations.example\\.com/checked` is put in quotes\n",
        "5 fixes: `--fix=write` writes them\n",
    ] {
        assert!(run.stderr.contains(line), "{line}\n{}", run.stderr);
    }
    assert_eq!(fs::read_to_string(place.path().join("v.yaml")).expect("a file"), OLD);
}

#[test]
fn what_is_written_is_what_was_shown_and_nothing_is_left() {
    let place = Place::new().with("v.yaml", OLD);
    let run = place.run(&["check", "-f", "v.yaml", "--fix=write"]);
    assert_eq!((run.code, run.stdout.as_str()), (Some(0), ""), "{}", run.stderr);
    assert!(run.stderr.ends_with("5 fixes written\n"), "{}", run.stderr);
    assert_eq!(fs::read_to_string(place.path().join("v.yaml")).expect("a file"), NEW);
    let again = place.run(&["check", "-f", "v.yaml", "--fix=write"]);
    assert_eq!((again.stdout.as_str(), again.stderr.as_str()), ("", "nothing to fix\n"));
}

/// Deprecated keys go where `values migrate` puts them.
#[test]
fn keys_of_old_are_those_of_today() {
    let text = "global: {image: 'vault:1.9.0'}  # old\ninjector:\n  # stays\n  failurePolicy: Fail\n";
    let place = Place::new().with("v.yaml", text);
    let run = place.run(&["check", "-f", "v.yaml", "--fix=write"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    let new = fs::read_to_string(place.path().join("v.yaml")).expect("a file");
    for part in ["repository: \"vault\"", "tag: \"1.9.0\"", "webhook:\n", "# stays\n", "failurePolicy: Fail\n"] {
        assert!(new.contains(part), "{part}\n{new}");
    }
    let check = place.run(&["check", "-f", "v.yaml", "--only", "values-deprecated,values-unknown-key"]);
    assert_eq!(check.stdout, "nothing found by 2 rules\n");
}

/// What may be meant one way or another is for its author: a key of two likenesses, a map that stands twice, an alias.
#[test]
fn what_is_not_certain_stays() {
    for text in [
        "server: {extraVolume: []}\n",
        "server:\n  ha:\n    enabled: true\nserver:\n  ha:\n    replicas: 3\n",
        "server:\n  ha: {replicas: 5, replica: 3}\n",
        "a: &a 1.21\nserver:\n  image: {tag: *a}\n",
        "server: {extraLabels: {a: 'true'}}\n",
        "x-mine: 1\nserver: {image: {tag: \"2.1.2\"}}\n",
        "server: [\n",
    ] {
        let place = Place::new().with("v.yaml", text);
        let run = place.run(&["check", "-f", "v.yaml", "--fix=write"]);
        assert_eq!(fs::read_to_string(place.path().join("v.yaml")).expect("a file"), text, "{}", run.stderr);
        assert!(run.code == Some(0) || text.contains('['), "{}", run.stderr);
    }
}

#[test]
fn every_file_has_a_part_of_its_own_and_line_breaks_stay() {
    let crlf = "server:\r\n  logLevle: debug\r\n  # why\r\n  image: {tag: 1.20}";
    let place = Place::new().with("a.yaml", "servre: {}\n").with("b.yaml", crlf);
    let run = place.run(&["check", "-f", "a.yaml", "-f", "b.yaml", "--fix"]);
    assert!(
        run.stdout.starts_with("--- a/a.yaml\n+++ b/a.yaml\n@@ -1,1 +1,1 @@\n-servre: {}\n+server: {}\n--- a/b.yaml\n")
    );
    assert!(run.stdout.contains("\n-  logLevle: debug\r\n+  logLevel: debug\r\n"), "{}", run.stdout);
    assert!(run.stdout.ends_with("\n+  image: {tag: \"1.20\"}\n\\ No newline at end of file\n"), "{}", run.stdout);
    place.run(&["check", "-f", "a.yaml", "-f", "b.yaml", "--fix=write"]);
    let written = fs::read_to_string(place.path().join("b.yaml")).expect("a file");
    assert_eq!(written, crlf.replace("logLevle", "logLevel").replace("1.20", "\"1.20\""));
}

#[test]
fn standard_input_is_mended_as_a_patch() {
    let run = Place::new().run_in(&[], &["check", "-f", "-", "--fix"], b"servre: {logLevle: x}\n");
    assert!(run.stdout.contains("-servre: {logLevle: x}\n+server: {logLevel: x}\n"), "{}{}", run.stdout, run.stderr);
}

#[test]
fn what_cannot_be_mended_is_told() {
    let place = Place::new().with("v.yaml", "a: 1\n");
    for (arguments, words) in [
        (&["check", "--fix"][..], "there is no values file to fix"),
        (&["check", "-f", "-", "--fix=write"], "standard input cannot be written in place"),
        (&["check", "-f", "none.yaml", "--fix"], "none.yaml"),
        (&["check", "-f", "v.yaml", "--fix=all"], "invalid value 'all'"),
        (&["check", "-f", "v.yaml", "--fix", "--checklist"], "cannot be used with"),
    ] {
        let run = place.run(arguments);
        assert_eq!(run.code, Some(2), "{arguments:?}\n{}", run.stderr);
        assert!(run.stderr.contains(words), "{arguments:?}\n{}", run.stderr);
    }
}

const APPLICATION: &str = "\
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: {name: vault}
spec:
  source:
    repoURL: https://helm.releases.hashicorp.com
    chart: vault
    targetRevision: 0.34.1
    helm:
      values: |
        server:
          # how much is said
          logLevle: debug # for now
          image: {tag: 1.21}
          volumes:
            # from elsewhere
            - name: a
              secrt: {secretName: b}
";

/// Values are mended where they stand, whatever tool the file is of; comments and the rest of the file stay.
#[test]
fn values_inside_another_file_are_mended_where_they_stand() {
    let release = APPLICATION.replace("argoproj.io/v1alpha1", "helm.toolkit.fluxcd.io/v2");
    let release = release.replace("kind: Application", "kind: HelmRelease");
    let release = release.replace(
        "source:\n    repoURL: https://helm.releases.hashicorp.com\n    chart: vault",
        "chart: {spec: {chart: vault}}\n  unused:",
    );
    let flux = release.replace("    targetRevision: 0.34.1\n    helm:\n      values: |\n", "    a: 1\n  values:\n");
    let flux = flux.replace("        ", "    ").replace("              secrt", "          secrt");
    let umbrella = "vault:\n  server:\n    # how\n    logLevle: debug # for now\nother: {logLevle: x}\n";
    let chart = "apiVersion: v2\nname: a\nversion: 1.0.0\ndependencies:\n- {name: vault, version: 0.34.1, repository: 'https://helm.releases.hashicorp.com'}\n";
    let terraform = "resource \"helm_release\" \"v\" {\n  name = \"v\"\n  chart = \"vault\"\n  values = [<<-E\n    server:\n      # how\n      logLevle: debug # for now\n  E\n  , \"server: {logLevle: x}\"]\n}\n";
    for (name, text) in
        [("app.yaml", APPLICATION), ("flux.yaml", &flux), ("values.yaml", umbrella), ("main.tf", terraform)]
    {
        let place = Place::new().with(name, text);
        let place = if name == "values.yaml" { place.with("Chart.yaml", chart) } else { place };
        let run = place.run(&["check", "-f", name, "--fix=write"]);
        assert_eq!(run.code, Some(0), "{name}\n{}", run.stderr);
        let expected =
            text.replacen("logLevle", "logLevel", 1).replace("tag: 1.21", "tag: \"1.21\"").replace("secrt", "secret");
        assert_eq!(fs::read_to_string(place.path().join(name)).expect("a file"), expected, "{}", run.stderr);
    }
}

#[test]
fn values_that_do_not_stand_line_by_line_are_told() {
    let (above, _) = APPLICATION.split_once("values: |").expect("values");
    let place = Place::new().with("app.yaml", format!("{above}values: \"server: {{logLevle: x}}\"\n"));
    let run = place.run(&["check", "-f", "app.yaml", "--fix"]);
    assert!(
        run.stderr.contains("app.yaml:10: these values do not stand line by line, and are not fixed\n"),
        "{}",
        run.stderr
    );
    assert!(run.stderr.ends_with("nothing to fix\n"), "{}", run.stderr);
}

/// What Kubernetes does not know in the items of lists is mended as other slips are; what is no slip stays.
#[test]
fn slips_in_lists_are_mended() {
    let text = "server:\n  tolerations:\n    # of Vault\n    - key: a\n      opertor: Exists # any\n  volumes:\n    - {name: b, somewhere: {}}\n";
    let place = Place::new().with("v.yaml", text);
    let run = place.run(&["check", "-f", "v.yaml", "--fix=write"]);
    assert!(
        run.stderr.contains("v.yaml: `server.tolerations[0].opertor` is renamed to `operator`\n1 fix written\n"),
        "{}",
        run.stderr
    );
    let new = fs::read_to_string(place.path().join("v.yaml")).expect("a file");
    assert_eq!(new, text.replace("opertor", "operator"));
}

/// A patch is for other eyes as well: secrets in its lines are hidden, and it says so.
#[test]
fn no_secret_is_in_a_patch() {
    let text =
        "server:\n  extraEnvironmentVars:\n    DB_PASSWORD: s3cr3t-one\n    TOKEN: 1234567890\n  logLevle: debug\n";
    let place = Place::new().with("v.yaml", text);
    let run = place.run(&["check", "-f", "v.yaml", "--fix"]);
    assert!(!run.stdout.contains("s3cr3t-one") && !run.stdout.contains("1234567890"), "{}", run.stdout);
    assert!(run.stdout.contains("-  logLevle: debug\n+  logLevel: debug\n"), "{}", run.stdout);
    let told = "lines of the patch with `*` for secrets: it cannot be applied, but `--fix=write` writes the fixes\n";
    assert!(run.stderr.contains(told), "{}", run.stderr);
    place.run(&["check", "-f", "v.yaml", "--fix=write"]);
    let new = fs::read_to_string(place.path().join("v.yaml")).expect("a file");
    assert!(new.contains("DB_PASSWORD: s3cr3t-one\n") && new.contains("logLevel"), "{new}");
}
