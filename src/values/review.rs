//! The one walk over what the user wrote that finds what is likely not meant: nothing here is an error.

use std::ops::ControlFlow;

use super::advice;
use super::layers::Layers;
use super::path::{Path, Segment};
use super::schema::Schema;
use super::unknown::Unknown;
use crate::diagnostic::Diagnostic;
use crate::source::Sources;
use crate::yaml::{Data, Entry, Map, Node};

/// How many unknown keys are reported one by one: a file with more is no values file.
const UNKNOWN_TOLD: usize = 1000;

/// What a review looks at beside the user's values.
pub struct Review<'a> {
    /// What is known of every key.
    pub schema: &'a Schema,
    /// Who wrote what.
    pub layers: &'a Layers,
    /// The texts of the values files.
    pub sources: &'a Sources,
    /// The user's own templates, which may read keys that the chart does not know: names and texts.
    pub templates: &'a [(String, String)],
    /// Warns of a key that is unknown whether a later release of the chart has it.
    pub later: &'a dyn Fn(&Path, &Node) -> Option<Later>,
}

/// A key that a later release of the chart has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Later {
    /// The release that brought it.
    pub since: &'static str,
    /// The release that is used.
    pub here: &'static str,
    /// Whether it would be the same as the default.
    pub is_as_default: bool,
}

impl Review<'_> {
    /// Finds unknown and deprecated keys, and values that are no choice of theirs or of another type than advised.
    ///
    /// `user` is what the user gave. Keys that a profile wrote, and values that are as the default, are passed over.
    pub fn warnings(&self, user: &Node) -> Vec<Diagnostic> {
        let mut walk = Walk { review: self, user, path: Path::root(), found: Vec::new(), unknown: 0 };
        if let Some(map) = user.as_map() {
            walk.map(map, Some(self.schema), Some(&self.layers.defaults().tree), Marks::default());
        }
        if let Some(more) = walk.unknown.checked_sub(UNKNOWN_TOLD).filter(|more| *more > 0) {
            let title = format!("{more} more keys are unknown, or are read by nothing but a Go template");
            walk.found.push(Diagnostic::warning("values-unknown-key", title));
        }
        walk.found
    }
}

/// The marks of a key and of all keys above it.
#[derive(Clone, Copy, Default)]
struct Marks {
    is_free: bool,
}

impl Marks {
    fn below(self, schema: Option<&Schema>) -> Self {
        let has = |mark| schema.is_some_and(|schema| schema.has_mark(mark));
        Self { is_free: self.is_free || has("x-free") }
    }
}

struct Walk<'a> {
    review: &'a Review<'a>,
    user: &'a Node,
    path: Path,
    found: Vec<Diagnostic>,
    /// How many keys are unknown.
    unknown: usize,
}

