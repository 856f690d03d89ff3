//! A disruption budget that lets nobody go.

use crate::check::pods::pods;
use crate::check::references::origin;
use crate::check::tree::spec;
use crate::check::{Confidence, Fault, Find, Purpose, Rule, Subject};
use crate::diagnostic::Severity;
use crate::manifest::Object;
use crate::references::Selector;
use serde_json::Value;

pub(super) static RULE: Rule = Rule {
    id: "budget-blocks-drain",
    severity: Severity::Warning,
    confidence: Confidence::High,
    purpose: Purpose::Any,
    title: "a disruption budget allows no disruption at all",
    why: "A node on which such a pod runs cannot be drained: an upgrade of the cluster waits for it, or kills it in \
        the end.",
    fix: "Allow one pod to be away: raise the number of replicas, or `maxUnavailable`; a single server needs no \
        budget.",
    link: Some("https://kubernetes.io/docs/tasks/run-application/configure-pdb/"),
    find: Find::Looking(find),
};

fn find(subject: &Subject<'_>) -> Vec<Fault> {
    subject.objects_of("PodDisruptionBudget").filter_map(|budget| fault(subject, budget)).collect()
}

fn fault(subject: &Subject<'_>, budget: &Object) -> Option<Fault> {
    let selector = spec(budget).get("selector")?;
    let pod = pods(subject.objects).find(|pod| {
        matches!(pod.object.kind(), "StatefulSet" | "Deployment" | "ReplicaSet")
            && Selector::Full(selector).selects(pod.labels)
    })?;
    let replicas = spec(pod.object).get("replicas").and_then(Value::as_i64).unwrap_or(1);
    let given = |name: &str| spec(budget).get(name).filter(|value| !value.is_null());
    let (name, allowed) = match (given("maxUnavailable"), given("minAvailable")) {
        (Some(most), _) => ("maxUnavailable", count(most, replicas)?),
        (None, least) => ("minAvailable", replicas - least.map_or(Some(1), |least| count(least, replicas))?),
    };
    if allowed > 0 || replicas == 0 {
        return None;
    }
    let value = match budget.template.as_str() {
        "server/disruptionbudget" => Some("server.ha.disruptionBudget.maxUnavailable"),
        "injector/disruptionbudget" => Some("injector.podDisruptionBudget"),
        _ => None,
    };
    let say = "allows none of them to be evicted";
    let replicas_of = if budget.template.starts_with("server/") { "server.ha.replicas" } else { "injector.replicas" };
    let label = match value {
        Some(value) if subject.is_set(value) => subject.label(value, say),
        Some(_) => subject.label_or_unset(replicas_of, "one that may not be away"),
        None => origin(subject, budget, "metadata.name", budget.name(), say),
    };
    let title = format!(
        "budget `{}` allows none of {replicas} pods to be evicted, and blocks every drain of their nodes",
        budget.name()
    );
    let fault = Fault::new(title).at(label).in_object(budget, format!("spec.{name}"));
    Some(match budget.template.as_str() {
        "server/disruptionbudget" => {
            fault.help("write `server.ha.replicas: 3`, or `server.ha.disruptionBudget.enabled: false`")
        }
        "injector/disruptionbudget" if name == "minAvailable" => {
            fault.help("write `injector.replicas: 2` with `injector.podDisruptionBudget: {minAvailable: 1}`")
        }
        "injector/disruptionbudget" => {
            fault.help("write `injector.replicas: 2` with `injector.podDisruptionBudget: {maxUnavailable: 1}`")
        }
        _ => fault.help("write `maxUnavailable: 1`"),
    })
}

/// A number, or a share of the pods rounded up, as the controller does.
fn count(value: &Value, of: i64) -> Option<i64> {
    match value {
        Value::String(text) => {
            let percent: i64 = text.strip_suffix('%')?.parse().ok()?;
            Some((percent.checked_mul(of)? + 99) / 100)
        }
        value => value.as_i64(),
    }
}
