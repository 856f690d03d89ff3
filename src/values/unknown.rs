//! Keys that nothing reads: what is said of one, and what was likely meant by it.

use super::history::{Replaced, replaced};
use super::nearest::nearest;
use super::path::{Path, Segment};
use super::schema::Schema;
use crate::diagnostic::Diagnostic;
use crate::yaml::{Entry, Map, Node};

/// The most keys that a message lists.
const LISTED: usize = 12;

/// Keys that other charts have, and what they are called here.
const HABITS: &[(&str, &str)] = &[
    ("server.replicaCount", "server.ha.replicas"),
    ("server.persistence", "server.dataStorage"),
    ("server.podAnnotations", "server.annotations"),
    ("server.podLabels", "server.extraLabels"),
    ("server.env", "server.extraEnvironmentVars"),
    ("server.environment", "server.extraEnvironmentVars"),
    ("server.service.servicePort", "server.service.port"),
    ("server.service.externalPort", "server.service.port"),
    ("injector.replicaCount", "injector.replicas"),
    ("injector.podAnnotations", "injector.annotations"),
    ("injector.podLabels", "injector.extraLabels"),
    ("injector.env", "injector.extraEnvironmentVars"),
    ("ui.port", "ui.externalPort"),
    ("ui.servicePort", "ui.externalPort"),
    ("ui.service.type", "ui.serviceType"),
];

/// What to do about keys that have no like here.
const ADVICE: &[(&str, &str)] = &[(
    "injector.tls",
    "remove it: the injector has its own TLS, and `injector.certs` names the certificate of its webhook",
)];

/// The fields that the security context of a pod has, and that of a container has not.
const OF_PODS: [&str; 4] = ["fsGroup", "fsGroupChangePolicy", "supplementalGroups", "sysctls"];
/// Fields of the security context of a container.
const OF_CONTAINERS: [&str; 8] = [
    "allowPrivilegeEscalation",
    "capabilities",
    "privileged",
    "readOnlyRootFilesystem",
    "runAsGroup",
    "runAsNonRoot",
    "runAsUser",
    "seccompProfile",
];

/// A key that the schema does not know at its place.
pub(super) struct Unknown<'a> {
    /// The way to it.
    pub(super) path: &'a Path,
    /// The key with its value.
    pub(super) entry: &'a Entry,
    /// What stands beside it.
    pub(super) beside: &'a Map,
    /// What is known of the map that holds it.
    pub(super) place: &'a Schema,
    /// What is known of all values.
    pub(super) root: &'a Schema,
}

impl<'a> Unknown<'a> {
    /// The warning about it.
    pub(super) fn warning(&self) -> Diagnostic {
        let (path, root) = (self.path, self.root);
        let (holder, key) = split(path);
        let label = match holder.is_root() {
            true => "not a key of the values".to_owned(),
            false => format!("not a key of `{holder}`"),
        };
        let warning =
            Diagnostic::warning("values-unknown-key", format!("unknown key `{path}`")).at(self.entry.key_span, label);
        if let Some(change) = self.moved() {
            let since = change.since.map(|version| format!(" since v{version}")).unwrap_or_default();
            return warning.note(format!("vault-helm no longer reads it{since}")).help(change.advice());
        }
        if let Some((_, advice)) = ADVICE.iter().find(|(known, _)| *known == path.to_string()) {
            return warning.help(*advice);
        }
        if let Some(help) = self.meant(&holder, key) {
            return warning.help(help);
        }
        if holder.is_root() && is_parent_chart(&self.entry.value, root) {
            let help =
                format!("values of a chart that has Vault as a dependency: write what is under `{key}` at the top");
            return warning.help(help);
        }
        match listed(self.place) {
            Some(keys) => warning.note(keys),
            None => warning,
        }
    }

