//! What was typed after `upgrade`.

use std::path::PathBuf;

use clap::Args;

use crate::cli::live::RunArguments;
use crate::cli::release::ReleaseInput;

const UPGRADE: &str = "Upgrade";
const PLACE: &str = "Cluster";

pub(in crate::cli) const AFTER_HELP: &str = "\
It shows what differs from the cluster, looks whether every server is well, asks the API server what it would refuse, \
and asks you. Then it applies the manifests, replaces the servers as `rollout` does, deletes what is rendered no longer, \
and sees that nothing differs any more. Where the release is not there, it is installed.

It refuses a downgrade, and data that moves: `plan --live -o script` does these. It refuses as well while a server is \
sealed or not well, and where an object of that name is not of the release. Servers that leave are taken out of raft \
first, which needs a token in VAULT_TOKEN.

Exit codes: 0 done; 1 not done yet; 2 could not look; 3 refused.

Examples:
  vaultchart upgrade vault -n vault -f prod.yaml --dry-run
  vaultchart upgrade vault -n vault -f prod.yaml --snapshot before.snap
  vaultchart upgrade vault -n vault --profile ha-raft --init";

#[derive(Args, Debug)]
pub(in crate::cli) struct UpgradeArguments {
    /// Save a snapshot of integrated storage in this file first; needs a token in VAULT_TOKEN
    #[arg(long, value_name = "FILE", help_heading = UPGRADE)]
    pub(in crate::cli) snapshot: Option<PathBuf>,
    /// Apply as `kubectl apply` does, instead of by the API server with its own field manager
    #[arg(long, conflicts_with = "take_over", help_heading = UPGRADE)]
    pub(in crate::cli) client_side: bool,
    /// Take over the fields of another field manager, such as helm; may be repeated
    #[arg(long, value_name = "MANAGER", help_heading = UPGRADE)]
    pub(in crate::cli) take_over: Vec<String>,
    /// Initialize servers without data; the keys are printed once, at the terminal
    #[arg(long, help_heading = UPGRADE)]
    pub(in crate::cli) init: bool,
    #[command(flatten)]
    pub(in crate::cli) run: RunArguments,
    #[command(flatten)]
    pub(in crate::cli) input: ReleaseInput,
    /// The kube context [default: the current one]
    #[arg(long, visible_alias = "kube-context", value_name = "NAME", help_heading = PLACE)]
    pub(in crate::cli) context: Option<String>,
    /// The file of kube contexts [default: what kubectl takes]
    #[arg(long, value_name = "FILE", help_heading = PLACE)]
    pub(in crate::cli) kubeconfig: Option<String>,
}
