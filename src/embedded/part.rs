//! The parts that the values of a release are made of, in the words of the layers of values.

use crate::source::SourceId;
use crate::values::{FileSet, ReadValues};
use crate::yaml::{Data, Node, Number};

/// One layer of values that a file gives.
#[derive(Clone, Debug, PartialEq)]
pub enum GivenLayer {
    /// A map of values: a part of the file, or another file that it names.
    Values {
        /// The text that it was read from.
        source: SourceId,
        /// The values.
        read: ReadValues,
    },
    /// A map of values that only fills what the defaults of the chart leave out or empty.
    Fill {
        /// The text that it was read from.
        source: SourceId,
        /// The values.
        read: ReadValues,
    },
    /// One key, in the manner of `--set`.
    Set(FileSet),
    /// A ready profile of the chart: a values file that stands in the chart itself.
    Profile(&'static str),
}

/// Leaves in values what others leave out or empty.
pub fn fill(values: &mut Node, others: &Node) {
    let (Data::Map(map), Some(others)) = (&mut values.data, others.as_map()) else { return };
    map.retain(|key, entry| match others.get(key) {
        None => true,
        Some(other) if other.value.as_map().is_some() && entry.value.as_map().is_some() => {
            fill(&mut entry.value, &other.value);
            true
        }
        Some(other) => is_empty(&other.value),
    });
}

/// What Go takes for the value of something that was never set.
fn is_empty(node: &Node) -> bool {
    match &node.data {
        Data::Null | Data::Bool(false) => true,
        Data::Bool(true) => false,
        Data::Number(Number::Integer(number)) => *number == 0,
        Data::Number(Number::Float(number)) => *number == 0.0,
        Data::Text(text) => text.is_empty(),
        Data::List(items) => items.is_empty(),
        Data::Map(map) => map.is_empty(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Sources;

    #[test]
    fn values_fill_what_others_leave_empty() {
        let mut sources = Sources::default();
        let mut read = |text: &str| {
            let source = sources.add("values.yaml", text);
            ReadValues::of_text(text, source)
        };
        let mut inline = read("a: 1\nb: {c: 1, d: 2}\ne: {f: 1}\ng: 1\n");
        let file = read("a: 0\nb: {c: 3, d: ''}\ne: 2\n");
        assert!(inline.errors.is_empty() && file.errors.is_empty());
        fill(&mut inline.tree, &file.tree);
        assert_eq!(inline.tree.to_json().to_string(), r#"{"a":1,"b":{"d":2},"g":1}"#);
    }
}
