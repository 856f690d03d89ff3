//! Paragraphs in lines that a screen has room for.

/// The columns that prose takes at most.
const WIDTH: usize = 100;

/// The paragraph in lines, each behind as many blanks as the first line's heading takes; a code span stays whole.
pub(super) fn wrapped(heading: &str, text: &str) -> String {
    let indent = heading.chars().count();
    let mut lines = vec![heading.to_owned()];
    let mut column = indent;
    for word in words(text) {
        let length = word.chars().count();
        let is_first = column == indent;
        if !is_first && column + 1 + length > WIDTH {
            lines.push(" ".repeat(indent));
            column = indent;
        }
        if let Some(line) = lines.last_mut() {
            if column > indent {
                line.push(' ');
                column += 1;
            }
            line.push_str(word);
            column += length;
        }
    }
    lines.join("\n")
}

/// The words, with what stands between backticks as one.
fn words(text: &str) -> Vec<&str> {
    let mut is_code = false;
    let split = text.split(move |character: char| {
        is_code ^= character == '`';
        character.is_whitespace() && !is_code
    });
    split.filter(|word| !word.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_paragraph_is_broken_between_words_only() {
        let text = "word ".repeat(30);
        let wrapped_text = wrapped("why: ", &text);
        let lines: Vec<&str> = wrapped_text.lines().collect();
        assert_eq!(lines.len(), 2);
        assert!(lines.iter().all(|line| line.len() <= WIDTH), "{wrapped_text}");
        assert!(lines[1].starts_with("     word"));
        let code = format!("{} `a b c d`", "x".repeat(94));
        assert_eq!(wrapped("", &code), format!("{}\n`a b c d`", "x".repeat(94)));
        assert_eq!(wrapped("", &"x".repeat(120)), "x".repeat(120));
    }
}
