//! One line on a terminal that tells how far a long run has come.

use std::io::{self, IsTerminal, Write};
use std::sync::Mutex;
use std::time::{Duration, Instant};

/// A shorter run needs no line, and the eye no more lines than this.
const INTERVAL: Duration = Duration::from_millis(200);

/// How far the run is.
pub(super) struct Progress {
    total: usize,
    is_shown: bool,
    state: Mutex<State>,
}

struct State {
    done: usize,
    drawn: Instant,
    is_drawn: bool,
}

impl Progress {
    /// Shown on a terminal, unless it is unwanted.
    pub(super) fn new(total: usize, is_wanted: bool) -> Self {
        let state = State { done: 0, drawn: Instant::now(), is_drawn: false };
        Self { total, is_shown: is_wanted && io::stderr().is_terminal(), state: Mutex::new(state) }
    }

    /// Counts one file.
    pub(super) fn step(&self) {
        let Ok(mut state) = self.state.lock() else { return };
        state.done = state.done.saturating_add(1);
        if self.is_shown && state.drawn.elapsed() >= INTERVAL {
            (state.drawn, state.is_drawn) = (Instant::now(), true);
            let _ = write!(io::stderr().lock(), "\r{} of {} files", state.done, self.total);
        }
    }

    /// Takes the line away.
    pub(super) fn finish(&self) {
        if self.state.lock().is_ok_and(|state| state.is_drawn) {
            let _ = write!(io::stderr().lock(), "\r\u{1b}[K");
        }
    }
}
