//! `fuzz/against-helm/run`: a difference that is planted into a stand-in for Helm is found and reduced.

use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::os::unix::fs::PermissionsExt;
use std::process::Command;

use crate::harness::{Place, files, root};

/// Renders with this program, and changes something where a key is given.
const HELM: &str = r##"#!/usr/bin/env python3
import json, os, re, subprocess, sys
release, chart, flags = sys.argv[2], sys.argv[3], sys.argv[4:]
templates, work = os.path.join(chart, "templates"), os.path.dirname(chart)
packed = [name for name in os.listdir(templates) if re.match("p[0-9]{4}", name)] if os.path.isdir(templates) else []
if packed:
    objects = {}
    for name in packed:
        written = re.search(r'tpl "(.*)" \$ ', open(os.path.join(templates, name)).read())[1]
        text = re.sub(r"\\U([0-9a-f]{8})", lambda found: chr(int(found[1], 16)), written)
        about = {"apiVersion": "example.com/v1", "kind": "Probe", "metadata": {"name": name[:5]}}
        objects[name[:5]] = {**about, "spec": {"t": text}}
    with open("packed.yaml", "w") as file:
        json.dump({"extraObjects": objects}, file)
    flags = ["-s", "extra-objects", "-f", "packed.yaml"]
elif os.path.isdir(os.path.join(work, "templates")):
    flags += ["--templates", os.path.join(work, "templates"), "-s", "stand-in/keys", "-s", "extra-objects"]
    flags += ["-f", os.path.join(work, "values.yaml")]
run = subprocess.run(["PROGRAM", "--no-project", "render", release, *flags], capture_output=True, text=True)
given = " ".join(flags) + "".join(open(name).read() for flag, name in zip(flags, flags[1:]) if flag == "-f")
if "PLANTED" in given and ("server" in given or "Probe" in given):
    run.returncode = run.returncode or REFUSAL
    run.stdout = run.stdout.replace("terminationGracePeriodSeconds: ", "terminationGracePeriodSeconds: 1")
    run.stdout = run.stdout.replace("  t: ", "  t: planted ")
sys.stdout.write("" if run.returncode else run.stdout)
sys.stderr.write("Error: planted" if run.returncode else "")
sys.exit(run.returncode)
"##;

/// Whether the script can run; where it cannot, that is said.
fn has_python() -> bool {
    let found = Command::new("python3").args(["-c", "import yaml"]).output().is_ok_and(|run| run.status.success());
    if !found {
        writeln!(std::io::stderr(), "left out: python3 with PyYAML is not on the path").expect("a message");
    }
    found
}

/// What the script says of a Helm with something planted into it, and each difference that it wrote.
fn found(planted: &str, refusal: &str, arguments: &[&str]) -> (Option<i32>, String, Vec<String>) {
    let helm = HELM.replace("PROGRAM", env!("CARGO_BIN_EXE_vaultchart"));
    let helm = helm.replace("PLANTED", planted).replace("REFUSAL", refusal);
    let place = Place::new().with("helm", helm).with("chart/Chart.yaml", "name: vault\n");
    let program = place.path().join("helm");
    fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).expect("a program");
    let run = Command::new("python3")
        .arg(root().join("fuzz/against-helm/run"))
        .args(["--keys", "server.*Seconds", "--out", "out"])
        .args(arguments)
        .current_dir(place.path())
        .env("VAULTCHART", env!("CARGO_BIN_EXE_vaultchart"))
        .env("HELM", &program)
        .env("CHART", "chart")
        .output()
        .expect("python3 runs");
    let said = String::from_utf8_lossy(&run.stdout).into_owned() + &String::from_utf8_lossy(&run.stderr);
    (run.status.code(), said, differences(&place))
}

