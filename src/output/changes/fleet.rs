//! The diffs of many files in one view. Each is drawn as soon as it is made, so that its objects can be dropped, and a
//! file without changes leaves nothing behind.

use super::html::Sections;
use super::markdown::Blocks;
use super::view::{ChangesView, Drawing};
use super::{html, json, markdown, patch, paths, summary, text};
use crate::diff::{Counts, Diff, LeftOut, ReleaseNotes, Verdict};

/// What is to be said of a file beside what changes in its objects.
#[derive(Clone, Debug)]
pub struct ComparedFile {
    /// Where it stands among all files.
    pub index: usize,
    /// The path of the file, or of the folder that it once gave.
    pub name: String,
    /// The folder of its manifests.
    pub folder: String,
    /// What its release is called, if it has one.
    pub release: Option<String>,
    /// The namespace of its release.
    pub namespace: Option<String>,
    /// Whether it is on both sides.
    pub op: FileOp,
}

/// What happens to a file as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileOp {
    /// There was none.
    Added,
    /// It gives something else.
    Changed,
    /// It is no longer there.
    Removed,
}

/// What is not compared of a file.
#[derive(Clone, Debug)]
pub struct LeftOfFile {
    /// Where the file stands among all files.
    pub index: usize,
    /// The path of the file, or of the folder that it once gave.
    pub name: String,
    /// What is not compared.
    pub left_out: LeftOut,
    /// What the releases of the chart between its sides bring.
    pub notes: ReleaseNotes,
}

/// The diff of one file, drawn.
pub struct DrawnFile {
    pub(super) about: ComparedFile,
    pub(super) counts: Counts,
    pub(super) verdict: Option<Verdict>,
    pub(super) body: Body,
}

/// What a view keeps of a diff.
pub(super) enum Body {
    /// Its text.
    Text(String),
    /// The parts of a comment, which must not become too long.
    Blocks(Blocks),
    /// The parts of a page.
    Sections(Sections),
}

/// Draws the diff of one file of a fleet; nothing if there are no changes.
pub fn draw_file(diff: &Diff, about: ComparedFile, view: ChangesView, drawing: &Drawing) -> Option<DrawnFile> {
    if diff.is_empty() {
        return None;
    }
    let body = match view {
        ChangesView::Text => Body::Text(text::objects(diff, drawing)),
        ChangesView::Summary => Body::Text(summary::objects(diff)),
        ChangesView::Paths => Body::Text(paths::changes(diff, Some(&about))),
        ChangesView::Json => Body::Text(json::file(diff, &about)),
        ChangesView::Markdown => Body::Blocks(Blocks::new(diff, drawing, Some(&about))),
        ChangesView::Html => Body::Sections(Sections::new(diff, drawing, Some(&about))),
        ChangesView::Patch => Body::Text(patch::changes(diff, drawing, Some(&about))),
    };
    Some(DrawnFile { about, counts: diff.counts(), verdict: diff.verdict(), body })
}

/// Draws what changes in many files; the text ends with a line break unless it is empty.
pub fn draw_fleet(mut fleet: Fleet, view: ChangesView, drawing: &Drawing) -> String {
    fleet.files.sort_by_key(|file| file.about.index);
    fleet.left_out.sort_by_key(|file| file.index);
    match view {
        ChangesView::Text => text::draw_fleet(&fleet, drawing),
        ChangesView::Summary => summary::draw_fleet(&fleet, drawing),
        ChangesView::Paths => paths::draw_fleet(&fleet, drawing),
        ChangesView::Patch => patch::draw_fleet(&fleet, drawing),
        ChangesView::Json => json::draw_fleet(&fleet),
        ChangesView::Markdown => markdown::draw_fleet(fleet, drawing),
        ChangesView::Html => html::draw_fleet(&fleet, drawing),
    }
}

/// What is known of many files.
#[derive(Default)]
pub struct Fleet {
    /// How many files there are in all.
    pub count: usize,
    /// The files that change.
    pub files: Vec<DrawnFile>,
    /// What is not compared, of the files that have anything of the kind.
    pub left_out: Vec<LeftOfFile>,
}

impl Fleet {
    /// How many objects all of them add, change and remove.
    pub(super) fn counts(&self) -> Counts {
        self.files.iter().fold(Counts::default(), |sum, file| Counts {
            added: sum.added + file.counts.added,
            changed: sum.changed + file.counts.changed,
            removed: sum.removed + file.counts.removed,
        })
    }

    /// The worst that happens.
    pub(super) fn verdict(&self) -> Option<Verdict> {
        self.files.iter().filter_map(|file| file.verdict).max()
    }

    /// To how many files this happens.
    pub(super) fn count(&self, op: FileOp) -> usize {
        self.files.iter().filter(|file| file.about.op == op).count()
    }

    pub(super) fn texts(&self) -> impl Iterator<Item = &str> {
        self.files.iter().map(DrawnFile::text)
    }
}

impl DrawnFile {
    /// The text, where the view is made of text.
    pub(super) fn text(&self) -> &str {
        match &self.body {
            Body::Text(text) => text,
            Body::Blocks(_) | Body::Sections(_) => "",
        }
    }
}
