//! What the chart does with a key: the templates that name it, and the decisions that it takes part in.

use super::catalog::CATALOG;
use crate::values::{Path, Step};

/// The texts in which keys are turned into decisions that all templates share.
const DECISIONS: &[&str] = &[
    include_str!("facts.rs"),
    include_str!("labels.rs"),
    include_str!("mode.rs"),
    include_str!("server_config.rs"),
    include_str!("server_facts.rs"),
];

/// What of the chart reads a key.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Readers {
    /// The templates whose text names the key, a key below it, or the whole of a map above it.
    pub templates: Vec<&'static str>,
    /// The templates whose condition names the key: it decides whether they are rendered.
    pub gates: Vec<&'static str>,
    /// Whether the key is read for decisions that all templates share, such as names, mode and number of pods.
    pub decides: bool,
}

/// Finds what of the chart reads the key at a path.
pub fn readers(path: &Path) -> Readers {
    let keys: Vec<&str> = path.steps().iter().map_while(key).collect();
    let names = |text: fn(&super::catalog::Template) -> &'static str, whole: bool| {
        let found = CATALOG.iter().filter(|template| is_read(text(template), &keys, whole));
        found.map(|template| template.name).collect()
    };
    let quoted = format!("(\"{}\")", keys.join("."));
    Readers {
        templates: names(|template| template.text, true),
        gates: names(|template| template.condition, false),
        decides: DECISIONS.iter().any(|text| own_part(text).contains(&quoted)),
    }
}

fn key(step: &Step) -> Option<&str> {
    match step {
        Step::Key(key) => Some(key),
        Step::Index(_) => None,
    }
}

/// A source text without its tests.
fn own_part(text: &str) -> &str {
    text.split("#[cfg(test)]").next().unwrap_or(text)
}

fn is_read(text: &str, keys: &[&str], whole: bool) -> bool {
    // The top-level maps are only ever ways to what is below them.
    let above = if whole { (2..keys.len()).collect() } else { Vec::new() };
    is_named(text, &keys.join("."), true)
        || above.into_iter().any(|length| is_named(text, &keys[..length].join("."), false))
}

/// Whether a text names a key; `deeper` also counts a name that goes on to a key below.
fn is_named(text: &str, name: &str, deeper: bool) -> bool {
    let is_part = |character: char| character.is_alphanumeric() || character == '_';
    text.match_indices(name).any(|(start, _)| {
        let before = &text[..start];
        let after = &text[start + name.len()..];
        let before = before.strip_suffix("values.").unwrap_or(before);
        let goes_on = after.strip_prefix('.').is_some_and(|rest| rest.starts_with(is_part));
        !before.ends_with(|character| is_part(character) || character == '.')
            && !after.starts_with(is_part)
            && (deeper || !goes_on)
    })
}

#[cfg(test)]
mod tests {
    use super::{is_named, readers};
    use crate::values::Path;

    #[test]
    fn names_are_whole_words() {
        let text = "{{ server.image.tag }} {{ values.csi.image }} {{ facts.ui.x }} {{ serverless.a }}";
        for (name, deeper, expected) in [
            ("server.image.tag", false, true),
            ("server.image", true, true),
            ("server.image", false, false),
            ("csi.image", false, true),
            ("ui.x", true, false),
            ("server", false, false),
            ("serverless.a", false, true),
            ("less.a", true, false),
        ] {
            assert_eq!(is_named(text, name, deeper), expected, "{name}");
        }
    }

    /// A file that decides and is not looked through would make keys look as if nothing read them.
    #[test]
    fn every_text_that_decides_is_looked_through() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/chart");
        let others = [
            "mod.rs",
            "definition.rs",
            "catalog.rs",
            "readers.rs",
            "reading.rs",
            "refusals.rs",
            "extra_objects.rs",
            "context.rs",
        ];
        let advice = ["effect.rs", "effect_rules.rs", "note.rs"];
        for entry in std::fs::read_dir(folder).expect("the folder of this file").flatten() {
            let text = std::fs::read_to_string(entry.path()).expect("a text");
            let name = entry.file_name().into_string().expect("a name");
            let decides = text.contains("Reading") && !others.iter().chain(&advice).any(|other| *other == name);
            assert!(!decides || super::DECISIONS.contains(&text.as_str()), "{name}");
        }
    }

    #[test]
    fn the_readers_of_a_key_are_found() {
        let read = |path: &str| readers(&Path::of_keys(path));
        assert!(read("server.image.repository").templates.contains(&"server/statefulset"));
        assert!(read("injector.livenessProbe.periodSeconds").templates.contains(&"injector/deployment"));
        assert_eq!(read("server.ha.disruptionBudget.enabled").gates, ["server/disruptionbudget"]);
        assert!(read("server.ha.replicas").decides);
        assert_eq!(read("csi.daemonSet.nothing"), super::Readers::default());
    }
}
