//! Which neighbouring items or lines of two sequences differ.

use std::ops::Range;

use imara_diff::{Algorithm, Diff, InternedInput};

use super::change::Hunk;

/// Finds the runs that differ; all others are equal and in the same order. Turned round, the runs are the same.
pub(super) fn align<T: AsRef<str>>(old: &[T], new: &[T]) -> Vec<Hunk> {
    // Where several answers are as short, one is taken whichever side is the old one.
    let turned = old.iter().map(AsRef::as_ref).gt(new.iter().map(AsRef::as_ref));
    let (before, after) = if turned { (new, old) } else { (old, new) };
    let mut input = InternedInput::default();
    input.update_before(before.iter().map(AsRef::as_ref));
    input.update_after(after.iter().map(AsRef::as_ref));
    let mut diff = Diff::compute(Algorithm::Histogram, &input);
    diff.postprocess_lines(&input);
    let hunks = diff.hunks().map(|hunk| (range(&hunk.before), range(&hunk.after)));
    hunks
        .map(|(before, after)| if turned { Hunk { old: after, new: before } } else { Hunk { old: before, new: after } })
        .collect()
}

fn range(range: &Range<u32>) -> Range<usize> {
    range.start as usize..range.end as usize
}
