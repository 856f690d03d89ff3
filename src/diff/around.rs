//! What stands beside an object in the new set: the pods that use it, and the budgets that watch over them.

use std::borrow::Cow;
use std::collections::HashSet;

use serde_json::{Map, Value};

use crate::manifest::{Object, ObjectId};
use crate::references::{Selector, pods, references};

/// The sets of pods and the disruption budgets of the new set.
#[derive(Debug, Default)]
pub(super) struct Around {
    workloads: Vec<Workload>,
    budgets: Vec<Budget>,
    users: Vec<User>,
}

/// A set of pods.
#[derive(Debug)]
struct Workload {
    id: ObjectId,
    labels: Map<String, Value>,
    replicas: u64,
}

/// A disruption budget.
#[derive(Debug)]
struct Budget {
    namespace: Option<String>,
    selector: Value,
    may_be_missing: Limit,
}

/// What a disruption budget says.
#[derive(Debug)]
enum Limit {
    Missing(Value),
    There(Value),
    Nothing,
}

/// Whose pods cannot do without what.
#[derive(Debug)]
struct User {
    name: String,
    namespace: Option<String>,
    uses: HashSet<(String, String)>,
}

impl Around {
    /// Looks at the new set.
    pub(super) fn of(new: &[Object]) -> Self {
        // What is asked of it later comes from what is shown.
        let new: Vec<Cow<Object>> = new.iter().map(seen).collect();
        let seen = || new.iter().map(AsRef::as_ref);
        Self {
            workloads: seen().filter_map(workload).collect(),
            budgets: seen().filter_map(budget).collect(),
            users: seen().filter_map(user).collect(),
        }
    }

    /// Names an object whose pods cannot be made without another one.
    pub(super) fn user_of(&self, id: &ObjectId) -> Option<&str> {
        let key = (id.kind.clone(), id.name.clone());
        let users = self.users.iter().filter(|user| is_beside(&user.namespace, &id.namespace));
        users.into_iter().find(|user| user.uses.contains(&key)).map(|user| user.name.as_str())
    }

    /// Gives how many pods of a set may be missing at once by its budgets; none if it has none.
    pub(super) fn may_be_missing(&self, set: &Object) -> Option<u64> {
        let workload = workload(set)?;
        let mut limits = self.budgets.iter().filter(|budget| budget.covers(&workload));
        // The eviction API refuses pods that more than one budget covers.
        let limit = limits.next().filter(|_| limits.next().is_none())?;
        limit.may_be_missing.of(workload.replicas)
    }

    /// Whether a budget leaves enough of every set of pods that it covers; none if it covers none.
    pub(super) fn leaves_enough(&self, budget: &Object) -> Option<bool> {
        let budget = self::budget(budget)?;
        let covered: Vec<&Workload> = self.workloads.iter().filter(|workload| budget.covers(workload)).collect();
        let enough = |workload: &&Workload| {
            let missing = budget.may_be_missing.of(workload.replicas);
            missing.is_some_and(|missing| is_enough(&workload.id.kind, workload.replicas, missing))
        };
        (!covered.is_empty()).then(|| covered.iter().all(enough))
    }
}

/// Whether what is left is enough: of servers with a storage of their own more than half, of all others one.
pub(super) fn is_enough(kind: &str, replicas: u64, missing: u64) -> bool {
    let left = replicas.saturating_sub(missing);
    if kind == "StatefulSet" { left.saturating_mul(2) > replicas } else { left > 0 }
}

fn seen(object: &Object) -> Cow<'_, Object> {
    match object.shown {
        Some(_) => Cow::Owned(object.clone().into_shown()),
        None => Cow::Borrowed(object),
    }
}

fn workload(object: &Object) -> Option<Workload> {
    if !matches!(object.kind(), "StatefulSet" | "Deployment" | "ReplicaSet") {
        return None;
    }
    let labels = pods::pod(object)?.labels.cloned().unwrap_or_default();
    let replicas = object.tree.get("spec")?.get("replicas").and_then(Value::as_u64).unwrap_or(1);
    Some(Workload { id: ObjectId::of(object), labels, replicas })
}

fn budget(object: &Object) -> Option<Budget> {
    let spec = object.tree.get("spec").filter(|_| object.kind() == "PodDisruptionBudget")?;
    let may_be_missing = match (spec.get("maxUnavailable"), spec.get("minAvailable")) {
        (Some(missing), _) if !missing.is_null() => Limit::Missing(missing.clone()),
        (_, Some(there)) if !there.is_null() => Limit::There(there.clone()),
        _ => Limit::Nothing,
    };
    let selector = spec.get("selector")?.clone();
    Some(Budget { namespace: object.namespace().map(str::to_owned), selector, may_be_missing })
}

fn user(object: &Object) -> Option<User> {
    let pod = pods::pod(object)?;
    let of_pod = references(std::slice::from_ref(object)).into_iter().filter(|one| one.path.starts_with(pod.path));
    let needed = of_pod.filter(|reference| !reference.is_optional).map(|reference| (reference.kind, reference.name));
    let name = format!("`{}/{}`", object.kind(), object.name());
    Some(User { name, namespace: object.namespace().map(str::to_owned), uses: needed.collect() })
}

/// Whether two objects stand in one namespace, as far as it is written.
fn is_beside(one: &Option<String>, other: &Option<String>) -> bool {
    one.is_none() || other.is_none() || one == other
}

impl Budget {
    fn covers(&self, workload: &Workload) -> bool {
        let selector = Selector::Full(&self.selector);
        is_beside(&self.namespace, &workload.id.namespace) && selector.selects(Some(&workload.labels))
    }
}

impl Limit {
    /// How many of so many pods may be missing. Kubernetes rounds percentages up.
    fn of(&self, replicas: u64) -> Option<u64> {
        let share = |value: &Value| match value {
            Value::String(text) => {
                let percent: u64 = text.strip_suffix('%')?.parse().ok()?;
                Some(replicas.saturating_mul(percent).div_ceil(100))
            }
            number => number.as_u64(),
        };
        match self {
            Self::Missing(value) => share(value).map(|missing| missing.min(replicas)),
            Self::There(value) => share(value).map(|there| replicas.saturating_sub(there)),
            Self::Nothing => Some(replicas),
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{Limit, is_enough};

    #[test]
    fn budgets_are_counted_in_pods() {
        for (limit, replicas, expected) in [
            (Limit::Missing(json!(1)), 3, Some(1)),
            (Limit::Missing(json!("50%")), 3, Some(2)),
            (Limit::Missing(json!(9)), 3, Some(3)),
            (Limit::There(json!(2)), 3, Some(1)),
            (Limit::There(json!("50%")), 3, Some(1)),
            (Limit::There(json!(9)), 3, Some(0)),
            (Limit::Missing(json!("half")), 3, None),
            (Limit::Nothing, 3, Some(3)),
        ] {
            assert_eq!(limit.of(replicas), expected, "{limit:?}");
        }
    }

    #[test]
    fn servers_need_more_than_half() {
        assert!(is_enough("StatefulSet", 3, 1) && is_enough("StatefulSet", 5, 2) && is_enough("StatefulSet", 1, 0));
        assert!(!is_enough("StatefulSet", 3, 2) && !is_enough("StatefulSet", 4, 2) && !is_enough("StatefulSet", 1, 1));
        assert!(is_enough("Deployment", 2, 1) && !is_enough("Deployment", 1, 1));
    }
}
