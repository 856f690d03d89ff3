//! Servers on nodes with everything else.

use serde_json::Value;

use crate::chart::Mode;
use crate::check::pods::server_pod;
use crate::check::{Confidence, Fault, Find, Purpose, Rule, Subject};
use crate::diagnostic::Severity;

pub(super) static RULE: Rule = Rule {
    id: "dedicated-nodes",
    severity: Severity::Advice,
    confidence: Confidence::Low,
    purpose: Purpose::Production,
    title: "the servers share their nodes with other workloads",
    why: "Whoever breaks out of another container on the node may reach the memory of Vault; dedicated nodes keep \
          others away.",
    fix: "Taint and label nodes for Vault, and set `server.nodeSelector` and `server.tolerations` accordingly.",
    link: Some("https://developer.hashicorp.com/vault/docs/concepts/production-hardening"),
    find: Find::Looking(find),
};

fn find(subject: &Subject<'_>) -> Vec<Fault> {
    let Some(pod) = server_pod(subject.objects).filter(|_| subject.facts().mode != Mode::Dev) else {
        return Vec::new();
    };
    let chooses = pod.spec.get("nodeSelector").and_then(Value::as_object).is_some_and(|labels| !labels.is_empty())
        || pod.spec.pointer("/affinity/nodeAffinity").is_some();
    if chooses {
        return Vec::new();
    }
    vec![
        Fault::new("the servers run on any node, beside any workload")
            .at(subject.label_or_unset("server.nodeSelector", "no dedicated nodes"))
            .help(
                "set `server.nodeSelector` to the label of nodes kept for Vault, and `server.tolerations` to their \
                taint",
            ),
    ]
}
