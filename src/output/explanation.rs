//! The story of one key as text: what it is for, and who set it to what.

use std::fmt::Write;

use serde_json::Value;

use crate::chart::{Explanation, Reach, Story};
use crate::source::Sources;
use crate::values::{Layers, Path, Said, Schema, Writer, any_of, origin};
use crate::yaml::{self, Data, Node};

/// The most characters of a value that stand on one line.
const SHOWN_CHARACTERS: usize = 72;

/// The most fields of an object that are listed.
const FIELDS: usize = 5;

/// What a key reaches.
#[derive(Clone, Debug, Default)]
pub struct Reaching {
    /// The objects and fields.
    pub reach: Reach,
    /// The switches that have to be on for that; none if the values are as they are.
    pub switches: Vec<String>,
}

/// What the user's values say about a key.
#[derive(Clone, Debug)]
pub struct Given<'run> {
    /// Every layer that says something, the lowest first.
    pub writers: Vec<Writer<'run>>,
    /// The merged value; nothing if there is none.
    pub value: Option<&'run Node>,
    /// Where a key of another name stands that set the value in place of all writers.
    pub set_through: Option<(Path, String)>,
}

/// Prints what is known of a key and, if values were given, what they say about it.
pub fn explanation(
    known: &Explanation<'_>,
    reaching: &Reaching,
    given: Option<&Given<'_>>,
    layers: &Layers,
    sources: &Sources,
) -> String {
    let mut text = format!("{}\n", known.path);
    push_documentation(known, &mut text);
    push_facts(known, reaching, &mut text);
    push_children(&known.children, &mut text);
    if let Some(given) = given {
        push_given(given, layers, sources, &mut text);
    }
    text
}

fn push_documentation(known: &Explanation<'_>, text: &mut String) {
    text.push('\n');
    match &known.documented_by {
        Some(above) if known.documentation.is_empty() || above.is_root() => {
            push_line(text, "not a key of the chart");
        }
        Some(above) => push_line(text, &format!("part of `{above}`:")),
        None if known.documentation.is_empty() => push_line(text, "not a key of the chart"),
        None => {}
    }
    for line in &known.documentation {
        push_line(text, line);
    }
}

fn push_facts(known: &Explanation<'_>, reaching: &Reaching, text: &mut String) {
    let mut facts: Vec<(&str, String)> = Vec::new();
    if let Some(schema) = known.schema {
        facts.extend(schema_facts(schema));
        if known.children.is_empty() {
            facts.push(("default", known.default.map_or_else(|| "not set".to_owned(), printed)));
            facts.extend(story_facts(&known.story));
        } else if let Some(since) = known.story.since {
            facts.push(("since", format!("vault-helm {since}")));
        }
    }
    // Nearly everything reads something below a key at the top.
    if known.children.is_empty() || known.path.steps().len() > 1 {
        facts.extend(reach_facts(reaching));
    }
    if !facts.is_empty() {
        text.push('\n');
    }
    for (name, fact) in facts {
        push_fact(name, &fact, text);
    }
}

/// Since when there is the key, and what its default was in which release.
fn story_facts(story: &Story) -> Vec<(&'static str, String)> {
    let mut facts = Vec::new();
    facts.extend(story.since.map(|since| ("since", format!("vault-helm {since}"))));
    if let [_, _, ..] = story.defaults.as_slice() {
        let width = story.defaults.iter().map(|(since, _)| since.len()).max().unwrap_or(0);
        let line = |(since, default): &(&str, Value)| {
            let json = default.to_string();
            let shown = match default.as_str().filter(|text| text.contains('\n')) {
                Some(text) => format!("a text of {} lines", text.lines().count()),
                None if json.chars().count() > SHOWN_CHARACTERS => "a list or map".to_owned(),
                None => json,
            };
            format!("{since:width$}  {shown}\n")
        };
        facts.push(("default since", story.defaults.iter().map(line).collect()));
    }
    facts
}

fn schema_facts(schema: &Schema) -> Vec<(&'static str, String)> {
    let mut facts = Vec::new();
    let types = schema.sensible_types();
    if !types.is_empty() {
        facts.push(("type", any_of(&types)));
    }
    if let Some(Value::Array(choices)) = schema.own("x-enum") {
        let choices: Vec<String> = choices.iter().map(ToString::to_string).collect();
        facts.push(("choices", choices.join(", ")));
    }
    if let Some(Value::String(advice)) = schema.own("x-deprecated") {
        facts.push(("deprecated", advice));
    }
    facts.extend(schema.own_text("x-templated").and_then(templated).map(|words| ("templated", words.to_owned())));
    facts
}

fn templated(mark: &str) -> Option<&'static str> {
    match mark {
        "\"text\"" => Some("evaluated as a Go template"),
        "\"strings\"" => Some("each string in it is evaluated as a Go template"),
        "false" => None,
        _ => Some("a string is evaluated as a Go template, and the result read as YAML"),
    }
}

