//! Patterns of paths: what `--ignore` takes and what the table of verdicts is written in.
//!
//! - `spec.replicas`: keys, with a dot between them; a key with dots or brackets stands in brackets and quotes:
//!   `metadata.labels["helm.sh/chart"]`;
//! - `containers[name=vault]`, `ports[port=8200,protocol=TCP]`: the items of a list with these values; `args[0]`: the
//!   item at a position; `args[*]`: every item;
//! - `*` stands for one key, for one item or for any part of a key or value; `**` for any number of steps;
//! - `data|binaryData`: one key or another;
//! - `StatefulSet/vault:spec.replicas`, `ConfigMap:data.*`, `*/vault-*:metadata.labels`: only in objects of this kind
//!   and name.
//!
//! A pattern reaches a value and all that is in it.

use std::str::FromStr;

use serde_json::{Map, Value};

use super::glob::glob;
use super::list_keys::item_value;
use super::path::DiffStep;
use crate::manifest::ObjectId;

/// A pattern of paths, in some objects or in all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pattern {
    object: Option<(String, Option<String>)>,
    steps: Vec<PatternStep>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum PatternStep {
    /// A key of this form; a lone `*` takes any item too.
    Key(String),
    /// A position; none for any item.
    Index(Option<usize>),
    /// An item with such values.
    Item(Vec<(String, String)>),
    /// Any number of steps.
    Deep,
}

/// Why a text is no pattern.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{pattern}` is not a path: {problem} at character {}", at + 1)]
pub struct PatternError {
    /// The text.
    pub pattern: String,
    /// Which character is wrong, counted from 0.
    pub at: usize,
    /// What is wrong there.
    pub problem: PatternProblem,
}

/// What is wrong at a place of a pattern.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PatternProblem {
    /// A key is left out.
    #[error("expected a key such as `spec` or `*`")]
    Key,
    /// A bracket is not closed, or holds something else.
    #[error("expected `[0]`, `[*]`, `[name=vault]` or `[\"a.key\"]`")]
    Bracket,
    /// A key follows a bracket without a dot.
    #[error("expected `.` or `[`")]
    Separator,
    /// The part before the colon is not a kind and a name.
    #[error("expected `KIND/NAME:` or `KIND:`")]
    Object,
    /// It has too many steps.
    #[error("expected no more than {MOST_STEPS} steps")]
    Length,
}

impl Pattern {
    /// The pattern that leads to whole objects.
    pub(super) fn root() -> Self {
        Self { object: None, steps: Vec::new() }
    }

    /// Whether the pattern speaks of an object.
    pub fn covers(&self, id: &ObjectId) -> bool {
        let Some((kind, name)) = &self.object else { return true };
        let kind_fits = glob(&kind.to_ascii_lowercase(), &id.kind.to_ascii_lowercase());
        kind_fits && name.as_ref().is_none_or(|name| glob(name, &id.name))
    }

    /// Whether the pattern leads to exactly this path.
    pub(super) fn matches(&self, steps: &[DiffStep]) -> bool {
        let way = Way::start(&self.steps);
        steps.iter().fold(way, |way, step| way.down(|part| part_matches(part, step))).is_at_end()
    }

    /// Takes what the pattern reaches out of a tree.
    pub(super) fn prune(&self, tree: &mut Map<String, Value>) {
        prune_map(Way::start(&self.steps), tree, &mut 0);
    }
}

/// How many steps a pattern may have: those that a path has come to are the bits of a number, so that each value and
/// each step of a path costs the steps of the pattern, however many `**` there are.
const MOST_STEPS: usize = 100;

/// The steps of a pattern, and which of them come next on the way down: several, where `**` leaves it open.
#[derive(Clone, Copy)]
struct Way<'p> {
    steps: &'p [PatternStep],
    next: u128,
}

impl<'p> Way<'p> {
    fn start(steps: &'p [PatternStep]) -> Self {
        Self { steps, next: 0 }.with(0)
    }

    /// Lets a step come next as well; `**` may stand for none.
    fn with(mut self, step: usize) -> Self {
        self.next |= 1 << step;
        if self.steps.get(step) == Some(&PatternStep::Deep) { self.with(step + 1) } else { self }
    }

    /// Whether no step need follow.
    fn is_at_end(self) -> bool {
        self.next >> self.steps.len() & 1 == 1
    }

