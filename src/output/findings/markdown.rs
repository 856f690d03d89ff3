//! Findings as a comment on a pull request: a table a severity, folded below the errors. Of a fleet, a table of the
//! files stands above.

use super::document::{FileOfFleet, Findings, Shown};
use super::place::{others, said_at, seen_in, spot};
use super::summary::{SEVERITIES, counted, summary};
use crate::check::Finding;
use crate::diagnostic::Severity;
use crate::output::printable::{code_span, prose, prose_with_code};

/// What GitHub takes in a comment, in bytes, with some room for what others add.
const LIMIT: usize = 60_000;
/// The part of it that the table of the files may fill.
const FILES_LIMIT: usize = 15_000;
/// How many files are shown without a fold.
const OPEN_FILES: usize = 30;

/// Draws the page.
pub(super) fn draw(findings: &Findings) -> String {
    let mut text = format!("**vaultchart check: {}**\n", prose(&summary(findings)));
    text.push_str(&files(findings));
    for severity in SEVERITIES {
        text.push_str(&fold(severity, findings, LIMIT.saturating_sub(text.len())));
    }
    text
}

/// How many findings each file of a fleet has, with those that others have as well; one without any takes no room.
fn files(findings: &Findings) -> String {
    let rows: Vec<String> = findings.files().filter_map(|(file, _)| file_row(file)).collect();
    if rows.is_empty() {
        return String::new();
    }
    let mut text = "\n| file | errors | warnings | advice |\n| --- | --- | --- | --- |\n".to_owned();
    for (shown, row) in rows.iter().enumerate() {
        if text.len() + row.len() > FILES_LIMIT {
            text.push_str(&format!("| and {} more | | | |\n", rows.len() - shown));
            break;
        }
        text.push_str(row);
    }
    match rows.len() {
        0..=OPEN_FILES => text,
        count => format!("\n<details><summary>{count} files</summary>\n{text}\n</details>\n"),
    }
}

fn file_row(file: &FileOfFleet) -> Option<String> {
    let counts = file.counts.map(|count| if count == 0 { String::new() } else { count.to_string() });
    let has_any = counts.iter().any(|count| !count.is_empty());
    has_any.then(|| format!("| {} | {} |\n", code_span(file.name), counts.join(" | ")))
}

fn fold(severity: Severity, findings: &Findings, room: usize) -> String {
    let Some(counted) = counted(findings, severity) else { return String::new() };
    let open = if severity == Severity::Error { " open" } else { "" };
    let mut text = format!("\n<details{open}><summary>{counted}</summary>\n\n{HEAD}");
    let rows = findings.all().filter(|shown| shown.severity() == severity);
    let rows: Vec<String> = rows.map(row).collect();
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

fn row(shown: &Shown) -> String {
    let Shown { finding, texts, .. } = *shown;
    let diagnostic = &finding.diagnostic;
    let primary = diagnostic.labels.first();
    let place = primary.map(|label| code_span(&spot(label, texts))).unwrap_or_default();
    let own = primary.map(|label| label.text.clone()).filter(|text| !text.is_empty());
    let places = others(finding, primary).map(|label| said_at(label, texts));
    let object = finding.place.as_ref().map(seen_in);
    let one_line = |line: String| prose_with_code(&line);
    let first = std::iter::once(diagnostic.title.clone()).chain(own).chain(places).map(one_line);
    let notes = diagnostic.notes.iter().flat_map(|note| of_lines(note));
    let what = cell(first.chain(notes).chain(object.map(one_line)));
    // What the rule says in general is better than nothing.
    let general = diagnostic.help.is_empty().then_some(finding.rule.fix);
    let help = cell(diagnostic.help.iter().map(String::as_str).chain(general).flat_map(of_lines));
    format!("| {} | {place} | {what} | {help} |\n", rule(finding))
}

/// The name of the rule, with the page that says more.
fn rule(finding: &Finding) -> String {
    let name = code_span(finding.rule.id);
    finding.rule.link.map_or(name.clone(), |link| format!("[{name}]({link})"))
}

/// What there is to say and to type may have several lines.
fn of_lines(text: &str) -> impl Iterator<Item = String> {
    text.split('\n').map(prose_with_code)
}

fn cell(lines: impl Iterator<Item = String>) -> String {
    lines.collect::<Vec<_>>().join("<br>")
}
