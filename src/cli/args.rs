//! What was typed.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use clap_complete::engine::ArgValueCompleter;

pub(super) use super::chart_args::ChartArguments;
use super::check_args::{CHECK_EXAMPLES, CheckArguments};
use super::completion;
use super::diff_args::{DIFF_EXAMPLES, DiffArguments, DiffDirsArguments};
use super::fleet::FleetArguments;
use super::graph_args::{GRAPH_EXAMPLES, GraphArguments};
use super::messages::MessageArguments;
use super::plan_args::{PLAN_EXAMPLES, PlanArguments};
pub(super) use super::release_args::ReleaseArguments;
use super::release_args::release_name;
use crate::chart::DEFAULT_KUBE_VERSION;
use crate::values::set_file_names;

const VALUES: &str = "Values";
const CLUSTER: &str = "Cluster";
const OUTPUT: &str = "Output";

const EXAMPLES: &str = "\
Examples:
  vaultchart render > manifests.yaml
  vaultchart render --profile ha-raft -n vault | kubectl apply -n vault -f -
  vaultchart render vault -f prod.yaml --set server.ha.replicas=5
  vaultchart render -f prod.yaml -s server/statefulset -s 'server/*service'
  vaultchart render -f prod.yaml --output-dir manifests/
  vaultchart render -f base.yaml --each 'clusters/*.yaml' --output-dir manifests/";

const MERGED_EXAMPLES: &str = "\
Values that are kept out of messages, such as the root token of a dev server, are printed here in full.

Examples:
  vaultchart values merged -f prod.yaml --set server.ha.replicas=5
  vaultchart values merged --profile ha-raft -f prod.yaml --origins";

const EXPLAIN_EXAMPLES: &str = "\
With files or flags it also prints every value that was given, the lowest in precedence first: the last one wins.
Values that are kept out of messages, such as the root token of a dev server, are printed here in full.

Examples:
  vaultchart values explain server.ha
  vaultchart values explain server.ha.replicas -f prod.yaml --set server.ha.replicas=5
  vaultchart values explain 'server.tolerations[0].key' -f prod.yaml";

const SCHEMA_EXAMPLES: &str = "\
An editor with yaml-language-server completes and checks a values file that starts with this line:
  # yaml-language-server: $schema=vaultchart.schema.json

Examples:
  vaultchart values schema > vaultchart.schema.json";

const MIGRATE_EXAMPLES: &str = "\
The new file goes to standard output; what was changed, and what has to be done by hand, to standard error. It ends with 1
if the new values cannot be rendered yet, and says what stands in the way.

Examples:
  vaultchart values migrate old.yaml > new.yaml
  vaultchart values migrate prod.yaml --write
  vaultchart values migrate old.yaml --to 0.30.1 > new.yaml";

const FUNCTION_EXAMPLES: &str = "\
The configuration:
  apiVersion: vaultchart/v1
  kind: VaultChart
  metadata:
    name: vault               # the release, unless spec.release names it
    namespace: vault
  spec:
    profile: ha-raft
    valuesFiles: [prod.yaml]  # from the folder of the kustomization
    values: {}                # wins over the files
    chartVersion: 0.34.1
    kubeVersion: v1.33.0
    apiVersions: [monitoring.coreos.com/v1]
    skipTests: true           # the default here: nothing but Helm runs them

Examples:
  vaultchart fn < resourcelist.yaml
  vaultchart fn vault.yaml    # as a generator plugin of kustomize: manifests out";

const INIT_EXAMPLES: &str = "\
`vaultchart.yaml` is found from the folders below it as well. It may say release, namespace, profile, values,
chart-version, kube-version, api-versions, skip-tests, templates, external and ignore; flags override it.

Examples:
  vaultchart init --profile ha-raft -n vault
  vaultchart render";

const EJECT_EXAMPLES: &str = "\
Keep what is to be changed and delete the rest: what is not there is taken from the program.

Examples:
  vaultchart eject chart/
  vaultchart render -f prod.yaml --templates chart/templates";

const COMPLETIONS_EXAMPLES: &str = "\
Keys are completed behind --set as well, one level at a time.

Examples:
  echo 'source <(vaultchart completions bash)' >> ~/.bashrc
  echo 'source <(vaultchart completions zsh)' >> ~/.zshrc
  vaultchart completions fish > ~/.config/fish/completions/vaultchart.fish
  vaultchart completions powershell >> $PROFILE";

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

