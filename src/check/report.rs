//! What came out of a run of the rules, and which of them were run.

use std::collections::HashMap;

use super::certificate::WantedCertificate;
use super::finding::Finding;
use super::purpose::Purpose;
use super::registry::rules;
use super::rule::{Find, Rule};
use super::run::Settings;
use crate::diagnostic::{Diagnostic, Severity};
use crate::secrets::Veil;
use crate::source::{SourceId, Sources, Span};

/// The rules that need objects alone, and neither values nor the configuration of Vault.
pub const OF_OBJECTS: [&str; 28] = [
    "ignore-comment",
    "kubernetes-api",
    "kubernetes-type",
    "kubernetes-content",
    "reference-secret",
    "reference-config-map",
    "reference-volume-claim",
    "reference-service-account",
    "reference-role",
    "reference-service",
    "reference-workload",
    "reference-key",
    "reference-port",
    "reference-selector",
    "reference-volume",
    "reference-duplicate",
    "selector-own-pods",
    "env-duplicate",
    "env-reference",
    "budget-blocks-drain",
    "image-invalid",
    "image-floating",
    "privileged",
    "host-path",
    "load-balancer-open",
    "node-port",
    "node-port-range",
    "image-capability",
];

/// The most findings of one rule that are reported one by one: nobody reads more, and each is drawn with its lines.
pub(crate) const MOST_OF_RULE: usize = 1000;

/// Leaves the first findings of each rule, and of the others their number: as bad as the worst of them, where the first
/// of them stands.
pub fn tell_the_first(report: &mut Report) {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    let mut rest: Vec<(Finding, usize)> = Vec::new();
    let findings = std::mem::take(&mut report.findings);
    for finding in findings {
        let count = counts.entry(finding.rule.id).or_default();
        *count += 1;
        if *count <= MOST_OF_RULE {
            report.findings.push(finding);
            continue;
        }
        match rest.iter_mut().find(|(first, _)| first.rule.id == finding.rule.id) {
            Some((first, more)) => {
                *more += 1;
                first.diagnostic.severity = first.diagnostic.severity.min(finding.diagnostic.severity);
            }
            None => rest.push((finding, 1)),
        }
    }
    report.findings.extend(rest.into_iter().map(|(first, more)| {
        let severity = first.diagnostic.severity;
        let title = format!("{more} more findings of `{}` are not listed", first.rule.id);
        let labels = first.diagnostic.labels.into_iter().take(1).collect();
        Finding {
            diagnostic: Diagnostic { labels, ..Diagnostic::new(first.rule.id, severity, title) },
            place: None,
            rule: first.rule,
        }
    }));
}

/// What a check found, with all that views say of the run.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// What was found, the worst first, then by place.
    pub findings: Vec<Finding>,
    /// Advice of the production checklist about what nobody set: it says nothing of the values, and is counted only.
    pub checklist: Vec<Finding>,
    /// Where the values say something of the items of the checklist, by the path of the value.
    pub decisions: Vec<(&'static str, Span)>,
    /// What the certificate of the listener has to be, if a listener speaks TLS.
    pub certificate: Option<WantedCertificate>,
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

    /// A report of a run on objects of which nothing else is known.
    pub fn of_objects(settings: &Settings) -> Self {
        let needs_no_more = |rule: &Rule| OF_OBJECTS.contains(&rule.id);
        let wanted = rules().iter().copied().filter(|rule| needs_no_more(rule) && settings.includes(rule));
        Self { rules: wanted.collect(), ..Self::default() }
    }

    /// Whether a rule was run.
    pub fn has_run(&self, rule: &Rule) -> bool {
        self.rules.iter().any(|run| run.id == rule.id)
    }

    /// Sets aside the advice of the checklist that is about what nobody set, unless its rule was asked for by name.
    pub fn set_checklist_aside(&mut self, settings: &Settings) {
        let is_of_checklist = |finding: &Finding| {
            finding.diagnostic.severity == Severity::Advice
                && finding.rule.purpose == Purpose::Production
                && finding.is_of_unset()
                && !settings.asks_for(finding.rule)
        };
        let (aside, kept) = std::mem::take(&mut self.findings).into_iter().partition(is_of_checklist);
        self.findings = kept;
        self.checklist = aside;
    }

    /// Takes the secrets of the texts out of everything that is said, and gives the texts that views draw.
    pub fn veil(&mut self, sources: &Sources) -> Veil {
        let certificate = self.certificate.iter().map(|certificate| certificate.label.span.source);
        let decided = self.decisions.iter().map(|(_, span)| span.source).chain(certificate).collect();
        let findings = self.findings.iter_mut().chain(&mut self.checklist);
        Veil::keeping(decided, sources, findings.map(|finding| &mut finding.diagnostic))
    }

    /// How many findings have a severity.
    pub fn count(&self, severity: Severity) -> usize {
        self.findings.iter().filter(|finding| finding.diagnostic.severity == severity).count()
    }
}
