//! What a help makes of values: read off its words.

use std::ops::Range;

use serde_json::{Value, json};
use vaultchart::check::Finding;
use vaultchart::source::Sources;
use vaultchart::values::Rewrite;
use vaultchart::yaml::{self, Data, Node};

use super::configuration::{assign, block, insert, line, lines_from, lines_of_block};

/// The maps at the top of the values.
const TOPS: [&str; 7] = ["global.", "server.", "injector.", "csi.", "ui.", "serverTelemetry.", "vaultchart."];
/// What a help says to do.
const VERBS: [&str; 8] = ["set", "write", "remove", "mean", "add", "move", "leave", "mount"];
/// Words that stand between two things to do the same with.
const SMALL: [&str; 7] = ["and", "or", "with", "to", "a", "volume", ","];

/// What a help makes of the values.
#[derive(Debug, Default)]
pub(super) struct Change {
    /// Values that are laid over them.
    set: Vec<String>,
    /// Keys that go.
    removed: Vec<String>,
    /// Parts of the text that become others.
    replaced: Vec<(Range<usize>, String)>,
}

impl Change {
    fn is_nothing(&self) -> bool {
        self.set.is_empty() && self.removed.is_empty() && self.replaced.is_empty()
    }

    fn of_text(range: Range<usize>, code: &str) -> Self {
        Self { replaced: vec![(range, code.to_owned())], ..Self::default() }
    }

    /// The values files that it makes of one.
    pub(super) fn apply(&self, text: &str) -> Vec<String> {
        let mut replaced = self.replaced.clone();
        replaced.sort_by_key(|(range, _)| std::cmp::Reverse(range.start));
        let mut new = text.to_owned();
        for (range, code) in replaced {
            new.replace_range(range, &code);
        }
        new = Rewrite { removed: self.removed.clone(), ..Rewrite::default() }.apply(&new);
        std::iter::once(new).chain(self.set.iter().cloned()).collect()
    }
}

/// Where a help is given.
struct Given<'a> {
    rule: &'a str,
    title: &'a str,
    text: &'a str,
    place: Option<Range<usize>>,
}

/// One thing to type, and the words around it.
struct Part<'a> {
    verb: &'a str,
    words: &'a str,
    code: &'a str,
    behind: &'a str,
    next: &'a str,
    before: &'a str,
}

/// The changes that a help speaks of, one for each way that it names.
pub(super) fn changes(help: &str, finding: &Finding, text: &str, place: Option<Range<usize>>) -> Vec<Change> {
    let given = Given { rule: finding.rule.id, title: &finding.diagnostic.title, text, place };
    if let Some((words, lines)) = help.split_once(":\n") {
        return given.lines(words, lines).into_iter().collect();
    }
    if help.starts_with("add to the Certificate ") {
        return given.of_certificate(help).into_iter().collect();
    }
    let parts: Vec<&str> = help.split('`').collect();
    let at = |index: usize| parts.get(index).copied().unwrap_or_default();
    let mut all = vec![Change::default()];
    let mut verb = "";
    for index in (1..parts.len()).step_by(2) {
        // What is left to fill in is no change.
        if at(index).contains('…') || at(index).contains('<') {
            return Vec::new();
        }
        let words = at(index - 1);
        if words.contains(" or ") || words.starts_with("or ") {
            all.push(Change::default());
        }
        let last = words.split([' ', ',']).rev().find(|word| !word.is_empty() && !SMALL.contains(word));
        verb = match last {
            Some(word) if VERBS.contains(&word) => word,
            Some(_) if words.ends_with("the block ") && words.contains("remove") => "remove-block",
            Some(_) => "",
            None => verb,
        };
        let before = if index > 1 { at(index - 2) } else { "" };
        let part = Part { verb, words, code: at(index), behind: at(index + 1), next: at(index + 2), before };
        if let Some(change) = all.last_mut() {
            given.step(&part, change);
        }
    }
    if all.iter().all(Change::is_nothing) || help.starts_with("remove the block, or") {
        all.extend(given.without_code(help));
    }
    all.retain(|change| !change.is_nothing());
    all
}

