//! What a case folder cannot hold: pipes, folders that change, and the help.

use std::io::Read;
use std::process::{Command, Stdio};

use crate::harness::{Place, files, run};

const ANNOTATIONS: &str = "server.serviceAccount.annotations";

/// Values that set one annotation of the server's service account.
fn annotation(key: &str, value: &str) -> String {
    format!("server:\n  serviceAccount:\n    annotations:\n      {key}: {value}\n")
}

fn service_account(place: &Place, arguments: &[&str], input: &str) -> serde_json::Value {
    let run = place.run_with_input(&[&["render", "-s", "server/serviceaccount"], arguments].concat(), input.as_bytes());
    run.document("ServiceAccount")["metadata"]["annotations"].clone()
}

#[test]
fn standard_input_takes_its_place_among_the_files() {
    let place = Place::new().with("a.yaml", annotation("file", "a")).with("b.yaml", annotation("last", "b"));
    let input = annotation("file", "input") + "      last: input\n---\n" + &annotation("more", "input");
    let found = service_account(&place, &["-f", "a.yaml,-", "-f", "b.yaml"], &input);
    assert_eq!(found, serde_json::json!({ "file": "input", "last": "b", "more": "input" }));
}

#[test]
fn flags_win_by_kind_and_not_by_place() {
    let place = Place::new().with("values.yaml", annotation("who", "file")).with("text", "set-file");
    let json = format!("{ANNOTATIONS}={{\"who\":\"set-json\"}}");
    let key = format!("{ANNOTATIONS}.who");
    let named = |text: &str| format!("{key}={text}");
    let (typed, string, file, literal) = (named("set"), named("set-string"), named("text"), named("set-literal"));
    let lowest_first = [
        ["-f", "values.yaml"],
        ["--set-json", &json],
        ["--set", &typed],
        ["--set-string", &string],
        ["--set-file", &file],
        ["--set-literal", &literal],
    ];
    let winners = ["file", "set-json", "set", "set-string", "set-file", "set-literal"];
    for (last, winner) in winners.into_iter().enumerate() {
        // The one that wins stands first.
        let arguments: Vec<&str> = lowest_first[..=last].iter().rev().flatten().copied().collect();
        assert_eq!(service_account(&place, &arguments, "")["who"], winner);
    }
}

#[test]
fn template_is_another_name_of_render() {
    assert_eq!(run(&["template"]).stdout, run(&["render"]).stdout);
}

#[test]
fn an_answer_that_nobody_reads_to_its_end_is_none() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_vaultchart"))
        .args(["render", "--profile", "ha-raft"])
        .env_clear()
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    drop(child.stdout.take());
    let mut said = String::new();
    child.stderr.take().expect("a stream").read_to_string(&mut said).expect("text");
    assert_eq!((child.wait().expect("the program ends").code(), said.as_str()), (Some(2), ""));
}

#[test]
fn json_is_one_list_of_the_same_objects() {
    let list: serde_json::Value = serde_json::from_str(&run(&["render", "-o", "json"]).stdout).expect("JSON");
    assert_eq!(list["kind"], "List");
    assert_eq!(list["items"].as_array(), Some(&run(&["render"]).documents()));
}

#[test]
fn a_folder_gets_a_file_for_each_template() {
    let place = Place::new();
    let written = place.run(&["render", "--output-dir", "out/manifests"]);
    assert_eq!((written.code, written.stdout.as_str(), written.stderr.as_str()), (Some(0), "", ""));
    let names = files(&place.path().join("out/manifests"));
    assert!(names.contains(&"server/statefulset.yaml".to_owned()), "{names:?}");
    assert!(names.contains(&"injector/deployment.yaml".to_owned()), "{names:?}");
    let texts: String = names
        .iter()
        .filter(|name| name.ends_with(".yaml"))
        .map(|name| std::fs::read_to_string(place.path().join("out/manifests").join(name)).expect("a file"))
        .collect();
    let mut expected = run(&["render"]).documents();
    let mut found = crate::harness::read_documents(&texts);
    for documents in [&mut expected, &mut found] {
        documents.sort_by_key(ToString::to_string);
    }
    assert_eq!(found, expected);
}

#[test]
fn a_folder_of_json_has_a_list_in_each_file() {
    let place = Place::new();
    let arguments = ["render", "--output-dir", "out", "-o", "json", "-s", "server/service"];
    assert_eq!(place.run(&arguments).code, Some(0));
    let text = std::fs::read_to_string(place.path().join("out/server/service.json")).expect("a file");
    let list: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    assert_eq!(list["items"][0]["kind"], "Service");
}

#[test]
fn a_second_run_removes_what_is_no_longer_rendered() {
    let place = Place::new().with("out/README.md", "mine").with("out/injector/notes.txt", "mine");
    assert_eq!(place.run(&["render", "--output-dir", "out"]).code, Some(0));
    let run = place.run(&["render", "--output-dir", "out", "--set", "injector.enabled=false"]);
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), "removed 6 files of an earlier run from `out`\n"));
    let names = files(&place.path().join("out"));
    let of_injector: Vec<_> = names.iter().filter(|name| name.starts_with("injector/")).collect();
    assert_eq!(of_injector, ["injector/notes.txt"]);
    assert!(names.contains(&"README.md".to_owned()) && names.contains(&"server/statefulset.yaml".to_owned()));
}

