//! The Jinja environment whose `{{ }}` leaves holes, and the way of one template through it.

use std::borrow::Cow;

use minijinja::syntax::SyntaxConfig;
use minijinja::value::Value;
use minijinja::{AutoEscape, Environment, Error, ErrorKind, Output, OutputSpan, State, UndefinedBehavior};
use serde_json::Value as Json;

use super::budget::Budget;
use super::error::{Place, RenderError};
use super::functions;
use super::holes::{self, CLOSE, HoleError, OPEN, Slots};
use super::tags;
use super::trace::template_place;

/// The mark of texts with holes among Jinja's escaping modes.
const HOLES: &str = "holes";

/// The instructions that one template may take: far beyond any template of sense, and over in a blink.
const FUEL: u64 = 400_000;

/// The longest text that one template may give, in bytes; the largest object that Kubernetes takes is below half of it.
const LONGEST_TEXT: usize = 4 << 20;

/// Renders templates into trees.
pub struct Renderer {
    environment: Environment<'static>,
}

impl Renderer {
    /// A renderer of the templates whose texts `source` knows.
    pub fn new(source: impl Fn(&str) -> Option<Cow<'static, str>> + Send + Sync + 'static) -> Self {
        let mut environment = Environment::new();
        environment.set_undefined_behavior(UndefinedBehavior::Strict);
        environment.set_auto_escape_callback(|_| escape());
        environment.set_formatter(leave_hole);
        environment.set_syntax(block_tags_alone());
        environment.set_fuel(Some(FUEL));
        // It would make a user's text pass for a macro's, which is parsed as YAML.
        environment.remove_filter("safe");
        // These may work much longer than their steps say.
        environment.remove_filter("chain");
        environment.remove_filter("pprint");
        environment.remove_global("debug");
        functions::register(&mut environment);
        environment.set_loader(move |name| {
            let text = source(name);
            text.as_deref().map_or(Ok(()), compilable)?;
            Ok(text.map(Cow::into_owned))
        });
        Self { environment }
    }

    /// Renders one template: a tree for each YAML document in it that is not empty. It is compiled when it is rendered
    /// first.
    ///
    /// # Errors
    /// A template that Jinja refuses, that is not YAML around its holes, or whose holes do not fit.
    pub fn render(&self, template: &str, context: &Value, budget: &Budget) -> Result<Vec<Json>, RenderError> {
        let found = self.environment.get_template(template);
        let rendered = found.and_then(|found| found.render_captured(context.clone()));
        let rendered = rendered.map_err(|error| self.jinja_error(template, error))?;
        let steps = rendered.state().fuel_levels().map_or(0, |(consumed, _)| consumed);
        if !budget.spend_steps(steps) {
            return Err(self.jinja_error(template, ErrorKind::OutOfFuel.into()));
        }
        let text = rendered.output();
        if text.len() > LONGEST_TEXT {
            let reason = format!("it gives more than {} MiB of text", LONGEST_TEXT >> 20);
            return Err(self.jinja_error(template, Error::new(ErrorKind::InvalidOperation, reason)));
        }
        let no_slots = Slots::default();
        let slots = rendered.state().get_extension::<Slots>().unwrap_or(&no_slots);
        holes::fill(text, slots, budget).map_err(|error| self.hole_error(template, context, &error))
    }

    fn jinja_error(&self, template: &str, error: Error) -> RenderError {
        RenderError::from_jinja(template, &error, |name| self.text(name))
    }

    /// Renders with the places kept, which costs too much to do always.
    pub(super) fn with_spans(&self, template: &str, context: &Value) -> Option<(String, Vec<OutputSpan>)> {
        self.environment.get_template(template).ok()?.render_with_spans(context.clone()).ok()
    }

    fn hole_error(&self, template: &str, context: &Value, error: &HoleError) -> RenderError {
        let (rendered, spans) = self.with_spans(template, context).unwrap_or_default();
        let origin = error.offset(&rendered).and_then(|offset| template_place(&spans, offset));
        let (name, range) = match origin {
            Some((name, range)) => (name, Some(range)),
            None => (template.to_owned(), None),
        };
        let text = self.text(&name);
        let place = Place { template: name, text, range };
        RenderError::Hole { place, rendered: template.to_owned(), reason: error.to_string() }
    }

    /// The text of a template.
    pub(super) fn text(&self, template: &str) -> String {
        self.environment.get_template(template).map(|template| template.source().to_owned()).unwrap_or_default()
    }
}

/// The syntax of all templates: block tags stand alone on their lines and leave nothing behind.
fn block_tags_alone() -> SyntaxConfig {
    SyntaxConfig::builder()
        .trim_blocks(true)
        .lstrip_blocks(true)
        .keep_trailing_newline(true)
        .build()
        .unwrap_or_default()
}

/// Refuses a text that the compiler of templates cannot take.
fn compilable(text: &str) -> Result<(), Error> {
    tags::check(text).map_err(|reason| Error::new(ErrorKind::SyntaxError, reason))
}

/// Lets every value pass through the formatter, and tells results of macros from texts.
fn escape() -> AutoEscape {
    AutoEscape::Custom(HOLES.into())
}

fn leave_hole(out: &mut Output<'_>, state: &mut State<'_, '_>, value: &Value) -> Result<(), Error> {
    if value.is_undefined() {
        return Err(Error::from(ErrorKind::UndefinedError));
    }
    let number = state.get_or_insert_extension_with(Slots::default).keep(value.clone());
    write!(out, "{OPEN}{number}{CLOSE}").map_err(Error::from)
}
