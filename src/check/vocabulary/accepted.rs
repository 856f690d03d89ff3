//! What of a value Vault cannot read as what the attribute takes.

use super::entry::Kind;
use crate::vault_config::{Data, Value};

/// The words that the pods replace by addresses before Vault reads the configuration.
const PLACEHOLDERS: [&str; 7] =
    ["HOST_IP", "POD_IP", "HOSTNAME", "API_ADDR", "TRANSIT_ADDR", "RAFT_ADDR", "VAULT_REDUNDANCY_ZONE"];
/// Words that Vault takes beside those of its documentation.
const ALIASES: [&str; 3] = ["notice", "warning", "err"];
const UNITS: [&str; 9] = ["ns", "us", "\u{b5}s", "\u{3bc}s", "ms", "s", "m", "h", "d"];

/// Whether a text holds something that is only known when the pod starts.
fn is_placeholder(text: &str) -> bool {
    text.contains("{{") || text.contains("${") || PLACEHOLDERS.iter().any(|word| text.contains(word))
}

/// What the value lacks to be what the attribute takes: nothing if Vault can read it, or if only the pod knows.
pub(in crate::check) fn lacks(value: &Value, kind: Kind) -> Option<&'static str> {
    if value.as_text().is_some_and(|text| text.is_empty() || is_placeholder(text)) {
        return None;
    }
    match kind {
        Kind::Flag => value.as_bool().is_none().then_some("expected `true` or `false`"),
        Kind::Whole => (!is_whole(value)).then_some("expected a whole number"),
        Kind::Duration => (!is_duration(value)).then_some("expected a duration such as `\"30s\"`"),
        Kind::DurationOrNone if value.as_text() == Some("none") => None,
        Kind::DurationOrNone => (!is_duration(value)).then_some("expected a duration such as `\"30s\"`, or `none`"),
        Kind::Exact(choices) => exact(value, choices),
        Kind::Address => address(value),
        Kind::Url => value.as_text().is_some_and(|text| !has_scheme(text)).then_some("expected `https://` before it"),
        Kind::Choice(choices) => choice(value, choices),
        Kind::Text => matches!(value.data, Data::List(_) | Data::Map(_)).then_some("expected a text"),
        Kind::List | Kind::Map => None,
    }
}

/// The words of a closed set in a sentence.
pub(in crate::check) fn words(choices: &[&str]) -> String {
    let ticked: Vec<String> = choices.iter().map(|choice| format!("`{choice}`")).collect();
    match ticked.as_slice() {
        [first @ .., last] if !first.is_empty() => format!("{} or {last}", first.join(", ")),
        _ => ticked.concat(),
    }
}

fn choice(value: &Value, choices: &[&str]) -> Option<&'static str> {
    let text = value.as_text()?.trim();
    let mut known = choices.iter().chain(&ALIASES);
    (!known.any(|choice| choice.eq_ignore_ascii_case(text))).then_some("expected one of its values")
}

/// Some words are looked up as they are: `TLS12` is none of Vault's versions of TLS.
fn exact(value: &Value, choices: &[&str]) -> Option<&'static str> {
    let text = value.as_text()?;
    (!choices.contains(&text)).then_some("expected one of its values, in lower case")
}

fn is_whole(value: &Value) -> bool {
    match &value.data {
        Data::Integer(_) => true,
        Data::Float(number) => number.fract() == 0.0,
        Data::Text(text) => text.trim().parse::<i64>().is_ok(),
        _ => false,
    }
}

fn is_duration(value: &Value) -> bool {
    match &value.data {
        Data::Integer(_) | Data::Float(_) => true,
        Data::Text(text) => is_duration_text(text.trim()),
        _ => false,
    }
}

/// Seconds, or numbers each with a unit; days stand alone.
fn is_duration_text(text: &str) -> bool {
    let text = text.strip_prefix(['-', '+']).unwrap_or(text);
    if text.parse::<u64>().is_ok() {
        return true;
    }
    let mut rest = text;
    let mut parts = 0_usize;
    let mut has_days = false;
    while !rest.is_empty() {
        let is_unit = |letter: char| !letter.is_ascii_digit() && letter != '.';
        let Some((number, after)) = rest.find(is_unit).and_then(|at| rest.split_at_checked(at)) else { return false };
        let end = after.find(|letter: char| !is_unit(letter)).unwrap_or(after.len());
        let Some((unit, left)) = after.split_at_checked(end) else { return false };
        if !UNITS.contains(&unit) || number.parse::<f64>().is_err() {
            return false;
        }
        has_days |= unit == "d";
        parts += 1;
        rest = left;
    }
    parts > 0 && (!has_days || parts == 1 && !text.contains('.'))
}

