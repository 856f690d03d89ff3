//! The files that match a pattern such as `clusters/*.yaml`, as they are and as they were.

use std::fs::{self, FileType};
use std::io;
use std::path::{Component, Path, PathBuf};

use glob::{MatchOptions, Pattern};

use crate::cli::revision::files_at;
use crate::diagnostic::Diagnostic;

/// A star stands for no slash and for no dot at the start of a name.
const LIKE_A_SHELL: MatchOptions =
    MatchOptions { case_sensitive: true, require_literal_separator: true, require_literal_leading_dot: true };

/// How many files and folders are looked at: far beyond any fleet.
const LOOKED_AT: usize = 1_000_000;

/// The files that match a pattern.
///
/// # Errors
/// What is no pattern, what no file matches, a folder that cannot be read, and a name that is not UTF-8.
pub(in crate::cli) fn fitting(glob: &str) -> Result<Vec<PathBuf>, Diagnostic> {
    let path = Path::new(glob);
    if path.is_dir() {
        let help = format!("name its files: `--each '{}/*.yaml'`", glob.trim_end_matches('/'));
        return Err(problem(format!("`{glob}` is a folder")).help(help));
    }
    // A file may have a name that would be read as a pattern.
    if path.is_file() {
        return Ok(vec![path.to_owned()]);
    }
    let no_pattern = |error: glob::PatternError| {
        problem(format!("`{glob}` is not a file pattern: {}", error.msg))
            .help("`*` stands for any characters, `**` for any folders, `[ab]` for one of these characters")
    };
    Pattern::new(glob).map_err(no_pattern)?;
    let (folder, rest) = literal_start(path);
    let pattern = Pattern::new(&rest.to_string_lossy()).map_err(no_pattern)?;
    let is_deep = rest.components().any(|part| part.as_os_str() == "**");
    let depth = if is_deep { usize::MAX } else { rest.components().count() };
    let mut search = Search { folder, pattern, is_deep, depth, left: LOOKED_AT, found: Vec::new() };
    search.folder_inside(Path::new(""), 1)?;
    if search.found.is_empty() { Err(nothing_fits(glob)) } else { Ok(search.found) }
}

struct Search {
    folder: PathBuf,
    pattern: Pattern,
    /// Whether the pattern goes into folders without end: then not through links, which may lead back up.
    is_deep: bool,
    depth: usize,
    left: usize,
    found: Vec<PathBuf>,
}

impl Search {
    fn folder_inside(&mut self, inside: &Path, depth: usize) -> Result<(), Diagnostic> {
        let folder = self.folder.join(inside);
        let here = if folder.as_os_str().is_empty() { Path::new(".") } else { &folder };
        let unreadable =
            |error: io::Error| problem(format!("cannot read the folder `{}`: {}", here.display(), reason(&error)));
        let entries = match fs::read_dir(here) {
            Ok(entries) => entries,
            Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => {
                return Ok(());
            }
            Err(error) => return Err(unreadable(error)),
        };
        for entry in entries {
            let entry = entry.map_err(unreadable)?;
            self.left = self.left.checked_sub(1).ok_or_else(|| {
                problem(format!("more than {LOOKED_AT} files are below the folder of `{}`", self.pattern))
            })?;
            let kind = entry.file_type().map_err(unreadable)?;
            self.entry(&inside.join(entry.file_name()), kind, depth)?;
        }
        Ok(())
    }

    fn entry(&mut self, inside: &Path, kind: FileType, depth: usize) -> Result<(), Diagnostic> {
        let path = self.folder.join(inside);
        let is_folder = kind.is_dir() || kind.is_symlink() && !self.is_deep && path.is_dir();
        if is_folder {
            return if depth < self.depth { self.folder_inside(inside, depth + 1) } else { Ok(()) };
        }
        let name = inside.to_string_lossy();
        if !self.pattern.matches_with(&name, LIKE_A_SHELL) || path.is_dir() {
            return Ok(());
        }
        if inside.to_str().is_none() {
            return Err(not_utf8(&path));
        }
        // A link that leads nowhere is reported when it is read.
        if path.exists() && !path.is_file() {
            let title = format!("`{}` matches `{}`, and is a pipe, a socket or a device", path.display(), self.pattern);
            return Err(problem(title).help("let the pattern match files only"));
        }
        self.found.push(path);
        Ok(())
    }
}

fn reason(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::PermissionDenied => "permission denied".to_owned(),
        _ => error.to_string(),
    }
}

/// The files that matched a pattern in a git revision.
///
/// # Errors
/// A revision whose folders cannot be read, and a name that is not UTF-8.
pub(super) fn fitting_then(glob: &str, revision: &str) -> Result<Vec<PathBuf>, Diagnostic> {
    let path = Path::new(glob);
    if path.is_file() {
        return Ok(vec![path.to_owned()]);
    }
    let (folder, pattern) = literal_start(path);
    let Ok(pattern) = glob::Pattern::new(&pattern.to_string_lossy()) else { return Ok(Vec::new()) };
    let asked = if folder.as_os_str().is_empty() { Path::new(".") } else { &folder };
    let mut found = Vec::new();
    for name in files_at(revision, asked)? {
        let shown = String::from_utf8_lossy(&name);
        if !pattern.matches_with(&shown, LIKE_A_SHELL) {
            continue;
        }
        let path = folder.join(&*shown);
        if std::str::from_utf8(&name).is_err() {
            return Err(not_utf8(&path));
        }
        found.push(path);
    }
    Ok(found)
}

fn not_utf8(path: &Path) -> Diagnostic {
    problem(format!("the name of `{}` is not UTF-8", path.display())).help("rename the file")
}

/// The folders at the start of a pattern that are no pattern, and the rest of it.
fn literal_start(pattern: &Path) -> (PathBuf, PathBuf) {
    let is_pattern = |part: &Component| part.as_os_str().to_string_lossy().contains(['*', '?', '[']);
    // The paths that a pattern finds do not start with a dot either.
    let parts: Vec<Component> = pattern.components().filter(|part| *part != Component::CurDir).collect();
    let literal = parts.iter().take_while(|part| !is_pattern(part)).count();
    let literal = literal.min(parts.len().saturating_sub(1));
    (parts.iter().take(literal).collect(), parts.iter().skip(literal).collect())
}

fn nothing_fits(glob: &str) -> Diagnostic {
    let problem = problem(format!("no file matches `{glob}`"));
    if glob.contains(['*', '?', '[']) {
        problem.help(format!("`ls {glob}` shows what there is; the path starts in the working folder"))
    } else {
        problem.help("name a file, or a pattern in quotes, as in `--each 'clusters/*.yaml'`")
    }
}

/// A problem with what was typed after `--each`.
pub(in crate::cli) fn problem(title: String) -> Diagnostic {
    Diagnostic::error("each", title)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pattern_starts_where_its_first_sign_stands() {
        for (pattern, folder, rest) in [
            ("clusters/*.yaml", "clusters", "*.yaml"),
            ("../a/b*/c/[x].yaml", "../a", "b*/c/[x].yaml"),
            ("/srv/**/v.yaml", "/srv", "**/v.yaml"),
            ("*.yaml", "", "*.yaml"),
            ("./a/*.yaml", "a", "*.yaml"),
            ("gone.yaml", "", "gone.yaml"),
        ] {
            assert_eq!(literal_start(Path::new(pattern)), (PathBuf::from(folder), PathBuf::from(rest)), "{pattern}");
        }
    }
}
