//! What makes a configuration unreadable, as data and as a diagnostic.

use crate::diagnostic::Diagnostic;
use crate::source::Span;

/// How deep blocks and lists may lie within each other.
pub(super) const NESTING_LIMIT: usize = 100;

/// How large a configuration may be, and how many attributes and blocks it may have.
pub(super) const SIZE_LIMIT: usize = 1024 * 1024;
pub(super) const SETTINGS_LIMIT: usize = 10_000;

/// A place that Vault would not read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Problem {
    /// A character that has no meaning here.
    #[error("unexpected character `{found}`")]
    Character {
        /// The character.
        span: Span,
        /// The character itself.
        found: char,
    },
    /// A quoted string does not end on its line.
    #[error("a quoted string is not closed")]
    UnclosedText {
        /// From the opening quote on.
        span: Span,
    },
    /// A comment does not end.
    #[error("a comment is not closed")]
    UnclosedComment {
        /// The opening `/*`.
        span: Span,
    },
    /// A heredoc has no name, or something follows the name on its line.
    #[error("a heredoc needs a name, and nothing after it on the line")]
    HeredocName {
        /// What stands after `<<`.
        span: Span,
    },
    /// The line that ends a heredoc does not come.
    #[error("a heredoc is not closed")]
    UnclosedHeredoc {
        /// The opening `<<NAME`.
        span: Span,
        /// The name.
        name: String,
        /// What keeps a line with the name from closing it.
        almost: Option<AlmostClosed>,
    },
    /// A backslash before something that has no meaning after it.
    #[error("`{text}` is not an escape")]
    Escape {
        /// The backslash and the character after it.
        span: Span,
        /// Both as written.
        text: String,
    },
    /// Something that starts like a number and is none, or one of more than 64 bits.
    #[error("`{text}` is not a number")]
    Number {
        /// The whole word.
        span: Span,
        /// The word.
        text: String,
    },
    /// A value that is a word without quotes.
    #[error("a string needs quotes")]
    BareWord {
        /// The word.
        span: Span,
        /// The word.
        text: String,
    },
    /// Labels before an `=`.
    #[error("a block with labels takes no `=`")]
    LabelsBeforeAssign {
        /// The `=`.
        span: Span,
    },
    /// Something else stands where one thing belongs.
    #[error("expected {expected}, found {found}")]
    Expected {
        /// What stands there.
        span: Span,
        /// What belongs there.
        expected: &'static str,
        /// What stands there, in words.
        found: &'static str,
    },
    /// A closing brace that closes nothing.
    #[error("a `}}` closes nothing")]
    StrayBrace {
        /// The brace.
        span: Span,
    },
    /// A brace or bracket that is not closed.
    #[error("a `{open}` is not closed")]
    Unclosed {
        /// The brace or bracket.
        span: Span,
        /// Which of the two.
        open: char,
    },
    /// Blocks and lists lie too deep.
    #[error("blocks and lists are nested more than {NESTING_LIMIT} levels deep")]
    Nesting {
        /// The first one that lies too deep.
        span: Span,
    },
    /// The text is larger than what holds it may be: a ConfigMap takes 1 MiB of data, as Kubernetes' page on config maps
    /// says.
    #[error("the configuration is larger than 1 MiB, which no ConfigMap holds")]
    Large {
        /// Where it is too large.
        span: Span,
    },
    /// There are more attributes and blocks than anybody has.
    #[error("the configuration has more than {SETTINGS_LIMIT} attributes and blocks")]
    Many {
        /// The first one too many.
        span: Span,
    },
    /// A text that starts with `{` is read as JSON, and is none.
    #[error("not JSON: {problem}")]
    Json {
        /// Where reading stopped.
        span: Span,
        /// What is wrong there.
        problem: &'static str,
    },
}

/// Why a line with the name of a heredoc does not close it in HCL 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AlmostClosed {
    /// The text ends with the name.
    NoLineBreak,
    /// After `<<-` the name stands at the start of its line.
    NotIndented,
}

impl AlmostClosed {
    fn help(self, name: &str) -> String {
        match self {
            Self::NoLineBreak => {
                format!("Vault needs a line break after the closing `{name}`: let something else come last")
            }
            Self::NotIndented => {
                format!("after `<<-` Vault needs a space before the closing `{name}`: indent it, or write `<<{name}`")
            }
        }
    }
}

impl Problem {
    /// The place to look at.
    pub fn span(&self) -> Span {
        match self {
            Self::Character { span, .. }
            | Self::UnclosedText { span }
            | Self::UnclosedComment { span }
            | Self::HeredocName { span }
            | Self::UnclosedHeredoc { span, .. }
            | Self::Escape { span, .. }
            | Self::Number { span, .. }
            | Self::BareWord { span, .. }
            | Self::LabelsBeforeAssign { span }
            | Self::Expected { span, .. }
            | Self::StrayBrace { span }
            | Self::Unclosed { span, .. }
            | Self::Nesting { span }
            | Self::Large { span }
            | Self::Many { span }
            | Self::Json { span, .. } => *span,
        }
    }

    fn label(&self) -> String {
        match self {
            Self::Character { .. } => "has no meaning here".to_owned(),
            Self::UnclosedText { .. } => "expected `\"` on the same line".to_owned(),
            Self::UnclosedComment { .. } => "expected `*/` somewhere below".to_owned(),
            Self::HeredocName { .. } => "expected a name such as `EOF`".to_owned(),
            Self::UnclosedHeredoc { name, .. } => format!("expected a line `{name}` somewhere below"),
            Self::Escape { .. } => "expected one of `\\n`, `\\t`, `\\\"`, `\\\\`, …".to_owned(),
            Self::Number { .. } => "expected a number".to_owned(),
            Self::BareWord { .. } => "expected a quoted string, a number, `true` or `false`".to_owned(),
            Self::LabelsBeforeAssign { .. } => "expected `{`".to_owned(),
            Self::Expected { expected, .. } => format!("expected {expected}"),
            Self::StrayBrace { .. } => "no block is open here".to_owned(),
            Self::Unclosed { open, .. } => format!("expected a `{}` for it", if *open == '{' { '}' } else { ']' }),
            Self::Nesting { .. } => "one level too many".to_owned(),
            Self::Large { .. } => "1 MiB ends here".to_owned(),
            Self::Many { .. } => "one too many".to_owned(),
            Self::Json { .. } => "Vault reads a text that starts with `{` as JSON".to_owned(),
        }
    }

    fn help(&self) -> Option<String> {
        match self {
            Self::BareWord { text, .. } | Self::Number { text, .. } => Some(format!("write `\"{text}\"`")),
            Self::Character { found: ':', .. } => Some("write `=` between a name and its value".to_owned()),
            Self::Character { found: '\'', .. } => Some("write a text as `\"…\"`".to_owned()),
            Self::Escape { .. } => Some("write `\\\\` for a backslash".to_owned()),
            Self::UnclosedHeredoc { name, almost, .. } => Some(almost.as_ref()?.help(name)),
            Self::LabelsBeforeAssign { .. } => Some("remove the `=`".to_owned()),
            _ => None,
        }
    }
}

impl From<Problem> for Diagnostic {
    fn from(problem: Problem) -> Self {
        let diagnostic = Self::error("vault-config-syntax", problem.to_string()).at(problem.span(), problem.label());
        match problem.help() {
            Some(help) => diagnostic.help(help),
            None => diagnostic,
        }
    }
}
