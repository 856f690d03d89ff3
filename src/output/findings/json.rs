//! Findings as one JSON document.

use serde_json::{Map, Value, json};

use super::document::{FileOfFleet, Findings, Section, Shown};
use super::items;
use super::summary::SEVERITIES;
use crate::check::Rule;
use crate::diagnostic::Severity;
use crate::output::json_message;

/// `{"findings": […], "counts": {…}, "rules": […], "skipped": […]}`.
///
/// A finding has `rule`, `severity` (`error`, `warning`, `advice`), `message`, `file`, `line`, `column`, `end` (`line`
/// and `column` of the place behind it), `labels` (all places, each with `file`, `line`, `column`, `end` and `text`),
/// `notes`, `help`, `confidence` (`low`, `medium`, `high`), `link`, `object` (`kind`, `group`, `namespace`, `name`)
/// and `path`, the field of the object. What a finding does not have is null or an empty list. `counts` has a number
/// for `error`, `warning`, `advice`, `ignored`, the findings that comments silence, and `checklist`, the items of the
/// production checklist that are open because nobody set anything, with a baseline also `known`; `rules` names the rules that
/// were run, and `skipped` those that could not be, as the values give no objects.
///
/// Of a fleet, `files` stands before them, each with `file`, `release`, `namespace`, `counts` and `skipped` as a check of
/// that file alone would have them; and a finding has `foundIn`: the `first` file, and in how many `files`.
pub(super) fn draw(findings: &Findings) -> String {
    let mut document = Map::new();
    if findings.is_fleet {
        document.insert("files".to_owned(), findings.files().map(|(about, section)| file(about, section)).collect());
    }
    let found = SEVERITIES.map(|severity| findings.count(severity));
    document.insert("findings".to_owned(), items::list_of(findings.all().next().is_some()));
    document.insert("counts".to_owned(), counts(found, findings.ignored, findings.open));
    if let (Some(known), Some(Value::Object(counts))) = (findings.known, document.get_mut("counts")) {
        counts.insert("known".to_owned(), known.into());
    }

    document.insert("rules".to_owned(), names(&findings.rules).into());
    document.insert("skipped".to_owned(), names(&findings.skipped).into());
    items::write(&Value::Object(document), findings.all().map(finding))
}

fn names(rules: &[&'static Rule]) -> Vec<&'static str> {
    rules.iter().map(|rule| rule.id).collect()
}

fn file(about: &FileOfFleet, section: &Section) -> Value {
    json!({
        "file": about.name,
        "release": about.release,
        "namespace": about.namespace,
        "counts": counts(about.counts, section.ignored, section.open),
        "skipped": names(&section.skipped),
    })
}

fn counts(found: [usize; 3], ignored: usize, open: usize) -> Value {
    let found = SEVERITIES.map(Severity::word).into_iter().zip(found);
    let counts = found.chain([("ignored", ignored), ("checklist", open)]);
    counts.map(|(name, count)| (name.to_owned(), Value::from(count))).collect()
}

fn finding(shown: &Shown) -> Value {
    let Shown { finding, texts, found_in, .. } = *shown;
    let message = json_message(&finding.diagnostic, texts);
    let mut message: Value = serde_json::from_str(&message).unwrap_or_default();
    let object = finding.place.as_ref().map(|place| {
        let id = &place.object;
        json!({ "kind": id.kind, "group": id.group, "namespace": id.namespace, "name": id.name })
    });
    if let Some(fields) = message.as_object_mut() {
        fields.shift_remove("code");
        fields.shift_insert(0, "rule".to_owned(), finding.rule.id.into());
        fields.insert("confidence".to_owned(), finding.rule.confidence.word().into());
        fields.insert("link".to_owned(), finding.rule.link.into());
        fields.insert("object".to_owned(), object.into());
        fields.insert("path".to_owned(), finding.place.as_ref().map(|place| place.path.as_str()).into());
        if let Some((first, files)) = found_in {
            fields.insert("foundIn".to_owned(), json!({ "first": first, "files": files }));
        }
    }
    message
}
