//! A comment on a pull request: a table of the objects, then their hunks.
//!
//! GitHub takes 65,536 characters. The largest objects are folded first, so that the page stays short, and cut first,
//! with the number of lines that are missing, where folding alone would not make it fit.

use super::fleet::{Body, ComparedFile, Fleet};
use super::hunks::{Hunk, object_hunks};
use super::printable::{code_span, fence, printable, prose, without_command};
use super::view::Drawing;
use super::words::{
    self, SentencePart, from_to, inner_changes, judgement, mark, path_text, title, what_happens, with_new_reasons,
};
use crate::diff::{Change, Diff, Instruction, ObjectDiff};

/// What GitHub takes, in bytes: there are never more characters than that. Some room is left for what others add.
const LIMIT: usize = 65_000;
/// The part of it that the table may fill.
const TABLE_LIMIT: usize = 20_000;
/// The part of it that headlines and steps may fill.
const FRAMES_LIMIT: usize = 20_000;
/// How many lines may stand open on the page.
const OPEN_LINES: usize = 150;
/// How many characters of a line, and of a name, are shown.
const LONGEST_LINE: usize = 500;
const LONGEST_NAME: usize = 150;
/// What the tags of a fold and the line that counts missing lines take, at most.
const FOLD: usize = 200;
/// How many lines are shown of what is not compared.
const MOST_LINES: usize = 20;
/// How many steps are shown.
const MOST_STEPS: usize = 8;

/// Draws the diff.
pub(super) fn draw(diff: &Diff, drawing: &Drawing) -> String {
    let left_out = paragraph(&words::beside(diff, drawing));
    let headline = format!("**{}**{}\n{left_out}", words::plan(diff), worst(diff));
    if diff.is_empty() { headline } else { page(headline, OBJECTS, Blocks::new(diff, drawing, None)) }
}

/// Draws the diffs of many files.
pub(super) fn draw_fleet(fleet: Fleet, drawing: &Drawing) -> String {
    let left_out = paragraph(&words::fleet_beside(&fleet, drawing));
    let headline = format!("**{}**\n{left_out}", words::fleet_plan(&fleet));
    if fleet.files.is_empty() {
        return headline;
    }
    let mut all = Blocks::default();
    for file in fleet.files {
        if let Body::Blocks(blocks) = file.body {
            all.rows.extend(blocks.rows);
            all.blocks.extend(blocks.blocks);
        }
    }
    page(headline, FILES, all)
}

/// What is not compared, a paragraph a line; a list of many is cut.
fn paragraph(lines: &[String]) -> String {
    let mut text = String::new();
    for (shown, line) in lines.iter().enumerate() {
        if shown == MOST_LINES {
            text.push_str(&format!("\n*and {} more lines*\n", lines.len() - shown));
            break;
        }
        let line = cut(line.trim_start(), LONGEST_LINE);
        text.push_str(&format!("\n{}\n", sentence(&line).replace("\\|", "|")));
    }
    text
}

/// The head of the table for one release, and for many files.
const OBJECTS: &str = "\n| | object | verdict | why |\n| --- | --- | --- | --- |\n";
const FILES: &str = "\n| | file | object | verdict | why |\n| --- | --- | --- | --- | --- |\n";

/// The objects of a diff as parts of a comment.
#[derive(Default)]
pub(super) struct Blocks {
    rows: Vec<String>,
    blocks: Vec<Block>,
}

impl Blocks {
    /// Draws the objects of a diff, or of that of one file of many: no more of it than a comment holds.
    pub(super) fn new(diff: &Diff, drawing: &Drawing, file: Option<&ComparedFile>) -> Self {
        let rows = diff.objects.iter().map(|object| row(object, file)).collect();
        let mut blocks: Vec<Block> = diff.objects.iter().map(|object| Block::new(object, drawing, file)).collect();
        blocks.iter_mut().for_each(|block| cut_lines(std::slice::from_mut(block), LIMIT));
        Self { rows, blocks }
    }
}

