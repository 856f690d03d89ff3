//! What was typed.

use clap::{Parser, Subcommand};

use super::check::{CHECK_EXAMPLES, CheckArguments};
use super::completions::{COMPLETIONS_EXAMPLES, CompletionsArguments};
use super::diff::{DIFF_EXAMPLES, DiffArguments};
use super::diff_dirs::DiffDirsArguments;
use super::eject::{EJECT_EXAMPLES, EjectArguments};
use super::function::{FUNCTION_EXAMPLES, FunctionArguments};
use super::graph::{GRAPH_EXAMPLES, GraphArguments};
use super::init::{INIT_EXAMPLES, InitArguments};
use super::man::ManArguments;
use super::messages::MessageArguments;
use super::plan::{PLAN_EXAMPLES, PlanArguments};
use super::render::{EXAMPLES, RenderArguments};
use super::rollout::{ROLLOUT_EXAMPLES, RolloutArguments};
use super::status::{STATUS_EXAMPLES, StatusArguments};
use super::values::ValuesCommand;

/// Renders the Kubernetes manifests of HashiCorp Vault from vault-helm values files, without Helm.
#[derive(Debug, Parser)]
#[command(
    name = "vaultchart",
    version = env!("VAULTCHART_VERSION"),
    long_version = concat!(
        env!("VAULTCHART_VERSION"),
        "\ncharts: ", env!("VAULTCHART_CHARTS"),
        "\nVault:  ", env!("VAULTCHART_VAULT"), ", of the newest chart",
        "\ntables: ", env!("VAULTCHART_TABLES"),
    ),
    max_term_width = 100,
    subcommand_required = true,
    arg_required_else_help = true
)]
pub(super) struct Arguments {
    #[command(flatten)]
    pub(super) messages: MessageArguments,
    /// Do not read the `vaultchart.yaml` of the working folder or of those above it
    #[arg(long, global = true, help_heading = "Project")]
    pub(super) no_project: bool,
    #[command(subcommand)]
    pub(super) command: Command,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Print the manifests that values give
    #[command(visible_alias = "template", after_help = EXAMPLES)]
    Render(Box<RenderArguments>),
    /// Show what changes, and what that does to the running Vault
    #[command(after_help = DIFF_EXAMPLES)]
    Diff(Box<DiffArguments>),
    /// Print the steps that bring a change to a running Vault, with the commands to paste
    #[command(after_help = PLAN_EXAMPLES)]
    Plan(Box<PlanArguments>),
    /// Show the running servers, and what is left to replace
    #[command(after_help = STATUS_EXAMPLES)]
    Status(StatusArguments),
    /// Replace the running servers one by one in the right order, until all are of the new revision
    #[command(after_help = ROLLOUT_EXAMPLES)]
    Rollout(RolloutArguments),
    /// Find in values, manifests and Vault's configuration what would fail in production
    #[command(after_help = CHECK_EXAMPLES)]
    Check(Box<CheckArguments>),
    /// Compare two folders of manifests: KUBECTL_EXTERNAL_DIFF="vaultchart diff-dirs" kubectl diff -f manifests.yaml
    DiffDirs(DiffDirsArguments),
    /// Explain values: their defaults, who set them, and what became of old keys
    #[command(subcommand)]
    Values(ValuesCommand),
    /// Draw the rendered objects and how they hang together
    #[command(after_help = GRAPH_EXAMPLES)]
    Graph(Box<GraphArguments>),
    /// Run as a KRM function: a list of resources in, the list with the manifests out
    #[command(name = "fn", after_help = FUNCTION_EXAMPLES)]
    Function(FunctionArguments),
    /// Write a first values file, and the `vaultchart.yaml` that saves typing its name
    #[command(after_help = INIT_EXAMPLES)]
    Init(InitArguments),
    /// Write the built-in templates and values into a folder, to start from
    #[command(after_help = EJECT_EXAMPLES)]
    Eject(EjectArguments),
    /// Print what a shell must read to complete commands, flags and keys of values
    #[command(after_help = COMPLETIONS_EXAMPLES)]
    Completions(CompletionsArguments),
    /// Print the manual, or write one page a command into a folder
    Man(ManArguments),
}
