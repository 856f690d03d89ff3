//! What `kubectl -o jsonpath=…` prints: fields, `[*]`, `[?(@.key=="text")]`, `range` and texts. The same expressions were
//! checked with kubectl itself.

use serde_json::Value;

/// Evaluates a template.
pub(crate) fn evaluate(template: &str, root: &Value) -> Result<String, String> {
    let mut out = String::new();
    part(template, root, &mut out)?;
    Ok(out)
}

fn part(mut rest: &str, root: &Value, out: &mut String) -> Result<(), String> {
    while let Some(open) = rest.find('{') {
        out.push_str(&rest[..open]);
        let close = end_of(&rest[open..]).ok_or("unclosed action")? + open;
        let action = rest[open + 1..close].trim();
        rest = &rest[close + 1..];
        if let Some(path) = action.strip_prefix("range ") {
            let end = rest.find("{end}").ok_or("range without end")?;
            for item in find(path.trim(), root)? {
                part(&rest[..end], item, out)?;
            }
            rest = &rest[end + "{end}".len()..];
        } else if action.starts_with('"') {
            out.push_str(&serde_json::from_str::<String>(action).map_err(|error| error.to_string())?);
        } else {
            let texts: Vec<String> = find(action, root)?.into_iter().map(shown).collect();
            out.push_str(&texts.join(" "));
        }
    }
    out.push_str(rest);
    Ok(())
}

/// Where an action ends: at the brace outside of quotes.
fn end_of(text: &str) -> Option<usize> {
    let mut is_quoted = false;
    text.char_indices().find_map(|(index, character)| {
        is_quoted ^= character == '"';
        (character == '}' && !is_quoted).then_some(index)
    })
}

/// All values at a path; none where a field is missing.
fn find<'v>(path: &str, root: &'v Value) -> Result<Vec<&'v Value>, String> {
    let mut found = vec![root];
    let mut rest = path;
    while !rest.is_empty() {
        if let Some(inner) = rest.strip_prefix('[') {
            let close = inner.find(']').ok_or("unclosed bracket")?;
            found = select(&inner[..close], found)?;
            rest = &inner[close + 1..];
            continue;
        }
        let name = rest.strip_prefix('.').ok_or_else(|| format!("unexpected `{rest}`"))?;
        let end = name.find(['.', '[']).unwrap_or(name.len());
        found = found.into_iter().filter_map(|value| value.get(&name[..end])).collect();
        rest = &name[end..];
    }
    Ok(found)
}

fn select<'v>(selector: &str, values: Vec<&'v Value>) -> Result<Vec<&'v Value>, String> {
    let items = values.into_iter().filter_map(Value::as_array).flatten();
    if selector == "*" {
        return Ok(items.collect());
    }
    let condition = selector.strip_prefix("?(@.").and_then(|rest| rest.strip_suffix("\")"));
    let (key, text) =
        condition.and_then(|rest| rest.split_once("==\"")).ok_or_else(|| format!("unknown selector `{selector}`"))?;
    Ok(items.filter(|item| item.get(key).and_then(Value::as_str) == Some(text)).collect())
}

fn shown(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}
