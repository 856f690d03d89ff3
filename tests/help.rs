//! The help of every command: what stands in it, how it is laid out, and that its examples work as they are written.

use crate::diff_command::git;
use crate::harness::{Place, Run, run};

/// The commands, in the order in which their examples are run: one reads what another writes.
pub(crate) const COMMANDS: [&[&str]; 19] = [
    &["render"],
    &["diff"],
    &["plan"],
    &["status"],
    &["rollout"],
    &["upgrade"],
    &["check"],
    &["diff-dirs"],
    &["graph"],
    &["fn"],
    &["values", "show"],
    &["values", "merged"],
    &["values", "explain"],
    &["values", "schema"],
    &["values", "migrate"],
    &["eject"],
    &["completions"],
    &["man"],
    &["init"],
];

pub(crate) fn help(command: &[&str]) -> String {
    let run = Place::new().run_in(&[("COLUMNS", "80")], &[command, &["--help"]].concat(), b"");
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""), "{command:?}");
    run.stdout
}

#[test]
fn every_command_is_here() {
    let words: Vec<&str> = COMMANDS.iter().map(|command| command[0]).collect();
    let listed = |help: String| -> Vec<String> {
        let (_, list) = help.split_once("Commands:\n").expect("commands");
        let lines = list.lines().take_while(|line| !line.is_empty()).filter(|line| !line.starts_with("   "));
        lines
            .filter_map(|line| line.split_whitespace().next())
            .filter(|name| *name != "help")
            .map(str::to_owned)
            .collect()
    };
    for name in listed(help(&[])) {
        assert!(words.contains(&name.as_str()), "{name}");
    }
    for name in listed(help(&["values"])) {
        assert!(COMMANDS.contains(&&["values", name.as_str()][..]), "{name}");
    }
}

#[test]
fn own_flags_come_first_and_global_ones_last() {
    const SHARED: [&str; 5] = ["Many releases:", "Release:", "Chart:", "Values:", "Cluster:"];
    for command in COMMANDS {
        let help = help(command);
        let (own, behind) = help.split_once("\nGlobal options:\n").expect("global options");
        let is_head = |line: &&str| line.ends_with(':') && !line.starts_with(' ');
        let heads: Vec<&str> = own.lines().filter(is_head).collect();
        let shared = heads.iter().position(|head| SHARED.contains(head)).unwrap_or(heads.len());
        assert!(heads[shared..].iter().all(|head| SHARED.contains(head)), "{command:?}: {heads:?}");
        assert!(behind.lines().filter(is_head).all(|head| !head.contains("ption")), "{command:?}");
    }
}

/// A line that was broken for one width and then for another leaves a few words alone on a line.
#[test]
fn nothing_is_wrapped_twice() {
    for command in COMMANDS {
        for line in help(command).lines() {
            assert!(line.chars().count() <= 80, "{command:?}: {line}");
        }
        let wide = Place::new().run_in(&[("COLUMNS", "100")], &[command, &["--help"]].concat(), b"").stdout;
        let prose = wide.split("Global options:").nth(1).unwrap_or_default();
        let lines: Vec<&str> = prose.lines().collect();
        for pair in lines.windows(2) {
            let is_prose =
                |line: &str| line.starts_with(|first: char| first.is_alphanumeric() || first == '`' || first == '-');
            let first_word = pair[1].split(' ').next().unwrap_or_default().chars().count();
            if is_prose(pair[0]) && is_prose(pair[1]) {
                assert!(pair[0].chars().count() + 1 + first_word > 100, "{command:?}: {pair:?}");
            }
        }
    }
}

#[test]
fn the_examples_work() {
    let place = Place::new()
        .with("prod.yaml", "server:\n  ha:\n    enabled: true\n    raft: {enabled: true}\n")
        .with("base.yaml", "injector: {enabled: false}\n")
        .with("new.yaml", "server: {ha: {enabled: true}}\n")
        .with("old.yaml", "server: {ha: {enabled: true}}\n")
        .with("clusters/eu.yaml", "")
        .with("resourcelist.yaml", "apiVersion: vaultchart/v1\nkind: VaultChart\n")
        .with("vault.yaml", "apiVersion: vaultchart/v1\nkind: VaultChart\n");
    let manifest = place.run(&["render", "-n", "vault", "-f", "prod.yaml"]).stdout;
    for folder in ["old", "new"] {
        assert_eq!(place.run(&["render", "--output-dir", folder]).code, Some(0));
    }
    let commit = |name: &str| git(&place, &["add", "."]) && git(&place, &["commit", "-qm", name, "--allow-empty"]);
    let has_git = git(&place, &["init", "-q"]) && commit("one") && commit("two");
    let mut count = 0;
    // There is no cluster here.
    for command in COMMANDS.into_iter().filter(|command| !matches!(command[0], "status" | "rollout" | "upgrade")) {
        let help = help(command);
        let Some((_, examples)) = help.split_once("Examples:\n") else { continue };
        for line in examples.replace("|\n   ", "|").lines().filter(|line| !line.contains("--live")) {
            let Some(typed) = typed(line) else { continue };
            if typed.iter().any(|word| word == "--against-rev") && !has_git {
                continue;
            }
            let arguments: Vec<&str> = typed.iter().map(String::as_str).collect();
            let input = if line.contains("< resourcelist.yaml") {
                "apiVersion: vaultchart/v1\nkind: VaultChart\n"
            } else {
                &manifest
            };
            let path = std::env::var("PATH").unwrap_or_default();
            let Run { code, stderr, .. } = place.run_in(&[("PATH", &path)], &arguments, input.as_bytes());
            let may_say_no = matches!(arguments[0], "check" | "diff-dirs");
            assert!(code == Some(0) || may_say_no && code == Some(1), "{line}: {code:?} {stderr}");
            count += 1;
        }
    }
    assert!(count > 30, "{count} examples");
}

/// The arguments of the program in a line that a shell would read.
fn typed(line: &str) -> Option<Vec<String>> {
    let (_, behind) = line.split_once("vaultchart ")?;
    if line.trim_start().starts_with("echo") || line.contains("KUBECTL_EXTERNAL_DIFF") {
        return None;
    }
    let command = behind.split(['|', '>', '<', '#']).next()?;
    Some(command.split_whitespace().map(|word| word.trim_matches('\'').to_owned()).collect())
}

#[test]
fn profiles_are_named() {
    for command in [&["render"][..], &["values", "show"], &["init"]] {
        let help = help(command).split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(help.contains("[profiles: dev, standalone, ha-raft,"), "{help}");
    }
    assert!(run(&["values", "show", "--profile", "ha-raft"]).code == Some(0));
}