#[derive(Debug, Subcommand)]
pub(super) enum ValuesCommand {
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
pub(super) struct ShowArguments {
    #[command(flatten)]
    pub(super) chart: ChartArguments,
    /// Print this profile instead of the defaults
    #[arg(long, value_name = "NAME", add = ArgValueCompleter::new(completion::profiles))]
    pub(super) profile: Option<String>,
}

#[derive(Args, Debug)]
pub(super) struct SchemaArguments {
    #[command(flatten)]
    pub(super) chart: ChartArguments,
}

#[derive(Args, Debug)]
pub(super) struct MergedArguments {
    #[command(flatten)]
    pub(super) values: ValuesArguments,
    /// The form of the output
    #[arg(short, long, value_name = "FORM", default_value = "yaml", help_heading = OUTPUT)]
    pub(super) output: OutputForm,
    /// Say behind each value who wrote it: `# prod.yaml:4`, `# --set #2`, `# default`
    #[arg(long, help_heading = OUTPUT)]
    pub(super) origins: bool,
}

#[derive(Args, Debug)]
pub(super) struct ExplainArguments {
    /// The key: server.ha.replicas, server.tolerations[0].key
    #[arg(value_name = "KEY", add = ArgValueCompleter::new(completion::value_keys))]
    pub(super) key: String,
    #[command(flatten)]
    pub(super) values: ValuesArguments,
}

#[derive(Args, Debug)]
pub(super) struct MigrateArguments {
    /// The values file to rewrite; `-` reads standard input
    #[arg(value_name = "FILE")]
    pub(super) file: PathBuf,
    /// The release of vault-helm whose keys are wanted [default: latest]
    #[arg(long, value_name = "VERSION", add = ArgValueCompleter::new(completion::chart_versions))]
    pub(super) to: Option<String>,
    /// Write the file in place instead of printing it
    #[arg(long)]
    pub(super) write: bool,
}

#[derive(Args, Debug)]
pub(super) struct FunctionArguments {
    /// A configuration; without it a list of resources is read from standard input
    #[arg(value_name = "FILE")]
    pub(super) file: Option<PathBuf>,
}

#[derive(Args, Debug)]
pub(super) struct InitArguments {
    /// The profile to start from
    #[arg(long, value_name = "NAME", default_value = "standalone", add = ArgValueCompleter::new(completion::profiles))]
    pub(super) profile: String,
    /// The release's name
    #[arg(value_name = "RELEASE", default_value = "vault", value_parser = release_name)]
    pub(super) release: String,
    /// The namespace of the release
    #[arg(short, long, value_name = "NAME", default_value = "vault")]
    pub(super) namespace: String,
}

#[derive(Args, Debug)]
pub(super) struct EjectArguments {
    /// A folder that does not exist yet, or is empty
    #[arg(value_name = "DIR")]
    pub(super) folder: PathBuf,
}

#[derive(Args, Debug)]
pub(super) struct CompletionsArguments {
    /// The shell
    #[arg(value_name = "SHELL")]
    pub(super) shell: Shell,
}

/// A shell that completes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Shell {
    Bash,
    Zsh,
    Fish,
    Powershell,
    Elvish,
}

impl Shell {
    /// The name of the shell.
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Bash => "bash",
            Self::Zsh => "zsh",
            Self::Fish => "fish",
            Self::Powershell => "powershell",
            Self::Elvish => "elvish",
        }
    }
}

#[derive(Args, Debug)]
pub(super) struct ManArguments {
    /// Write one page a command into this folder: vaultchart.1, vaultchart-render.1, …
    #[arg(value_name = "DIR")]
    pub(super) folder: Option<PathBuf>,
}

#[derive(Args, Debug)]
pub(super) struct RenderArguments {
    #[command(flatten)]
    pub(super) fleet: FleetArguments,
    #[command(flatten)]
    pub(super) release: ReleaseArguments,
    #[command(flatten)]
    pub(super) values: ValuesArguments,
    #[command(flatten)]
    pub(super) cluster: ClusterArguments,
    #[command(flatten)]
    pub(super) output: OutputArguments,
}

