//! Findings for people: each drawn with its lines, and a count at the end.

use crate::check::{Finding, Place};
use crate::diagnostic::{Diagnostic, Severity};
use crate::output::draw as draw_diagnostic;
use crate::source::Sources;

pub(super) fn draw(findings: &[Finding], sources: &Sources, is_coloured: bool) -> String {
    let mut text = String::new();
    for finding in findings {
        text.push_str(&draw_diagnostic(&whole(finding), sources, is_coloured));
        text.push_str("\n\n");
    }
    text.push_str(&summary(findings));
    text.push('\n');
    text
}

/// The diagnostic with the object that it shows in.
fn whole(finding: &Finding) -> Diagnostic {
    let diagnostic = finding.diagnostic.clone();
    match &finding.place {
        Some(place) => diagnostic.note(object(place)),
        None => diagnostic,
    }
}

/// The object and the path in it: `in Service vault, at spec.ports[0]`.
pub(super) fn object(place: &Place) -> String {
    let Place { object, path } = place;
    let at = if path.is_empty() { String::new() } else { format!(", at `{path}`") };
    format!("seen in {} {}{at}", object.kind, object.name)
}

/// `2 errors, 1 warning`, or that nothing was found.
pub(super) fn summary(findings: &[Finding]) -> String {
    let counts = [Severity::Error, Severity::Warning, Severity::Advice].map(|severity| {
        let count = findings.iter().filter(|finding| finding.diagnostic.severity == severity).count();
        let plural = if count == 1 || severity == Severity::Advice { "" } else { "s" };
        (count > 0).then(|| format!("{count} {}{plural}", severity.word()))
    });
    let counts: Vec<String> = counts.into_iter().flatten().collect();
    if counts.is_empty() { "nothing found".to_owned() } else { counts.join(", ") }
}
