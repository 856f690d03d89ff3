//! Servers that every pod reaches.

use crate::chart::Mode;
use crate::check::pods::server_pod;
use crate::check::references::Selector;
use crate::check::tree::spec;
use crate::check::{Confidence, Fault, Find, Purpose, Rule, Subject};
use crate::diagnostic::Severity;
use crate::manifest::Object;

pub(super) static RULE: Rule = Rule {
    id: "network-policy",
    severity: Severity::Advice,
    confidence: Confidence::Medium,
    purpose: Purpose::Production,
    title: "no network policy covers the servers",
    why: "Without a policy every pod of the cluster may open connections to Vault, to the port that its servers use \
          among themselves as well.",
    fix: "Set `server.networkPolicy.enabled: true`, and name in `server.networkPolicy.ingress` who needs Vault.",
    link: Some("https://kubernetes.io/docs/concepts/services-networking/network-policies/"),
    find: Find::Looking(find),
};

fn find(subject: &Subject<'_>) -> Vec<Fault> {
    let Some(pod) = server_pod(subject.objects).filter(|_| subject.facts().mode != Mode::Dev) else {
        return Vec::new();
    };
    let is_policy = |object: &Object| object.kind().ends_with("NetworkPolicy");
    let covers =
        |policy: &Object| match spec(policy).get("podSelector").or_else(|| spec(policy).get("endpointSelector")) {
            Some(selector) => Selector::Full(selector).selects(pod.labels),
            None => true,
        };
    if subject.objects.iter().filter(|object| is_policy(object)).any(covers) {
        return Vec::new();
    }
    vec![
        Fault::new("every pod of the cluster may connect to the servers")
            .at(subject.label_or_unset("server.networkPolicy.enabled", "no network policy"))
            .also_note(subject.default_note("server.networkPolicy.enabled"))
            .help("set `server.networkPolicy.enabled: true` and `server.networkPolicy.ingress`"),
    ]
}
