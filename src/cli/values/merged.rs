//! `vaultchart values merged`: prints the values that files and flags make together with the defaults.
//!
//! Values that messages must not show are printed: whoever asks for the merged values gave them.

use super::arguments::MergedArguments;
use crate::chart;
use crate::cli::exit::Exit;
use crate::cli::failure::Failure;
use crate::cli::form::OutputForm;
use crate::cli::release::layers;
use crate::cli::session::Session;
use crate::cli::streams::deliver;
use crate::diagnostic::Diagnostic;
use crate::output;
use crate::source::Sources;

/// Runs the command.
pub(super) fn run(arguments: &MergedArguments, session: &Session, sources: &mut Sources) -> Result<Exit, Failure> {
    if arguments.origins && arguments.output == OutputForm::Json {
        let title = "JSON has no comments to hold origins: leave out `--origins` or `-o json`";
        return Err(Diagnostic::error("arguments", title).into());
    }
    let values = arguments.values.over(session.project.values());
    let has_typed_chart = arguments.values.chart.chart_version.is_some();
    let (_, layers) = layers::read(&values, has_typed_chart, sources);
    let mut merged = layers::merge(&layers, &session.messages, sources)?;
    chart::apply_old_names(&mut merged);
    let warnings = std::mem::take(&mut merged.warnings);
    session.messages.show(warnings, sources)?;
    deliver(&match arguments.output {
        OutputForm::Json => format!("{:#}\n", merged.values.to_json()),
        OutputForm::Yaml if arguments.origins => output::values_with_origins(&merged.values, &layers, sources),
        OutputForm::Yaml => output::values(&merged.values),
    })
}
