//! The layers of values of one run: the defaults, and over them what the user gave, lowest first.
//!
//! Layers stay apart, so that it can be told later who wrote a value and who lost; merging makes one tree of them.

use std::borrow::Cow;
use std::sync::Arc;

use super::set_quotes;
use crate::diagnostic::{Diagnostic, Severity};
use crate::source::{SourceId, Sources, Span};
use crate::values::assign::apply;
use crate::values::file_set::FileSet;
use crate::values::layer_marks::LayerMarks;
use crate::values::merge::{lay, over_defaults};
use crate::values::read_values::{ReadValues, not_a_map};
use crate::values::reserved;
use crate::values::schema::Schema;
use crate::values::set::{Request, SetKind, fill_files, parse};
use crate::values::set_error::SetError;
use crate::yaml::{Data, Map, Node};

/// What messages say before the name of a profile.
const PROFILE: &str = "profile ";

/// Where a layer comes from. A later kind wins over an earlier one, wherever it stood in the arguments.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum LayerKind {
    /// The documented defaults.
    Defaults,
    /// A built-in set of values that the user asked for by name.
    Profile,
    /// A values file.
    File,
    /// One flag.
    Flag(SetKind),
}

/// What one source says about the values.
#[derive(Clone, Debug, PartialEq)]
pub struct Layer {
    /// Where the layer comes from.
    pub kind: LayerKind,
    /// The text it was read from.
    pub source: SourceId,
    /// What the layer says on its own: a map.
    pub tree: Node,
    /// The kind of flag, if the layer sets single values into those below it: a flag, or what a file asks for in the
    /// manner of one.
    pub set: Option<SetKind>,
    request: Option<Request>,
}

/// All layers of a run, with what was wrong with their texts.
#[derive(Clone, Debug)]
pub struct Layers {
    defaults: Layer,
    given: Vec<Layer>,
    errors: Vec<Diagnostic>,
    warnings: Vec<Diagnostic>,
    /// What marks values that no message may show.
    schema: Option<&'static Schema>,
    /// How many items of lists flags left out.
    padding: usize,
    /// How many flags of each kind there are.
    flags: Vec<(SetKind, usize)>,
}

/// One tree out of all layers.
#[derive(Clone, Debug, PartialEq)]
pub struct Merged {
    /// The user's values over the defaults. Each leaf has the place of who wrote it.
    pub values: Node,
    /// The user's values alone, nulls that remove a default included.
    pub user: Node,
    /// What is legal, and likely not what was meant.
    pub warnings: Vec<Diagnostic>,
}

impl Layer {
    fn whole(kind: LayerKind, source: SourceId, tree: Node) -> Self {
        Self { kind, source, tree, set: None, request: None }
    }
}

impl Layers {
    /// Starts with the text of the defaults.
    pub fn new(sources: &mut Sources, name: &str, text: &str) -> Self {
        let source = sources.add(name, text);
        let mut layers = Self::over(empty_map(Span::new(source, 0, 0)));
        layers.defaults.tree = layers.read(LayerKind::Defaults, text, source);
        layers
    }

    /// Starts with defaults that were read before.
    pub fn over(tree: Node) -> Self {
        let defaults = Layer::whole(LayerKind::Defaults, tree.span.source, tree);
        Self {
            defaults,
            given: Vec::new(),
            errors: Vec::new(),
            warnings: Vec::new(),
            schema: None,
            padding: 0,
            flags: Vec::new(),
        }
    }

    /// Takes the marks of a schema for what no message may show of the layers that are added.
    #[must_use]
    pub fn with_schema(self, schema: &'static Schema) -> Self {
        Self { schema: Some(schema), ..self }
    }

    /// Takes other defaults.
    pub fn set_defaults(&mut self, tree: Node) {
        self.defaults = Layer::whole(LayerKind::Defaults, tree.span.source, tree);
    }

