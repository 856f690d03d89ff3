//! Findings for people: each drawn with its lines, and a count at the end.

use super::document::{Findings, Shown};
use super::place::seen_in;
use super::summary::summary;
use crate::check::Finding;
use crate::diagnostic::Diagnostic;
use crate::output::draw as draw_diagnostic;

pub(super) fn draw(findings: &Findings, is_coloured: bool) -> String {
    let mut text = String::new();
    for shown in findings.all() {
        text.push_str(&draw_finding(shown, is_coloured));
        text.push_str("\n\n");
    }
    text.push_str(&summary(findings));
    text.push('\n');
    text
}

/// The finding with its lines and the object that it shows in, without a newline at its end.
pub(super) fn draw_finding(shown: &Shown, is_coloured: bool) -> String {
    draw_diagnostic(&whole(shown.finding), shown.texts, is_coloured)
}

fn whole(finding: &Finding) -> Diagnostic {
    let diagnostic = finding.diagnostic.clone();
    match &finding.place {
        Some(place) => diagnostic.note(seen_in(place)),
        None => diagnostic,
    }
}
