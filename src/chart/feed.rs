//! Which value a field of an object was made of: read off the expression in the hole of a template, and off the values.

use serde_json::Value;

use crate::source::{SourceId, Span};
use crate::values::{Path, Step};
use crate::yaml::{Data, Node};

/// From how many bytes on a text is not found under another key by accident.
const TELLING: usize = 5;

/// What is known of a field when its value is looked for.
pub struct Feed<'a> {
    /// The expression of the hole, such as `server.resources or none`; empty if there is none.
    pub expression: &'a str,
    /// The loops around it, the outermost first: the names that each gives, and what it runs through.
    pub loops: &'a [(Vec<String>, String)],
    /// What filled the hole.
    pub filled: Option<&'a Value>,
    /// The way on from the hole to the field.
    pub rest: &'a [Step],
    /// The field's name and value, if it is there.
    pub field: Option<(&'a str, &'a Value)>,
    /// Whether a text is one that the user wrote.
    pub is_of_the_user: &'a dyn Fn(SourceId) -> bool,
}

/// The value that a field was made of.
#[derive(Debug, PartialEq, Eq)]
pub struct Fed {
    /// Its path.
    pub path: String,
    /// Where it was written.
    pub span: Span,
    /// Where its key was written, if the last step led to it by a key.
    pub key_span: Option<Span>,
    /// Whether the way led to the field itself and not only to something around it.
    pub is_whole: bool,
}

/// A value that the expression names.
struct Candidate<'n> {
    path: Path,
    node: &'n Node,
}

impl Feed<'_> {
    /// Finds the value: by the names in the expression; else the only one of the user's that says the same under the
    /// same key.
    pub(super) fn find(&self, values: &Node) -> Option<Fed> {
        let named = self.named(self.expression, self.loops, values);
        let ranked = named.iter().filter_map(|candidate| Some((self.rank(candidate)?, candidate)));
        // The first of the best: `max_by_key` would give the last.
        let best = ranked.fold(None, |best: Option<(_, &Candidate<'_>)>, next| match best {
            Some(best) if best.0 >= next.0 => Some(best),
            _ => Some(next),
        });
        match (best, named.as_slice()) {
            (Some((_, candidate)), _) => Some(follow(candidate, self.rest)),
            // What was made of it says something else; no other can have made it.
            (None, [only]) if !self.loops.is_empty() => Some(follow(only, &[])),
            _ => self.alike(values),
        }
    }

    /// The values whose paths stand in an expression.
    fn named<'n>(&self, expression: &str, loops: &[(Vec<String>, String)], values: &'n Node) -> Vec<Candidate<'n>> {
        let mut found = Vec::new();
        for name in names(expression) {
            let (first, more) = name.split_once('.').unwrap_or((name, ""));
            match loops.iter().rposition(|(names, _)| names.iter().any(|known| known == first)) {
                Some(index) => {
                    let (outer, list) = (loops.get(..index).unwrap_or_default(), loops.get(index));
                    let lists = list.map(|(_, list)| self.named(list, outer, values)).unwrap_or_default();
                    found.extend(lists.iter().flat_map(|list| items(list, more)));
                }
                None => {
                    let name = name.strip_prefix("values.").unwrap_or(name);
                    let path = Path::of_keys(name);
                    // Whole sections of the values are only ever ways to what is below them.
                    let is_value = path.steps().len() > 1;
                    found.extend(
                        path.find(values).filter(|_| is_value).map(|node| Candidate { path: path.clone(), node }),
                    );
                }
            }
        }
        found.retain(|candidate| !candidate.node.is_null());
        found
    }

    /// How much speaks for a candidate; none if it cannot have made the field.
    fn rank(&self, candidate: &Candidate<'_>) -> Option<(bool, bool, usize)> {
        let (node, steps) = descend(candidate.node, self.rest);
        let fills = self.filled.is_some_and(|filled| candidate.node.to_json() == *filled);
        let says = self.field.is_some_and(|(_, value)| node.to_json() == *value);
        let is_scalar = !matches!(candidate.node.data, Data::Map(_) | Data::List(_));
        (fills || says || steps > 0 || is_scalar).then_some((fills, says, steps))
    }

    /// The only value of the user's that stands under the same key as the field and says the same, or the only one that
    /// says the same where that is a text of some length.
    fn alike(&self, values: &Node) -> Option<Fed> {
        let (name, value) = self.field?;
        let is_telling = value.as_str().is_some_and(|text| text.len() >= TELLING);
        self.only(values, (Some(name), value)).or_else(|| self.only(values, (None, value)).filter(|_| is_telling))
    }

    fn only(&self, values: &Node, field: (Option<&str>, &Value)) -> Option<Fed> {
        let mut found = Vec::new();
        self.search(values, &mut Path::root(), &mut found, field);
        let only = found.pop()?;
        found.is_empty().then_some(only)
    }

    fn search(&self, node: &Node, path: &mut Path, found: &mut Vec<Fed>, field: (Option<&str>, &Value)) {
        match &node.data {
            Data::Map(map) => {
                for (key, entry) in map {
                    path.push(Step::Key(key.clone()));
                    let is_alike =
                        field.0.is_none_or(|name| key == name) && (self.is_of_the_user)(entry.key_span.source);
                    if is_alike && entry.value.to_json() == *field.1 {
                        let (span, key_span) = (entry.value.span, Some(entry.key_span));
                        found.push(Fed { path: path.to_string(), span, key_span, is_whole: true });
                    }
                    self.search(&entry.value, path, found, field);
                    path.pop();
                }
            }
            Data::List(list) => {
                for (index, item) in list.iter().enumerate() {
                    path.push(Step::Index(index));
                    self.search(item, path, found, field);
                    path.pop();
                }
            }
            _ => {}
        }
    }
}

