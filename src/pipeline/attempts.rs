//! Making what can be made of values that are wrong in places: what fails is told, and left out of the next attempt.

use super::{Made, Request, drop_advice, make};
use crate::check;
use crate::diagnostic::Diagnostic;
use crate::source::{Sources, Span};
use crate::values::{Layers, Schema};

/// How many attempts are made: each leaves out at least one value more.
const ATTEMPTS: usize = 24;

/// What came out of the attempts.
pub(super) struct Attempted {
    /// The release, without the values that failed; nothing if what failed cannot be left out.
    pub(super) made: Option<Made>,
    /// What is wrong, and what is likely not meant.
    pub(super) told: Vec<Diagnostic>,
}

/// Makes a release, and where a value keeps it from being made, the release without that value.
pub(super) fn attempt(request: &mut Request, schema: &Schema, sources: &mut Sources) -> Attempted {
    let mut errors = Vec::new();
    let mut left_out = Vec::new();
    for _ in 0..ATTEMPTS {
        let mut warnings = Vec::new();
        match make(request, schema, sources, &mut warnings, &left_out) {
            Ok(made) => return Attempted { made: Some(made), told: told(errors, warnings, &left_out) },
            Err(problems) => {
                let is_first_look = !std::mem::replace(&mut request.skip_schema_validation, true);
                let goes_on = add(problems, &mut errors, &mut left_out, is_first_look, &request.layers);
                if !goes_on {
                    let mut told = told(errors, warnings, &left_out);
                    say_unchecked(&mut told);
                    return Attempted { made: None, told };
                }
            }
        }
    }
    say_unchecked(&mut errors);
    Attempted { made: None, told: errors }
}

/// Adds what has not been told yet, and the values to leave out for it; returns whether another attempt can do better.
fn add(
    problems: Vec<Diagnostic>,
    errors: &mut Vec<Diagnostic>,
    left_out: &mut Vec<Span>,
    is_first_look: bool,
    layers: &Layers,
) -> bool {
    let is_type = |problem: &Diagnostic| problem.code == "values-type";
    let mut goes_on = is_first_look && problems.iter().any(is_type);
    let is_answered = problems.iter().all(|problem| check::rule(problem.code).is_some());
    for mut problem in problems {
        problem.labels.sort_by_key(|label| !layers.is_of_the_user(label.span.source));
        // A value of a wrong type may do no harm further down.
        let cause = problem.span().filter(|span| layers.is_of_the_user(span.source) && !is_type(&problem));
        if let Some(span) = cause {
            // The same span twice: it was null before, and goes back to the default.
            goes_on |= left_out.iter().filter(|other| **other == span).count() < 2;
            left_out.push(span);
        }
        if !errors.iter().any(|told: &Diagnostic| told.span().is_some() && told.span() == problem.span()) {
            errors.push(problem);
        }
    }
    goes_on && is_answered
}

/// Everything in one list, without advice about values that are wrong or left out.
fn told(mut errors: Vec<Diagnostic>, mut warnings: Vec<Diagnostic>, left_out: &[Span]) -> Vec<Diagnostic> {
    drop_advice(&mut warnings, &errors);
    // That a switch which was left out is off is no news.
    warnings.retain(|warning| !warning.labels.iter().skip(1).any(|label| left_out.contains(&label.span)));
    for error in &mut errors {
        if error.span().is_some_and(|span| left_out.contains(&span)) {
            error.notes.push("the rest was checked without this value".to_owned());
        }
    }
    errors.extend(warnings);
    errors
}

fn say_unchecked(told: &mut [Diagnostic]) {
    let note = "the objects and the configuration of Vault were not checked";
    let errors = told.iter_mut().filter(|one| one.severity == crate::diagnostic::Severity::Error);
    for error in errors {
        error.notes.retain(|note| note != "the rest was checked without this value");
        error.notes.push(note.to_owned());
    }
}