    /// Reads the built-in profiles again, whose texts are given by their names.
    pub fn reread_profiles<'t>(&mut self, sources: &mut Sources, text: impl Fn(&str) -> Option<Cow<'t, str>>) {
        for index in 0..self.given.len() {
            let Some(layer) = self.given.get(index).filter(|layer| layer.kind == LayerKind::Profile) else { continue };
            let name = sources.name(layer.source).to_owned();
            let Some(text) = name.strip_prefix(PROFILE).and_then(&text) else { continue };
            let source = sources.add_built_in(name.clone(), text.into_owned());
            let tree = self.read(LayerKind::Profile, sources.text(source), source);
            if let Some(layer) = self.given.get_mut(index) {
                (layer.source, layer.tree) = (source, tree);
            }
        }
    }

    /// Adds the text of a built-in profile, over the profiles added before.
    pub fn add_profile(&mut self, sources: &mut Sources, name: &str, text: &str) {
        let source = sources.add_built_in(format!("{PROFILE}{name}"), text.to_owned());
        let tree = self.read(LayerKind::Profile, text, source);
        self.given.push(Layer::whole(LayerKind::Profile, source, tree));
    }

    /// Adds the text of a values file under the name that the user gave it, over the files added before.
    pub fn add_file(&mut self, sources: &mut Sources, name: &str, text: &str) {
        let source = sources.add(name, text);
        let tree = self.read(LayerKind::File, text, source);
        self.add(sources, Layer::whole(LayerKind::File, source, tree));
    }

    /// Adds values that were read as a part of a text, over the files added before.
    pub fn add_tree(&mut self, sources: &mut Sources, source: SourceId, tree: Node) {
        match tree.data {
            Data::Map(_) => self.add(sources, Layer::whole(LayerKind::File, source, tree)),
            _ => self.errors.push(not_a_map(&tree)),
        }
    }

    /// Adds what a file asks for in the manner of a flag, over the files added before.
    pub fn add_file_set(&mut self, sources: &mut Sources, set: &FileSet) {
        let source = set.name_span.source;
        let mut tree = empty_map(set.name_span);
        let request = set.request(sources).and_then(|request| {
            apply(&request, &mut tree, &mut self.padding)?;
            Ok(request)
        });
        let request = request.map_err(|error| self.errors.push(error)).ok();
        let layer = Layer::whole(LayerKind::File, source, tree);
        self.add(sources, Layer { set: Some(set.kind), request, ..layer });
    }

    /// Adds values that were read elsewhere, over the files added before.
    pub fn add_read(&mut self, sources: &mut Sources, source: SourceId, read: ReadValues) {
        let tree = self.take(read);
        self.add(sources, Layer::whole(LayerKind::File, source, tree));
    }

    /// Adds a flag by its argument. `files` are the texts of the files that
    /// [`set_file_names`](crate::values::set_file_names) tells, and are only read for `--set-file`.
    pub fn add_flag(&mut self, sources: &mut Sources, kind: SetKind, argument: &str, files: &[String]) {
        let source = sources.add(format!("{} #{}", kind.flag(), self.next_of(kind)), argument);
        let mut tree = empty_map(Span::new(source, 0, argument.len()));
        let request = request(kind, argument, source, files).and_then(|request| {
            self.warnings.extend(request.without_key.iter().map(|span| without_key(*span)));
            self.warnings.extend(set_quotes::kept_quotes(kind, &request));
            apply(&request, &mut tree, &mut self.padding)?;
            Ok(request)
        });
        let request = request.map_err(|error| self.errors.push(error.into())).ok();
        let layer = Layer::whole(LayerKind::Flag(kind), source, tree);
        self.add(sources, Layer { set: Some(kind), request, ..layer });
    }

    /// Which flag of its kind the next one is, from 1.
    fn next_of(&mut self, kind: SetKind) -> usize {
        match self.flags.iter_mut().find(|(known, _)| *known == kind) {
            Some((_, count)) => {
                *count += 1;
                *count
            }
            None => {
                self.flags.push((kind, 1));
                1
            }
        }
    }

    /// Adds a layer that the user gave, with what it may say that is secret.
    fn add(&mut self, sources: &mut Sources, layer: Layer) {
        let marks = LayerMarks { tree: layer.tree.clone(), schema: self.schema, kind: layer.kind };
        sources.set_marks(layer.source, Arc::new(marks));
        self.given.push(layer);
    }

    /// Adds what is to be reported for a layer that could not even be read, or of where layers come from; with an error
    /// [`Layers::merge`] fails.
    pub fn add_problem(&mut self, problem: Diagnostic) {
        match problem.severity {
            Severity::Error => self.errors.push(problem),
            Severity::Warning | Severity::Advice => self.warnings.push(problem),
        }
    }

    /// The layer of the defaults.
    pub fn defaults(&self) -> &Layer {
        &self.defaults
    }

    /// Whether the user wrote the text: a values file or a flag, not the defaults and not a profile.
    pub fn is_of_the_user(&self, source: SourceId) -> bool {
        self.given.iter().any(|layer| layer.source == source && layer.kind != LayerKind::Profile)
    }

    /// All layers, the defaults first and the one that wins over all others last.
    pub fn lowest_first(&self) -> Vec<&Layer> {
        let mut layers: Vec<_> = std::iter::once(&self.defaults).chain(&self.given).collect();
        layers.sort_by_key(|layer| layer.kind);
        layers
    }

    /// Makes one tree of all layers.
    ///
    /// # Errors
    /// All that is wrong with the texts, flags that do not fit what was set before them, and text that holds the
    /// characters reserved for the template engine.
    pub fn merge(&self) -> Result<Merged, Vec<Diagnostic>> {
        let (merged, errors) = self.merge_readable();
        if errors.is_empty() { Ok(merged) } else { Err(errors) }
    }

    /// Makes one tree of all layers that can be read, and tells the errors of those that cannot: what is wrong with
    /// the one half of the values can then be reported together with what is wrong with the other.
    pub fn merge_readable(&self) -> (Merged, Vec<Diagnostic>) {
        let mut user = empty_map(self.defaults.tree.span);
        let (mut errors, mut warnings) = (self.errors.clone(), self.warnings.clone());
        for layer in self.lowest_first() {
            match (layer.kind, &layer.request) {
                (LayerKind::Defaults, _) => {}
                (LayerKind::Flag(_), None) => {}
                (LayerKind::Profile | LayerKind::File, None) => lay(&mut user, layer.tree.clone()),
                (_, Some(request)) => match apply(request, &mut user, &mut 0) {
                    Ok(forgotten) => warnings.extend(forgotten.into_iter().map(self::forgotten)),
                    Err(error) => errors.push(error.into()),
                },
            }
        }
        errors.extend(reserved::find(&user));
        (Merged { values: over_defaults(&self.defaults.tree, &user), user, warnings }, errors)
    }

    fn read(&mut self, kind: LayerKind, text: &str, source: SourceId) -> Node {
        let read = match kind {
            LayerKind::File => ReadValues::of_text(text, source),
            _ => ReadValues::of_own_text(text, source),
        };
        self.take(read)
    }

    fn take(&mut self, read: ReadValues) -> Node {
        self.warnings.extend(read.warnings);
        self.errors.extend(read.errors);
        read.tree
    }
}

