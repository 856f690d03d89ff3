//! A page of its own for a browser: both sides of every object next to each other, with search and folds.
//!
//! The page loads nothing, and its policy says so; only the script whose hash it names may run. It is well-formed XML
//! too.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

use super::fleet::{Body, ComparedFile, Fleet};
use super::hunks::{Hunk, Line, Side, object_hunks};
use super::printable::html;
use super::view::Drawing;
use super::words::{
    self, SentencePart, Weight, from_to, inner_changes, mark, path_text, title, weight, what_happens, with_new_reasons,
};
use crate::diff::{Change, Diff, Instruction, ObjectDiff, Verdict};

const STYLE: &str = include_str!("page.css");
const SCRIPT: &str = include_str!("page.js");

/// An object with more lines than this is folded at first.
const OPEN_LINES: usize = 120;

/// Draws the diff.
pub(super) fn draw(diff: &Diff, drawing: &Drawing) -> String {
    let left_out = words::beside(diff, drawing);
    page(&words::plan(diff), &left_out, &[&Sections::new(diff, drawing, None)])
}

/// Draws the diffs of many files.
pub(super) fn draw_fleet(fleet: &Fleet, drawing: &Drawing) -> String {
    let sections = fleet.files.iter().filter_map(|file| match &file.body {
        Body::Sections(sections) => Some(sections),
        Body::Text(_) | Body::Blocks(_) => None,
    });
    let left_out = words::fleet_beside(fleet, drawing);
    page(&words::fleet_plan(fleet), &left_out, &sections.collect::<Vec<_>>())
}

/// The objects of a diff as parts of a page.
pub(super) struct Sections {
    /// The table at the top.
    rows: String,
    /// The objects.
    objects: String,
    /// How many objects there are of each verdict.
    counts: [usize; Verdict::ALL.len()],
}

impl Sections {
    /// Draws the objects of a diff, or of that of one file of many.
    pub(super) fn new(diff: &Diff, drawing: &Drawing, file: Option<&ComparedFile>) -> Self {
        let (mut rows, mut objects) = (String::new(), String::new());
        for (index, object) in diff.objects.iter().enumerate() {
            let id = file.map_or(format!("{index}"), |file| format!("{}-{index}", file.index));
            rows.push_str(&row(&id, object, file));
            objects.push_str(&section(&id, object, file, drawing));
        }
        let count = |verdict| diff.objects.iter().filter(|object| object.verdict() == verdict).count();
        Self { rows, objects, counts: Verdict::ALL.map(count) }
    }
}

fn page(plan: &str, left_out: &[String], sections: &[&Sections]) -> String {
    let all = |part: fn(&Sections) -> &str| sections.iter().map(|sections| part(sections)).collect::<String>();
    format!(
        r#"<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8"/>
<meta name="viewport" content="width=device-width, initial-scale=1"/>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{hash}'"/>
<title>{plan}</title>
<style>
{STYLE}</style>
</head>
<body>
<header>
<h1>{plan}</h1>
{left_out}{tools}</header>
<nav>
<table>
{rows}</table>
</nav>
<main>
{objects}<p id="nothing" hidden="hidden">No object matches.</p>
</main>
<script>{SCRIPT}</script>
</body>
</html>
"#,
        hash = STANDARD.encode(Sha256::digest(SCRIPT.as_bytes())),
        plan = html(plan),
        left_out = left_out.iter().map(|line| format!("<p>{}</p>\n", sentence(line))).collect::<String>(),
        tools = tools(sections),
        rows = all(|sections| &sections.rows),
        objects = all(|sections| &sections.objects),
    )
}

/// The search, the verdicts to choose from, and the folds: what only the script brings to life.
fn tools(sections: &[&Sections]) -> String {
    let count = |place: usize| sections.iter().filter_map(|sections| sections.counts.get(place)).sum::<usize>();
    let choice = |(place, verdict): (usize, &Verdict)| {
        let (count, class) = (count(place), class(*verdict));
        if count == 0 {
            return String::new();
        }
        format!(
            "<label class=\"badge {class}\"><input type=\"checkbox\" value=\"{}\" checked=\"checked\"/> {verdict} \
             {count}</label>\n",
            verdict.id()
        )
    };
    let choices: String = Verdict::ALL.iter().enumerate().rev().map(choice).collect();
    format!(
        "<form id=\"tools\" hidden=\"hidden\">\n\
         <input id=\"search\" type=\"search\" placeholder=\"Search names, paths and lines\" aria-label=\"Search\"/>\n{choices}\
         <button type=\"button\" id=\"open\">Expand all</button>\n\
         <button type=\"button\" id=\"close\">Collapse all</button>\n</form>\n"
    )
}

