//! Finding the keys of the user that have no effect with the other values.

use super::effect_rules::{RULES, Rule};
use super::facts::Facts;
use super::reading::Reading;
use crate::diagnostic::Diagnostic;
use crate::source::{SourceId, Span};
use crate::yaml::{Entry, Node};

/// The trees in which keys without effect are looked for.
pub struct Written<'a> {
    /// What the user gave.
    pub user: &'a Node,
    /// The documented defaults.
    pub defaults: &'a Node,
    /// Whether the user wrote a text, as against the defaults and profiles.
    pub is_of_the_user: &'a dyn Fn(SourceId) -> bool,
}

/// A warning for each key that the user set to something else than the default, and that has no effect.
///
/// A key is passed over if a later layer of the user turned it off: a file for all clusters, and a flag for one.
pub(super) fn without_effect(facts: &Facts, values: Reading<'_>, written: &Written<'_>) -> Vec<Diagnostic> {
    let mut told: Vec<String> = Vec::new();
    let mut found = Vec::new();
    for rule in RULES {
        // Whether the user set anything costs less to know than whether the rule holds of all other values.
        for key in rule.keys {
            let Some(hits) = hits(rule, key, written).filter(|_| (rule.holds)(facts, values)) else { continue };
            for hit in hits {
                if !told.iter().any(|above| is_below(&hit.path, above)) {
                    found.push(warning(rule, &hit, written));
                    told.push(hit.path);
                }
            }
        }
    }
    found
}

/// Defaults of this length or more are not shown.
const LONG: usize = 40;

/// A key without effect.
struct Hit {
    path: String,
    span: Span,
    /// Whether only some of the keys below it are meant.
    is_partial: bool,
}

/// The highest keys that the rule speaks of; one for all if there are several.
fn hits(rule: &Rule, key: &str, written: &Written<'_>) -> Option<Vec<Hit>> {
    let entry = entry(written.user, key)?;
    let mut hits = Vec::new();
    collect(rule, key, entry, written, &mut hits);
    if hits.len() > 1 {
        hits = vec![Hit { path: key.to_owned(), span: entry.key_span, is_partial: true }];
    }
    let switch = self::entry(written.user, rule.switch).map(|entry| entry.value.span.source);
    hits.retain(|hit| switch.is_none_or(|switch| switch <= hit.span.source || !(written.is_of_the_user)(switch)));
    (!hits.is_empty()).then_some(hits)
}

fn collect(rule: &Rule, path: &str, entry: &Entry, written: &Written<'_>, hits: &mut Vec<Hit>) {
    let is_exempt = rule.except.contains(&path);
    if is_exempt || !is_set(&entry.value, written.defaults.at(path), written) {
        return;
    }
    match entry.value.as_map() {
        Some(map) if rule.except.iter().any(|except| is_below(except, path)) => {
            for (key, entry) in map {
                collect(rule, &format!("{path}.{key}"), entry, written, hits);
            }
        }
        _ => hits.push(Hit { path: path.to_owned(), span: entry.key_span, is_partial: false }),
    }
}

/// Whether the user wrote something else than the default here or below.
fn is_set(node: &Node, default: Option<&Node>, written: &Written<'_>) -> bool {
    if let Some(map) = node.as_map() {
        return map
            .iter()
            .any(|(key, entry)| is_set(&entry.value, default.and_then(|default| default.get(key)), written));
    }
    let is_given = node.is_truthy() || default.is_some_and(Node::is_truthy) || node.to_json().is_number();
    is_given
        && (written.is_of_the_user)(node.span.source)
        && default.map(Node::to_json).as_ref() != Some(&node.to_json())
}

fn warning(rule: &Rule, hit: &Hit, written: &Written<'_>) -> Diagnostic {
    let Hit { path, span, is_partial } = hit;
    let title = match is_partial {
        true => format!("what is set in `{path}` has no effect: {}", rule.why),
        false => format!("`{path}` has no effect: {}", rule.why),
    };
    let warning = Diagnostic::warning("values-no-effect", title).at(*span, "has no effect");
    let switch = rule.switch;
    let value = |tree: &Node| tree.at(switch).map(|node| (node.span, node.to_json()));
    match (value(written.user), value(written.defaults)) {
        _ if switch.is_empty() => warning,
        (Some((span, _)), _) => warning.at(span, "this decides it"),
        (None, Some((_, default)))
            if default.is_boolean() || default.as_str().is_some_and(|text| text.len() < LONG) =>
        {
            warning.note(format!("`{switch}` is {default} by default"))
        }
        (None, Some((_, default))) if !default.is_null() => warning.note(format!("`{switch}` is set by default")),
        _ => warning.note(format!("`{switch}` is not set")),
    }
}

fn entry<'n>(root: &'n Node, path: &str) -> Option<&'n Entry> {
    match path.rsplit_once('.') {
        Some((holder, key)) => root.at(holder)?.as_map()?.get(key),
        None => root.as_map()?.get(path),
    }
}

fn is_below(path: &str, above: &str) -> bool {
    path.strip_prefix(above).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}
