//! What holds for any trees at all: keys and texts that nobody would write, lists that mix everything, and secrets in them.

use serde_json::{Map, Value, json};
use vaultchart::comparison::Comparison;
use vaultchart::diff::{Change, Diff, Op, Settings, apply, diff, meaning};
use vaultchart::manifest::Object;
use vaultchart::output::{ChangesView, Drawing, draw_changes};

/// Pairs of trees that are tried; the first ones are small, so that what fails can be read.
const PAIRS: u64 = 2000;

/// What stands in the place of each secret, with a number behind it.
const PLANT: &str = "Planted0secret";

/// Keys that lists have rules for, keys that mean something, and keys that nobody would write.
const KEYS: &[&str] = &[
    "a",
    "b",
    "name",
    "key",
    "spec",
    "template",
    "containers",
    "env",
    "ports",
    "containerPort",
    "protocol",
    "rules",
    "tolerations",
    "volumeClaimTemplates",
    "metadata",
    "labels",
    "annotations",
    "args",
    "data",
    "limits",
    "resources",
    "values",
    "verbs",
    "items",
    "",
    "a.b",
    "a b",
    "[0]",
    "a=b,c\"",
    "\u{1b}[2J",
    "\u{202e}x",
    "<b>",
    "|`",
    "ä\nö",
];

const TEXTS: &[&str] = &[
    "",
    "a",
    "b",
    "1",
    "1000m",
    "true",
    "line\nother line\n",
    "line\nline",
    "{\"a\": [1, {\"b\": null}]}",
    "{\"a\": [2]}",
    "listener \"tcp\" {\n  address = \"a\"\n}\n",
    "listener \"tcp\" {\n  address = \"b\"\n}\nui = true\n",
    "#!/bin/sh\nexit 1\n",
    "\u{1b}]0;x\u{7}",
    "\u{202e}\u{200b}\u{2028}",
    "```\n````",
    "</details><script>",
    "- a: b",
    " ",
    "\t",
    "\r\n",
    "https://a",
    "http://a",
];

#[test]
fn applying_the_changes_gives_the_new_tree_with_and_without_it_as_a_model() {
    for seed in 0..PAIRS {
        let (old, new) = pair(seed);
        let changes = changes(&old, &new);
        for model in [None, Some(&tree(&new))] {
            let applied = object(apply(&changes, &tree(&old), model));
            assert_eq!(meaning(&applied), meaning(&new), "seed {seed}\n{}\n{}", tree(&old), tree(&new));
        }
    }
}

#[test]
fn there_are_changes_if_and_only_if_the_meaning_is_another() {
    for seed in 0..PAIRS {
        let (old, new) = pair(seed);
        let differs = meaning(&old) != meaning(&new);
        assert_eq!(differs, !changes(&old, &new).is_empty(), "seed {seed}\n{}\n{}", tree(&old), tree(&new));
        assert!(changes(&old, &old).is_empty(), "seed {seed}\n{}", tree(&old));
    }
}

#[test]
fn the_way_back_is_the_way_there_turned_round() {
    for seed in 0..PAIRS {
        let (old, new) = pair(seed);
        let told = |changes: &[Change], is_back: bool| {
            let mut told: Vec<String> = changes.iter().map(|change| line(change, is_back)).collect();
            told.sort();
            told
        };
        let (there, back) = (told(&changes(&old, &new), false), told(&changes(&new, &old), true));
        assert_eq!(there, back, "seed {seed}\n{}\n{}", tree(&old), tree(&new));
    }
}

/// A change without what counts on one side only: positions, and what a new order tells apart.
fn line(change: &Change, is_back: bool) -> String {
    let depth = change.path.steps().len();
    match (change.op, is_back) {
        (Op::Reordered, _) => format!("reordered {depth}"),
        (op, false) => format!("{op} {depth} {:?} {:?}", change.old, change.new),
        (op, true) => format!("{} {depth} {:?} {:?}", op.reverse(), change.new, change.old),
    }
}

