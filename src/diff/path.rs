//! Paths through an object: keys, items by what tells them apart, blocks of a Vault configuration.

use std::fmt;

/// One step down.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum DiffStep {
    /// To the value under a key of a map.
    Key(String),
    /// To the item of a list with these values under its merge keys: `[containerPort=8200,protocol=TCP]`.
    Item(Vec<(String, String)>),
    /// To an item of a list that only its position tells apart, counted from 0.
    Index(usize),
    /// To a block of a Vault configuration: `listener "tcp"`.
    Block {
        /// The type of the block.
        kind: String,
        /// Its labels.
        labels: Vec<String>,
        /// Which of the blocks of this name, counted from 0.
        index: usize,
    },
}

/// The steps from a whole object to one of its parts.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Path {
    steps: Vec<DiffStep>,
}

impl Path {
    /// The path of the whole.
    pub fn root() -> Self {
        Self::default()
    }

    /// The steps, outermost first.
    pub fn steps(&self) -> &[DiffStep] {
        &self.steps
    }

    /// Whether this is the path of the whole.
    pub fn is_root(&self) -> bool {
        self.steps.is_empty()
    }

    /// The path one step down.
    #[must_use]
    pub fn join(&self, step: DiffStep) -> Self {
        let mut steps = self.steps.clone();
        steps.push(step);
        Self { steps }
    }

    /// Goes one step down.
    pub fn push(&mut self, step: DiffStep) {
        self.steps.push(step);
    }

    /// Goes one step up, and tells which step that was.
    pub fn pop(&mut self) -> Option<DiffStep> {
        self.steps.pop()
    }
}

impl FromIterator<DiffStep> for Path {
    fn from_iter<I: IntoIterator<Item = DiffStep>>(steps: I) -> Self {
        Self { steps: steps.into_iter().collect() }
    }
}

impl fmt::Display for Path {
    /// Prints the path as `--ignore` takes it: `spec.template.spec.containers[name=vault].image`,
    /// `metadata.labels["helm.sh/chart"]`; nothing for the whole.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (position, step) in self.steps.iter().enumerate() {
            let bracketed = matches!(step, DiffStep::Index(_) | DiffStep::Item(_))
                || matches!(step, DiffStep::Key(key) if !is_plain(key));
            if position > 0 && !bracketed {
                f.write_str(".")?;
            }
            write!(f, "{step}")?;
        }
        Ok(())
    }
}

impl fmt::Display for DiffStep {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Key(key) if is_plain(key) => f.write_str(key),
            Self::Key(key) => write!(f, "[{}]", quoted(key)),
            Self::Index(index) => write!(f, "[{index}]"),
            Self::Item(keys) => write_item(f, keys),
            Self::Block { kind, labels, index } => write_block(f, kind, labels, *index),
        }
    }
}

fn write_item(f: &mut fmt::Formatter<'_>, keys: &[(String, String)]) -> fmt::Result {
    f.write_str("[")?;
    // A key that the item does not have tells nothing, unless it has none at all.
    let has_any = keys.iter().any(|(_, value)| !value.is_empty());
    let told = keys.iter().filter(|(_, value)| !has_any || !value.is_empty());
    for (position, (key, value)) in told.enumerate() {
        let comma = if position > 0 { "," } else { "" };
        let value = if is_plain_value(value) { value.clone() } else { quoted(value) };
        write!(f, "{comma}{key}={value}")?;
    }
    f.write_str("]")
}

fn write_block(f: &mut fmt::Formatter<'_>, kind: &str, labels: &[String], index: usize) -> fmt::Result {
    f.write_str(kind)?;
    for label in labels {
        write!(f, " {}", quoted(label))?;
    }
    if index > 0 { write!(f, "[{index}]") } else { Ok(()) }
}

/// Whether a key needs no quotes in a path.
fn is_plain(key: &str) -> bool {
    !key.is_empty() && key.chars().all(|character| character.is_ascii_alphanumeric() || "-_".contains(character))
}

/// Whether a value of a merge key needs no quotes in a path.
fn is_plain_value(value: &str) -> bool {
    !value.is_empty() && value.chars().all(|character| !character.is_control() && !"[],=\"\\ ".contains(character))
}

fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

#[cfg(test)]
mod tests {
    use super::{DiffStep, Path};

    fn key(text: &str) -> DiffStep {
        DiffStep::Key(text.to_owned())
    }

    fn item(keys: &[(&str, &str)]) -> DiffStep {
        DiffStep::Item(keys.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect())
    }

    #[test]
    fn a_path_prints_as_ignore_takes_it() {
        let listener = DiffStep::Block { kind: "listener".to_owned(), labels: vec!["tcp".to_owned()], index: 0 };
        let second = DiffStep::Block { kind: "listener".to_owned(), labels: vec!["tcp".to_owned()], index: 1 };
        let cases = [
            (vec![], ""),
            (
                vec![key("spec"), key("containers"), item(&[("name", "vault")]), key("image")],
                "spec.containers[name=vault].image",
            ),
            (vec![key("ports"), item(&[("port", "8200"), ("protocol", "TCP")])], "ports[port=8200,protocol=TCP]"),
            (vec![key("labels"), key("helm.sh/chart")], r#"labels["helm.sh/chart"]"#),
            (vec![key("m"), item(&[("mountPath", "/a b")])], r#"m[mountPath="/a b"]"#),
            (vec![key("paths"), item(&[("path", "/v1"), ("pathType", "")])], "paths[path=/v1]"),
            (vec![key("args"), DiffStep::Index(3)], "args[3]"),
            (vec![listener, key("tls_disable")], r#"listener "tcp".tls_disable"#),
            (vec![second], r#"listener "tcp"[1]"#),
        ];
        for (steps, text) in cases {
            assert_eq!(steps.into_iter().collect::<Path>().to_string(), text);
        }
    }
}
