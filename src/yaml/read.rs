//! Reading a text into documents: the parser's events become nodes with places.

use granit_parser::{ErrorKind, Event, Parser, ScalarStyle, ScanError, StructureStyle};

use super::build::{Builder, NESTING_LIMIT, Written};
use super::error::ReadError;
use super::node::{Data, Node, Style};
use super::notice::Notice;
use super::scalar::Tag;
use super::syntax;
use crate::source::{SourceId, Sources, Span};

const YAML_NAMESPACE: &str = "tag:yaml.org,2002:";

/// How many documents a text may have, empty ones included: twice as many as there may be objects.
const DOCUMENTS_LIMIT: usize = 20_000;

/// All documents of a text.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Stream {
    /// The documents in their order; none if the text is empty or holds only comments.
    pub documents: Vec<Document>,
}

/// One document of a text.
#[derive(Clone, Debug, PartialEq)]
pub struct Document {
    /// The value of the document; null if it is empty between two `---`.
    pub root: Node,
    /// What is worth telling about it.
    pub notices: Vec<Notice>,
}

/// Reads a text as Helm would, one difference aside: `%YAML` directives are read.
///
/// Duplicate keys are read and noticed; content after `...` is noticed, and not read. A value that an alias stands for has the place where
/// its anchor wrote it.
///
/// # Errors
/// [`ReadError`] at the first place that takes the text its meaning.
pub fn read(text: &str, source: SourceId) -> Result<Stream, ReadError> {
    // A block at the very end keeps its line break even if the file does not: Helm adds one to the last line it reads.
    let options = granit_parser::options! { emit_comments: false };
    let mut reader =
        Reader { text, source, builder: Builder::default(), stream: Stream::default(), ended: false, is_done: false };
    for event in Parser::new_from_str_with_options(text, options) {
        let (event, span) = event.map_err(|error| reader.syntax_error(&error))?;
        reader.take(event, span)?;
        if reader.is_done {
            break;
        }
    }
    Ok(reader.stream)
}

/// The text within quotes, if a text is a scalar in quotes and nothing else.
pub fn without_quotes(text: &str) -> Option<String> {
    if !text.starts_with(['"', '\'']) {
        return None;
    }
    let documents = read(text, Sources::default().add("", "")).ok()?.documents;
    match <[Document; 1]>::try_from(documents).ok()? {
        [Document { root: Node { style: Style::Quoted, data: Data::Text(text), .. }, .. }] => Some(text),
        _ => None,
    }
}

struct Reader<'text> {
    text: &'text str,
    source: SourceId,
    builder: Builder,
    stream: Stream,
    /// Whether the last document was closed by `...`.
    ended: bool,
    /// Whether nothing more is read.
    is_done: bool,
}

impl<'text> Reader<'text> {
    fn take(&mut self, event: Event<'text>, place: granit_parser::Span) -> Result<(), ReadError> {
        let span = self.span(&place);
        match event {
            Event::DocumentStart(explicit, _) => self.start_document(explicit, span),
            Event::DocumentEnd => self.end_document(span)?,
            Event::Scalar(text, style, anchor, tag) => {
                let written = Written { text, style: style_of(style), tag: tag.as_deref().map(resolve_tag) };
                let span = self.scalar_span(span, written.style);
                self.builder.scalar(anchor, span, written)?;
            }
            Event::Alias(anchor) => self.builder.alias(anchor, span, self.written(span))?,
            Event::SequenceStart(StructureStyle::Block, anchor, _) => {
                self.builder.start_list(anchor, self.list_span(span))?;
            }
            Event::SequenceStart(StructureStyle::Flow, anchor, _) => self.builder.start_list(anchor, span)?,
            Event::MappingStart(_, anchor, _) => self.builder.start_map(anchor, span)?,
            Event::SequenceEnd | Event::MappingEnd => self.builder.end_collection(span)?,
            // Comments, stream marks and whatever the parser may add say nothing about values.
            _ => {}
        }
        Ok(())
    }

