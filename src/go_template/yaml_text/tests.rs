//! What Helm 4.1 gives for values of every kind, in both forms.

use serde_json::{Value, json};

use super::{Form, through_json, write};

fn usual(value: &Value) -> Option<String> {
    through_json(value.clone()).map(|value| write(&value, Form::Usual))
}

/// Checks texts that are the same in both forms.
fn check(rows: &[(Value, &str)]) {
    for (value, expected) in rows {
        assert_eq!(usual(value).as_deref(), Some(*expected), "the usual form of {value}");
        assert_eq!(write(value, Form::Pretty), *expected, "the pretty form of {value}");
    }
}

/// Checks texts of the usual form and of the pretty one.
fn check_both(rows: &[(Value, &str, &str)]) {
    for (value, in_usual, in_pretty) in rows {
        assert_eq!(usual(value).as_deref(), Some(*in_usual), "the usual form of {value}");
        assert_eq!(write(value, Form::Pretty), *in_pretty, "the pretty form of {value}");
    }
}

#[test]
fn texts_that_mean_another_type_are_quoted() {
    check(&[
        (json!(""), "\"\""),
        (json!("y"), "\"y\""),
        (json!("N"), "\"N\""),
        (json!("yes"), "\"yes\""),
        (json!("Off"), "\"Off\""),
        (json!("true"), "\"true\""),
        (json!("null"), "\"null\""),
        (json!("~"), "\"~\""),
        (json!("1"), "\"1\""),
        (json!("-1"), "\"-1\""),
        (json!("+1"), "\"+1\""),
        (json!("01"), "\"01\""),
        (json!("0x1F"), "\"0x1F\""),
        (json!("0b1"), "\"0b1\""),
        (json!("0o7"), "\"0o7\""),
        (json!("1_0"), "\"1_0\""),
        (json!("1_"), "\"1_\""),
        (json!("1.5"), "\"1.5\""),
        (json!("1e3"), "\"1e3\""),
        (json!("1."), "\"1.\""),
        (json!(".5"), "\".5\""),
        (json!(".1_0"), "\".1_0\""),
        (json!(".inf"), "\".inf\""),
        (json!("+.Inf"), "\"+.Inf\""),
        (json!(".NaN"), "\".NaN\""),
        (json!("1:30"), "\"1:30\""),
        (json!("1:2:3.5"), "\"1:2:3.5\""),
        (json!("2001-01-01"), "\"2001-01-01\""),
        (json!("2000-2-29"), "\"2000-2-29\""),
        (json!("2001-1-1T1:2:3Z"), "\"2001-1-1T1:2:3Z\""),
        (json!("2001-1-1t1:2:3.5-01:00"), "\"2001-1-1t1:2:3.5-01:00\""),
        (json!("2001-1-1  1:2:3,5"), "\"2001-1-1  1:2:3,5\""),
        (json!("0b-1"), "\"0b-1\""),
        (json!("08"), "\"08\""),
        (json!("-9223372036854775808"), "\"-9223372036854775808\""),
        (json!("99999999999999999999"), "\"99999999999999999999\""),
    ]);
}

#[test]
fn texts_that_stay_texts_are_plain() {
    check(&[
        (json!("vault"), "vault"),
        (json!("2.0.4"), "2.0.4"),
        (json!("1.2.3"), "1.2.3"),
        (json!(":a"), ":a"),
        (json!("="), "="),
        (json!("<<"), "<<"),
        (json!("."), "."),
        (json!("1,000"), "1,000"),
        (json!("~a"), "~a"),
        (json!("--"), "--"),
        (json!("-a"), "-a"),
        (json!("1-2"), "1-2"),
        (json!("127.0.0.1:8200"), "127.0.0.1:8200"),
        (json!("1e"), "1e"),
        (json!("0x"), "0x"),
        (json!("0b2"), "0b2"),
        (json!("1:99"), "1:99"),
        (json!("nULL"), "nULL"),
        (json!("tRUE"), "tRUE"),
        (json!("<a"), "<a"),
        (json!("it's"), "it's"),
        (json!("a#b"), "a#b"),
        (json!("é"), "é"),
        (json!("中"), "中"),
        (json!("._5"), "._5"),
        (json!(".1__0"), ".1__0"),
        (json!(".e3"), ".e3"),
        (json!("1e400"), "1e400"),
        (json!("0x10000000000000000"), "0x10000000000000000"),
        (
            json!("0b10000000000000000000000000000000000000000000000000000000000000000"),
            "0b10000000000000000000000000000000000000000000000000000000000000000",
        ),
        (json!("2001-2-29"), "2001-2-29"),
        (json!("2001-13-1"), "2001-13-1"),
        (json!("2001-1-1 24:0:0"), "2001-1-1 24:0:0"),
        (json!("2001-1-1T1:2:3+25:00"), "2001-1-1T1:2:3+25:00"),
        (json!("2001-01-001"), "2001-01-001"),
    ]);
}

