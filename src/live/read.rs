//! From what `kubectl -o json` prints to records. The shapes are those of k8s-openapi, of one version of Kubernetes;
//! fields that it does not know are passed over, so answers of other versions are read too.

use std::collections::BTreeMap;

use k8s_openapi::api::apps::v1::{ControllerRevision, DaemonSet, Deployment, StatefulSet};
use k8s_openapi::api::core::v1::{ContainerStatus, Event, PersistentVolumeClaim, Pod as KubePod, PodSpec};
use k8s_openapi::api::policy::v1::PodDisruptionBudget;
use k8s_openapi::apimachinery::pkg::api::resource::Quantity;
use k8s_openapi::apimachinery::pkg::apis::meta::v1::{LabelSelector, ObjectMeta};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::observed::{Budget, Claim, Peer, Pod, Server, Set, Status, Trouble, Workload};

/// The container that Vault runs in.
pub(super) const CONTAINER: &str = "vault";
/// Why a container waits that does not start by waiting alone.
const BROKEN: [&str; 8] = [
    "CrashLoopBackOff",
    "ImagePullBackOff",
    "ErrImagePull",
    "ErrImageNeverPull",
    "InvalidImageName",
    "CreateContainerConfigError",
    "CreateContainerError",
    "RunContainerError",
];
/// The annotation of a pod that has to be replaced, since what it has read at its start was changed. It goes with the pod.
pub(super) const MARK: &str = "vaultchart/replace";
/// The label of a node's zone, which Kubernetes copies onto its pods from 1.35 on.
const ZONE: &str = "topology.kubernetes.io/zone";

/// An answer that is not what was asked for.
#[derive(Debug, thiserror::Error)]
#[error("kubectl answered with something else than {what}: {problem}")]
pub struct NotRead {
    what: &'static str,
    problem: String,
}

/// A list as `kubectl get -o json` prints it, whatever the list itself is called.
#[derive(Deserialize)]
struct Items<T> {
    #[serde(default = "Vec::new")]
    items: Vec<T>,
}

fn items<T: DeserializeOwned>(text: &str, what: &'static str) -> Result<Vec<T>, NotRead> {
    if !text.trim_start().starts_with('{') {
        return Err(NotRead { what, problem: "it is no object".to_owned() });
    }
    let not_read = |error: serde_json::Error| NotRead { what, problem: error.to_string() };
    serde_json::from_str::<Items<T>>(text).map(|list| list.items).map_err(not_read)
}

/// Reads the stateful sets of a list that run Vault.
///
/// # Errors
/// What is no list of stateful sets.
pub fn sets(text: &str) -> Result<Vec<Set>, NotRead> {
    let sets = items::<StatefulSet>(text, "a list of StatefulSets")?;
    Ok(sets.iter().filter_map(set).collect())
}

fn set(set: &StatefulSet) -> Option<Set> {
    let spec = &set.spec;
    let image = image(spec.template.spec.as_ref())?;
    let status = set.status.clone().unwrap_or_default();
    let strategy = spec.update_strategy.clone().unwrap_or_default();
    let partition = strategy.rolling_update.and_then(|rolling| rolling.partition).unwrap_or_default();
    let is_rolling = strategy.type_.as_deref() != Some("OnDelete");
    Some(Set {
        name: set.metadata.name.clone()?,
        namespace: set.metadata.namespace.clone().unwrap_or_default(),
        uid: set.metadata.uid.clone().unwrap_or_default(),
        generation: set.metadata.generation.unwrap_or_default(),
        observed: status.observed_generation.unwrap_or_default(),
        update_revision: status.update_revision.unwrap_or_default(),
        replicas: spec.replicas.unwrap_or(1).try_into().unwrap_or_default(),
        rolls_from: is_rolling.then(|| partition.try_into().unwrap_or_default()),
        image,
    })
}

fn image(spec: Option<&PodSpec>) -> Option<String> {
    let vault = spec?.containers.iter().find(|container| container.name == CONTAINER)?;
    Some(vault.image.clone().unwrap_or_default())
}

/// Reads the pods of a stateful set, the lowest number first. A pod that something else controls is none of them.
///
/// # Errors
/// What is no list of pods.
pub fn pods(text: &str, set: &Set) -> Result<Vec<Pod>, NotRead> {
    let pods = items::<KubePod>(text, "a list of pods")?;
    let mut pods: Vec<Pod> = pods.iter().filter_map(|found| pod(found, set)).collect();
    pods.sort_by_key(|pod| pod.ordinal);
    Ok(pods)
}

