//! Findings as a JUnit report: a test case a rule that was run, which fails if it found something that fails the run.
//! Each file of a fleet is a suite of its own, and so is what several files have in common.

use super::document::{Findings, Section, Shown};
use super::place::region;
use super::text::draw_finding;
use crate::check::Rule;
use crate::diagnostic::Severity;
use crate::output::printable::printable;

/// The name of the whole, and of the suite of what is about no file of a fleet.
const SUITE: &str = "vaultchart check";

/// Draws the report.
pub(super) fn draw(findings: &Findings, fails: Option<Severity>) -> String {
    let counts: Vec<Counts> = findings.sections.iter().map(|section| Counts::of(section, fails)).collect();
    let all = counts.iter().fold(Counts::default(), Counts::and);
    let mut text =
        format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"{SUITE}\" {}>\n", all.attributes());
    text.extend(findings.sections.iter().zip(&counts).map(|(section, counts)| suite(section, counts, fails)));
    text.push_str("</testsuites>\n");
    text
}

/// How many cases there are.
#[derive(Default)]
struct Counts {
    all: usize,
    failed: usize,
    skipped: usize,
}

impl Counts {
    fn of(section: &Section, fails: Option<Severity>) -> Self {
        let has_failed = |rule: &&&Rule| found_by(rule, section).any(|shown| is_failure(shown, fails));
        let failed = section.rules.iter().filter(has_failed).count();
        let skipped = section.skipped.len();
        Self { all: section.rules.len() + skipped, failed, skipped }
    }

    fn and(self, other: &Self) -> Self {
        let Self { all, failed, skipped } = other;
        Self { all: self.all + all, failed: self.failed + failed, skipped: self.skipped + skipped }
    }

    fn attributes(&self) -> String {
        let Self { all, failed, skipped } = self;
        format!("tests=\"{all}\" failures=\"{failed}\" errors=\"0\" skipped=\"{skipped}\" time=\"0\"")
    }
}

/// Whether a finding fails the run.
fn is_failure(shown: &Shown, fails: Option<Severity>) -> bool {
    fails.is_some_and(|worst| shown.severity() <= worst)
}

fn suite(section: &Section, counts: &Counts, fails: Option<Severity>) -> String {
    let name = escaped(&printable(section.file.map_or(SUITE, |file| file.name)));
    let ran = section.rules.iter().map(|rule| ran(rule, section, &name, fails));
    let skipped = section.skipped.iter().map(|rule| not_run(rule, &name));
    let cases: String = ran.chain(skipped).collect();
    format!("  <testsuite name=\"{name}\" {}>\n{cases}  </testsuite>\n", counts.attributes())
}

fn found_by<'s>(rule: &Rule, section: &'s Section) -> impl Iterator<Item = &'s Shown<'s>> {
    let id = rule.id;
    section.findings.iter().filter(move |shown| shown.finding.rule.id == id)
}

fn start(rule: &Rule, class: &str) -> String {
    format!("    <testcase classname=\"{class}\" name=\"{}\" time=\"0\"", escaped(rule.id))
}

fn ran(rule: &Rule, section: &Section, class: &str, fails: Option<Severity>) -> String {
    let found: Vec<&Shown> = found_by(rule, section).collect();
    let Some(first) = found.first() else { return format!("{}/>\n", start(rule, class)) };
    // Many readers take in one failure a case only, so that all findings of a rule share one.
    let further = match found.len() - 1 {
        0 => String::new(),
        count => format!(" (and {count} more)"),
    };
    let message = escaped(&format!("{}{further}", printable(&first.finding.diagnostic.title)));
    let drawn: Vec<String> = found.iter().map(|shown| draw_finding(shown, false)).collect();
    // What does not fail the run is said, and counted as passed.
    if !found.iter().any(|shown| is_failure(shown, fails)) {
        let (start, place, drawn) = (start(rule, class), place(first), escaped(&drawn.join("\n\n")));
        return format!("{start}{place}>\n      <system-out>{drawn}</system-out>\n    </testcase>\n");
    }
    format!(
        "{}{}>\n      <failure type=\"{}\" message=\"{message}\">{}</failure>\n    </testcase>\n",
        start(rule, class),
        place(first),
        first.severity().word(),
        escaped(&drawn.join("\n\n"))
    )
}

fn place(shown: &Shown) -> String {
    let Some(label) = shown.in_file() else { return String::new() };
    let line = region(label, shown.texts).start.line;
    // Readers of XML take a line break in an attribute for a blank.
    let file = escaped(shown.texts.name(label.span.source)).replace('\n', "&#10;");
    format!(" file=\"{file}\" line=\"{line}\"")
}

fn not_run(rule: &Rule, class: &str) -> String {
    let why = "skipped until the values errors are fixed";
    format!("{}>\n      <skipped message=\"{why}\"/>\n    </testcase>\n", start(rule, class))
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
