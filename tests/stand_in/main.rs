//! A stand-in for `kubectl`, with a model of a cluster behind it that runs Vault: what it holds is kept in the file that
//! `STAND_IN_STATE` names, and every call moves it on by a moment. There is no clock in it.
//!
//! `stand-in start MANIFESTS SETTINGS` makes a cluster in which these manifests run well.

mod cluster;
mod controller;
mod invocation;
mod jsonpath;
mod kubectl;
mod objects;
mod pods;
mod servers;
mod state;
mod vault;

use std::fs::{File, OpenOptions};
use std::io::{Read, Seek, Write};
use std::process::ExitCode;

use state::State;

/// What a call gives: what it prints, and how it ends.
#[derive(Default)]
pub(crate) struct Answer {
    pub(crate) stdout: String,
    pub(crate) stderr: String,
    pub(crate) code: u8,
}

impl Answer {
    /// A call that ends well.
    pub(crate) fn says(text: impl Into<String>) -> Self {
        Self { stdout: text.into(), ..Self::default() }
    }

    /// A call that fails.
    pub(crate) fn fails(code: u8, text: impl Into<String>) -> Self {
        Self { stderr: format!("{}\n", text.into()), code, ..Self::default() }
    }
}

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let answer = run(&words).unwrap_or_else(|error| Answer::fails(99, format!("stand-in: {error}")));
    let written = std::io::stdout().write_all(answer.stdout.as_bytes());
    let told = std::io::stderr().write_all(answer.stderr.as_bytes());
    match written.and(told) {
        Ok(()) => ExitCode::from(answer.code),
        Err(_) => ExitCode::from(99),
    }
}

fn run(words: &[String]) -> Result<Answer, Box<dyn std::error::Error>> {
    let path = std::env::var("STAND_IN_STATE").map_err(|_| "STAND_IN_STATE is not set")?;
    let mut file = OpenOptions::new().read(true).write(true).create(true).truncate(false).open(path)?;
    file.lock()?;
    if let [first, manifests, settings] = words
        && first == "start"
    {
        let state = State::start(&std::fs::read_to_string(manifests)?, serde_json::from_str(settings)?)?;
        write(&mut file, &state)?;
        return Ok(Answer::default());
    }
    let mut text = String::new();
    file.read_to_string(&mut text)?;
    let mut state: State = serde_json::from_str(&text)?;
    let answer = kubectl::call(&mut state, words);
    write(&mut file, &state)?;
    Ok(answer)
}

fn write(file: &mut File, state: &State) -> std::io::Result<()> {
    file.rewind()?;
    file.set_len(0)?;
    file.write_all(&serde_json::to_vec(state)?)
}
