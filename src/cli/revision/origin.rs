//! Where the files that the values flags name are read: as they are now, or as they were in a git revision.

use std::io;
use std::path::{Component, Path};
use std::process::Output;
use std::sync::{Arc, Mutex, PoisonError};

use thiserror::Error;

use super::git::{Blob, Files, git};
use crate::cli::inputs;
use crate::diagnostic::Diagnostic;

/// Where files are read.
#[derive(Clone, Debug)]
pub(in crate::cli) enum Origin {
    /// As they are now.
    Now,
    /// As they were in this git revision.
    Revision(Revision),
}

/// A git revision, with the process that tells of its files.
#[derive(Clone, Debug)]
pub(in crate::cli) struct Revision {
    /// As it was typed.
    name: String,
    files: Arc<Mutex<Process>>,
}

/// The process that tells of files below the working folder.
#[derive(Debug, Default)]
enum Process {
    #[default]
    NotStarted,
    Running(Files),
    /// The working folder is in no repository.
    OfNoUse,
}

/// Why a file of a revision cannot be read.
#[derive(Debug, Error)]
pub(in crate::cli) enum RevisionError {
    /// There is no git.
    #[error("`--against-rev` needs `git`, which cannot be run: {0}")]
    NoGit(io::Error),
    /// The folder of the file is in no repository, or in one that git refuses to read.
    #[error("`{file}` is in no git repository")]
    NoRepository { file: String, said: String },
    /// The repository does not know the revision.
    #[error("there is no revision `{revision}` in the repository of `{file}`")]
    NoRevision { revision: String, file: String },
    /// The revision has no such file.
    #[error("`{file}` did not exist in `{revision}`")]
    NoFile { revision: String, file: String },
    /// The revision has the file, and this repository does not have what is in it.
    #[error("cannot read `{file}` of `{revision}`: the repository lacks it")]
    Unreadable { revision: String, file: String },
    /// The revision has a link there that leads to no file of it.
    #[error("`{file}` is a link in `{revision}` that leads to no file there")]
    BrokenLink { revision: String, file: String },
    /// A word that git would take for an option, or nothing at all.
    #[error("`{0}` is not a git revision")]
    NotARevision(String),
    /// Standard input has no history.
    #[error("`--against-rev` cannot know what standard input was in `{0}`")]
    StandardInput(String),
    /// More than any values file needs.
    #[error("cannot read `{file}` of `{revision}`: it is larger than 16 MiB")]
    TooLarge { revision: String, file: String },
    /// Bytes that are no text.
    #[error("cannot read `{file}` of `{revision}`: it is not UTF-8")]
    NotText { revision: String, file: String },
}

impl From<RevisionError> for Diagnostic {
    fn from(error: RevisionError) -> Self {
        let diagnostic = Self::error("revision", error.to_string());
        match error {
            RevisionError::NoGit(_) => {
                diagnostic.help("install git, or compare with `--against` or `--against-values`")
            }
            RevisionError::NoRepository { said, .. } if !said.is_empty() => {
                diagnostic.note(format!("git says: {said}"))
            }
            RevisionError::NoRevision { .. } => {
                diagnostic.help("`git log --oneline` lists them; a shallow clone may lack it: `git fetch --unshallow`")
            }
            RevisionError::NoFile { .. } => {
                diagnostic.help("name the old files with `--against-values`, or choose a later revision")
            }
            RevisionError::Unreadable { revision, file } => {
                let help = format!("in a partial clone `git show {revision}:./{file}` fetches it");
                diagnostic.note("git is run here so that it fetches nothing").help(help)
            }
            RevisionError::BrokenLink { .. } => {
                diagnostic.note("a link is followed inside the repository only, and by a relative path")
            }
            RevisionError::NotARevision(_) => diagnostic.help("name one as in `HEAD~1`, `main` or `v1.2.0`"),
            RevisionError::StandardInput(_) => diagnostic.help("give the values as a file of the repository"),
            RevisionError::NoRepository { .. } | RevisionError::TooLarge { .. } | RevisionError::NotText { .. } => {
                diagnostic
            }
        }
    }
}

impl RevisionError {
    /// A file that is not even there now is reported as such: its path is wrong, whatever the revision.
    fn or_missing_now(self, path: &Path) -> Diagnostic {
        match (&self, inputs::text(path)) {
            (Self::NoRepository { .. } | Self::NoFile { .. }, Err(now)) => now.into(),
            _ => self.into(),
        }
    }
}

