//! One release of the chart, as its record in `values/releases` tells: what it makes differently from the newest one.

use std::sync::OnceLock;

use serde_json::Value;

use super::features::Features;
use super::note::Note;
use crate::source::{SourceId, Sources, Span};
use crate::values::{Path, Rewrite, Schema, Type};
use crate::yaml::{Constant, Data, Entries, Entry, Node};

/// What is known of one release of the chart.
pub struct ChartRelease {
    /// Its version, such as `0.34.1`.
    pub version: &'static str,
    /// The day on which it was released, such as `2026-08-13`.
    pub date: &'static str,
    /// The versions of Kubernetes that it takes, as its `kubeVersion` says.
    pub kube_version: &'static str,
    /// The oldest of them: the minor release of Kubernetes 1.
    pub oldest_minor: u64,
    /// The versions of its default images.
    pub images: Images,
    /// What it does.
    pub features: Features,
    /// What changes for a user who moves up to it.
    pub notes: &'static [Note],
    /// The name of the record and its text.
    pub(super) record: (&'static str, &'static str),
    /// What differs from the newest release.
    pub(super) differences: Differences,
    /// The types of its values, once they are asked for.
    pub(super) schema: OnceLock<Schema>,
}

/// The versions of the images that a release runs by default.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Images {
    /// Vault, of the servers and of the agents.
    pub vault: &'static str,
    /// The agent injector.
    pub vault_k8s: &'static str,
    /// The CSI provider.
    pub vault_csi_provider: &'static str,
}

