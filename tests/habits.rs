//! Habits of Helm, helm-diff, dyff and kubectl: what is typed for them, and the tip that is given.

use std::fs::{self, File};
use std::process::Command;

use crate::harness::{Place, Run, root, run};

/// What is typed, and what the tip says to type instead.
const TIPS: &[(&str, &str)] = &[
    // Commands.
    ("explain server.ha", "`vaultchart values explain KEY` explains a key"),
    ("schema", "`vaultchart values schema` prints the JSON Schema"),
    ("merged -f prod.yaml", "`vaultchart values merged` prints the values"),
    ("migrate prod.yaml", "`vaultchart values migrate FILE` rewrites"),
    ("install vault -f prod.yaml", "`vaultchart upgrade` installs a release that is not there"),
    ("uninstall vault", "`vaultchart render | kubectl delete -f -` deletes the objects"),
    ("rollback vault 3", "`vaultchart plan --against-rev REV` shows the steps"),
    ("validate -f prod.yaml", "`vaultchart check` finds what would fail"),
    ("dyff between a b", "`vaultchart diff --against OLD --to NEW` compares"),
    ("drift", "`vaultchart render --check DIR` compares with committed files"),
    ("get values vault", "`vaultchart status` shows the running servers"),
    ("repo add hashicorp", "the chart is built in: there is nothing to fetch"),
    ("create vault", "`vaultchart init` writes a first values file"),
    ("completion bash", "`vaultchart completions SHELL` prints the script"),
    ("version", "`vaultchart --version` prints the version"),
    ("prod.yaml", "name a command before it, as in `vaultchart render -f prod.yaml`"),
    ("values server.ha", "`vaultchart values explain server.ha` explains a key"),
    // Words where none is expected.
    ("template vault hashicorp/vault", "leave `hashicorp/vault` out; `--chart-version` selects its release"),
    ("template vault .", "leave `.` out"),
    ("render a.yaml", "a values file is given as `-f a.yaml`, each with its own `-f`"),
    ("render -f a.yaml b.yaml c.yaml", "a values file is given as `-f c.yaml`, each with its own `-f`"),
    ("render --set a=b c=d", "a value is given as `--set c=d`"),
    ("render vault --set a=b c=d", "a value is given as `--set c=d`"),
    ("diff between a b", "`vaultchart diff --against OLD --to NEW` compares"),
    ("diff upgrade vault hashicorp/vault", "does what `helm diff upgrade` does"),
    ("show values hashicorp/vault", "`vaultchart show` prints the documented defaults"),
    // Flags.
    ("render --version 0.28.0", "`--chart-version` selects the release of vault-helm"),
    ("upgrade vault --version 0.28.0", "`--chart-version` selects the release of vault-helm"),
    ("upgrade vault --install", "a release that is not there is installed without a flag"),
    ("upgrade vault --atomic", "it always waits for each server"),
    ("render --dry-run", "needs no `--dry-run`"),
    ("render --post-renderer ./x", "pipe the manifests into it"),
    ("graph --kube-context prod", "this command contacts no cluster"),
    ("status --kubecontext prod", "`--context` names the kube context"),
    ("plan --kubecontext prod", "`--context` names the kube context of the commands"),
    ("diff --kubecontext prod", "`--kube-context` names the kube context of `--live`"),
    ("diff --context prod", "a context of kubectl is named by `--kube-context`"),
    ("diff --format json", "`-o` chooses the form of the output"),
    ("render --out x", "write `> FILE` behind the command"),
    ("diff --old a", "`--against` names the old manifests"),
    ("diff --new b", "`-f` names the new values, or `--to` new manifests"),
    ("diff --three-way-merge", "`--live` compares with the objects in the cluster"),
    ("diff --suppress Secret", "`--kind` keeps kinds"),
    ("check --exclude x", "`--ignore RULE` leaves a rule out"),
    ("lint --select x", "`--only RULE` runs one rule"),
    ("check --severity high", "`--fail-on` names the severity"),
    ("render --reuse-values", "`helm get values RELEASE -o yaml > prod.yaml`"),
    ("render --create-namespace", "`kubectl create namespace NAME`"),
    ("render --wait", "`vaultchart upgrade` applies and waits"),
    ("render --repo https://example.com", "the chart is built in"),
    ("render --validate", "`vaultchart check` finds what would fail"),
    ("render --debug", "`vaultchart values merged --origins` shows where"),
    ("render --no-color", "`--color never` switches colours off"),
    ("render --include-tests", "`--skip-tests` leaves them out"),
    ("render --file x", "`-f FILE` names a values file"),
    ("values migrate -f x.yaml", "the file is named without a flag"),
    ("values migrate -i x.yaml", "`--write` writes the file in place"),
    ("values migrate -o y x.yaml", "`vaultchart values migrate FILE > new.yaml`"),
    ("-f prod.yaml render", "name a command before the flags"),
    ("render --jobs 0 --each *.yaml", "expected a number from 1 on"),
];

