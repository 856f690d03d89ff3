//! Findings as SARIF 2.1.0, which code scanning takes in and shows on the lines that the author wrote.

use serde_json::{Map, Value, json};

use super::document::{Findings, Shown};
use super::fingerprint::Fingerprints;
use super::items;
use super::place::{file_name, others, region, said_at, seen_in};
use super::uri::uri;
use crate::check::{ObjectPlace, Purpose, Rule};
use crate::diagnostic::{Label, Severity};
use crate::output::printable;
use crate::secrets::Veil;
use crate::source::SourceId;

const SCHEMA: &str = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";
/// What paths are relative to: the folder of the run, which is the repository's for those who upload.
const ROOT: &str = "%SRCROOT%";

/// One run with the rules that were run, and a result a finding.
pub(super) fn draw(findings: &Findings) -> String {
    let rules: Vec<Value> = findings.rules.iter().map(|rule| descriptor(rule)).collect();
    let version = env!("CARGO_PKG_VERSION");
    let driver = json!({ "name": "vaultchart", "version": version, "semanticVersion": version, "rules": rules });
    let run = json!({
        "tool": { "driver": driver },
        "columnKind": "unicodeCodePoints",
        "results": items::list_of(findings.all().next().is_some()),
        "properties": { "ignored": findings.ignored },
    });
    let document = json!({ "$schema": SCHEMA, "version": "2.1.0", "runs": [run] });
    let mut fingerprints = Fingerprints::default();
    items::write(&document, findings.all().map(|shown| result(shown, &findings.rules, &mut fingerprints)))
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Advice => "note",
    }
}

fn descriptor(rule: &Rule) -> Value {
    let Rule { id, title, why, fix, .. } = rule;
    let mut descriptor = json!({
        "id": id,
        "shortDescription": { "text": title },
        "fullDescription": { "text": why },
        "help": { "text": format!("{why}\n\n{fix}"), "markdown": format!("**Why.** {why}\n\n**Fix.** {fix}") },
        "defaultConfiguration": { "level": level(rule.severity) },
        "properties": properties(rule),
    });
    if let (Some(link), Some(fields)) = (rule.link, descriptor.as_object_mut()) {
        fields.insert("helpUri".to_owned(), link.into());
    }
    descriptor
}

/// Our own words for severity and confidence, and those that GitHub sorts by. No rule has a score of its own, so that
/// none claims a `security-severity`.
fn properties(rule: &Rule) -> Value {
    let mut tags = vec!["vault", "kubernetes"];
    if rule.purpose == Purpose::Production {
        tags.push("production");
    }
    let problem = match rule.severity {
        Severity::Advice => "recommendation",
        Severity::Error | Severity::Warning => rule.severity.word(),
    };
    json!({
        "severity": rule.severity.word(),
        "confidence": rule.confidence.word(),
        "precision": rule.confidence.word(),
        "problem.severity": problem,
        "tags": tags,
    })
}

