//! What the files of a tool give: releases of this chart, and charts that are others.

use super::local_chart::LocalChart;
use super::other_chart::Chart;
use super::reading::Reading;
use super::release::EmbeddedRelease;
use super::umbrella;
use crate::source::Span;

/// The releases of the chart that were found, and the charts that are others.
#[derive(Debug, Default)]
pub(super) struct Harvest {
    pub(super) releases: Vec<EmbeddedRelease>,
    pub(super) others: Vec<(Span, String)>,
    pub(super) lookalikes: Vec<(Span, String)>,
}

impl Harvest {
    /// Takes note of another chart.
    pub(super) fn other(&mut self, span: Span, chart: Chart) {
        match chart {
            Chart::Vault => {}
            Chart::Lookalike(words) => self.lookalikes.push((span, words)),
            Chart::Other(words) => self.others.push((span, words)),
        }
    }

    /// Takes a release of a chart of the repository: itself if it is this chart, else one for each dependency on it.
    pub(super) fn spread(&mut self, reading: &mut Reading, chart: &LocalChart, release: EmbeddedRelease) {
        if chart.dependencies.is_empty() && chart.name == "vault" {
            let chart_version = chart.version.clone();
            return self.releases.push(EmbeddedRelease { chart_version, ..release });
        }
        if chart.dependencies.is_empty() {
            self.lookalikes.extend(chart.lookalikes.iter().map(|(said, words)| (said.span, words.clone())));
            return self.others.push((release.span, format!("the chart `{}`", chart.name)));
        }
        let mut all = Vec::new();
        let mut release = release;
        match reading.file(&umbrella::own_values(chart)) {
            Ok(own) => all.extend(own),
            Err(problem) => release.errors.push(problem),
        }
        all.append(&mut release.parts);
        for dependency in &chart.dependencies {
            let mut one = release.clone();
            if chart.dependencies.len() > 1 {
                one.label = format!("{}/{}", release.label, dependency.key);
            }
            umbrella::hand_down(dependency, all.clone(), &mut one);
            self.releases.push(one);
        }
    }
}
