//! Values as YAML, with or without a comment behind each that says who wrote it.

use crate::source::Sources;
use crate::values::{Layers, origin};
use crate::yaml::{self, Data, Node, Style};

/// Prints values as YAML.
pub fn values(values: &Node) -> String {
    let mut text = String::new();
    yaml::write(&values.to_json(), &mut text);
    text
}

/// Prints values as YAML; each leaf's line ends in a comment that names who wrote it. The text reads back to the same
/// values.
pub fn values_with_origins(values: &Node, layers: &Layers, sources: &Sources) -> String {
    let text = self::values(values);
    let Ok(stream) = yaml::read(&text, Sources::default().add("values", "")) else { return text };
    let mut comments = Comments { layers, sources, text: &text, found: Vec::new() };
    if let Some(document) = stream.documents.first() {
        comments.collect(&document.root, values, values.span);
    }
    comments.into_text()
}

/// The comments of a text: the end of the line that each stands behind, and its words.
struct Comments<'run> {
    layers: &'run Layers,
    sources: &'run Sources,
    text: &'run str,
    found: Vec<(usize, String)>,
}

impl Comments<'_> {
    /// Walks what was printed beside the values that were printed; `written` is where the value's writer stands.
    fn collect(&mut self, printed: &Node, value: &Node, written: crate::source::Span) {
        match (&printed.data, &value.data) {
            (Data::Map(below), Data::Map(values)) if !values.is_empty() => {
                for (printed, value) in below.values().zip(values.values()) {
                    self.collect(&printed.value, &value.value, value.key_span);
                }
            }
            (Data::List(below), Data::List(values)) if !values.is_empty() => {
                for (printed, value) in below.iter().zip(values) {
                    self.collect(printed, value, value.span);
                }
            }
            _ => {
                let comment = origin(written, self.layers, self.sources);
                // A name with a line break would end the comment.
                let comment = comment.replace(|character: char| character.is_control(), "?");
                self.found.push((self.line_end(printed), comment));
            }
        }
    }

    /// The end of the line that a comment may stand on: a block's text begins on the line below.
    fn line_end(&self, printed: &Node) -> usize {
        let start = printed.span.start as usize;
        if printed.style == Style::Block {
            let line = self.text[..start].rfind('\n').unwrap_or(0);
            return self.text[..line].trim_end_matches('\n').len();
        }
        self.text[start..].find('\n').map_or(self.text.len(), |length| start + length)
    }

    fn into_text(self) -> String {
        let mut text = String::with_capacity(self.text.len() * 2);
        let mut done = 0;
        for (end, comment) in self.found {
            text.push_str(&self.text[done..end]);
            text.push_str(" # ");
            text.push_str(&comment);
            done = end;
        }
        text.push_str(&self.text[done..]);
        text
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail by panicking")]
mod tests {
    use super::values_with_origins;
    use crate::source::Sources;
    use crate::values::{Layers, SetKind};
    use crate::yaml;

    fn printed(files: &[&str], flags: &[&str]) -> (String, serde_json::Value) {
        let mut sources = Sources::default();
        let defaults = "ui: true\nserver:\n  image: vault\n  list: [a, {b: 1}]\n  config: |\n    x\n\n    y\n";
        let mut layers = Layers::new(&mut sources, "values.yaml", defaults);
        for (position, text) in files.iter().enumerate() {
            layers.add_file(&mut sources, &format!("{position}.yaml"), text);
        }
        for flag in flags {
            layers.add_flag(&mut sources, SetKind::Typed, flag, &[]);
        }
        let values = layers.merge().unwrap().values;
        (values_with_origins(&values, &layers, &sources), values.to_json())
    }

    #[test]
    fn each_leaf_names_its_writer() {
        let (text, _) = printed(&["server:\n  image: mine\n", "free: {}\n"], &["server.list[0]=z"]);
        let expected = "\
ui: true # default
server:
  image: mine # 0.yaml:2
  list:
  - z # --set #1
  config: | # default
    x

    y
free: {} # 1.yaml:1
";
        assert_eq!(text, expected);
    }

    #[test]
    fn origins_do_not_change_the_values() {
        let texts = [
            "a: |\n\n  x\n\nb: |+\n  x\n\n\nc: [[], [{}], {d: [1]}]\n",
            "a: \"|\"\nb: \"x # y\"\nc: '#'\nd: null\n? \"long\"\n: x\n",
            "a: [\"x\\ny\", \"\\n x\\ny\\n\", \"\\n\\n\\nz\"]\n",
            "\"k\\n1\": {\"|\": |-\n  a: # b\n  c}\n",
            "e: [[\"a\\nb\"]]\nlast: |+\n  x\n\n\n",
        ];
        for text in texts {
            let Ok(_) = yaml::read(text, Sources::default().add("", "")) else { continue };
            let (text, values) = printed(&[text], &[]);
            let stream = yaml::read(&text, Sources::default().add("", "")).unwrap_or_else(|_| panic!("{text}"));
            assert_eq!(stream.documents[0].root.to_json(), values, "{text}");
            let other: serde_json::Value = serde_yaml::from_str(&text).unwrap();
            assert_eq!(other, values, "{text}");
        }
    }
}
