//! What another release of the chart means for the values of a request.

use super::Request;
use crate::chart::{ChartDefinition, ChartNotes};

/// What the way from another release of the chart brings that concerns the values and modes of a request. Where these
/// cannot be read there is nothing to say: rendering tells why.
pub fn chart_notes(from: &ChartDefinition, request: &Request) -> ChartNotes {
    let (merged, _) = request.layers.merge_readable();
    let Ok(release) = request.release() else { return ChartNotes::default() };
    request.chart.notes_since(from, &merged, &request.layers.defaults().tree, &release)
}
