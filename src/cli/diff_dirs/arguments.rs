//! What was typed after `diff-dirs`.

use std::path::PathBuf;

use clap::Args;

use crate::cli::choice::words;
use crate::cli::diff::FilterArguments;
use crate::output::ChangesView;

const VIEW: &str = "View";

pub(in crate::cli) const AFTER_HELP: &str = "\
Exit codes: 0 no changes; 1 changes; 2 an error.

Examples:
  KUBECTL_EXTERNAL_DIFF=\"vaultchart diff-dirs\" kubectl diff -f manifests.yaml
  vaultchart diff-dirs old/ new/";

/// The arguments that `kubectl diff` gives.
#[derive(Args, Debug)]
pub(in crate::cli) struct DiffDirsArguments {
    /// The folder with the objects as they are
    #[arg(value_name = "OLD")]
    pub(in crate::cli) old: PathBuf,
    /// The folder with the objects as they would be
    #[arg(value_name = "NEW")]
    pub(in crate::cli) new: PathBuf,
    #[command(flatten)]
    pub(in crate::cli) filters: FilterArguments,
    /// The view [default: what the variable VAULTCHART_DIFF_OUTPUT says, or text]
    #[arg(short, long, value_name = "VIEW", value_parser = words::<ChangesView>(), help_heading = VIEW)]
    pub(in crate::cli) output: Option<ChangesView>,
    /// How many lines of YAML to show around a change
    #[arg(short = 'C', long, value_name = "LINES", default_value_t = 3, help_heading = VIEW)]
    pub(in crate::cli) context: usize,
}
