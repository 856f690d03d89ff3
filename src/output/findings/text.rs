//! Findings for people: each drawn with its lines, and a count at the end.

use super::place::seen_in;
use super::summary::summary;
use crate::check::{Finding, Report};
use crate::diagnostic::Diagnostic;
use crate::output::draw as draw_diagnostic;
use crate::source::Sources;

pub(super) fn draw(report: &Report, sources: &Sources, is_coloured: bool) -> String {
    let mut text = String::new();
    for finding in &report.findings {
        text.push_str(&draw_finding(finding, sources, is_coloured));
        text.push_str("\n\n");
    }
    text.push_str(&summary(report));
    text.push('\n');
    text
}

/// The finding with its lines and the object that it shows in, without a newline at its end.
pub(super) fn draw_finding(finding: &Finding, sources: &Sources, is_coloured: bool) -> String {
    draw_diagnostic(&whole(finding), sources, is_coloured)
}

fn whole(finding: &Finding) -> Diagnostic {
    let diagnostic = finding.diagnostic.clone();
    match &finding.place {
        Some(place) => diagnostic.note(seen_in(place)),
        None => diagnostic,
    }
}
