//! Findings as workflow commands of GitHub Actions, which show them beside the lines of a pull request.

use super::place::{file_name, in_file, others, region, said_at, seen_in};
use super::summary::{SEVERITIES, counted, summary};
use crate::check::{Finding, Report};
use crate::diagnostic::Severity;
use crate::output::printable::printable;
use crate::source::Sources;

/// How many annotations of one kind GitHub shows for a step.
const SHOWN: usize = 10;

/// One command a finding, and lines of plain text at the end.
pub(super) fn draw(report: &Report, sources: &Sources) -> String {
    let mut text: String = report.findings.iter().map(|finding| command(finding, report, sources)).collect();
    for severity in SEVERITIES.into_iter().filter(|severity| report.count(*severity) > SHOWN) {
        let counted = counted(report, severity).unwrap_or_default();
        text.push_str(&format!("{counted}: GitHub shows {SHOWN} of them beside the code, this log has all\n"));
    }
    text.push_str(&summary(report));
    text.push('\n');
    text
}

fn command(finding: &Finding, report: &Report, sources: &Sources) -> String {
    let name = match finding.diagnostic.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Advice => "notice",
    };
    let title = format!("title={}", property(finding.rule.id));
    let properties: Vec<String> = place(finding, report, sources).into_iter().chain([title]).collect();
    format!("::{name} {}::{}\n", properties.join(","), message_data(&message(finding, report, sources)))
}

/// Where the command points; what stands in no values file has no place that GitHub could show.
fn place(finding: &Finding, report: &Report, sources: &Sources) -> Vec<String> {
    let Some(label) = in_file(finding, report) else { return Vec::new() };
    let region = region(label, sources);
    let (line, column) = (region.start.line, region.start.column);
    let mut place = vec![
        format!("file={}", property(file_name(label.span.source, sources))),
        format!("line={line}"),
        format!("endLine={}", region.end.line),
        format!("col={column}"),
    ];
    // The last column counts in.
    place.push(format!("endColumn={}", region.end.column.saturating_sub(1).max(column)));
    place
}

fn message(finding: &Finding, report: &Report, sources: &Sources) -> String {
    let diagnostic = &finding.diagnostic;
    let primary = in_file(finding, report);
    let own = primary.map(|label| label.text.clone()).filter(|text| !text.is_empty());
    let places = others(finding, primary).map(|label| said_at(label, sources));
    let notes = diagnostic.notes.iter().map(|note| format!("note: {note}"));
    let object = finding.place.as_ref().map(seen_in);
    let help = diagnostic.help.iter().map(|help| format!("help: {help}"));
    let rest = own.into_iter().chain(places).chain(notes).chain(object).chain(help);
    let lines = std::iter::once(diagnostic.title.clone()).chain(rest);
    lines.map(|line| printable(&line).into_owned()).collect::<Vec<_>>().join("\n")
}

/// Writes the text behind the second `::`.
fn message_data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// Writes the value of a property.
fn property(text: &str) -> String {
    message_data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_text_ends_a_command_or_a_property() {
        assert_eq!(message_data("50 %\r\n::error::x"), "50 %25%0D%0A::error::x");
        assert_eq!(property("a,b:c\n%"), "a%2Cb%3Ac%0A%25");
    }
}
