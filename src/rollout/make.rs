//! The plan as a whole: which steps there are, and in which order.

use super::before::{look_around, move_data, shrink};
use super::claims::recreate;
use super::pods::{first_start, grow, needs_restart, restart};
use super::server::Server;
use super::step::{Plan, Step};
use super::workloads::follow;
use crate::diff::{Diff, ObjectDiff, ObjectOp};
use crate::manifest::{Object, ObjectId, deletion_order};
use crate::ownership::{Removal, removal};

/// What a plan needs to know beside the objects.
#[derive(Clone, Debug)]
pub struct Setting {
    /// The namespace of the release.
    pub namespace: String,
    /// The commands that make the file of the new manifests, if it has to be made.
    pub render: Vec<String>,
    /// The file of the new manifests.
    pub manifests: String,
    /// A command that shows what still differs from the cluster.
    pub compare: String,
    /// How to get back.
    pub back: Back,
}

/// How to get back to the manifests of before.
#[derive(Clone, Debug)]
pub enum Back {
    /// By these commands.
    Apply(Vec<String>),
    /// Nobody has kept them.
    NotSaved,
}

/// Orders what has to be done: look and save, make room, apply, restart, take away, compare, and the way back.
///
/// `diff` is the diff of the two sets; they are needed whole, since what does not change decides as well.
pub fn plan(diff: &Diff, old: &[Object], new: &[Object], setting: &Setting) -> Plan {
    let counts = diff.counts();
    if diff.is_empty() {
        return Plan { headline: "Nothing changes: there is nothing to do.".to_owned(), ..Plan::default() };
    }
    let worst = diff.verdict().map_or_else(String::new, |verdict| format!(" The worst of it: {verdict}."));
    let headline =
        format!("Plan: {} to add, {} to change, {} to destroy.{worst}", counts.added, counts.changed, counts.removed);
    let before = Server::find(old, &setting.namespace);
    let after = Server::find(new, &setting.namespace);
    let mut steps = Vec::new();
    steps.extend(before.as_ref().map(|server| look_around(server, is_touched(diff, after.as_ref()))));
    if let (Some(before), Some(after)) = (&before, &after) {
        steps.extend(shrink(before, after));
        steps.extend(move_data(before, after));
    }
    steps.extend(diff.objects.iter().filter_map(|object| recreate(object, setting)));
    steps.push(apply(setting));
    steps.extend(follow(diff, after.as_ref(), setting));
    match (&before, &after) {
        (Some(before), Some(after)) => {
            steps.extend(restart(diff, before, after));
            steps.extend(grow(before, after));
        }
        (None, Some(after)) => steps.extend(first_start(after)),
        _ => {}
    }
    steps.extend(take_away(diff, setting));
    steps.push(compare(setting));
    let back = before.as_ref().filter(|server| !server.dev).map(|server| back(server, after.as_ref(), setting));
    Plan { headline, notes: Vec::new(), steps, back }
}

/// Whether something happens to the servers or to their set.
fn is_touched(diff: &Diff, after: Option<&Server>) -> bool {
    let is_set = |object: &ObjectDiff| object.id.kind == "StatefulSet";
    after.is_none_or(|after| needs_restart(diff, after)) || diff.objects.iter().any(is_set)
}

fn apply(setting: &Setting) -> Step {
    let Setting { namespace, render, manifests, .. } = setting;
    Step::new(
        "Apply the new manifests",
        "Kubernetes takes what can be changed in place; pods of a StatefulSet with `OnDelete` run on as they are.",
    )
    .run_all(render.iter().cloned())
    .run(format!("kubectl apply -n {namespace} -f {manifests}"))
}

/// What the new set does not have any more; what pods may still use goes after they were restarted.
fn take_away(diff: &Diff, setting: &Setting) -> Option<Step> {
    let (mut gone, mut kept) = (Vec::new(), Vec::new());
    for object in &diff.objects {
        match removal(object) {
            Removal::Delete => gone.push(former(object)),
            Removal::Sentence(sentence) => kept.push(sentence),
            Removal::LeftAlone => {}
        }
    }
    deletion_order(&mut gone, |id| id);
    let title = match gone.is_empty() {
        true => "Look at what is no longer part of the release, and stays",
        false => "Delete what is no longer part of the release",
    };
    let step = Step::new(title, "`kubectl apply` leaves behind what the manifests no longer name.")
        .run_all(gone.iter().map(|id| delete(id, setting)));
    let step = kept.iter().fold(step, |step, sentence| step.look(format!("{sentence}.")));
    (!step.actions.is_empty()).then_some(step)
}

/// What an object was called before.
fn former(object: &ObjectDiff) -> &ObjectId {
    match &object.op {
        ObjectOp::Renamed { from } => from,
        _ => &object.id,
    }
}

/// The command that deletes an object.
pub(super) fn delete(id: &ObjectId, setting: &Setting) -> String {
    let kind = id.kind.to_lowercase();
    let resource = if id.group.is_empty() { kind } else { format!("{kind}.{}", id.group) };
    if is_of_the_cluster(&id.kind) {
        return format!("kubectl delete {resource} {}", id.name);
    }
    let namespace = id.namespace.as_ref().unwrap_or(&setting.namespace);
    format!("kubectl delete -n {namespace} {resource} {}", id.name)
}

/// Whether objects of a kind belong to no namespace.
fn is_of_the_cluster(kind: &str) -> bool {
    const OTHERS: [&str; 7] = [
        "CSIDriver",
        "CustomResourceDefinition",
        "Namespace",
        "PersistentVolume",
        "PodSecurityPolicy",
        "PriorityClass",
        "StorageClass",
    ];
    kind.starts_with("Cluster") || kind.ends_with("WebhookConfiguration") || OTHERS.contains(&kind)
}

fn compare(setting: &Setting) -> Step {
    Step::new("See that nothing is left to do", "The diff of what runs and what is wanted must be empty.")
        .run(setting.compare.clone())
}

fn back(before: &Server, after: Option<&Server>, setting: &Setting) -> Step {
    let image_changes = after.is_some_and(|after| after.image() != before.image());
    let step = Step::new(
        "If it went wrong",
        "Apply the manifests of before, and restart the pods in the same order, the active server last.",
    );
    let step = match &setting.back {
        Back::Apply(commands) => step.run_all(commands.iter().cloned()),
        Back::NotSaved => step.look(
            "Make this plan with `--save-old before.yaml` to have the manifests of before in a form that can be \
             applied.",
        ),
    };
    step.when(image_changes, |step| {
        step.look(
            "Vault may have upgraded its data: an older version is not promised to read it. If it does not start, \
             restore the backup of the first step; for raft that is `vault operator raft snapshot restore`.",
        )
    })
}
