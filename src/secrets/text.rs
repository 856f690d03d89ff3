//! Finds secrets in a longer text, such as a configuration, a script or a connection string: `name = "secret"`, `name:
//! secret`, `--name secret`, `user:secret@host`, private keys and known forms of tokens. The rest of the text stays.
//!
//! What the text is, is not asked: the rules hold for HCL, YAML, JSON, shell and most of what people write, whole or
//! broken. `value` says how far the value behind a name goes, `object_text` what an object written in the text says.

use std::ops::Range;

use super::commands::{self, is_program};
use super::forms::{encoded_private_key, is_reference, is_token, is_word, private_key, start_of};
use super::names::{Sense, sense};
use super::object_text::{SecretBlocks, is_value_of_secret};
use super::value::{Ending, key_length};

/// How far back the user name of a connection string may start, and how long the user and the host of a URL may be.
const LONGEST_USER: usize = 256;
const LONGEST_USER_INFO: usize = 512;
/// A user in a URL of that length is a token: `https://TOKEN@host`.
const SHORTEST_TOKEN_USER: usize = 16;

/// A secret in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Secret {
    /// The bytes that hold it.
    pub range: Range<usize>,
    /// Whether it may also be the name of a `Secret` of Kubernetes.
    pub may_be_reference: bool,
    /// What stands round it in the text without it so that it stays one value.
    pub(super) quote: Option<char>,
}

/// The secrets of a text in their order, none within another.
pub fn secrets(text: &str) -> Vec<Secret> {
    secrets_under(text, &[])
}

/// The same where these names mean a secret as well.
pub(super) fn secrets_under(text: &str, names: &[&str]) -> Vec<Secret> {
    let blocks = SecretBlocks::of(text);
    let has_go_map = text.contains("map[");
    let mut scan = Scan { text, names, blocks, has_go_map, at: 0, secrets: Vec::new(), may_be_reference: false };
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
    joined(scan.secrets)
}

/// Secrets in their order; those that overlap are one.
fn joined(mut secrets: Vec<Secret>) -> Vec<Secret> {
    secrets.sort_by_key(|secret| (secret.range.start, secret.range.end));
    let mut joined: Vec<Secret> = Vec::with_capacity(secrets.len());
    for secret in secrets {
        match joined.last_mut().filter(|last| secret.range.start < last.range.end) {
            Some(last) => {
                last.range.end = last.range.end.max(secret.range.end);
                last.may_be_reference &= secret.may_be_reference;
            }
            None => joined.push(secret),
        }
    }
    joined
}

/// A walk through a text.
pub(super) struct Scan<'text> {
    pub(super) text: &'text str,
    /// Names that mean a secret here.
    names: &'text [&'text str],
    blocks: SecretBlocks,
    /// Whether it holds a map as Go prints it: `map[key:value]`.
    pub(super) has_go_map: bool,
    pub(super) at: usize,
    secrets: Vec<Secret>,
    /// Whether the name that was read last may name a reference.
    may_be_reference: bool,
}

