//! Commands that a person or a script will run: lists of words with their parts, until they are drawn for a shell.
//!
//! What comes from manifests, values or flags is data: it is quoted where it is drawn, whatever it holds, and cannot
//! become a flag, a second command or a line of its own.

use std::borrow::Cow;
use std::fmt;

use serde_json::{Value, json};

use crate::yaml::{is_deceptive, is_no_character};

/// One command, with what it reads and where its output goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Command {
    /// Variables set for this command alone.
    environment: Vec<(&'static str, Word)>,
    words: Vec<Word>,
    /// What it reads from standard input.
    input: Option<Input>,
    /// A filter of its output.
    filter: Vec<Word>,
    output: Option<Output>,
}

/// One word of a command.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word(Vec<WordPart>);

/// A part of a word.
#[derive(Clone, Debug, PartialEq, Eq)]
enum WordPart {
    /// A text that stands for itself.
    Text(Cow<'static, str>),
    /// What a variable of the shell holds; if it is empty, the command is not run.
    Variable(Cow<'static, str>),
}

/// What a command reads from standard input.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Input {
    Text(String),
    File(Word),
}

/// Where the output of a command goes.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Output {
    File(Word),
    Variable(&'static str),
    Search(Search),
}

/// A command that is run for each of some items, to find the one for which it prints a text.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Search {
    /// The variable that keeps the item that was found.
    found: &'static str,
    /// The variable that holds the item that is tried.
    item: &'static str,
    items: Vec<Word>,
    /// A pattern of grep.
    wanted: &'static str,
}

impl Word {
    /// A word of the program's own, or of data that is checked elsewhere.
    pub fn text(text: impl Into<Cow<'static, str>>) -> Self {
        Self(vec![WordPart::Text(text.into())])
    }

    /// What a variable of the shell holds, as one word.
    pub fn variable(name: impl Into<Cow<'static, str>>) -> Self {
        Self(vec![WordPart::Variable(name.into())])
    }

    /// The path of a file: never taken for a flag.
    pub fn file(path: &str) -> Self {
        let is_flag = path.starts_with('-') && path.len() > 1;
        Self::text(if is_flag { format!("./{path}") } else { path.to_owned() })
    }

    /// This word and another one without a blank between them.
    #[must_use]
    pub fn then(mut self, other: Self) -> Self {
        for part in other.0 {
            match (self.0.last_mut(), part) {
                (Some(WordPart::Text(before)), WordPart::Text(text)) => before.to_mut().push_str(&text),
                (_, part) => self.0.push(part),
            }
        }
        self
    }

    fn to_json(&self) -> Value {
        let part = |part: &WordPart| match part {
            WordPart::Text(text) => json!(text),
            WordPart::Variable(name) => json!({ "variable": name }),
        };
        match self.0.as_slice() {
            [only] => part(only),
            parts => parts.iter().map(part).collect(),
        }
    }

    /// The text, unless a variable is needed for it.
    pub fn as_text(&self) -> Option<String> {
        let text = |part: &WordPart| match part {
            WordPart::Text(text) => Some(text.clone().into_owned()),
            WordPart::Variable(_) => None,
        };
        self.0.iter().map(text).collect()
    }
}

impl From<&str> for Word {
    fn from(text: &str) -> Self {
        Self::text(text.to_owned())
    }
}

impl From<String> for Word {
    fn from(text: String) -> Self {
        Self::text(text)
    }
}

impl Command {
    /// A command of the program's own words, which hold no blanks and need no quotes: `kubectl get pods`.
    pub fn new(words: &'static str) -> Self {
        let words = words.split(' ').map(Word::text).collect();
        Self { environment: Vec::new(), words, input: None, filter: Vec::new(), output: None }
    }

    /// Adds further words of the program's own.
    #[must_use]
    pub fn own(mut self, words: &'static str) -> Self {
        self.words.extend(words.split(' ').map(Word::text));
        self
    }

    /// Adds one word, whatever it holds.
    #[must_use]
    pub fn word(mut self, word: impl Into<Word>) -> Self {
        self.words.push(word.into());
        self
    }

    /// Adds words.
    #[must_use]
    pub fn words(mut self, words: impl IntoIterator<Item = Word>) -> Self {
        self.words.extend(words);
        self
    }

    /// Adds a resource by kind and name as one word, `pod/vault-0`: no name can become a flag so.
    #[must_use]
    pub fn object(self, kind: &str, name: impl Into<Word>) -> Self {
        self.word(Word::text(format!("{kind}/")).then(name.into()))
    }

