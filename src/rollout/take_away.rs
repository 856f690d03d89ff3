//! What the new set does not have any more, in an order that blocks nothing.

use super::kubectl::{kubectl, kubectl_in};
use super::setting::{Setting, Via};
use super::step::Step;
use crate::command::Command;
use crate::diff::{Diff, ObjectDiff, ObjectId, ObjectOp};
use crate::manifest::{deletion_order, is_of_the_cluster};
use crate::ownership::{Removal, removal};

/// Deletes what is gone from the new set; what pods may still use goes after they were replaced.
pub(super) fn take_away(diff: &Diff, setting: &Setting) -> Option<Step> {
    let (mut gone, mut kept) = (Vec::new(), Vec::new());
    for object in &diff.objects {
        match removal(object) {
            Removal::Delete => gone.push(former(object)),
            Removal::Sentence(sentence) => kept.push(sentence),
            Removal::LeftAlone => {}
        }
    }
    // Helm, Argo CD and Flux delete what they have made themselves.
    if setting.via != Via::Kubectl {
        gone.clear();
    }
    deletion_order(&mut gone, |id| id);
    let title = match gone.is_empty() {
        true => "Look at what is no longer part of the release, and stays",
        false => "Delete what is no longer part of the release",
    };
    let step = Step::new(title, "`kubectl apply` leaves behind what the manifests no longer name.")
        .run_all(gone.iter().map(|id| delete(id, setting)));
    let step = kept.iter().fold(step, |step, sentence| step.say(format!("{sentence}.")));
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
pub(super) fn delete(id: &ObjectId, setting: &Setting) -> Command {
    let namespace = id.namespace.as_ref().unwrap_or(&setting.namespace);
    let command = match is_of_the_cluster(&id.kind) {
        true => kubectl(setting, "delete"),
        false => kubectl_in(setting, namespace, "delete"),
    };
    command.object(&id.resource(), id.name.clone()).own("--ignore-not-found")
}
