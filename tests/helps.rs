//! Every help that is a change is tried on the case that it is given for: the values that come of it can be rendered,
//! what it helps against is gone, and nothing that it brings is an error. A help that is no change is listed, with why.

mod change;
mod configuration;
mod untried;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::ops::Range;
use std::path::Path;

use vaultchart::chart::ChartDefinition;
use vaultchart::check::{Finding, Purpose, Report, rules};
use vaultchart::diagnostic::{Diagnostic, Severity};
use vaultchart::pipeline::{self, Checking, Request};
use vaultchart::source::Sources;

use crate::harness::root;
use change::{Change, changes};
use untried::UNTRIED;

/// 2026-12-01, in days since 1970.
const TODAY: i64 = 20_788;
/// The least number of changes that are tried: fewer would mean that the words of helps are no longer understood here.
const LEAST: usize = 250;

#[test]
fn every_help_that_is_a_change_helps() {
    let mut tried = 0;
    let (mut wrong, mut kinds) = (Vec::new(), BTreeMap::<(String, String), bool>::new());
    for rule in rules() {
        for case in bad_cases(rule.id) {
            let text = fs::read_to_string(case.join("values.yaml")).expect("values");
            let (before, place) = check(&[&text]).expect("values that can be read");
            let found = before.findings.iter().chain(&before.checklist).filter(|found| found.rule.id == rule.id);
            for finding in found {
                for help in &finding.diagnostic.help {
                    let is_untried = UNTRIED.iter().any(|(of, words, _)| *of == rule.id && *words == kind(help));
                    let tries = if is_untried { Vec::new() } else { changes(help, finding, &text, place(finding)) };
                    *kinds.entry((rule.id.to_owned(), kind(help))).or_default() |= !tries.is_empty();
                    for change in tries {
                        tried += 1;
                        wrong.extend(problem(&change, &text, finding, &before).map(|problem| {
                            format!(
                                "{}\n  {}\n  {help}\n  {change:?}\n  {problem}",
                                case.display(),
                                finding.diagnostic.title
                            )
                        }));
                    }
                }
            }
        }
    }
    let untried: BTreeSet<(&str, &str)> = UNTRIED.iter().map(|(rule, kind, _)| (*rule, *kind)).collect();
    let is_listed = |(rule, kind): &(String, String)| untried.contains(&(rule.as_str(), kind.as_str()));
    let missing = kinds.iter().filter(|(kind, is_tried)| !**is_tried && !is_listed(kind));
    wrong.extend(missing.map(|((rule, kind), _)| format!("neither tried nor listed: {rule}: {kind}")));
    let is_stale = |(rule, words): &&(&str, &str)| !kinds.contains_key(&((*rule).to_owned(), (*words).to_owned()));
    wrong
        .extend(untried.iter().filter(is_stale).map(|(rule, kind)| format!("listed, and never given: {rule}: {kind}")));
    assert!(wrong.is_empty(), "{} of {tried}:\n{}", wrong.len(), wrong.join("\n"));
    assert!(tried >= LEAST, "{tried} changes were tried");
}

/// The cases in which a rule speaks of values alone.
fn bad_cases(rule: &str) -> Vec<std::path::PathBuf> {
    let folders = fs::read_dir(root().join("tests/check").join(rule)).expect("a folder").flatten();
    let has = |path: &Path, name: &str| path.join(name).exists();
    let is_bad = |path: &std::path::PathBuf| {
        let name = path.file_name().and_then(|name| name.to_str()).expect("a name");
        name.starts_with("bad") && !has(path, "arguments") && !has(path, "releases.json")
    };
    let mut cases: Vec<_> = folders.map(|entry| entry.path()).filter(is_bad).collect();
    cases.sort();
    cases
}

/// A help without what it says of the one case: the words, with a dot for each thing that a user could type.
fn kind(help: &str) -> String {
    let help = help.split('\n').next().unwrap_or_default();
    let parts = help.split('`').enumerate().map(|(index, part)| if index % 2 == 0 { part } else { "·" });
    parts.collect()
}

/// What is wrong with the values that a change makes.
fn problem(change: &Change, text: &str, finding: &Finding, before: &Report) -> Option<String> {
    let layers = change.apply(text);
    let layers: Vec<&str> = layers.iter().map(String::as_str).collect();
    let Ok((after, _)) = check(&layers) else { return Some(format!("cannot be read\n{}", layers.join("\n---\n"))) };
    if !after.skipped.is_empty() && before.skipped.is_empty() {
        return Some("cannot be rendered".to_owned());
    }
    let essence = |finding: &Finding| (finding.rule.id, finding.diagnostic.title.clone());
    let all = |report: &Report| -> Vec<_> { report.findings.iter().chain(&report.checklist).map(essence).collect() };
    let count = |report: &Report| all(report).iter().filter(|other| **other == essence(finding)).count();
    if count(&after) >= count(before) {
        return Some("is found as before".to_owned());
    }
    // A fault of several things that lost one of them is no new one.
    let errors = |report: &Report| -> Vec<(&str, String)> {
        let errors = report.findings.iter().filter(|finding| finding.diagnostic.severity == Severity::Error);
        errors.map(essence).collect()
    };
    let (old, mut new) = (errors(before), errors(&after));
    for (rule, _) in old {
        new.iter().position(|(other, _)| *other == rule).map(|index| new.remove(index));
    }
    (!new.is_empty()).then(|| format!("brings {new:?}\n{}", layers.join("\n---\n")))
}

type PlaceOf = Box<dyn Fn(&Finding) -> Option<Range<usize>>>;

/// What is found in values files, and what gives the place of a finding in the first of them.
fn check(texts: &[&str]) -> Result<(Report, PlaceOf), Vec<Diagnostic>> {
    let mut sources = Sources::default();
    let chart = ChartDefinition::newest();
    let mut layers = chart.layers(&mut sources);
    for (index, text) in texts.iter().enumerate() {
        layers.add_file(&mut sources, &format!("{index}.yaml"), text);
    }
    let checking = Checking {
        purpose: Some(Purpose::Production),
        settings: Default::default(),
        external: Vec::new(),
        releases: None,
        today: TODAY,
    };
    let request = Request::of_values(chart, layers);
    let report = pipeline::check(request, &checking, &mut sources)?.report;
    let first = report.files.first().copied();
    let place = move |finding: &Finding| {
        let label = finding.diagnostic.labels.iter().find(|label| Some(label.span.source) == first)?;
        Some(label.span.start as usize..label.span.end as usize)
    };
    Ok((report, Box::new(place)))
}
