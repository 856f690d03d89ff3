//! What makes a YAML text unreadable, as data and as a diagnostic.

use granit_parser::ErrorKind;

use super::scalar::ScalarError;
use super::syntax;
use crate::diagnostic::Diagnostic;
use crate::source::Span;

/// A YAML text that has no value, and the place that takes it away.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum ReadError {
    /// The text is not YAML.
    #[error("{}", syntax::words(problem).title)]
    Syntax {
        /// Where the parser gave up.
        span: Span,
        /// The rule that is broken.
        problem: ErrorKind,
    },
    /// Lists and maps lie deeper within each other than allowed.
    #[error("lists and maps are nested more than {limit} levels deep")]
    Nesting {
        /// The first list or map that lies too deep.
        span: Span,
        /// How many levels are allowed.
        limit: usize,
    },
    /// A list or map has more entries than allowed.
    #[error("a list or map has more than {limit} entries")]
    Entries {
        /// The list or map, as far as it was read.
        span: Span,
        /// How many entries are allowed.
        limit: usize,
    },
    /// A text has more documents than allowed.
    #[error("the text has more than {limit} documents")]
    Documents {
        /// The end of the last one.
        span: Span,
        /// How many documents are allowed.
        limit: usize,
    },
    /// A text holds more values than allowed.
    #[error("the text holds more than {limit} values")]
    Values {
        /// The value that went over the limit.
        span: Span,
        /// How many values are allowed.
        limit: usize,
    },
    /// An alias names an anchor that has not been written before it.
    #[error("`{name}` names no anchor")]
    UnknownAlias {
        /// The alias.
        span: Span,
        /// The alias as written, with its `*`.
        name: String,
    },
    /// An alias lies within the value of its own anchor.
    #[error("`{name}` is within its own anchor")]
    AliasWithinItself {
        /// The alias.
        span: Span,
        /// The alias as written, with its `*`.
        name: String,
    },
    /// The anchors and aliases of a document stand for more values than allowed.
    #[error("anchors and aliases stand for more than {limit} values")]
    AliasBudget {
        /// The anchor or alias that went over the limit.
        span: Span,
        /// How many values are allowed.
        limit: usize,
    },
    /// A map key is null, a list or a map.
    #[error("{found} cannot be a map key")]
    Key {
        /// The key.
        span: Span,
        /// What the key is, in the words of a message.
        found: &'static str,
    },
    /// The value under `<<` is no map, nor a list of maps.
    #[error("`<<` merges maps, found {found}")]
    Merge {
        /// The value under `<<`.
        span: Span,
        /// What the value is, in the words of a message.
        found: &'static str,
    },
    /// A scalar has no value.
    #[error("{problem}")]
    Scalar {
        /// The scalar.
        span: Span,
        /// Why it has none.
        #[source]
        problem: ScalarError,
    },
}

impl ReadError {
    /// The place that the error speaks of.
    pub fn span(&self) -> Span {
        match self {
            Self::Syntax { span, .. }
            | Self::Nesting { span, .. }
            | Self::Entries { span, .. }
            | Self::Documents { span, .. }
            | Self::Values { span, .. }
            | Self::UnknownAlias { span, .. }
            | Self::AliasWithinItself { span, .. }
            | Self::AliasBudget { span, .. }
            | Self::Key { span, .. }
            | Self::Merge { span, .. }
            | Self::Scalar { span, .. } => *span,
        }
    }

    /// The stable name of the kind of error.
    fn code(&self) -> &'static str {
        match self {
            Self::Syntax { .. } => "yaml-syntax",
            Self::Nesting { .. } => "yaml-nesting",
            Self::Entries { .. } | Self::Documents { .. } | Self::Values { .. } => "yaml-size",
            Self::UnknownAlias { .. } | Self::AliasWithinItself { .. } | Self::AliasBudget { .. } => "yaml-alias",
            Self::Key { .. } => "yaml-key",
            Self::Merge { .. } => "yaml-merge",
            Self::Scalar { problem: ScalarError::NotFinite { .. }, .. } => "yaml-number",
            Self::Scalar { .. } => "yaml-tag",
        }
    }

    /// What was expected at the place.
    fn label(&self) -> &'static str {
        match self {
            Self::Syntax { problem, .. } => syntax::words(problem).label,
            Self::Nesting { .. } => "one level too many",
            Self::Entries { .. } => "read as far as this",
            Self::Documents { .. } => "one document too many",
            Self::Values { .. } => "one value too many",
            Self::UnknownAlias { .. } => "no such anchor before this place",
            Self::AliasWithinItself { .. } => "the anchor is still open here",
            Self::AliasBudget { .. } => "one copy too many",
            Self::Key { .. } => "expected a text, a number or a boolean",
            Self::Merge { .. } => "expected a map or a list of maps",
            Self::Scalar { problem: ScalarError::NotFinite { .. }, .. } => "JSON has no such number",
            Self::Scalar { problem: ScalarError::Tag { .. }, .. } => "not of the kind that the tag says",
            Self::Scalar { problem: ScalarError::Base64, .. } => "expected base64",
        }
    }

    /// What to type instead, where that can be said.
    fn help(&self) -> Option<&'static str> {
        match self {
            Self::Syntax { problem, .. } => syntax::words(problem).help,
            Self::UnknownAlias { .. } => Some("put quotes around a text that starts with `*`"),
            Self::Key { found: "a map", .. } => Some("put quotes around a text that starts with `{`"),
            Self::Key { found: "a list", .. } => Some("put quotes around a text that starts with `[`"),
            Self::Key { .. } => Some("put quotes around the key"),
            Self::Scalar { problem: ScalarError::NotFinite { .. }, .. } => {
                Some("put quotes around it to keep it a text")
            }
            _ => None,
        }
    }
}

impl From<ReadError> for Diagnostic {
    fn from(error: ReadError) -> Self {
        let diagnostic = Self::error(error.code(), error.to_string()).at(error.span(), error.label());
        match error.help() {
            Some(help) => diagnostic.help(help),
            None => diagnostic,
        }
    }
}