impl Given<'_> {
    /// One thing that a help says to do.
    fn step(&self, part: &Part<'_>, change: &mut Change) {
        let Part { verb, words, code, behind, next, before } = *part;
        let is_path = is_values(code);
        let is_assignment = code.contains(" = ") && !code.contains('{');
        match verb {
            "set" | "write" if is_path && code.contains(": ") => change.set.push(nested(code)),
            "set" if behind == " in " && is_values(next) && code.contains(": ") => {
                let (key, value) = code.split_once(": ").expect("a value");
                change.set.push(nested(&format!("{next}: {{\"{key}\": {value}}}")));
            }
            "set" if is_path && matches!(behind, " to " | ", such as ") => {
                change.set.push(nested(&format!("{code}: {next}")));
            }
            "move" if is_path && behind == " to " => {
                change.set.extend(at(self.text, code).map(|value| nested(&format!("{next}: {value}"))));
                change.removed.push(code.to_owned());
            }
            "remove" | "leave" if is_path && !code.contains([' ', ':']) => change.removed.push(code.to_owned()),
            "remove-block" => {
                change.replaced.extend(lines_of_block(self.text, code).map(|range| (range, String::new())))
            }
            // Where something else has to come in its place, it is not said what.
            "remove" if !is_path && !behind.contains("give it") => change.replaced.extend(self.line_of(code)),
            "mean" => change.replaced.extend(self.named(code)),
            "write" | "set" if is_assignment && behind.contains("at the top") => {
                change.replaced.extend(self.top().and_then(|top| insert(self.text, top, code)));
            }
            "write" | "set" if is_assignment => {
                let place = self.place.clone();
                change.replaced.extend(place.and_then(|place| assign(self.text, place, code, behind)));
            }
            "write" if !is_path => change.replaced.extend(self.value(code)),
            "add" if is_path && words.ends_with("add to ") => {
                change.set.extend(self.with_items(code, &[next.trim_start_matches("- ")]));
            }
            "" if is_assignment && words.ends_with(": ") => {
                let place = self.place.clone();
                change.replaced.extend(place.and_then(|place| assign(self.text, place, code, behind)));
            }
            "" if code == "https://" => change.replaced.extend(self.value(code)),
            "" if words.ends_with("in quotes: ") => change.replaced.extend(self.value(code)),
            "mount" if code.starts_with("mountPath: ") => self.mount(code, change),
            "add" if words == " to each " => change.replaced.extend(self.in_each(code, before)),
            "add" if behind.trim_start().starts_with("to `") || behind.trim() == "to" => {
                self.add(code, next, change);
            }
            "add" if behind.trim() == "to each" => change.replaced.extend(self.in_each(next, code)),
            "add" if words.trim_end().ends_with("to") => {}
            "add" if !is_path => change.replaced.extend(self.added(code, behind)),
            _ => {}
        }
    }

    /// Adds to a list or a map of the values, or to a block of the configuration.
    fn add(&self, code: &str, to: &str, change: &mut Change) {
        if !is_values(to) {
            change.replaced.extend(block(self.text, to).and_then(|at| insert(self.text, at, code)));
        } else if code.contains(": ") && !code.starts_with(['{', '-']) {
            change.set.push(nested(&format!("{to}.{code}")));
        } else {
            change.set.extend(self.with_items(to, &[code]));
        }
    }

    /// What is added to the configuration: to the block of the finding, to a listener, or at the top.
    fn added(&self, code: &str, behind: &str) -> Option<(Range<usize>, String)> {
        let comma = if code.starts_with('"') && code.contains("\": ") { "," } else { "" };
        let code = format!("{code}{comma}");
        match behind.trim() {
            words if words.starts_with("to the configuration") => insert(self.text, self.top()?, &code),
            words if words.contains("listener") => insert(self.text, block(self.text, "listener ")?, &code),
            words if words.starts_with("to the stanza") || words.starts_with("to the block") => {
                insert(self.text, self.place.clone()?.start, &code)
            }
            "" if code.contains('{') => insert(self.text, self.top()?, &code),
            _ => None,
        }
    }

    /// Lines that are added as they are.
    fn lines(&self, words: &str, lines: &str) -> Option<Change> {
        let mut change = Change::default();
        if let Some(path) = words.strip_prefix("set `").and_then(|rest| rest.strip_suffix('`')) {
            let value = yaml::read(lines, Sources::default().add("", "")).ok()?.documents.first()?.root.to_json();
            change.set.push(nested(&format!("{path}: {value}")));
            return Some(change);
        }
        let at = match words.split('`').nth(1) {
            Some(_) if words.contains("copy") => return None,
            Some(code) => block(self.text, code)?,
            None if words.ends_with("to the listener") => self.place.clone()?.start,
            None => self.top()?,
        };
        let is_json = lines.starts_with('"');
        let lines = if is_json { format!("{lines},") } else { lines.to_owned() };
        change.replaced.extend(insert(self.text, at, &lines));
        if words.starts_with("mount the certificate") {
            self.mount("mountPath: /vault/userconfig/vault-tls", &mut change);
        }
        Some(change)
    }

    /// A volume with what the user has to have, mounted at a path.
    fn mount(&self, code: &str, change: &mut Change) {
        let volume = "{name: added, secret: {secretName: added}}";
        change.set.extend(self.with_items("server.volumes", &[volume]));
        change.set.extend(self.with_items("server.volumeMounts", &[&format!("{{name: added, {code}}}")]));
    }

    /// Names that a certificate among the extra objects gets.
    fn of_certificate(&self, help: &str) -> Option<Change> {
        let mut objects = at(self.text, "extraObjects")?;
        let parts: Vec<&str> = help.split('`').collect();
        let object = objects.as_array_mut()?.iter_mut().find(|object| object["metadata"]["name"] == parts[1])?;
        for code in parts.iter().skip(3).step_by(2) {
            let (field, items) = code.split_once(": ")?;
            let items: Vec<Value> = serde_json::from_str(items).ok()?;
            let list = object["spec"].as_object_mut()?.entry(field).or_insert_with(|| json!([]));
            list.as_array_mut()?.extend(items);
        }
        Some(Change { set: vec![nested(&format!("extraObjects: {objects}"))], ..Change::default() })
    }

    /// The start of the configuration that a finding is about.
    fn top(&self) -> Option<usize> {
        let before =
            self.place.clone().and_then(|place| self.text[..place.end.min(self.text.len())].rfind("config: |"));
        before.or_else(|| self.text.rfind("config: |"))
    }

    /// A help without anything to type.
    fn without_code(&self, help: &str) -> Option<Change> {
        let place = self.place.clone()?;
        let starts = |starts: &[&str]| starts.iter().any(|start| help.starts_with(start));
        if starts(&["remove the block"]) {
            let at = self.text[..place.start].rfind("retry_join")?;
            return Some(Change::of_text(lines_from(self.text, at), ""));
        }
        if starts(&["remove the comma", "remove the spaces"]) {
            return Some(Change::of_text(place, ""));
        }
        if starts(&["put it in quotes"]) {
            let written = self.text.get(place.clone())?;
            return Some(Change::of_text(place, &format!("\"{written}\"")));
        }
        let removals = [
            "leave it out",
            "leave the key out",
            "remove it",
            "remove the line",
            "remove one of the two",
            "remove the path",
        ];
        if starts(&removals)
            || help.contains("or remove the line")
            || help.contains("or remove it")
            || help.ends_with(": remove the variable")
        {
            return Some(match key_at(self.text, &place) {
                Some(path) => Change { removed: vec![path], ..Change::default() },
                // Only a configuration has lines that are no keys.
                None => self.top().map(|_| Change::of_text(line(self.text, place), ""))?,
            });
        }
        let number = help.strip_prefix("write ").and_then(|rest| rest.split(' ').next());
        number.filter(|number| number.parse::<u64>().is_ok()).map(|number| Change::of_text(place, number))
    }

    /// The line of the finding, if a name stands in it.
    fn line_of(&self, name: &str) -> Option<(Range<usize>, String)> {
        let range = line(self.text, self.place.clone()?);
        self.text.get(range.clone())?.contains(name).then(|| (range, String::new()))
    }

    /// Another name in the place of the finding, which may hold more than the name.
    fn named(&self, code: &str) -> Option<(Range<usize>, String)> {
        let place = self.place.clone()?;
        if self.rule == "values-unknown-key" && code.contains('.') {
            return None;
        }
        let written = self.text.get(place.clone())?;
        let names = self.title.split('`').skip(1).step_by(2).filter_map(|name| name.rsplit('.').next());
        let part = names.filter_map(|name| Some((written.find(name)?, name.len()))).next();
        let range = part.map_or(place.clone(), |(at, length)| place.start + at..place.start + at + length);
        Some((range, code.to_owned()))
    }

    /// Another value in the place of the finding, in the form that is written there.
    fn value(&self, code: &str) -> Option<(Range<usize>, String)> {
        let place = self.place.clone()?;
        let written = self.text.get(place.clone())?;
        let range = line(self.text, place.clone());
        if matches!(code, "\"" | "'") {
            return Some((place, written.replace(['“', '”', '‘', '’'], code)));
        }
        if code == "https://" {
            return Some((place, written.replace("http://", code)));
        }
        if let Some((key, _)) = code.split_once(": ") {
            let at = self.text.get(range.clone())?.find(key)?;
            return Some((range.start + at..range.end - 1, code.to_owned()));
        }
        if let Some((key, _)) =
            code.split_once('=').filter(|(key, _)| is_word(key) && written.contains(&format!("{key}=")))
        {
            let start = place.start + written.find(&format!("{key}="))?;
            let rest = &self.text[start..];
            let end = start + rest.find([' ', '\n']).unwrap_or(rest.len());
            let end = if self.text[..end].ends_with('"') { end - 1 } else { end };
            return Some((start..end, code.replace('"', "\\\"").trim_end_matches("\\\"").to_owned()));
        }
        if let Some((scheme, rest)) = written.trim_matches('"').split_once("://") {
            let host = rest.split([':', '/']).next()?;
            let start = place.start + written.find(host)?;
            return (!scheme.is_empty() && !code.contains("://")).then(|| (start..start + host.len(), code.to_owned()));
        }
        let is_in_quotes = written.starts_with('"') && !code.starts_with('"');
        Some((place, if is_in_quotes { format!("\"{code}\"") } else { code.to_owned() }))
    }

    fn in_each(&self, name: &str, code: &str) -> Vec<(Range<usize>, String)> {
        // Names without values are left to fill in.
        if !code.contains(" = ") {
            return Vec::new();
        }
        let header = format!("{name} {{");
        self.text.match_indices(&header).filter_map(|(at, _)| insert(self.text, at, code)).collect()
    }

    /// The list under a path with more items.
    fn with_items(&self, path: &str, added: &[&str]) -> Option<String> {
        let mut items = at(self.text, path).filter(Value::is_array).unwrap_or_else(|| json!([]));
        for item in added {
            let item = yaml::read(item, Sources::default().add("", "")).ok()?.documents.first()?.root.to_json();
            items.as_array_mut()?.push(item);
        }
        Some(nested(&format!("{path}: {items}")))
    }
}

