//! The Jinja environment whose `{{ }}` leaves holes, and the way of one template through it.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use minijinja::machinery::{self, CompiledTemplate, Instructions};
use minijinja::value::Value;
use minijinja::{AutoEscape, Environment, Error, ErrorKind, Output, OutputSpan, State, UndefinedBehavior};
use serde_json::Value as Json;

use super::budget::Budget;
use super::compiled::Compiled;
use super::error::{Place, RenderError};
use super::functions;
use super::holes::{self, CLOSE, HoleError, OPEN, Slots};
use super::syntax::block_tags_alone;
use super::tags;
use super::trace::template_place;

/// The mark of texts with holes among Jinja's escaping modes.
const HOLES: &str = "holes";

/// The instructions that one template may take: far beyond any template of sense, and over in a blink.
const FUEL: u64 = 400_000;

/// The longest text that one template may give, in bytes; the largest object that Kubernetes takes is below half of it.
const LONGEST_TEXT: usize = 4 << 20;

/// The bytes of text that most templates give at the most.
const USUAL_TEXT: usize = 4096;

/// Renders templates into trees.
pub struct Renderer {
    environment: Environment<'static>,
    source: Arc<TextOf>,
    compiled: &'static [Compiled],
    keeps: bool,
}

/// Gives the text of a template; one of the program's own is borrowed.
type TextOf = dyn Fn(&str) -> Option<Cow<'static, str>> + Send + Sync;

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
        let source: Arc<TextOf> = Arc::new(source);
        let texts = Arc::clone(&source);
        environment.set_loader(move |name| {
            let text = texts(name);
            text.as_deref().map_or(Ok(()), compilable)?;
            Ok(text.map(Cow::into_owned))
        });
        Self { environment, source, compiled: &[], keeps: false }
    }

    /// Takes these, in the order of their files, for the program's own templates where the user has not replaced them.
    #[must_use]
    pub fn with_compiled(self, compiled: &'static [Compiled]) -> Self {
        Self { compiled, ..self }
    }

    /// Keeps what was compiled, for a next render of the same templates.
    #[must_use]
    pub fn keeping(self) -> Self {
        Self { keeps: true, ..self }
    }

    /// Renders one template: a tree for each YAML document in it that is not empty.
    ///
    /// # Errors
    /// A template that Jinja refuses, that is not YAML around its holes, or whose holes do not fit.
    pub fn render(&self, template: &str, context: &Value, budget: &Budget) -> Result<Vec<Json>, RenderError> {
        let Some(compiled) = self.compiled(template) else { return self.render_text(template, context, budget) };
        let no_blocks = BTreeMap::new();
        let rendered = if self.keeps {
            self.run(template, compiled.kept(), &no_blocks, context, budget)
        } else {
            // What is rendered once is not kept: the next one takes its memory.
            self.run(template, &compiled.instructions(), &no_blocks, context, budget)
        };
        match rendered {
            // The text knows the place of the fault.
            Err(RenderError::Jinja { .. }) => self.render_text(template, context, budget),
            rendered => rendered,
        }
    }

    /// What the build script made of a template, unless the user has replaced it.
    fn compiled(&self, template: &str) -> Option<&'static Compiled> {
        let index = self.compiled.binary_search_by(|compiled| compiled.file().cmp(template)).ok()?;
        let is_own = matches!((self.source)(template), Some(Cow::Borrowed(_)));
        self.compiled.get(index).filter(|_| is_own)
    }

    /// Compiles a template, and renders it.
    fn render_text(&self, template: &str, context: &Value, budget: &Budget) -> Result<Vec<Json>, RenderError> {
        let found = self.environment.get_template(template);
        let found = found.map_err(|error| self.jinja_error(template, error))?;
        let CompiledTemplate { instructions, blocks, .. } = machinery::get_compiled_template(&found);
        self.run(template, instructions, blocks, context, budget)
    }

    /// Lets Jinja's machine run, and makes trees of what it wrote.
    fn run<'run>(
        &'run self,
        template: &str,
        instructions: &'run Instructions<'run>,
        blocks: &'run BTreeMap<&'run str, Instructions<'run>>,
        context: &Value,
        budget: &Budget,
    ) -> Result<Vec<Json>, RenderError> {
        let mut rendered = String::with_capacity(USUAL_TEXT);
        let mut output = machinery::make_string_output(&mut rendered);
        let ended = machinery::eval(&self.environment, instructions, context.clone(), blocks, &mut output, escape());
        let (_, state) = ended.map_err(|error| self.jinja_error(template, error))?;
        let steps = state.fuel_levels().map_or(0, |(consumed, _)| consumed);
        if !budget.spend_steps(steps) {
            return Err(self.jinja_error(template, ErrorKind::OutOfFuel.into()));
        }
        if rendered.len() > LONGEST_TEXT {
            let reason = format!("it gives more than {} MiB of text", LONGEST_TEXT >> 20);
            return Err(self.jinja_error(template, Error::new(ErrorKind::InvalidOperation, reason)));
        }
        let no_slots = Slots::default();
        let slots = state.get_extension::<Slots>().unwrap_or(&no_slots);
        holes::fill(&rendered, slots, budget).map_err(|error| self.hole_error(template, context, &error))
    }

    /// Every step of a template that is compiled here and now, as it is printed for people.
    #[cfg(test)]
    pub(crate) fn printed(&self, template: &str) -> Vec<String> {
        let found = self.environment.get_template(template).expect("a template");
        super::compiled::printed(&machinery::get_compiled_template(&found).instructions)
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
