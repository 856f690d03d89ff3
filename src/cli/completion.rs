//! What a shell completes beyond commands and flags: keys of values, profiles, rules and templates.

use std::ffi::OsStr;

use clap_complete::engine::CompletionCandidate;

use crate::chart::{ChartDefinition, Templates};
use crate::check::rules;
use crate::source::Sources;
use crate::values::{Path, Schema, documentation, first_sentence};

/// What the program is called.
pub(super) const NAME: &str = "vaultchart";
/// The variable by which a shell asks for completions.
pub(super) const VARIABLE: &str = "COMPLETE";

/// Completes `key=` of `--set` and its kin: one level of keys at a time, with what they do.
pub(super) fn assignments(current: &OsStr) -> Vec<CompletionCandidate> {
    let text = current.to_string_lossy();
    if text.contains('=') && !text.contains(',') {
        return Vec::new();
    }
    // Only the pair behind the last comma is being typed.
    let start = text.rfind(',').map_or(0, |comma| comma + 1);
    let (before, typed) = text.split_at(start);
    keys(typed, "=").into_iter().map(|(key, help)| candidate(format!("{before}{key}"), &help)).collect()
}

/// Completes a key of the values.
pub(super) fn value_keys(current: &OsStr) -> Vec<CompletionCandidate> {
    keys(&current.to_string_lossy(), "").into_iter().map(|(key, help)| candidate(key, &help)).collect()
}

/// Completes the name of a profile.
pub(super) fn profiles(current: &OsStr) -> Vec<CompletionCandidate> {
    let typed = current.to_string_lossy();
    ChartDefinition::newest()
        .profiles
        .iter()
        .filter(|(name, _)| name.starts_with(&*typed))
        .map(|(name, _)| CompletionCandidate::new(*name))
        .collect()
}

/// Completes a release of the chart.
pub(super) fn chart_versions(current: &OsStr) -> Vec<CompletionCandidate> {
    let typed = current.to_string_lossy();
    let known = ChartDefinition::newest().releases.iter().filter(|release| release.version.starts_with(&*typed));
    known.map(|release| candidate(release.version.to_owned(), release.date)).collect()
}

/// Completes the name of a rule.
pub(super) fn rule_names(current: &OsStr) -> Vec<CompletionCandidate> {
    let typed = current.to_string_lossy();
    let fitting = rules().iter().filter(|rule| rule.id.starts_with(&*typed));
    fitting.map(|rule| candidate(rule.id.to_owned(), rule.title)).collect()
}

/// Completes the name of a template.
pub(super) fn template_names(current: &OsStr) -> Vec<CompletionCandidate> {
    let typed = current.to_string_lossy();
    let templates = Templates::with(&ChartDefinition::newest(), []);
    templates.names().filter(|name| name.starts_with(&*typed)).map(CompletionCandidate::new).collect()
}

fn candidate(value: String, help: &str) -> CompletionCandidate {
    CompletionCandidate::new(value).help((!help.is_empty()).then(|| help.to_owned().into()))
}

/// The keys that what was typed can go on with, each with its first sentence: a key with keys below it ends in a dot,
/// one without in `end`.
fn keys(typed: &str, end: &str) -> Vec<(String, String)> {
    let chart = ChartDefinition::newest();
    let schema = chart.schema();
    let mut sources = Sources::default();
    let layers = chart.layers(&mut sources);
    let (above, start) = typed.rsplit_once('.').unwrap_or(("", typed));
    let path = if above.is_empty() { Some(Path::root()) } else { Path::parse(above) };
    let Some((path, known)) = path.and_then(|path| Some((path.clone(), schema.find(&path)?))) else {
        return Vec::new();
    };
    let fitting = known.properties().filter(|(key, _)| key.starts_with(start));
    let key = |(key, below): (&str, &Schema)| {
        let prefix = if above.is_empty() { String::new() } else { format!("{above}.") };
        let help = first_sentence(&documentation(&path.key(key), &layers.defaults().tree, &sources));
        let end = if below.properties().next().is_some() { "." } else { end };
        (format!("{prefix}{}{end}", key.replace('.', r"\.")), help)
    };
    fitting.map(key).collect()
}

#[cfg(test)]
mod tests {
    use super::keys;

    #[test]
    fn keys_are_completed_one_level_at_a_time() {
        let names = |typed: &str| keys(typed, "=").into_iter().map(|(key, _)| key).collect::<Vec<_>>();
        assert_eq!(names("server.ha.repl"), ["server.ha.replicas="]);
        assert_eq!(names("server.ha.raft.e"), ["server.ha.raft.enabled="]);
        assert_eq!(names("serve"), ["server.", "serverTelemetry."]);
        assert!(names("server.nothing.").is_empty());
        let (_, help) = keys("server.ha.replicas", "=").remove(0);
        assert!(!help.is_empty() && !help.contains('\n'), "{help}");
    }
}
