//! Running the rules over a release.

use super::finding::{Fault, Finding};
use super::purpose::Purpose;
use super::registry::{rule, rules};
use super::rule::{Find, Rule};
use super::subject::Subject;
use crate::diagnostic::Diagnostic;

/// Which rules are run.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// The only rules to run; all if there are none.
    pub only: Vec<&'static Rule>,
    /// Rules to leave out.
    pub ignore: Vec<&'static Rule>,
}

impl Settings {
    /// Whether findings of a rule are wanted.
    pub fn includes(&self, rule: &'static Rule) -> bool {
        let is = |other: &&'static Rule| other.id == rule.id;
        (self.only.is_empty() || self.only.iter().any(is)) && !self.ignore.iter().any(is)
    }
}

/// What the rules that apply to a purpose find, rule by rule in the order of the registry.
pub fn run(subject: &Subject<'_>, purpose: Purpose, settings: &Settings) -> Vec<Finding> {
    let mut findings = Vec::new();
    for rule in rules().iter().filter(|rule| purpose.includes(rule.purpose) && settings.includes(rule)) {
        if let Find::Looking(find) = rule.find {
            findings.extend(find(subject).into_iter().map(|fault| fault.under(rule)));
        }
    }
    findings
}

/// What reading, merging or rendering said, as the finding of the rule that has the diagnostic's code.
///
/// # Errors
/// A diagnostic that is no finding: the question itself cannot be answered.
pub fn from_diagnostic(diagnostic: Diagnostic) -> Result<Finding, Diagnostic> {
    match rule(diagnostic.code) {
        None => Err(diagnostic),
        Some(rule) => {
            let Diagnostic { title, labels, notes, help, .. } = diagnostic;
            Ok(Fault { title, labels, notes, help, place: None }.under(rule))
        }
    }
}
