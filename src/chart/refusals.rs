//! Combinations of values that the chart refuses.

use super::facts::Facts;
use super::mode::Mode;
use super::reading::Reading;
use super::release::Release;
use super::server_config;
use crate::diagnostic::Diagnostic;
use crate::source::Span;
use crate::yaml::Node;

/// The placeholder that the pods replace by their zone.
const ZONE_PLACEHOLDER: &str = "VAULT_REDUNDANCY_ZONE";

/// Maps that every render reads a key of.
const ALWAYS_READ: &[&str] = &[
    "global",
    "global.psp",
    "global.serverTelemetry",
    "injector",
    "server",
    "server.dev",
    "server.ha",
    "server.ha.raft",
    "server.standalone",
    "server.service",
    "server.serviceAccount",
    "server.authDelegator",
    "server.networkPolicy",
    "ui",
    "csi",
    "serverTelemetry",
    "serverTelemetry.serviceMonitor",
    "serverTelemetry.prometheusRules",
];

type When = fn(&Facts) -> bool;

/// Further maps, and when a render reads a key of them.
const READ_WHEN: &[(&str, When)] = &[
    ("csi.agent", |f| f.csi.enabled),
    ("csi.agent.image", |f| f.csi.agent && f.csi.enabled),
    ("csi.agent.securityContext", |f| f.csi.agent && f.csi.enabled),
    ("csi.daemonSet", |f| f.csi.enabled),
    ("csi.daemonSet.securityContext", |f| f.csi.enabled),
    ("csi.daemonSet.updateStrategy", |f| f.csi.enabled),
    ("csi.image", |f| f.csi.enabled),
    ("csi.livenessProbe", |f| f.csi.enabled),
    ("csi.pod", |f| f.csi.enabled),
    ("csi.readinessProbe", |f| f.csi.enabled),
    ("csi.serviceAccount", |f| f.csi.enabled),
    ("injector.agentDefaults", |f| f.injector.enabled),
    ("injector.agentDefaults.templateConfig", |f| f.injector.enabled),
    ("injector.agentImage", |f| f.injector.enabled),
    ("injector.certs", |f| f.injector.enabled),
    ("injector.image", |f| f.injector.enabled),
    ("injector.leaderElector", |f| f.injector.enabled),
    ("injector.livenessProbe", |f| f.injector.enabled),
    ("injector.metrics", |f| f.injector.enabled),
    ("injector.readinessProbe", |f| f.injector.enabled),
    ("injector.securityContext", |f| f.injector.enabled),
    ("injector.service", |f| f.injector.enabled),
    ("injector.serviceAccount", |f| f.injector.enabled),
    ("injector.startupProbe", |f| f.injector.enabled),
    ("server.auditStorage", |f| f.has_pods()),
    ("server.dataStorage", |f| f.has_pods() && f.mode != Mode::Dev),
    ("server.enterpriseLicense", |f| f.has_pods()),
    ("server.ha.disruptionBudget", |f| f.mode == Mode::Ha),
    ("server.image", |f| f.has_pods()),
    ("server.livenessProbe", |f| f.has_pods()),
    ("server.readinessProbe", |f| f.has_pods()),
    ("server.statefulSet", |f| f.has_pods()),
    ("server.statefulSet.securityContext", |f| f.has_pods()),
    ("server.httproute", |f| f.mode != Mode::External && !f.openshift),
    ("server.ingress", |f| f.mode != Mode::External && !f.openshift),
    ("server.route", |f| f.mode != Mode::External && f.openshift),
    ("server.service.active", |f| f.has_service() && f.mode == Mode::Ha),
    ("server.service.instanceSelector", |f| f.has_service()),
    ("server.service.standby", |f| f.has_service() && f.mode == Mode::Ha),
    ("server.serviceAccount.serviceDiscovery", |f| f.mode == Mode::Ha),
    ("server.serviceCA", |f| f.openshift),
];

/// Refuses nulls that take away a map which this release reads a key of, where Helm fails too. Takes the paths and the
/// places of all nulls that stand for a map.
pub(crate) fn needed_maps(facts: &Facts, nulls: &[(String, Span)]) -> Vec<Diagnostic> {
    let is_read = |path: &str| {
        ALWAYS_READ.contains(&path) || READ_WHEN.iter().any(|(needed, reads)| *needed == path && reads(facts))
    };
    let needed = nulls.iter().filter(|(path, _)| is_read(path));
    let problem = |(path, span): &(String, Span)| {
        let title = format!("`{path}` must not be null: the chart reads what is in it");
        Diagnostic::error("values-null-map", title)
            .at(*span, "this takes all of its keys away")
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
    found.extend(server_config::refused(facts, values));
    found.extend(names_that_are_no_text(values));
    if facts.server.redundancy_zones && facts.has_pods() {
        found.extend(redundancy_zones(values, facts, release, config));
    }
    found
}

fn http_route_without_parent(values: &Node, facts: &Facts) -> Option<Diagnostic> {
    let rendered = facts.mode != Mode::External && !facts.openshift && facts.server.service_enabled;
    let reading = Reading(values);
    if !rendered || !reading.truthy("server.httproute.enabled") || reading.truthy("server.httproute.parentRefs") {
        return None;
    }
    let problem =
        Diagnostic::error("httproute-parent", "`server.httproute.enabled` needs `server.httproute.parentRefs`")
            .help("name the gateway that the route hangs on: `parentRefs: [{name: my-gateway}]`");
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
        "`server.ha.enabled`".to_owned()
    } else if !facts.server.raft {
        "`server.ha.raft.enabled`".to_owned()
    } else if !release.kube_version.is_at_least(35) {
        "Kubernetes 1.35 or newer, which tells pods their zone".to_owned()
    } else if !config().is_some_and(|config| names_zone(&config)) {
        format!("the line `autopilot_redundancy_zone = \"{ZONE_PLACEHOLDER}\"` in `server.ha.raft.config`")
    } else {
        return None;
    };
    let problem =
        Diagnostic::error("redundancy-zones", format!("`server.ha.raft.redundancyZones.enabled` needs {needs}"));
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
