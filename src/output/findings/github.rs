//! Findings as workflow commands of GitHub Actions, which show them beside the lines of a pull request.

use super::document::{Findings, Shown};
use super::place::{file_name, others, region, said_at, seen_in};
use super::summary::{SEVERITIES, counted, summary};
use crate::diagnostic::Severity;
use crate::output::printable::printable;

/// How many annotations of one kind GitHub shows for a step.
const SHOWN: usize = 10;

/// One command a finding, and lines of plain text at the end.
pub(super) fn draw(findings: &Findings) -> String {
    let mut text: String = findings.all().map(command).collect();
    for severity in SEVERITIES.into_iter().filter(|severity| findings.count(*severity) > SHOWN) {
        let counted = counted(findings, severity).unwrap_or_default();
        text.push_str(&format!("{counted}: GitHub shows {SHOWN} of them beside the code, this log has all\n"));
    }
    text.push_str(&summary(findings));
    text.push('\n');
    text
}

fn command(shown: &Shown) -> String {
    let name = match shown.severity() {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Advice => "notice",
    };
    let title = format!("title={}", property(shown.finding.rule.id));
    let properties: Vec<String> = place(shown).into_iter().chain([title]).collect();
    format!("::{name} {}::{}\n", properties.join(","), message_data(&message(shown)))
}

/// Where the command points; what stands in no values file has no place that GitHub could show.
fn place(shown: &Shown) -> Vec<String> {
    let texts = shown.texts;
    let Some(label) = shown.in_file() else { return Vec::new() };
    let region = region(label, texts);
    let (line, column) = (region.start.line, region.start.column);
    let mut place = vec![
        format!("file={}", property(file_name(label.span.source, texts))),
        format!("line={line}"),
        format!("endLine={}", region.end.line),
        format!("col={column}"),
    ];
    // The last column counts in.
    place.push(format!("endColumn={}", region.end.column.saturating_sub(1).max(column)));
    place
}

fn message(shown: &Shown) -> String {
    let Shown { finding, texts, .. } = *shown;
    let diagnostic = &finding.diagnostic;
    let primary = shown.in_file();
    let own = primary.map(|label| label.text.clone()).filter(|text| !text.is_empty());
    let places = others(finding, primary).map(|label| said_at(label, texts));
    let notes = diagnostic.notes.iter().map(|note| format!("note: {}", of_lines(note)));
    let object = finding.place.as_ref().map(seen_in);
    let help = diagnostic.help.iter().map(|help| format!("help: {}", of_lines(help)));
    let one_line = |line: String| printable(&line).into_owned();
    let first = std::iter::once(diagnostic.title.clone()).chain(own).chain(places).map(one_line);
    let lines = first.chain(notes).chain(object.map(one_line)).chain(help);
    lines.collect::<Vec<_>>().join("\n")
}

/// What there is to say and to type may have several lines.
fn of_lines(text: &str) -> String {
    text.split('\n').map(printable).collect::<Vec<_>>().join("\n")
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
