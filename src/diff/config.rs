//! What changes between two server configurations of Vault: blocks and attributes, not lines.
//!
//! A body is a map: under the type of a block a list of `{"labels": […], "body": {…}}`, under the name of an attribute
//! its value.

use serde_json::Value;

use super::change::{Change, Op};
use super::list::Matching;
use super::list_keys::ListRule;
use super::path::{DiffStep, Path};
use super::place::ValuePlace;

/// A value as it is reported, and as it is.
type Told<'b> = (&'b Value, &'b Value);

/// The blocks of one name, or one attribute.
struct ConfigPart<'b> {
    name: DiffStep,
    values: Vec<Told<'b>>,
}

/// Finds the blocks and attributes that differ between two bodies; the value of a block is its body.
pub fn config_changes(old: &Value, new: &Value) -> Vec<Change> {
    config_changes_of((old, old), (new, new))
}

/// The same of bodies that are told otherwise than they are: secrets in them are hidden.
pub(super) fn config_changes_of(old: Told, new: Told) -> Vec<Change> {
    let mut changes = Vec::new();
    compare(&Path::root(), old, new, &mut changes);
    changes
}

/// Gives the attributes and blocks of a body, each with the step that leads there.
pub(super) fn body_parts(body: &Value) -> Vec<(DiffStep, &Value)> {
    parts((body, body)).into_iter().flat_map(ConfigPart::numbered).map(|(step, (told, _))| (step, told)).collect()
}

fn compare(path: &Path, old: Told, new: Told, changes: &mut Vec<Change>) {
    let (old_parts, mut new_parts) = (parts(old), parts(new));
    for part in old_parts {
        let partner = new_parts.iter().position(|other| other.name == part.name).map(|found| new_parts.remove(found));
        let others = partner.map(|partner| partner.values).unwrap_or_default();
        compare_part(path, &part, &others, changes);
    }
    for part in new_parts {
        for (index, value) in part.values.iter().enumerate() {
            changes.push(Change::new(path.join(part.step(index)), Op::Added, None, Some(value.0.clone())));
        }
    }
}

fn compare_part(path: &Path, part: &ConfigPart, others: &[Told], changes: &mut Vec<Change>) {
    let matching = part.matching(others);
    for (left, right) in &matching.pairs {
        compare_values(&path.join(part.step(*left)), part.values[*left], others[*right], part.is_block(), changes);
    }
    for position in &matching.removed {
        let old = Some(part.values[*position].0.clone());
        changes.push(Change::new(path.join(part.step(*position)), Op::Removed, old, None));
    }
    for position in &matching.added {
        let new = Some(others[*position].0.clone());
        changes.push(Change::new(path.join(part.step(*position)), Op::Added, None, new));
    }
}

fn compare_values(path: &Path, old: Told, new: Told, blocks: bool, changes: &mut Vec<Change>) {
    if blocks {
        compare(path, old, new, changes);
    } else if ValuePlace::anywhere().meaning(old.1) != ValuePlace::anywhere().meaning(new.1) {
        changes.push(Change::new(path.clone(), Op::Replaced, Some(old.0.clone()), Some(new.0.clone())));
    }
}

impl<'b> ConfigPart<'b> {
    fn numbered(self) -> Vec<(DiffStep, Told<'b>)> {
        let steps: Vec<DiffStep> = (0..self.values.len()).map(|index| self.step(index)).collect();
        steps.into_iter().zip(self.values).collect()
    }

    /// One value on each side is the same part; several find each other by equality and likeness.
    fn matching(&self, others: &[Told]) -> Matching {
        if let ([_], [_]) = (self.values.as_slice(), others) {
            return Matching::of_one();
        }
        let told = |values: &[Told]| values.iter().map(|(told, _)| (*told).clone()).collect::<Vec<_>>();
        let kept =
            |values: &[Told]| values.iter().map(|(_, is)| ValuePlace::anywhere().meaning(is)).collect::<Vec<_>>();
        let (old, new) = (told(&self.values), told(others));
        Matching::of(ListRule::Set, (&old, &kept(&self.values)), (&new, &kept(others)))
    }

    fn step(&self, index: usize) -> DiffStep {
        match &self.name {
            DiffStep::Block { kind, labels, .. } => {
                DiffStep::Block { kind: kind.clone(), labels: labels.clone(), index }
            }
            attribute => attribute.clone(),
        }
    }

    fn is_block(&self) -> bool {
        matches!(self.name, DiffStep::Block { .. })
    }
}

fn parts<'b>((told, is): Told<'b>) -> Vec<ConfigPart<'b>> {
    let mut parts: Vec<ConfigPart<'b>> = Vec::new();
    for (key, value) in told.as_object().into_iter().flatten() {
        let value = (value, is.get(key).unwrap_or(value));
        match blocks(value) {
            Some(blocks) => blocks.into_iter().for_each(|(labels, body)| {
                let name = DiffStep::Block { kind: key.clone(), labels, index: 0 };
                match parts.iter_mut().find(|part| part.name == name) {
                    Some(part) => part.values.push(body),
                    None => parts.push(ConfigPart { name, values: vec![body] }),
                }
            }),
            None => parts.push(ConfigPart { name: DiffStep::Key(key.clone()), values: vec![value] }),
        }
    }
    parts
}

/// The labels and bodies of a list of blocks.
fn blocks<'b>((told, is): Told<'b>) -> Option<Vec<(Vec<String>, Told<'b>)>> {
    let list = told.as_array().filter(|list| !list.is_empty())?;
    let is = is.as_array().filter(|is| is.len() == list.len()).unwrap_or(list);
    let both =
        |(told, is)| block(told).map(|(labels, body)| (labels, (body, block(is).map_or(body, |(_, body)| body))));
    list.iter().zip(is).map(both).collect()
}

