//! What was typed after `diff`.

use clap::{ArgGroup, Args};

use crate::cli::choice::words;
use crate::cli::fleet::FleetArguments;
use crate::cli::release::{ReleaseInput, SelectionArguments};
use crate::cli::sides::{OLD_SIDE, SidesArguments};
use crate::diff::Verdict;
use crate::output::ChangesView;

const FILTERS: &str = "Filters";
const VIEW: &str = "View";

/// What clap would spell out beyond the width of a terminal.
pub(in crate::cli) const USAGE: &str = "vaultchart diff [OPTIONS] <--against… OLD> [RELEASE]";

pub(in crate::cli) const AFTER_HELP: &str = "\
Verdicts, lowest impact first: ignored, labels-only, in-place, restarts-pods, recreates, refused, exposes, \
widens-rights, downgrade, downtime.

Exit codes: 0 the diff was made; 2 an error. With --exit-code 1 if changes are left after filtering. \
With --detailed-exitcode 2 if changes are left, as helm-diff, and 3 for an error.

With --each, --against takes the folder that `vaultchart render --each --output-dir` wrote, and --against-values lays \
every file over those files. A file that is new is all added, and one that is gone is all removed.

Examples:
  helm get manifest vault -n vault |
    vaultchart diff vault -n vault -f prod.yaml --against -
  kubectl get sts,svc,cm,sa -n vault -o yaml |
    vaultchart diff -n vault -f prod.yaml --against - --only downtime
  vaultchart diff vault -n vault -f prod.yaml --live
  vaultchart diff -f prod.yaml --against-rev HEAD~1 -o markdown
  vaultchart diff -f new.yaml --against-values old.yaml --ignore metadata.labels
  vaultchart diff -f prod.yaml --against-chart 0.28.1
  vaultchart diff --against old/ --to new/ -o html > diff.html
  vaultchart diff -f base.yaml --each 'clusters/*.yaml' --against fleet/";

#[derive(Args, Debug)]
#[command(group = ArgGroup::new("old side").args(OLD_SIDE).required(true).multiple(true))]
#[command(group = ArgGroup::new("new side").args(["to", "each"]))]
#[command(group = ArgGroup::new("one release").args(["live", "each"]))]
pub(in crate::cli) struct DiffArguments {
    #[command(flatten)]
    pub(in crate::cli) sides: SidesArguments,
    #[command(flatten)]
    pub(in crate::cli) filters: FilterArguments,
    #[command(flatten)]
    pub(in crate::cli) view: ViewArguments,
    /// Exit with 1 if changes are left
    #[arg(long, conflicts_with = "detailed_exitcode", help_heading = VIEW)]
    pub(in crate::cli) exit_code: bool,
    /// Exit with 2 if changes are left, and with 3 instead of 2 for an error
    #[arg(long, help_heading = VIEW)]
    pub(in crate::cli) detailed_exitcode: bool,
    #[command(flatten)]
    pub(in crate::cli) selection: SelectionArguments,
    #[command(flatten)]
    pub(in crate::cli) fleet: FleetArguments,
    #[command(flatten)]
    pub(in crate::cli) input: ReleaseInput,
}

#[derive(Args, Debug)]
pub(in crate::cli) struct FilterArguments {
    /// Keep only changes with this verdict
    #[arg(long, value_name = "VERDICT", value_delimiter = ',', value_parser = words::<Verdict>(), help_heading = FILTERS)]
    pub(in crate::cli) only: Vec<Verdict>,
    /// Keep only objects of this kind, by any name that kubectl takes: StatefulSet, sts; `*` stands for any characters
    #[arg(long, value_name = "KIND", value_delimiter = ',', help_heading = FILTERS)]
    pub(in crate::cli) kind: Vec<String>,
    /// Keep only objects of this name; `*` stands for any characters
    #[arg(id = "object_name", long = "name", value_name = "NAME", value_delimiter = ',', help_heading = FILTERS)]
    pub(in crate::cli) name: Vec<String>,
    /// Leave out parts of objects: spec.replicas, 'Service/vault-*:metadata.labels', '**.image', or @FILE with one a
    /// line
    #[arg(long, value_name = "PATH", help_heading = FILTERS)]
    pub(in crate::cli) ignore: Vec<String>,
    /// Show what is hidden otherwise: the data of Secrets, and what looks like a credential elsewhere
    #[arg(long, help_heading = FILTERS)]
    pub(in crate::cli) show_secrets: bool,
}

#[derive(Args, Debug)]
pub(in crate::cli) struct ViewArguments {
    /// The view
    #[arg(short, long, value_name = "VIEW", default_value = "text", value_parser = words::<ChangesView>(), help_heading = VIEW)]
    pub(in crate::cli) output: ChangesView,
    /// How many lines of YAML to show around a change
    #[arg(short = 'C', long, value_name = "LINES", default_value = "3", value_parser = lines, help_heading = VIEW)]
    pub(in crate::cli) context: usize,
}

fn lines(text: &str) -> Result<usize, &'static str> {
    text.parse().map_err(|_| "expected a number of lines; a context of kubectl is named by `--kube-context`")
}
