//! What changes inside of a text: values of JSON, or lines.

use serde_json::{Value, json};

use super::align::align;
use super::change::{Change, Detail, Hunk, Op};
use super::config::config_changes_of;
use super::path::DiffStep;
use super::tree::tree_changes;
use crate::source::Sources;
use crate::vault_config::{self, is_vault_config};

/// A text as it is reported, and as it is.
type Text<'t> = (&'t str, &'t str);

/// Looks into a text that another text takes the place of; none for short ones that a reader compares at a glance. What
/// is kept of the texts says which parts of them are the same.
pub(super) fn detail(change: &Change, kept: (Option<&Value>, Option<&Value>)) -> Option<Detail> {
    let (Op::Replaced, Some(Value::String(old)), Some(Value::String(new))) = (change.op, &change.old, &change.new)
    else {
        return None;
    };
    let (old, new) = ((old.as_str(), of(kept.0, old)), (new.as_str(), of(kept.1, new)));
    vault_config(change, old, new).or_else(|| json(old, new)).or_else(|| lines(old.0, new.0))
}

fn of<'t>(kept: Option<&'t Value>, told: &'t str) -> &'t str {
    kept.and_then(Value::as_str).unwrap_or(told)
}

/// The configuration of a Vault server, block by block; none for text that Vault could not read.
fn vault_config(change: &Change, old: Text, new: Text) -> Option<Detail> {
    let Some(DiffStep::Key(key)) = change.path.steps().last() else { return None };
    if !is_vault_config(key, old.0) || !is_vault_config(key, new.0) {
        return None;
    }
    let read = |text: &str| {
        let source = Sources::default().add(key.as_str(), "");
        vault_config::parse(text, source).ok().map(|config| by_name(&vault_config::to_json(&config.body)))
    };
    let (told, kept) = ([read(old.0)?, read(new.0)?], [read(old.1)?, read(new.1)?]);
    Some(Detail::VaultConfig(config_changes_of((&told[0], &kept[0]), (&told[1], &kept[1]))))
}

/// Attributes and blocks of a body side by side, each under its name.
fn by_name(body: &Value) -> Value {
    let mut named = body.get("attributes").and_then(Value::as_object).cloned().unwrap_or_default();
    for (kind, blocks) in body.get("blocks").and_then(Value::as_object).into_iter().flatten() {
        let block = |block: &Value| json!({ "labels": block["labels"], "body": by_name(&block["body"]) });
        named.insert(kind.clone(), blocks.as_array().into_iter().flatten().map(block).collect());
    }
    Value::Object(named)
}

fn json(old: Text, new: Text) -> Option<Detail> {
    let (told, kept) = ([collection(old.0)?, collection(new.0)?], [collection(old.1)?, collection(new.1)?]);
    Some(Detail::Json(tree_changes((&told[0], &kept[0]), (&told[1], &kept[1]))))
}

/// Reads a map or list of JSON.
fn collection(text: &str) -> Option<Value> {
    if !text.trim_start().starts_with(['{', '[']) {
        return None;
    }
    serde_json::from_str(text).ok()
}

fn lines(old: &str, new: &str) -> Option<Detail> {
    if !old.contains('\n') && !new.contains('\n') {
        return None;
    }
    Some(Detail::Lines(line_hunks(old, new)))
}

/// Finds the lines that differ; a last line without its end is another line than one with it.
fn line_hunks(old: &str, new: &str) -> Vec<Hunk> {
    let split = |text: &str| text.split_inclusive('\n').map(str::to_owned).collect::<Vec<_>>();
    align(&split(old), &split(new))
}
