//! The grammar of `--set` and its four relatives: one argument is read into the assignments it asks for.
//!
//! It follows Helm's grammar, odd corners included, as long as Helm does something with what was typed. Where Helm
//! silently drops a part of it (`a[0`, `a.=1`), that is an error here.

use crate::source::{SourceId, Sources, Span};
use crate::values::path::Segment;
use crate::values::set_error::{MAX_DOTS, MAX_INDEX, MAX_INDEXES, SetError};
use crate::values::set_json;
use crate::yaml::{Data, Node, Number};

/// The kinds of flags that set values. Their order is Helm's: a later kind wins, wherever it stands in the arguments.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum SetKind {
    /// `--set-json`: values are JSON, or the whole argument is a JSON object.
    Json,
    /// `--set`: the type of a value is read off its text.
    Typed,
    /// `--set-string`: every value is text.
    Text,
    /// `--set-file`: every value is the text of the file it names.
    File,
    /// `--set-literal`: the rest of the argument is one text, as it is.
    Literal,
}

impl SetKind {
    /// The flag as it is typed.
    pub fn flag(self) -> &'static str {
        match self {
            Self::Json => "--set-json",
            Self::Typed => "--set",
            Self::Text => "--set-string",
            Self::File => "--set-file",
            Self::Literal => "--set-literal",
        }
    }
}

/// One step of the path that an assignment goes to, and where it was written.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct WrittenStep {
    pub(super) step: Segment,
    pub(super) span: Span,
}

/// One `path=value` of a flag.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Assignment {
    pub(super) path: Vec<WrittenStep>,
    pub(super) value: Node,
    /// Whether the argument ends right after `=`: Helm then forgets a new item of a list that the path goes through.
    pub(super) ends_at_equals: bool,
}

/// What one flag asks for.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Request {
    /// The assignments in the order of writing.
    pub(super) assignments: Vec<Assignment>,
    /// A map to lay over the values: the form of `--set-json` that is a whole object.
    pub(super) overlay: Option<Node>,
    /// The spans of pairs without a key, such as `=5`, which set nothing.
    pub(super) without_key: Vec<Span>,
}

/// Reads the argument of a flag; for `--set-file`, the values are the names of the files.
pub(super) fn parse(kind: SetKind, text: &str, source: SourceId) -> Result<Request, SetError> {
    if kind == SetKind::Json && text.trim_start().starts_with('{') {
        let overlay = Some(set_json::read_all(text, source)?);
        return Ok(Request { overlay, ..Request::default() });
    }
    let mut parser = Parser { kind, text, at: 0, source, is_after_comma: false };
    let mut request = Request::default();
    while parser.at < text.len() {
        parser.is_after_comma = parser.at > 0;
        parser.pair(&mut request)?;
    }
    Ok(request)
}

/// The names of the files that the argument of a `--set-file` flag reads, in order, or none if it cannot be read.
pub fn set_file_names(argument: &str) -> Vec<String> {
    let source = Sources::default().add("", "");
    let Ok(request) = parse(SetKind::File, argument, source) else { return Vec::new() };
    let mut names = Vec::new();
    for assignment in &request.assignments {
        each_file(assignment, &mut |node| names.extend(node.as_text().map(str::to_owned)));
    }
    names
}

/// Puts the texts of the files in the places of their names.
pub(super) fn fill_files(request: &mut Request, texts: &[String]) -> Result<(), SetError> {
    let mut texts = texts.iter();
    for assignment in &mut request.assignments {
        if assignment.ends_at_equals {
            continue;
        }
        match &mut assignment.value.data {
            Data::List(items) => items.iter_mut().try_for_each(|item| fill_file(item, texts.next()))?,
            _ => fill_file(&mut assignment.value, texts.next())?,
        }
    }
    Ok(())
}

