//! What can be said about the user's input: data that a view draws later, never text with places already printed in.

use std::ops::Range;
use std::sync::Arc;

use crate::source::Span;

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The run cannot give an answer.
    Error,
    /// The answer is given, and is likely not what was meant.
    Warning,
    /// What is meant works, and could be better.
    Advice,
}

impl Severity {
    /// The word that messages call it by.
    pub fn word(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Advice => "advice",
        }
    }
}

/// A place, and what to say under it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Label {
    /// Where.
    pub span: Span,
    /// What was expected there, a few words without a full stop.
    pub text: String,
    /// What of the value at the span is meant, until its own place is known.
    pub within: Option<Within>,
    /// Whether it is about a value that nobody set, and the span only the nearest place there is.
    pub is_unset: bool,
}

impl Label {
    /// What to say under a place.
    pub fn new(span: Span, text: impl Into<String>) -> Self {
        Self { span, text: text.into(), within: None, is_unset: false }
    }
}

/// A part of a text that a value stands for: quotes and indentation lie between it and the place of the value.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Within {
    /// The text, which many labels of one value share.
    pub text: Arc<str>,
    /// The bytes of it that are meant.
    pub range: Range<usize>,
}

/// A diagnostic on its way through the errors of a library.
#[derive(Debug, thiserror::Error)]
#[error("{}", .0.title)]
pub struct Failure(pub Diagnostic);

/// One problem of the user's input, with its places.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// The stable name of the kind of problem, such as `values-type`.
    pub code: &'static str,
    /// How bad it is.
    pub severity: Severity,
    /// What is wrong with what: lower case, no full stop, backticks round what a user could type.
    pub title: String,
    /// The places, the one to look at first.
    pub labels: Vec<Label>,
    /// Where the other half is: the default, the flag that wins, the rule.
    pub notes: Vec<String>,
    /// What to type instead.
    pub help: Vec<String>,
}

impl Diagnostic {
    /// An error that has no place yet.
    pub fn error(code: &'static str, title: impl Into<String>) -> Self {
        Self::new(code, Severity::Error, title.into())
    }

    /// A warning that has no place yet.
    pub fn warning(code: &'static str, title: impl Into<String>) -> Self {
        Self::new(code, Severity::Warning, title.into())
    }

    /// A problem of any severity that has no place yet.
    pub fn new(code: &'static str, severity: Severity, title: String) -> Self {
        Self { code, severity, title, labels: Vec::new(), notes: Vec::new(), help: Vec::new() }
    }

    /// Adds a place; the first one added is the one the message points at.
    #[must_use]
    pub fn at(mut self, span: Span, text: impl Into<String>) -> Self {
        self.labels.push(Label::new(span, text));
        self
    }

    /// Adds the place of a part of the text that the value at the span stands for.
    #[must_use]
    pub fn at_part(mut self, span: Span, part: Within, text: impl Into<String>) -> Self {
        self.labels.push(Label { within: Some(part), ..Label::new(span, text) });
        self
    }

    /// Adds a place that is known with its words.
    #[must_use]
    pub fn label(mut self, label: Label) -> Self {
        self.labels.push(label);
        self
    }

    /// Adds a note.
    #[must_use]
    pub fn note(mut self, text: impl Into<String>) -> Self {
        self.notes.push(text.into());
        self
    }

    /// Adds what to type instead.
    #[must_use]
    pub fn help(mut self, text: impl Into<String>) -> Self {
        self.help.push(text.into());
        self
    }

    /// Adds what to type instead, where that is known.
    #[must_use]
    pub fn help_if(self, text: Option<String>) -> Self {
        match text {
            Some(text) => self.help(text),
            None => self,
        }
    }

    /// Every text that is shown of it.
    pub fn words_mut(&mut self) -> impl Iterator<Item = &mut String> {
        let labels = self.labels.iter_mut().map(|label| &mut label.text);
        std::iter::once(&mut self.title).chain(labels).chain(&mut self.notes).chain(&mut self.help)
    }

    /// The place that the message points at.
    pub fn span(&self) -> Option<Span> {
        self.labels.first().map(|label| label.span)
    }
}

/// Puts diagnostics into the order in which they are shown: those without a place first, then by place, the texts in
/// the order in which they were read. What is said twice of one place is said once.
pub fn sort(diagnostics: &mut Vec<Diagnostic>) {
    diagnostics.sort_by_key(|diagnostic| (diagnostic.span(), diagnostic.severity));
    diagnostics.dedup();
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Sources;

    #[test]
    fn diagnostics_come_in_the_order_of_their_places() {
        let mut sources = Sources::default();
        let (first, second) = (sources.add("a.yaml", "abc"), sources.add("b.yaml", "abc"));
        let at = |title: &str, source, start| Diagnostic::error("code", title).at(Span::new(source, start, 3), "here");
        let mut all = vec![at("4", second, 0), at("3", first, 2), at("2", first, 0), at("4", second, 0)];
        all.push(Diagnostic::warning("code", "1"));
        sort(&mut all);
        assert_eq!(all.iter().map(|one| one.title.as_str()).collect::<Vec<_>>(), ["1", "2", "3", "4"]);
    }
}
