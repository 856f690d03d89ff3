//! Refuses templates that would take the compiler of templates too deep: it follows a chain of operators, filters or
//! `elif` down to its end, however long it is.

/// The longest tag, in bytes: longer than any template of sense, and deep enough for the stack.
const LONGEST: usize = 16 * 1024;
/// The most `elif` of a template that is longer than that.
const ELIFS: usize = 1000;

/// Looks for tags that are too long, and says which one is; the others are left to the compiler.
pub(super) fn check(template: &str) -> Result<(), String> {
    // Most templates are shorter than what is looked for, and too short for many `elif`.
    if template.len() <= LONGEST {
        return Ok(());
    }
    let (mut rest, mut elifs) = (template, 0_usize);
    while let Some(start) = start(rest) {
        let tag = rest.get(start..).unwrap_or_default();
        let end = end(tag);
        if end > LONGEST && !tag.starts_with("{#") {
            let line = 1 + template.len().checked_sub(tag.len()).map_or(0, |before| lines(template, before));
            return Err(format!("the tag in line {line} is longer than {LONGEST} bytes"));
        }
        let words = tag.get(2..end).unwrap_or_default().trim_start_matches(['-', '+', ' ', '\t', '\r', '\n']);
        elifs += usize::from(tag.starts_with("{%") && words.starts_with("elif"));
        if elifs > ELIFS {
            return Err(format!("it has more than {ELIFS} `elif`"));
        }
        rest = tag.get(end..).unwrap_or_default();
    }
    Ok(())
}

fn lines(template: &str, before: usize) -> usize {
    template.get(..before).unwrap_or_default().matches('\n').count()
}

/// Where the next tag starts.
fn start(text: &str) -> Option<usize> {
    text.as_bytes().windows(2).position(|pair| matches!(pair, b"{{" | b"{%" | b"{#"))
}

/// Where a tag ends: at its closing sign, which in a text or between brackets is none.
fn end(tag: &str) -> usize {
    if tag.starts_with("{#") {
        return tag.find("#}").map_or(tag.len(), |end| end + 2);
    }
    let closing = if tag.starts_with("{{") { b"}}" } else { b"%}" };
    let (mut quote, mut open, mut is_escaped) = (None, 0_usize, false);
    for (index, pair) in tag.as_bytes().windows(2).enumerate().skip(2) {
        let sign = pair.first().copied().unwrap_or_default();
        match (quote, sign) {
            _ if is_escaped => is_escaped = false,
            (Some(_), b'\\') => is_escaped = true,
            (Some(opened), _) if opened == sign => quote = None,
            (Some(_), _) => {}
            (None, b'"' | b'\'') => quote = Some(sign),
            (None, b'{' | b'[' | b'(') => open += 1,
            (None, _) if open == 0 && pair == closing => return index + 2,
            (None, b'}' | b']' | b')') => open = open.saturating_sub(1),
            (None, _) => {}
        }
    }
    tag.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_long_tags_are_refused() {
        let chain = "1+".repeat(LONGEST);
        for (template, expected) in [
            (format!("{{{{ {chain}1 }}}}"), Some("line 1")),
            (format!("a\n\n{{% set x = {chain}1 %}}\n"), Some("line 3")),
            (format!("{{{{ '}}}}' ~ \"\\\"}}}}\" ~ {{'a': {{'b': 1}}}} ~ {chain}1 }}}}"), Some("line 1")),
            (format!("{{{{ {chain}"), Some("line 1")),
            ("{% elif 1 %}".repeat(2 * ELIFS), Some("`elif`")),
            ("{%-elif 1%}".repeat(2 * ELIFS), Some("`elif`")),
            ("{% elif 1 %}".repeat(ELIFS), None),
            (format!("{{# {chain} #}}"), None),
            (format!("{chain} {{{{ 1 }}}} {chain}"), None),
            ("{{ a }}".repeat(LONGEST), None),
        ] {
            let found = check(&template);
            match expected {
                Some(words) => assert!(found.is_err_and(|found| found.contains(words)), "{words}"),
                None => assert_eq!(found, Ok(())),
            }
        }
    }
}
