//! `vaultchart values migrate`: rewrites a values file of an earlier version of vault-helm to the keys of today.

use anyhow::anyhow;

use super::arguments::MigrateArguments;
use super::insets::Insets;
use crate::chart::ChartDefinition;
use crate::cli::exit::Exit;
use crate::cli::failure::Failure;
use crate::cli::inputs;
use crate::cli::messages::Messages;
use crate::cli::release::{ChartArguments, Opened};
use crate::cli::streams::{print, say};
use crate::diagnostic::{Diagnostic, Severity};
use crate::embedded::Given;
use crate::output;
use crate::pipeline::{self, Request};
use crate::source::{SourceId, Sources};
use crate::values::{self, Change, Left, Migration};

/// Runs the command.
pub(super) fn run(arguments: &MigrateArguments, messages: &Messages, sources: &mut Sources) -> Result<Exit, Failure> {
    let file = &arguments.file;
    if arguments.write && inputs::is_stdin(file) {
        return Err(anyhow!("standard input cannot be written in place: leave out `--write`").into());
    }
    let text = inputs::text(file)?;
    match Insets::find(arguments, &text, sources)? {
        Some(insets) => within(arguments, &text, insets, messages, sources),
        None => whole(arguments, &text, messages, sources),
    }
}

/// Rewrites a values file.
fn whole(
    arguments: &MigrateArguments,
    text: &str,
    messages: &Messages,
    sources: &mut Sources,
) -> Result<Exit, Failure> {
    let source = sources.add(arguments.file.display().to_string(), text);
    let chart = arguments.to.as_deref().map_or(Ok(ChartDefinition::newest()), ChartDefinition::at);
    let chart = chart.map_err(Diagnostic::from)?;
    let migration = migrated(text, source, &chart)?;
    tell(&migration, messages, sources)?;
    deliver(&migration, text, arguments)?;
    let mut sources = Sources::default();
    let mut layers = chart.layers(&mut sources);
    layers.add_file(&mut sources, &arguments.file.display().to_string(), &migration.text);
    Ok(in_the_way(&migration, vec![Request::of_values(chart, layers)], messages, &mut sources))
}

/// Rewrites the values in a file of another kind, where they stand.
fn within(
    arguments: &MigrateArguments,
    text: &str,
    mut insets: Insets,
    messages: &Messages,
    sources: &mut Sources,
) -> Result<Exit, Failure> {
    let typed = ChartArguments { chart_version: arguments.to.clone() };
    let mut charts = insets.opened.iter_mut().map(|opened| opened.chart(&typed, arguments.to.is_some()));
    let chart = charts.next().unwrap_or_else(ChartDefinition::newest);
    drop(charts);
    let errors: Vec<Diagnostic> = insets.opened.iter().flat_map(Opened::errors).collect();
    if !errors.is_empty() {
        return Err(errors.into());
    }
    let mut all = Migration { text: text.to_owned(), changes: Vec::new(), left: Vec::new() };
    for (source, inset) in &insets.list {
        let Migration { text: values, changes, left } = migrated(&inset.text, *source, &chart)?;
        let place = |span| inset.outer(span, *source, text);
        all.changes.extend(changes.into_iter().map(|change| Change { span: place(change.span), ..change }));
        all.left.extend(left.into_iter().map(|left| Left { span: place(left.span), ..left }));
        all.text = inset.put(&all.text, &values);
    }
    all.changes.sort_by_key(|change| change.span.start);
    all.left.sort_by_key(|left| left.span.start);
    tell(&all, messages, sources)?;
    deliver(&all, text, arguments)?;
    let mut sources = Sources::default();
    let given = Given::new(&arguments.file, sources.add(arguments.file.display().to_string(), all.text.as_str()));
    let requests = requests(&given, &chart, arguments, &mut sources);
    Ok(in_the_way(&all, requests, messages, &mut sources))
}

fn migrated(text: &str, source: SourceId, chart: &ChartDefinition) -> Result<Migration, Diagnostic> {
    let defaults = chart.defaults_tree(&mut Sources::default());
    let migration = values::migrate(text, source, |change, value| chart.has_made(change, value, &defaults));
    migration.map_err(Diagnostic::from)
}

/// What the new file gives, release by release.
fn requests(
    given: &Given,
    chart: &ChartDefinition,
    arguments: &MigrateArguments,
    sources: &mut Sources,
) -> Vec<Request> {
    let opened: Vec<Opened> = match &arguments.values_at {
        Some(path) => vec![Opened::at(given, path, sources)],
        None => Opened::all(given, sources),
    };
    let request = |opened: Opened| {
        let mut layers = chart.layers(sources);
        opened.lay(chart, &mut layers, sources);
        Request::of_values(chart.clone(), layers)
    };
    opened.into_iter().map(request).collect()
}

/// Renders the new values, and tells why that cannot be done, unless what is left to do by hand says it already.
fn in_the_way(migration: &Migration, requests: Vec<Request>, messages: &Messages, sources: &mut Sources) -> Exit {
    let mut exit = Exit::Done;
    for request in requests {
        let Err(mut problems) = pipeline::render(request, sources) else { continue };
        exit = Exit::No;
        problems.retain(|problem| problem.severity == Severity::Error);
        if migration.left.is_empty() {
            // The new values are given all the same.
            let _ = messages.show(problems, sources);
        }
    }
    exit
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
