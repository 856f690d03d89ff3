//! Reading manifests back: what `render`, `helm get manifest` and `kubectl get -o yaml` print, as YAML or JSON.
//!
//! Every text becomes documents, every document becomes objects: a list of objects becomes its items.

use serde_json::{Map, Value};

use super::object::{Object, ObjectError};
use crate::diagnostic::Diagnostic;
use crate::source::{SourceId, Span};
use crate::yaml::{self, Data, Node, Number};

/// A text that holds something else than objects, and the place where it does.
#[derive(Debug, thiserror::Error)]
pub enum ReadProblem {
    /// The text is neither YAML nor JSON.
    #[error(transparent)]
    Yaml(#[from] yaml::ReadError),
    /// A document, or an item of a list, is no object.
    #[error("{problem}")]
    NoObject {
        /// The document or the item.
        span: Span,
        /// The way to the item, such as `items[2]`; empty for a whole document.
        path: String,
        /// Why it is no object.
        problem: ObjectError,
    },
}

impl From<ReadProblem> for Diagnostic {
    fn from(problem: ReadProblem) -> Self {
        match problem {
            ReadProblem::Yaml(error) => error.into(),
            ReadProblem::NoObject { span, path, problem } => {
                let title = if path.is_empty() { problem.to_string() } else { format!("`{path}`: {problem}") };
                let help = match problem {
                    ObjectError::NotAMap => "expected `apiVersion: …`, `kind: …` and `metadata: …`".to_owned(),
                    ObjectError::Missing(field) => format!("add `{field}`, or remove the document"),
                };
                Self::error("manifest-object", title).at(span, "expected a Kubernetes object").help(help)
            }
        }
    }
}

/// Reads all objects of a text. Empty documents are skipped; the items of a list take its place. `source` of an object
/// is what a `# Source:` line above it says, else empty; `template` is always empty.
///
/// # Errors
/// The first place that is not YAML or JSON, or where something else than an object stands.
pub fn read(text: &str, source: SourceId) -> Result<Vec<Object>, ReadProblem> {
    let mut objects = Vec::new();
    let documents = match json_documents(text, source) {
        Some(documents) => documents,
        None => yaml_documents(text, source)?,
    };
    for document in documents {
        document.objects(&mut objects)?;
    }
    Ok(objects)
}

/// One document, or one item of a list, that should be an object.
struct Document {
    value: Value,
    span: Span,
    path: String,
    source: String,
    /// Where the items of a list lie, if that is known.
    item_spans: Vec<Span>,
}

impl Document {
    fn objects(self, objects: &mut Vec<Object>) -> Result<(), ReadProblem> {
        match self.value {
            Value::Null => Ok(()),
            Value::Object(map) if map.is_empty() => Ok(()),
            Value::Object(map) if is_list(&map) => {
                let list = List { map, span: self.span, path: self.path, source: self.source };
                list.objects(&self.item_spans, objects)
            }
            value => {
                let (span, path) = (self.span, self.path);
                let object = Object::new("", self.source, value);
                objects.push(object.map_err(|problem| ReadProblem::NoObject { span, path, problem })?);
                Ok(())
            }
        }
    }
}

/// A list of objects: `v1` `List`, or a list of one kind, whose items may leave out what they are.
struct List {
    map: Map<String, Value>,
    span: Span,
    path: String,
    source: String,
}

impl List {
    fn objects(mut self, spans: &[Span], objects: &mut Vec<Object>) -> Result<(), ReadProblem> {
        let Some(Value::Array(items)) = self.map.remove("items") else { return Ok(()) };
        let prefix = if self.path.is_empty() { String::new() } else { format!("{}.", self.path) };
        for (index, item) in items.into_iter().enumerate() {
            let item = Document {
                value: self.with_kind(item),
                span: spans.get(index).copied().unwrap_or(self.span),
                path: format!("{prefix}items[{index}]"),
                source: self.source.clone(),
                item_spans: Vec::new(),
            };
            item.objects(objects)?;
        }
        Ok(())
    }

    /// The API server leaves `apiVersion` and `kind` out of the items of a `ServiceList`.
    fn with_kind(&self, item: Value) -> Value {
        let kind = self.text("kind").strip_suffix("List").filter(|kind| !kind.is_empty());
        let (Value::Object(fields), Some(kind)) = (&item, kind) else { return item };
        if fields.is_empty() || fields.contains_key("kind") || fields.contains_key("apiVersion") {
            return item;
        }
        let mut whole = Map::new();
        whole.insert("apiVersion".to_owned(), self.text("apiVersion").into());
        whole.insert("kind".to_owned(), kind.into());
        whole.extend(fields.clone());
        Value::Object(whole)
    }

