//! What was typed after `diff` and `diff-dirs`.

use std::path::PathBuf;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{ArgGroup, Args};
use clap_complete::engine::ArgValueCompleter;

use super::args::{ChartArguments, ClusterArguments, ReleaseArguments, SelectionArguments, ValuesArguments};
use super::completion;
use super::fleet::FleetArguments;
use crate::chart::ChartDefinition;
use crate::diff::Verdict;
use crate::output::ChangesView;

/// The arguments of which one at least names the old side.
pub(super) const OLD_SIDE: [&str; 4] = ["against", "against_values", "against_rev", "against_chart"];

const SIDES: &str = "What to compare with";
const FILTERS: &str = "Filters";
const VIEW: &str = "View";

pub(super) const DIFF_EXAMPLES: &str = "\
Verdicts, the mildest first: ignored, labels-only, in-place, restarts-pods, recreates, refused, exposes, widens-rights,
downgrade, downtime.

Exit codes: 0 the diff was made; 2 trouble. With --exit-code 1 if changes are left after filtering.
With --detailed-exitcode 2 if changes are left, as helm-diff, and 3 for trouble.

With --each, --against takes the folder that `vaultchart render --each --output-dir` wrote, and --against-values lays
every file over those files. A file that is new is all added, and one that is gone is all removed.

Examples:
  helm get manifest vault -n vault | vaultchart diff vault -n vault -f prod.yaml --against -
  kubectl get sts,svc,cm,sa -n vault -o yaml | vaultchart diff -n vault -f prod.yaml --against - --only downtime
  vaultchart diff -f prod.yaml --against-rev HEAD~1 -o markdown
  vaultchart diff -f new.yaml --against-values old.yaml --ignore 'metadata.labels[\"helm.sh/chart\"]'
  vaultchart diff -f prod.yaml --against-chart 0.28.1
  vaultchart diff --against old/ --to new/ -o html > diff.html
  vaultchart diff -f base.yaml --each 'clusters/*.yaml' --against manifests/";

#[derive(Args, Debug)]
#[command(group = ArgGroup::new("old side").args(OLD_SIDE).required(true).multiple(true))]
#[command(group = ArgGroup::new("new side").args(["to", "each"]))]
pub(super) struct DiffArguments {
    #[command(flatten)]
    pub(super) sides: SidesArguments,
    #[command(flatten)]
    pub(super) fleet: FleetArguments,
    #[command(flatten)]
    pub(super) release: ReleaseArguments,
    #[command(flatten)]
    pub(super) values: ValuesArguments,
    #[command(flatten)]
    pub(super) cluster: ClusterArguments,
    #[command(flatten)]
    pub(super) selection: SelectionArguments,
    #[command(flatten)]
    pub(super) filters: FilterArguments,
    #[command(flatten)]
    pub(super) view: ViewArguments,
    /// Exit with 1 if changes are left
    #[arg(long, conflicts_with = "detailed_exitcode", help_heading = VIEW)]
    pub(super) exit_code: bool,
    /// Exit with 2 if changes are left, and with 3 instead of 2 for trouble
    #[arg(long, help_heading = VIEW)]
    pub(super) detailed_exitcode: bool,
}

#[derive(Args, Debug)]
pub(super) struct SidesArguments {
    /// Manifests, in a file, a folder or standard input: YAML or JSON, from `render`, `helm get manifest` or a cluster.
    /// If none of them is a hook, which Helm keeps apart, hooks are left out of the new side
    #[arg(
        long,
        value_name = "FILE|DIR|-",
        conflicts_with_all = ["against_values", "against_rev", "against_chart"],
        help_heading = SIDES
    )]
    pub(super) against: Option<PathBuf>,
    /// The same release from these values files alone, instead of all values given by other flags
    #[arg(long, value_name = "FILE", value_delimiter = ',', conflicts_with = "against_rev", help_heading = SIDES)]
    pub(super) against_values: Vec<PathBuf>,
    /// The same release from the same flags, with the files of values as they were in a git revision
    #[arg(long, value_name = "REV", help_heading = SIDES)]
    pub(super) against_rev: Option<String>,
    /// The same release under this release of vault-helm: what moving from it to --chart-version does. With
    /// --against-values or --against-rev the old values are rendered with it
    #[arg(long, value_name = "VERSION", help_heading = SIDES, add = ArgValueCompleter::new(completion::chart_versions))]
    pub(super) against_chart: Option<String>,
    /// List the objects of the old side that are not of this release, which are only counted otherwise
    #[arg(long, help_heading = SIDES)]
    pub(super) show_foreign: bool,
    /// Compare with these manifests instead of rendering any
    #[arg(
        long,
        value_name = "FILE|DIR|-",
        requires = "against",
        conflicts_with_all = [
            "name", "name_template", "profile", "files", "set_json", "set", "set_string", "set_file", "set_literal",
            "show_only", "templates",
        ],
        help_heading = SIDES
    )]
    pub(super) to: Option<PathBuf>,
}