/// How the values of a release differ from those of the newest one.
pub(super) struct Differences {
    /// Defaults of another value.
    pub(super) defaults: &'static [Set],
    /// Keys that the release lacks.
    pub(super) absent: &'static [Absent],
    /// Keys that the newest release lacks.
    pub(super) only: &'static [Set],
    /// Types that the schema asks for otherwise.
    pub(super) types: &'static [(&'static str, &'static [Type])],
    /// Values of the profile for OpenShift that differ, and those that it lacks.
    pub(super) openshift: (&'static [(&'static str, &'static str)], &'static [&'static str]),
}

/// The value of a key.
pub(super) struct Set {
    pub(super) path: &'static str,
    /// The number of the release in whose record it stands.
    pub(super) record: usize,
    /// Where the key stands there.
    pub(super) key: (u32, u32),
    pub(super) value: &'static Constant,
}

/// A key that a release lacks.
pub(super) struct Absent {
    pub(super) path: &'static str,
    pub(super) reads: InPlace,
}

/// What the templates read in the place of a key that a release lacks.
pub(super) enum InPlace {
    /// The newest default.
    Default,
    /// This, laid over the newest default.
    Value(&'static Constant),
    /// What the user gave: the release reads it all the same.
    Given,
}

impl ChartRelease {
    /// Whether the release lacks a key that the newest one has, and takes no notice of it.
    pub(super) fn lacks(&self, path: &Path) -> bool {
        let ignored = self.differences.absent.iter().filter(|absent| !matches!(absent.reads, InPlace::Given));
        ignored.map(|absent| Path::of_keys(absent.path)).any(|absent| path.steps().starts_with(absent.steps()))
    }

    /// Makes the defaults of the newest release those of this one.
    pub(super) fn change_defaults(&self, defaults: &mut Node, releases: &[Self], sources: &mut Sources) {
        let mut texts: Vec<(usize, SourceId)> = Vec::new();
        let mut read = |set: &Set| {
            let known = texts.iter().find(|(record, _)| *record == set.record).map(|(_, source)| *source);
            let source = known.unwrap_or_else(|| {
                let (name, text) = releases.get(set.record).map_or(self.record, |release| release.record);
                let source = sources.add_built_in(name, text);
                texts.push((set.record, source));
                source
            });
            let key_span = Span { source, start: set.key.0, end: set.key.1 };
            Entry { key_span, value: set.value.node(source) }
        };
        for absent in self.differences.absent {
            remove(defaults, absent.path);
        }
        for set in self.differences.defaults {
            let entry = read(set);
            // The documentation stands above the key where it always did.
            change(defaults, set.path, |old| Entry {
                key_span: old.map_or(entry.key_span, |old| old.key_span),
                ..entry
            });
        }
        for set in self.differences.only {
            let entry = read(set);
            change(defaults, set.path, |_| entry);
        }
    }

    /// What the text of the newest defaults says otherwise in this release.
    pub(super) fn defaults_rewrite(&self) -> Rewrite {
        let Differences { defaults, absent, only, .. } = &self.differences;
        let nowhere = Sources::default().add("", "");
        let said = |set: &Set| (set.path.to_owned(), set.value.node(nowhere).to_json());
        Rewrite {
            removed: absent.iter().map(|absent| absent.path.to_owned()).collect(),
            set: defaults.iter().map(said).collect(),
            added: only.iter().map(said).collect(),
        }
    }

    /// What the newest profile of OpenShift says otherwise in this release.
    pub(super) fn openshift_rewrite(&self) -> Rewrite {
        let (set, absent) = self.differences.openshift;
        Rewrite {
            removed: absent.iter().map(|path| (*path).to_owned()).collect(),
            set: set.iter().map(|(path, text)| ((*path).to_owned(), Value::from(*text))).collect(),
            added: Vec::new(),
        }
    }

    /// Puts what the templates read in the place of the keys that the release lacks. They are those of the newest release,
    /// whose defaults are given.
    pub(super) fn stand_in(&self, values: &mut Node, newest: &Node) {
        for absent in self.differences.absent {
            let Some(default) = entry(newest, absent.path) else { continue };
            let value = match absent.reads {
                InPlace::Given => continue,
                InPlace::Default => default.value.clone(),
                InPlace::Value(value) => over(&default.value, value),
            };
            change(values, absent.path, |_| Entry { key_span: default.key_span, value });
        }
    }

    /// Makes the schema of the newest release that of this one.
    pub(super) fn schema_from(&'static self, newest: &'static Schema) -> &'static Schema {
        let Differences { absent, only, types, .. } = &self.differences;
        if absent.is_empty() && only.is_empty() && types.is_empty() {
            return newest;
        }
        self.schema.get_or_init(|| {
            let mut schema = newest.clone();
            for absent in *absent {
                match absent.reads {
                    InPlace::Given => schema.set_types(&Path::of_keys(absent.path), &[]),
                    _ => schema.remove(&Path::of_keys(absent.path)),
                }
            }
            for set in *only {
                schema.add(&Path::of_keys(set.path));
            }
            for (path, types) in *types {
                schema.set_types(&Path::of_keys(path), types);
            }
            schema.forget_successors(|key| self.lacks(&Path::of_keys(key)));
            schema
        })
    }
}

/// What stands in for a key: it has no place of its own, and takes that of the default.
fn over(default: &Node, value: &'static Constant) -> Node {
    let stand_in = at(value.node(default.span.source), default.span);
    match (&default.data, &stand_in.data) {
        (Data::Map(_), Data::Map(above)) => {
            let mut merged = default.clone();
            if let Data::Map(below) = &mut merged.data {
                above.iter().for_each(|(key, entry)| drop(below.insert(key.clone(), entry.clone())));
            }
            merged
        }
        _ => stand_in,
    }
}

/// A tree whose every part has the same place.
fn at(node: Node, span: Span) -> Node {
    let data = match node.data {
        Data::Map(map) => {
            let entries =
                map.into_iter().map(|(key, entry)| (key, Entry { key_span: span, value: at(entry.value, span) }));
            Data::Map(entries.collect::<Entries>().into())
        }
        Data::List(items) => Data::List(items.into_iter().map(|item| at(item, span)).collect()),
        scalar => scalar,
    };
    Node { span, style: node.style, data }
}

fn entry<'n>(root: &'n Node, path: &str) -> Option<&'n Entry> {
    let (holder, key) = path.rsplit_once('.').map_or((Some(root), path), |(holder, key)| (root.at(holder), key));
    holder?.as_map()?.get(key)
}

/// Sets a key in a map that is there; where there is none, nobody looks for the key.
fn change(root: &mut Node, path: &str, new: impl FnOnce(Option<&Entry>) -> Entry) {
    let (key, rest) = path.split_once('.').map_or((path, None), |(key, rest)| (key, Some(rest)));
    let Data::Map(map) = &mut root.data else { return };
    match (rest, map.get_mut(key)) {
        (Some(rest), Some(entry)) => change(&mut entry.value, rest, new),
        (Some(_), None) => {}
        (None, Some(entry)) => *entry = new(Some(entry)),
        (None, None) => drop(map.insert(key.to_owned(), new(None))),
    }
}

fn remove(root: &mut Node, path: &str) {
    let Data::Map(map) = &mut root.data else { return };
    match path.split_once('.') {
        Some((key, rest)) => {
            if let Some(entry) = map.get_mut(key) {
                remove(&mut entry.value, rest);
            }
        }
        None => map.retain(|known, _| known != path),
    }
}
