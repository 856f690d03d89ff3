//! What the generator of an ApplicationSet puts into its template: `{{name}}`, or `{{ .name }}` with `goTemplate`.
//!
//! A tag that no parameter answers stays as it is: values of the chart hold Go templates of their own.
//! <https://argo-cd.readthedocs.io/en/stable/operator-manual/applicationset/Template/>

use std::borrow::Cow;

use crate::yaml::{Data, Entries, Node};

/// The parameters of one element, by their names: those in a map below have a dot.
#[derive(Clone, Debug, Default)]
pub(super) struct Parameters {
    values: Vec<(String, String)>,
    is_go: bool,
}

impl Parameters {
    /// The parameters of an element of a list generator.
    pub(super) fn of_element(element: &Node, is_go: bool) -> Self {
        let mut values = Vec::new();
        flatten(element, "", &mut values);
        Self { values, is_go }
    }

    /// Whether there is nothing to put in.
    pub(super) fn is_empty(&self) -> bool {
        self.values.is_empty()
    }

    /// The text with what the tags stand for.
    pub(super) fn fill<'t>(&self, text: &'t str) -> Cow<'t, str> {
        if self.is_empty() || !text.contains("{{") {
            return Cow::Borrowed(text);
        }
        let mut filled = String::with_capacity(text.len());
        let mut rest = text;
        while let Some((before, behind)) = rest.split_once("{{") {
            filled.push_str(before);
            match behind.split_once("}}").and_then(|(tag, after)| Some((self.value(tag)?, after))) {
                Some((value, after)) => {
                    filled.push_str(value);
                    rest = after;
                }
                None => {
                    filled.push_str("{{");
                    rest = behind;
                }
            }
        }
        filled.push_str(rest);
        Cow::Owned(filled)
    }

    /// Puts the parameters into every text of a tree, and into its keys.
    pub(super) fn apply(&self, node: &mut Node) {
        if self.is_empty() {
            return;
        }
        match &mut node.data {
            Data::Text(text) => *text = self.fill(text).into_owned(),
            Data::List(items) => items.iter_mut().for_each(|item| self.apply(item)),
            Data::Map(map) => {
                let mut entries = Entries::default();
                for (key, mut entry) in std::mem::take(map) {
                    self.apply(&mut entry.value);
                    entries.insert(self.fill(&key).into_owned(), entry);
                }
                *map = entries.into();
            }
            _ => {}
        }
    }

    fn value(&self, tag: &str) -> Option<&str> {
        let tag = tag.trim_matches('-').trim();
        let name = if self.is_go { tag.strip_prefix('.')? } else { tag };
        self.values.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }
}

fn flatten(node: &Node, name: &str, values: &mut Vec<(String, String)>) {
    match &node.data {
        Data::Map(map) => {
            for (key, entry) in map {
                let below = if name.is_empty() { key.clone() } else { format!("{name}.{key}") };
                flatten(&entry.value, &below, values);
            }
        }
        Data::Text(text) => values.push((name.to_owned(), text.clone())),
        Data::Bool(_) | Data::Number(_) => values.push((name.to_owned(), node.to_json().to_string())),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Sources;
    use crate::yaml;

    #[test]
    fn known_tags_are_filled_and_others_stay() {
        let mut sources = Sources::default();
        let text = "cluster: eu\nport: 8200\nvalues: {zone: a}\n";
        let source = sources.add("set.yaml", text);
        let element = yaml::read(text, source).expect("readable").documents.remove(0).root;
        let plain = Parameters::of_element(&element, false);
        let go = Parameters::of_element(&element, true);
        assert_eq!(
            plain.fill("{{cluster}}-{{ port }} {{values.zone}} {{ .Release.Name }} {{"),
            "eu-8200 a {{ .Release.Name }} {{"
        );
        assert_eq!(go.fill("{{.cluster}}-{{- .values.zone -}} {{cluster}}"), "eu-a {{cluster}}");
        assert_eq!(Parameters::default().fill("{{cluster}}"), "{{cluster}}");
    }
}