    /// Sets a variable for this command alone.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<Word>) -> Self {
        self.environment.push((name, value.into()));
        self
    }

    /// Gives the command a text to read from standard input.
    #[must_use]
    pub fn reading(mut self, text: impl Into<String>) -> Self {
        self.input = Some(Input::Text(text.into()));
        self
    }

    /// Gives the command a file to read from standard input.
    #[must_use]
    pub fn from_file(mut self, path: &str) -> Self {
        self.input = Some(Input::File(Word::file(path)));
        self
    }

    /// Sends the output through a filter, such as `awk` with a program.
    #[must_use]
    pub fn filtered_by(mut self, program: &'static str, word: impl Into<Word>) -> Self {
        self.filter = vec![Word::text(program), word.into()];
        self
    }

    /// Runs the command for each item, which it holds as the variable `item`, and keeps the one for which it prints
    /// what grep's pattern `wanted` fits.
    #[must_use]
    pub fn searching(
        mut self,
        found: &'static str,
        item: &'static str,
        items: impl IntoIterator<Item = Word>,
        wanted: &'static str,
    ) -> Self {
        self.output = Some(Output::Search(Search { found, item, items: items.into_iter().collect(), wanted }));
        self
    }

    /// Writes the output into a file.
    #[must_use]
    pub fn into_file(mut self, path: &str) -> Self {
        self.output = Some(Output::File(Word::file(path)));
        self
    }

    /// Keeps the output in a variable of the shell.
    #[must_use]
    pub fn into_variable(mut self, name: &'static str) -> Self {
        self.output = Some(Output::Variable(name));
        self
    }

    /// The text that it reads from standard input, if it is one.
    pub fn input_text(&self) -> Option<&str> {
        match &self.input {
            Some(Input::Text(text)) => Some(text),
            _ => None,
        }
    }

    /// The words of the command itself, for a process of its own; nothing where a shell is needed for one of them.
    pub fn texts(&self) -> Option<Vec<String>> {
        self.words.iter().map(Word::as_text).collect()
    }

    /// The words of the command itself.
    pub fn parts(&self) -> &[Word] {
        &self.words
    }

    /// The words of the command itself for a program: each a text, `{"variable": NAME}`, or a list of both where they form
    /// one word.
    pub fn to_json(&self) -> Value {
        self.words.iter().map(Word::to_json).collect()
    }

    /// The command with a flag right behind the name of the program.
    #[must_use]
    pub fn with_flag(mut self, flag: &'static str, value: impl Into<Word>) -> Self {
        let behind = 1.min(self.words.len());
        self.words.splice(behind..behind, [Word::text(flag), value.into()]);
        self
    }

    /// Draws the command as what a shell function is given, in a script: `FUNCTION kubectl get pods`.
    pub fn to_call(&self, function: &'static str) -> String {
        let mut call = self.clone();
        call.words.insert(0, Word::text(function));
        call.to_string()
    }
}

impl Command {
    /// The command without what its output is for.
    fn draw(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (name, value) in &self.environment {
            write!(f, "{name}={value} ")?;
        }
        draw_words(&self.words, f)?;
        if let Some(Output::File(path)) = &self.output {
            write!(f, " > {path}")?;
        }
        if !self.filter.is_empty() {
            f.write_str(" | ")?;
            draw_words(&self.filter, f)?;
        }
        match &self.input {
            Some(Input::Text(text)) => {
                let end = end_of(text);
                write!(f, " <<'{end}'\n{}\n{end}", text.trim_end_matches('\n'))?;
            }
            Some(Input::File(path)) => write!(f, " < {path}")?,
            None => {}
        }
        Ok(())
    }
}

fn draw_words(words: &[Word], f: &mut fmt::Formatter<'_>) -> fmt::Result {
    for (index, word) in words.iter().enumerate() {
        write!(f, "{}{word}", if index == 0 { "" } else { " " })?;
    }
    Ok(())
}

impl fmt::Display for Command {
    /// Draws the command for a shell: bash, zsh or ksh. One line, but for what it reads from standard input.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.output {
            Some(Output::Variable(name)) => {
                write!(f, "{name}=$(")?;
                self.draw(f)?;
                write!(f, "{})", if self.input.is_some() { "\n" } else { "" })
            }
            Some(Output::Search(Search { found, item, items, wanted })) => {
                write!(f, "{found}=$(for {item} in ")?;
                draw_words(items, f)?;
                f.write_str("; do ")?;
                self.draw(f)?;
                let wanted = quoted(wanted);
                write!(f, " 2>/dev/null | grep -q {wanted} && echo \"${item}\"; done; true); ")?;
                write!(f, "echo \"{found}=${{{found}:?none was found}}\"")
            }
            _ => self.draw(f),
        }
    }
}

