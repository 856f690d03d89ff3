//! What can be wrong with a `--set` flag, and how that is reported.

use thiserror::Error;

use crate::diagnostic::Diagnostic;
use crate::source::Span;

/// The deepest nesting of keys that a flag may name, as in Helm.
pub(super) const MAX_DOTS: usize = 30;
/// The most indexes that one path of a flag may have.
pub(super) const MAX_INDEXES: usize = 64;
/// The largest index of a list that a flag may name, as in Helm.
pub(super) const MAX_INDEX: usize = 65_536;

/// How many items of lists all flags of a run may leave out before an index: each becomes a null.
pub(super) const MAX_PADDING: usize = 200_000;

/// Why a flag cannot be read, or cannot be applied.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum SetError {
    /// A key ends, or a comma follows, where `=` belongs.
    #[error("expected `=` after the key")]
    MissingEquals {
        /// Where `=` belongs.
        span: Span,
        /// Whether a comma has ended another value before.
        is_after_comma: bool,
    },
    /// There is nothing where a key belongs.
    #[error("expected a key")]
    MissingKey {
        /// Where the key belongs.
        span: Span,
    },
    /// What stands between brackets is not a number that can index a list.
    #[error("`{text}` is not an index of a list")]
    BadIndex {
        /// The text between the brackets.
        span: Span,
        /// That text.
        text: String,
    },
    /// A bracket is not closed.
    #[error("a `[` is not closed")]
    UnclosedBracket {
        /// The bracket.
        span: Span,
    },
    /// A brace is not closed.
    #[error("a `{{` is not closed")]
    UnclosedBrace {
        /// The brace.
        span: Span,
    },
    /// An index is followed by text.
    #[error("unexpected `{found}` after an index")]
    AfterIndex {
        /// The character after the bracket.
        span: Span,
        /// That character.
        found: char,
    },
    /// A path has too many steps.
    #[error("a path of a flag is nested too deeply")]
    TooDeep {
        /// The step that is one too many.
        span: Span,
    },
    /// A value is not JSON.
    #[error("not JSON: {reason}")]
    Json {
        /// Where reading stopped.
        span: Span,
        /// What the JSON reader expected.
        reason: String,
    },
    /// An earlier value is neither what a path goes through, nor absent.
    #[error("cannot set `{path}`: `{holder}` is {found}, not {needed}")]
    Clash {
        /// The step that goes through the earlier value.
        span: Span,
        /// The whole path that was to be set.
        path: String,
        /// The part of the path that is in the way.
        holder: String,
        /// The kind of the earlier value.
        found: &'static str,
        /// The kind that the path needs.
        needed: &'static str,
        /// Where the earlier value was written.
        earlier: Span,
    },
    /// The flags skip more items of lists than allowed.
    #[error("the flags leave more than {MAX_PADDING} items of lists without a value")]
    Padding {
        /// The index that goes over the limit.
        span: Span,
    },
    /// The caller gave no text for a file that the flag names.
    #[error("the file `{name}` was not read")]
    FileNotRead {
        /// The name of the file in the flag.
        span: Span,
        /// That name.
        name: String,
    },
}

impl SetError {
    fn code(&self) -> &'static str {
        match self {
            Self::Clash { .. } => "set-clash",
            Self::FileNotRead { .. } => "set-file",
            Self::Json { .. } => "set-json",
            _ => "set-syntax",
        }
    }

    fn span(&self) -> Span {
        match self {
            Self::MissingEquals { span, .. }
            | Self::MissingKey { span }
            | Self::BadIndex { span, .. }
            | Self::UnclosedBracket { span }
            | Self::UnclosedBrace { span }
            | Self::AfterIndex { span, .. }
            | Self::TooDeep { span }
            | Self::Padding { span }
            | Self::Json { span, .. }
            | Self::Clash { span, .. }
            | Self::FileNotRead { span, .. } => *span,
        }
    }

    fn label(&self) -> String {
        match self {
            Self::MissingEquals { .. } => "expected `=` and a value".to_owned(),
            Self::MissingKey { .. } => "expected a key".to_owned(),
            Self::BadIndex { .. } => "expected an index".to_owned(),
            Self::UnclosedBracket { .. } => "expected an index and `]` after it".to_owned(),
            Self::UnclosedBrace { .. } => "expected `}` after the last item".to_owned(),
            Self::AfterIndex { .. } => "expected `=`, `.` or `[`".to_owned(),
            Self::TooDeep { .. } => "one step too many".to_owned(),
            Self::Padding { .. } => "those before it are null".to_owned(),
            Self::Json { .. } => "expected JSON".to_owned(),
            Self::Clash { needed, .. } => format!("needs {needed}"),
            Self::FileNotRead { .. } => "expected the name of a readable file".to_owned(),
        }
    }
}

impl From<SetError> for Diagnostic {
    fn from(error: SetError) -> Self {
        let diagnostic = Self::error(error.code(), error.to_string()).at(error.span(), error.label());
        match error {
            SetError::Clash { earlier, found, .. } => diagnostic.at(earlier, format!("{found} is set here")),
            SetError::BadIndex { .. } => diagnostic.note(format!("an index is a whole number from 0 to {MAX_INDEX}")),
            SetError::TooDeep { .. } => {
                diagnostic.note(format!("a path has at most {} keys and {MAX_INDEXES} indexes", MAX_DOTS + 1))
            }
            SetError::MissingEquals { is_after_comma: true, .. } => {
                diagnostic.help("a comma begins the next value: write `\\,` for one that belongs to the text")
            }
            _ => diagnostic,
        }
    }
}
