//! The pages that people read: whatever they show is typed and compared, in an empty folder, in the order of the page.
//!
//! Run with `UPDATE_CASES=1` to write into the pages what is said now, and read the difference.

use std::fs;

use serde_json::Value;

use crate::harness::{read_documents, root};
use crate::page::{GAP, Part, Reader, pages, parts};

#[test]
fn every_page_is_true() {
    let wrong: Vec<String> = pages().iter().flat_map(|page| read_page(page)).collect();
    assert!(wrong.is_empty(), "{}\nUPDATE_CASES=1 cargo test pages", wrong.join("\n"));
}

/// A values file that no command takes would be true whatever it holds.
#[test]
fn every_file_of_a_page_is_used_on_it() {
    for page in pages() {
        let parts = parts(&text(&page));
        let typed: String = parts.iter().map(|(_, part)| typed(part)).collect();
        for (line, part) in &parts {
            match part {
                Part::File(name, _) if name.ends_with(".yaml") => {
                    let is_found = typed.contains(name.as_str()) || name == "vaultchart.yaml" || name == "values.yaml";
                    assert!(is_found || !is_values(part), "{page}:{line}: nothing takes `{name}`");
                }
                Part::Unnamed => panic!("{page}:{line}: start the block with `# FILE`, and let a command take it"),
                _ => {}
            }
        }
    }
}

#[test]
fn every_link_leads_somewhere() {
    let link = regex_lite::Regex::new(r"\]\(([^)#:\s]*)(#[^)\s]+)?\)").expect("a pattern");
    for page in pages() {
        let text = text(&page);
        let folder = root().join(&page).parent().expect("a parent").to_owned();
        for found in link.captures_iter(&text) {
            let to = found.get(1).map_or("", |path| path.as_str());
            let path = if to.is_empty() { root().join(&page) } else { folder.join(to) };
            assert!(path.exists(), "{page}: `{to}` is not there");
            if let Some(anchor) = found.get(2) {
                let headings = fs::read_to_string(&path).expect("a page");
                let is_found = headings
                    .lines()
                    .filter(|line| line.starts_with('#'))
                    .any(|line| anchor_of(line) == anchor.as_str());
                assert!(is_found, "{page}: `{to}` has no `{}`", anchor.as_str());
            }
        }
    }
}

/// The test must see what is wrong.
#[test]
fn a_page_that_is_not_true_is_found() {
    let page = "# P\n```yaml\n# a.yaml\nui: {}\n```\n\n```console\n$ cat a.yaml \\\n  | head -n 1\n# a.yaml\n$ echo a; echo b; echo c\na\n…\nd\n```\n";
    let (wrong, mended) = check_page("P.md", page);
    assert_eq!(wrong.len(), 1);
    assert!(wrong[0].contains("P.md:11"), "{}", wrong[0]);
    assert_eq!(mended, page.replace("…\nd", "…\nc"));
    assert_eq!(check_page("P.md", &mended).0, Vec::<String>::new());
    assert!(line_fits("found by … rules", "found by 16 rules") && !line_fits("found by … rules", "found by 16 rule"));
    let (wrong, _) = check_page("P.md", "```sh\nfalse | true\n```\n");
    assert!(wrong[0].contains("P.md:1: failed"), "{}", wrong[0]);
    assert_eq!(check_page("P.md", "<!-- before: echo a > b -->\n```sh\ngrep a b\n```\n").0, Vec::<String>::new());
}

fn text(page: &str) -> String {
    fs::read_to_string(root().join(page)).expect("a page")
}

fn read_page(page: &str) -> Vec<String> {
    let text = text(page);
    let (wrong, mended) = check_page(page, &text);
    if std::env::var_os("UPDATE_CASES").is_some() && mended != text {
        fs::write(root().join(page), mended).expect("a page");
    }
    wrong
}

