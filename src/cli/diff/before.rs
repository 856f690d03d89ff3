//! The old side of `diff --each`: what an earlier run wrote, or what the files give with other values or gave in a
//! revision.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::arguments::DiffArguments;
use crate::chart::ChartDefinition;
use crate::cli::fleet::Base;
use crate::cli::fleet::{Member, members_then};
use crate::cli::inputs;
use crate::cli::release::Asked;
use crate::cli::revision::{Origin, find_revision};
use crate::cli::sides::{Listing, manifests};
use crate::diagnostic::Diagnostic;
use crate::diff::ReleaseNotes;
use crate::manifest::Object;
use crate::pipeline::{self, Common, Request};
use crate::source::Sources;

/// Where the old sides come from.
pub(in crate::cli) enum Before {
    /// From the folder that `render --each` wrote: its index, and the members that it holds.
    Folder(PathBuf, Listing, Vec<Member>),
    /// From the files over other values.
    Values(Base),
    /// From the files as they were; the members that there were.
    Revision(Base, Vec<Member>),
}

/// One side of a file's diff.
#[derive(Default)]
pub(in crate::cli) struct Side {
    /// The objects; nothing if they could not be made.
    pub(in crate::cli) objects: Option<Vec<Object>>,
    /// Whether there is such a side at all.
    pub(in crate::cli) is_there: bool,
    /// Release and namespace, where they are known.
    pub(in crate::cli) release: Option<String>,
    pub(in crate::cli) namespace: Option<String>,
    /// What is to be said of it.
    pub(in crate::cli) told: Vec<Diagnostic>,
    /// What messages call the file.
    pub(in crate::cli) name: String,
    /// What the releases of the chart up to this side bring.
    pub(in crate::cli) notes: ReleaseNotes,
    /// The release of the chart, if it is rendered.
    pub(in crate::cli) chart: Option<ChartDefinition>,
    /// The texts that messages speak of.
    pub(in crate::cli) sources: Sources,
}

impl Before {
    /// Reads what all old sides have in common.
    ///
    /// # Errors
    /// An old side that is none of many releases, or a revision that is none.
    pub(in crate::cli) fn new(
        arguments: &DiffArguments,
        asked: &Asked,
        members: &[Member],
    ) -> Result<Self, Vec<Diagnostic>> {
        let sides = &arguments.sides;
        let old = &sides.old(asked);
        let fixed = |base: Base| if sides.against_chart.is_some() { base.with_fixed_chart() } else { base };
        match (&sides.against, &sides.against_rev) {
            (Some(folder), _) => {
                refuse_one_set(folder)?;
                let listing = Listing::in_folder(folder).map_err(|problem| vec![problem])?;
                let then = written(folder, &listing)?;
                refuse_other_folder(folder, &listing, &then)?;
                Ok(Self::Folder(folder.clone(), listing, then))
            }
            (None, Some(revision)) => {
                let one = members.first().map(|member| find_revision(revision, &member.path));
                one.transpose().map_err(|problem| vec![problem])?;
                let base = Base::read_from(old, Origin::revision(revision));
                let spreads = asked.values.spreads();
                let then = members_then(&arguments.fleet.each, spreads, revision).map_err(|problem| vec![problem])?;
                Ok(Self::Revision(fixed(base), then))
            }
            (None, None) => Ok(Self::Values(fixed(Base::read(old)))),
        }
    }

    /// Whether the old sides were written by somebody, rather than rendered now.
    pub(in crate::cli) fn is_read(&self) -> bool {
        matches!(self, Self::Folder(..))
    }

    /// The members that are only on this side.
    pub(in crate::cli) fn gone(&self, members: &[Member]) -> Vec<Member> {
        let then: &[Member] = match self {
            Self::Folder(_, _, then) | Self::Revision(_, then) => then,
            Self::Values(_) => &[],
        };
        let now: BTreeSet<&str> = members.iter().map(|member| member.folder.as_str()).collect();
        then.iter().filter(|member| !now.contains(member.folder.as_str())).cloned().collect()
    }

