//! A character that nobody sees.

use crate::check::{Confidence, Find, Purpose, Rule};
use crate::diagnostic::Severity;

pub(super) static RULE: Rule = Rule {
    id: "yaml-invisible",
    severity: Severity::Warning,
    confidence: Confidence::High,
    purpose: Purpose::Any,
    title: "an invisible character is part of a key or a value",
    why: "A no-break space or a zero-width character, often pasted from a web page, makes a name that looks right \
          and equals nothing.",
    fix: "Type the text again with plain spaces; put quotes around it if the character is meant.",
    link: Some("https://yaml.org/spec/1.2.2/#51-character-set"),
    find: Find::Reading,
};
