//! What renders have in common, whatever their values: the types of the values, and the templates.

use std::sync::Arc;

use crate::chart::{self, Templates};
use crate::diagnostic::Diagnostic;
use crate::render::Renderer;
use crate::values::Schema;

/// What is made once: for one render, or for all those of one thread.
pub struct Common {
    pub(super) schema: Arc<Schema>,
    pub(super) templates: Templates,
    pub(super) renderer: Renderer,
}

impl Common {
    /// For one render with these templates of the user's.
    pub(super) fn for_one(templates: &[(String, String)]) -> Result<Self, Vec<Diagnostic>> {
        let schema = chart::schema().map_err(|error| vec![Diagnostic::error("schema", error.to_string())])?;
        let templates = Templates::with(templates.iter().cloned());
        Ok(Self { schema: Arc::new(schema), renderer: renderer(&templates), templates })
    }

    /// For many renders with these templates of the user's: each template is compiled once.
    ///
    /// # Errors
    /// A fault in the built-in schema, which the tests rule out.
    pub fn for_many(templates: &[(String, String)]) -> Result<Self, Vec<Diagnostic>> {
        Ok(Self::for_one(templates)?.for_thread())
    }

    /// The same for another thread: one renderer for two would make them wait for each other.
    #[must_use]
    pub fn for_thread(&self) -> Self {
        let (schema, templates) = (Arc::clone(&self.schema), self.templates.clone());
        Self { schema, renderer: renderer(&templates).keeping(), templates }
    }
}

fn renderer(templates: &Templates) -> Renderer {
    let texts = templates.clone();
    Renderer::new(move |file| texts.text(file))
}
