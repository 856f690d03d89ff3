//! `kubectl` as a process of the system. It is the only program that commands on a running release start: contexts,
//! credentials and plugins for signing in are its own.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command as Process_, ExitStatus, Stdio};
use std::thread::{self, JoinHandle, sleep};
use std::time::{Duration, Instant};

use crate::command::Command;
use crate::live::{Answer, Shell};

/// How long one call may take: one that hangs is ended, and counts as one that failed.
const LONGEST: Duration = Duration::from_secs(60);
const LONGEST_WITH_LIMIT: Duration = Duration::from_secs(600);
/// How often it is looked whether a call has ended.
const INTERVAL: Duration = Duration::from_millis(5);

/// The token for what only Vault itself permits.
pub(in crate::cli) fn token() -> Option<String> {
    std::env::var("VAULT_TOKEN").ok().filter(|token| !token.is_empty())
}

/// Starts processes.
pub(in crate::cli) struct Process {
    /// How long a call may take that has no limit of its own.
    longest: Duration,
}

impl Default for Process {
    fn default() -> Self {
        Self { longest: LONGEST }
    }
}

impl Shell for Process {
    fn run(&mut self, command: &Command) -> Answer {
        let input = command.input_text().unwrap_or_default().to_owned();
        let answer = prepared(command).and_then(|mut process| {
            process.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
            ended(process.spawn()?, input, self.longest(command))
        });
        answer.unwrap_or_else(|error| Answer { code: -1, stderr: not_run(&error), ..Answer::default() })
    }

    fn attend(&mut self, command: &Command) -> i32 {
        prepared(command).and_then(|mut process| process.status()).map_or(-1, code)
    }

    fn save(&mut self, command: &Command, path: &Path) -> Answer {
        let mut part = path.to_owned().into_os_string();
        part.push(".part");
        let part = PathBuf::from(part);
        let answer = private_file(&part).and_then(|file| {
            let mut process = prepared(command)?;
            process.stdin(Stdio::null()).stdout(file).stderr(Stdio::piped());
            let answer = ended(process.spawn()?, String::new(), self.longest(command))?;
            // It gets its name once it is whole.
            if answer.is_good() {
                match fs::metadata(&part)?.len() {
                    0 => return Err(io::Error::other("it is empty")),
                    _ => fs::rename(&part, path)?,
                }
            }
            Ok(answer)
        });
        let answer = answer.unwrap_or_else(|error| Answer { code: -1, stderr: error.to_string(), ..Answer::default() });
        if !answer.is_good() {
            // There may be none.
            let _ = fs::remove_file(&part);
        }
        answer
    }

    fn pause(&mut self, time: Duration) {
        sleep(time);
    }
}

impl Process {
    /// How long a command may take: one with a limit of its own keeps to that.
    fn longest(&self, command: &Command) -> Duration {
        let has_limit = command.texts().is_some_and(|words| words.iter().any(|word| word.starts_with("--timeout=")));
        if has_limit { LONGEST_WITH_LIMIT } else { self.longest }
    }
}

/// A new file that nobody else may read.
fn private_file(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

fn not_run(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "kubectl is not in PATH".to_owned(),
        _ => format!("kubectl could not be run: {error}"),
    }
}

fn prepared(command: &Command) -> io::Result<Process_> {
    let words = command.texts().unwrap_or_default();
    let (program, arguments) = words.split_first().ok_or(io::ErrorKind::InvalidInput)?;
    let mut process = Process_::new(program);
    process.args(arguments);
    Ok(process)
}

/// Waits until a process has ended; both of its streams are read meanwhile, so that none is full.
fn ended(mut child: Child, input: String, longest: Duration) -> io::Result<Answer> {
    let stdin = child.stdin.take();
    // A process that reads nothing need not be told anything.
    let writer = thread::spawn(move || stdin.map(|mut stdin| stdin.write_all(input.as_bytes())));
    let (stdout, stderr) = (reader(child.stdout.take()), reader(child.stderr.take()));
    let begin = Instant::now();
    let status = loop {
        match child.try_wait()? {
            Some(status) => break Some(status),
            None if begin.elapsed() > longest => {
                child.kill()?;
                child.wait()?;
                break None;
            }
            None => sleep(INTERVAL),
        }
    };
    let Some(status) = status else {
        let stderr = format!("no answer within {} s", longest.as_secs());
        return Ok(Answer { code: -1, stderr, ..Answer::default() });
    };
    let _ = writer.join();
    let text = |thread: JoinHandle<Vec<u8>>| String::from_utf8_lossy(&thread.join().unwrap_or_default()).into_owned();
    Ok(Answer { code: code(status), stdout: text(stdout), stderr: text(stderr) })
}

fn code(status: ExitStatus) -> i32 {
    status.code().unwrap_or(-1)
}

fn reader(stream: Option<impl Read + Send + 'static>) -> JoinHandle<Vec<u8>> {
    thread::spawn(move || {
        let mut bytes = Vec::new();
        // What was read until then is what there is.
        let _ = stream.map(|mut stream| stream.read_to_end(&mut bytes));
        bytes
    })
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn a_call_that_hangs_is_ended() {
        let mut process = Process { longest: Duration::from_millis(200) };
        let begin = Instant::now();
        let answer = process.run(&Command::new("sleep 30"));
        assert_eq!((answer.code, answer.stderr.as_str()), (-1, "no answer within 0 s"));
        assert!(begin.elapsed() < Duration::from_secs(20));
    }

    #[test]
    fn what_cannot_be_run_and_what_is_no_text_are_answers() {
        let missing = Process::default().run(&Command::new("no-such-program-anywhere"));
        assert_eq!((missing.code, missing.stderr.as_str()), (-1, "kubectl is not in PATH"));
        let rubbish = Process::default().run(&Command::new("cat").reading("a"));
        assert_eq!((rubbish.code, rubbish.stdout.as_str()), (0, "a"));
        // More than a pipe holds, on both sides.
        let much = "x".repeat(1 << 20);
        assert_eq!(Process::default().run(&Command::new("cat").reading(much.clone())).stdout, much);
        let unread = Process::default().run(&Command::new("true").reading(much));
        assert_eq!(unread.code, 0);
    }
}