fn fill_file(node: &mut Node, text: Option<&String>) -> Result<(), SetError> {
    let Some(text) = text else {
        let name = node.as_text().unwrap_or_default().to_owned();
        return Err(SetError::FileNotRead { span: node.span, name });
    };
    node.data = Data::Text(text.clone());
    Ok(())
}

fn each_file(assignment: &Assignment, visit: &mut impl FnMut(&Node)) {
    match &assignment.value.data {
        _ if assignment.ends_at_equals => {}
        Data::List(items) => items.iter().for_each(visit),
        _ => visit(&assignment.value),
    }
}

struct Parser<'t> {
    kind: SetKind,
    text: &'t str,
    at: usize,
    source: SourceId,
    /// Whether what is read now follows another value of the argument.
    is_after_comma: bool,
}

/// A run of characters up to a stop, with its escapes taken away.
struct Word {
    text: String,
    start: usize,
    end: usize,
    stop: Option<char>,
}

impl Parser<'_> {
    fn pair(&mut self, request: &mut Request) -> Result<(), SetError> {
        let start = self.at;
        if self.peek() == Some('=') {
            self.next();
            self.value()?;
            request.without_key.push(self.span(start, self.at));
            return Ok(());
        }
        let path = self.path()?;
        let ends_at_equals = self.at >= self.text.len() && !matches!(self.kind, SetKind::Json | SetKind::Literal);
        let value = self.value()?;
        request.assignments.push(Assignment { path, value, ends_at_equals });
        Ok(())
    }

    /// Reads up to `=`, and past it.
    fn path(&mut self) -> Result<Vec<WrittenStep>, SetError> {
        let mut path = Vec::new();
        let (mut dots, mut indexes) = (0_usize, 0_usize);
        let mut stop = self.key(&mut path)?;
        while stop != '=' {
            let here = self.span(self.at.saturating_sub(1), self.at);
            if stop == '.' {
                dots = dots.saturating_add(1);
                stop = self.key(&mut path)?;
            } else {
                indexes = indexes.saturating_add(1);
                stop = self.index(&mut path)?;
            }
            if dots > MAX_DOTS || indexes > MAX_INDEXES {
                return Err(SetError::TooDeep { span: path.last().map_or(here, |last| last.span) });
            }
        }
        Ok(path)
    }

    /// Reads a key and the `=`, `.` or `[` after it, which it returns.
    fn key(&mut self, path: &mut Vec<WrittenStep>) -> Result<char, SetError> {
        let stops: &[char] = if self.kind == SetKind::Literal { &['=', '[', '.'] } else { &['=', '[', ',', '.'] };
        let word = self.until(stops);
        let after = self.span(word.end, self.at);
        if word.text.is_empty() {
            return Err(SetError::MissingKey { span: after });
        }
        let stop = word
            .stop
            .filter(|stop| *stop != ',')
            .ok_or(SetError::MissingEquals { span: after, is_after_comma: self.is_after_comma })?;
        path.push(WrittenStep { step: Segment::Key(word.text), span: self.span(word.start, word.end) });
        Ok(stop)
    }

    /// Reads what follows `[`, up to and with the `=`, `.` or `[` after `]`, which it returns.
    fn index(&mut self, path: &mut Vec<WrittenStep>) -> Result<char, SetError> {
        let open = self.at.saturating_sub(1);
        let word = self.until(&[']']);
        if word.stop.is_none() {
            return Err(SetError::UnclosedBracket { span: self.span(open, open.saturating_add(1)) });
        }
        let Some(index) = read_index(&word.text) else {
            let (start, end) = if word.text.is_empty() { (open, self.at) } else { (word.start, word.end) };
            return Err(SetError::BadIndex { span: self.span(start, end), text: word.text });
        };
        path.push(WrittenStep { step: Segment::Index(index), span: self.span(open, self.at) });
        self.after_index()
    }

    fn after_index(&mut self) -> Result<char, SetError> {
        let start = self.at;
        match self.next() {
            Some(stop @ ('=' | '.' | '[')) => Ok(stop),
            Some(',') | None => {
                Err(SetError::MissingEquals { span: self.span(start, self.at), is_after_comma: self.is_after_comma })
            }
            Some(found) => Err(SetError::AfterIndex { span: self.span(start, self.at), found }),
        }
    }

    /// Reads the value after `=`, and the comma after it.
    fn value(&mut self) -> Result<Node, SetError> {
        match self.kind {
            SetKind::Json => self.json(),
            SetKind::Literal => {
                let start = std::mem::replace(&mut self.at, self.text.len());
                let rest = self.text.get(start..).unwrap_or_default().to_owned();
                Ok(Node::new(self.span(start, self.at), Data::Text(rest)))
            }
            _ if self.peek() == Some('{') => self.list(),
            _ => {
                let word = self.until(&[',']);
                Ok(self.scalar(word))
            }
        }
    }

    fn list(&mut self) -> Result<Node, SetError> {
        let open = self.at;
        self.next();
        let mut items = Vec::new();
        loop {
            let word = self.until(&[',', '}']);
            let stop = word.stop;
            items.push(self.scalar(word));
            match stop {
                Some('}') => break,
                Some(_) => {}
                None => return Err(SetError::UnclosedBrace { span: self.span(open, open.saturating_add(1)) }),
            }
        }
        let span = self.span(open, self.at);
        self.skip_comma();
        Ok(Node::new(span, Data::List(items)))
    }

    fn json(&mut self) -> Result<Node, SetError> {
        let start = self.at;
        self.skip_blanks();
        if matches!(self.peek(), None | Some(',')) {
            let span = self.span(start, self.at);
            self.skip_comma();
            return Ok(Node::new(span, Data::Null));
        }
        let (node, end) = set_json::read(self.text, self.at, self.source)?;
        self.at = end;
        self.skip_blanks();
        self.skip_comma();
        Ok(node)
    }

    fn scalar(&self, word: Word) -> Node {
        let data = if self.kind == SetKind::Typed { typed(word.text) } else { Data::Text(word.text) };
        Node::new(self.span(word.start, word.end), data)
    }

    fn until(&mut self, stops: &[char]) -> Word {
        let start = self.at;
        let mut text = String::new();
        loop {
            let end = self.at;
            match self.next() {
                Some('\\') if self.kind != SetKind::Literal => text.extend(self.next()),
                Some(character) if !stops.contains(&character) => text.push(character),
                stop => return Word { text, start, end, stop },
            }
        }
    }

    fn peek(&self) -> Option<char> {
        self.text.get(self.at..)?.chars().next()
    }

    fn next(&mut self) -> Option<char> {
        let character = self.peek()?;
        self.at = self.at.saturating_add(character.len_utf8());
        Some(character)
    }

    fn skip_comma(&mut self) {
        if self.peek() == Some(',') {
            self.next();
        }
    }

    fn skip_blanks(&mut self) {
        while self.peek().is_some_and(char::is_whitespace) {
            self.next();
        }
    }

    fn span(&self, start: usize, end: usize) -> Span {
        Span::new(self.source, start, end)
    }
}

/// A whole number as Go reads one: with a sign and leading zeros, if need be.
fn read_index(text: &str) -> Option<usize> {
    let whole: i64 = text.parse().ok()?;
    usize::try_from(whole).ok().filter(|index| *index <= MAX_INDEX)
}

/// The value that `--set` reads off a text: true, false, null, a whole number that fits 64 bits, else text.
fn typed(text: String) -> Data {
    if text.eq_ignore_ascii_case("true") {
        Data::Bool(true)
    } else if text.eq_ignore_ascii_case("false") {
        Data::Bool(false)
    } else if text.eq_ignore_ascii_case("null") {
        Data::Null
    } else {
        let whole = if text.starts_with('0') && text != "0" { None } else { text.parse::<i64>().ok() };
        whole.map_or(Data::Text(text), |whole| Data::Number(Number::Integer(i128::from(whole))))
    }
}
