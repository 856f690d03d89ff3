//! `vaultchart plan`: the steps that bring a change to a running Vault, with the commands to paste.

use std::path::Path;

use super::arguments::PlanArguments;
use super::command_line::{Typed, typed};
use super::files::PlanFiles;
use super::helm;
use crate::cli::exit::Exit;
use crate::cli::failure::Failure;
use crate::cli::release::{Asked, Project};
use crate::cli::revision::commit;
use crate::cli::session::Session;
use crate::cli::sides::{Both, KubeArguments, SidesArguments, by_hand, no_sets, read_sides};
use crate::cli::streams::{deliver, screen_width};
use crate::command::Command;
use crate::comparison::Comparison;
use crate::diagnostic::{Diagnostic, Severity};
use crate::embedded::Kind;
use crate::manifest::{self, Object, ObjectId};
use crate::output::{self, Drawing, FileError, PlanView};
use crate::rollout::{self, Back, Plan, Setting, Via};
use crate::source::Sources;

/// How many names that Kubernetes would refuse are shown.
const MOST_UNSOUND: usize = 10;

/// Runs the command.
///
/// # Errors
/// All that is wrong with either side, and two sides of which no plan is made.
pub(in crate::cli) fn run(
    arguments: &PlanArguments,
    session: &Session,
    sources: &mut Sources,
) -> Result<Exit, Failure> {
    let plan = plan(arguments, session, sources)?;
    let width = screen_width().unwrap_or(usize::MAX).max(40);
    let drawing = Drawing { width, is_coloured: session.messages.is_output_coloured(), ..Drawing::default() };
    deliver(&output::draw_plan(&plan, arguments.output, &drawing))
}

fn plan(arguments: &PlanArguments, session: &Session, sources: &mut Sources) -> Result<Plan, Failure> {
    let mut told = Vec::new();
    let asked = asked(arguments, &session.project);
    let kube_context = arguments.sides.kube.kube_context.clone().or_else(|| arguments.context.clone());
    let kube = KubeArguments { kube_context, ..arguments.sides.kube.clone() };
    let both = read_sides(&SidesArguments { kube, ..arguments.sides.clone() }, &asked, sources, &mut told);
    told.extend(both.as_ref().and_then(|both| no_sets(&both.sides.left_out)));
    session.messages.show(told, sources)?;
    let Both { sides, release, asked: filled, two_releases, notes: chart_notes } = both.ok_or_else(Failure::said)?;
    if let Some(problem) = two_releases {
        return Err(Failure::refused(Diagnostic { severity: Severity::Error, ..problem }));
    }
    session.messages.show(unsound(sides.old.iter().chain(&sides.new)), sources)?;
    if let Some(path) = &arguments.save_old {
        save(&sides.old, path, release.as_deref(), filled.release.namespace())?;
    }
    let diff = Comparison::default().compare(sides.clone());
    if arguments.sides.live {
        session.messages.show(by_hand(&sides.old, &diff).into_iter().collect(), sources)?;
    }
    let files = PlanFiles::of(arguments, &asked.values);
    let via = arguments.via.or(session.project.via).or(filled.kind.and_then(via_of)).unwrap_or_default();
    let is_first = !arguments.sides.has_old() || arguments.sides.live && sides.old.is_empty();
    let setting = Setting { is_first, ..setting(via, arguments, &asked, &filled, &files) };
    let mut plan = rollout::plan(&diff, &sides.old, &sides.new, &setting);
    plan.notes.extend(chart_notes.lines());
    plan.notes.extend(files.note().filter(|_| !diff.is_empty() && arguments.sides.to.is_none()));
    plan.notes.extend(diff.left_out.lines(arguments.sides.show_foreign));
    plan.context.clone_from(&arguments.context);
    Ok(plan)
}

/// Who applies the objects of a release that a file of theirs describes.
fn via_of(kind: Kind) -> Option<Via> {
    match kind {
        Kind::Application | Kind::ApplicationSet => Some(Via::ArgoCd),
        Kind::HelmRelease => Some(Via::Flux),
        Kind::Kustomization | Kind::Helmfile | Kind::Umbrella | Kind::Terraform => None,
    }
}

/// What is asked for on the new side; nothing lies below what was typed where nothing is rendered.
fn asked(arguments: &PlanArguments, project: &Project) -> Asked {
    let none = Project::default();
    let project = if arguments.sides.to.is_none() { project } else { &none };
    Asked::over(project, &arguments.input, &arguments.selection)
}

