//! JSON as Go reads it, where that is more than others take.

use std::borrow::Cow;

/// The text with U+FFFD for each escape that is half a character without the other half, as Go reads them.
pub fn without_lone_halves(json: &str) -> Cow<'_, str> {
    let lone: Vec<usize> = lone_halves(json);
    if lone.is_empty() {
        return json.into();
    }
    let mut text = json.to_owned();
    for at in lone {
        text.replace_range(at..at + 6, "\\ufffd");
    }
    text.into()
}

/// Where such escapes stand.
fn lone_halves(json: &str) -> Vec<usize> {
    let code = |at: usize| {
        let digits = json.get(at..at + 6)?.strip_prefix("\\u")?;
        u32::from_str_radix(digits, 16).ok()
    };
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(next) = json.get(at..).and_then(|rest| rest.find('\\')) {
        at += next;
        match (code(at), code(at + 6)) {
            (Some(0xd800..=0xdbff), Some(0xdc00..=0xdfff)) => at += 12,
            (Some(0xd800..=0xdfff), _) => {
                found.push(at);
                at += 6;
            }
            // What follows the backslash is one character, perhaps a long one.
            _ => at += 1 + json.get(at + 1..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8),
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::without_lone_halves;

    #[test]
    fn half_a_character_is_replaced() {
        let cases = [
            (r#""\ud83d""#, r#""\ufffd""#),
            (r#""\ud83d\ude00""#, r#""\ud83d\ude00""#),
            (r#""\ud83d\ud83d\ude00""#, r#""\ufffd\ud83d\ude00""#),
            (r#""\\ud83d\ude00 \é""#, r#""\\ud83d\ufffd \é""#),
            (r#""\ud83"#, r#""\ud83"#),
            (r#""\"#, r#""\"#),
        ];
        for (json, expected) in cases {
            assert_eq!(without_lone_halves(json), expected);
        }
    }
}
