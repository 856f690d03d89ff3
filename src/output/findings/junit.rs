//! Findings as a JUnit report: a test case a rule that was run, which fails if it found something.

use super::place::{in_file, region};
use super::text::draw_finding;
use crate::check::{Finding, Report, Rule};
use crate::output::printable::printable;
use crate::source::Sources;

/// The name of the one suite, and of the class of all of its cases.
const SUITE: &str = "vaultchart check";

/// Draws the report.
pub(super) fn draw(report: &Report, sources: &Sources) -> String {
    let rules = report.rules.iter().map(|rule| ran(rule, report, sources));
    let skipped = report.skipped.iter().map(|rule| not_run(rule));
    let failed = report.rules.iter().filter(|rule| findings_of(rule, report).next().is_some()).count();
    let counts = format!(
        "tests=\"{}\" failures=\"{failed}\" errors=\"0\" skipped=\"{}\" time=\"0\"",
        report.rules.len() + report.skipped.len(),
        report.skipped.len()
    );
    let cases: String = rules.chain(skipped).collect();
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"{SUITE}\" {counts}>\n  \
         <testsuite name=\"{SUITE}\" {counts}>\n{cases}  </testsuite>\n</testsuites>\n"
    )
}

fn findings_of<'r>(rule: &Rule, report: &'r Report) -> impl Iterator<Item = &'r Finding> {
    let id = rule.id;
    report.findings.iter().filter(move |finding| finding.rule.id == id)
}

fn start(rule: &Rule) -> String {
    format!("    <testcase classname=\"{SUITE}\" name=\"{}\" time=\"0\"", escaped(rule.id))
}

fn ran(rule: &Rule, report: &Report, sources: &Sources) -> String {
    let findings: Vec<&Finding> = findings_of(rule, report).collect();
    let Some(first) = findings.first() else { return format!("{}/>\n", start(rule)) };
    // Many readers take in one failure a case only, so that all findings of a rule share one.
    let further = match findings.len() - 1 {
        0 => String::new(),
        count => format!(" (and {count} more)"),
    };
    let message = escaped(&format!("{}{further}", printable(&first.diagnostic.title)));
    let drawn: Vec<String> = findings.iter().map(|finding| draw_finding(finding, sources, false)).collect();
    format!(
        "{}{}>\n      <failure type=\"{}\" message=\"{message}\">{}</failure>\n    </testcase>\n",
        start(rule),
        place(first, report, sources),
        first.diagnostic.severity.word(),
        escaped(&drawn.join("\n\n"))
    )
}

fn place(finding: &Finding, report: &Report, sources: &Sources) -> String {
    let Some(label) = in_file(finding, report) else { return String::new() };
    let line = region(label, sources).start.line;
    format!(" file=\"{}\" line=\"{line}\"", escaped(sources.name(label.span.source)))
}

fn not_run(rule: &Rule) -> String {
    let why = "cannot look before the values are mended";
    format!("{}>\n      <skipped message=\"{why}\"/>\n    </testcase>\n", start(rule))
}

/// Writes text as content or as an attribute. Characters that XML has no form for are left out.
fn escaped(text: &str) -> String {
    let mut shown = String::with_capacity(text.len() + 8);
    for character in text.chars() {
        match character {
            '&' => shown.push_str("&amp;"),
            '<' => shown.push_str("&lt;"),
            '>' => shown.push_str("&gt;"),
            '"' => shown.push_str("&quot;"),
            '\n' | '\t' => shown.push(character),
            '\u{fffe}' | '\u{ffff}' => {}
            other if other.is_control() => {}
            other => shown.push(other),
        }
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_text_is_markup_or_no_character_of_xml() {
        assert_eq!(escaped("<a b=\"c\">&\u{1b}[1m\u{0}\u{ffff}\n"), "&lt;a b=&quot;c&quot;&gt;&amp;[1m\n");
    }
}
