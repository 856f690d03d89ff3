//! The files of a fleet: found by globs, each with a folder of its own.

use std::collections::BTreeMap;
use std::path::{Component, Path, PathBuf};

use crate::cli::origin::files_at;
use crate::diagnostic::Diagnostic;

/// One values file, and what its name says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Member {
    /// The file.
    pub(super) path: PathBuf,
    /// The folder that its manifests go to: the file's name without its ending.
    pub(super) folder: String,
}

impl Member {
    fn new(path: PathBuf) -> Self {
        let folder = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        Self { path, folder }
    }

    /// Release and namespace of a file called `RELEASE@NAMESPACE.yaml`; no name of either holds that sign.
    pub(super) fn names(&self) -> Option<(&str, &str)> {
        self.folder.split_once('@')
    }
}

/// The files that fit the globs, each once, ordered by their paths.
///
/// # Errors
/// All globs that are none or that no file fits, and files that would share a folder.
pub(super) fn members(globs: &[String]) -> Result<Vec<Member>, Vec<Diagnostic>> {
    let (mut paths, mut problems) = (Vec::new(), Vec::new());
    for glob in globs {
        match fitting(glob) {
            Ok(found) => paths.extend(found),
            Err(problem) => problems.push(problem),
        }
    }
    paths.sort();
    paths.dedup();
    let members: Vec<Member> = paths.into_iter().map(Member::new).collect();
    problems.extend(shared_folders(&members));
    if problems.is_empty() { Ok(members) } else { Err(problems) }
}

/// The files that fitted the globs in a git revision.
pub(super) fn members_then(globs: &[String], revision: &str) -> Vec<Member> {
    let mut paths: Vec<PathBuf> = globs.iter().flat_map(|glob| fitting_then(glob, revision)).collect();
    paths.sort();
    paths.dedup();
    paths.into_iter().map(Member::new).collect()
}

fn fitting_then(glob: &str, revision: &str) -> Vec<PathBuf> {
    let path = Path::new(glob);
    if path.is_file() {
        return vec![path.to_owned()];
    }
    let (folder, pattern) = literal_start(path);
    let Ok(pattern) = glob::Pattern::new(&pattern.to_string_lossy()) else { return Vec::new() };
    let options = glob::MatchOptions { require_literal_separator: true, ..glob::MatchOptions::default() };
    let asked = if folder.as_os_str().is_empty() { Path::new(".") } else { &folder };
    let names = files_at(revision, asked).into_iter();
    names.filter(|name| pattern.matches_with(name, options)).map(|name| folder.join(name)).collect()
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

fn fitting(glob: &str) -> Result<Vec<PathBuf>, Diagnostic> {
    let path = Path::new(glob);
    if path.is_dir() {
        let help = format!("name its files: `--each '{}/*.yaml'`", glob.trim_end_matches('/'));
        return Err(problem(format!("`{glob}` is a folder")).help(help));
    }
    // A file may have a name that would be read as a pattern.
    if path.is_file() {
        return Ok(vec![path.to_owned()]);
    }
    let found = glob::glob(glob).map_err(|error| {
        problem(format!("`{glob}` is no pattern of files: {}", error.msg))
            .help("`*` stands for any characters, `**` for any folders, `[ab]` for one of these characters")
    })?;
    let mut files = Vec::new();
    for found in found {
        let found =
            found.map_err(|error| problem(format!("cannot read `{}`: {}", error.path().display(), error.error())))?;
        if !found.is_dir() {
            files.push(found);
        }
    }
    if files.is_empty() { Err(nothing_fits(glob)) } else { Ok(files) }
}

fn nothing_fits(glob: &str) -> Diagnostic {
    let problem = problem(format!("no file fits `{glob}`"));
    if glob.contains(['*', '?', '[']) {
        problem.help(format!("`ls {glob}` shows what there is; the path starts in the working folder"))
    } else {
        problem.help("name a file, or a pattern in quotes, as in `--each 'clusters/*.yaml'`")
    }
}

/// In any case of letters, since some file systems do not tell them apart.
fn shared_folders(members: &[Member]) -> Vec<Diagnostic> {
    let mut folders: BTreeMap<String, Vec<&Member>> = BTreeMap::new();
    for member in members {
        folders.entry(member.folder.to_lowercase()).or_default().push(member);
    }
    let shared = folders.into_values().filter(|members| members.len() > 1);
    let told = shared.map(|members| {
        let paths: Vec<String> = members.iter().map(|member| format!("`{}`", member.path.display())).collect();
        let folder = members.first().map(|member| member.folder.as_str()).unwrap_or_default();
        problem(format!("{} would all be written into the folder `{folder}`", paths.join(", ")))
            .help("the folder is the file's name without its ending: give each file a name of its own")
    });
    told.collect()
}

fn problem(title: String) -> Diagnostic {
    Diagnostic::error("each", title)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_may_say_release_and_namespace() {
        let named = |path: &str| Member::new(PathBuf::from(path));
        assert_eq!(named("a/vault@team.yaml").names(), Some(("vault", "team")));
        assert_eq!(named("a/eu1.example.com.yaml").names(), None);
        assert_eq!(named("a/eu1.example.com.yaml").folder, "eu1.example.com");
    }

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

    #[test]
    fn files_of_one_name_are_refused() {
        let members = ["a/x.yaml", "b/X.yml", "b/y.yaml"].map(|path| Member::new(PathBuf::from(path)));
        let told = shared_folders(&members);
        assert_eq!(told.len(), 1);
        assert_eq!(told[0].title, "`a/x.yaml`, `b/X.yml` would all be written into the folder `x`");
    }
}
