//! Where `vaultchart.yaml` is looked for, and whose it may be; the variable that names values files.

use std::env;
use std::fs::Metadata;
use std::io;
use std::path::{Path, PathBuf};

use crate::diagnostic::Diagnostic;

/// The name of the file.
pub(in crate::cli) const FILE: &str = "vaultchart.yaml";
/// The name of the kind of problem with it.
pub(super) const CODE: &str = "project";
/// Names values files, separated by commas, where neither a flag does.
const VARIABLE: &str = "VAULTCHART_VALUES";

/// The nearest file, by a path that starts in the working folder: there or above it, up to the top of the repository or
/// the home folder.
///
/// # Errors
/// A file of somebody who is neither the user nor root.
pub(super) fn nearest_file() -> Result<Option<PathBuf>, Diagnostic> {
    let Ok(here) = env::current_dir() else { return Ok(None) };
    let home = env::var_os("HOME").filter(|home| !home.is_empty()).map(PathBuf::from);
    for (level, folder) in here.ancestors().enumerate() {
        let up = PathBuf::from("../".repeat(level));
        let path = up.join(FILE);
        if let Ok(about) = path.metadata() {
            if about.is_dir() {
                continue;
            }
            refuse_others(&path, &about).map_err(|error| unowned(&path, &error))?;
            return Ok(Some(path));
        }
        if up.join(".git").exists() || home.as_deref() == Some(folder) {
            break;
        }
    }
    Ok(None)
}

/// Whether a path that starts in the working folder leads above it.
pub(super) fn is_above(path: &Path) -> bool {
    path.starts_with("..")
}

/// The values files that the variable names.
///
/// # Errors
/// A variable that is not UTF-8.
pub(super) fn files_of_environment() -> Result<Option<Vec<PathBuf>>, Diagnostic> {
    match env::var(VARIABLE) {
        Ok(files) if files.is_empty() => Ok(None),
        Ok(files) => Ok(Some(files.split(',').map(PathBuf::from).collect())),
        Err(env::VarError::NotPresent) => Ok(None),
        Err(env::VarError::NotUnicode(_)) => {
            Err(Diagnostic::error(CODE, format!("the variable `{VARIABLE}` is not UTF-8"))
                .help("name the files with `-f`"))
        }
    }
}

#[cfg(unix)]
fn refuse_others(path: &Path, about: &Metadata) -> io::Result<()> {
    use std::os::unix::fs::MetadataExt;
    let user = rustix::process::geteuid().as_raw();
    // A link may be somebody's as well.
    let owners = [about.uid(), path.symlink_metadata()?.uid()];
    if owners.iter().all(|owner| *owner == user || *owner == 0) {
        Ok(())
    } else {
        Err(io::ErrorKind::PermissionDenied.into())
    }
}

#[cfg(not(unix))]
fn refuse_others(_: &Path, _: &Metadata) -> io::Result<()> {
    Ok(())
}

fn unowned(path: &Path, error: &io::Error) -> Diagnostic {
    let why = match error.kind() {
        io::ErrorKind::PermissionDenied => "belongs to another user".to_owned(),
        _ => format!("cannot be looked at: {error}"),
    };
    let file = path.display();
    Diagnostic::error(CODE, format!("`{file}` {why}, and is not read"))
        .help(format!("read it with `--project {file}` if you trust it, or leave it out with `--no-project`"))
}
