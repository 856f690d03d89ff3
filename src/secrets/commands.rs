//! What commands are given as secrets without a name: `vault login TOKEN`, `curl -u user:SECRET`.

use std::ops::Range;

use super::forms::{is_reference, start_of};

/// How many words of a command are looked at.
const MOST_WORDS: usize = 32;

/// How far the next word of a command stands, with the word itself.
const LONGEST_WORD: usize = 1024;

/// A part of one of the words of a command.
pub(super) type WordPart = (usize, Range<usize>);

/// How a program is given its secrets.
#[derive(Clone, Copy)]
enum Way {
    /// As Vault's own command line is.
    Vault,
    /// As `user:secret` behind these flags.
    User(&'static [&'static str]),
    /// Behind these flags, or in one word with them.
    Flag(&'static [&'static str]),
    /// Behind `-p` where the words hold `login`.
    Login,
}

/// The programs that take a secret by a flag whose name does not say so, or by none.
const PROGRAMS: &[(&str, Way)] = &[
    ("bao", Way::Vault),
    ("buildah", Way::Login),
    ("crane", Way::Login),
    ("curl", Way::User(&["-u", "--user", "-U", "--proxy-user"])),
    ("docker", Way::Login),
    ("helm", Way::Login),
    ("http", Way::User(&["-a", "--auth"])),
    ("ldapmodify", Way::Flag(&["-w"])),
    ("ldapsearch", Way::Flag(&["-w"])),
    ("ldapwhoami", Way::Flag(&["-w"])),
    ("mariadb", Way::Flag(&["-p"])),
    ("mysql", Way::Flag(&["-p"])),
    ("mysqladmin", Way::Flag(&["-p"])),
    ("mysqldump", Way::Flag(&["-p"])),
    ("oras", Way::Login),
    ("podman", Way::Login),
    ("redis-cli", Way::Flag(&["-a"])),
    ("skopeo", Way::Login),
    ("sshpass", Way::Flag(&["-p"])),
    ("vault", Way::Vault),
    ("wget", Way::User(&["--user"])),
];

/// Whether a word is the name of such a program.
pub(super) fn is_program(word: &str) -> bool {
    way(word).is_some()
}

fn way(word: &str) -> Option<Way> {
    let name = word.rsplit('/').next().unwrap_or(word);
    PROGRAMS.iter().find(|(program, _)| *program == name).map(|(_, way)| *way)
}

/// The words behind the name of a program, with their places: of a line of a shell, or of a list in JSON or YAML.
pub(super) fn words(text: &str, at: usize) -> (Vec<Range<usize>>, Vec<&str>) {
    let (mut ranges, mut words) = (Vec::new(), Vec::new());
    let mut at = at;
    while words.len() < MOST_WORDS {
        let rest = start_of(text.get(at..).unwrap_or_default(), LONGEST_WORD);
        let length = rest.find(|letter: char| !is_between(letter)).unwrap_or(rest.len());
        let between = rest.get(..length).unwrap_or_default();
        let dash = rest.get(length..).is_some_and(|rest| rest.starts_with("- "));
        let is_item = between.contains('\n') && dash;
        // A line that ends in a backslash goes on.
        let is_end = between.contains('\n') && !dash && !between.trim_start_matches([' ', '"', '\'']).starts_with('\\');
        let start = at + length + if is_item { 2 } else { 0 };
        let rest = start_of(text.get(start..).unwrap_or_default(), LONGEST_WORD);
        let end = start + rest.find(|letter: char| is_between(letter) || ";|&".contains(letter)).unwrap_or(rest.len());
        let Some(word) = text.get(start..end).filter(|word| !word.is_empty() && !is_end) else { break };
        ranges.push(start..end);
        words.push(word);
        at = end;
    }
    (ranges, words)
}

fn is_between(letter: char) -> bool {
    letter.is_whitespace() || matches!(letter, '"' | '\'' | ',' | '[' | ']' | '\\')
}

/// The parts of the words behind a program that are secrets.
pub(super) fn secrets(program: &str, words: &[&str]) -> Vec<WordPart> {
    let parts = match way(program) {
        Some(Way::Vault) => of_vault(words),
        Some(Way::User(flags)) => behind(flags, words).into_iter().filter_map(|part| password(part, words)).collect(),
        Some(Way::Flag(flags)) => behind(flags, words),
        Some(Way::Login) if words.contains(&"login") => behind(&["-p"], words),
        Some(Way::Login) | None => Vec::new(),
    };
    let is_secret = |(index, range): &WordPart| {
        let text = words.get(*index).and_then(|word| word.get(range.clone())).unwrap_or_default();
        !is_reference(text) && !text.starts_with(['-', '@', '$', '{', '<'])
    };
    parts.into_iter().filter(is_secret).collect()
}

fn of_vault(words: &[&str]) -> Vec<WordPart> {
    let is_value = |word: &str| !word.starts_with('-') && !word.contains('=');
    let whole = |(index, word): (usize, &&str)| (index, 0..word.len());
    let from = |count: usize| words.iter().enumerate().skip(count);
    match words {
        ["login" | "unwrap", ..] => from(1).filter(|(_, word)| is_value(word)).map(whole).collect(),
        ["operator", "unseal", ..] | ["token", "lookup" | "renew" | "revoke" | "capabilities", ..] => {
            from(2).filter(|(_, word)| is_value(word)).map(whole).collect()
        }
        ["kv", "put" | "patch", ..] => from(2)
            .filter_map(|(index, word)| {
                let (key, _) = word.split_once('=').filter(|(key, _)| !key.starts_with('-'))?;
                Some((index, key.len() + 1..word.len()))
            })
            .collect(),
        _ => Vec::new(),
    }
}

/// What stands behind one of the flags: the next word, or the rest of the flag's own.
fn behind(flags: &[&str], words: &[&str]) -> Vec<WordPart> {
    let part = |(index, word): (usize, &&str)| {
        if flags.contains(word) {
            return words.get(index + 1).map(|next| (index + 1, 0..next.len()));
        }
        flags.iter().find_map(|flag| {
            let rest = match flag.strip_prefix("--") {
                Some(_) => word.strip_prefix(flag)?.strip_prefix('=')?,
                // Letters may stand together: `-sua:b`.
                None => word.strip_prefix('-').filter(|rest| !rest.starts_with('-'))?.split_once(&flag[1..])?.1,
            };
            let start = word.len() - rest.trim_start_matches('=').len();
            (start < word.len()).then_some((index, start..word.len()))
        })
    };
    words.iter().enumerate().filter_map(part).collect()
}

/// The part behind the first colon; none if there is no colon.
fn password((index, range): WordPart, words: &[&str]) -> Option<WordPart> {
    let user = words.get(index)?.get(range.clone())?.find(':')?;
    Some((index, range.start + user + 1..range.end))
}