fn address(value: &Value) -> Option<&'static str> {
    let text = value.as_text()?.trim();
    if has_scheme(text) {
        return Some("expected a host and a port, without a scheme");
    }
    let (host, port) = match text.rsplit_once(':') {
        Some(parts) => parts,
        None => return Some("expected a host and a port, such as `[::]:8200`"),
    };
    let is_enclosed = host.starts_with('[') && host.ends_with(']');
    if text.ends_with(']') || host.contains(':') && !is_enclosed {
        return Some("expected an IPv6 address in brackets, and a port, such as `[::]:8200`");
    }
    let is_number = port.parse::<u16>().is_ok();
    let is_service = port.starts_with(|first: char| first.is_ascii_alphabetic());
    (!is_number && !is_service).then_some("expected a port from 0 to 65535 after the `:`")
}

fn has_scheme(text: &str) -> bool {
    text.contains("://")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{Sources, Span};

    fn takes(data: Data, kind: Kind) -> bool {
        lacks(&Value { data, span: Span::new(Sources::default().add("", ""), 0, 0) }, kind).is_none()
    }

    fn text(text: &str) -> Data {
        Data::Text(text.to_owned())
    }

    #[test]
    fn durations_are_seconds_or_numbers_with_units() {
        for good in ["768h", "30s", "1h30m", "1.5h", "30", "30d", "500ms", "", "-1s", "{{ .Values.ttl }}"] {
            assert!(takes(text(good), Kind::Duration), "{good}");
        }
        for bad in ["32 days", "1w", "h", "1d12h", "1.5d", "30 s", "abc", ".", "1h30"] {
            assert!(!takes(text(bad), Kind::Duration), "{bad}");
        }
        assert!(takes(Data::Integer(30), Kind::Duration) && !takes(Data::Bool(true), Kind::Duration));
    }

    #[test]
    fn addresses_have_a_port_and_no_scheme() {
        for good in ["[::]:8200", "0.0.0.0:8200", ":8200", "POD_IP", "localhost:https", "[fe80::1]:0", ""] {
            assert!(takes(text(good), Kind::Address), "{good}");
        }
        for bad in ["0.0.0.0", "[::]", "::", ":::8200", "https://0.0.0.0:8200", "0.0.0.0:99999", "host:"] {
            assert!(!takes(text(bad), Kind::Address), "{bad}");
        }
    }

    #[test]
    fn flags_numbers_and_words_are_read_as_vault_reads_them() {
        assert!(takes(text("true"), Kind::Flag) && takes(Data::Integer(1), Kind::Flag));
        assert!(!takes(text("yes"), Kind::Flag) && !takes(Data::List(Vec::new()), Kind::Flag));
        assert!(takes(text("7"), Kind::Whole) && takes(Data::Float(7.0), Kind::Whole));
        assert!(!takes(text("seven"), Kind::Whole) && !takes(Data::Bool(true), Kind::Whole));
        assert!(takes(text("https://a:8200"), Kind::Url) && !takes(text("a:8200"), Kind::Url));
        let level = Kind::Choice(&["info", "debug"]);
        assert!(takes(text("INFO"), level) && !takes(text("verbose"), level) && takes(Data::Integer(1), level));
        assert!(takes(Data::Integer(8200), Kind::Text) && !takes(Data::List(Vec::new()), Kind::Text));
        let version = Kind::Exact(&["tls12", "tls13"]);
        assert!(takes(text("tls12"), version) && !takes(text("TLS12"), version));
        assert!(takes(text("none"), Kind::DurationOrNone) && !takes(text("never"), Kind::DurationOrNone));
        assert_eq!(words(&["a", "b", "c"]), "`a`, `b` or `c`");
    }
}
