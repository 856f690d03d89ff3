//! The rewriting of one values file, change by change.

use serde_json::{Map, Value};

use super::edit::Page;
use super::expected::{put, rename, take};
use super::volumes;
use crate::source::{SourceId, Sources, Span};
use crate::values::history::{HISTORY, How, Replaced};
use crate::values::image::Image;
use crate::values::path::{Path, Segment};
use crate::yaml::{self, Data, Node, ReadError};

/// A rewritten values file.
#[derive(Clone, Debug, PartialEq)]
pub struct Migration {
    /// The new text.
    pub text: String,
    /// What was changed, in the order of the table of changes.
    pub changes: Vec<Change>,
    /// What was not.
    pub left: Vec<Left>,
}

/// Something that was changed.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// The key as it was.
    pub path: Path,
    /// Where it stood.
    pub span: Span,
    /// What became of it.
    pub replaced: &'static Replaced,
    /// Whether it was null, and therefore went without a trace.
    pub unset: bool,
}

/// Something that has to be done by hand.
#[derive(Clone, Debug, PartialEq)]
pub struct Left {
    /// The key.
    pub path: Path,
    /// Where it stands in the old text.
    pub span: Span,
    /// What became of it.
    pub replaced: &'static Replaced,
    /// Why it was left.
    pub reason: Reason,
}

/// Why something has to be done by hand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// The key has no successor that takes its value.
    NoSuccessor,
    /// A map under the key is refused.
    Structured,
    /// The key that replaced it is set as well.
    BothSet,
    /// The value is not of the kind that the change is made for.
    Kind,
    /// The text is written in a way that is not edited, such as through anchors.
    Writing,
}

/// Rewrites a values file to the keys of a release of the chart, which tells the changes that are due there.
///
/// # Errors
/// A text that is not YAML.
pub fn migrate(
    text: &str,
    source: SourceId,
    is_due: impl Fn(&Replaced, &Node) -> bool,
) -> Result<Migration, ReadError> {
    let stream = yaml::read(text, source)?;
    let mut migration = Migration { text: text.to_owned(), changes: Vec::new(), left: Vec::new() };
    for (number, document) in stream.documents.iter().enumerate() {
        for replaced in HISTORY {
            for (path, span) in places(replaced, &document.root, |node| is_due(replaced, node)) {
                migration.step(number, replaced, path, span);
            }
        }
    }
    migration.changes.sort_by_key(|change| change.span.start);
    migration.left.sort_by_key(|left| left.span.start);
    Ok(migration)
}

impl Migration {
    fn step(&mut self, document: usize, replaced: &'static Replaced, path: Path, span: Span) {
        let step = Attempt { text: &self.text, document, replaced, path: &path };
        match step.outcome() {
            Ok(None) => {}
            Ok(Some((text, unset))) => {
                self.text = text;
                self.changes.push(Change { path, span, replaced, unset });
            }
            Err(reason) => self.left.push(Left { path, span, replaced, reason }),
        }
    }
}

/// One change of the table, at one place of one document.
struct Attempt<'run> {
    text: &'run str,
    document: usize,
    replaced: &'static Replaced,
    path: &'run Path,
}

/// The new text, and whether the value was null; nothing if there is nothing to do.
type Outcome = Result<Option<(String, bool)>, Reason>;

