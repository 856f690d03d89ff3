//! Keys that nothing reads: what is said of one, and what was likely meant by it.

use super::history::replaced;
use super::nearest::nearest;
use super::path::{Path, Step};
use super::schema::Schema;
use crate::diagnostic::Diagnostic;
use crate::yaml::{Entry, Node};

/// The most keys that a message lists.
const LISTED: usize = 12;

/// The warning about a key that the schema does not know at its place.
///
/// `path` leads to the key, `place` is what is known of the map that holds it, `root` what is known of all values.
pub(super) fn unknown_key(path: &Path, entry: &Entry, place: &Schema, root: &Schema) -> Diagnostic {
    let (holder, key) = split(path);
    let label = match holder.is_root() {
        true => "not a key of the values".to_owned(),
        false => format!("not a key of `{holder}`"),
    };
    let warning = Diagnostic::warning("values-unknown-key", format!("unknown key `{path}`")).at(entry.key_span, label);
    let is_known = |key: &&str| root.find(&Path::of_keys(key)).is_some();
    if let Some(change) = replaced(path).filter(|change| change.to.iter().all(is_known)) {
        let since = change.since.map(|version| format!(" since v{version}")).unwrap_or_default();
        return warning.note(format!("vault-helm no longer reads it{since}")).help(change.advice());
    }
    if let Some(help) = meant(&holder, key, place, root) {
        return warning.help(help);
    }
    if holder.is_root() && is_parent_chart(&entry.value, root) {
        let help = format!("values of a chart that has Vault as a dependency: write what is under `{key}` at the top");
        return warning.help(help);
    }
    match listed(place) {
        Some(keys) => warning.note(keys),
        None => warning,
    }
}

/// The likely meaning: a slip of the fingers first, then the same key in another place, then a rougher likeness.
fn meant(holder: &Path, key: &str, place: &Schema, root: &Schema) -> Option<String> {
    let keys = || place.properties().map(|(known, _)| known);
    let near = nearest(key, keys());
    if let Some(slip) = near.filter(|near| is_slip(key, near)) {
        return Some(format!("did you mean `{slip}`?"));
    }
    let elsewhere = elsewhere(holder, key, root);
    if !elsewhere.is_empty() {
        return Some(format!("did you mean {}?", elsewhere.join(" or ")));
    }
    let similar = near.or_else(|| containing(key, keys()));
    similar.map(|similar| format!("did you mean `{similar}`?"))
}

fn is_slip(key: &str, near: &str) -> bool {
    key.eq_ignore_ascii_case(near) || key.chars().count().abs_diff(near.chars().count()) <= 1 && key.len() > 3
}

/// The one key that holds the word or is held by it.
fn containing<'k>(key: &str, mut keys: impl Iterator<Item = &'k str>) -> Option<&'k str> {
    let word = key.to_lowercase();
    let holds = |known: &&str| {
        let known = known.to_lowercase();
        word.len() > 3 && known.len() > 3 && (known.contains(&word) || word.contains(&known))
    };
    let found = keys.by_ref().find(holds)?;
    keys.find(holds).is_none().then_some(found)
}

/// The paths under which the key is known elsewhere: those that share the most with this place, if they are few.
fn elsewhere(holder: &Path, key: &str, root: &Schema) -> Vec<String> {
    let mut found = Vec::new();
    collect(root, &mut Path::root(), key, &mut found);
    let shared = |path: &Path| path.steps().iter().zip(holder.steps()).take_while(|(one, other)| one == other).count();
    let most = found.iter().map(&shared).max().unwrap_or(0);
    found.retain(|path| shared(path) == most);
    if found.len() > 3 { Vec::new() } else { found.iter().map(|path| format!("`{path}`")).collect() }
}

fn collect(schema: &Schema, path: &mut Path, key: &str, found: &mut Vec<Path>) {
    for (known, below) in schema.properties() {
        path.push(Step::Key(known.to_owned()));
        if known.eq_ignore_ascii_case(key) {
            found.push(path.clone());
        }
        collect(below, path, key, found);
        path.pop();
    }
}

/// Whether the value looks like values of this chart under the name that another chart gave it.
fn is_parent_chart(value: &Node, root: &Schema) -> bool {
    let Some(map) = value.as_map() else { return false };
    let known = |key: &String| root.step(&Step::Key(key.clone())).is_some();
    !map.is_empty() && map.keys().all(known)
}

fn listed(place: &Schema) -> Option<String> {
    let keys: Vec<String> = place.properties().map(|(key, _)| format!("`{key}`")).collect();
    (!keys.is_empty() && keys.len() <= LISTED).then(|| format!("the keys there are {}", keys.join(", ")))
}

fn split(path: &Path) -> (Path, &str) {
    let (last, before) = match path.steps().split_last() {
        Some((last, before)) => (Some(last), before),
        None => (None, path.steps()),
    };
    let key = match last {
        Some(Step::Key(key)) => key,
        _ => "",
    };
    (before.iter().cloned().collect(), key)
}
