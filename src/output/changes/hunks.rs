//! Unified hunks of an object's YAML, each with the changes that it shows.

use std::ops::{Range, RangeInclusive};

use serde_json::Value;

use super::aligned::sides;
use super::outline::Outline;
use crate::diff::{Change, ObjectDiff, runs};

/// What an object's views are drawn from.
pub(super) struct ObjectHunks<'a> {
    /// The hunks, top down.
    pub(super) hunks: Vec<Hunk<'a>>,
    /// The changes that no line shows.
    pub(super) unseen: Vec<&'a Change>,
}

/// Neighbouring lines, some of which change.
pub(super) struct Hunk<'a> {
    /// The lines of the old text, counted from 0.
    pub(super) old: Range<usize>,
    /// The lines of the new text, counted from 0.
    pub(super) new: Range<usize>,
    /// The lines of both.
    pub(super) lines: Vec<Line>,
    /// The changes that the lines show.
    pub(super) changes: Vec<&'a Change>,
}

/// One line of a hunk.
pub(super) struct Line {
    /// Which side it belongs to.
    pub(super) side: Side,
    /// The line, without a line break.
    pub(super) text: String,
}

/// Which side a line belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    /// To both.
    Both,
    /// Only to the old one.
    Old,
    /// Only to the new one.
    New,
}

impl Side {
    /// Gives the character that a unified diff marks such a line with.
    pub(super) fn mark(self) -> char {
        match self {
            Self::Both => ' ',
            Self::Old => '-',
            Self::New => '+',
        }
    }
}

/// The lines of both sides that differ in one place, counted from 0.
#[derive(Clone, Debug)]
struct Edit {
    old: Range<usize>,
    new: Range<usize>,
}

/// Draws the hunks of an object with some lines of context.
pub(super) fn object_hunks(object: &ObjectDiff, context: usize) -> ObjectHunks<'_> {
    let (old_tree, new_tree) = sides(object);
    let outline = |tree: &Option<Value>| tree.as_ref().map_or_else(Outline::empty, Outline::new);
    let (old, new) = (outline(&old_tree), outline(&new_tree));
    let edits = edits(&old.lines, &new.lines);
    let places: Vec<Places> =
        object.changes.iter().map(|change| places(change, &old_tree, &old, &new_tree, &new)).collect();
    let groups: Vec<&[Edit]> = groups(&edits, context).collect();
    let owner: Vec<usize> =
        groups.iter().enumerate().flat_map(|(group, edits)| edits.iter().map(move |_| group)).collect();
    let (mut shown, mut unseen) = (vec![Vec::new(); groups.len()], Vec::new());
    for (change, (old, new)) in object.changes.iter().zip(&places) {
        let touched = [touched(&edits, old, |edit| &edit.old), touched(&edits, new, |edit| &edit.new)];
        let mut of_change: Vec<usize> =
            touched.into_iter().filter_map(|range| owned(&owner, range)).flatten().collect();
        of_change.sort_unstable();
        of_change.dedup();
        unseen.extend(of_change.is_empty().then_some(change));
        of_change.into_iter().for_each(|group| shown[group].push(change));
    }
    let hunk = |(edits, changes): (&[Edit], _)| Hunk::new(edits, changes, context, &old.lines, &new.lines);
    ObjectHunks { hunks: groups.into_iter().zip(shown).map(hunk).collect(), unseen }
}

/// The edits of each hunk.
fn groups(edits: &[Edit], context: usize) -> impl Iterator<Item = &[Edit]> {
    edits.chunk_by(move |one, next| next.old.start - one.old.end <= context.saturating_mul(2))
}

/// The edits that lines of a place are among: they are sorted, so that they are found by halving.
fn touched(edits: &[Edit], place: &Option<Range<usize>>, side: impl Fn(&Edit) -> &Range<usize>) -> Range<usize> {
    let Some(place) = place else { return 0..0 };
    let first = edits.partition_point(|edit| side(edit).end <= place.start);
    first..edits.partition_point(|edit| side(edit).start < place.end)
}

/// The groups that some edits are in.
fn owned(owner: &[usize], edits: Range<usize>) -> Option<RangeInclusive<usize>> {
    let last = edits.end.checked_sub(1).filter(|last| edits.start <= *last)?;
    Some(*owner.get(edits.start)?..=*owner.get(last)?)
}

/// The hunks of two texts with some lines of context.
pub(super) fn text_hunks(old: &[String], new: &[String], context: usize) -> Vec<Hunk<'static>> {
    let edits = edits(old, new);
    groups(&edits, context).map(|edits| Hunk::new(edits, Vec::new(), context, old, new)).collect()
}

/// Where a change stands in the old and in the new text.
type Places = (Option<Range<usize>>, Option<Range<usize>>);

fn places(change: &Change, old_tree: &Option<Value>, old: &Outline, new_tree: &Option<Value>, new: &Outline) -> Places {
    let find = |outline: &Outline, tree: &Option<Value>| outline.find(tree.as_ref()?, &change.path);
    (find(old, old_tree), find(new, new_tree))
}

fn edits(old: &[String], new: &[String]) -> Vec<Edit> {
    runs(old, new).into_iter().map(|(old, new)| Edit { old, new }).collect()
}

impl<'a> Hunk<'a> {
    fn new(edits: &[Edit], changes: Vec<&'a Change>, context: usize, old: &[String], new: &[String]) -> Self {
        let mut hunk = Self { old: 0..0, new: 0..0, lines: Vec::new(), changes };
        let (Some(first), Some(last)) = (edits.first(), edits.last()) else { return hunk };
        let before = first.old.start.min(context);
        let after = (old.len() - last.old.end).min(context);
        hunk.old = first.old.start - before..last.old.end + after;
        hunk.new = first.new.start - before..last.new.end + after;
        let mut at = hunk.old.start;
        for edit in edits {
            hunk.push(Side::Both, &old[at..edit.old.start]);
            hunk.push(Side::Old, &old[edit.old.clone()]);
            hunk.push(Side::New, &new[edit.new.clone()]);
            at = edit.old.end;
        }
        hunk.push(Side::Both, &old[at..hunk.old.end]);
        hunk
    }

    fn push(&mut self, side: Side, lines: &[String]) {
        self.lines.extend(lines.iter().map(|text| Line { side, text: text.clone() }));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str) -> Vec<String> {
        text.chars().map(String::from).collect()
    }

    /// Draws the hunks of two texts of one character a line.
    fn drawn(old: &str, new: &str, context: usize) -> Vec<String> {
        let (old, new) = (lines(old), lines(new));
        let edits = edits(&old, &new);
        let draw = |edits: &[Edit]| {
            let hunk = Hunk::new(edits, Vec::new(), context, &old, &new);
            let lines: String = hunk.lines.iter().map(|line| format!("{}{}", line.side.mark(), line.text)).collect();
            format!("{:?} {:?}{lines}", hunk.old, hunk.new)
        };
        groups(&edits, context).map(draw).collect()
    }

    #[test]
    fn near_changes_share_a_hunk() {
        assert_eq!(drawn("abcdefgh", "abXdefYh", 1), ["1..4 1..4 b-c+X d", "5..8 5..8 f-g+Y h"]);
        assert_eq!(drawn("abcdefgh", "abXdefYh", 2), ["0..8 0..8 a b-c+X d e f-g+Y h"]);
        assert_eq!(drawn("abc", "abc", 3), Vec::<String>::new());
        assert_eq!(drawn("", "ab", 3), ["0..0 0..2+a+b"]);
        assert_eq!(drawn("abc", "ac", 0), ["1..2 1..1-b"]);
    }
}