fn result(shown: &Shown, rules: &[&'static Rule], fingerprints: &mut Fingerprints) -> Value {
    let Shown { finding, texts, files, .. } = *shown;
    let primary = shown.in_file();
    // Places in flags and built-in texts have words only.
    let (linked, told): (Vec<&Label>, Vec<&Label>) =
        others(finding, primary).partition(|label| files.contains(&label.span.source));
    let related: Vec<Value> =
        linked.iter().enumerate().map(|(index, label)| related_location(index + 1, label, texts)).collect();
    let mut fields = Map::new();
    fields.insert("ruleId".to_owned(), finding.rule.id.into());
    if let Some(index) = rules.iter().position(|rule| rule.id == finding.rule.id) {
        fields.insert("ruleIndex".to_owned(), index.into());
    }
    fields.insert("level".to_owned(), level(finding.diagnostic.severity).into());
    fields.insert("message".to_owned(), json!({ "text": message(shown, &linked, &told) }));
    fields.insert("locations".to_owned(), locations(shown));
    if !related.is_empty() {
        fields.insert("relatedLocations".to_owned(), related.into());
    }
    let print = fingerprints.of(shown);
    fields.insert("partialFingerprints".to_owned(), json!({ "primaryLocationLineHash": print }));
    fields.into()
}

fn message(shown: &Shown, linked: &[&Label], told: &[&Label]) -> String {
    let Shown { finding, texts, .. } = *shown;
    let diagnostic = &finding.diagnostic;
    let told = told.iter().map(|label| said_at(label, texts));
    let notes = diagnostic.notes.iter().map(|note| format!("note: {note}"));
    let help = diagnostic.help.iter().map(|help| format!("help: {help}"));
    let object = finding.place.as_ref().map(seen_in);
    let words = std::iter::once(diagnostic.title.clone()).chain(told).chain(notes).chain(object).chain(help);
    let links = linked.iter().enumerate().map(|(index, label)| link(index + 1, label));
    words.map(|text| without_links(&text)).chain(links).collect::<Vec<_>>().join("\n")
}

/// A link to a related location, as messages of SARIF have them.
fn link(number: usize, label: &Label) -> String {
    let text = if label.text.is_empty() { "another place" } else { &label.text };
    let text = printable::printable(text);
    let text = text.replace('\\', "\\\\").replace('[', "\\[").replace(']', "\\]");
    format!("see also: [{text}]({number})")
}

/// A text of the values never becomes a link, nor a command of a terminal.
fn without_links(text: &str) -> String {
    printable::printable(text).replace("](", "] (")
}

/// The place in a values file. A finding in a flag or in what is built in has the start of the first file, since code
/// scanning takes nothing without a file, and the message says where it is.
fn locations(shown: &Shown) -> Value {
    let Shown { finding, texts, files, .. } = *shown;
    let primary = shown.in_file();
    let physical = match (primary, files.first()) {
        (Some(label), _) => Some(physical_location(label, texts)),
        (None, Some(file)) => Some(start_of(*file, texts)),
        (None, None) => None,
    };
    let mut location = Map::new();
    location.extend(physical.map(|physical| ("physicalLocation".to_owned(), physical)));
    let said = primary.map(|label| label.text.as_str()).filter(|text| !text.is_empty());
    location.extend(said.map(|text| ("message".to_owned(), json!({ "text": without_links(text) }))));
    let logical = finding.place.as_ref().map(logical_location);
    location.extend(logical.map(|logical| ("logicalLocations".to_owned(), json!([logical]))));
    if location.is_empty() { json!([]) } else { json!([location]) }
}

fn logical_location(place: &ObjectPlace) -> Value {
    let ObjectPlace { object, path } = place;
    let path = if path.is_empty() { String::new() } else { format!("/{path}") };
    json!({
        "name": object.name,
        "fullyQualifiedName": format!("{}/{}{path}", object.kind, object.name),
        "kind": "resource",
    })
}

fn physical_location(label: &Label, texts: &Veil) -> Value {
    let region = region(label, texts);
    json!({
        "artifactLocation": artifact(file_name(label.span.source, texts)),
        "region": {
            "startLine": region.start.line,
            "startColumn": region.start.column,
            "endLine": region.end.line,
            "endColumn": region.end.column,
        },
    })
}

fn start_of(file: SourceId, texts: &Veil) -> Value {
    json!({ "artifactLocation": artifact(file_name(file, texts)), "region": { "startLine": 1 } })
}

fn artifact(name: &str) -> Value {
    let uri = uri(name);
    if uri.contains(':') { json!({ "uri": uri }) } else { json!({ "uri": uri, "uriBaseId": ROOT }) }
}

fn related_location(number: usize, label: &Label, texts: &Veil) -> Value {
    let text = if label.text.is_empty() { "another place" } else { &label.text };
    json!({
        "id": number,
        "physicalLocation": physical_location(label, texts),
        "message": { "text": without_links(text) },
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_related_locations_are_links() {
        assert_eq!(without_links("see [here](http://x)"), "see [here] (http://x)");
        let span = crate::source::Span::new(crate::source::Sources::default().add("a", ""), 0, 0);
        let label = Label::new(span, "a[0](x) \\");
        assert_eq!(link(2, &label), "see also: [a\\[0\\](x) \\\\](2)");
    }
}
