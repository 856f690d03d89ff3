//! Checking manifests of whatever tool: the rules that need objects alone, each finding at its line of the manifest.

use super::{Checked, Checking, Request};
use crate::chart::Chart;
use crate::check::{self, External, Finding, ObjectPlace, Report};
use crate::diagnostic::{Diagnostic, Label};
use crate::manifest::{Object, ObjectId};
use crate::secrets;
use crate::source::{SourceId, Sources, Span};
use crate::type_faults;
use crate::values::{self, Path, Segment};
use crate::yaml::{self, Data, Map, Node};

/// The rule of what the API server refuses for its content.
const CONTENT: &str = "kubernetes-content";

/// Checks objects that were read from texts, as they would be installed into the namespace of a request.
///
/// # Errors
/// What is wrong with the request.
pub fn check_manifests(
    request: &Request,
    objects: &[Object],
    texts: &[SourceId],
    checking: &Checking,
    sources: &mut Sources,
) -> Result<Checked, Vec<Diagnostic>> {
    let release = request.release()?;
    let defaults = request.layers.defaults().tree.clone();
    let nulls = values::null_maps(&defaults, &defaults);
    let chart = Chart::new(defaults.clone(), nulls, &defaults, &request.chart, &release)?;
    let start = texts.first().map_or(defaults.span, |source| Span::new(*source, 0, 0));
    let user = Node::new(start, Data::Map(Map::default()));
    let external: Vec<External> = checking.external.clone();
    let subject = check::Subject {
        chart: &chart,
        release: &release,
        user: &user,
        defaults: &defaults,
        objects,
        configuration: None,
        external: &external,
        releases: checking.releases.as_ref().unwrap_or_else(|| check::Releases::built_in()),
        today: checking.today,
        is_of_the_user: &|source| texts.contains(&source),
        start,
        origins: check::Origins::default(),
    };
    let mut report = Report::of_objects(&checking.settings);
    let written = Written::read(texts, sources);
    written.hide_secrets(texts, sources);
    let mut found: Vec<Finding> = Vec::new();
    for object in objects {
        let faults = type_faults::all_faults(object, release.kube_version.minor());
        found.extend(faults.into_iter().filter_map(|(diagnostic, path)| {
            let place = ObjectPlace { object: ObjectId::of(object), path };
            check::from_diagnostic(diagnostic).ok().map(|finding| Finding { place: Some(place), ..finding })
        }));
    }
    found.retain(|finding| report.has_run(finding.rule));
    found.extend(check::run(&subject, &report.rules));
    // What a rule of its own says better is said by it alone.
    let told: Vec<ObjectPlace> =
        found.iter().filter(|one| one.rule.id != CONTENT).filter_map(|one| one.place.clone()).collect();
    found.retain(|one| one.rule.id != CONTENT || one.place.as_ref().is_none_or(|place| !told.contains(place)));
    report.findings = found.into_iter().map(|finding| written.placed(finding, start)).collect();
    report.files = texts.to_vec();
    check::silence(&mut report, sources);
    check::tell_the_first(&mut report);
    report.findings.sort_by_key(|finding| (finding.diagnostic.severity, finding.diagnostic.span()));
    Ok(Checked { report, warnings: Vec::new() })
}

/// The objects as they are written, with the places of their fields.
struct Written(Vec<(ObjectId, Node)>);

impl Written {
    /// Reads texts that are known to hold objects; of what is no YAML no places are known.
    fn read(texts: &[SourceId], sources: &Sources) -> Self {
        let mut found = Vec::new();
        for source in texts {
            let stream = yaml::read(sources.text(*source), *source).unwrap_or_default();
            stream.documents.into_iter().for_each(|document| collect(document.root, &mut found));
        }
        Self(found)
    }

    /// A finding at its line. What it says of values does not concern who has none.
    fn placed(&self, mut finding: Finding, start: Span) -> Finding {
        let place = finding.place.as_ref().and_then(|place| {
            let (_, root) = self.0.iter().find(|(id, _)| *id == place.object)?;
            Some(span_of(root, &place.path))
        });
        let diagnostic = &mut finding.diagnostic;
        let words = diagnostic.labels.first().map(|label| label.text.clone()).unwrap_or_default();
        let words = if words == "made from this" { "here".to_owned() } else { words };
        diagnostic.labels = vec![Label::new(place.unwrap_or(start), words)];
        diagnostic.help.retain(|help| !speaks_of_values(help));
        diagnostic.notes.retain(|note| !speaks_of_values(note));
        for help in diagnostic.help.iter_mut().filter(|help| help.contains("`vaultchart.external`")) {
            if let Some((_, passed)) = help.split_once("or pass ") {
                *help = format!("if it is made elsewhere, pass {passed}");
            }
        }
        finding
    }

