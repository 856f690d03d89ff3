//! How diagnostics reach the user: drawn or as JSON, coloured or not, warnings as errors or not.

use std::ffi::OsString;
use std::io::IsTerminal;
use std::{env, io};

use clap::{Args, ValueEnum};

use super::failure::Failure;
use super::streams::say;
use crate::diagnostic::{self, Diagnostic, Severity};
use crate::output;
use crate::secrets::Veil;
use crate::source::Sources;

/// What stands last in every help.
pub(super) const GLOBAL: &str = "Global options";

/// The flags that every command has.
#[derive(Args, Clone, Debug, Default)]
pub(super) struct MessageArguments {
    /// Treat warnings as errors
    #[arg(long, global = true, help_heading = GLOBAL)]
    strict: bool,
    /// The form of errors and warnings on standard error: drawn for people, or one JSON object a line
    #[arg(long, global = true, value_name = "FORM", default_value = "text", help_heading = GLOBAL)]
    message_format: MessageFormat,
    /// Hide hints
    #[arg(long, short, global = true, help_heading = GLOBAL)]
    quiet: bool,
    /// When to colour messages and diffs; `auto` does so on a terminal, and respects NO_COLOR, FORCE_COLOR and CLICOLOR_FORCE
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto", help_heading = GLOBAL)]
    color: Color,
}

impl MessageArguments {
    /// Those of a command line that could not be read, if messages are for programs there.
    pub(super) fn for_programs(typed: &[OsString]) -> Option<Self> {
        let is_asked = typed.windows(2).any(|pair| pair == ["--message-format", "json"]);
        let is_asked = is_asked || typed.iter().any(|word| word == "--message-format=json");
        is_asked.then(|| Self { message_format: MessageFormat::Json, ..Self::default() })
    }
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum MessageFormat {
    #[default]
    Text,
    Json,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum Color {
    #[default]
    Auto,
    Always,
    Never,
}

impl Color {
    fn is_on(self, stream: &impl IsTerminal) -> bool {
        let is_set = |name: &str| env::var_os(name).is_some_and(|value| !value.is_empty() && value != "0");
        match self {
            Self::Always => true,
            Self::Never => false,
            Self::Auto if env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty()) => false,
            Self::Auto => is_set("CLICOLOR_FORCE") || is_set("FORCE_COLOR") || stream.is_terminal(),
        }
    }
}

/// Shows the diagnostics of one run.
#[derive(Debug)]
pub(super) struct Messages {
    is_strict: bool,
    is_quiet: bool,
    is_coloured: bool,
    is_output_coloured: bool,
    format: MessageFormat,
}

impl Messages {
    /// Decides by the flags, the environment and the terminal.
    pub(super) fn new(arguments: &MessageArguments) -> Self {
        Self {
            is_strict: arguments.strict,
            is_quiet: arguments.quiet,
            is_coloured: arguments.color.is_on(&io::stderr()),
            is_output_coloured: arguments.color.is_on(&io::stdout()),
            format: arguments.message_format,
        }
    }

    /// Whether standard output may hold colours.
    pub(super) fn is_output_coloured(&self) -> bool {
        self.is_output_coloured
    }

    /// Whether notes on what to do next are unwanted.
    pub(super) fn is_quiet(&self) -> bool {
        self.is_quiet
    }

    /// Whether every warning counts as an error.
    pub(super) fn is_strict(&self) -> bool {
        self.is_strict
    }

    /// Shows all that there is to say of a run, ordered by place, with a count at the end.
    ///
    /// # Errors
    /// Errors among them: no answer may be given.
    pub(super) fn show(&self, mut diagnostics: Vec<Diagnostic>, sources: &Sources) -> Result<(), Failure> {
        if self.is_strict {
            diagnostics.iter_mut().for_each(|diagnostic| diagnostic.severity = Severity::Error);
        }
        diagnostic::sort(&mut diagnostics);
        let mut tally = Tally::default();
        diagnostics.iter().for_each(|diagnostic| tally.add(diagnostic.severity));
        if diagnostics.len() > SHOWN {
            // The worst must not be lost among the others.
            diagnostics.sort_by_key(|diagnostic| diagnostic.severity);
        }
        let more = diagnostics.len().checked_sub(SHOWN).filter(|more| *more > 0);
        diagnostics.truncate(SHOWN);
        let veil = Veil::over(sources, &mut diagnostics);
        for diagnostic in &diagnostics {
            say(&self.drawn(diagnostic, &veil));
        }
        if let Some(more) = more {
            let more = Diagnostic::warning("messages-limit", format!("{more} more messages are not shown"));
            say(&self.drawn(&more, &veil));
        }
        self.say_tally(&tally);
        tally.go_on()
    }

    /// One diagnostic as it is shown.
    pub(super) fn drawn(&self, diagnostic: &Diagnostic, texts: &Veil) -> String {
        let diagnostic = Diagnostic { severity: self.severity(diagnostic), ..diagnostic.clone() };
        match self.format {
            MessageFormat::Text => format!("{}\n", output::draw(&diagnostic, texts, self.is_coloured)),
            MessageFormat::Json => output::json_message(&diagnostic, texts),
        }
    }

    /// How bad it is for those who asked for this run.
    pub(super) fn severity(&self, diagnostic: &Diagnostic) -> Severity {
        if self.is_strict { Severity::Error } else { diagnostic.severity }
    }

    /// Says how much was shown.
    pub(super) fn say_tally(&self, tally: &Tally) {
        if self.format == MessageFormat::Text && tally.0.iter().any(|count| *count > 0) {
            say(&tally.summary());
        }
    }
}

/// How many messages are shown: nobody reads more, and each line takes its time to be found.
const SHOWN: usize = 1000;

/// The severities that a tally counts, the worst first.
const SEVERITIES: [Severity; 3] = [Severity::Error, Severity::Warning, Severity::Advice];

/// How many diagnostics of each severity were shown.
#[derive(Debug, Default)]
pub(super) struct Tally([usize; 3]);

impl Tally {
    /// Counts one.
    pub(super) fn add(&mut self, severity: Severity) {
        for (count, known) in self.0.iter_mut().zip(SEVERITIES) {
            *count = count.saturating_add(usize::from(known == severity));
        }
    }

    /// Lets the run go on.
    ///
    /// # Errors
    /// Errors that were counted.
    pub(super) fn go_on(&self) -> Result<(), Failure> {
        let [errors, ..] = self.0;
        if errors > 0 { Err(Failure::said()) } else { Ok(()) }
    }

    fn summary(&self) -> String {
        let counts = self.0.iter().zip(SEVERITIES).map(|(count, severity)| {
            let plural = if *count == 1 || severity == Severity::Advice { "" } else { "s" };
            (*count > 0).then(|| format!("{count} {}{plural}", severity.word()))
        });
        counts.flatten().collect::<Vec<_>>().join(", ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_summary_counts_errors_and_warnings() {
        let summary = |severities: &[Severity]| {
            let mut tally = Tally::default();
            severities.iter().for_each(|severity| tally.add(*severity));
            tally.summary()
        };
        assert_eq!(summary(&[Severity::Error]), "1 error");
        assert_eq!(summary(&[Severity::Warning, Severity::Warning]), "2 warnings");
        assert_eq!(summary(&[Severity::Error, Severity::Warning, Severity::Error]), "2 errors, 1 warning");
    }
}
