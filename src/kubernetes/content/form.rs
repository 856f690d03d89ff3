//! The form of the rules of single fields.

use super::look::Look;

/// A type by its name, with what its fields must hold.
pub(super) struct Of(pub(super) &'static str, pub(super) &'static [(&'static str, &'static [Must])]);

/// What a field must hold, beside being of its type.
pub(super) enum Must {
    /// One of these texts; an empty text counts as none.
    Choice(&'static [&'static str]),
    /// A whole number from the first to the second.
    Within(i64, i64),
    /// A text of this form; an empty text counts as none, where none is taken.
    Text(&'static Text),
    /// Every item of a list, or every value of a map.
    Each(&'static Must),
    /// Every key of a map.
    Keys(&'static Text),
    /// Labels: keys and values.
    Labels,
    /// At least one item, entry or character.
    NotEmpty,
    /// No two items that are the same in these fields, where an item without the last of them is none.
    Unique(&'static [KeyField]),
    /// A port by its number or its name.
    Port,
    /// A number of 0 or more, or a percentage.
    CountOrPercent,
    /// An amount of more than zero.
    Positive,
    /// An amount of zero or more.
    NotNegative,
}

/// A field that tells items apart, and what it is where nothing stands.
pub(super) struct KeyField(pub(super) &'static str, pub(super) &'static str);

/// A form of texts: what a message calls it, and how it is reported.
pub(super) struct Text {
    pub(super) words: &'static str,
    pub(super) is: fn(&str) -> bool,
}

/// A number of zero or more.
pub(super) const NOT_BELOW_ZERO: Must = Must::Within(0, i64::MAX);

/// The rules that look at several fields of a type.
pub(super) type Rule = fn(&mut Look<'_>);
