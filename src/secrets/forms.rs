//! The forms by which a secret is known whatever it is called, and values that only point to one.

use base64::Engine;
use base64::engine::general_purpose::STANDARD_NO_PAD;

/// Beginnings of tokens, with the fewest characters that follow.
const TOKENS: &[(&str, usize)] = &[
    ("AIza", 35),
    ("b.AAAA", 60),
    ("dop_v1_", 40),
    ("ghp_", 20),
    ("gho_", 20),
    ("ghr_", 20),
    ("ghs_", 20),
    ("ghu_", 20),
    ("github_pat_", 20),
    ("glpat-", 16),
    ("hvb.", 20),
    ("hvr.", 20),
    ("hvs.", 20),
    ("npm_", 30),
    ("rk_live_", 16),
    ("sk_live_", 16),
    ("xoxa-", 10),
    ("xoxb-", 10),
    ("xoxp-", 10),
    ("xoxs-", 10),
];

/// No token is shorter than this.
const SHORTEST: usize = 15;

/// Whether a word of letters, digits, `_`, `-` and `.` is a secret by its form.
pub(super) fn is_token(word: &str) -> bool {
    if word.len() < SHORTEST {
        return false;
    }
    let known = TOKENS.iter().any(|(start, more)| word.strip_prefix(start).is_some_and(|rest| rest.len() >= *more));
    known || is_amazon(word) || is_old_vault(word) || is_jwt(word)
}

/// `AKIA` or `ASIA` and sixteen more capitals and digits.
fn is_amazon(word: &str) -> bool {
    let rest = word.strip_prefix("AKIA").or_else(|| word.strip_prefix("ASIA"));
    rest.is_some_and(|rest| {
        rest.len() == 16 && rest.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
    })
}

/// `s.` and twenty-four letters and digits, perhaps with a namespace: a token of Vault before 1.10.
fn is_old_vault(word: &str) -> bool {
    let Some(rest) = word.strip_prefix("s.") else { return false };
    let token = rest.split_once('.').map_or(rest, |(token, _)| token);
    token.len() == 24
        && token.bytes().all(|byte| byte.is_ascii_alphanumeric())
        && token.bytes().any(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
}

/// Three parts in base64, the first of which starts a JSON object.
fn is_jwt(word: &str) -> bool {
    let mut parts = word.strip_prefix("eyJ").unwrap_or_default().split('.');
    let lengths = [parts.next(), parts.next(), parts.next()].map(|part| part.map_or(0, str::len));
    lengths[0] >= 10 && lengths[1] >= 4 && lengths[2] >= 4 && parts.next().is_none()
}

/// How long the private key is that the text starts with: PEM, whose lines may be written with `\n`.
pub(super) fn private_key(text: &str) -> Option<usize> {
    let head = text.strip_prefix("-----BEGIN ")?;
    let title = head.get(..head.find("-----")?).filter(|title| title.len() < 60)?;
    if !title.contains("PRIVATE KEY") {
        return None;
    }
    let Some(end) = text.find("-----END ") else { return Some(text.len()) };
    let tail = text.get(end + "-----END ".len()..)?;
    let closing = tail.find("-----").map_or(tail.len(), |length| length + "-----".len());
    Some(end + "-----END ".len() + closing)
}

/// How long the private key is that the text starts with, if it is PEM in base64.
pub(super) fn encoded_private_key(text: &str) -> Option<usize> {
    let head = text.starts_with("LS0tLS1CRUdJTi").then(|| text.get(..60)).flatten()?;
    let decoded = STANDARD_NO_PAD.decode(head).ok()?;
    if !decoded.windows(11).any(|window| window == b"PRIVATE KEY") {
        return None;
    }
    let is_base64 = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '+' | '/' | '=');
    Some(text.find(|letter| !is_base64(letter)).unwrap_or(text.len()))
}

/// Values that are none.
const WORDS: &[&str] = &["true", "false", "yes", "no", "on", "off", "null", "nil", "~", "none", "\"\"", "''"];

/// Whether a value only says where a secret is, or is none: a path, a variable, a template, true or false.
pub(super) fn is_reference(value: &str) -> bool {
    let value = value.trim();
    value.is_empty()
        || WORDS.iter().any(|word| word.eq_ignore_ascii_case(value))
        || ["env://", "file://", "vault:", "ref+", "secretKeyRef"].iter().any(|start| value.starts_with(start))
        || is_path(value)
        || is_variable(value)
        || value.starts_with("{{") && value.ends_with("}}") && !holds_text(value)
}

