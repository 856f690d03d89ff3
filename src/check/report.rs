//! What came out of a run of the rules, and which of them were run.

use super::finding::Finding;
use super::purpose::Purpose;
use super::registry::rules;
use super::rule::{Find, Rule};
use super::run::Settings;
use crate::diagnostic::Severity;
use crate::source::SourceId;

/// What a check found, with all that views say of the run.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// What was found, the worst first, then by place.
    pub findings: Vec<Finding>,
    /// How many findings comments in the values silenced.
    pub ignored: usize,
    /// The rules that were run, in the order of the registry.
    pub rules: Vec<&'static Rule>,
    /// The rules that were to be run and could not, as the values give no objects.
    pub skipped: Vec<&'static Rule>,
    /// The values files, the lowest in precedence first: what else has a place is a flag or built in.
    pub files: Vec<SourceId>,
}

impl Report {
    /// A report of a run that has found nothing yet. Without objects there is nothing for most rules to look at.
    pub fn new(settings: &Settings, purpose: Purpose, has_objects: bool) -> Self {
        let wanted = rules().iter().copied().filter(|rule| settings.runs(rule, purpose));
        let (rules, skipped) = wanted.partition(|rule| has_objects || matches!(rule.find, Find::Reading));
        Self { rules, skipped, ..Self::default() }
    }

    /// Whether a rule was run.
    pub fn has_run(&self, rule: &Rule) -> bool {
        self.rules.iter().any(|run| run.id == rule.id)
    }

    /// How many findings have a severity.
    pub fn count(&self, severity: Severity) -> usize {
        self.findings.iter().filter(|finding| finding.diagnostic.severity == severity).count()
    }
}
