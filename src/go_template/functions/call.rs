//! A call of a function: its arguments, and what it may do.

use std::sync::Arc;

use super::super::error::{Error, ErrorKind};
use super::super::format;
use super::super::run::{Run, Templates};
use super::super::value::{Elements, Entries, Map, Value, whole};

/// What a function gives.
pub(in super::super) type Outcome = Result<Value, Error>;

/// A function of templates.
pub(in super::super) type Function = fn(&Call<'_>) -> Outcome;

/// A name, the least and the most arguments, and the function.
pub(super) type Entry = (&'static str, usize, usize, Function);

/// As many arguments as one likes.
pub(super) const MANY: usize = usize::MAX;

/// The units of work that an element of a list or map costs.
const ELEMENT: usize = 32;

/// A call of a function.
pub(in super::super) struct Call<'c> {
    pub(in super::super) run: &'c Run,
    pub(in super::super) templates: &'c Arc<Templates>,
    pub(in super::super) name: &'c str,
    pub(in super::super) arguments: &'c [Value],
}

impl<'c> Call<'c> {
    /// The argument, or nothing.
    pub(super) fn value(&self, index: usize) -> Value {
        self.arguments.get(index).cloned().unwrap_or_default()
    }

    /// The arguments from the given one on.
    pub(super) fn from(&self, index: usize) -> &'c [Value] {
        self.arguments.get(index..).unwrap_or_default()
    }

    /// The error of an argument of a wrong type.
    pub(super) fn mismatch(&self, index: usize, expected: &'static str) -> ErrorKind {
        let found = self.arguments.get(index).map_or("nothing", Value::described).to_owned();
        ErrorKind::ArgumentType { function: self.name.to_owned(), position: index + 1, expected, found }
    }

    /// The error of arguments that the function cannot use.
    pub(super) fn failure<T>(&self, detail: impl Into<String>) -> Result<T, Error> {
        Err(ErrorKind::function(self.name, detail).into())
    }

    /// The argument as a text.
    ///
    /// # Errors
    ///
    /// Fails on everything else, as Go does.
    pub(super) fn text(&self, index: usize) -> Result<&'c str, ErrorKind> {
        match self.arguments.get(index) {
            Some(Value::Text(text)) => Ok(text),
            _ => Err(self.mismatch(index, "a string")),
        }
    }

    /// The argument as a whole number.
    ///
    /// # Errors
    ///
    /// Fails on everything else.
    pub(super) fn integer(&self, index: usize) -> Result<i64, ErrorKind> {
        match self.arguments.get(index) {
            Some(Value::Integer(whole, _)) => Ok(*whole),
            Some(Value::Float(float)) => whole(*float).ok_or_else(|| self.mismatch(index, "an integer")),
            _ => Err(self.mismatch(index, "an integer")),
        }
    }

    /// The argument as a boolean.
    ///
    /// # Errors
    ///
    /// Fails on everything else.
    pub(super) fn bool(&self, index: usize) -> Result<bool, ErrorKind> {
        match self.arguments.get(index) {
            Some(Value::Bool(bool)) => Ok(*bool),
            _ => Err(self.mismatch(index, "a boolean")),
        }
    }

    /// The argument as a list.
    ///
    /// # Errors
    ///
    /// Fails on everything else.
    pub(super) fn list(&self, index: usize) -> Result<&'c [Value], ErrorKind> {
        let list = self.arguments.get(index).and_then(Value::as_list);
        list.ok_or_else(|| self.mismatch(index, "a list"))
    }

    /// The argument as a map.
    ///
    /// # Errors
    ///
    /// Fails on everything else.
    pub(super) fn map(&self, index: usize) -> Result<&'c Arc<Map>, ErrorKind> {
        match self.arguments.get(index) {
            Some(Value::Map(map)) if map.of == Elements::Any => Ok(map),
            Some(Value::Map(_)) => Err(self.mismatch(index, "a map of anything")),
            _ => Err(self.mismatch(index, "a map")),
        }
    }

    /// The text of any argument as `%v` gives it.
    ///
    /// # Errors
    ///
    /// Fails on values nested too deeply.
    pub(super) fn plain(&self, index: usize) -> Result<String, Error> {
        let text = format::plain(&self.value(index))?;
        self.run.spend_text(text.len())?;
        Ok(text)
    }

    /// A text as the result.
    ///
    /// # Errors
    ///
    /// Fails when it is too long.
    pub(super) fn give(&self, text: impl Into<String>) -> Outcome {
        let text = text.into();
        self.run.spend_text(text.len())?;
        Ok(Value::text(text))
    }

    /// A list as the result.
    ///
    /// # Errors
    ///
    /// Fails when the run may not do so much.
    pub(super) fn give_list(&self, elements: Vec<Value>) -> Outcome {
        self.give_list_of(Elements::Any, elements)
    }

    /// A list of elements of one type as the result.
    ///
    /// # Errors
    ///
    /// Fails when the run may not do so much.
    pub(super) fn give_list_of(&self, of: Elements, elements: Vec<Value>) -> Outcome {
        self.spend_elements(elements.len())?;
        Ok(Value::list_of(of, elements))
    }

    /// A map as the result.
    ///
    /// # Errors
    ///
    /// Fails when the run may not do so much.
    pub(super) fn give_map(&self, entries: Entries) -> Outcome {
        self.spend_elements(entries.len())?;
        Ok(Value::map(entries))
    }

    /// Takes the work of making so many elements, best before they are made.
    ///
    /// # Errors
    ///
    /// Fails when the run may not do so much.
    pub(super) fn spend_elements(&self, count: usize) -> Result<(), ErrorKind> {
        self.run.spend(count.saturating_mul(ELEMENT))
    }
}
