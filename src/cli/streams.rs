//! Standard output holds data only; everything else is said on standard error.

use std::io::{self, Write};

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