    fn is_lost(self) -> bool {
        self.next == 0
    }

    /// The way one step down.
    fn down(self, matches: impl Fn(&PatternStep) -> bool) -> Self {
        let mut below = Self { next: 0, ..self };
        for (index, step) in self.steps.iter().enumerate().filter(|(index, _)| self.next >> index & 1 == 1) {
            if *step == PatternStep::Deep {
                below = below.with(index);
            } else if matches(step) {
                below = below.with(index + 1);
            }
        }
        below
    }
}

fn part_matches(part: &PatternStep, step: &DiffStep) -> bool {
    match (part, step) {
        (PatternStep::Key(pattern), DiffStep::Key(key)) => any(pattern, key),
        (PatternStep::Key(pattern), DiffStep::Block { kind, .. }) => any(pattern, kind),
        (PatternStep::Key(pattern), DiffStep::Item(_) | DiffStep::Index(_)) => pattern == "*",
        (PatternStep::Index(None), DiffStep::Item(_) | DiffStep::Index(_)) => true,
        (PatternStep::Index(Some(wanted)), DiffStep::Index(index)) => wanted == index,
        (PatternStep::Item(wanted), DiffStep::Item(keys)) => {
            wanted.iter().all(|(key, value)| keys.iter().any(|(name, text)| name == key && glob(value, text)))
        }
        _ => false,
    }
}

/// Whether a key has one of the forms between bars.
fn any(patterns: &str, key: &str) -> bool {
    glob(patterns, key) || patterns.split('|').any(|pattern| glob(pattern, key))
}

/// Removes what the way reaches below a value; tells whether the value itself is reached. Counts the values.
fn prune_value(way: Way, value: &mut Value, work: &mut usize) -> bool {
    *work += 1;
    match value {
        _ if way.is_at_end() => return true,
        _ if way.is_lost() => {}
        Value::Object(map) => prune_map(way, map, work),
        Value::Array(list) => prune_list(way, list, work),
        _ => {}
    }
    false
}

fn prune_map(way: Way, map: &mut Map<String, Value>, work: &mut usize) {
    let matches = |part: &PatternStep, key: &str| matches!(part, PatternStep::Key(pattern) if any(pattern, key));
    map.retain(|key, value| !prune_value(way.down(|part| matches(part, key)), value, work));
}

fn prune_list(way: Way, list: &mut Vec<Value>, work: &mut usize) {
    let mut index = 0;
    list.retain_mut(|value| {
        index += 1;
        let below = way.down(|part| item_matches(part, index - 1, value));
        !prune_value(below, value, work)
    });
}

fn item_matches(part: &PatternStep, index: usize, item: &Value) -> bool {
    match part {
        PatternStep::Key(pattern) => pattern == "*",
        PatternStep::Index(wanted) => wanted.is_none_or(|wanted| wanted == index),
        PatternStep::Item(wanted) => {
            wanted.iter().all(|(key, value)| item_value(item, key).is_some_and(|text| glob(value, &text)))
        }
        PatternStep::Deep => false,
    }
}

impl FromStr for Pattern {
    type Err = PatternError;

    fn from_str(text: &str) -> Result<Self, PatternError> {
        let error = |at, problem| PatternError { pattern: text.to_owned(), at, problem };
        let (object, start) = object_part(text).map_err(|(at, problem)| error(at, problem))?;
        let mut reader = Reader { text: text.chars().collect(), at: start };
        let steps = reader.steps().map_err(|problem| error(reader.at, problem))?;
        Ok(Self { object, steps })
    }
}

type ObjectPart = Option<(String, Option<String>)>;

/// Reads `KIND/NAME:` or `KIND:` at the start, and tells at which character the path begins.
fn object_part(text: &str) -> Result<(ObjectPart, usize), (usize, PatternProblem)> {
    let head = text.split(['[', '"']).next().unwrap_or_default();
    let Some((head, _)) = head.split_once(':') else { return Ok((None, 0)) };
    let length = head.chars().count();
    let (kind, name) = head.split_once('/').map_or((head, None), |(kind, name)| (kind, Some(name)));
    if kind.is_empty() || name.is_some_and(|name| name.is_empty() || name.contains('/')) {
        return Err((length, PatternProblem::Object));
    }
    Ok((Some((kind.to_owned(), name.map(str::to_owned))), length + 1))
}

