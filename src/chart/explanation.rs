//! What is known of one key: its documentation, its part of the schema, its default and the keys below it.

use super::definition::{ChartDefinition, Story};
use crate::diagnostic::Diagnostic;
use crate::source::Sources;
use crate::values::{Path, Replaced, Schema, Segment, documentation, first_sentence, nearest, replaced};
use crate::yaml::Node;

/// What is known of one key.
#[derive(Clone, Debug)]
pub struct Explanation<'chart> {
    /// The key.
    pub path: Path,
    /// The lines of its documentation.
    pub documentation: Vec<&'chart str>,
    /// The key above it whose documentation that is, if it has none of its own.
    pub documented_by: Option<Path>,
    /// What the schema says of it; nothing for keys that the user chooses.
    pub schema: Option<&'chart Schema>,
    /// The default; nothing if it has none.
    pub default: Option<&'chart Node>,
    /// The keys below it, with the first sentence of each.
    pub children: Vec<(Path, String)>,
    /// How it came to be what it is.
    pub story: Story,
}

/// A key that the chart does not know.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{path}` is not a key of the values")]
pub struct UnknownKey {
    /// The key.
    pub path: Path,
    /// Keys that may have been meant.
    pub similar: Vec<Path>,
    /// What replaced it, if it is a key of earlier versions.
    pub replaced: Option<&'static Replaced>,
    /// The release that brought it, and the one that is used, if it is a key of a later one.
    pub later: Option<(&'static str, &'static str)>,
}

/// Explains a key by the schema, and the documented defaults in `defaults`, whose text lies in `sources`.
///
/// # Errors
/// A key that is neither in the schema nor below a map or list whose keys the user chooses.
pub fn explain<'chart>(
    path: &Path,
    chart: &ChartDefinition,
    defaults: &'chart Node,
    sources: &'chart Sources,
) -> Result<Explanation<'chart>, UnknownKey> {
    let schema = chart.schema();
    let known = schema.find(path);
    if known.is_none() && !is_chosen_by_user(path, schema) {
        let later = chart.release.lacks(path).then(|| chart.since(path)).flatten();
        let later = later.map(|since| (since.version, chart.release.version));
        return Err(UnknownKey { path: path.clone(), similar: similar(path, schema), replaced: replaced(path), later });
    }
    let (documented, lines) = nearest_documentation(path, defaults, sources);
    let children = known.into_iter().flat_map(Schema::properties).map(|(key, _)| {
        let below = path.key(key);
        let sentence = first_sentence(&documentation(&below, defaults, sources));
        (below, sentence)
    });
    Ok(Explanation {
        path: path.clone(),
        documentation: lines,
        documented_by: (documented != *path).then_some(documented),
        schema: known,
        default: path.find(defaults).filter(|node| !node.is_null()),
        children: children.collect(),
        story: chart.story(path),
    })
}

/// The documentation of a key, or of the next key above it that has some.
fn nearest_documentation<'s>(path: &Path, defaults: &Node, sources: &'s Sources) -> (Path, Vec<&'s str>) {
    let mut at = path.clone();
    loop {
        let lines = documentation(&at, defaults, sources);
        if !lines.is_empty() || at.is_root() {
            return (at, lines);
        }
        at.pop();
    }
}

/// Whether the keys at a path are the user's own: it lies below a free map, or in a list of which nothing is known.
fn is_chosen_by_user(path: &Path, schema: &Schema) -> bool {
    if schema.is_free(path) {
        return true;
    }
    let mut known = schema;
    for step in path.steps() {
        match (known.step(step), step) {
            (Some(below), _) => known = below,
            (None, Segment::Index(_)) => return known.items().is_none() && may_be_list(known),
            (None, Segment::Key(_)) => {
                return known.types().is_empty() && known.own_text("x-type").is_none() && is_leaf(known);
            }
        }
    }
    true
}

fn is_leaf(schema: &Schema) -> bool {
    schema.properties().next().is_none()
}

fn may_be_list(schema: &Schema) -> bool {
    let own = schema.own_text("x-type").unwrap_or_default();
    own.contains("array") || schema.types().contains(&crate::values::Type::Array)
}