#[test]
fn the_same_render_leaves_the_same_folder() {
    let place = Place::new();
    let contents = || -> Vec<_> {
        let read = |name: &String| std::fs::read(place.path().join("out").join(name)).expect("a file");
        files(&place.path().join("out")).into_iter().map(|name| (read(&name), name)).collect()
    };
    assert_eq!(place.run(&["render", "--output-dir", "out"]).code, Some(0));
    let first = contents();
    assert_eq!(place.run(&["render", "--output-dir", "out"]).code, Some(0));
    assert!(first == contents());
}

#[test]
fn a_foreign_file_in_the_way_is_left_alone_and_so_is_all_else() {
    let place = Place::new().with("out/server/statefulset.yaml", "mine");
    let refused = place.run(&["render", "--output-dir", "out"]);
    assert_eq!((refused.code, refused.stdout.as_str()), (Some(3), ""));
    assert!(refused.stderr.contains("`out/server/statefulset.yaml` already exists"), "{}", refused.stderr);
    assert_eq!(files(&place.path().join("out")), ["server/statefulset.yaml"]);
    assert_eq!(std::fs::read_to_string(place.path().join("out/server/statefulset.yaml")).expect("a file"), "mine");
}

#[test]
fn a_render_that_fails_writes_nothing() {
    let place = Place::new();
    assert_eq!(place.run(&["render", "--output-dir", "out"]).code, Some(0));
    let before = files(&place.path().join("out"));
    place.run(&["render", "--output-dir", "out", "--set", "server.annotations={{ nope }}"]).assert_refused(&[]);
    assert_eq!(files(&place.path().join("out")), before);
    place.run(&["render", "--output-dir", "new", "--set", "server.ha.replicas=x"]).assert_refused(&["replicas"]);
    assert!(!place.path().join("new").exists());
}

/// A file where the folder should be stands for every reason not to be able to write, even for a user who may do all.
#[test]
fn a_folder_that_cannot_be_written_is_told() {
    let place = Place::new().with("out", "a file");
    place.run(&["render", "--output-dir", "out"]).assert_refused(&["`out"]);
    place.run(&["render", "--output-dir", "out/below"]).assert_refused(&["`out"]);
    assert_eq!(files(place.path()), ["out"]);
}

#[cfg(unix)]
#[test]
fn a_folder_that_is_read_only_is_told() {
    use std::os::unix::fs::PermissionsExt;
    let place = Place::new().with("out/mine.txt", "mine");
    let folder = place.path().join("out");
    let allow = |mode| std::fs::set_permissions(&folder, std::fs::Permissions::from_mode(mode)).expect("permissions");
    allow(0o555);
    // The super-user may write everywhere, and then there is nothing to see.
    let is_super_user = std::fs::write(folder.join("probe"), "").is_ok();
    let run = place.run(&["render", "--output-dir", "out"]);
    allow(0o755);
    if !is_super_user {
        run.assert_refused(&["cannot write `out"]);
        assert_eq!(files(&folder), ["mine.txt"]);
    }
}

#[test]
fn own_templates_replace_and_add() {
    let head = "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ";
    let place = Place::new()
        .with("mine/server/statefulset.yaml.j2", format!("{head}replaced\n"))
        .with("mine/extra/one.yaml.j2", format!("{head}added-one\n---\n{head}added-two\n"))
        .with("mine/extra/_macros.yaml.j2", "{% macro nothing() %}{% endmacro %}\n")
        .with("mine/notes.md", "not a template {{");
    let run = place.run(&["render", "--templates", "mine"]);
    let documents = run.documents();
    let has = |kind: &str, name: &str| {
        documents.iter().any(|document| document["kind"] == kind && document["metadata"]["name"] == name)
    };
    assert!(has("ConfigMap", "replaced") && has("ConfigMap", "added-one") && has("ConfigMap", "added-two"));
    assert!(documents.iter().all(|document| document["kind"] != "StatefulSet"));
    assert!(has("Deployment", "vault-agent-injector"), "what is not replaced stays");
}

#[test]
fn help_and_version_are_answers() {
    for (arguments, words) in [
        (&["--help"][..], &["Usage: vaultchart", "render", "[alias: template]"][..]),
        (
            &["render", "--help"],
            &[
                "Examples:",
                "Release:",
                "Values:",
                "Cluster:",
                "Output:",
                "Objects:",
                "[profiles: ",
                "--set-literal <KEY=TEXT>",
                "[default: v1.35.0]",
            ],
        ),
        (
            &["--version"],
            &[
                concat!("vaultchart ", env!("CARGO_PKG_VERSION")),
                "charts: 23 of vault-helm, 0.20.0 to 0.34.1",
                "Vault:  2.0.4",
            ],
        ),
    ] {
        let run = run(arguments);
        assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""), "{arguments:?}");
        for word in words {
            assert!(run.stdout.contains(word), "`{word}` is missing in\n{}", run.stdout);
        }
    }
}

#[test]
fn no_command_is_a_question_for_help() {
    run(&[]).assert_refused(&["Usage: vaultchart", "render"]);
}

/// Else it would be the name of a release that has the defaults.
#[test]
fn a_values_file_without_its_flag_is_no_name_of_a_release() {
    for command in ["render", "check", "init"] {
        run(&[command, "prod.yaml"]).assert_refused(&["prod.yaml", "`-f prod.yaml`"]);
    }
}
