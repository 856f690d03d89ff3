//! Applying what a flag asks for to the tree of what the user gave so far.

use indexmap::map::Entry as Slot;

use crate::source::Span;
use crate::values::merge::lay;
use crate::values::path::{Path, Segment};
use crate::values::set::{Assignment, Request, WrittenStep};
use crate::values::set_error::{MAX_PADDING, SetError};
use crate::yaml::{Data, Entry, Map, Node};

/// Applies the whole of a flag, up to its first error, and returns the places of what Helm forgets to set.
///
/// `padding` counts the items that flags left out.
///
/// When an argument ends right after `=`, Helm loses a new item of a list that the path goes through: `--set a[0].b=`
/// sets `a` to an empty list. The same is done here, so that the manifests stay the same.
pub(super) fn apply(request: &Request, user: &mut Node, padding: &mut usize) -> Result<Vec<Span>, SetError> {
    if let Some(overlay) = &request.overlay {
        lay(user, overlay.clone());
    }
    let mut forgotten = Vec::new();
    for assignment in &request.assignments {
        forgotten.extend(assign(assignment, user, padding)?);
    }
    Ok(forgotten)
}

/// Sets one value, or returns the place of the item that is forgotten.
fn assign(assignment: &Assignment, root: &mut Node, padding: &mut usize) -> Result<Option<Span>, SetError> {
    let mut node = root;
    for (position, written) in assignment.path.iter().enumerate() {
        let next = assignment.path.get(position.saturating_add(1));
        let (kind, earlier) = (node.kind(), node.span);
        node = match (&written.step, &mut node.data) {
            (Segment::Key(key), Data::Map(map)) => under_key(map, key, written.span, next),
            (Segment::Index(index), Data::List(list)) => {
                if is_forgotten(assignment, list.get(*index), next) {
                    return Ok(Some(written.span));
                }
                *padding = padding.saturating_add(index.saturating_sub(list.len()));
                if *padding > MAX_PADDING {
                    return Err(SetError::Padding { span: written.span });
                }
                at_index(list, *index, written.span, next)
            }
            _ => return Err(clash(assignment, position, kind, earlier)),
        };
    }
    *node = assignment.value.clone();
    Ok(None)
}

/// The value under a key. One that is absent becomes what the next step goes through.
fn under_key<'m>(map: &'m mut Map, key: &str, span: Span, next: Option<&WrittenStep>) -> &'m mut Node {
    let entry = match map.entry(key.to_owned()) {
        Slot::Occupied(slot) => slot.into_mut(),
        Slot::Vacant(slot) => slot.insert(Entry { key_span: span, value: empty(span, next) }),
    };
    if next.is_none() {
        entry.key_span = span;
    }
    &mut entry.value
}

/// The item at an index, after nulls for the ones before it that are absent. Unlike under a key, an earlier item that
/// is not a map gives way to one.
fn at_index<'l>(list: &'l mut Vec<Node>, index: usize, span: Span, next: Option<&WrittenStep>) -> &'l mut Node {
    while list.len() < index {
        list.push(Node::new(span, Data::Null));
    }
    if list.len() == index {
        list.push(empty(span, next));
    }
    let item = &mut list[index];
    let gives_way = match next.map(|next| &next.step) {
        Some(Segment::Key(_)) => item.as_map().is_none(),
        Some(Segment::Index(_)) => item.is_null(),
        None => false,
    };
    if gives_way {
        *item = empty(span, next);
    }
    item
}

fn empty(span: Span, next: Option<&WrittenStep>) -> Node {
    let data = match next.map(|next| &next.step) {
        Some(Segment::Key(_)) => Data::Map(Map::default()),
        Some(Segment::Index(_)) => Data::List(Vec::new()),
        None => Data::Null,
    };
    Node::new(span, data)
}

