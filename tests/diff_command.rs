//! What `diff`, `diff-dirs` and `render --check` take, say and answer the shell.

use std::process::Command;

use crate::harness::{Place, Run};

const OLD: &str = "server:\n  logLevel: info\n";
const NEW: &str = "server:\n  logLevel: debug\n  service:\n    type: NodePort\n";

/// One object of a few lines.
fn config(text: &str) -> String {
    format!("apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: vault\ndata:\n  key: {text}\n")
}

fn place() -> Place {
    Place::new()
        .with("old.yaml", OLD)
        .with("new.yaml", NEW)
        .with("a.yaml", config("one"))
        .with("b.yaml", config("two"))
        .with("rubbish.yaml", "kind: [")
        .with("list.yaml", "- not\n- an object\n")
        .with("empty.yaml", "# nothing\n")
}

fn diff(arguments: &[&str]) -> Run {
    place().run(&[&["diff"], arguments].concat())
}

/// Two sets of one object each, which differ.
const TWO_SETS: [&str; 4] = ["--against", "a.yaml", "--to", "b.yaml"];

fn two_sets(arguments: &[&str]) -> Run {
    diff(&[&TWO_SETS, arguments].concat())
}

#[test]
fn two_sets_of_manifests_are_compared_without_rendering() {
    let run = two_sets(&[]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    assert_eq!(run.stderr, "");
    assert!(run.stdout.starts_with("vault, ConfigMap (v1) has changed:"), "{}", run.stdout);
    assert!(run.stdout.contains("@@ data.key @@"), "{}", run.stdout);
    assert!(run.stdout.contains("\n-   key: one\n+   key: two\n"), "{}", run.stdout);
    assert!(run.stdout.ends_with("\nPlan: 0 to add, 1 to change, 0 to destroy.\n"), "{}", run.stdout);
}

#[test]
fn a_set_does_not_differ_from_itself() {
    let run = diff(&["--against", "a.yaml", "--to", "a.yaml", "--exit-code"]);
    assert_eq!((run.code, run.stdout.as_str()), (Some(0), "No changes.\n"));
    let run = diff(&["--against", "a.yaml", "--to", "a.yaml", "--detailed-exitcode", "-o", "patch"]);
    assert_eq!((run.code, run.stdout.as_str()), (Some(0), ""));
}

#[test]
fn exit_codes_never_take_trouble_for_changes() {
    assert_eq!(two_sets(&[]).code, Some(0));
    assert_eq!(two_sets(&["--exit-code"]).code, Some(1));
    assert_eq!(two_sets(&["--detailed-exitcode"]).code, Some(2));
    // What is filtered away does not count.
    assert_eq!(two_sets(&["--exit-code", "--ignore", "data"]).code, Some(0));
    for trouble in [["--against", "missing.yaml"], ["--against", "rubbish.yaml"], ["--only", "nothing"]] {
        assert_eq!(diff(&trouble).code, Some(2), "{trouble:?}");
        assert_eq!(diff(&[&trouble[..], &["--exit-code"]].concat()).code, Some(2), "{trouble:?}");
        assert_eq!(diff(&[&trouble[..], &["--detailed-exitcode"]].concat()).code, Some(3), "{trouble:?}");
    }
}

/// What is not compared does not look removed, whether the old side tells its templates or not.
#[test]
fn what_is_not_asked_for_is_left_out_of_both_sides() {
    let place = place();
    let old = place.run(&["render"]).stdout;
    let bare: String =
        old.lines().filter(|line| !line.starts_with("# Source")).map(|line| format!("{line}\n")).collect();
    let debug = ["diff", "--against", "-", "-o", "paths", "--set", "server.logLevel=debug"];
    for old in [&old, &bare] {
        let changes = |more: &[&str]| {
            let run = place.run_with_input(&[&debug, more].concat(), old.as_bytes());
            assert_eq!(run.code, Some(0), "{}", run.stderr);
            run.stdout
        };
        assert_eq!(changes(&["-s", "server/statefulset"]), changes(&[]));
        assert_eq!(changes(&["-s", "templates/server-*.yaml", "--skip-tests"]), changes(&[]));
        assert_eq!(changes(&["-s", "server/service"]), "");
    }
    let run = |arguments: &[&str]| place.run(&[&["diff", "-o", "paths"], arguments].concat());
    // What the old side alone has is known by its `# Source:` line, whatever chart stands before it.
    let zones = ["--set", "injector.enabled=false", "-s", "injector/*", "-o", "summary"];
    let against = |old: &str| place.run_with_input(&[&["diff", "--against", "-"], &zones[..]].concat(), old.as_bytes());
    assert!(against(&old.replace("# Source: vault/", "# Source: up/charts/vault/")).stdout.contains("6 to destroy"));
    let untold = against(&bare);
    untold.assert_refused(&["`-s` leaves out 6 objects that do not name their templates", "gives no object"]);
    let ingress = ["--set", "server.ingress.enabled=true", "--against-values", "old.yaml", "-s", "server/ingress"];
    assert_eq!(run(&ingress).stdout, "Ingress/vault . added (none) -> (object) exposes\n");
    run(&ingress[2..]).assert_refused(&["`server/ingress` gives no object with these values and flags"]);
    run(&["--against-values", "old.yaml", "-s", "x"]).assert_refused(&["no template is named `x`"]);
}

#[test]
fn the_release_is_compared_with_other_values() {
    let run = diff(&["-f", "new.yaml", "--against-values", "old.yaml", "-o", "paths", "-n", "prod"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    assert!(run.stdout.contains("Service/vault spec.type "), "{}", run.stdout);
    assert!(run.stdout.contains("[name=VAULT_LOG_LEVEL].value replaced \"info\" -> \"debug\""), "{}", run.stdout);
    // Both sides have the namespace, so that it is no change.
    assert!(!run.stdout.contains("metadata.namespace"), "{}", run.stdout);
}

#[test]
fn rendered_manifests_are_compared_with_themselves_in_any_form() {
    let place = place();
    for form in ["yaml", "json"] {
        let rendered = place.run(&["render", "-f", "new.yaml", "-o", form]).stdout;
        let run = place.run_with_input(
            &["diff", "-f", "new.yaml", "--against", "-", "--exit-code", "-o", "paths"],
            rendered.as_bytes(),
        );
        assert_eq!((run.code, run.stdout.as_str()), (Some(0), ""), "{form}: {}", run.stderr);
    }
    place.run(&["render", "-f", "new.yaml", "--output-dir", "manifests"]);
    let run = place.run(&["diff", "-f", "new.yaml", "--against", "manifests", "--exit-code"]);
    assert_eq!((run.code, run.stdout.as_str()), (Some(0), "No changes.\n"), "{}", run.stderr);
}

#[test]
fn what_helm_keeps_apart_is_not_added() {
    let place = place();
    let without_hooks = place.run(&["render", "--no-hooks"]).stdout;
    let run = place.run_with_input(&["diff", "--against", "-", "--exit-code"], without_hooks.as_bytes());
    assert_eq!((run.code, run.stdout.as_str()), (Some(0), "No changes.\n"));
}

#[test]
fn filters_keep_what_is_asked_for() {
    let paths = |arguments: &[&str]| {
        let run = diff(&[&["-f", "new.yaml", "--against-values", "old.yaml", "-o", "paths"], arguments].concat());
        assert_eq!(run.code, Some(0), "{}", run.stderr);
        run.stdout
    };
    let kinds = |text: &str| text.lines().all(|line| line.starts_with("Service/"));
    let exposed = paths(&["--only", "exposes"]);
    assert!(!exposed.is_empty() && exposed.lines().all(|line| line.ends_with(" exposes")), "{exposed}");
    let services = paths(&["--kind", "service"]);
    assert!(!services.is_empty() && kinds(&services), "{services}");
    assert_eq!(paths(&["--kind", "Service", "--name", "vault-agent-injector"]), "");
    let named = paths(&["--name", "vault-int*,vault"]);
    assert!(named.contains("Service/vault ") && named.contains("StatefulSet/vault "), "{named}");
    let place = place().with("ignored", "# a comment\n\n  Service:spec.type\nService:spec.externalTrafficPolicy\n");
    let rest = place.run(&[
        "diff",
        "-f",
        "new.yaml",
        "--against-values",
        "old.yaml",
        "-o",
        "paths",
        "--kind",
        "Service",
        "--ignore",
        "@ignored",
    ]);
    assert_eq!((rest.code, rest.stdout.as_str()), (Some(0), ""), "{}", rest.stderr);
}

#[test]
fn the_sides_may_be_for_two_versions_of_kubernetes() {
    let dual = "server: {service: {ipFamilyPolicy: PreferDualStack}}\n";
    let place = Place::new().with("prod.yaml", dual).with("vaultchart.yaml", "kube-version: v1.30.0\n");
    let diff = |more: &[&str]| place.run(&[&["diff", "-f", "prod.yaml", "-o", "paths"], more].concat());
    let step = diff(&["--against-kube-version", "1.22", "--kube-version", "1.36"]);
    assert!(
        step.stdout.contains("Service/vault-internal spec.ipFamilyPolicy added"),
        "{} {}",
        step.stdout,
        step.stderr
    );
    // The new side is for the version of the project, where none is typed.
    assert_eq!(diff(&["--against-kube-version", "1.22"]).stdout, step.stdout);
    assert_eq!(diff(&["--against-kube-version", "1.31", "--kube-version", "1.36"]).stdout, "");
    let each = diff(&["--each", "prod*.yaml", "--against-kube-version", "1.22", "--kube-version", "1.36"]);
    assert!(each.stdout.contains("spec.ipFamilyPolicy added"), "{} {}", each.stdout, each.stderr);
    diff(&["--against-kube-version", "x"]).assert_refused(&["x"]);
    diff(&["--against-kube-version", "1.31", "--against", "prod.yaml"]).assert_refused(&["cannot be used with"]);
    let plan = place.run(&["plan", "-f", "prod.yaml", "--against-kube-version", "1.22", "--kube-version", "1.36"]);
    assert!(plan.stdout.contains("--kube-version 1.22"), "{} {}", plan.stdout, plan.stderr);
}

#[test]
fn wrong_input_is_refused_with_its_name() {
    diff(&[]).assert_refused(&["--against <FILE|DIR|->", "--against-values <FILE>", "--against-rev <REV>"]);
    diff(&["--against", "a.yaml", "--against-rev", "HEAD"]).assert_refused(&["cannot be used with"]);
    diff(&["--to", "a.yaml"]).assert_refused(&["--against"]);
    diff(&["--to", "a.yaml", "--against", "b.yaml", "-f", "new.yaml"]).assert_refused(&["cannot be used with"]);
    diff(&["--against", "missing.yaml"]).assert_refused(&["cannot read `missing.yaml`: it does not exist"]);
    diff(&["--against", "rubbish.yaml"]).assert_refused(&["rubbish.yaml:1:"]);
    diff(&["--against", "list.yaml"]).assert_refused(&["list.yaml:1:1", "expected a Kubernetes object"]);
    diff(&["--against", "empty.yaml"]).assert_refused(&["the file `empty.yaml` holds no object"]);
    diff(&["--against", "-"]).assert_refused(&["standard input holds no object", "the command before the pipe"]);
    Place::new()
        .with("dir/notes.txt", "x")
        .run(&["diff", "--against", "dir"])
        .assert_refused(&["the folder `dir` holds no object", "`.yaml`"]);
    two_sets(&["--only", "nothing"]).assert_refused(&["'nothing'", "restarts-pods"]);
    two_sets(&["-o", "picture"]).assert_refused(&["'picture'", "markdown"]);
    two_sets(&["-C", "-1"]).assert_refused(&["-1"]);
    two_sets(&["--ignore", "a..b"]).assert_refused(&["`a..b` is not a path in a manifest", "--ignore #1:1:3"]);
    two_sets(&["--ignore", "@missing"]).assert_refused(&["cannot read `missing`"]);
    diff(&["--against-values", "missing.yaml"]).assert_refused(&["cannot read `missing.yaml`"]);
    diff(&["-f", "missing.yaml", "--against", "a.yaml"]).assert_refused(&["cannot read `missing.yaml`"]);
}

#[test]
fn every_fault_is_told_in_one_run() {
    let run = diff(&["-f", "missing.yaml", "--against", "rubbish.yaml", "--ignore", "[", "--ignore", "a."]);
    run.assert_refused(&["cannot read `missing.yaml`", "rubbish.yaml:1:", "--ignore #1:1:", "--ignore #2:1:"]);
}

#[test]
fn context_is_as_wide_as_asked() {
    let lines = |context: &str| {
        let run = two_sets(&["-C", context]);
        run.stdout.lines().filter(|line| line.starts_with("  ")).count()
    };
    assert_eq!((lines("0"), lines("1"), lines("2"), lines("1000")), (0, 1, 2, 5));
    assert_eq!(two_sets(&["-C", "18446744073709551615"]).code, Some(0));
}

#[test]
fn colours_are_for_those_who_want_them() {
    assert!(!two_sets(&[]).stdout.contains('\u{1b}'));
    assert!(two_sets(&["--color", "always"]).stdout.contains("\u{1b}[31m-   key: one\u{1b}[0m"));
    for view in ["summary", "paths", "json", "markdown", "html", "patch"] {
        assert!(!two_sets(&["--color", "always", "-o", view]).stdout.contains('\u{1b}'), "{view}");
    }
}

/// Runs git in a folder with settings of its own.
pub(crate) fn git(place: &Place, arguments: &[&str]) -> bool {
    let run = Command::new("git")
        .args(["-c", "user.name=test", "-c", "user.email=test@example.com", "-c", "commit.gpgsign=false"])
        .args(arguments)
        .current_dir(place.path())
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .env("GIT_CONFIG_GLOBAL", place.path().join("none"))
        .output();
    run.is_ok_and(|output| output.status.success())
}

/// A repository with two revisions of its values, if there is a git.
fn repository() -> Option<Place> {
    let place = Place::new().with("values/prod.yaml", OLD).with("values/level", "first");
    let first = git(&place, &["init", "-q"]) && git(&place, &["add", "."]) && git(&place, &["commit", "-qm", "one"]);
    let place = place.with("values/prod.yaml", NEW).with("values/late.yaml", NEW).with("values/level", "second");
    let second = first && git(&place, &["add", "."]) && git(&place, &["commit", "-qm", "two"]);
    second.then_some(place)
}

fn run_with_git(place: &Place, arguments: &[&str]) -> Run {
    let path = std::env::var("PATH").unwrap_or_default();
    place.run_in(&[("PATH", &path), ("GIT_CONFIG_NOSYSTEM", "1")], &[&["diff"], arguments].concat(), b"")
}

#[test]
fn values_are_compared_with_those_of_a_revision() {
    let Some(place) = repository() else { return };
    let run = run_with_git(&place, &["-f", "values/prod.yaml", "--against-rev", "HEAD~1", "-o", "paths"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    assert!(run.stdout.contains("Service/vault spec.type added"), "{}", run.stdout);
    let run = run_with_git(&place, &["-f", "values/prod.yaml", "--against-rev", "HEAD", "--exit-code"]);
    assert_eq!((run.code, run.stdout.as_str()), (Some(0), "No changes.\n"), "{}", run.stderr);
    // The file of a flag is one of the values too, and other flags stay as they are.
    let run = run_with_git(
        &place,
        &[
            "--set-file",
            "server.logLevel=values/level",
            "--set",
            "server.service.type=NodePort",
            "--against-rev",
            "HEAD~1",
            "-o",
            "paths",
        ],
    );
    assert!(run.stdout.contains("\"first\" -> \"second\""), "{}{}", run.stdout, run.stderr);
    assert_eq!(run.stdout.lines().count(), 1, "{}", run.stdout);
}

#[test]
fn a_revision_that_cannot_be_read_is_refused() {
    let Some(place) = repository() else { return };
    let refused = |arguments: &[&str], words: &[&str]| run_with_git(&place, arguments).assert_refused(words);
    let prod = ["-f", "values/prod.yaml", "--against-rev"];
    refused(&[&prod[..], &["v9"]].concat(), &["there is no revision `v9` in the repository of `values/prod.yaml`"]);
    refused(&[&prod[..], &[""]].concat(), &["`` is not a git revision"]);
    refused(&["-f", "values/prod.yaml", "--against-rev=--help"], &["`--help` is not a git revision"]);
    refused(&["-f", "values/late.yaml", "--against-rev", "HEAD~1"], &["`values/late.yaml` did not exist in `HEAD~1`"]);
    refused(&["-f", "-", "--against-rev", "HEAD"], &["cannot know what standard input was in `HEAD`"]);
    refused(&["--against-rev", "HEAD"], &["`--against-rev` needs a values file", "`-f`"]);
    let elsewhere = Place::new().with("prod.yaml", OLD);
    let run = run_with_git(&elsewhere, &["-f", "prod.yaml", "--against-rev", "HEAD"]);
    run.assert_refused(&["`prod.yaml` is in no git repository"]);
}

/// The working folder may be outside of the repository, and a name may be no line.
#[cfg(unix)]
#[test]
fn files_are_found_in_a_revision_wherever_they_lie() {
    let name = "odd\nname.yaml";
    let place = Place::new()
        .with("deep/repo/a.yaml", OLD)
        .with("deep/repo/in/b.yaml", OLD)
        .with(&format!("deep/repo/{name}"), OLD);
    let below = |arguments: &[&str]| git(&place, &[&["-C", "deep/repo"], arguments].concat());
    if !(below(&["init", "-q"]) && below(&["add", "."]) && below(&["commit", "-qm", "one"])) {
        return;
    }
    let absolute = place.path().join("deep/repo/in/b.yaml");
    let odd = format!("deep/repo/{name}");
    for file in ["deep/repo/a.yaml", "deep/repo/in/../in/b.yaml", absolute.to_str().expect("a path"), &odd] {
        let arguments = ["-f", file, "--against-rev", "HEAD", "--exit-code"];
        let run = run_with_git(&place, &arguments);
        assert_eq!((run.code, run.stdout.as_str()), (Some(0), "No changes.\n"), "{file}: {}", run.stderr);
    }
    let mixed = ["-f", "deep/repo/a.yaml", "-f", "deep/repo/gone.yaml", "--against-rev", "HEAD"];
    run_with_git(&place, &mixed).assert_refused(&["cannot read `deep/repo/gone.yaml`"]);
}

/// A link is what it leads to, as it is where the files are read now.
#[cfg(unix)]
#[test]
fn a_link_in_a_revision_is_followed_inside_the_repository() {
    use std::os::unix::fs::symlink;
    let Some(place) = repository() else { return };
    let link = |target: &str, name: &str| symlink(target, place.path().join("values").join(name)).expect("a link");
    link("prod.yaml", "link.yaml");
    link("/nowhere/prod.yaml", "outside.yaml");
    link("later.yaml", "dangling.yaml");
    assert!(git(&place, &["add", "."]) && git(&place, &["commit", "-qm", "three"]));
    let run = run_with_git(&place, &["-f", "values/link.yaml", "--against-rev", "HEAD", "--exit-code"]);
    assert_eq!((run.code, run.stdout.as_str()), (Some(0), "No changes.\n"), "{}", run.stderr);
    for name in ["outside", "dangling"] {
        let file = format!("values/{name}.yaml");
        std::fs::remove_file(place.path().join(&file)).expect("a link");
        std::fs::write(place.path().join(&file), NEW).expect("a file");
        let run = run_with_git(&place, &["-f", &file, "--against-rev", "HEAD"]);
        run.assert_refused(&[&format!("`{file}` is a link in `HEAD` that leads to no file there"), "relative path"]);
    }
}

#[test]
fn a_fault_of_both_sides_is_told_once() {
    let Some(place) = repository() else { return };
    let prod = ["-f", "values/prod.yaml"];
    for (arguments, words) in [
        (&["-f", "typo/prod.yaml"][..], "cannot read `typo/prod.yaml`: it does not exist"),
        (&["-f", "values/typo.yaml"], "cannot read `values/typo.yaml`: it does not exist"),
        (&[&prod[..], &["--set", "a["]].concat(), "a `[` is not closed"),
        (&[&prod[..], &["--set", "server.ha.replicas=x"]].concat(), "must be an integer"),
        (&[&prod[..], &["--profile", "nobody"]].concat(), "there is no profile `nobody`"),
    ] {
        let run = run_with_git(&place, &[arguments, &["--against-rev", "HEAD"]].concat());
        run.assert_refused(&[words, "\n1 error\n"]);
    }
}

#[test]
fn a_fault_in_an_old_file_is_shown_in_its_revision() {
    let Some(place) = repository() else { return };
    let place = place.with("values/broken.yaml", "server: [\n");
    assert!(git(&place, &["add", "."]) && git(&place, &["commit", "-qm", "three"]));
    let place = place.with("values/broken.yaml", "server: {}\n");
    let run = run_with_git(&place, &["-f", "values/broken.yaml", "--against-rev", "HEAD"]);
    run.assert_refused(&["HEAD:values/broken.yaml:"]);
}

#[test]
fn without_git_there_are_no_revisions() {
    let place = Place::new().with("prod.yaml", OLD);
    let run = place.run_in(&[("PATH", "/nowhere")], &["diff", "-f", "prod.yaml", "--against-rev", "HEAD"], b"");
    run.assert_refused(&["`--against-rev` needs `git`", "`--against-values`"]);
}

#[test]
fn kubectl_gets_the_codes_and_files_it_expects() {
    let name = "v1.ConfigMap.default.vault";
    let place = Place::new()
        .with(&format!("LIVE/{name}"), config("one"))
        .with(&format!("MERGED/{name}"), config("two"))
        .with("SAME/v1.ConfigMap.default.vault", config("one"))
        .with("BROKEN/v1.ConfigMap.default.vault", "kind: [");
    let run = place.run(&["diff-dirs", "LIVE", "MERGED"]);
    assert_eq!(run.code, Some(1), "{}", run.stderr);
    assert!(run.stdout.contains("+   key: two"), "{}", run.stdout);
    let run = place.run(&["diff-dirs", "LIVE", "SAME"]);
    assert_eq!((run.code, run.stdout.as_str()), (Some(0), "No changes.\n"));
    place.run(&["diff-dirs", "LIVE", "BROKEN"]).assert_refused(&["BROKEN/v1.ConfigMap.default.vault:1:"]);
    place.run(&["diff-dirs", "LIVE", "NOWHERE"]).assert_refused(&["`NOWHERE`"]);
    place.run(&["diff-dirs", "LIVE"]).assert_refused(&["<NEW>"]);
    let run = place.run_in(&[("VAULTCHART_DIFF_OUTPUT", "paths")], &["diff-dirs", "LIVE", "MERGED"], b"");
    assert!(run.stdout.starts_with("ConfigMap/vault data.key replaced \"one\" -> \"two\" "), "{}", run.stdout);
    let run = place.run_in(&[("VAULTCHART_DIFF_OUTPUT", "x")], &["diff-dirs", "LIVE", "MERGED"], b"");
    run.assert_refused(&["VAULTCHART_DIFF_OUTPUT", "unknown view `x`"]);
}

/// What kubectl makes of the variable: its first word is the program, its own folders come next, and of the other words
/// those with a character that it does not know are dropped.
fn as_kubectl_calls(variable: &str, live: &str, merged: &str) -> Vec<String> {
    let is_known = |word: &&str| {
        let is_known = |character: char| character.is_ascii_alphanumeric() || "-=".contains(character);
        !word.is_empty() && word.chars().all(is_known)
    };
    let words = variable.split(' ').skip(1).filter(is_known);
    [live, merged].into_iter().chain(words).map(str::to_owned).collect()
}

#[test]
fn kubectl_puts_its_folders_before_the_command() {
    let file = "v1.ConfigMap.default.vault";
    let secret = "apiVersion: v1\nkind: Secret\nmetadata: {name: s}\ndata: {a: '*** (before)'}\n";
    let place = Place::new()
        .with(&format!("LIVE-1/{file}"), config("one"))
        .with("LIVE-1/v1.Secret.default.s", secret)
        .with(&format!("MERGED-2/{file}"), config("two"))
        .with("MERGED-2/v1.Secret.default.s", secret.replace("before", "after"));
    let called = |variable: &str, merged: &str| {
        let arguments = as_kubectl_calls(variable, "LIVE-1", merged);
        place.run(&arguments.iter().map(String::as_str).collect::<Vec<_>>())
    };
    let changed = "ConfigMap/vault data.key replaced \"one\" -> \"two\" in-place\n";
    for variable in [
        "vaultchart diff-dirs -o=paths",
        "vaultchart diff-dirs -o paths --kind=ConfigMap",
        "vaultchart --no-project diff-dirs  -o=paths --ignore=metadata.labels",
    ] {
        let run = called(variable, "MERGED-2");
        assert_eq!(run.code, Some(1), "{variable}: {}", run.stderr);
        assert!(run.stdout.starts_with(changed), "{variable}: {}", run.stdout);
        let typed: Vec<&str> = variable.split(' ').skip(1).filter(|word| !word.is_empty()).collect();
        let typed = place.run(&[&typed, &["LIVE-1", "MERGED-2"][..]].concat());
        assert_eq!(typed.code, Some(1), "{variable}: {}", typed.stderr);
    }
    let same = called("vaultchart diff-dirs", "LIVE-1");
    assert_eq!((same.code, same.stdout.as_str()), (Some(0), "No changes.\n"), "{}", same.stderr);
    called("vaultchart diff-dirs", "NOWHERE").assert_refused(&["`NOWHERE`"]);
    for variable in ["vaultchart", "vaultchart diff", "vaultchart /usr/bin/diff-dirs"] {
        let help = "type `KUBECTL_EXTERNAL_DIFF=\"vaultchart diff-dirs\" kubectl diff -f manifests.yaml`";
        called(variable, "MERGED-2").assert_refused(&["two folders were given, and no command", help]);
    }
    // A name of a folder that is no folder, or a command, is what it always was.
    place.run(&["LIVE-1", "NOWHERE"]).assert_refused(&["unrecognized subcommand 'LIVE-1'"]);
    place.run(&["diff", "diff-dirs", "--against", "LIVE-1", "-f", "x"]).assert_refused(&["cannot read `x`"]);
}

#[test]
fn a_new_folder_of_kubectl_may_hold_more() {
    let place = Place::new().with("LIVE/.keep", "").with("MERGED/v1.ConfigMap.default.vault", config("two"));
    let run = place.run(&["diff-dirs", "LIVE", "MERGED", "-o=summary"]);
    assert_eq!(run.code, Some(1), "{}", run.stderr);
    assert!(run.stdout.ends_with("Plan: 1 to add, 0 to change, 0 to destroy.\n"), "{}", run.stdout);
}

#[test]
fn committed_manifests_are_checked() {
    let place = place();
    place.run(&["render", "-f", "old.yaml", "--output-dir", "manifests"]);
    let run = place.run(&["render", "-f", "old.yaml", "--check", "manifests"]);
    assert_eq!((run.code, run.stdout.as_str(), run.stderr.as_str()), (Some(0), "", ""));

    let run = place.run(&["render", "-f", "new.yaml", "--check", "manifests"]);
    assert_eq!(run.code, Some(1), "{}", run.stderr);
    assert!(run.stdout.contains("default, vault, Service (v1) has changed:"), "{}", run.stdout);
    assert!(run.stderr.contains("`manifests/server/service.yaml` differs"), "{}", run.stderr);
    assert!(run.stderr.contains("render again with `--output-dir manifests`"), "{}", run.stderr);
    assert!(run.stdout.contains("Plan: 0 to add,") && run.stdout.contains(", 0 to destroy."), "{}", run.stdout);
}

#[test]
fn a_file_that_should_be_gone_or_is_missing_is_drift() {
    let place = place();
    place.run(&["render", "--set", "ui.enabled=true", "--output-dir", "manifests"]);
    let place = place.with("manifests/kustomization.yaml", "resources: []\n");
    let run = place.run(&["render", "--check", "manifests"]);
    assert_eq!(run.code, Some(1), "{}", run.stderr);
    assert!(run.stdout.contains("default, vault-ui, Service (v1) has been removed:"), "{}", run.stdout);
    assert!(run.stdout.ends_with("Plan: 0 to add, 0 to change, 1 to destroy.\n"), "{}", run.stdout);
    assert!(run.stderr.contains("service.yaml` should not exist"));
    let empty = Place::new().with("manifests/.keep", "");
    let run = empty.run(&["render", "--check", "manifests"]);
    assert_eq!(run.code, Some(1), "{}", run.stderr);
    assert!(run.stdout.contains(" 0 to change, 0 to destroy."), "{}", run.stdout);
}

#[test]
fn another_layout_is_drift_too() {
    let place = place();
    let text = place.run(&["render"]).stdout;
    let place = place.with("all.yaml", &text).with("commented.yaml", format!("# by hand\n{text}"));
    assert_eq!(place.run(&["render", "--check", "all.yaml"]).code, Some(0));
    let run = place.run(&["render", "--check", "commented.yaml"]);
    assert_eq!(run.code, Some(1), "{}", run.stderr);
    assert_eq!(run.stdout, "`commented.yaml` differs\nOnly the formatting differs.\n");
    place.run(&["render", "--check", "rubbish.yaml"]).assert_refused(&["rubbish.yaml:1:"]);
    place.run(&["render", "--check", "missing.yaml"]).assert_refused(&["cannot read `missing.yaml`"]);
}

/// Values that hold a credential in every place that is looked at; `number` makes two of them different.
fn with_credentials(number: u8) -> String {
    format!(
        r#"server:
  ha:
    enabled: true
    config: |
      storage "consul" {{
        token = "PLANTED-config-{number}"
      }}
  annotations:
    example.com/api-token: PLANTED-annotation-{number}
  extraEnvironmentVars:
    DB_PASSWORD: PLANTED-variable-{number}
    DB_URL: postgres://user:PLANTED-address-{number}@db/x
  extraArgs: -token=PLANTED-argument-{number}
"#
    )
}

#[test]
fn credentials_outside_of_secrets_are_in_no_view() {
    let place = Place::new().with("old.yaml", with_credentials(1)).with("new.yaml", with_credentials(2));
    let arguments = ["diff", "-f", "new.yaml", "--against-values", "old.yaml", "-o"];
    for view in ["text", "summary", "paths", "json", "markdown", "html", "patch"] {
        let run = place.run(&[&arguments[..], &[view]].concat());
        assert_eq!(run.code, Some(0), "{view}: {}", run.stderr);
        assert!(!run.stdout.contains("PLANTED") && !run.stderr.contains("PLANTED"), "{view}: {}", run.stdout);
    }
    let shown = place.run(&[&arguments[..], &["text", "--show-secrets"]].concat()).stdout;
    for kind in ["config", "annotation", "variable", "address", "argument"] {
        assert!(shown.contains(&format!("PLANTED-{kind}-2")), "{kind} does not change: {shown}");
    }
}

/// The comment that the README shows is what the program writes, from the values beside the tests.
#[test]
fn the_sample_of_the_readme_is_true() {
    let place = Place::new()
        .with("old.yaml", include_str!("readme/old.yaml"))
        .with("prod.yaml", include_str!("readme/prod.yaml"));
    let run = place.run(&["diff", "-f", "prod.yaml", "--against-values", "old.yaml", "-o", "markdown"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    let quoted = include_str!("../README.md").lines().filter_map(|line| line.strip_prefix('>'));
    let sample: String = quoted.map(|line| format!("{}\n", line.strip_prefix(' ').unwrap_or(line))).collect();
    assert_eq!(sample, run.stdout, "the README shows another comment");
}
