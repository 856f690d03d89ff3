//! Nothing is overwritten that the program did not write, and what it writes is all there or not at all.

use std::fs;

use crate::diff_command::git;
use crate::harness::{Place, Run, files};

const PROD: &str = "{injector: {enabled: false}, server: {logLevel: debug}}\n";

/// Values, and the manifests of other ones.
fn place() -> Place {
    let place = Place::new().with("prod.yaml", PROD);
    let old = place.run(&["render", "-q", "--skip-tests", "--set", "injector.enabled=false"]).stdout;
    place.with("old.yaml", old)
}

fn plan(place: &Place, more: &[&str]) -> Run {
    place.run(&[&["plan", "--skip-tests", "-f", "prod.yaml"], more].concat())
}

fn text(place: &Place, name: &str) -> String {
    fs::read_to_string(place.path().join(name)).expect("a file")
}

fn assert_kept(run: &Run, words: &[&str]) {
    assert_eq!((run.code, run.stdout.as_str()), (Some(3), ""), "{}", run.stderr);
    words.iter().for_each(|word| assert!(run.stderr.contains(word), "`{word}` is missing in:\n{}", run.stderr));
}

#[test]
fn the_old_side_is_saved_over_what_was_saved_for_the_release_alone() {
    let place = place();
    let save = |more: &[&str]| plan(&place, &[&["--against", "old.yaml", "--save-old", "before.yaml"], more].concat());
    assert_eq!(save(&[]).code, Some(0));
    let saved = text(&place, "before.yaml");
    let mark = "# The old side of release vault in namespace default, written by `vaultchart plan --save-old`.\n";
    assert!(saved.starts_with(mark), "{saved}");
    let same = place.run(&["diff", "--against", "before.yaml", "--to", "old.yaml", "--exit-code"]);
    assert_eq!((same.code, same.stdout.as_str()), (Some(0), "No changes.\n"));
    // Again, from another old side.
    let other = text(&place, "old.yaml").replace("ui = true", "ui = false");
    let place = place.with("old.yaml", other);
    let save = |more: &[&str]| plan(&place, &[&["--against", "old.yaml", "--save-old", "before.yaml"], more].concat());
    assert_eq!(save(&[]).code, Some(0));
    assert_ne!(text(&place, "before.yaml"), saved);

    let bank = place.run(&["render", "-q", "bank", "--skip-tests"]).stdout;
    let place = place.with("bank.yaml", bank);
    let saved = text(&place, "before.yaml");
    let run = plan(&place, &["bank", "--against", "bank.yaml", "--save-old", "before.yaml"]);
    assert_kept(&run, &["error[output-file]: `before.yaml` already exists", "remove it, or name another"]);
    assert_eq!(text(&place, "before.yaml"), saved);
    for (name, content) in [("old.yaml", text(&place, "old.yaml")), ("prod.yaml", PROD.to_owned())] {
        assert_kept(
            &plan(&place, &["--against", "old.yaml", "--save-old", name]),
            &[&format!("`{name}` already exists")],
        );
        assert_eq!(text(&place, name), content);
    }
    assert_kept(&plan(&place, &["--against", "old.yaml", "--save-old", "."]), &["`.` already exists"]);
    plan(&place, &["--against", "old.yaml", "--save-old", "x/y"]).assert_refused(&["cannot write `x/y`"]);
    assert_eq!(files(place.path()), ["bank.yaml", "before.yaml", "old.yaml", "prod.yaml"]);
}