impl<'text> Scan<'text> {
    pub(super) fn rest(&self) -> &'text str {
        self.from(self.at)
    }

    pub(super) fn from(&self, start: usize) -> &'text str {
        self.text.get(start..).unwrap_or_default()
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
        if let Some(block) = self.blocks.block(self.text, word, start) {
            self.hide_data(block);
        } else if matches!(word, "Bearer" | "Basic") && self.rest().starts_with(' ') {
            self.authorization();
        } else if let Some(sense) = self.sense(word) {
            self.may_be_reference = sense == Sense::SecretOrReference;
            self.named_value(start, word);
            self.may_be_reference = false;
        } else if word.eq_ignore_ascii_case("value") && is_value_of_secret(self.text, start) {
            self.named_value(start, word);
        } else if word.eq_ignore_ascii_case("identified") {
            self.identified_by();
        } else if is_program(word) {
            self.command(word);
        }
    }

    fn sense(&self, word: &str) -> Option<Sense> {
        if self.names.contains(&word) { Some(Sense::Secret) } else { sense(word) }
    }

    /// What follows `Bearer` or `Basic` in a header.
    fn authorization(&mut self) {
        let Some(value) = self.rest().strip_prefix(' ') else { return };
        let length = value.bytes().position(|byte| !is_word(byte) && !b"~+/=".contains(&byte)).unwrap_or(value.len());
        if length >= 16 {
            self.hide(self.at + 1, self.at + 1 + length);
        }
    }

    /// `CREATE USER u IDENTIFIED BY 'secret'`.
    fn identified_by(&mut self) {
        let rest = start_of(self.rest(), LONGEST_USER_INFO);
        let mut at = 0;
        for _ in 0..4 {
            let Some((range, word)) = next_word(rest, at) else { return };
            at = range.end;
            if word.eq_ignore_ascii_case("by") {
                let Some((range, word)) = next_word(rest, at) else { return };
                let start = if word.eq_ignore_ascii_case("password") { range.end } else { range.start };
                let start = start + self.at;
                let blank = self.from(start).len() - self.from(start).trim_start().len();
                return self.scalar(start + blank, self.from(start + blank), Ending::Blank);
            }
        }
    }

    /// What a command is given: `vault login TOKEN`.
    fn command(&mut self, program: &str) {
        let (ranges, words) = commands::words(self.text, self.at);
        for (index, part) in commands::secrets(program, &words) {
            let Some(range) = ranges.get(index) else { continue };
            self.secrets.push(Secret {
                range: range.start + part.start..range.start + part.end,
                may_be_reference: false,
                quote: None,
            });
        }
    }

    /// `user:secret@` behind the `://` of a URL; a secret may hold a `/`.
    fn user_info(&mut self) {
        let rest = start_of(self.rest(), LONGEST_USER_INFO);
        let is_end = |letter: char| letter.is_whitespace() || "\"'`<>".contains(letter);
        let url = rest.get(..rest.find(is_end).unwrap_or(rest.len())).unwrap_or_default();
        let authority = url.get(..url.find(['/', '?', '#']).unwrap_or(url.len())).unwrap_or_default();
        let user_info = match authority.rsplit_once('@') {
            Some((user_info, _)) => Some(user_info),
            None => slashed(url, authority),
        };
        let Some(user_info) = user_info else { return };
        match user_info.split_once(':') {
            Some((user, secret)) if !is_reference_in_url(secret) => {
                let start = self.at + user.len() + 1;
                self.hide(start, start + secret.len());
            }
            None if user_info.len() >= SHORTEST_TOKEN_USER && !user_info.contains(['{', '$']) => {
                self.hide(self.at, self.at + user_info.len());
            }
            _ => {}
        }
    }

    /// `user:secret@tcp(host)/database`.
    fn connection_string(&mut self) {
        let rest = self.rest();
        if !["@tcp(", "@tcp6(", "@unix("].iter().any(|start| rest.starts_with(start)) {
            return;
        }
        let hidden = self.secrets.last().map_or(0, |last| last.range.end);
        let floor = hidden.max(self.at.saturating_sub(LONGEST_USER));
        let before = (floor..self.at).find_map(|start| self.text.get(start..self.at)).unwrap_or_default();
        let is_end = |letter: char| letter.is_whitespace() || "\"'`=".contains(letter);
        let user_info = before.rsplit(is_end).next().unwrap_or_default();
        if let Some((_, secret)) = user_info.split_once(':').filter(|(_, secret)| !is_reference(secret)) {
            self.hide(self.at - secret.len(), self.at);
        }
    }

    /// Takes the data of a `Secret` for secrets, and leaves the keys.
    fn hide_data(&mut self, block: Range<usize>) {
        let mut at = block.start;
        for line in self.text.get(block.clone()).unwrap_or_default().split_inclusive('\n') {
            let content = line.trim_start();
            let blank = line.len() - content.len();
            let key = key_length(content.trim_end()).map_or(0, |length| length + 1);
            self.hide_lines(at + blank + key, at + line.len());
            at += line.len();
        }
        self.at = self.at.max(block.end);
    }

    /// Takes the text in some lines for a secret, without the white space around it.
    pub(super) fn hide_lines(&mut self, start: usize, end: usize) {
        let lines = self.text.get(start..end).unwrap_or_default();
        let content = lines.trim();
        if !content.is_empty() {
            let start = start + (lines.len() - lines.trim_start().len());
            self.hide(start, start + content.len());
        }
    }

    /// Takes a part of the text for a secret, and goes on behind it.
    pub(super) fn hide(&mut self, start: usize, end: usize) {
        self.add(start, end, None);
        self.at = self.at.max(end);
    }

    /// Takes a part of the text for a secret.
    pub(super) fn add(&mut self, start: usize, end: usize, quote: Option<char>) {
        let may_be_reference = self.may_be_reference;
        self.secrets.push(Secret { range: start..end, may_be_reference, quote });
    }
}

