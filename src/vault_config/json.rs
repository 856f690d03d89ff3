//! Reads the JSON form of a configuration. Maps and lists of maps are blocks; below a kind whose blocks have a label,
//! the keys of a map of maps are the labels: `{"listener": {"tcp": {…}}}`.

use super::problem::{NESTING_LIMIT, Problem};
use super::tree::{Body, Data, Loose, Name, Value};
use crate::source::{SourceId, Span};

/// The kinds of blocks that carry a label, in the configurations of server and agent.
const LABELLED: &[&str] = &[
    "backend",
    "entropy",
    "env_template",
    "ha_backend",
    "ha_storage",
    "hsm",
    "kms_library",
    "listener",
    "method",
    "persist",
    "seal",
    "service_registration",
    "sink",
    "storage",
];

/// Reads a text as JSON, as HCL 1 does: a comma before a closing bracket and text behind the last one are read over.
pub(super) fn parse_json(text: &str, source: SourceId) -> Result<(Body, Vec<Loose>), Problem> {
    let at = text.len() - text.trim_start_matches('\u{feff}').len();
    let mut reader = Reader { text, source, at, depth: 0, loose: Vec::new() };
    let value = reader.value()?;
    reader.skip_blanks();
    if reader.peek().is_some() {
        let span = Span::new(source, reader.at, text.trim_end().len());
        let words = "something follows the closing brace";
        reader.loose.push(Loose { span, words, remove: "what follows the closing brace" });
    }
    match value.data {
        Data::Map(body) => Ok((body, reader.loose)),
        _ => Err(reader.problem("expected `{`")),
    }
}

/// Adds what a key is set to.
fn add(body: &mut Body, key: Name, value: Value) {
    if LABELLED.contains(&key.text.as_str()) {
        match value.data {
            Data::Map(inner) => add_labelled(body, &key, inner),
            Data::List(items) if !items.is_empty() && items.iter().all(|item| matches!(item.data, Data::Map(_))) => {
                for item in items {
                    if let Data::Map(inner) = item.data {
                        add_labelled(body, &key, inner);
                    }
                }
            }
            data => body.set(key, Value { data, span: value.span }),
        }
    } else {
        body.set(key, value);
    }
}

/// Keys that all hold maps are labels; a map with anything else in it is the body itself.
fn add_labelled(body: &mut Body, kind: &Name, inner: Body) {
    if !inner.attributes.is_empty() || inner.blocks.is_empty() {
        body.add_block(kind.clone(), Vec::new(), inner);
        return;
    }
    for block in inner.blocks {
        let mut labels = vec![block.kind];
        labels.extend(block.labels);
        body.add_block(kind.clone(), labels, block.body);
    }
}

struct Reader<'text> {
    text: &'text str,
    source: SourceId,
    at: usize,
    depth: usize,
    loose: Vec<Loose>,
}

