//! The files of a fleet: found by globs, each with a folder of its own.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::pattern::{fitting, fitting_then, problem};
use crate::cli::release::Opened;
use crate::cli::revision::Origin;
use crate::diagnostic::Diagnostic;

/// One values file, and what its name says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::cli) struct Member {
    /// The file.
    pub(in crate::cli) path: PathBuf,
    /// The folder that its manifests go to: named as the file without its ending, or as the folder that holds a
    /// `values.yaml`.
    pub(in crate::cli) folder: String,
    /// The release that is meant, where the file holds several.
    pub(in crate::cli) release: Option<String>,
}

impl Member {
    fn new(path: PathBuf) -> Self {
        let name = path.file_stem().unwrap_or_default();
        // In `clusters/*/values.yaml` it is the folder that tells them apart.
        let above = path.parent().and_then(Path::file_name).filter(|_| name == "values");
        let folder = above.unwrap_or(name).to_string_lossy().into_owned();
        Self { path, folder, release: None }
    }

    /// One for each release that the file holds, if these are several.
    fn spread(self, origin: &Origin) -> Vec<Self> {
        let releases = Opened::releases(&self.path, origin);
        if releases.len() < 2 {
            return vec![self];
        }
        let is_plain = |character: char| character.is_alphanumeric() || matches!(character, '.' | '-' | '_');
        let one = |release: String| {
            let name: String =
                release.chars().map(|character| if is_plain(character) { character } else { '-' }).collect();
            Self { path: self.path.clone(), folder: format!("{}-{name}", self.folder), release: Some(release) }
        };
        releases.into_iter().map(one).collect()
    }

    /// What messages call it.
    pub(in crate::cli) fn name(&self) -> String {
        match &self.release {
            Some(release) => format!("{}, {release}", self.path.display()),
            None => self.path.display().to_string(),
        }
    }

    /// Release and namespace of a file called `RELEASE@NAMESPACE.yaml`, or `values.yaml` in a folder of such a name; no
    /// name of either holds that sign.
    pub(in crate::cli) fn names(&self) -> Option<(&str, &str)> {
        self.folder.split_once('@')
    }
}

/// The files that match the globs, each once, ordered by their paths.
///
/// # Errors
/// All globs that are none or that no file matches, and files that would share a folder.
pub(in crate::cli) fn members(globs: &[String], spread: bool) -> Result<Vec<Member>, Vec<Diagnostic>> {
    let (mut paths, mut problems) = (Vec::new(), Vec::new());
    for glob in globs {
        match fitting(glob) {
            Ok(found) => paths.extend(found),
            Err(problem) => problems.push(problem),
        }
    }
    paths.sort();
    paths.dedup();
    let members = all(paths, spread, &Origin::Now);
    problems.extend(shared_folders(&members));
    if problems.is_empty() { Ok(members) } else { Err(problems) }
}

/// The files that matched the globs in a git revision.
///
/// # Errors
/// A revision whose folders cannot be read.
pub(in crate::cli) fn members_then(globs: &[String], spread: bool, revision: &str) -> Result<Vec<Member>, Diagnostic> {
    let mut paths = Vec::new();
    for glob in globs {
        paths.extend(fitting_then(glob, revision)?);
    }
    paths.sort();
    paths.dedup();
    Ok(all(paths, spread, &Origin::revision(revision)))
}

/// The files, or their releases where they hold several and none of them is named.
fn all(paths: Vec<PathBuf>, spread: bool, origin: &Origin) -> Vec<Member> {
    let members = paths.into_iter().map(Member::new);
    match spread {
        true => members.flat_map(|member| member.spread(origin)).collect(),
        false => members.collect(),
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
        let paths: Vec<String> = members.iter().map(|member| format!("`{}`", member.name())).collect();
        let folder = members.first().map(|member| member.folder.as_str()).unwrap_or_default();
        problem(format!("{} would all be written into the folder `{folder}`", paths.join(", ")))
            .help("the folder is named like the file without its extension, or as the one that holds a `values.yaml`")
            .help("give each file, or the folder of each `values.yaml`, a different name")
    });
    told.collect()
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
        assert_eq!(named("a/vault@team/values.yaml").names(), Some(("vault", "team")));
    }

    #[test]
    fn the_folder_of_a_values_yaml_names_it() {
        for (path, folder) in [
            ("clusters/eu/values.yaml", "eu"),
            ("clusters/eu/values.yml", "eu"),
            ("eu/values.yaml", "eu"),
            ("values.yaml", "values"),
            ("../values.yaml", "values"),
            ("/values.yaml", "values"),
            ("eu/values-eu.yaml", "values-eu"),
        ] {
            assert_eq!(Member::new(PathBuf::from(path)).folder, folder, "{path}");
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
