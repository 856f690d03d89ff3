//! What renders have in common, whatever their values: the templates.

use super::compiled::COMPILED;
use crate::chart::{ChartDefinition, Templates};
use crate::render::Renderer;

/// What is made once: for one render, or for all those of one thread.
pub struct Common {
    pub(super) templates: Templates,
    pub(super) renderer: Renderer,
}

impl Common {
    /// For one render with these templates of the user's.
    pub(super) fn for_one(chart: &ChartDefinition, templates: &[(String, String)]) -> Self {
        let templates = Templates::with(chart, templates.iter().cloned());
        Self { renderer: renderer(&templates), templates }
    }

    /// For many renders with these templates of the user's: what is not compiled yet is compiled once for each thread.
    pub fn for_many(chart: &ChartDefinition, templates: &[(String, String)]) -> Self {
        Self::for_one(chart, templates).for_thread()
    }

    /// The same for another thread: with one renderer for two, they would wait for each other's templates.
    #[must_use]
    pub fn for_thread(&self) -> Self {
        let templates = self.templates.clone();
        Self { renderer: renderer(&templates).keeping(), templates }
    }
}

fn renderer(templates: &Templates) -> Renderer {
    let texts = templates.clone();
    Renderer::new(move |file| texts.text(file)).with_compiled(&COMPILED)
}
