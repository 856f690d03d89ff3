//! Running the rules over a release.

use super::finding::{Fault, Finding};
use super::purpose::Purpose;
use super::registry::rule;
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
    pub fn includes(&self, rule: &Rule) -> bool {
        (self.only.is_empty() || self.asks_for(rule)) && !self.ignore.iter().any(|other| other.id == rule.id)
    }

    /// Whether a rule is run on a release of a purpose: one that is asked for by name is, whatever the purpose.
    pub fn runs(&self, rule: &Rule, purpose: Purpose) -> bool {
        self.includes(rule) && (purpose.includes(rule.purpose) || self.asks_for(rule))
    }

    /// Whether a rule was asked for by name.
    pub fn asks_for(&self, rule: &Rule) -> bool {
        self.only.iter().any(|other| other.id == rule.id)
    }
}

/// What rules find, rule by rule.
pub fn run(subject: &Subject<'_>, rules: &[&'static Rule]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for rule in rules {
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
            Ok(Fault { title, labels, notes, help, place: None, severity: None }.under(rule))
        }
    }
}
