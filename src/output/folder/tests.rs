//! A folder holds one set or the other, keeps what is not ours, and leads nowhere.

use std::collections::BTreeSet;
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;
use std::time::Duration;

use super::index::INDEX;
use super::{FolderError, folder_index, in_place, write_folder};

fn files(names: &[&str]) -> Vec<(String, String)> {
    names.iter().map(|name| ((*name).to_owned(), format!("{name}\n"))).collect()
}

fn listing(folder: &Path) -> Vec<String> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(next).expect("a folder").flatten() {
            if entry.path().is_dir() {
                folders.push(entry.path());
            } else {
                found.push(entry.path().strip_prefix(folder).expect("inside").display().to_string());
            }
        }
    }
    found.sort();
    found
}

#[test]
fn a_second_run_removes_what_the_first_wrote_and_nothing_else() {
    let folder = tempfile::tempdir().expect("a folder");
    write_folder(folder.path(), &files(&["server/a.yaml", "ui/b.yaml", "csi/c.yaml"])).expect("the first run");
    fs::write(folder.path().join("csi/mine.yaml"), "mine").expect("a file of the user's");
    write_folder(folder.path(), &files(&["server/a.yaml"])).expect("the second run");
    assert_eq!(listing(folder.path()), [INDEX, "csi/mine.yaml", "server/a.yaml"]);
    assert!(!folder.path().join("ui").exists());
}

#[test]
fn a_foreign_file_in_the_way_stops_everything() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("b.yaml"), "mine").expect("a file of the user's");
    let refused = write_folder(folder.path(), &files(&["a.yaml", "b.yaml"]));
    assert!(matches!(refused, Err(FolderError::Foreign(_))));
    assert_eq!(listing(folder.path()), ["b.yaml"]);
}

#[test]
fn names_cannot_lead_out() {
    let folder = tempfile::tempdir().expect("a folder");
    for name in ["../a", "/a", "", "a/../../b", "."] {
        assert!(matches!(write_folder(folder.path(), &files(&[name])), Err(FolderError::Outside(_))), "{name}");
    }
    fs::write(folder.path().join(INDEX), "../outside\n").expect("a forged index");
    write_folder(folder.path(), &files(&["a.yaml"])).expect("a run");
}

#[test]
fn what_cannot_all_be_written_is_not_written_at_all() {
    let folder = tempfile::tempdir().expect("a folder");
    write_folder(folder.path(), &files(&["a.yaml"])).expect("the first run");
    // A file cannot be a folder too, so the second name fails while the first is already staged.
    let broken = [("a.yaml".to_owned(), "new".to_owned()), ("a.yaml/b".to_owned(), "new".to_owned())];
    assert!(write_folder(folder.path(), &broken).is_err());
    assert_eq!(fs::read_to_string(folder.path().join("a.yaml")).expect("the old file"), "a.yaml\n");
    assert_eq!(listing(folder.path()), [INDEX, "a.yaml"]);
}

#[cfg(unix)]
#[test]
fn no_link_is_followed_out_of_the_folder() {
    use std::os::unix::fs::symlink;
    let folder = tempfile::tempdir().expect("a folder");
    let outside = tempfile::tempdir().expect("a folder");
    fs::write(outside.path().join("a.yaml"), "theirs").expect("a file");
    symlink(outside.path(), folder.path().join("server")).expect("a link");
    symlink(outside.path().join("a.yaml"), folder.path().join("b.yaml")).expect("a link");
    for name in ["server/a.yaml", "server/new.yaml", "b.yaml"] {
        assert!(matches!(write_folder(folder.path(), &files(&[name])), Err(FolderError::Foreign(_))), "{name}");
    }
    // A folder of ours that became a link: what lies behind it is not what was written, whatever the index says.
    fs::write(folder.path().join(INDEX), "server/a.yaml\n").expect("an index");
    assert!(matches!(write_folder(folder.path(), &files(&["server/a.yaml"])), Err(FolderError::Foreign(_))));
    write_folder(folder.path(), &files(&["c.yaml"])).expect("a run");
    in_place::write(folder.path(), &files(&["d.yaml"])).expect("a run");
    assert_eq!(listing(outside.path()), ["a.yaml"]);
}

#[cfg(unix)]
#[test]
fn the_folder_may_be_a_link_and_keeps_its_rights() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let place = tempfile::tempdir().expect("a folder");
    let real = place.path().join("real");
    fs::create_dir_all(real.join("empty")).expect("a folder");
    fs::set_permissions(&real, fs::Permissions::from_mode(0o750)).expect("rights");
    symlink(&real, place.path().join("out")).expect("a link");
    write_folder(&place.path().join("out"), &files(&["server/a.yaml"])).expect("a run");
    assert!(place.path().join("out").is_symlink() && real.join("empty").is_dir());
    assert_eq!(listing(&real), [INDEX, "server/a.yaml"]);
    assert_eq!(real.metadata().expect("a folder").permissions().mode() & 0o777, 0o750);
    assert_eq!(names(place.path()), ["out", "real"], "nothing is left beside it");
}

