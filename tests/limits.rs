//! What is too large, or leads out of its folder, is refused with a message. The limits that a text can show are cases.

use std::fs::{self, File};
use std::path::Path;

use crate::harness::Place;

const LARGEST: u64 = 16 * 1024 * 1024;

/// A file of holes takes no space.
fn large(place: &Place, name: &str) {
    File::create(place.path().join(name)).and_then(|file| file.set_len(LARGEST + 1)).expect("a file");
}

#[test]
fn no_file_over_16_mib_is_read() {
    let place = Place::new();
    large(&place, "large.yaml");
    for arguments in [
        &["render", "-f", "large.yaml"][..],
        &["render", "--set-file", "server.ha.config=large.yaml"],
        &["diff", "--against", "large.yaml"],
        &["diff", "--against-values", "large.yaml"],
        &["render", "--check", "large.yaml"],
        &["values", "migrate", "large.yaml"],
    ] {
        place.run(arguments).assert_refused(&["cannot read `large.yaml`: it is larger than 16 MiB"]);
    }
}

#[test]
fn no_more_than_16_mib_of_standard_input_are_read() {
    let run = Place::new().run_with_input(&["render", "-f", "-"], &vec![b'#'; LARGEST as usize + 1]);
    run.assert_refused(&["cannot read standard input: it is larger than 16 MiB"]);
}

#[test]
fn all_manifests_of_a_folder_are_bounded_together() {
    let object = |name: &str, size: usize| {
        let text = "x".repeat(size);
        format!("apiVersion: v1\nkind: ConfigMap\nmetadata: {{name: {name}}}\ndata: {{a: {text}}}\n")
    };
    let half = LARGEST as usize / 2;
    let place = Place::new().with("mine/a.yaml", object("a", half)).with("mine/b.yaml", object("b", half));
    place.run(&["diff", "--against", "mine", "--to", "mine"]).assert_refused(&["its manifests are larger than 16 MiB"]);
}

#[test]
fn what_no_cluster_takes_is_refused_where_it_is_read() {
    let many = |count: usize, of: &dyn Fn(usize) -> String| (0..count).map(of).collect::<String>();
    let object = |index: usize| format!("---\napiVersion: v1\nkind: ConfigMap\nmetadata: {{name: a{index}}}\n");
    let variables = |count: usize| {
        "server:\n  extraEnvironmentVars:\n".to_owned() + &many(count, &|index| format!("    K{index}: v\n"))
    };
    let lists = "a: [".to_owned() + &many(100, &|_| format!("[{}],\n", "1,".repeat(2_100))) + "]\n";
    let configuration =
        "server: {standalone: {config: \"".to_owned() + &many(5_001, &|_| "a { b = 1 } ".to_owned()) + "\"}}\n";
    let place = Place::new()
        .with("variables.yaml", variables(10_001))
        .with("twice.yaml", "a: 1\n".repeat(10_001))
        .with("lists.yaml", lists)
        .with("configuration.yaml", configuration)
        .with("objects.yaml", many(10_001, &object))
        .with("documents.yaml", "---\na: 1\n".repeat(20_001));
    let table = [
        (&["render", "-f", "variables.yaml"][..], "a list or map has more than 10000 entries"),
        (&["check", "-f", "twice.yaml"], "a list or map has more than 10000 entries"),
        (&["values", "merged", "-f", "lists.yaml"], "the text holds more than 200000 values"),
        (&["values", "merged", "-f", "documents.yaml"], "the text has more than 20000 documents"),
        (&["diff", "--against", "objects.yaml"], "from `objects.yaml` on hold more than 10000 objects"),
    ];
    for (arguments, words) in table {
        place.run(arguments).assert_refused(&[words]);
    }
    let run = place.run(&["check", "-f", "configuration.yaml"]);
    assert_eq!(run.code, Some(1), "{}", run.stderr);
    assert!(run.stdout.contains("the configuration has more than 10000 attributes and blocks"), "{}", run.stdout);
    let flags: Vec<String> = (0..200).map(|index| format!("--set=a[65535].k{index}[65535].z=1")).collect();
    let arguments: Vec<&str> = ["render"].into_iter().chain(flags.iter().map(String::as_str)).collect();
    place.run(&arguments).assert_refused(&["the flags leave more than 200000 items of lists without a value"]);
}

#[test]
fn findings_beyond_the_first_thousand_of_a_rule_are_counted() {
    let variables: String = (0..1_100).map(|index| format!("    K{index}_PASSWORD: hunter-{index}\n")).collect();
    let place = Place::new().with("values.yaml", format!("server:\n  extraEnvironmentVars:\n{variables}"));
    let run = place.run(&["check", "-f", "values.yaml", "--only", "env-secret", "-o", "json"]);
    assert_eq!(run.stdout.matches("\"rule\": \"env-secret\"").count(), 1_001, "{}", run.stderr);
    assert!(run.stdout.contains("100 more findings of `env-secret` are not listed"), "{}", run.stdout);
}

#[test]
fn a_folder_of_too_many_files_is_refused() {
    let place = Place::new().with("mine/a.yaml.j2", "");
    for number in 0..10_000 {
        fs::write(place.path().join(format!("mine/{number}")), "").expect("a file");
    }
    place.run(&["render", "--templates", "mine"]).assert_refused(&["folder `mine`", "more than 10000 files"]);
    place.run(&["diff", "--against", "mine"]).assert_refused(&["folder `mine`", "more than 10000 files"]);
}