impl Origin {
    /// As files were in a git revision.
    pub(in crate::cli) fn revision(name: &str) -> Self {
        Self::Revision(Revision { name: name.to_owned(), files: Arc::default() })
    }

    /// The text of a file there.
    ///
    /// # Errors
    /// A file that cannot be read, or that the revision does not have.
    pub(in crate::cli) fn text(&self, path: &Path) -> Result<String, Diagnostic> {
        match self {
            Self::Now => Ok(inputs::text(path)?),
            Self::Revision(revision) => revision.text(path).map_err(|error| error.or_missing_now(path)),
        }
    }

    /// The text of a file there; nothing if the revision does not have it.
    ///
    /// # Errors
    /// A file that cannot be read.
    pub(in crate::cli) fn text_if_any(&self, path: &Path) -> Result<Option<String>, Diagnostic> {
        match self {
            Self::Now => self.text(path).map(Some),
            Self::Revision(revision) => match revision.text(path) {
                Err(RevisionError::NoFile { .. }) => Ok(None),
                text => text.map(Some).map_err(|error| error.or_missing_now(path)),
            },
        }
    }

    /// The text of a file there that may be missing, whatever the reason.
    ///
    /// # Errors
    /// A file that is there and cannot be read.
    pub(in crate::cli) fn text_if_there(&self, path: &Path) -> Result<Option<String>, Diagnostic> {
        match self {
            Self::Now if path.exists() => Ok(Some(inputs::text(path)?)),
            Self::Now => Ok(None),
            Self::Revision(revision) => Ok(revision.text_if_there(path)?),
        }
    }

    /// What messages call the text: a revision stands before it as git writes it.
    pub(in crate::cli) fn name(&self, path: &Path) -> String {
        match self {
            Self::Now => inputs::name(path),
            Self::Revision(revision) => format!("{}:{}", revision.name, path.display()),
        }
    }
}

/// Makes sure that the repository of a file has a revision.
///
/// # Errors
/// Everything but that the revision lacks the file.
pub(in crate::cli) fn find_revision(revision: &str, path: &Path) -> Result<(), Diagnostic> {
    if !is_revision(revision) {
        return Err(RevisionError::NotARevision(revision.to_owned()).into());
    }
    match why_not(revision, path) {
        // Whether the file can be read is seen when it is.
        RevisionError::NoFile { .. } | RevisionError::Unreadable { .. } => Ok(()),
        problem => Err(problem.into()),
    }
}

/// The full name of the commit that a revision means now: `HEAD` may mean another one tomorrow.
pub(in crate::cli) fn commit(revision: &str, path: &Path) -> Option<String> {
    let told = git_beside(path, &["rev-parse", "--verify", "--quiet", &format!("{revision}^{{commit}}")]);
    let told = told.ok().filter(|told| is_revision(revision) && told.status.success())?;
    Some(String::from_utf8(told.stdout).ok()?.trim().to_owned())
}

/// The files that a revision has in a folder and in those below it, by the bytes of their paths there; none if it lacks
/// the folder.
///
/// # Errors
/// A revision whose folders cannot be read.
pub(in crate::cli) fn files_at(revision: &str, folder: &Path) -> Result<Vec<Vec<u8>>, Diagnostic> {
    let listed = git(folder, &["ls-tree", "-r", "-z", "--name-only", revision]).map_err(RevisionError::NoGit)?;
    if !listed.status.success() {
        let file = folder.join("").display().to_string();
        return Err(RevisionError::Unreadable { revision: revision.to_owned(), file }.into());
    }
    let names = listed.stdout.split(|byte| *byte == 0).filter(|name| !name.is_empty());
    Ok(names.map(<[u8]>::to_vec).collect())
}

/// Whether git would not take the word for an option, or for nothing at all.
fn is_revision(word: &str) -> bool {
    !word.is_empty() && !word.starts_with('-') && !word.contains(['\0', '\n'])
}

impl Revision {
    fn text(&self, path: &Path) -> Result<String, RevisionError> {
        if path == Path::new("-") {
            return Err(RevisionError::StandardInput(self.name.clone()));
        }
        if !is_revision(&self.name) {
            return Err(RevisionError::NotARevision(self.name.clone()));
        }
        match self.text_if_there(path)? {
            Some(text) => Ok(text),
            None => Err(why_not(&self.name, path)),
        }
    }

