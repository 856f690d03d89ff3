//! The upgrade by Helm. Helm reads values files alone: what stands in a file of another tool, at a path of a file, or in
//! a ready profile is written into a values file first.

use super::command_line::{typed_for_helm, typed_values};
use crate::cli::release::Asked;
use crate::command::{Command, Word};
use crate::embedded::Kind;

/// The command that upgrades a release, and before it the one that writes the values into a file, if Helm could not read
/// what they stand in. `asked` is what was typed, `filled` the same with what files say of the release.
pub(super) fn upgrade(asked: &Asked, filled: &Asked, release: &str, file: &str) -> (Option<Command>, Command) {
    let command = Command::new("helm upgrade").word(release);
    if filled.kind == Some(Kind::Umbrella) {
        return (None, in_namespace(command.word(folder(asked)), filled).words(typed_for_helm(asked).words));
    }
    // A release of the chart that is not known was reported where the manifests were rendered.
    let command = match filled.values.chart.definition() {
        Ok(chart) => command.own("hashicorp/vault").own("--version").word(chart.release.version),
        Err(_) => command.own("hashicorp/vault"),
    };
    let command = in_namespace(command, filled);
    let values = &asked.values;
    if filled.kind.is_none() && values.values_at.is_none() && values.profile.is_empty() {
        return (None, command.words(typed_for_helm(asked).words));
    }
    let merged = Command::new("vaultchart values merged").words(typed_values(asked).words).into_file(file);
    (Some(merged), command.own("-f").word(Word::file(file)))
}

fn in_namespace(command: Command, filled: &Asked) -> Command {
    command.own("-n").word(filled.release.namespace())
}

/// The folder of the chart whose values were given.
fn folder(asked: &Asked) -> Word {
    let folder = asked.values.files.first().and_then(|file| file.parent()).map(|folder| folder.display().to_string());
    Word::file(&folder.filter(|folder| !folder.is_empty()).unwrap_or_else(|| ".".to_owned()))
}
