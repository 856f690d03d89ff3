//! Findings that the user does not want to hear of, with the reason: `# vaultchart: ignore[rule] because …`.
//!
//! The comment stands on the line that a finding points at, or alone on the line above. It is found in the text, so it
//! works inside a block of Vault's configuration as well.

use std::collections::HashMap;

use super::finding::{Fault, Finding};
use super::registry::rule;
use super::report::Report;
use super::rules::IGNORE_COMMENT;
use crate::diagnostic::Label;
use crate::source::{SourceId, Sources, Span};
use crate::values::nearest;

const MARK: &str = "vaultchart: ignore";
const NOTHING_FOUND: &str = "nothing here is reported by `";

/// One comment.
struct Silence {
    span: Span,
    /// The line that it speaks of, from 1.
    line: usize,
    rules: Vec<String>,
    has_reason: bool,
    was_used: bool,
}

/// Drops the findings of a report that comments in its files silence, and counts them. What is wrong with a comment is
/// a finding as well, and so is one that silences nothing though its rules were run.
pub fn silence(report: &mut Report, sources: &Sources) {
    let mut silences: Vec<Silence> = report.files.iter().flat_map(|source| comments(*source, sources)).collect();
    let mut at: HashMap<(SourceId, usize), Vec<usize>> = HashMap::new();
    for (index, silence) in silences.iter().enumerate() {
        at.entry((silence.span.source, silence.line)).or_default().push(index);
    }
    let found = report.findings.len();
    report.findings.retain(|finding| !is_silenced(finding, &mut silences, &at, sources));
    report.ignored += found - report.findings.len();
    if report.has_run(&IGNORE_COMMENT) {
        let wrong: Vec<Fault> = silences.iter().filter_map(|silence| fault(silence, report)).collect();
        report.findings.extend(wrong.into_iter().map(|fault| fault.under(&IGNORE_COMMENT)));
    }
}

/// Whether a finding says that a comment silences nothing: among several releases, one that needs it is enough.
pub fn is_unused_comment(finding: &Finding) -> bool {
    finding.rule.id == IGNORE_COMMENT.id && finding.diagnostic.title.starts_with(NOTHING_FOUND)
}

fn is_silenced(
    finding: &Finding,
    silences: &mut [Silence],
    at: &HashMap<(SourceId, usize), Vec<usize>>,
    sources: &Sources,
) -> bool {
    let spans = finding.diagnostic.labels.iter().map(|label| label.span);
    let of_lines = spans.filter_map(|span| at.get(&(span.source, sources.place(span).line))).flatten();
    let fits = |silence: &Silence| silence.has_reason && silence.rules.iter().any(|name| name == finding.rule.id);
    let first = of_lines.copied().filter(|index| silences.get(*index).is_some_and(fits)).min();
    match first.and_then(|index| silences.get_mut(index)) {
        Some(silence) => {
            silence.was_used = true;
            true
        }
        None => false,
    }
}

fn fault(silence: &Silence, report: &Report) -> Option<Fault> {
    let label = |text: &str| Label::new(silence.span, text);
    if let Some(unknown) = silence.rules.iter().find(|name| rule(name).is_none()) {
        let fault = Fault::new(format!("there is no rule `{unknown}` to ignore")).at(label("silences nothing"));
        let known = super::registry::rules().iter().map(|rule| rule.id);
        return Some(match nearest(unknown, known) {
            Some(known) => fault.help(format!("did you mean `{known}`?")),
            None => fault.help("`vaultchart check --list` names all rules"),
        });
    }
    if silence.rules.is_empty() || !silence.has_reason {
        let fault = Fault::new("a comment that ignores a finding needs the rule and a reason").at(label("is ignored"));
        return Some(fault.help("write `# vaultchart: ignore[rule] because …`"));
    }
    let were_run = silence.rules.iter().all(|name| report.rules.iter().any(|rule| rule.id == name));
    let unused = were_run && !silence.was_used;
    unused.then(|| {
        Fault::new(format!("{NOTHING_FOUND}{}`", silence.rules.join("`, `")))
            .at(label("silences nothing"))
            .help("remove the comment")
    })
}

fn comments(source: SourceId, sources: &Sources) -> Vec<Silence> {
    let text = sources.text(source);
    let mut found = Vec::new();
    let mut offset = 0;
    for (index, line) in text.split_inclusive('\n').enumerate() {
        if let Some((start, comment)) = comment(line) {
            let span = Span::new(source, offset + start, offset + start + comment.len());
            let is_alone = line.get(..start).is_some_and(|before| before.trim().is_empty());
            found.push(read(comment, span, index + if is_alone { 2 } else { 1 }));
        }
        offset += line.len();
    }
    found
}

/// The comment from its `#` on, and where in the line it starts.
fn comment(line: &str) -> Option<(usize, &str)> {
    let mark = line.find(MARK)?;
    let before = line.get(..mark)?;
    let start = before.trim_end().strip_suffix('#')?.len();
    Some((start, line.get(start..)?.trim_end()))
}

fn read(comment: &str, span: Span, line: usize) -> Silence {
    let rest = comment.split_once(MARK).map_or("", |(_, rest)| rest);
    let (rules, reason) = rest.strip_prefix('[').and_then(|rest| rest.split_once(']')).unwrap_or(("", ""));
    let reason = reason.trim_start().strip_prefix("because").map_or("", str::trim);
    let rules = rules.split(',').map(str::trim).filter(|name| !name.is_empty()).map(str::to_owned).collect();
    Silence { span, line, rules, has_reason: !reason.is_empty(), was_used: false }
}
