//! Paths with slashes, and URLs.

use super::super::value::{Entries, Value};
use super::call::{Call, Entry, Outcome};

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
    ("urlJoin", 1, 1, url_join),
    ("urlParse", 1, 1, url_parse),
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

/// The parts of a URL as sprig names them, in the order of their signs.
#[derive(Default)]
struct Url<'u> {
    scheme: &'u str,
    userinfo: &'u str,
    host: &'u str,
    path: String,
    query: &'u str,
    opaque: &'u str,
    fragment: &'u str,
}

fn scheme(text: &str) -> Option<(&str, &str)> {
    let (scheme, rest) = text.split_once(':')?;
    let valid = scheme.starts_with(|first: char| first.is_ascii_alphabetic())
        && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.'));
    valid.then_some((scheme, rest))
}

fn parse(text: &str) -> Url<'_> {
    let (text, fragment) = text.split_once('#').unwrap_or((text, ""));
    let (scheme, rest) = scheme(text).unwrap_or(("", text));
    let (rest, query) = rest.split_once('?').unwrap_or((rest, ""));
    let mut url = Url { scheme, query, fragment, ..Url::default() };
    if let Some(authority) = rest.strip_prefix("//") {
        let length = authority.find('/').unwrap_or(authority.len());
        let (authority, path) = authority.split_at(length);
        (url.userinfo, url.host) = authority.rsplit_once('@').unwrap_or(("", authority));
        url.path = percent_decoded(path);
    } else if !scheme.is_empty() && !rest.starts_with('/') {
        url.opaque = rest;
    } else {
        url.path = percent_decoded(rest);
    }
    url
}

fn percent_decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, after @ ..] = rest {
        let code =
            (*first == b'%').then(|| after.get(..2)).flatten().and_then(|digits| std::str::from_utf8(digits).ok());
        match code.and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
            Some(byte) => {
                bytes.push(byte);
                rest = after.get(2..).unwrap_or_default();
            }
            None => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn hostname(host: &str) -> &str {
    let cut = match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => name,
        _ => host,
    };
    cut.strip_prefix('[').and_then(|inner| inner.strip_suffix(']')).unwrap_or(cut)
}

fn url_parse(call: &Call<'_>) -> Outcome {
    let text = call.text(0)?;
    if text.chars().any(|character| character.is_ascii_control()) || text.starts_with(':') {
        return call.failure(format!("`{}` is not a URL", text.escape_debug()));
    }
    let url = parse(text);
    let fields = [
        ("scheme", url.scheme.to_ascii_lowercase()),
        ("userinfo", url.userinfo.to_owned()),
        ("host", url.host.to_owned()),
        ("hostname", hostname(url.host).to_owned()),
        ("path", url.path),
        ("query", url.query.to_owned()),
        ("opaque", url.opaque.to_owned()),
        ("fragment", percent_decoded(url.fragment)),
    ];
    call.give_map(fields.into_iter().map(|(key, value)| (key.into(), Value::from(value))).collect::<Entries>())
}

fn percent_encoded(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"-_.~$&+,/:;=@".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

fn url_join(call: &Call<'_>) -> Outcome {
    let map = call.map(0)?;
    let field = |name: &str| match map.get(name) {
        Some(Value::Text(text)) => text.to_string(),
        _ => String::new(),
    };
    let (scheme, host, userinfo, opaque) = (field("scheme"), field("host"), field("userinfo"), field("opaque"));
    let mut out = if scheme.is_empty() { String::new() } else { format!("{scheme}:") };
    if opaque.is_empty() {
        let path = field("path");
        if !scheme.is_empty() || !host.is_empty() || !userinfo.is_empty() {
            out.push_str(if host.is_empty() && userinfo.is_empty() && path.is_empty() { "" } else { "//" });
            out.push_str(&if userinfo.is_empty() { String::new() } else { format!("{userinfo}@") });
            out.push_str(&host);
        }
        out.push_str(if !path.is_empty() && !path.starts_with('/') && !host.is_empty() { "/" } else { "" });
        out.push_str(&percent_encoded(&path));
    } else {
        out.push_str(&opaque);
    }
    for (sign, part) in [('?', field("query")), ('#', field("fragment"))] {
        if !part.is_empty() {
            out.push(sign);
            out.push_str(&part);
        }
    }
    call.give(out)
}