    /// The old side of one file. Its warnings are old news.
    pub(in crate::cli) fn side(&self, common: &Common, member: &Member) -> Side {
        let side = match self {
            Self::Folder(folder, listing, _) => read(&folder.join(&member.folder), &listing.below(&member.folder)),
            Self::Values(base) => Side::render(common, base.request(member), base.name_of(member)),
            Self::Revision(base, then) => {
                // A file that has moved is known by its folder.
                let moved = || then.iter().find(|then| then.folder == member.folder);
                let found = |member: &Member| Some((base.request_if_any(member)?, base.name_of(member)));
                match found(member).or_else(|| moved().and_then(found)) {
                    Some((request, name)) => Side::render(common, request, name),
                    None => Side::absent(),
                }
            }
        };
        if side.objects.is_some() { Side { told: Vec::new(), ..side } } else { side }
    }
}

impl Side {
    /// The side of a file that is not there.
    pub(in crate::cli) fn absent() -> Self {
        Self { objects: Some(Vec::new()), ..Self::default() }
    }

    /// What a request gives.
    pub(in crate::cli) fn render(common: &Common, (request, mut sources): (Request, Sources), name: String) -> Self {
        let (release, namespace) = (request.release_name(), Some(request.namespace.clone()));
        let chart = Some(request.chart.clone());
        let (objects, told) = match pipeline::render_with(common, request, &mut sources) {
            Ok(rendered) => (Some(rendered.objects), rendered.warnings),
            Err(problems) => (None, problems),
        };
        Self { objects, is_there: true, release, namespace, told, name, sources, notes: ReleaseNotes::default(), chart }
    }
}

/// What was written for one file.
fn read(folder: &Path, listing: &Listing) -> Side {
    if !folder.is_dir() {
        return Side::absent();
    }
    let mut sources = Sources::default();
    let (objects, told) = match manifests::read_listed(folder, listing, &mut sources) {
        Ok(objects) => (Some(objects), Vec::new()),
        Err(problems) => (None, problems),
    };
    Side { objects, told, is_there: true, sources, ..Side::default() }
}

/// Many releases are compared with many sets of manifests.
fn refuse_one_set(path: &Path) -> Result<(), Vec<Diagnostic>> {
    let what = match path {
        path if inputs::is_stdin(path) => "is one set of manifests",
        path if path.is_file() => "is one file",
        path if path.is_dir() => return Ok(()),
        _ => "is not a folder",
    };
    let typed = path.display();
    let problem = Diagnostic::error("each", format!("`--against {typed}` {what}, and `--each` makes many sets"));
    Err(vec![problem.help("name the folder that `vaultchart render --each … --output-dir DIR` wrote: `--against DIR`")])
}

/// A folder that holds something, and nothing of a fleet, was named by mistake.
fn refuse_other_folder(folder: &Path, listing: &Listing, then: &[Member]) -> Result<(), Vec<Diagnostic>> {
    let is_empty = inputs::folders(folder).is_ok_and(|folders| folders.is_empty())
        && inputs::files(folder).is_ok_and(|files| files.is_empty());
    if !then.is_empty() || is_empty || listing.names().is_some() {
        return Ok(());
    }
    let problem = Diagnostic::error("each", format!("`--against {}` holds no folder of manifests", folder.display()));
    Err(vec![problem.help("name the folder that `vaultchart render --each … --output-dir DIR` wrote: `--against DIR`")])
}

/// The members whose folders an earlier run wrote: those that its index tells, or, where there is no index, every
/// folder with manifests.
fn written(folder: &Path, listing: &Listing) -> Result<Vec<Member>, Vec<Diagnostic>> {
    let names: BTreeSet<String> = match listing.names() {
        Some(index) => index.iter().filter_map(|file| Some(file.split_once('/')?.0.to_owned())).collect(),
        None => inputs::folders(folder).map_err(|error| vec![error.into()])?.into_iter().collect(),
    };
    let has_manifests = |name: &String| {
        inputs::files(&folder.join(name)).is_ok_and(|files| files.iter().any(|(file, _)| manifests::is_manifest(file)))
    };
    let member = |name: String| Member { path: folder.join(&name), folder: name, release: None };
    Ok(names.into_iter().filter(has_manifests).map(member).collect())
}
