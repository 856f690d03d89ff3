//! Killed at any moment, a run leaves the old set or the new one.

use std::collections::BTreeSet;
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;
use std::time::Duration;

use vaultchart::output::write_folder;

use crate::harness::files;

/// What the program is killed with: how often, and how long it writes at most.
const KILLS: u64 = 200;
const LONGEST: u64 = 2000;

/// What the process that is killed says when it begins, and after each set.
const WRITTEN: &str = "written";

/// Names the folder for the process that is killed.
const FOLDER: &str = "VAULTCHART_TEST_FOLDER";

#[test]
fn a_killed_run_leaves_the_old_set_or_the_new_one() {
    let place = tempfile::tempdir().expect("a folder");
    let folder = place.path().join("out");
    write_folder(&folder, &sets()[0]).expect("the first run");
    fs::write(folder.join("server/mine.yaml"), "mine").expect("a file of the user's");
    let mut seen = BTreeSet::new();
    for number in 0..KILLS {
        kill_a_writer(place.path(), Path::new("out"), number);
        seen.insert(set_in(&folder));
        assert_eq!(fs::read_to_string(folder.join("server/mine.yaml")).expect("it is still there"), "mine");
    }
    assert_eq!(seen, BTreeSet::from([0, 1]), "both sets must have been seen");
    write_folder(&folder, &sets()[0]).expect("the last run");
    assert_eq!(names(place.path()), ["out"], "the last run tidies up");
}

#[test]
fn a_run_in_place_that_is_killed_is_finished_by_the_next() {
    let place = tempfile::tempdir().expect("a folder");
    let folder = place.path();
    for number in 0..KILLS / 4 {
        // A folder that the program runs in cannot be exchanged.
        kill_a_writer(folder, Path::new("."), number);
        let set = &sets()[usize::try_from(number % 2).expect("a small number")];
        write_folder(folder, set).expect("the next run");
        assert_eq!(&sets()[set_in(folder)], set);
    }
}

#[test]
#[ignore = "it is run, and killed, by the tests above"]
#[expect(clippy::print_stdout, reason = "it tells the test how far it is")]
fn writes_until_it_is_killed() {
    let Some(folder) = std::env::var_os(FOLDER) else { return };
    println!("\n{WRITTEN}");
    for set in sets().iter().rev().cycle() {
        write_folder(Path::new(&folder), set).expect("a run");
        println!("{WRITTEN}");
    }
}

/// Starts this program as a writer, and kills it some time after it has written none or one set.
fn kill_a_writer(runs_in: &Path, folder: &Path, number: u64) {
    let mut child = Command::new(std::env::current_exe().expect("this program"))
        .args(["--exact", "kill::writes_until_it_is_killed", "--ignored", "--nocapture"])
        .env(FOLDER, folder)
        .current_dir(runs_in)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("the writer starts");
    let mut lines = BufReader::new(child.stdout.take().expect("its output")).lines().map_while(Result::ok);
    let sets = 1 + usize::try_from(number % 2).expect("a small number");
    assert_eq!(lines.by_ref().filter(|line| line == WRITTEN).take(sets).count(), sets, "the writer did not begin");
    // Numbers that go over all the moments of a run, the same ones each time.
    thread::sleep(Duration::from_micros(number.wrapping_mul(2_654_435_761) % LONGEST));
    child.kill().expect("it is killed");
    let ended = child.wait().expect("it has ended");
    assert!(!ended.success() && ended.code().is_none(), "the writer failed by itself: {ended}");
}

/// Two sets that share some of their names.
fn sets() -> [Vec<(String, String)>; 2] {
    let set = |word: &str, first: usize| {
        let file = |number: usize| (format!("server/{number}/object.yaml"), format!("{word}\n").repeat(200));
        (first..first + 8).map(file).collect()
    };
    [set("old", 0), set("new", 4)]
}

/// Which set the folder holds; it must be one, from the first file to the last.
fn set_in(folder: &Path) -> usize {
    let own = |name: &String| !name.ends_with("mine.yaml") && name != ".vaultchart-index";
    let read = |name: String| {
        let text = fs::read_to_string(folder.join(&name)).expect("a file");
        (name, text)
    };
    let found: BTreeSet<_> = files(folder).into_iter().filter(own).map(read).collect();
    let matches = |set: &Vec<(String, String)>| set.iter().cloned().collect::<BTreeSet<_>>() == found;
    sets()
        .iter()
        .position(matches)
        .unwrap_or_else(|| panic!("a mix: {:?}", found.iter().map(|(name, _)| name).collect::<Vec<_>>()))
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("a folder").flatten();
    entries.map(|entry| entry.file_name().into_string().expect("a name")).collect()
}
