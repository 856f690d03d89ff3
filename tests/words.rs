//! The words of messages, help, rules and pages: `docs/style.md` says which, and those that it replaces stay away.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use regex_lite::Regex;

use crate::harness::root;
use crate::help::{COMMANDS, help};

/// The page with the table of terms, which names the words that are not to be used.
const PAGE: &str = "docs/style.md";

/// What the second column of the table holds in backticks.
fn replaced() -> Vec<String> {
    let page = fs::read_to_string(root().join(PAGE)).expect("the page");
    let rows = page.lines().filter(|line| line.starts_with("| ")).skip(2);
    let cells = rows.filter_map(|row| row.split('|').nth(2).map(str::to_owned));
    cells.flat_map(|cell| cell.split('`').skip(1).step_by(2).map(str::to_owned).collect::<Vec<_>>()).collect()
}

/// Finds a word of the list in a text that a user reads. What is code is no word: backticks, holes, ids with hyphens.
struct Words {
    found: Regex,
    code: Regex,
}

impl Words {
    fn of(words: &[String]) -> Self {
        let words: Vec<String> = words.iter().map(|word| word.replace(' ', r"\s+")).collect();
        let found = format!(r"(?i)(?:^|[^\w'-])({})(?:$|[^\w'-])", words.join("|"));
        let code = r"`[^`\n]*`|\{[^{}\n]*\}|\\[nt]";
        Self { found: Regex::new(&found).expect("a pattern"), code: Regex::new(code).expect("a pattern") }
    }

    fn in_text(&self, text: &str) -> Vec<String> {
        let prose = self.code.replace_all(text, " _ ");
        let around = |start: usize, end: usize| {
            let line = prose[..start].rfind('\n').map_or(0, |at| at + 1);
            let rest = prose[end..].find('\n').map_or(prose.len(), |at| end + at);
            prose[line..rest].trim().to_owned()
        };
        let words = self.found.captures_iter(&prose).filter_map(|found| found.get(1));
        words.map(|word| format!("`{}` in: {}", word.as_str(), around(word.start(), word.end()))).collect()
    }
}

/// The string literals of a Rust source, without those of its tests, each as one line.
fn literals(source: &str) -> Vec<String> {
    let source = source.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
    let token = Regex::new(concat!(
        r##"(?s)//[^\n]*|b?r#"(.*?)"#|b?r"([^"]*)"|"##,
        r#"b?"((?:[^"\\]|\\.)*)"|'(?:\\.[^']*|[^'\\])'"#
    ))
    .expect("a pattern");
    let continued = Regex::new(r"\\\n\s*").expect("a pattern");
    let texts = token.captures_iter(source).filter_map(|found| (1..=3).find_map(|group| found.get(group)));
    texts.map(|text| continued.replace_all(text.as_str(), "").into_owned()).collect()
}

/// A folder, and which of its files are read.
type Read = (&'static str, fn(&str) -> bool);

/// The files below a folder whose names satisfy a condition, sorted.
fn files(folder: &str, is_wanted: fn(&str) -> bool) -> Vec<PathBuf> {
    let mut folders = vec![root().join(folder)];
    let mut found = BTreeSet::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("a folder").flatten() {
            let name = entry.file_name().into_string().expect("a name");
            match entry.path() {
                path if path.is_dir() => folders.push(path),
                path if is_wanted(&name) => _ = found.insert(path),
                _ => {}
            }
        }
    }
    found.into_iter().collect()
}

fn is_output(name: &str) -> bool {
    ["stderr.txt", "findings.txt", "expected.txt"].contains(&name) || name.ends_with(".snap")
}

fn said(words: &Words, path: &Path, texts: &[String]) -> Vec<String> {
    let name = path.strip_prefix(root()).unwrap_or(path).display();
    texts.iter().flat_map(|text| words.in_text(text)).map(|found| format!("{name}: {found}")).collect()
}

#[test]
fn what_a_user_reads_is_written_in_the_terms_of_the_page() {
    let words = Words::of(&replaced());
    let mut found = Vec::new();
    for path in files("src", |name| name.ends_with(".rs") && name != "tests.rs") {
        let source = fs::read_to_string(&path).expect("a source");
        found.extend(said(&words, &path, &literals(&source)));
    }
    let read: [Read; 6] = [
        ("docs", |name| name.ends_with(".md") && name != "style.md"),
        ("values", |name| name.ends_with(".yaml") || name.ends_with(".json")),
        ("templates", |name| name.ends_with(".j2")),
        ("examples", |_| true),
        ("src/output", |name| name.ends_with(".sh")),
        ("tests", is_output),
    ];
    for (folder, is_wanted) in read {
        for path in files(folder, is_wanted) {
            found.extend(said(
                &words,
                &path,
                &[String::from_utf8_lossy(&fs::read(&path).expect("a file")).into_owned()],
            ));
        }
    }
    let readme = root().join("README.md");
    found.extend(said(&words, &readme, &[fs::read_to_string(&readme).expect("a page")]));
    for command in COMMANDS {
        found.extend(words.in_text(&help(command)).into_iter().map(|found| format!("{command:?}: {found}")));
    }
    assert!(found.is_empty(), "{PAGE} has other words for these:\n{}", found.join("\n"));
}

/// The test above is worth what it finds.
#[test]
fn a_word_that_is_replaced_is_found_where_a_user_reads_it() {
    let words = Words::of(&replaced());
    let source = "fn f() {\n    // told\n    let told = g(\"{told} `told` widens-rights\", \"the values are \\\n     mended\", '\"');\n    \
                  r#\"what was told\"#\n}\n#[cfg(test)]\nmod tests {\n    \"told\"\n}\n";
    let found = said(&words, Path::new("a.rs"), &literals(source));
    assert_eq!(found, ["a.rs: `mended` in: the values are mended", "a.rs: `told` in: what was told"]);
    let long = "a duration is\na length of\ntime. Rights, wrongs";
    assert_eq!(words.in_text(long).len(), 2, "{:?}", words.in_text(long));
    assert!(replaced().len() > 40);
}
