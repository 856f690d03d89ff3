//! Reads sets of manifests from files, folders and standard input.

use std::path::Path;

use super::inputs;
use crate::diagnostic::Diagnostic;
use crate::manifest::{self, Object};
use crate::source::Sources;

/// What a file of manifests in a folder ends with.
const EXTENSIONS: [&str; 3] = [".yaml", ".yml", ".json"];

/// Reads the objects of a file, of the manifests in a folder, or of standard input for `-`.
///
/// # Errors
/// What cannot be read, is no manifest, or holds no object at all.
pub(super) fn read(path: &Path, sources: &mut Sources) -> Result<Vec<Object>, Vec<Diagnostic>> {
    let objects = if path.is_dir() {
        read_folder(path, is_manifest, sources)?
    } else {
        read_file(path, sources).map_err(|problem| vec![problem])?
    };
    if objects.is_empty() { Err(vec![nothing_in(path)]) } else { Ok(objects) }
}

/// Whether a file of this name in a folder is one of manifests.
pub(super) fn is_manifest(name: &str) -> bool {
    EXTENSIONS.iter().any(|extension| name.ends_with(extension))
}

/// Reads the objects of the files with such names in a folder; every file with a fault is told.
///
/// # Errors
/// What cannot be read or is no manifest.
pub(super) fn read_folder(
    folder: &Path,
    is_manifest: impl Fn(&str) -> bool,
    sources: &mut Sources,
) -> Result<Vec<Object>, Vec<Diagnostic>> {
    let (mut objects, mut problems) = (Vec::new(), Vec::new());
    let files = inputs::files(folder).map_err(|error| vec![error.into()])?;
    for (_, path) in files.iter().filter(|(name, _)| is_manifest(name)) {
        match read_file(path, sources) {
            Ok(read) => objects.extend(read),
            Err(problem) => problems.push(problem),
        }
    }
    if problems.is_empty() { Ok(objects) } else { Err(problems) }
}

fn read_file(path: &Path, sources: &mut Sources) -> Result<Vec<Object>, Diagnostic> {
    let text = inputs::text(path)?;
    parse(&inputs::name(path), &text, sources)
}

/// Reads the objects of a text.
///
/// # Errors
/// A text that is no manifest.
pub(super) fn parse(name: &str, text: &str, sources: &mut Sources) -> Result<Vec<Object>, Diagnostic> {
    let source = sources.add(name, text);
    Ok(manifest::read(text, source)?)
}

fn nothing_in(path: &Path) -> Diagnostic {
    if path == Path::new("-") {
        return Diagnostic::error("no-manifests", "standard input holds no object")
            .help("the command before the pipe may have failed: look at what it prints");
    }
    let problem =
        |kind: &str| Diagnostic::error("no-manifests", format!("the {kind} `{}` holds no object", path.display()));
    if path.is_dir() {
        problem("folder")
            .note(format!("manifests are files that end with {}", EXTENSIONS.map(|it| format!("`{it}`")).join(", ")))
    } else {
        problem("file")
    }
}
