//! The side that is read from a cluster, through `kubectl`.

use super::arguments::SidesArguments;
use super::manifests::{Set, like_helm};
use crate::cli::live::{Process, blind};
use crate::cli::release::Asked;
use crate::diagnostic::{Diagnostic, Severity};
use crate::diff::{Diff, ObjectOp};
use crate::live::{Destination, Kubectl, changed_by, note_applied};
use crate::manifest::{self, Object, ObjectId};
use crate::ownership::{Release, Sides};
use crate::source::Sources;

/// How many fields that somebody changed are listed.
const MOST_FIELDS: usize = 20;

/// The objects of the release as they are.
pub(super) fn live_side(
    sides: &SidesArguments,
    asked: &Asked,
    wanted: &[Object],
    sources: &mut Sources,
    told: &mut Vec<Diagnostic>,
) -> Set {
    gather(&sides.kube.place(asked), wanted, sources, told)
}

/// Both sides of a release that is wanted: as it is in the cluster, and as it was rendered.
///
/// # Errors
/// What cannot be read.
pub(in crate::cli) fn against_live(
    place: &Destination,
    wanted: Vec<Object>,
    sources: &mut Sources,
    told: &mut Vec<Diagnostic>,
) -> Result<Sides, Vec<Diagnostic>> {
    let old = gather(place, &wanted, sources, told)?;
    let new = like_helm(&old, wanted);
    let release = Release::of(Some(&place.release), Some(&place.namespace), &new);
    let mut sides = Sides::of(old, new, &release);
    // Every kind was asked for: what is not there is none.
    sides.left_out.not_in_dump.clear();
    Ok(sides)
}

/// The objects of a release at a place.
fn gather(place: &Destination, wanted: &[Object], sources: &mut Sources, told: &mut Vec<Diagnostic>) -> Set {
    let mut shell = Process::default();
    let mut cluster = Kubectl::new(&mut shell, place.clone(), None);
    let gathered = cluster.gather(wanted).map_err(|reason| blind(&reason).problems)?;
    if !gathered.unread.is_empty() {
        let kinds = gathered.unread.join(", ");
        let title =
            format!("it is not known whether objects of the release are left of kinds that may not be read: {kinds}");
        told.push(Diagnostic::warning("kubectl", title));
    }
    let mut objects: Vec<Object> = Vec::new();
    for text in &gathered.texts {
        let source = sources.add("kubectl get", text.as_str());
        objects.extend(manifest::read(text, source).map_err(|problem| vec![problem.into()])?);
    }
    if let Some(text) = cluster.helm_manifest(&objects) {
        let source = sources.add("helm get manifest", text.as_str());
        // What cannot be read tells nothing.
        note_applied(&mut objects, &manifest::read(&text, source).unwrap_or_default());
    }
    Ok(objects)
}

/// Gives what somebody has changed in the cluster beside what was applied, of all that a diff shows.
pub(in crate::cli) fn by_hand(live: &[Object], diff: &Diff) -> Option<Diagnostic> {
    let mut fields = Vec::new();
    for object in diff.objects.iter().filter(|object| object.op == ObjectOp::Changed) {
        let Some(live) = live.iter().find(|live| ObjectId::of(live).may_be(&object.id)) else { continue };
        let changes = object.changes.iter().filter_map(|change| Some((change, changed_by(live, change)?)));
        fields
            .extend(changes.map(|(change, who)| format!("{}/{}: `{}`, {who}", live.kind(), live.name(), change.path)));
    }
    let title = match fields.len() {
        0 => return None,
        1 => "a field was changed in the cluster beside what was applied".to_owned(),
        count => format!("{count} fields were changed in the cluster beside what was applied"),
    };
    let problem = Diagnostic { severity: Severity::Advice, ..Diagnostic::warning("changed-by-hand", title) };
    let more = fields.len().saturating_sub(MOST_FIELDS);
    let problem = fields.into_iter().take(MOST_FIELDS).fold(problem, Diagnostic::note);
    let problem = if more > 0 { problem.note(format!("and {more} more")) } else { problem };
    Some(problem.help("applying the manifests resets them to the values: add to the values what should stay"))
}
