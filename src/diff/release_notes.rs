//! What the releases between two sides bring to a user, beside the changes that can be seen.

/// What to know of the way from one release of a chart to another.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReleaseNotes {
    /// Which way it is.
    pub title: String,
    /// What to know, the newest first.
    pub notes: Vec<ReleaseNote>,
}

/// Something that a release brought.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct ReleaseNote {
    /// The release that brought it.
    pub release: String,
    /// What it brought, without a full stop.
    pub says: String,
}

impl ReleaseNotes {
    /// The title, and below it a line a note; none if there are no notes.
    pub fn lines(&self) -> Vec<String> {
        let notes = self.notes.iter().map(|note| format!("  {}: {}", note.release, note.says));
        let title = (!self.notes.is_empty()).then(|| self.title.clone());
        title.into_iter().chain(notes).collect()
    }
}
