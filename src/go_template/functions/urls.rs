//! URLs, taken apart and refused as Go does it.

use super::super::format;
use super::super::value::{Entries, Value};
use super::call::{Call, Entry, Outcome};

pub(super) const FUNCTIONS: &[Entry] = &[("urlJoin", 1, 1, url_join), ("urlParse", 1, 1, url_parse)];

/// The parts of a URL as sprig names them, in the order of their signs.
#[derive(Default)]
struct Url {
    scheme: String,
    userinfo: String,
    host: String,
    path: String,
    query: String,
    opaque: String,
    fragment: String,
}

/// What stands before a colon, if it can be a scheme, and what follows; a colon at the start is refused.
fn scheme(text: &str) -> Result<(&str, &str), &'static str> {
    let Some((scheme, rest)) = text.split_once(':') else { return Ok(("", text)) };
    let is_valid = scheme.starts_with(|first: char| first.is_ascii_alphabetic())
        && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.'));
    match (is_valid, scheme.is_empty()) {
        (true, _) => Ok((scheme, rest)),
        (false, true) => Err("the scheme is missing"),
        (false, false) => Ok(("", text)),
    }
}

fn parse(text: &str) -> Result<Url, &'static str> {
    if text.chars().any(|character| character.is_ascii_control()) {
        return Err("it holds a control character");
    }
    let (text, fragment) = text.split_once('#').unwrap_or((text, ""));
    let (scheme, rest) = scheme(text)?;
    let (rest, query) = rest.split_once('?').unwrap_or((rest, ""));
    let mut url = Url { scheme: scheme.to_ascii_lowercase(), query: query.to_owned(), ..Url::default() };
    url.fragment = decoded(fragment)?;
    if !rest.starts_with('/') && !scheme.is_empty() {
        rest.clone_into(&mut url.opaque);
        return Ok(url);
    }
    if !rest.starts_with('/') && rest.split('/').next().is_some_and(|first| first.contains(':')) {
        return Err("its first part holds a colon");
    }
    let with_host = rest.strip_prefix("//").filter(|_| !scheme.is_empty() || !rest.starts_with("///"));
    let path = match with_host {
        Some(authority) => {
            let (authority, path) = authority.split_at(authority.find('/').unwrap_or(authority.len()));
            let (userinfo, host) =
                authority.rsplit_once('@').map_or((None, authority), |(user, host)| (Some(user), host));
            url.host = parsed_host(host)?;
            url.userinfo = userinfo.map(parsed_userinfo).transpose()?.unwrap_or_default();
            path
        }
        None => rest,
    };
    url.path = decoded(path)?;
    Ok(url)
}

fn parsed_host(host: &str) -> Result<String, &'static str> {
    let port = match host.strip_prefix('[') {
        Some(_) => host.rsplit_once(']').ok_or("a bracket of its host is not closed")?.1,
        None => host.rfind(':').and_then(|colon| host.get(colon..)).unwrap_or_default(),
    };
    let is_port =
        port.is_empty() || port.strip_prefix(':').is_some_and(|port| port.bytes().all(|b| b.is_ascii_digit()));
    if !is_port {
        return Err("its port is no number");
    }
    let is_allowed =
        |byte: u8| !byte.is_ascii() || byte.is_ascii_alphanumeric() || b"-_.~!$&'()*+,;=:[]<>\"%".contains(&byte);
    if !host.bytes().all(is_allowed) {
        return Err("its host holds a character that no host has");
    }
    // Only what is not ASCII is escaped in a host.
    let is_ascii =
        |escape: &str| escape.starts_with(|first: char| matches!(first, '0'..='7')) && !escape.starts_with("25");
    if host.split('%').skip(1).any(is_ascii) {
        return Err("its host holds an escape that no host has");
    }
    decoded(host)
}

fn parsed_userinfo(userinfo: &str) -> Result<String, &'static str> {
    if !userinfo.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-._:~!$&'()*+,;=%@".contains(&byte)) {
        return Err("its user holds a character that no user has");
    }
    let part = |part: &str| decoded(part).map(|part| encoded(&part, b"-_.~$&+,;="));
    match userinfo.split_once(':') {
        Some((user, password)) => Ok(format!("{}:{}", part(user)?, part(password)?)),
        None => part(userinfo),
    }
}

/// The text without its escapes, each of which must be one.
fn decoded(text: &str) -> Result<String, &'static str> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, escape)) = rest.split_once('%') {
        bytes.extend_from_slice(before.as_bytes());
        let digits = escape.get(..2).filter(|digits| digits.bytes().all(|byte| byte.is_ascii_hexdigit()));
        let byte = digits.and_then(|digits| u8::from_str_radix(digits, 16).ok());
        bytes.push(byte.ok_or("a `%` begins no escape")?);
        rest = escape.get(2..).unwrap_or_default();
    }
    bytes.extend_from_slice(rest.as_bytes());
    Ok(format::lossy(&bytes))
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
    let url = match parse(text) {
        Ok(url) => url,
        Err(reason) => return call.failure(format!("`{}` is not a URL: {reason}", text.escape_debug())),
    };
    let hostname = hostname(&url.host).to_owned();
    let fields = [
        ("scheme", url.scheme),
        ("userinfo", url.userinfo),
        ("host", url.host),
        ("hostname", hostname),
        ("path", url.path),
        ("query", url.query),
        ("opaque", url.opaque),
        ("fragment", url.fragment),
    ];
    call.give_map(fields.into_iter().map(|(key, value)| (key.into(), Value::from(value))).collect::<Entries>())
}

/// The text with escapes for all but letters, digits and the given signs.
fn encoded(text: &str, signs: &[u8]) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || signs.contains(&byte) {
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
        Some(Value::Text(text)) => Ok(text.to_string()),
        None => Ok(String::new()),
        Some(other) => call.failure(format!("`{name}` must be a string, found {}", other.described())),
    };
    let (scheme, host, opaque) = (field("scheme")?, field("host")?, field("opaque")?);
    let (path, query, fragment) = (field("path")?, field("query")?, field("fragment")?);
    let given = field("userinfo")?;
    // Go reads a user as it stands in a URL.
    let Ok(url) = parse(&format!("proto://{given}@host")) else {
        return call.failure(format!("`{}` is no user of a URL", given.escape_debug()));
    };
    let userinfo = if given.is_empty() { String::new() } else { url.userinfo };
    let mut out = if scheme.is_empty() { String::new() } else { format!("{scheme}:") };
    if opaque.is_empty() {
        let path = encoded(&path, b"-_.~$&+,/:;=@");
        if !host.is_empty() || !userinfo.is_empty() || !scheme.is_empty() && !path.is_empty() {
            out.push_str("//");
            out.push_str(&if userinfo.is_empty() { String::new() } else { format!("{userinfo}@") });
            out.push_str(&encoded(&host, b"-_.~!$&'()*+,;=:[]<>\""));
        }
        out.push_str(if !path.is_empty() && !path.starts_with('/') && !host.is_empty() { "/" } else { "" });
        let is_like_scheme = out.is_empty() && path.split('/').next().is_some_and(|first| first.contains(':'));
        out.push_str(if is_like_scheme { "./" } else { "" });
        out.push_str(&path);
    } else {
        out.push_str(&opaque);
    }
    let fragment = encoded(&fragment, b"-_.~$&+,/:;=?@!()*");
    for (sign, part) in [('?', query), ('#', fragment)] {
        if !part.is_empty() {
            out.push(sign);
            out.push_str(&part);
        }
    }
    call.give(out)
}
