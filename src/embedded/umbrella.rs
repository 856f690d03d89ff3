//! Charts that depend on this one: what stands below its key in their values, as Helm hands it down.
//!
//! The parent's `global` lies over the chart's own, key by key; a map and a value that is none leave each other alone.
//! <https://github.com/helm/helm/blob/main/pkg/chart/common/util/coalesce.go>
//! A `condition` that is there has the last word over `tags`.
//! <https://helm.sh/docs/topics/charts/#tags-and-condition-fields-in-dependencies>

use std::path::Path;

use super::field::CODE;
use super::kind::Kind;
use super::local_chart::{Dependency, LocalChart};
use super::part::GivenLayer;
use super::release::EmbeddedRelease;
use crate::diagnostic::Diagnostic;
use crate::source::{SourceId, Span};
use crate::values::{FileSet, ReadValues, lay};
use crate::yaml::{Data, Entries, Entry, Node};

const GLOBAL: &str = "global";

/// The releases of this chart that a chart makes of its values, one for each dependency on it.
pub(super) fn releases(chart: &LocalChart, parts: &[GivenLayer]) -> Vec<EmbeddedRelease> {
    chart.dependencies.iter().map(|dependency| release(dependency, parts)).collect()
}

fn release(dependency: &Dependency, parts: &[GivenLayer]) -> EmbeddedRelease {
    let mut release = EmbeddedRelease::new(Kind::Umbrella, &dependency.key, dependency.said.span);
    hand_down(dependency, parts.to_vec(), &mut release);
    release
}

/// Gives a release what the values of a parent say below the key of a dependency, and what is known of the dependency.
pub(super) fn hand_down(dependency: &Dependency, parts: Vec<GivenLayer>, release: &mut EmbeddedRelease) {
    let all = merged(&parts);
    let mut own = Entries::default();
    let mut globals = Vec::new();
    for part in parts {
        match part {
            GivenLayer::Values { source, read } | GivenLayer::Fill { source, read } => {
                let [below, global] = split(source, read, dependency, release);
                if let Some(Entry { value, .. }) = below.tree.as_map().and_then(|map| map.get(GLOBAL)) {
                    take(&mut own, value);
                }
                release.parts.push(GivenLayer::Values { source, read: below });
                globals.push(GivenLayer::Values { source, read: global });
            }
            GivenLayer::Set(set) => match set.name.strip_prefix(&format!("{}.", dependency.key)) {
                Some(name) => release.parts.push(GivenLayer::Set(below(&set, name))),
                None if set.name.starts_with("global.") => globals.push(GivenLayer::Set(set)),
                None => {}
            },
            GivenLayer::Profile(_) => {}
        }
    }
    for global in globals {
        match global {
            GivenLayer::Values { source, mut read } => {
                keep_kinds(&mut read.tree, &own);
                if read.tree.as_map().is_some_and(|map| !map.is_empty()) {
                    release.parts.push(GivenLayer::Values { source, read });
                }
            }
            other => release.parts.push(other),
        }
    }
    release.chart_version.clone_from(&dependency.version);
    release.alias = dependency.is_alias.then(|| dependency.key.clone());
    release.warnings.extend(switched_off(dependency, &all));
}

/// What values of the parent say below the key, and their `global` alone.
fn split(
    source: SourceId,
    read: ReadValues,
    dependency: &Dependency,
    release: &mut EmbeddedRelease,
) -> [ReadValues; 2] {
    let ReadValues { tree, warnings, errors } = read;
    let (mut below, mut global) = (empty(&tree), empty(&tree));
    if let Some(entry) = tree.as_map().and_then(|map| map.get(&dependency.key)) {
        match entry.value.data {
            Data::Map(_) => below = entry.value.clone(),
            Data::Null => {}
            _ => {
                let title = format!("`{}` must be a map, found {}", dependency.key, entry.value.kind());
                release.errors.push(Diagnostic::error(CODE, title).at(entry.value.span, "expected a map"));
            }
        }
    }
    if let (Data::Map(map), true) =
        (&mut below.data, dependency.condition.contains(&format!("{}.enabled", dependency.key)))
    {
        map.shift_remove("enabled");
    }
    let given = tree.as_map().and_then(|map| map.get(GLOBAL)).filter(|entry| entry.value.as_map().is_some());
    if let (Data::Map(map), Some(entry)) = (&mut global.data, given) {
        map.insert(GLOBAL.to_owned(), entry.clone());
    }
    let concerns = |problem: &Diagnostic| {
        let within = |whole: &Node| {
            problem.span().is_none_or(|span| whole.span.start <= span.start && span.end <= whole.span.end)
        };
        problem.span().is_none_or(|span| span.source != source) || within(&below)
    };
    let warnings = warnings.into_iter().filter(concerns).collect();
    [
        ReadValues { warnings, errors, tree: below },
        ReadValues { tree: global, warnings: Vec::new(), errors: Vec::new() },
    ]
}