impl Attempt<'_> {
    fn outcome(&self) -> Outcome {
        let value = self.values().into_iter().nth(self.document).ok_or(Reason::Writing)?;
        let value = find(&value, self.path).cloned().ok_or(Reason::Writing)?;
        let changed = |text: Option<String>, unset| text.map(|text| Some((text, unset))).ok_or(Reason::Writing);
        match self.replaced.how {
            How::ByHand(_) => Err(Reason::NoSuccessor),
            How::TextOnly(_) => {
                if value.is_object() {
                    Err(Reason::Structured)
                } else {
                    Ok(None)
                }
            }
            How::Moved | How::Image if value.is_null() => changed(self.dropped(), true),
            // Moved, it would take the place of a default that means something.
            How::Moved if is_nothing(&value) => changed(self.dropped(), true),
            How::NoMap if is_nothing(&value) && value.is_object() => {
                changed(self.dropped().or_else(|| self.emptied_list()), false)
            }
            How::NoMap => Ok(None),
            How::ImageInPlace => match value.as_str().filter(|image| !image.is_empty()) {
                Some(image) => changed(self.image_in_place(image), false),
                None => Ok(None),
            },
            How::Dropped(_) => changed(self.dropped(), false),
            How::Moved => self.moved(&value).map(|text| Some((text, false))),
            How::Image => self.image(&value).map(|text| Some((text, false))),
            How::Volumes if is_nothing(&value) => Ok(None),
            How::Volumes => {
                let lists = volumes::of(&value).ok_or(Reason::Kind)?;
                changed(self.volumes(&lists), false)
            }
            How::Labels(labels) => match value.as_str().filter(|text| relabelled(text, labels) != **text) {
                Some(_) => changed(self.labels(labels), false),
                None => Ok(None),
            },
        }
    }

    fn dropped(&self) -> Option<String> {
        let text = Page::new(self.text, self.document)?.remove(self.path, false)?;
        self.verified(text, |root| remove_at(root, self.path))
    }

    fn moved(&self, value: &Value) -> Result<String, Reason> {
        let (from, to) = (keys(self.path), keys_of(self.replaced.to.first().copied().unwrap_or_default()));
        if self.has(&to) {
            return Err(Reason::BothSet);
        }
        let text = match to.strip_prefix(&from[..from.len().saturating_sub(1)]) {
            Some([new]) => self.renamed(new),
            Some(below) if !self.has(&to[..from.len()]) => self.replaced_in_place(&from, &to, below, value),
            _ => self.carried(&from, &to, value),
        };
        text.ok_or(Reason::Writing)
    }

    fn renamed(&self, new: &str) -> Option<String> {
        let text = Page::new(self.text, self.document)?.rename(self.path, new)?;
        self.verified(text, |root| rename(root, self.path.steps(), new))
    }

    fn replaced_in_place(&self, from: &[String], to: &[String], below: &[String], value: &Value) -> Option<String> {
        let text = Page::new(self.text, self.document)?.replace(self.path, below)?;
        self.verified(text, |root| {
            put(root, to, value.clone())?;
            take(root, from).map(|_| ())
        })
    }

    fn carried(&self, from: &[String], to: &[String], value: &Value) -> Option<String> {
        let page = Page::new(self.text, self.document)?;
        let with_value = page.insert(to, &page.fragment(self.path)?)?;
        let text = Page::new(&with_value, self.document)?.remove(self.path, true)?;
        self.verified(text, |root| {
            put(root, to, value.clone())?;
            take(root, from).map(|_| ())
        })
    }

    /// The image in one string becomes repository and tag; what of these is set already stays.
    fn image(&self, value: &Value) -> Result<String, Reason> {
        let image = value.as_str().filter(|text| !text.is_empty()).ok_or(Reason::Kind)?;
        let [repository, tag] = self.replaced.to else { return Err(Reason::Kind) };
        let (repository, tag) = (keys_of(repository), keys_of(tag));
        let parts = if self.has(&tag) { Image::without_tag(image) } else { Image::split(image) };
        let parts = [(repository, parts.repository), (tag, parts.tag)];
        let parts: Vec<_> = parts.iter().filter(|(keys, _)| !self.has(keys)).collect();
        self.image_parts(&parts).ok_or(Reason::Writing)
    }

    fn image_parts(&self, parts: &[&(Vec<String>, &str)]) -> Option<String> {
        let whole = Page::new(self.text, self.document)?.fragment(self.path)?;
        let quoted: Vec<String> = parts.iter().map(|(_, part)| Value::from(*part).to_string()).collect();
        let mut text = self.text.to_owned();
        for ((keys, _), fragment) in parts.iter().zip(whole.split(&quoted)) {
            text = Page::new(&text, self.document)?.insert(keys, &fragment)?;
        }
        let text = Page::new(&text, self.document)?.remove(self.path, !parts.is_empty())?;
        self.verified(text, |root| {
            for (keys, part) in parts {
                put(root, keys, Value::from(*part))?;
            }
            take(root, &keys(self.path)).map(|_| ())
        })
    }

    /// The empty map becomes an empty list under the same key.
    fn emptied_list(&self) -> Option<String> {
        let list = Value::Array(Vec::new());
        let text = Page::new(self.text, self.document)?.set(self.path, &list)?;
        self.verified(text, |root| {
            let keys = keys(self.path);
            take(root, &keys)?;
            put(root, &keys, list.clone())
        })
    }

    /// The image becomes a map of its repository and its tag under the same key.
    fn image_in_place(&self, image: &str) -> Option<String> {
        let Image { repository, tag } = Image::split(image);
        let parts = [("repository", repository), ("tag", tag)].map(|(key, part)| (key.to_owned(), Value::from(part)));
        let parts = Value::Object(parts.into_iter().collect());
        let text = Page::new(self.text, self.document)?.set(self.path, &parts)?;
        self.verified(text, |root| {
            let keys = keys(self.path);
            take(root, &keys)?;
            put(root, &keys, parts.clone())
        })
    }

    /// The lists stand before what these keys hold already, as the chart puts them.
    fn volumes(&self, lists: &[Value; 2]) -> Option<String> {
        let lists = self.replaced.to.iter().map(|key| Path::of_keys(key)).zip(lists);
        let values = self.values();
        let is_there = |path: &Path| values.get(self.document).and_then(|root| find(root, path)).is_some();
        let (given, new): (Vec<_>, Vec<_>) = lists.partition(|(path, _)| is_there(path));
        let page = Page::new(self.text, self.document)?;
        let last_key = |path: &Path| keys(path).pop();
        let new: Map<_, _> =
            new.into_iter().map(|(path, list)| Some((last_key(&path)?, list.clone()))).collect::<Option<_>>()?;
        let mut text = if new.is_empty() { page.remove(self.path, false)? } else { page.replace_by(self.path, &new)? };
        for (path, list) in &given {
            let page = Page::new(&text, self.document)?;
            let is_list = find(&values[self.document], path).is_some_and(|found| !is_nothing(found));
            text = if is_list { page.prepend(path, list.as_array()?)? } else { page.set(path, list)? };
        }
        self.verified(text, |root| {
            take(root, &keys(self.path))?;
            new.iter().try_for_each(|(key, list)| put(root, &["server".to_owned(), key.clone()], list.clone()))?;
            given.iter().try_for_each(|(path, list)| {
                let before = take(root, &keys(path))?;
                let lists = [(*list).clone(), before];
                put(root, &keys(path), lists.iter().filter_map(Value::as_array).flatten().cloned().collect())
            })
        })
    }

    fn labels(&self, labels: &[(&str, &str)]) -> Option<String> {
        let text = Page::new(self.text, self.document)?.rewrite(self.path, |text| relabelled(text, labels))?;
        self.verified(text, |root| {
            let value = self.path.steps().iter().try_fold(root, |value, step| match step {
                Segment::Key(key) => value.get_mut(key),
                Segment::Index(index) => value.get_mut(index),
            })?;
            *value = Value::from(relabelled(value.as_str()?, labels));
            Some(())
        })
    }

    /// The text, if it holds what it should: the values of before with the change made to them.
    fn verified(&self, text: String, change: impl Fn(&mut Value) -> Option<()>) -> Option<String> {
        let mut expected = self.values();
        change(expected.get_mut(self.document)?)?;
        let same = |found: &Value, expected: &Value| found == expected || is_empty(found) && is_empty(expected);
        let found = read(&text);
        let is_expected = found.len() == expected.len() && found.iter().zip(&expected).all(|(a, b)| same(a, b));
        is_expected.then_some(text)
    }

    fn has(&self, keys: &[String]) -> bool {
        let values = self.values();
        values.get(self.document).and_then(|root| keys.iter().try_fold(root, |value, key| value.get(key))).is_some()
    }

    fn values(&self) -> Vec<Value> {
        read(self.text)
    }
}