fn row(index: &str, object: &ObjectDiff, file: Option<&ComparedFile>) -> String {
    let why = object.worst().map(|change| sentence(&change.why)).unwrap_or_default();
    let file = file.map(|file| format!("<td class=\"file\">{}</td>", html(&file.name))).unwrap_or_default();
    format!(
        "<tr data-object=\"{index}\"><td>{}</td>{file}<td><a \
         href=\"#object-{index}\">{}</a></td><td>{}</td><td>{why}</td></tr>\n",
        mark(&object.op),
        html(&title(&object.id)),
        badge(object.verdict()),
    )
}

fn section(index: &str, object: &ObjectDiff, file: Option<&ComparedFile>, drawing: &Drawing) -> String {
    let drawn = object_hunks(object, drawing.context);
    let lines: usize = drawn.hunks.iter().map(|hunk| hunk.lines.len()).sum();
    let open = if lines <= OPEN_LINES { " open=\"open\"" } else { "" };
    let hunks: String = drawn.hunks.iter().map(hunk_html).collect();
    let unseen: String = drawn.unseen.iter().map(|change| unseen(change)).collect();
    let file = file.map(|file| format!("<span class=\"file\">{}</span> ", html(&file.name))).unwrap_or_default();
    let id = &object.id;
    format!(
        "<details class=\"object\" id=\"object-{index}\" data-verdict=\"{}\"{open}>\n<summary>{file}<span \
         class=\"name\">{}</span> {} {}</summary>\n{hunks}{unseen}{}</details>\n",
        object.verdict().id(),
        html(&title(id)),
        html(&what_happens(&object.op)),
        badge(object.verdict()),
        steps(object),
    )
}

fn badge(verdict: Verdict) -> String {
    format!("<span class=\"badge {}\">{verdict}</span>", class(verdict))
}

fn class(verdict: Verdict) -> &'static str {
    match weight(verdict) {
        Weight::Calm => "calm",
        Weight::Notable => "notable",
        Weight::Serious => "serious",
    }
}

fn unseen(change: &Change) -> String {
    format!("<ul class=\"changes\">\n{}</ul>\n<pre>{}</pre>\n", change_html(change, true), html(&from_to(change)))
}

fn change_html(change: &Change, has_new_reason: bool) -> String {
    let inner: String = inner_changes(change).iter().map(inner_html).collect();
    let inner = if inner.is_empty() { inner } else { format!("\n<ul>\n{inner}</ul>\n") };
    let path = html(&path_text(&change.path));
    let why = if has_new_reason { sentence(&change.why) } else { String::new() };
    format!("<li><code>{path}</code> {} {why}{inner}</li>\n", badge(change.verdict))
}

fn inner_html(change: &Change) -> String {
    let (path, values, why) = (html(&path_text(&change.path)), html(&from_to(change)), sentence(&change.why));
    format!("<li><code>{path}</code> <code>{values}</code> {} {why}</li>\n", badge(change.verdict))
}

fn hunk_html(hunk: &Hunk) -> String {
    let changes = with_new_reasons(&hunk.changes).map(|(change, has_new_reason)| change_html(change, has_new_reason));
    let changes: String = changes.collect();
    let changes = if changes.is_empty() { changes } else { format!("<ul class=\"changes\">\n{changes}</ul>\n") };
    let mut rows = Rows { text: String::new(), old: hunk.old.start, new: hunk.new.start, sides: sides(hunk) };
    for run in hunk.lines.chunk_by(|one, next| (one.side == Side::Both) == (next.side == Side::Both)) {
        rows.run(run);
    }
    format!("{changes}<table class=\"hunk\">\n{}</table>\n", rows.text)
}

/// An object that comes or goes has lines on one side only, which need no room for the other one.
fn sides(hunk: &Hunk) -> Sides {
    let all = |side: Side| hunk.lines.iter().all(|line| line.side == side);
    match (all(Side::Old), all(Side::New)) {
        (true, _) if hunk.new == (0..0) => Sides::Old,
        (_, true) if hunk.old == (0..0) => Sides::New,
        _ => Sides::Both,
    }
}

/// Which sides a table shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sides {
    Old,
    New,
    Both,
}

/// The rows of a table with both sides, and the numbers of the lines so far.
struct Rows {
    text: String,
    old: usize,
    new: usize,
    sides: Sides,
}

