//! Keeping sensitive values out of messages: in the lines that are drawn, and in the words.

use super::layers::Layers;
use super::path::Step;
use super::schema::Schema;
use crate::diagnostic::Diagnostic;
use crate::source::{SourceId, Sources, Span};
use crate::yaml::{Data, Node};

/// The shortest value that is taken out of the words of a message: shorter ones are part of other words.
const SHORTEST: usize = 4;
const MASK: &str = "****";
const KEY_START: &str = "-----BEGIN";
const KEY_END: &str = "-----END";

/// Hides what the layers say under the sensitive keys of the schema from everything that the diagnostics show.
pub fn protect<'d>(
    layers: &Layers,
    schema: &Schema,
    sources: &mut Sources,
    diagnostics: impl IntoIterator<Item = &'d mut Diagnostic>,
) {
    let mut diagnostics = diagnostics.into_iter().peekable();
    if diagnostics.peek().is_none() {
        return;
    }
    let mut found = Found::default();
    for layer in layers.lowest_first().into_iter().filter(|layer| layers.is_of_the_user(layer.source)) {
        if layer.tree.as_map().is_some_and(|map| map.is_empty()) {
            found.search(sources.text(layer.source), layer.source, schema);
        } else {
            found.walk(&layer.tree, Some(schema), false);
        }
    }
    for span in &found.spans {
        sources.hide(*span);
    }
    for diagnostic in diagnostics {
        let labels = diagnostic.labels.iter_mut().map(|label| &mut label.text);
        let words = std::iter::once(&mut diagnostic.title).chain(&mut diagnostic.notes).chain(&mut diagnostic.help);
        for text in labels.chain(words) {
            found.mask(text);
        }
    }
}

#[derive(Default)]
struct Found {
    spans: Vec<Span>,
    texts: Vec<String>,
}

impl Found {
    fn mask(&self, text: &mut String) {
        for secret in &self.texts {
            if text.contains(secret.as_str()) {
                *text = text.replace(secret.as_str(), MASK);
            }
        }
    }

    fn walk(&mut self, node: &Node, schema: Option<&Schema>, is_sensitive: bool) {
        let is_sensitive = is_sensitive || schema.is_some_and(|schema| schema.has_mark("x-sensitive"));
        let below = |step| schema.and_then(|schema| schema.step(&step));
        match &node.data {
            Data::Map(map) => {
                for (key, entry) in map {
                    self.walk(&entry.value, below(Step::Key(key.clone())), is_sensitive);
                }
            }
            Data::List(items) => {
                for (index, item) in items.iter().enumerate() {
                    self.walk(item, below(Step::Index(index)), is_sensitive);
                }
            }
            data if is_sensitive => {
                self.spans.push(node.span);
                let lines = match data {
                    Data::Text(text) => text.lines().map(|line| line.trim().to_owned()).collect(),
                    _ => Vec::new(),
                };
                self.texts.extend(lines.into_iter().filter(|line: &String| line.len() >= SHORTEST));
            }
            _ => {}
        }
    }

    /// In a text that cannot be read, whatever follows the name of a sensitive key is hidden, and every private key.
    fn search(&mut self, text: &str, source: SourceId, schema: &Schema) {
        let mut names = Vec::new();
        sensitive_names(schema, &mut names);
        for name in names {
            for (start, _) in text.match_indices(name) {
                let end = start + name.len();
                let rest = text.get(end..).unwrap_or_default();
                let value = rest.trim_start_matches(['"', '\'', ' ']);
                if let Some(value) = value.strip_prefix([':', '=']) {
                    let length = value.find(['\n', '\r']).unwrap_or(value.len());
                    let start = end + rest.len() - value.len();
                    self.spans.push(Span::new(source, start, start + length));
                }
            }
        }
        for (start, _) in text.match_indices(KEY_START) {
            let length = text.get(start..).and_then(|rest| rest.find(KEY_END)).unwrap_or(text.len() - start);
            self.spans.push(Span::new(source, start, start + length));
        }
    }
}

fn sensitive_names<'s>(schema: &'s Schema, names: &mut Vec<&'s str>) {
    for (key, below) in schema.properties() {
        if below.has_mark("x-sensitive") {
            names.push(key);
        }
        sensitive_names(below, names);
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail by panicking")]
mod tests {
    use super::protect;
    use crate::diagnostic::Diagnostic;
    use crate::source::{Sources, Span};
    use crate::values::layers::Layers;
    use crate::values::schema::Schema;
    use crate::values::set::SetKind;

    const SCHEMA: &str = r#"{"properties": {"dev": {"properties": {"token": {"x-sensitive": true}}}, "other": {}}}"#;

    #[test]
    fn sensitive_values_are_in_no_line_and_no_word() {
        let mut sources = Sources::default();
        let mut layers = Layers::new(&mut sources, "values.yaml", "dev: {token: root}\n");
        layers.add_file(&mut sources, "good.yaml", "dev: {token: s3cret-one}\nother: 1\n");
        layers.add_file(&mut sources, "broken.yaml", "dev:\n  token: s3cret-two\n  x: [\nother: 1\n");
        layers.add_flag(&mut sources, SetKind::Typed, "dev.token=s3cret-three,other=1", &[]);
        let ids: Vec<_> = layers.lowest_first().iter().map(|layer| layer.source).collect();
        let mut told =
            vec![Diagnostic::error("code", "`s3cret-one` is wrong").at(Span::new(ids[1], 0, 1), "s3cret-one")];
        protect(&layers, &Schema::parse(SCHEMA).unwrap(), &mut sources, &mut told);
        assert_eq!(told[0].title, "`****` is wrong");
        assert_eq!(told[0].labels[0].text, "****");
        let shown: Vec<_> = ids.iter().map(|id| sources.shown_text(*id).into_owned()).collect();
        assert_eq!(shown[0], "dev: {token: root}\n");
        assert_eq!(shown[1], "dev: {token: **********}\nother: 1\n");
        assert_eq!(shown[2], "dev:\n  token: **********\n  x: [\nother: 1\n");
        assert_eq!(shown[3], "dev.token=************,other=1");
    }
}