/// What is wrong with a page, and the page with what is said now.
fn check_page(page: &str, text: &str) -> (Vec<String>, String) {
    let reader = Reader::new(page);
    let lines: Vec<&str> = text.lines().collect();
    let (mut wrong, mut mended, mut done) = (Vec::new(), String::new(), 0);
    for (line, part) in parts(text) {
        match part {
            Part::File(name, text) => reader.save(&name, &text),
            Part::Script(commands) => {
                let (is_success, said) = reader.types(&commands);
                if !is_success {
                    wrong.push(format!("{page}:{line}: failed: {commands}{said}"));
                }
            }
            Part::Session(commands, expected) => {
                // A person who types goes on behind a command that fails.
                let (_, said) = reader.types(&format!("set +e\n{commands}"));
                let indent = lines[line - 1].find('$').unwrap_or_default();
                let shown: Vec<&str> =
                    lines[expected.clone()].iter().map(|line| line.get(indent..).unwrap_or_default()).collect();
                let said: Vec<&str> = said.lines().map(str::trim_end).collect();
                if !fits(&shown, &said) {
                    wrong.push(format!(
                        "{page}:{line}: {commands}--- expected\n{}\n--- said\n{}",
                        shown.join("\n"),
                        said.join("\n")
                    ));
                    lines[done..expected.start].iter().for_each(|line| push(&mut mended, 0, line));
                    anew(&shown, &said).iter().for_each(|line| push(&mut mended, indent, line));
                    done = expected.end;
                }
            }
            Part::Unnamed => {}
        }
    }
    lines[done..].iter().for_each(|line| push(&mut mended, 0, line));
    (wrong, mended)
}

fn push(text: &mut String, indent: usize, line: &str) {
    let indent = if line.is_empty() { 0 } else { indent };
    text.push_str(&" ".repeat(indent));
    text.push_str(line);
    text.push('\n');
}

/// Whether lines are those that a page shows, with gaps between lines and inside of them.
fn fits(shown: &[&str], said: &[&str]) -> bool {
    let all_fit = |shown: &[&str], said: &[&str]| shown.iter().zip(said).all(|(shown, said)| line_fits(shown, said));
    if shown == [GAP] {
        // It would be true whatever is said.
        return false;
    }
    match shown.iter().position(|line| *line == GAP) {
        None => shown.len() == said.len() && all_fit(shown, said),
        Some(gap) => {
            said.len() >= gap
                && all_fit(&shown[..gap], &said[..gap])
                && (gap..=said.len()).any(|next| fits(&shown[gap + 1..], &said[next..]))
        }
    }
}

/// Whether a line is the one that a page shows: `nothing found by … rules` leaves the number open.
fn line_fits(shown: &str, said: &str) -> bool {
    match shown.split_once(GAP) {
        None => shown == said,
        Some((before, after)) => said.strip_prefix(before).is_some_and(|rest| {
            (0..=rest.len()).any(|start| rest.get(start..).is_some_and(|rest| line_fits(after, rest)))
        }),
    }
}

/// What is said now, as long at its start and its end as what was shown before.
fn anew<'a>(shown: &[&str], said: &[&'a str]) -> Vec<&'a str> {
    let first = shown.iter().position(|line| *line == GAP);
    let last = shown.iter().rev().position(|line| *line == GAP);
    match (first, last) {
        (Some(first), Some(last)) if first + last < said.len() => {
            [&said[..first], &[GAP], &said[said.len() - last..]].concat()
        }
        _ => said.to_vec(),
    }
}

fn typed(part: &Part) -> &str {
    match part {
        Part::Script(commands) | Part::Session(commands, _) => commands,
        Part::File(..) | Part::Unnamed => "",
    }
}

/// Whether a file holds values, and no object.
fn is_values(part: &Part) -> bool {
    let Part::File(_, text) = part else { return false };
    let keys = ["global", "injector", "server", "ui", "csi", "serverTelemetry", "extraObjects"];
    read_documents(text).iter().any(|document| {
        document.as_object().is_some_and(|map| map.keys().any(|key| keys.contains(&key.as_str())))
            && document.get("apiVersion").is_none_or(Value::is_null)
    })
}

/// `## Exit codes` is found at `#exit-codes`.
fn anchor_of(heading: &str) -> String {
    let words = heading.trim_start_matches('#').trim().to_lowercase().replace(' ', "-");
    format!("#{}", words.replace(|letter: char| !letter.is_alphanumeric() && letter != '-' && letter != '_', ""))
}
