//! Where the files that the values flags name are read: as they are now, or as they were in a git revision.

use std::io::{self, Write};
use std::path::Path;
use std::process::{Command, Output, Stdio};

use thiserror::Error;

use super::inputs;
use crate::diagnostic::Diagnostic;

/// Where files are read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Origin {
    /// As they are now.
    Now,
    /// As they were in this git revision.
    Revision(String),
}

/// Why a file of a revision cannot be read.
#[derive(Debug, Error)]
pub(super) enum RevisionError {
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
    /// The revision has a link there that leads to no file of it.
    #[error("`{file}` is a link in `{revision}` that leads to no file there")]
    BrokenLink { revision: String, file: String },
    /// A word that git would take for an option, or nothing at all.
    #[error("`{0}` is no git revision")]
    NotARevision(String),
    /// Standard input has no history.
    #[error("`--against-rev` cannot tell what standard input was in `{0}`")]
    StandardInput(String),
    /// More than any values file needs.
    #[error("cannot read `{file}` of `{revision}`: it is larger than 64 MiB")]
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
    /// A file that is not even there now is told as such: its path is wrong, whatever the revision.
    fn or_missing_now(self, path: &Path) -> Diagnostic {
        match (&self, inputs::text(path)) {
            (Self::NoRepository { .. } | Self::NoFile { .. }, Err(now)) => now.into(),
            _ => self.into(),
        }
    }
}

impl Origin {
    /// The text of a file there.
    ///
    /// # Errors
    /// A file that cannot be read, or that the revision does not have.
    pub(super) fn text(&self, path: &Path) -> Result<String, Diagnostic> {
        match self {
            Self::Now => Ok(inputs::text(path)?),
            Self::Revision(revision) => text_at(revision, path).map_err(|error| error.or_missing_now(path)),
        }
    }

    /// The text of a file there; nothing if the revision does not have it.
    ///
    /// # Errors
    /// A file that cannot be read.
    pub(super) fn text_if_any(&self, path: &Path) -> Result<Option<String>, Diagnostic> {
        match self {
            Self::Now => self.text(path).map(Some),
            Self::Revision(revision) => match text_at(revision, path) {
                Err(RevisionError::NoFile { .. }) => Ok(None),
                text => text.map(Some).map_err(|error| error.or_missing_now(path)),
            },
        }
    }

    /// What messages call the text: a revision stands before it as git writes it.
    pub(super) fn name(&self, path: &Path) -> String {
        match self {
            Self::Now => inputs::name(path),
            Self::Revision(revision) => format!("{revision}:{}", path.display()),
        }
    }
}

/// Makes sure that the repository of a file has a revision.
///
/// # Errors
/// Everything but that the revision lacks the file.
pub(super) fn find_revision(revision: &str, path: &Path) -> Result<(), Diagnostic> {
    if !is_revision(revision) {
        return Err(RevisionError::NotARevision(revision.to_owned()).into());
    }
    match why_not(revision, path) {
        RevisionError::NoFile { .. } => Ok(()),
        problem => Err(problem.into()),
    }
}

/// The files that a revision has in a folder and in those below it, by their paths there; none if it lacks the folder.
pub(super) fn files_at(revision: &str, folder: &Path) -> Vec<String> {
    let listed = git_in(folder, &["ls-tree", "-r", "-z", "--name-only", revision]);
    let Some(listed) = listed.ok().filter(|listed| listed.status.success()) else { return Vec::new() };
    let names = listed.stdout.split(|byte| *byte == 0).filter(|name| !name.is_empty());
    names.filter_map(|name| String::from_utf8(name.to_owned()).ok()).collect()
}

/// Whether git would not take the word for an option, or for nothing at all.
fn is_revision(word: &str) -> bool {
    !word.is_empty() && !word.starts_with('-') && !word.contains(['\0', '\n'])
}

