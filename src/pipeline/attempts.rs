//! Making what can be made of values that are wrong in places: what fails is reported, and left out of the next
//! attempt.

use super::{Common, Made, Request, Strictness, drop_advice, make};
use crate::check;
use crate::diagnostic::{Diagnostic, Severity};
use crate::source::{Sources, Span};
use crate::values::Layers;

/// How many attempts are made: each leaves out at least one value more.
const ATTEMPTS: usize = 24;

const CHECKED: &str = "the rest was checked without this value";
const UNCHECKED: &str = "the objects and the configuration of Vault were not checked";

/// What came out of the attempts.
pub(super) struct Attempted {
    /// The release, without the values that failed; nothing if what failed cannot be left out.
    pub(super) made: Option<Made>,
    /// What is wrong, and what is likely not meant.
    pub(super) told: Vec<Diagnostic>,
}

/// Makes a release, and where a value keeps it from being made, the release without that value.
pub(super) fn attempt(request: &Request, common: &Common, sources: &mut Sources) -> Attempted {
    let mut errors = Vec::new();
    let mut strictness = Strictness { is_checked: true, ..Strictness::of(request) };
    for _ in 0..ATTEMPTS {
        let mut warnings = Vec::new();
        match make(request, common, sources, &mut warnings, &strictness) {
            Ok(made) => return Attempted { made: Some(made), told: told(errors, warnings, &strictness.left_out) },
            Err(problems) if strictness.objects && problems.iter().all(is_of_kubernetes) => {
                // The rest can be reported for objects that Kubernetes would refuse.
                strictness.objects = false;
                let told: Vec<Span> = errors.iter().filter_map(Diagnostic::span).collect();
                let is_told = |problem: &Diagnostic| problem.labels.iter().any(|label| told.contains(&label.span));
                errors.extend(problems.into_iter().filter(|problem| !is_told(problem)));
            }
            Err(problems) => {
                let is_first_look = std::mem::replace(&mut strictness.values, false);
                let goes_on = add(problems, &mut errors, &mut strictness.left_out, is_first_look, &request.layers);
                if !goes_on {
                    let mut told = told(errors, warnings, &strictness.left_out);
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
    let mut goes_on = is_first_look && problems.iter().any(is_type);
    let is_answered = problems.iter().all(|problem| check::rule(problem.code).is_some());
    for mut problem in problems {
        problem.labels.sort_by_key(|label| !layers.is_of_the_user(label.span.source));
        let is_of_the_user = problem.span().is_some_and(|span| layers.is_of_the_user(span.source));
        let types = wrong_types(errors, left_out);
        if !is_of_the_user && !types.is_empty() {
            // A template that fails without a cause of its own fails for a type that has been reported.
            left_out.extend(types.iter().chain(&types));
            goes_on = true;
            continue;
        }
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

fn is_of_kubernetes(problem: &Diagnostic) -> bool {
    problem.code == "kubernetes-type"
}

fn is_type(problem: &Diagnostic) -> bool {
    problem.code == "values-type"
}

/// The values of a wrong type that are still there.
fn wrong_types(errors: &[Diagnostic], left_out: &[Span]) -> Vec<Span> {
    let spans = errors.iter().filter(|error| is_type(error)).filter_map(Diagnostic::span);
    spans.filter(|span| !left_out.contains(span)).collect()
}

/// Everything in one list, without advice about values that are wrong or left out.
fn told(mut errors: Vec<Diagnostic>, mut warnings: Vec<Diagnostic>, left_out: &[Span]) -> Vec<Diagnostic> {
    drop_advice(&mut warnings, &errors);
    // That a switch which was left out is off is no news.
    warnings.retain(|warning| !warning.labels.iter().skip(1).any(|label| left_out.contains(&label.span)));
    // Where the question has no answer at all, nothing was checked.
    for error in errors.iter_mut().filter(|error| check::rule(error.code).is_some()) {
        if error.span().is_some_and(|span| left_out.contains(&span)) {
            error.notes.push(CHECKED.to_owned());
        }
    }
    errors.extend(warnings);
    errors
}

fn say_unchecked(told: &mut [Diagnostic]) {
    // Where the question has no answer at all, there is nothing more to say.
    let is_finding = |one: &&mut Diagnostic| one.severity == Severity::Error && check::rule(one.code).is_some();
    for error in told.iter_mut().filter(is_finding) {
        error.notes.retain(|note| note != CHECKED);
        error.notes.push(UNCHECKED.to_owned());
    }
}