impl SidesArguments {
    /// The release of the chart on the old side, if one is named that is known.
    pub(super) fn against_chart(&self) -> Option<ChartDefinition> {
        ChartDefinition::at(self.against_chart.as_deref()?).ok()
    }

    /// The values of the old side: the same, or those of other files alone; for another release of the chart, if one
    /// is named.
    pub(super) fn old_values(&self, new: &ValuesArguments) -> ValuesArguments {
        let chart = match &self.against_chart {
            Some(version) => ChartArguments { chart_version: Some(version.clone()) },
            None => new.chart.clone(),
        };
        let skip_schema_validation = new.skip_schema_validation;
        match self.against_values.is_empty() {
            true => ValuesArguments { chart, ..new.clone() },
            false => {
                let files = self.against_values.clone();
                ValuesArguments { chart, files, skip_schema_validation, ..ValuesArguments::default() }
            }
        }
    }

    /// Whether there is an old side at all.
    pub(super) fn has_old(&self) -> bool {
        let is_rendered = self.against_rev.is_some() || self.against_chart.is_some() || !self.against_values.is_empty();
        self.against.is_some() || is_rendered
    }
}

#[derive(Args, Debug)]
pub(super) struct FilterArguments {
    /// Keep only changes with this verdict
    #[arg(long, value_name = "VERDICT", value_delimiter = ',', value_parser = verdict(), help_heading = FILTERS)]
    pub(super) only: Vec<Verdict>,
    /// Keep only objects of this kind, in any case of letters; `*` stands for any characters
    #[arg(long, value_name = "KIND", value_delimiter = ',', help_heading = FILTERS)]
    pub(super) kind: Vec<String>,
    /// Keep only objects of this name; `*` stands for any characters
    #[arg(id = "object_name", long = "name", value_name = "NAME", value_delimiter = ',', help_heading = FILTERS)]
    pub(super) name: Vec<String>,
    /// Leave out parts of objects: spec.replicas, 'Service/vault-*:metadata.labels', '**.image', or @FILE with one a
    /// line
    #[arg(long, value_name = "PATH", help_heading = FILTERS)]
    pub(super) ignore: Vec<String>,
    /// Show what is hidden otherwise: the data of Secrets, and what looks like a credential elsewhere
    #[arg(long, help_heading = FILTERS)]
    pub(super) show_secrets: bool,
}

#[derive(Args, Debug)]
pub(super) struct ViewArguments {
    /// The view
    #[arg(short, long, value_name = "VIEW", default_value = "text", value_parser = view(), help_heading = VIEW)]
    pub(super) output: ChangesView,
    /// How many lines of YAML to show around a change
    #[arg(short = 'C', long, value_name = "LINES", default_value_t = 3, help_heading = VIEW)]
    pub(super) context: usize,
}

/// The arguments that `kubectl diff` gives.
#[derive(Args, Debug)]
pub(super) struct DiffDirsArguments {
    /// The folder with the objects as they are
    #[arg(value_name = "OLD")]
    pub(super) old: PathBuf,
    /// The folder with the objects as they would be
    #[arg(value_name = "NEW")]
    pub(super) new: PathBuf,
    #[command(flatten)]
    pub(super) filters: FilterArguments,
    /// The view [default: what the variable VAULTCHART_DIFF_OUTPUT says, or text]
    #[arg(short, long, value_name = "VIEW", value_parser = view(), help_heading = VIEW)]
    pub(super) output: Option<ChangesView>,
    /// How many lines of YAML to show around a change
    #[arg(short = 'C', long, value_name = "LINES", default_value_t = 3, help_heading = VIEW)]
    pub(super) context: usize,
}

fn verdict() -> impl TypedValueParser<Value = Verdict> {
    PossibleValuesParser::new(Verdict::ALL.map(Verdict::id)).try_map(|word| word.parse::<Verdict>())
}

fn view() -> impl TypedValueParser<Value = ChangesView> {
    PossibleValuesParser::new(ChangesView::ALL.map(ChangesView::id)).try_map(|word| word.parse::<ChangesView>())
}
