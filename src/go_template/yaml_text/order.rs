//! The order of keys that Helm's library gives: digits compare as numbers, letters come after everything else.

use std::collections::VecDeque;

use super::layout::Form;

/// The entries in the order of their keys.
///
/// The usual order goes in circles (`a10`, `a1b`, `a9`), which a sort of the standard library may answer with a panic;
/// merging sorted lists takes any answer.
pub(super) fn sorted<'v, T>(entries: impl Iterator<Item = (&'v str, T)>, form: Form) -> Vec<(&'v str, T)> {
    let mut lists: VecDeque<VecDeque<(&'v str, T)>> = entries.map(|entry| VecDeque::from([entry])).collect();
    while let Some(first) = lists.pop_front() {
        match lists.pop_front() {
            Some(second) => lists.push_back(merged(first, second, form)),
            None => return first.into(),
        }
    }
    Vec::new()
}

fn merged<'v, T>(
    mut first: VecDeque<(&'v str, T)>,
    mut second: VecDeque<(&'v str, T)>,
    form: Form,
) -> VecDeque<(&'v str, T)> {
    let mut out = VecDeque::with_capacity(first.len() + second.len());
    while let (Some((left, _)), Some((right, _))) = (first.front(), second.front()) {
        let from = if is_less(right, left, form) { &mut second } else { &mut first };
        out.extend(from.pop_front());
    }
    out.extend(first);
    out.extend(second);
    out
}

/// Whether the left key comes before the right one.
fn is_less(left: &str, right: &str, form: Form) -> bool {
    let same: usize = left.chars().zip(right.chars()).take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum();
    let (before, left_rest) = left.split_at_checked(same).unwrap_or((left, ""));
    let right_rest = right.get(same..).unwrap_or_default();
    let (Some(a), Some(b)) = (left_rest.chars().next(), right_rest.chars().next()) else {
        return left.len() < right.len();
    };
    match (a.is_alphabetic(), b.is_alphabetic()) {
        (true, true) => a < b,
        (false, false) => is_less_by_number(before, left_rest, right_rest),
        // Behind a digit, the pretty form sees a number that has ended, and takes it for the lesser one.
        (a_is_letter, _) => a_is_letter == (form == Form::Pretty && before.ends_with(is_digit)),
    }
}

/// Compares where the keys first differ, in what is no letter on either side.
fn is_less_by_number(before: &str, left: &str, right: &str) -> bool {
    let (a, b) = (left.chars().next(), right.chars().next());
    let with_zero = a == Some('0') || b == Some('0');
    let digits_before = || before.chars().rev().take_while(|character| is_digit(*character));
    // A nought within a number is a digit of it; one at its beginning is not.
    let start = i64::from(with_zero && digits_before().any(|digit| digit != '0'));
    let (left_number, left_length) = number(left, start);
    let (right_number, right_length) = number(right, start);
    (left_number, left_length, a) < (right_number, right_length, b)
}

/// The number at the beginning of the text, behind digits of the given value, and how many digits it has.
fn number(text: &str, start: i64) -> (i64, usize) {
    text.chars().take_while(|character| is_digit(*character)).fold((start, 0), |(number, length), digit| {
        let digit = i64::from(u32::from(digit)) - i64::from(u32::from('0'));
        (number.wrapping_mul(10).wrapping_add(digit), length + 1)
    })
}

fn is_digit(character: char) -> bool {
    character.is_ascii_digit() || !character.is_ascii() && character.is_numeric() && !character.is_alphabetic()
}
