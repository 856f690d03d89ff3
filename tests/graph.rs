//! `vaultchart graph`: pictures of what is rendered.

use std::collections::HashSet;

use crate::harness::{Place, root, run};

const ARGUMENTS: [&str; 4] = ["graph", "--profile", "ha-raft", "-o"];

fn drawn(form: &str) -> String {
    let run = run(&[&ARGUMENTS[..], &[form]].concat());
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""), "{form}");
    run.stdout
}

#[test]
fn a_release_is_drawn_for_programs_that_draw() {
    insta::assert_snapshot!("graph_mermaid", drawn("mermaid"));
    insta::assert_snapshot!("graph_dot", drawn("dot"));
}

#[test]
fn a_picture_names_every_object() {
    let text = drawn("svg");
    let picture = roxmltree::Document::parse(&text).expect("XML");
    let titles: HashSet<&str> =
        picture.descendants().filter(|node| node.has_tag_name("title")).filter_map(|node| node.text()).collect();
    for object in run(&["render", "--profile", "ha-raft"]).documents() {
        let title = format!(
            "{} {}",
            object["kind"].as_str().expect("a kind"),
            object["metadata"]["name"].as_str().expect("a name")
        );
        assert!(titles.contains(title.as_str()), "{title} is missing");
    }
    assert!(titles.contains("vault-active leads to vault"), "{titles:?}");
}

/// The picture in `docs` is what the program draws: run with `UPDATE_CASES=1` to draw it anew.
#[test]
fn the_picture_of_the_pages_is_true() {
    let (path, picture) = (root().join("docs/graph.svg"), drawn("svg"));
    if std::env::var_os("UPDATE_CASES").is_some() {
        std::fs::write(&path, &picture).expect("the picture is written");
    }
    assert!(std::fs::read_to_string(path).unwrap_or_default() == picture, "docs/graph.svg is old: UPDATE_CASES=1");
}

/// Nothing lies on something else, and nothing outside of the picture.
#[test]
fn boxes_lie_apart_and_inside() {
    for profile in ["dev", "standalone", "ha-raft", "ha-raft-tls", "openshift", "external"] {
        let text = run(&["graph", "--profile", profile]).stdout;
        let picture = roxmltree::Document::parse(&text).expect("XML");
        let number = |node: roxmltree::Node<'_, '_>, name: &str| {
            node.attribute(name).and_then(|text| text.parse::<f64>().ok()).expect("a number")
        };
        let (width, height) = (number(picture.root_element(), "width"), number(picture.root_element(), "height"));
        let is_box =
            |node: &roxmltree::Node<'_, '_>| node.attribute("class").is_some_and(|class| class.starts_with("box"));
        let boxes: Vec<[f64; 4]> = picture
            .descendants()
            .filter(is_box)
            .map(|node| ["x", "y", "width", "height"].map(|name| number(node, name)))
            .collect();
        assert!(boxes.len() > 4, "{profile}");
        for (index, [x, y, wide, high]) in boxes.iter().enumerate() {
            assert!(*x >= 0.0 && *y >= 0.0 && x + wide <= width && y + high <= height, "{profile}: {x} {y}");
            for [other_x, other_y, ..] in &boxes[..index] {
                assert!((x - other_x).abs() >= *wide || (y - other_y).abs() >= *high, "{profile}: {x} {y}");
            }
        }
    }
}

#[test]
fn a_name_cannot_break_out_of_a_picture() {
    let values = "extraObjects:\n  - apiVersion: v1\n    kind: ConfigMap\n    metadata:\n      name: \"a\\\"]<b>&\\u001b[31m\"\n";
    let draw = |form: &str| {
        let place = Place::new().with("a.yaml", values);
        place.run(&["graph", "-f", "a.yaml", "--skip-schema-validation", "-o", form]).stdout
    };
    let svg = draw("svg");
    assert!(roxmltree::Document::parse(&svg).is_ok() && svg.contains("a&quot;]&lt;b&gt;&amp;"), "{svg}");
    assert!(draw("dot").contains(r#"ConfigMap\na\"]<b>&"#), "{}", draw("dot"));
    assert!(draw("mermaid").contains("a#34;#93;#60;b#62;#38;"), "{}", draw("mermaid"));
    for form in ["svg", "dot", "mermaid"] {
        assert!(!draw(form).contains('\u{1b}'), "{form}");
    }
}

#[test]
fn what_cannot_be_drawn_is_refused() {
    run(&["graph", "-o", "png"]).assert_refused(&["png", "possible values: svg, dot, mermaid"]);
    run(&["graph", "-f", "gone.yaml"]).assert_refused(&["cannot read `gone.yaml`"]);
    Place::new().with("a.yaml", "server: 1\n").run(&["graph", "-f", "a.yaml"]).assert_refused(&["must be a map"]);
}
