//! Why a template gave no objects, with the place in the template and the way that led there.

use std::error::Error as _;
use std::ops::Range;

use minijinja::{Error, ErrorKind};

use crate::diagnostic::{Diagnostic, Failure};
use crate::source::{Sources, Span};

/// The longest reason, in characters.
const REASON_LIMIT: usize = 500;

/// Why a template gave no objects.
#[derive(Debug, thiserror::Error)]
pub enum RenderError {
    /// Jinja refused the template or failed in it.
    #[error("template `{}`: {reason}", place.template)]
    Jinja {
        /// What failed.
        place: Box<TemplatePlace>,
        /// What included it, the innermost first.
        through: Vec<TemplatePlace>,
        /// The template that was to be rendered.
        rendered: String,
        /// What failed, in a few words.
        reason: String,
        /// The part of the record of reads that was read for it.
        reads: Range<usize>,
    },
    /// The holes did not fit.
    #[error("template `{}`: {reason}", place.template)]
    Hole {
        /// What does not fit.
        place: Box<TemplatePlace>,
        /// The template that was to be rendered.
        rendered: String,
        /// What does not fit, in a few words.
        reason: String,
        /// The part of the record of reads that was read for it.
        reads: Range<usize>,
    },
    /// A value that the template read could not be evaluated: the fault is in the value, not in the template.
    #[error("{}", .0.title)]
    Value(Box<Diagnostic>),
}

/// A place in a template.
#[derive(Debug)]
pub struct TemplatePlace {
    /// The template's name.
    pub template: String,
    /// Its text.
    pub text: String,
    /// The bytes of it that are meant, if known.
    pub range: Option<Range<usize>>,
}

impl TemplatePlace {
    fn of(error: &Error, template: &str, text: impl Fn(&str) -> String) -> Self {
        let template = error.name().unwrap_or(template).to_owned();
        let text = error.template_source().map_or_else(|| text(&template), str::to_owned);
        let range = error.range().or_else(|| error.line().map(|line| line_range(&text, line)));
        Self { template, text, range }
    }

    fn expression(&self) -> Option<&str> {
        self.text.get(self.range.clone()?)
    }

    /// Points a message at the place, with the template taken in as a source so that its line can be shown.
    pub fn add_to(self, diagnostic: Diagnostic, sources: &mut Sources, words: &str) -> Diagnostic {
        match self.range {
            Some(range) => {
                let id = sources.add(self.template, self.text);
                diagnostic.at(Span::new(id, range.start, range.end), words)
            }
            None => diagnostic,
        }
    }
}

impl RenderError {
    pub(super) fn from_jinja(
        template: &str,
        error: &Error,
        reads: Range<usize>,
        text: impl Fn(&str) -> String,
    ) -> Self {
        if let Some(diagnostic) = value_diagnostic(error) {
            return Self::Value(Box::new(diagnostic));
        }
        let chain: Vec<&Error> = std::iter::successors(Some(error), |error| inner(error)).collect();
        let mut places = chain.iter().rev().map(|error| TemplatePlace::of(error, template, &text));
        let innermost = chain.last().copied().unwrap_or(error);
        let place = places.next().unwrap_or_else(|| TemplatePlace::of(error, template, &text));
        let reason = reason(innermost, &place);
        Self::Jinja { place: Box::new(place), through: places.collect(), rendered: template.to_owned(), reason, reads }
    }

    /// What a template wanted where it found something else, that, and the line of the template.
    pub fn mismatch(&self) -> Option<(&str, &str, &str)> {
        let Self::Jinja { reason, place, .. } = self else { return None };
        let (_, words) = reason.split_once("expected ")?;
        let (wanted, found) = words.split_once(", found ")?;
        let (before, after) = place.text.split_at_checked(place.range.clone()?.start)?;
        let start = before.rfind('\n').map_or(0, |newline| newline + 1);
        let length = after.find('\n').unwrap_or(after.len());
        Some((wanted, found, place.text.get(start..before.len() + length)?))
    }

    /// The part of the record of what was read for the hole that did not fit.
    pub fn reads(&self) -> Range<usize> {
        match self {
            Self::Hole { reads, .. } | Self::Jinja { reads, .. } => reads.clone(),
            Self::Value(_) => 0..0,
        }
    }

    /// The message, with the templates taken in as sources so that their lines can be shown.
    pub fn into_diagnostic(self, sources: &mut Sources) -> Diagnostic {
        let (code, place, through, rendered, reason) = match self {
            Self::Value(diagnostic) => return *diagnostic,
            Self::Jinja { place, through, rendered, reason, .. } => ("template", *place, through, rendered, reason),
            Self::Hole { place, rendered, reason, .. } => ("template-hole", *place, Vec::new(), rendered, reason),
        };
        let title = format!("template `{}` cannot be rendered: {}", place.template, shortened(&reason));
        let is_elsewhere = place.template != rendered && through.is_empty();
        let mut diagnostic = place.add_to(Diagnostic::error(code, title), sources, "here");
        for outer in through {
            diagnostic = outer.add_to(diagnostic, sources, "included here");
        }
        if is_elsewhere { diagnostic.note(format!("while rendering the template `{rendered}`")) } else { diagnostic }
    }
}

/// A reason may quote the template, in which nothing is too long for a line.
fn shortened(reason: &str) -> String {
    let mut characters = reason.chars();
    let start: String = characters.by_ref().take(REASON_LIMIT).collect();
    if characters.next().is_some() { format!("{start}…") } else { start }
}

/// What failed; the kind of error is left out where the details say it again.
fn reason(error: &Error, place: &TemplatePlace) -> String {
    match (error.kind(), error.detail(), place.expression()) {
        (ErrorKind::OutOfFuel, ..) => "it takes too many steps".to_owned(),
        (ErrorKind::UndefinedError, None, Some(expression)) => format!("`{expression}` is not defined"),
        (
            ErrorKind::UndefinedError
            | ErrorKind::UnknownFilter
            | ErrorKind::UnknownTest
            | ErrorKind::UnknownFunction
            | ErrorKind::TemplateNotFound,
            Some(detail),
            _,
        ) => detail.to_owned(),
        (kind, Some(detail), _) => format!("{kind}: {detail}"),
        (kind, None, _) => kind.to_string(),
    }
}

/// The error in the template that the failed template includes.
fn inner(error: &Error) -> Option<&Error> {
    error.source()?.downcast_ref()
}

fn value_diagnostic(error: &Error) -> Option<Diagnostic> {
    let mut source: Option<&(dyn std::error::Error + 'static)> = Some(error);
    while let Some(error) = source {
        if let Some(Failure(diagnostic)) = error.downcast_ref::<Failure>() {
            return Some(diagnostic.clone());
        }
        source = error.source();
    }
    None
}

fn line_range(text: &str, line: usize) -> Range<usize> {
    let start: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    let length = text.get(start..).and_then(|rest| rest.lines().next()).map_or(0, str::len);
    start..start + length
}
