//! Which neighbouring items or lines of two sequences differ.

use std::ops::Range;

use imara_diff::{Algorithm, Diff, InternedInput, Token};

use super::change::Hunk;

/// How often a line may stand in both texts together to count as one that tells where it is.
const OFTEN: usize = 64;

/// How many pairs of lines that stand often are held against each other. Their shortest way takes time in proportion to
/// the product of their numbers; beyond it only the other lines are aligned, which is not the shortest way any more.
const MOST_OFTEN: usize = 30_000_000;

/// Finds the runs that differ; all others are equal and in the same order. Turned round, the runs are the same.
pub(super) fn align<T: AsRef<str>>(old: &[T], new: &[T]) -> Vec<Hunk> {
    // Where several answers are as short, one is taken whichever side is the old one.
    let turned = old.iter().map(AsRef::as_ref).gt(new.iter().map(AsRef::as_ref));
    let (before, after) = if turned { (new, old) } else { (old, new) };
    runs(before, after)
        .into_iter()
        .map(|(before, after)| if turned { Hunk { old: after, new: before } } else { Hunk { old: before, new: after } })
        .collect()
}

/// Lines of the old text, and those of the new one in their place.
type Run = (Range<usize>, Range<usize>);

/// The same with the old side taken first, whatever it is.
pub(crate) fn runs<T: AsRef<str>>(before: &[T], after: &[T]) -> Vec<Run> {
    let mut input = InternedInput::default();
    input.update_before(before.iter().map(AsRef::as_ref));
    input.update_after(after.iter().map(AsRef::as_ref));
    let often = Often::of(&input);
    if often.work > MOST_OFTEN {
        return by_telling_lines(&input, &often);
    }
    let mut diff = Diff::compute(Algorithm::Histogram, &input);
    diff.postprocess_lines(&input);
    diff.hunks().map(|hunk| (range(&hunk.before), range(&hunk.after))).collect()
}

/// Which lines stand often.
struct Often {
    counts: Vec<usize>,
    /// How many pairs of them there are.
    work: usize,
}

impl Often {
    fn of(input: &InternedInput<&str>) -> Self {
        let mut counts = vec![0; input.interner.num_tokens() as usize];
        input.before.iter().chain(&input.after).for_each(|token| counts[token.0 as usize] += 1);
        let number = |lines: &[Token]| lines.iter().filter(|token| counts[token.0 as usize] > OFTEN).count();
        let work = number(&input.before).saturating_mul(number(&input.after));
        Self { counts, work }
    }

    /// The positions of the lines that do not, and these lines.
    fn telling(&self, lines: &[Token]) -> (Vec<usize>, Vec<Token>) {
        let telling = lines.iter().enumerate().filter(|(_, token)| self.counts[token.0 as usize] <= OFTEN);
        telling.map(|(position, token)| (position, *token)).unzip()
    }
}

/// Aligns the lines that do not stand often, and lets those between them be equal as far as they are at both ends.
fn by_telling_lines(input: &InternedInput<&str>, often: &Often) -> Vec<Run> {
    let (before_at, before) = often.telling(&input.before);
    let (after_at, after) = often.telling(&input.after);
    let mut diff = Diff::default();
    diff.compute_with(Algorithm::Histogram, &before, &after, input.interner.num_tokens());
    let (mut next_before, mut next_after) = (0, 0);
    let mut anchors = Vec::new();
    for hunk in diff.hunks() {
        let (before, after) = (range(&hunk.before), range(&hunk.after));
        anchors.extend((next_before..before.start).zip(next_after..after.start));
        (next_before, next_after) = (before.end, after.end);
    }
    anchors.extend((next_before..before.len()).zip(next_after..after.len()));
    let places = anchors.into_iter().filter_map(|(one, other)| Some((*before_at.get(one)?, *after_at.get(other)?)));
    let mut runs = Vec::new();
    let mut start = (0, 0);
    for (one, other) in places.chain([(input.before.len(), input.after.len())]) {
        runs.extend(between(input, start.0..one, start.1..other));
        start = (one + 1, other + 1);
    }
    runs
}

/// What differs between two anchors, without what is equal at its start and at its end.
fn between(input: &InternedInput<&str>, before: Range<usize>, after: Range<usize>) -> Option<Run> {
    let (old, new) = (input.before.get(before.clone())?, input.after.get(after.clone())?);
    let head = old.iter().zip(new).take_while(|(one, other)| one == other).count();
    let (old, new) = (old.get(head..)?, new.get(head..)?);
    let tail = old.iter().rev().zip(new.iter().rev()).take_while(|(one, other)| one == other).count();
    let run = (before.start + head..before.end - tail, after.start + head..after.end - tail);
    (!run.0.is_empty() || !run.1.is_empty()).then_some(run)
}

fn range(range: &Range<u32>) -> Range<usize> {
    range.start as usize..range.end as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is left of the old lines and put in of the new ones makes the new ones.
    fn applied(old: &[String], new: &[String], hunks: &[Hunk]) -> Vec<String> {
        let (mut made, mut at) = (Vec::new(), 0);
        for hunk in hunks {
            made.extend_from_slice(&old[at..hunk.old.start]);
            made.extend_from_slice(&new[hunk.new.clone()]);
            at = hunk.old.end;
        }
        made.extend_from_slice(&old[at..]);
        made
    }

    #[test]
    fn work_on_lines_that_stand_often_is_bounded() {
        let text = |count: usize, salt: usize| -> Vec<String> {
            let line = |at: usize| if at % 100 == 7 { format!("line {at}") } else { (at * at / salt % 2).to_string() };
            (0..count).map(line).collect()
        };
        for (count, is_bounded) in [(2_000, false), (40_000, true)] {
            let (old, new) = (text(count, 7), text(count, 5));
            let mut input = InternedInput::default();
            input.update_before(old.iter().map(String::as_str));
            input.update_after(new.iter().map(String::as_str));
            assert_eq!(Often::of(&input).work > MOST_OFTEN, is_bounded, "{count}");
            let hunks = align(&old, &new);
            assert!(hunks.len() >= count / 200, "{count}: the lines that tell where they are stay");
            assert!(applied(&old, &new, &hunks) == new, "{count}");
            let back: Vec<Hunk> = align(&new, &old);
            let turned = |hunk: &Hunk| Hunk { old: hunk.new.clone(), new: hunk.old.clone() };
            assert!(hunks.iter().map(turned).collect::<Vec<_>>() == back, "{count}");
        }
    }
}
