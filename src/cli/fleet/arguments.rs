//! What was typed for many releases.

use std::num::NonZeroUsize;

use clap::Args;

const FLEET: &str = "Many releases";

/// Which files there are, and how many of them are worked on at once.
#[derive(Args, Debug, Default)]
pub(in crate::cli) struct FleetArguments {
    /// Make a release of every values file that matches, each over the files of `-f`: 'clusters/*.yaml', in quotes.
    /// `vaultchart: {release: …, namespace: …}` in a file, or the name of a file RELEASE@NAMESPACE.yaml, names them
    #[arg(long, value_name = "GLOB", help_heading = FLEET)]
    pub(in crate::cli) each: Vec<String>,
    /// How many files to work on at once [default: as many as there are cores]
    #[arg(long, value_name = "COUNT", requires = "each", value_parser = count, help_heading = FLEET)]
    pub(in crate::cli) jobs: Option<NonZeroUsize>,
}

impl FleetArguments {
    /// Whether there are many releases.
    pub(in crate::cli) fn is_given(&self) -> bool {
        !self.each.is_empty()
    }
}

fn count(text: &str) -> Result<NonZeroUsize, &'static str> {
    text.parse().map_err(|_| "expected a number from 1 on")
}
