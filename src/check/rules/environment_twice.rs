//! Variables that the container has twice.

use crate::check::server_pod::{ServerPod, text};
use crate::check::{Confidence, Fault, Find, Purpose, Rule, Subject};
use crate::diagnostic::Severity;

pub(super) static RULE: Rule = Rule {
    id: "environment-twice",
    severity: Severity::Warning,
    confidence: Confidence::High,
    purpose: Purpose::Any,
    title: "the server has a variable twice",
    why: "The last one counts, but tools that merge by name, such as `kubectl apply`, keep or drop either of them, and \
          a cluster then runs something else than the manifest says.",
    fix: "Remove the variable where there is a value for it: `server.ha.apiAddr`, `server.ha.clusterAddr`, \
          `server.logLevel`, `server.logFormat`, `global.tlsDisable`; else set it in one place only.",
    link: Some("https://kubernetes.io/docs/tasks/inject-data-application/define-environment-variable-container/"),
    find: Find::Looking(find),
};

/// Variables of the chart, each with the value that sets it.
const VALUES: &[(&str, &str)] = &[
    ("VAULT_ADDR", "global.tlsDisable"),
    ("VAULT_API_ADDR", "server.ha.apiAddr"),
    ("VAULT_CLUSTER_ADDR", "server.ha.clusterAddr"),
    ("VAULT_LOG_LEVEL", "server.logLevel"),
    ("VAULT_LOG_FORMAT", "server.logFormat"),
    ("VAULT_RAFT_NODE_ID", "server.ha.raft.setNodeId"),
    ("VAULT_LICENSE_PATH", "server.enterpriseLicense"),
    ("VAULT_DEV_ROOT_TOKEN_ID", "server.dev.devRootToken"),
];

fn find(subject: &Subject<'_>) -> Vec<Fault> {
    let Some(pod) = ServerPod::of(subject) else { return Vec::new() };
    let names: Vec<&str> = pod.variables().iter().filter_map(|variable| text(variable, "name")).collect();
    let twice = names.iter().enumerate().filter(|(index, name)| names.iter().take(*index).any(|other| other == *name));
    let fault = |(index, name): (usize, &&str)| {
        let path = format!("server.extraEnvironmentVars.{name}");
        let path = if subject.is_set(&path) { path.as_str() } else { "server.extraSecretEnvironmentVars" };
        let value = VALUES.iter().find(|(variable, _)| variable == name).map(|(_, value)| *value);
        let fault = Fault::new(format!("the server has the variable `{name}` twice"))
            .at(subject.label(path, "the second one"))
            .in_object(pod.object, format!("spec.template.spec.containers[0].env[{index}]"));
        match value {
            Some(value) => fault.help(format!("remove it: the chart sets it by `{value}`")),
            None => fault.help("remove it, or set it in one place only"),
        }
    };
    twice.map(fault).collect()
}
