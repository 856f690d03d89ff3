//! Templates that ask for more than there is end with a message: none hangs, fills the memory or exhausts the stack.

use crate::harness::{Place, Run};

const HEAD: &str = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n";

fn render(templates: &[(&str, String)]) -> Run {
    let place = templates
        .iter()
        .fold(Place::new(), |place, (name, text)| place.with(&format!("mine/{name}.yaml.j2"), format!("{HEAD}{text}")));
    place.run(&["render", "--no-project", "--templates", "mine"])
}

fn assert_refused(template: &str, words: &str) {
    render(&[("a", template.to_owned())]).assert_refused(&["template `a.yaml.j2` cannot be rendered", words]);
}

/// A template that puts a list into itself, or whatever else, this many times.
fn loops(start: &str, times: usize, step: &str, end: &str) -> String {
    format!(
        "{{% set of = namespace(x={start}) %}}\n{{% for i in range({times}) %}}\n{{% set of.x = {step} %}}\n\
         {{% endfor %}}\ndata: {{x: {{{{ {end} }}}}}}\n"
    )
}

#[test]
fn what_is_nested_too_deep_for_the_compiler_is_refused() {
    let nested =
        |open: &str, close: &str| format!("data: {{x: {{{{ {}1{} }}}}}}\n", open.repeat(1000), close.repeat(1000));
    for (open, close) in [("(", ")"), ("[", "]"), ("{'a': ", "}")] {
        assert_refused(&nested(open, close), "template exceeds maximum recursion limits");
    }
    for (open, close) in [("{% if true %}\n", "{% endif %}\n"), ("{% for x in [1] %}\n", "{% endfor %}\n")] {
        assert_refused(&(open.repeat(1000) + &close.repeat(1000)), "template exceeds maximum recursion limits");
    }
}

#[test]
fn chains_that_are_too_long_for_the_compiler_are_refused() {
    let chain = |start: &str, link: &str| format!("data: {{x: {{{{ {start}{} }}}}}}\n", link.repeat(100_000));
    for (start, link) in [("1", "+1"), ("y", " and y"), ("y", "|text"), ("y", ".x"), ("y", "[0]"), ("y", "()")] {
        assert_refused(&chain(start, link), "the tag in line 4 is longer than 16384 bytes");
    }
    assert_refused(&format!("{{{{ {} 1 }}}}\n", "not ".repeat(10_000)), "the tag in line 4 is longer");
    // The longest ones that are taken fit on the stack.
    let chain = |link: &str| format!("data: {{x: {{{{ release{} }}}}}}\n", link.repeat(16_000 / link.len()));
    for link in [".x", "|text", "()", "+1"] {
        assert_eq!(render(&[("a", chain(link))]).code, Some(2));
    }
    let elifs = "{% elif false %}\n".repeat(1001);
    assert_refused(&format!("{{% if false %}}\n{elifs}{{% endif %}}\n"), "it has more than 1000 `elif`");
    let imported = format!("{{% macro m() %}}{}{{% endmacro %}}", "{{ 1".to_owned() + &"+1".repeat(10_000) + " }}");
    let place = Place::new().with("mine/_m.yaml.j2", imported);
    let place =
        place.with("mine/a.yaml.j2", format!("{{% import '_m.yaml.j2' as m %}}\n{HEAD}data: {{x: {{{{ m.m() }}}}}}\n"));
    place.run(&["render", "--templates", "mine"]).assert_refused(&["the tag in line 1 is longer than 16384 bytes"]);
}

#[test]
fn work_without_end_is_refused() {
    let values = "range(99999)|list";
    for template in [
        "{% for x in range(10**9) %}\nx{{ x }}: 1\n{% endfor %}\n".to_owned(),
        "{% for x in range(9999) %}\n{% for y in range(9999) %}\n{% endfor %}\n{% endfor %}\n".to_owned(),
        loops(values, 99_999, "of.x|texts", "1"),
        loops("'x' * 1000000", 99_999, "of.x|text", "1"),
        loops("'x' * 1000000", 99_999, "of.x|plain", "1"),
        loops("{}", 99_999, "of.x|combine({i: i})", "1"),
    ] {
        assert!(render(&[("a", template)]).stderr.contains("cannot be rendered: "));
    }
    assert_refused("{% macro m(n) %}{{ m(n + 1) }}{% endmacro %}\ndata: {x: {{ m(1) }}}\n", "recursion limit exceeded");
    assert_refused("{% include 'a.yaml.j2' %}\n", "recursion limit exceeded");
    let busy = "{% for x in range(90000) %}\n{% set y = x + 1 %}\n{% endfor %}\n".to_owned();
    let names: Vec<String> = (0..60).map(|number| format!("a{number}")).collect();
    let many: Vec<(&str, String)> = names.iter().map(|name| (name.as_str(), busy.clone())).collect();
    assert!(render(&many).stderr.contains("it takes too many steps"));
}

