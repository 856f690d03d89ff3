//! Where in the values the name stands that an object shows.

use std::cmp::Reverse;
use std::collections::HashMap;

use crate::check::Subject;
use crate::diagnostic::{Label, Within};
use crate::manifest::Object;
use crate::yaml::{Data, Node};

/// The texts of the user's values, read through once: many faults ask where theirs stands.
#[derive(Default)]
pub struct Origins<'n> {
    /// The values of keys that name something, by what they are.
    naming: HashMap<&'n str, Vec<Text<'n>>>,
    /// The longer texts in which a name may stand.
    longer: Vec<Text<'n>>,
}

/// A text with the keys that lead to it.
struct Text<'n> {
    node: &'n Node,
    text: &'n str,
    path: Vec<&'n str>,
}

/// How many texts of one name are held against a path: of more, the others are as good.
const MOST_ALIKE: usize = 100;

/// What to say of a text that an object has at a path: at the value that is this text, else at a longer text that
/// holds it, else at the part of the values that the object is made from.
pub(in crate::check) fn origin(subject: &Subject<'_>, object: &Object, path: &str, text: &str, say: &str) -> Label {
    let (top, keys) = (top(object), keys(path));
    let texts = &subject.origins;
    let score = |found: &&Text<'_>| Reverse(found.score(top, &keys));
    let named = texts.naming.get(text).into_iter().flatten().take(MOST_ALIKE).min_by_key(score);
    if let Some(found) = named {
        return Label::new(found.node.span, say);
    }
    let holds = |found: &Text<'_>| word(found.text, text).is_some();
    match texts.longer.iter().filter(|found| holds(found)).take(MOST_ALIKE).min_by_key(score) {
        Some(found) => {
            let within = word(found.text, text).map(|range| Within { text: found.text.into(), range });
            Label { within, ..Label::new(found.node.span, say) }
        }
        None => subject.label(top, "made from this"),
    }
}

/// The key at the top of the values that an object is made from.
fn top(object: &Object) -> &'static str {
    match object.template.split('/').next().unwrap_or_default() {
        "injector" => "injector",
        "csi" => "csi",
        "ui" => "ui",
        "prometheus" => "serverTelemetry",
        "extra-objects" => "extraObjects",
        _ => "server",
    }
}

/// The keys of a path, without the places in lists.
fn keys(path: &str) -> Vec<&str> {
    path.split('.').map(|key| key.split('[').next().unwrap_or(key)).collect()
}

impl<'n> Origins<'n> {
    /// Reads through the user's values.
    pub fn of(user: &'n Node) -> Self {
        let mut origins = Self::default();
        origins.gather(user, &mut Vec::new());
        origins
    }

    fn gather(&mut self, node: &'n Node, path: &mut Vec<&'n str>) {
        match &node.data {
            // What is named as external is no place where it is used.
            Data::Map(map) => {
                let is_root = path.is_empty();
                for (key, entry) in map.iter().filter(|(key, _)| !is_root || *key != "vaultchart") {
                    path.push(key);
                    self.gather(&entry.value, path);
                    path.pop();
                }
            }
            Data::List(list) => list.iter().for_each(|item| self.gather(item, path)),
            Data::Text(text) => {
                let found = || Text { node, text, path: path.clone() };
                if path.last().is_some_and(|key| is_naming(key)) {
                    self.naming.entry(text).or_default().push(found());
                }
                if text.contains(NAME) {
                    self.longer.push(found());
                }
            }
            _ => {}
        }
    }
}

impl Text<'_> {
    /// How well the place in the values fits: the part of the values, and the keys at the end of both paths.
    fn score(&self, top: &str, keys: &[&str]) -> usize {
        let is_top = self.path.first().is_some_and(|key| *key == top);
        let shared = self.path.iter().rev().zip(keys.iter().rev()).take_while(|(one, other)| one == other).count();
        usize::from(is_top) * 10 + shared
    }
}

/// What a key ends with whose value is a name.
const NAME: &str = "ame:";

/// Whether a key's value is the name of something.
fn is_naming(key: &str) -> bool {
    key.ends_with("ame")
        || key.ends_with("Key")
        || matches!(key, "imagePullSecrets" | "port" | "targetPort" | "image" | "key" | "mountPath")
}

/// Where a name stands in a longer text as the whole value of a key: `secretName: vault-tls`.
fn word(text: &str, name: &str) -> Option<std::ops::Range<usize>> {
    let ranges = text.match_indices(name).map(|(start, _)| start..start + name.len());
    ranges.into_iter().find(|range| {
        let before = text.get(..range.start).unwrap_or_default().trim_end_matches([' ', '"', '\'']);
        let after = text.get(range.end..).unwrap_or_default();
        let ends = after.trim_start_matches(['"', '\'']).chars().next();
        before.ends_with(NAME) && ends.is_none_or(|next| next.is_whitespace() || matches!(next, ',' | '}'))
    })
}
