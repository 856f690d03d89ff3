//! Tips for what is typed out of habit: Helm, helm-diff, dyff and kubectl call things by other names, and the nearest
//! word of this program is seldom what was meant.

use std::ffi::OsString;

use clap::builder::StyledStr;
use clap::error::{ContextKind, ContextValue, ErrorKind};

use crate::diagnostic::Diagnostic;

const BUILT_IN: &str = "the chart is built in: there is nothing to fetch, and `--chart-version` selects its release";

/// Commands of other programs, and what does the same here.
const COMMANDS: [(&[&str], &str); 15] = [
    (&["explain"], "`vaultchart values explain KEY` explains a key, and `vaultchart check --explain RULE` a rule"),
    (&["schema"], "`vaultchart values schema` prints the JSON Schema of the values"),
    (&["merge", "merged"], "`vaultchart values merged` prints the values that files and flags make"),
    (&["migrate"], "`vaultchart values migrate FILE` rewrites a values file"),
    (
        &["install", "apply", "deploy", "sync"],
        "`vaultchart upgrade` installs a release that is not there, and `vaultchart render` prints what \
         `kubectl apply -f -` reads; docs/moving-from-helm.md shows both",
    ),
    (
        &["uninstall", "delete", "destroy", "remove"],
        "`vaultchart render | kubectl delete -f -` deletes the objects; the volume claims stay",
    ),
    (
        &["rollback", "history", "undo"],
        "git keeps the history: `vaultchart plan --against-rev REV` shows the steps, and how to roll back",
    ),
    (&["validate", "verify", "test", "audit", "kubeconform"], "`vaultchart check` finds what would fail"),
    (
        &["dyff", "between", "compare", "dry-run"],
        "`vaultchart diff --against OLD --to NEW` compares two files or folders of manifests",
    ),
    (
        &["drift"],
        "`vaultchart render --check DIR` compares with committed files, and `vaultchart diff --live` with a cluster",
    ),
    (&["get", "list", "ls", "describe"], "`vaultchart status` shows the running servers"),
    (&["repo", "pull", "fetch", "package", "push", "search", "dependency", "dep", "plugin", "registry"], BUILT_IN),
    (&["create", "new", "quickstart"], "`vaultchart init` writes a first values file"),
    (&["completion"], "`vaultchart completions SHELL` prints the script of a shell"),
    (&["version"], "`vaultchart --version` prints the version, and the releases of the chart"),
];

