//! `vaultchart values migrate`: rewrites a values file of an earlier version of vault-helm to the keys of today.

use std::path::Path;

use anyhow::{Result, bail};

use super::arguments::MigrateArguments;
use crate::chart::ChartDefinition;
use crate::cli::exit::Exit;
use crate::cli::inputs;
use crate::cli::messages::{Messages, Verdict};
use crate::cli::streams::{print, say};
use crate::diagnostic::{Diagnostic, Severity};
use crate::output;
use crate::pipeline::{self, Request};
use crate::source::Sources;
use crate::values::{self, Migration};

/// Runs the command.
pub(in crate::cli) fn run(arguments: &MigrateArguments, messages: &Messages) -> Exit {
    match answer(arguments, messages) {
        Ok(exit) => exit,
        Err(error) => {
            messages.fail("input-output", format!("{error:#}"));
            Exit::Trouble
        }
    }
}

fn answer(arguments: &MigrateArguments, messages: &Messages) -> Result<Exit> {
    let file = &arguments.file;
    if arguments.write && file == Path::new("-") {
        bail!("standard input cannot be written in place: leave out `--write`");
    }
    let text = inputs::text(file)?;
    let mut sources = Sources::default();
    let source = sources.add(file.display().to_string(), text.clone());
    let chart = match arguments.to.as_deref().map_or(Ok(ChartDefinition::newest()), ChartDefinition::at) {
        Ok(chart) => chart,
        Err(problem) => {
            let _ = messages.show(vec![problem.into()], &sources);
            return Ok(Exit::Trouble);
        }
    };
    let defaults = chart.defaults_tree(&mut Sources::default());
    match values::migrate(&text, source, |change, value| chart.has_made(change, value, &defaults)) {
        Ok(migration) => {
            if tell(&migration, messages, &sources) == Verdict::Failed {
                return Ok(Exit::Trouble);
            }
            deliver(&migration, &text, arguments)?;
            Ok(if is_in_the_way(&migration, chart, arguments, messages) { Exit::No } else { Exit::Done })
        }
        Err(error) => {
            let _ = messages.show(vec![error.into()], &sources);
            Ok(Exit::Trouble)
        }
    }
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
        let _ = messages.show(problems, &sources);
    }
    true
}

fn deliver(migration: &Migration, old: &str, arguments: &MigrateArguments) -> Result<()> {
    let file = &arguments.file;
    match arguments.write {
        true if migration.text == old => Ok(()),
        true => Ok(output::replace_file(file, &migration.text)?),
        false => print(&migration.text),
    }
}

fn tell(migration: &Migration, messages: &Messages, sources: &Sources) -> Verdict {
    for change in &migration.changes {
        let line = sources.place(change.span).line;
        say(&format!("{}:{line}: {}", sources.name(change.span.source), change.words()));
    }
    let left: Vec<Diagnostic> = migration.left.iter().map(Diagnostic::from).collect();
    let verdict = messages.show(left, sources);
    say(&summary(migration));
    verdict
}

fn summary(migration: &Migration) -> String {
    let count = |number: usize, one: &str, many: &str| format!("{number} {}", if number == 1 { one } else { many });
    match (migration.changes.len(), migration.left.len()) {
        (0, 0) => "nothing to change".to_owned(),
        (changed, 0) => count(changed, "change", "changes"),
        (changed, left) => format!("{}, {left} left to do by hand", count(changed, "change", "changes")),
    }
}
