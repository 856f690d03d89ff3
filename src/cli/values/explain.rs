//! `vaultchart values explain`: prints what a key does and, if values are given, who set it.
//!
//! Values that messages must not show are printed: whoever asks for this very key gave them.

use super::arguments::ExplainArguments;
use super::reach::reach;
use crate::chart::{Explanation, UnknownKey, apply_old_names, explain};
use crate::cli::exit::Exit;
use crate::cli::failure::Failure;
use crate::cli::release::ValuesArguments;
use crate::cli::release::layers;
use crate::cli::session::Session;
use crate::cli::streams::deliver;
use crate::diagnostic::Diagnostic;
use crate::output::{self, Given};
use crate::source::Sources;
use crate::values::{Layers, Merged, Path, Said, origin, writers};
use crate::yaml::Node;

/// The key of earlier versions that may set another one.
const OLD_IMAGE: &str = "global.image";

/// Runs the command.
pub(super) fn run(arguments: &ExplainArguments, session: &Session, sources: &mut Sources) -> Result<Exit, Failure> {
    let path = Path::parse(&arguments.key).ok_or_else(|| no_key(&arguments.key))?;
    let typed = &arguments.values;
    let values = ValuesArguments { chart: typed.chart.over(session.project.chart()), ..typed.clone() };
    let (chart, layers) = layers::read(&values, typed.chart.chart_version.is_some(), sources);
    let mut merged = layers::merge(&layers, &session.messages, sources)?;
    let warnings = std::mem::take(&mut merged.warnings);
    session.messages.show(warnings, sources)?;
    apply_old_names(&mut merged);
    let given = is_given(&values).then(|| given(&path, &layers, &merged, sources));
    let reaching = reach(&path, &layers, &chart, sources);
    let known = explain(&path, &chart, &layers.defaults().tree, sources);
    let known = known.or_else(|unknown| set_nevertheless(unknown, given.as_ref()))?;
    deliver(&output::explanation(&known, &reaching, given.as_ref(), &layers, sources))
}

fn is_given(values: &ValuesArguments) -> bool {
    let flags = [&values.set_json, &values.set, &values.set_string, &values.set_file, &values.set_literal];
    !values.profile.is_empty() || !values.files.is_empty() || flags.iter().any(|flags| !flags.is_empty())
}

/// A key that the chart does not know has a story as well, if the user has set it.
fn set_nevertheless(unknown: UnknownKey, given: Option<&Given<'_>>) -> Result<Explanation<'static>, Vec<Diagnostic>> {
    let is_set = given.is_some_and(|given| given.writers.iter().any(|writer| matches!(writer.said, Said::Value(_))));
    if is_set { Ok(Explanation::of_unknown(&unknown.path)) } else { Err(vec![unknown.into()]) }
}

fn given<'run>(path: &Path, layers: &'run Layers, merged: &'run Merged, sources: &Sources) -> Given<'run> {
    let value = path.find(&merged.values);
    let through = merged.values.at(OLD_IMAGE).filter(|old| value.is_some_and(|value| is_part_of(value, old)));
    let through = through.filter(|_| *path != Path::of_keys(OLD_IMAGE));
    let set_through = through.map(|old| (Path::of_keys(OLD_IMAGE), origin(old.span, layers, sources)));
    Given { writers: writers(layers, path, sources), value, set_through }
}

fn is_part_of(value: &Node, old: &Node) -> bool {
    value.span == old.span && value.as_text().is_some()
}

fn no_key(text: &str) -> Diagnostic {
    Diagnostic::error("explain-key", format!("`{text}` is not the path of a key"))
        .help("write keys with dots between them, and indexes in brackets: `server.tolerations[0].key`")
}
