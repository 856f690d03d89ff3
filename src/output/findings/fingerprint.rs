//! What a finding is known by from one run to the next, wherever its line has moved to.

use std::collections::HashMap;

use sha2::{Digest, Sha256};

use super::document::Shown;
use super::place::file_name;
use crate::diagnostic::Label;
use crate::secrets::Veil;

/// The fingerprints of one run: the second finding of the same words is distinguished by its number.
#[derive(Default)]
pub(super) struct Fingerprints {
    seen: HashMap<String, usize>,
}

impl Fingerprints {
    /// The hash of rule, file, object and the text of the line as messages show it, and how often it was met.
    pub(super) fn of(&mut self, shown: &Shown) -> String {
        let Shown { finding, texts, .. } = *shown;
        let label = shown.in_file();
        let place = finding.place.as_ref();
        let parts = [
            finding.rule.id.to_owned(),
            label.map(|label| file_name(label.span.source, texts).to_owned()).unwrap_or_default(),
            label.map(|label| line(label, texts)).unwrap_or_default(),
            place.map(|place| place.object.to_string()).unwrap_or_default(),
            place.map(|place| place.path.clone()).unwrap_or_default(),
        ];
        let hash: String = Sha256::digest(parts.join("\0")).iter().take(8).map(|byte| format!("{byte:02x}")).collect();
        let count = self.seen.entry(hash.clone()).or_default();
        *count += 1;
        format!("{hash}:{count}")
    }
}

/// The line that a label points at, without its indentation and without what is hidden.
fn line(label: &Label, texts: &Veil) -> String {
    let text = texts.text(label.span.source);
    let before = text.get(..label.span.start as usize).unwrap_or_default();
    let start = before.rfind('\n').map_or(0, |newline| newline + 1);
    let line = text.get(start..).and_then(|rest| rest.lines().next()).unwrap_or_default();
    line.trim().to_owned()
}
