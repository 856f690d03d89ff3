//! Whatever call fails, or is the last one, every file is the old one or the new one.

use std::fs;
use std::path::{Path, PathBuf};

use super::disk::{Disk, Fault};
use super::error::FileError;
use super::put::{replace_file, replace_on, write_files, write_to};

/// More calls than any write makes.
const MOST_CALLS: usize = 60;

fn is_ours(text: &str) -> bool {
    text.starts_with("ours")
}

fn texts(folder: &Path, names: &[&str]) -> Vec<Option<String>> {
    names.iter().map(|name| fs::read_to_string(folder.join(name)).ok()).collect()
}

fn files(folder: &Path, text: &str) -> Vec<(PathBuf, String)> {
    ["a", "b", "c"].map(|name| (folder.join(name), format!("{text} {name}\n"))).into()
}

fn names(folder: &Path) -> usize {
    fs::read_dir(folder).expect("a folder").count()
}

fn disk(after: usize, lasts: bool) -> Disk {
    Disk { fault: Some(Fault { after, lasts }) }
}

#[test]
fn whichever_call_fails_the_set_is_the_old_one_or_the_new_one() {
    for has_old in [true, false] {
        let (mut failed, mut done) = (0, 0);
        for after in 0..MOST_CALLS {
            let folder = tempfile::tempdir().expect("a folder");
            let (old, new) = (files(folder.path(), "ours, old"), files(folder.path(), "ours, new"));
            if has_old {
                // One of three is new.
                write_files(&old[..2], is_ours).expect("the old files");
            }
            let before = texts(folder.path(), &["a", "b", "c"]);
            let result = write_to(&mut disk(after, false), &new, is_ours);
            let found = texts(folder.path(), &["a", "b", "c"]);
            match result {
                Ok(()) => {
                    done += 1;
                    assert_eq!(found, new.iter().map(|(_, text)| Some(text.clone())).collect::<Vec<_>>(), "{after}");
                }
                Err(_) => {
                    failed += 1;
                    assert_eq!(found, before, "{after}");
                }
            }
            // One that could not be removed may be left.
            assert!(names(folder.path()) <= found.iter().flatten().count() + 1, "{after}");
        }
        assert!(failed > 15 && done > 15, "{failed} failed, {done} done");
    }
}

#[test]
fn whichever_call_is_the_last_every_file_is_whole() {
    for after in 0..MOST_CALLS {
        let folder = tempfile::tempdir().expect("a folder");
        let (old, new) = (files(folder.path(), "ours, old"), files(folder.path(), "ours, new"));
        write_files(&old[..2], is_ours).expect("the old files");
        let _ = write_to(&mut disk(after, true), &new, is_ours);
        for (((_, old), (_, new)), found) in old.iter().zip(&new).zip(texts(folder.path(), &["a", "b", "c"])) {
            let is_whole = found.as_ref().is_none_or(|found| found == old || found == new);
            assert!(is_whole && (found.is_some() || new.ends_with("c\n")), "{after}: {found:?}");
        }
        // The next run goes on from there.
        write_files(&new, is_ours).expect("the new files");
        let found = texts(folder.path(), &["a", "b", "c"]);
        assert_eq!(found, new.into_iter().map(|(_, text)| Some(text)).collect::<Vec<_>>(), "{after}");
    }
}

#[test]
fn a_file_that_is_replaced_is_the_old_one_or_the_new_one() {
    for lasts in [true, false] {
        for after in 0..MOST_CALLS {
            let folder = tempfile::tempdir().expect("a folder");
            let path = folder.path().join("values.yaml");
            fs::write(&path, "old\n").expect("a file");
            let result = replace_on(&mut disk(after, lasts), &path, "new, and longer\n");
            let expected = if result.is_ok() { "new, and longer\n" } else { "old\n" };
            assert_eq!(fs::read_to_string(&path).expect("a file"), expected, "{after}");
        }
    }
}

#[test]
fn nothing_is_overwritten_that_was_not_written_here() {
    let folder = tempfile::tempdir().expect("a folder");
    let files = files(folder.path(), "ours");
    fs::write(folder.path().join("b"), "mine").expect("a file of the user's");
    fs::create_dir(folder.path().join("d")).expect("a folder");
    let refused = |files: &[(PathBuf, String)]| match write_files(files, is_ours) {
        Err(FileError::Foreign(path)) => path,
        other => panic!("{other:?}"),
    };
    assert_eq!(refused(&files), folder.path().join("b"));
    assert_eq!(refused(&[(folder.path().join("d"), "ours".into())]), folder.path().join("d"));
    assert_eq!(names(folder.path()), 2);
    fs::write(folder.path().join("e"), [0xff, 0xfe]).expect("a file that is no text");
    assert_eq!(refused(&[(folder.path().join("e"), "ours".into())]), folder.path().join("e"));
    assert!(matches!(
        write_files(&[(folder.path().join("x/y"), String::new())], is_ours),
        Err(FileError::Io { path, .. }) if path.ends_with("x/y")
    ));
}

#[cfg(unix)]
#[test]
fn links_and_permissions_stay() {
    use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
    let folder = tempfile::tempdir().expect("a folder");
    let (real, link) = (folder.path().join("real"), folder.path().join("link"));
    fs::write(&real, "ours, old").expect("a file");
    fs::set_permissions(&real, fs::Permissions::from_mode(0o640)).expect("permissions");
    symlink("real", &link).expect("a link");
    replace_file(&link, "new").expect("a file");
    assert!(link.symlink_metadata().expect("a link").is_symlink());
    assert_eq!(fs::read_to_string(&real).expect("a file"), "new");
    assert_eq!(real.metadata().expect("a file").mode() & 0o777, 0o640);
    // Whatever a link leads to was not written here.
    fs::write(&real, "ours").expect("a file");
    assert!(matches!(write_files(&[(link, "ours, new".into())], is_ours), Err(FileError::Foreign(_))));
    write_files(&[(real.clone(), "ours, new".into())], is_ours).expect("a file");
    assert_eq!(real.metadata().expect("a file").mode() & 0o777, 0o640);
}
