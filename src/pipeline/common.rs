//! What renders have in common, whatever their values: the templates.

use crate::chart::{ChartDefinition, Templates};
use crate::render::Renderer;

/// What is made once: for one render, or for all those of one thread.
pub struct Common {
    pub(super) templates: Templates,
    pub(super) renderer: Renderer,
}

impl Common {
    /// For renders with these templates of the user's; each is compiled when it is rendered first.
    pub fn new(chart: &ChartDefinition, templates: &[(String, String)]) -> Self {
        Self::with(Templates::with(chart, templates.iter().cloned()))
    }

    /// The same for another thread: with one renderer for two, they would wait for each other's templates.
    #[must_use]
    pub fn for_thread(&self) -> Self {
        Self::with(self.templates.clone())
    }

    fn with(templates: Templates) -> Self {
        let texts = templates.clone();
        Self { renderer: Renderer::new(move |file| texts.text(file)), templates }
    }
}
