//! `vaultchart render --each`: one folder of manifests for each file, all of them or none.

use std::ops::ControlFlow;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

use super::arguments::RenderArguments;
use super::command::files;
use crate::cli::exit::Exit;
use crate::cli::failure::Failure;
use crate::cli::fleet::Files;
use crate::cli::fleet::Member;
use crate::cli::fleet::{Remarks, Report};
use crate::cli::form::OutputForm;
use crate::cli::messages::Messages;
use crate::cli::release::Asked;
use crate::cli::session::Session;
use crate::cli::streams::say;
use crate::diagnostic::Diagnostic;
use crate::output::{FolderError, FolderStage};
use crate::pipeline::{self, Common};

/// Runs the command.
///
/// # Errors
/// All that is wrong with any file, or what could not be written.
pub(in crate::cli) fn run(arguments: &RenderArguments, session: &Session) -> Result<Exit, Failure> {
    let RenderArguments { input, output, fleet } = arguments;
    let Some(folder) = &output.output_dir else {
        let problem = Diagnostic::error("each", "`--each` needs a folder to write into");
        return Err(problem.help("add `--output-dir DIR`").into());
    };
    let messages = &session.messages;
    let all = Files::read(fleet, &Asked::over(&session.project, input, &output.selection))?;
    let stage = FolderStage::open(folder)?;
    let fleet_render = FleetRender {
        all: &all,
        form: output.output,
        stage: &stage,
        messages,
        told: Mutex::default(),
        objects: AtomicUsize::new(0),
    };
    all.each(messages, |common, index, member| fleet_render.one(common, index, member));
    let FleetRender { told, objects, .. } = fleet_render;
    let Told { report, refusal } = told.into_inner().unwrap_or_else(PoisonError::into_inner);
    report.show(&all.members, messages)?;
    let gone = stage.folders_that_go();
    refusal.map_or_else(|| stage.commit(), Err)?;
    if !messages.is_quiet() {
        let count = all.members.len();
        let counted = |count: usize, word: &str| format!("{count} {word}{}", if count == 1 { "" } else { "s" });
        let (objects, files) = (counted(objects.into_inner(), "object"), counted(count, "file"));
        let removed = if gone == 0 { String::new() } else { format!(", and removed {}", counted(gone, "folder")) };
        say(&format!("wrote {objects} of {files} into folders of `{}`{removed}", folder.display()));
    }
    Ok(Exit::Done)
}

/// What the threads share.
struct FleetRender<'a> {
    all: &'a Files,
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
    /// Renders and stages one release.
    fn one(&self, common: &Common, index: usize, member: &Member) -> ControlFlow<()> {
        let (request, mut sources) = self.all.base.request(member);
        let (told, staged) = match pipeline::render_with(common, request, &mut sources) {
            Ok(rendered) => {
                self.objects.fetch_add(rendered.objects.len(), Ordering::Relaxed);
                let staged = self.stage.add(&member.folder, &files(&rendered, self.form));
                (rendered.warnings, staged)
            }
            Err(problems) => (problems, Ok(())),
        };
        let remarks = Remarks::new(told, &self.all.base.name_of(member), &sources, self.messages);
        let Ok(mut all) = self.told.lock() else { return ControlFlow::Break(()) };
        all.report.add(index, remarks, self.messages);
        let Err(refusal) = staged else { return ControlFlow::Continue(()) };
        all.refusal.get_or_insert(refusal);
        ControlFlow::Break(())
    }
}