    fn start_document(&mut self, explicit: bool, span: Span) {
        let values = std::mem::take(&mut self.builder).values;
        self.builder.values = values;
        if self.ended && !explicit {
            let span = Span { end: self.line_end(span.start), ..span };
            if let Some(last) = self.stream.documents.last_mut() {
                last.notices.push(Notice::ContentAfterEnd { span });
            }
            self.is_done = true;
        }
    }

    fn end_document(&mut self, span: Span) -> Result<(), ReadError> {
        self.ended = self.written(span) == "...";
        let Builder { root, notices, values, .. } = std::mem::take(&mut self.builder);
        self.builder.values = values;
        let root = root.unwrap_or_else(|| Node::new(span, Data::Null));
        self.stream.documents.push(Document { root, notices });
        let is_over = self.stream.documents.len() > DOCUMENTS_LIMIT;
        if is_over { Err(ReadError::Documents { span, limit: DOCUMENTS_LIMIT }) } else { Ok(()) }
    }

    fn written(&self, span: Span) -> &'text str {
        self.text.get(span.start as usize..span.end as usize).unwrap_or_default()
    }

    fn line_end(&self, start: u32) -> u32 {
        let rest = self.text.get(start as usize..).unwrap_or_default();
        let length = rest.find(['\n', '\r']).unwrap_or(rest.len());
        start.saturating_add(u32::try_from(length).unwrap_or(u32::MAX))
    }

    fn span(&self, place: &granit_parser::Span) -> Span {
        let offset = |marker: granit_parser::Marker| marker.byte_offset().unwrap_or(self.text.len());
        Span::new(self.source, offset(place.start), offset(place.end))
    }

    /// The place of a scalar without the blank lines that the parser counts to a block of text.
    fn scalar_span(&self, span: Span, style: Style) -> Span {
        let blanks = match style {
            Style::Block => self.written(span).len() - self.written(span).trim_end().len(),
            _ => 0,
        };
        Span { end: span.end.saturating_sub(u32::try_from(blanks).unwrap_or(0)), ..span }
    }

    /// The place of a list in block style from its first dash on: the parser starts behind it if the list is not indented.
    fn list_span(&self, span: Span) -> Span {
        let before = self.text.get(..span.start as usize).unwrap_or_default();
        let line = before.rfind('\n').map_or(before, |newline| before.get(newline + 1..).unwrap_or_default());
        match line.trim_start().strip_prefix('-') {
            Some(rest) if rest.trim().is_empty() && self.builder.is_in_map() => {
                Span { start: span.start.saturating_sub(u32::try_from(rest.len() + 1).unwrap_or(0)), ..span }
            }
            _ => span,
        }
    }

    fn syntax_error(&self, error: &ScanError) -> ReadError {
        let given = error.marker().byte_offset().unwrap_or(self.text.len()).min(self.text.len());
        let start = if syntax::is_tab(error.kind()) { self.tab_before(given) } else { given };
        let rest = self.text.get(start..).unwrap_or_default();
        let first = rest.chars().next().filter(|first| !matches!(first, '\n' | '\r'));
        let span = Span::new(self.source, start, start + first.map_or(0, char::len_utf8));
        match error.kind() {
            ErrorKind::UnknownAnchor => {
                let length = rest.find([' ', '\t', '\n', '\r', ',', ']', '}']).unwrap_or(rest.len());
                let span = Span::new(self.source, start, start + length);
                ReadError::UnknownAlias { span, name: self.written(span).to_owned() }
            }
            ErrorKind::RecursionLimitExceeded => ReadError::Nesting { span, limit: NESTING_LIMIT },
            problem => ReadError::Syntax { span, problem: problem.clone() },
        }
    }

    /// The last tab of the line up to a place that the parser gives behind it.
    fn tab_before(&self, given: usize) -> usize {
        let before = self.text.get(..given).unwrap_or_default();
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        let is_tab = self.text.get(given..).is_some_and(|rest| rest.starts_with('\t'));
        before.rfind('\t').filter(|tab| *tab >= line_start && !is_tab).unwrap_or(given)
    }
}

