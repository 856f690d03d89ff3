//! A JSON document with one long list, written item by item: as trees, the findings of a fleet would take ten times the
//! room of their text.

use serde_json::{Value, json};

use crate::output::printable;

/// Stands for the items until they are written. Nothing that a user named stands behind it.
const ITEMS: &str = "\u{e000}items";

/// The list in a document that is to be written: it stands for all items, or is empty if there are none.
pub(super) fn list_of(has_items: bool) -> Value {
    if has_items { json!([ITEMS]) } else { json!([]) }
}

/// Writes the document with the items in its list, as if it had held them.
pub(super) fn write(document: &Value, items: impl Iterator<Item = Value>) -> String {
    let text = format!("{document:#}\n");
    let Some((before, after)) = text.rsplit_once(&format!("\"{ITEMS}\"")) else { return printable::json(&text) };
    let indent = before.rsplit('\n').next().unwrap_or_default();
    let line_break = format!("\n{indent}");
    let mut written = printable::json(before);
    for (index, item) in items.enumerate() {
        if index > 0 {
            written.push(',');
            written.push_str(&line_break);
        }
        // A string of JSON holds no line break.
        written.push_str(&printable::json(&format!("{item:#}")).replace('\n', &line_break));
    }
    written.push_str(&printable::json(after));
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_stand_where_they_would_as_trees() {
        let items = [json!({"a": [1, "x\ny\u{202e}"], "b": {}}), json!([]), json!("z")];
        for count in 0..=items.len() {
            let items = items.iter().take(count);
            let document = |list: Value| json!({"runs": [{"list": list, "after": 1}], "end": "\u{9b}"});
            let whole = document(items.clone().cloned().collect());
            let written = write(&document(list_of(count > 0)), items.cloned());
            assert_eq!(written, printable::json(&format!("{whole:#}\n")));
        }
    }
}