#[test]
fn what_has_a_meaning_to_a_reader_is_quoted() {
    check(&[
        (json!("a: b"), "'a: b'"),
        (json!("a:"), "'a:'"),
        (json!("#a"), "'#a'"),
        (json!("a #b"), "'a #b'"),
        (json!(" a"), "' a'"),
        (json!("a "), "'a '"),
        (json!("- a"), "'- a'"),
        (json!("-"), "'-'"),
        (json!("? a"), "'? a'"),
        (json!("*a"), "'*a'"),
        (json!("&a"), "'&a'"),
        (json!("!a"), "'!a'"),
        (json!("|"), "'|'"),
        (json!("%a"), "'%a'"),
        (json!("@a"), "'@a'"),
        (json!("`a"), "'`a'"),
        (json!("'a'"), "'''a'''"),
        (json!("\"a\""), "'\"a\"'"),
        (json!("[a]"), "'[a]'"),
        (json!("{a"), "'{a'"),
        (json!("---"), "'---'"),
        (json!("---a"), "'---a'"),
        (json!("..."), "'...'"),
    ]);
}

#[test]
fn unprintable_characters_are_escaped() {
    check(&[
        (json!("a\u{9}b"), "\"a\\tb\""),
        (json!("\u{D}"), "\"\\r\""),
        (json!("\u{1}"), "\"\\x01\""),
        (json!("\u{0}"), "\"\\0\""),
        (json!("\u{1B}"), "\"\\e\""),
        (json!("\u{1F600}"), "\"\\U0001F600\""),
        (json!("x\u{1F600}\ny"), "\"x\\U0001F600\\ny\""),
        (json!("a\u{FEFF}b"), "\"a\\uFEFFb\""),
        (json!("\u{FEFF}a b"), "\"\\uFEFF\\x61\\x20\\x62\""),
        (json!("a\u{2028} b"), "\"a\\L b\""),
        (json!("a\u{2028}b"), "'a\u{2028}  b'"),
        (json!("\u{2028}\u{2029}"), "'\u{2028}\u{2029}'"),
        (json!("\u{A0}"), "\u{A0}"),
        (json!("\u{E000}"), "\u{E000}"),
        (json!("\u{1}\"\\"), "\"\\x01\\\"\\\\\""),
    ]);
}

#[test]
fn lines_become_a_block() {
    check(&[
        (json!("a\nb"), "|-\n  a\n  b"),
        (json!("a\nb\n"), "|\n  a\n  b"),
        (json!("a\n\n"), "|+\n  a\n"),
        (json!("\n"), "|2+\n"),
        (json!("\n\n"), "|2+\n\n"),
        (json!(" a\nb"), "|2-\n   a\n  b"),
        (json!("\na"), "|2-\n\n  a"),
        (json!("a \nb"), "\"a \\nb\""),
        (json!("a\n b"), "|-\n  a\n   b"),
        (json!("a\n "), "\"a\\n \""),
        (json!("a\u{2028}b\nc"), "|-\n  a\u{2028}  b\n  c"),
        (json!({"k": "a\n\nb\n"}), "k: |\n  a\n\n  b"),
        (json!([["a\n\n"], 1]), "- - |+\n    a\n\n- 1"),
    ]);
    check_both(&[(json!("a\u{9}b\nc"), "\"a\\tb\\nc\"", "|-\n  a\u{9}b\n  c")]);
}

