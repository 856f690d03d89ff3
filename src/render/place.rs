//! From the text that a template gave back to the template: for what is wrong, since places cost too much to keep
//! always.

use std::ops::Range;

use minijinja::value::Value;
use minijinja::{OutputSpan, OutputSpanKind};

use super::environment::Renderer;
use super::error::TemplatePlace;
use super::holes::{HoleError, rendered_source};
use crate::values::Path;
use crate::yaml;

impl Renderer {
    /// Where a template writes what no value was set into, for a field that it gives itself.
    pub fn written(&self, template: &str, context: &Value, field: &Path) -> Option<TemplatePlace> {
        let (rendered, spans) = self.with_spans(template, context)?;
        let stream = yaml::read(&rendered, rendered_source()).ok()?;
        let node = stream.documents.iter().find_map(|document| field.find(&document.root))?;
        let (name, range) = template_place(&spans, node.span.start as usize)?;
        let text = self.text(&name);
        let length = text.get(range.start..)?.lines().next().map_or(0, str::len);
        Some(TemplatePlace { template: name, text, range: Some(range.start..range.start + length) })
    }

    /// Where the hole stands that does not fit.
    pub(super) fn place_of_hole(&self, template: &str, context: &Value, error: &HoleError) -> TemplatePlace {
        let (rendered, spans) = self.with_spans(template, context).unwrap_or_default();
        let origin = error.offset(&rendered).and_then(|offset| template_place(&spans, offset));
        let (name, range) = match origin {
            Some((name, range)) => (name, Some(range)),
            None => (template.to_owned(), None),
        };
        TemplatePlace { text: self.text(&name), template: name, range }
    }

    fn with_spans(&self, template: &str, context: &Value) -> Option<(String, Vec<OutputSpan>)> {
        self.environment.get_template(template).ok()?.render_with_spans(context.clone()).ok()
    }
}

/// The place in the source of what stands at a place in the output.
fn template_place(spans: &[OutputSpan], offset: usize) -> Option<(String, Range<usize>)> {
    let span = spans.iter().find(|span| span.output_range().contains(&offset)).or(spans.last())?;
    let inside = offset.saturating_sub(span.output_range().start);
    let source = span.source_range();
    let start = match span.kind() {
        OutputSpanKind::Raw => (source.start + inside).min(source.end),
        _ => source.start,
    };
    Some((span.name().to_owned(), start..source.end.max(start)))
}
