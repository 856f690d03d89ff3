//! What changes inside of a text: values of JSON, or lines.

use serde_json::{Value, json};

use super::align::align;
use super::change::{Change, Detail, Hunk, Op};
use super::config::config_changes;
use super::path::DiffStep;
use super::place::ValuePlace;
use super::tree::tree_changes;
use crate::source::Sources;
use crate::vault_config::{self, is_vault_config};

/// Looks into a text that another text takes the place of; none for short ones that a reader compares at a glance.
pub(super) fn detail(change: &Change) -> Option<Detail> {
    let (Op::Replaced, Some(Value::String(old)), Some(Value::String(new))) = (change.op, &change.old, &change.new)
    else {
        return None;
    };
    vault_config(change, old, new).or_else(|| json(old, new)).or_else(|| lines(old, new))
}

/// The configuration of a Vault server, block by block; none for text that Vault could not read.
fn vault_config(change: &Change, old: &str, new: &str) -> Option<Detail> {
    let Some(DiffStep::Key(key)) = change.path.steps().last() else { return None };
    if !is_vault_config(key, old) || !is_vault_config(key, new) {
        return None;
    }
    let read = |text: &str| {
        let source = Sources::default().add(key.as_str(), "");
        vault_config::parse(text, source).ok().map(|config| by_name(&vault_config::to_json(&config.body)))
    };
    Some(Detail::VaultConfig(config_changes(&read(old)?, &read(new)?)))
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

fn json(old: &str, new: &str) -> Option<Detail> {
    let (old, new) = (collection(old)?, collection(new)?);
    Some(Detail::Json(tree_changes(ValuePlace::anywhere(), &old, &new)))
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