fn page(headline: String, head: &str, parts: Blocks) -> String {
    let Blocks { rows, mut blocks } = parts;
    let mut text = headline + &table(head, &rows);
    let missing = keep_frames(&mut blocks);
    cut_lines(&mut blocks, LIMIT.saturating_sub(text.len() + FRAMES_LIMIT + FOLD));
    fold(&mut blocks);
    text.extend(blocks.iter().map(Block::text));
    if missing > 0 {
        text.push_str(&format!("\n*The changes of {missing} more objects are not shown.*\n"));
    }
    text
}

fn worst(diff: &Diff) -> String {
    diff.verdict().map(|verdict| format!(" Highest impact: {verdict}.")).unwrap_or_default()
}

fn table(head: &str, rows: &[String]) -> String {
    let mut text = head.to_owned();
    for (shown, row) in rows.iter().enumerate() {
        if text.len() + row.len() > TABLE_LIMIT {
            text.push_str(&format!("| | and {} more objects | | |\n", rows.len() - shown));
            break;
        }
        text.push_str(row);
    }
    text
}

fn row(object: &ObjectDiff, file: Option<&ComparedFile>) -> String {
    let name = code_span(&cut(&title(&object.id), LONGEST_NAME));
    let why = object.worst().map(|change| sentence(&cut(&change.why, LONGEST_NAME))).unwrap_or_default();
    let file = file.map(|file| format!(" {} |", code_span(&cut(&file.name, LONGEST_NAME)))).unwrap_or_default();
    format!("| {} |{file} {name} | {} | {why} |\n", code_span(&mark(&object.op).to_string()), object.verdict())
}

/// The section of one object.
struct Block {
    /// The headline, in HTML, since markdown does not reach into a fold's.
    headline: String,
    /// What follows the hunks.
    steps: String,
    /// The lines of the hunks.
    lines: Vec<String>,
    /// How many of the lines had to go.
    missing: usize,
    is_folded: bool,
}

impl Block {
    fn new(object: &ObjectDiff, drawing: &Drawing, file: Option<&ComparedFile>) -> Self {
        let name = prose(&cut(&title(&object.id), LONGEST_NAME));
        let what = prose(&cut(&what_happens(&object.op), LONGEST_NAME));
        let file =
            file.map(|file| format!("<code>{}</code>: ", prose(&cut(&file.name, LONGEST_NAME)))).unwrap_or_default();
        let headline = format!("{file}<code>{name}</code> {what}: <b>{}</b>", object.verdict());
        let lines = lines(object, drawing);
        Self { headline, steps: steps(object), lines, missing: 0, is_folded: false }
    }

    /// The bytes of all that is not a line.
    fn frame(&self) -> usize {
        self.headline.len() + self.steps.len() + 2 * fence(&self.lines).len() + FOLD
    }

    fn text(&self) -> String {
        let hunks = self.hunks();
        let Self { headline, steps, .. } = self;
        if self.is_folded {
            format!("\n<details><summary>{headline}</summary>\n\n{hunks}{steps}\n</details>\n")
        } else {
            format!("\n<p>{headline}</p>\n\n{hunks}{steps}")
        }
    }

    fn hunks(&self) -> String {
        let fence = fence(&self.lines);
        let lines: String = self.lines.iter().map(|line| format!("{line}\n")).collect();
        let missing = match self.missing {
            0 => String::new(),
            1 => "# 1 more line is not shown\n".to_owned(),
            count => format!("# {count} more lines are not shown\n"),
        };
        format!("{fence}diff\n{lines}{missing}{fence}\n")
    }
}

fn lines(object: &ObjectDiff, drawing: &Drawing) -> Vec<String> {
    let drawn = object_hunks(object, drawing.context);
    let mut lines: Vec<String> = drawn.hunks.iter().flat_map(hunk_lines).collect();
    for change in drawn.unseen {
        lines.extend(heading(change, true));
        lines.push(format!("# {}", from_to(change)));
    }
    lines.iter().map(|line| cut(line, LONGEST_LINE)).collect()
}

fn hunk_lines(hunk: &Hunk) -> Vec<String> {
    let changes: Vec<&Change> = hunk.changes.iter().copied().filter(|change| !change.path.is_root()).collect();
    let headings = with_new_reasons(&changes).flat_map(|(change, is_new)| heading(change, is_new));
    let yaml = hunk
        .lines
        .iter()
        .map(|line| format!("{} {}", line.side.mark(), without_command(printable(&line.text))).trim_end().to_owned());
    headings.chain(yaml).collect()
}

