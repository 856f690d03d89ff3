//! From a field of a rendered object back to the template: the line that made it, and what stands in its hole.

use std::ops::Range;

use minijinja::value::Value;
use minijinja::{OutputSpan, OutputSpanKind};
use serde_json::Value as Json;

use super::budget::Budget;
use super::environment::Renderer;
use super::error::Place;
use super::holes::{CLOSE, OPEN, rendered_source};
use crate::values::Step;
use crate::yaml::{self, Data, Map, Node};

/// Where a field of a rendered object comes from.
#[derive(Debug)]
pub struct Trace {
    /// What in the template made it.
    pub place: Place,
    /// The hole that it, or something around it, filled.
    pub hole: Option<Hole>,
}

/// A hole of a template, and what stands in it.
#[derive(Debug, PartialEq, Eq)]
pub struct Hole {
    /// The expression, such as `server.resources or none`.
    pub expression: String,
    /// The loops around it, the outermost first: the names that each gives, and what it runs through.
    pub loops: Vec<(Vec<String>, String)>,
    /// How many steps of the field's path lead to the hole; the others lead on in what filled it.
    pub depth: usize,
}

/// The place in the source of what stands at a place in the output.
pub(super) fn template_place(spans: &[OutputSpan], offset: usize) -> Option<(String, Range<usize>)> {
    let span = spans.iter().find(|span| span.output_range().contains(&offset)).or(spans.last())?;
    let inside = offset.saturating_sub(span.output_range().start);
    let source = span.source_range();
    let start = match span.kind() {
        OutputSpanKind::Raw => (source.start + inside).min(source.end),
        _ => source.start,
    };
    Some((span.name().to_owned(), start..source.end.max(start)))
}

/// An object as its template rendered it once more, to find what made its fields.
pub struct Traced<'r> {
    renderer: &'r Renderer,
    rendered: String,
    spans: Vec<OutputSpan>,
    root: Node,
}

impl Renderer {
    /// Renders an object once more, which costs too much to do always; `tree` is the whole document that the template
    /// gave. Nothing comes back if it gives no such object.
    pub fn traced(&self, template: &str, context: &Value, tree: &Json) -> Option<Traced<'_>> {
        let number = self.render(template, context, &Budget::default()).ok()?.iter().position(|one| one == tree)?;
        let (rendered, spans) = self.with_spans(template, context)?;
        let stream = yaml::read(&rendered, rendered_source()).ok()?;
        let mut roots = stream.documents.into_iter().map(|document| document.root).filter(|root| !root.is_null());
        let root = roots.nth(number)?;
        Some(Traced { renderer: self, rendered, spans, root })
    }
}

impl Traced<'_> {
    /// Finds what in the template made a field.
    pub fn trace(&self, path: &[Step]) -> Option<Trace> {
        let Self { renderer, rendered, spans, root } = self;
        let stop = walk(root, path);
        let is_hole = |offset: &usize| rendered.get(stop.range.clone()).is_some_and(|_| *offset < stop.range.end);
        let marker = rendered.get(stop.range.start..)?.find(OPEN).map(|inside| stop.range.start + inside);
        let marker = marker.filter(|offset| stop.is_hole && is_hole(offset));
        let (name, range) = template_place(spans, marker.unwrap_or(stop.range.start))?;
        let text = renderer.text(&name);
        let hole = marker.and_then(|_| {
            let expression = text.get(range.clone())?.trim().to_owned();
            Some(Hole { expression, loops: loops(text.get(..range.start)?), depth: stop.depth })
        });
        let range = if hole.is_some() { range } else { line(&text, range.start) };
        Some(Trace { place: Place { template: name, text, range: Some(range) }, hole })
    }
}

/// Where the way to a field ends in a text with holes.
struct Stop {
    range: Range<usize>,
    depth: usize,
    is_hole: bool,
}

