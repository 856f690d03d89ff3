//! `vaultchart check --fix`: mends values files where there is one way to do it, as a patch or in place.

use anyhow::anyhow;
use clap::ValueEnum;

use crate::cli::exit::Exit;
use crate::cli::failure::Failure;
use crate::cli::inputs;
use crate::cli::release::Asked;
use crate::cli::streams::{print, say};
use crate::diagnostic::Diagnostic;
use crate::output;
use crate::pipeline::Request;
use crate::source::Sources;
use crate::values::{self, Layer, LayerKind, Replaced};
use crate::yaml::{self, Node};

/// What becomes of what was mended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum Fix {
    /// It is shown as a patch.
    Patch,
    /// It is written.
    Write,
}

/// Runs the command.
///
/// # Errors
/// A file that cannot be read or written.
pub(super) fn run(fix: Fix, asked: &Asked, request: &Request, sources: &Sources) -> Result<Exit, Failure> {
    let files = &asked.values.files;
    if files.is_empty() {
        let problem = Diagnostic::error("fix", "there is no values file to mend").help("name one by `-f`");
        return Err(problem.into());
    }
    if fix == Fix::Write && files.iter().any(|file| inputs::is_stdin(file)) {
        return Err(anyhow!("standard input cannot be written in place: leave out `=write`").into());
    }
    let (_, unreadable) = request.layers.merge_readable();
    if !unreadable.is_empty() {
        return Err(unreadable.into());
    }
    let chart = &request.chart;
    let defaults = chart.defaults_tree(&mut Sources::default());
    let (mut patch, mut count) = (String::new(), 0);
    // The texts were read once: standard input is not there a second time.
    let layers = request.layers.lowest_first().into_iter().filter(|layer| layer.kind == LayerKind::File);
    for layer in layers {
        let (name, text) = (sources.name(layer.source), sources.text(layer.source));
        let Some(file) = files.iter().find(|file| inputs::name(file) == name) else { continue };
        if is_part_of_another(layer, text) {
            say(&format!("{name}: holds more than values, and is not mended"));
            continue;
        }
        let is_due = |change: &Replaced, value: &Node| chart.has_made(change, value, &defaults);
        let mended = values::mend(text, layer.source, chart.schema(), is_due).map_err(Diagnostic::from)?;
        for words in &mended.mends {
            say(&format!("{name}: {words}"));
        }
        count += mended.mends.len();
        match fix {
            Fix::Patch => patch.push_str(&output::text_patch(name, text, &mended.text)),
            Fix::Write if mended.text != *text => output::replace_file(file, &mended.text)?,
            Fix::Write => {}
        }
    }
    say(&match (count, fix) {
        (0, _) => "nothing to mend".to_owned(),
        (1, Fix::Patch) => "1 mend: `--fix=write` writes it".to_owned(),
        (count, Fix::Patch) => format!("{count} mends: `--fix=write` writes them"),
        (1, Fix::Write) => "1 mend written".to_owned(),
        (count, Fix::Write) => format!("{count} mends written"),
    });
    print(&patch)?;
    Ok(Exit::Done)
}

/// Whether the values were only a part of the text, such as those in the manifest of an Argo CD application.
fn is_part_of_another(layer: &Layer, text: &str) -> bool {
    let documents = yaml::read(text, layer.source).map(|stream| stream.documents).unwrap_or_default();
    let says = |key: &str| documents.iter().any(|document| document.root.get(key).is_some());
    layer.tree.as_map().is_some_and(|map| map.keys().any(|key| !says(key)))
}
