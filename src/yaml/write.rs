//! Writing values as YAML in block style, in the layout that Helm and kubectl print: the items of a list stand under
//! their key's own indentation.
//!
//! Knows nothing of documents and what stands between them.

use serde_json::{Map, Number, Value, map};

use super::quote;

/// The spaces of one level.
const STEP: usize = 2;

/// The longest key that every reader takes without a `?` before it, in bytes.
const LONGEST_SIMPLE_KEY: usize = 1000;

/// Appends a value in block style, ending with a line break.
///
/// Readers of YAML 1.1 and of YAML 1.2 both get the same value back. Blank lines at the end belong to the value.
pub fn write(value: &Value, out: &mut String) {
    let mut writer = Writer { out, open: Vec::new(), on_dash_line: false };
    writer.value(value, 0, Position::Root);
    writer.rest();
}

/// Appends a map as [`write()`] appends a value.
pub fn write_map(map: &Map<String, Value>, out: &mut String) {
    if map.is_empty() {
        return out.push_str("{}\n");
    }
    Writer { out, open: vec![Open::Map(0, map.iter())], on_dash_line: false }.rest();
}

struct Writer<'value, 'out> {
    out: &'out mut String,
    open: Vec<Open<'value>>,
    /// Whether the line so far holds only dashes, so that a first entry goes on behind them.
    on_dash_line: bool,
}

/// A list or map whose parts are still to be written, with its indentation.
enum Open<'value> {
    List(usize, std::slice::Iter<'value, Value>),
    Map(usize, map::Iter<'value>),
}

enum NextPart<'value> {
    Item(usize, &'value Value),
    Entry(usize, &'value str, &'value Value),
}

impl<'value> Open<'value> {
    fn next(&mut self) -> Option<NextPart<'value>> {
        match self {
            Self::List(indent, items) => items.next().map(|item| NextPart::Item(*indent, item)),
            Self::Map(indent, entries) => entries.next().map(|(key, value)| NextPart::Entry(*indent, key, value)),
        }
    }
}

/// What a value stands behind.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Position {
    Root,
    Key,
    LongKey,
    Dash,
}

impl<'value> Writer<'value, '_> {
    /// Writes what is left of the open lists and maps.
    fn rest(&mut self) {
        while let Some(open) = self.open.last_mut() {
            match open.next() {
                Some(NextPart::Entry(indent, key, value)) => self.entry(indent, key, value),
                Some(NextPart::Item(indent, value)) => self.item(indent, value),
                None => {
                    self.open.pop();
                }
            }
        }
    }

    fn entry(&mut self, indent: usize, key: &'value str, value: &'value Value) {
        self.start_line(indent);
        let key_start = self.out.len();
        quote::push_line(key, self.out);
        if self.out.len() - key_start <= LONGEST_SIMPLE_KEY {
            self.out.push(':');
            return self.value(value, indent, Position::Key);
        }
        self.out.insert_str(key_start, "? ");
        self.out.push('\n');
        self.start_line(indent);
        self.out.push(':');
        self.value(value, indent, Position::LongKey);
    }

    fn item(&mut self, indent: usize, value: &'value Value) {
        self.start_line(indent);
        self.out.push('-');
        self.value(value, indent, Position::Dash);
    }

    fn start_line(&mut self, indent: usize) {
        if !std::mem::take(&mut self.on_dash_line) {
            quote::push_blanks(indent, self.out);
        }
    }

    /// Writes a scalar, or opens a list or map; `indent` is that of the key or dash before it.
    fn value(&mut self, value: &'value Value, indent: usize, position: Position) {
        match value {
            Value::Object(entries) if !entries.is_empty() => {
                self.start_collection(position);
                let indent = if position == Position::Root { indent } else { indent + STEP };
                self.open.push(Open::Map(indent, entries.iter()));
            }
            Value::Array(items) if !items.is_empty() => {
                self.start_collection(position);
                let is_deeper = matches!(position, Position::LongKey | Position::Dash);
                self.open.push(Open::List(if is_deeper { indent + STEP } else { indent }, items.iter()));
            }
            scalar => {
                if position != Position::Root {
                    self.out.push(' ');
                }
                self.scalar(scalar, indent + STEP);
                if !self.out.ends_with('\n') {
                    self.out.push('\n');
                }
            }
        }
    }

    fn start_collection(&mut self, position: Position) {
        self.on_dash_line = position == Position::Dash;
        match position {
            Position::Root => {}
            Position::Dash => self.out.push(' '),
            Position::Key | Position::LongKey => self.out.push('\n'),
        }
    }

    fn scalar(&mut self, value: &Value, indent: usize) {
        match value {
            Value::Null => self.out.push_str("null"),
            Value::Bool(bool) => self.out.push_str(if *bool { "true" } else { "false" }),
            Value::Number(number) => self.out.push_str(&number_text(number)),
            Value::String(text) => quote::push_value(text, indent, self.out),
            Value::Array(_) => self.out.push_str("[]"),
            Value::Object(_) => self.out.push_str("{}"),
        }
    }
}

