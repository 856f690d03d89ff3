//! What was typed after `values`.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use clap_complete::engine::ArgValueCompleter;

use crate::cli::completion;
use crate::cli::form::OutputForm;
use crate::cli::release::{ChartArguments, ValuesArguments, path, profiles};
use crate::values::Path;

const OUTPUT: &str = "Output";

const MERGED_EXAMPLES: &str = "\
Values that are kept out of messages, such as the root token of a dev server, are printed here in full.

Examples:
  vaultchart values merged -f prod.yaml --set server.ha.replicas=5
  vaultchart values merged --profile ha-raft -f prod.yaml --origins";

const EXPLAIN_EXAMPLES: &str = "\
With files or flags it also prints every value that was given, the lowest in precedence first: the last one wins. \
Values that are kept out of messages, such as the root token of a dev server, are printed here in full.

Examples:
  vaultchart values explain server.ha
  vaultchart values explain server.ha.replicas -f prod.yaml
  vaultchart values explain 'server.tolerations[0].key' -f prod.yaml";

const SCHEMA_EXAMPLES: &str = "\
An editor with yaml-language-server completes and checks a values file that starts with this line:
  # yaml-language-server: $schema=vaultchart.schema.json

Examples:
  vaultchart values schema > vaultchart.schema.json";

const MIGRATE_EXAMPLES: &str = "\
Values inside a file of Argo CD, Flux, kustomize or helmfile, and those of a chart that depends on vault-helm, are \
rewritten in place. The new file goes to standard output; what was changed, and what has to be done by hand, \
to standard error. It ends with 1 if the new values cannot be rendered yet, and says what prevents it.

Examples:
  vaultchart values migrate old.yaml > new.yaml
  vaultchart values migrate prod.yaml --write
  vaultchart values migrate old.yaml --to 0.30.1 > new.yaml";

#[derive(Debug, Subcommand)]
pub(in crate::cli) enum ValuesCommand {
    /// Print the documented defaults, or a profile
    Show(ShowArguments),
    /// Print the values that files and flags make together with the defaults
    #[command(after_help = MERGED_EXAMPLES)]
    Merged(Box<MergedArguments>),
    /// Print what a key does, and who set it
    #[command(after_help = EXPLAIN_EXAMPLES)]
    Explain(Box<ExplainArguments>),
    /// Print the JSON Schema of the values, for editors
    #[command(after_help = SCHEMA_EXAMPLES)]
    Schema(SchemaArguments),
    /// Rewrite a values file of an earlier version of vault-helm to the keys of today
    #[command(after_help = MIGRATE_EXAMPLES)]
    Migrate(MigrateArguments),
}

#[derive(Args, Debug)]
pub(in crate::cli) struct ShowArguments {
    #[command(flatten)]
    pub(in crate::cli) chart: ChartArguments,
    #[arg(long, value_name = "NAME", help = profiles("Print this profile instead of the defaults"), add = ArgValueCompleter::new(completion::profiles))]
    pub(in crate::cli) profile: Option<String>,
}

#[derive(Args, Debug)]
pub(in crate::cli) struct SchemaArguments {
    #[command(flatten)]
    pub(in crate::cli) chart: ChartArguments,
}

#[derive(Args, Debug)]
pub(in crate::cli) struct MergedArguments {
    /// The form of the output
    #[arg(short, long, value_name = "FORM", default_value = "yaml", help_heading = OUTPUT)]
    pub(in crate::cli) output: OutputForm,
    /// Say behind each value who wrote it: `# prod.yaml:4`, `# --set #2`, `# default`
    #[arg(long, help_heading = OUTPUT)]
    pub(in crate::cli) origins: bool,
    #[command(flatten)]
    pub(in crate::cli) values: ValuesArguments,
}

#[derive(Args, Debug)]
pub(in crate::cli) struct ExplainArguments {
    /// The key: server.ha.replicas, server.tolerations[0].key
    #[arg(value_name = "KEY", add = ArgValueCompleter::new(completion::value_keys))]
    pub(in crate::cli) key: String,
    #[command(flatten)]
    pub(in crate::cli) values: ValuesArguments,
}

#[derive(Args, Debug)]
pub(in crate::cli) struct MigrateArguments {
    /// The values file to rewrite; `-` reads standard input
    #[arg(value_name = "FILE")]
    pub(in crate::cli) file: PathBuf,
    /// The release of vault-helm whose keys to use [default: the one that the file names, or latest]
    #[arg(long, value_name = "VERSION", add = ArgValueCompleter::new(completion::chart_versions))]
    pub(in crate::cli) to: Option<String>,
    /// Rewrite the values at this path of the file: vault, spec.values, releases[2].values[0]
    #[arg(long, value_name = "PATH", value_parser = path)]
    pub(in crate::cli) values_at: Option<Path>,
    /// The release whose values are meant, where the file holds several [default: all]
    #[arg(long, value_name = "NAME")]
    pub(in crate::cli) release: Option<String>,
    /// Write the file in place instead of printing it
    #[arg(long)]
    pub(in crate::cli) write: bool,
}
