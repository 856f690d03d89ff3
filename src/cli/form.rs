//! The form of data on standard output.

use clap::ValueEnum;

/// The form of the output.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum OutputForm {
    /// YAML documents.
    Yaml,
    /// One `v1` List.
    Json,
}
