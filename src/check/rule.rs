//! What a rule is: its name, what it finds, why that matters and what to do about it.

use super::finding::Fault;
use super::purpose::Purpose;
use super::subject::Subject;
use crate::diagnostic::Severity;

/// How sure a rule is that what it found is meant otherwise.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Confidence {
    /// It depends on things that the values do not tell.
    Low,
    /// There are good reasons to do it, in few places.
    Medium,
    /// It is so.
    High,
}

impl Confidence {
    /// The word that views call it by.
    pub fn word(self) -> &'static str {
        match self {
            Self::Low => "low",
            Self::Medium => "medium",
            Self::High => "high",
        }
    }
}

/// One rule.
#[derive(Debug)]
pub struct Rule {
    /// Its name: words with dashes, also the name of its anchor and of its folder of tests.
    pub id: &'static str,
    /// How bad it is.
    pub severity: Severity,
    /// How sure the rule is.
    pub confidence: Confidence,
    /// What the rule applies to: everything, or only what runs in production.
    pub purpose: Purpose,
    /// What it finds, in one line: lower case, no full stop.
    pub title: &'static str,
    /// Why that matters: one or more sentences.
    pub why: &'static str,
    /// What to do about it in the values: one or more sentences.
    pub fix: &'static str,
    /// Where the field says so.
    pub link: Option<&'static str>,
    /// How it is found.
    pub find: Find,
}

/// How a rule finds what it finds.
#[derive(Clone, Copy, Debug)]
pub enum Find {
    /// Reading, merging and rendering the values tells it.
    Reading,
    /// By looking at the values, the configuration and the objects.
    Looking(fn(&Subject<'_>) -> Vec<Fault>),
}
