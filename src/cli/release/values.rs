//! What was typed of the values.

use std::path::PathBuf;

use clap::Args;
use clap_complete::engine::ArgValueCompleter;

use super::chart::ChartArguments;
use crate::chart::ChartDefinition;
use crate::cli::completion;
use crate::values::{Path, set_file_names};

const VALUES: &str = "Values";

/// The flags are Helm's, and so is their precedence: by kind, in the order in which they stand here.
#[derive(Args, Clone, Debug, Default)]
pub(in crate::cli) struct ValuesArguments {
    #[command(flatten)]
    pub(in crate::cli) chart: ChartArguments,
    #[arg(
        long,
        value_name = "NAME",
        help = profiles("Lay a ready profile over the defaults, before any values file"),
        help_heading = VALUES,
        add = ArgValueCompleter::new(completion::profiles)
    )]
    pub(in crate::cli) profile: Vec<String>,
    /// Lay a values file over the defaults; `-` reads standard input; a later file wins
    /// [default: what VAULTCHART_VALUES or `vaultchart.yaml` names]
    #[arg(short = 'f', long = "values", value_name = "FILE", value_delimiter = ',', help_heading = VALUES)]
    pub(in crate::cli) files: Vec<PathBuf>,
    /// Take the values at this path of every values file: vault, spec.values, releases[2].values[0]
    #[arg(long, value_name = "PATH", value_parser = path, help_heading = VALUES)]
    pub(in crate::cli) values_at: Option<Path>,
    /// The release that is meant, where a file of Argo CD, Flux, kustomize or helmfile holds several
    #[arg(long = "release", value_name = "NAME", help_heading = VALUES)]
    pub(in crate::cli) release: Option<String>,
    /// Set a value from JSON: key=JSON, or a whole JSON object
    #[arg(long, value_name = "KEY=JSON", help_heading = VALUES, add = ArgValueCompleter::new(completion::assignments))]
    pub(in crate::cli) set_json: Vec<String>,
    /// Set values: key=value,list[0].key=value,list={a,b}
    #[arg(long, value_name = "KEY=VALUE", help_heading = VALUES, add = ArgValueCompleter::new(completion::assignments))]
    pub(in crate::cli) set: Vec<String>,
    /// Set values that stay text
    #[arg(long, value_name = "KEY=TEXT", help_heading = VALUES, add = ArgValueCompleter::new(completion::assignments))]
    pub(in crate::cli) set_string: Vec<String>,
    /// Set a value to the text of a file
    #[arg(long, value_name = "KEY=FILE", help_heading = VALUES, add = ArgValueCompleter::new(completion::assignments))]
    pub(in crate::cli) set_file: Vec<String>,
    /// Set a value to the text after the equals sign, whatever it holds
    #[arg(long, value_name = "KEY=TEXT", help_heading = VALUES, add = ArgValueCompleter::new(completion::assignments))]
    pub(in crate::cli) set_literal: Vec<String>,
    /// Accept values of types that the chart does not expect
    #[arg(long, help_heading = VALUES)]
    pub(in crate::cli) skip_schema_validation: bool,
}

impl ValuesArguments {
    /// The same, with what is said below where it says nothing.
    pub(in crate::cli) fn over(&self, below: &Self) -> Self {
        Self {
            chart: self.chart.over(&below.chart),
            profile: either(&self.profile, &below.profile),
            files: either(&self.files, &below.files),
            ..self.clone()
        }
    }

    /// Whether a file with several releases stands for all of them.
    pub(in crate::cli) fn spreads(&self) -> bool {
        self.release.is_none() && self.values_at.is_none()
    }

    /// The files that they are read from.
    pub(in crate::cli) fn read_files(&self) -> impl Iterator<Item = PathBuf> {
        let named = self.set_file.iter().flat_map(|argument| set_file_names(argument)).map(PathBuf::from);
        self.files.iter().cloned().chain(named)
    }
}

/// Reads a path as it is typed.
pub(in crate::cli) fn path(text: &str) -> Result<Path, String> {
    Path::parse(text).ok_or_else(|| {
        "write keys with dots between them, and indexes in brackets: `spec.values`, `releases[2].values[0]`; a dot \
         within a key gets a backslash"
            .to_owned()
    })
}

/// A list that was given, or else the one below.
pub(super) fn either<T: Clone>(given: &[T], below: &[T]) -> Vec<T> {
    if given.is_empty() { below.to_vec() } else { given.to_vec() }
}

/// What a help says, with the names of the profiles.
pub(in crate::cli) fn profiles(help: &str) -> String {
    let names: Vec<&str> = ChartDefinition::newest().profiles.iter().map(|(name, _)| *name).collect();
    format!("{help} [profiles: {}]", names.join(", "))
}
