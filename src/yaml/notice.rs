//! What is legal YAML, and likely not what was meant.

use crate::diagnostic::Diagnostic;
use crate::source::Span;

/// Something in a readable text that is worth telling.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// A map holds a key twice; the later value counts.
    DuplicateKey {
        /// The key as text: `yes` and `on` are both `true`.
        key: String,
        /// Where it was written before.
        first: Span,
        /// Where it was written again.
        again: Span,
    },
    /// A `<<` below a key replaces the value of that key, as in Helm; YAML itself lets the key win.
    MergeOverrides {
        /// The key whose value is lost.
        key: String,
        /// Where the lost value's key was written.
        first: Span,
        /// The value under `<<`.
        merge: Span,
    },
    /// A number or boolean of YAML 1.1, which Helm reads, that YAML 1.2 reads otherwise.
    ReadDifferently {
        /// The scalar.
        span: Span,
        /// As it was written.
        text: String,
        /// What it is here, in words.
        here: String,
        /// What it is in YAML 1.2, in words.
        there: String,
        /// Whether it is a key.
        is_key: bool,
    },
    /// A character that looks like a space or like nothing, where a space has a meaning.
    Invisible {
        /// The key or value that holds it.
        span: Span,
        /// The character.
        character: char,
    },
    /// Quotes of a word processor round a whole value.
    CurlyQuotes {
        /// The value.
        span: Span,
    },
    /// A character that ends a line in YAML 1.1, and so in Helm, and is one of the text in YAML 1.2.
    LineBreak {
        /// The value that holds it.
        span: Span,
        /// The character.
        character: char,
    },
    /// A line of spaces with a tab.
    TabLine {
        /// The blanks.
        span: Span,
    },
    /// A document starts after `...` without a `---`: it is not read, as in Helm.
    ContentAfterEnd {
        /// The content.
        span: Span,
    },
}

impl Notice {
    /// The places that it speaks of.
    pub(super) fn spans_mut(&mut self) -> Vec<&mut Span> {
        match self {
            Self::DuplicateKey { first, again, .. } => vec![first, again],
            Self::MergeOverrides { first, merge, .. } => vec![first, merge],
            Self::ReadDifferently { span, .. }
            | Self::Invisible { span, .. }
            | Self::CurlyQuotes { span }
            | Self::LineBreak { span, .. }
            | Self::TabLine { span }
            | Self::ContentAfterEnd { span } => vec![span],
        }
    }
}

impl From<Notice> for Diagnostic {
    fn from(notice: Notice) -> Self {
        match notice {
            Notice::DuplicateKey { key, first, again } => {
                Self::warning("yaml-duplicate-key", format!("the key `{key}` is written twice"))
                    .at(again, "this value counts")
                    .at(first, "this one is lost")
            }
            Notice::MergeOverrides { key, first, merge } => {
                Self::warning("yaml-merge-overrides", format!("`<<` replaces the key `{key}` above it"))
                    .at(first, "this value is lost")
                    .at(merge, "this value counts")
                    .help("move `<<` above the keys that it should not replace")
            }
            Notice::ReadDifferently { span, text, here, there, is_key } => {
                let what = if is_key { "the key " } else { "" };
                let title = format!("{what}`{text}` is read as {here}, and by YAML 1.2 as {there}");
                let help = match there.parse::<f64>() {
                    Ok(_) => format!("write `{here}` or `{there}`, whichever is meant"),
                    Err(_) => format!("write `{here}` if it is meant, or `\"{text}\"` for the text"),
                };
                Self::warning("yaml-1.1", title).at(span, format!("{here}, as in Helm")).help(help)
            }
            Notice::Invisible { span, character } => {
                let name = format!("U+{:04X}", u32::from(character));
                Self::warning("yaml-invisible", format!("an invisible character, {name}, is part of the text"))
                    .at(span, format!("{name} in here"))
                    .help("type it again with plain spaces, or put quotes around the text if the character is meant")
            }
            Notice::CurlyQuotes { span } => Self::warning("yaml-curly-quotes", "curly quotes are part of the text")
                .at(span, "these do not quote")
                .help("write `\"` or `'`"),
            Notice::LineBreak { span, character } => {
                let name = format!("U+{:04X}", u32::from(character));
                Self::warning("yaml-line-break", format!("{name} ends a line in Helm, and is a part of the text here"))
                    .at(span, format!("{name} in here"))
                    .help("break the line there, or leave the character out")
            }
            Notice::TabLine { span } => {
                Self::warning("yaml-tab-line", "a line without text holds a tab, which Helm refuses in most places")
                    .at(span, "spaces with a tab")
                    .help("remove the spaces")
            }
            Notice::ContentAfterEnd { span } => {
                Self::warning("yaml-content-after-end", "content after `...`, the end of the document")
                    .at(span, "nothing is read from here on, as in Helm")
                    .help("write `---` before a further document")
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Severity;
    use crate::source::Sources;

    #[test]
    fn a_notice_warns_at_the_place_to_look_at_first() {
        let id = Sources::default().add("values.yaml", "");
        let (first, again) = (Span::new(id, 0, 1), Span::new(id, 5, 6));
        let key = || String::from("a");
        let table = [
            (Notice::DuplicateKey { key: key(), first, again }, "yaml-duplicate-key", again),
            (Notice::MergeOverrides { key: key(), first, merge: again }, "yaml-merge-overrides", first),
            (Notice::ContentAfterEnd { span: again }, "yaml-content-after-end", again),
        ];
        for (notice, code, place) in table {
            let diagnostic = Diagnostic::from(notice);
            assert_eq!((diagnostic.code, diagnostic.severity), (code, Severity::Warning));
            assert_eq!(diagnostic.labels.first().map(|label| label.span), Some(place), "{code}");
        }
    }
}
