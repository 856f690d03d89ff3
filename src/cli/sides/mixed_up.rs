//! What is said of sides that cannot be meant: another release, values in the place of manifests, a dump without what a
//! plan is about.

use std::path::Path;

use crate::chart::ChartDefinition;
use crate::cli::inputs;
use crate::diagnostic::Diagnostic;
use crate::diff::LeftOut;
use crate::manifest::Object;
use crate::ownership::{OtherRelease, other_release};
use crate::source::Sources;
use crate::yaml;

/// Says of two releases that they are two.
pub(in crate::cli) fn two_releases(old: &[Object], new: &[Object], is_rendered: bool) -> Option<Diagnostic> {
    let OtherRelease { old, new } = other_release(old, new)?;
    let title = format!("the old side is release `{}` in namespace `{}`", old.0, old.1);
    let title = if is_rendered { format!("{title}; forgot `{}`?", forgotten(&old, &new)) } else { title };
    let note = format!("it has no object in common with the new side: release `{}` in namespace `{}`", new.0, new.1);
    Some(Diagnostic::warning("other-release", title).note(note))
}

/// What has to be typed for the release of the old side.
fn forgotten(old: &(String, String), new: &(String, String)) -> String {
    let name = (old.0 != new.0).then(|| old.0.clone());
    let namespace = (old.1 != new.1).then(|| format!("-n {}", old.1));
    name.into_iter().chain(namespace).collect::<Vec<_>>().join(" ")
}

/// Says of a dump without the sets of pods that it cannot tell whether servers run.
pub(in crate::cli) fn no_sets(left_out: &LeftOut) -> Option<Diagnostic> {
    let is_missing = left_out.not_in_dump.iter().any(|id| id.kind == "StatefulSet");
    is_missing.then(|| {
        Diagnostic::warning(
            "dump-incomplete",
            "the dump holds no StatefulSet, so the plan assumes that no server is \
            running",
        )
        .help("add `statefulset` to `kubectl get`, unless this is the first server")
    })
}

/// Says of values that stand in the place of manifests which flag takes them.
pub(in crate::cli) fn values_instead(
    problems: Vec<Diagnostic>,
    path: &Path,
    flag: &str,
    sources: &Sources,
) -> Vec<Diagnostic> {
    let told = |problem: Diagnostic| {
        let source = problem.span().filter(|_| problem.code == "manifest-object").map(|span| span.source);
        match source.filter(|source| are_values(sources.text(*source))) {
            Some(source) => {
                let name = sources.name(source).to_owned();
                let typed = if inputs::is_stdin(path) { "-" } else { &name };
                let problem =
                    Diagnostic::error("values-not-manifests", format!("`{name}` holds values, not manifests"));
                problem.help(format!("compare with the release that they give: `{flag} {typed}`"))
            }
            None => problem,
        }
    };
    problems.into_iter().map(told).collect()
}

/// Whether a text is a map with a key of the chart and without those that every manifest has.
fn are_values(text: &str) -> bool {
    let Ok(stream) = yaml::read(text, Sources::default().add("", text)) else { return false };
    stream.documents.first().is_some_and(|document| {
        let is_manifest = ["apiVersion", "kind"].iter().any(|key| document.root.get(key).is_some());
        !is_manifest && ChartDefinition::newest().schema().properties().any(|(key, _)| document.root.get(key).is_some())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_have_a_key_of_the_chart_and_no_kind() {
        for (text, expected) in [
            ("server:\n  ha: {enabled: true}\n", true),
            ("# note\nglobal: {}\n", true),
            ("{\"ui\": {}}", true),
            ("USER-SUPPLIED VALUES:\ninjector: {enabled: false}\n", true),
            ("a: 1\n", false),
            ("kind: Config\nserver: x\n", false),
            ("apiVersion: v1\nserver: x\n", false),
            ("- server\n", false),
            ("server", false),
            ("server: [", false),
            ("", false),
        ] {
            assert_eq!(are_values(text), expected, "{text}");
        }
    }
}