#[test]
fn a_values_file_reads_neither_files_nor_the_environment() {
    for call in [
        "{{ .Files.Get \"secret\" }}",
        "{{ range $name, $content := .Files.Glob \"*\" }}{{ $content }}{{ end }}",
        "{{ env \"SECRET\" }}",
        "{{ expandenv \"$SECRET\" }}",
        "{{ getHostByName \"localhost\" }}",
        "{{ lookup \"v1\" \"Secret\" \"a\" \"b\" }}",
        "{{ include \"/etc/passwd\" . }}",
    ] {
        let values = format!("server:\n  annotations: |\n    note: \"{}\"\n", call.replace('"', "`"));
        let place = Place::new().with("values.yaml", values).with("secret", "hunter2");
        let run = place.run_in(&[("SECRET", "hunter2")], &["render", "-f", "values.yaml"], b"");
        assert!(matches!(run.code, Some(0 | 2)), "{call}: {}", run.stderr);
        for text in [&run.stdout, &run.stderr] {
            assert!(
                !text.contains("hunter2") && !text.contains("127.0.0.1\n") && !text.contains("root:"),
                "{call}: {text}"
            );
        }
    }
}

#[cfg(unix)]
#[test]
fn templates_are_not_read_through_links_that_lead_out() {
    use std::os::unix::fs::symlink;
    let object = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: linked}\n";
    for (link, to) in [("mine/extra/a.yaml.j2", "outside/a.yaml.j2"), ("mine/extra/sub", "outside")] {
        let place = Place::new().with("outside/a.yaml.j2", object).with("mine/extra/b.yaml.j2", object);
        symlink(place.path().join(to), place.path().join(link)).expect("a link");
        place.run(&["render", "--templates", "mine"]).assert_refused(&["it is a link that points outside the folder"]);
    }
    // As a mounted config map has them.
    let place = Place::new().with("mine/..data/a.yaml.j2", object);
    symlink(Path::new("..data/a.yaml.j2"), place.path().join("mine/b.yaml.j2")).expect("a link");
    let run = place.run(&["render", "--templates", "mine", "-s", "b"]);
    assert_eq!((run.code, run.stdout.contains("name: linked")), (Some(0), true), "{}", run.stderr);
}

#[cfg(unix)]
#[test]
fn a_circle_of_links_is_not_endless() {
    use std::os::unix::fs::symlink;
    let object = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n";
    let place = Place::new().with("mine/a.yaml", object).with("mine/a.yaml.j2", object);
    for name in ["one", "two", "three"] {
        symlink(place.path().join("mine"), place.path().join("mine").join(name)).expect("a link");
    }
    assert_eq!(place.run(&["render", "--templates", "mine", "-s", "a"]).code, Some(0));
    assert_eq!(place.run(&["diff", "--against", "mine", "--to", "mine"]).code, Some(0));
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_a_message() {
    let place = Place::new();
    let full = File::options().write(true).open("/dev/full").expect("the device");
    let ended = std::process::Command::new(env!("CARGO_BIN_EXE_vaultchart"))
        .arg("render")
        .current_dir(place.path())
        .stdout(full)
        .output()
        .expect("the program ends");
    assert_eq!(ended.status.code(), Some(2));
    let said = String::from_utf8(ended.stderr).expect("UTF-8");
    assert!(said.starts_with("error[input-output]: cannot write to standard output: "), "{said}");
}

#[test]
fn what_nobody_reads_was_not_answered_and_nobody_is_told() {
    let place = Place::new();
    let mut child = std::process::Command::new(env!("CARGO_BIN_EXE_vaultchart"))
        .arg("render")
        .current_dir(place.path())
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::piped())
        .spawn()
        .expect("the program starts");
    drop(child.stdout.take());
    let ended = child.wait_with_output().expect("the program ends");
    assert_eq!((ended.status.code(), ended.stderr), (Some(2), Vec::new()));
}

#[cfg(unix)]
#[test]
fn a_folder_that_cannot_be_written_is_a_message() {
    use std::os::unix::fs::PermissionsExt;
    let place = Place::new().with("clusters/a.yaml", "").with("closed/file", "mine");
    let closed = place.path().join("closed");
    fs::set_permissions(&closed, fs::Permissions::from_mode(0o555)).expect("rights");
    // Who may do everything finds another obstacle: a file where a folder has to be.
    let is_open = fs::write(closed.join("probe"), "").is_ok();
    let (folder, words) = if is_open { ("closed/file", "cannot write") } else { ("closed", "permission denied") };
    for arguments in
        [&["render", "--output-dir", folder][..], &["render", "--each", "clusters/*.yaml", "--output-dir", folder]]
    {
        place.run(arguments).assert_refused(&[words, "`closed/"]);
    }
    assert_eq!(fs::read_to_string(closed.join("file")).expect("a file"), "mine");
}

#[test]
fn of_thousands_of_faults_the_first_are_told_and_the_others_counted() {
    let lines = |head: &str, line: fn(usize) -> String| head.to_owned() + &(0..1300).map(line).collect::<String>();
    let place = Place::new()
        .with("unknown.yaml", lines("server:\n", |number| format!("  unknownKey{number}: 1\n")))
        .with("twice.yaml", lines("server:\n  annotations:\n", |_| "    a: b\n".to_owned()))
        .with("bare.yaml", lines("server:\n  annotations:\n", |number| format!("    k{number}: true\n")));
    for (file, words) in [
        ("unknown.yaml", "300 more keys are unknown"),
        ("twice.yaml", "299 more messages are not shown"),
        ("bare.yaml", "1100 more fields are not what Kubernetes accepts"),
    ] {
        let run = place.run(&["render", "--no-project", "-f", file]);
        assert_eq!(run.code, Some(0), "{file}");
        assert!(
            run.stderr.contains(words),
            "{file}: {}",
            run.stderr.lines().rev().take(8).collect::<Vec<_>>().join("\n")
        );
    }
}