fn reach_facts(Reaching { reach, switches }: &Reaching) -> Vec<(&'static str, String)> {
    let mut facts = Vec::new();
    if reach.decides && switches.is_empty() {
        facts.push(("decides", "what all templates share, such as names, mode and number of pods".to_owned()));
    }
    let mut lines: Vec<String> = Vec::new();
    if !switches.is_empty() {
        lines.push(format!("nothing as the values are, and with {} on:", all_of(switches)));
    }
    lines.extend(reach.objects.iter().map(|reached| reached_fields(&reached.object, &reached.fields)));
    if reach.is_nothing() {
        lines.push("nothing as the values are".to_owned());
    }
    if !lines.is_empty() {
        facts.push(("reaches", lines.join("\n")));
    }
    facts
}

fn all_of(switches: &[String]) -> String {
    switches.iter().map(|switch| format!("`{switch}`")).collect::<Vec<_>>().join(" and ")
}

/// An object with the first of the fields that a key reaches; without any, the key decides what is in the object.
fn reached_fields(object: &str, fields: &[String]) -> String {
    let (listed, more) = fields.split_at_checked(FIELDS).unwrap_or((fields, &[]));
    let more = if more.is_empty() { String::new() } else { format!(" and {} more", more.len()) };
    match listed {
        [] => format!("{object}: decides what is in it"),
        listed => format!("{object}: {}{more}", listed.join(", ")),
    }
}

fn push_children(children: &[(Path, String)], text: &mut String) {
    if children.is_empty() {
        return;
    }
    let width = children.iter().map(|(path, _)| path.to_string().len()).max().unwrap_or(0);
    text.push_str("\nkeys:\n");
    for (path, sentence) in children {
        push_line(text, &format!("  {:width$}  {sentence}", path.to_string()));
    }
}

fn push_given(given: &Given<'_>, layers: &Layers, sources: &Sources, text: &mut String) {
    text.push('\n');
    push_fact("value", &given.value.map_or_else(|| "none".to_owned(), printed), text);
    let mut winner = winner(given);
    let mut rows: Vec<(String, String)> =
        given.writers.iter().map(|writer| row(writer, given.value.is_none(), layers, sources)).collect();
    if let Some((path, place)) = &given.set_through {
        winner = Some(rows.len());
        rows.push((place.clone(), format!("through `{path}`")));
    }
    let width = rows.iter().map(|(place, _)| place.chars().count()).max().unwrap_or(0);
    text.push_str("set by, the lowest in precedence first:\n");
    for (position, (place, said)) in rows.iter().enumerate() {
        let mark = if winner == Some(position) { "  (wins)" } else { "" };
        push_line(text, &format!("  {place:width$}  {said}{mark}"));
    }
}

/// The layer whose word counts: the one that wrote the value, or that removed it. A map has parts of several layers.
fn winner(given: &Given<'_>) -> Option<usize> {
    match given.value {
        _ if given.set_through.is_some() => None,
        Some(value) if value.as_map().is_some_and(|map| !map.is_empty()) => None,
        Some(value) => given.writers.iter().rposition(|writer| match &writer.said {
            Said::Value(node) => node.span == value.span && node.data == value.data,
            Said::Above(..) => false,
        }),
        None => given.writers.len().checked_sub(1),
    }
}

fn row(writer: &Writer<'_>, is_gone: bool, layers: &Layers, sources: &Sources) -> (String, String) {
    let said = match &writer.said {
        Said::Value(node) if node.is_null() && is_gone => "null, which removes the default".to_owned(),
        Said::Value(node) => short(node),
        Said::Above(path, node) if node.is_null() => format!("`{path}` is null, which removes all below it"),
        Said::Above(path, node) => format!("`{path}` is {}, which has no such part", short(node)),
    };
    (origin(writer.place, layers, sources), said)
}

/// A value on one line, cut where it gets too long.
fn short(node: &Node) -> String {
    let json = node.to_json().to_string();
    if json.chars().count() <= SHOWN_CHARACTERS {
        return json;
    }
    json.chars().take(SHOWN_CHARACTERS).chain(['…']).collect()
}

/// A value in full: short ones as JSON, others as YAML on lines of their own.
fn printed(node: &Node) -> String {
    let is_block = matches!(&node.data, Data::Text(text) if text.contains('\n'));
    let json = node.to_json();
    let line = json.to_string();
    if !is_block && line.chars().count() <= SHOWN_CHARACTERS {
        return line;
    }
    let mut text = String::new();
    yaml::write(&json, &mut text);
    text
}

fn push_fact(name: &str, fact: &str, text: &mut String) {
    if !fact.contains('\n') {
        return push_line(text, &format!("{name:10} {fact}"));
    }
    push_line(text, name);
    for line in fact.lines() {
        push_line(text, &format!("  {line}"));
    }
}

fn push_line(text: &mut String, line: &str) {
    // Writing into a string cannot fail.
    let _ = writeln!(text, "{}", line.trim_end());
}
