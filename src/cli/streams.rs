//! Standard output holds data only; everything else is said on standard error.

use std::io::{self, IsTerminal, Write};

use anyhow::Context;

use super::exit::Exit;
use super::failure::Failure;

/// Prints to standard output.
///
/// # Errors
/// What could not be printed. To a reader that has gone away nothing is said, but the answer was not given.
pub(super) fn print(text: &str) -> Result<(), Failure> {
    let mut stdout = io::stdout().lock();
    match stdout.write_all(text.as_bytes()).and_then(|()| stdout.flush()) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Err(Failure::said()),
        result => Ok(result.context("cannot write to standard output")?),
    }
}

/// Prints an answer as a whole.
pub(super) fn deliver(text: &str) -> Result<Exit, Failure> {
    print(text).map(|()| Exit::Done)
}

/// Says something on standard error; there is nobody to tell if that fails.
pub(super) fn say(text: &str) {
    let _ = writeln!(io::stderr().lock(), "{text}");
}

/// The columns of the screen for what is printed: those that the environment names, or those of the terminal.
pub(super) fn screen_width() -> Option<usize> {
    let named = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
    named.or_else(|| Some(io::stdout()).filter(IsTerminal::is_terminal).as_ref().and_then(columns))
}

/// The columns of a terminal, if it says.
#[cfg(unix)]
pub(super) fn columns(stream: &impl std::os::fd::AsFd) -> Option<usize> {
    let columns = rustix::termios::tcgetwinsize(stream).map_or(0, |size| usize::from(size.ws_col));
    Some(columns).filter(|columns| *columns > 0)
}

/// The columns of a terminal, if it says.
#[cfg(not(unix))]
pub(super) fn columns(_stream: &impl IsTerminal) -> Option<usize> {
    None
}

/// Whether a person sees what is printed, now or later: never where it is a pipe that somebody else reads from.
#[cfg(unix)]
pub(super) fn is_terminal_or_file() -> bool {
    use std::os::fd::AsFd;
    let file = io::stdout().as_fd().try_clone_to_owned().map(std::fs::File::from);
    io::stdout().is_terminal() || file.and_then(|file| file.metadata()).is_ok_and(|about| about.is_file())
}

/// Whether a person sees what is printed.
#[cfg(not(unix))]
pub(super) fn is_terminal_or_file() -> bool {
    io::stdout().is_terminal()
}
