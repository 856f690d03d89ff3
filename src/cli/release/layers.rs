//! From the values flags to the layers of values.

use std::borrow::Cow;
use std::path::Path;

use super::opened::Opened;
use super::values::ValuesArguments;
use crate::chart::ChartDefinition;
use crate::cli::failure::Failure;
use crate::cli::messages::Messages;
use crate::cli::revision::Origin;
use crate::diagnostic::Diagnostic;
use crate::source::Sources;
use crate::values::{Layers, Merged, SetKind, set_file_names};

/// Reads every layer, with the release of the chart that is meant. What cannot be read is kept in the layers as a problem,
/// so that one run tells of all of them.
pub(in crate::cli) fn read(
    values: &ValuesArguments,
    has_typed_chart: bool,
    sources: &mut Sources,
) -> (ChartDefinition, Layers) {
    let mut opened = Opened::of(values, &Origin::Now, sources);
    let chart = opened.chart(&values.chart, has_typed_chart);
    let layers = read_opened(values, opened, &chart, &Origin::Now, sources);
    (chart, layers)
}

/// Reads every layer, files as they are or were somewhere.
pub(super) fn read_opened(
    values: &ValuesArguments,
    opened: Opened,
    chart: &ChartDefinition,
    origin: &Origin,
    sources: &mut Sources,
) -> Layers {
    let mut layers = chart.layers(sources);
    for name in &values.profile {
        match profile(chart, name) {
            Ok(text) => layers.add_profile(sources, name, &text),
            Err(problem) => layers.add_problem(problem),
        }
    }
    opened.lay(chart, &mut layers, sources);
    for (kind, arguments) in flags(values) {
        for argument in arguments {
            match files_of(kind, argument, origin) {
                Ok(files) => layers.add_flag(sources, kind, argument, &files),
                Err(problem) => layers.add_problem(problem),
            }
        }
    }
    layers
}

/// The text of a profile.
///
/// # Errors
/// A name that no profile has.
pub(in crate::cli) fn profile(chart: &ChartDefinition, name: &str) -> Result<Cow<'static, str>, Diagnostic> {
    chart.profile(name).ok_or_else(|| no_such_profile(chart, name))
}

fn flags(values: &ValuesArguments) -> [(SetKind, &[String]); 5] {
    [
        (SetKind::Json, &values.set_json),
        (SetKind::Typed, &values.set),
        (SetKind::Text, &values.set_string),
        (SetKind::File, &values.set_file),
        (SetKind::Literal, &values.set_literal),
    ]
}

/// The texts of the files that a flag names.
fn files_of(kind: SetKind, argument: &str, origin: &Origin) -> Result<Vec<String>, Diagnostic> {
    let names = if kind == SetKind::File { set_file_names(argument) } else { Vec::new() };
    names.iter().map(|name| origin.text(Path::new(name))).collect()
}

fn no_such_profile(chart: &ChartDefinition, name: &str) -> Diagnostic {
    let known: Vec<String> = chart.profiles.iter().map(|(known, _)| format!("`{known}`")).collect();
    Diagnostic::error("profile", format!("there is no profile `{name}`"))
        .help(format!("the profiles are {}", known.join(", ")))
}

/// Lays the layers over each other.
///
/// # Errors
/// All that is wrong with them.
pub(in crate::cli) fn merge(layers: &Layers, messages: &Messages, sources: &Sources) -> Result<Merged, Failure> {
    layers.merge().map_err(|problems| {
        // No answer is given, whatever is shown.
        let _ = messages.show(problems, sources);
        Failure::said()
    })
}