    /// No view shows what is in a Secret, or what a text has under the name of one.
    fn hide_secrets(&self, texts: &[SourceId], sources: &mut Sources) {
        for source in texts {
            let text = sources.text(*source).to_owned();
            for secret in secrets::secrets(&text).into_iter().filter(|secret| !secret.may_be_reference) {
                sources.hide(Span::new(*source, secret.range.start, secret.range.end));
            }
        }
        for (_, root) in self.0.iter().filter(|(id, _)| id.kind == "Secret") {
            for list in ["data", "stringData"] {
                let entries = root.get(list).and_then(Node::as_map).into_iter().flatten();
                entries.for_each(|(_, entry)| sources.hide(entry.value.span));
            }
        }
    }
}

fn speaks_of_values(text: &str) -> bool {
    const KEYS: [&str; 6] = ["`server.", "`injector.", "`csi.", "`ui.", "`global.", "`extraObjects"];
    KEYS.iter().any(|key| text.contains(key)) || text.contains("the chart ")
}

/// A document as an object, or the items of a list as objects of their own.
fn collect(root: Node, found: &mut Vec<(ObjectId, Node)>) {
    let is_list = root.get("kind").and_then(Node::as_text).is_some_and(|kind| kind.ends_with("List"));
    match root.get("items").map(|items| &items.data) {
        Some(Data::List(items)) if is_list => items.iter().for_each(|item| collect(item.clone(), found)),
        _ => {
            if let Ok(object) = Object::new("", String::new(), root.to_json()) {
                found.push((ObjectId::of(&object), root));
            }
        }
    }
}

/// The place of a field, or of the nearest one above it that is written.
fn span_of(root: &Node, path: &str) -> Span {
    let (mut node, mut span) = (root, first_key(root));
    for step in steps(path).steps() {
        let next = match (step, &node.data) {
            (Segment::Key(key), Data::Map(map)) => map.get(key).map(|entry| (&entry.value, entry.key_span)),
            (Segment::Index(index), Data::List(items)) => items.get(*index).map(|item| (item, first_key(item))),
            _ => None,
        };
        let Some((below, place)) = next else { break };
        let is_scalar = !matches!(below.data, Data::Map(_) | Data::List(_));
        (node, span) = (below, if is_scalar { below.span } else { place });
    }
    span
}

/// The first key of a map: all of it would be too much to point at.
fn first_key(node: &Node) -> Span {
    node.as_map().and_then(|map| map.iter().next()).map_or(node.span, |(_, entry)| entry.key_span)
}

/// A path as messages show it: `spec.containers[0].image`, `metadata.labels["helm.sh/chart"]`.
fn steps(path: &str) -> Path {
    let mut steps = Path::root();
    let mut rest = path;
    while !rest.is_empty() {
        rest = rest.trim_start_matches('.');
        if let Some(inner) = rest.strip_prefix('[') {
            let (step, after) = inner.split_once(']').unwrap_or((inner, ""));
            let quoted = step.strip_prefix('"').and_then(|step| step.strip_suffix('"'));
            match (quoted, step.parse()) {
                (Some(key), _) => steps.push(Segment::Key(key.to_owned())),
                (None, Ok(index)) => steps.push(Segment::Index(index)),
                (None, Err(_)) => return steps,
            }
            rest = after;
        } else {
            let end = rest.find(['.', '[']).unwrap_or(rest.len());
            let (key, after) = rest.split_at(end);
            steps.push(Segment::Key(key.to_owned()));
            rest = after;
        }
    }
    steps
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_is_found_by_its_path() {
        let text = "kind: A\nspec:\n  list:\n  - a: 1\n    b.c/d: x\n";
        let root = yaml::read(text, Sources::default().add("", "")).expect("YAML").documents.remove(0).root;
        let slice = |path: &str| {
            let span = span_of(&root, path);
            &text[span.start as usize..span.end as usize]
        };
        for (path, expected) in [
            ("", "kind"),
            ("spec", "spec"),
            ("spec.list[0]", "a"),
            ("spec.list[0].a", "1"),
            ("spec.list[0][\"b.c/d\"]", "x"),
            ("spec.list[0].missing", "a"),
            ("spec.list[7].a", "list"),
            ("spec.list[x]", "list"),
        ] {
            assert_eq!(slice(path), expected, "{path}");
        }
    }
}
