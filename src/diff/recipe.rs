//! What a row of the table of verdicts tells to do, and how it is made for an object.

use super::conditions::Scene;
use super::instruction::Instruction;
use super::words::{MOST_PODS, amount, claim, ordinals};
use crate::command::{Command, Word};
use crate::manifest::{ObjectId, stays};

/// What to do to get to the new state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Recipe {
    /// A sentence.
    Say(&'static str),
    /// A command of Vault, in a pod.
    Vault(&'static str),
    /// Delete the object.
    Delete,
    /// Delete a stateful set without its pods.
    Orphan,
    /// Let each claim of a claim template ask for the new amount.
    GrowClaims,
}

/// Makes what to do for the object of a scene.
pub(super) fn instructions(recipes: &[Recipe], scene: &Scene) -> Vec<Instruction> {
    recipes.iter().flat_map(|recipe| recipe.fill(scene)).collect()
}

impl Recipe {
    fn fill(self, scene: &Scene) -> Vec<Instruction> {
        let id = &scene.object.id;
        let says = |sentence: &str| vec![Instruction::Sentence(sentence.to_owned())];
        match self {
            Self::Say(sentence) => says(sentence),
            Self::Vault(words) => vec![Instruction::Command(Command::new(words))],
            _ if !id.has_sound_names() => says("its name or namespace is not one that Kubernetes accepts"),
            Self::Delete if stays(id).is_some() => says(
                "it is not recreated, since its contents would be lost: create another one beside it, and move the \
                 contents",
            ),
            Self::Delete => vec![Instruction::Command(delete(id))],
            Self::Orphan => vec![Instruction::Command(delete(id).own("--cascade=orphan"))],
            Self::GrowClaims => grow(scene),
        }
    }
}

fn delete(id: &ObjectId) -> Command {
    in_namespace(Command::new("kubectl delete"), id).object(&id.resource(), id.name.clone())
}

fn in_namespace(command: Command, id: &ObjectId) -> Command {
    match &id.namespace {
        Some(namespace) => command.own("-n").word(namespace.clone()),
        None => command,
    }
}

fn grow(scene: &Scene) -> Vec<Instruction> {
    let id = &scene.object.id;
    let patch = serde_json::json!({ "spec": { "resources": { "requests": { "storage": amount(scene.new) } } } });
    let claim = claim(scene);
    let command = |ordinal: u64| {
        in_namespace(Command::new("kubectl patch"), id)
            .object("persistentvolumeclaim", format!("{claim}-{}-{ordinal}", id.name))
            .own("--type=merge -p")
            .word(Word::from(patch.to_string()))
    };
    ordinals(scene).take(MOST_PODS).map(|ordinal| Instruction::Command(command(ordinal))).collect()
}