/// The flags are Helm's, and so is their precedence: by kind, in the order in which they stand here.
#[derive(Args, Clone, Debug, Default)]
pub(super) struct ValuesArguments {
    #[command(flatten)]
    pub(super) chart: ChartArguments,
    /// Lay a ready profile over the defaults, before any values file
    #[arg(long, value_name = "NAME", help_heading = VALUES, add = ArgValueCompleter::new(completion::profiles))]
    pub(super) profile: Vec<String>,
    /// Lay a values file over the defaults; `-` reads standard input; a later file wins
    /// [default: what VAULTCHART_VALUES or `vaultchart.yaml` names]
    #[arg(short = 'f', long = "values", value_name = "FILE", value_delimiter = ',', help_heading = VALUES)]
    pub(super) files: Vec<PathBuf>,
    /// Set a value from JSON: key=JSON, or a whole JSON object
    #[arg(long, value_name = "KEY=JSON", help_heading = VALUES, add = ArgValueCompleter::new(completion::assignments))]
    pub(super) set_json: Vec<String>,
    /// Set values: key=value,list[0].key=value,list={a,b}
    #[arg(long, value_name = "KEY=VALUE", help_heading = VALUES, add = ArgValueCompleter::new(completion::assignments))]
    pub(super) set: Vec<String>,
    /// Set values that stay text
    #[arg(long, value_name = "KEY=TEXT", help_heading = VALUES, add = ArgValueCompleter::new(completion::assignments))]
    pub(super) set_string: Vec<String>,
    /// Set a value to the text of a file
    #[arg(long, value_name = "KEY=FILE", help_heading = VALUES, add = ArgValueCompleter::new(completion::assignments))]
    pub(super) set_file: Vec<String>,
    /// Set a value to the text after the equals sign, whatever it holds
    #[arg(long, value_name = "KEY=TEXT", help_heading = VALUES, add = ArgValueCompleter::new(completion::assignments))]
    pub(super) set_literal: Vec<String>,
    /// Accept values of types that the chart does not expect
    #[arg(long, help_heading = VALUES)]
    pub(super) skip_schema_validation: bool,
}

impl ValuesArguments {
    /// The files that they are read from.
    pub(super) fn read_files(&self) -> impl Iterator<Item = PathBuf> {
        let named = self.set_file.iter().flat_map(|argument| set_file_names(argument)).map(PathBuf::from);
        self.files.iter().cloned().chain(named)
    }
}

#[derive(Args, Debug)]
pub(super) struct ClusterArguments {
    /// The version of Kubernetes to render for [default: v1.35.0]
    #[arg(long, value_name = "VERSION", help_heading = CLUSTER)]
    pub(super) kube_version: Option<String>,
    /// A further API version that the cluster serves
    #[arg(short, long, value_name = "GROUP/VERSION", value_delimiter = ',', help_heading = CLUSTER)]
    pub(super) api_versions: Vec<String>,
}

#[derive(Args, Debug)]
pub(super) struct OutputArguments {
    #[command(flatten)]
    pub(super) selection: SelectionArguments,
    /// The form of the output
    #[arg(short, long, value_name = "FORM", default_value = "yaml", help_heading = OUTPUT)]
    pub(super) output: OutputForm,
    /// Write one file a template into this folder instead of printing
    #[arg(long, value_name = "DIR", help_heading = OUTPUT)]
    pub(super) output_dir: Option<PathBuf>,
    /// Print nothing and exit with 0 if this folder or file is what would be written; else show the diff, exit with 1
    #[arg(long, value_name = "DIR|FILE", conflicts_with_all = ["output_dir", "each"], help_heading = OUTPUT)]
    pub(super) check: Option<PathBuf>,
}

impl ClusterArguments {
    /// The version of Kubernetes.
    pub(super) fn kube_version(&self) -> &str {
        self.kube_version.as_deref().unwrap_or(DEFAULT_KUBE_VERSION)
    }
}

/// Which objects are rendered.
#[derive(Args, Debug, Default)]
pub(super) struct SelectionArguments {
    /// Print the objects of these templates only: server/statefulset, templates/server-statefulset.yaml, 'csi/*'
    #[arg(short, long, value_name = "TEMPLATE", help_heading = OUTPUT, add = ArgValueCompleter::new(completion::template_names))]
    pub(super) show_only: Vec<String>,
    /// Leave out the objects that `helm test` runs
    #[arg(long, help_heading = OUTPUT)]
    pub(super) skip_tests: bool,
    /// Leave out every object that Helm runs as a hook
    #[arg(long, help_heading = OUTPUT)]
    pub(super) no_hooks: bool,
    /// Leave out what `kubectl apply` should not touch: hooks, and fields that something in the cluster fills in
    #[arg(long, help_heading = OUTPUT)]
    pub(super) for_apply: bool,
    /// Accepted as Helm does; this chart has no custom resource definitions
    #[arg(long, help_heading = OUTPUT)]
    pub(super) include_crds: bool,
    /// Lay a folder of templates over the built-in ones: the same name replaces, a new name adds
    #[arg(long, value_name = "DIR", help_heading = OUTPUT)]
    pub(super) templates: Option<PathBuf>,
}

/// The form of the output.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum OutputForm {
    /// YAML documents.
    Yaml,
    /// One `v1` List.
    Json,
}
