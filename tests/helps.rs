//! Every help that is a change of values is tried on the case that it is given for: the values that come of it can be
//! rendered, what it helps against is gone, and nothing that it brings is an error.

use std::fs;
use std::ops::Range;

use vaultchart::chart::ChartDefinition;
use vaultchart::check::{Finding, Purpose, Report, rules};
use vaultchart::diagnostic::Severity;
use vaultchart::pipeline::{self, Checking, Request};
use vaultchart::source::Sources;
use vaultchart::values::Rewrite;

use crate::harness::root;

/// 2026-12-01, in days since 1970.
const TODAY: i64 = 20_788;
/// The least number of helps that are tried: fewer would mean that the words of helps are no longer understood here.
const LEAST: usize = 60;
/// The maps at the top of the values.
const TOPS: [&str; 6] = ["global.", "server.", "injector.", "csi.", "ui.", "serverTelemetry."];

#[test]
fn every_help_that_changes_values_helps() {
    let (mut tried, mut wrong) = (0, Vec::new());
    for rule in rules() {
        let folders = fs::read_dir(root().join("tests/check").join(rule.id)).expect("a folder").flatten();
        let mut cases: Vec<_> = folders.map(|entry| entry.path()).collect();
        cases.sort();
        for case in cases {
            let name = case.file_name().and_then(|name| name.to_str()).expect("a name").to_owned();
            if !name.starts_with("bad") || case.join("arguments").exists() || case.join("releases.json").exists() {
                continue;
            }
            let text = fs::read_to_string(case.join("values.yaml")).expect("values");
            let (before, place) = check(&[&text]);
            let found = before.findings.iter().chain(&before.checklist).filter(|found| found.rule.id == rule.id);
            for finding in found {
                for help in &finding.diagnostic.help {
                    for change in changes(help, finding, &text, &place) {
                        tried += 1;
                        wrong.extend(problem(&change, &text, finding, &before).map(|problem| {
                            format!(
                                "{}/{name}: {}\n  {help}\n  {change:?}\n  {problem}",
                                rule.id, finding.diagnostic.title
                            )
                        }));
                    }
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(tried >= LEAST, "{tried} helps were tried");
}

/// What a help makes of the values.
#[derive(Debug, Default)]
struct Change {
    /// Values that are laid over them.
    set: Vec<String>,
    /// Keys that go.
    removed: Vec<String>,
    /// A part of the text that becomes another.
    replaced: Option<(Range<usize>, String)>,
}

impl Change {
    fn is_nothing(&self) -> bool {
        self.set.is_empty() && self.removed.is_empty() && self.replaced.is_none()
    }
}

/// The changes that a help speaks of, one for each way that it names.
fn changes(help: &str, finding: &Finding, text: &str, place: &dyn Fn(&Finding) -> Option<Range<usize>>) -> Vec<Change> {
    let parts: Vec<&str> = help.split('`').collect();
    let mut all = vec![Change::default()];
    for pair in parts.chunks(2) {
        let [words, code] = pair else { continue };
        // What is left to fill in is no change.
        if code.contains('…') || code.contains('<') {
            return Vec::new();
        }
        if words.contains(" or ") || words.starts_with("or ") {
            all.push(Change::default());
        }
        let verb = words.split_whitespace().rev().find(|word| !matches!(*word, "and" | "with" | "to" | "or" | ","));
        let verb = verb.unwrap_or(if words.trim().is_empty() { "" } else { "and" });
        let Some(change) = all.last_mut() else { continue };
        let is_path = TOPS.iter().any(|top| code.starts_with(top));
        match verb {
            "set" | "write" | "and" | "with" if is_path && code.contains(": ") => change.set.push(nested(code)),
            "remove" if is_path && !code.contains([' ', ':']) => change.removed.push((*code).to_owned()),
            "mean" if finding.rule.id == "values-unknown-key" && !code.contains('.') => {
                change.replaced = place(finding).map(|range| (range, (*code).to_owned()));
            }
            "write" if code.contains(" = ") => {
                change.replaced = place(finding).and_then(|range| assignment(text, range, code));
            }
            _ => {}
        }
    }
    all.retain(|change| !change.is_nothing());
    all
}

/// `a.b.c: value` as maps in maps.
fn nested(code: &str) -> String {
    let (path, value) = code.split_once(": ").expect("a value");
    let mut text = String::new();
    for (depth, key) in path.split('.').enumerate() {
        text.push_str(&format!("{}{key}:\n", "  ".repeat(depth)));
    }
    format!("{} {value}\n", text.trim_end())
}

/// The assignment of the same name in the line of a place.
fn assignment(text: &str, place: Range<usize>, code: &str) -> Option<(Range<usize>, String)> {
    let (name, _) = code.split_once(" = ")?;
    let start = text[..place.start].rfind('\n').map_or(0, |newline| newline + 1);
    let end = text[place.start..].find('\n').map_or(text.len(), |length| place.start + length);
    let line = &text[start..end];
    let at = line.find(name)?;
    let is_assignment = line[at + name.len()..].trim_start().starts_with('=') && line.trim_start().starts_with(name);
    is_assignment.then(|| (start + at..end, code.to_owned()))
}

/// What is wrong with the values that a change makes.
fn problem(change: &Change, text: &str, finding: &Finding, before: &Report) -> Option<String> {
    let mut new = match &change.replaced {
        Some((range, code)) => format!("{}{code}{}", &text[..range.start], &text[range.end..]),
        None => text.to_owned(),
    };
    new = Rewrite { removed: change.removed.clone(), ..Rewrite::default() }.apply(&new);
    let mut layers: Vec<&str> = vec![&new];
    layers.extend(change.set.iter().map(String::as_str));
    let (after, _) = check(&layers);
    if !after.skipped.is_empty() && before.skipped.is_empty() {
        return Some("cannot be rendered".to_owned());
    }
    let essence = |finding: &Finding| (finding.rule.id, finding.diagnostic.title.clone());
    let all = || after.findings.iter().chain(&after.checklist);
    if all().any(|other| essence(other) == essence(finding)) {
        return Some("is found as before".to_owned());
    }
    // A fault of several things that lost one of them is no new one.
    let errors = |report: &Report| -> Vec<&str> {
        let errors = report.findings.iter().filter(|finding| finding.diagnostic.severity == Severity::Error);
        errors.map(|finding| finding.rule.id).collect()
    };
    let (old, mut new) = (errors(before), errors(&after));
    for rule in old {
        new.iter().position(|other| *other == rule).map(|index| new.remove(index));
    }
    (!new.is_empty()).then(|| format!("brings {new:?}"))
}

type PlaceOf = Box<dyn Fn(&Finding) -> Option<Range<usize>>>;

/// What is found in values files, and what gives the place of a finding in the first of them.
fn check(texts: &[&str]) -> (Report, PlaceOf) {
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
    let report = match pipeline::check(request, &checking, &mut sources) {
        Ok(checked) => checked.report,
        Err(problems) => panic!("{problems:?}"),
    };
    let first = report.files.first().copied();
    let place = move |finding: &Finding| {
        let label = finding.diagnostic.labels.iter().find(|label| Some(label.span.source) == first)?;
        Some(label.span.start as usize..label.span.end as usize)
    };
    (report, Box::new(place))
}
