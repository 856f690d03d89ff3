//! Findings as one JSON document.

use serde_json::{Value, json};

use super::summary::SEVERITIES;
use crate::check::{Finding, Report, Rule};
use crate::output::{json_message, printable};
use crate::source::Sources;

/// `{"findings": […], "counts": {…}, "rules": […], "skipped": […]}`.
///
/// A finding has `rule`, `severity` (`error`, `warning`, `advice`), `message`, `file`, `line`, `column`, `end` (`line`
/// and `column` of the place behind it), `labels` (all places, each with `file`, `line`, `column`, `end` and `text`),
/// `notes`, `help`, `confidence` (`low`, `medium`, `high`), `link`, `object` (`kind`, `group`, `namespace`, `name`)
/// and `path`, the field of the object. What a finding does not have is null or an empty list. `counts` has a number
/// for `error`, `warning`, `advice` and `ignored`, the findings that comments silence; `rules` names the rules that
/// were run, and `skipped` those that could not be, as the values give no objects.
pub(super) fn draw(report: &Report, sources: &Sources) -> String {
    let findings: Vec<Value> = report.findings.iter().map(|finding| self::finding(finding, sources)).collect();
    let document = json!({
        "findings": findings,
        "counts": counts(report),
        "rules": names(&report.rules),
        "skipped": names(&report.skipped),
    });
    printable::json(&format!("{document:#}\n"))
}

fn names(rules: &[&'static Rule]) -> Vec<&'static str> {
    rules.iter().map(|rule| rule.id).collect()
}

fn counts(report: &Report) -> Value {
    let found = SEVERITIES.map(|severity| (severity.word(), report.count(severity)));
    let counts = found.into_iter().chain([("ignored", report.ignored)]);
    counts.map(|(name, count)| (name.to_owned(), Value::from(count))).collect()
}

fn finding(finding: &Finding, sources: &Sources) -> Value {
    let message = json_message(&finding.diagnostic, sources);
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
    }
    message
}
