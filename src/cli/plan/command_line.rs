//! Flags as they are typed once more: for commands that are printed to be pasted or run by a script.
//!
//! A credential that was typed is not written down again: its key stays, and its value is a variable of the shell, which
//! whoever runs the command has to set.

use crate::cli::release::Asked;
use crate::command::Word;
use crate::secrets::looks_secret;

/// The words behind a command, and the variables that have to be set for them.
#[derive(Clone, Debug, Default)]
pub(in crate::cli) struct Typed {
    /// The words.
    pub(in crate::cli) words: Vec<Word>,
    /// The variables, each with the key whose value it holds.
    pub(in crate::cli) variables: Vec<(String, String)>,
}

/// The arguments of a render.
pub(in crate::cli) fn typed(asked: &Asked) -> Typed {
    let Asked { release, values, cluster, selection, .. } = asked;
    let mut typed = Typed { words: release.name.iter().cloned().map(Word::from).collect(), ..Typed::default() };
    release.namespace.iter().for_each(|namespace| typed.flag("-n", namespace));
    release.name_template.iter().for_each(|template| typed.flag("--name-template", template));
    typed.values(asked);
    cluster.api_versions.iter().for_each(|version| typed.flag("-a", version));
    selection.show_only.iter().for_each(|template| typed.flag("-s", template));
    values.chart.chart_version.iter().for_each(|version| typed.flag("--chart-version", version));
    cluster.kube_version.iter().for_each(|version| typed.flag("--kube-version", version));
    selection.templates.iter().for_each(|folder| typed.flag("--templates", &folder.display().to_string()));
    for (name, is_given) in [
        ("--is-upgrade", release.is_upgrade),
        ("--skip-schema-validation", values.skip_schema_validation),
        ("--skip-tests", selection.skip_tests),
        ("--no-hooks", selection.no_hooks),
    ] {
        typed.words.extend(is_given.then(|| Word::text(name)));
    }
    typed
}

/// The arguments that say the values alone.
pub(in crate::cli) fn typed_values(asked: &Asked) -> Typed {
    let mut typed = Typed::default();
    typed.values(asked);
    asked.values.chart.chart_version.iter().for_each(|version| typed.flag("--chart-version", version));
    typed
}

/// The arguments by which Helm is given the same values, as far as it can read what they stand in.
pub(in crate::cli) fn typed_for_helm(asked: &Asked) -> Typed {
    let mut typed = Typed::default();
    typed.files_and_sets(asked);
    typed
}

impl Typed {
    fn values(&mut self, asked: &Asked) {
        let values = &asked.values;
        values.profile.iter().for_each(|profile| self.flag("--profile", profile));
        self.files_and_sets(asked);
        values.values_at.iter().for_each(|path| self.flag("--values-at", &path.to_string()));
        values.release.iter().for_each(|release| self.flag("--release", release));
    }

    fn files_and_sets(&mut self, asked: &Asked) {
        let values = &asked.values;
        values
            .files
            .iter()
            .for_each(|file| self.words.extend([Word::text("-f"), Word::file(&file.display().to_string())]));
        values.set_json.iter().for_each(|given| self.assign("--set-json", given));
        values.set.iter().flat_map(|given| assignments(given)).for_each(|given| self.assign("--set", given));
        values
            .set_string
            .iter()
            .flat_map(|given| assignments(given))
            .for_each(|given| self.assign("--set-string", given));
        values.set_file.iter().for_each(|given| self.flag("--set-file", given));
        values.set_literal.iter().for_each(|given| self.assign("--set-literal", given));
    }

    fn flag(&mut self, name: &'static str, value: &str) {
        if value.starts_with('-') {
            self.words.push(Word::text(format!("{name}={value}")));
        } else {
            self.words.extend([Word::text(name), Word::from(value)]);
        }
    }

    /// A key with its value, or with a variable where the value is a credential.
    fn assign(&mut self, name: &'static str, given: &str) {
        let Some((key, _)) = given.split_once('=').filter(|(key, value)| is_credential(key, value)) else {
            return self.flag(name, given);
        };
        let known = self.variables.iter().find(|(_, other)| other == key).map(|(variable, _)| variable.clone());
        let variable = known.unwrap_or_else(|| format!("SECRET_{}", self.variables.len() + 1));
        if !self.variables.iter().any(|(other, _)| *other == variable) {
            self.variables.push((variable.clone(), key.to_owned()));
        }
        self.words.extend([Word::text(name), Word::text(format!("{key}=")).then(Word::variable(variable))]);
    }
}

/// Whether a value is one that must not be written down: by its own form, or by any part of its key.
fn is_credential(key: &str, value: &str) -> bool {
    key.split(['.', '[', ']']).any(|part| looks_secret(part, value))
}

/// The assignments that a flag holds: it is split at commas that stand neither behind a backslash nor in a list.
fn assignments(given: &str) -> Vec<&str> {
    let (mut parts, mut start, mut depth, mut is_escaped) = (Vec::new(), 0, 0_usize, false);
    for (at, character) in given.char_indices() {
        match character {
            _ if is_escaped => {}
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            ',' if depth == 0 => {
                parts.push(&given[start..at]);
                start = at + 1;
            }
            _ => {}
        }
        is_escaped = character == '\\' && !is_escaped;
    }
    parts.push(&given[start..]);
    parts.retain(|part| !part.is_empty());
    parts
}

#[cfg(test)]
mod tests {
    use super::assignments;

    #[test]
    fn an_assignment_ends_at_a_comma_of_its_own() {
        assert_eq!(assignments("a=b,c={d,e},f=g\\,h"), ["a=b", "c={d,e}", "f=g\\,h"]);
        assert_eq!(assignments("a=b"), ["a=b"]);
    }
}
