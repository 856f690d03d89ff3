//! `vaultchart diff --each`: what changes in all files, in one answer.

use std::collections::BTreeSet;
use std::ops::ControlFlow;
use std::sync::{Mutex, PoisonError};

use super::arguments::DiffArguments;
use super::before::{Before, Side};
use super::command::{asked, comparison, drawing, exit};
use crate::chart::{ChartDefinition, Templates};
use crate::cli::exit::Exit;
use crate::cli::failure::Failure;
use crate::cli::fleet::Files;
use crate::cli::fleet::Member;
use crate::cli::fleet::{Remarks, Report};
use crate::cli::messages::Messages;
use crate::cli::release::Asked;
use crate::cli::session::Session;
use crate::cli::sides::two_releases;
use crate::cli::sides::{like_helm, release_notes, witnesses};
use crate::cli::streams::deliver;
use crate::comparison::Comparison;
use crate::diagnostic::Diagnostic;
use crate::manifest::ObjectId;
use crate::output::{self, ChangesView, ComparedFile, Drawing, DrawnFile, FileOp, Fleet, LeftOfFile};
use crate::ownership::{Release, Sides};
use crate::pipeline::Common;
use crate::selection::{Selection, nothing_shown};
use crate::source::Sources;

/// Runs the command.
///
/// # Errors
/// All that is wrong with any file.
pub(in crate::cli) fn run(
    arguments: &DiffArguments,
    session: &Session,
    sources: &mut Sources,
) -> Result<Exit, Failure> {
    let comparison = comparison(&arguments.filters, sources);
    let read = Compared::read(arguments, &asked(arguments, session));
    let (comparison, compared) = match (comparison, read) {
        (Ok(comparison), Ok(compared)) => (comparison, compared),
        (comparison, read) => {
            return Err(comparison.err().into_iter().chain(read.err()).flatten().collect::<Vec<_>>().into());
        }
    };
    let has_changes = answer(arguments, &comparison, &compared, &session.messages)?;
    Ok(exit(has_changes, arguments))
}

/// The files on both sides.
struct Compared {
    /// Those that are there now, and then those that are gone.
    files: Files,
    present: usize,
    before: Before,
    /// The release of the chart on the old side, if it is another one.
    against_chart: Option<ChartDefinition>,
    /// What is compared of each file.
    selection: Selection,
    templates: Templates,
}

impl Compared {
    fn read(arguments: &DiffArguments, asked: &Asked) -> Result<Self, Vec<Diagnostic>> {
        let all = &asked.whole();
        let mut files = Files::read(&arguments.fleet, all)?;
        let before = Before::new(arguments, all, &files.members)?;
        let present = files.members.len();
        files.members.extend(before.gone(&files.members));
        let templates = Templates::with(&files.base.request.chart, files.base.request.templates.iter().cloned());
        let against_chart = arguments.sides.against_chart();
        Ok(Self { files, present, before, against_chart, selection: asked.selection.chosen(), templates })
    }

    /// Takes both sides of a file without what was not asked for and what is not of its release, and the names that it
    /// has nothing of.
    fn take(&self, member: &Member, old: &mut Side, new: &mut Side) -> Option<(Sides, BTreeSet<String>)> {
        let (before, after) = (old.objects.take()?, new.objects.take()?);
        let after = if old.is_there && new.is_there { like_helm(&before, after) } else { after };
        new.told.extend(self.before.is_read().then(|| two_releases(&before, &after, false)).flatten());
        let (name, namespace) = member.names().unzip();
        let name = new.release.as_deref().or(old.release.as_deref()).or(name);
        let namespace = new.namespace.as_deref().or(old.namespace.as_deref()).or(namespace);
        let release = Release::of(name, namespace, witnesses(&before, &after));
        let mut sides = Sides::of(before, after, &release);
        let both = [&mut sides.old, &mut sides.new].map(std::mem::take);
        let selected = self.selection.apply_to_sides(both, &self.templates);
        new.told.extend(selected.doubt());
        sides.select(selected.sides);
        Some((sides, selected.unfit.into_iter().collect()))
    }

    /// A name that a file has nothing of may be one of another's templates; one that no file has anything of is not
    /// meant.
    fn refuse(&self, unfit: Option<BTreeSet<String>>) -> Vec<Diagnostic> {
        unfit.unwrap_or_default().iter().map(|pattern| nothing_shown(pattern, &self.templates)).collect()
    }
}

