//! JSON in `--set-json`, read into nodes that know their place in the flag.

use serde_json::Value;

use crate::source::{SourceId, Span};
use crate::values::set_error::SetError;
use crate::yaml::{Data, Entries, Entry, Map, Node, Number, Style, without_lone_halves};

/// The largest float that is exactly one whole number, and no other.
const LARGEST_EXACT: f64 = 9_007_199_254_740_992.0;

/// Reads a text that is one JSON value and nothing else.
pub(super) fn read_all(text: &str, source: SourceId) -> Result<Node, SetError> {
    let text = &without_lone_halves(text);
    if let Err(error) = serde_json::from_str::<Value>(text) {
        return Err(json_error(text, 0, source, &error));
    }
    Ok(Reader { text, at: 0, source }.value())
}

/// Reads the JSON value that starts at the given byte, and returns it with the byte after its last one.
pub(super) fn read(text: &str, start: usize, source: SourceId) -> Result<(Node, usize), SetError> {
    let text = &without_lone_halves(text);
    let rest = text.get(start..).unwrap_or_default();
    if let Some(Err(error)) = serde_json::Deserializer::from_str(rest).into_iter::<Value>().next() {
        return Err(json_error(text, start, source, &error));
    }
    let mut reader = Reader { text, at: start, source };
    Ok((reader.value(), reader.at))
}

fn json_error(text: &str, start: usize, source: SourceId, error: &serde_json::Error) -> SetError {
    let rest = text.get(start..).unwrap_or_default();
    let line_start: usize = rest.split_inclusive('\n').take(error.line().saturating_sub(1)).map(str::len).sum();
    let offset = if error.is_eof() { rest.len() } else { line_start.saturating_add(error.column().saturating_sub(1)) };
    let limit = start.saturating_add(offset).min(text.len());
    let at = (start..=limit).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(start);
    let width = text.get(at..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
    let message = error.to_string();
    let reason = message.split(" at line ").next().unwrap_or_default().to_owned();
    SetError::Json { span: Span::new(source, at, at.saturating_add(width)), reason }
}

/// Reads a text whose first value is known to be JSON of limited depth.
struct Reader<'t> {
    text: &'t str,
    at: usize,
    source: SourceId,
}

impl Reader<'_> {
    fn value(&mut self) -> Node {
        self.skip_blanks();
        let start = self.at;
        let (style, data) = match self.peek() {
            Some(b'{') => (Style::Collection, Data::Map(self.object())),
            Some(b'[') => (Style::Collection, Data::List(self.array())),
            Some(b'"') => (Style::Quoted, Data::Text(self.string())),
            _ => (Style::Plain, self.word()),
        };
        Node { span: Span::new(self.source, start, self.at), style, data }
    }

    fn object(&mut self) -> Map {
        let mut map = Entries::default();
        self.at = self.at.saturating_add(1);
        while let Some(b'"') = self.after_blanks() {
            let start = self.at;
            let key = self.string();
            let key_span = Span::new(self.source, start, self.at);
            self.skip(b':');
            let value = self.value();
            map.insert(key, Entry { key_span, value });
            self.skip(b',');
        }
        self.skip(b'}');
        map.into()
    }

    fn array(&mut self) -> Vec<Node> {
        let mut list = Vec::new();
        self.at = self.at.saturating_add(1);
        while !matches!(self.after_blanks(), None | Some(b']')) {
            list.push(self.value());
            self.skip(b',');
        }
        self.skip(b']');
        list
    }

    fn string(&mut self) -> String {
        let start = self.at;
        self.at = start.saturating_add(1);
        while let Some(byte) = self.peek() {
            self.at = self.at.saturating_add(if byte == b'\\' { 2 } else { 1 });
            if byte == b'"' {
                break;
            }
        }
        serde_json::from_str(self.text.get(start..self.at).unwrap_or_default()).unwrap_or_default()
    }

    fn word(&mut self) -> Data {
        let start = self.at;
        while self.peek().is_some_and(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte)) {
            self.at = self.at.saturating_add(1);
        }
        match self.text.get(start..self.at).unwrap_or_default() {
            "true" => Data::Bool(true),
            "false" => Data::Bool(false),
            number => self::number(number).map_or(Data::Null, Data::Number),
        }
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn skip_blanks(&mut self) {
        while self.peek().is_some_and(|byte| byte.is_ascii_whitespace()) {
            self.at = self.at.saturating_add(1);
        }
    }

    fn after_blanks(&mut self) -> Option<u8> {
        self.skip_blanks();
        self.peek()
    }

    fn skip(&mut self, expected: u8) {
        if self.after_blanks() == Some(expected) {
            self.at = self.at.saturating_add(1);
        }
    }
}

/// Whole numbers stay whole, however they were written, as long as that changes no digit.
fn number(text: &str) -> Option<Number> {
    if let Ok(whole) = text.parse()
        && text != "-0"
    {
        return Some(Number::Integer(whole));
    }
    let float: f64 = text.parse().ok()?;
    let whole = float.fract() == 0.0 && float.abs() <= LARGEST_EXACT && text != "-0";
    Some(if whole { Number::Integer(float as i128) } else { Number::Float(float) })
}
