//! Paths through values: the keys and indexes that lead from the whole to one value.

use std::fmt;

use crate::yaml::{Data, Node};

/// What a key is written with a backslash before.
const DELIMITERS: [char; 5] = ['.', '[', '=', ',', '\\'];

/// One step down from a map or a list.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Segment {
    /// To the value under a key of a map.
    Key(String),
    /// To an item of a list, counted from 0.
    Index(usize),
}

/// The steps from the whole of the values to one of them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Path {
    steps: Vec<Segment>,
}

impl Path {
    /// The path of the whole.
    pub fn root() -> Self {
        Self::default()
    }

    /// The path of keys that a text such as `server.ha.replicas` names, without indexes or escapes.
    pub fn of_keys(dotted: &str) -> Self {
        dotted.split('.').map(|key| Segment::Key(key.to_owned())).collect()
    }

    /// Reads a path as it is printed: `server.tolerations[0].key`, with a backslash before a dot that belongs to a key.
    pub fn parse(text: &str) -> Option<Self> {
        let mut path = Self::root();
        let mut rest = text;
        while !rest.is_empty() {
            rest = match rest.strip_prefix('[') {
                Some(inside) => {
                    let (index, behind) = inside.split_once(']')?;
                    path.push(Segment::Index(index.parse().ok()?));
                    behind
                }
                None => {
                    let (key, behind) = key_before_delimiter(rest);
                    path.push(Segment::Key(key));
                    behind
                }
            };
            if let Some(behind) = rest.strip_prefix('.') {
                rest = behind;
                if rest.is_empty() || rest.starts_with('[') {
                    return None;
                }
            }
        }
        let has_empty_key = path.steps.iter().any(|step| matches!(step, Segment::Key(key) if key.is_empty()));
        (!path.is_root() && !has_empty_key).then_some(path)
    }

    /// The path one step up; the whole is above itself.
    pub fn parent(&self) -> Self {
        let mut parent = self.clone();
        parent.pop();
        parent
    }

    /// The path one key down.
    pub fn key(&self, key: &str) -> Self {
        let mut below = self.clone();
        below.push(Segment::Key(key.to_owned()));
        below
    }

    /// The steps, outermost first.
    pub fn steps(&self) -> &[Segment] {
        &self.steps
    }

    /// Whether this is the path of the whole.
    pub fn is_root(&self) -> bool {
        self.steps.is_empty()
    }

    /// Goes one step down.
    pub fn push(&mut self, step: Segment) {
        self.steps.push(step);
    }

    /// Goes one step up, and tells which step that was.
    pub fn pop(&mut self) -> Option<Segment> {
        self.steps.pop()
    }

    /// Finds the value that the path leads to, if there is one.
    pub fn find<'n>(&self, root: &'n Node) -> Option<&'n Node> {
        self.steps.iter().try_fold(root, |node, step| step.find(node))
    }
}

impl FromIterator<Segment> for Path {
    fn from_iter<I: IntoIterator<Item = Segment>>(steps: I) -> Self {
        Self { steps: steps.into_iter().collect() }
    }
}

impl fmt::Display for Path {
    /// Prints the path so that `--set` reads the same one back: `server.tolerations[0].key`, `annotations.a\.b/c`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut text = String::new();
        self.steps.iter().for_each(|step| step.print(&mut text));
        f.write_str(&text)
    }
}

impl Segment {
    /// Finds the value that the step leads to, if there is one.
    pub fn find<'n>(&self, node: &'n Node) -> Option<&'n Node> {
        match (self, &node.data) {
            (Self::Key(key), Data::Map(map)) => map.get(key).map(|entry| &entry.value),
            (Self::Index(index), Data::List(list)) => list.get(*index),
            _ => None,
        }
    }

    /// Adds the step to the text of the path that it leads on from.
    pub fn print(&self, path: &mut String) {
        match self {
            Self::Index(index) => path.push_str(&format!("[{index}]")),
            Self::Key(key) => {
                if !path.is_empty() {
                    path.push('.');
                }
                print_key(key, path);
            }
        }
    }
}

/// The key at the start of a text, without its escapes, and what stands behind it.
fn key_before_delimiter(text: &str) -> (String, &str) {
    let mut key = String::new();
    let mut characters = text.char_indices();
    while let Some((at, character)) = characters.next() {
        match character {
            '.' | '[' => return (key, &text[at..]),
            '\\' => key.extend(characters.next().map(|(_, escaped)| escaped)),
            _ => key.push(character),
        }
    }
    (key, "")
}

fn print_key(key: &str, path: &mut String) {
    for part in key.split_inclusive(DELIMITERS) {
        let (plain, delimiter) = part.split_at(part.trim_end_matches(DELIMITERS).len());
        path.push_str(plain);
        if !delimiter.is_empty() {
            path.push('\\');
            path.push_str(delimiter);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Path, Segment};

    fn key(text: &str) -> Segment {
        Segment::Key(text.to_owned())
    }

    #[test]
    fn a_path_prints_as_set_takes_it() {
        let cases = [
            (vec![], ""),
            (vec![key("server")], "server"),
            (vec![key("server"), key("tolerations"), Segment::Index(0), key("key")], "server.tolerations[0].key"),
            (vec![key("a"), Segment::Index(1), Segment::Index(2)], "a[1][2]"),
            (vec![key("annotations"), key("a.b/c")], r"annotations.a\.b/c"),
            (vec![key(r"x=\[y,")], r"x\=\\\[y\,"),
        ];
        for (steps, text) in cases {
            let path = steps.into_iter().collect::<Path>();
            assert_eq!(path.to_string(), text);
            assert_eq!(Path::parse(text), Some(path).filter(|path| !path.is_root()));
        }
    }

    #[test]
    fn what_is_no_path_is_not_read_as_one() {
        for text in ["", ".", "a.", ".a", "a..b", "a[", "a[x]", "a[-1]", "a.[0]", "a[99999999999999999999]"] {
            assert_eq!(Path::parse(text), None, "{text}");
        }
    }

    #[test]
    fn a_path_of_keys_is_split_at_dots() {
        assert_eq!(Path::of_keys("a.b").steps(), [key("a"), key("b")]);
    }
}