struct Reader {
    text: Vec<char>,
    at: usize,
}

impl Reader {
    fn steps(&mut self) -> Result<Vec<PatternStep>, PatternProblem> {
        let mut steps = Vec::new();
        if self.peek() != Some('[') {
            steps.push(self.key()?);
        }
        while let Some(character) = self.peek() {
            match character {
                _ if steps.len() == MOST_STEPS => return Err(PatternProblem::Length),
                '.' => {
                    self.at += 1;
                    steps.push(self.key()?);
                }
                '[' => steps.push(self.bracket()?),
                _ => return Err(PatternProblem::Separator),
            }
        }
        Ok(steps)
    }

    fn peek(&self) -> Option<char> {
        self.text.get(self.at).copied()
    }

    fn key(&mut self) -> Result<PatternStep, PatternProblem> {
        let key = self.take_while(|character| !".[]\":".contains(character) && !character.is_whitespace());
        match key.as_str() {
            "" => Err(PatternProblem::Key),
            "**" => Ok(PatternStep::Deep),
            _ => Ok(PatternStep::Key(key)),
        }
    }

    fn bracket(&mut self) -> Result<PatternStep, PatternProblem> {
        self.at += 1;
        let part = if self.peek() == Some('"') { PatternStep::Key(self.quoted()?) } else { self.item()? };
        self.expect(']')?;
        Ok(part)
    }

    fn item(&mut self) -> Result<PatternStep, PatternProblem> {
        let mut keys = Vec::new();
        loop {
            let key = self.take_while(|character| !"[]\"=,".contains(character));
            if keys.is_empty() && self.peek() == Some(']') {
                return index(&key).ok_or(PatternProblem::Bracket);
            }
            self.expect('=')?;
            let value =
                if self.peek() == Some('"') { self.quoted()? } else { self.take_while(|c| !"[]\"=,".contains(c)) };
            keys.push((key, value));
            if self.peek() != Some(',') {
                return Ok(PatternStep::Item(keys));
            }
            self.at += 1;
        }
    }

    /// Reads a quoted string, with the escapes of JSON.
    fn quoted(&mut self) -> Result<String, PatternProblem> {
        let start = self.at;
        self.at += 1;
        while let Some(character) = self.peek() {
            self.at += if character == '\\' { 2 } else { 1 };
            if character == '"' {
                let text: String = self.text[start..self.at].iter().collect();
                return serde_json::from_str(&text).map_err(|_| PatternProblem::Bracket);
            }
        }
        self.at = self.text.len();
        Err(PatternProblem::Bracket)
    }

    fn expect(&mut self, wanted: char) -> Result<(), PatternProblem> {
        if self.peek() != Some(wanted) {
            return Err(PatternProblem::Bracket);
        }
        self.at += 1;
        Ok(())
    }

    fn take_while(&mut self, wanted: impl Fn(char) -> bool) -> String {
        let start = self.at;
        while self.peek().is_some_and(&wanted) {
            self.at += 1;
        }
        self.text[start..self.at].iter().collect()
    }
}

