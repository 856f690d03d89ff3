//! `render --each`: one folder for each values file, all or none.

use std::fs;

use super::{place, text};
use crate::harness::{Place, Run, files};

const RENDER: [&str; 6] = ["render", "--no-project", "--each", "clusters/*.yaml", "--output-dir", "out"];

fn render(place: &Place, more: &[&str]) -> Run {
    place.run(&[&RENDER, more].concat())
}

#[test]
fn each_file_gives_what_it_gives_alone() {
    let place = place();
    let run = render(&place, &["-f", "base.yaml"]);
    assert_eq!((run.code, run.stdout.as_str()), (Some(0), ""), "{}", run.stderr);
    assert!(run.stderr.contains("objects of 3 files into folders of `out`"), "{}", run.stderr);
    for (folder, arguments) in [
        ("eu", vec!["-f", "clusters/eu.yaml"]),
        ("us", vec!["bank", "-n", "money", "-f", "clusters/us.yaml"]),
        ("lab@team", vec!["lab", "-n", "team", "-f", "clusters/lab@team.yaml"]),
    ] {
        let common = vec!["render", "--no-project", "--output-dir", "alone", "-f", "base.yaml"];
        assert_eq!(place.run(&[common, arguments].concat()).code, Some(0));
        let alone: Vec<String> =
            files(&place.path().join("alone")).into_iter().filter(|file| file != ".vaultchart-index").collect();
        assert_eq!(files(&place.path().join("out").join(folder)), alone);
        for file in alone {
            assert_eq!(text(&place, &format!("out/{folder}/{file}")), text(&place, &format!("alone/{file}")));
        }
    }
}

#[test]
fn the_number_of_threads_changes_nothing() {
    let mut place = place();
    for number in 0..30 {
        place =
            place.with(&format!("clusters/c{number}.yaml"), format!("server: {{ha: {{replicas: {number}}}}}\nx: 1\n"));
    }
    let (many, one) = (render(&place, &["--jobs", "4"]), {
        let arguments = ["render", "--no-project", "--each", "clusters/*.yaml", "--output-dir", "one", "--jobs", "1"];
        place.run(&arguments)
    });
    assert_eq!(many.code, Some(0), "{}", many.stderr);
    assert_eq!(many.stderr, one.stderr.replace("`one`", "`out`"));
    let (out, alone) = (place.path().join("out"), place.path().join("one"));
    assert_eq!(files(&out), files(&alone));
    for file in files(&out) {
        assert_eq!(fs::read(out.join(&file)).expect("a file"), fs::read(alone.join(&file)).expect("a file"), "{file}");
    }
}

#[test]
fn a_flag_wins_over_the_name_of_a_file_and_loses_to_what_it_says() {
    let place = place();
    assert_eq!(render(&place, &["-n", "typed", "own"]).code, Some(0));
    let account = |folder: &str| text(&place, &format!("out/{folder}/server/serviceaccount.yaml"));
    assert!(account("lab@team").contains("namespace: typed") && account("lab@team").contains("name: own-vault"));
    assert!(account("us").contains("namespace: money") && account("us").contains("name: bank-vault"));
}

