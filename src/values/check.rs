//! Checking values against the types of the schema: all problems at once, each at its place.

use crate::diagnostic::Diagnostic;
use crate::values::path::{Path, Segment};
use crate::values::schema::{Schema, Type};
use crate::yaml::{Data, Node, Number, Style};

/// What makes a string of another scalar in a file.
pub(super) const QUOTES: &str = "put it in quotes to make it a string";

/// The most characters of a value that a message shows.
const SHOWN_CHARACTERS: usize = 40;

impl Schema {
    /// Finds every value that is of a type its key does not take.
    ///
    /// A null whose default is null is taken by every key: it is not set. The values are checked as they are merged,
    /// before [`complete`](crate::values::complete) puts nulls in the places of removed keys.
    pub fn check(&self, values: &Node, defaults: &Node) -> Vec<Diagnostic> {
        let mut check = Check { path: Path::root(), problems: Vec::new() };
        check.walk(self, values, Some(defaults));
        check.problems
    }
}

struct Check {
    path: Path,
    problems: Vec<Diagnostic>,
}

impl Check {
    fn walk(&mut self, schema: &Schema, node: &Node, default: Option<&Node>) {
        let is_unset = node.is_null() && default.is_some_and(Node::is_null);
        if !is_unset && !schema.takes(node) {
            self.problems.push(wrong_type(&self.path, schema.types(), node, default));
            return;
        }
        match &node.data {
            Data::Map(map) => {
                for (key, entry) in map {
                    let default = default.and_then(|default| default.get(key));
                    self.step(schema, Segment::Key(key.clone()), &entry.value, default);
                }
            }
            Data::List(items) if schema.items().is_some() => {
                for (index, item) in items.iter().enumerate() {
                    self.step(schema, Segment::Index(index), item, None);
                }
            }
            _ => {}
        }
    }

    fn step(&mut self, schema: &Schema, step: Segment, node: &Node, default: Option<&Node>) {
        // What nobody has touched is as the chart means it: most of the tree, in most runs.
        if default.is_some_and(|default| default.span == node.span) {
            return;
        }
        if let Some(below) = schema.step(&step) {
            self.path.push(step);
            self.walk(below, node, default);
            self.path.pop();
        }
    }
}

fn wrong_type(path: &Path, types: &[Type], node: &Node, default: Option<&Node>) -> Diagnostic {
    let expected = any_of(types);
    let title = format!("`{path}` must be {expected}, found {}", shown(node));
    let mut diagnostic = Diagnostic::error("values-type", title).at(node.span, format!("expected {expected}"));
    if let Some(default) = default.and_then(short_json) {
        diagnostic = diagnostic.note(format!("the default is {default}"));
    }
    match quotes_advice(types, node) {
        Some(advice) => diagnostic.help(advice),
        None => diagnostic,
    }
}

/// The types in the words of a message, such as `null or a string`.
pub fn any_of(types: &[Type]) -> String {
    match types {
        [] => "anything".to_owned(),
        [only] => only.words().to_owned(),
        [first @ .., last] => {
            let first: Vec<_> = first.iter().map(|kind| kind.words()).collect();
            format!("{} or {}", first.join(", "), last.words())
        }
    }
}

/// A scalar with its value, a list or map without.
fn shown(node: &Node) -> String {
    match &node.data {
        Data::Bool(bool) => format!("the boolean {bool}"),
        Data::Number(number @ Number::Integer(_)) => format!("the integer {number}"),
        Data::Number(number @ Number::Float(_)) => format!("the number {number}"),
        Data::Text(text) => format!("the string {}", shortened(text)),
        _ => node.kind().to_owned(),
    }
}

fn shortened(text: &str) -> String {
    let mut start: String = text.chars().take(SHOWN_CHARACTERS).collect();
    if start.len() < text.len() {
        start.push('…');
    }
    serde_json::Value::String(start).to_string()
}

fn short_json(node: &Node) -> Option<String> {
    let json = node.to_json().to_string();
    (json.chars().count() <= SHOWN_CHARACTERS).then_some(json)
}

/// What to do about a number or boolean that is written as a text.
pub(super) const WITHOUT_QUOTES: &str = "write it without quotes";