    fn text(&self, key: &str) -> &str {
        self.map.get(key).and_then(Value::as_str).unwrap_or_default()
    }
}

fn is_list(map: &Map<String, Value>) -> bool {
    let kind = map.get("kind").and_then(Value::as_str).unwrap_or_default();
    match map.get("items") {
        Some(Value::Array(_) | Value::Null) => kind.ends_with("List"),
        Some(_) => false,
        None => kind == "List",
    }
}

/// The documents of a text that is JSON through and through: faster than YAML, and JSON that YAML reads otherwise
/// (a pair of surrogates, values without a separator between them) keeps its meaning.
fn json_documents(text: &str, source: SourceId) -> Option<Vec<Document>> {
    // What holds too many values is read as YAML, which stops where there are.
    if !text.trim_start().starts_with('{') || text.matches(',').take(yaml::VALUES_LIMIT).count() == yaml::VALUES_LIMIT {
        return None;
    }
    let mut stream = serde_json::Deserializer::from_str(text).into_iter::<Value>();
    let mut documents = Vec::new();
    let mut end = 0;
    while let Some(value) = stream.next() {
        let mut value = value.ok()?;
        make_whole(&mut value);
        let rest = text.get(end..).unwrap_or_default();
        let start = end + (rest.len() - rest.trim_start().len());
        end = stream.byte_offset();
        let span = Span::new(source, start, end);
        documents.push(Document { value, span, path: String::new(), source: String::new(), item_spans: Vec::new() });
    }
    Some(documents)
}

/// Lets a whole float be the integer that YAML reads it as.
fn make_whole(value: &mut Value) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(make_whole),
        Value::Object(map) => map.values_mut().for_each(make_whole),
        Value::Number(number) if number.is_f64() => {
            if let Some(float) = number.as_f64() {
                *value = Number::of(float).to_json();
            }
        }
        _ => {}
    }
}

fn yaml_documents(text: &str, source: SourceId) -> Result<Vec<Document>, yaml::ReadError> {
    let mut end = 0;
    let mut documents = Vec::new();
    for document in yaml::read(text, source)?.documents {
        let root = document.root;
        let head = text.get(end..root.span.start as usize).unwrap_or_default();
        documents.push(Document {
            value: root.to_json(),
            span: root.span,
            path: String::new(),
            source: source_line(head).to_owned(),
            item_spans: item_spans(&root),
        });
        end = root.span.end as usize;
    }
    Ok(documents)
}

/// What the last `# Source:` line between the start of a document and its value says.
fn source_line(head: &str) -> &str {
    let lines = head.lines().rev().take_while(|line| !line.starts_with("---"));
    let mut sources = lines.filter_map(|line| line.strip_prefix("# Source: "));
    sources.next().map_or("", str::trim)
}

