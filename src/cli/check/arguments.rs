//! What was typed after `check`.

use std::path::PathBuf;

use clap::{Args, ValueEnum, ValueHint};
use clap_complete::engine::ArgValueCompleter;

use super::fix::Fix;
use crate::check::{External, Purpose};
use crate::cli::choice::words;
use crate::cli::completion;
use crate::cli::fleet::FleetArguments;
use crate::cli::release::ReleaseInput;
use crate::diagnostic::Severity;
use crate::output::FindingsView;

const RULES: &str = "Rules";
const VIEW: &str = "View";

pub(in crate::cli) const AFTER_HELP: &str = "\
A finding is silenced by a comment with the reason, on its line in the values file or on the line above:
  tlsDisable: true  # vaultchart: ignore[tls-off] because the mesh encrypts

Exit codes: 0 no finding at or above --fail-on; 1 findings; 2 an error.

Examples:
  vaultchart check -f prod.yaml
  vaultchart check vault -n vault -f prod.yaml --external secret/vault-tls
  vaultchart check -f prod.yaml -o sarif > vaultchart.sarif
  vaultchart check -f base.yaml --each 'clusters/*.yaml'
  vaultchart check -f prod.yaml --checklist
  vaultchart check -f prod.yaml --explain-tls
  vaultchart check -f prod.yaml --fix | patch -p1
  vaultchart check -f prod.yaml --baseline known.json --write-baseline
  helm template my-app | vaultchart check --manifests -
  vaultchart check --list
  vaultchart check --explain tls-mismatch";

#[derive(Args, Debug)]
pub(in crate::cli) struct CheckArguments {
    /// Check the manifests of a file, a folder or standard input (`-`) instead, by the rules that need objects alone
    #[arg(long, value_name = "FILE|DIR", value_hint = ValueHint::AnyPath, conflicts_with_all = ["files", "each", "checklist", "explain_tls", "fix"], help_heading = RULES)]
    pub(in crate::cli) manifests: Option<PathBuf>,
    /// What the release is for: `production` also checks it against the checklist of Vault's documentation
    /// [default: production in ha mode, else any]
    #[arg(long = "for", value_name = "PURPOSE", value_parser = words::<Purpose>(), help_heading = RULES)]
    pub(in crate::cli) purpose: Option<Purpose>,
    /// Run this rule only; may be given several times
    #[arg(long, value_name = "RULE", value_delimiter = ',', help_heading = RULES, add = ArgValueCompleter::new(completion::rule_names))]
    pub(in crate::cli) only: Vec<String>,
    /// Leave this rule out; may be given several times
    #[arg(long, value_name = "RULE", value_delimiter = ',', help_heading = RULES, add = ArgValueCompleter::new(completion::rule_names))]
    pub(in crate::cli) ignore: Vec<String>,
    /// An object that is there though it is not rendered: secret/vault-tls, 'configmap/ca-*'
    #[arg(long, value_name = "KIND/NAME", value_delimiter = ',', help_heading = RULES)]
    pub(in crate::cli) external: Vec<External>,
    /// What is known of Vault's releases, in place of what is built in: a file in the form of
    /// `src/check/data/releases.json`
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath, help_heading = RULES)]
    pub(in crate::cli) releases: Option<PathBuf>,
    /// List all rules, and check nothing; `-o json` and `-o markdown` say all of them
    #[arg(long, conflicts_with = "explain", help_heading = RULES)]
    pub(in crate::cli) list: bool,
    /// Print what a rule finds, why that matters and how to fix it, and check nothing
    #[arg(long, value_name = "RULE", help_heading = RULES, add = ArgValueCompleter::new(completion::rule_names))]
    pub(in crate::cli) explain: Option<String>,
    /// Print the production checklist instead: each item met, open or not known, with the line that decides it
    #[arg(long, conflicts_with_all = ["list", "explain", "each"], help_heading = VIEW)]
    pub(in crate::cli) checklist: bool,
    /// Print the names that the certificate of the listener needs instead: who uses each, and which of them it has
    #[arg(long, conflicts_with_all = ["list", "explain", "each", "checklist"], help_heading = VIEW)]
    pub(in crate::cli) explain_tls: bool,
    /// Fix the values files where there is one way to do it, instead: slips in keys, keys of old, keys written twice,
    /// quotes. `patch` shows what would change, `write` writes it
    #[arg(long, value_name = "HOW", num_args = 0..=1, require_equals = true, default_missing_value = "patch", conflicts_with_all = ["list", "explain", "each", "checklist", "explain_tls"], help_heading = VIEW)]
    pub(in crate::cli) fix: Option<Fix>,
    /// Report only what is not in this file
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath, help_heading = VIEW)]
    pub(in crate::cli) baseline: Option<PathBuf>,
    /// Write all that is found into the file of `--baseline`, and report nothing
    #[arg(long, requires = "baseline", help_heading = VIEW)]
    pub(in crate::cli) write_baseline: bool,
    /// How findings are shown: `sarif` for code scanning, `junit` for test reports, `github` for the log of a workflow,
    /// `markdown` for a comment on a pull request
    #[arg(short, long, value_name = "VIEW", default_value = "text", value_parser = words::<FindingsView>(), help_heading = VIEW)]
    pub(in crate::cli) output: FindingsView,
    /// Exit with 1 if there is a finding of this severity or higher: error, warning, advice, never
    #[arg(long, value_name = "SEVERITY", default_value = "error", help_heading = VIEW)]
    pub(in crate::cli) fail_on: FailOn,
    #[command(flatten)]
    pub(in crate::cli) fleet: FleetArguments,
    #[command(flatten)]
    pub(in crate::cli) input: ReleaseInput,
}

impl CheckArguments {
    /// Whether the rules themselves are asked for, and nothing is to be checked.
    pub(in crate::cli) fn is_about_rules(&self) -> bool {
        self.list || self.explain.is_some()
    }
}

/// The mildest severity of which a finding fails the run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum FailOn {
    Error,
    Warning,
    Advice,
    Never,
}

impl FailOn {
    /// The severity; with `--strict` a warning is an error.
    pub(super) fn severity(self, is_strict: bool) -> Option<Severity> {
        match self {
            Self::Error if is_strict => Some(Severity::Warning),
            Self::Error => Some(Severity::Error),
            Self::Warning => Some(Severity::Warning),
            Self::Advice => Some(Severity::Advice),
            Self::Never => None,
        }
    }
}
