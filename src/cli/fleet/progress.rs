//! A bar on a terminal that tells how far a long run has come, and goes away with its end.

use std::io::{self, IsTerminal, Write};
use std::sync::Mutex;
use std::time::{Duration, Instant};

use crate::cli::streams::columns;

/// A shorter run needs no bar, and the eye no more bars than this.
const INTERVAL: Duration = Duration::from_millis(200);
/// The columns of a terminal that does not tell.
const USUAL_WIDTH: usize = 80;
/// The columns that a bar takes at most, and those that it needs to say anything.
const WIDEST_BAR: usize = 40;
const NARROWEST_BAR: usize = 8;

/// How far the run is.
pub(in crate::cli) struct Progress {
    total: usize,
    is_shown: bool,
    started: Instant,
    state: Mutex<State>,
}

struct State {
    done: usize,
    drawn: Instant,
    is_drawn: bool,
}

impl Progress {
    /// Shown on a terminal, unless it is unwanted.
    pub(in crate::cli) fn new(total: usize, is_wanted: bool) -> Self {
        let started = Instant::now();
        let state = Mutex::new(State { done: 0, drawn: started, is_drawn: false });
        Self { total, is_shown: is_wanted && io::stderr().is_terminal(), started, state }
    }

    /// Counts one file.
    pub(in crate::cli) fn step(&self) {
        let Ok(mut state) = self.state.lock() else { return };
        state.done = state.done.saturating_add(1);
        if self.is_shown && state.drawn.elapsed() >= INTERVAL {
            (state.drawn, state.is_drawn) = (Instant::now(), true);
            let line = line(state.done, self.total, self.started.elapsed(), width());
            let _ = write!(io::stderr().lock(), "\r{line}\u{1b}[K");
        }
    }

    /// Takes the bar away.
    pub(in crate::cli) fn finish(&self) {
        if self.state.lock().is_ok_and(|state| state.is_drawn) {
            let _ = write!(io::stderr().lock(), "\r\u{1b}[K");
        }
    }
}

/// `[=====>    ] 512 of 2000 files, 3 s left`, shorter than the terminal is wide: without the time, and then without the
/// bar, where there is little room.
fn line(done: usize, total: usize, elapsed: Duration, width: usize) -> String {
    let room = width.saturating_sub(1);
    let count = format!("{done} of {total} files");
    let left = seconds_left(done, total, elapsed).map(|seconds| format!(", {seconds} s left")).unwrap_or_default();
    let text = if count.len() + left.len() <= room { format!("{count}{left}") } else { count };
    // Two brackets and a blank stand around the bar.
    let bar = room.saturating_sub(text.len() + 3).min(WIDEST_BAR);
    match bar {
        0..NARROWEST_BAR => text.chars().take(room).collect(),
        bar => format!("[{}] {text}", filled(done, total, bar)),
    }
}

fn filled(done: usize, total: usize, width: usize) -> String {
    let full = done.min(total).saturating_mul(width).checked_div(total).unwrap_or(width);
    match full {
        0 => " ".repeat(width),
        full if full >= width => "=".repeat(width),
        full => format!("{}>{}", "=".repeat(full - 1), " ".repeat(width - full)),
    }
}

/// At the pace so far.
fn seconds_left(done: usize, total: usize, elapsed: Duration) -> Option<u64> {
    let to_do = u128::try_from(total.checked_sub(done)?).ok()?;
    let milliseconds = elapsed.as_millis().saturating_mul(to_do).checked_div(u128::try_from(done).ok()?)?;
    u64::try_from(milliseconds.div_ceil(1000)).ok()
}

/// The columns of the terminal that messages go to.
pub(in crate::cli) fn width() -> usize {
    columns(&io::stderr()).unwrap_or(USUAL_WIDTH)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bar_fills_and_fits() {
        let after = |done, width| line(done, 2000, Duration::from_secs(2), width);
        assert_eq!(after(500, 100), "[=========>                              ] 500 of 2000 files, 6 s left");
        assert_eq!(after(2000, 50), "[==================] 2000 of 2000 files, 0 s left");
        assert_eq!(after(500, 42), "[=>         ] 500 of 2000 files, 6 s left");
        assert_eq!(after(500, 20), "500 of 2000 files");
        assert_eq!(after(500, 10), "500 of 20");
        assert_eq!(after(500, 0), "");
    }

    #[test]
    fn no_number_is_too_strange() {
        for (done, total) in [(0, 0), (0, 1), (1, 1), (5, 3), (1, usize::MAX), (usize::MAX, usize::MAX)] {
            for width in [0, 1, 2, 30, 80, 1000] {
                let drawn = line(done, total, Duration::from_millis(300), width);
                assert!(drawn.chars().count() < width.max(1), "{drawn}");
            }
        }
    }
}
