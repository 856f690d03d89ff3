//! What was typed.

use std::path::PathBuf;

use clap::{ArgAction, Parser, Subcommand};

use super::check::CheckArguments;
use super::completions::CompletionsArguments;
use super::diff::DiffArguments;
use super::diff_dirs::DiffDirsArguments;
use super::eject::EjectArguments;
use super::function::FunctionArguments;
use super::graph::GraphArguments;
use super::init::InitArguments;
use super::man::ManArguments;
use super::messages::{GLOBAL, MessageArguments};
use super::plan::PlanArguments;
use super::render::RenderArguments;
use super::rollout::RolloutArguments;
use super::status::StatusArguments;
use super::upgrade::UpgradeArguments;
use super::values::{ShowArguments, ValuesCommand};

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
    disable_help_flag = true,
    disable_version_flag = true,
    subcommand_required = true,
    arg_required_else_help = true
)]
pub(super) struct Arguments {
    #[command(flatten)]
    pub(super) messages: MessageArguments,
    /// Do not read the `vaultchart.yaml` of the working folder or of those above it
    #[arg(long, global = true, help_heading = GLOBAL)]
    pub(super) no_project: bool,
    /// Read this `vaultchart.yaml` instead of looking for one, wherever it is and whoever owns it
    #[arg(long, global = true, value_name = "FILE", conflicts_with = "no_project", help_heading = GLOBAL)]
    pub(super) project: Option<PathBuf>,
    /// Print help
    #[arg(short, long, global = true, action = ArgAction::HelpShort, help_heading = GLOBAL)]
    help: Option<bool>,
    /// Print the version; `--version` also prints the releases of the chart that are known
    #[arg(short = 'V', long, action = ArgAction::Version, help_heading = GLOBAL)]
    version: Option<bool>,
    #[command(subcommand)]
    pub(super) command: Command,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Render the manifests
    #[command(visible_alias = "template", after_help = super::render::AFTER_HELP)]
    Render(Box<RenderArguments>),
    /// Show what changes, and what that does to the running Vault
    #[command(after_help = super::diff::AFTER_HELP, override_usage = super::diff::USAGE)]
    Diff(Box<DiffArguments>),
    /// Print the steps that bring a change to a running Vault, with the commands to paste
    #[command(after_help = super::plan::AFTER_HELP)]
    Plan(Box<PlanArguments>),
    /// Show the running servers, and what is left to replace
    #[command(after_help = super::status::AFTER_HELP)]
    Status(StatusArguments),
    /// Replace the running servers one by one in the right order, until all are of the new revision
    #[command(after_help = super::rollout::AFTER_HELP)]
    Rollout(RolloutArguments),
    /// Bring a change to a running release, or install it: compare, ask, apply, and replace the servers
    #[command(after_help = super::upgrade::AFTER_HELP)]
    Upgrade(Box<UpgradeArguments>),
    /// Find in values, manifests and Vault's configuration what would fail in production
    #[command(visible_alias = "lint", after_help = super::check::AFTER_HELP)]
    Check(Box<CheckArguments>),
    /// Compare two folders of manifests, as `kubectl diff` makes them
    #[command(after_help = super::diff_dirs::AFTER_HELP)]
    DiffDirs(DiffDirsArguments),
    /// Explain values: their defaults, who set them, and what became of old keys
    #[command(subcommand)]
    Values(ValuesCommand),
    /// Print the documented defaults, or a profile: the same as `values show`
    #[command(hide = true)]
    Show(ShowArguments),
    /// Draw the rendered objects and how they are connected
    #[command(after_help = super::graph::AFTER_HELP)]
    Graph(Box<GraphArguments>),
    /// Run as a KRM function: a list of resources in, the list with the manifests out
    #[command(name = "fn", after_help = super::function::AFTER_HELP)]
    Function(FunctionArguments),
    /// Write a first values file, and the `vaultchart.yaml` that saves typing its name
    #[command(after_help = super::init::AFTER_HELP)]
    Init(InitArguments),
    /// Write the built-in templates and values into a folder, to start from
    #[command(after_help = super::eject::AFTER_HELP)]
    Eject(EjectArguments),
    /// Generate a shell completion script
    #[command(after_help = super::completions::AFTER_HELP)]
    Completions(CompletionsArguments),
    /// Print the manual, or write one page a command into a folder
    Man(ManArguments),
}

impl Command {
    /// Whether what `vaultchart.yaml` says is about this command.
    pub(super) fn heeds_project(&self) -> bool {
        match self {
            Self::Render(_) | Self::Diff(_) | Self::Plan(_) | Self::Check(_) | Self::Graph(_) => true,
            Self::Status(_) | Self::Rollout(_) | Self::Upgrade(_) => true,
            Self::Show(_) => true,
            Self::Values(values) => !matches!(values, ValuesCommand::Migrate(_)),
            Self::DiffDirs(_) | Self::Function(_) => false,
            Self::Init(_) | Self::Eject(_) | Self::Completions(_) | Self::Man(_) => false,
        }
    }
}
