//! What holds for any text, any tree and any values; the same cases in every run, and a failure is kept as a seed.

use proptest::collection::{btree_map, vec};
use proptest::prelude::*;
use proptest::test_runner::{Config, RngSeed};
use serde_json::{Map, Value, json};
use vaultchart::chart::ChartDefinition;
use vaultchart::manifest::{self, Object};
use vaultchart::pipeline::{self, Request};
use vaultchart::source::Sources;
use vaultchart::values::{RESERVED_CHARACTERS, SetKind, lay};
use vaultchart::yaml::{self, Node};

use crate::harness::read_documents;

/// Values that may be any text, the way of each to one entry of a map of the user's own or to a text field.
const FREE_FORM: [&str; 16] = [
    "server.annotations.note",
    "server.statefulSet.annotations.note",
    "server.extraLabels.note",
    "server.extraEnvironmentVars.note",
    "server.nodeSelector.note",
    "server.service.annotations.note",
    "server.serviceAccount.annotations.note",
    "server.dataStorage.annotations.note",
    "injector.annotations.note",
    "injector.extraEnvironmentVars.note",
    "injector.extraLabels.note",
    "injector.nodeSelector.note",
    "injector.service.annotations.note",
    "injector.serviceAccount.annotations.note",
    "injector.webhook.annotations.note",
    "injector.webhook.objectSelector.matchLabels.note",
];

fn cases(cases: u32) -> Config {
    let rng_seed = RngSeed::Fixed(0x7661_756c_7463_6861);
    Config { cases, rng_seed, failure_persistence: None, ..Config::default() }
}

proptest! {
    #![proptest_config(cases(10))]

    #[test]
    fn any_text_comes_back_from_a_render_and_changes_nothing_else(texts in vec(free_text(), FREE_FORM.len())) {
        let placeholders: Vec<String> = (0..FREE_FORM.len()).map(|number| format!("placeholder-{number}-")).collect();
        let expected: Vec<Value> = trees(&rendered(&placeholders))
            .into_iter()
            .map(|tree| with_texts(tree, &placeholders, &texts))
            .collect();
        let text = manifest::to_yaml(&rendered(&texts));
        prop_assert_eq!(&read_documents(&text), &expected, "by a reader of YAML 1.2:\n{}", &text);
        prop_assert_eq!(&read_by_us(&text), &expected, "by a reader of YAML 1.1:\n{}", &text);
        let held = expected.iter().map(|tree| count(tree, &texts[0])).sum::<usize>();
        prop_assert!(held > 0, "the text is nowhere");
    }

    #[test]
    fn the_same_values_give_the_same_bytes(texts in vec(free_text(), FREE_FORM.len())) {
        prop_assert_eq!(manifest::to_yaml(&rendered(&texts)), manifest::to_yaml(&rendered(&texts)));
    }
}

