//! Finds secrets in a longer text, such as a configuration, a script or a connection string: `name = "secret"`, `name:
//! secret`, `--name secret`, `user:secret@host`, private keys and known forms of tokens. The rest of the text stays.
//!
//! What the text is, is not asked: the rules hold for HCL, YAML, JSON, shell and most of what people write.

use std::borrow::Cow;
use std::ops::Range;

use super::forms::{encoded_private_key, is_reference, is_token, private_key};
use super::mask::Masks;
use super::names::{Sense, sense};

/// How far back the user name of a connection string may start.
const LONGEST_USER: usize = 256;
/// How far a line of YAML may be indented.
const LONGEST_INDENT: usize = 256;

/// A secret in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Secret {
    /// The bytes that hold it.
    pub range: Range<usize>,
    /// Whether it may also be the name of a `Secret` of Kubernetes.
    pub may_be_reference: bool,
    /// What stands round it in the redacted text so that it stays one value.
    quote: Option<char>,
}

/// Hides the secrets of a text.
pub(super) fn redact<'text>(text: &'text str, masks: &mut Masks) -> Cow<'text, str> {
    let found = secrets(text);
    if found.is_empty() {
        return Cow::Borrowed(text);
    }
    let mut output = String::new();
    let mut copied = 0;
    for Secret { range, quote, .. } in found {
        output.push_str(text.get(copied..range.start).unwrap_or_default());
        output.extend(quote);
        output.push_str(&masks.mask(text.get(range.clone()).unwrap_or_default().as_bytes()));
        output.extend(quote);
        copied = range.end;
    }
    output.push_str(text.get(copied..).unwrap_or_default());
    Cow::Owned(output)
}

/// The secrets of a text in their order, none within another.
pub fn secrets(text: &str) -> Vec<Secret> {
    let mut scan = Scan { text, at: 0, hidden: 0, secrets: Vec::new(), may_be_reference: false };
    while let Some(next) = scan.rest().bytes().next() {
        if is_word(next) {
            scan.word();
        } else if scan.rest().starts_with("://") {
            scan.at += 3;
            scan.user_info();
        } else {
            if next == b'@' {
                scan.connection_string();
            }
            scan.at += scan.rest().chars().next().map_or(1, char::len_utf8);
        }
    }
    scan.secrets
}

struct Scan<'text> {
    text: &'text str,
    at: usize,
    /// Where the last secret ends.
    hidden: usize,
    secrets: Vec<Secret>,
    /// Whether the name that was read last may name a reference.
    may_be_reference: bool,
}