#[test]
fn no_step_of_a_plan_writes_over_what_it_was_made_from() {
    let place = place();
    let old = text(&place, "old.yaml");
    let place = place.with("manifests.yaml", &old).with("manifests.new.yaml", &old).with("before.yaml", "{}\n");
    let usual = plan(&place, &["--against", "old.yaml"]).stdout;
    assert!(usual.contains("-f prod.yaml --skip-tests > manifests.yaml\n"), "{usual}");
    for view in ["text", "markdown", "json", "script"] {
        let run = plan(&place, &["--against", "./manifests.yaml", "-o", view]);
        assert!(run.stdout.contains("--skip-tests > manifests.new.yaml"), "{view}: {}", run.stdout);
        assert!(run.stdout.contains("kubectl apply -n default -f manifests.new.yaml"), "{view}: {}", run.stdout);
        let note = "`manifests.yaml` is kept, since this plan was made from it: the new manifests go into \
                    `manifests.new.yaml`";
        let said = run.stdout.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(said.contains(note), "{view}: {}", run.stdout);
    }
    let folder = plan(&place, &["--against", ".", "--set-file", "server.logLevel=manifests.new.yaml"]);
    assert_eq!(folder.code, Some(2), "values are no manifests");
    let run = plan(&place, &["--against", "manifests.yaml", "--save-old", "manifests.new.yaml"]);
    assert_kept(&run, &["`manifests.new.yaml` already exists"]);
    fs::remove_file(place.path().join("manifests.new.yaml")).expect("a file");
    let run = plan(&place, &["--against", "manifests.yaml", "--save-old", "manifests.new.yaml"]);
    assert!(run.stdout.contains("> manifests.new-2.yaml\n"), "{}", run.stdout);
    // The way back renders too.
    let run = plan(&place, &["--against-values", "before.yaml"]);
    assert!(run.stdout.contains("-f before.yaml --skip-tests > before.old.yaml\n"), "{}", run.stdout);
    assert!(run.stdout.contains("kubectl apply -n default -f before.old.yaml\n"), "{}", run.stdout);
    let run = place.run(&["plan", "--against", "manifests.yaml", "--to", "old.yaml"]);
    assert!(!run.stdout.contains("is kept"), "{}", run.stdout);
}

/// `HEAD` is another commit once somebody has committed.
#[test]
fn the_way_back_names_the_commit() {
    let place = place();
    if !(git(&place, &["init", "-q"]) && git(&place, &["add", "."]) && git(&place, &["commit", "-qm", "one"])) {
        return;
    }
    let path = std::env::var("PATH").expect("a path");
    let head = text(&place, ".git/HEAD");
    let branch = head.trim().strip_prefix("ref: ").expect("a branch");
    let commit = text(&place, &format!(".git/{branch}"));
    let place = place.with("prod.yaml", "server: {logLevel: trace}\n");
    assert!(git(&place, &["tag", "-a", "v1", "-m", "one"]));
    for revision in ["HEAD", "v1", "HEAD^{commit}", commit.trim()] {
        let arguments = ["plan", "-f", "prod.yaml", "--against-rev", revision];
        let run = place.run_in(&[("PATH", &path), ("GIT_CONFIG_NOSYSTEM", "1")], &arguments, b"");
        assert_eq!(run.code, Some(0), "{}", run.stderr);
        let command = format!("git worktree add --detach before {}\n", commit.trim());
        assert!(run.stdout.contains(&command), "{revision}: {}", run.stdout);
    }
}

#[test]
fn a_first_values_file_is_written_with_its_project_or_not_at_all() {
    let place = Place::new();
    assert_eq!(place.run(&["init"]).code, Some(0));
    assert_eq!(files(place.path()), ["values.yaml", "vaultchart.yaml"]);
    let values = text(&place, "values.yaml");
    assert_kept(&place.run(&["init"]), &["already exists"]);
    // As a run is left that was killed between the two.
    fs::remove_file(place.path().join("vaultchart.yaml")).expect("a file");
    assert_eq!(place.run(&["init"]).code, Some(0));
    fs::remove_file(place.path().join("vaultchart.yaml")).expect("a file");
    let place = place.with("values.yaml", values + "# mine\n");
    assert_kept(&place.run(&["init"]), &["`values.yaml` already exists", "start in another folder"]);
    assert_eq!(files(place.path()), ["values.yaml"]);
    let place = Place::new().with("vaultchart.yaml", "release: mine\n");
    assert_kept(&place.run(&["init"]), &["`vaultchart.yaml` already exists"]);
    assert_eq!(files(place.path()), ["vaultchart.yaml"]);
}

