//! What holds for any two sets of objects: the changes are complete, and both directions tell the same.

use serde_json::{Value, json};
use vaultchart::diff::{Diff, Op, Settings, apply, diff, meaning};
use vaultchart::manifest::Object;

/// Pairs of objects that are tried.
const PAIRS: u64 = 3000;

#[test]
fn applying_the_changes_to_the_old_object_gives_the_new_one() {
    for seed in 0..PAIRS {
        let (old, new) = objects(seed);
        let diff = compared(&old, &new);
        let changes = diff.objects.first().map(|object| object.changes.clone()).unwrap_or_default();
        let applied = as_object(apply(&changes, &tree(&old), None));
        assert_eq!(meaning(&applied), meaning(&new), "seed {seed}: {changes:#?}\n{}\n{}", tree(&old), tree(&new));
        let differ = meaning(&old) != meaning(&new);
        assert_eq!(differ, !diff.is_empty(), "seed {seed}\n{}\n{}", tree(&old), tree(&new));
    }
}

#[test]
fn an_object_does_not_differ_from_itself_whatever_the_order_of_its_keys() {
    for seed in 0..PAIRS {
        let (old, _) = objects(seed);
        let turned = as_object(turned(&tree(&old)));
        assert!(compared(&old, &turned).is_empty(), "seed {seed}");
    }
}

#[test]
fn both_directions_tell_the_same() {
    for seed in 0..PAIRS {
        let (old, new) = objects(seed);
        let forth = sorted(&compared(&old, &new), false);
        let back = sorted(&compared(&new, &old), true);
        assert_eq!(forth, back, "seed {seed}\n{}\n{}", tree(&old), tree(&new));
    }
}

#[test]
fn many_objects_find_each_other() {
    let pairs: Vec<(Object, Object)> = (0..2000).map(objects).collect();
    let name = |number: usize| format!("o{number}");
    let set = |salt: usize| pairs.iter().enumerate().map(move |(number, pair)| (number + salt, pair));
    let old: Vec<Object> = set(0).map(|(number, pair)| named(&pair.0, &name(number))).collect();
    let changed: Vec<Object> = set(0).map(|(number, pair)| named(&pair.1, &name(number))).collect();
    let renamed: Vec<Object> = set(10_000).map(|(number, pair)| named(&pair.0, &name(number))).collect();
    assert!(diff(old.clone(), changed, &Settings::default()).counts().changed > 1500);
    assert!(diff(old, renamed, &Settings::default()).objects.len() > 1500);
}

fn compared(old: &Object, new: &Object) -> Diff {
    diff(vec![old.clone()], vec![new.clone()], &Settings::default())
}

/// The operations with their values, as the other direction tells them. Positions are those of one side, and a new
/// order names the items of one side, so neither is compared.
fn sorted(diff: &Diff, reverse: bool) -> Vec<String> {
    let changes = diff.objects.iter().flat_map(|object| &object.changes);
    let told = changes.map(|change| {
        let (op, old, new) = match reverse {
            true => (change.op.reverse(), &change.new, &change.old),
            false => (change.op, &change.old, &change.new),
        };
        let depth = change.path.steps().len();
        if op == Op::Reordered { format!("{op} {}", depth) } else { format!("{op} {depth} {old:?} {new:?}") }
    });
    let mut told: Vec<String> = told.collect();
    told.sort();
    told
}

fn tree(object: &Object) -> Value {
    Value::Object(object.tree.clone())
}

fn as_object(tree: Value) -> Object {
    Object::new("", "", tree).expect("an object")
}

fn named(object: &Object, name: &str) -> Object {
    let mut tree = tree(object);
    tree["metadata"]["name"] = json!(name);
    as_object(tree)
}

/// The same tree with the keys of every map the other way round.
fn turned(value: &Value) -> Value {
    match value {
        Value::Object(map) => map.iter().rev().map(|(key, value)| (key.clone(), turned(value))).collect(),
        Value::Array(list) => list.iter().map(turned).collect(),
        scalar => scalar.clone(),
    }
}

