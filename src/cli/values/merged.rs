//! `vaultchart values merged`: prints the values that files and flags make together with the defaults.
//!
//! Values that messages must not show are printed: whoever asks for the merged values gave them.

use super::arguments::MergedArguments;
use crate::chart;
use crate::cli::exit::Exit;
use crate::cli::form::OutputForm;
use crate::cli::messages::{Messages, Verdict};
use crate::cli::release::layers;
use crate::cli::streams::deliver;
use crate::output;
use crate::source::Sources;

/// Runs the command.
pub(in crate::cli) fn run(arguments: &MergedArguments, messages: &Messages) -> Exit {
    if arguments.origins && arguments.output == OutputForm::Json {
        messages.fail("arguments", "JSON has no comments to hold origins: leave out `--origins` or `-o json`");
        return Exit::Trouble;
    }
    let mut sources = Sources::default();
    let chart = match arguments.values.chart.definition() {
        Ok(chart) => chart,
        Err(problem) => {
            let _ = messages.show(vec![problem], &sources);
            return Exit::Trouble;
        }
    };
    let layers = layers::read(&arguments.values, &chart, &mut sources);
    let mut merged = match layers.merge() {
        Ok(merged) => merged,
        Err(problems) => {
            let _ = layers::show(problems, &layers, &chart, messages, &mut sources);
            return Exit::Trouble;
        }
    };
    chart::apply_old_names(&mut merged);
    let warnings = std::mem::take(&mut merged.warnings);
    if layers::show(warnings, &layers, &chart, messages, &mut sources) == Verdict::Failed {
        return Exit::Trouble;
    }
    let text = match arguments.output {
        OutputForm::Json => format!("{:#}\n", merged.values.to_json()),
        OutputForm::Yaml if arguments.origins => output::values_with_origins(&merged.values, &layers, &sources),
        OutputForm::Yaml => output::values(&merged.values),
    };
    deliver(&text, messages)
}