fn walk(root: &Node, path: &[Step]) -> Stop {
    let (mut node, mut depth) = (root, 0);
    for step in path {
        let next = match (step, &node.data) {
            (Step::Key(key), Data::Map(map)) => match map.get(key) {
                Some(entry) => Some(&entry.value),
                None => match key_with_hole(map) {
                    Some(range) => return Stop { range, depth, is_hole: true },
                    None => None,
                },
            },
            (Step::Index(index), Data::List(items)) => items.get(*index),
            _ => None,
        };
        let Some(below) = next else { break };
        node = below;
        depth += 1;
    }
    let range = node.span.start as usize..node.span.end as usize;
    let is_hole = node.as_text().is_some_and(|text| text.contains([OPEN, CLOSE]));
    Stop { range, depth, is_hole }
}

/// The first key that a value is part of: what is not found by its name may have come of it.
fn key_with_hole(map: &Map) -> Option<Range<usize>> {
    let (_, entry) = map.iter().find(|(key, _)| key.contains(OPEN))?;
    Some(entry.key_span.start as usize..entry.key_span.end as usize)
}

/// The rest of the line from a place on.
fn line(text: &str, start: usize) -> Range<usize> {
    let length = text.get(start..).and_then(|rest| rest.lines().next()).map_or(0, str::len);
    start..start + length
}

/// The loops that are open at the end of a text.
fn loops(text: &str) -> Vec<(Vec<String>, String)> {
    let mut open = Vec::new();
    for tag in text.split("{%").skip(1).filter_map(|rest| rest.split("%}").next()) {
        let tag = tag.trim().trim_matches('-').trim();
        if let Some((names, list)) = tag.strip_prefix("for ").and_then(|rest| rest.split_once(" in ")) {
            let names = names.split(',').map(|name| name.trim_matches([' ', '(', ')']).to_owned());
            open.push((names.collect(), list.trim().to_owned()));
        } else if tag.starts_with("endfor") {
            open.pop();
        }
    }
    open
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    const TEMPLATE: &str = "kind: A\n---\nkind: B\nspec:\n  all: {{ all or none }}\n  list:\n    - one\n{% for item in items %}\n    - name: x-{{ item.name }}\n      size: {{ item.size }}\n      {{ item.key }}: 1\n{% endfor %}\n  end: fixed\n";

    fn trace(path: Vec<Step>) -> Option<(String, Option<Hole>)> {
        let renderer = Renderer::new(|name| (name == "t").then(|| TEMPLATE.into()));
        let context = Value::from(minijinja::value::Serde(json!({
            "all": {"deep": [1]}, "items": [{"name": "a", "size": 1, "key": "k"}, {"name": "b", "size": 2, "key": "k"}],
        })));
        let tree = renderer.render("t", &context, &Budget::default()).ok()?.get(1)?.clone();
        let trace = renderer.traced("t", &context, &tree)?.trace(&path)?;
        let text = trace.place.text.get(trace.place.range.clone()?)?.to_owned();
        Some((text, trace.hole))
    }

    fn path(steps: &[&str]) -> Vec<Step> {
        let step = |step: &&str| step.parse().map_or_else(|_| Step::Key((*step).to_owned()), Step::Index);
        steps.iter().map(step).collect()
    }

    #[test]
    fn a_field_leads_back_to_its_hole() {
        let in_loop = vec![(vec!["item".to_owned()], "items".to_owned())];
        let hole = |expression: &str, loops: &[_], depth| {
            Some((
                expression.to_owned(),
                Some(Hole { expression: expression.to_owned(), loops: loops.to_vec(), depth }),
            ))
        };
        assert_eq!(trace(path(&["spec", "all", "deep", "0"])), hole("all or none", &[], 2));
        assert_eq!(trace(path(&["spec", "all"])), hole("all or none", &[], 2));
        assert_eq!(trace(path(&["spec", "list", "2", "size"])), hole("item.size", &in_loop, 4));
        assert_eq!(trace(path(&["spec", "list", "1", "name"])), hole("item.name", &in_loop, 4));
        assert_eq!(trace(path(&["spec", "list", "1", "k"])), hole("item.key", &in_loop, 3));
        assert_eq!(trace(path(&["spec", "end"])), Some(("fixed".to_owned(), None)));
    }
}
