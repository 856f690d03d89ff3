//! Standard output holds data only; everything else is said on standard error.

use std::io::{self, Write};

use anyhow::{Context, Result};

use super::exit::Exit;
use super::messages::Messages;

/// Prints to standard output; a reader that has gone away has had enough.
pub(super) fn print(text: &str) -> Result<()> {
    let mut stdout = io::stdout().lock();
    match stdout.write_all(text.as_bytes()).and_then(|()| stdout.flush()) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        result => result.context("cannot write to standard output"),
    }
}

/// Prints an answer as a whole.
pub(super) fn deliver(text: &str, messages: &Messages) -> Exit {
    match print(text) {
        Ok(()) => Exit::Done,
        Err(error) => {
            messages.fail("input-output", format!("{error:#}"));
            Exit::Trouble
        }
    }
}

/// Says something on standard error; there is nobody to tell if that fails.
pub(super) fn say(text: &str) {
    let _ = writeln!(io::stderr().lock(), "{text}");
}
