//! A stand-in for `kubectl`, with a model of a cluster behind it that runs Vault: every call moves it on by a moment.
//! There is no clock in it. It is a program of its own, and tests hold it in their own process too.

mod cluster;
pub(crate) mod controller;
mod invocation;
mod jsonpath;
pub(crate) mod kubectl;
mod objects;
pub(crate) mod pods;
pub(crate) mod servers;
pub(crate) mod state;
mod vault;

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

/// What a call reads from its standard input.
pub(crate) trait Input {
    /// One line, and nothing of what stands behind it: that is for the next call.
    fn line(&mut self) -> String;
    /// All that is left.
    fn rest(&mut self) -> String;
}
