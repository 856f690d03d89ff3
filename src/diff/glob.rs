//! Texts in which `*` stands for any characters.

/// Whether a text has the form of a pattern; takes time in proportion to both lengths.
pub fn glob(pattern: &str, text: &str) -> bool {
    let Some((head, rest)) = pattern.split_once('*') else { return pattern == text };
    let Some(mut text) = text.strip_prefix(head) else { return false };
    let mut parts: Vec<&str> = rest.split('*').collect();
    let tail = parts.pop().unwrap_or_default();
    for part in parts {
        let Some(at) = text.find(part) else { return false };
        text = &text[at + part.len()..];
    }
    text.ends_with(tail)
}

#[cfg(test)]
mod tests {
    use super::glob;

    #[test]
    fn a_star_stands_for_any_characters() {
        for (pattern, text) in [("*", ""), ("*", "a"), ("a*", "abc"), ("*c", "abc"), ("a*c", "abc"), ("*b*", "abc")] {
            assert!(glob(pattern, text), "{pattern} {text}");
        }
        for (pattern, text) in [("", "a"), ("a", "b"), ("a*b", "a"), ("ab*bc", "abc"), ("*x*", "abc"), ("a*", "b")] {
            assert!(!glob(pattern, text), "{pattern} {text}");
        }
    }
}