fn index(text: &str) -> Option<PatternStep> {
    if text == "*" {
        return Some(PatternStep::Index(None));
    }
    text.parse().ok().map(|index| PatternStep::Index(Some(index)))
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::{Pattern, PatternProblem};
    use crate::manifest::ObjectId;

    fn pruned(pattern: &str, mut tree: Value) -> Value {
        let pattern: Pattern = pattern.parse().expect(pattern);
        pattern.prune(tree.as_object_mut().expect("a map"));
        tree
    }

    #[test]
    fn a_pattern_takes_out_what_it_reaches() {
        let tree = json!({
            "metadata": {"labels": {"helm.sh/chart": "a", "app": "b"}},
            "spec": {"replicas": 3, "containers": [
                {"name": "a", "image": "x", "args": ["1", "2"]},
                {"name": "b", "image": "y", "ports": [{"containerPort": 8200}]},
            ]},
        });
        let cases = [
            ("spec.replicas", "/spec/replicas"),
            (r#"metadata.labels["helm.sh/chart"]"#, "/metadata/labels/helm.sh~1chart"),
            ("metadata.labels.app", "/metadata/labels/app"),
            ("spec.containers[name=a].image", "/spec/containers/0/image"),
            ("spec.containers[1].image", "/spec/containers/1/image"),
            ("spec.*[name=b].ports[containerPort=8200]", "/spec/containers/1/ports/0"),
            ("**.replicas", "/spec/replicas"),
            ("**.ports", "/spec/containers/1/ports"),
            ("spec.containers[name=\"a\"].args[1]", "/spec/containers/0/args/1"),
            ("metadata.**", "/metadata"),
        ];
        for (pattern, gone) in cases {
            assert!(tree.pointer(gone).is_some(), "{gone}");
            let pruned = pruned(pattern, tree.clone());
            assert_eq!(pruned.pointer(gone), None, "{pattern}: {pruned}");
        }
        assert_eq!(pruned("**.image", tree.clone())["spec"]["containers"][0], json!({"name": "a", "args": ["1", "2"]}));
        assert_eq!(pruned("spec.containers[*].name", tree)["spec"]["containers"][1].get("name"), None);
    }

    /// Each value is looked at once, however many ways lead there.
    #[test]
    fn work_grows_with_the_tree_and_not_with_the_ways() {
        let mut deep = json!("end");
        for _ in 0..150 {
            deep = json!({ "a": deep, "b": [1, 2] });
        }
        for pattern in ["**.zz", "**.**.**.**.zz", "**.*.**.a.**.*.**.a.**.zz", "**[*].**[0].**.zz"] {
            let steps = pattern.parse::<Pattern>().expect(pattern).steps;
            let (mut tree, mut work) = (json!({ "a": deep.clone() }), 0);
            super::prune_map(super::Way::start(&steps), tree.as_object_mut().expect("a map"), &mut work);
            assert!(work <= 150 * 4 + 2, "{pattern}: {work}");
            assert_eq!(tree["a"], deep, "{pattern}");
        }
        let long = |steps: usize| vec!["**"; steps].join(".").parse::<Pattern>();
        assert!(long(100).is_ok());
        assert_eq!(long(101).expect_err("too long").problem, PatternProblem::Length);
        assert_eq!(pruned("a.**.b.**", json!({"a": {"x": {"b": {"c": 1}}, "b": 2}})), json!({"a": {"x": {}}}));
    }

    #[test]
    fn a_pattern_may_speak_of_some_objects_only() {
        let id = |kind: &str, name: &str| ObjectId {
            group: String::new(),
            kind: kind.to_owned(),
            namespace: None,
            name: name.to_owned(),
        };
        let covers = |pattern: &str, id: ObjectId| pattern.parse::<Pattern>().expect(pattern).covers(&id);
        assert!(covers("spec", id("Service", "vault")));
        assert!(covers("service/vault:spec", id("Service", "vault")));
        assert!(covers("Service:spec", id("Service", "vault")));
        assert!(covers("*/vault*:spec", id("Service", "vault-ui")));
        assert!(!covers("Service/vault:spec", id("Service", "vault-ui")));
        assert!(!covers("Secret:spec", id("Service", "vault-ui")));
    }

    #[test]
    fn what_is_no_pattern_is_told_with_its_place() {
        let cases = [
            ("", 0, PatternProblem::Key),
            ("spec..replicas", 5, PatternProblem::Key),
            ("spec.", 5, PatternProblem::Key),
            ("a b", 1, PatternProblem::Separator),
            ("a[0]b", 4, PatternProblem::Separator),
            ("a[", 2, PatternProblem::Bracket),
            ("a[x]", 3, PatternProblem::Bracket),
            ("a[\"x", 4, PatternProblem::Bracket),
            ("a[\"x\\", 5, PatternProblem::Bracket),
            ("a[k=", 4, PatternProblem::Bracket),
            ("/vault:spec", 6, PatternProblem::Object),
            ("a/b/c:spec", 5, PatternProblem::Object),
            ("Service/vault:", 14, PatternProblem::Key),
        ];
        for (text, at, problem) in cases {
            let error = text.parse::<Pattern>().expect_err(text);
            assert_eq!((error.at, error.problem), (at, problem), "{text}");
        }
        let message = "spec..a".parse::<Pattern>().expect_err("wrong").to_string();
        assert_eq!(message, "`spec..a` is not a path: expected a key such as `spec` or `*` at character 6");
    }
}
