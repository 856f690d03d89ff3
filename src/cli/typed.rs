//! Flags as they are typed once more: for commands that are printed to be pasted.

use super::request::RenderFlags;

/// The arguments of a render, each behind a space, as words of a shell.
pub(super) fn typed(flags: RenderFlags) -> String {
    let RenderFlags { release, values, cluster, selection } = flags;
    let mut words: Vec<String> = release.name.iter().cloned().collect();
    let mut flag = |name: &str, value: &str| words.extend([name.to_owned(), value.to_owned()]);
    release.namespace.iter().for_each(|namespace| flag("-n", namespace));
    release.name_template.iter().for_each(|template| flag("--name-template", template));
    values.profile.iter().for_each(|profile| flag("--profile", profile));
    values.files.iter().for_each(|file| flag("-f", &file.display().to_string()));
    for (name, given) in [
        ("--set-json", &values.set_json),
        ("--set", &values.set),
        ("--set-string", &values.set_string),
        ("--set-file", &values.set_file),
        ("--set-literal", &values.set_literal),
        ("-a", &cluster.api_versions),
        ("-s", &selection.show_only),
    ] {
        given.iter().for_each(|value| flag(name, value));
    }
    values.chart.chart_version.iter().for_each(|version| flag("--chart-version", version));
    cluster.kube_version.iter().for_each(|version| flag("--kube-version", version));
    selection.templates.iter().for_each(|folder| flag("--templates", &folder.display().to_string()));
    for (name, is_given) in [
        ("--is-upgrade", release.is_upgrade),
        ("--skip-schema-validation", values.skip_schema_validation),
        ("--skip-tests", selection.skip_tests),
        ("--no-hooks", selection.no_hooks),
    ] {
        words.extend(is_given.then(|| name.to_owned()));
    }
    words.iter().map(|word| format!(" {}", quoted(word))).collect()
}

/// A word of a shell, in quotes if it needs them.
pub(super) fn quoted(word: &str) -> String {
    let is_plain = |character: char| character.is_ascii_alphanumeric() || "-_./=:,@+%".contains(character);
    if !word.is_empty() && word.chars().all(is_plain) {
        return word.to_owned();
    }
    format!("'{}'", word.replace('\'', r"'\''"))
}

#[cfg(test)]
mod tests {
    use super::quoted;

    #[test]
    fn words_are_quoted_where_a_shell_would_read_more_into_them() {
        assert_eq!(quoted("server.ha.replicas=5"), "server.ha.replicas=5");
        assert_eq!(quoted("a={b,c}"), "'a={b,c}'");
        assert_eq!(quoted("it's $x"), r"'it'\''s $x'");
        assert_eq!(quoted(""), "''");
    }
}
