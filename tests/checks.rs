//! The rules of `check`: each has a folder under `tests/check` with cases that it finds fault with, and cases that it
//! does not.
//!
//! A case `bad…` holds `values.yaml`, further `arguments` (one a line) and `findings.txt`, what the rule says of it; a
//! case `good…` holds no `findings.txt`, as the rule says nothing. Run with `UPDATE_CASES=1` to write what is said now.

use std::fs;
use std::path::{Path, PathBuf};

use vaultchart::check::{Find, rules};
use vaultchart::output;

use crate::harness::{Place, Run, files, root};

/// The files of a case that are not given to the program.
const OWN_FILES: [&str; 2] = ["arguments", "findings.txt"];
/// 2026-12-01, in seconds since 1970: what a rule says of the age of a version depends on the day.
const DAY: &str = "1796083200";
/// The case of all rules together.
const EVERYTHING: &str = "everything-wrong";

#[test]
fn every_rule_finds_what_it_must_and_nothing_else() {
    let mut wrong = Vec::new();
    for rule in rules() {
        let cases = cases(rule.id);
        let (bad, good): (Vec<_>, Vec<_>) = cases.iter().partition(|case| name(case).starts_with("bad"));
        assert!(!bad.is_empty() && !good.is_empty(), "tests/check/{} needs a bad and a good case", rule.id);
        wrong.extend(bad.into_iter().filter_map(|case| difference(case, &run(case, &["--only", rule.id]))));
        for case in good {
            let said = run(case, &["--only", rule.id]);
            if said.stdout != "nothing found by 1 rule\n" {
                wrong.push(format!("=== {}\n{}{}", case.display(), said.stdout, said.stderr));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What people start from is not taken for a mistake.
#[test]
fn ordinary_releases_have_no_errors() {
    let modes = [
        "{}",
        "server: {ha: {enabled: true}}",
        "server: {ha: {enabled: true, raft: {enabled: true}}}",
        "{global: {openshift: true}, server: {ha: {enabled: true, raft: {enabled: true}}}}",
        "server: {dev: {enabled: true}}",
        "server: {standalone: {enabled: false}}",
        "global: {externalVaultAddr: 'https://vault.example.com:8200'}",
        "csi: {enabled: true}",
    ];
    let profiles = fs::read_dir(root().join("values/profiles")).expect("a folder").flatten();
    let profiles = profiles.map(|entry| fs::read_to_string(entry.path()).expect("a file"));
    for values in profiles.chain(modes.map(str::to_owned)) {
        // Dev mode is no fault but where production is asked for.
        let arguments = ["check", "-f", "values.yaml", "--for", "production", "--ignore", "dev-mode"];
        let run = Place::new().with("values.yaml", &values).run_in(&[("SOURCE_DATE_EPOCH", DAY)], &arguments, b"");
        let is_checked = run.code == Some(0) && !run.stdout.is_empty();
        assert!(is_checked && !run.stdout.contains("error["), "{values}\n{}{}", run.stdout, run.stderr);
    }
}

/// What each layer alone does not see is told in one run.
#[test]
fn everything_wrong_is_told_at_once() {
    let case = root().join("tests/check").join(EVERYTHING);
    let difference = difference(&case, &run(&case, &[]));
    assert!(difference.is_none(), "{}", difference.unwrap_or_default());
}

#[test]
fn no_case_is_forgotten() {
    for folder in fs::read_dir(root().join("tests/check")).expect("a folder").flatten() {
        let name = folder.file_name().into_string().expect("a name");
        assert!(name == EVERYTHING || vaultchart::check::rule(&name).is_some(), "tests/check/{name} is of no rule");
        for case in cases(&name).iter().filter(|_| name != EVERYTHING) {
            let kind = self::name(case);
            assert!(kind.starts_with("bad") || kind.starts_with("good"), "{} is neither good nor bad", case.display());
        }
    }
}

/// The page of rules is made from the rules: run with `UPDATE_CASES=1` to write it.
#[test]
fn the_page_of_rules_is_true() {
    let (path, page) = (root().join("docs/rules.md"), output::rules_page(rules()));
    if std::env::var_os("UPDATE_CASES").is_some() {
        fs::write(&path, &page).expect("the page is written");
    }
    assert!(fs::read_to_string(path).unwrap_or_default() == page, "docs/rules.md is out of date: UPDATE_CASES=1");
}

/// One file a rule, named after it.
#[test]
fn every_rule_has_a_file_of_its_name() {
    for rule in rules() {
        let file = format!("src/check/rules/{}.rs", rule.id.replace(['-', '.'], "_"));
        let text = fs::read_to_string(root().join(&file)).unwrap_or_default();
        assert!(text.contains(&format!("id: \"{}\"", rule.id)), "{file} is not the file of {}", rule.id);
        assert_eq!(matches!(rule.find, Find::Reading), text.contains("Find::Reading"), "{file}");
    }
}

fn cases(rule: &str) -> Vec<PathBuf> {
    let folder = root().join("tests/check").join(rule);
    let mut found: Vec<_> = fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path()).collect();
    found.sort();
    found
}

fn name(case: &Path) -> String {
    case.file_name().and_then(|name| name.to_str()).expect("a name").to_owned()
}

fn run(case: &Path, rules: &[&str]) -> Run {
    let mut place = Place::new();
    for name in files(case).iter().filter(|name| !OWN_FILES.contains(&name.as_str())) {
        place = place.with(name, fs::read(case.join(name)).expect("a file"));
    }
    let given = fs::read_to_string(case.join("arguments")).unwrap_or_default();
    let mut arguments = vec!["check", "-f", "values.yaml", "--for", "production"];
    arguments.extend(given.lines().chain(rules.iter().copied()));
    place.run_in(&[("SOURCE_DATE_EPOCH", DAY)], &arguments, b"")
}

/// What the program says otherwise than it must: findings on standard output, and nothing else.
fn difference(case: &Path, run: &Run) -> Option<String> {
    let path = case.join("findings.txt");
    let said = format!("{}{}", run.stdout, run.stderr);
    if std::env::var_os("UPDATE_CASES").is_some() {
        fs::write(&path, &said).expect("the case is written");
    }
    let expected = fs::read_to_string(&path).unwrap_or_default();
    let is_finding = run.stdout.contains('[') && run.stderr.is_empty();
    (said != expected || !is_finding)
        .then(|| format!("=== {}\n--- expected\n{expected}\n--- found\n{said}", path.display()))
}
