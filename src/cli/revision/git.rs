//! Questions to git: those that a process of their own answers, and the files of revisions, for which one process
//! answers many.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Output, Stdio};

/// The longest line that tells of a file: a name of git's and a number, or the question again.
const LONGEST_HEADER: u64 = 1 << 20;

/// Runs git in a folder until it ends.
///
/// # Errors
/// A git that cannot be run.
pub(in crate::cli) fn git(folder: &Path, arguments: &[&str]) -> io::Result<Output> {
    command(folder, arguments).stdin(Stdio::null()).output()
}

/// Git as it may be run in a repository of anybody's: it fetches nothing that a partial clone lacks, whatever transport
/// that would take, and runs no program that the repository names (git(1), git-config(1)).
fn command(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new("git");
    command.envs([
        ("GIT_NO_LAZY_FETCH", "1"),
        ("GIT_ALLOW_PROTOCOL", "none"),
        ("GIT_TERMINAL_PROMPT", "0"),
        ("GIT_OPTIONAL_LOCKS", "0"),
    ]);
    for setting in ["core.fsmonitor=false", "core.hooksPath=/dev/null", "core.sshCommand=false", "core.pager=cat"] {
        command.args(["-c", setting]);
    }
    command.arg("-C").arg(folder).args(arguments);
    command
}

/// What git has under a name such as `HEAD~1:./prod.yaml`.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::cli) enum Blob {
    /// A file of these bytes.
    File(Vec<u8>),
    /// A file of more bytes than were asked for.
    TooLarge,
    /// A link that leads out of the revision, to nothing, to itself, or through a file.
    BrokenLink,
    /// No file.
    Nothing,
}

/// A process of git that tells what files hold, and follows links inside the repository.
#[derive(Debug)]
pub(in crate::cli) struct Files {
    process: Child,
    questions: Option<ChildStdin>,
    answers: BufReader<ChildStdout>,
}

impl Files {
    /// Starts the process in a folder, from which names with `./` are looked up.
    ///
    /// # Errors
    /// A git that cannot be run.
    pub(in crate::cli) fn open(folder: &Path) -> io::Result<Self> {
        let mut command = command(folder, &["cat-file", "--batch", "--follow-symlinks"]);
        // Why it ends, if it does, is asked for in another way.
        let mut process = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn()?;
        let answers = process.stdout.take().map(BufReader::new).ok_or(io::ErrorKind::BrokenPipe)?;
        Ok(Self { questions: process.stdin.take(), process, answers })
    }

    /// Whether a name can be asked for, as a line is.
    pub(in crate::cli) fn takes(name: &str) -> bool {
        !name.contains('\n') && !name.ends_with('\r')
    }

    /// Looks a name up.
    ///
    /// # Errors
    /// A process that has ended, since its folder is in no repository.
    pub(in crate::cli) fn find(&mut self, name: &str, max_bytes: u64) -> io::Result<Blob> {
        if !Self::takes(name) {
            return Ok(Blob::Nothing);
        }
        let questions = self.questions.as_mut().ok_or(io::ErrorKind::BrokenPipe)?;
        questions.write_all(format!("{name}\n").as_bytes())?;
        questions.flush()?;
        answer(&mut self.answers, max_bytes)
    }
}

impl Drop for Files {
    fn drop(&mut self) {
        // It ends where there are no more questions.
        self.questions = None;
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// Reads what `git cat-file --batch` tells: `<object> <kind> <size>`, a line break, as many bytes and a line break; the
/// kind of broken link, a size, and as many bytes; or `<name> missing`.
fn answer(answers: &mut impl BufRead, max_bytes: u64) -> io::Result<Blob> {
    let mut header = Vec::new();
    answers.take(LONGEST_HEADER).read_until(b'\n', &mut header)?;
    if header.pop() != Some(b'\n') {
        return Err(io::ErrorKind::UnexpectedEof.into());
    }
    let header = String::from_utf8_lossy(&header);
    let mut words = header.rsplit(' ');
    let Some(size) = words.next().and_then(|size| size.parse::<u64>().ok()) else { return Ok(Blob::Nothing) };
    let is_kept = words.next() == Some("blob") && size <= max_bytes;
    let mut bytes = Vec::new();
    let mut text = answers.take(size.saturating_add(1));
    match is_kept {
        true => text.read_to_end(&mut bytes)?,
        false => io::copy(&mut text, &mut io::sink()).map(|_| 0)?,
    };
    if is_kept && (bytes.pop() != Some(b'\n') || bytes.len() as u64 != size) {
        return Err(io::ErrorKind::UnexpectedEof.into());
    }
    let is_link = ["symlink ", "dangling ", "loop ", "notdir "].iter().any(|start| header.starts_with(start));
    Ok(match header.split(' ').nth(1) {
        _ if is_link => Blob::BrokenLink,
        Some("blob") if is_kept => Blob::File(bytes),
        Some("blob") => Blob::TooLarge,
        _ => Blob::Nothing,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_follow_each_other() {
        let mut answers = &b"3ddf5c blob 4\na: 1\nHEAD:./blob 4 missing\n3ddf5c tree 4\n\0\xff\n1\n3ddf5c blob 0\n\n\
            dangling 6\na blob\nsymlink 13\n/etc/hostname\n3ddf5c blob 9\n123456789\n3ddf5c blob 1\nx\n"[..];
        let file = |text: &str| Blob::File(text.as_bytes().to_vec());
        let expected = [
            file("a: 1"),
            Blob::Nothing,
            Blob::Nothing,
            file(""),
            Blob::BrokenLink,
            Blob::BrokenLink,
            Blob::TooLarge,
            file("x"),
        ];
        for expected in expected {
            assert_eq!(answer(&mut answers, 8).expect("an answer"), expected);
        }
        assert!(answer(&mut answers, 8).is_err());
    }

    #[test]
    fn an_answer_that_is_cut_off_is_none() {
        for mut cut in [&b""[..], b"3ddf5c blob 4", b"3ddf5c blob 4\na:", b"3ddf5c blob 4\na: 1"] {
            assert!(answer(&mut cut, 8).is_err(), "{cut:?}");
        }
    }
}