#[test]
fn a_habit_is_answered_with_what_to_type_here() {
    for (typed, tip) in TIPS {
        let run = run(&typed.split(' ').collect::<Vec<_>>());
        run.assert_refused(&[tip]);
        assert!(!run.stderr.contains("similar"), "{typed}: {}", run.stderr);
        assert!(run.stderr.matches("tip: ").count() <= 1, "{typed}: {}", run.stderr);
    }
}

/// Where nothing is known of a word, the nearest one is still named.
#[test]
fn a_slip_is_answered_with_the_nearest_word() {
    run(&["rendr"]).assert_refused(&["'render'"]);
    run(&["render", "--namespce", "x"]).assert_refused(&["'--namespace'"]);
}

#[test]
fn programs_get_the_errors_of_usage_as_json() {
    for arguments in
        [&["--message-format", "json", "render", "--dry-run"][..], &["lint", "x", "y", "--message-format=json"]]
    {
        let run = run(arguments);
        run.assert_refused(&[]);
        let said: serde_json::Value = serde_json::from_str(&run.stderr).expect("JSON");
        assert_eq!((&said["code"], &said["severity"]), (&"usage".into(), &"error".into()), "{said}");
        assert!(said["message"].as_str().is_some_and(|text| text.starts_with("unexpected argument")), "{said}");
    }
    let said = run(&["--message-format", "json", "render", "--dry-run"]).stderr;
    assert!(said.contains(r#""help":["this command changes nothing"#), "{said}");
    // Help is an answer.
    assert_eq!(run(&["--message-format", "json", "render", "--help"]).code, Some(0));
}

#[test]
fn lint_and_show_are_other_names() {
    let values = "server: {ha: {enabled: true, raft: {enabled: true}}}\n";
    let place = Place::new().with("prod.yaml", values);
    let [lint, check] = ["lint", "check"].map(|name| place.run(&[name, "-f", "prod.yaml"]));
    assert_eq!((lint.code, &lint.stdout), (check.code, &check.stdout));
    assert!(lint.stdout.contains("warning["), "{}", lint.stdout);
    let [show, long] = [&["show"][..], &["values", "show"]].map(run);
    assert_eq!((show.code, &show.stdout), (Some(0), &long.stdout));
    assert_eq!(run(&["show", "--profile", "dev"]).stdout, run(&["values", "show", "--profile", "dev"]).stdout);
}

fn place_with_a_change() -> Place {
    let place = Place::new().with("new.yaml", "server: {standalone: {enabled: true}, logLevel: debug}\n");
    assert_eq!(place.run(&["render", "--output-dir", "old"]).code, Some(0));
    place
}

#[test]
fn a_filter_that_matches_nothing_names_what_there_is() {
    let place = place_with_a_change();
    let diff = |filter: &[&str]| place.run(&[&["diff", "-f", "new.yaml", "--against", "old"], filter].concat());
    diff(&["--kind", "Deploymnt"]).assert_refused(&[
        "`--kind Deploymnt` matches no object",
        "did you mean `Deployment`?",
        "`ServiceAccount`, `StatefulSet`",
    ]);
    diff(&["--name", "nosuch"])
        .assert_refused(&["`--name nosuch` matches no object", "`vault`, `vault-agent-injector`"]);
    // One wrong filter beside a right one, and both wrong ones.
    diff(&["--kind", "sts,nosuch"]).assert_refused(&["`--kind nosuch` matches no object"]);
    diff(&["--kind", "ingres", "--name", "x"]).assert_refused(&["`--kind ingres`", "`--name x`"]);
    place
        .run(&["diff", "--each", "new*.yaml", "--against", "old", "--kind", "nosuch"])
        .assert_refused(&["`--kind nosuch` matches no object"]);
    // What is there and did not change is no mistake.
    let unchanged = diff(&["--kind", "Service"]);
    assert_eq!((unchanged.code, unchanged.stderr.as_str()), (Some(0), ""));
}

#[test]
fn the_names_of_kubectl_select_kinds() {
    let place = place_with_a_change();
    let diff = |kind: &str| place.run(&["diff", "-f", "new.yaml", "--against", "old", "--kind", kind]);
    let whole = diff("StatefulSet");
    assert!(whole.stdout.contains("StatefulSet (apps) has changed"), "{}", whole.stdout);
    for name in ["sts", "STS", "statefulset", "statefulsets", "statefulsets.apps", "Stateful*"] {
        let Run { code, stdout, stderr } = diff(name);
        assert_eq!((code, &stdout), (Some(0), &whole.stdout), "{name}: {stderr}");
    }
}

#[test]
fn files_that_do_not_exist_are_answered_with_what_was_meant() {
    let place = Place::new().with("prod.yaml", "");
    place.run(&["render", "-f", "prd.yaml"]).assert_refused(&["did you mean `prod.yaml`?"]);
    place
        .run(&["render", "-f", "https://example.com/v.yaml"])
        .assert_refused(&["only files are read: download it first"]);
    let run = place.run(&["render", "-f", "nothing/like/it.yaml"]);
    run.assert_refused(&["`nothing/like/it.yaml`: it does not exist"]);
    assert!(!run.stderr.contains("help:"), "{}", run.stderr);
    place.run(&["render", "--output-dir", "prod.yaml"]).assert_refused(&["it is not a folder", "name a folder"]);
}

#[test]
fn a_project_file_that_is_no_map_is_refused() {
    for (text, found) in [("- a\n", "found a list"), ("vault\n", "found a string"), ("3\n", "found")] {
        let place = Place::new().with("vaultchart.yaml", text);
        place.run(&["render"]).assert_refused(&[
            "`vaultchart.yaml` must be a map of keys",
            found,
            "vaultchart.yaml:1:1",
        ]);
    }
    assert_eq!(Place::new().with("vaultchart.yaml", "# nothing yet\n").run(&["render"]).code, Some(0));
}

#[test]
fn drift_of_several_files_is_a_list() {
    let place = place_with_a_change();
    let run = place.run(&["render", "other", "--check", "old"]);
    run.assert_ended(1, &["are not those that these values render: ", " files\n"]);
    let listed = |text: &str| text.lines().filter(|line| line.contains(".yaml` ")).count();
    assert!(listed(&run.stderr) >= 10 && !run.stderr.contains(" more\n"), "{}", run.stderr);
    fs::create_dir(place.path().join("empty")).expect("a folder");
    let many = place.run(&["render", "--check", "empty", "--profile", "ha-raft", "--set", "csi.enabled=true"]);
    many.assert_ended(1, &[" more\n"]);
    assert_eq!(listed(&many.stderr), 20);
    let one = place.run(&["render", "--check", "old", "-f", "new.yaml"]);
    one.assert_ended(1, &["are not those that these values render: `old/"]);
}

#[test]
fn a_plan_is_as_wide_as_the_terminal_and_coloured_where_asked() {
    let place = place_with_a_change();
    let arguments = ["plan", "-f", "new.yaml", "--against", "old"];
    let wide = place.run(&arguments).stdout;
    let Run { stdout: narrow, .. } = place.run_in(&[("COLUMNS", "60")], &arguments, b"");
    let is_prose = |line: &&str| line.starts_with("   ") && !line.starts_with("    ");
    let widest = |text: &str| text.lines().filter(is_prose).map(|line| line.chars().count()).max();
    assert!(widest(&narrow) <= Some(60) && widest(&wide) > Some(60), "{narrow}");
    let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(words(&narrow), words(&wide));
    let coloured = place.run(&[&arguments[..], &["--color", "always"]].concat()).stdout;
    assert!(coloured.starts_with("\u{1b}[1mPlan: "), "{coloured}");
    assert_eq!(coloured.replace("\u{1b}[1m", "").replace("\u{1b}[36m", "").replace("\u{1b}[0m", ""), wide);
}

#[test]
fn the_headline_of_a_diff_fits_80_columns() {
    let place = place_with_a_change();
    let text = place.run(&["diff", "-f", "new.yaml", "--against", "old"]).stdout;
    let headlines: Vec<&str> = text.lines().filter(|line| line.contains("has changed:")).collect();
    assert!(!headlines.is_empty() && headlines.iter().all(|line| line.chars().count() <= 80), "{headlines:?}");
    // A long name has its verdict on a line below.
    let long = "a-name-that-is-long-and-leaves-no-place-on-the-line";
    place.run(&["render", long, "--output-dir", "long"]);
    let text = place.run(&["diff", long, "-f", "new.yaml", "--against", "long"]).stdout;
    let (_, below) = text.split_once("has changed:\n").expect("a headline on two lines");
    let line = below.lines().next().unwrap_or_default();
    assert!(line.starts_with(' ') && line.chars().count() == 80, "{text}");
}

/// What is said where the output goes into a file, as a person has it.
fn said_beside_a_file(place: &Place, arguments: &[&str]) -> String {
    let file = File::create(place.path().join("out")).expect("a file");
    let mut command = Command::new(env!("CARGO_BIN_EXE_vaultchart"));
    let run = command.args(arguments).current_dir(place.path()).env_clear().stdout(file).output().expect("a run");
    String::from_utf8(run.stderr).expect("UTF-8")
}

#[test]
fn check_points_at_the_explanation_of_what_it_found_first() {
    let place = Place::new().with("prod.yaml", "server: {ha: {enabled: true, raft: {enabled: true}}}\n");
    let said = said_beside_a_file(&place, &["check", "-f", "prod.yaml"]);
    let rule = said.strip_prefix("`vaultchart check --explain ").and_then(|rest| rest.split('`').next());
    let rule = rule.expect("a rule at the start of the line");
    assert!(fs::read_to_string(place.path().join("out")).expect("a file").contains(&format!("[{rule}]")), "{said}");
    assert_eq!(run(&["check", "--explain", rule]).code, Some(0));
    for quiet in [&["--quiet"][..], &["-o", "json"]] {
        assert_eq!(said_beside_a_file(&place, &[&["check", "-f", "prod.yaml"], quiet].concat()), "", "{quiet:?}");
    }
    // Another program that reads a pipe is not spoken to.
    assert_eq!(place.run(&["check", "-f", "prod.yaml"]).stderr, "");
}

#[test]
fn the_notes_of_a_render_name_the_hooks_in_the_file() {
    let said = said_beside_a_file(&Place::new(), &["render"]);
    assert!(said.contains("hooks: kubectl runs Pod/vault-server-test as well; `--skip-tests`"), "{said}");
    for without in ["--skip-tests", "--for-apply"] {
        let said = said_beside_a_file(&Place::new(), &["render", without]);
        assert!(said.contains("apply: ") && !said.contains("hooks: "), "{without}: {said}");
    }
}

/// What pre-commit is given: commands that this program has, and that say no where they have to.
#[test]
fn the_hooks_of_pre_commit_run() {
    let text = fs::read_to_string(root().join(".pre-commit-hooks.yaml")).expect("the hooks");
    let hooks: Vec<serde_json::Value> = serde_yaml::from_str(&text).expect("a list");
    let place = place_with_a_change();
    assert_eq!(place.run(&["render", "--output-dir", "manifests"]).code, Some(0));
    assert_eq!(hooks.len(), 2);
    for hook in &hooks {
        for key in ["id", "name", "description", "entry", "language"] {
            assert!(hook[key].is_string(), "{key}: {hook}");
        }
        let entry = hook["entry"].as_str().and_then(|entry| entry.strip_prefix("vaultchart ")).expect("an entry");
        let more = hook["args"].as_array().into_iter().flatten().filter_map(|word| word.as_str());
        let words: Vec<&str> = entry.split(' ').chain(more).collect();
        let run = place.run(&words);
        assert_eq!(run.code, Some(0), "{words:?}: {}", run.stderr);
        let wrong = place.run(&[&words[..], &["--set", "server.ha.enabled=true", "--strict"]].concat());
        assert_eq!(wrong.code, Some(1), "{words:?}: {}", wrong.stderr);
    }
}