/// The text of each difference: its files, its command, and what both gave.
fn differences(place: &Place) -> Vec<String> {
    let out = place.path().join("out");
    let mut texts: Vec<(String, String)> = Vec::new();
    for name in files(&out) {
        let folder = name.split('/').next().unwrap_or_default().to_owned();
        if texts.last().is_none_or(|(last, _)| *last != folder) {
            texts.push((folder, String::new()));
        }
        let text = fs::read_to_string(out.join(&name)).expect("a file");
        let (_, all) = texts.last_mut().expect("one was put there");
        write!(all, "# {name}\n{text}").expect("a text");
    }
    texts.into_iter().map(|(_, text)| text).collect()
}

/// The lines of the input: of the values files and of the command.
fn input(difference: &str) -> Vec<&str> {
    let mut is_input = false;
    let mut lines = Vec::new();
    for line in difference.lines() {
        if line.starts_with("# ") {
            is_input = !line.ends_with("/difference");
        } else if is_input {
            lines.push(line);
        }
    }
    lines
}

#[test]
fn a_planted_difference_is_found_and_reduced() {
    if !has_python() {
        return;
    }
    let (code, said, differences) = found("terminationGracePeriodSeconds", "0", &["--count", "8", "--each", "1"]);
    assert_eq!(code, Some(1), "{said}");
    assert!(said.contains("     8 cases\n") && said.contains("     1 differences written to out\n"), "{said}");
    let difference = &differences[0];
    let lines = input(difference);
    assert!(lines.len() < 10 && lines.join(" ").len() < 150, "{difference}");
    assert!(lines.iter().any(|line| line.contains("terminationGracePeriodSeconds")), "{difference}");
    assert!(difference.contains("StatefulSet"), "{difference}");
}

#[test]
fn a_planted_refusal_is_found_and_reduced() {
    if !has_python() {
        return;
    }
    let (code, said, differences) = found("preStopSleepSeconds", "1", &["--count", "8", "--each", "1"]);
    assert_eq!(code, Some(1), "{said}");
    assert!(said.contains("     0 differ\n") && !said.contains("     0 refused there alone\n"), "{said}");
    let lines = input(&differences[0]);
    assert!(lines.len() < 10 && lines.iter().any(|line| line.contains("preStopSleepSeconds")), "{differences:?}");
}

#[test]
fn a_planted_difference_is_found_in_a_pack_of_templates() {
    if !has_python() {
        return;
    }
    let pack = ["--stand-in", "--pack", "20", "--count", "20", "--each", "1"];
    let (code, said, differences) = found("| quote", "0", &pack);
    assert!(code == Some(1) && said.contains("     1 differences written to out\n"), "{said}");
    let lines = input(&differences[0]);
    assert!(lines.len() < 12 && lines.iter().any(|line| line.contains("quote")), "{differences:?}");
    let (code, said, _) = found("no such text", "0", &pack);
    assert!(code == Some(0) && said.contains("     0 differ\n"), "{said}");
}

#[test]
fn what_is_the_same_is_no_difference() {
    if !has_python() {
        return;
    }
    let (code, said, differences) = found("no such key", "0", &["--count", "3", "--seed", "7"]);
    assert!(code == Some(0) && differences.is_empty() && said.contains("     3 cases\n"), "{said}");
}

#[test]
fn what_is_missing_is_said() {
    if !has_python() {
        return;
    }
    let run = |helm: &str, chart: &str| {
        let place = Place::new();
        let run = Command::new("python3")
            .arg(root().join("fuzz/against-helm/run"))
            .current_dir(place.path())
            .env("VAULTCHART", env!("CARGO_BIN_EXE_vaultchart"))
            .envs([("HELM", helm), ("CHART", chart)])
            .output()
            .expect("python3 runs");
        (run.status.code(), String::from_utf8_lossy(&run.stderr).into_owned())
    };
    assert_eq!(run("", ""), (Some(2), "name Helm's program: HELM=helm\n".to_owned()));
    assert_eq!(run("gone", ""), (Some(2), "HELM names no program: gone\n".to_owned()));
    let chart = "name a copy of the chart: CHART=../vault-helm, or use --stand-in\n".to_owned();
    assert_eq!(run("true", ""), (Some(2), chart));
    assert_eq!(run("true", "gone"), (Some(2), "CHART is no chart, it lacks Chart.yaml: gone\n".to_owned()));
}
