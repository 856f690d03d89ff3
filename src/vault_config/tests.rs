//! What the reader of configurations takes, refuses and keeps.

use serde_json::{Value as Json, json};

use super::parse::parse;
use crate::diagnostic::Diagnostic;
use crate::source::{SourceId, Sources, Span};
use crate::vault_config::{Block, Config, Problem, Value, to_json};

fn source() -> SourceId {
    Sources::default().add("config.hcl", "")
}

fn config(text: &str) -> Config {
    parse(text, source()).unwrap_or_else(|problems| panic!("{text}\n{problems:?}"))
}

/// The tree as `{name: value, kind: [[labels…, body]…]}`, short enough for a table.
fn short(text: &str) -> Json {
    shorten(&to_json(&config(text).body))
}

fn shorten(tree: &Json) -> Json {
    let mut short = tree["attributes"].clone();
    for (name, value) in tree["blocks"].as_object().expect("blocks") {
        let blocks = value.as_array().expect("a list").iter().map(|block| {
            let mut all = block["labels"].as_array().expect("labels").clone();
            all.push(shorten(&block["body"]));
            Json::Array(all)
        });
        short[name] = blocks.collect();
    }
    short
}

fn slice(text: &str, span: Span) -> &str {
    &text[span.start as usize..span.end as usize]
}

#[test]
fn hcl_is_read_as_in_vault() {
    let table = [
        ("", json!({})),
        ("\u{feff}# nothing\n// at all\n/* here\n*/", json!({})),
        ("ui = true", json!({"ui": true})),
        ("\"ui\" = false", json!({"ui": false})),
        ("a=1 b=2,c=3", json!({"a": 1, "b": 2, "c": 3})),
        ("a\n=\n1", json!({"a": 1})),
        ("a = 0x1F\nb = 0755\nc = 1.5\nd = -2\ne = 1e3", json!({"a": 31, "b": 493, "c": 1.5, "d": -2, "e": 1000.0})),
        ("a = 1\na = 2", json!({"a": 2})),
        ("listener \"tcp\" {\n  address = \"[::]:8200\"\n}", json!({"listener": [["tcp", {"address": "[::]:8200"}]]})),
        ("listener tcp {}", json!({"listener": [["tcp", {}]]})),
        ("listener\n\"tcp\"\n{\n}\n", json!({"listener": [["tcp", {}]]})),
        (
            "\"listener\" \"tcp\" { tls_disable = 1, address = \"a\", }",
            json!({"listener": [["tcp", {"tls_disable": 1, "address": "a"}]]}),
        ),
        ("a \"b\" \"c\" { d = 1 }", json!({"a": [["b", "c", {"d": 1}]]})),
        ("a {}\na {}", json!({"a": [[{}], [{}]]})),
        ("a = { b = 1 }", json!({"a": [[{"b": 1}]]})),
        ("a = [{ b = 1 }, { b = 2 }]", json!({"a": [[{"b": 1}], [{"b": 2}]]})),
        (
            "a = [1, \"b\", true, [2], { c = 3 },]",
            json!({"a": [1, "b", true, [2], {"attributes": {"c": 3}, "blocks": {}}]}),
        ),
        ("a = []\nb = [\n  \"x\", # one\n  // two\n  \"y\"\n]", json!({"a": [], "b": ["x", "y"]})),
        ("a-b.c_d = 1", json!({"a-b.c_d": 1})),
        ("a = \"x\\n\\t\\\"\\\\\\u00e9\\x41\\101\"", json!({"a": "x\n\t\"\\éAA"})),
        ("a = \"${f(\"x\")} $y {z}\"", json!({"a": "${f(\"x\")} $y {z}"})),
        ("a = \"${ {\n} }\"", json!({"a": "${ {\n} }"})),
        ("a = <<EOF\nx\n  y\nEOF\nb = 1", json!({"a": "x\n  y\n", "b": 1})),
        ("a = <<-EOF\n    x\n      y\n    EOF\nb = 1\n", json!({"a": "x\n  y\n", "b": 1})),
        ("a = <<EOF\nx\n\u{a0}EOF\n  EOF  \n\u{b}EOF\nb = 1", json!({"a": "x\n\u{a0}EOF\n  EOF  \n\u{b}", "b": 1})),
        ("a = <<-EOF\n x\nEOF\n EOF\n", json!({"a": " x\nEOF\n"})),
        ("a = <<EOF\nEOF\n", json!({"a": ""})),
        ("a = <<E\r\nx\r\nE\r\nb = \"y\"\r\n", json!({"a": "x\n", "b": "y"})),
        ("a = [<<E\nx\nE\n, 1]", json!({"a": ["x\n", 1]})),
        ("a { b { c { d = \"e\" } } }", json!({"a": [[{"b": [[{"c": [[{"d": "e"}]]}]]}]]})),
        ("a = \"# no comment // /* \"# one\n", json!({"a": "# no comment // /* "})),
        ("été = \"ü\"", json!({"été": "ü"})),
    ];
    for (text, expected) in table {
        assert_eq!(short(text), expected, "{text}");
    }
}

