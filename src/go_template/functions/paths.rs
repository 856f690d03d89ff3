//! Paths with slashes.

use super::call::Entry;

pub(super) const FUNCTIONS: &[Entry] = &[
    ("base", 1, 1, |call| call.give(base(call.text(0)?))),
    ("clean", 1, 1, |call| call.give(clean(call.text(0)?))),
    ("dir", 1, 1, |call| call.give(dir(call.text(0)?))),
    ("ext", 1, 1, |call| call.give(ext(call.text(0)?))),
    ("isAbs", 1, 1, |call| Ok(call.text(0)?.starts_with('/').into())),
    ("osBase", 1, 1, |call| call.give(base(call.text(0)?))),
    ("osClean", 1, 1, |call| call.give(clean(call.text(0)?))),
    ("osDir", 1, 1, |call| call.give(dir(call.text(0)?))),
    ("osExt", 1, 1, |call| call.give(ext(call.text(0)?))),
    ("osIsAbs", 1, 1, |call| Ok(call.text(0)?.starts_with('/').into())),
];

fn base(path: &str) -> &str {
    let trimmed = path.trim_end_matches('/');
    match (path.is_empty(), trimmed.is_empty()) {
        (true, _) => ".",
        (false, true) => "/",
        _ => trimmed.rsplit('/').next().unwrap_or(trimmed),
    }
}

fn dir(path: &str) -> String {
    clean(path.rfind('/').and_then(|slash| path.get(..=slash)).unwrap_or_default())
}

fn ext(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.rfind('.').and_then(|dot| name.get(dot..)).unwrap_or_default()
}

fn clean(path: &str) -> String {
    let rooted = path.starts_with('/');
    let mut parts: Vec<&str> = Vec::new();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." if parts.last().is_some_and(|last| *last != "..") => {
                parts.pop();
            }
            ".." if rooted => {}
            _ => parts.push(part),
        }
    }
    let joined = parts.join("/");
    match (rooted, joined.is_empty()) {
        (true, _) => format!("/{joined}"),
        (false, true) => ".".to_owned(),
        (false, false) => joined,
    }
}
