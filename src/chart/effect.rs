//! Finding the keys of the user that have no effect: what nobody read for this release.

use super::effect_rules::{RULES, Rule};
use super::reading::Reading;
use crate::diagnostic::Diagnostic;
use crate::source::{SourceId, Span};
use crate::values::{Extent, Path, Read, Schema, Segment, is_in, is_read_by_go_templates};
use crate::yaml::{Entry, Node};

/// What others than the chart read.
const READ_ELSEWHERE: [&str; 2] = ["vaultchart", "global.image"];

/// Defaults of this length or more are not shown.
const LONG: usize = 40;

/// The trees in which keys without effect are looked for.
pub struct Written<'a> {
    /// What the user gave.
    pub user: &'a Node,
    /// The documented defaults.
    pub defaults: &'a Node,
    /// Whether the user wrote a text, as against the defaults and profiles.
    pub is_of_the_user: &'a dyn Fn(SourceId) -> bool,
}

/// A warning for each key that the user set to something else than the default, and that nobody read.
///
/// Nothing is said where the same block of the same file turns the thing off, nor where a later layer of the user does:
/// a file for all clusters, and a flag for one.
pub(super) fn without_effect(
    values: Reading<'_>,
    schema: &Schema,
    written: &Written<'_>,
    log: &[Read],
) -> Vec<Diagnostic> {
    let mut search = Search { values, written, log, path: Path::root(), hits: Vec::new() };
    search.walk(written.user, Some(written.defaults), schema);
    let mut hits = search.hits;
    let mut found = Vec::new();
    while !hits.is_empty() {
        let first = hits.remove(0);
        let Some(rule) = first.rule else {
            found.push(warning(None, &first.path, first.key_span, false, written));
            continue;
        };
        // What is set under one switch is reported at once.
        let is_alike = |hit: &Hit| hit.rule.is_some_and(|other| std::ptr::eq(other, rule));
        let alike = hits.iter().filter(|hit| is_alike(hit)).count();
        hits.retain(|hit| !is_alike(hit));
        match entry(written.user, rule.key).filter(|_| alike > 0) {
            Some(entry) => found.push(warning(Some(rule), rule.key, entry.key_span, true, written)),
            None => found.push(warning(Some(rule), &first.path, first.key_span, false, written)),
        }
    }
    found
}

/// A key without effect.
struct Hit {
    path: String,
    key_span: Span,
    /// What is known of why.
    rule: Option<&'static Rule>,
}

struct Search<'a> {
    values: Reading<'a>,
    written: &'a Written<'a>,
    log: &'a [Read],
    path: Path,
    hits: Vec<Hit>,
}

impl Search<'_> {
    /// Looks through a map that the user wrote, as far as the chart knows its keys.
    fn walk(&mut self, node: &Node, default: Option<&Node>, schema: &Schema) {
        for (key, entry) in node.as_map().into_iter().flatten() {
            let Some(schema) = schema.property(key) else { continue };
            let default = default.and_then(|default| default.get(key));
            self.path.push(Segment::Key(key.clone()));
            match entry.value.as_map() {
                Some(map) if schema.has_properties() && !map.is_empty() => self.walk(&entry.value, default, schema),
                _ => self.look(key, entry, default),
            }
            self.path.pop();
        }
    }

    fn look(&mut self, key: &str, entry: &Entry, default: Option<&Node>) {
        let path = self.path.to_string();
        if !self.is_set(&entry.value, default)
            || READ_ELSEWHERE.iter().any(|known| is_in(&path, known))
            || self.has_effect(&path, &entry.value, default)
            || is_read_by_go_templates(self.written.user, &path, key)
        {
            return;
        }
        let rule = RULES.iter().find(|rule| is_in(&path, rule.key) && rule.holds(self.values));
        if rule.is_none_or(|rule| !self.is_turned_off(rule, entry.key_span.source)) {
            self.hits.push(Hit { path, key_span: entry.key_span, rule });
        }
    }

    /// Whether the user wrote something else than the default.
    fn is_set(&self, node: &Node, default: Option<&Node>) -> bool {
        let is_given = node.is_truthy() || default.is_some_and(Node::is_truthy) || node.to_json().is_number();
        is_given
            && (self.written.is_of_the_user)(node.span.source)
            && default.map(Node::to_json).as_ref() != Some(&node.to_json())
    }

    /// Whether somebody read the value, or whether there is any where the default would have said otherwise.
    fn has_effect(&self, path: &str, node: &Node, default: Option<&Node>) -> bool {
        let is_as_true = node.is_truthy() == default.is_some_and(Node::is_truthy);
        let mut reads = self.log.iter().filter(|read| read.concerns(path));
        reads.any(|read| read.extent == Extent::Whole || !is_as_true)
    }

    /// Whether the user turned the thing off on purpose: beside what is set in the same text, or later.
    fn is_turned_off(&self, rule: &Rule, source: SourceId) -> bool {
        let Some(switch) = entry(self.written.user, rule.switch) else { return false };
        let switch_source = switch.value.span.source;
        let is_beside = rule.switch.rsplit_once('.').is_some_and(|(block, _)| block == rule.key);
        (self.written.is_of_the_user)(switch_source) && (switch_source > source || is_beside && switch_source == source)
    }
}

fn warning(rule: Option<&Rule>, path: &str, span: Span, is_partial: bool, written: &Written<'_>) -> Diagnostic {
    let why = rule.map_or("nothing reads it with these values", |rule| rule.why);
    let title = match is_partial {
        true => format!("what is set in `{path}` has no effect: {why}"),
        false => format!("`{path}` has no effect: {why}"),
    };
    let warning = Diagnostic::warning("values-no-effect", title).at(span, "has no effect");
    let Some(switch) = rule.map(|rule| rule.switch).filter(|switch| !switch.is_empty()) else { return warning };
    let value = |tree: &Node| tree.at(switch).map(|node| (node.span, node.to_json()));
    match (value(written.user), value(written.defaults)) {
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
