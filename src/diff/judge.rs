//! Gives each change its verdict by the table.

use std::mem;
use std::sync::LazyLock;

use serde_json::Value;

use super::around::Around;
use super::change::{Change, Detail, Diff, ObjectDiff, ObjectOp};
use super::conditions::{Scene, When};
use super::config::body_parts;
use super::faults::judge_faults;
use super::instruction::Instruction;
use super::list_keys::{ListRule, item_keys, list_rule};
use super::mounts::Restarts;
use super::path::DiffStep;
use super::pattern::Pattern;
use super::place::ValuePlace;
use super::recipe::{Recipe, instructions};
use super::server_rows::SERVER_ROWS;
use super::verdict::Verdict;
use super::verdicts::{CONFIG_ROWS, ROWS, Row};
use super::words::fill;
use crate::manifest::stays;

/// A row of the table, ready to be tried.
struct Rule {
    kinds: Vec<&'static str>,
    path: Pattern,
    ops: &'static str,
    when: &'static [When],
    verdict: Verdict,
    why: &'static str,
    recipes: &'static [Recipe],
}

static RULES: LazyLock<Vec<Rule>> = LazyLock::new(|| rules(&[SERVER_ROWS, ROWS]));
static CONFIG_RULES: LazyLock<Vec<Rule>> = LazyLock::new(|| rules(&[CONFIG_ROWS]));

/// What else a change is judged by: the other objects, and the rules of its kind.
struct Others<'a> {
    restarts: Restarts,
    around: &'a Around,
    rules: Vec<&'static Rule>,
    config_rules: Vec<&'static Rule>,
}

/// Judges every change of a diff by what stands around it in the new set.
pub(super) fn judge(diff: &mut Diff, around: &Around) {
    let config_rules = CONFIG_RULES.iter().collect();
    let mut others = Others { restarts: Restarts::of(diff), around, rules: Vec::new(), config_rules };
    for object in &mut diff.objects {
        others.rules = RULES.iter().filter(|rule| rule.is_of(&object.id.kind)).collect();
        let mut changes = mem::take(&mut object.changes);
        for change in &mut changes {
            judge_change(change, object, &others);
            keep(change, object);
        }
        object.changes = changes;
        judge_faults(object);
    }
}

/// Says of what nothing here ever deletes that it stays where it would have to go.
fn keep(change: &mut Change, object: &ObjectDiff) {
    let id = match &object.op {
        ObjectOp::Renamed { from } => from,
        _ => &object.id,
    };
    let Some(stays) = stays(id) else { return };
    let is_gone = object.op == ObjectOp::Removed || change.path.to_string() == "metadata.name";
    change.steps.extend(is_gone.then_some(Instruction::Sentence(stays)));
}

fn judge_change(change: &mut Change, object: &ObjectDiff, others: &Others) {
    let scene = scene(change, object, others);
    let mut worst = Worst::by(&others.rules);
    worst.look(&scene);
    let (whole, parts) = (change.old.is_none() || change.new.is_none(), change.new.as_ref().or(change.old.as_ref()));
    if let (true, Some(value)) = (whole, parts) {
        let mut path = change.path.steps().to_vec();
        worst.look_below(&mut path, value, &scene);
    }
    let Worst { mut verdict, mut why, mut steps, .. } = worst;
    if let Some(transition) = scene.transition() {
        why = format!("{transition}; {why}");
    }
    if let Some(Detail::VaultConfig(blocks)) = &mut change.detail {
        for block in blocks {
            judge_block(block, object, others);
            if block.verdict > verdict {
                (verdict, steps) = (block.verdict, block.steps.clone());
                why = format!("`{}`: {}; {why}", block.path, block.why);
            }
        }
    }
    (change.verdict, change.why, change.steps) = (verdict, why, steps);
}

/// Judges a change of a block of a Vault configuration; a whole block is looked at attribute by attribute.
fn judge_block(change: &mut Change, object: &ObjectDiff, others: &Others) {
    let scene = scene(change, object, others);
    let mut worst = Worst::by(&others.config_rules);
    worst.look(&scene);
    if let (None, Some(body)) | (Some(body), None) = (&change.old, &change.new) {
        worst.look_in_body(&mut change.path.steps().to_vec(), body, &scene);
    }
    (change.verdict, change.why, change.steps) = (worst.verdict, worst.why, worst.steps);
}

fn scene<'a>(change: &'a Change, object: &'a ObjectDiff, others: &'a Others) -> Scene<'a> {
    let (old, new) = (change.old.as_ref(), change.new.as_ref());
    let Others { restarts, around, .. } = others;
    Scene { object, restarts, around, path: change.path.steps(), op: change.op, old, new, itself: true }
}

