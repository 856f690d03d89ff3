//! Taking one value of the user away again, so that what is to be said of the others can be said.

use super::layers::Merged;
use super::merge::over_defaults;
use crate::source::Span;
use crate::yaml::{Data, Entry, Node};

impl Merged {
    /// Puts null in the place of the user's value that was written at the span, and the default in the place of a
    /// null; returns whether there is such a value.
    pub fn leave_out(&mut self, span: Span, defaults: &Node) -> bool {
        let is_found = leave_out(&mut self.user, span);
        if is_found {
            self.values = over_defaults(defaults, &self.user);
        }
        is_found
    }
}

fn leave_out(node: &mut Node, span: Span) -> bool {
    match &mut node.data {
        Data::Map(map) => {
            let is_here = |entry: &Entry| entry.value.span == span && !is_list_or_map(&entry.value);
            let key = map.iter().find(|(_, entry)| is_here(entry)).map(|(key, _)| key.clone());
            if let Some(key) = key {
                match map.get_mut(&key) {
                    Some(entry) if !entry.value.is_null() => entry.value.data = Data::Null,
                    _ => {
                        map.shift_remove(&key);
                    }
                }
                return true;
            }
            if map.values_mut().any(|entry| leave_out(&mut entry.value, span)) {
                return true;
            }
            set_null(map.values_mut().map(|entry| &mut entry.value), span)
        }
        Data::List(items) => items.iter_mut().any(|item| leave_out(item, span)) || set_null(items.iter_mut(), span),
        _ => false,
    }
}

fn set_null<'n>(mut nodes: impl Iterator<Item = &'n mut Node>, span: Span) -> bool {
    match nodes.find(|node| node.span == span) {
        Some(node) => {
            node.data = Data::Null;
            true
        }
        None => false,
    }
}

fn is_list_or_map(node: &Node) -> bool {
    matches!(node.data, Data::List(_) | Data::Map(_))
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail by panicking")]
mod tests {
    use crate::source::Sources;
    use crate::values::Layers;

    const DEFAULTS: &str = "a: 1\nb: {c: 2, d: 3}\nl: []\n";

    #[test]
    fn a_value_that_is_left_out_is_null_and_a_null_is_the_default() {
        let cases = [
            ("a: 5\n", "5", r#"{"b":{"c":2,"d":3},"l":[]}"#),
            ("a: null\n", "null", r#"{"a":1,"b":{"c":2,"d":3},"l":[]}"#),
            ("b: {c: 5}\n", "5", r#"{"a":1,"b":{"d":3},"l":[]}"#),
            ("l: [6, {x: 7}]\n", "7", r#"{"a":1,"b":{"c":2,"d":3},"l":[6,{"x":null}]}"#),
            ("l: [6, {x: 7}]\n", "6", r#"{"a":1,"b":{"c":2,"d":3},"l":[null,{"x":7}]}"#),
            ("l: [6, {x: 7}]\n", "{x: 7}", r#"{"a":1,"b":{"c":2,"d":3},"l":[6,null]}"#),
        ];
        for (text, left_out, expected) in cases {
            let mut sources = Sources::default();
            let mut layers = Layers::new(&mut sources, "values.yaml", DEFAULTS);
            layers.add_file(&mut sources, "mine.yaml", text);
            let source = layers.lowest_first()[1].source;
            let start = text.find(left_out).unwrap();
            let span = crate::source::Span::new(source, start, start + left_out.len());
            let mut merged = layers.merge().unwrap();
            assert!(merged.leave_out(span, &layers.defaults().tree), "{text}");
            assert_eq!(merged.values.to_json().to_string(), expected, "{text} without {left_out}");
            assert!(!merged.leave_out(crate::source::Span::new(source, 0, 0), &layers.defaults().tree));
        }
    }
}