#[test]
fn values_that_are_too_large_are_refused() {
    let steps = "it takes too many steps";
    for (expression, words) in [
        ("'x' * 10**9", steps),
        ("[1] * 10**9", "repeated sequence is too large"),
        ("range(10**9)|list", "range has too many elements"),
        ("('a\\n' * 1000000)|indent(1000000)", steps),
        ("('a' * 1000000)|replace('a', 'b' * 1000000)", steps),
        ("[1]|batch(1000000000, 0)|list", steps),
        ("[1]|slice(1000000000)|list", steps),
        ("'%1000000000d'|format(1)", ""),
        ("10**1000000000", ""),
        ("[1]|chain([1])", "filter chain is unknown"),
        ("release|pprint", "filter pprint is unknown"),
        ("debug()", "debug is unknown"),
    ] {
        assert_refused(&format!("data: {{x: {{{{ {expression} }}}}}}\n"), words);
    }
}

/// The text is read as YAML once it is there, which takes longer than to write it.
#[test]
fn the_text_of_a_template_is_bounded() {
    let lines = |times: usize| format!("{{% for i in range({times}) %}}\n# {}\n{{% endfor %}}\n", "x".repeat(997));
    assert_eq!(render(&[("a", lines(4_000))]).code, Some(0));
    assert_refused(&lines(4_400), "it gives more than 4 MiB of text");
}

#[test]
fn what_one_release_writes_is_bounded() {
    let words = "a tree of more than 1000000 values (16 bytes of text count as one more) cannot stand in a manifest";
    let long = "{% set s = 'x' * 10**6 %}\n";
    let (aliases, texts) = (["*a"; 100].join(","), "'-{{ s }}', ".repeat(100));
    for template in [
        format!("{long}data:\n{{% for i in range(99) %}}\n  x{{{{ i }}}}: {{{{ s }}}}\n{{% endfor %}}\n"),
        format!("{long}data: [{texts}]\n"),
        format!("{long}first: &a ['-{{{{ s }}}}']\nall: [{aliases}]\n"),
        "{% set l = range(99999)|list %}\ndata: [".to_owned() + &"{{ l }}, ".repeat(20) + "]\n",
        loops("'x'", 60, "m(of.x)", "of.x")
            .replace("{% for", "{% macro m(x) %}\n'{{ x }}{{ x }}'\n{% endmacro %}\n{% for"),
    ] {
        assert_refused(&template, words);
    }
    let long = "{% set s = 'x' * 10**7 %}\ndata: {x: {{ s }}}\n".to_owned();
    let named = |number: usize| (format!("a{number}"), long.clone());
    let many: Vec<(String, String)> = (0..9).map(named).collect();
    let many: Vec<(&str, String)> = many.iter().map(|(name, text)| (name.as_str(), text.clone())).collect();
    render(&many).assert_refused(&[words]);
}

#[test]
fn values_of_any_depth_fit_on_the_stack() {
    for end in ["of.x ~ ''", "of.x|string", "of.x|join(',')", "{of.x: 1}|length", "[of.x] == [of.x]", "of.x|length"] {
        let run = render(&[("a", loops("[1]", 20_000, "[of.x]", end))]);
        assert!(matches!(run.code, Some(0 | 2)), "{end}: {}", run.stderr);
    }
    assert_refused(&loops("[1]", 20_000, "[of.x]", "of.x"), "a value that is nested more than 200 levels deep");
}

#[test]
fn a_message_quotes_no_more_than_fits_a_screen() {
    let run = render(&[("a", "{% set s = 'k' * 10**6 %}\ndata: {'{{ s }}': 1, {{ s }}: 2}\n".to_owned())]);
    run.assert_refused(&["cannot be rendered: the key `kkk", "kkk…\n"]);
    assert!(run.stderr.len() < 2000);
}
