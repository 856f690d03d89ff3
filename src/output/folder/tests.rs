//! A folder holds one set or the other, keeps what is not ours, and leads nowhere.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use super::index::INDEX;
use super::{FolderError, FolderStage, folder_index, in_place, write_folder};

fn files(names: &[&str]) -> Vec<(String, String)> {
    names.iter().map(|name| ((*name).to_owned(), format!("{name}\n"))).collect()
}

/// Writes the set as it is written where the folder cannot be exchanged.
fn write_in_place(folder: &Path, files: &[(String, String)]) -> Result<usize, FolderError> {
    let stage = FolderStage::start(folder, |_| None)?;
    stage.add("", files)?;
    let gone = stage.files_that_go();
    stage.commit().map(|()| gone)
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
    let gone = write_folder(folder.path(), &files(&["server/a.yaml"])).expect("the second run");
    assert_eq!(gone, 2);
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
    write_in_place(folder.path(), &files(&["d.yaml"])).expect("a run");
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
    write_in_place(folder, &files(&["a.yaml", "both.yaml"])).expect("the first run");
    // As a run leaves it that is killed after it moved one of its files.
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

#[cfg(unix)]
#[test]
fn a_file_that_stays_the_same_is_not_written_again() {
    use std::os::unix::fs::MetadataExt;
    for write in [write_folder, write_in_place] {
        let folder = tempfile::tempdir().expect("a folder");
        let number = |name: &str| folder.path().join(name).metadata().expect("a file").ino();
        let mut set = files(&["a/same.yaml", "b/other.yaml", "c/edited.yaml"]);
        write(folder.path(), &set).expect("the first run");
        let before = ["a/same.yaml", "b/other.yaml", "c/edited.yaml"].map(number);
        set[1].1 = "another\n".to_owned();
        fs::write(folder.path().join("c/edited.yaml"), "C/EDITED.YAML\n").expect("an edit of the same length");
        write(folder.path(), &set).expect("the second run");
        assert_eq!(number("a/same.yaml"), before[0]);
        assert!(number("b/other.yaml") != before[1] && number("c/edited.yaml") != before[2]);
        for (name, text) in &set {
            assert_eq!(fs::read_to_string(folder.path().join(name)).expect("a file"), *text);
        }
        assert_eq!(listing(folder.path()).len(), 4);
        // Twice in one set, it could only be written over what the old set holds too.
        set.push(("a/same.yaml".to_owned(), "new\n".to_owned()));
        assert!(write(folder.path(), &set).is_err());
        assert_eq!(fs::read_to_string(folder.path().join("a/same.yaml")).expect("a file"), "a/same.yaml\n");
    }
}

#[test]
fn many_threads_fill_one_stage() {
    let place = tempfile::tempdir().expect("a folder");
    let folder = place.path().join("out");
    for start in [FolderStage::open, |folder: &Path| FolderStage::start(folder, |_| None)] {
        for members in [["a", "b", "c"], ["c", "d", "e"]] {
            let stage = start(&folder).expect("a stage");
            let add = |member| stage.add(member, &files(&["server/x.yaml", "ui.yaml"])).expect("files");
            std::thread::scope(|scope| members.iter().for_each(|member| drop(scope.spawn(|| add(member)))));
            stage.commit().expect("a set");
            let expected: Vec<String> =
                members.iter().flat_map(|top| [format!("{top}/server/x.yaml"), format!("{top}/ui.yaml")]).collect();
            assert_eq!(listing(&folder)[1..], expected);
            assert_eq!(folder_index(&folder).expect("an index"), Some(expected.into_iter().collect()));
            assert_eq!(names(&folder).len(), 4, "folders that hold nothing are removed");
        }
    }
    assert_eq!(names(place.path()), ["out"]);
}

#[test]
fn a_stage_that_is_dropped_leaves_no_trace() {
    let place = tempfile::tempdir().expect("a folder");
    let folder = place.path().join("sub/out");
    let stage = FolderStage::open(&folder).expect("a stage");
    stage.add("a", &files(&["x.yaml"])).expect("files");
    drop(stage);
    assert_eq!(names(place.path()), Vec::<String>::new());
    write_folder(&folder, &files(&["x.yaml"])).expect("a set");
    let stage = FolderStage::open(&folder).expect("a stage");
    stage.add("a", &files(&["x.yaml"])).expect("files");
    drop(stage);
    assert_eq!(listing(place.path()), ["sub/out/.vaultchart-index", "sub/out/x.yaml"]);
}

#[test]
fn a_foreign_file_that_comes_late_stops_everything() {
    for start in [FolderStage::open, |folder: &Path| FolderStage::start(folder, |_| None)] {
        let folder = tempfile::tempdir().expect("a folder");
        write_folder(folder.path(), &files(&["a/x.yaml"])).expect("a set");
        let stage = start(folder.path()).expect("a stage");
        stage.add("a", &files(&["x.yaml"])).expect("files");
        stage.add("b", &files(&["x.yaml"])).expect("files");
        fs::create_dir(folder.path().join("b")).expect("a folder");
        fs::write(folder.path().join("b/x.yaml"), "mine").expect("a file of the user's");
        fs::write(folder.path().join("b/y.yaml"), "mine").expect("a file of the user's");
        assert!(matches!(stage.commit(), Err(FolderError::Foreign(_))));
        assert_eq!(listing(folder.path()), [INDEX, "a/x.yaml", "b/x.yaml", "b/y.yaml"]);
        assert_eq!(fs::read_to_string(folder.path().join("b/x.yaml")).expect("a file"), "mine");
    }
}

#[test]
fn names_that_the_program_keeps_for_itself_are_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    let stage = FolderStage::open(folder.path()).expect("a stage");
    for member in [INDEX, ".vaultchart-commit", ".vaultchart-staging"] {
        assert!(matches!(stage.add(member, &files(&["x.yaml"])), Err(FolderError::Reserved(_))), "{member}");
    }
    for member in ["..", "/", "a/../.."] {
        assert!(matches!(stage.add(member, &files(&["x.yaml"])), Err(FolderError::Outside(_))), "{member}");
    }
}

#[test]
fn runs_at_the_same_time_wait_for_each_other() {
    let place = tempfile::tempdir().expect("a folder");
    let folder = place.path().join("out");
    let run = |number: usize| {
        let stage = FolderStage::open(&folder).expect("a stage");
        stage.add(&number.to_string(), &files(&["x.yaml"])).expect("files");
        // Some fail, and take the folder with them if they made it.
        if number.is_multiple_of(3) { drop(stage) } else { stage.commit().expect("a set") }
    };
    std::thread::scope(|scope| (0..60).for_each(|number| drop(scope.spawn(move || run(number)))));
    assert_eq!(listing(&folder).len(), 2, "the set of one run");
    assert_eq!(names(place.path()), ["out"]);
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("a folder").flatten();
    let mut names: Vec<String> = entries.map(|entry| entry.file_name().into_string().expect("a name")).collect();
    names.sort();
    names
}
