//! Findings as a comment on a pull request: a table a severity, folded below the errors.

use super::place::{others, said_at, seen_in, spot};
use super::summary::{SEVERITIES, counted, summary};
use crate::check::{Finding, Report};
use crate::diagnostic::Severity;
use crate::output::printable::{code_span, prose, prose_with_code};
use crate::source::Sources;

/// What GitHub takes in a comment, in bytes, with some room for what others add.
const LIMIT: usize = 60_000;

/// Draws the page.
pub(super) fn draw(report: &Report, sources: &Sources) -> String {
    let mut text = format!("**vaultchart check: {}**\n", prose(&summary(report)));
    for severity in SEVERITIES {
        text.push_str(&fold(severity, report, sources, LIMIT.saturating_sub(text.len())));
    }
    text
}

fn fold(severity: Severity, report: &Report, sources: &Sources, room: usize) -> String {
    let Some(counted) = counted(report, severity) else { return String::new() };
    let open = if severity == Severity::Error { " open" } else { "" };
    let mut text = format!("\n<details{open}><summary>{counted}</summary>\n\n{HEAD}");
    let rows = report.findings.iter().filter(|finding| finding.diagnostic.severity == severity);
    let rows: Vec<String> = rows.map(|finding| row(finding, sources)).collect();
    for (shown, row) in rows.iter().enumerate() {
        if text.len() + row.len() > room {
            text.push_str(&format!("| | | and {} more | |\n", rows.len() - shown));
            break;
        }
        text.push_str(row);
    }
    text.push_str("\n</details>\n");
    text
}

const HEAD: &str = "| rule | place | what is wrong | what to do |\n| --- | --- | --- | --- |\n";

fn row(finding: &Finding, sources: &Sources) -> String {
    let diagnostic = &finding.diagnostic;
    let primary = diagnostic.labels.first();
    let place = primary.map(|label| code_span(&spot(label, sources))).unwrap_or_default();
    let own = primary.map(|label| label.text.clone()).filter(|text| !text.is_empty());
    let places = others(finding, primary).map(|label| said_at(label, sources));
    let object = finding.place.as_ref().map(seen_in);
    let notes = own.into_iter().chain(places).chain(diagnostic.notes.iter().cloned()).chain(object);
    let what = cell(std::iter::once(diagnostic.title.clone()).chain(notes));
    // What the rule says in general is better than nothing.
    let general = diagnostic.help.is_empty().then(|| finding.rule.fix.to_owned());
    let help = cell(diagnostic.help.iter().cloned().chain(general));
    format!("| {} | {place} | {what} | {help} |\n", rule(finding))
}

/// The name of the rule, with the page that says more.
fn rule(finding: &Finding) -> String {
    let name = code_span(finding.rule.id);
    finding.rule.link.map_or(name.clone(), |link| format!("[{name}]({link})"))
}

fn cell(lines: impl Iterator<Item = String>) -> String {
    lines.map(|line| prose_with_code(&line)).collect::<Vec<_>>().join("<br>")
}
