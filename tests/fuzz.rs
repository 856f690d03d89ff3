//! Runs the fuzz targets over their seeds and over mutations of them: the same ones each time, so it is a test.

#[expect(unreachable_pub, reason = "the fuzzers see these functions too")]
#[path = "../fuzz/src/targets.rs"]
mod targets;

use std::fs;
use std::panic::catch_unwind;

use crate::harness::root;

/// How often each seed is changed. Real runs with a fuzzer go on from here, as `fuzz/README.md` says.
const ROUNDS: usize = 12;

/// Characters and words that mean something in one of the languages.
const WORDS: [&str; 32] = [
    "{",
    "}",
    "[",
    "]",
    "\"",
    "'",
    ":",
    "- ",
    "\n",
    "  ",
    "|",
    "&a ",
    "*a",
    "<<: ",
    "{{ ",
    " }}",
    "{% ",
    " %}",
    "=",
    ",",
    ".",
    "#",
    "\\",
    "null",
    "-1",
    "99999999999999999999",
    "é",
    "\u{e000}0\u{e001}",
    "\t",
    "---\n",
    "<<EOF\n",
    "!!int ",
];

macro_rules! every_seed_and_its_mutations {
    ($($target:ident),* $(,)?) => {
        $(#[test]
        fn $target() {
            run(stringify!($target), targets::$target);
        })*

        #[test]
        fn every_target_is_run() {
            let run = [$(stringify!($target)),*];
            assert_eq!(targets::TARGETS.map(|(name, _)| name), run);
            for name in run {
                let shell = fs::read_to_string(root().join(format!("fuzz/fuzz_targets/{name}.rs"))).expect("a shell");
                let call = format!("targets::within_budget(targets::{name}, input)");
                assert!(shell.contains(&call), "{name} has another target in its shell, or no budget");
            }
        }
    };
}

every_seed_and_its_mutations!(values, set, go_template, holes, vault_config, manifest, diff, render);

fn run(name: &str, target: targets::Target) {
    let seeds = seeds(name);
    assert!(seeds.len() >= 3, "too few seeds of {name}");
    let mut random = Random(name.len() as u64 | 0x9E37_79B9_7F4A_7C15);
    for (file, seed) in &seeds {
        check(name, file, target, seed);
        for _ in 0..ROUNDS {
            let (_, other) = &seeds[random.below(seeds.len())];
            check(name, file, target, &mutated(seed, other, &mut random));
        }
    }
}

fn check(name: &str, file: &str, target: targets::Target, input: &[u8]) {
    let ended = catch_unwind(|| target(input));
    assert!(ended.is_ok(), "target {name}, mutated from {file}:\n{}", String::from_utf8_lossy(input));
}

fn seeds(name: &str) -> Vec<(String, Vec<u8>)> {
    let entries = fs::read_dir(root().join("fuzz/seeds").join(name)).expect("a folder of seeds").flatten();
    let read = |entry: fs::DirEntry| {
        (entry.file_name().into_string().expect("a name"), fs::read(entry.path()).expect("a seed"))
    };
    let mut seeds: Vec<_> = entries.map(read).collect();
    seeds.sort();
    seeds
}

/// Changes a text in a few places: takes out, puts in, repeats, or goes on with another text.
fn mutated(seed: &[u8], other: &[u8], random: &mut Random) -> Vec<u8> {
    let mut input = seed.to_vec();
    for _ in 0..=random.below(4) {
        let (at, end) = random.range(input.len());
        match random.below(6) {
            0 => drop(input.drain(at..end)),
            1 => drop(input.splice(at..at, input[at..end].to_vec())),
            2 => input.truncate(at),
            3 => {
                let (from, to) = random.range(other.len());
                drop(input.splice(at..at, other[from..to].to_vec()));
            }
            _ => drop(input.splice(at..at, WORDS[random.below(WORDS.len())].bytes())),
        }
    }
    input
}

/// Numbers that are the same in every run.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as usize % limit.max(1)
    }

    /// A short range of a text of this length.
    fn range(&mut self, length: usize) -> (usize, usize) {
        let at = self.below(length + 1);
        (at, (at + self.below(40)).min(length))
    }
}