/// Prints the diff; says whether there are changes.
fn answer(
    arguments: &DiffArguments,
    comparison: &Comparison,
    compared: &Compared,
    messages: &Messages,
) -> Result<bool, Failure> {
    let view = arguments.view.output;
    let drawing = Drawing { shows_foreign: arguments.sides.show_foreign, ..drawing(arguments.view.context, messages) };
    let fleet_diff = FleetDiff { compared, comparison, view, drawing, messages, found: Mutex::default() };
    compared.files.each(messages, |common, index, member| {
        fleet_diff.one(common, index, member);
        ControlFlow::Continue(())
    });
    let FleetChanges { report, files, left_out, unfit, known } =
        fleet_diff.found.into_inner().unwrap_or_else(PoisonError::into_inner);
    report.show(&compared.files.members, messages)?;
    messages.show(compared.refuse(unfit), &Sources::default())?;
    messages.show(comparison.unmatched(&known), &Sources::default())?;
    let has_changes = !files.is_empty();
    let fleet = Fleet { count: compared.present, files, left_out };
    deliver(&output::draw_fleet(fleet, view, &drawing))?;
    Ok(has_changes)
}

/// What the threads share.
struct FleetDiff<'a> {
    compared: &'a Compared,
    comparison: &'a Comparison,
    view: ChangesView,
    drawing: Drawing,
    messages: &'a Messages,
    found: Mutex<FleetChanges>,
}

#[derive(Default)]
struct FleetChanges {
    report: Report,
    files: Vec<DrawnFile>,
    left_out: Vec<LeftOfFile>,
    /// The names of templates that no file so far has anything of.
    unfit: Option<BTreeSet<String>>,
    /// The names of objects, if there are filters for them.
    known: BTreeSet<ObjectId>,
}

impl FleetDiff<'_> {
    /// Compares one file with what it was.
    fn one(&self, common: &Common, index: usize, member: &Member) {
        let mut old = self.compared.before.side(common, member);
        let mut new = self.new_side(common, index, member, old.chart.clone());
        let (sides, unfit) = self.compared.take(member, &mut old, &mut new).unzip();
        let unfit = unfit.unwrap_or_default();
        let known = sides.as_ref().map(|sides| self.comparison.known(sides)).unwrap_or_default();
        let remarks = [&mut new, &mut old]
            .map(|side| Remarks::new(std::mem::take(&mut side.told), &side.name, &side.sources, self.messages));
        let (file, left_out) = sides.map(|sides| self.compare(index, member, [old, new], sides)).unzip();
        let Ok(mut all) = self.found.lock() else { return };
        for remarks in remarks {
            all.report.add(index, remarks, self.messages);
        }
        all.files.extend(file.flatten());
        all.known.extend(known);
        all.left_out.extend(left_out.filter(|file| !file.left_out.is_empty() || !file.notes.notes.is_empty()));
        all.unfit = Some(match all.unfit.take() {
            Some(before) => before.intersection(&unfit).cloned().collect(),
            None => unfit,
        });
    }

    fn new_side(&self, common: &Common, index: usize, member: &Member, before: Option<ChartDefinition>) -> Side {
        let base = &self.compared.files.base;
        if index < self.compared.present {
            let (request, sources) = base.request(member);
            let from = self.compared.against_chart.clone().or(before);
            let from = from.filter(|from| from.release.version != request.chart.release.version);
            let notes = from.map(|from| release_notes(&from, &request));
            let side = Side::render(common, (request, sources), base.name_of(member));
            Side { notes: notes.unwrap_or_default(), ..side }
        } else {
            Side::absent()
        }
    }

    /// Draws what changes, if anything does, and tells what is not compared.
    fn compare(
        &self,
        index: usize,
        member: &Member,
        [old, new]: [Side; 2],
        sides: Sides,
    ) -> (Option<DrawnFile>, LeftOfFile) {
        let op = match (old.is_there, new.is_there) {
            (false, _) => FileOp::Added,
            (true, true) => FileOp::Changed,
            (true, false) => FileOp::Removed,
        };
        let (release, namespace) = (new.release.or(old.release), new.namespace.or(old.namespace));
        let (name, folder) = (member.name(), member.folder.clone());
        let mut diff = self.comparison.compare(sides);
        let left_out =
            LeftOfFile { index, name: name.clone(), left_out: std::mem::take(&mut diff.left_out), notes: new.notes };
        let about = ComparedFile { index, name, folder, release, namespace, op };
        (output::draw_file(&diff, about, self.view, &self.drawing), left_out)
    }
}