fn pod(pod: &KubePod, set: &Set) -> Option<Pod> {
    let metadata = &pod.metadata;
    let name = metadata.name.clone()?;
    let number = name.strip_prefix(set.name.as_str())?.strip_prefix('-')?;
    let ordinal: u64 = number.parse().ok().filter(|ordinal: &u64| ordinal.to_string() == number)?;
    if is_of_another(metadata, set) {
        return None;
    }
    let status = pod.status.clone().unwrap_or_default();
    let conditions = status.conditions.unwrap_or_default();
    let is_ready = conditions.iter().any(|condition| condition.type_ == "Ready" && condition.status == "True");
    let unscheduled =
        conditions.iter().find(|condition| condition.type_ == "PodScheduled" && condition.status == "False");
    let unscheduled = unscheduled.map(|condition| Trouble {
        reason: condition.reason.clone().unwrap_or_else(|| "Unschedulable".to_owned()),
        message: condition.message.clone().unwrap_or_default(),
        needs_somebody: condition.reason.as_deref() == Some("Unschedulable"),
    });
    let spec = pod.spec.as_ref();
    let volumes = spec.and_then(|spec| spec.volumes.as_ref()).into_iter().flatten();
    Some(Pod {
        uid: metadata.uid.clone().unwrap_or_default(),
        revision: label(metadata, "controller-revision-hash"),
        born: metadata.creation_timestamp.as_ref().map(|time| time.0),
        is_going: metadata.deletion_timestamp.is_some(),
        phase: status.phase.unwrap_or_default(),
        is_ready,
        trouble: unscheduled
            .or_else(|| waiting(status.init_container_statuses.as_deref(), |_| true))
            .or_else(|| waiting(status.container_statuses.as_deref(), |name| name == CONTAINER)),
        image: image(spec).unwrap_or_default(),
        node: spec.and_then(|spec| spec.node_name.clone()).unwrap_or_default(),
        zone: label(metadata, ZONE),
        is_marked: metadata.annotations.as_ref().is_some_and(|annotations| annotations.contains_key(MARK)),
        claims: volumes
            .filter_map(|volume| Some(volume.persistent_volume_claim.as_ref()?.claim_name.clone()))
            .collect(),
        name,
        ordinal,
        server: Server::default(),
    })
}

/// Whether another controller than the set has the pod. One that nothing has is the set's to adopt.
fn is_of_another(metadata: &ObjectMeta, set: &Set) -> bool {
    let mut owners = metadata.owner_references.iter().flatten();
    owners.any(|owner| owner.controller == Some(true) && !set.uid.is_empty() && owner.uid != set.uid)
}

fn label(metadata: &ObjectMeta, name: &str) -> String {
    metadata.labels.as_ref().and_then(|labels| labels.get(name)).cloned().unwrap_or_default()
}

/// Why the first container of some that does not run waits.
fn waiting(statuses: Option<&[ContainerStatus]>, is_meant: impl Fn(&str) -> bool) -> Option<Trouble> {
    let reason = |status: &ContainerStatus| {
        let waiting = status.state.as_ref()?.waiting.as_ref()?;
        let reason = waiting.reason.clone()?;
        let needs_somebody = BROKEN.contains(&reason.as_str());
        Some(Trouble { needs_somebody, reason, message: waiting.message.clone().unwrap_or_default() })
    };
    statuses?.iter().filter(|status| is_meant(&status.name)).find_map(reason)
}

/// Reads what `vault status -format=json` answered. Its exit status and what it says must agree: 0 is open, 2 is sealed.
pub fn server(code: i32, stdout: &str, stderr: &str) -> Server {
    match (code, serde_json::from_str::<Status>(stdout)) {
        (0, Ok(status)) if !status.sealed => Server::Answers(Box::new(status)),
        (2, Ok(status)) if status.sealed => Server::Answers(Box::new(status)),
        _ => Server::Silent(last_line(stderr).unwrap_or_else(|| format!("`vault status` ended with {code}"))),
    }
}

/// The last line that says something more than how the command ended.
pub(super) fn last_line(text: &str) -> Option<String> {
    let says = |line: &&str| !line.is_empty() && !line.starts_with("command terminated with exit code");
    text.lines().map(str::trim).rfind(says).map(str::to_owned)
}

/// Reads the members of raft, as `vault operator raft list-peers -format=json` prints them.
///
/// # Errors
/// What is no such list.
pub fn peers(text: &str) -> Result<Vec<Peer>, NotRead> {
    let what = "a list of the members of raft";
    let not_read = |problem: String| NotRead { what, problem };
    let value: Value = serde_json::from_str(text).map_err(|error| not_read(error.to_string()))?;
    let servers = value.pointer("/data/config/servers").cloned().ok_or_else(|| not_read("no servers".to_owned()))?;
    serde_json::from_value(servers).map_err(|error| not_read(error.to_string()))
}

/// Reads what `vault operator raft autopilot state -format=json` says; nothing if it does not say it.
pub fn is_healthy(text: &str) -> Option<bool> {
    let value: Value = serde_json::from_str(text).ok()?;
    let healthy = ["/Healthy", "/healthy", "/data/healthy"].iter().find_map(|path| value.pointer(path));
    healthy?.as_bool()
}