fn is_word(text: &str) -> bool {
    text.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '_')
}

/// Whether a thing to type is a path of the values.
fn is_values(code: &str) -> bool {
    TOPS.iter().any(|top| code.starts_with(top))
}

/// What values say under a path.
fn at(text: &str, path: &str) -> Option<Value> {
    let stream = yaml::read(text, Sources::default().add("", "")).ok()?;
    Some(stream.documents.first()?.root.at(path)?.to_json())
}

/// The path of the key that stands at a place, or whose value does.
fn key_at(text: &str, place: &Range<usize>) -> Option<String> {
    fn walk(node: &Node, place: &Range<usize>, path: &str) -> Option<String> {
        let Data::Map(map) = &node.data else { return None };
        map.iter().find_map(|(key, entry)| {
            let path = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
            let is_at = |start: u32, end: u32| start as usize == place.start && end as usize == place.end;
            let is_it =
                is_at(entry.key_span.start, entry.key_span.end) || is_at(entry.value.span.start, entry.value.span.end);
            if is_it { Some(path) } else { walk(&entry.value, place, &path) }
        })
    }
    let stream = yaml::read(text, Sources::default().add("", "")).ok()?;
    walk(&stream.documents.first()?.root, place, "")
}

/// `a.b.c: value` as maps in maps.
fn nested(code: &str) -> String {
    let (path, value) = code.split_once(": ").expect("a value");
    let mut text = String::new();
    for (depth, key) in path.split('.').enumerate() {
        text.push_str(&format!("{}{key}:\n", "  ".repeat(depth)));
    }
    format!("{} {value}\n", text.trim_end())
}
