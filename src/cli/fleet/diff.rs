//! `vaultchart diff --each`: what changes in all files, in one answer.

use std::sync::{Mutex, PoisonError};

use super::base::Base;
use super::before::{Before, Side};
use super::member::{Member, members};
use super::progress::Progress;
use super::report::{Remarks, Report};
use super::work::work;
use crate::cli::commands::diff::{comparison, drawing};
use crate::cli::diff_args::DiffArguments;
use crate::cli::exit::Exit;
use crate::cli::messages::Messages;
use crate::cli::request::RenderFlags;
use crate::cli::sides::like_helm;
use crate::cli::streams::deliver;
use crate::comparison::Comparison;
use crate::diagnostic::Diagnostic;
use crate::output::{self, ChangesView, ComparedFile, Drawing, DrawnFile, FileOp};
use crate::pipeline::Common;
use crate::source::Sources;

/// Runs the command; tells whether there are changes, unless that could not be answered.
pub(in crate::cli) fn run(arguments: &DiffArguments, messages: &Messages) -> Option<bool> {
    let mut sources = Sources::default();
    let comparison = comparison(&arguments.filters, &mut sources);
    let read = Read::new(arguments);
    let (comparison, read) = match (comparison, read) {
        (Ok(comparison), Ok(read)) => (comparison, read),
        (comparison, read) => {
            let problems = comparison.err().into_iter().chain(read.err()).flatten().collect();
            let _ = messages.show(problems, &sources);
            return None;
        }
    };
    answer(arguments, &comparison, &read, messages)
}

/// What is common to all files, read once.
struct Read {
    /// Those that are there now, and then those that are gone.
    members: Vec<Member>,
    present: usize,
    base: Base,
    before: Before,
    common: Common,
}

impl Read {
    fn new(arguments: &DiffArguments) -> Result<Self, Vec<Diagnostic>> {
        let DiffArguments { release, values, cluster, selection, .. } = arguments;
        let flags = RenderFlags { release, values, cluster, selection };
        let mut members = members(&arguments.fleet.each)?;
        let before = Before::new(arguments, flags, &members)?;
        let base = Base::read(flags);
        let common = Common::for_many(&base.request.templates)?;
        let present = members.len();
        members.extend(before.gone(&members));
        Ok(Self { members, present, base, before, common })
    }
}

fn answer(arguments: &DiffArguments, comparison: &Comparison, read: &Read, messages: &Messages) -> Option<bool> {
    let progress = Progress::new(read.members.len(), !messages.is_quiet());
    let (view, drawing) = (arguments.view.output, drawing(arguments.view.context, messages));
    let fleet_diff = FleetDiff { read, comparison, view, drawing, messages, found: Mutex::default() };
    let prepare = || read.common.for_thread();
    let one = |common: &Common, index| fleet_diff.one(common, index);
    work(read.members.len(), arguments.fleet.jobs, &progress, prepare, one);
    let Found { report, files } = fleet_diff.found.into_inner().unwrap_or_else(PoisonError::into_inner);
    let has_failed = report.has_failed();
    report.show(&read.members, messages);
    if has_failed {
        return None;
    }
    let has_changes = !files.is_empty();
    let text = output::draw_fleet(read.present, files, view, &drawing);
    (deliver(&text, messages) == Exit::Done).then_some(has_changes)
}

/// What the threads share.
struct FleetDiff<'a> {
    read: &'a Read,
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
}

impl FleetDiff<'_> {
    /// Compares one file with what it was. Whatever that says, the others are worth doing.
    fn one(&self, common: &Common, index: usize) -> bool {
        let Some(member) = self.read.members.get(index) else { return false };
        let mut new = self.new_side(common, index, member);
        let mut old = self.read.before.side(common, member);
        let remarks = [&mut new, &mut old]
            .map(|side| Remarks::new(std::mem::take(&mut side.told), &side.name, &side.sources, self.messages));
        let file = self.compare(index, member, old, new);
        let Ok(mut all) = self.found.lock() else { return false };
        for remarks in remarks {
            all.report.add(index, remarks, self.messages);
        }
        all.files.extend(file);
        true
    }

    fn new_side(&self, common: &Common, index: usize, member: &Member) -> Side {
        if index < self.read.present {
            Side::render(common, self.read.base.request(member), self.read.base.name_of(member))
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
        let (old, new) = (old.objects?, new.objects?);
        let new = if op == FileOp::Changed { like_helm(&old, new) } else { new };
        output::draw_file(&self.comparison.diff(old, new), about, self.view, &self.drawing)
    }
}
