//! Vault's configuration with the places that its parts have in the user's values.

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
    written: String,
    text: String,
}

impl ServerConfiguration {
    /// Reads the configuration.
    pub fn read(configuration: Configuration, sources: &mut Sources) -> Self {
        let Configuration { path, span, written, text } = configuration;
        // Spans of the tree count from the start of the text, wherever it came from.
        let source = sources.add(path, text.as_str());
        let config = vault_config::parse(&text, source);
        Self { path, config, span, written, text }
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
        let range = if self.text == self.written { Some(range) } else { self.same_line(&range) };
        let within = range.map(|range| Within { text: self.written.clone(), range });
        Label { within, ..Label::new(self.span, text) }
    }

    /// What to say of the configuration as a whole.
    pub fn whole(&self, text: impl Into<String>) -> Label {
        Label::new(self.span, text)
    }

    /// The part in the text as it was written: in the line of the same words that stands at about the same height.
    fn same_line(&self, range: &std::ops::Range<usize>) -> Option<std::ops::Range<usize>> {
        let before = self.text.get(..range.start)?;
        let start = before.rfind('\n').map_or(0, |newline| newline + 1);
        let line = self.text.get(start..)?.lines().next()?;
        let height = before.matches('\n').count();
        let (_, offset) = lines(&self.written)
            .enumerate()
            .filter(|(_, (_, written))| *written == line)
            .map(|(other, (offset, _))| (other.abs_diff(height), offset))
            .min()?;
        let length = range.len().min(line.len().saturating_sub(range.start - start));
        let first = offset + (range.start - start);
        Some(first..first + length)
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