impl Walk<'_> {
    fn map(&mut self, map: &Map, schema: Option<&Schema>, default: Option<&Node>, marks: Marks) {
        for (key, entry) in map {
            let is_of_the_user = self.review.layers.is_of_the_user(entry.key_span.source);
            self.path.push(Segment::Key(key.clone()));
            let step = self.path.steps().last();
            let below = schema.zip(step).and_then(|(schema, step)| schema.step(step));
            let is_known = below.is_some() || marks.is_free || schema.is_none_or(|schema| !schema.has_properties());
            match schema {
                // A map that a profile began may hold keys of the user all the same.
                _ if !is_of_the_user => {
                    if let Some(map) = entry.value.as_map() {
                        let default = default.and_then(|default| default.get(key));
                        self.map(map, below, default, marks.below(below));
                    }
                }
                Some(place) if !is_known => self.unknown(key, entry, map, place),
                _ => {
                    let default = default.and_then(|default| default.get(key));
                    self.known(key, entry, below, default, marks.below(below));
                }
            }
            self.path.pop();
        }
    }

    fn known(&mut self, key: &str, entry: &Entry, schema: Option<&Schema>, default: Option<&Node>, marks: Marks) {
        self.found.extend(advice::file_mode(&self.path, key, &entry.value));
        self.found.extend(default.and_then(|default| advice::nameless_image(&self.path, entry, default)));
        if let Some(schema) = schema
            && schema.own_text("x-deprecated").is_some()
            && !is_as_default(&entry.value, default)
        {
            self.found.extend(advice::deprecated(&self.path, entry.key_span, schema));
        }
        self.value(&entry.value, schema, default, marks);
    }

    fn value(&mut self, node: &Node, schema: Option<&Schema>, default: Option<&Node>, marks: Marks) {
        if let Some(schema) = schema.filter(|schema| schema.takes(node)) {
            self.found.extend(advice::choice(&self.path, node, schema));
            self.found.extend(advice::advised_type(&self.path, node, schema));
        }
        match &node.data {
            Data::Map(map) => self.map(map, schema, default, marks),
            Data::List(items) => {
                let schema = schema.and_then(Schema::items);
                for (index, item) in items.iter().enumerate() {
                    self.path.push(Segment::Index(index));
                    self.value(item, schema, None, marks.below(schema));
                    self.path.pop();
                }
            }
            _ => {}
        }
    }

    fn unknown(&mut self, key: &str, entry: &Entry, beside: &Map, place: &Schema) {
        // A null takes a key away, and `x-` is the custom for what only carries anchors.
        if key.starts_with("x-") || entry.value.is_null() || has_odd_characters(key) {
            return;
        }
        // What was meant by each takes long to find out.
        if self.unknown < UNKNOWN_TOLD && self.is_read(key, entry) {
            return;
        }
        if let Some(later) = (self.review.later)(&self.path, &entry.value) {
            self.found.extend((!later.is_as_default).then(|| later_key(&self.path, entry, &later)));
            return;
        }
        self.unknown = self.unknown.saturating_add(1);
        if self.unknown > UNKNOWN_TOLD {
            return;
        }
        let unknown = Unknown { path: &self.path, entry, beside, place, root: self.review.schema };
        self.found.push(unknown.warning());
    }

    /// Whether something other than the chart reads the key: an alias, a Go template in the values, the user's
    /// template.
    fn is_read(&self, key: &str, entry: &Entry) -> bool {
        let is_top = self.path.steps().len() == 1;
        is_top && carries_anchor(entry, self.review.sources)
            || is_read_by_go_templates(self.user, &self.path.to_string(), key)
            || self.review.templates.iter().any(|(_, text)| has_word(text, key))
    }
}

fn later_key(path: &Path, entry: &Entry, later: &Later) -> Diagnostic {
    let Later { since, here, .. } = later;
    Diagnostic::warning("values-unknown-key", format!("`{path}` is a key since vault-helm {since}; this is {here}"))
        .at(entry.key_span, format!("{here} ignores it"))
        .help(format!("use `--chart-version {since}` or a newer one, or leave the key out"))
}

/// What is said of a key with such characters already says all.
fn has_odd_characters(key: &str) -> bool {
    key.chars().any(|character| !character.is_ascii() && (character.is_whitespace() || character.is_control()))
        || key.contains(['\u{200B}', '\u{FEFF}'])
}

fn is_as_default(node: &Node, default: Option<&Node>) -> bool {
    default.map_or_else(|| node.is_null(), |default| default.to_json() == node.to_json())
}

/// Whether an anchor in the entry is used in the same text.
fn carries_anchor(entry: &Entry, sources: &Sources) -> bool {
    let text = sources.text(entry.key_span.source);
    let (start, end) = (entry.key_span.start as usize, entry.value.span.end.max(entry.key_span.end) as usize);
    let written = text.get(start..end).unwrap_or_default();
    let names = written.split('&').skip(1).map(|rest| rest.split([' ', '\n', '\r', '\t', ',', ']', '}']).next());
    names.flatten().any(|name| !name.is_empty() && text.contains(&format!("*{name}")))
}

/// Whether a Go template in the user's values reads the key, which lies at a path.
pub fn is_read_by_go_templates(user: &Node, path: &str, key: &str) -> bool {
    reads(user, path, key).is_break()
}

/// Breaks if a Go template in the values reads the key: by its path, by its name in quotes, or with all values.
fn reads(node: &Node, path: &str, key: &str) -> ControlFlow<()> {
    match &node.data {
        Data::Text(text) if text.contains("{{") && reads_text(text, path, key) => ControlFlow::Break(()),
        Data::List(items) => items.iter().try_for_each(|item| reads(item, path, key)),
        Data::Map(map) => map.values().try_for_each(|entry| reads(&entry.value, path, key)),
        _ => ControlFlow::Continue(()),
    }
}

fn reads_text(text: &str, path: &str, key: &str) -> bool {
    has_word(text, &format!(".Values.{path}")) || text.contains(".Values") && text.contains(&format!("\"{key}\""))
}

