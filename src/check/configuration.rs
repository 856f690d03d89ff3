//! Vault's configuration with the places that its parts have in the user's values.

use std::cell::OnceCell;
use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use crate::chart::{self, Configuration};
use crate::diagnostic::{Label, Within};
use crate::source::{Sources, Span};
use crate::vault_config::{self, Config, Problem};

/// The configuration of the server, read.
pub struct ServerConfiguration {
    /// The value that holds it, such as `server.ha.raft.config`.
    pub path: &'static str,
    /// What Vault reads, or what it cannot read.
    pub config: Result<Config, Vec<Problem>>,
    /// Where the value was written.
    span: Span,
    written: Arc<str>,
    text: String,
    /// Whether the text is what was written.
    is_as_written: bool,
    /// Where the lines of the text begin.
    starts: Vec<usize>,
    /// Where each line was written: the numbers of the lines of these words, and where they begin.
    lines: OnceCell<HashMap<String, Vec<(usize, usize)>>>,
}

impl ServerConfiguration {
    /// Reads the configuration.
    pub fn read(configuration: Configuration, sources: &mut Sources) -> Self {
        let Configuration { path, span, written, text } = configuration;
        // Spans of the tree count from the start of the text, wherever it came from.
        let source = sources.add(path, text.as_str());
        let config = vault_config::parse(&text, source);
        let starts = lines(&text).map(|(start, _)| start).collect();
        let is_as_written = text == written;
        Self { path, config, span, written: written.into(), text, is_as_written, starts, lines: OnceCell::new() }
    }

    /// The tree, if Vault can read the text.
    pub fn tree(&self) -> Option<&Config> {
        self.config.as_ref().ok()
    }

    /// The text that Vault reads.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Whether the chart adds `disable_mlock = true` behind the text.
    pub fn adds_mlock(&self) -> bool {
        chart::adds_mlock(&self.text)
    }

    /// Whether the text is JSON.
    pub fn is_json(&self) -> bool {
        self.text.trim_start().starts_with('{')
    }

    /// What to say of a part of the tree, at its place in the user's values.
    ///
    /// Where a Go template made the line that the part stands in, the place is the whole value.
    pub fn label(&self, part: Span, text: impl Into<String>) -> Label {
        let range = part.start as usize..part.end as usize;
        let range = if self.is_as_written { Some(range) } else { self.same_line(&range) };
        let within = range.map(|range| Within { text: self.written.clone(), range });
        Label { within, ..Label::new(self.span, text) }
    }

    /// What to say of the configuration as a whole.
    pub fn whole(&self, text: impl Into<String>) -> Label {
        Label::new(self.span, text)
    }

    /// The part in the text as it was written: in the line of the same words that stands at about the same height.
    fn same_line(&self, range: &Range<usize>) -> Option<Range<usize>> {
        let height = self.starts.partition_point(|start| *start <= range.start).checked_sub(1)?;
        let start = *self.starts.get(height)?;
        let line = self.text.get(start..)?.lines().next()?;
        let same = self.written_lines().get(line)?;
        let next = same.partition_point(|(other, _)| *other < height);
        let near = [next.checked_sub(1), Some(next)].into_iter().flatten().filter_map(|index| same.get(index));
        let (_, offset) = near.min_by_key(|(other, _)| other.abs_diff(height))?;
        let length = range.len().min(line.len().saturating_sub(range.start - start));
        let first = offset + (range.start - start);
        Some(first..first + length)
    }

    fn written_lines(&self) -> &HashMap<String, Vec<(usize, usize)>> {
        self.lines.get_or_init(|| {
            let mut found: HashMap<String, Vec<(usize, usize)>> = HashMap::new();
            for (number, (start, line)) in lines(&self.written).enumerate() {
                found.entry(line.to_owned()).or_default().push((number, start));
            }
            found
        })
    }
}

/// The lines of a text, each with its offset.
fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.split_inclusive('\n').scan(0, |offset, line| {
        let start = *offset;
        *offset += line.len();
        Some((start, line.trim_end_matches(['\n', '\r'])))
    })
}