/// The value of a top key that the user wrote.
pub(super) fn at_key(values: &Node, key: &str, is_of_the_user: &dyn Fn(SourceId) -> bool) -> Option<Fed> {
    let entry = values.as_map()?.get(key)?;
    let is_written = is_of_the_user(entry.key_span.source) && !entry.value.is_null();
    let (span, key_span) = (entry.value.span, Some(entry.key_span));
    is_written.then(|| Fed { path: key.to_owned(), span, key_span, is_whole: true })
}

/// The value that a field of an object in `extraObjects` was made of, by the path of the entry.
pub(super) fn in_entry(values: &Node, entry: &str, way: &[Step]) -> Option<Fed> {
    let path = Path::parse(entry).filter(|path| path.find(values).is_some()).or_else(|| {
        // Entries of a map are named by their key as it is.
        let (first, key) = entry.split_once('.')?;
        Some(Path::of_keys(first).key(key))
    })?;
    let node = path.find(values)?;
    Some(follow(&Candidate { path, node }, way))
}

/// Goes from a value on towards the field, as far as the values do.
fn follow(candidate: &Candidate<'_>, way: &[Step]) -> Fed {
    let (_, steps) = descend(candidate.node, way);
    let mut path = candidate.path.clone();
    let (mut node, mut key_span) = (candidate.node, None);
    for step in way.iter().take(steps) {
        key_span = match (step, &node.data) {
            (Step::Key(key), Data::Map(map)) => map.get(key).map(|entry| entry.key_span),
            _ => None,
        };
        path.push(step.clone());
        node = descend(node, std::slice::from_ref(step)).0;
    }
    Fed { path: path.to_string(), span: node.span, key_span, is_whole: steps == way.len() }
}

/// What a loop runs through, or what of each item a name leads on to.
fn items<'n>(list: &Candidate<'n>, more: &str) -> Vec<Candidate<'n>> {
    let below: Vec<(Step, &Node)> = match &list.node.data {
        Data::List(items) => items.iter().enumerate().map(|(index, item)| (Step::Index(index), item)).collect(),
        Data::Map(map) => map.iter().map(|(key, entry)| (Step::Key(key.clone()), &entry.value)).collect(),
        _ => Vec::new(),
    };
    let further = if more.is_empty() { Path::root() } else { Path::of_keys(more) };
    let candidate = |(step, item): (Step, &'n Node)| {
        let node = further.find(item)?;
        let steps = list.path.steps().iter().cloned().chain([step]).chain(further.steps().iter().cloned());
        Some(Candidate { path: steps.collect(), node })
    };
    below.into_iter().filter_map(candidate).collect()
}