/// Every view draws every diff, and nothing in it reaches the terminal.
#[test]
fn no_view_stumbles_or_obeys() {
    for seed in 0..PAIRS / 4 {
        let (old, new) = pair(seed);
        let diff = compared(&old, &new);
        for view in ChangesView::ALL {
            let text = draw_changes(&diff, view, &Drawing::default());
            let obeyed = text.chars().find(|character| {
                character.is_control() && !matches!(character, '\n' | '\t')
                    || matches!(character, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
            });
            assert_eq!(obeyed, None, "seed {seed}: {view}: {text}");
        }
    }
}

#[test]
fn no_view_shows_a_planted_secret() {
    let mut planted = 0;
    for seed in 0..60 {
        let mut random = Random::new(seed);
        let (old, new) = pair(seed);
        let (old, new) = (plant(&old, &mut random), plant(&new, &mut random));
        planted += tree(&old).to_string().matches(PLANT).count();
        for (old, new) in [(vec![old.clone()], vec![new.clone()]), (Vec::new(), vec![new]), (vec![old], Vec::new())] {
            let diff = Comparison::default().diff(old, new);
            for view in ChangesView::ALL {
                let text = draw_changes(&diff, view, &Drawing { context: 1000, ..Drawing::default() });
                assert!(!text.contains(PLANT), "seed {seed}: {view}: {text}");
            }
        }
    }
    assert!(planted > 500, "{planted}");
}

/// The object with secrets in places that are looked at, each another one.
fn plant(object: &Object, random: &mut Random) -> Object {
    let mut tree = tree(object);
    let mut secret = || format!("{PLANT}{}", random.below(1000));
    tree["spec"] = json!({
        "inner": tree["spec"].take(),
        "password": secret(),
        "settings": [{"clientSecret": secret()}, {"api_key": secret(), "user": "x"}],
        "containers": [{
            "name": "a",
            "env": [{"name": "VAULT_TOKEN", "value": secret()}, {"name": "URL", "value": format!("postgres://u:{}@h/d", secret())}],
            "args": [format!("--token={}", secret()), "--password".to_owned(), secret()],
        }],
        "script": format!("#!/bin/sh\nexport DB_PASSWORD={}\ncurl -H 'X-Vault-Token: {}' https://a\n", secret(), secret()),
        "vault.hcl": format!("seal \"transit\" {{\n  token = \"{}\"\n}}\n", secret()),
        "json": json!({"password": secret(), "list": [{"token": secret()}]}).to_string(),
    });
    tree["metadata"]["annotations"] = json!({"example.com/api-token": secret()});
    if random.below(2) == 0 {
        tree["apiVersion"] = json!("v1");
        tree["kind"] = json!("Secret");
        tree["data"] = json!({"a": format!("{PLANT}{}", random.below(1000))});
        tree["stringData"] = json!({"b": format!("{PLANT}{}", random.below(1000))});
    }
    self::object(tree)
}

fn compared(old: &Object, new: &Object) -> Diff {
    diff(vec![old.clone()], vec![new.clone()], &Settings::default())
}

fn changes(old: &Object, new: &Object) -> Vec<Change> {
    compared(old, new).objects.into_iter().flat_map(|object| object.changes).collect()
}

fn tree(object: &Object) -> Value {
    Value::Object(object.tree.clone())
}

fn object(tree: Value) -> Object {
    Object::new("", "", tree).expect("an object")
}

/// An object made up from a seed, and the same with some parts made up anew.
fn pair(seed: u64) -> (Object, Object) {
    let mut random = Random::new(seed);
    let depth = 1 + seed.min(400) / 100;
    let (version, kind) =
        [("v1", "ConfigMap"), ("apps/v1", "StatefulSet"), ("example.com/v1", "Thing")][random.below(3) as usize];
    let mut old = json!({ "apiVersion": version, "kind": kind, "metadata": { "name": "vault" } });
    old["spec"] = value(&mut random, depth);
    old["data"] = value(&mut random, depth);
    let mut new = old.clone();
    for part in ["spec", "data"] {
        for _ in 0..random.below(3) {
            mutate(&mut new[part], &mut random, depth);
        }
    }
    (object(old), object(new))
}

fn value(random: &mut Random, depth: u64) -> Value {
    match random.below(if depth == 0 { 5 } else { 9 }) {
        0 => Value::Null,
        1 => random.below(3).into(),
        2 => json!([true, false, 1.0, -1, 0.5, 1e300])[random.below(6) as usize].clone(),
        3 | 4 => random.of(TEXTS).into(),
        5 | 6 => {
            let length = random.below(4);
            (0..length).map(|_| value(random, depth - 1)).collect()
        }
        _ => {
            let length = random.below(5);
            let map: Map<String, Value> =
                (0..length).map(|_| (random.of(KEYS).to_owned(), value(random, depth - 1))).collect();
            Value::Object(map)
        }
    }
}

/// Changes a tree somewhere.
fn mutate(tree: &mut Value, random: &mut Random, depth: u64) {
    match tree {
        Value::Object(map) if random.below(4) > 0 => match random.below(4) {
            0 => drop(map.insert(random.of(KEYS).to_owned(), value(random, depth))),
            1 => drop(map.keys().next().cloned().map(|key| map.remove(&key))),
            2 => *map = std::mem::take(map).into_iter().rev().collect(),
            _ => {
                let at = random.below(map.len() as u64 + 1) as usize;
                map.values_mut().skip(at).take(1).for_each(|value| mutate(value, random, depth));
            }
        },
        Value::Array(list) if random.below(4) > 0 => match random.below(5) {
            0 => list.reverse(),
            1 => drop(list.pop()),
            2 => list.insert(0, value(random, depth)),
            3 => list.extend(list.first().cloned()),
            _ => {
                let at = random.below(list.len() as u64 + 1) as usize;
                list.iter_mut().skip(at).take(1).for_each(|value| mutate(value, random, depth));
            }
        },
        other => *other = value(random, depth),
    }
}

/// Numbers that are the same in every run.
struct Random(u64);

impl Random {
    fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    fn below(&mut self, limit: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) % limit
    }

    fn of(&mut self, words: &[&'static str]) -> &'static str {
        words[self.below(words.len() as u64) as usize]
    }
}