#[test]
fn what_was_written_into_the_old_folder_meanwhile_is_kept() {
    let place = tempfile::tempdir().expect("a folder");
    let (folder, old) = (place.path().join("out"), place.path().join(".out.vaultchart-old"));
    write_folder(&folder, &files(&["a.yaml"])).expect("a run");
    write_folder(&old, &files(&["b.yaml"])).expect("a run");
    fs::create_dir(old.join("sub")).expect("a folder");
    fs::write(old.join("sub/mine.yaml"), "mine").expect("a file");
    fs::create_dir(place.path().join(".out.vaultchart-new")).expect("a folder");
    write_folder(&folder, &files(&["c.yaml"])).expect("a run");
    assert_eq!(listing(&folder), [INDEX, "c.yaml", "sub/mine.yaml"]);
    assert_eq!(names(place.path()), ["out"]);
}

#[test]
fn a_run_in_place_is_finished_by_the_next() {
    let folder = tempfile::tempdir().expect("a folder");
    let folder = folder.path();
    in_place::write(folder, &files(&["a.yaml", "both.yaml"])).expect("the first run");
    // As a run leaves it that is killed after it moved one of its files.
    in_place::write(&folder.join("later"), &[]).expect_err("there is no such folder");
    fs::create_dir(folder.join(".vaultchart-commit")).expect("a journal");
    for (name, text) in [(INDEX, "b.yaml\nboth.yaml\n"), ("both.yaml", "new\n")] {
        fs::write(folder.join(".vaultchart-commit").join(name), text).expect("a staged file");
    }
    fs::write(folder.join("b.yaml"), "new\n").expect("a moved file");
    assert!(matches!(folder_index(folder), Err(FolderError::Unfinished(_))));
    in_place::finish(folder).expect("the rest of the run");
    assert_eq!(listing(folder), [INDEX, "b.yaml", "both.yaml"]);
    assert_eq!(fs::read_to_string(folder.join("both.yaml")).expect("a file"), "new\n");
    assert_eq!(
        folder_index(folder).expect("an index"),
        Some(BTreeSet::from(["b.yaml".to_owned(), "both.yaml".to_owned()]))
    );
}

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
        kill_a_writer("writes_until_it_is_killed", &folder, number);
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
    let folder = place.path().to_owned();
    in_place::write(&folder, &sets()[0]).expect("the first run");
    for number in 0..KILLS / 4 {
        kill_a_writer("writes_in_place_until_it_is_killed", &folder, number);
        in_place::finish(&folder).expect("the rest of the run");
        set_in(&folder);
    }
}

#[test]
#[ignore = "it is run, and killed, by the tests above"]
fn writes_until_it_is_killed() {
    write_without_end(|folder, set| write_folder(folder, set).expect("a run"));
}

#[test]
#[ignore = "it is run, and killed, by the tests above"]
fn writes_in_place_until_it_is_killed() {
    write_without_end(|folder, set| {
        in_place::finish(folder).expect("the rest of a run");
        in_place::write(folder, set).expect("a run");
    });
}

fn write_without_end(write: impl Fn(&Path, &[(String, String)])) {
    let Some(folder) = std::env::var_os(FOLDER) else { return };
    println!("\n{WRITTEN}");
    for set in sets().iter().rev().cycle() {
        write(Path::new(&folder), set);
        println!("{WRITTEN}");
    }
}

/// Starts this program as a writer, and kills it some time after it has written none or one set.
fn kill_a_writer(test: &str, folder: &Path, number: u64) {
    let mut child = Command::new(std::env::current_exe().expect("this program"))
        .args(["--exact", &format!("output::folder::tests::{test}"), "--ignored", "--nocapture"])
        .env(FOLDER, folder)
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
    let own = |name: &String| !name.ends_with("mine.yaml") && name != INDEX;
    let read = |name: String| {
        let text = fs::read_to_string(folder.join(&name)).expect("a file");
        (name, text)
    };
    let found: BTreeSet<_> = listing(folder).into_iter().filter(own).map(read).collect();
    let matches = |set: &Vec<(String, String)>| set.iter().cloned().collect::<BTreeSet<_>>() == found;
    sets()
        .iter()
        .position(matches)
        .unwrap_or_else(|| panic!("a mix: {:?}", found.iter().map(|(name, _)| name).collect::<Vec<_>>()))
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("a folder").flatten();
    let mut names: Vec<String> = entries.map(|entry| entry.file_name().into_string().expect("a name")).collect();
    names.sort();
    names
}
