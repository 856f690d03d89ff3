//! What was typed of the chart: which of its releases is meant.

use clap::Args;
use clap_complete::engine::ArgValueCompleter;

use crate::chart::ChartDefinition;
use crate::cli::completion;
use crate::diagnostic::Diagnostic;

const CHART: &str = "Chart";

/// Which release of the chart is meant.
#[derive(Args, Clone, Debug, Default)]
pub(in crate::cli) struct ChartArguments {
    /// The release of vault-helm whose objects, defaults and rules are meant: 0.30.1, 0.30 or latest [default: latest]
    #[arg(long, value_name = "VERSION", help_heading = CHART, add = ArgValueCompleter::new(completion::chart_versions))]
    pub(in crate::cli) chart_version: Option<String>,
}

impl ChartArguments {
    /// The same, with what is said below where it says nothing.
    pub(in crate::cli) fn over(&self, below: &Self) -> Self {
        Self { chart_version: self.chart_version.clone().or_else(|| below.chart_version.clone()) }
    }

    /// The chart at that release.
    ///
    /// # Errors
    /// A release that is not known.
    pub(in crate::cli) fn definition(&self) -> Result<ChartDefinition, Diagnostic> {
        let asked = self.chart_version.as_deref().map(ChartDefinition::at).transpose()?;
        Ok(asked.unwrap_or_else(ChartDefinition::newest))
    }
}
