//! What was typed after `rollout`.

use clap::Args;

use crate::cli::live::{LiveArguments, RunArguments};

pub(in crate::cli) const AFTER_HELP: &str = "\
It looks at everything, does at most one thing, and looks again, until every server is of the update revision of its \
StatefulSet: standbys from the highest number down, the active one last. Nothing is deleted while a server is missing, \
silent, sealed or not ready. It needs no values: run it after a sync of Argo CD or Flux. A run that was interrupted is finished \
by the next one. Key shares for sealed servers are asked for at the terminal.

Exit codes: 0 done; 1 not done yet; 2 could not look; 3 refused.

Examples:
  vaultchart rollout vault -n vault --dry-run
  vaultchart rollout vault -n vault
  vaultchart rollout -n vault --yes --timeout 30m -o json";

#[derive(Args, Debug)]
pub(in crate::cli) struct RolloutArguments {
    #[command(flatten)]
    pub(in crate::cli) run: RunArguments,
    #[command(flatten)]
    pub(in crate::cli) live: LiveArguments,
}
