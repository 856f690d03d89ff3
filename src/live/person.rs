//! Who a run is for: somebody who is asked, and sees how far it is.

use std::time::Duration;

use super::action::Turn;
use super::observed::Observed;

/// What is shown while the loop runs.
#[derive(Clone, Debug)]
pub enum Progress<'a> {
    /// What was seen, what follows from it, and for how long that has been so.
    Sees(&'a Observed, &'a Turn, Duration),
    /// What is done now.
    Does(&'a Turn),
    /// Something beside it.
    Says(&'a str),
}

/// The answer to a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Consent {
    /// It was agreed to beforehand.
    Given,
    /// Somebody has thought about it and agreed: what was true before may not be any more.
    Asked,
    /// No.
    Refused,
}

/// Somebody who looks on, with a clock.
pub trait Person {
    /// Lets some time pass.
    fn pause(&mut self, time: Duration);
    /// The time since some moment.
    fn now(&self) -> Duration;
    /// Whether there is a terminal to ask at.
    fn has_terminal(&self) -> bool;
    /// Asks a question; whoever agreed to everything beforehand is not asked.
    fn agrees(&mut self, question: &str) -> Consent;
    /// Shows how far it is.
    fn tell(&mut self, progress: &Progress);
}
