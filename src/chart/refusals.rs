//! Combinations of values that the chart refuses.

use super::facts::Facts;
use super::mode::Mode;
use super::reading::Reading;
use super::release::Release;
use super::server_config;
use crate::diagnostic::Diagnostic;
use crate::source::Span;
use crate::values::{Read, is_in};
use crate::yaml::Node;

/// The placeholder that the pods replace by their zone.
const ZONE_PLACEHOLDER: &str = "VAULT_REDUNDANCY_ZONE";

/// Refuses nulls that take away a map which this release reads a key of, where Helm fails too. Takes the paths and the
/// places of all nulls that stand for a map.
pub(crate) fn needed_maps(nulls: &[(String, Span)], log: &[Read]) -> Vec<Diagnostic> {
    let is_below = |read: &Read, path: &str| &*read.path != path && is_in(&read.path, path);
    let needed = nulls.iter().filter(|(path, _)| log.iter().any(|read| is_below(read, path)));
    let problem = |(path, span): &(String, Span)| {
        let title = format!("`{path}` must not be null: the chart reads what is in it");
        Diagnostic::error("values-null-map", title)
            .at(*span, "this removes all of its keys")
            .help("leave the key out, or set keys under it one by one")
    };
    needed.map(problem).collect()
}

/// Everything about these values that no manifest can be made of.
pub(crate) fn refusals(
    values: &Node,
    facts: &Facts,
    release: &Release,
    config: impl Fn() -> Option<String>,
) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    found.extend(http_route_without_parent(values, facts));
    found.extend(server_config::refused(facts, Reading::unnoted(values)));
    found.extend(names_that_are_no_text(values));
    if facts.server.redundancy_zones && facts.has_pods() {
        found.extend(redundancy_zones(values, facts, release, config));
    }
    found
}

fn http_route_without_parent(values: &Node, facts: &Facts) -> Option<Diagnostic> {
    let rendered = facts.mode != Mode::External && !facts.openshift;
    let reading = Reading::unnoted(values);
    if !rendered || !reading.truthy("server.httproute.enabled") || reading.truthy("server.httproute.parentRefs") {
        return None;
    }
    let problem =
        Diagnostic::error("httproute-parent", "`server.httproute.enabled` requires `server.httproute.parentRefs`")
            .help("name the gateway that the route is attached to: `parentRefs: [{name: my-gateway}]`");
    Some(at(problem, values, "server.httproute.enabled", "switched on here"))
}

/// The schema does not say so, but the chart cuts these to a length.
fn names_that_are_no_text(values: &Node) -> impl Iterator<Item = Diagnostic> {
    ["nameOverride", "fullnameOverride"].into_iter().filter_map(|key| {
        let node = values.at(key).filter(|node| node.is_truthy() && node.as_text().is_none())?;
        let problem = Diagnostic::error("values-type", format!("`{key}` must be a string, found {}", node.kind()));
        Some(problem.at(node.span, "expected a string").help("put it in quotes to make it a string"))
    })
}

fn redundancy_zones(
    values: &Node,
    facts: &Facts,
    release: &Release,
    config: impl Fn() -> Option<String>,
) -> Option<Diagnostic> {
    let needs = if facts.mode != Mode::Ha {
        "server.ha.enabled=true".to_owned()
    } else if !facts.server.raft {
        "server.ha.raft.enabled=true".to_owned()
    } else if !release.kube_version.is_at_least(35) {
        "Kubernetes >= 1.35, which gives pods their zone".to_owned()
    } else if !config().is_some_and(|config| names_zone(&config)) {
        format!("the line `autopilot_redundancy_zone = \"{ZONE_PLACEHOLDER}\"` in `server.ha.raft.config`")
    } else {
        return None;
    };
    let problem =
        Diagnostic::error("redundancy-zones", format!("`server.ha.raft.redundancyZones.enabled` requires {needs}"));
    Some(at(problem, values, "server.ha.raft.redundancyZones.enabled", "switched on here"))
}

/// Whether a line that is no comment sets the zone, as HCL or as JSON.
fn names_zone(config: &str) -> bool {
    let placeholder = format!("\"{ZONE_PLACEHOLDER}\"");
    config.lines().filter(|line| !line.trim_start().starts_with(['#', '/'])).any(|line| {
        line.match_indices("autopilot_redundancy_zone").any(|(start, key)| {
            let rest = &line[start + key.len()..];
            let rest = rest.strip_prefix('"').unwrap_or(rest).trim_start();
            rest.strip_prefix(['=', ':']).is_some_and(|value| value.trim_start().starts_with(&placeholder))
        })
    })
}

fn at(problem: Diagnostic, values: &Node, path: &str, text: &str) -> Diagnostic {
    match values.at(path) {
        Some(node) => problem.at(node.span, text),
        None => problem,
    }
}

#[cfg(test)]
mod tests {
    use super::names_zone;

    #[test]
    fn the_zone_placeholder_counts_where_it_is_no_comment() {
        for config in [
            "  autopilot_redundancy_zone = \"VAULT_REDUNDANCY_ZONE\"",
            "autopilot_redundancy_zone=\"VAULT_REDUNDANCY_ZONE\"",
            "{\"storage\":{\"raft\":{\"autopilot_redundancy_zone\": \"VAULT_REDUNDANCY_ZONE\"}}}",
        ] {
            assert!(names_zone(config), "{config}");
        }
        for config in [
            "# autopilot_redundancy_zone = \"VAULT_REDUNDANCY_ZONE\"",
            "  // autopilot_redundancy_zone = \"VAULT_REDUNDANCY_ZONE\"",
            "autopilot_redundancy_zone = \"a\"",
            "",
        ] {
            assert!(!names_zone(config), "{config}");
        }
    }
}