#[test]
fn pages_of_the_manual_lie_beside_those_of_others() {
    let place = Place::new().with("man1/vim.1", "theirs");
    assert_eq!(place.run(&["man", "man1"]).code, Some(0));
    let pages = files(&place.path().join("man1"));
    assert!(pages.len() > 10 && pages.contains(&"vim.1".to_owned()), "{pages:?}");
    assert!(text(&place, "man1/vaultchart.1").contains(".TH vaultchart 1"));
    // Its own pages are written again.
    let old = text(&place, "man1/vaultchart-diff.1") + "old\n";
    let place = place.with("man1/vaultchart-diff.1", old);
    assert_eq!(place.run(&["man", "man1"]).code, Some(0));
    assert!(!text(&place, "man1/vaultchart-diff.1").contains("old\n"));
    // One of somebody else is not, and then no other is.
    let place = place.with("man1/vaultchart-check.1", "theirs").with("man1/vaultchart-plan.1", "theirs");
    fs::remove_file(place.path().join("man1/vaultchart.1")).expect("a file");
    assert_kept(&place.run(&["man", "man1"]), &["`man1/vaultchart-check.1` already exists"]);
    assert!(!files(&place.path().join("man1")).contains(&"vaultchart.1".to_owned()));
    assert_eq!(text(&place, "man1/vaultchart-plan.1"), "theirs");
}

#[test]
fn what_is_ejected_is_the_users_from_then_on() {
    let place = Place::new().with("empty/.keep", "");
    fs::remove_file(place.path().join("empty/.keep")).expect("a file");
    assert_eq!(place.run(&["eject", "new/chart"]).code, Some(0));
    let whole = files(&place.path().join("new/chart"));
    assert!(whole.contains(&"values/values.yaml".to_owned()), "{whole:?}");
    assert_eq!(place.run(&["eject", "empty"]).code, Some(0));
    assert_eq!(files(&place.path().join("empty")), whole);
    fs::create_dir(place.path().join("here")).expect("a folder");
    assert_eq!(place.run_below("here", &["eject", "."]).code, Some(0));
    assert_eq!(files(&place.path().join("here")), whole);
    // No index names them: `render` would take them for its own.
    let run = place.run(&["render", "--output-dir", "empty"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    assert!(files(&place.path().join("empty")).len() > whole.len());
    assert_kept(&place.run(&["eject", "empty"]), &["`empty` already exists"]);
    // What a killed run left is tidied up.
    let place = place.with("left/.vaultchart-staging/templates/x.yaml.j2", "{").with("left/x", "");
    fs::remove_file(place.path().join("left/x")).expect("a file");
    assert_eq!(place.run(&["eject", "left"]).code, Some(0));
    assert_eq!(files(&place.path().join("left")), whole);
}

#[cfg(unix)]
#[test]
fn values_are_migrated_in_their_place() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let old = "injector:\n  namespaceSelector:\n    matchLabels: {vault: \"on\"}\n";
    let place = Place::new().with("real/values.yaml", old);
    symlink("real/values.yaml", place.path().join("link.yaml")).expect("a link");
    let real = place.path().join("real/values.yaml");
    fs::set_permissions(&real, fs::Permissions::from_mode(0o600)).expect("permissions");
    let printed = place.run(&["values", "migrate", "link.yaml"]);
    assert!(printed.code == Some(0) && printed.stdout != old, "{}{}", printed.stdout, printed.stderr);
    assert_eq!(place.run(&["values", "migrate", "link.yaml", "--write"]).code, Some(0));
    assert_eq!(text(&place, "real/values.yaml"), printed.stdout);
    assert_eq!(real.metadata().expect("a file").permissions().mode() & 0o777, 0o600);
    assert_eq!(files(&place.path().join("real")), ["values.yaml"]);
}
