//! Findings as one JSON document.

use serde_json::{Value, json};

use crate::check::Finding;
use crate::output::json_message;
use crate::source::Sources;

/// `{"findings": [{rule, confidence, object, path, …}]}`: each finding has the fields of a JSON message, and these:
/// `rule`, `confidence`, `link`, `object` (`kind`, `group`, `namespace`, `name`; null if it shows in none), `path`.
pub(super) fn draw(findings: &[Finding], sources: &Sources) -> String {
    let findings: Vec<Value> = findings.iter().map(|finding| self::finding(finding, sources)).collect();
    format!("{:#}\n", json!({ "findings": findings }))
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