/// Whether a template holds a text of its own that is no path, no name with a dot and no format.
fn holds_text(template: &str) -> bool {
    let texts = template.split(['"', '`']).skip(1).step_by(2);
    texts.into_iter().any(|text| !text.is_empty() && !text.contains(['/', '.', '%']))
}

fn is_path(value: &str) -> bool {
    let Some(rest) = ["~/", "./", "../", "/"].iter().find_map(|start| value.strip_prefix(start)) else { return false };
    // One long part after a slash is more likely base64 than the name of a file.
    rest.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"._-/$(){}".contains(&byte))
        && rest.split('/').all(|part| part.len() < 40)
}

fn is_variable(value: &str) -> bool {
    let Some(rest) = value.strip_prefix('$') else { return false };
    let enclosed = |open, close| {
        rest.strip_prefix(open).is_some_and(|inner: &str| inner.find(close).is_some_and(|at| at + 1 == inner.len()))
    };
    let is_name =
        !rest.is_empty() && rest.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'_');
    enclosed('{', '}') || enclosed('(', ')') || is_name || matches!(rest, "@" | "*" | "?")
}

/// The start of a text, of at most so many bytes: what looks no further takes no longer in a long line.
pub(super) fn start_of(text: &str, length: usize) -> &str {
    let end = (0..=text.len().min(length)).rev().find(|end| text.is_char_boundary(*end));
    text.get(..end.unwrap_or_default()).unwrap_or_default()
}

pub(super) fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_are_known_by_their_form() {
        let table = [
            ("AKIAIOSFODNN7EXAMPLE", true),
            ("AKIAIOSFODNN7EXAMPL", false),
            ("akiaiosfodnn7example", false),
            ("ghp_0123456789abcdefghijABCDEFGHIJ012345", true),
            ("ghp_short", false),
            ("glpat-0123456789abcdefghij", true),
            ("hvs.CAESIJ0123456789abcdefghij", true),
            ("hvs.short", false),
            ("s.0123456789abcdefghijABCD", true),
            ("s.internal-service-name.local", false),
            ("s.abcdefghijklmnopqrstuvwx", false),
            ("eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl", true),
            ("eyJhbGciOiJIUzI1NiJ9", false),
            ("vault-0.vault-internal", false),
        ];
        for (word, expected) in table {
            assert_eq!(is_token(word), expected, "{word}");
        }
    }

    #[test]
    fn private_keys_are_known_and_certificates_are_not() {
        let key = "-----BEGIN RSA PRIVATE KEY-----\nMII\n-----END RSA PRIVATE KEY-----";
        assert_eq!(private_key(&format!("{key}\nmore")), Some(key.len()));
        assert_eq!(private_key("-----BEGIN PRIVATE KEY-----\nMII"), Some(31));
        assert_eq!(private_key("-----BEGIN CERTIFICATE-----\nMII\n-----END CERTIFICATE-----"), None);
        assert_eq!(private_key("-----BEGIN "), None);
        let encoded = base64::engine::general_purpose::STANDARD.encode(key);
        assert_eq!(encoded_private_key(&format!("{encoded}\n")), Some(encoded.len()));
        let encoded =
            encoded_private_key(&base64::engine::general_purpose::STANDARD.encode(key.replace("PRIVATE", "PUBLIC")));
        assert_eq!(encoded, None);
    }

    #[test]
    fn references_are_no_secrets() {
        for value in [
            "",
            "true",
            "/vault/userconfig/tls/tls.key",
            "./token",
            "env://VAULT_TOKEN",
            "file:///x",
            "$(TOKEN)",
            "${TOKEN}",
            "$TOKEN",
            "{{ .Data.password }}",
            "vault:secret/data/x#y",
            "/etc/$(POD)/token",
        ] {
            assert!(is_reference(value), "{value}");
        }
        for value in [
            "hunter2",
            "(hidden 1)",
            "{{ \"hunter2\" }}",
            "/x y",
            "/9j4AAQSkZJRgABAQEASABIAAD2wCEAAoHBwgHBgoICAg",
            "$ecret",
            "${A}x}",
            "{{a}} b",
            "12345",
            "$1$salt$hash",
        ] {
            assert!(!is_reference(value), "{value}");
        }
    }
}
