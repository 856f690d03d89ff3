//! `vaultchart render --each`: one folder of manifests for each file, all of them or none.

use std::path::Path;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::base::Base;
use super::member::{Member, members};
use super::progress::Progress;
use super::report::{Remarks, Report};
use super::work::work;
use crate::cli::args::{OutputForm, RenderArguments};
use crate::cli::commands::render::files;
use crate::cli::exit::Exit;
use crate::cli::messages::Messages;
use crate::cli::request::RenderFlags;
use crate::cli::streams::say;
use crate::diagnostic::Diagnostic;
use crate::output::{FolderError, FolderStage};
use crate::pipeline::{self, Common};
use crate::source::Sources;

/// Runs the command.
pub(in crate::cli) fn run(arguments: &RenderArguments, folder: &Path, messages: &Messages) -> Exit {
    match answer(arguments, folder, messages) {
        Ok(exit) => exit,
        Err(problems) => {
            let _ = messages.show(problems, &Sources::default());
            Exit::Trouble
        }
    }
}

fn answer(arguments: &RenderArguments, folder: &Path, messages: &Messages) -> Result<Exit, Vec<Diagnostic>> {
    let RenderArguments { release, values, cluster, output, fleet } = arguments;
    let members = members(&fleet.each)?;
    let base = Base::read(RenderFlags { release, values, cluster, selection: &output.selection });
    let common = Common::for_many(&base.request.templates);
    let stage = match FolderStage::open(folder) {
        Ok(stage) => stage,
        Err(error) => return Ok(refused(&error, messages)),
    };
    let progress = Progress::new(members.len(), !messages.is_quiet());
    let fleet_render = FleetRender {
        members: &members,
        base: &base,
        form: output.output,
        stage: &stage,
        messages,
        told: Mutex::default(),
        objects: AtomicUsize::new(0),
    };
    work(members.len(), fleet.jobs, &progress, || common.for_thread(), |common, index| fleet_render.one(common, index));
    let FleetRender { told, objects, .. } = fleet_render;
    let Told { report, refusal } = told.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner);
    let has_failed = report.has_failed();
    report.show(&members, messages);
    if has_failed {
        return Ok(Exit::Trouble);
    }
    if let Err(error) = refusal.map_or_else(|| stage.commit(), Err) {
        return Ok(refused(&error, messages));
    }
    if !messages.is_quiet() {
        let files = if members.len() == 1 { "1 file".to_owned() } else { format!("{} files", members.len()) };
        say(&format!("wrote {} objects of {files} into folders of `{}`", objects.into_inner(), folder.display()));
    }
    Ok(Exit::Done)
}

fn refused(error: &FolderError, messages: &Messages) -> Exit {
    messages.fail("output-folder", error.to_string());
    if matches!(error, FolderError::Foreign(_)) { Exit::Refused } else { Exit::Trouble }
}

/// What the threads share.
struct FleetRender<'a> {
    members: &'a [Member],
    base: &'a Base,
    form: OutputForm,
    stage: &'a FolderStage,
    messages: &'a Messages,
    told: Mutex<Told>,
    objects: AtomicUsize,
}

#[derive(Default)]
struct Told {
    report: Report,
    refusal: Option<FolderError>,
}

impl FleetRender<'_> {
    /// Renders and stages one release; says whether the others are still worth doing.
    fn one(&self, common: &Common, index: usize) -> bool {
        let Some(member) = self.members.get(index) else { return false };
        let (request, mut sources) = self.base.request(member);
        let (told, staged) = match pipeline::render_with(common, request, &mut sources) {
            Ok(rendered) => {
                self.objects.fetch_add(rendered.objects.len(), Ordering::Relaxed);
                let staged = self.stage.add(&member.folder, &files(&rendered, self.form));
                (rendered.warnings, staged)
            }
            Err(problems) => (problems, Ok(())),
        };
        let remarks = Remarks::new(told, &self.base.name_of(member), &sources, self.messages);
        let Ok(mut all) = self.told.lock() else { return false };
        all.report.add(index, remarks, self.messages);
        let goes_on = staged.is_ok();
        all.refusal = all.refusal.take().or(staged.err());
        goes_on
    }
}
