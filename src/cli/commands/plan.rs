//! `vaultchart plan`: the steps that bring a change to a running Vault, with the commands to paste.

use std::path::Path;

use crate::cli::args::ValuesArguments;
use crate::cli::exit::Exit;
use crate::cli::messages::{Messages, Verdict};
use crate::cli::plan_args::PlanArguments;
use crate::cli::random_key::random_key;
use crate::cli::request::RenderFlags;
use crate::cli::sides::read_sides;
use crate::cli::streams::deliver;
use crate::cli::typed::{quoted, typed};
use crate::comparison::Comparison;
use crate::diagnostic::Diagnostic;
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
        Some(plan) => deliver(&output::draw_plan(&plan, arguments.output), messages),
        None => Exit::Trouble,
    }
}

fn plan(arguments: &PlanArguments, messages: &Messages) -> Option<Plan> {
    let mut sources = Sources::default();
    let mut told = Vec::new();
    let both = read_sides(&arguments.sides, flags(arguments), &mut sources, &mut told);
    if messages.show(told, &sources) == Verdict::Failed {
        return None;
    }
    let (old, new) = both?;
    if let Some(path) = &arguments.save_old
        && let Err(problem) = save(&old, path)
    {
        let _ = messages.show(vec![problem], &sources);
        return None;
    }
    let comparison = Comparison { settings: Settings::default(), key: Some(random_key()) };
    let diff = comparison.diff(old.clone(), new.clone());
    Some(rollout::plan(&diff, &old, &new, &setting(arguments)))
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
        let render = format!("vaultchart render{}", typed(flags(arguments)));
        return Back::Apply(vec![
            format!("git worktree add --detach before {}", quoted(revision)),
            format!("(cd \"before/$(git rev-parse --show-prefix)\" && {render}) > before.yaml"),
            apply("before.yaml"),
        ]);
    }
    if sides.against.is_some() {
        return Back::NotSaved;
    }
    let files = sides.against_values.clone();
    let skip_schema_validation = values.skip_schema_validation;
    let old = ValuesArguments { files, skip_schema_validation, ..ValuesArguments::default() };
    let flags = RenderFlags { values: &old, ..flags(arguments) };
    Back::Apply(vec![format!("vaultchart render{} > before.yaml", typed(flags)), apply("before.yaml")])
}

fn flags(arguments: &PlanArguments) -> RenderFlags<'_> {
    let PlanArguments { release, values, cluster, selection, .. } = arguments;
    RenderFlags { release, values, cluster, selection }
}
