//! What can go wrong with a Go template: data, and the place in the evaluated text where it is known.

use std::ops::Range;

use thiserror::Error as ThisError;

/// A Go template that cannot be read or evaluated.
#[derive(Clone, Debug, PartialEq, ThisError)]
#[error("{kind}")]
pub struct Error {
    /// What is wrong.
    pub kind: ErrorKind,
    /// The bytes of the evaluated text that it is about; none when the text gives no place.
    pub span: Option<Range<usize>>,
}

/// The kinds of problems of a Go template.
#[derive(Clone, Debug, PartialEq, ThisError)]
#[non_exhaustive]
pub enum ErrorKind {
    /// `{{` without `}}`.
    #[error("`{{{{` is not closed by `}}}}`")]
    UnclosedAction,
    /// `/*` without `*/`.
    #[error("the comment is not closed by `*/`")]
    UnclosedComment,
    /// Something between `*/` and `}}`.
    #[error("only `}}}}` may follow the end of a comment")]
    CommentEnd,
    /// A string that does not end on its line.
    #[error("the string is not closed on its line; a raw string in backticks may hold newlines")]
    UnclosedText,
    /// A backtick without its other half.
    #[error("the raw string is not closed by a backtick")]
    UnclosedRawText,
    /// An escape that Go strings do not have.
    #[error("`{text}` holds an escape that strings do not know")]
    BadEscape {
        /// The string as it was written.
        text: String,
    },
    /// A number that is none.
    #[error("`{text}` is not a number")]
    BadNumber {
        /// The number as it was written.
        text: String,
    },
    /// A character that has no meaning where it stands.
    #[error("unexpected character `{found}`")]
    BadCharacter {
        /// The character.
        found: char,
    },
    /// A word or sign that has no meaning where it stands.
    #[error("unexpected `{found}` in {context}")]
    Unexpected {
        /// What was written.
        found: String,
        /// What was being read.
        context: &'static str,
    },
    /// An action without a value, such as `{{ if }}`.
    #[error("a value is missing in {context}")]
    MissingValue {
        /// What was being read.
        context: &'static str,
    },
    /// A literal after `|`.
    #[error("only a function or a field may follow `|`")]
    NotExecutable,
    /// A bracket without its other half.
    #[error("`(` is not closed by `)`")]
    UnclosedBracket,
    /// `{{ if }}` and the like without `{{ end }}`.
    #[error("`{{{{ {keyword} }}}}` has no `{{{{ end }}}}`")]
    UnclosedBlock {
        /// The word that opened the block.
        keyword: &'static str,
    },
    /// `{{ end }}` or `{{ else }}` outside every block.
    #[error("`{{{{ {keyword} }}}}` belongs to no block")]
    StrayKeyword {
        /// The word.
        keyword: &'static str,
    },
    /// `{{ break }}` or `{{ continue }}` outside `{{ range }}`.
    #[error("`{{{{ {keyword} }}}}` stands outside `{{{{ range }}}}`")]
    OutsideRange {
        /// The word.
        keyword: &'static str,
    },
    /// More than two variables before `range`, or more than one elsewhere.
    #[error("too many variables before `:=` in {context}")]
    TooManyVariables {
        /// What was being read.
        context: &'static str,
    },
    /// Two definitions of one name in one text.
    #[error("template `{name}` is defined twice")]
    DuplicateTemplate {
        /// The name.
        name: String,
    },
    /// Blocks or brackets within each other beyond the limit.
    #[error("blocks and brackets are nested deeper than {limit} levels")]
    NestedSyntax {
        /// The deepest that is read.
        limit: usize,
    },
    /// A function that Helm does not have.
    #[error("function `{name}` is not defined")]
    UnknownFunction {
        /// The name.
        name: String,
    },
    /// A function of Helm whose result is not the same each time.
    #[error("function `{name}` depends on {on} and is not available")]
    NotRepeatable {
        /// The name.
        name: &'static str,
        /// What it depends on, such as `the clock`.
        on: &'static str,
    },
    /// A function of Helm that is not offered here.
    #[error("function `{name}` of Helm is not available")]
    UnsupportedFunction {
        /// The name.
        name: &'static str,
    },
    /// A variable that was not declared before.
    #[error("variable `{name}` is not defined")]
    UnknownVariable {
        /// The name with its `$`.
        name: String,
    },
    /// A template that is defined nowhere.
    #[error("template `{name}` is not defined")]
    UnknownTemplate {
        /// The name.
        name: String,
    },
    /// A field of something that is not set.
    #[error("nil pointer: `{path}` is not set, so `.{field}` cannot be read")]
    NilField {
        /// What was evaluated, up to the value that is not set.
        path: String,
        /// The field that was wanted of it.
        field: String,
    },
    /// A field of something that has no such field.
    #[error("{found} has no field `{field}`")]
    NoField {
        /// The field.
        field: String,
        /// What it is, such as `a string`.
        found: String,
    },
    /// `nil` used as a value of its own.
    #[error("`nil` is not a command")]
    NilCommand,
    /// Arguments after something that is not a function.
    #[error("`{name}` is not a function and takes no arguments")]
    NotFunction {
        /// What the arguments follow.
        name: String,
    },
    /// Too few or too many arguments.
    #[error("wrong number of arguments for `{function}`: expected {expected}, found {found}")]
    ArgumentCount {
        /// The function.
        function: String,
        /// How many it takes, such as `at least 2`.
        expected: String,
        /// How many were given.
        found: usize,
    },
    /// An argument of a wrong type.
    #[error("argument {position} of `{function}` must be {expected}, found {found}")]
    ArgumentType {
        /// The function.
        function: String,
        /// The argument, from 1.
        position: usize,
        /// The kind of value it takes.
        expected: &'static str,
        /// What it is, such as `a string`.
        found: String,
    },
    /// Two values that cannot be compared.
    #[error("{left} and {right} cannot be compared")]
    Incomparable {
        /// What the first is, such as `a string`.
        left: String,
        /// What the second is.
        right: String,
    },
    /// `range` over something that has no elements.
    #[error("`range` cannot go through {found}")]
    NotIterable {
        /// What it is, such as `a string`.
        found: String,
    },
    /// Two variables for the numbers of `range`.
    #[error("`range` over a number gives one variable only")]
    SingleVariable,
    /// An index past the end.
    #[error("index {index} is out of range: there are {length} elements")]
    IndexOutOfRange {
        /// The index.
        index: i64,
        /// The number of elements.
        length: usize,
    },
    /// What `required` says of a value that is not set.
    #[error("{message}")]
    Required {
        /// The message of the template.
        message: String,
    },
    /// What `fail` says.
    #[error("{message}")]
    Fail {
        /// The message of the template.
        message: String,
    },
    /// An argument of the right type that the function cannot use.
    #[error("`{function}`: {detail}")]
    Function {
        /// The function.
        function: String,
        /// Why it cannot.
        detail: String,
    },
    /// Templates or brackets within each other beyond the limit, mostly without end.
    #[error("templates call each other deeper than {limit} levels")]
    Recursion {
        /// The deepest that is followed.
        limit: usize,
    },
    /// A list or map within another beyond the limit, or within itself.
    #[error("a value is nested deeper than {limit} levels, or holds itself")]
    NestedValue {
        /// The deepest that is followed.
        limit: usize,
    },
    /// More loops or more text than any manifest needs.
    #[error("the template does too much: more loops or text than the limit allows")]
    Work,
}

impl ErrorKind {
    /// The error at a place.
    pub(super) fn at(self, span: Range<usize>) -> Error {
        Error { kind: self, span: Some(span) }
    }

    /// A function that cannot use what it got.
    pub(super) fn function(function: &str, detail: impl Into<String>) -> Self {
        Self::Function { function: function.to_owned(), detail: detail.into() }
    }
}

impl From<ErrorKind> for Error {
    fn from(kind: ErrorKind) -> Self {
        Self { kind, span: None }
    }
}
