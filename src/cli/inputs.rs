//! Reads what the arguments name: files, folders and standard input.

use std::collections::HashSet;
use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use thiserror::Error;

use crate::diagnostic::Diagnostic;
use crate::values::nearest;
use crate::yaml;

/// The largest file that is read, and the most of all manifests in a folder: far beyond any values file and any release,
/// and safe to hold several times, read and drawn.
pub(super) const MAX_BYTES: u64 = 16 * 1024 * 1024;
/// The most files and folders that are looked at in a folder: far beyond any folder of manifests or templates.
const MAX_FILES: usize = 10_000;

/// Why something that the arguments name cannot be read.
#[derive(Debug, Error)]
pub(super) enum InputError {
    /// The system said no.
    #[error("cannot read {name}: {}", reason(error))]
    Io { name: String, error: io::Error },
    /// A folder where a file is needed.
    #[error("cannot read {0}: it is a folder")]
    Folder(String),
    /// More than any values file needs.
    #[error("cannot read {0}: it is larger than 16 MiB")]
    TooLarge(String),
    /// More text than any folder of manifests has.
    #[error("cannot read the folder `{0}`: its manifests are larger than 16 MiB")]
    TooLargeInAll(String),
    /// More files than any folder of manifests has.
    #[error("cannot read the folder `{0}`: it holds more than {MAX_FILES} files")]
    TooMany(String),
    /// A link that would let a template reach what its folder does not hold.
    #[error("cannot read `{0}`: it is a link that points outside the folder")]
    Outside(String),
    /// Something that is read without an end, or never.
    #[error("cannot read `{0}`: it is a pipe, a socket or a device")]
    Special(String),
    /// A name that no message could give back.
    #[error("the name of `{0}` is not UTF-8")]
    Name(String),
    /// A name that would not stay in the comment that names the template.
    #[error("the name of `{0}` holds a line break or another character that is not shown")]
    Unprintable(String),
    /// Bytes that are no text.
    #[error("cannot read {name}: line {line} is not UTF-8")]
    NotText { name: String, line: usize },
}

impl From<InputError> for Diagnostic {
    fn from(error: InputError) -> Self {
        let diagnostic = Self::error("input", error.to_string());
        match error {
            InputError::NotText { .. } => diagnostic.help("save it as text in UTF-8"),
            InputError::Outside(_) => diagnostic.help("copy the file into the folder"),
            InputError::Special(_) => diagnostic.help("remove it from the folder, or name it as a separate file"),
            InputError::Name(_) | InputError::Unprintable(_) => diagnostic.help("rename the file"),
            InputError::Io { name, error } if error.kind() == io::ErrorKind::NotFound => {
                diagnostic.help_if(instead_of(name.trim_matches('`')))
            }
            _ => diagnostic,
        }
    }
}

/// What may have been meant by a file that does not exist.
fn instead_of(name: &str) -> Option<String> {
    if name.contains("://") {
        return Some(format!("only files are read: download it first, as with `curl -fsSLO {name}`"));
    }
    let path = Path::new(name);
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let beside = fs::read_dir(folder).ok()?.take(MAX_FILES).flatten();
    let beside: Vec<String> = beside.filter_map(|entry| entry.file_name().into_string().ok()).collect();
    let near = nearest(path.file_name()?.to_str()?, beside.iter().map(String::as_str))?;
    Some(format!("did you mean `{}`?", path.with_file_name(near).display()))
}

/// The usual reasons in words of our own; the system's speak of error numbers.
fn reason(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "it does not exist".to_owned(),
        io::ErrorKind::PermissionDenied => "permission denied".to_owned(),
        io::ErrorKind::NotADirectory => "it is not a folder".to_owned(),
        _ => error.to_string(),
    }
}

/// What messages call standard input.
const STDIN: &str = "standard input";

/// Whether a path stands for standard input.
pub(super) fn is_stdin(path: &Path) -> bool {
    path == Path::new("-")
}

/// What messages call the text of a file, or of standard input for `-`.
pub(super) fn name(path: &Path) -> String {
    if is_stdin(path) { STDIN.to_owned() } else { path.display().to_string() }
}

/// The text of a file, or of standard input for `-`.
///
/// # Errors
/// A file that does not exist, cannot be read, is a folder, is larger than 16 MiB or is not UTF-8.
pub(super) fn text(path: &Path) -> Result<String, InputError> {
    if is_stdin(path) {
        return decode(io::stdin().lock(), STDIN);
    }
    let name = format!("`{}`", path.display());
    if path.is_dir() {
        return Err(InputError::Folder(name));
    }
    let file = fs::File::open(path).map_err(at(&name))?;
    // What is known to be too large need not be read.
    if file.metadata().is_ok_and(|about| about.is_file() && about.len() > MAX_BYTES) {
        return Err(InputError::TooLarge(name));
    }
    decode(file, &name)
}

