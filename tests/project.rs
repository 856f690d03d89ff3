//! `vaultchart.yaml`, the variable that names values files, and `vaultchart init`.

use crate::harness::{Place, Run, files};

const PROJECT: &str = "release: own\nnamespace: team\nprofile: ha-raft\nvalues: [prod.yaml]\nkube-version: v1.30.0\n";

fn place() -> Place {
    Place::new().with("vaultchart.yaml", PROJECT).with("prod.yaml", "server: {ha: {replicas: 5}}\n")
}

#[test]
fn the_file_says_what_need_not_be_typed() {
    let set = place().run(&["render"]).document("StatefulSet");
    assert_eq!(set["metadata"]["name"], "own-vault");
    assert_eq!(set["metadata"]["namespace"], "team");
    assert_eq!(set["spec"]["replicas"], 5);
    let typed = place().run(&[
        "render",
        "own",
        "-n",
        "team",
        "--profile",
        "ha-raft",
        "-f",
        "prod.yaml",
        "--kube-version",
        "v1.30.0",
        "--no-project",
    ]);
    assert_eq!(place().run(&["render"]).stdout, typed.stdout);
}

#[test]
fn flags_and_the_variable_override_the_file() {
    let other = || place().with("other.yaml", "server: {ha: {replicas: 7}}\n");
    let set = other().run(&["render", "mine", "-n", "lab", "-f", "other.yaml"]).document("StatefulSet");
    assert_eq!((&set["metadata"]["name"], &set["metadata"]["namespace"]), (&"mine-vault".into(), &"lab".into()));
    assert_eq!(set["spec"]["replicas"], 7);
    let named = other().run_in(&[("VAULTCHART_VALUES", "prod.yaml,other.yaml")], &["render"], b"");
    assert_eq!(named.document("StatefulSet")["spec"]["replicas"], 7);
    let none = Place::new().with("a.yaml", "fullnameOverride: mine\n");
    let named = none.run_in(&[("VAULTCHART_VALUES", "a.yaml")], &["render"], b"");
    assert_eq!(named.document("StatefulSet")["metadata"]["name"], "mine");
    assert_eq!(place().run(&["render", "--no-project"]).document("StatefulSet")["spec"]["replicas"], 1);
}

#[test]
fn the_file_is_found_from_the_folders_below_it() {
    let place = place().with("deep/er/file", "");
    let below = place.run_below("deep/er", &["render"]);
    assert_eq!(below.stdout, place.run(&["render"]).stdout);
    let broken = Place::new().with("vaultchart.yaml", "values: [gone.yaml]\n").with("deep/file", "");
    broken.run_below("deep", &["render"]).assert_refused(&["cannot read `../gone.yaml`"]);
}

#[test]
fn check_heeds_its_externals_and_ignored_rules() {
    let even = "server: {ha: {enabled: true, replicas: 4, raft: {enabled: true}}}\n";
    let place = Place::new().with("vaultchart.yaml", "values: [a.yaml]\nignore: [quorum-even]\n").with("a.yaml", even);
    assert!(!place.run(&["check"]).stdout.contains("quorum-even"));
    assert!(place.run(&["check", "--no-project", "-f", "a.yaml"]).stdout.contains("quorum-even"));
    let wrong = Place::new().with("vaultchart.yaml", "external: [nonsense]\n");
    wrong.run(&["check"]).assert_refused(&["`external`", "nonsense", "KIND/NAME"]);
}

#[test]
fn everything_that_the_file_cannot_say_is_told_at_its_place() {
    let run = |text: &str| Place::new().with("vaultchart.yaml", text).run(&["render"]);
    let wrong = run("relase: a\nvalues: prod.yaml\nskip-tests: yeah\nexternal: [secret/a, nonsense]\n");
    assert_eq!(wrong.code, Some(2));
    insta::assert_snapshot!(wrong.stderr, @r#"
    error[project]: unknown key `relase`
     --> vaultchart.yaml:1:1
      |
    1 | relase: a
      | ^^^^^^ not a key of `vaultchart.yaml`
      |
      = help: did you mean `release`?

    error[project]: `values` must be a list, found the string "prod.yaml"
     --> vaultchart.yaml:2:9
      |
    2 | values: prod.yaml
      |         ^^^^^^^^^ expected a list

    error[project]: `skip-tests` must be a boolean, found the string "yeah"
     --> vaultchart.yaml:3:13
      |
    3 | skip-tests: yeah
      |             ^^^^ expected a boolean

    error[project]: `external` names no object: `nonsense`: expected KIND/NAME, such as `secret/vault-tls`
     --> vaultchart.yaml:4:22
      |
    4 | external: [secret/a, nonsense]
      |                      ^^^^^^^^ this one

    4 errors
    "#);
    let names = run("profile: ha-rft\nchart-version: 0.99.0\nignore: [tls-of]\nvia: kubctl\n");
    names.assert_refused(&["vaultchart.yaml:1:10", "the profiles are", "vaultchart.yaml:2:16", "`0.99.0`"]);
    names.assert_refused(&["vaultchart.yaml:3:10", "did you mean `tls-off`?", "vaultchart.yaml:4:6", "4 errors"]);
    run("colour: red\n").assert_refused(&["vaultchart.yaml:1:1", "unknown key `colour`", "the keys are `release`, "]);
    run("- a\n").assert_refused(&["vaultchart.yaml:1:1", "must be a map"]);
    run("release: [\n").assert_refused(&["vaultchart.yaml"]);
    run("kube-version: 1.30\n").assert_refused(&["vaultchart.yaml:1:15", "put it in quotes"]);
    for nothing in ["# nothing\n", "", "release:\n", "---\n"] {
        assert_eq!(run(nothing).code, Some(0), "{nothing}");
    }
}

#[test]
fn init_writes_a_start_that_renders_and_checks() {
    let place = Place::new();
    let Run { code, stdout, stderr } = place.run(&["init", "--profile", "ha-raft", "-n", "prod"]);
    assert_eq!((code, stdout.as_str()), (Some(0), ""), "{stderr}");
    assert_eq!(files(place.path()), ["values.yaml", "vaultchart.yaml"]);
    let set = place.run(&["render"]).document("StatefulSet");
    assert_eq!((&set["metadata"]["namespace"], &set["spec"]["replicas"]), (&"prod".into(), &3.into()));
    assert!(!place.run(&["render"]).stdout.contains("helm.sh/hook"), "a test pod is there");
    assert!(place.run(&["render", "--no-project"]).stdout.contains("helm.sh/hook"));
    assert_ne!(place.run(&["check"]).code, Some(2));
    let again = place.run(&["init"]);
    assert_eq!(again.code, Some(3));
    assert!(again.stderr.contains("`vaultchart.yaml` already exists"), "{}", again.stderr);
    Place::new().run(&["init", "--profile", "nope"]).assert_refused(&["there is no profile `nope`"]);
}
