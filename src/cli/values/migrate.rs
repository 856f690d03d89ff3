//! `vaultchart values migrate`: rewrites a values file of an earlier version of vault-helm to the keys of today.

use super::arguments::MigrateArguments;
use crate::chart::ChartDefinition;
use crate::cli::exit::Exit;
use crate::cli::failure::Failure;
use crate::cli::inputs;
use crate::cli::messages::Messages;
use crate::cli::streams::{print, say};
use crate::diagnostic::{Diagnostic, Severity};
use crate::output;
use crate::pipeline::{self, Request};
use crate::source::Sources;
use crate::values::{self, Migration};

/// Runs the command.
pub(super) fn run(arguments: &MigrateArguments, messages: &Messages, sources: &mut Sources) -> Result<Exit, Failure> {
    let file = &arguments.file;
    if arguments.write && inputs::is_stdin(file) {
        return Err(Failure::of_system("standard input cannot be written in place: leave out `--write`"));
    }
    let text = inputs::text(file)?;
    let source = sources.add(file.display().to_string(), text.clone());
    let chart = arguments.to.as_deref().map_or(Ok(ChartDefinition::newest()), ChartDefinition::at);
    let chart = chart.map_err(Diagnostic::from)?;
    let defaults = chart.defaults_tree(&mut Sources::default());
    let migration = values::migrate(&text, source, |change, value| chart.has_made(change, value, &defaults));
    let migration = migration.map_err(Diagnostic::from)?;
    tell(&migration, messages, sources)?;
    deliver(&migration, &text, arguments)?;
    Ok(if is_in_the_way(&migration, chart, arguments, messages) { Exit::No } else { Exit::Done })
}

/// Renders the new values, and tells why that cannot be done, unless what is left to do by hand says it already.
fn is_in_the_way(
    migration: &Migration,
    chart: ChartDefinition,
    arguments: &MigrateArguments,
    messages: &Messages,
) -> bool {
    let mut sources = Sources::default();
    let mut layers = chart.layers(&mut sources);
    layers.add_file(&mut sources, &arguments.file.display().to_string(), &migration.text);
    let request = Request::of_values(chart, layers);
    let Err(mut problems) = pipeline::render(request, &mut sources) else { return false };
    problems.retain(|problem| problem.severity == Severity::Error);
    if migration.left.is_empty() {
        // The new values are given all the same.
        let _ = messages.show(problems, &sources);
    }
    true
}

fn deliver(migration: &Migration, old: &str, arguments: &MigrateArguments) -> Result<(), Failure> {
    let file = &arguments.file;
    match arguments.write {
        true if migration.text == old => Ok(()),
        true => Ok(output::replace_file(file, &migration.text)?),
        false => print(&migration.text),
    }
}

fn tell(migration: &Migration, messages: &Messages, sources: &Sources) -> Result<(), Failure> {
    for change in &migration.changes {
        let line = sources.place(change.span).line;
        say(&format!("{}:{line}: {}", sources.name(change.span.source), change.words()));
    }
    let left: Vec<Diagnostic> = migration.left.iter().map(Diagnostic::from).collect();
    let shown = messages.show(left, sources);
    say(&summary(migration));
    shown
}

fn summary(migration: &Migration) -> String {
    let count = |number: usize, one: &str, many: &str| format!("{number} {}", if number == 1 { one } else { many });
    match (migration.changes.len(), migration.left.len()) {
        (0, 0) => "nothing to change".to_owned(),
        (changed, 0) => count(changed, "change", "changes"),
        (changed, left) => format!("{}, {left} left to do by hand", count(changed, "change", "changes")),
    }
}
