//! Objects that cannot be changed in place: they are deleted and made again, without losing what belongs to them.

use super::setting::Setting;
use super::step::Step;
use super::take_away::delete;
use crate::command::Command;
use crate::diff::{Change, Instruction, ObjectDiff, Verdict};
use crate::manifest;

/// What nothing here ever deletes is not made again either.
fn by_hand(object: &ObjectDiff, refused: &Change) -> Option<Step> {
    manifest::stays(&object.id)?;
    let name = format!("{} {}", object.id.kind, object.id.name);
    let step = Step::new(
        format!("Change {name} by hand"),
        format!("The API server refuses the change of `{}`: {}.", refused.path, refused.why),
    );
    Some(step.say(format!(
        "{name} is not recreated, since its contents would be lost: create another one beside it and move the \
         contents, or undo the change; until then applying it fails."
    )))
}

/// A command of a verdict, which knows no context, and not that it may be run twice.
fn for_cluster(command: &Command, setting: &Setting) -> Command {
    let deletes = command.parts().iter().any(|word| word.as_text().as_deref() == Some("delete"));
    let command = if deletes { command.clone().own("--ignore-not-found") } else { command.clone() };
    match &setting.context {
        Some(context) => command.with_flag("--context", context.clone()),
        None => command,
    }
}

/// Makes way for an object that the API server would refuse to change.
pub(super) fn recreate(object: &ObjectDiff, setting: &Setting) -> Option<Step> {
    let refused: Vec<&Change> =
        object.changes.iter().filter(|change| change.verdict == Verdict::Recreates && !change.path.is_root()).collect();
    let first = refused.first()?;
    if let Some(step) = by_hand(object, first) {
        return Some(step);
    }
    let is_set = object.id.kind == "StatefulSet";
    let (title, why) = if is_set {
        (
            format!("Delete the StatefulSet {}, and leave its pods running", object.id.name),
            "Without its owner a pod runs on; the StatefulSet that is applied next takes the pods over.",
        )
    } else {
        (
            format!("Delete {} {}, which the next step recreates", object.id.kind, object.id.name),
            "The API server refuses the change of a field that cannot be changed.",
        )
    };
    let fields: Vec<String> = refused.iter().map(|change| format!("`{}`", change.path)).collect();
    let step = Step::new(title, format!("{why} The fields are {}: {}.", fields.join(", "), first.why));
    let mut commands: Vec<Command> = Vec::new();
    for instruction in refused.iter().flat_map(|change| &change.steps) {
        if let Instruction::Command(command) = instruction
            && !commands.contains(&for_cluster(command, setting))
        {
            commands.push(for_cluster(command, setting));
        }
    }
    // Claims are grown before the set is gone.
    commands.sort_by_key(|command| command.parts().iter().any(|word| word.as_text().as_deref() == Some("delete")));
    if commands.is_empty() {
        commands.push(delete(&object.id, setting));
    }
    Some(step.run_all(commands))
}
