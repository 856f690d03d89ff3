//! The words for texts that are not YAML: what is wrong, what was expected, what to type instead.

use std::borrow::Cow;

use granit_parser::ErrorKind;

/// What a message says about a broken rule.
pub(super) struct Words {
    pub(super) title: Cow<'static, str>,
    pub(super) label: &'static str,
    pub(super) help: Option<&'static str>,
}

impl Words {
    fn new(title: impl Into<Cow<'static, str>>, label: &'static str) -> Self {
        Self { title: title.into(), label, help: None }
    }

    fn help(mut self, help: &'static str) -> Self {
        self.help = Some(help);
        self
    }
}

/// The words for a broken rule.
pub(super) fn words(problem: &ErrorKind) -> Words {
    character_words(problem)
        .or_else(|| collection_words(problem))
        .or_else(|| text_words(problem))
        .unwrap_or_else(|| Words::new(format!("not valid YAML: {problem}"), "cannot be read from here on"))
}

/// Whether the broken rule is about a tab.
pub(super) fn is_tab(problem: &ErrorKind) -> bool {
    matches!(
        problem,
        ErrorKind::TabNotAllowed
            | ErrorKind::TabInBlockIndentation
            | ErrorKind::TabInIndentation
            | ErrorKind::TabAtBlockScalarStart
            | ErrorKind::TabInPlainScalar
            | ErrorKind::InvalidBlockEntryWhitespace
            | ErrorKind::InvalidMappingValueWhitespace
    )
}

fn character_words(problem: &ErrorKind) -> Option<Words> {
    Some(match problem {
        _ if is_tab(problem) => Words::new("a tab cannot indent YAML", "a tab").help("use spaces"),
        ErrorKind::UnexpectedCharacter { character: character @ ('@' | '`' | '%') } => {
            Words::new(format!("a string cannot start with `{character}`"), "expected a value")
                .help("put quotes around the text")
        }
        ErrorKind::UnexpectedCharacter { character } => {
            Words::new(format!("the character `{}` is not allowed here", character.escape_default()), "not allowed")
        }
        ErrorKind::CommentNotSeparated => Words::new("a comment needs a space before its `#`", "expected a space"),
        ErrorKind::UnknownQuotedScalarEscape => {
            Words::new("unknown escape in a text in double quotes", "no such escape")
                .help(r"use single quotes, or double the `\`")
        }
        ErrorKind::BomInsideDocument => Words::new("a byte order mark within the text", "remove it"),
        _ => return None,
    })
}

fn collection_words(problem: &ErrorKind) -> Option<Words> {
    Some(match problem {
        ErrorKind::MappingValueNotAllowed => Words::new("a second `:` where one value is expected", "unexpected `:`")
            .help("put quotes around a text that holds `: `, or add the `:` that is missing above"),
        ErrorKind::InvalidColonPlacement => Words::new("a `:` where none is allowed", "unexpected `:`")
            .help("close the `[` or `{` above, or put quotes around a text that holds `: `"),
        ErrorKind::SimpleKeyExpected | ErrorKind::InvalidSimpleKey => {
            Words::new("a key without its `:`", "expected `:` after the key").help("write `key: value`")
        }
        ErrorKind::ExpectedBlockMappingKey => Words::new("expected a key of the map above", "expected a key")
            .help("give all keys of a map, and all items of a list, the same indentation"),
        ErrorKind::ExpectedBlockSequenceEntry => Words::new("expected an item of the list above", "expected `- `")
            .help("give all items of a list the same indentation"),
        ErrorKind::BlockSequenceEntryNotAllowed => {
            Words::new("a list item where none is allowed", "unexpected `- `").help("start the list on a new line")
        }
        ErrorKind::InvalidIndentation => Words::new("the indentation matches nothing above", "wrong indentation")
            .help("give all keys of a map the same indentation"),
        ErrorKind::UnexpectedEofFlowSequence
        | ErrorKind::ExpectedFlowSequenceSeparator
        | ErrorKind::UnclosedFlowCollection { open: '[' } => {
            Words::new("a list in `[ ]` is not closed", "expected `,` or `]`")
        }
        ErrorKind::UnexpectedEofFlowMapping
        | ErrorKind::UnexpectedEofImplicitFlowMapping
        | ErrorKind::ExpectedFlowMappingSeparator
        | ErrorKind::UnclosedFlowCollection { .. } => Words::new("a map in `{ }` is not closed", "expected `,` or `}`")
            .help("put quotes around a text that starts with `{`"),
        ErrorKind::MismatchedFlowCollectionEnd { open, close } => {
            Words::new(format!("`{open}` is closed by `{close}`"), "the wrong bracket")
        }
        ErrorKind::ExpectedDocumentStart => {
            Words::new("something follows the end of the value", "expected the end of the text")
                .help("give all keys of a map the same indentation")
        }
        ErrorKind::UnexpectedEofBlockMapping | ErrorKind::UnexpectedEofBlockSequence | ErrorKind::UnexpectedEof => {
            Words::new("the text ends within a value", "expected a value")
        }
        ErrorKind::BlockEntryInFlowCollection => {
            Words::new("a list item with `- ` within brackets", "unexpected `- `").help("separate the items by `,`")
        }
        ErrorKind::MappingKeyNotAllowed => Words::new("a key where none is allowed", "unexpected key"),
        ErrorKind::MisplacedFlowCollectionEnd => Words::new("a closing bracket without an opening one", "not open"),
        _ => return None,
    })
}

fn text_words(problem: &ErrorKind) -> Option<Words> {
    Some(match problem {
        ErrorKind::UnclosedQuotedScalar | ErrorKind::DocumentIndicatorInQuotedScalar => {
            Words::new("a quoted string is not closed", "the closing quote is missing")
        }
        ErrorKind::InvalidQuotedScalarIndent => {
            Words::new("a quoted string continues with too little indentation", "expected more indentation")
        }
        ErrorKind::InvalidTrailingSingleQuotedScalar | ErrorKind::InvalidTrailingDoubleQuotedScalar => {
            Words::new("something follows the closing quote", "expected the end of the line")
                .help("put quotes around the whole text; within single quotes, write a quote twice")
        }
        ErrorKind::CommentInterceptedScalar => {
            Words::new("a comment within a text of several lines", "the text goes on")
                .help("put quotes around the text, or indent it as a block below `|`")
        }
        ErrorKind::InvalidBlockScalarHeader => Words::new("text on the line of `|` or `>`", "expected a line break")
            .help("start the text on the next line"),
        ErrorKind::InvalidBlockScalarIndent => {
            Words::new("blank lines above a block of text are indented deeper than the text", "too many spaces")
        }
        ErrorKind::MissingAnchorOrAliasName => Words::new("`&` or `*` without a name", "expected a name")
            .help("put quotes around a text that starts with `&` or `*`"),
        _ => return None,
    })
}