/// Objects whose names no cluster would take: no command is made of them.
fn unsound<'o>(objects: impl Iterator<Item = &'o Object>) -> Vec<Diagnostic> {
    let problem = |id: ObjectId| {
        Diagnostic::error(
            "object-name",
            format!("`{}`: Kubernetes accepts no such name", id.to_string().escape_debug()),
        )
        .note("a plan consists of commands, and none is written for such a name")
        .help("names are letters, digits, `-` and `.`, and begin with a letter or digit")
    };
    let mut unsound: Vec<ObjectId> = objects.map(ObjectId::of).filter(|id| !id.has_sound_names()).collect();
    unsound.dedup();
    unsound.into_iter().take(MOST_UNSOUND).map(problem).collect()
}

/// Writes the old side for the way back; what an earlier run has written for the release may be overwritten.
fn save(old: &[Object], path: &Path, release: Option<&str>, namespace: &str) -> Result<(), FileError> {
    let clean = |object: &Object| match manifest::is_live(object) {
        true => manifest::without_server_fields(object.clone()),
        false => object.clone(),
    };
    let old: Vec<Object> = old.iter().map(clean).map(manifest::without_filled_in).collect();
    let of = release.map(|name| format!(" of release {name} in namespace {namespace}"));
    let mark = format!("# The old side{}, written by `vaultchart plan --save-old`.\n", of.unwrap_or_default());
    let text = format!("{mark}{}", manifest::to_yaml(old.iter()));
    output::write_files(&[(path.to_owned(), text)], |there| there.starts_with(&mark))
}

/// What the steps need to know: commands say what was typed, and names are those that the files may have given.
fn setting(via: Via, arguments: &PlanArguments, asked: &Asked, filled: &Asked, files: &PlanFiles) -> Setting {
    let (sides, release) = (&arguments.sides, &filled.release);
    let typed = typed(asked);
    let (mut render, manifests) = match &sides.to {
        Some(path) => (Vec::new(), path.display().to_string()),
        None => (vec![render(&typed).into_file(&files.manifests)], files.manifests.clone()),
    };
    let name = release.name.clone().unwrap_or_else(|| "vault".to_owned());
    let (values, helm) = helm::upgrade(asked, filled, &name, &files.values);
    render.extend(values.filter(|_| via == Via::Helm && sides.to.is_none()));
    Setting {
        helm,
        release: name,
        namespace: release.namespace().to_owned(),
        // A script gives its context to every command itself.
        context: arguments.context.clone().filter(|_| arguments.output != PlanView::Script),
        via,
        step_down: arguments.step_down,
        is_first: false,
        render,
        manifests,
        back: back(arguments, asked, files),
        notes: notes(&typed),
    }
}

/// Says which variables have to be set.
fn notes(typed: &Typed) -> Vec<String> {
    let variable = |(variable, key): &(String, String)| format!("`{variable}` (the value of `{key}`)");
    let variables: Vec<String> = typed.variables.iter().map(variable).collect();
    match variables.is_empty() {
        true => Vec::new(),
        false => vec![format!(
            "Credentials are not written into the commands: export {} before the first step.",
            variables.join(", ")
        )],
    }
}

fn render(typed: &Typed) -> Command {
    Command::new("vaultchart render --for-apply").words(typed.words.iter().cloned())
}

/// The way back to the old side, wherever it came from.
fn back(arguments: &PlanArguments, asked: &Asked, files: &PlanFiles) -> Back {
    let PlanArguments { sides, save_old, .. } = arguments;
    if let Some(path) = save_old {
        return Back::File(path.display().to_string(), Vec::new());
    }
    if let Some(revision) = &sides.against_rev {
        let commit = asked.values.read_files().next().and_then(|file| commit(revision, &file));
        let typed = typed(&sides.old(asked));
        let render = format!("cd \"before/$(git rev-parse --show-prefix)\" && {}", render(&typed));
        return Back::File(
            files.before.clone(),
            vec![
                Command::new("git worktree add --detach before").word(commit.unwrap_or_else(|| revision.clone())),
                Command::new("bash -c").word(render).into_file(&files.before),
            ],
        );
    }
    if sides.against.is_some() || sides.live || !sides.has_old() {
        return Back::NotSaved;
    }
    Back::File(files.before.clone(), vec![render(&typed(&sides.old(asked))).into_file(&files.before)])
}