/// Flags of other programs: the commands at which they were typed, all where none is named, and what to type instead.
const FLAGS: [(&[&str], &[&str], &str); 32] = [
    (&["migrate"], &["-f", "--values"], "the file is named without a flag: `vaultchart values migrate FILE`"),
    (&["migrate"], &["-i", "--in-place", "--inplace"], "`--write` writes the file in place"),
    (
        &["migrate"],
        &["-o", "--output"],
        "write `vaultchart values migrate FILE > new.yaml`, or `--write` for the file itself",
    ),
    (
        &[""],
        &["-f", "--values", "--set", "--profile"],
        "name a command before the flags, as in `vaultchart render -f prod.yaml`",
    ),
    (
        &[],
        &["--version", "-V"],
        "`--chart-version` selects the release of vault-helm; `vaultchart --version` is that of this program",
    ),
    (&["rollout", "upgrade", "status"], &["--version"], "`--chart-version` selects the release of vault-helm"),
    (&["upgrade"], &["--install", "-i"], "a release that is not there is installed without a flag"),
    (
        &["upgrade"],
        &["--atomic", "--wait", "--wait-for-jobs", "--cleanup-on-fail", "--rollback-on-failure"],
        "it always waits for each server; `vaultchart plan` has the steps to roll back",
    ),
    (
        &[],
        &["--dry-run"],
        "this command changes nothing in a cluster, so it needs no `--dry-run`; `rollout` and `upgrade` have one",
    ),
    (
        &[],
        &["--post-renderer", "--post-renderer-args"],
        "pipe the manifests into it: `vaultchart render | …`; `--templates` changes templates, and `extraObjects` adds objects",
    ),
    (&["plan"], &["--kubecontext"], "`--context` names the kube context of the commands"),
    (
        &["render", "template", "diff"],
        &["--context", "--kubecontext"],
        "`--kube-context` names the kube context of `--live`",
    ),
    (&["status", "rollout", "upgrade"], &["--kubecontext"], "`--context` names the kube context"),
    (
        &[],
        &["--kube-context", "--kubecontext", "--context", "--kubeconfig"],
        "this command contacts no cluster; `status`, `rollout`, `upgrade` and `diff --live` do",
    ),
    (
        &[],
        &["--output-file", "--out", "--out-file"],
        "write `> FILE` behind the command; `render --output-dir DIR` writes a file a template",
    ),
    (&[], &["--format", "--output-format", "--view"], "`-o` chooses the form of the output: `--help` lists the forms"),
    (
        &["diff", "plan"],
        &["--old", "--from", "--base", "--before"],
        "`--against` names the old manifests, and `--against-values` old values files",
    ),
    (&["diff", "plan"], &["--new", "--after"], "`-f` names the new values, or `--to` new manifests"),
    (
        &["diff"],
        &["--three-way-merge", "--allow-unreleased", "--install"],
        "`--live` compares with the objects in the cluster",
    ),
    (
        &["diff"],
        &["--suppress", "--suppress-kind", "--exclude"],
        "`--kind` keeps kinds, and `--ignore` leaves out parts of objects",
    ),
    (&["check", "lint"], &["--exclude", "--skip", "--disable"], "`--ignore RULE` leaves a rule out"),
    (&["check", "lint"], &["--rule", "--rules", "--select", "--enable"], "`--only RULE` runs one rule"),
    (
        &["check", "lint"],
        &["--severity", "--level", "--min-severity", "--fail-level"],
        "`--fail-on` names the severity from which a finding fails the run",
    ),
    (
        &[],
        &["--reuse-values", "--reset-values", "--reset-then-reuse-values"],
        "all values come from files and flags: `helm get values RELEASE -o yaml > prod.yaml` saves those of a Helm release",
    ),
    (&[], &["--create-namespace"], "write `kubectl create namespace NAME`, which `vaultchart plan` has as a step"),
    (
        &[],
        &["--wait", "--atomic", "--timeout", "--install", "--force", "--history-max"],
        "`vaultchart upgrade` applies and waits, and `vaultchart rollout` replaces the servers",
    ),
    (&[], &["--repo", "--devel", "--verify", "--dependency-update", "--username", "--password", "--keyring"], BUILT_IN),
    (&[], &["--validate"], "`vaultchart check` finds what would fail"),
    (&[], &["--debug", "--verbose", "-v"], "`vaultchart values merged --origins` shows where each value comes from"),
    (&[], &["--no-color", "--no-colour", "--no-colors"], "`--color never` switches colours off, and so does NO_COLOR"),
    (&[], &["--include-tests", "--tests"], "the objects of `helm test` are included; `--skip-tests` leaves them out"),
    (&[], &["--values-file", "--value-file", "--file", "--var-file", "--valuesFile"], "`-f FILE` names a values file"),
];

/// Replaces the nearest word by a tip, where one is known.
pub(super) fn improve(error: &mut clap::Error, typed: &[OsString]) {
    let typed: Vec<String> = typed.iter().skip(1).map(|word| word.to_string_lossy().into_owned()).collect();
    let named = |kind| match error.get(kind) {
        Some(ContextValue::String(word)) => Some(word.clone()),
        _ => None,
    };
    let tip = match error.kind() {
        ErrorKind::InvalidSubcommand => {
            named(ContextKind::InvalidSubcommand).and_then(|word| of_command(&word, &typed))
        }
        ErrorKind::UnknownArgument => named(ContextKind::InvalidArg).and_then(|word| of_argument(&word, &typed)),
        _ => None,
    };
    let Some(tip) = tip else { return };
    // The line of usage is about the nearest flag as well.
    let nearest = [ContextKind::SuggestedSubcommand, ContextKind::SuggestedArg, ContextKind::SuggestedValue];
    if nearest.map(|kind| error.remove(kind)).iter().any(Option::is_some) {
        error.remove(ContextKind::Usage);
    }
    error.insert(ContextKind::Suggested, ContextValue::StyledStrs(vec![StyledStr::from(tip)]));
}