/// The deepest value on a way, and how many steps lead to it.
fn descend<'n>(node: &'n Node, way: &[Step]) -> (&'n Node, usize) {
    let (mut node, mut steps) = (node, 0);
    for step in way {
        let below = match (step, &node.data) {
            (Step::Key(key), Data::Map(map)) => map.get(key).map(|entry| &entry.value),
            (Step::Index(index), Data::List(list)) => list.get(*index),
            _ => None,
        };
        let Some(below) = below else { break };
        node = below;
        steps += 1;
    }
    (node, steps)
}

/// The dotted names in an expression, without what stands in quotes.
fn names(expression: &str) -> Vec<&str> {
    let outside = expression.split(['"', '\'']).step_by(2);
    let is_part = |character: char| character.is_alphanumeric() || matches!(character, '.' | '_');
    outside.flat_map(|text| text.split(move |character| !is_part(character))).filter(|name| !name.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Sources;
    use crate::yaml;
    use serde_json::json;

    const VALUES: &str = "\
server:
  resources:
    limits: {cpu: [2]}
  volumes:
    - {name: a, size: 1}
    - {name: b, size: x}
  probe: {port: true}
  hosts:
    - host: h
      paths: [/a, 7]
  text: |
    {{ any }}
other:
  pullSecret: s
";

    fn fed(expression: &str, loops: &[(&str, &str)], filled: Value, rest: &[&str], field: Value) -> Option<String> {
        let source = Sources::default().add("", "");
        let values = yaml::read(VALUES, source).expect("YAML").documents.remove(0).root;
        let loops: Vec<_> = loops.iter().map(|(name, list)| (vec![(*name).to_owned()], (*list).to_owned())).collect();
        let step = |step: &&str| step.parse().map_or_else(|_| Step::Key((*step).to_owned()), Step::Index);
        let rest: Vec<Step> = rest.iter().map(step).collect();
        let name = match rest.last() {
            Some(Step::Key(key)) => key.clone(),
            _ => "pullSecret".to_owned(),
        };
        let feed = Feed {
            expression,
            loops: &loops,
            filled: Some(&filled),
            rest: &rest,
            field: Some((&name, &field)),
            is_of_the_user: &|_| true,
        };
        feed.find(&values).map(|fed| fed.path)
    }

    #[test]
    fn a_value_is_found_by_the_names_in_the_hole() {
        let cases = [
            (
                fed("server.resources or none", &[], json!({}), &["limits", "cpu"], json!([2])),
                "server.resources.limits.cpu",
            ),
            (
                fed(
                    "volume",
                    &[("volume", "server.volumes or []")],
                    json!({"name": "b", "size": "x"}),
                    &["size"],
                    json!("x"),
                ),
                "server.volumes[1].size",
            ),
            (fed("v.size | plain", &[("v", "server.volumes")], json!("x"), &[], json!("x")), "server.volumes[1].size"),
            (fed("health(server.probe, \"server.text\")", &[], json!({}), &["port"], json!(true)), "server.probe.port"),
            (
                fed(
                    "path",
                    &[("rule", "server.hosts"), ("path", "rule.paths | default([\"/\"], true)")],
                    json!(7),
                    &[],
                    json!(7),
                ),
                "server.hosts[0].paths[1]",
            ),
            (fed("server.text", &[], json!({"a": 1}), &["a"], json!(1)), "server.text"),
            (fed("facts.pull_secrets", &[], json!([]), &[], json!("s")), "other.pullSecret"),
        ];
        for (found, expected) in cases {
            assert_eq!(found.as_deref(), Some(expected));
        }
    }

    #[test]
    fn what_is_not_certain_is_not_told() {
        assert_eq!(fed("server[claim.storage].size", &[], json!(1), &[], json!(1)), None);
        assert_eq!(fed("facts.replicas", &[], json!(3), &["limits"], json!(3)), None);
    }
}