fn heading(change: &Change, has_new_reason: bool) -> Vec<String> {
    let verdict = if has_new_reason { judgement(change) } else { change.verdict.to_string() };
    let own = format!("@@ {} @@ {verdict}", path_text(&change.path));
    let inner = inner_changes(change).iter();
    let inner = inner.map(|inner| format!("# {}: {} ({})", path_text(&inner.path), from_to(inner), judgement(inner)));
    [own].into_iter().chain(inner).collect()
}

fn steps(object: &ObjectDiff) -> String {
    let steps = words::steps(object);
    if steps.is_empty() {
        return String::new();
    }
    let lines = steps
        .iter()
        .take(MOST_STEPS)
        .enumerate()
        .map(|(index, step)| format!("{}. {}\n", index + 1, instruction(step)));
    format!("\nSteps:\n\n{}", lines.collect::<String>())
}

fn instruction(step: &Instruction) -> String {
    let drawn = match step {
        Instruction::Command(command) => code_span(&cut(&command.to_string(), LONGEST_LINE)),
        Instruction::Sentence(text) => sentence(&cut(text, LONGEST_LINE)),
    };
    // Outside of a table a bar needs no escape.
    drawn.replace("\\|", "|")
}

/// Sets what a user could type apart from the words around it, also in the cell of a table.
fn sentence(text: &str) -> String {
    let draw = |part| match part {
        SentencePart::Code(text) => code_span(text),
        SentencePart::Prose(text) => prose(text),
    };
    words::parts(text).map(draw).collect()
}

/// Drops the blocks whose headlines alone would fill the page, and tells how many.
fn keep_frames(blocks: &mut Vec<Block>) -> usize {
    let mut room = FRAMES_LIMIT;
    let fits = |block: &Block| {
        let left = room.checked_sub(block.frame());
        room = left.unwrap_or_default();
        left.is_some()
    };
    let kept = blocks.iter().map(fits).take_while(|fits| *fits).count();
    let missing = blocks.len() - kept;
    blocks.truncate(kept);
    missing
}

/// Cuts the largest blocks until all of them fit.
fn cut_lines(blocks: &mut [Block], room: usize) {
    let size = |lines: &[String]| lines.iter().map(|line| line.len() + 1).sum::<usize>();
    let mut sizes: Vec<usize> = blocks.iter().map(|block| size(&block.lines)).collect();
    sizes.sort_unstable();
    let share = fair_share(&sizes, room);
    for block in blocks {
        let mut used = 0;
        let fits = |line: &&String| {
            used += line.len() + 1;
            used <= share
        };
        let kept = block.lines.iter().take_while(fits).count();
        block.missing += block.lines.len() - kept;
        block.lines.truncate(kept);
    }
}

/// How much each may take where the small ones take all that they need; the sizes are sorted.
fn fair_share(sizes: &[usize], room: usize) -> usize {
    let mut left = room;
    for (index, size) in sizes.iter().enumerate() {
        let share = left / (sizes.len() - index);
        if *size > share {
            return share;
        }
        left -= size;
    }
    usize::MAX
}

/// Folds the largest blocks until few enough lines stand open.
fn fold(blocks: &mut [Block]) {
    let mut by_size: Vec<usize> = (0..blocks.len()).collect();
    by_size.sort_by_key(|index| std::cmp::Reverse(blocks[*index].lines.len()));
    let mut open: usize = blocks.iter().map(|block| block.lines.len()).sum();
    for index in by_size {
        if open <= OPEN_LINES {
            return;
        }
        blocks[index].is_folded = true;
        open -= blocks[index].lines.len();
    }
}

fn cut(text: &str, longest: usize) -> String {
    match text.char_indices().nth(longest) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_largest_give_up_most() {
        assert_eq!(fair_share(&[1, 2, 3], 6), usize::MAX);
        assert_eq!(fair_share(&[1, 2, 30, 40], 43), 20);
        assert_eq!(fair_share(&[10, 10], 10), 5);
        assert_eq!(fair_share(&[], 10), usize::MAX);
    }
}