fn text_at(revision: &str, path: &Path) -> Result<String, RevisionError> {
    if path == Path::new("-") {
        return Err(RevisionError::StandardInput(revision.to_owned()));
    }
    if !is_revision(revision) {
        return Err(RevisionError::NotARevision(revision.to_owned()));
    }
    let file_name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy();
    let arguments = ["cat-file", "--batch", "--follow-symlinks"];
    let told = git_asked(folder_of(path), &arguments, &format!("{revision}:./{file_name}\n"))?;
    let file = path.display().to_string();
    let Some(bytes) = blob(&told.stdout) else {
        return Err(match is_broken_link(&told.stdout) {
            true => RevisionError::BrokenLink { revision: revision.to_owned(), file },
            false => why_not(revision, path),
        });
    };
    let revision = revision.to_owned();
    if bytes.len() as u64 > inputs::MAX_BYTES {
        return Err(RevisionError::TooLarge { revision, file });
    }
    String::from_utf8(bytes.to_owned()).map_err(|_| RevisionError::NotText { revision, file })
}

/// The bytes of a file, from what `git cat-file --batch` answers: `<object> blob <size>`, a line break, and the bytes.
fn blob(answer: &[u8]) -> Option<&[u8]> {
    let (header, bytes) = answer.split_at_checked(answer.iter().position(|byte| *byte == b'\n')?)?;
    let mut words = std::str::from_utf8(header).ok()?.rsplit(' ');
    let size: usize = words.next()?.parse().ok()?;
    if words.next()? == "blob" { bytes.get(1..)?.get(..size) } else { None }
}

/// Whether the answer is about a link: one out of the tree, to nothing, to itself, or through a file.
fn is_broken_link(answer: &[u8]) -> bool {
    [&b"symlink "[..], b"dangling ", b"loop ", b"notdir "].iter().any(|start| answer.starts_with(start))
}

/// Why a revision does not give a file. Asks step by step, since the words of git's own messages are not made to be
/// relied on.
fn why_not(revision: &str, path: &Path) -> RevisionError {
    let (revision, file) = (revision.to_owned(), path.display().to_string());
    match git(path, &["rev-parse", "--git-dir"]) {
        Err(error) => return error,
        Ok(output) if !output.status.success() => {
            let said = String::from_utf8_lossy(&output.stderr).lines().next().unwrap_or_default().to_owned();
            return RevisionError::NoRepository { file, said };
        }
        Ok(_) => {}
    }
    match git(path, &["rev-parse", "--verify", "--quiet", &format!("{revision}^{{tree}}")]) {
        Err(error) => error,
        Ok(output) if output.status.success() => RevisionError::NoFile { revision, file },
        Ok(_) => RevisionError::NoRevision { revision, file },
    }
}

/// Runs git in the folder of a file.
fn git(path: &Path, arguments: &[&str]) -> Result<Output, RevisionError> {
    git_in(folder_of(path), arguments)
}

fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

fn git_in(folder: &Path, arguments: &[&str]) -> Result<Output, RevisionError> {
    git_asked(folder, arguments, "")
}

/// Runs git with a question on its standard input: short enough for the pipe to hold it.
fn git_asked(folder: &Path, arguments: &[&str], question: &str) -> Result<Output, RevisionError> {
    let mut git = Command::new("git");
    git.arg("-C").arg(folder).args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut running = git.spawn().map_err(RevisionError::NoGit)?;
    if let Some(mut stdin) = running.stdin.take() {
        // Git may be gone already, since there is no repository; its answer tells.
        let _ = stdin.write_all(question.as_bytes());
    }
    running.wait_with_output().map_err(RevisionError::NoGit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_of_git_is_a_file_or_none() {
        assert_eq!(blob(b"3ddf5c blob 4\na: 1\n"), Some(&b"a: 1"[..]));
        assert_eq!(blob(b"3ddf5c blob 0\n\n"), Some(&b""[..]));
        for answer in [
            &b"HEAD:./blob 4 missing\n"[..],
            b"3ddf5c tree 4\na: 1\n",
            b"dangling 4\nblob\n",
            b"3ddf5c blob 9\ncut",
            b"",
            b"\xff blob 1\na",
        ] {
            assert_eq!(blob(answer), None, "{answer:?}");
        }
        assert!(is_broken_link(b"symlink 13\n/etc/hostname\n") && !is_broken_link(b"HEAD:./a missing\n"));
    }
}