/// The user info of a URL whose password holds a `/`: what stands between the first slash and an `@` would be a path.
fn slashed<'u>(url: &'u str, authority: &str) -> Option<&'u str> {
    let (user_info, host) = url.rsplit_once('@')?;
    // The digest of an image.
    (authority.contains(':') && !host.starts_with("sha256:")).then_some(user_info)
}

/// Whether the password of a URL only stands for one; a path is none here.
fn is_reference_in_url(secret: &str) -> bool {
    is_reference(secret) && !secret.starts_with(['/', '.', '~'])
}

/// The word behind a place, and where it stands.
fn next_word(text: &str, at: usize) -> Option<(Range<usize>, &str)> {
    let rest = text.get(at..)?;
    let start = at + rest.len() - rest.trim_start().len();
    let rest = text.get(start..)?;
    let end = start + rest.find(char::is_whitespace).unwrap_or(rest.len());
    Some((start..end, text.get(start..end).filter(|word| !word.is_empty())?))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The text with each mask written as `***`.
    fn hidden(text: &str) -> String {
        let (mut starred, mut copied) = (String::new(), 0);
        for Secret { range, quote, .. } in secrets(text) {
            starred.push_str(&text[copied..range.start]);
            starred.extend(quote);
            starred.push_str("***");
            starred.extend(quote);
            copied = range.end;
        }
        starred + &text[copied..]
    }

    #[test]
    fn secrets_are_hidden_in_place() {
        let table = [
            ("password = \"a b\"", "password = \"***\""),
            ("\"password\" = \"x\" # why", "\"password\" = \"***\" # why"),
            ("password=\"a\\\"b\" c", "password=\"***\" c"),
            ("password: hunter2\nuser: x", "password: ***\nuser: x"),
            ("password: 'a''b'", "password: '***'"),
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
            ("password: [a, 'b''c', \"d\"]\nx: 1", "password: [***, '***', \"***\"]\nx: 1"),
            ("tokens = [\n  \"a\",\n  \"b\"\n]\nui = true", "tokens = [\n  \"***\",\n  \"***\"\n]\nui = true"),
            ("password:\n  - a b\n  - c\nx: 1", "password:\n  - ***\n  - ***\nx: 1"),
            ("- password:\n    abc\n    def\n- x: 1", "- password:\n    ***\n- x: 1"),
            ("password:\n  value: abc\n  ttl: 1", "password:\n  value: ***\n  ttl: 1"),
            ("password: |- # c\n  abc\nx: 1", "password: |- # c\n  ***\nx: 1"),
            ("password: !!str abc\ntoken: &a abc\n", "password: !!str ***\ntoken: &a ***\n"),
            ("PASSWORD: \"abc\nTOKEN: \"def\nx: 1", "PASSWORD: \"***\"***\nx: 1"),
            ("PASSWORD: 'abc\nx: 1", "PASSWORD: '***\nx: 1"),
            ("{DB_PASSWORD: a b, x: 1}", "{DB_PASSWORD: ***, x: 1}"),
            ("postgres://u:ab/T@db/x", "postgres://u:***@db/x"),
            ("https://ghp-like-token-0123@host", "https://***@host"),
            ("vault login -method=token abc", "vault login -method=token ***"),
            ("vault login -\nvault login abc", "vault login -\nvault login ***"),
            ("[\"vault\", \"login\", \"abc\"]", "[\"vault\", \"login\", \"***\"]"),
            ("- vault\n- operator\n- unseal\n- abc\n", "- vault\n- operator\n- unseal\n- ***\n"),
            ("vault kv put secret/x a=abc b=@file", "vault kv put secret/x a=*** b=@file"),
            ("curl -u a:abc url; curl --user=a:abc url", "curl -u a:*** url; curl --user=a:*** url"),
            ("/usr/bin/curl -sua:abc url", "/usr/bin/curl -sua:*** url"),
            ("[\"--token\", \"abc\"]", "[\"--token\", \"***\"]"),
            ("- --token\n- abc\n", "- --token\n- ***\n"),
            ("auth_info = \"digest:u:abc\"", "auth_info = \"***\""),
            ("CREATE USER u IDENTIFIED BY 'abc';", "CREATE USER u IDENTIFIED BY '***';"),
            ("ALTER USER u WITH PASSWORD 'abc';", "ALTER USER u WITH PASSWORD '***';"),
            ("server.dev.devRootToken[99999999]=abc", "server.dev.devRootToken[99999999]=***"),
            (
                "- name: DB_PASSWORD\n  value: abc\n- name: X\n  value: abc",
                "- name: DB_PASSWORD\n  value: ***\n- name: X\n  value: abc",
            ),
            ("- value: abc\n  name: DB_PASSWORD\n- name: X", "- value: ***\n  name: DB_PASSWORD\n- name: X"),
            (
                "{name: DB_PASSWORD, value: abc}, {name: x, value: abc}",
                "{name: DB_PASSWORD, value: ***}, {name: x, value: abc}",
            ),
            ("kind: Secret\ndata:\n  a: abc\nx: 1", "kind: Secret\ndata:\n  a: ***\nx: 1"),
            ("- data: {a: abc}\n  kind: Secret\n", "- data: {a: ***}\n  kind: Secret\n"),
            ("stringData:\n  a: abc\n", "stringData:\n  a: ***\n"),
            (
                "kind: ConfigMap\ndata:\n  a: abc\n---\nkind: Secret\ndata:\n  a: abc",
                "kind: ConfigMap\ndata:\n  a: abc\n---\nkind: Secret\ndata:\n  a: ***",
            ),
            ("{\"kind\":\"Secret\",\"data\":{\"a\":\"abc\"}}", "{\"kind\":\"Secret\",\"data\":{***}}"),
            ("a: {DB_PASSWORD: {ttl: 1, value: abc}}", "a: {DB_PASSWORD: {ttl: 1, value: ***}}"),
            ("a: 'x IDENTIFIED BY ''abc'' '", "a: 'x IDENTIFIED BY ''***'' '"),
            ("map[PASSWORD:it's a b x:1]", "map[PASSWORD:*** x:1]"),
            ("kind: SecretList\nitems:\n- data:\n    a: abc\n", "kind: SecretList\nitems:\n- data:\n    a: ***\n"),
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
            "tokens:\n- name: x\n  ttl: 1h",
            "password: {secretKeyRef: {name: x, key: password}}",
            "oci://registry:5000/vault@sha256:0123",
            "http://vault:8200/v1/sys/health",
            "vault status; vault server -config=/vault/config; vault login -; vault operator raft list-peers",
            "curl -s -u \"$USER\" http://x",
            "data:\n  a: abc\n",
            "- name: X\n  value: abc\n",
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
            "vault login ",
            "curl -u ",
            "kind: Secret",
            "data:",
            "stringData: {",
            "value: ",
            "name: PASSWORD\n",
            "IDENTIFIED BY ",
            "[",
            "- ",
            "  ",
            "''",
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
            "password: [",
            "password:\n",
            "password: '\n",
            "kind: Secret\ndata:\n",
            "kind: Secret\n",
            " kind: Secret\n",
            "://a:b/",
            "://",
            "value: x\n",
            "vault ",
        ]) {
            hidden(&piece.repeat(30_000));
        }
    }
}