/// What an error of the arguments says, as a diagnostic: for programs.
pub(super) fn diagnostic(error: &clap::Error) -> Diagnostic {
    let text = error.render().to_string();
    if error.kind() == ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand {
        return Diagnostic::error("usage", "a command is missing").help("`vaultchart --help` lists the commands");
    }
    let title: Vec<&str> = text.lines().take_while(|line| !line.is_empty()).map(str::trim).collect();
    let title = title.join(" ");
    let problem = Diagnostic::error("usage", title.strip_prefix("error: ").unwrap_or(&title));
    let tips = text.lines().filter_map(|line| line.trim_start().strip_prefix("tip: "));
    tips.fold(problem, |problem, tip| problem.help(tip))
}

fn of_command(word: &str, typed: &[String]) -> Option<String> {
    if is_file(word) {
        return Some(format!("name a command before it, as in `vaultchart render -f {word}`"));
    }
    if typed.first().is_some_and(|first| first == "values") && word.contains('.') {
        return Some(format!("`vaultchart values explain {word}` explains a key"));
    }
    COMMANDS.iter().find(|(names, _)| names.contains(&word)).map(|(_, tip)| (*tip).to_owned())
}

/// The command that was typed, or the verb of `values`; empty if none was.
fn command(typed: &[String]) -> &str {
    let mut words = typed.iter().map(String::as_str).take_while(|word| !word.starts_with('-'));
    match words.next() {
        Some("values") => words.next().unwrap_or("values"),
        Some(command) => command,
        None => "",
    }
}

fn of_argument(word: &str, typed: &[String]) -> Option<String> {
    let command = command(typed);
    if !word.starts_with('-') {
        return of_word(word, command, typed);
    }
    let flag = word.split('=').next().unwrap_or(word);
    let is_meant = |commands: &[&str]| commands.is_empty() || commands.contains(&command);
    let known = FLAGS.iter().find(|(commands, flags, _)| is_meant(commands) && flags.contains(&flag));
    known.map(|(_, _, tip)| (*tip).to_owned())
}

/// A word where no word is expected.
fn of_word(word: &str, command: &str, typed: &[String]) -> Option<String> {
    let has = |other: &str| typed.iter().skip(1).any(|typed| typed == other);
    if command == "diff" && has("between") {
        return Some("`vaultchart diff --against OLD --to NEW` compares two files or folders of manifests".to_owned());
    }
    if command == "diff" && has("upgrade") {
        return Some("`vaultchart diff RELEASE -f prod.yaml --live` does what `helm diff upgrade` does".to_owned());
    }
    if command == "show" {
        let tip = "`vaultchart show` prints the documented defaults, and `--profile NAME` a profile";
        return Some(format!("{tip}; `vaultchart values explain KEY` explains a key"));
    }
    misplaced(word)
}

/// What to type for a word that is not the name of a release.
pub(super) fn misplaced(word: &str) -> Option<String> {
    if is_file(word) {
        return Some(format!(
            "a values file is given as `-f {word}`, each with its own `-f`; a pattern of `--each` needs quotes"
        ));
    }
    if word.contains('=') {
        return Some(format!("a value is given as `--set {word}`, each with its own `--set` or behind a comma"));
    }
    if word.contains('/') || word == "." {
        return Some(format!("the chart is built in: leave `{word}` out; `--chart-version` selects its release"));
    }
    None
}

fn is_file(word: &str) -> bool {
    [".yaml", ".yml", ".json"].iter().any(|ending| word.ends_with(ending))
}
