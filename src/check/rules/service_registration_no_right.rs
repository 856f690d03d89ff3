//! Servers that may not label their own pods.

use serde_json::Value;

use crate::check::server::{Server, kubernetes_registration};
use crate::check::server_pod::list;
use crate::check::{Confidence, Fault, Find, Purpose, Rule, Subject};
use crate::diagnostic::Severity;
use crate::manifest::Object;

pub(super) static RULE: Rule = Rule {
    id: "service-registration-no-right",
    severity: Severity::Warning,
    confidence: Confidence::Medium,
    purpose: Purpose::Any,
    title: "servers register with Kubernetes and may not change their own pods",
    why: "Vault registers by changing the labels of its pod. Without the permission to do so it fills its log with \
          failures, and services that select by `vault-active` have no endpoint.",
    fix: "Set `server.serviceAccount.serviceDiscovery.enabled: true`, or give the service account the verbs `get`, \
          `update` and `patch` on `pods` with a custom Role.",
    link: Some("https://developer.hashicorp.com/vault/docs/configuration/service-registration/kubernetes"),
    find: Find::Looking(find),
};

fn find(subject: &Subject<'_>) -> Vec<Fault> {
    let Some(server) = Server::of(subject) else { return Vec::new() };
    let Some(block) = kubernetes_registration(server.body).filter(|_| server.is_ha()) else { return Vec::new() };
    let mut roles = subject.objects_of("Role").chain(subject.objects_of("ClusterRole"));
    if roles.any(lets_change_pods) {
        return Vec::new();
    }
    let switch = "server.serviceAccount.serviceDiscovery.enabled";
    vec![
        Fault::new("the servers register with Kubernetes, and no rendered role lets them change their pods")
            .at(subject.label(switch, "no role is made"))
            .also(server.label_if_set(block.span, "changes labels of the pod"))
            .help(format!("set `{switch}: true`")),
    ]
}

fn lets_change_pods(role: &Object) -> bool {
    let rules = role.tree.get("rules").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
    let names = |rule: &Value, key: &str, words: &[&str]| {
        list(rule, key).iter().filter_map(Value::as_str).any(|name| name == "*" || words.contains(&name))
    };
    rules.iter().any(|rule| names(rule, "resources", &["pods"]) && names(rule, "verbs", &["patch", "update"]))
}