fn resolve_tag(tag: &granit_parser::Tag) -> Tag {
    tag.suffix_in_namespace(YAML_NAMESPACE).map_or(Tag::Text, |name| Tag::from_name(&name))
}

fn style_of(style: ScalarStyle) -> Style {
    match style {
        ScalarStyle::Plain => Style::Plain,
        ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted => Style::Quoted,
        ScalarStyle::Literal | ScalarStyle::Folded => Style::Block,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::source::Sources;

    fn try_read(text: &str) -> Result<(Sources, Stream), ReadError> {
        let mut sources = Sources::default();
        let id = sources.add("values.yaml", text);
        read(text, id).map(|stream| (sources, stream))
    }

    fn json_of(text: &str) -> Value {
        let (_, stream) = try_read(text).unwrap_or_else(|error| panic!("{text:?}: {error}"));
        stream.documents.first().map_or(Value::Null, |document| document.root.to_json())
    }

    fn error_of(text: &str) -> ReadError {
        try_read(text).map(|(_, stream)| stream).expect_err(text)
    }

    /// What the error's place covers.
    fn place_of(text: &str) -> &str {
        let span = error_of(text).span();
        text.get(span.start as usize..span.end as usize).expect("a place lies in the text")
    }

    #[test]
    fn documents_read_as_in_helm() {
        let table = [
            ("v: 1\nv: 2", json!({"v": 2})),
            ("v:\n  a: 1\n  b: 2\n  a: 3", json!({"v": {"a": 3, "b": 2}})),
            (
                "base: &b {x: 1, y: 2}\nv:\n  <<: *b\n  z: 3",
                json!({"base": {"x": 1, "true": 2}, "v": {"x": 1, "true": 2, "z": 3}}),
            ),
            ("b: &b {x: 1, z: 2}\nv:\n  <<: *b\n  z: 3", json!({"b": {"x": 1, "z": 2}, "v": {"x": 1, "z": 3}})),
            ("b: &b {x: 1, z: 2}\nv:\n  z: 3\n  <<: *b", json!({"b": {"x": 1, "z": 2}, "v": {"x": 1, "z": 2}})),
            (
                "a: &a {x: 1, z: 9}\nb: &b {x: 5, w: 2}\nv:\n  <<: [*a, *b]\n  w: 3",
                json!({"a": {"x": 1, "z": 9}, "b": {"x": 5, "w": 2}, "v": {"x": 1, "w": 3, "z": 9}}),
            ),
            (
                "a: &a {x: 1}\nb: &b {z: 2}\nv:\n  <<: *a\n  <<: *b",
                json!({"a": {"x": 1}, "b": {"z": 2}, "v": {"x": 1, "z": 2}}),
            ),
            ("v:\n  <<: {a: {b: 1}}\n  a: {c: 2}", json!({"v": {"a": {"c": 2}}})),
            ("v:\n  \"<<\": {a: 1}", json!({"v": {"<<": {"a": 1}}})),
            ("v:\n  !!str <<: {a: 1}", json!({"v": {"<<": {"a": 1}}})),
            ("v:\n  !!merge \"<<\": {a: 1}", json!({"v": {"a": 1}})),
            ("a: &a <<\nv: {*a : {x: 2}}", json!({"a": "<<", "v": {"<<": {"x": 2}}})),
            ("v: <<", json!({"v": "<<"})),
            ("a: &a yes\nv: *a", json!({"a": true, "v": true})),
            ("a: &a 1\nb: &a 2\nv: *a", json!({"a": 1, "b": 2, "v": 2})),
            ("&k on: 1\nv: {*k : 2}", json!({"true": 1, "v": {"true": 2}})),
            ("v:\n  1: a\n  0440: b", json!({"v": {"1": "a", "288": "b"}})),
            ("v:\n  yes: a\n  true: b", json!({"v": {"true": "b"}})),
            ("v:\n  \"on\": a", json!({"v": {"on": "a"}})),
            ("v:\n  y: a\n  n: b", json!({"v": {"true": "a", "false": "b"}})),
            ("v:\n  1.5: a\n  1e3: b\n  1e6: c", json!({"v": {"1.5": "a", "1000": "b", "1e+06": "c"}})),
            ("v:\t1", json!({"v": 1})),
            ("v: {a: 1, b: [x, y, {c: d}], \"e\":f}", json!({"v": {"a": 1, "b": ["x", true, {"c": "d"}], "e": "f"}})),
            ("%YAML 1.2\n---\nv: yes", json!({"v": true})),
            ("v: !!binary |\n  aGVs\n  bG8=", json!({"v": "hello"})),
            ("v: !foo {a: !bar 1}", json!({"v": {"a": "1"}})),
            ("v: !custom yes\nw: ! 12\nx: !<tag:yaml.org,2002:int> '12'", json!({"v": "yes", "w": "12", "x": 12})),
            (
                "v: !!float 0440\nw: !!null ''\nx: !!str\nz: !!bool \"on\"",
                json!({"v": 288, "w": null, "x": "", "z": true}),
            ),
            ("v:\nw: ~\nx: ''\nz: \"~\"", json!({"v": null, "w": null, "x": "", "z": "~"})),
            (
                "v: 'yes'\nw: \"0440\"\nx: |\n  12\nz: >-\n  on",
                json!({"v": "yes", "w": "0440", "x": "12\n", "z": "on"}),
            ),
            ("v: |\n  a\n   b\n\n  c", json!({"v": "a\n b\n\nc\n"})),
            ("v: |\n  a\n", json!({"v": "a\n"})),
            ("v: |-\n  a\n\nw: |+\n  b\n\n", json!({"v": "a", "w": "b\n\n"})),
            ("v: >\n  a\n  b\n", json!({"v": "a b\n"})),
            ("- 1\n- - a\n  - {}\n- []", json!([1, ["a", {}], []])),
            ("\u{feff}v: 1\r\nw:\r\n  - a\r\nx: |\r\n  l\r\n  m\r\n", json!({"v": 1, "w": ["a"], "x": "l\nm\n"})),
            ("v: \u{e000}12\u{e001}", json!({"v": "\u{e000}12\u{e001}"})),
            ("plain", json!("plain")),
        ];
        for (text, expected) in table {
            assert_eq!(json_of(text), expected, "{text}");
        }
    }

    #[test]
    fn an_empty_text_holds_no_document_and_an_empty_document_is_null() {
        for text in ["", "\n", "# only a comment\n", "\u{feff}"] {
            assert_eq!(try_read(text).map(|(_, stream)| stream.documents.len()), Ok(0), "{text:?}");
        }
        let (_, stream) = try_read("---\n---\na: 1\n---\n# nothing\n").expect("readable");
        let roots: Vec<Value> = stream.documents.iter().map(|document| document.root.to_json()).collect();
        assert_eq!(roots, [json!(null), json!({"a": 1}), json!(null)]);
    }

    #[test]
    fn a_place_covers_what_was_written() {
        let text = "\u{feff}a: é\nq: \"x y\" # c\nb: |\n  l\n  m\n\nlist: # c\n- {k: [1, 2 ]}\n- 'it''s'\nempty:\nanchor: &a\n  k: v\n\
                    use:\n  <<: *a\n  alias: *a\n# end\n";
        let (sources, stream) = try_read(text).expect("readable");
        let root = &stream.documents[0].root;
        let slice = |path: &str| sources.slice(root.at(path).expect(path).span);
        for (path, written) in [
            ("a", "é"),
            ("q", "\"x y\""),
            ("b", "l\n  m"),
            ("list", "- {k: [1, 2 ]}\n- 'it''s'"),
            ("empty", ""),
            ("anchor", "k: v"),
            ("use", "<<: *a\n  alias: *a"),
            ("use.k", "v"),
            ("use.alias", "k: v"),
        ] {
            assert_eq!(slice(path), written, "{path}");
        }
        let Data::List(items) = &root.at("list").expect("a list").data else { panic!("no list") };
        assert_eq!(items.iter().map(|item| sources.slice(item.span)).collect::<Vec<_>>(), ["{k: [1, 2 ]}", "'it''s'"]);
        assert_eq!(sources.slice(items[0].get("k").expect("k").span), "[1, 2 ]");
        let keys = root.as_map().expect("a map").values().map(|entry| sources.slice(entry.key_span));
        assert_eq!(keys.collect::<Vec<_>>(), ["a", "q", "b", "list", "empty", "anchor", "use"]);
        assert_eq!(sources.slice(root.span), text.trim_start_matches('\u{feff}').trim_end_matches("\n# end\n"));
        assert_eq!(sources.place(root.at("empty").expect("empty").span).line, 10);
    }

    #[test]
    fn a_style_tells_how_it_was_written() {
        let (_, stream) = try_read("p: a\ns: 'a'\nd: \"a\"\nl: |\n  a\nf: >\n  a\nc: {}\n").expect("readable");
        let root = &stream.documents[0].root;
        let styles: Vec<Style> = root.as_map().expect("a map").values().map(|entry| entry.value.style).collect();
        let (quoted, block) = (Style::Quoted, Style::Block);
        assert_eq!(styles, [Style::Plain, quoted, quoted, block, block, Style::Collection]);
    }

    #[test]
    fn notices_tell_what_is_lost() {
        let notice_places = |text: &str| -> Vec<(&'static str, String, String)> {
            let (sources, stream) = try_read(text).expect("readable");
            let place = |span| format!("{} {}", sources.place(span).line, sources.slice(span));
            let notices = stream.documents.into_iter().flat_map(|document| document.notices);
            let told = notices.map(|notice| match notice {
                Notice::DuplicateKey { first, again, .. } => ("duplicate", place(first), place(again)),
                Notice::MergeOverrides { first, merge, .. } => ("merge", place(first), place(merge)),
                Notice::ContentAfterEnd { span } => ("after end", place(span), String::new()),
                other => panic!("{other:?}"),
            });
            told.collect()
        };
        type Told<'text> = (&'static str, &'text str, &'text str);
        let table: [(&str, &[Told]); 9] = [
            ("a: 1\nb: 2", &[]),
            ("a: 1\na: 2", &[("duplicate", "1 a", "2 a")]),
            ("a: 1\na: 2\na: 3", &[("duplicate", "1 a", "2 a"), ("duplicate", "2 a", "3 a")]),
            ("yes: 1\non: 2", &[("duplicate", "1 yes", "2 on")]),
            ("<<: {a: 1}\na: 2", &[]),
            ("<<: {a: 1}\na: 2\na: 3", &[("duplicate", "2 a", "3 a")]),
            ("a: 2\n<<: {a: 1}", &[("merge", "1 a", "2 {a: 1}")]),
            ("a: 1\n...\nb: 2 # c\nc: 3", &[("after end", "3 b: 2 # c", "")]),
            ("a: 1\n...\n---\nb: 2", &[]),
        ];
        for (text, expected) in table {
            let found = notice_places(text);
            let found: Vec<_> = found.iter().map(|(kind, first, second)| (*kind, &**first, &**second)).collect();
            assert_eq!(found, expected, "{text}");
        }
    }

    #[test]
    fn what_has_no_meaning_is_refused_at_its_place() {
        let table = [
            ("v: .inf", "yaml-number", ".inf"),
            ("v: !!int x", "yaml-tag", "x"),
            ("v: !!binary 'a'", "yaml-tag", "'a'"),
            ("v: {~: 1}", "yaml-key", "~"),
            ("v: {[a]: 1}", "yaml-key", "["),
            ("v: {{ x }}", "yaml-key", "{"),
            ("a: &a [1]\nv: {*a : 1}", "yaml-key", "*a"),
            ("v:\n  <<: null", "yaml-merge", "null"),
            ("v:\n  <<: [1]", "yaml-merge", "1"),
            ("b: &b [{x: 1}]\nv:\n  <<: *b", "yaml-merge", "[{x: 1}]"),
            ("v: *x, y", "yaml-alias", "*x"),
            ("v: &v [*v]", "yaml-alias", "*v"),
            ("a: &a 1\n---\nb: *a", "yaml-alias", "*a"),
            ("a:\n\tb: 1", "yaml-syntax", "\t"),
            ("a: b: c", "yaml-syntax", ":"),
            ("a: @b", "yaml-syntax", "@"),
            ("a: \"b", "yaml-syntax", "\""),
            ("a: \u{1}", "yaml-syntax", "\u{1}"),
        ];
        for (text, code, place) in table {
            let diagnostic = crate::diagnostic::Diagnostic::from(error_of(text));
            assert_eq!((diagnostic.code, place_of(text)), (code, place), "{text}: {diagnostic:?}");
        }
    }

    #[test]
    fn every_syntax_error_is_said_in_words() {
        let texts = [
            "a:\n\tb: 1",
            "a: b: c",
            "a: [1",
            "a: {b: 1",
            "a: [1}",
            "a: 'b",
            "a: 'b' c",
            "a: \"\\q\"",
            "a: %b",
            "a\nb: 1",
            "a: 1\n b: 2",
            "a: ]",
            "a: - b",
            "a: & b",
            "- a\nb: 1",
            "a: \"b\"c: 1",
            "a: |a\n",
            "{a: b} c",
            "a: b # c\n  d",
            "a: [- b]",
            "a: 'b'#c",
            "a: \"b\n---\n",
        ];
        for text in texts {
            let title = error_of(text).to_string();
            assert!(!title.starts_with("not valid YAML"), "{text:?}: {title}");
        }
        let tab = crate::diagnostic::Diagnostic::from(error_of("a:\n\tb: 1"));
        assert_eq!((tab.title.as_str(), tab.help), ("a tab cannot indent YAML", vec!["use spaces".to_owned()]));
    }

    #[test]
    fn deep_nesting_is_refused_and_never_overflows() {
        let limit = NESTING_LIMIT;
        let flow = |levels: usize| format!("{}{}", "[".repeat(levels), "]".repeat(levels));
        let block = |levels: usize| format!("{}a", "- ".repeat(levels));
        for shape in [flow, block] {
            assert!(try_read(&shape(limit)).is_ok());
            for levels in [limit + 1, limit + 100, 100_000] {
                assert!(matches!(error_of(&shape(levels)), ReadError::Nesting { .. }), "{levels}");
            }
        }
        let half = flow(limit / 2);
        assert!(try_read(&format!("- &a {half}\n- &b {}*a{}", "[".repeat(99), "]".repeat(99))).is_ok());
        let deep = format!("- &a {half}\n- &b {}*a{}", "[".repeat(100), "]".repeat(100));
        assert!(matches!(error_of(&deep), ReadError::Nesting { .. }));
    }

    #[test]
    fn a_short_text_cannot_fill_the_memory() {
        let mut laughs = String::from("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for level in 1..9 {
            let before = format!("*a{}", level - 1);
            laughs.push_str(&format!("a{level}: &a{level} [{}]\n", [before.as_str(); 10].join(", ")));
        }
        let long_text = format!("a: &a {}\nb: [{}]", "x".repeat(100_000), ["*a"; 1000].join(", "));
        let nested: String = (0..190).map(|level| format!("&n{level} [")).collect();
        let nested = format!("{nested}{}{}", ["x"; 5000].join(","), "]".repeat(190));
        for text in [laughs, long_text, nested] {
            assert!(matches!(error_of(&text), ReadError::AliasBudget { .. }));
        }
    }
}