impl Reader<'_> {
    fn value(&mut self) -> Result<Value, Problem> {
        self.skip_blanks();
        let start = self.at;
        let data = match self.peek() {
            Some('{') => return self.nested(Self::map),
            Some('[') => return self.nested(Self::list),
            Some('"') => Data::Text(self.text()?),
            Some('-' | '0'..='9') => self.number()?,
            Some(_) => self.word()?,
            None => return Err(self.problem("the text ends where a value belongs")),
        };
        Ok(Value { data, span: self.span(start) })
    }

    fn nested(&mut self, read: fn(&mut Self) -> Result<Data, Problem>) -> Result<Value, Problem> {
        let start = self.at;
        self.depth += 1;
        if self.depth > NESTING_LIMIT {
            return Err(Problem::Nesting { span: Span::new(self.source, start, start + 1) });
        }
        self.at += 1;
        let mut data = read(self)?;
        self.depth -= 1;
        let span = self.span(start);
        if let Data::Map(body) = &mut data {
            body.span = span;
        }
        Ok(Value { data, span })
    }

    fn map(&mut self) -> Result<Data, Problem> {
        let mut body = Body::empty(self.span(self.at));
        if self.takes('}') {
            return Ok(Data::Map(body));
        }
        loop {
            self.skip_blanks();
            let start = self.at;
            if self.peek() != Some('"') {
                return Err(self.problem("expected a key in quotes"));
            }
            let key = Name { text: self.text()?, span: self.span(start) };
            if !self.takes(':') {
                return Err(self.problem("expected `:` after the key"));
            }
            let value = self.value()?;
            add(&mut body, key, value);
            if self.takes('}') {
                return Ok(Data::Map(body));
            }
            if !self.takes(',') {
                return Err(self.problem("expected `,` or `}`"));
            }
            if self.is_last_comma('}') {
                return Ok(Data::Map(body));
            }
        }
    }

    fn list(&mut self) -> Result<Data, Problem> {
        let mut items = Vec::new();
        if self.takes(']') {
            return Ok(Data::List(items));
        }
        loop {
            items.push(self.value()?);
            if self.takes(']') {
                return Ok(Data::List(items));
            }
            if !self.takes(',') {
                return Err(self.problem("expected `,` or `]`"));
            }
            if self.is_last_comma(']') {
                return Ok(Data::List(items));
            }
        }
    }

    /// Whether the comma that was just read has nothing behind it but the closing bracket, which is read as well.
    fn is_last_comma(&mut self, end: char) -> bool {
        let span = Span::new(self.source, self.at - 1, self.at);
        let is_last = self.takes(end);
        if is_last {
            self.loose.push(Loose { span, words: "a comma stands before the closing bracket", remove: "the comma" });
        }
        is_last
    }

    /// A quoted string; what is between them is left to the JSON reader.
    fn text(&mut self) -> Result<String, Problem> {
        let start = self.at;
        let bytes = self.text.as_bytes();
        let mut end = start + 1;
        while let Some(byte) = bytes.get(end) {
            match byte {
                b'"' => break,
                b'\n' => return Err(self.problem("a quoted string is not closed")),
                b'\\' => end += 2,
                _ => end += 1,
            }
        }
        let written = self.text.get(start..=end).ok_or_else(|| self.problem("a quoted string is not closed"))?;
        let text = serde_json::from_str(written).map_err(|_| self.problem("a broken quoted string"))?;
        self.at = end + 1;
        Ok(text)
    }

    fn number(&mut self) -> Result<Data, Problem> {
        let written = self.run(|next| next.is_ascii_alphanumeric() || matches!(next, '+' | '-' | '.'));
        let whole = serde_json::from_str(written).map(Data::Integer);
        let data = whole.or_else(|_| serde_json::from_str(written).map(Data::Float));
        let data = data.map_err(|_| self.problem("a broken number"))?;
        self.at += written.len();
        Ok(data)
    }

    fn word(&mut self) -> Result<Data, Problem> {
        let written = self.run(|next| next.is_ascii_alphanumeric() || next == '_');
        let data = match written {
            "true" => Data::Bool(true),
            "false" => Data::Bool(false),
            "null" => Data::Null,
            _ => return Err(self.problem("expected a value")),
        };
        self.at += written.len();
        Ok(data)
    }
}

impl<'text> Reader<'text> {
    /// The characters from here on that fit.
    fn run(&self, fits: impl Fn(char) -> bool) -> &'text str {
        let rest = self.text.get(self.at..).unwrap_or_default();
        rest.get(..rest.find(|next| !fits(next)).unwrap_or(rest.len())).unwrap_or_default()
    }

    fn takes(&mut self, wanted: char) -> bool {
        self.skip_blanks();
        let found = self.peek() == Some(wanted);
        self.at += if found { wanted.len_utf8() } else { 0 };
        found
    }

    fn skip_blanks(&mut self) {
        self.at += self.run(|next| matches!(next, ' ' | '\t' | '\n' | '\r')).len();
    }

    fn peek(&self) -> Option<char> {
        self.text.get(self.at..)?.chars().next()
    }

    fn span(&self, start: usize) -> Span {
        Span::new(self.source, start, self.at)
    }

    /// The problem with the character here.
    fn problem(&self, problem: &'static str) -> Problem {
        let length = self.peek().filter(|next| *next != '\n').map_or(0, char::len_utf8);
        Problem::Json { span: Span::new(self.source, self.at, self.at + length), problem }
    }
}
