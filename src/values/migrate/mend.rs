//! Mending a values file where there is one way to do it: slips in keys, keys of old, keys written twice, and quotes.
//!
//! Every edit is held against the data that it has to make, and undone if it made anything else; comments stay.

use serde_json::Value;

use super::block::{entry_lines, indentation};
use super::edit::Page;
use super::expected::{below, rename};
use super::migration::migrate;
use crate::source::{SourceId, Sources, Span};
use crate::values::check::{QUOTES, WITHOUT_QUOTES, quotes_advice};
use crate::values::history::Replaced;
use crate::values::path::{Path, Segment};
use crate::values::review::is_read_by_go_templates;
use crate::values::schema::Schema;
use crate::values::unknown::Unknown;
use crate::yaml::{self, Data, Map, Node, Notice, ReadError, Style};

/// The most edits of one file.
const LIMIT: usize = 1000;

/// The maps that the user fills with texts for Kubernetes, whatever else is in the values.
const MAPS_OF_TEXTS: [&str; 5] = ["annotations", "labels", "extraLabels", "nodeSelector", "matchLabels"];

/// A values file that was fixed.
#[derive(Clone, Debug, PartialEq)]
pub struct Mended {
    /// The new text.
    pub text: String,
    /// What was fixed, in words.
    pub mends: Vec<String>,
}

/// Mends a values file, with the keys that are known to be slips; what a release of the chart renamed is due where that
/// is said.
///
/// # Errors
/// A text that is not YAML.
pub fn mend(
    text: &str,
    source: SourceId,
    schema: &Schema,
    slips: &[(Path, String)],
    is_due: impl Fn(&Replaced, &Node) -> bool,
) -> Result<Mended, ReadError> {
    let mut work = Work { text: text.to_owned(), mends: Vec::new(), tried: Vec::new(), schema, slips };
    work.all(source)?;
    let migration = migrate(&work.text, source, is_due)?;
    work.mends.extend(migration.changes.iter().map(super::Change::words));
    work.text = migration.text;
    Ok(Mended { text: work.text, mends: work.mends })
}

struct Work<'s> {
    text: String,
    mends: Vec<String>,
    /// What was tried once is not tried again.
    tried: Vec<String>,
    schema: &'s Schema,
    /// Keys whose right names are known from elsewhere.
    slips: &'s [(Path, String)],
}

/// One thing to fix.
enum Edit {
    Rename(Path, String),
    Quote(Path),
    Unquote(Path),
    /// The place of the key whose value is lost, and the key.
    Lost(Span, String),
}

impl Edit {
    fn words(&self) -> String {
        match self {
            Self::Rename(path, new) => format!("`{path}` is renamed to `{new}`"),
            Self::Quote(path) => format!("`{path}` is put in quotes"),
            Self::Unquote(path) => format!("`{path}` is written without quotes"),
            Self::Lost(_, key) => format!("the first of two `{key}`, whose value was lost, is removed"),
        }
    }
}

impl Work<'_> {
    fn all(&mut self, source: SourceId) -> Result<(), ReadError> {
        while self.tried.len() < LIMIT {
            let stream = yaml::read(&self.text, source)?;
            let documents = stream.documents.iter().enumerate();
            let next = documents.flat_map(|(number, document)| {
                let is_here = |(path, _): &&(Path, String)| path.find(&document.root).is_some();
                let slips = self.slips.iter().filter(is_here);
                let mut found: Vec<Edit> = slips.map(|(path, new)| Edit::Rename(path.clone(), new.clone())).collect();
                found.extend(lost(&document.notices));
                let mut path = Path::root();
                let mut walk = Walk { root: &document.root, schema: self.schema, found: &mut found };
                walk.node(&document.root, Some(self.schema), &mut path, false);
                found.into_iter().map(move |edit| (number, edit))
            });
            let is_new = |(number, edit): &(usize, Edit)| !self.tried.contains(&format!("{number} {}", edit.words()));
            let Some((number, edit)) = next.into_iter().find(is_new) else { break };
            self.tried.push(format!("{number} {}", edit.words()));
            if let Some(text) = self.edited(number, &edit) {
                self.text = text;
                self.mends.push(edit.words());
            }
        }
        Ok(())
    }

    /// The text after an edit, if it says what it has to say then.
    fn edited(&self, document: usize, edit: &Edit) -> Option<String> {
        let page = Page::new(&self.text, document)?;
        let text = match edit {
            Edit::Rename(path, new) => page.rename(path, new)?,
            Edit::Quote(path) => page.rewrite(path, |written| Value::from(written).to_string())?,
            Edit::Unquote(path) => page.rewrite(path, |written| written.trim_matches(['"', '\'']).to_owned())?,
            Edit::Lost(span, _) => without_line(&self.text, *span)?,
        };
        let mut expected = documents(&self.text)?;
        let root = expected.get_mut(document)?;
        match edit {
            Edit::Rename(path, new) => rename(root, path.steps(), new)?,
            Edit::Quote(path) => {
                let written = page.written(path)?.to_owned();
                *at(root, path)? = written.into();
            }
            Edit::Unquote(path) => {
                let value = at(root, path)?;
                *value = serde_json::from_str(value.as_str()?).ok()?;
            }
            Edit::Lost(..) => {}
        }
        (documents(&text)? == expected).then_some(text)
    }
}

