//! Secrets that stand in the values in plain text: no view may show them, whichever rule speaks of their line.

use crate::diagnostic::Diagnostic;
use crate::manifest;
use crate::source::{Sources, Span};
use crate::values::{LayerKind, Layers, SetKind};
use crate::yaml;

/// The values that hold a configuration of Vault.
const CONFIGURATIONS: [&str; 3] = ["server.standalone.config", "server.ha.config", "server.ha.raft.config"];
/// The shortest secret that is taken out of the words of a message: shorter ones are part of other words.
const SHORTEST: usize = 4;
const MASK: &str = "****";

/// The secrets of one run.
#[derive(Debug, Default)]
pub struct Secrets {
    texts: Vec<String>,
}

impl Secrets {
    /// Finds the secrets in what the user wrote, and hides them in the lines that views draw.
    pub fn hide(layers: &Layers, sources: &mut Sources) -> Self {
        let mut secrets = Self::default();
        for layer in layers.lowest_first().into_iter().filter(|layer| layers.is_of_the_user(layer.source)) {
            // The text of a values file is looked at as a whole: comments, and what cannot be read, are drawn as well.
            let text = sources.text(layer.source).to_owned();
            let sure = manifest::secrets(&text).into_iter().filter(|secret| !secret.may_be_reference);
            for range in sure.map(|secret| secret.range) {
                secrets.add(text.get(range.clone()).unwrap_or_default());
                sources.hide(Span::new(layer.source, range.start, range.end));
            }
            for node in CONFIGURATIONS.iter().filter_map(|path| layer.tree.at(path)) {
                let is_elsewhere = layer.kind == LayerKind::Flag(SetKind::File);
                let spans = secrets.of_configuration(node, &text);
                spans.into_iter().filter(|_| !is_elsewhere).for_each(|span| sources.hide(span));
            }
        }
        secrets
    }

    /// Adds the secrets of a text, so that no message says them.
    pub fn add_text(&mut self, text: &str) {
        for secret in manifest::secrets(text) {
            self.add(text.get(secret.range).unwrap_or_default());
        }
    }

    /// Takes the secrets out of the words of a message.
    pub fn mask(&self, diagnostic: &mut Diagnostic) {
        let labels = diagnostic.labels.iter_mut().map(|label| &mut label.text);
        let words = std::iter::once(&mut diagnostic.title).chain(&mut diagnostic.notes).chain(&mut diagnostic.help);
        for text in labels.chain(words) {
            for secret in self.texts.iter().filter(|secret| text.contains(secret.as_str())).collect::<Vec<_>>() {
                *text = text.replace(secret.as_str(), MASK);
            }
        }
    }

    /// The places of the secrets in a configuration, where nothing is the name of an object.
    fn of_configuration(&mut self, node: &yaml::Node, source: &str) -> Vec<Span> {
        let Some(text) = node.as_text() else { return Vec::new() };
        self.add_text(text);
        let place = |range| yaml::place_in_text(node.span, source, text, &range).unwrap_or(node.span);
        manifest::secrets(text).into_iter().map(|secret| place(secret.range)).collect()
    }

    fn add(&mut self, secret: &str) {
        for line in secret.lines().map(str::trim).filter(|line| line.len() >= SHORTEST) {
            if !self.texts.iter().any(|known| known == line) {
                self.texts.push(line.to_owned());
            }
        }
        // The longer one first, else a part of it is left.
        self.texts.sort_by_key(|text| std::cmp::Reverse(text.len()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The lines of a values file and a message, as they are shown.
    fn shown(text: &str, message: &str) -> (String, String) {
        let mut sources = Sources::default();
        let mut layers = Layers::new(&mut sources, "values.yaml", "server: {}\n");
        layers.add_file(&mut sources, "mine.yaml", text);
        let secrets = Secrets::hide(&layers, &mut sources);
        let mut diagnostic = Diagnostic::error("code", message);
        secrets.mask(&mut diagnostic);
        let source = layers.lowest_first().last().expect("a layer").source;
        (sources.shown_text(source).into_owned(), diagnostic.title)
    }

    #[test]
    fn secrets_are_in_no_line_and_no_word() {
        let table = [
            (
                "server: {ha: {config: \"token = \\\"s3cret\\\"\"}}\n",
                "server: {ha: {config: \"token = \\\"******\\\"\"}}\n",
            ),
            (
                "server:\n  ha:\n    config: |\n      secret = \"s3cret\"\n      a = 1\n",
                "server:\n  ha:\n    config: |\n      secret = \"******\"\n      a = 1\n",
            ),
            ("server: [  # token: s3cret\n", "server: [  # token: ******\n"),
            ("server:\n  secret: s3cret\n", "server:\n  secret: s3cret\n"),
        ];
        for (text, expected) in table {
            assert_eq!(shown(text, "").0, expected, "{text}");
        }
        let text = "server:\n  ha:\n    config: |\n      token = \"s3cret\"\n";
        assert_eq!(shown(text, "`s3cret` is wrong").1, "`****` is wrong");
    }
}