proptest! {
    #![proptest_config(cases(300))]

    #[test]
    fn an_object_that_is_written_and_read_is_the_same(body in btree_map(any_text(), any_tree(), 0..4)) {
        let mut tree = json!({"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "a"}});
        tree.as_object_mut().expect("a map").extend(body.into_iter().map(|(key, value)| (format!("x{key}"), value)));
        let object = Object::new("", "", tree.clone()).expect("an object");
        let text = manifest::to_yaml([&object]);
        let list = manifest::to_json_list([&object]);
        let tree = whole(tree);
        for (text, found) in [(&text, read_by_us(&text)), (&text, read_documents(&text)), (&list, trees(&objects(&list)))] {
            let found: Vec<Value> = found.into_iter().map(whole).collect();
            prop_assert_eq!(&found, std::slice::from_ref(&tree), "written as\n{}", text);
        }
    }

    #[test]
    fn readers_agree_on_what_both_understand(document in document()) {
        let text = format!("{}\n", document.draw(0));
        let theirs: Value = serde_yaml::from_str(&text).expect("their reader takes it");
        prop_assert_eq!(whole(read_node(&text).to_json()), whole(theirs), "in\n{}", &text);
    }

    /// With a null, or a map in the place of something else, it is not: Helm's merging is not either.
    #[test]
    fn layers_of_the_same_shape_may_be_merged_in_any_grouping(layers in [layer(), layer(), layer()]) {
        let [first, second, third] = layers.map(|tree| written(&tree));
        let mut from_the_left = first.clone();
        lay(&mut from_the_left, second.clone());
        lay(&mut from_the_left, third.clone());
        let (mut from_the_right, mut upper) = (first, second);
        lay(&mut upper, third);
        lay(&mut from_the_right, upper);
        prop_assert_eq!(from_the_left.to_json(), from_the_right.to_json());
    }
}

/// Any text at all, more often one that means something in YAML.
fn any_text() -> BoxedStrategy<String> {
    let awkward = prop::sample::select(vec![
        "",
        " ",
        "yes",
        "No",
        "on",
        "~",
        "null",
        "1_000",
        "0440",
        "0o17",
        "0x1F",
        "1e3",
        ".inf",
        "1:30",
        "2001-01-01",
        "<<",
        "=",
        "- a",
        "a: b",
        "a #b",
        "#",
        "&a",
        "*a",
        "!t",
        "|",
        ">",
        "%a",
        "@a",
        "`a`",
        "{a",
        "[a",
        "'",
        "\"",
        "\\",
        "---",
        "...",
        "--- a",
        "? a",
        "\n",
        "\n\n",
        "a\n",
        "a\n\n",
        " a\n",
        "\ta",
        "a\t",
        "a\r\nb",
        "\r",
        "\u{85}",
        "\u{2028}",
        "\u{feff}",
        "a\u{feff}",
        "\0",
        "\u{7f}",
        "\u{1b}[0m",
        "\u{fffe}",
        "\u{1f512}",
        "a\n b\n  c\n",
        "+",
        "-",
        ".",
        "0",
        "-0",
        "1.",
        "y",
        "0b1",
        "a:",
        ":a",
        "a\\n",
        "12e03",
        "{% x %}",
        "{# x #}",
        "\u{a0}",
        "e\u{301}",
    ]);
    let part = prop_oneof![
        3 => awkward.prop_map(str::to_owned),
        1 => any::<String>(),
        1 => "[ -~\n\t]{0,12}",
        1 => any::<char>().prop_map(String::from),
    ];
    prop_oneof![2 => part.clone(), 1 => vec(part, 2..4).prop_map(|parts| parts.concat())].boxed()
}

/// Any text that a value may be, and that is no Go template.
fn free_text() -> BoxedStrategy<String> {
    any_text().prop_map(|text| text.replace(RESERVED_CHARACTERS, "").replace("{{", "{")).boxed()
}

fn any_tree() -> BoxedStrategy<Value> {
    let scalar = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        any::<f64>().prop_filter("JSON has no such number", |number| number.is_finite()).prop_map(Value::from),
        any_text().prop_map(Value::from),
    ];
    scalar
        .prop_recursive(4, 24, 4, |inner| {
            prop_oneof![
                vec(inner.clone(), 0..4).prop_map(Value::from),
                btree_map(any_text(), inner, 0..4).prop_map(|map| map.into_iter().collect::<Map<_, _>>().into()),
            ]
        })
        .boxed()
}

/// A document in words that YAML 1.1 and 1.2 understand alike.
#[derive(Clone, Debug)]
enum Document {
    Scalar(String),
    Literal(Vec<String>),
    List(bool, Vec<Document>),
    Map(bool, Vec<(String, Document)>),
}

impl Document {
    /// Draws the document, indented from its second line on.
    fn draw(&self, indent: usize) -> String {
        let margin = " ".repeat(indent);
        match self {
            Self::Scalar(text) => text.clone(),
            Self::Literal(lines) => {
                lines.iter().fold("|2-".to_owned(), |drawn, line| format!("{drawn}\n{margin}  {line}"))
            }
            Self::List(false, items) if !items.is_empty() => {
                let item = |item: &Self| format!("\n{margin}- {}", item.draw_inside(indent + 2));
                items.iter().map(item).collect()
            }
            Self::Map(false, entries) if !entries.is_empty() => {
                let entry =
                    |(key, value): &(String, Self)| format!("\n{margin}{key}: {}", value.draw_inside(indent + 2));
                entries.iter().map(entry).collect()
            }
            Self::List(_, items) => {
                format!("[{}]", items.iter().map(Self::draw_flow).collect::<Vec<_>>().join(", "))
            }
            Self::Map(_, entries) => {
                let entry = |(key, value): &(String, Self)| format!("{key}: {}", value.draw_flow());
                format!("{{{}}}", entries.iter().map(entry).collect::<Vec<_>>().join(", "))
            }
        }
    }

    /// A block inside another one: its literals count from the column of their parent.
    fn draw_inside(&self, indent: usize) -> String {
        match self {
            Self::Literal(lines) => {
                let margin = " ".repeat(indent);
                lines.iter().fold("|-".to_owned(), |drawn, line| format!("{drawn}\n{margin}{line}"))
            }
            other => other.draw(indent),
        }
    }

    fn draw_flow(&self) -> String {
        match self {
            Self::Scalar(text) => text.clone(),
            Self::Literal(lines) => format!("\"{}\"", lines.join("\\n")),
            Self::List(_, items) => Self::List(true, items.clone()).draw(0),
            Self::Map(_, entries) => Self::Map(true, entries.clone()).draw(0),
        }
    }
}

fn document() -> BoxedStrategy<Document> {
    let scalar = prop_oneof![
        "[a-z][a-z0-9_.-]{2,8}[0-9]",
        "-?[1-9][0-9]{0,12}",
        "-?[1-9][0-9]{0,5}\\.[0-9]{1,5}",
        "[1-9]\\.[0-9]e[+-][0-9]",
        prop::sample::select(vec!["true", "false", "null", "~", "True", "FALSE", "Null", "0", "0.5"])
            .prop_map(str::to_owned),
        "'[a-z #:,{}&*!|>%@\\[\\]-]{0,8}'",
        "\"[a-z #:,{}&*!|>%@\\[\\]-]{0,4}(\\\\n|\\\\t|\\\\\\\\|\\\\\"|\\\\u00e9|\\\\x41)[a-z]{0,3}\"",
        "[a-z]{3}1 [a-z]{3}1",
    ];
    let line = "[a-z][a-z:#' -]{0,10}[a-z]";
    let leaf = prop_oneof![4 => scalar.prop_map(Document::Scalar), 1 => vec(line, 1..4).prop_map(Document::Literal)];
    let tree = leaf.prop_recursive(4, 24, 4, |inner| {
        prop_oneof![
            (any::<bool>(), vec(inner.clone(), 0..4)).prop_map(|(is_flow, items)| Document::List(is_flow, items)),
            (any::<bool>(), btree_map("[a-z]{3}[0-9]", inner, 0..4))
                .prop_map(|(is_flow, entries)| Document::Map(is_flow, entries.into_iter().collect())),
        ]
    });
    // At the top stands a map, as in every file that Helm reads.
    (any::<bool>(), btree_map("[a-z]{3}[0-9]", tree, 1..4))
        .prop_map(|(is_flow, entries)| Document::Map(is_flow, entries.into_iter().collect()))
        .boxed()
}

/// A layer in which a key tells what lies under it: maps under `map-…`, all else elsewhere.
fn layer() -> BoxedStrategy<Value> {
    let leaf =
        prop_oneof![any::<i32>().prop_map(Value::from), any_text().prop_map(Value::from), Just(json!([1, {"a": 2}]))];
    let leaves = btree_map("[a-d]", leaf, 0..4).prop_map(|map| Value::Object(map.into_iter().collect()));
    leaves
        .prop_recursive(3, 16, 3, |inner| {
            (inner.clone(), btree_map("map-[a-c]", inner, 0..3)).prop_map(|(leaves, maps)| {
                let Value::Object(mut map) = leaves else { return leaves };
                map.extend(maps);
                Value::Object(map)
            })
        })
        .boxed()
}

fn rendered(texts: &[String]) -> Vec<Object> {
    let mut sources = Sources::default();
    let chart = ChartDefinition::newest();
    let mut layers = chart.layers(&mut sources);
    for (path, text) in FREE_FORM.iter().zip(texts) {
        layers.add_flag(&mut sources, SetKind::Json, &format!("{path}={}", json!(text)), &[]);
    }
    let request = Request::of_values(chart, layers);
    pipeline::render(request, &mut sources).map(|rendered| rendered.objects).expect("a render")
}

/// The tree with the texts in the places of their placeholders.
fn with_texts(tree: Value, placeholders: &[String], texts: &[String]) -> Value {
    match tree {
        Value::String(text) => match placeholders.iter().position(|placeholder| *placeholder == text) {
            Some(number) => texts[number].as_str().into(),
            None => text.into(),
        },
        Value::Array(items) => items.into_iter().map(|item| with_texts(item, placeholders, texts)).collect(),
        Value::Object(map) => {
            map.into_iter().map(|(key, value)| (key, with_texts(value, placeholders, texts))).collect()
        }
        other => other,
    }
}

/// The tree with `1.0` and `1` as the text of one number: to Helm, which goes through JSON, they are one.
fn whole(tree: Value) -> Value {
    match tree {
        Value::Number(number) => match number.as_f64() {
            Some(float) if number.is_f64() && float.fract() == 0.0 => format!("{:.0}", float + 0.0).into(),
            Some(_) if !number.is_f64() => number.to_string().into(),
            _ => number.into(),
        },
        Value::Array(items) => items.into_iter().map(whole).collect(),
        Value::Object(map) => map.into_iter().map(|(key, value)| (key, whole(value))).collect(),
        other => other,
    }
}

/// How often a text stands in a tree.
fn count(tree: &Value, text: &str) -> usize {
    match tree {
        Value::String(found) => usize::from(found == text),
        Value::Array(items) => items.iter().map(|item| count(item, text)).sum(),
        Value::Object(map) => map.values().map(|value| count(value, text)).sum(),
        _ => 0,
    }
}

fn trees(objects: &[Object]) -> Vec<Value> {
    objects.iter().map(|object| object.tree.clone().into()).collect()
}

fn objects(text: &str) -> Vec<Object> {
    manifest::read(text, Sources::default().add("", "")).expect("manifests")
}

fn read_by_us(text: &str) -> Vec<Value> {
    let stream = yaml::read(text, Sources::default().add("", "")).expect("YAML");
    stream.documents.iter().map(|document| document.root.to_json()).filter(|tree| !tree.is_null()).collect()
}

fn read_node(text: &str) -> Node {
    yaml::read(text, Sources::default().add("", "")).expect("YAML").documents.remove(0).root
}

fn written(tree: &Value) -> Node {
    let mut text = String::new();
    yaml::write(tree, &mut text);
    read_node(&text)
}