#[test]
fn long_texts_are_folded_by_the_usual_form() {
    check_both(&[
        (
            json!(
                "word word word word word word word word word word word word word word word word word word word word x"
            ),
            "word word word word word word word word word word word word word word word word word\n  word word word x",
            "word word word word word word word word word word word word word word word word word word word word x",
        ),
        (
            json!(
                "a: b a: b a: b a: b a: b a: b a: b a: b a: b a: b a: b a: b a: b a: b a: b a: b a: b a: b a: b a: b "
            ),
            "'a: b a: b a: b a: b a: b a: b a: b a: b a: b a: b a: b a: b a: b a: b a: b a: b a:\n  b a: b a: b a: b '",
            "'a: b a: b a: b a: b a: b a: b a: b a: b a: b a: b a: b a: b a: b a: b a: b a: b a: b a: b a: b a: b '",
        ),
        (
            json!(
                "a  b a  b a  b a  b a  b a  b a  b a  b a  b a  b a  b a  b a  b a  b a  b a  b a  b a  b a  b a  b x"
            ),
            "a  b a  b a  b a  b a  b a  b a  b a  b a  b a  b a  b a  b a  b a  b a  b a  b a  b\n  a  b a  b a  b x",
            "a  b a  b a  b a  b a  b a  b a  b a  b a  b a  b a  b a  b a  b a  b a  b a  b a  b a  b a  b a  b x",
        ),
        (
            json!(
                "\u{1} a b  c d \u{1} a b  c d \u{1} a b  c d \u{1} a b  c d \u{1} a b  c d \u{1} a b  c d \u{1} a b  c d \u{1} a b  c d \u{1} a b  c d \u{1} a b  c d "
            ),
            "\"\\x01 a b  c d \\x01 a b  c d \\x01 a b  c d \\x01 a b  c d \\x01 a b  c d \\x01 a b  c\n  d \\x01 a b  c d \\x01 a b  c d \\x01 a b  c d \\x01 a b  c d \"",
            "\"\\x01 a b  c d \\x01 a b  c d \\x01 a b  c d \\x01 a b  c d \\x01 a b  c d \\x01 a b  c d \\x01 a b  c d \\x01 a b  c d \\x01 a b  c d \\x01 a b  c d \"",
        ),
        (
            json!(
                "é é é é é é é é é é é é é é é é é é é é é é é é é é é é é é é é é é é é é é é é é é é é é é é é é é é é é é é é é é é é x"
            ),
            "é é é é é é é é é é é é é é é é é é é é é é é é é é é é é é é é é é é é é é é é é\n  é é é é é é é é é é é é é é é é é é é x",
            "é é é é é é é é é é é é é é é é é é é é é é é é é é é é é é é é é é é é é é é é é é é é é é é é é é é é é é é é é é é é x",
        ),
        (
            json!("xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx y z"),
            "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\n  y z",
            "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx y z",
        ),
        (
            json!(
                "-- it's -- it's -- it's -- it's -- it's -- it's -- it's -- it's -- it's -- it's -- it's -- it's -- it's -- it's -- it's "
            ),
            "'-- it''s -- it''s -- it''s -- it''s -- it''s -- it''s -- it''s -- it''s -- it''s\n  -- it''s -- it''s -- it''s -- it''s -- it''s -- it''s '",
            "'-- it''s -- it''s -- it''s -- it''s -- it''s -- it''s -- it''s -- it''s -- it''s -- it''s -- it''s -- it''s -- it''s -- it''s -- it''s '",
        ),
        (
            json!({"kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkk": "a b  c d"}),
            "kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkk: a\n  b  c d",
            "kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkk: a b  c d",
        ),
        (
            json!({"w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w": "w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w"}),
            "w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w: w\n  w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w\n  w w w w w w w w w w w w w w w w w w w w",
            "w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w: w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w",
        ),
    ]);
}

#[test]
fn keys_that_are_not_simple_are_marked() {
    check(&[
        (json!({"a\nb": 1, "c\n": {"x": 1}}), "? |-\n  a\n  b\n: 1\n? |\n  c\n: x: 1"),
        (json!({"a \nb": [1, [2]]}), "? \"a \\nb\"\n: - 1\n  - - 2"),
        (json!({"a\u{2028}b": 1}), "? 'a\u{2028}  b'\n: 1"),
        (json!([{"a\nb": {"c\nd": [1]}}]), "- ? |-\n    a\n    b\n  : ? |-\n      c\n      d\n    : - 1"),
        (json!({"yes": 1, "": 2, "a: b": 3, "1": 4}), "\"\": 2\n\"1\": 4\n'a: b': 3\n\"yes\": 1"),
    ]);
}

#[test]
fn keys_are_in_natural_order() {
    check(&[
        (
            json!({"b": 1, "a9": 1, "a10": 1, "a_b": 1, "a.b": 1, "a-b": 1, "a": 1, "A": 1, "_": 1}),
            "_: 1\nA: 1\na: 1\na-b: 1\na.b: 1\na_b: 1\na9: 1\na10: 1\nb: 1",
        ),
        (
            json!({"a01": 1, "a1": 1, "a001": 1, "a10": 1, "a0": 1, "a00": 1, "1a": 1, "01a": 1, "a100": 1, "a101": 1}),
            "1a: 1\n01a: 1\na0: 1\na00: 1\na1: 1\na01: 1\na001: 1\na10: 1\na100: 1\na101: 1",
        ),
    ]);
    check_both(&[
        (json!({"a1b": 1, "a10": 1, "a1": 1}), "a1: 1\na10: 1\na1b: 1", "a1: 1\na1b: 1\na10: 1"),
        (json!({"10a": 1, "100": 1}), "\"100\": 1\n10a: 1", "10a: 1\n\"100\": 1"),
    ]);
}