/// An object made up from a seed, and the same with some parts made up anew.
fn objects(seed: u64) -> (Object, Object) {
    let mut random = Random(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
    let kind = random.of(&["StatefulSet", "Service", "ConfigMap", "Role", "NetworkPolicy", "Secret"]);
    let old = object(&mut random, kind);
    let mut new = tree(&old);
    for _ in 0..=random.below(3) {
        let other = tree(&object(&mut random, kind));
        mix(&mut new, &other, &mut random);
    }
    (old, as_object(new))
}

/// Takes some parts of another tree over.
fn mix(into: &mut Value, other: &Value, random: &mut Random) {
    match (into, other) {
        (Value::Object(map), Value::Object(others)) => {
            for (key, value) in others {
                match random.below(4) {
                    0 => drop(map.insert(key.clone(), value.clone())),
                    1 if !matches!(key.as_str(), "apiVersion" | "kind" | "metadata" | "name") => drop(map.remove(key)),
                    _ => mix(map.entry(key.clone()).or_insert(Value::Null), value, random),
                }
            }
        }
        (Value::Array(list), Value::Array(others)) => match random.below(4) {
            0 => list.reverse(),
            1 => drop(list.pop()),
            2 => list.extend(others.first().cloned()),
            _ => list.iter_mut().zip(others).for_each(|(into, other)| mix(into, other, random)),
        },
        _ => {}
    }
}

fn object(random: &mut Random, kind: &'static str) -> Object {
    let (version, body) = match kind {
        "StatefulSet" => ("apps/v1", json!({ "spec": pods(random) })),
        "Service" => {
            ("v1", json!({ "spec": { "type": random.scalar(), "ports": random.list(port), "selector": random.map() } }))
        }
        "Role" => ("rbac.authorization.k8s.io/v1", json!({ "rules": random.list(rule) })),
        "NetworkPolicy" => {
            ("networking.k8s.io/v1", json!({ "spec": { "ingress": random.list(peer), "podSelector": {} } }))
        }
        _ => ("v1", json!({ "data": random.map(), "type": random.scalar() })),
    };
    let mut tree =
        json!({ "apiVersion": version, "kind": kind, "metadata": { "name": "vault", "labels": random.map() } });
    for (key, value) in body.as_object().expect("a map") {
        tree[key] = value.clone();
    }
    as_object(tree)
}

fn pods(random: &mut Random) -> Value {
    json!({
        "replicas": random.below(5),
        "template": { "spec": {
            "containers": random.list(container),
            "volumes": random.list(|random| json!({ "name": random.word(), "emptyDir": random.map() })),
            "tolerations": random.list(|random| json!({ "key": random.word(), "effect": random.word() })),
            "nodeSelector": random.map(),
        } },
    })
}

fn container(random: &mut Random) -> Value {
    json!({
        "name": random.word(),
        "image": random.scalar(),
        "args": random.list(Random::scalar),
        "env": random.list(|random| json!({ "name": random.word(), "value": random.scalar() })),
        "ports": random.list(|random| json!({ "containerPort": random.below(3), "protocol": random.of(&["TCP", "UDP"]) })),
        "resources": { "limits": { "cpu": random.of(&["1", "1000m", "2"]), "memory": random.of(&["1Gi", "1024Mi", "x"]) } },
        "command": random.scalar(),
    })
}

fn port(random: &mut Random) -> Value {
    json!({ "name": random.word(), "port": random.below(4), "targetPort": random.of(&["8200", "http"]) })
}

fn rule(random: &mut Random) -> Value {
    json!({ "apiGroups": [""], "resources": random.list(Random::scalar), "verbs": random.list(Random::scalar) })
}

fn peer(random: &mut Random) -> Value {
    json!({ "from": random.list(|random| json!({ "podSelector": { "matchLabels": random.map() } })), "ports": random.list(port) })
}

/// Numbers that are the same in every run.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) % limit
    }

    fn of(&mut self, words: &[&'static str]) -> &'static str {
        words[self.below(words.len() as u64) as usize]
    }

    fn word(&mut self) -> &'static str {
        self.of(&["a", "b", "c", "d", "e"])
    }

    fn scalar(&mut self) -> Value {
        match self.below(8) {
            0 => Value::Null,
            1 => json!(self.below(3)),
            2 => json!(true),
            3 => json!(1.0),
            4 => json!("line\nline"),
            5 => json!(format!("{{\"{}\": [{}]}}", self.word(), self.below(3))),
            _ => json!(self.word()),
        }
    }

    fn list(&mut self, item: impl Fn(&mut Self) -> Value) -> Value {
        let length = self.below(5);
        (0..length).map(|_| item(self)).collect()
    }

    fn map(&mut self) -> Value {
        let length = self.below(4);
        (0..length).map(|_| (self.word().to_owned(), self.scalar())).collect()
    }
}