fn request(kind: SetKind, argument: &str, source: SourceId, files: &[String]) -> Result<Request, SetError> {
    let mut request = parse(kind, argument, source)?;
    if kind == SetKind::File {
        fill_files(&mut request, files)?;
    }
    Ok(request)
}

fn empty_map(span: Span) -> Node {
    Node::new(span, Data::Map(Map::default()))
}

fn without_key(span: Span) -> Diagnostic {
    Diagnostic::warning("set-without-key", "a value without a key sets nothing").at(span, "expected a key before `=`")
}

fn forgotten(span: Span) -> Diagnostic {
    Diagnostic::warning("set-forgotten", "an empty value at the end of a flag does not add an item to a list")
        .at(span, "this item is not set")
        .note("Helm reads it the same way")
        .help("write `--set-literal` to set an empty text")
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail by panicking")]
mod tests {
    use super::{LayerKind, Layers, Merged};
    use crate::diagnostic::Diagnostic;
    use crate::source::Sources;
    use crate::values::set::SetKind;

    const DEFAULTS: &str = "server:\n  image: vault\n  replicas: 3\n  tolerations: []\nui: true\n";

    /// Files, flags and the JSON they make.
    type Case = (&'static [&'static str], &'static [(SetKind, &'static str)], &'static str);

    fn merged(files: &[&str], flags: &[(SetKind, &str)]) -> (Sources, Result<Merged, Vec<Diagnostic>>) {
        let mut sources = Sources::default();
        let mut layers = Layers::new(&mut sources, "values.yaml", DEFAULTS);
        for (kind, argument) in flags {
            layers.add_flag(&mut sources, *kind, argument, &["text\n".to_owned()]);
        }
        for (position, text) in files.iter().enumerate() {
            layers.add_file(&mut sources, &format!("{position}.yaml"), text);
        }
        let result = layers.merge();
        (sources, result)
    }

    fn json(files: &[&str], flags: &[(SetKind, &str)]) -> String {
        merged(files, flags).1.unwrap().values.to_json().to_string()
    }

    /// Where a message points, and what it says: `name:line:column title`.
    fn told(sources: &Sources, diagnostics: &[Diagnostic]) -> Vec<String> {
        let tell = |diagnostic: &Diagnostic| {
            let span = diagnostic.labels[0].span;
            let place = sources.place(span);
            format!("{}:{}:{} {}", sources.name(span.source), place.line, place.column, diagnostic.title)
        };
        diagnostics.iter().map(tell).collect()
    }

    #[test]
    fn files_and_flags_make_one_tree() {
        const TYPED: SetKind = SetKind::Typed;
        let cases: [Case; 9] = [
            (&[], &[], r#"{"server":{"image":"vault","replicas":3,"tolerations":[]},"ui":true}"#),
            (
                &["", "# nothing\n", "---\n", "null\n"],
                &[],
                r#"{"server":{"image":"vault","replicas":3,"tolerations":[]},"ui":true}"#,
            ),
            (
                &["ui: 1", "ui: null", "ui: 2"],
                &[],
                r#"{"server":{"image":"vault","replicas":3,"tolerations":[]},"ui":2}"#,
            ),
            (
                &["ui: 1\nx: 1\n---\nui: 2\n"],
                &[],
                r#"{"server":{"image":"vault","replicas":3,"tolerations":[]},"ui":2,"x":1}"#,
            ),
            (&["server: {image: null}"], &[(TYPED, "ui=null")], r#"{"server":{"replicas":3,"tolerations":[]}}"#),
            (&["server: null"], &[], r#"{"ui":true}"#),
            (
                &["server: {tolerations: [a, b]}"],
                &[(TYPED, "server.tolerations[1]=c")],
                r#"{"server":{"image":"vault","replicas":3,"tolerations":["a","c"]},"ui":true}"#,
            ),
            (&["server: 1"], &[(TYPED, "ui={}")], r#"{"server":1,"ui":[""]}"#),
            (
                &["server: {replicas: 5}\nz: {}"],
                &[(TYPED, "z.a=1")],
                r#"{"server":{"image":"vault","replicas":5,"tolerations":[]},"ui":true,"z":{"a":1}}"#,
            ),
        ];
        for (files, flags, expected) in cases {
            assert_eq!(json(files, flags), expected, "{files:?} {flags:?}");
        }
    }

    #[test]
    fn the_kind_of_a_flag_decides_who_wins() {
        use SetKind::{File, Json, Literal, Text, Typed};
        let all = [(Literal, "ui=literal"), (File, "ui=f"), (Text, "ui=5"), (Typed, "ui=6"), (Json, "ui=[7]")];
        for (drop, ui) in ["\"literal\"", "\"text\\n\"", "\"5\"", "6", "[7]"].into_iter().enumerate() {
            let result = json(&["ui: 8"], &all[drop..]);
            assert!(result.ends_with(&format!("\"ui\":{ui}}}")), "{result}");
        }
    }

    #[test]
    fn a_profile_lies_under_files_and_every_layer_can_be_asked() {
        let mut sources = Sources::default();
        let mut layers = Layers::new(&mut sources, "values.yaml", DEFAULTS);
        layers.add_flag(&mut sources, SetKind::Typed, "ui=flag", &[]);
        layers.add_file(&mut sources, "mine.yaml", "ui: file");
        layers.add_profile(&mut sources, "openshift", "ui: profile\nglobal: {openshift: true}");
        let merged = layers.merge().unwrap();
        assert_eq!(merged.user.to_json().to_string(), r#"{"ui":"flag","global":{"openshift":true}}"#);
        let said: Vec<_> = layers
            .lowest_first()
            .into_iter()
            .map(|layer| (layer.kind, layer.tree.get("ui").unwrap().to_json().to_string()))
            .collect();
        let expected = [
            (LayerKind::Defaults, "true"),
            (LayerKind::Profile, "\"profile\""),
            (LayerKind::File, "\"file\""),
            (LayerKind::Flag(SetKind::Typed), "\"flag\""),
        ];
        assert_eq!(said, expected.map(|(kind, ui)| (kind, ui.to_owned())));
        assert_eq!(sources.name(layers.defaults().source), "values.yaml");
    }

    #[test]
    fn a_leaf_has_the_place_of_its_winner() {
        let (sources, result) =
            merged(&["server:\n  replicas: 5\n  image: x\n"], &[(SetKind::Typed, "server.image=y")]);
        let values = result.unwrap().values;
        let place = |path: &str| {
            let span = values.at(path).unwrap().span;
            (sources.name(span.source), sources.place(span).line, sources.slice(span))
        };
        assert_eq!(place("server.image"), ("--set #1", 1, "y"));
        assert_eq!(place("server.replicas"), ("0.yaml", 2, "5"));
        assert_eq!(place("ui"), ("values.yaml", 5, "true"));
    }

    #[test]
    fn all_problems_are_told_at_once() {
        let flags = [(SetKind::Typed, "a"), (SetKind::Typed, "ui=1,ui.x=2"), (SetKind::File, "x={a,b}")];
        let files = ["- 1", "three", "ok: 1\n---\n[2]", "a: [", "a: \u{E000}", "\"x\\uE001\": 1"];
        let (sources, result) = merged(&files, &flags);
        let mut told = told(&sources, &result.unwrap_err());
        told.retain(|message| !message.starts_with("3.yaml"));
        assert_eq!(
            told,
            [
                "--set #1:1:2 expected `=` after the key",
                "--set #2:1:9 cannot set `ui.x`: `ui` is an integer, not a map",
                "--set-file #1:1:6 the file `b` was not read",
                "0.yaml:1:1 a values file must be a map of keys, found a list",
                "1.yaml:1:1 a values file must be a map of keys, found a string",
                "2.yaml:3:1 a values file must be a map of keys, found a list",
                "4.yaml:1:4 `a` holds the character U+E000, which is reserved for the template engine",
                "5.yaml:1:1 `x\u{FFFD}` holds the character U+E001, which is reserved for the template engine",
            ]
        );
    }

    #[test]
    fn a_flag_can_clash_with_a_file() {
        let (sources, result) = merged(&["ui:\n  x: text\n"], &[(SetKind::Text, "ui.x.y=1")]);
        let errors = result.unwrap_err();
        assert_eq!(told(&sources, &errors), ["--set-string #1:1:6 cannot set `ui.x.y`: `ui.x` is a string, not a map"]);
        let earlier = errors[0].labels[1].span;
        assert_eq!((sources.name(earlier.source), sources.place(earlier).line), ("0.yaml", 2));
    }

    #[test]
    fn what_is_legal_and_odd_is_a_warning() {
        let flags = [(SetKind::Typed, "=5,a=1"), (SetKind::Text, "b[0].c=")];
        let (sources, result) = merged(&["x: 1\nx: 2\n"], &flags);
        let merged = result.unwrap();
        let warnings = told(&sources, &merged.warnings);
        assert_eq!(
            warnings,
            [
                "--set #1:1:1 a value without a key sets nothing",
                "0.yaml:2:1 the key `x` is written twice",
                "--set-string #1:1:2 an empty value at the end of a flag does not add an item to a list",
            ]
        );
        assert_eq!(merged.user.to_json().to_string(), r#"{"x":2,"a":1,"b":[]}"#);
    }
}