/// The digits of a number; a float always has a point and a sign in its exponent, which YAML 1.1 asks for.
fn number_text(number: &Number) -> String {
    let Some(float) = number.as_f64().filter(|_| number.is_f64()) else { return number.to_string() };
    let text = format!("{float:?}");
    let Some((digits, exponent)) = text.split_once('e') else { return text };
    let point = if digits.contains('.') { "" } else { ".0" };
    let sign = if exponent.starts_with('-') { "" } else { "+" };
    format!("{digits}{point}e{sign}{exponent}")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::source::Sources;
    use crate::yaml::read;

    fn written(value: &Value) -> String {
        let mut text = String::new();
        write(value, &mut text);
        text
    }

    /// Reads the text by this program's reader and by another one, and compares.
    fn assert_reads_back(value: &Value) {
        let text = written(value);
        let stream = read(&text, Sources::default().add("test", "")).unwrap_or_else(|error| panic!("{error}\n{text}"));
        let [document] = stream.documents.as_slice() else { panic!("not one document:\n{text}") };
        assert_eq!(document.root.to_json(), *value, "own reader, {value:?}\n{text}");
        let other: Value = serde_yaml::from_str(&text).unwrap_or_else(|error| panic!("{error}\n{text}"));
        assert_eq!(other, *value, "other reader\n{text}");
    }

    /// A document with the text at every kind of place: with what follows, nested, as key, as the last thing.
    fn everywhere(text: &str) -> Value {
        json!({
            "a": {"b": text, "c": [text, [text, "z"], {"d": text, "e": 1}], text: {"k": text}},
            text: [text],
            "z": text,
        })
    }

    #[test]
    fn the_layout_is_that_of_helm() {
        let value = json!({
            "kind": "ConfigMap",
            "empty": {"map": {}, "list": [], "null": null, "text": ""},
            "list": ["a", {"name": "x", "args": ["-c", "true"], "env": {"A": 1}}, [["b", 1.5], [{"c": true}]]],
            "script": "set -e\n\nexec vault # no comment\n",
            "last": "a\nb",
        });
        let expected = r#"kind: ConfigMap
empty:
  map: {}
  list: []
  "null": null
  text: ""
list:
- a
- name: x
  args:
  - -c
  - "true"
  env:
    A: 1
- - - b
    - 1.5
  - - c: true
script: |
  set -e

  exec vault # no comment
last: |-
  a
  b
"#;
        assert_eq!(written(&value), expected);
        assert_reads_back(&value);
    }

    #[test]
    fn a_root_is_written_whatever_it_is() {
        for (value, expected) in [
            (json!(null), "null\n"),
            (json!("x"), "x\n"),
            (json!("a\nb\n"), "|\n  a\n  b\n"),
            (json!({}), "{}\n"),
            (json!([]), "[]\n"),
            (json!([1, [2]]), "- 1\n- - 2\n"),
        ] {
            assert_eq!(written(&value), expected);
            assert_reads_back(&value);
        }
    }

    #[test]
    fn numbers_keep_their_value_in_both_versions_of_yaml() {
        let table = [
            (json!(0), "0\n"),
            (json!(-1), "-1\n"),
            (json!(10_000_000), "10000000\n"),
            (json!(i64::MIN), "-9223372036854775808\n"),
            (json!(u64::MAX), "18446744073709551615\n"),
            (json!(1.5), "1.5\n"),
            (json!(0.1), "0.1\n"),
            (json!(1e21), "1.0e+21\n"),
            (json!(1.25e300), "1.25e+300\n"),
            (json!(1e-7), "1.0e-7\n"),
            (json!(-2.5e-7), "-2.5e-7\n"),
            (json!(5e-324), "5.0e-324\n"),
        ];
        for (value, expected) in table {
            assert_eq!(written(&value), expected);
            let stream = read(expected, Sources::default().add("test", "")).expect("readable");
            assert_eq!(stream.documents[0].root.to_json().as_f64(), value.as_f64());
            assert_eq!(serde_yaml::from_str::<f64>(expected).ok(), value.as_f64());
        }
        assert_eq!(written(&json!(2.0)), "2.0\n");
    }

    #[test]
    fn plain_text_stays_plain() {
        for text in [
            "vault",
            "hashicorp/vault:1.20.4",
            "--config=/vault/x",
            "-c",
            "/bin/sh",
            "a b",
            "5m",
            "250m",
            "256Mi",
            "http://x:8200/y?z=1",
            "$(VAULT_K8S_POD_NAME)",
            "0.0.0.0/0",
            "v1",
            "größe",
            "it's",
            "a#b",
            "a:b",
            "rbac.authorization.k8s.io/v1",
            "1a",
        ] {
            assert_eq!(written(&json!(text)), format!("{text}\n"));
        }
    }

    #[test]
    fn quotes_are_chosen_for_their_reader() {
        for (text, expected) in [
            ("yes", "\"yes\"\n"),
            ("0440", "\"0440\"\n"),
            ("{\"a\": \"it's\"}", "'{\"a\": \"it''s\"}'\n"),
            ("*", "\"*\"\n"),
            ("a: b", "\"a: b\"\n"),
            ("\u{7f}\t\u{2028}", "\"\\x7f\\t\\u2028\"\n"),
        ] {
            assert_eq!(written(&json!(text)), expected);
        }
    }

    #[test]
    fn tricky_texts_read_back_everywhere() {
        let words = "y n yes no on off true false null ~ Y N tRUE nULL yEs NO On OFF << = ! & * - ? : | > % @ ` # , [ ] { } ' \" \\ -- --- \
            ... .. . ---a ...a --a -a - -: ?a :a a: a:b :: a:: a:, a:] #a a# !a &a *a |a >a %a @a `a 'a 'a' \"a \"a\" [a a] {a a} {} [] \
            {{ }} {{a}} ,a a, <a =a ~a ~~ ^a ;a $a (a )a \\a /a _ _1 1_ 1_000 1__0 0_7 0 00 007 08 0440 0o17 0O17 0x1F 0X1f 0x 0b 0b1 0B1 0o \
            -0x1 +0b1 -0b1 +0o7 1 -1 +1 1. .1 -.1 +.1 1.0 1.10 1e3 1E3 1e+3 1e-3 1.e3 .e3 1e 1e+ e1 e 1e400 .inf .Inf .INF +.inf -.inf .iNf .nan \
            .NaN .NAN -.nan inf nan Infinity NaN 1:30 1:30:45 190:20:30.15 2001-12-14 2001-12-14T21:59:43Z 2001-12-14t21:59:43.10-05:00 1,000 \
            1.2.3 1.2.3.4 1-2 1+1 - + -+ +- 0xZZ 0x1p3 1f 1L 5m 10Mi 1e5x 12e03 685_230.15 0b1010_0111 0x_0A_74 0_x8 -_0_X1f +0_b1 _0x1 0.0 -0.0 -0 +0 9223372036854775808 \
            18446744073709551616 123456789012345678901234567890 é ü zwölf 中文 😀 \u{e000} \u{e001}1\u{e001} \u{a0} \u{a0}a a\u{a0} \u{ad} \u{300} \u{200b} \
            \u{fffd} \u{10ffff} \u{d7ff} \u{85} \u{2028} \u{2029} \u{feff} \u{feff}a \u{fffe} \u{ffff} \u{0} \u{1} \u{7} \u{8} \u{1b} \u{7f} \u{80} \u{9f} a\u{7f}b \
            *.foo !!int !!str &a*b a&b a*b a%b %YAML @x x@y `x` x|y a>b $(A) ${A} $A \\n \\x \\\" C:\\x C:/x a\\ 'it''s' it's \"q a\"b a'b'c";
        let mut texts: Vec<String> = words.split(' ').map(str::to_owned).collect();
        let spaced = [
            "",
            " ",
            "  ",
            " a",
            "a ",
            " a ",
            "a  b",
            "- a",
            "- ",
            "-  a",
            "? a",
            "a ?",
            ": a",
            "a :",
            "a : b",
            "a: b",
            "a:  b",
            "a:\tb",
            "a #b",
            "a # b",
            "a\t#b",
            "# a",
            "#",
            "a\tb",
            "\t",
            "\ta",
            "a\t",
            "--- a",
            "... a",
            "---\ta",
            "{ a",
            "[ a ]",
            "a, b",
            "! a",
            "& a",
            "* a",
            "| a",
            "> a",
            "1 2",
            "1 000",
            "2001-12-14 21:59:43",
            "2001-12-14 21:59:43.10 -5",
            "yes no",
            "true ",
            " true",
            "null ",
            "a\rb",
            "\r",
            "a\r\nb",
            "\"a\" b",
            "'a' b",
            "key: value",
            "a b: c",
            "%YAML 1.1",
            "it's: x",
            "\"it's\": x\\",
            "a ' b",
            "a \" b",
            "@ a",
            "` a",
            "= a",
            "< a",
            "<< ",
            "~ ",
        ];
        texts.extend(spaced.map(str::to_owned));
        assert!(texts.len() >= 300, "{}", texts.len());
        for text in &texts {
            assert_reads_back(&everywhere(text));
        }
    }

    #[test]
    fn texts_of_several_lines_read_back_everywhere() {
        let pieces = [
            "", "\n", "\n\n", " ", "  ", "\t", "a", " a", "a ", "\ta", "# c", "- x", "k: v", "---", "\r\n", "\u{7f}",
            "é",
        ];
        for first in pieces {
            for second in pieces {
                let shapes = pieces.iter().map(|third| {
                    json!({"a": [format!("{first}\n{second}\n{third}")], "b": format!("{first}{second}\n{third}")})
                });
                assert_reads_back(&shapes.collect());
            }
        }
        for text in
            ["a\nb", "a\nb\n", " a\n b\n\n", "\n a\n", "a\n ", "a\n \n", "\n\n", "if x {\n\ty\n}\n", "...\n---\n"]
        {
            assert_reads_back(&everywhere(text));
            assert_reads_back(&json!(text));
            assert_reads_back(&json!([[text]]));
        }
    }

    #[test]
    fn scripts_stay_readable() {
        for (text, expected) in [
            ("a\nb", "k: |-\n  a\n  b\n"),
            ("a\n\nb\n", "k: |\n  a\n\n  b\n"),
            ("a\n\n", "k: |+\n  a\n\n"),
            ("  a\nb\n", "k: |2\n    a\n  b\n"),
            ("\na\n", "k: |\n\n  a\n"),
            ("if {\n\tb \n}", "k: |-\n  if {\n  \tb \n  }\n"),
            ("\n", "k: \"\\n\"\n"),
            ("\ta\n", "k: \"\\ta\\n\"\n"),
            ("a\u{7f}\nb", "k: \"a\\x7f\\nb\"\n"),
        ] {
            assert_eq!(written(&json!({"k": text})), expected);
        }
    }

    #[test]
    fn a_key_of_any_length_reads_back() {
        for length in [990, 1000, 1001, 1023, 1024, 1025, 5000] {
            for key in ["k".repeat(length), "k: ".repeat(length / 3), "é\n".repeat(length / 3)] {
                assert_reads_back(
                    &json!({"a": [{&key: "v", "b": {&key: {"c": [1]}}}], &key: ["x", {&key: "l\nm"}], "z": {&key: []}}),
                );
            }
        }
    }

    #[test]
    fn deep_values_are_written() {
        let deep = (0..100).fold(json!("x"), |value, _| json!({"a": [value]}));
        let text = written(&deep);
        let stream = read(&text, Sources::default().add("test", "")).expect("readable");
        assert_eq!(stream.documents[0].root.to_json(), deep);
    }

    /// Numbers without a pattern, the same in every run.
    struct Random(u64);

    impl Random {
        fn below(&mut self, end: usize) -> usize {
            self.0 ^= self.0 << 13;
            self.0 ^= self.0 >> 7;
            self.0 ^= self.0 << 17;
            usize::try_from(self.0 >> 33).expect("31 bits fit") % end
        }
    }

    #[test]
    fn random_texts_read_back() {
        const ALPHABET: &[char] = &[
            'a', 'e', 'E', 'y', 'Y', 'n', 'o', 'x', 'T', 'Z', '0', '1', '7', '8', '9', '_', '.', ':', '-', '+', ' ',
            ' ', '\n', '\n', '\t', '#', ',', '[', ']', '{', '}', '&', '*', '!', '|', '>', '\'', '"', '%', '@', '`',
            '?', '=', '<', '~', '\\', '/', 'é', '\u{85}', '\u{a0}', '\u{2028}', '\u{feff}', '\r', '\u{1}', '😀',
        ];
        let number_like: Vec<char> = "0123789_.+-eExXoObBfn:".chars().collect();
        let mut random = Random(0x9e37_79b9_7f4a_7c15);
        for round in 0..80 {
            let alphabet = if round % 4 == 0 { &number_like } else { ALPHABET };
            let mut entries = serde_json::Map::new();
            for _ in 0..100 {
                let mut text =
                    || -> String { (0..random.below(9)).map(|_| alphabet[random.below(alphabet.len())]).collect() };
                let (key, value, item) = (text(), text(), text());
                entries.insert(key, json!([item, {"v": value}]));
            }
            assert_reads_back(&Value::Object(entries));
        }
    }
}