    fn text_if_there(&self, path: &Path) -> Result<Option<String>, RevisionError> {
        let (revision, file) = (self.name.clone(), path.display().to_string());
        let found = match self.find_from_here(path)? {
            Blob::Nothing | Blob::BrokenLink => self.find_in_its_folder(path)?,
            found => found,
        };
        match found {
            Blob::File(bytes) => {
                String::from_utf8(bytes).map(Some).map_err(|_| RevisionError::NotText { revision, file })
            }
            Blob::TooLarge => Err(RevisionError::TooLarge { revision, file }),
            Blob::BrokenLink => Err(RevisionError::BrokenLink { revision, file }),
            Blob::Nothing => Ok(None),
        }
    }

    /// Looks up a file below the working folder: one process tells of all.
    fn find_from_here(&self, path: &Path) -> Result<Blob, RevisionError> {
        let is_below = path.components().all(|part| matches!(part, Component::Normal(_) | Component::CurDir));
        let Some(name) = path.to_str().filter(|_| is_below) else { return Ok(Blob::Nothing) };
        let mut process = self.files.lock().unwrap_or_else(PoisonError::into_inner);
        if matches!(*process, Process::NotStarted) {
            *process = Process::Running(Files::open(Path::new(".")).map_err(RevisionError::NoGit)?);
        }
        let Process::Running(files) = &mut *process else { return Ok(Blob::Nothing) };
        let found = files.find(&format!("{}:./{name}", self.name), inputs::MAX_BYTES);
        Ok(found.unwrap_or_else(|_| {
            *process = Process::OfNoUse;
            Blob::Nothing
        }))
    }

    /// Looks up a file from where it lies, be that behind a link or in another repository.
    fn find_in_its_folder(&self, path: &Path) -> Result<Blob, RevisionError> {
        let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy();
        let name = format!("{}:./{name}", self.name);
        if !Files::takes(&name) {
            let told = git_beside(path, &["cat-file", "blob", &name])?;
            return Ok(if told.status.success() { Blob::File(told.stdout) } else { Blob::Nothing });
        }
        let mut files = Files::open(folder_of(path)).map_err(RevisionError::NoGit)?;
        // A process that has ended has nothing to tell.
        Ok(files.find(&name, inputs::MAX_BYTES).unwrap_or(Blob::Nothing))
    }
}

/// Why a revision does not give a file. Asks step by step, since the words of git's own messages are not made to be
/// relied on.
fn why_not(revision: &str, path: &Path) -> RevisionError {
    let (revision, file) = (revision.to_owned(), path.display().to_string());
    match git_beside(path, &["rev-parse", "--git-dir"]) {
        Err(error) => return error,
        Ok(output) if !output.status.success() => {
            let said = String::from_utf8_lossy(&output.stderr).lines().next().unwrap_or_default().to_owned();
            return RevisionError::NoRepository { file, said };
        }
        Ok(_) => {}
    }
    let has = |kind: &str| {
        let name = format!("{revision}^{{{kind}}}");
        git_beside(path, &["rev-parse", "--verify", "--quiet", &name]).map(|told| told.status.success())
    };
    match (has("tree"), has("commit")) {
        (Err(error), _) | (_, Err(error)) => error,
        (Ok(true), _) => why_not_in_tree(revision, path),
        (_, Ok(true)) => RevisionError::Unreadable { revision, file },
        _ => RevisionError::NoRevision { revision, file },
    }
}

/// Asks the folder that holds the file in the revision: it names files whose blobs the repository may lack.
fn why_not_in_tree(revision: String, path: &Path) -> RevisionError {
    let file = path.display().to_string();
    let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy();
    match git_beside(path, &["ls-tree", "-z", "--name-only", &revision, "--", &name]) {
        Err(error) => error,
        Ok(told) if told.status.success() && told.stdout.is_empty() => RevisionError::NoFile { revision, file },
        Ok(_) => RevisionError::Unreadable { revision, file },
    }
}

/// Runs git in the folder of a file.
fn git_beside(path: &Path, arguments: &[&str]) -> Result<Output, RevisionError> {
    git(folder_of(path), arguments).map_err(RevisionError::NoGit)
}

fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}
