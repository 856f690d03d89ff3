//! `vaultchart diff --each`: what changes in all files, in one answer.

use std::collections::BTreeSet;
use std::ops::ControlFlow;
use std::sync::{Mutex, PoisonError};

use super::before::{Before, Side};
use super::files::Files;
use super::member::Member;
use super::report::{Remarks, Report};
use crate::chart::Templates;
use crate::cli::commands::diff::{comparison, drawing, exit};
use crate::cli::diff_args::DiffArguments;
use crate::cli::exit::Exit;
use crate::cli::messages::{Messages, Verdict};
use crate::cli::request::{RenderFlags, chosen};
use crate::cli::sides::{like_helm, whole};
use crate::cli::streams::deliver;
use crate::comparison::Comparison;
use crate::diagnostic::Diagnostic;
use crate::output::{self, ChangesView, ComparedFile, Drawing, DrawnFile, FileOp};
use crate::pipeline::Common;
use crate::selection::{Selection, nothing_shown};
use crate::source::Sources;

/// Runs the command.
pub(in crate::cli) fn run(arguments: &DiffArguments, messages: &Messages) -> Exit {
    exit(compare(arguments, messages), arguments)
}

/// Prints the diff; tells whether there are changes, unless that could not be answered.
fn compare(arguments: &DiffArguments, messages: &Messages) -> Option<bool> {
    let mut sources = Sources::default();
    let comparison = comparison(&arguments.filters, &mut sources);
    let read = Compared::read(arguments);
    let (comparison, compared) = match (comparison, read) {
        (Ok(comparison), Ok(compared)) => (comparison, compared),
        (comparison, read) => {
            let problems = comparison.err().into_iter().chain(read.err()).flatten().collect();
            let _ = messages.show(problems, &sources);
            return None;
        }
    };
    answer(arguments, &comparison, &compared, messages)
}

/// The files on both sides.
struct Compared {
    /// Those that are there now, and then those that are gone.
    files: Files,
    present: usize,
    before: Before,
    /// What is compared of each file.
    selection: Selection,
    templates: Templates,
}

impl Compared {
    fn read(arguments: &DiffArguments) -> Result<Self, Vec<Diagnostic>> {
        let DiffArguments { release, values, cluster, selection, .. } = arguments;
        let flags = RenderFlags { release, values, cluster, selection: &whole(selection) };
        let mut files = Files::read(&arguments.fleet, flags)?;
        let before = Before::new(arguments, flags, &files.members)?;
        let present = files.members.len();
        files.members.extend(before.gone(&files.members));
        let templates = Templates::with(&files.base.request.chart, files.base.request.templates.iter().cloned());
        Ok(Self { files, present, before, selection: chosen(selection), templates })
    }

    /// Leaves out of both sides of a file what was not asked for, and gives the names that it has nothing of.
    fn select(&self, old: &mut Side, new: &mut Side) -> BTreeSet<String> {
        let (Some(before), Some(after)) = (old.objects.take(), new.objects.take()) else { return BTreeSet::new() };
        let after = if old.is_there && new.is_there { like_helm(&before, after) } else { after };
        let selected = self.selection.apply_to_sides([before, after], &self.templates);
        new.told.extend(selected.doubt());
        [old.objects, new.objects] = selected.sides.map(Some);
        selected.unfit.into_iter().collect()
    }

    /// A name that a file has nothing of may be one of another's templates; one that no file has anything of is not
    /// meant.
    fn refuse(&self, unfit: Option<BTreeSet<String>>) -> Vec<Diagnostic> {
        unfit.unwrap_or_default().iter().map(|pattern| nothing_shown(pattern, &self.templates)).collect()
    }
}

fn answer(
    arguments: &DiffArguments,
    comparison: &Comparison,
    compared: &Compared,
    messages: &Messages,
) -> Option<bool> {
    let (view, drawing) = (arguments.view.output, drawing(arguments.view.context, messages));
    let fleet_diff = FleetDiff { compared, comparison, view, drawing, messages, found: Mutex::default() };
    compared.files.each(messages, |common, index, member| {
        fleet_diff.one(common, index, member);
        ControlFlow::Continue(())
    });
    let Found { report, files, unfit } = fleet_diff.found.into_inner().unwrap_or_else(PoisonError::into_inner);
    let has_failed = report.has_failed();
    report.show(&compared.files.members, messages);
    if has_failed || messages.show(compared.refuse(unfit), &Sources::default()) == Verdict::Failed {
        return None;
    }
    let has_changes = !files.is_empty();
    let text = output::draw_fleet(compared.present, files, view, &drawing);
    (deliver(&text, messages) == Exit::Done).then_some(has_changes)
}

/// What the threads share.
struct FleetDiff<'a> {
    compared: &'a Compared,
    comparison: &'a Comparison,
    view: ChangesView,
    drawing: Drawing,
    messages: &'a Messages,
    found: Mutex<Found>,
}

#[derive(Default)]
struct Found {
    report: Report,
    files: Vec<DrawnFile>,
    /// The names of templates that no file so far has anything of.
    unfit: Option<BTreeSet<String>>,
}

impl FleetDiff<'_> {
    /// Compares one file with what it was.
    fn one(&self, common: &Common, index: usize, member: &Member) {
        let mut new = self.new_side(common, index, member);
        let mut old = self.compared.before.side(common, member);
        let unfit = self.compared.select(&mut old, &mut new);
        let remarks = [&mut new, &mut old]
            .map(|side| Remarks::new(std::mem::take(&mut side.told), &side.name, &side.sources, self.messages));
        let file = self.compare(index, member, old, new);
        let Ok(mut all) = self.found.lock() else { return };
        for remarks in remarks {
            all.report.add(index, remarks, self.messages);
        }
        all.files.extend(file);
        all.unfit = Some(match all.unfit.take() {
            Some(before) => before.intersection(&unfit).cloned().collect(),
            None => unfit,
        });
    }

    fn new_side(&self, common: &Common, index: usize, member: &Member) -> Side {
        let base = &self.compared.files.base;
        if index < self.compared.present {
            Side::render(common, base.request(member), base.name_of(member))
        } else {
            Side::absent()
        }
    }

    /// Draws what changes, if both sides are known and anything does.
    fn compare(&self, index: usize, member: &Member, old: Side, new: Side) -> Option<DrawnFile> {
        let op = match (old.is_there, new.is_there) {
            (false, _) => FileOp::Added,
            (true, true) => FileOp::Changed,
            (true, false) => FileOp::Removed,
        };
        let (release, namespace) = (new.release.or(old.release), new.namespace.or(old.namespace));
        let (name, folder) = (member.path.display().to_string(), member.folder.clone());
        let about = ComparedFile { index, name, folder, release, namespace, op };
        let diff = self.comparison.diff(old.objects?, new.objects?);
        output::draw_file(&diff, about, self.view, &self.drawing)
    }
}
