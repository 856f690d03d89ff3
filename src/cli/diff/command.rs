//! `vaultchart diff`: shows what changes against manifests, other values or an earlier revision of the values.

use std::path::Path;

use super::arguments::{DiffArguments, FilterArguments};
use crate::cli::exit::Exit;
use crate::cli::inputs;
use crate::cli::messages::{Messages, Verdict};
use crate::cli::random_key::random_key;
use crate::cli::release::RenderFlags;
use crate::cli::sides::read_sides;
use crate::cli::streams::deliver;
use crate::comparison::Comparison;
use crate::diagnostic::Diagnostic;
use crate::diff::{Diff, Pattern, PatternError, Settings};
use crate::output::{self, ChangesView, Drawing};
use crate::source::{Sources, Span};

/// Runs the command.
pub(in crate::cli) fn run(arguments: &DiffArguments, messages: &Messages) -> Exit {
    exit(answer(arguments, messages), arguments)
}

/// The exit code for changes or none, or where that could not be answered.
pub(in crate::cli) fn exit(has_changes: Option<bool>, arguments: &DiffArguments) -> Exit {
    match (has_changes, arguments.exit_code, arguments.detailed_exitcode) {
        (None, _, true) => Exit::TroubleNotChanges,
        (None, _, false) => Exit::Trouble,
        (Some(true), true, _) => Exit::No,
        (Some(true), _, true) => Exit::Changes,
        (Some(_), _, _) => Exit::Done,
    }
}

/// Prints the diff; tells whether there are changes, unless that could not be answered.
fn answer(arguments: &DiffArguments, messages: &Messages) -> Option<bool> {
    let diff = compare(arguments, messages)?;
    let drawing = Drawing { shows_foreign: arguments.sides.show_foreign, ..drawing(arguments.view.context, messages) };
    let shown = show(&diff, arguments.view.output, &drawing, messages);
    (shown == Exit::Done).then_some(!diff.is_empty())
}

/// Prints a diff.
pub(in crate::cli) fn show(diff: &Diff, view: ChangesView, drawing: &Drawing, messages: &Messages) -> Exit {
    deliver(&output::draw_changes(diff, view, drawing), messages)
}

/// How a diff is drawn here.
pub(in crate::cli) fn drawing(context: usize, messages: &Messages) -> Drawing {
    let width = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
    let width = width.unwrap_or(Drawing::default().width).clamp(40, 200);
    Drawing { context, is_coloured: messages.is_output_coloured(), width, ..Drawing::default() }
}

/// Makes the diff, or says why that cannot be done.
fn compare(arguments: &DiffArguments, messages: &Messages) -> Option<Diff> {
    let mut sources = Sources::default();
    let mut told = Vec::new();
    let comparison = comparison(&arguments.filters, &mut sources).map_err(|problems| told.extend(problems)).ok();
    let both = read_sides(&arguments.sides, flags(arguments), &mut sources, &mut told);
    let both = both.map(|both| {
        told.extend(both.two_releases);
        (both.sides, both.notes)
    });
    match messages.show(told, &sources) {
        Verdict::Failed => None,
        Verdict::Fine => {
            let (sides, notes) = both?;
            Some(Diff { notes, ..comparison?.compare(sides) })
        }
    }
}

fn flags(arguments: &DiffArguments) -> RenderFlags<'_> {
    let DiffArguments { release, values, cluster, selection, .. } = arguments;
    RenderFlags { release, values, cluster, selection }
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
    Ok(Comparison { settings, key: (!filters.show_secrets).then(random_key) })
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
    Diagnostic::error("ignore-syntax", format!("`{}` is no path of a manifest", error.pattern))
        .at(place(at), error.problem.to_string())
        .help("write it as in `spec.replicas`, `metadata.labels[\"helm.sh/chart\"]` or `Service/vault-*:spec.ports`")
}
