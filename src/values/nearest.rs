//! Words that a mistyped word may have been meant to be.

/// The candidate that is nearest to a word, if one is near enough to be meant.
pub fn nearest<'c>(word: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<&'c str> {
    let measured = candidates.into_iter().map(|candidate| (distance(word, candidate), candidate));
    let near = measured.filter(|(distance, candidate)| is_near(*distance, word, candidate));
    near.min_by_key(|(distance, _)| *distance).map(|(_, candidate)| candidate)
}

fn is_near(distance: usize, word: &str, other: &str) -> bool {
    distance.saturating_mul(3) <= word.chars().count().max(other.chars().count()).min(15)
}

/// How many letters have to be put in, taken out, replaced, or swapped with the next; a change of case costs nothing.
fn distance(word: &str, other: &str) -> usize {
    let letters = |text: &str| text.to_lowercase().chars().take(100).collect::<Vec<char>>();
    let (word, other) = (letters(word), letters(other));
    let mut before: Vec<usize> = Vec::new();
    let mut above: Vec<usize> = (0..=other.len()).collect();
    for (row, letter) in word.iter().enumerate() {
        let mut line = vec![row + 1];
        for (column, candidate) in other.iter().enumerate() {
            let replaced = above[column] + usize::from(letter != candidate);
            let mut least = replaced.min(above[column + 1] + 1).min(line[column] + 1);
            let swapped = row > 0 && column > 0 && word[row - 1] == *candidate && other[column - 1] == *letter;
            if swapped {
                least = least.min(before[column - 1] + 1);
            }
            line.push(least);
        }
        before = std::mem::replace(&mut above, line);
    }
    above[other.len()]
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn a_mistyped_word_finds_the_one_that_was_meant() {
        let keys = ["replicas", "raft", "enabled", "config", "apiAddr", "includeConfigAnnotation"];
        let cases = [
            ("replicass", Some("replicas")),
            ("Replicas", Some("replicas")),
            ("erplicas", Some("replicas")),
            ("enable", Some("enabled")),
            ("rfat", Some("raft")),
            ("apiaddr", Some("apiAddr")),
            ("image", None),
            ("x", None),
            ("", None),
        ];
        for (word, expected) in cases {
            assert_eq!(nearest(word, keys), expected, "{word}");
        }
    }
}