fn has_word(text: &str, word: &str) -> bool {
    let is_part = |character: char| character.is_alphanumeric() || character == '_';
    text.match_indices(word).any(|(start, _)| {
        let after = text.get(start + word.len()..).and_then(|rest| rest.chars().next());
        let before = text.get(..start).and_then(|rest| rest.chars().next_back());
        !after.is_some_and(is_part) && !before.is_some_and(is_part)
    })
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail by panicking")]
mod tests {
    use super::Review;
    use crate::source::Sources;
    use crate::values::layers::Layers;
    use crate::values::schema::Schema;
    use crate::values::set::SetKind;

    const SCHEMA: &str = r#"{"properties": {
        "server": {"properties": {
            "replicas": {}, "affinity": {"x-free": true}, "old": {"x-deprecated": "use server.replicas"},
            "policy": {"x-enum": ["Always", "Never", true]}, "uid": {"x-type": "integer"},
            "list": {"items": {"properties": {"name": {}}}}
        }},
        "deep": {"properties": {"timeout": {}}}
    }}"#;

    /// The titles and the first help of what is reported for a values file beside a template of the user's.
    fn told(text: &str) -> Vec<String> {
        let mut sources = Sources::default();
        let mut layers = Layers::new(&mut sources, "values.yaml", "server: {old: 1}\n");
        layers.add_profile(&mut sources, "profile", "server: {profiled: 1}\n");
        layers.add_file(&mut sources, "mine.yaml", text);
        words(&layers, &sources)
    }

    fn words(layers: &Layers, sources: &Sources) -> Vec<String> {
        let user = layers.merge().unwrap().user;
        let schema = Schema::parse(SCHEMA).unwrap();
        let templates = [("mine.yaml.j2".to_owned(), "{{ values.mine }}".to_owned())];
        let review = Review { schema: &schema, layers, sources, templates: &templates, later: &|_, _| None };
        let words = |one: crate::diagnostic::Diagnostic| [vec![one.title], one.help].concat().join(" / ");
        review.warnings(&user).into_iter().map(words).collect()
    }

    #[test]
    fn what_is_likely_not_meant_is_told() {
        for (text, expected) in [
            ("server: {replica: 1}", "unknown key `server.replica` / did you mean `replicas`?"),
            ("server: {timeout: 1}", "unknown key `server.timeout` / did you mean `deep.timeout`?"),
            ("timeout: 1", "unknown key `timeout` / did you mean `deep.timeout`?"),
            ("server: {replicas: 1, replica: 2}", "unknown key `server.replica`"),
            ("sever: {a: 1}", "unknown key `sever` / did you mean `server`?"),
            ("server: {list: [{nome: 2}]}", "unknown key `server.list[0].nome` / did you mean `name`?"),
            ("server: {old: 2}", "`server.old` is deprecated / use `server.replicas`"),
            ("server: {policy: always}", "`always` is not a valid choice for `server.policy` / did you mean `Always`?"),
            ("server: {uid: root}", "`server.uid` should be an integer, found a string"),
            (
                "server: {affinity: {defaultMode: 644}}",
                "`server.affinity.defaultMode` is 644 in decimal, which is the file mode 01204 / write `0644` if you \
                 mean the mode that `chmod 644` gives",
            ),
        ] {
            assert_eq!(told(text), [expected], "{text}");
        }
    }

    #[test]
    fn a_flag_is_looked_at_in_a_map_that_a_profile_began() {
        let mut sources = Sources::default();
        let mut layers = Layers::new(&mut sources, "values.yaml", "server: {old: 1}\n");
        layers.add_profile(&mut sources, "profile", "server: {profiled: 1}\n");
        layers.add_flag(&mut sources, SetKind::Typed, "server.replica=1", &[]);
        assert_eq!(words(&layers, &sources), ["unknown key `server.replica` / did you mean `replicas`?"]);
    }

    #[test]
    fn what_has_a_reader_or_is_as_the_default_is_not_told() {
        for text in [
            "server: {old: 1, policy: true, uid: '100'}",
            "server: {affinity: {anything: {at: all}}, list: [{name: 1}], gone: null}",
            "x-mine: 1\nmine: 2",
            "base: &base {a: 1}\nserver: {affinity: *base}",
            "team: a\nserver: {affinity: '{{ .Values.team }}'}",
            "team: a\nserver: {affinity: '{{ index .Values \"team\" }}'}",
            "server: {team: a, policy: '{{ .Values.server.team }}', affinity: {defaultMode: 420, mode: 0400}}",
        ] {
            assert_eq!(told(text), [""; 0], "{text}");
        }
        let unused = "base: &base {a: 1}\nteams: 1\nserver: {affinity: '{{ .Values.team }}'}";
        assert_eq!(told(unused).len(), 2);
    }
}
