//! The two sets of manifests that are compared: as they are, and as the values would have them.

use std::path::Path;

use super::arguments::SidesArguments;
use super::live::live_side;
use super::manifests::{self, Set, like_helm};
use super::mixed_up::{two_releases, values_instead};
use crate::chart::{ChartDefinition, Templates};
use crate::cli::release::{self, Asked, request};
use crate::cli::revision::Origin;
use crate::diagnostic::{Diagnostic, Label};
use crate::diff::{ReleaseNote, ReleaseNotes};
use crate::manifest::{self, Object};
use crate::ownership::{Release, Sides};
use crate::pipeline::{self, Request};
use crate::selection::nothing_shown;
use crate::source::Sources;

/// The sides that were read, and what may be wrong with them as a pair.
pub(in crate::cli) struct Both {
    pub(in crate::cli) sides: Sides,
    /// What the release is called, if it is rendered.
    pub(in crate::cli) release: Option<String>,
    /// What is asked for on the new side, once the files have said what they say of the release.
    pub(in crate::cli) asked: Asked,
    /// They are two releases.
    pub(in crate::cli) two_releases: Option<Diagnostic>,
    /// What the releases of the chart between them bring.
    pub(in crate::cli) notes: ReleaseNotes,
}

/// Both sides; nothing if one of them is missing. What is wrong with them, and warnings of the new one, are added to
/// those given.
pub(in crate::cli) fn read_sides(
    sides: &SidesArguments,
    asked: &Asked,
    sources: &mut Sources,
    told: &mut Vec<Diagnostic>,
) -> Option<Both> {
    let all = &asked.whole();
    let mut notes = ReleaseNotes::default();
    let mut filled = all.clone();
    let (templates, release, [old, new]) = match (&sides.against, &sides.to) {
        (Some(against), Some(to)) => {
            (Templates::with(&ChartDefinition::newest(), []), None, two_sets(against, to, sources))
        }
        _ => {
            let (asked_for, request) = release::filled(all, &Origin::Now, sources);
            filled = asked_for;
            let templates = Templates::with(&request.chart, request.templates.iter().cloned());
            let release = request.release_name();
            let old = (!sides.live).then(|| old_side(sides, all, sources));
            let is_other = |from: &ChartDefinition| from.release.version != request.chart.release.version;
            let chart = old.as_ref().and_then(|old| old.as_ref().ok()).and_then(|(_, chart)| chart.clone());
            let from = sides.against_chart().or(chart).filter(is_other);
            notes = from.map(|from| release_notes(&from, &request)).unwrap_or_default();
            let new = new_side(request, sources, told);
            let old = match (old, &new) {
                (Some(old), _) => old.map(|(set, _)| set),
                (None, Ok(new)) => live_side(sides, &filled, new, sources, told),
                (None, Err(_)) => Ok(Vec::new()),
            };
            (templates, release, [old, new])
        }
    };
    let new = new.map_err(|problems| told.extend(problems)).ok();
    let old = old.map_err(|problems| add_new(problems, told, sources)).ok();
    let (old, new) = (old?, new?);
    let new = if sides.to.is_none() { like_helm(&old, new) } else { new };
    let two_releases = sides.against.as_ref().and_then(|_| two_releases(&old, &new, sides.to.is_none()));
    let namespace = sides.to.is_none().then(|| filled.release.namespace());
    let of_release = Release::of(release.as_deref(), namespace, witnesses(&old, &new));
    let mut compared = Sides::of(old, new, &of_release);
    let both = [&mut compared.old, &mut compared.new].map(std::mem::take);
    let selected = asked.selection.chosen().apply_to_sides(both, &templates);
    told.extend(selected.doubt());
    told.extend(selected.unfit.iter().map(|pattern| nothing_shown(pattern, &templates)));
    compared.select(selected.sides);
    if sides.live {
        // Every kind was asked for: what is not there is none.
        compared.left_out.not_in_dump.clear();
    }
    Some(Both { sides: compared, release, asked: filled, two_releases, notes })
}

/// What the way from another release of the chart brings that concerns the values of a request.
pub(in crate::cli) fn release_notes(from: &ChartDefinition, request: &Request) -> ReleaseNotes {
    let notes = pipeline::chart_notes(from, request);
    let note =
        |(release, says): &(&str, &str)| ReleaseNote { release: (*release).to_owned(), says: (*says).to_owned() };
    ReleaseNotes { title: notes.title(), notes: notes.notes.iter().map(note).collect() }
}

fn two_sets(against: &Path, to: &Path, sources: &mut Sources) -> [Set; 2] {
    let [old, new] = manifests::read_two([against, to], sources);
    [
        old.map_err(|problems| values_instead(problems, against, "--against-values", sources)),
        new.map_err(|problems| values_instead(problems, to, "-f", sources)),
    ]
}

/// The objects that say what the release is called and where it is, if nobody else does: those of the new side, unless
/// it is a dump of a cluster, which holds other releases too.
pub(in crate::cli) fn witnesses<'a>(old: &'a [Object], new: &'a [Object]) -> &'a [Object] {
    let is_dump = |objects: &[Object]| objects.is_empty() || objects.iter().any(manifest::is_live);
    if is_dump(new) && !is_dump(old) { old } else { new }
}

/// Adds problems that were not told yet: both sides read the same flags, and files that may be missing on both.
fn add_new(problems: Vec<Diagnostic>, told: &mut Vec<Diagnostic>, sources: &Sources) {
    let place = |label: &Label| (sources.name(label.span.source).to_owned(), label.span.start, label.span.end);
    let is_same = |one: &Diagnostic, other: &Diagnostic| {
        (one.code, &one.title) == (other.code, &other.title)
            && one.labels.iter().map(place).eq(other.labels.iter().map(place))
    };
    for problem in problems {
        if !told.iter().any(|other| is_same(&problem, other)) {
            told.push(problem);
        }
    }
}

fn new_side(request: Request, sources: &mut Sources, warnings: &mut Vec<Diagnostic>) -> Set {
    let rendered = pipeline::render(request, sources)?;
    warnings.extend(rendered.warnings);
    Ok(rendered.objects)
}

/// The objects of the old side, and the chart that they are rendered with. Warnings of it are old news.
fn old_side(
    sides: &SidesArguments,
    asked: &Asked,
    sources: &mut Sources,
) -> Result<(Vec<Object>, Option<ChartDefinition>), Vec<Diagnostic>> {
    if let Some(path) = &sides.against {
        let set = manifests::read(path, sources);
        let set = set.map_err(|problems| values_instead(problems, path, "--against-values", sources))?;
        return Ok((set, None));
    }
    if !sides.has_old() {
        return Ok((Vec::new(), None));
    }
    let old = &sides.old(asked);
    let request = match &sides.against_rev {
        Some(_) if asked.values.files.is_empty() && asked.values.set_file.is_empty() => {
            return Err(vec![no_file_to_look_up()]);
        }
        Some(revision) => request(old, &Origin::revision(revision), sources),
        None => request(old, &Origin::Now, sources),
    };
    let chart = request.chart.clone();
    Ok((pipeline::render(request, sources)?.objects, Some(chart)))
}

/// Without a file both sides would be the same, whatever the revision.
fn no_file_to_look_up() -> Diagnostic {
    Diagnostic::error("revision", "`--against-rev` needs a values file whose history it can look up")
        .help("name one with `-f` or `--set-file`")
}
