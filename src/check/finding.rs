//! What a rule says, and what becomes of it.

use std::collections::HashSet;

use super::rule::Rule;
use crate::diagnostic::{Diagnostic, Label, Severity};
use crate::manifest::{Object, ObjectId};

/// A place in a rendered object.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ObjectPlace {
    /// The object.
    pub object: ObjectId,
    /// The path of a field in it, such as `spec.template.spec.containers[0].image`; empty for the object itself.
    pub path: String,
}

/// What a rule says of one thing.
#[derive(Clone, Debug, PartialEq)]
pub struct Fault {
    /// What is wrong with what: lower case, no full stop, backticks round what a user could type.
    pub title: String,
    /// The places in what the user wrote, the one to look at first.
    pub labels: Vec<Label>,
    /// Where the other half is.
    pub notes: Vec<String>,
    /// What to type instead.
    pub help: Vec<String>,
    /// The rendered object that it shows in.
    pub place: Option<ObjectPlace>,
    /// How bad it is, if it is not as bad as the rule says.
    pub severity: Option<Severity>,
}

/// A fault under the name of its rule.
#[derive(Clone, Debug)]
pub struct Finding {
    /// The rule.
    pub rule: &'static Rule,
    /// What it says, under the rule's name and severity.
    pub diagnostic: Diagnostic,
    /// The rendered object that it shows in.
    pub place: Option<ObjectPlace>,
}

impl Finding {
    /// Whether it is about nothing that the user wrote, but about what nobody set.
    pub fn is_of_unset(&self) -> bool {
        !self.diagnostic.labels.is_empty() && self.diagnostic.labels.iter().all(|label| label.is_unset)
    }
}

impl Fault {
    /// A fault that has no place yet.
    pub fn new(title: impl Into<String>) -> Self {
        Self {
            title: title.into(),
            labels: Vec::new(),
            notes: Vec::new(),
            help: Vec::new(),
            place: None,
            severity: None,
        }
    }

    /// Adds a place; the first one added is the one that views point at.
    #[must_use]
    pub fn at(mut self, label: Label) -> Self {
        self.labels.push(label);
        self
    }

    /// Adds a further place, if there is one.
    #[must_use]
    pub fn also(mut self, label: Option<Label>) -> Self {
        self.labels.extend(label);
        self
    }

    /// Adds a note.
    #[must_use]
    pub fn note(mut self, text: impl Into<String>) -> Self {
        self.notes.push(text.into());
        self
    }

    /// Adds a note, if there is one.
    #[must_use]
    pub fn also_note(mut self, text: Option<String>) -> Self {
        self.notes.extend(text);
        self
    }

    /// Adds what to type instead.
    #[must_use]
    pub fn help(mut self, text: impl Into<String>) -> Self {
        self.help.push(text.into());
        self
    }

    /// Says how bad it is, if it is not as bad as the rule says.
    #[must_use]
    pub fn as_bad_as(mut self, severity: Severity) -> Self {
        self.severity = Some(severity);
        self
    }

    /// Says which object shows it, and where in it.
    #[must_use]
    pub fn in_object(mut self, object: &Object, path: impl Into<String>) -> Self {
        self.place = Some(ObjectPlace { object: ObjectId::of(object), path: path.into() });
        self
    }

    /// Faults without those that say the same of the same places: what two pods share is reported for the first.
    pub(super) fn once_a_place(faults: Vec<Self>) -> Vec<Self> {
        let mut told: HashSet<(Vec<Label>, Vec<String>)> = HashSet::new();
        let is_new = |fault: &Self| told.insert((fault.labels.clone(), fault.help.clone()));
        faults.into_iter().filter(is_new).collect()
    }

    /// The finding of a rule.
    pub(super) fn under(self, rule: &'static Rule) -> Finding {
        let Self { title, labels, notes, help, place, severity } = self;
        let severity = severity.unwrap_or(rule.severity);
        let diagnostic = Diagnostic { labels, notes, help, ..Diagnostic::new(rule.id, severity, title) };
        Finding { rule, diagnostic, place }
    }
}
