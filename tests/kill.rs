//! Killed at any moment, a run leaves the old set or the new one.

use std::collections::BTreeSet;
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;
use std::time::Duration;

use vaultchart::output::{FolderStage, write_folder};

use crate::harness::files;

/// What the program is killed with: how often, and how long it writes at most.
const KILLS: u64 = 200;
const LONGEST: u64 = 2000;

/// What the process that is killed says when it begins, and after each set.
const WRITTEN: &str = "written";

/// Names the folder for the process that is killed.
const FOLDER: &str = "VAULTCHART_TEST_FOLDER";

/// Writes a set into a folder.
type Write = fn(&Path, &[(String, String)]);

/// Both ways to write, by the tests that are killed while they do.
const ONE_RELEASE: (&str, Write) = ("kill::writes_until_it_is_killed", write_one);
const FLEET: (&str, Write) = ("kill::writes_fleets_until_it_is_killed", write_fleet);

#[test]
fn a_killed_run_leaves_the_old_set_or_the_new_one() {
    exchanges_sets(ONE_RELEASE);
}

#[test]
fn a_killed_run_of_a_fleet_leaves_the_old_set_or_the_new_one() {
    exchanges_sets(FLEET);
}

/// In memory where there is such a place: it is the program that is killed here, not the machine with its disk.
fn place() -> tempfile::TempDir {
    tempfile::tempdir_in("/dev/shm").or_else(|_| tempfile::tempdir()).expect("a folder")
}

fn exchanges_sets((writer, write): (&str, Write)) {
    let place = place();
    let folder = place.path().join("out");
    write(&folder, &sets()[0]);
    fs::write(folder.join("server/mine.yaml"), "mine").expect("a file of the user's");
    let mut seen = BTreeSet::new();
    for number in 0..KILLS {
        kill_a_writer(writer, place.path(), Path::new("out"), number);
        seen.insert(set_in(&folder));
        assert_eq!(fs::read_to_string(folder.join("server/mine.yaml")).expect("it is still there"), "mine");
    }
    assert_eq!(seen, BTreeSet::from([0, 1]), "both sets must have been seen");
    write(&folder, &sets()[0]);
    assert_eq!(names(place.path()), ["out"], "the last run tidies up");
}

#[test]
fn a_run_in_place_that_is_killed_is_finished_by_the_next() {
    moves_sets(ONE_RELEASE);
}

#[test]
fn a_run_of_a_fleet_in_place_that_is_killed_is_finished_by_the_next() {
    moves_sets(FLEET);
}

fn moves_sets((writer, write): (&str, Write)) {
    let place = place();
    let folder = place.path();
    for number in 0..KILLS {
        // A folder that the program runs in cannot be exchanged.
        kill_a_writer(writer, folder, Path::new("."), number);
        // The next run first finishes what this one began, and here gives up then.
        drop(FolderStage::open(folder).expect("the next run"));
        if !files(folder).is_empty() {
            set_in(folder);
        }
        let set = &sets()[usize::try_from(number % 2).expect("a small number")];
        write(folder, set);
        assert_eq!(&sets()[set_in(folder)], set);
    }
}

#[test]
#[ignore = "it is run, and killed, by the tests above"]
fn writes_until_it_is_killed() {
    writes_without_end(write_one);
}

#[test]
#[ignore = "it is run, and killed, by the tests above"]
fn writes_fleets_until_it_is_killed() {
    writes_without_end(write_fleet);
}

#[expect(clippy::print_stdout, reason = "it tells the test how far it is")]
fn writes_without_end(write: Write) {
    let Some(folder) = std::env::var_os(FOLDER) else { return };
    println!("\n{WRITTEN}");
    for set in sets().iter().rev().cycle() {
        write(Path::new(&folder), set);
        println!("{WRITTEN}");
    }
}

fn write_one(folder: &Path, set: &[(String, String)]) {
    write_folder(folder, set).expect("a run");
}

/// Each file of a set is what one release of a fleet gives.
fn write_fleet(folder: &Path, set: &[(String, String)]) {
    let stage = FolderStage::open(folder).expect("a run");
    let add = |(name, text): &(String, String)| {
        let (member, file) = name.rsplit_once('/').expect("a folder");
        stage.add(member, &[(file.to_owned(), text.clone())]).expect("a release");
    };
    thread::scope(|scope| {
        for half in set.chunks(set.len().div_ceil(2)) {
            scope.spawn(|| half.iter().for_each(add));
        }
    });
    stage.commit().expect("a run");
}

/// Starts this program as a writer, and kills it some time after it has written none or one set.
fn kill_a_writer(writer: &str, runs_in: &Path, folder: &Path, number: u64) {
    let mut child = Command::new(std::env::current_exe().expect("this program"))
        .args(["--exact", writer, "--ignored", "--nocapture"])
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

/// Two sets that share some of their names, and one file as it is.
fn sets() -> [Vec<(String, String)>; 2] {
    let set = |word: &str, first: usize| {
        let file = |number: usize| (format!("server/{number}/object.yaml"), format!("{word}\n").repeat(200));
        let same = ("server/same.yaml".to_owned(), "same\n".to_owned());
        (first..first + 8).map(file).chain([same]).collect()
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