fn read(text: &str) -> Vec<Value> {
    let stream = yaml::read(text, Sources::default().add("", "")).unwrap_or_default();
    stream.documents.iter().map(|document| document.root.to_json()).collect()
}

/// Whether a value says no more than that it is there.
fn is_nothing(value: &Value) -> bool {
    is_empty(value) || value.as_array().is_some_and(Vec::is_empty) || value.as_str() == Some("")
}

fn is_empty(value: &Value) -> bool {
    value.is_null() || value.as_object().is_some_and(Map::is_empty)
}

fn find<'v>(root: &'v Value, path: &Path) -> Option<&'v Value> {
    path.steps().iter().try_fold(root, |value, step| match step {
        Segment::Key(key) => value.get(key),
        Segment::Index(index) => value.get(index),
    })
}

/// Takes the value at a path away: from a map with the maps that are empty then, from an item of a list alone.
fn remove_at(root: &mut Value, path: &Path) -> Option<()> {
    let is_index = |step: &Segment| matches!(step, Segment::Index(_));
    let below = path.steps().iter().rposition(is_index).map_or(0, |position| position + 1);
    let (above, keys_below) = path.steps().split_at(below);
    let item = above.iter().try_fold(root, |value, step| match step {
        Segment::Key(key) => value.get_mut(key),
        Segment::Index(index) => value.get_mut(index),
    })?;
    take(item, &keys(&keys_below.iter().cloned().collect())).map(|_| ())
}

