//! How words to choose from are read from the command line.

use clap::builder::{PossibleValuesParser, TypedValueParser};

use crate::choice::Choice;

/// Reads one of the words; help and completions list them.
pub(super) fn words<T: Choice>() -> impl TypedValueParser<Value = T> {
    PossibleValuesParser::new(T::WORDS).try_map(|word| word.parse::<T>())
}
