//! All findings in one line.

use crate::check::Report;
use crate::diagnostic::Severity;

/// The severities, the worst first.
pub(super) const SEVERITIES: [Severity; 3] = [Severity::Error, Severity::Warning, Severity::Advice];

/// `2 errors, 1 warning (1 ignored)`, or that nothing was found and by how many rules; and what was not looked at.
pub(super) fn summary(report: &Report) -> String {
    let counts: Vec<String> = SEVERITIES.into_iter().filter_map(|severity| counted(report, severity)).collect();
    let found =
        if counts.is_empty() { format!("nothing found by {}", rules(report.rules.len())) } else { counts.join(", ") };
    let ignored = if report.ignored > 0 { format!(" ({} ignored)", report.ignored) } else { String::new() };
    let skipped = match report.skipped.len() {
        0 => String::new(),
        count => format!("; {} cannot look before the values are mended", rules(count)),
    };
    format!("{found}{ignored}{skipped}")
}

/// `2 errors`; nothing if there are none.
pub(super) fn counted(report: &Report, severity: Severity) -> Option<String> {
    let count = report.count(severity);
    let plural = if count == 1 || severity == Severity::Advice { "" } else { "s" };
    (count > 0).then(|| format!("{count} {}{plural}", severity.word()))
}

fn rules(count: usize) -> String {
    if count == 1 { "1 rule".to_owned() } else { format!("{count} rules") }
}