impl<'text> Scan<'text> {
    fn rest(&self) -> &'text str {
        self.text.get(self.at..).unwrap_or_default()
    }

    /// A word: a secret itself, or the name of what follows.
    fn word(&mut self) {
        let rest = self.rest();
        if let Some(length) = private_key(rest).or_else(|| encoded_private_key(rest)) {
            return self.hide(self.at, self.at + length);
        }
        let length = rest.bytes().position(|byte| !is_word(byte)).unwrap_or(rest.len());
        let word = rest.get(..length).unwrap_or_default();
        if is_token(word) {
            return self.hide(self.at, self.at + length);
        }
        let start = self.at;
        self.at += length;
        if let Some(sense) = sense(word) {
            self.may_be_reference = sense == Sense::SecretOrReference;
            self.named_value(start, word.starts_with('-'));
            self.may_be_reference = false;
        } else if matches!(word, "Bearer" | "Basic") {
            self.authorization();
        }
    }

    /// What stands behind a name: after `=` or `:`, after a blank if the name is a flag.
    fn named_value(&mut self, name_start: usize, is_flag: bool) {
        let rest = self.rest();
        let mut is_line = false;
        let rest = rest.trim_start_matches('\\').trim_start_matches(['"', '\'']).trim_start_matches([' ', '\t']);
        let value = if let Some(value) = after_separator(rest) {
            is_line = value.starts_with(' ') && rest.starts_with(':') && self.starts_line(name_start);
            without_scheme(value.trim_start_matches([' ', '\t']))
        } else if is_flag && rest.len() < self.rest().len() && !rest.starts_with('-') {
            rest
        } else {
            return;
        };
        let start = self.text.len() - value.len();
        if value.starts_with("<<") {
            self.heredoc(start);
        } else if is_block_mark(value) {
            self.indented_block(name_start, start);
        } else {
            self.scalar(start, value, is_line);
        }
    }

    /// Whether nothing but blanks, a dash and a quote stands before a name: a line of YAML, whose value ends with it.
    fn starts_line(&self, name_start: usize) -> bool {
        let before = self.text.as_bytes().get(..name_start).unwrap_or_default();
        let last = before.iter().rev().take(LONGEST_INDENT).find(|byte| !b" \t-\"'".contains(byte));
        last.map_or(name_start < LONGEST_INDENT, |byte| *byte == b'\n')
    }

    /// A value in quotes, with escaped quotes around it, or without any.
    fn scalar(&mut self, start: usize, value: &str, is_line: bool) {
        let (open, length) = if value.starts_with("\\\"") {
            (2, value.get(2..).and_then(|inner| inner.find("\\\"")))
        } else if let Some(quote) = value.chars().next().filter(|first| matches!(first, '"' | '\'' | '`')) {
            (1, quoted_length(value, quote))
        } else {
            (0, Some(bare_length(value, is_line)))
        };
        let inner = value.get(open..).unwrap_or_default();
        let length = length.unwrap_or_else(|| inner.find('\n').unwrap_or(inner.len()));
        let inner = inner.get(..length).unwrap_or_default();
        // A template that is the whole value is kept whole; a bare one may hold blanks.
        if is_reference(inner) || open == 0 && (inner.starts_with("{{") || inner.starts_with("$(")) {
            // Forms of secrets in it are still looked for.
            return;
        }
        if open == 0 && inner.bytes().all(|byte| byte.is_ascii_digit()) {
            self.add(start, start + length, Some('"'));
        } else {
            self.hide(start + open, start + open + length);
        }
    }

    /// The lines up to the one that closes a `<<NAME`.
    fn heredoc(&mut self, start: usize) {
        let text = self.text.get(start..).unwrap_or_default();
        let Some(line_end) = text.find('\n') else { return };
        let head = text.get(..line_end).unwrap_or_default();
        let name = head.trim_start_matches('<').trim_start_matches('-').trim().trim_matches(['"', '\'']);
        let body_start = start + line_end + 1;
        let mut end = body_start;
        for line in self.text.get(body_start..).unwrap_or_default().split_inclusive('\n') {
            if line.trim() == name {
                break;
            }
            end += line.len();
        }
        self.hide_lines(body_start, end);
    }

    /// The lines below a `name: |` that are indented deeper than it.
    fn indented_block(&mut self, name_start: usize, start: usize) {
        let before = self.text.get(..name_start).unwrap_or_default();
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        let indent = indent_of(self.text.get(line_start..).unwrap_or_default());
        let text = self.text.get(start..).unwrap_or_default();
        let Some(line_end) = text.find('\n') else { return };
        let body_start = start + line_end + 1;
        let lines = self.text.get(body_start..).unwrap_or_default().split_inclusive('\n');
        let block = lines.take_while(|line| line.trim().is_empty() || indent_of(line) > indent);
        let end = body_start + block.map(str::len).sum::<usize>();
        self.hide_lines(body_start, end);
    }

    /// What follows `Bearer` or `Basic` in a header.
    fn authorization(&mut self) {
        let Some(value) = self.rest().strip_prefix(' ') else { return };
        let length = value.bytes().position(|byte| !is_word(byte) && !b"~+/=".contains(&byte)).unwrap_or(value.len());
        if length >= 16 {
            self.hide(self.at + 1, self.at + 1 + length);
        }
    }

    /// `user:secret@` behind the `://` of a URL.
    fn user_info(&mut self) {
        let rest = self.rest();
        let end =
            rest.find(|letter: char| letter.is_whitespace() || "/?#\"'`<>".contains(letter)).unwrap_or(rest.len());
        let authority = rest.get(..end).unwrap_or_default();
        let Some((user_info, _)) = authority.rsplit_once('@') else { return };
        if let Some((user, secret)) = user_info.split_once(':').filter(|(_, secret)| !is_reference(secret)) {
            let start = self.at + user.len() + 1;
            self.hide(start, start + secret.len());
        }
    }

    /// `user:secret@tcp(host)/database`.
    fn connection_string(&mut self) {
        let rest = self.rest();
        if !["@tcp(", "@tcp6(", "@unix("].iter().any(|start| rest.starts_with(start)) {
            return;
        }
        let floor = self.hidden.max(self.at.saturating_sub(LONGEST_USER));
        let before = (floor..self.at).find_map(|start| self.text.get(start..self.at)).unwrap_or_default();
        let is_end = |letter: char| letter.is_whitespace() || "\"'`=".contains(letter);
        let user_info = before.rsplit(is_end).next().unwrap_or_default();
        if let Some((_, secret)) = user_info.split_once(':').filter(|(_, secret)| !is_reference(secret)) {
            self.hide(self.at - secret.len(), self.at);
        }
    }

    fn hide_lines(&mut self, start: usize, end: usize) {
        let lines = self.text.get(start..end).unwrap_or_default();
        let content = lines.trim();
        if !content.is_empty() {
            let start = start + (lines.len() - lines.trim_start().len());
            self.hide(start, start + content.len());
        }
    }

    /// Takes a part of the text for a secret, and goes on behind it.
    fn hide(&mut self, start: usize, end: usize) {
        self.add(start, end, None);
    }

    fn add(&mut self, start: usize, end: usize, quote: Option<char>) {
        let may_be_reference = self.may_be_reference;
        self.secrets.push(Secret { range: start..end, may_be_reference, quote });
        self.hidden = end;
        self.at = self.at.max(end);
    }
}

fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.')
}

/// The text behind `=`, `:`, `:=` or `=>`; comparisons and `::` are none.
fn after_separator(text: &str) -> Option<&str> {
    if let Some(rest) = text.strip_prefix(":=").or_else(|| text.strip_prefix("=>")) {
        return Some(rest);
    }
    let rest = text.strip_prefix(['=', ':'])?;
    (!rest.starts_with(['=', '~', ':']) && !rest.starts_with("//")).then_some(rest)
}

/// The length of what stands between a quote and the next one.
fn quoted_length(value: &str, quote: char) -> Option<usize> {
    let mut is_escaped = false;
    let inner = value.get(quote.len_utf8()..)?;
    inner.find(|letter| {
        let closes = letter == quote && !is_escaped;
        is_escaped = letter == '\\' && !is_escaped && quote == '"';
        closes
    })
}

/// The length of a value without quotes, without what may close a map or list around it.
fn bare_length(value: &str, is_line: bool) -> usize {
    let is_end = |letter: char| letter.is_whitespace() || "\"'`&;<>".contains(letter);
    let end = if is_line {
        let line = value.get(..value.find('\n').unwrap_or(value.len())).unwrap_or_default();
        line.find(" #").unwrap_or(line.len())
    } else {
        value.find(is_end).unwrap_or(value.len())
    };
    let bare = value.get(..end).unwrap_or_default();
    bare.trim_end().trim_end_matches([',', '}', ']', ')', '\\']).len()
}

/// Whether only `|` or `>`, perhaps with a sign, stands on the line.
fn is_block_mark(value: &str) -> bool {
    value.starts_with(['|', '>']) && value.bytes().take(5).any(|byte| byte == b'\n')
}

/// The value of a header without the word that says what kind it is.
fn without_scheme(value: &str) -> &str {
    ["Bearer ", "Basic ", "Token "].iter().find_map(|scheme| value.strip_prefix(scheme)).unwrap_or(value)
}