#[test]
fn hcl_and_json_of_the_same_configuration_are_equal() {
    let table = [
        ("ui = true\nlease = 1.5\nlist = [\"a\", 2]", r#"{"ui": true, "lease": 1.5, "list": ["a", 2]}"#),
        ("listener \"tcp\" { address = \"a\" }", r#"{"listener": {"tcp": {"address": "a"}}}"#),
        ("listener \"tcp\" { address = \"a\" }", r#"{"listener": [{"tcp": {"address": "a"}}]}"#),
        (
            "listener \"tcp\" { a = 1 }\nlistener \"unix\" { a = 2 }",
            r#"{"listener": {"tcp": {"a": 1}, "unix": {"a": 2}}}"#,
        ),
        ("listener \"tcp\" { a = 1 }\nlistener \"tcp\" { a = 2 }", r#"{"listener": {"tcp": [{"a": 1}, {"a": 2}]}}"#),
        (
            "listener \"tcp\" { a = 1 }\nlistener \"tcp\" { a = 2 }",
            r#"{"listener": {"tcp": {"a": 1}}, "listener": [{"tcp": {"a": 2}}]}"#,
        ),
        (
            "storage \"raft\" {\n  retry_join { a = 1 }\n  retry_join { a = 2 }\n}",
            r#"{"storage": {"raft": {"retry_join": [{"a": 1}, {"a": 2}]}}}"#,
        ),
        ("storage \"raft\" { retry_join { a = 1 } }", r#"{"storage": {"raft": {"retry_join": {"a": 1}}}}"#),
        ("service_registration \"kubernetes\" {}", r#"{"service_registration": {"kubernetes": {}}}"#),
        ("telemetry { a = true }\n", " \n{\"telemetry\": {\"a\": true}}\n"),
        (
            "auto_auth { method \"kubernetes\" { mount_path = \"a\" config = { role = \"b\" } } sink \"file\" { config \
             { path = \"c\" } } }",
            r#"{"auto_auth": {"method": {"kubernetes": {"mount_path": "a", "config": {"role": "b"}}}, "sink": [{"file": {"config": {"path": "c"}}}]}}"#,
        ),
        ("seal { type = \"shamir\" }", r#"{"seal": {"type": "shamir"}}"#),
        ("a = \"é😀\\\"\"", "\u{feff}{\"a\": \"\\u00e9\\ud83d\\ude00\\\"\"}"),
    ];
    for (hcl, json) in table {
        assert_eq!(to_json(&config(hcl).body), to_json(&config(json).body), "{hcl}\n{json}");
    }
}

#[test]
fn every_part_keeps_its_place() {
    let hcl = "ui = true\nlistener \"tcp\" {\n  address = \"[::]\" # c\n  list = [1, 2]\n}\n";
    let json = r#"{"ui": true, "listener": {"tcp": {"address": "[::]", "list": [1, 2]}}}"#;
    for (text, name, whole) in [(hcl, "ui", "listener \"tcp\" {"), (json, "\"ui\"", "\"listener\": {")] {
        let body = config(text).body;
        assert_eq!(slice(text, body.attributes[0].name.span), name);
        assert_eq!(slice(text, body.attributes[0].value.span), "true");
        let block = body.block("listener").expect("a listener");
        assert!(slice(text, block.span).starts_with(whole), "{}", slice(text, block.span));
        assert!(slice(text, block.span).ends_with('}'));
        assert_eq!(slice(text, block.labels[0].span), "\"tcp\"");
        assert!(slice(text, block.body.span).starts_with('{'));
        assert_eq!(slice(text, block.body.attribute("address").expect("an address").span), "\"[::]\"");
        assert_eq!(slice(text, block.body.attribute("list").expect("a list").span), "[1, 2]");
    }
}

#[test]
fn parts_are_found_by_name() {
    let body = config("ui = 1\nui = \"false\"\nlistener \"tcp\" {}\nseal \"a\" {}\nlistener \"unix\" {}").body;
    assert_eq!(body.attribute("ui").and_then(Value::as_bool), Some(false));
    assert_eq!(body.blocks("listener").map(Block::label).collect::<Vec<_>>(), [Some("tcp"), Some("unix")]);
    assert!(body.attribute("listener").is_none() && body.block("ui").is_none());
}

#[test]
fn what_vault_does_not_read_is_told_with_its_place() {
    let table: &[(&str, &[(&str, &str)])] = &[
        ("a = b", &[("a string needs quotes", "b")]),
        ("a = 10s\nb = 1", &[("`10s` is not a number", "10s")]),
        ("a = \"x\nb = 1", &[("a quoted string is not closed", "\"x")]),
        ("a = \"x\r\nb = 1", &[("a quoted string is not closed", "\"x")]),
        ("a = \"\\q\"", &[("`\\q` is not an escape", "\\q")]),
        ("a: 1", &[("unexpected character `:`", ":")]),
        ("a = 'x'", &[("unexpected character `'`", "'")]),
        ("a", &[("expected `=` or `{`, found the end of the text", "")]),
        ("a =", &[("expected a value, found the end of the text", "")]),
        ("a b = 1", &[("a block with labels takes no `=`", "=")]),
        ("= 1", &[("expected a name, found `=`", "=")]),
        ("a = 1\n}\nb = 2", &[("a `}` closes nothing", "}")]),
        ("a {\n  b {\n  c = 1\n}\n", &[("a `{` is not closed", "{")]),
        ("a = [1 2]\nb = 1", &[("expected `,` or `]`, found a number", "2")]),
        ("a = [1, 2", &[("a `[` is not closed", "[")]),
        ("b {\n  a = [1, 2\n}\nc = 1", &[("expected `,` or `]`, found `}`", "}")]),
        ("a = <<\nx = 1\n", &[("a heredoc needs a name, and nothing after it on the line", "")]),
        ("a = <<EOF\nx\nEOF", &[("a heredoc is not closed", "<<EOF")]),
        ("a = <<-EOF\nx\nEOF\n", &[("a heredoc is not closed", "<<-EOF")]),
        ("b {\n  a = <<EOF\nx\nEOF }\n", &[("a heredoc is not closed", "<<EOF")]),
        ("a = 1 /* x", &[("a comment is not closed", "/*")]),
        ("a = 1 / x", &[("unexpected character `/`", "/")]),
        ("true = 1", &[("expected a name, found a boolean", "true")]),
        ("a = \u{a0}1", &[("unexpected character `\u{a0}`", "\u{a0}")]),
        (
            "a = b\nl {\n  c = [x]\n  d = 'y'\n}\ne = 1 2\nf = ok",
            &[
                ("a string needs quotes", "b"),
                ("a string needs quotes", "x"),
                ("unexpected character `'`", "'"),
                ("expected a name, found a number", "2"),
                ("a string needs quotes", "ok"),
            ],
        ),
        ("a\nb = 1\nc = 2", &[("a block with labels takes no `=`", "=")]),
        ("x = [\n  a,\n  b\n]\ny = z", &[("a string needs quotes", "a"), ("a string needs quotes", "z")]),
        ("{\"a\": 1 \"b\": 2}", &[("not JSON: expected `,` or `}`", "\"")]),
        ("{\"a\" 1}", &[("not JSON: expected `:` after the key", "1")]),
        ("{a = 1}", &[("not JSON: expected a key in quotes", "a")]),
        ("{\"a\": tru}", &[("not JSON: expected a value", "t")]),
        ("{\"a\": 01}", &[("not JSON: a broken number", "0")]),
        ("{\"a\": \"x\n\"}", &[("not JSON: a quoted string is not closed", "\"")]),
        ("{\"a\": \"\\q\"}", &[("not JSON: a broken quoted string", "\"")]),
        ("{\"a\": 1", &[("not JSON: expected `,` or `}`", "")]),
    ];
    for (text, expected) in table {
        let problems = parse(text, source()).map(|_| ()).expect_err(text);
        let found: Vec<(String, &str)> =
            problems.iter().map(|problem| (problem.to_string(), slice(text, problem.span()))).collect();
        let found: Vec<(&str, &str)> = found.iter().map(|(title, place)| (title.as_str(), *place)).collect();
        assert_eq!(&found, expected, "{text}");
    }
}

#[test]
fn a_problem_says_what_to_type() {
    let problems = parse("address = 127.0.0.1\n", source()).expect_err("a text without quotes");
    let diagnostic = Diagnostic::from(problems[0].clone());
    assert_eq!(diagnostic.code, "vault-config-syntax");
    assert_eq!(diagnostic.help, ["write `\"127.0.0.1\"`"]);
}

#[test]
fn deep_nesting_is_refused_and_never_overflows() {
    for (open, close) in [("a {", "}"), ("a = [{", "}]"), ("{\"a\":", "}"), ("{\"a\":[", "]}")] {
        let text = |levels: usize| format!("{}{}", open.repeat(levels), close.repeat(levels));
        let problems = parse(&text(100_000), source()).expect_err(open);
        assert!(matches!(problems.last(), Some(Problem::Nesting { .. })), "{open}: {problems:?}");
    }
    let lists = format!("a = {}{}", "[".repeat(100_000), "]".repeat(100_000));
    assert!(matches!(parse(&lists, source()).expect_err("lists")[..], [Problem::Nesting { .. }]));
    assert!(parse(&format!("{}{}", "a {".repeat(100), "}".repeat(100)), source()).is_ok());
}

#[test]
fn what_no_config_map_holds_is_refused() {
    let many = |count: usize| parse(&"a { b = 1 }\n".repeat(count / 2), source());
    assert!(many(10_000).is_ok());
    assert!(matches!(many(10_002).expect_err("many")[..], [Problem::Many { .. }]));
    let large = |size: usize| parse(&format!("a = \"{}\"", "x".repeat(size - 6)), source());
    assert!(large(1024 * 1024).is_ok());
    assert!(matches!(large(1024 * 1024 + 1).expect_err("large")[..], [Problem::Large { .. }]));
}

#[test]
fn time_grows_with_the_text_only() {
    for piece in ["a = \"x\n", "a = [\n", "{", "}", "a = <<E\n", "/* ", "\"${", "a { b = ", "= \n", "a "] {
        let _ = parse(&piece.repeat(1024 * 1024 / piece.len()), source());
    }
}

#[test]
fn garbage_never_panics() {
    let pieces = [
        "{", "}", "[", "]", "\"", "=", ",", ":", "\n", " ", "a", "listener", "\"tcp\"", "${", "\\", "\\u00", "\\x",
        "<<E\n", "<<-E\n", "E\n", "  E\r\n", "#", "//", "/*", "*/", "1", "0x", "-", ".", "1e", "true", "null", "é",
        "\u{feff}", "😀", "\r", "\"a\": ", "\\\"",
    ];
    let mut seed = 11_u64;
    for round in 0..20_000 {
        let mut text = if round % 3 == 0 { String::from("{") } else { String::new() };
        for _ in 0..round % 24 {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            text.push_str(pieces[(seed >> 33) as usize % pieces.len()]);
        }
        if let Err(problems) = parse(&text, source()) {
            assert!(!problems.is_empty());
            for problem in problems {
                let span = problem.span();
                assert!(text.get(span.start as usize..span.end as usize).is_some(), "{text:?}: {problem:?}");
            }
        }
    }
}

#[test]
fn a_heredoc_that_is_almost_closed_says_what_is_missing() {
    let help = |text: &str| {
        let problems = parse(text, source()).expect_err(text);
        Diagnostic::from(problems[0].clone()).help
    };
    let table: [(&str, &[&str]); 4] = [
        ("a = <<EOF\nx\nEOF", &["Vault needs a line break after the closing `EOF`: let something else come last"]),
        ("a = <<-EOF\n  x\n  EOF", &["Vault needs a line break after the closing `EOF`: let something else come last"]),
        (
            "a = <<-EOF\nx\nEOF\n",
            &["after `<<-` Vault needs a space before the closing `EOF`: indent it, or write `<<EOF`"],
        ),
        ("a = <<EOF\nx\n", &[]),
    ];
    for (text, expected) in table {
        assert_eq!(help(text), expected, "{text}");
    }
}

/// HCL 1 reads over a comma before a closing bracket, and over what follows the last one; a stricter reader does not.
#[test]
fn loose_json_is_read_and_told() {
    for (text, expected) in [
        ("{\"a\": 1}", &[][..]),
        ("{\"a\": 1,}", &[","]),
        ("{\"a\": [1, 2,], \"b\": {\"c\": 1,}}", &[",", ","]),
        ("{} {}", &["{}"]),
        ("{\"a\": 1}\nui = true\n", &["ui = true"]),
    ] {
        let config = parse(text, source()).expect(text);
        let found: Vec<&str> = config.loose.iter().map(|loose| slice(text, loose.span)).collect();
        assert_eq!(found, expected, "{text}");
    }
}
