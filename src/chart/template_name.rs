//! What a template is called: by us, by Helm, and in its folder.

/// What the file of every template ends in.
const SUFFIX: &str = ".yaml.j2";

/// The file of a template.
pub fn file(name: &str) -> String {
    format!("{name}{SUFFIX}")
}

/// The name of a template by its file; none for a file of macros, whose name starts with `_`.
pub(super) fn name(file: &str) -> Option<&str> {
    let name = file.strip_suffix(SUFFIX)?;
    let last = name.rsplit('/').next().unwrap_or(name);
    (!last.starts_with('_')).then_some(name)
}

/// Helm's name for the template: `server/statefulset` is `templates/server-statefulset.yaml` there.
pub fn helm_file(name: &str) -> String {
    match name.strip_prefix("tests/") {
        Some(test) => format!("templates/tests/{test}.yaml"),
        None => format!("templates/{}.yaml", name.replace('/', "-")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_translate_to_those_of_helm() {
        assert_eq!(helm_file("server/ha-active-service"), "templates/server-ha-active-service.yaml");
        assert_eq!(helm_file("tests/server-test"), "templates/tests/server-test.yaml");
    }
}
