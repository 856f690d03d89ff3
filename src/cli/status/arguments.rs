//! What was typed after `status`.

use std::time::Duration;

use clap::Args;

use crate::cli::live::{LiveArguments, ProgressForm, time};

const VIEW: &str = "View";

pub(in crate::cli) const AFTER_HELP: &str = "\
It asks the API server through kubectl, and each server itself; nothing is changed. With a token in VAULT_TOKEN that may \
read sys/storage/raft, it shows which servers vote.

Examples:
  vaultchart status vault -n vault
  vaultchart status -n vault --watch
  vaultchart status -n vault -o json |
    jq -r '.servers[] | select(.isSealed) | .pod'";

#[derive(Args, Debug)]
pub(in crate::cli) struct StatusArguments {
    /// Repeat until interrupted
    #[arg(short, long, help_heading = VIEW)]
    pub(in crate::cli) watch: bool,
    /// How long to wait between two checks: 5, 5s, 1m
    #[arg(long, value_name = "TIME", default_value = "2s", value_parser = time, requires = "watch", help_heading = VIEW)]
    pub(in crate::cli) interval: Duration,
    /// The form of the output
    #[arg(short, long, value_name = "FORM", default_value = "text", help_heading = VIEW)]
    pub(in crate::cli) output: ProgressForm,
    #[command(flatten)]
    pub(in crate::cli) live: LiveArguments,
}