fn keys(path: &Path) -> Vec<String> {
    let keys = path.steps().iter().filter_map(|step| match step {
        Segment::Key(key) => Some(key.clone()),
        Segment::Index(_) => None,
    });
    keys.collect()
}

fn keys_of(dotted: &str) -> Vec<String> {
    dotted.split('.').map(str::to_owned).collect()
}

/// Every place at which an old key stands that is due to be changed, with where it was written.
fn places(replaced: &Replaced, root: &Node, is_due: impl Fn(&Node) -> bool) -> Vec<(Path, Span)> {
    let mut places = vec![(Path::root(), root.span, root)];
    for step in replaced.steps() {
        places = places.into_iter().flat_map(|(path, _, node)| steps_down(&path, node, step)).collect();
    }
    places.into_iter().filter(|(.., node)| is_due(node)).map(|(path, span, _)| (path, span)).collect()
}

fn steps_down<'n>(path: &Path, node: &'n Node, step: Option<&str>) -> Vec<(Path, Span, &'n Node)> {
    match (step, &node.data) {
        (Some(key), Data::Map(map)) => {
            map.get(key).map(|entry| (path.key(key), entry.key_span, &entry.value)).into_iter().collect()
        }
        (None, Data::List(items)) => {
            let items = items.iter().enumerate();
            items
                .map(|(index, item)| {
                    (path.steps().iter().cloned().chain([Segment::Index(index)]).collect(), item.span, item)
                })
                .collect()
        }
        _ => Vec::new(),
    }
}

