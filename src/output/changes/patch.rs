//! A unified diff for `patch -p1`: one file an object, `GROUP.VERSION.KIND.NAMESPACE.NAME.yaml` as `kubectl diff` names
//! them, in the layout in which manifests are printed.
//!
//! Of many files, each has a folder of its own, as `render --each` writes them.
//!
//! A line stands here as it is in a manifest that this program prints, since `patch` compares it. Such lines hold
//! neither control characters nor what turns the direction of writing: in YAML they are escapes in double quotes.

use super::fleet::{ComparedFile, Fleet};
use super::hunks::{Hunk, Side, object_hunks, text_hunks};
use super::paths::comments;
use super::view::Drawing;
use super::words::{beside, fleet_beside};
use crate::diff::{Diff, ObjectDiff, ObjectOp};
use crate::manifest::Object;

const NOWHERE: &str = "/dev/null";
/// The lines of context around a change of a text.
const CONTEXT: usize = 3;

/// Draws the diff.
pub(super) fn draw(diff: &Diff, drawing: &Drawing) -> String {
    commented(changes(diff, drawing, None), &beside(diff, drawing))
}

/// Draws many files.
pub(super) fn draw_fleet(fleet: &Fleet, drawing: &Drawing) -> String {
    commented(fleet.texts().collect(), &fleet_beside(fleet, drawing))
}

/// Puts lines before the first file, where `patch` reads over them; of nothing else it would say that it is no patch.
fn commented(patch: String, lines: &[String]) -> String {
    if patch.is_empty() { patch } else { comments(lines) + &patch }
}

/// Draws the changes alone.
pub(super) fn changes(diff: &Diff, drawing: &Drawing, file: Option<&ComparedFile>) -> String {
    let folder = file.map(|file| format!("{}/", folder_name(&file.folder))).unwrap_or_default();
    diff.objects.iter().flat_map(files).map(|file| file_diff(&file, drawing, &folder)).collect()
}

/// A renamed object is one file that goes and one that comes: not every `patch` knows renames.
fn files(object: &ObjectDiff) -> Vec<ObjectDiff> {
    if !matches!(object.op, ObjectOp::Renamed { .. }) && file_name(&object.old) == file_name(&object.new) {
        return vec![object.clone()];
    }
    let gone = ObjectDiff { op: ObjectOp::Removed, new: None, ..object.clone() };
    let come = ObjectDiff { op: ObjectOp::Added, old: None, ..object.clone() };
    [gone, come].into_iter().filter(|file| file.old.is_some() || file.new.is_some()).collect()
}

fn file_diff(object: &ObjectDiff, drawing: &Drawing, folder: &str) -> String {
    let drawn = object_hunks(object, drawing.context);
    if drawn.hunks.is_empty() {
        return String::new();
    }
    let side = |letter: &str, object: &Option<Object>| {
        file_name(object).map_or_else(|| NOWHERE.to_owned(), |name| format!("{letter}/{folder}{name}"))
    };
    let mut text = format!("--- {}\n+++ {}\n", side("a", &object.old), side("b", &object.new));
    for hunk in &drawn.hunks {
        text.push_str(&hunk_text(hunk));
    }
    text
}

fn hunk_text(hunk: &Hunk) -> String {
    let mut text = format!("@@ -{} +{} @@\n", range(&hunk.old), range(&hunk.new));
    for line in &hunk.lines {
        text.push(line.side.mark());
        text.push_str(&line.text);
        text.push('\n');
    }
    text
}

/// Lines count from 1, but an empty range names the line before it.
fn range(lines: &std::ops::Range<usize>) -> String {
    let start = if lines.is_empty() { lines.start } else { lines.start + 1 };
    format!("{start},{}", lines.len())
}

/// Names the file of an object; nothing in a name leads to another folder or breaks the line.
fn file_name(object: &Option<Object>) -> Option<String> {
    let object = object.as_ref()?;
    let version = object.api_version().replace('/', ".");
    let parts = [&version, object.kind(), object.namespace().unwrap_or_default(), object.name()];
    Some(format!("{}.yaml", harmless(&parts.join("."), "-_.:").trim_start_matches('.')))
}

/// Names the folder of a file, which may say release and namespace, and leads nowhere else either.
fn folder_name(folder: &str) -> String {
    let name = harmless(folder, "-_.:@");
    if name.starts_with('.') { format!("_{name}") } else { name }
}

fn harmless(name: &str, signs: &str) -> String {
    let is_harmless = |character: char| character.is_alphanumeric() || signs.contains(character);
    name.chars().map(|character| if is_harmless(character) { character } else { '_' }).collect()
}

/// A text, and the same text as it is shown: line by line, with a mask over each secret.
#[derive(Clone, Copy)]
pub struct ShownText<'t> {
    /// What it says.
    pub text: &'t str,
    /// What is shown of it.
    pub shown: &'t str,
}

/// The changes of a text file as a unified diff.
pub struct TextPatch {
    /// The diff.
    pub text: String,
    /// How many of its lines hide something, so that no `patch` finds them in the file.
    pub hidden: usize,
}

/// Draws the changes of a text file as a unified diff.
pub fn text_patch(name: &str, old: ShownText<'_>, new: ShownText<'_>) -> TextPatch {
    let mut patch = TextPatch { text: String::new(), hidden: 0 };
    if old.text == new.text {
        return patch;
    }
    let name = name.trim_start_matches("./").trim_start_matches('/');
    patch.text.push_str(&format!("--- a/{name}\n+++ b/{name}\n"));
    let is_open = |text: &str| !text.is_empty() && !text.ends_with('\n');
    let (old_lines, new_lines) = (lines(old.text), lines(new.text));
    let (old_shown, new_shown) = (lines(old.shown), lines(new.shown));
    for hunk in text_hunks(&old_lines, &new_lines, CONTEXT) {
        patch.text.push_str(&format!("@@ -{} +{} @@\n", range(&hunk.old), range(&hunk.new)));
        let (mut old_line, mut new_line) = (hunk.old.start, hunk.new.start);
        for line in &hunk.lines {
            let shown = if line.side == Side::New { new_shown.get(new_line) } else { old_shown.get(old_line) }
                .unwrap_or(&line.text);
            old_line += usize::from(line.side != Side::New);
            new_line += usize::from(line.side != Side::Old);
            patch.hidden += usize::from(*shown != line.text);
            patch.text.push_str(&format!("{}{shown}\n", line.side.mark()));
            let ends_old = line.side != Side::New && old_line == old_lines.len() && is_open(old.text);
            let ends_new = line.side != Side::Old && new_line == new_lines.len() && is_open(new.text);
            if ends_old || ends_new {
                patch.text.push_str("\\ No newline at end of file\n");
            }
        }
    }
    patch
}

/// The lines without their line breaks, of which `\r` is a part of the line.
fn lines(text: &str) -> Vec<String> {
    text.split_terminator('\n').map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::folder_name;

    #[test]
    fn a_folder_leads_nowhere_else() {
        for (folder, expected) in [("lab@team", "lab@team"), ("..", "_.."), ("a/../b\n", "a_.._b_"), (".git", "_.git")]
        {
            assert_eq!(folder_name(folder), expected);
        }
    }
}
