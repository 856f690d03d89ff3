//! The new manifests: rendered, looked at by the API server, and applied by whoever does that.

use serde_json::json;

use super::kubectl::{kubectl, kubectl_in};
use super::namespaces::Namespaces;
use super::setting::{Setting, Via};
use super::step::Step;
use crate::command::{Command, Word};
use crate::manifest::{Object, to_yaml};

/// Makes the namespace of a release that was never installed.
pub(super) fn make_namespace(setting: &Setting) -> Step {
    let namespace = json!({
        "apiVersion": "v1", "kind": "Namespace", "metadata": { "name": setting.namespace },
    });
    let text = Object::new("", "", namespace).map(|object| to_yaml([&object])).unwrap_or_default();
    Step::new(
        format!("Make the namespace {}", setting.namespace),
        "Nothing can be tried against a namespace that is not there. One that is there already stays as it is.",
    )
    .run(kubectl(setting, "apply").own("-f -").reading(text))
}

/// Makes the file, and asks the API server what it would do with it.
///
/// `remade` are the objects that a later step deletes, since they cannot be changed in place.
pub(super) fn rehearse(namespaces: &Namespaces, remade: &[String], setting: &Setting) -> Step {
    let step = Step::new(
        "Try the manifests against the API server",
        "Nothing is changed yet. What the diff shows beyond this plan was changed in the cluster by somebody else: \
         find out why before you go on.",
    );
    let step = Step { rehearses: true, ..step.run_all(setting.render.iter().cloned()) };
    let names: Vec<String> = remade.iter().map(|name| format!("`{name}`")).collect();
    let step = step.when(!names.is_empty(), |step| {
        step.say(format!(
            "Here the API server refuses {}, which a later step makes way for. It must refuse nothing else.",
            names.join(", ")
        ))
    });
    match setting.via {
        Via::Kubectl => {
            let dry_run = on_file(namespaces, setting, "apply", "--server-side --force-conflicts --dry-run=server");
            step.run(diff(namespaces, setting)).run(dry_run)
        }
        Via::Helm => step.run(diff(namespaces, setting)).run(helm(setting).own("--dry-run=server --hide-secret")),
        Via::ArgoCd | Via::Flux => step.run(diff(namespaces, setting)),
    }
}

/// Applies the manifests.
pub(super) fn apply(namespaces: &Namespaces, setting: &Setting) -> Step {
    let why =
        "Kubernetes takes what can be changed in place; pods of a StatefulSet with `OnDelete` run on as they are.";
    let release = &setting.release;
    match setting.via {
        Via::Kubectl => {
            let step = Step::new("Apply the new manifests", why).run(on_file(namespaces, setting, "apply", ""));
            namespaces.doubt().into_iter().fold(step, Step::say)
        }
        Via::Helm => Step::new("Upgrade the release", why).run(helm(setting)),
        Via::ArgoCd => Step::new("Merge the change, and let Argo CD sync it", why)
            .say(format!("The application is expected to be called as the release, `{release}`."))
            .run(argocd("diff", release))
            .run(argocd("sync", release).own("--prune"))
            .run(argocd("wait", release).own("--sync")),
        Via::Flux => Step::new("Merge the change, and let Flux reconcile it", why)
            .say(format!("The HelmRelease is expected to be called as the release, `{release}`."))
            .run(
                flux(setting, "reconcile helmrelease")
                    .word(release.clone())
                    .own("-n")
                    .word(setting.namespace.clone())
                    .own("--with-source"),
            ),
    }
}

/// `flux` for the context of the plan.
pub(super) fn flux(setting: &Setting, words: &'static str) -> Command {
    let command = Command::new("flux").own(words);
    match &setting.context {
        Some(context) => command.with_flag("--context", context.clone()),
        None => command,
    }
}

/// The upgrade by Helm, for the context of the plan.
fn helm(setting: &Setting) -> Command {
    match &setting.context {
        Some(context) => setting.helm.clone().with_flag("--kube-context", context.clone()),
        None => setting.helm.clone(),
    }
}

fn argocd(verb: &'static str, application: &str) -> Command {
    // A word that begins with a hyphen is no name of an application; the command line checks names of releases.
    Command::new("argocd app").own(verb).word(application)
}

/// Shows what still differs.
pub(super) fn diff(namespaces: &Namespaces, setting: &Setting) -> Command {
    on_file(namespaces, setting, "diff", "").with("KUBECTL_EXTERNAL_DIFF", "vaultchart diff-dirs")
}

/// `kubectl` with a verb on the file of the new manifests.
pub(super) fn on_file(namespaces: &Namespaces, setting: &Setting, verb: &'static str, flags: &'static str) -> Command {
    let command = match namespaces.of_file() {
        Some(namespace) => kubectl_in(setting, namespace, verb),
        None => kubectl(setting, verb),
    };
    let command = if flags.is_empty() { command } else { command.own(flags) };
    command.own("-f").word(Word::file(&setting.manifests))
}
