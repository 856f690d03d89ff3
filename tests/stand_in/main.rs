//! The program that tests take for `kubectl`: what the cluster holds is kept in the file that `STAND_IN_STATE` names.
//!
//! `stand-in start MANIFESTS SETTINGS` makes a cluster in which these manifests run well.

#[path = "mod.rs"]
mod stand_in;

use std::fs::{File, OpenOptions};
use std::io::{Read, Seek, Write};
use std::process::ExitCode;

use stand_in::state::State;
use stand_in::{Answer, Input, kubectl};

/// The standard input of the process.
struct Standard;

impl Input for Standard {
    /// Byte by byte: nothing is taken that is for another process.
    fn line(&mut self) -> String {
        let mut line = Vec::new();
        let mut byte = [0];
        while matches!(rustix::io::read(std::io::stdin(), &mut byte), Ok(1)) && byte != *b"\n" {
            line.push(byte[0]);
        }
        String::from_utf8_lossy(&line).into_owned()
    }

    fn rest(&mut self) -> String {
        let mut text = String::new();
        let read = std::io::stdin().read_to_string(&mut text);
        if read.is_ok() { text } else { String::new() }
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
    let answer = kubectl::call(&mut state, words, &mut Standard);
    write(&mut file, &state)?;
    Ok(answer)
}

fn write(file: &mut File, state: &State) -> std::io::Result<()> {
    file.rewind()?;
    file.set_len(0)?;
    file.write_all(&serde_json::to_vec(state)?)
}
