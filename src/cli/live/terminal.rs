//! The person at the terminal: asked there, and shown a picture that changes; without a terminal a line for each thing
//! that is new.

use std::io::{self, BufRead, IsTerminal, Write};
use std::thread::sleep;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use super::arguments::{ProgressForm, RunArguments};
use crate::cli::failure::Failure;
use crate::cli::fleet::width;
use crate::cli::streams::{print, say};
use crate::diagnostic::Diagnostic;
use crate::live::{Consent, Person, Progress};
use crate::output;

/// The time in seconds since 1970, or the one that was set for what must come out the same again.
pub(in crate::cli) fn now() -> i64 {
    let set = std::env::var("SOURCE_DATE_EPOCH").ok().and_then(|text| text.parse().ok());
    if let Some(set) = set {
        return set;
    }
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    since.as_secs().try_into().unwrap_or_default()
}

/// Refuses a run that would have nobody to ask.
///
/// # Errors
/// No terminal, where nothing was agreed to beforehand.
pub(in crate::cli) fn may_ask(run: &RunArguments) -> Result<(), Failure> {
    if run.yes || run.dry_run || Terminal::is_there() {
        return Ok(());
    }
    let problem = Diagnostic::error("no-terminal", "there is no terminal to confirm the deletion of a pod");
    Err(Failure::refused(problem.help("confirm it with `--yes`, or show with `--dry-run` what would be done")))
}

/// The person at the terminal.
pub(in crate::cli) struct Terminal {
    begin: Instant,
    form: ProgressForm,
    /// Whether everything was agreed to beforehand.
    agrees: bool,
    /// Whether what would be done is the answer.
    is_dry: bool,
    /// The line that was written last, and how many lines the picture has.
    last: String,
    drawn: usize,
}

impl Terminal {
    /// Somebody who has seen nothing yet.
    pub(in crate::cli) fn new(run: &RunArguments) -> Self {
        let RunArguments { output, yes, dry_run, .. } = run;
        let begin = Instant::now();
        Self { begin, form: *output, agrees: *yes, is_dry: *dry_run, last: String::new(), drawn: 0 }
    }

    /// Whether there is a terminal to ask at.
    pub(in crate::cli) fn is_there() -> bool {
        io::stdin().is_terminal() && io::stderr().is_terminal()
    }

    fn draws(&self) -> bool {
        self.form == ProgressForm::Text && io::stderr().is_terminal()
    }

    /// Takes the picture away, so that something else can be written below.
    fn clear(&mut self) {
        if self.drawn > 0 {
            let _ = write!(io::stderr().lock(), "\u{1b}[{}A\u{1b}[J", self.drawn);
            self.drawn = 0;
        }
    }

    fn draw(&mut self, lines: &[String]) {
        self.clear();
        lines.iter().for_each(|line| say(line));
        self.drawn = lines.len();
    }
}

impl Person for Terminal {
    fn pause(&mut self, time: Duration) {
        sleep(time);
    }

    fn now(&self) -> Duration {
        self.begin.elapsed()
    }

    fn has_terminal(&self) -> bool {
        Self::is_there()
    }

    fn agrees(&mut self, question: &str) -> Consent {
        if self.agrees {
            return Consent::Given;
        }
        loop {
            let _ = write!(io::stderr().lock(), "{question} [y]es, [q]uit: ");
            let mut answer = String::new();
            let is_read = io::stdin().lock().read_line(&mut answer).is_ok_and(|bytes| bytes > 0);
            self.drawn = 0;
            match answer.trim() {
                "y" | "yes" => return Consent::Asked,
                "q" | "quit" | "n" | "no" => return Consent::Refused,
                _ if !is_read => return Consent::Refused,
                _ => {}
            }
        }
    }

    fn tell(&mut self, progress: &Progress) {
        if self.form == ProgressForm::Json {
            // A reader that has gone away gets nothing, and the run goes on.
            let _ = print(&format!("{}\n", output::progress_to_json(progress)));
            return;
        }
        if let (Progress::Sees(_, turn, _), true) = (progress, self.is_dry) {
            let _ = print(&output::next_line(turn));
            return;
        }
        if let (Progress::Sees(seen, turn, waited), true) = (progress, self.draws()) {
            let width = width().saturating_sub(1);
            self.draw(&output::draw_progress(seen, turn, waited.as_secs(), now(), width));
            return;
        }
        if let Some(line) = output::progress_line(progress, &self.last) {
            self.drawn = 0;
            say(&line);
            self.last = line;
        }
    }
}