/// A text in which labels have their new names, where their values are made of the chart's own names.
fn relabelled(text: &str, labels: &[(&str, &str)]) -> String {
    let relabelled = text.split_inclusive('\n').map(|line| {
        let content = line.trim_start();
        let is_own = [".Release.Name", ".Chart.Name", "vault.name"].iter().any(|name| content.contains(name));
        let label = labels.iter().find(|(old, _)| content.strip_prefix(old).is_some_and(|rest| rest.starts_with(':')));
        match label.filter(|_| is_own) {
            Some((old, new)) => line.replacen(&format!("{old}:"), &format!("{new}:"), 1),
            None => line.to_owned(),
        }
    });
    relabelled.collect()
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail by panicking")]
mod tests {
    use super::{Reason, migrate};
    use crate::source::Sources;

    /// The new text, and the keys that were left.
    fn migrated(text: &str) -> (String, Vec<(String, Reason)>) {
        let migration = migrate(text, Sources::default().add("old.yaml", text), |_, _| true).unwrap();
        (migration.text, migration.left.iter().map(|left| (left.path.to_string(), left.reason)).collect())
    }

    #[test]
    fn keys_move_with_their_comments() {
        let cases = [
            // A new name in the same place.
            ("server:\n  # a\n  configAnnotation: true # b\n", "server:\n  # a\n  includeConfigAnnotation: true # b\n"),
            ("server: {\"serviceaccount\": {a: 1}}", "server: {serviceAccount: {a: 1}}"),
            // Deeper in the same place, the first opens the map.
            (
                "injector:\n  # a\n  failurePolicy: Fail\n  enabled: true\n  objectSelector: |\n    x\n\n     y\n",
                "injector:\n  webhook:\n    # a\n    failurePolicy: Fail\n    objectSelector: |\n      x\n\n       y\n  enabled: true\n",
            ),
            ("injector: {a: 1, failurePolicy: Fail}\n", "injector: {a: 1, webhook: {failurePolicy: Fail}}\n"),
            // Elsewhere, with the maps that are not there yet, and without those that are empty then.
            ("global:\n  imagePullPolicy: Always", "server:\n  image:\n    pullPolicy: Always\n"),
            (
                "# g\nglobal:\n  # p\n  imagePullPolicy: Always # q\n\n# s\nserver:\n    image:\n        tag: x\n\n# end\n",
                "# g\n\n# s\nserver:\n    image:\n        tag: x\n        # p\n        pullPolicy: Always # q\n\n# end\n",
            ),
            ("global: {imagePullPolicy: A, b: 1}\nserver: {}\n", "global: {b: 1}\nserver: {image: {pullPolicy: A}}\n"),
            (
                "injector:\n  externalVaultAddr: x\nglobal:\n  image: v:1\n",
                "global:\n  externalVaultAddr: x\nserver:\n  image:\n    repository: \"v\"\n    tag: \"1\"\n",
            ),
            // With the line breaks of the file, and its mark.
            ("\u{feff}global:\r\n  imagePullPolicy: A\r\n", "\u{feff}server:\r\n  image:\r\n    pullPolicy: A\r\n"),
        ];
        for (old, new) in cases {
            assert_eq!(migrated(old), (new.to_owned(), vec![]), "{old}");
        }
    }

    #[test]
    fn extra_volumes_become_volumes_and_mounts() {
        let cases = [
            ("server:\n  # ours\n  extraVolumes: []\n", "server:\n  # ours\n  extraVolumes: []\n"),
            (
                "server: {extraVolumes: [{type: configMap, name: a}], volumes: [{name: b}]}\n",
                "server: {volumeMounts: [{\"name\":\"userconfig-a\",\"mountPath\":\"/vault/userconfig/a\",\"readOnly\":true}], volumes: [{\"name\":\"userconfig-a\",\"configMap\":{\"name\":\"a\",\"defaultMode\":420}}, {name: b}]}\n",
            ),
            (
                "server:\n  # ours\n  extraVolumes:\n    - {type: secret, name: a, path: /x}\n  volumes: # more\n    # one\n    - name: b\n  volumeMounts: null\n",
                "server:\n  # ours\n  volumes: # more\n    - name: userconfig-a\n      secret:\n        secretName: a\n        defaultMode: 420\n    # one\n    - name: b\n  volumeMounts:\n  - name: userconfig-a\n    mountPath: /x/a\n    readOnly: true\n",
            ),
        ];
        for (old, new) in cases {
            assert_eq!(migrated(old), (new.to_owned(), vec![]), "{old}");
        }
        let unknown = "server:\n  extraVolumes:\n    - {type: nfs, name: a}\n";
        assert_eq!(migrated(unknown), (unknown.to_owned(), vec![("server.extraVolumes".to_owned(), Reason::Kind)]));
    }

    #[test]
    fn the_image_is_split() {
        let cases = [
            (
                "global:\n  # mirror\n  image: r:5000/v:1.2 # pinned\n  x: 1\n",
                "global:\n  x: 1\nserver:\n  image:\n    # mirror\n    repository: \"r:5000/v\"\n    tag: \"1.2\" # pinned\n",
            ),
            ("global: {image: v}", "server:\n  image:\n    repository: \"v\"\n    tag: \"\"\n"),
            (
                "global:\n  image: v@sha256:a\nserver:\n  image:\n    tag: b\n",
                "server:\n  image:\n    tag: b\n    repository: \"v\"\n",
            ),
            (
                "global:\n  image: v:1\nserver:\n  image: {tag: b, repository: c}\n",
                "server:\n  image: {tag: b, repository: c}\n",
            ),
            ("global:\n  image: null\n  x: 1\n", "global:\n  x: 1\n"),
        ];
        for (old, new) in cases {
            let (text, left) = migrated(old);
            assert_eq!((text.as_str(), left), (new, vec![]), "{old}");
        }
    }

    #[test]
    fn keys_without_a_use_go_and_the_comments_above_them_stay() {
        let cases = [
            (
                "injector:\n  leaderElector:\n    enabled: true\n    # a\n    image:\n      tag: x\n    ttl: 60s\n",
                "injector:\n  leaderElector:\n    enabled: true\n    # a\n",
            ),
            ("injector:\n  leaderElector:\n    ttl: 60s\n  x: 1\n", "injector:\n  x: 1\n"),
            ("injector: {leaderElector: {ttl: 60s, image: {}}}\nx: 1\n", "x: 1\n"),
            (
                "server:\n  extraVolumes:\n  - load: true\n    name: a\n    type: secret\n",
                "server:\n  volumes:\n  - name: userconfig-a\n    secret:\n      secretName: a\n      defaultMode: 420\n  volumeMounts:\n  - name: userconfig-a\n    mountPath: /vault/userconfig/a\n    readOnly: true\n",
            ),
        ];
        for (old, new) in cases {
            assert_eq!(migrated(old), (new.to_owned(), vec![]), "{old}");
        }
    }

    #[test]
    fn what_was_a_default_once_is_taken_as_such() {
        let cases = [
            ("server:\n  tolerations: {}\n  x: 1\n", "server:\n  x: 1\n"),
            // Without it nothing would be left of the block.
            ("server:\n  tolerations: {}\n", "server:\n  tolerations: []\n"),
            (
                "serverTelemetry:\n  prometheusRules:\n    rules: {}\n    enabled: true\n",
                "serverTelemetry:\n  prometheusRules:\n    enabled: true\n",
            ),
            ("injector:\n  objectSelector: {}\n  x: 1\n", "injector:\n  x: 1\n"),
            (
                "injector:\n  image: \"r:5000/k8s:1.2\"\n  x: 1\n",
                "injector:\n  image:\n    repository: r:5000/k8s\n    tag: \"1.2\"\n  x: 1\n",
            ),
            ("server:\n  tolerations:\n  - key: a\n", "server:\n  tolerations:\n  - key: a\n"),
        ];
        for (old, new) in cases {
            assert_eq!(migrated(old), (new.to_owned(), vec![]), "{old}");
        }
    }

    #[test]
    fn labels_of_the_chart_are_renamed_in_text() {
        let old = "server:\n  affinity: |\n    matchLabels:\n      app: {{ template \"vault.name\" . }}\n      release: \"{{ .Release.Name }}\"\n      app: consul\n";
        let new = "server:\n  affinity: |\n    matchLabels:\n      app.kubernetes.io/name: {{ template \"vault.name\" . }}\n      app.kubernetes.io/instance: \"{{ .Release.Name }}\"\n      app: consul\n";
        assert_eq!(migrated(old), (new.to_owned(), vec![]));
    }

    #[test]
    fn what_cannot_be_changed_is_left_and_told() {
        let cases = [
            ("server:\n  storageFsGroup: 1\n", "server.storageFsGroup", Reason::NoSuccessor),
            ("server:\n  ha:\n    config:\n      ui: true\n", "server.ha.config", Reason::Structured),
            (
                "server: {configAnnotation: true, includeConfigAnnotation: false}",
                "server.configAnnotation",
                Reason::BothSet,
            ),
            ("global: {image: [a]}", "global.image", Reason::Kind),
            ("global:\n  image: v:1\nserver: null\n", "global.image", Reason::Writing),
            ("a: &a\n  image: v:1\nglobal: *a\n", "global.image", Reason::Writing),
            ("a: &a {failurePolicy: Fail}\ninjector:\n  <<: *a\n", "injector.failurePolicy", Reason::Writing),
        ];
        for (old, key, reason) in cases {
            assert_eq!(migrated(old), (old.to_owned(), vec![(key.to_owned(), reason)]), "{old}");
        }
    }

    #[test]
    fn every_document_is_rewritten_and_files_of_today_stay() {
        let old = "global:\n  imagePullPolicy: A\n---\nserver:\n  configAnnotation: true\n";
        let new = "server:\n  image:\n    pullPolicy: A\n---\nserver:\n  includeConfigAnnotation: true\n";
        assert_eq!(migrated(old), (new.to_owned(), vec![]));
        for same in ["", "# nothing\n", "[1]\n", "server:\n  image: {}\n  ha: {config: \"x\"}", "injector: 5\n"] {
            assert_eq!(migrated(same), (same.to_owned(), vec![]));
        }
    }
}