/// The keys that may have been meant: one of a similar name at the same place, or of the same name at another.
fn similar(path: &Path, schema: &Schema) -> Vec<Path> {
    let mut above = Path::root();
    let mut known = schema;
    for step in path.steps() {
        let Some(below) = known.step(step) else { break };
        known = below;
        above.push(step.clone());
    }
    let Some(Segment::Key(wrong)) = path.steps().get(above.steps().len()) else { return Vec::new() };
    if let Some(key) = nearest(wrong, known.properties().map(|(key, _)| key)) {
        let rest = path.steps().iter().skip(above.steps().len() + 1);
        let meant: Path = above.key(key).steps().iter().chain(rest).cloned().collect();
        return vec![if schema.find(&meant).is_some() { meant } else { above.key(key) }];
    }
    let Some(Segment::Key(last)) = path.steps().last() else { return Vec::new() };
    let mut found = Vec::new();
    same_names(last, schema, &Path::root(), &mut found);
    // Keys of the very name first, and among these the ones in the same part of the values.
    found.sort_by_key(|found| {
        (found.steps().last() != path.steps().last(), found.steps().first() != path.steps().first())
    });
    found.truncate(3);
    found
}

/// Every key of that name, case and a letter in three aside.
fn same_names(name: &str, schema: &Schema, at: &Path, found: &mut Vec<Path>) {
    for (key, below) in schema.properties() {
        let path = at.key(key);
        same_names(name, below, &path, found);
        if nearest(name, [key]).is_some() {
            found.push(path);
        }
    }
}

impl Explanation<'_> {
    /// What can be said of a key that the chart does not know, and that the user has set.
    pub fn of_unknown(path: &Path) -> Self {
        Self {
            path: path.clone(),
            documentation: Vec::new(),
            documented_by: None,
            schema: None,
            default: None,
            children: Vec::new(),
            story: Story::default(),
        }
    }
}

impl From<UnknownKey> for Diagnostic {
    fn from(error: UnknownKey) -> Self {
        let help = match (error.replaced, error.similar.as_slice()) {
            (Some(replaced), _) => replaced.advice(),
            (None, []) => "`vaultchart values show` prints all keys".to_owned(),
            (None, similar) => {
                let similar: Vec<String> = similar.iter().map(|path| format!("`{path}`")).collect();
                format!("did you mean {}?", similar.join(" or "))
            }
        };
        if let Some((since, here)) = error.later {
            let title = format!("`{}` is a key since vault-helm {since}; this is {here}", error.path);
            return Self::error("values-unknown-key", title)
                .help(format!("type `--chart-version {since}` or a newer one"));
        }
        Self::error("values-unknown-key", error.to_string()).help(help)
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail by panicking")]
mod tests {
    use super::{Explanation, UnknownKey, explain};
    use crate::chart::ChartDefinition;
    use crate::diagnostic::Diagnostic;
    use crate::source::Sources;
    use crate::values::Path;

    fn with<T>(path: &str, use_it: impl FnOnce(Result<Explanation<'_>, UnknownKey>) -> T) -> T {
        let mut sources = Sources::default();
        let layers = ChartDefinition::newest().layers(&mut sources);
        use_it(explain(&Path::parse(path).unwrap(), &ChartDefinition::newest(), &layers.defaults().tree, &sources))
    }

    #[test]
    fn every_key_of_the_schema_has_an_explanation() {
        fn walk(schema: &crate::values::Schema, at: &Path, found: &mut Vec<Path>) {
            for (key, below) in schema.properties() {
                let path = at.key(key);
                walk(below, &path, found);
                found.push(path);
            }
        }
        let mut paths = Vec::new();
        walk(ChartDefinition::newest().schema(), &Path::root(), &mut paths);
        assert!(paths.len() > 250, "{}", paths.len());
        for path in paths {
            with(&path.to_string(), |explained| assert!(!explained.unwrap().documentation.is_empty(), "{path}"));
        }
    }

    #[test]
    fn keys_that_the_user_chooses_are_explained_by_the_map_above_them() {
        for (path, by) in [
            ("server.annotations.a\\.b/c", "server.annotations"),
            ("server.tolerations[0].key", "server.tolerations"),
            ("server.hostAliases[0].ip", "server.hostAliases"),
            ("csi.extraArgs[2]", "csi.extraArgs"),
        ] {
            with(path, |explained| assert_eq!(explained.unwrap().documented_by, Path::parse(by), "{path}"));
        }
    }

    #[test]
    fn an_unknown_key_names_those_that_may_be_meant() {
        for (path, help) in [
            ("server.ha.replicass", "did you mean `server.ha.replicas`?"),
            ("sever.ha.replicas", "did you mean `server.ha.replicas`?"),
            ("server.replicas", "did you mean `server.ha.replicas` or `injector.replicas`?"),
            ("server.configAnnotation", "use `server.includeConfigAnnotation`"),
            ("server.ha.replicas.x", "`vaultchart values show` prints all keys"),
            ("server[0]", "`vaultchart values show` prints all keys"),
            ("server.hostAliases[0].ipp", "did you mean `server.hostAliases[0].ip`?"),
        ] {
            let diagnostic = with(path, |explained| Diagnostic::from(explained.unwrap_err()));
            assert_eq!(diagnostic.help, [help], "{path}");
        }
    }
}