/// Reads the budgets that select the pods with these labels, `KEY=VALUE,…`.
///
/// # Errors
/// What is no list of budgets.
pub fn budgets(text: &str, labels: &str) -> Result<Vec<Budget>, NotRead> {
    let budgets = items::<PodDisruptionBudget>(text, "a list of PodDisruptionBudgets")?;
    let read = |budget: &PodDisruptionBudget| {
        let selector = budget.spec.as_ref()?.selector.as_ref()?;
        let status = budget.status.as_ref()?;
        selects(selector, labels).then(|| Budget {
            name: budget.metadata.name.clone().unwrap_or_default(),
            allowed: status.disruptions_allowed.unwrap_or_default().into(),
            allows_ever: status.desired_healthy < status.expected_pods,
        })
    };
    Ok(budgets.iter().filter_map(read).collect())
}

/// Whether a selector of labels alone selects pods with these; one with expressions is not taken apart.
fn selects(selector: &LabelSelector, labels: &str) -> bool {
    let Some(wanted) = selector.match_labels.as_ref().filter(|wanted| !wanted.is_empty()) else { return false };
    let has = |key: &str, value: &str| labels.split(',').any(|label| label.split_once('=') == Some((key, value)));
    selector.match_expressions.is_none() && wanted.iter().all(|(key, value)| has(key, value))
}

/// Reads a list of deployments.
///
/// # Errors
/// What is no such list.
pub fn deployments(text: &str) -> Result<Vec<Workload>, NotRead> {
    let read = |it: Deployment| Workload {
        kind: "Deployment",
        name: it.metadata.name.unwrap_or_default(),
        wanted: it.spec.replicas.unwrap_or(1).into(),
        ready: it.status.and_then(|status| status.ready_replicas).unwrap_or_default().into(),
    };
    Ok(items(text, "a list of Deployments")?.into_iter().map(read).collect())
}

/// Reads a list of daemon sets.
///
/// # Errors
/// What is no such list.
pub fn daemon_sets(text: &str) -> Result<Vec<Workload>, NotRead> {
    let read = |it: DaemonSet| {
        let status = it.status.unwrap_or_default();
        let name = it.metadata.name.unwrap_or_default();
        let (wanted, ready) = (status.desired_number_scheduled.into(), status.number_ready.into());
        Workload { kind: "DaemonSet", name, wanted, ready }
    };
    Ok(items(text, "a list of DaemonSets")?.into_iter().map(read).collect())
}

/// Reads the revisions of a stateful set, with their numbers.
///
/// # Errors
/// What is no such list.
pub fn revisions(text: &str, set: &Set) -> Result<Vec<(String, i64)>, NotRead> {
    let revisions = items::<ControllerRevision>(text, "a list of ControllerRevisions")?;
    let is_own = |revision: &ControllerRevision| {
        let mut owners = revision.metadata.owner_references.iter().flatten();
        owners.any(|owner| owner.uid == set.uid)
    };
    let named = |it: ControllerRevision| (it.metadata.name.unwrap_or_default(), it.revision.unwrap_or_default());
    Ok(revisions.into_iter().filter(is_own).map(named).collect())
}

/// Reads a list of claims.
///
/// # Errors
/// What is no such list.
pub fn claims(text: &str) -> Result<Vec<Claim>, NotRead> {
    let size = |sizes: Option<BTreeMap<String, Quantity>>| sizes?.remove("storage").map(|size| size.0);
    let read = |it: PersistentVolumeClaim| {
        let status = it.status.unwrap_or_default();
        let conditions = status.conditions.unwrap_or_default().into_iter();
        let waits_for = conditions.filter(|condition| condition.status == "True").map(|condition| {
            let message = condition.message.filter(|message| !message.is_empty());
            message.map_or(condition.type_.clone(), |message| format!("{}: {message}", condition.type_))
        });
        Claim {
            name: it.metadata.name.unwrap_or_default(),
            asks: size(it.spec.and_then(|spec| spec.resources?.requests)).unwrap_or_default(),
            has: size(status.capacity).unwrap_or_default(),
            waits_for: waits_for.collect::<Vec<_>>().join(", "),
        }
    };
    Ok(items(text, "a list of PersistentVolumeClaims")?.into_iter().map(read).collect())
}

/// Reads the warnings of a list of events: about whom, and what; the newest last.
///
/// # Errors
/// What is no list of events.
pub fn warnings(text: &str) -> Result<Vec<(String, String)>, NotRead> {
    let mut events = items::<Event>(text, "a list of events")?;
    events.retain(|event| event.type_.as_deref() == Some("Warning"));
    events.sort_by_key(|event| {
        event.last_timestamp.as_ref().or(event.metadata.creation_timestamp.as_ref()).map(|it| it.0)
    });
    let told = |event: Event| {
        let about = event.involved_object.name.unwrap_or_default();
        let reason = event.reason.unwrap_or_default();
        (about, format!("{reason}: {}", event.message.unwrap_or_default()))
    };
    Ok(events.into_iter().map(told).collect())
}