/// Values that say nothing: what is put into them has no place as a whole.
fn empty(tree: &Node) -> Node {
    Node::new(Span { end: tree.span.start, ..tree.span }, Data::Map(Entries::default().into()))
}

fn below(set: &FileSet, name: &str) -> FileSet {
    let cut = u32::try_from(set.name.len() - name.len()).unwrap_or(0);
    let mut name_span = set.name_span;
    // The span of a plain name starts where its text does.
    if (name_span.end - name_span.start) as usize == set.name.len() {
        name_span.start = name_span.start.saturating_add(cut);
    }
    FileSet { name: name.to_owned(), name_span, ..set.clone() }
}

/// What the parts of a parent make together, as far as maps say it.
fn merged(parts: &[GivenLayer]) -> Entries {
    let mut all = Entries::default();
    for part in parts {
        if let GivenLayer::Values { read, .. } = part {
            take(&mut all, &read.tree);
        }
    }
    all
}

fn take(entries: &mut Entries, tree: &Node) {
    for (key, entry) in tree.as_map().into_iter().flatten() {
        match entries.get_mut(key) {
            Some(slot) => lay(&mut slot.value, entry.value.clone()),
            None => {
                entries.insert(key.clone(), entry.clone());
            }
        }
    }
}

/// Leaves out what is a map in the one `global` and none in the other.
fn keep_kinds(tree: &mut Node, own: &Entries) {
    let Data::Map(map) = &mut tree.data else { return };
    let Some(Entry { value: Node { data: Data::Map(global), .. }, .. }) = map.get_mut(GLOBAL) else { return };
    let is_map = |node: &Node| node.as_map().is_some();
    global.retain(|key, entry| own.get(key).is_none_or(|own| is_map(&own.value) == is_map(&entry.value)));
}

/// That Helm leaves the chart out.
fn switched_off(dependency: &Dependency, values: &Entries) -> Option<Diagnostic> {
    let at = |path: &str| {
        let (first, rest) = path.split_once('.').map_or((path, None), |(first, rest)| (first, Some(rest)));
        let entry = values.get(first)?;
        let node = rest.map_or(Some(&entry.value), |rest| entry.value.at(rest))?;
        matches!(node.data, Data::Bool(_)).then(|| node.clone())
    };
    let condition = dependency.condition.iter().find_map(|path| Some((path.clone(), at(path)?)));
    let tags: Vec<(String, Node)> =
        dependency.tags.iter().filter_map(|tag| Some((format!("tags.{tag}"), at(&format!("tags.{tag}"))?))).collect();
    let is_on = |node: &Node| node.data == Data::Bool(true);
    let decisive = match condition {
        Some((path, node)) => (!is_on(&node)).then_some((path, node)),
        None if tags.iter().any(|(_, node)| is_on(node)) => None,
        None => tags.into_iter().next(),
    };
    let (path, node) = decisive?;
    let title = format!("`{path}` switches the dependency `{}` off: Helm renders nothing of it", dependency.key);
    Some(Diagnostic::warning(CODE, title).at(node.span, "what follows is as if it were on"))
}

/// Whether a values file is one of a parent: its keys are those that Helm hands down.
pub(super) fn is_of_parent(tree: &Node, chart: &LocalChart) -> bool {
    let has = |key: &str| tree.get(key).is_some();
    chart.dependencies.iter().any(|dependency| has(&dependency.key))
        || !["server", "injector", "csi"].into_iter().any(has)
}

/// The values file of a chart's own.
pub(super) fn own_values(chart: &LocalChart) -> std::path::PathBuf {
    chart.folder.join("values.yaml")
}

/// Whether two paths name the same file.
pub(super) fn is_same(one: &Path, other: &Path) -> bool {
    let plain = |path: &Path| path.components().filter(|part| part.as_os_str() != ".").collect::<std::path::PathBuf>();
    plain(one) == plain(other)
}