fn indent_of(line: &str) -> usize {
    line.len() - line.trim_start_matches([' ', '\t']).len()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The text with each mask written as `***`.
    fn hidden(text: &str) -> String {
        let text = redact(text, &mut Masks::fixed());
        let mut parts = text.split("(hidden ");
        let mut starred = parts.next().unwrap_or_default().to_owned();
        for part in parts {
            starred.push_str("***");
            starred.push_str(part.split_once(')').map_or(part, |(_, rest)| rest));
        }
        starred
    }

    #[test]
    fn secrets_are_hidden_in_place() {
        let table = [
            ("password = \"a b\"", "password = \"***\""),
            ("\"password\" = \"x\" # why", "\"password\" = \"***\" # why"),
            ("password=\"a\\\"b\" c", "password=\"***\" c"),
            ("password: hunter2\nuser: x", "password: ***\nuser: x"),
            ("password: 'a''b'", "password: '***''b'"),
            ("{\"password\":\"x\",\"user\":\"y\"}", "{\"password\":\"***\",\"user\":\"y\"}"),
            ("{\\\"password\\\": \\\"x\\\"}", "{\\\"password\\\": \\\"***\\\"}"),
            ("pin = 1234\n", "pin = \"***\"\n"),
            ("{\"pin\": 1234}", "{\"pin\": \"***\"}"),
            ("export VAULT_TOKEN=abc; vault status", "export VAULT_TOKEN=***; vault status"),
            ("vault login -token abc", "vault login -token ***"),
            ("curl -H \"X-Vault-Token: abc\" url", "curl -H \"X-Vault-Token: ***\" url"),
            ("Authorization: Bearer abcdefghijklmnopqr", "Authorization: Bearer ***"),
            ("header = \"Bearer abcdefghijklmnopqr\"", "header = \"Bearer ***\""),
            ("postgres://vault:s3cret@db:5432/vault?x=1", "postgres://vault:***@db:5432/vault?x=1"),
            ("https://u:p@a@host", "https://u:***@host"),
            ("connection_url = \"user:p@ss@tcp(db:3306)/v\"", "connection_url = \"user:***@tcp(db:3306)/v\""),
            ("host=db password=abc user=v", "host=db password=*** user=v"),
            ("?user=a&password=b&c=d", "?user=a&password=***&c=d"),
            ("key: AKIAIOSFODNN7EXAMPLE.", "key: AKIAIOSFODNN7EXAMPLE."),
            ("a AKIAIOSFODNN7EXAMPLE b", "a *** b"),
            ("x=hvs.CAESIJ0123456789abcdefghij", "x=***"),
            ("a\n-----BEGIN PRIVATE KEY-----\nMII\n-----END PRIVATE KEY-----\nb", "a\n***\nb"),
            ("secret_key = <<EOF\nline\nmore\nEOF\nb = 1", "secret_key = <<EOF\n***\nEOF\nb = 1"),
            ("a:\n  token: |\n    line\n    more\n  b: 1", "a:\n  token: |\n    ***\n  b: 1"),
            ("password = \"a\nb\"", "password = \"***\""),
            ("password = \"never closed\nb = 1", "password = \"***\nb = 1"),
            ("token := abc", "token := ***"),
            ("password: correct horse # why\r\nuser: x", "password: *** # why\r\nuser: x"),
            ("- password: a \"b\" c", "- password: ***"),
            ("curl -H \"Authorization: Bearer abc\" url", "curl -H \"Authorization: Bearer ***\" url"),
            ("password=é; x", "password=***; x"),
        ];
        for (text, expected) in table {
            assert_eq!(hidden(text), expected, "{text}");
        }
    }

    #[test]
    fn what_is_no_secret_stays() {
        for text in [
            "",
            "tls_key_file = \"/vault/userconfig/vault-tls/tls.key\"",
            "token = \"env://VAULT_TOKEN\"",
            "password = \"\"",
            "password={{ .Data.data.password }}",
            "password = \"${DB_PASSWORD}\"",
            "VAULT_TOKEN=$(cat /token)",
            "secretName: vault-tls",
            "VAULT_TOKEN_FILE=/vault/token",
            "if token == x",
            "password:\n  user: x",
            "secret::x",
            "# GKMS keys must already exist",
            "kms_key_id = \"alias/vault\"",
            "http://vault-0.vault-internal:8200",
            "http://[::]:8200",
            "http://{{username}}:{{password}}@db/",
            "token_ttl = \"1h\"",
            "secret",
            "password =",
            "{{ with secret \"database/creds/app\" }}{{ .Data.password }}{{ end }}",
            "tls_disable = true",
            "a@tcp(b)",
            "user@host",
            "-----BEGIN CERTIFICATE-----\nMII\n-----END CERTIFICATE-----",
            "vault operator unseal -key-shares=5 -key-threshold=3",
            "disable_mlock = true",
        ] {
            assert_eq!(hidden(text), text);
        }
    }

    #[test]
    fn garbage_never_panics_and_time_grows_with_the_text_only() {
        let pieces = [
            "password",
            "token",
            "-",
            "--",
            " ",
            "=",
            ":",
            "\"",
            "'",
            "\\",
            "\\\"",
            "\n",
            "://",
            "@",
            "@tcp(",
            "u:p",
            "<<EOF",
            "EOF",
            "|",
            "é",
            "1",
            "-----BEGIN PRIVATE KEY-----",
            "-----END ",
            "-----",
            "{{",
            "}}",
            "${",
            "}",
            "Bearer ",
            "LS0tLS1CRUdJTi",
            "😀",
            "&",
            "hvs.",
        ];
        let mut seed = 5_u64;
        for round in 0..20_000 {
            let mut text = String::new();
            for _ in 0..round % 20 {
                seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                text.push_str(pieces[(seed >> 33) as usize % pieces.len()]);
            }
            hidden(&text);
        }
        for piece in pieces.iter().chain(&[
            "password=\"",
            "token: |\n",
            "a_",
            "u:p@tcp(",
            "://u:",
            "secret = <<E\n",
            "password: x ",
            "password:|x ",
            "-----BEGIN x",
            "password \\",
        ]) {
            hidden(&piece.repeat(30_000));
        }
    }
}
