//! The form of a table.

/// What an attribute takes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::check) enum Kind {
    /// True or false.
    Flag,
    /// A whole number.
    Whole,
    /// A number of seconds, or a text such as `30s`.
    Duration,
    /// A number of seconds, a text such as `30s`, or `none`.
    DurationOrNone,
    /// A text; numbers are taken as such.
    Text,
    /// A list, or a text with commas.
    List,
    /// One of these words.
    Choice(&'static [&'static str]),
    /// One of these words, exactly as written here.
    Exact(&'static [&'static str]),
    /// A host and a port.
    Address,
    /// An address with its scheme.
    Url,
    /// Names and values of the user's own.
    Map,
}

/// The names that may stand in a block.
#[derive(Debug)]
pub(in crate::check) struct Vocabulary {
    /// The page that documents them.
    pub(in crate::check) page: &'static str,
    /// The attributes.
    pub(in crate::check) attributes: &'static [(&'static str, Kind)],
    /// The blocks.
    pub(in crate::check) blocks: &'static [(&'static str, &'static Vocabulary)],
}

impl Vocabulary {
    /// What the attribute of a name takes; case does not matter to Vault.
    pub(in crate::check) fn attribute(&self, name: &str) -> Option<Kind> {
        self.attributes.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, kind)| *kind)
    }

    /// What stands in the block of a name.
    pub(in crate::check) fn block(&self, name: &str) -> Option<&'static Vocabulary> {
        self.blocks.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, vocabulary)| *vocabulary)
    }

    /// Every name, attributes first.
    pub(in crate::check) fn names(&self) -> impl Iterator<Item = &'static str> {
        let attributes = self.attributes.iter().map(|(name, _)| *name);
        attributes.chain(self.blocks.iter().map(|(name, _)| *name))
    }
}
