//! `vaultchart plan`: the steps that bring a change to a running Vault, with the commands to paste.

use std::path::Path;

use crate::cli::exit::Exit;
use crate::cli::messages::{Messages, Verdict};
use crate::cli::mixed_up::no_sets;
use crate::cli::plan_args::PlanArguments;
use crate::cli::random_key::random_key;
use crate::cli::request::RenderFlags;
use crate::cli::sides::{Both, read_sides};
use crate::cli::streams::deliver;
use crate::cli::typed::{quoted, typed};
use crate::comparison::Comparison;
use crate::diagnostic::{Diagnostic, Severity};
use crate::diff::Settings;
use crate::manifest::{self, Object};
use crate::output;
use crate::rollout::{self, Back, Plan, Setting};
use crate::source::Sources;

/// The file that the new manifests are written to.
const MANIFESTS: &str = "manifests.yaml";

/// Runs the command.
pub(in crate::cli) fn run(arguments: &PlanArguments, messages: &Messages) -> Exit {
    match plan(arguments, messages) {
        Ok(plan) => deliver(&output::draw_plan(&plan, arguments.output), messages),
        Err(exit) => exit,
    }
}

fn plan(arguments: &PlanArguments, messages: &Messages) -> Result<Plan, Exit> {
    let mut sources = Sources::default();
    let mut told = Vec::new();
    let both = read_sides(&arguments.sides, flags(arguments), &mut sources, &mut told);
    told.extend(both.as_ref().and_then(|both| no_sets(&both.sides.left_out)));
    if messages.show(told, &sources) == Verdict::Failed {
        return Err(Exit::Trouble);
    }
    let Both { sides, two_releases } = both.ok_or(Exit::Trouble)?;
    if let Some(problem) = two_releases {
        let _ = messages.show(vec![Diagnostic { severity: Severity::Error, ..problem }], &sources);
        return Err(Exit::Refused);
    }
    if let Some(path) = &arguments.save_old
        && let Err(problem) = save(&sides.old, path)
    {
        let _ = messages.show(vec![problem], &sources);
        return Err(Exit::Trouble);
    }
    let comparison = Comparison { settings: Settings::default(), key: Some(random_key()) };
    let diff = comparison.compare(sides.clone());
    let notes = diff.left_out.lines(arguments.sides.show_foreign);
    Ok(Plan { notes, ..rollout::plan(&diff, &sides.old, &sides.new, &setting(arguments)) })
}

/// Writes the old side for the way back.
fn save(old: &[Object], path: &Path) -> Result<(), Diagnostic> {
    let clean = |object: &Object| match manifest::is_live(object) {
        true => manifest::without_server_fields(object.clone()),
        false => object.clone(),
    };
    let old: Vec<Object> = old.iter().map(clean).collect();
    std::fs::write(path, manifest::to_yaml(old.iter()))
        .map_err(|error| Diagnostic::error("input-output", format!("cannot write `{}`: {error}", path.display())))
}

fn setting(arguments: &PlanArguments) -> Setting {
    let namespace = arguments.release.namespace().to_owned();
    let (render, manifests) = match &arguments.sides.to {
        Some(path) => (Vec::new(), path.display().to_string()),
        None => (vec![format!("vaultchart render{} > {MANIFESTS}", typed(flags(arguments)))], MANIFESTS.to_owned()),
    };
    let manifests = quoted(&manifests);
    let compare = format!("KUBECTL_EXTERNAL_DIFF='vaultchart diff-dirs' kubectl diff -n {namespace} -f {manifests}");
    Setting { back: back(arguments), namespace, render, manifests, compare }
}

/// The way back to the old side, wherever it came from.
fn back(arguments: &PlanArguments) -> Back {
    let PlanArguments { sides, save_old, values, release, .. } = arguments;
    let apply = |file: &str| format!("kubectl apply -n {} -f {}", release.namespace(), quoted(file));
    if let Some(path) = save_old {
        return Back::Apply(vec![apply(&path.display().to_string())]);
    }
    if let Some(revision) = &sides.against_rev {
        let old = sides.old_values(values);
        let render = format!("vaultchart render{}", typed(RenderFlags { values: &old, ..flags(arguments) }));
        return Back::Apply(vec![
            format!("git worktree add --detach before {}", quoted(revision)),
            format!("(cd \"before/$(git rev-parse --show-prefix)\" && {render}) > before.yaml"),
            apply("before.yaml"),
        ]);
    }
    if sides.against.is_some() {
        return Back::NotSaved;
    }
    let old = sides.old_values(values);
    let flags = RenderFlags { values: &old, ..flags(arguments) };
    Back::Apply(vec![format!("vaultchart render{} > before.yaml", typed(flags)), apply("before.yaml")])
}

fn flags(arguments: &PlanArguments) -> RenderFlags<'_> {
    let PlanArguments { release, values, cluster, selection, .. } = arguments;
    RenderFlags { release, values, cluster, selection }
}