/// Whether quotes make a value of another type right, or their absence does.
pub(super) fn quotes_advice(types: &[Type], node: &Node) -> Option<&'static str> {
    let wants = |kind| types.contains(&kind);
    match &node.data {
        Data::Text(text) if node.style == Style::Quoted => {
            let number = wants(Type::Integer) && text.parse::<i64>().is_ok();
            let boolean = wants(Type::Boolean) && matches!(text.as_str(), "true" | "false");
            (number || boolean).then_some(WITHOUT_QUOTES)
        }
        Data::Bool(_) | Data::Number(_) => {
            let only_text = types.iter().all(|kind| matches!(kind, Type::String | Type::Null));
            only_text.then_some(QUOTES)
        }
        _ => None,
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail by panicking")]
mod tests {
    use crate::diagnostic::Diagnostic;
    use crate::source::Sources;
    use crate::values::layers::Layers;
    use crate::values::schema::Schema;

    const SCHEMA: &str = r#"{"type": "object", "properties": {
        "whole": {"type": "integer"},
        "number": {"type": "number"},
        "flag": {"type": ["boolean", "string"]},
        "many": {"type": ["null", "array", "string"]},
        "map": {"type": "object", "properties": {"inner": {"type": "string"}, "unset": {"type": "string"}}},
        "list": {"type": "array", "items": {"type": "object", "properties": {"key": {"type": "string"}}}},
        "any": {}
    }}"#;
    const DEFAULTS: &str = "whole: 3\nmap: {inner: x, unset: null}\nmany: null\nflag: true\n";

    fn problems(text: &str) -> (Sources, Vec<Diagnostic>) {
        let mut sources = Sources::default();
        let mut layers = Layers::new(&mut sources, "values.yaml", DEFAULTS);
        layers.add_file(&mut sources, "mine.yaml", text);
        let values = layers.merge().unwrap().values;
        let problems = Schema::parse(SCHEMA).unwrap().check(&values, &layers.defaults().tree);
        (sources, problems)
    }

    #[test]
    fn values_of_the_right_type_pass() {
        let good = [
            "whole: 4",
            "whole: 3.0",
            "whole: null",
            "number: 1.5\nany: [1]",
            "number: 2",
            "flag: x",
            "many: [1]",
            "many: text",
            "unknown: 1",
            "map: null",
            "map: {inner: null, other: 1}",
            "map: {unset: null}",
            "list: [{key: a}, {other: 1}]",
        ];
        for text in good {
            assert_eq!(problems(text).1, [], "{text}");
        }
    }

    #[test]
    fn a_value_of_the_wrong_type_is_told_with_what_was_found() {
        let long = format!("whole: {}", "x".repeat(100));
        let shown = format!("`whole` must be an integer, found the string \"{}…\"", "x".repeat(40));
        let cases = [
            ("whole: three", r#"`whole` must be an integer, found the string "three""#, "three"),
            ("whole: '3'", r#"`whole` must be an integer, found the string "3""#, "'3'"),
            ("whole: 1.5", "`whole` must be an integer, found the number 1.5", "1.5"),
            ("whole: [3]", "`whole` must be an integer, found a list", "[3]"),
            ("number: true", "`number` must be a number, found the boolean true", "true"),
            ("number: null", "`number` must be a number, found null", "null"),
            ("flag: 3", "`flag` must be a boolean or a string, found the integer 3", "3"),
            ("many: {a: 1}", "`many` must be null, a list or a string, found a map", "{a: 1}"),
            ("map: text", r#"`map` must be a map, found the string "text""#, "text"),
            ("map: {inner: 5}", "`map.inner` must be a string, found the integer 5", "5"),
            ("list: [{key: a}, {key: 1}]", "`list[1].key` must be a string, found the integer 1", "1"),
            ("list: [x]", r#"`list[0]` must be a map, found the string "x""#, "x"),
            (long.as_str(), shown.as_str(), &long["whole: ".len()..]),
        ];
        for (text, title, place) in cases {
            let (sources, problems) = problems(text);
            let told: Vec<_> = problems.iter().map(|problem| problem.title.as_str()).collect();
            assert_eq!(told, [title], "{text}");
            assert_eq!(sources.slice(problems[0].labels[0].span), place);
            assert_eq!(problems[0].code, "values-type");
        }
    }

    #[test]
    fn label_note_and_help() {
        let cases: [(&str, &str, &[&str], &[&str]); 5] = [
            ("whole: three", "expected an integer", &["the default is 3"], &[]),
            ("whole: '3'", "expected an integer", &["the default is 3"], &["write it without quotes"]),
            (
                "map: {inner: 5}",
                "expected a string",
                &[r#"the default is "x""#],
                &["put it in quotes to make it a string"],
            ),
            ("list: 5", "expected a list", &[], &[]),
            ("many: 5", "expected null, a list or a string", &["the default is null"], &[]),
        ];
        for (text, label, notes, help) in cases {
            let (_, problems) = problems(text);
            let problem = &problems[0];
            assert_eq!(problem.labels[0].text, label, "{text}");
            assert_eq!(problem.notes, notes, "{text}");
            assert_eq!(problem.help, help, "{text}");
        }
    }

    #[test]
    fn all_problems_come_at_once() {
        assert_eq!(problems("whole: x\nmap: {inner: 1}\nlist: [1, 2]\nnumber: y\n").1.len(), 5);
    }
}