#[test]
fn the_name_of_a_file_wins_over_what_is_usual() {
    let place = place().with("vaultchart.yaml", "release: own\nnamespace: usual\n");
    let run = place.run(&["render", "--each", "clusters/*.yaml", "--output-dir", "out"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    let account = |folder: &str| text(&place, &format!("out/{folder}/server/serviceaccount.yaml"));
    assert!(account("lab@team").contains("namespace: team") && account("lab@team").contains("name: lab-vault"));
    assert!(account("eu").contains("namespace: usual") && account("eu").contains("name: own-vault"));
}

#[test]
fn files_called_values_are_told_apart_by_their_folders() {
    let place =
        place().with("sites/fr/values.yaml", "ui: {enabled: true}\n").with("sites/lab@team/values.yaml", "{}\n");
    let each = |command: &str, more: &[&str]| {
        place.run(&[&[command, "--no-project", "--each", "sites/*/values.yaml"], more].concat())
    };
    let run = each("render", &["--output-dir", "out"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    assert!(text(&place, "out/fr/server/serviceaccount.yaml").contains("namespace: default"));
    assert!(text(&place, "out/lab@team/server/serviceaccount.yaml").contains("namespace: team"));
    assert_eq!(each("diff", &["--against", "out"]).stdout, "2 files: no changes.\n");
    assert!(each("check", &["-o", "json"]).stdout.contains("sites/lab@team/values.yaml"));
}

#[test]
fn all_problems_of_all_files_are_told_and_nothing_is_written() {
    let place = place()
        .with("base.yaml", "injectr: 1\n")
        .with("clusters/a.yaml", "server: {ha: {replicas: many}}\n")
        .with("clusters/b.yaml", "[")
        .with("clusters/c.yaml", "vaultchart: {release: No Name}\n");
    let run = render(&place, &["-f", "base.yaml"]);
    assert_eq!(run.code, Some(2));
    assert_eq!(run.stderr.matches("unknown key `injectr`").count(), 1, "{}", run.stderr);
    assert!(run.stderr.contains("said of `clusters/a.yaml` and "), "{}", run.stderr);
    for place in ["clusters/a.yaml:1:25", "clusters/b.yaml:1:", "said of `clusters/c.yaml`"] {
        assert!(run.stderr.contains(place), "{place}: {}", run.stderr);
    }
    assert!(!place.path().join("out").exists());
}

#[test]
fn folders_of_files_that_are_gone_are_removed_and_foreign_files_stay() {
    let place = place();
    assert_eq!(render(&place, &[]).code, Some(0));
    fs::write(place.path().join("out/us/mine.yaml"), "mine").expect("a file");
    for file in ["eu", "us"] {
        fs::remove_file(place.path().join(format!("clusters/{file}.yaml"))).expect("a file");
    }
    let run = render(&place, &[]);
    assert_eq!(run.code, Some(0));
    assert!(run.stderr.contains("objects of 1 file into folders of `out`, and removed 2 folders"), "{}", run.stderr);
    assert!(!place.path().join("out/eu").exists());
    assert_eq!(files(&place.path().join("out/us")), ["mine.yaml"]);
}

#[test]
fn a_foreign_file_in_the_way_stops_everything() {
    let place = place().with("out/us/server/statefulset.yaml", "mine");
    let run = render(&place, &[]);
    assert_eq!(run.code, Some(3));
    assert!(run.stderr.contains("`out/us/server/statefulset.yaml` already exists"), "{}", run.stderr);
    assert_eq!(files(&place.path().join("out")), ["us/server/statefulset.yaml"]);
}

#[cfg(unix)]
#[test]
fn no_link_and_no_name_leads_out_of_the_folder() {
    let place = place().with("outside/mine.yaml", "mine");
    fs::create_dir(place.path().join("out")).expect("a folder");
    std::os::unix::fs::symlink(place.path().join("outside"), place.path().join("out/us")).expect("a link");
    let run = render(&place, &[]);
    assert_eq!(run.code, Some(3), "{}", run.stderr);
    assert!(run.stderr.contains("`out/us` already exists"), "{}", run.stderr);
    assert_eq!(files(&place.path().join("outside")), ["mine.yaml"]);
    assert!(!place.path().join("out/eu").exists());
    for (file, words) in
        [("...yaml", "is not a file name inside the folder"), (".vaultchart-index.yaml", "which is reserved")]
    {
        let path = format!("clusters/{file}");
        let place = Place::new().with(&path, "");
        let run = place.run(&["render", "--no-project", "--each", &path, "--output-dir", "out"]);
        run.assert_refused(&[words]);
        assert_eq!(fs::read_dir(place.path()).expect("a folder").count(), 1, "nothing is left");
    }
}

#[cfg(unix)]
#[test]
fn a_pattern_finds_what_a_shell_does_and_follows_no_link_without_end() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    use std::os::unix::fs::symlink;
    let place = place().with("clusters/.hidden.yaml", "[").with("clusters/deep/a.yaml", "");
    let path = place.path().join("clusters");
    symlink(&path, path.join("deep/up")).expect("a link");
    symlink(&path, path.join("deep/again")).expect("a link");
    let names = |pattern: &str| {
        let run = place.run(&["check", "--no-project", "--fail-on", "never", "-o", "json", "--each", pattern]);
        let found: serde_json::Value = serde_json::from_str(&run.stdout).expect(&run.stderr);
        let files = found["files"].as_array().expect("files").iter();
        files.map(|file| file["file"].as_str().expect("a name").to_owned()).collect::<Vec<_>>()
    };
    let all = ["clusters/eu.yaml", "clusters/lab@team.yaml", "clusters/us.yaml"];
    assert_eq!(names("clusters/*.yaml"), all);
    assert_eq!(names("clusters/**/*.yaml"), [&["clusters/deep/a.yaml"], &all[..]].concat());
    assert_eq!(names("clusters/*/up/deep/a.yaml"), ["clusters/deep/up/deep/a.yaml"]);
    fs::write(path.join(OsStr::from_bytes(b"\xe9.yaml")), "").expect("a file");
    render(&place, &[]).assert_refused(&["is not UTF-8", "rename the file"]);
}

#[test]
fn templates_of_the_user_stand_in_for_compiled_ones_in_every_release() {
    let head = "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ";
    let place = place()
        .with("mine/server/service.yaml.j2", format!("{head}{{{{ facts.fullname }}}}-mine\n"))
        .with("mine/_psp.yaml.j2", "{% macro restricted(claims) %}\nprivileged: true\n{% endmacro %}\n");
    let run = render(&place, &["--templates", "mine", "--set", "global.psp.enable=true", "--skip-schema-validation"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    for (folder, name) in [("eu", "vault"), ("us", "bank-vault"), ("lab@team", "lab-vault")] {
        let service = text(&place, &format!("out/{folder}/server/service.yaml"));
        assert!(service.ends_with(&format!("kind: ConfigMap\nmetadata:\n  name: {name}-mine\n")), "{service}");
        assert!(text(&place, &format!("out/{folder}/server/psp.yaml")).ends_with("spec:\n  privileged: true\n"));
        assert!(text(&place, &format!("out/{folder}/server/headless-service.yaml")).contains("kind: Service\n"));
    }
}

#[test]
fn a_namespace_that_cannot_be_is_refused() {
    for (file, text) in [("a.yaml", "vaultchart: {namespace: x y}\n"), ("a@UP.yaml", ""), ("a@.yaml", "")] {
        let place = Place::new().with(&format!("clusters/{file}"), text);
        render(&place, &[]).assert_refused(&["error[namespace]: the namespace `", "use lower-case letters"]);
    }
}

#[test]
fn what_names_no_files_is_told_with_what_to_type() {
    for (arguments, expected) in [
        (vec!["--each", "clusters/*.yml"], "no file matches `clusters/*.yml`"),
        (vec!["--each", "clusters"], "name its files: `--each 'clusters/*.yaml'`"),
        (vec!["--each", "["], "`[` is not a file pattern"),
        (vec!["--each", "clusters/*.yaml", "--each", "more/*"], "would all be written into the folder `eu`"),
        (vec!["--each", "clusters/eu.yaml", "--each", "none.yaml"], "no file matches `none.yaml`"),
    ] {
        let place = place().with("more/eu.yml", "");
        let run = place.run(&[vec!["render", "--output-dir", "out"], arguments].concat());
        assert_eq!(run.code, Some(2));
        assert!(run.stderr.contains(expected), "{}", run.stderr);
        assert!(!place.path().join("out").exists());
    }
    let run = place().run(&["render", "--each", "clusters/*.yaml", "--check", "out"]);
    assert!(run.code == Some(2) && run.stderr.contains("cannot be used with"), "{}", run.stderr);
    let run = place().run(&["render", "--each", "clusters/eu.yaml", "--output-dir", "out"]);
    assert!(run.code == Some(0) && run.stderr.contains(" objects of 1 file into folders of `out`"), "{}", run.stderr);
    let run = place().run(&["render", "--each", "clusters/*.yaml"]);
    assert!(run.code == Some(2) && run.stderr.contains("add `--output-dir DIR`"), "{}", run.stderr);
}