fn item_spans(root: &Node) -> Vec<Span> {
    match root.get("items").map(|items| &items.data) {
        Some(Data::List(items)) => items.iter().map(|item| item.span).collect(),
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Sources;

    fn try_read(text: &str) -> Result<Vec<Object>, Diagnostic> {
        read(text, Sources::default().add("manifests.yaml", text)).map_err(Diagnostic::from)
    }

    /// `source kind/name` of each object.
    fn names(text: &str) -> Vec<String> {
        let objects = try_read(text).unwrap_or_else(|problem| panic!("{text}: {problem:?}"));
        objects.iter().map(|object| format!("{} {}/{}", object.source, object.kind(), object.name())).collect()
    }

    const POD: &str = "apiVersion: v1\nkind: Pod\nmetadata:\n  name: p\n";
    const JSON: &str = r#"{"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "j"}}"#;

    #[test]
    fn documents_lists_and_sources_are_read() {
        let list = format!("apiVersion: v1\nkind: List\nitems:\n- {JSON}\n-\n- {{}}\n- {JSON}\n");
        let table = [
            (String::new(), vec![]),
            ("---\n# Source: a\n---\n# nothing\n---\n{}\n".to_owned(), vec![]),
            (POD.to_owned(), vec![" Pod/p"]),
            (format!("---\n# Source: c/t/a.yaml\n{POD}---\n{POD}"), vec!["c/t/a.yaml Pod/p", " Pod/p"]),
            (format!("# Source: a\n# more\n{POD}# Source: no\n---\n# Source: b \r\n{POD}"), vec!["a Pod/p", "b Pod/p"]),
            (format!("--- # Source: a\n{POD}...\n---\n{JSON}\n"), vec![" Pod/p", " Pod/j"]),
            (format!("{POD}---\n\n---\n{POD}"), vec![" Pod/p", " Pod/p"]),
            (list.clone(), vec![" Pod/j", " Pod/j"]),
            (format!("# Source: l\n{list}"), vec!["l Pod/j", "l Pod/j"]),
            (JSON.to_owned(), vec![" Pod/j"]),
            (format!("\n{JSON}{JSON}\n\n{JSON}"), vec![" Pod/j", " Pod/j", " Pod/j"]),
            (
                format!(r#"{{"kind": "List", "items": [{JSON}, {{"kind": "List", "items": [{JSON}]}}]}}"#),
                vec![" Pod/j", " Pod/j"],
            ),
            (format!("{{\"kind\": \"List\", \"items\": [{JSON},]}}"), vec![" Pod/j"]),
            (
                r#"{"kind": "ServiceList", "apiVersion": "v1", "items": [{"metadata": {"name": "s"}}]}"#.to_owned(),
                vec![" Service/s"],
            ),
            ("apiVersion: v1\nkind: PodList\nitems: null\n".to_owned(), vec![]),
            ("apiVersion: v1\nkind: List\n".to_owned(), vec![]),
            ("apiVersion: a/v1\nkind: AllowList\nmetadata: {name: x}\nspec: {}\n".to_owned(), vec![" AllowList/x"]),
            ("apiVersion: a/v1\nkind: Box\nmetadata: {name: x}\nitems: [1]\n".to_owned(), vec![" Box/x"]),
        ];
        for (text, expected) in table {
            assert_eq!(names(&text), expected, "{text}");
        }
    }

    #[test]
    fn scalars_are_read_as_kubernetes_does() {
        let objects = try_read(&format!("{POD}  labels: {{a: yes, b: \"yes\", c: 0440}}\n")).expect("an object");
        let labels = serde_json::json!({"a": true, "b": "yes", "c": 288});
        assert_eq!(objects[0].tree["metadata"]["labels"], labels);
        let smile = JSON.replace("\"j\"", r#""\ud83d\ude00\/""#);
        assert_eq!(names(&smile), [" Pod/😀/"]);
    }

    #[test]
    fn what_is_no_object_is_told_with_its_place() {
        let table = [
            ("a: 1\n", "a manifest needs `apiVersion`", "a: 1"),
            ("- a\n", "a manifest must be a map", "- a"),
            ("text\n", "a manifest must be a map", "text"),
            ("apiVersion: v1\nkind: Pod\n", "a manifest needs `metadata.name`", "apiVersion: v1\nkind: Pod"),
            ("kind: List\nitems:\n- {}\n- [x]\n", "`items[1]`: a manifest must be a map", "[x]"),
            ("kind: PodList\nitems:\n- metadata: {}\n", "`items[0]`: a manifest needs `apiVersion`", "metadata: {}"),
            (" {\"a\": 1}\n", "a manifest needs `apiVersion`", "{\"a\": 1}"),
            (
                "{\"kind\": \"List\", \"items\": [1]}",
                "`items[0]`: a manifest must be a map",
                "{\"kind\": \"List\", \"items\": [1]}",
            ),
            ("{\"a\": 1} ]", "a closing bracket without an opening one", "]"),
            ("a: b: c\n", "a second `:` where one value is expected", ":"),
        ];
        for (text, title, place) in table {
            let problem = try_read(text).map(|_| ()).expect_err(text);
            let span = problem.labels[0].span;
            let found = &text[span.start as usize..span.end as usize];
            assert_eq!((problem.title.as_str(), found), (title, place), "{text}");
        }
    }

    #[test]
    fn what_is_written_reads_back() {
        let text = format!("---\n# Source: c/templates/a.yaml\n{POD}---\n{POD}");
        let objects = try_read(&text).expect("objects");
        let again = try_read(&crate::manifest::to_yaml(&objects)).expect("objects");
        let listed = try_read(&crate::manifest::to_json_list(&objects)).expect("objects");
        for (index, object) in objects.iter().enumerate() {
            assert_eq!((&again[index].tree, &again[index].source), (&object.tree, &object.source));
            assert_eq!(listed[index].tree, object.tree);
        }
    }

    #[test]
    fn garbage_never_panics() {
        let pieces = [
            "{",
            "}",
            "[",
            "]",
            "\"",
            "'",
            ":",
            ": ",
            "- ",
            "\n",
            "\n  ",
            "---\n",
            "...\n",
            "kind",
            "List",
            "items",
            "é",
            "\\",
            "# Source: ",
            "apiVersion",
            "metadata",
            "name",
            "&a ",
            "*a",
            "null",
            ",",
            "|\n",
            "\t",
            "\u{feff}",
            "1",
        ];
        let mut seed = 7_u64;
        for _ in 0..3000 {
            let mut text = String::new();
            for _ in 0..seed % 31 {
                seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                text.push_str(pieces[(seed >> 33) as usize % pieces.len()]);
            }
            seed = seed.wrapping_add(1);
            let _ = try_read(&text);
        }
    }
}