#[test]
fn maps_and_lists_are_laid_out() {
    check(&[
        (json!({}), "{}"),
        (json!([]), "[]"),
        (json!({"a": {}, "b": [], "c": null, "d": true}), "a: {}\nb: []\nc: null\nd: true"),
        (json!([[[1], 2], {"a": 1, "b": {"c": []}}]), "- - - 1\n  - 2\n- a: 1\n  b:\n    c: []"),
        (json!({"a": {"b": {"c": "d"}}}), "a:\n  b:\n    c: d"),
    ]);
    check_both(&[(
        json!({"a": [1, [2, {"b": [3]}]]}),
        "a:\n- 1\n- - 2\n  - b:\n    - 3",
        "a:\n  - 1\n  - - 2\n    - b:\n        - 3",
    )]);
}

#[test]
fn numbers_are_those_of_go() {
    check(&[
        (json!(0), "0"),
        (json!(-1), "-1"),
        (json!(8200), "8200"),
        (json!(1.5), "1.5"),
        (json!(0.1), "0.1"),
        (json!(1e-07), "1e-07"),
        (json!(1.5e-05), "1.5e-05"),
        (json!(0.00012), "0.00012"),
        (json!(999999.5), "999999.5"),
        (json!(1234567.5), "1.2345675e+06"),
        (json!(1e+20), "1e+20"),
        (json!(1e+21), "1e+21"),
        (json!(-2.5e+30), "-2.5e+30"),
        (json!(1.7976931348623157e+308), "1.7976931348623157e+308"),
    ]);
}

#[test]
fn the_detour_through_json_shows_in_the_usual_form_only() {
    check_both(&[
        (json!("a\u{85}b"), "a b", "\"a\\Nb\""),
        (json!("a \u{85}\u{85} b"), "|-\n  a\n  b", "\"a \\N\\N b\""),
        (json!("\u{85}"), "' '", "\"\\N\""),
        (json!("\u{85}a"), "' a'", "\"\\Na\""),
        (json!("a\u{85}"), "'a '", "\"a\\N\""),
    ]);
}

#[test]
fn a_key_of_more_than_128_bytes_is_not_simple() {
    let key = |length| "k".repeat(length);
    check(&[
        (json!({key(128): 1}), &format!("{}: 1", key(128))),
        (json!({key(129): [1]}), &format!("? {}\n: - 1", key(129))),
        (json!({"é".repeat(65): 1}), &format!("? {}\n: 1", "é".repeat(65))),
    ]);
}

#[test]
fn what_the_reader_of_json_refuses_has_no_usual_form() {
    for text in ["\u{7F}", "a\u{80}", "\u{9F}", "\u{FFFE}", "\u{FFFF}"] {
        assert_eq!(usual(&json!([text])), None, "{text:?}");
    }
    assert_eq!(write(&json!("\u{7F}"), Form::Pretty), "\"\\x7F\"");
    for (key, is_read) in [
        ("k".repeat(1022), true),
        ("k".repeat(1023), false),
        ("<".repeat(170), true),
        ("<".repeat(171), false),
        ("a\u{85}b".to_owned(), false),
    ] {
        assert_eq!(usual(&json!({&key: 1})).is_some(), is_read, "{key}");
    }
}

#[test]
fn an_order_in_circles_ends() {
    let circle = json!({"a10": 1, "a1b": 1, "a9": 1, "0a": 1, "2": 1, "0004-": 1});
    assert_eq!(usual(&circle).map(|text| text.lines().count()), Some(6));
    let keys: serde_json::Map<String, Value> =
        (0..5000).map(|n| (format!("a{n}{}", "b".repeat(n % 2)), n.into())).collect();
    assert_eq!(usual(&keys.into()).map(|text| text.lines().count()), Some(5000));
}

#[test]
fn an_endless_text_is_cut() {
    let deep = (0..90).fold(json!("a\n".repeat(1 << 20)), |value, _| json!({"a": value}));
    for form in [Form::Usual, Form::Pretty] {
        assert!((4 << 20..5 << 20).contains(&write(&deep, form).len()));
    }
}
