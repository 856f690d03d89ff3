//! `vaultchart diff`: shows what changes against manifests, other values or an earlier revision of the values.

use std::path::Path;

use super::arguments::{DiffArguments, FilterArguments};
use crate::cli::exit::Exit;
use crate::cli::failure::Failure;
use crate::cli::inputs;
use crate::cli::messages::Messages;
use crate::cli::release::{Asked, Project};
use crate::cli::session::Session;
use crate::cli::sides::{by_hand, read_sides};
use crate::cli::streams::{deliver, screen_width};
use crate::comparison::Comparison;
use crate::diagnostic::Diagnostic;
use crate::diff::{Diff, Pattern, PatternError, Settings};
use crate::output::{self, Drawing};
use crate::source::{Sources, Span};

/// Runs the command.
///
/// # Errors
/// All that is wrong with either side.
pub(in crate::cli) fn run(
    arguments: &DiffArguments,
    session: &Session,
    sources: &mut Sources,
) -> Result<Exit, Failure> {
    let diff = compare(arguments, session, sources)?;
    let shows_foreign = arguments.sides.show_foreign;
    let drawing = Drawing { shows_foreign, ..drawing(arguments.view.context, &session.messages) };
    deliver(&output::draw_changes(&diff, arguments.view.output, &drawing))?;
    Ok(exit(!diff.is_empty(), arguments))
}

/// The exit code for changes or none.
pub(super) fn exit(has_changes: bool, arguments: &DiffArguments) -> Exit {
    match (has_changes, arguments.exit_code, arguments.detailed_exitcode) {
        (true, true, _) => Exit::No,
        (true, _, true) => Exit::Changes,
        _ => Exit::Done,
    }
}

/// How a diff is drawn here.
pub(in crate::cli) fn drawing(context: usize, messages: &Messages) -> Drawing {
    let width = screen_width().unwrap_or(Drawing::default().width).clamp(40, 200);
    Drawing { context, is_coloured: messages.is_output_coloured(), width, ..Drawing::default() }
}

/// Makes the diff.
fn compare(arguments: &DiffArguments, session: &Session, sources: &mut Sources) -> Result<Diff, Failure> {
    let mut told = Vec::new();
    let comparison = comparison(&arguments.filters, sources).map_err(|problems| told.extend(problems)).ok();
    let asked = asked(arguments, session);
    let both = read_sides(&arguments.sides, &asked, sources, &mut told);
    let both = both.map(|both| {
        told.extend(both.two_releases);
        (both.sides, both.notes)
    });
    session.messages.show(told, sources)?;
    let ((sides, notes), comparison) = both.zip(comparison).ok_or_else(Failure::said)?;
    session.messages.show(comparison.unmatched(&comparison.known(&sides)), sources)?;
    let live = if arguments.sides.live { sides.old.clone() } else { Vec::new() };
    let diff = Diff { notes, ..comparison.compare(sides) };
    session.messages.show(by_hand(&live, &diff).into_iter().collect(), sources)?;
    Ok(diff)
}

/// What is asked for on the new side; nothing lies below what was typed where nothing is rendered.
pub(super) fn asked(arguments: &DiffArguments, session: &Session) -> Asked {
    let none = Project::default();
    let project = if arguments.sides.to.is_none() { &session.project } else { &none };
    Asked::over(project, &arguments.input, &arguments.selection)
}

/// Reads what the diff should leave out.
///
/// # Errors
/// Paths that are none, and files of paths that cannot be read.
pub(in crate::cli) fn comparison(
    filters: &FilterArguments,
    sources: &mut Sources,
) -> Result<Comparison, Vec<Diagnostic>> {
    let (mut ignore, mut problems) = (Vec::new(), Vec::new());
    for (index, argument) in filters.ignore.iter().enumerate() {
        let read = match argument.strip_prefix('@') {
            Some(file) => patterns_of_file(Path::new(file), sources),
            None => pattern(&format!("--ignore #{}", index + 1), argument, sources).map(|pattern| vec![pattern]),
        };
        match read {
            Ok(patterns) => ignore.extend(patterns),
            Err(problem) => problems.push(problem),
        }
    }
    if !problems.is_empty() {
        return Err(problems);
    }
    let FilterArguments { only, kind, name, .. } = filters;
    let settings = Settings { ignore, only: only.clone(), kinds: kind.clone(), names: name.clone() };
    Ok(Comparison { settings, shows_secrets: filters.show_secrets })
}

/// One path a line; blank lines and those that start with `#` say nothing.
fn patterns_of_file(path: &Path, sources: &mut Sources) -> Result<Vec<Pattern>, Diagnostic> {
    let text = inputs::text(path)?;
    let source = sources.add(inputs::name(path), text.as_str());
    let mut patterns = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let wanted = line.trim();
        let indent = line.len() - line.trim_start().len();
        if !wanted.is_empty() && !wanted.starts_with('#') {
            patterns.push(wanted.parse().map_err(|error| {
                not_a_path(&error, |at| Span::new(source, start + indent + at, start + indent + at + 1))
            })?);
        }
        start += line.len();
    }
    Ok(patterns)
}

fn pattern(name: &str, text: &str, sources: &mut Sources) -> Result<Pattern, Diagnostic> {
    let source = sources.add(name, text);
    text.parse().map_err(|error| not_a_path(&error, |at| Span::new(source, at, at + 1)))
}

/// The error counts characters, a place counts bytes.
fn not_a_path(error: &PatternError, place: impl Fn(usize) -> Span) -> Diagnostic {
    let at = error.pattern.char_indices().nth(error.at).map_or(error.pattern.len(), |(at, _)| at);
    Diagnostic::error("ignore-syntax", format!("`{}` is not a path in a manifest", error.pattern))
        .at(place(at), error.problem.to_string())
        .help("write it as in `spec.replicas`, `metadata.labels[\"helm.sh/chart\"]` or `Service/vault-*:spec.ports`")
}
