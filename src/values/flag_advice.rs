//! How a flag writes what was likely meant: it takes other quotes and dots than YAML.

use super::check::QUOTES;
use super::layers::{LayerKind, Layers};
use super::set::SetKind;
use crate::diagnostic::Diagnostic;
use crate::source::{Sources, Span};

impl Layers {
    /// Adds to problems with values of flags how flags write what was likely meant.
    pub fn advise_flags(&self, problems: &mut [Diagnostic], sources: &Sources) {
        for problem in problems {
            let Some(span) = problem.span() else { continue };
            let layer = self.lowest_first().into_iter().find(|layer| layer.source == span.source);
            let Some(LayerKind::Flag(kind)) = layer.map(|layer| layer.kind) else { continue };
            if kind == SetKind::Typed
                && let Some(help) = problem.help.iter_mut().find(|help| *help == QUOTES)
            {
                "use `--set-string`, which takes every value as text".clone_into(help);
            }
            problem.help.extend(escaped_key(sources.text(span.source), span));
        }
    }
}

/// A key such as `foo.com/bar`, of which a flag has made two.
fn escaped_key(argument: &str, span: Span) -> Option<String> {
    let (key, rest) = (argument.get(span.start as usize..span.end as usize)?, argument.get(span.end as usize..)?);
    let below = rest.split('=').next().filter(|below| below.starts_with('.') && below.contains('/'))?;
    let escaped = format!("{key}{below}").replace('.', "\\.");
    Some(format!("a dot in a key is written `\\.`: `{escaped}`"))
}
