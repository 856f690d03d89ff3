//! What was found before and is known: a run tells only what is new.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::document::{Findings, Shown};
use super::fingerprint::Fingerprints;
use super::place::file_name;
use crate::output::printable;

/// The form of the file, as a number.
const VERSION: u32 = 1;

/// The findings that are known.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Baseline {
    version: u32,
    findings: Vec<Known>,
}

/// A finding that is known: by its fingerprint, and for those who read the file by its words.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Known {
    fingerprint: String,
    rule: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    file: String,
    message: String,
}

impl Baseline {
    /// Reads the file.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn read(text: &str) -> Result<Self, String> {
        let baseline: Self = serde_json::from_str(text).map_err(|error| error.to_string())?;
        match baseline.version {
            VERSION => Ok(baseline),
            other => Err(format!("its version is {other}, and this program reads {VERSION}")),
        }
    }

    /// All that a run found.
    pub fn of(findings: &Findings<'_>) -> Self {
        let mut fingerprints = Fingerprints::default();
        let known = |shown: &Shown<'_>| Known {
            fingerprint: fingerprints.of(shown),
            rule: shown.finding.rule.id.to_owned(),
            file: shown.in_file().map(|label| file_name(label.span.source, shown.texts).to_owned()).unwrap_or_default(),
            message: shown.finding.diagnostic.title.clone(),
        };
        Self { version: VERSION, findings: findings.all().map(known).collect() }
    }

    /// How many findings it knows.
    pub fn count(&self) -> usize {
        self.findings.len()
    }

    /// The text of the file.
    pub fn text(&self) -> String {
        let text = serde_json::to_string_pretty(self).unwrap_or_default();
        format!("{}\n", printable::json(&text))
    }
}

impl Findings<'_> {
    /// Leaves out what a baseline knows.
    pub fn leave_out_known(&mut self, baseline: &Baseline) {
        let known: BTreeSet<&str> = baseline.findings.iter().map(|known| known.fingerprint.as_str()).collect();
        let mut fingerprints = Fingerprints::default();
        let mut left_out = 0;
        for section in &mut self.sections {
            section.findings.retain(|shown| {
                let is_known = known.contains(fingerprints.of(shown).as_str());
                left_out += usize::from(is_known);
                !is_known
            });
        }
        self.known = Some(left_out);
    }
}
