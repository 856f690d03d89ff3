//! The Jinja environment whose `{{ }}` leaves holes, and the way of one template through it.

use std::borrow::Cow;
use std::io;
use std::sync::{Arc, Mutex, PoisonError};

use minijinja::syntax::SyntaxConfig;
use minijinja::value::Value;
use minijinja::{AutoEscape, Environment, Error, ErrorKind, Output, State, UndefinedBehavior};

use super::budget::Budget;
use super::error::RenderError;
use super::functions;
use super::holes::{CLOSE, Filled, Filler, HoleError, OPEN, Slots};
use super::tags;
use crate::values::Reads;

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
    pub(super) environment: Environment<'static>,
    /// Where the values of the render that goes on note what is read of them.
    reads: Arc<Mutex<Arc<Reads>>>,
}

impl Renderer {
    /// A renderer of the templates whose texts `source` knows.
    pub fn new(source: impl Fn(&str) -> Option<Cow<'static, str>> + Send + Sync + 'static) -> Self {
        let mut environment = Environment::new();
        environment.set_undefined_behavior(UndefinedBehavior::Strict);
        environment.set_auto_escape_callback(|_| escape());
        let reads = Arc::<Mutex<Arc<Reads>>>::default();
        let noted = Arc::clone(&reads);
        environment.set_formatter(move |out, state, value| leave_hole(out, state, value, &current(&noted)));
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
        Self { environment, reads }
    }

    /// Renders one template: a tree for each YAML document in it that is not empty. It is compiled when it is rendered
    /// first. What the context reads it notes in `reads`; each tree says which part of that was read for which field.
    ///
    /// # Errors
    /// A template that Jinja refuses, that is not YAML around its holes, or whose holes do not fit.
    pub fn render(
        &self,
        template: &str,
        context: &Value,
        reads: &Arc<Reads>,
        budget: &Budget,
    ) -> Result<Vec<Filled>, RenderError> {
        *self.reads.lock().unwrap_or_else(PoisonError::into_inner) = Arc::clone(reads);
        let mut pen = Pen { text: Vec::with_capacity(USUAL_TEXT), reads };
        let found = self.environment.get_template(template);
        let rendered = found.and_then(|found| found.render_captured_to(context.clone(), &mut pen));
        let rendered = rendered.map_err(|error| self.jinja_error(template, error))?;
        let steps = rendered.state().fuel_levels().map_or(0, |(consumed, _)| consumed);
        if !budget.spend_steps(steps) {
            return Err(self.jinja_error(template, ErrorKind::OutOfFuel.into()));
        }
        if pen.text.len() > LONGEST_TEXT {
            let reason = format!("it gives more than {} MiB of text", LONGEST_TEXT >> 20);
            return Err(self.jinja_error(template, Error::new(ErrorKind::InvalidOperation, reason)));
        }
        let text = String::from_utf8_lossy(&pen.text);
        let no_slots = Slots::default();
        let slots = rendered.state().get_extension::<Slots>().unwrap_or(&no_slots);
        let filler = Filler::new(slots, reads, budget);
        filler.fill(&text).map_err(|error| self.hole_error(template, context, error))
    }

    fn jinja_error(&self, template: &str, error: Error) -> RenderError {
        let reads = current(&self.reads).take();
        RenderError::from_jinja(template, &error, reads, |name| self.text(name))
    }

    fn hole_error(&self, template: &str, context: &Value, error: HoleError) -> RenderError {
        let place = Box::new(self.place_of_hole(template, context, &error));
        let reason = error.to_string();
        RenderError::Hole { place, rendered: template.to_owned(), reason, reads: error.into_reads() }
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

fn leave_hole(out: &mut Output<'_>, state: &mut State<'_, '_>, value: &Value, reads: &Reads) -> Result<(), Error> {
    if value.is_undefined() {
        return Err(Error::from(ErrorKind::UndefinedError));
    }
    let number = state.get_or_insert_extension_with(Slots::default).keep(value.clone(), reads.take());
    write!(out, "{OPEN}{number}{CLOSE}").map_err(Error::from)
}

fn current(reads: &Mutex<Arc<Reads>>) -> Arc<Reads> {
    Arc::clone(&reads.lock().unwrap_or_else(PoisonError::into_inner))
}

/// Writes the text of a template. What was read before a piece of it was read for a tag, and not for the next hole.
struct Pen<'r> {
    text: Vec<u8>,
    reads: &'r Reads,
}

impl io::Write for Pen<'_> {
    fn write(&mut self, piece: &[u8]) -> io::Result<usize> {
        self.reads.begin();
        self.text.extend_from_slice(piece);
        Ok(piece.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
