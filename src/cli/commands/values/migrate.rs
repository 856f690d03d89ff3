//! `vaultchart values migrate`: rewrites a values file of an earlier version of vault-helm to the keys of today.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};

use crate::cli::args::MigrateArguments;
use crate::cli::exit::Exit;
use crate::cli::inputs;
use crate::cli::messages::{Messages, Verdict};
use crate::cli::streams::{print, say};
use crate::diagnostic::Diagnostic;
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
    match values::migrate(&text, source) {
        Ok(migration) => {
            if tell(&migration, messages, &sources) == Verdict::Failed {
                return Ok(Exit::Trouble);
            }
            deliver(&migration, &text, arguments).map(|()| Exit::Done)
        }
        Err(error) => {
            let _ = messages.show(vec![error.into()], &sources);
            Ok(Exit::Trouble)
        }
    }
}

fn deliver(migration: &Migration, old: &str, arguments: &MigrateArguments) -> Result<()> {
    let file = &arguments.file;
    match arguments.write {
        true if migration.text == old => Ok(()),
        true => fs::write(file, &migration.text).with_context(|| format!("cannot write `{}`", file.display())),
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