impl Rows {
    /// Lines that both sides have, or lines of which each has its own.
    fn run(&mut self, lines: &[Line]) {
        let texts = |side: Side| lines.iter().filter(move |line| line.side == side).map(|line| line.text.as_str());
        for text in texts(Side::Both) {
            let text = html(text);
            self.row("<tr class=\"same\">", Some(("", text.clone())), Some(("", text)));
        }
        let (mut old, mut new) = (texts(Side::Old), texts(Side::New));
        loop {
            match (old.next(), new.next()) {
                (None, None) => return,
                (Some(old), Some(new)) => {
                    let (old, new) = marked(old, new);
                    self.row("<tr>", Some(("old", old)), Some(("new", new)));
                }
                (old, new) => self.row("<tr>", old.map(|old| ("old", html(old))), new.map(|new| ("new", html(new)))),
            }
        }
    }

    fn row(&mut self, start: &str, old: Option<(&str, String)>, new: Option<(&str, String)>) {
        let (old, new) = (cell(old, &mut self.old), cell(new, &mut self.new));
        let (old, new) = match self.sides {
            Sides::Old => (old, String::new()),
            Sides::New => (String::new(), new),
            Sides::Both => (old, new),
        };
        self.text.push_str(&format!("{start}{old}{new}</tr>\n"));
    }
}

fn cell(side: Option<(&str, String)>, number: &mut usize) -> String {
    let Some((class, text)) = side else { return "<th class=\"none\"></th><td class=\"none\"></td>".to_owned() };
    *number += 1;
    format!("<th>{number}</th><td class=\"{class}\">{text}</td>")
}

/// Marks what lies between the common start and the common end of two lines.
fn marked(old: &str, new: &str) -> (String, String) {
    let start = old.char_indices().zip(new.chars()).find(|((_, one), other)| one != other);
    let start = start.map_or(old.len().min(new.len()), |((at, _), _)| at);
    let backwards = old[start..].chars().rev().zip(new[start..].chars().rev());
    let end: usize = backwards.take_while(|(one, other)| one == other).map(|(one, _)| one.len_utf8()).sum();
    // Marks help the eye only where most of the line stays.
    if old[..start].trim().len() + end < 3 {
        return (html(old), html(new));
    }
    let mark = |line: &str| {
        let (changed, tail) = line[start..].split_at(line.len() - start - end);
        let changed = if changed.is_empty() { String::new() } else { format!("<mark>{}</mark>", html(changed)) };
        format!("{}{changed}{}", html(&line[..start]), html(tail))
    };
    (mark(old), mark(new))
}

fn steps(object: &ObjectDiff) -> String {
    let steps = words::steps(object);
    if steps.is_empty() {
        return String::new();
    }
    let items: String = steps.iter().map(|step| format!("<li>{}</li>\n", instruction(step))).collect();
    format!("<p>Steps:</p>\n<ol>\n{items}</ol>\n")
}

fn instruction(step: &Instruction) -> String {
    match step {
        Instruction::Command(command) => code(&command.to_string()),
        Instruction::Sentence(text) => sentence(text),
    }
}

/// Sets what a user could type apart from the words around it.
fn sentence(text: &str) -> String {
    let draw = |part| match part {
        SentencePart::Code(text) => code(text),
        SentencePart::Prose(text) => html(text),
    };
    words::parts(text).map(draw).collect()
}

fn code(text: &str) -> String {
    format!("<code>{}</code>", html(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_differs_in_a_line_is_marked() {
        let line = |old, new| marked(old, new);
        let (old, new) = line("image: vault:1", "image: vault:22");
        assert_eq!((old.as_str(), new.as_str()), ("image: vault:<mark>1</mark>", "image: vault:<mark>22</mark>"));
        let (old, new) = line("name: a", "name: a-b");
        assert_eq!((old.as_str(), new.as_str()), ("name: a", "name: a<mark>-b</mark>"));
        assert_eq!(line("  x", "  y"), ("  x".to_owned(), "  y".to_owned()));
        let (old, new) = line("name: é<", "name: è<");
        assert_eq!((old.as_str(), new.as_str()), ("name: <mark>é</mark>&lt;", "name: <mark>è</mark>&lt;"));
    }

    #[test]
    fn style_and_script_need_no_escapes() {
        for text in [STYLE, SCRIPT] {
            assert!(!text.contains(['<', '&']));
        }
        assert!(!STYLE.contains("url(") && !STYLE.contains("@import"));
    }
}