fn block(value: &Value) -> Option<(Vec<String>, &Value)> {
    let map = value.as_object().filter(|map| map.len() == 2)?;
    let labels = map.get("labels")?.as_array()?;
    let labels: Option<Vec<String>> = labels.iter().map(|label| label.as_str().map(str::to_owned)).collect();
    Some((labels?, map.get("body").filter(|body| body.is_object())?))
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::super::around::Around;
    use super::super::change::{Change, Detail, Diff, ObjectDiff, ObjectOp, Op};
    use super::super::judge::judge;
    use super::super::path::Path;
    use super::config_changes;
    use crate::manifest::ObjectId;

    fn base() -> Value {
        json!({
            "ui": true,
            "listener": [
                {"labels": ["tcp"], "body": {
                    "address": "127.0.0.1:8200", "tls_disable": 0, "tls_min_version": "tls12",
                    "telemetry": [{"labels": [], "body": {"unauthenticated_metrics_access": false}}],
                }},
                {"labels": ["tcp"], "body": {"address": "127.0.0.1:8300", "tls_disable": 0, "a": 1, "b": 2}},
                {"labels": ["unix"], "body": {"address": "/run/vault.sock"}},
            ],
            "storage": [{"labels": ["raft"], "body": {"path": "/vault/data"}}],
            "seal": [{"labels": ["awskms"], "body": {"region": "eu-west-1"}}],
            "api_addr": "https://vault:8200",
        })
    }

    fn told(old: Value, new: Value) -> Vec<String> {
        let id = ObjectId { group: String::new(), kind: "ConfigMap".to_owned(), namespace: None, name: "v".to_owned() };
        let mut change = Change::new(Path::root(), Op::Replaced, Some(json!("old")), Some(json!("new")));
        change.detail = Some(Detail::VaultConfig(config_changes(&old, &new)));
        let object = ObjectDiff { id, op: ObjectOp::Changed, old: None, new: None, changes: vec![change] };
        let mut diff = Diff { objects: vec![object], ..Diff::default() };
        judge(&mut diff, &Around::default());
        let change = diff.objects.remove(0).changes.remove(0);
        let Some(Detail::VaultConfig(blocks)) = change.detail else { return Vec::new() };
        let worst = blocks.iter().map(|block| block.verdict).max();
        assert!(worst.is_none_or(|worst| worst <= change.verdict), "the text is as bad as its worst block");
        blocks.iter().map(|block| format!("{} {} {}", block.op, block.path, block.verdict.id())).collect()
    }

    #[test]
    fn blocks_are_compared_by_name_and_judged() {
        let cases: [(&str, Value, &str); 13] = [
            ("/listener/0/body/tls_disable", json!("true"), r#"replaced listener "tcp".tls_disable exposes"#),
            ("/listener/0/body/address", json!("[::]:8200"), r#"replaced listener "tcp".address exposes"#),
            ("/listener/0/body/address", json!("127.0.0.1:1"), r#"replaced listener "tcp".address downtime"#),
            ("/listener/0/body/tls_min_version", json!("tls10"), r#"replaced listener "tcp".tls_min_version exposes"#),
            (
                "/listener/0/body/telemetry/0/body/unauthenticated_metrics_access",
                json!(true),
                r#"replaced listener "tcp".telemetry.unauthenticated_metrics_access exposes"#,
            ),
            ("/listener/1/body/a", json!(2), r#"replaced listener "tcp"[1].a in-place"#),
            ("/storage/0/body/path", json!("/data"), r#"replaced storage "raft".path downtime"#),
            ("/storage/0/body/node_id", json!("a"), r#"added storage "raft".node_id restarts-pods"#),
            ("/seal/0/body/region", json!("eu-west-2"), r#"replaced seal "awskms".region restarts-pods"#),
            ("/seal/0/body/kms_key_id", json!("a"), r#"added seal "awskms".kms_key_id downtime"#),
            ("/api_addr", json!("http://vault:8200"), "replaced api_addr exposes"),
            ("/raw_storage_endpoint", json!(true), "added raw_storage_endpoint exposes"),
            ("/log_level", json!("debug"), "added log_level in-place"),
        ];
        for (pointer, value, expected) in cases {
            let mut new = base();
            let (above, key) = pointer.rsplit_once('/').expect("a pointer");
            new.pointer_mut(above).expect("a body")[key] = value;
            assert_eq!(told(base(), new), [expected]);
        }
        assert_eq!(told(base(), base()), [""; 0]);
    }

    #[test]
    fn whole_blocks_come_and_go() {
        let mut new = base();
        new["storage"][0]["labels"][0] = json!("file");
        assert_eq!(told(base(), new), [r#"removed storage "raft" downtime"#, r#"added storage "file" downtime"#]);
        let mut new = base();
        new["listener"].as_array_mut().expect("a list").remove(0);
        assert_eq!(told(base(), new.clone()), [r#"removed listener "tcp" downtime"#]);
        assert_eq!(told(new, base()), [r#"added listener "tcp" exposes"#]);
        let mut old = base();
        old["listener"][0]["body"].as_object_mut().expect("a map").remove("telemetry");
        let mut new = base();
        new["listener"][0]["body"]["telemetry"][0]["body"]["unauthenticated_metrics_access"] = json!(true);
        assert_eq!(told(old, new), [r#"added listener "tcp".telemetry exposes"#]);
    }
}
