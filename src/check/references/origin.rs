//! Where in the values the name stands that an object shows.

use crate::check::Subject;
use crate::diagnostic::{Label, Within};
use crate::manifest::Object;
use crate::yaml::{Data, Node};

/// What to say of a text that an object has at a path: at the value that is this text, else at a longer text that
/// holds it, else at the part of the values that the object is made from.
pub(in crate::check) fn origin(subject: &Subject<'_>, object: &Object, path: &str, text: &str, say: &str) -> Label {
    let mut search = Search { text, top: top(object), keys: keys(path), best: None };
    search.walk(subject.user, &mut Vec::new());
    match search.best {
        Some(Match { node, within, .. }) => Label { within, ..Label::new(node.span, say) },
        None => subject.label(search.top, "made from this"),
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

struct Search<'n, 's> {
    text: &'s str,
    top: &'static str,
    keys: Vec<&'s str>,
    best: Option<Match<'n>>,
}

struct Match<'n> {
    node: &'n Node,
    within: Option<Within>,
    score: usize,
}

impl<'n> Search<'n, '_> {
    fn walk(&mut self, node: &'n Node, path: &mut Vec<&'n str>) {
        match &node.data {
            // What is named as external is no place where it is used.
            Data::Map(map) => {
                let is_root = path.is_empty();
                for (key, entry) in map.iter().filter(|(key, _)| !is_root || *key != "vaultchart") {
                    path.push(key);
                    self.walk(&entry.value, path);
                    path.pop();
                }
            }
            Data::List(list) => list.iter().for_each(|item| self.walk(item, path)),
            Data::Text(text) if text == self.text && path.last().is_some_and(|key| is_naming(key)) => {
                self.take(node, None, self.score(path) + 100);
            }
            Data::Text(text) => {
                if let Some(range) = word(text, self.text) {
                    let within = Within { text: text.as_str().into(), range };
                    self.take(node, Some(within), self.score(path));
                }
            }
            _ => {}
        }
    }

    fn take(&mut self, node: &'n Node, within: Option<Within>, score: usize) {
        if self.best.as_ref().is_none_or(|best| score > best.score) {
            self.best = Some(Match { node, within, score });
        }
    }

    /// How well the place in the values fits: the part of the values, and the keys at the end of both paths.
    fn score(&self, path: &[&str]) -> usize {
        let is_top = path.first().is_some_and(|key| *key == self.top);
        let shared = path.iter().rev().zip(self.keys.iter().rev()).take_while(|(one, other)| one == other).count();
        usize::from(is_top) * 10 + shared
    }
}

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
        before.ends_with("ame:") && ends.is_none_or(|next| next.is_whitespace() || matches!(next, ',' | '}'))
    })
}
