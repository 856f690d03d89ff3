//! `vaultchart upgrade`: brings a change to a running release, or installs it.

use super::arguments::UpgradeArguments;
use crate::cli::diff::drawing;
use crate::cli::exit::Exit;
use crate::cli::failure::Failure;
use crate::cli::live::{Process, ProgressForm, Terminal, blind, end, may_ask, token};
use crate::cli::release::{Asked, SelectionArguments, request};
use crate::cli::revision::Origin;
use crate::cli::session::Session;
use crate::cli::sides::{KubeArguments, against_live, by_hand};
use crate::cli::streams::print;
use crate::command::Command;
use crate::comparison::Comparison;
use crate::diagnostic::Diagnostic;
use crate::diff::{Diff, ObjectOp, Verdict};
use crate::live::{Apply, Destination, Ending, Kubectl, Rollout, Upgrade, UpgradeWish, Wish};
use crate::manifest::{self, Object, ObjectId};
use crate::output::{self, ChangesView};
use crate::ownership::Sides;
use crate::pipeline;
use crate::rollout::{self, Back, Setting, Via};
use crate::source::Sources;

/// Runs the command.
///
/// # Errors
/// What is wrong with the values, and a run that did not come to its end.
pub(in crate::cli) fn run(
    arguments: &UpgradeArguments,
    session: &Session,
    sources: &mut Sources,
) -> Result<Exit, Failure> {
    may_ask(&arguments.run)?;
    let selection = SelectionArguments { for_apply: true, ..SelectionArguments::default() };
    let asked = Asked::over(&session.project, &arguments.input, &selection);
    let rendered = pipeline::render(request(&asked, &Origin::Now, sources), sources)?;
    session.messages.show(rendered.warnings, sources)?;
    let kube = KubeArguments { kube_context: arguments.context.clone(), kubeconfig: arguments.kubeconfig.clone() };
    let place = kube.place(&asked);
    let sides = look(&place, rendered.objects.clone(), session, sources)?;
    let diff = compare(sides.clone());
    if arguments.run.output == ProgressForm::Text {
        print(&output::draw_changes(&diff, ChangesView::Text, &drawing(3, &session.messages)))?;
    }
    session.messages.show(by_hand(&sides.old, &diff).into_iter().collect(), sources)?;
    let mut shell = Process::default();
    let mut cluster = Kubectl::new(&mut shell, place.clone(), token());
    refuse(&diff, &place, &mut cluster)?;
    let plan = rollout::plan(&diff, &sides.old, &sides.new, &setting(&place, arguments, sides.old.is_empty()));
    let wish = wish(arguments, &rendered.objects);
    let mut person = Terminal::new(&arguments.run);
    let ending = match diff.is_empty() {
        true => Rollout::new(&mut cluster, &mut person, &wish.rollout).run(),
        false => Upgrade::new(&mut cluster, &mut person, &plan, &wish).run(),
    };
    let ending = match ending {
        Ending::Done if !arguments.run.dry_run => verified(&compare(look(&place, rendered.objects, session, sources)?)),
        ending => ending,
    };
    end(ending, "upgrade", arguments.run.output)
}

fn look(place: &Destination, wanted: Vec<Object>, session: &Session, sources: &mut Sources) -> Result<Sides, Failure> {
    let mut told = Vec::new();
    let sides = against_live(place, wanted, sources, &mut told)?;
    session.messages.show(told, sources)?;
    Ok(sides)
}

fn compare(sides: Sides) -> Diff {
    Comparison::default().compare(sides)
}

/// Refuses what the API server takes in no way, and objects of that name that are not the release's.
fn refuse(diff: &Diff, place: &Destination, cluster: &mut Kubectl) -> Result<(), Failure> {
    let refused = |object: &crate::diff::ObjectDiff| {
        let change = object.changes.iter().find(|change| change.verdict == Verdict::Refused)?;
        Some(format!("{}/{}: `{}`: {}", object.id.kind, object.id.name, change.path, change.why))
    };
    if let Some(title) = diff.objects.iter().find_map(refused) {
        return Err(Failure::refused(Diagnostic::error("upgrade", title)));
    }
    let added: Vec<ObjectId> =
        diff.objects.iter().filter(|it| it.op == ObjectOp::Added).map(|it| it.id.clone()).collect();
    let Some(id) = cluster.first_of(&added).map_err(|reason| blind(&reason))? else { return Ok(()) };
    let title =
        format!("{}/{} already exists, and is not labelled as part of release `{}`", id.kind, id.name, place.release);
    Err(Failure::refused(Diagnostic::error("upgrade", title).help("use another release name, or check who owns it")))
}

fn setting(place: &Destination, arguments: &UpgradeArguments, is_first: bool) -> Setting {
    Setting {
        release: place.release.clone(),
        namespace: place.namespace.clone(),
        context: place.context.clone(),
        via: Via::Kubectl,
        step_down: arguments.run.step_down,
        is_first,
        render: Vec::new(),
        // Standard input: the manifests are given to it.
        manifests: "-".to_owned(),
        helm: Command::new("helm"),
        back: Back::NotSaved,
        notes: Vec::new(),
    }
}

fn wish(arguments: &UpgradeArguments, objects: &[Object]) -> UpgradeWish {
    let rollout = arguments.run.wish();
    let policy = crate::live::Policy { initializes: arguments.init, ..rollout.policy };
    UpgradeWish {
        rollout: Wish { policy, ..rollout },
        manifests: manifest::to_yaml(objects.iter()),
        apply: match arguments.client_side {
            true => Apply::ClientSide,
            false => Apply::ServerSide { takes_over: arguments.take_over.clone() },
        },
        snapshot: arguments.snapshot.clone(),
    }
}

/// Nothing may differ any more.
fn verified(diff: &Diff) -> Ending {
    match diff.objects.first() {
        None => Ending::Done,
        Some(first) => Ending::NotYet(
            format!("all is applied, and {}/{} still differs", first.id.kind, first.id.name),
            "`vaultchart diff --live` shows it: a field that was left out may be kept by whoever wrote it, which \
             `--take-over MANAGER` or `--client-side` settles",
        ),
    }
}
