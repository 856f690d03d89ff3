//! Who wrote a value, in the few words of a comment or a list.

use super::layers::{LayerKind, Layers};
use crate::source::{Sources, Span};

/// Names the writer of what stands at a place: `default`, `prod.yaml:4`, `profile ha-raft:3` or `--set #2`.
pub fn origin(span: Span, layers: &Layers, sources: &Sources) -> String {
    let layer = layers.lowest_first().into_iter().find(|layer| layer.source == span.source);
    let name = sources.name(span.source);
    match layer.map(|layer| layer.kind) {
        Some(LayerKind::Defaults) => "default".to_owned(),
        Some(LayerKind::Flag(_)) => name.to_owned(),
        Some(LayerKind::Profile | LayerKind::File) | None => format!("{name}:{}", sources.place(span).line),
    }
}
