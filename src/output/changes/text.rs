//! For people: a headline for each object with its verdict at the right, hunks of YAML, and what it all comes to.

use super::fleet::{DrawnFile, Fleet};
use super::hunks::{Hunk, Line, Side, object_hunks};
use super::printable::{printable, without_command};
use super::view::Drawing;
use super::words::{
    self, Weight, from_to, inner_changes, judgement, path_text, title, weight, what_happens, with_new_reasons,
};
use crate::diff::{Change, Counts, Diff, ObjectDiff, Verdict};
use crate::output::colours::{BOLD, CYAN, GREEN, RED, YELLOW, painted};

/// Draws the diff; an empty one is a line that says so.
pub(super) fn draw(diff: &Diff, drawing: &Drawing) -> String {
    let left_out: String = words::beside(diff, drawing).iter().map(|line| format!("{line}\n")).collect();
    format!("{}{}\n{left_out}", objects(diff, drawing), words::plan(diff))
}

/// Draws the objects alone.
pub(super) fn objects(diff: &Diff, drawing: &Drawing) -> String {
    let mut page = Page { text: String::new(), drawing };
    for object in &diff.objects {
        page.object(object);
    }
    page.text
}

/// Draws many files: their objects under a headline each, then a line for each file, and what it all comes to.
pub(super) fn draw_fleet(fleet: &Fleet, drawing: &Drawing) -> String {
    let mut page = Page { text: String::new(), drawing };
    for file in &fleet.files {
        page.line(BOLD, &words::file_headline(&file.about));
        page.text.push_str(file.text());
    }
    let widest = fleet.files.iter().map(|file| printable(&file.about.name).chars().count()).max().unwrap_or_default();
    for file in &fleet.files {
        page.verdict_of(file, widest);
    }
    if !fleet.files.is_empty() {
        page.text.push('\n');
    }
    page.line("", &words::fleet_plan(fleet));
    words::fleet_beside(fleet, drawing).iter().for_each(|line| page.line("", line));
    page.text
}

struct Page<'a> {
    text: String,
    drawing: &'a Drawing,
}

impl Page<'_> {
    fn verdict_of(&mut self, file: &DrawnFile, widest: usize) {
        let Counts { added, changed, removed } = file.counts;
        let (mark, name) = (words::file_mark(file.about.op), words::padded(&printable(&file.about.name), widest));
        let verdict = file.verdict.map(|verdict| self.painted(colour(verdict), &verdict.to_string()));
        self.text.push_str(&format!(
            "{mark} {name}  {added:>3} to add, {changed:>3} to change, {removed:>3} to destroy  {}\n",
            verdict.unwrap_or_default()
        ));
    }

    fn object(&mut self, object: &ObjectDiff) {
        self.headline(object);
        let drawn = object_hunks(object, self.drawing.context);
        for hunk in &drawn.hunks {
            self.hunk(object, hunk);
        }
        for change in drawn.unseen {
            self.heading(change, true);
            self.line("", &format!("  {}", from_to(change)));
        }
        self.steps(object);
        self.text.push('\n');
    }

    fn headline(&mut self, object: &ObjectDiff) {
        let left = format!("{} {}:", without_command(title(&object.id).into()), what_happens(&object.op));
        let verdict = object.verdict();
        let words = verdict.to_string();
        let (width, length) = (self.drawing.width, words.chars().count());
        let gap = width.saturating_sub(left.chars().count() + length);
        // A long name has its verdict on a line below, as far to the right.
        let gap = if gap < 2 { format!("\n{}", " ".repeat(width.saturating_sub(length))) } else { " ".repeat(gap) };
        let (left, words) = (self.painted(BOLD, &left), self.painted(colour(verdict), &words));
        self.text.push_str(&format!("{left}{gap}{words}\n"));
    }

    fn hunk(&mut self, object: &ObjectDiff, hunk: &Hunk) {
        // A whole object is named by its headline.
        let whole = |change: &&&Change| change.path.is_root();
        if let Some(change) = hunk.changes.iter().find(whole) {
            let what = printable(&change.why).into_owned();
            if !what.is_empty() {
                self.line(colour(change.verdict), &format!("@@ {what}"));
            }
        } else if hunk.changes.is_empty() {
            self.line(CYAN, &format!("@@ {} @@", words::short_name(&object.id)));
        }
        let changes: Vec<&Change> = hunk.changes.iter().copied().filter(|change| !change.path.is_root()).collect();
        for (change, has_new_reason) in with_new_reasons(&changes) {
            self.heading(change, has_new_reason);
        }
        for line in &hunk.lines {
            self.yaml(line);
        }
    }

    /// The path and the verdict of a change; what changes inside of its text follows.
    fn heading(&mut self, change: &Change, has_new_reason: bool) {
        let path = self.painted(CYAN, &format!("@@ {} @@", path_text(&change.path)));
        let verdict = if has_new_reason { judgement(change) } else { change.verdict.to_string() };
        let verdict = self.painted(colour(change.verdict), &verdict);
        self.text.push_str(&format!("{path} {verdict}\n"));
        for inner in inner_changes(change) {
            self.line(CYAN, &format!("@  {}: {} ({})", path_text(&inner.path), from_to(inner), judgement(inner)));
        }
    }

    fn yaml(&mut self, line: &Line) {
        let colour = match line.side {
            Side::Both => "",
            Side::Old => RED,
            Side::New => GREEN,
        };
        let text = format!("{} {}", line.side.mark(), without_command(printable(&line.text)));
        self.line(colour, text.trim_end());
    }

    fn steps(&mut self, object: &ObjectDiff) {
        let steps = words::steps(object);
        if steps.is_empty() {
            return;
        }
        self.line(BOLD, "Steps:");
        for (index, step) in steps.iter().enumerate() {
            self.line("", &format!("  {}. {}", index + 1, printable(&step.to_string())));
        }
    }

    fn line(&mut self, colour: &str, text: &str) {
        let painted = self.painted(colour, text);
        self.text.push_str(&painted);
        self.text.push('\n');
    }

    fn painted(&self, colour: &str, text: &str) -> String {
        painted(self.drawing.is_coloured, colour, text)
    }
}

fn colour(verdict: Verdict) -> &'static str {
    match weight(verdict) {
        Weight::Calm => GREEN,
        Weight::Notable => YELLOW,
        Weight::Serious => RED,
    }
}
