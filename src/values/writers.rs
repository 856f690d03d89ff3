//! Every layer that says something about one value, the lowest first.

use super::layers::{Layer, Layers};
use super::path::{Path, Segment};
use crate::source::{Sources, Span};
use crate::yaml::{Data, Node};

/// A layer that says something about a value.
#[derive(Clone, Debug, PartialEq)]
pub struct Writer<'layers> {
    /// The layer.
    pub layer: &'layers Layer,
    /// Where: the key, or the item of a list.
    pub place: Span,
    /// What it says.
    pub said: Said<'layers>,
}

/// What a layer says about a value.
#[derive(Clone, Debug, PartialEq)]
pub enum Said<'layers> {
    /// The value is this; null removes it.
    Value(&'layers Node),
    /// Something above it has a value that leaves no room for it.
    Above(Path, &'layers Node),
}

/// All layers that say something about the value at a path, the lowest in precedence first.
pub fn writers<'layers>(layers: &'layers Layers, path: &Path, sources: &Sources) -> Vec<Writer<'layers>> {
    layers.lowest_first().into_iter().filter_map(|layer| writer(layer, path, sources)).collect()
}

fn writer<'layers>(layer: &'layers Layer, path: &Path, sources: &Sources) -> Option<Writer<'layers>> {
    let is_flag = layer.set.is_some();
    let mut above = Path::root();
    let (mut place, mut node) = (layer.tree.span, &layer.tree);
    for step in path.steps() {
        (place, node) = match (step, &node.data) {
            (Segment::Key(key), Data::Map(map)) => map.get(key).map(|entry| (entry.key_span, &entry.value))?,
            (Segment::Index(index), Data::List(items)) => match items.get(*index) {
                // A flag lays single items into the list that is there.
                None if is_flag => return None,
                Some(item) if is_flag && is_filler(item, sources) => return None,
                Some(item) => (item.span, item),
                None => return Some(Writer { layer, place, said: Said::Above(above, node) }),
            },
            _ => return Some(Writer { layer, place, said: Said::Above(above, node) }),
        };
        above.push(step.clone());
    }
    Some(Writer { layer, place, said: Said::Value(node) })
}

/// Whether an item of a flag's list is a null in front of the item that was set: its place is that one's index.
fn is_filler(item: &Node, sources: &Sources) -> bool {
    item.is_null() && sources.slice(item.span).starts_with('[')
}

#[cfg(test)]
mod tests {
    use super::{Said, writers};
    use crate::source::Sources;
    use crate::values::layers::Layers;
    use crate::values::path::Path;
    use crate::values::set::SetKind;

    fn told(files: &[&str], flags: &[&str], path: &str) -> Vec<String> {
        let mut sources = Sources::default();
        let mut layers = Layers::new(&mut sources, "values.yaml", "server:\n  ha:\n    replicas: 3\n  list: []\n");
        for (position, text) in files.iter().enumerate() {
            layers.add_file(&mut sources, &format!("{position}.yaml"), text);
        }
        for flag in flags {
            layers.add_flag(&mut sources, SetKind::Typed, flag, &[]);
        }
        let path = Path::parse(path).expect("a path");
        let tell = |writer: super::Writer<'_>| {
            let place = format!("{}:{}", sources.name(writer.place.source), sources.place(writer.place).line);
            match writer.said {
                Said::Value(node) => format!("{place} {}", node.to_json()),
                Said::Above(path, node) => format!("{place} {path} {}", node.to_json()),
            }
        };
        writers(&layers, &path, &sources).into_iter().map(tell).collect()
    }

    #[test]
    fn all_writers_are_told_in_order() {
        let files = ["server:\n  ha:\n    replicas: 4\n", "x: 1", "server:\n\n  ha: {replicas: 5}\n"];
        let expected = ["values.yaml:3 3", "0.yaml:3 4", "2.yaml:3 5", "--set #2:1 6"];
        assert_eq!(told(&files, &["y=1", "server.ha.replicas=6"], "server.ha.replicas"), expected);
    }

    #[test]
    fn a_null_and_a_parent_that_leaves_no_room_are_told() {
        let files = ["server: {ha: text}", "server: {ha: {replicas: null}}", "server: null"];
        let expected = ["values.yaml:3 3", "0.yaml:1 server.ha \"text\"", "1.yaml:1 null", "2.yaml:1 server null"];
        assert_eq!(told(&files, &[], "server.ha.replicas"), expected);
    }

    #[test]
    fn items_of_lists_are_found() {
        let files = ["server: {list: [{key: a}]}"];
        let expected = ["values.yaml:4 server.list []", "0.yaml:1 \"a\"", "--set #1:1 \"b\""];
        assert_eq!(told(&files, &["server.list[0].key=b", "server.list[1].key=c"], "server.list[0].key"), expected);
    }
}
