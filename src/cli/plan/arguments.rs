//! What was typed after `plan`.

use std::path::PathBuf;

use clap::{ArgGroup, Args};

use crate::cli::choice::words;
use crate::cli::release::{ReleaseInput, SelectionArguments};
use crate::cli::sides::{OLD_SIDE, SidesArguments};
use crate::output::PlanView;
use crate::rollout::Via;

const VIEW: &str = "View";
const STEPS: &str = "Steps";

pub(in crate::cli) const AFTER_HELP: &str = "\
The plan names what to apply, which pods to delete in which order, what to do for objects that cannot be changed in \
place, and how to roll back. It is made from the manifests alone: no cluster is contacted, and nothing is changed. \
Without an old side it is the plan of a first install.

Examples:
  helm get manifest vault -n vault |
    vaultchart plan -n vault -f prod.yaml --against - --save-old before.yaml
  vaultchart plan -f prod.yaml --against-rev HEAD~1 -o markdown
  vaultchart plan -f prod.yaml --against-chart 0.28.1
  vaultchart plan -f new.yaml --against-values old.yaml -o script > rollout.sh";

#[derive(Args, Debug)]
#[command(group = ArgGroup::new("old side").args(OLD_SIDE).multiple(true))]
pub(in crate::cli) struct PlanArguments {
    #[command(flatten)]
    pub(in crate::cli) sides: SidesArguments,
    /// Write the manifests of the old side into this file, in a form that can be applied, to roll back
    #[arg(long, value_name = "FILE", help_heading = VIEW)]
    pub(in crate::cli) save_old: Option<PathBuf>,
    /// The kube context that all commands are for [default: the current one]
    #[arg(long, value_name = "NAME", help_heading = STEPS)]
    pub(in crate::cli) context: Option<String>,
    /// Who applies the new manifests: kubectl, helm, argocd or flux [default: what `vaultchart.yaml` says, or kubectl]
    #[arg(long, value_name = "TOOL", value_parser = words::<Via>(), help_heading = STEPS)]
    pub(in crate::cli) via: Option<Via>,
    /// Let the active server step down before its pod is deleted: that needs a token, and is a little slower
    #[arg(long, help_heading = STEPS)]
    pub(in crate::cli) step_down: bool,
    /// The view
    #[arg(short, long, value_name = "VIEW", default_value = "text", value_parser = words::<PlanView>(), help_heading = VIEW)]
    pub(in crate::cli) output: PlanView,
    #[command(flatten)]
    pub(in crate::cli) selection: SelectionArguments,
    #[command(flatten)]
    pub(in crate::cli) input: ReleaseInput,
}