/// A line that ends a text, and does not stand in it.
fn end_of(text: &str) -> String {
    let mut end = "EOF".to_owned();
    while text.lines().any(|line| line == end) {
        end.push('_');
    }
    end
}

impl fmt::Display for Word {
    /// Draws the word for a shell; the parts that are texts are quoted where they need it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0.iter().all(|part| matches!(part, WordPart::Text(text) if text.is_empty())) {
            return write!(f, "''");
        }
        for part in &self.0 {
            match part {
                WordPart::Text(text) => f.write_str(&quoted(text))?,
                WordPart::Variable(name) => write!(f, "\"${{{name}:?}}\"")?,
            }
        }
        Ok(())
    }
}

/// A text for a shell. Line breaks and what a terminal would obey are written by their number, so that a command stays
/// on its line and shows what it holds.
fn quoted(text: &str) -> Cow<'_, str> {
    let is_plain = |character: char| character.is_ascii_alphanumeric() || "-_./:,@%+=".contains(character);
    if text.chars().all(is_plain) {
        return Cow::Borrowed(text);
    }
    let needs_number =
        |character: char| character.is_control() || is_deceptive(character) || is_no_character(character);
    if !text.chars().any(needs_number) {
        return Cow::Owned(format!("'{}'", text.replace('\'', r"'\''")));
    }
    let mut shown = "$'".to_owned();
    for character in text.chars() {
        match character {
            '\'' | '\\' => shown.extend(['\\', character]),
            '\n' => shown.push_str("\\n"),
            '\t' => shown.push_str("\\t"),
            '\0' => shown.push('\u{2400}'),
            _ if needs_number(character) => shown.push_str(&format!("\\U{:08x}", u32::from(character))),
            _ => shown.push(character),
        }
    }
    shown.push('\'');
    Cow::Owned(shown)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_quoted_where_a_shell_would_read_more_into_them() {
        let table = [
            ("server.ha.replicas=5", "server.ha.replicas=5"),
            ("a={b,c}", "'a={b,c}'"),
            ("it's $x", r"'it'\''s $x'"),
            ("", "''"),
            ("x; touch PWN", "'x; touch PWN'"),
            ("~root", "'~root'"),
            ("a\nb'\u{1b}", r"$'a\nb\'\U0000001b'"),
            ("\u{202e}x\\", r"$'\U0000202ex\\'"),
        ];
        for (text, expected) in table {
            assert_eq!(Word::from(text).to_string(), expected);
        }
    }

    #[test]
    fn a_command_is_drawn_for_a_shell() {
        let command = Command::new("kubectl delete").own("-n").word("a b").object("pod", "--all");
        assert_eq!(command.to_string(), "kubectl delete -n 'a b' pod/--all");
        let command = Command::new("kubectl exec").object("pod", Word::variable("ACTIVE")).own("-- vault status");
        assert_eq!(command.to_string(), "kubectl exec pod/\"${ACTIVE:?}\" -- vault status");
        let command = Command::new("vaultchart render").with("A", "x y").into_file("-m.yaml");
        assert_eq!(command.to_string(), "A='x y' vaultchart render > ./-m.yaml");
        let command = Command::new("kubectl apply -f -").reading("a\nEOF\nb\n");
        assert_eq!(command.to_string(), "kubectl apply -f - <<'EOF_'\na\nEOF\nb\nEOF_");
        let pods = ["a-0", "a 1"].map(Word::from);
        let command =
            Command::new("vault status").word(Word::variable("pod")).searching("ACTIVE", "pod", pods, "is active");
        assert_eq!(
            command.to_string(),
            "ACTIVE=$(for pod in a-0 'a 1'; do vault status \"${pod:?}\" 2>/dev/null | grep -q 'is active' && echo \"$pod\"; \
             done; true); echo \"ACTIVE=${ACTIVE:?none was found}\""
        );
        let command = Command::new("kubectl config current-context").into_variable("CONTEXT");
        assert_eq!(command.to_string(), "CONTEXT=$(kubectl config current-context)");
    }
}