/// The worst that was found by some rules.
struct Worst<'r> {
    rules: &'r [&'static Rule],
    verdict: Verdict,
    why: String,
    steps: Vec<Instruction>,
}

impl<'r> Worst<'r> {
    fn by(rules: &'r [&'static Rule]) -> Self {
        Self { rules, verdict: Verdict::Ignored, why: String::new(), steps: Vec::new() }
    }

    fn look(&mut self, scene: &Scene) {
        let Some(rule) = self.rules.iter().find(|rule| rule.fits(scene)) else { return };
        if self.why.is_empty() || rule.verdict > self.verdict {
            self.verdict = rule.verdict;
            self.why = fill(rule.why, scene);
            self.steps = instructions(rule.recipes, scene);
        }
    }

    /// Looks at each part of a map or list that comes or goes as a whole.
    fn look_below(&mut self, path: &mut Vec<DiffStep>, value: &Value, whole: &Scene) {
        for (step, part) in parts(path, value, whole) {
            path.push(step);
            let (old, new) = (whole.old.and(Some(part)), whole.new.and(Some(part)));
            self.look(&Scene { path, old, new, itself: false, ..*whole });
            self.look_below(path, part, whole);
            path.pop();
        }
    }

    /// Looks at each attribute and block of a block that comes or goes as a whole.
    fn look_in_body(&mut self, path: &mut Vec<DiffStep>, body: &Value, whole: &Scene) {
        for (step, part) in body_parts(body) {
            path.push(step);
            let (old, new) = (whole.old.and(Some(part)), whole.new.and(Some(part)));
            self.look(&Scene { path, old, new, itself: false, ..*whole });
            self.look_in_body(path, part, whole);
            path.pop();
        }
    }
}

fn parts<'v>(path: &[DiffStep], value: &'v Value, whole: &Scene) -> Vec<(DiffStep, &'v Value)> {
    match value {
        Value::Object(map) => map.iter().map(|(key, value)| (DiffStep::Key(key.clone()), value)).collect(),
        Value::Array(list) => {
            let id = &whole.object.id;
            let mut place = ValuePlace::of_object(&id.group, &id.kind);
            path.iter().for_each(|step| {
                if let DiffStep::Key(key) = step {
                    place.enter(key)
                }
            });
            let rule = list_rule(&place, list, &[]);
            let step = |position, item| match rule {
                ListRule::Keyed(keys) => DiffStep::Item(item_keys(keys, item)),
                ListRule::Set | ListRule::Sequence => DiffStep::Index(position),
            };
            list.iter().enumerate().map(|(position, item)| (step(position, item), item)).collect()
        }
        _ => Vec::new(),
    }
}

impl Rule {
    fn is_of(&self, kind: &str) -> bool {
        self.kinds.iter().any(|known| *known == "*" || *known == kind)
    }

    fn fits(&self, scene: &Scene) -> bool {
        self.ops.contains(scene.op.sign())
            && self.path.matches(scene.path)
            && self.when.iter().all(|when| when.holds(scene))
    }
}

fn rules(tables: &[&'static [Row]]) -> Vec<Rule> {
    tables.iter().flat_map(|rows| rows.iter()).filter_map(rule).collect()
}

/// A row whose path cannot be read is left out; a test reads them all.
fn rule(row: &'static Row) -> Option<Rule> {
    let (kinds, path, ops, when, verdict, why, recipes) = *row;
    let path = if path.is_empty() { Pattern::root() } else { path.parse().ok()? };
    Some(Rule { kinds: kinds.split('|').collect(), path, ops, when, verdict, why, recipes })
}

#[cfg(test)]
mod tests {
    use super::{CONFIG_ROWS, CONFIG_RULES, ROWS, RULES, SERVER_ROWS};

    #[test]
    fn every_row_can_be_read() {
        assert_eq!(RULES.len(), SERVER_ROWS.len() + ROWS.len());
        assert_eq!(CONFIG_RULES.len(), CONFIG_ROWS.len());
    }

    /// What a row says must be found in the expectations of a pair, up to what is filled in.
    #[test]
    fn every_row_has_a_pair() {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/diff");
        let pairs = std::fs::read_dir(folder).expect("the folder of pairs").flatten();
        let told: String =
            pairs.filter_map(|pair| std::fs::read_to_string(pair.path().join("expected.txt")).ok()).collect();
        let is_told = |why: &str| why.split(['{', '}']).step_by(2).all(|part| told.contains(part));
        let all = SERVER_ROWS.iter().chain(ROWS);
        let silent: Vec<_> = all.filter(|row| !is_told(row.5)).map(|row| (row.0, row.1, row.5)).collect();
        assert!(silent.is_empty(), "{silent:#?}");
    }
}
