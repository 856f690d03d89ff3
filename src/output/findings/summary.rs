//! All findings in one line.

use super::document::Findings;
use crate::diagnostic::Severity;

/// The severities, the worst first.
pub(super) const SEVERITIES: [Severity; 3] = [Severity::Error, Severity::Warning, Severity::Advice];

/// `2 errors, 1 warning (1 ignored)`, or that nothing was found and by how many rules; and what was not looked at.
pub(super) fn summary(findings: &Findings) -> String {
    let counts: Vec<String> = SEVERITIES.into_iter().filter_map(|severity| counted(findings, severity)).collect();
    let found =
        if counts.is_empty() { format!("nothing found by {}", rules(findings.rules.len())) } else { counts.join(", ") };
    let ignored = if findings.ignored > 0 { format!(" ({} ignored)", findings.ignored) } else { String::new() };
    let skipped = match (findings.skipped.len(), findings.files().filter(|(_, of)| !of.skipped.is_empty()).count()) {
        (0, _) => String::new(),
        (count, 0) => format!("; {} skipped until the values errors are fixed", rules(count)),
        (count, unread) => format!("; {} skipped in {} until the values errors are fixed", rules(count), files(unread)),
    };
    let over = if findings.is_fleet { format!("{}: ", files(findings.files().count())) } else { String::new() };
    let open = match findings.open {
        0 => String::new(),
        count => format!("; checklist: {count} open (`vaultchart check --checklist`)"),
    };
    let known = match findings.known {
        None | Some(0) => String::new(),
        Some(count) => format!("; {count} in the baseline"),
    };
    format!("{over}{found}{ignored}{known}{skipped}{open}")
}

/// `2 errors`; nothing if there are none.
pub(super) fn counted(findings: &Findings, severity: Severity) -> Option<String> {
    let count = findings.count(severity);
    let plural = if count == 1 || severity == Severity::Advice { "" } else { "s" };
    (count > 0).then(|| format!("{count} {}{plural}", severity.word()))
}

fn files(count: usize) -> String {
    if count == 1 { "1 file".to_owned() } else { format!("{count} files") }
}

fn rules(count: usize) -> String {
    if count == 1 { "1 rule".to_owned() } else { format!("{count} rules") }
}