    /// What became of it, if earlier releases of the chart had it.
    fn moved(&self) -> Option<&'static Replaced> {
        let is_known = |key: &&str| self.root.find(&Path::of_keys(key)).is_some();
        replaced(self.path).filter(|change| change.to.iter().all(is_known))
    }

    /// The key of the same map that was meant for certain: the one that a slip of the fingers makes of it.
    pub(super) fn certain(&self) -> Option<&'a str> {
        let (_, key) = split(self.path);
        let keys: Vec<&str> = self.candidates().into_iter().filter(|key| self.beside.get(*key).is_none()).collect();
        let slip = nearest(key, keys.iter().copied()).filter(|near| is_slip(key, near))?;
        let others = keys.into_iter().filter(|other| *other != slip);
        nearest(key, others).is_none_or(|other| !is_slip(key, other)).then_some(slip)
    }

    /// The keys that may stand here and do not yet, those under their old names aside.
    fn candidates(&self) -> Vec<&'a str> {
        // What another file says may be meant by this one too, and two maps of one key can be joined.
        let is_map = |entry: &Entry| entry.value.as_map().is_some();
        let is_beside = |other: &Entry| other.key_span.source == self.entry.key_span.source;
        let stands = |other: &Entry| is_beside(other) && (!is_map(other) || !is_map(self.entry));
        let is_taken = |key: &str| self.beside.get(key).is_some_and(stands);
        let is_free = |key: &str, schema: &Schema| schema.own_text("x-deprecated").is_none() && !is_taken(key);
        self.place.properties().filter(|(key, schema)| is_free(key, schema)).map(|(key, _)| key).collect()
    }

    /// The likely meaning: a slip of the fingers first, then what other charts call so, then the same key in another
    /// place of the same component, then a rougher likeness.
    fn meant(&self, holder: &Path, key: &str) -> Option<String> {
        let keys = self.candidates();
        let near = nearest(key, keys.iter().copied());
        if let Some(slip) = near.filter(|near| is_slip(key, near)) {
            return Some(format!("did you mean `{slip}`?"));
        }
        if let Some(known) = self.by_habit(holder, key) {
            return Some(format!("did you mean `{known}`?"));
        }
        let elsewhere = elsewhere(holder, key, self.root);
        if !elsewhere.is_empty() {
            return Some(format!("did you mean {}?", elsewhere.join(" or ")));
        }
        let of_words = || keys.iter().copied().find(|known| has_words_of(key, known));
        let similar = of_words().or_else(|| containing(key, keys.iter().copied()));
        let other = || of_other_component(self.path, key, self.root);
        similar.map(str::to_owned).or_else(other).map(|similar| format!("did you mean `{similar}`?"))
    }

    /// What other charts and Kubernetes itself call so.
    fn by_habit(&self, holder: &Path, key: &str) -> Option<String> {
        let path = self.path.to_string();
        if let Some((_, known)) = HABITS.iter().find(|(habit, _)| *habit == path) {
            return self.root.find(&Path::of_keys(known)).is_some().then(|| (*known).to_owned());
        }
        let has = |key: &str| self.place.property(key).is_some();
        let below = if OF_PODS.contains(&key) { "pod" } else { "container" };
        let is_of_context = has("pod") && has("container") && (below == "pod" || OF_CONTAINERS.contains(&key));
        is_of_context.then(|| format!("{holder}.{below}.{key}"))
    }
}

/// Whether a key differs from another one only by a slip of the fingers.
pub fn is_slip(key: &str, near: &str) -> bool {
    key.eq_ignore_ascii_case(near) || key.chars().count().abs_diff(near.chars().count()) <= 1 && key.len() > 3
}

/// Whether a key has the same words as another one, some of them cut short or mistyped: `extraEnvVars`.
fn has_words_of(key: &str, other: &str) -> bool {
    let (one, other) = (words(key), words(other));
    let is_like = |one: &String, other: &String| {
        let is_start =
            one.len().min(other.len()) > 2 && (one.starts_with(other.as_str()) || other.starts_with(one.as_str()));
        is_start || nearest(one, [other.as_str()]).is_some()
    };
    one.len() == other.len() && one.iter().zip(&other).all(|(one, other)| is_like(one, other))
}

/// The words of a key in camel case, in lower case.
fn words(key: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for character in key.chars() {
        match words.last_mut().filter(|_| !character.is_uppercase()) {
            Some(word) => word.push(character),
            None => words.push(character.to_lowercase().collect()),
        }
    }
    words
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

/// The paths under which the key is known elsewhere: those that share the most with this place, if they are few. What
/// another component calls so is another thing.
fn elsewhere(holder: &Path, key: &str, root: &Schema) -> Vec<String> {
    let mut found = Vec::new();
    collect(root, &mut Path::root(), key, &mut found);
    let shared = |path: &Path| path.steps().iter().zip(holder.steps()).take_while(|(one, other)| one == other).count();
    let most = found.iter().map(&shared).max().unwrap_or(0);
    let is_of_all = holder.is_root() || matches!(holder.steps(), [Segment::Key(first), ..] if first == "global");
    found.retain(|path| shared(path) == most && (most > 0 || is_of_all));
    if found.len() > 3 { Vec::new() } else { found.iter().map(|path| format!("`{path}`")).collect() }
}

/// The key of another component, if no more than one has it, and at the same depth: a block that slipped into a wrong
/// one.
fn of_other_component(path: &Path, key: &str, root: &Schema) -> Option<String> {
    let mut found = Vec::new();
    collect(root, &mut Path::root(), key, &mut found);
    match found.as_slice() {
        [one] if one.steps().len() == path.steps().len() => Some(one.to_string()),
        _ => None,
    }
}

fn collect(schema: &Schema, path: &mut Path, key: &str, found: &mut Vec<Path>) {
    for (known, below) in schema.properties().filter(|(_, below)| below.own_text("x-deprecated").is_none()) {
        path.push(Segment::Key(known.to_owned()));
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
    let known = |key: &String| root.step(&Segment::Key(key.clone())).is_some();
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
        Some(Segment::Key(key)) => key,
        _ => "",
    };
    (before.iter().cloned().collect(), key)
}