fn is_forgotten(assignment: &Assignment, item: Option<&Node>, next: Option<&WrittenStep>) -> bool {
    let ends_in_key = matches!(assignment.path.last(), Some(WrittenStep { step: Segment::Key(_), .. }));
    let goes_into_list = matches!(next, Some(WrittenStep { step: Segment::Index(_), .. }));
    assignment.ends_at_equals && ends_in_key && item.is_none_or(|item| item.is_null() && goes_into_list)
}

fn clash(assignment: &Assignment, position: usize, found: &'static str, earlier: Span) -> SetError {
    let steps = || assignment.path.iter().map(|written| written.step.clone());
    let step = assignment.path.get(position);
    SetError::Clash {
        span: step.map_or(earlier, |written| written.span),
        path: steps().collect::<Path>().to_string(),
        holder: steps().take(position).collect::<Path>().to_string(),
        found,
        needed: if matches!(step, Some(WrittenStep { step: Segment::Index(_), .. })) { "a list" } else { "a map" },
        earlier,
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail by panicking")]
mod tests {
    use super::apply;
    use crate::diagnostic::Diagnostic;
    use crate::source::Sources;
    use crate::values::set::{SetKind, fill_files, parse, set_file_names};
    use crate::values::set_error::SetError;
    use crate::yaml::{Data, Map, Node};

    /// The tree that flags make, or the error of the first that fails.
    fn set(flags: &[(SetKind, &str)]) -> (Sources, Result<Node, SetError>) {
        let mut sources = Sources::default();
        let nowhere = crate::source::Span::new(sources.add("", ""), 0, 0);
        let mut user = Node::new(nowhere, Data::Map(Map::default()));
        for (kind, text) in flags {
            let id = sources.add(kind.flag(), *text);
            if let Err(error) = parse(*kind, text, id).and_then(|request| apply(&request, &mut user, &mut 0)) {
                return (sources, Err(error));
            }
        }
        (sources, Ok(user))
    }

    /// The JSON that a flag makes, or its error's column, text and label.
    fn outcome(kind: SetKind, text: &str) -> String {
        match set(&[(kind, text)]) {
            (_, Ok(user)) => user.to_json().to_string(),
            (sources, Err(error)) => {
                let diagnostic = Diagnostic::from(error);
                let span = diagnostic.labels[0].span;
                format!("{} {} `{}`", sources.place(span).column, diagnostic.title, sources.slice(span))
            }
        }
    }

    fn check(kind: SetKind, cases: &[(&str, &str)]) {
        for (text, expected) in cases {
            assert_eq!(outcome(kind, text), *expected, "{} {text}", kind.flag());
        }
    }

    #[test]
    fn keys_dots_and_escapes() {
        check(
            SetKind::Typed,
            &[
                ("", "{}"),
                ("a=", r#"{"a":""}"#),
                ("a=,b=1", r#"{"a":"","b":1}"#),
                ("a=1,", r#"{"a":1}"#),
                ("a.b=1,a.c=2", r#"{"a":{"b":1,"c":2}}"#),
                (r"a\\.b=1", r#"{"a\\":{"b":1}}"#),
                (r"a\.b=1", r#"{"a.b":1}"#),
                (r"a\=b=1", r#"{"a=b":1}"#),
                (r"a\[0]=1", r#"{"a[0]":1}"#),
                (r"n\.m/k=v\,w", r#"{"n.m/k":"v,w"}"#),
                (r"a=", r#"{"a":""}"#),
                (r"a=\null", r#"{"a":null}"#),
                (" a = 1 ", r#"{" a ":" 1 "}"#),
                ("ü=ö", r#"{"ü":"ö"}"#),
                ("a=b=c", r#"{"a":"b=c"}"#),
                ("a]=1", r#"{"a]":1}"#),
                ("{a}=1", r#"{"{a}":1}"#),
                ("=5", "{}"),
                ("=5,a=1", r#"{"a":1}"#),
                ("={x},a=1", r#"{"a":1}"#),
                ("a.b=1,a=2", r#"{"a":2}"#),
                ("a=1;b=2", r#"{"a":"1;b=2"}"#),
            ],
        );
    }

    #[test]
    fn types_are_read_off_the_text() {
        let typed = [
            ("null", "null"),
            ("NULL", "null"),
            ("TRUE", "true"),
            ("false", "false"),
            ("0", "0"),
            ("-0", "0"),
            ("+5", "5"),
            ("-5", "-5"),
            ("9223372036854775807", "9223372036854775807"),
        ];
        for (text, json) in typed {
            check(SetKind::Typed, &[(&format!("a={text}"), &format!(r#"{{"a":{json}}}"#))]);
            check(SetKind::Text, &[(&format!("a={text}"), &format!(r#"{{"a":"{text}"}}"#))]);
        }
        for text in ["00", "012", "1_0", "1.5", "1e3", "0x10", "yes", "~", "9223372036854775808", " 1", "-", "+"] {
            check(SetKind::Typed, &[(&format!("a={text}"), &format!(r#"{{"a":"{text}"}}"#))]);
        }
    }

    #[test]
    fn indexes_and_lists() {
        check(
            SetKind::Typed,
            &[
                ("a[0]=1,a[2]=3", r#"{"a":[1,null,3]}"#),
                ("a[2]=1,a[0]=3", r#"{"a":[3,null,1]}"#),
                ("a.b[0].c[1]=x", r#"{"a":{"b":[{"c":[null,"x"]}]}}"#),
                ("a[0][1]=1", r#"{"a":[[null,1]]}"#),
                ("a[+1]=3,a[-0]=1", r#"{"a":[1,3]}"#),
                ("a[01]=3", r#"{"a":[null,3]}"#),
                ("a={}", r#"{"a":[""]}"#),
                ("a={,}", r#"{"a":["",""]}"#),
                ("a={null,true,1,x y}", r#"{"a":[null,true,1,"x y"]}"#),
                (r"a={b\,c,d\}e}", r#"{"a":["b,c","d}e"]}"#),
                ("a={1},b=2", r#"{"a":[1],"b":2}"#),
                ("a={1}b=2", r#"{"a":[1],"b":2}"#),
                ("a[0]={x,y}", r#"{"a":[["x","y"]]}"#),
                ("a={1,2},a[0]=7,a[3]=8", r#"{"a":[7,2,null,8]}"#),
                ("a[0]=1,a[0].b=2", r#"{"a":[{"b":2}]}"#),
                ("a[0].b=1,a[0]=2", r#"{"a":[2]}"#),
                ("a[1]=x,a[0][0]=y", r#"{"a":[["y"],"x"]}"#),
            ],
        );
    }

    #[test]
    fn an_empty_value_at_the_end_is_forgotten_in_a_new_item() {
        check(
            SetKind::Typed,
            &[
                ("a[0]=", r#"{"a":[""]}"#),
                ("a[0].b=", r#"{"a":[]}"#),
                ("a[0].b=,c=1", r#"{"a":[{"b":""}],"c":1}"#),
                ("x.a[0].b=", r#"{"x":{"a":[]}}"#),
                ("a[0][1].b=", r#"{"a":[]}"#),
                ("a[0].b={}", r#"{"a":[{"b":[""]}]}"#),
                ("a[0].c=1,a[0].b=", r#"{"a":[{"c":1,"b":""}]}"#),
            ],
        );
        check(SetKind::Literal, &[("a[0].b=", r#"{"a":[{"b":""}]}"#)]);
        check(SetKind::Json, &[("a[0].b=", r#"{"a":[{"b":null}]}"#)]);
    }

    #[test]
    fn errors_of_syntax_point_at_the_character() {
        check(
            SetKind::Typed,
            &[
                ("server.ha.replicas", "19 expected `=` after the key ``"),
                ("é,b=1", "2 expected `=` after the key `,`"),
                ("a=1,b", "6 expected `=` after the key ``"),
                (" ", "2 expected `=` after the key ``"),
                ("a=1,,b=2", "5 expected a key `,`"),
                ("a..b=1", "3 expected a key `.`"),
                ("a.=1", "3 expected a key `=`"),
                (".a=1", "1 expected a key `.`"),
                ("a.", "3 expected a key ``"),
                ("a[0].=1", "6 expected a key `=`"),
                ("a[", "2 a `[` is not closed `[`"),
                ("a[0=1", "2 a `[` is not closed `[`"),
                ("a[x]=1", "3 `x` is not an index of a list `x`"),
                ("a[]=1", "2 `` is not an index of a list `[]`"),
                ("a[-1]=1", "3 `-1` is not an index of a list `-1`"),
                ("a[65537]=1", "3 `65537` is not an index of a list `65537`"),
                (
                    "a[99999999999999999999]=1",
                    "3 `99999999999999999999` is not an index of a list `99999999999999999999`",
                ),
                ("a[0]", "5 expected `=` after the key ``"),
                ("a[0],b=1", "5 expected `=` after the key `,`"),
                ("a[0]b=1", "5 unexpected `b` after an index `b`"),
                ("a={1,2", "3 a `{` is not closed `{`"),
                ("a[0]={1", "6 a `{` is not closed `{`"),
                ("a={{1},2}", "10 expected `=` after the key ``"),
            ],
        );
    }

    #[test]
    fn nesting_has_an_end() {
        let keys = |count: usize| vec!["a"; count].join(".") + "=1";
        assert!(set(&[(SetKind::Typed, &keys(31))]).1.is_ok());
        assert!(matches!(set(&[(SetKind::Typed, &keys(32))]).1, Err(SetError::TooDeep { .. })));
        let deep = format!("a{}=1", "[0]".repeat(100_000));
        assert!(matches!(set(&[(SetKind::Typed, &deep)]).1, Err(SetError::TooDeep { .. })));
        let json = format!("a={}", "[".repeat(100_000));
        assert!(matches!(set(&[(SetKind::Json, &json)]).1, Err(SetError::Json { .. })));
    }

    #[test]
    fn a_value_in_the_way_is_shown_with_both_places() {
        let cases = [
            ("q=1", "q.b=2", "cannot set `q.b`: `q` is an integer, not a map", "b", "1"),
            ("q=1", "q[0]=2", "cannot set `q[0]`: `q` is an integer, not a list", "[0]", "1"),
            ("q=null", "q.b.c=2", "cannot set `q.b.c`: `q` is null, not a map", "b", "null"),
            ("q.x[0]=a", "q.x.b=2", "cannot set `q.x.b`: `q.x` is a list, not a map", "b", "x"),
            ("q.b=a", "q[0]=2", "cannot set `q[0]`: `q` is a map, not a list", "[0]", "q"),
            ("q[0]=a", "q[0][1]=2", "cannot set `q[0][1]`: `q[0]` is a string, not a list", "[1]", "a"),
        ];
        for (earlier, later, title, here, there) in cases {
            let (sources, result) = set(&[(SetKind::Typed, earlier), (SetKind::Text, later)]);
            let diagnostic = Diagnostic::from(result.unwrap_err());
            let places: Vec<_> = diagnostic.labels.iter().map(|label| sources.slice(label.span)).collect();
            assert_eq!((diagnostic.title.as_str(), places), (title, vec![here, there]));
        }
    }

    #[test]
    fn json_values_and_objects() {
        check(
            SetKind::Json,
            &[
                (r#"a=[1,2],b={"c":1}"#, r#"{"a":[1,2],"b":{"c":1}}"#),
                (r#"a="x" ,b=1"#, r#"{"a":"x","b":1}"#),
                (r#"a="x" b=1"#, r#"{"a":"x","b":1}"#),
                ("a= , b=1", r#"{"a":null," b":1}"#),
                ("a=", r#"{"a":null}"#),
                ("a=1.5e3,b=0.5,c=-2", r#"{"a":1500,"b":0.5,"c":-2}"#),
                ("a=12345678901234567890", r#"{"a":12345678901234567890}"#),
                (r#"a[0]={"b":1},a[1]=2"#, r#"{"a":[{"b":1},2]}"#),
                (r#"a={"b":1},a.c=2"#, r#"{"a":{"b":1,"c":2}}"#),
                (r#"a={"b":1,"b":2}"#, r#"{"a":{"b":2}}"#),
                (r#"a="x\"\\",b="\u00e9}""#, r#"{"a":"x\"\\","b":"é}"}"#),
                (r#" {"a":1,"b":{"c":[true,false,null]}} "#, r#"{"a":1,"b":{"c":[true,false,null]}}"#),
                ("{ }", "{}"),
                ("a={ },b=[ ]", r#"{"a":{},"b":[]}"#),
                ("a=nul", "6 not JSON: EOF while parsing a value ``"),
                ("a=tru,b=1", "6 not JSON: expected ident `,`"),
                (r#"{"a":1} x"#, "9 not JSON: trailing characters `x`"),
                ("a={1,2}", "4 not JSON: key must be a string `1`"),
                ("[1]=2", "1 expected a key `[`"),
            ],
        );
        let flags =
            [(SetKind::Json, r#"{"a":{"c":1}}"#), (SetKind::Json, r#"{"a":{"d":2}}"#), (SetKind::Typed, "a.d=3")];
        let (sources, result) = set(&flags);
        let user = result.unwrap();
        assert_eq!(user.to_json().to_string(), r#"{"a":{"c":1,"d":3}}"#);
        assert_eq!(sources.place(user.at("a.c").unwrap().span).column, 11);
    }

    #[test]
    fn literals_are_taken_as_they_are() {
        check(
            SetKind::Literal,
            &[
                ("a=1,b={x}", r#"{"a":"1,b={x}"}"#),
                (r"a.b[1]=x\,y", r#"{"a":{"b":[null,"x\\,y"]}}"#),
                (r"a\.b=1", r#"{"a\\":{"b":"1"}}"#),
                ("a,b=1", r#"{"a,b":"1"}"#),
                ("a=", r#"{"a":""}"#),
                ("=1", "{}"),
                ("a", "2 expected `=` after the key ``"),
            ],
        );
    }

    #[test]
    fn files_are_named_in_order_and_filled_in() {
        let cases = [
            ("a=x.txt", vec!["x.txt"]),
            (r"a={x,y},b.c=z\,1", vec!["x", "y", "z,1"]),
            ("a=", vec![]),
            ("a=,b=x", vec!["", "x"]),
            ("a", vec![]),
        ];
        for (argument, names) in cases {
            assert_eq!(set_file_names(argument), names, "{argument}");
        }
        let mut sources = Sources::default();
        let id = sources.add("--set-file", "a={x,y},b=");
        let mut request = parse(SetKind::File, sources.text(id), id).unwrap();
        fill_files(&mut request, &["1\n".to_owned(), "2".to_owned()]).unwrap();
        let mut user = Node::new(crate::source::Span::new(id, 0, 0), Data::Map(Map::default()));
        apply(&request, &mut user, &mut 0).unwrap();
        assert_eq!(user.to_json().to_string(), r#"{"a":["1\n","2"],"b":""}"#);
        assert!(matches!(fill_files(&mut request, &["1".to_owned()]), Err(SetError::FileNotRead { .. })));
    }

    #[test]
    fn every_node_points_at_what_made_it() {
        let text = "a.b[1]=x,c={1,22}";
        let (sources, result) = set(&[(SetKind::Typed, text)]);
        let user = result.unwrap();
        let slice = |node: &Node| sources.slice(node.span).to_owned();
        let Data::List(items) = &user.at("a.b").unwrap().data else { panic!("a list") };
        assert_eq!(items.iter().map(slice).collect::<Vec<_>>(), ["[1]", "x"]);
        let list = user.get("c").unwrap();
        assert_eq!(slice(list), "{1,22}");
        let Data::List(items) = &list.data else { panic!("a list") };
        assert_eq!(items.iter().map(slice).collect::<Vec<_>>(), ["1", "22"]);
        assert_eq!(sources.slice(user.as_map().unwrap()["c"].key_span), "c");
    }
}