/// The keys that are lost, as another one of the same name stands below.
fn lost(notices: &[Notice]) -> impl Iterator<Item = Edit> {
    let lost = |notice: &Notice| match notice {
        Notice::DuplicateKey { key, first, .. } => Some(Edit::Lost(*first, key.clone())),
        _ => None,
    };
    notices.iter().filter_map(lost)
}

/// The text without the line of a key; one that has more lines below it is for its author to decide.
fn without_line(text: &str, key: Span) -> Option<String> {
    let start = key.start as usize;
    let lines = entry_lines(text, start, indentation(text, start)?);
    let line = text.get(lines.clone())?;
    (line.trim_end().lines().count() == 1).then(|| format!("{}{}", &text[..lines.start], &text[lines.end..]))
}

struct Walk<'a> {
    root: &'a Node,
    schema: &'a Schema,
    found: &'a mut Vec<Edit>,
}

impl Walk<'_> {
    fn node(&mut self, node: &Node, place: Option<&Schema>, path: &mut Path, is_of_texts: bool) {
        match &node.data {
            Data::Map(map) => self.map(map, place, path, is_of_texts),
            Data::List(items) => {
                for (index, item) in items.iter().enumerate() {
                    path.push(Segment::Index(index));
                    self.node(item, place.and_then(Schema::items), path, false);
                    path.pop();
                }
            }
            _ => self.found.extend(self.quotes(node, place, path, is_of_texts)),
        }
    }

    fn map(&mut self, map: &Map, place: Option<&Schema>, path: &mut Path, is_of_texts: bool) {
        for (key, entry) in map {
            path.push(Segment::Key(key.clone()));
            let below = place.and_then(|place| place.property(key));
            let is_unknown = below.is_none() && place.is_some_and(Schema::has_properties) && !self.schema.is_free(path);
            if let Some(place) = place.filter(|_| is_unknown) {
                let unknown = Unknown { path, entry, beside: map, place, root: self.schema };
                let is_meant = !entry.value.is_null()
                    && !key.starts_with("x-")
                    && !is_read_by_go_templates(self.root, &path.to_string(), key);
                let new = unknown.certain().filter(|_| is_meant);
                self.found.extend(new.map(|new| Edit::Rename(path.clone(), new.to_owned())));
            } else {
                let is_map_of_texts = MAPS_OF_TEXTS.contains(&key.as_str()) && self.schema.is_free(path);
                self.node(&entry.value, below, path, is_of_texts || is_map_of_texts);
            }
            path.pop();
        }
    }

    fn quotes(&self, node: &Node, place: Option<&Schema>, path: &Path, is_of_texts: bool) -> Option<Edit> {
        let is_scalar = matches!(node.data, Data::Bool(_) | Data::Number(_));
        if is_of_texts && is_scalar {
            return Some(Edit::Quote(path.clone()));
        }
        let place = place.filter(|place| !place.takes(node) && node.style != Style::Block)?;
        match quotes_advice(place.types(), node)? {
            QUOTES => Some(Edit::Quote(path.clone())),
            WITHOUT_QUOTES => Some(Edit::Unquote(path.clone())),
            _ => None,
        }
    }
}

/// What all documents of a text say.
fn documents(text: &str) -> Option<Vec<Value>> {
    let stream = yaml::read(text, Sources::default().add("", "")).ok()?;
    Some(stream.documents.iter().map(|document| document.root.to_json()).collect())
}

fn at<'v>(root: &'v mut Value, path: &Path) -> Option<&'v mut Value> {
    path.steps().iter().try_fold(root, below)
}
