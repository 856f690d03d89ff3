//! What a key reaches in a release of the given values; where that is nothing, in one whose switches above it are on.

use crate::chart::{ChartDefinition, Reach};
use crate::output::Reaching;
use crate::pipeline::{self, Request};
use crate::source::Sources;
use crate::values::{Layers, Path, Schema, SetKind};

/// The names of keys that switch what is beside them on.
const SWITCHES: [&str; 2] = ["enabled", "enable"];

/// What is needed beside the switches.
const BESIDE: &str = "server.httproute.parentRefs[0].name=gateway";

/// Finds what a key reaches.
pub(in crate::cli) fn reach(path: &Path, layers: &Layers, chart: &ChartDefinition, sources: &mut Sources) -> Reaching {
    let reach = in_release(path, layers.clone(), chart, sources);
    if !reach.is_nothing() {
        return Reaching { reach, switches: Vec::new() };
    }
    let mut above = switches_above(path, chart.schema());
    let merged = layers.merge().map(|merged| merged.values).ok();
    let is_on =
        |switch: &str| merged.as_ref().and_then(|values| values.at(switch)).is_some_and(|node| node.is_truthy());
    above.retain(|switch| !is_on(switch));
    let with = |more: &[&str]| above.iter().cloned().chain(more.iter().map(|switch| (*switch).to_owned())).collect();
    for switches in [with(&[]), with(&["global.openshift"]), with(&["server.dev.enabled"])] {
        let switches: Vec<String> = switches;
        if switches.is_empty() {
            continue;
        }
        let set: Vec<String> = switches.iter().map(|switch| format!("{switch}=true")).collect();
        let mut layers = layers.clone();
        layers.add_flag(sources, SetKind::Typed, &format!("{},{BESIDE}", set.join(",")), &[]);
        let reach = in_release(path, layers, chart, sources);
        if !reach.is_nothing() {
            return Reaching { reach, switches };
        }
    }
    Reaching::default()
}

fn in_release(path: &Path, layers: Layers, chart: &ChartDefinition, sources: &mut Sources) -> Reach {
    let request = Request { skip_schema_validation: true, ..Request::of_values(chart.clone(), layers) };
    let rendered = pipeline::render(request, sources);
    rendered.map(|rendered| Reach::of(path, &rendered.objects, &rendered.log)).unwrap_or_default()
}

/// The switches beside the maps on the way to a key, and what the mode of the server needs.
fn switches_above(path: &Path, schema: &Schema) -> Vec<String> {
    let (mut above, mut known) = (Path::root(), schema);
    let mut found = Vec::new();
    for step in path.steps() {
        let switch = SWITCHES.into_iter().find(|switch| known.property(switch).is_some());
        found.extend(switch.map(|switch| above.key(switch).to_string()));
        let Some(below) = known.step(step) else { break };
        known = below;
        above.push(step.clone());
    }
    found.retain(|switch| *switch != path.to_string());
    found
}