/// The text of a file that was found in a folder: nobody has named it, so a pipe in its place is not meant.
///
/// # Errors
/// As above, and what is no file.
pub(super) fn text_found(path: &Path) -> Result<String, InputError> {
    match path.metadata() {
        Ok(about) if !about.is_file() && !about.is_dir() => Err(InputError::Special(path.display().to_string())),
        _ => text(path),
    }
}

/// The templates in a folder, by name: the path inside it without `.yaml.j2`, or with it for macros.
///
/// # Errors
/// A folder that cannot be read, or a template in it that cannot.
pub(super) fn templates(folder: &Path) -> Result<Vec<(String, String)>, InputError> {
    let mut found = Vec::new();
    let top = folder.canonicalize().map_err(at(&folder_name(folder)))?;
    for path in walk(folder, |_| true)? {
        let name = name_inside(folder, &path)?;
        if !name.ends_with(".yaml.j2") {
            continue;
        }
        if name.contains(|character: char| character.is_control() || yaml::is_deceptive(character)) {
            return Err(InputError::Unprintable(path.display().to_string()));
        }
        if !path.canonicalize().is_ok_and(|real| real.starts_with(&top)) {
            return Err(InputError::Outside(path.display().to_string()));
        }
        found.push((name, text_found(&path)?));
    }
    found.sort();
    Ok(found)
}

/// The files in a folder and in those below it, by their names there, sorted; hidden ones are left out.
///
/// # Errors
/// A folder that cannot be read, or a name that is not UTF-8.
pub(super) fn files(folder: &Path) -> Result<Vec<(String, PathBuf)>, InputError> {
    let mut found = Vec::new();
    for path in walk(folder, |path| !is_hidden(path))? {
        found.push((name_inside(folder, &path)?, path));
    }
    found.sort();
    Ok(found)
}

/// The names of the folders in a folder, sorted; hidden ones are left out.
///
/// # Errors
/// A folder that cannot be read, or a name that is not UTF-8.
pub(super) fn folders(folder: &Path) -> Result<Vec<String>, InputError> {
    let found = entries(folder)?.into_iter().filter(|path| path.is_dir() && !is_hidden(path));
    let mut names = found.map(|path| name_inside(folder, &path)).collect::<Result<Vec<_>, _>>()?;
    names.sort();
    Ok(names)
}

/// Every file in a folder and in those below it. A folder that links lead to is looked at once, so no circle of links
/// is endless.
fn walk(folder: &Path, is_wanted: impl Fn(&Path) -> bool) -> Result<Vec<PathBuf>, InputError> {
    let (mut found, mut looked_at, mut seen) = (Vec::new(), HashSet::new(), 0_usize);
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        if !looked_at.insert(next.canonicalize().unwrap_or_else(|_| next.clone())) {
            continue;
        }
        for path in entries(&next)?.into_iter().filter(|path| is_wanted(path)) {
            seen = seen.saturating_add(1);
            if seen > MAX_FILES {
                return Err(InputError::TooMany(folder.display().to_string()));
            }
            let list = if path.is_dir() { &mut folders } else { &mut found };
            list.push(path);
        }
    }
    Ok(found)
}

fn folder_name(folder: &Path) -> String {
    format!("the folder `{}`", folder.display())
}

fn is_hidden(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'))
}

fn name_inside(folder: &Path, path: &Path) -> Result<String, InputError> {
    let inside = path.strip_prefix(folder).unwrap_or(path);
    let name = inside.to_str().ok_or_else(|| InputError::Name(path.display().to_string()))?;
    Ok(name.replace(std::path::MAIN_SEPARATOR, "/"))
}

fn entries(folder: &Path) -> Result<Vec<PathBuf>, InputError> {
    let name = folder_name(folder);
    let entries = fs::read_dir(folder).map_err(at(&name))?;
    entries.map(|entry| entry.map(|entry| entry.path())).collect::<io::Result<_>>().map_err(at(&name))
}

fn decode(source: impl Read, name: &str) -> Result<String, InputError> {
    let mut bytes = Vec::new();
    source.take(MAX_BYTES + 1).read_to_end(&mut bytes).map_err(at(name))?;
    if bytes.len() as u64 > MAX_BYTES {
        return Err(InputError::TooLarge(name.to_owned()));
    }
    String::from_utf8(bytes).map_err(|error| {
        let valid = &error.as_bytes()[..error.utf8_error().valid_up_to()];
        let line = valid.iter().filter(|byte| **byte == b'\n').count() + 1;
        InputError::NotText { name: name.to_owned(), line }
    })
}

fn at(name: &str) -> impl FnOnce(io::Error) -> InputError {
    let name = name.to_owned();
    move |error| InputError::Io { name, error }
}
