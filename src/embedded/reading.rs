//! Reading the fields of one object: texts, maps of values, and the files that it names.

use std::path::Path;

use super::field::{CODE, Field};
use super::files::Files;
use super::objects::Objects;
use super::parameters::Parameters;
use super::part::GivenLayer;
use super::release::{EmbeddedRelease, Said};
use crate::diagnostic::Diagnostic;
use crate::source::{SourceId, Sources, Span};
use crate::values::ReadValues;
use crate::yaml::{self, Data, Document, Node, Notice};

/// One document of a file, and what its fields may lead to.
pub(super) struct Reading<'r> {
    /// The world outside.
    pub(super) files: &'r dyn Files,
    /// All texts.
    pub(super) sources: &'r mut Sources,
    /// The file.
    pub(super) path: &'r Path,
    /// Its text.
    pub(super) source: SourceId,
    /// The document.
    pub(super) document: &'r Document,
    /// The objects of all files that were given.
    pub(super) objects: &'r Objects,
    /// What a generator puts into the fields.
    pub(super) parameters: Parameters,
}

impl Reading<'_> {
    /// The text of a field, as it was written if it is a number.
    pub(super) fn said(&self, field: &Field, keys: &str, release: &mut EmbeddedRelease) -> Option<Said> {
        let found = field.get(keys)?;
        let text = match &found.node.data {
            Data::Text(text) => self.parameters.fill(text).into_owned(),
            Data::Number(_) | Data::Bool(_) => self.sources.slice(found.span()).to_owned(),
            _ => {
                release.errors.push(found.is_no("a text"));
                return None;
            }
        };
        Some(Said { text, span: found.span() }).filter(|said| !said.text.is_empty())
    }

    /// The texts of a list.
    pub(super) fn texts(&self, field: &Field, keys: &str, release: &mut EmbeddedRelease) -> Vec<Said> {
        let Some(list) = field.get(keys) else { return Vec::new() };
        if !matches!(list.node.data, Data::List(_)) {
            release.errors.push(list.is_no("a list"));
        }
        let items = field.items(keys);
        let mut texts = Vec::new();
        for item in items {
            match item.node.as_text() {
                Some(text) => texts.push(Said { text: self.parameters.fill(text).into_owned(), span: item.span() }),
                None => release.errors.push(item.is_no("a text")),
            }
        }
        texts
    }

    /// The values that a field holds as a map.
    pub(super) fn map(&self, field: &Field) -> ReadValues {
        let mut read = ReadValues { tree: field.node.clone(), warnings: Vec::new(), errors: Vec::new() };
        if field.node.as_map().is_none() {
            read.errors.push(field.is_no("a map"));
            return empty(read, self.source);
        }
        let text = self.sources.text(self.source);
        let within = |notice: &Notice| is_within(&Diagnostic::from(notice.clone()), field.span());
        let notices = self.document.notices.iter().filter(|notice| within(notice)).cloned();
        let notices = notices.chain(yaml::spelling_notices(field.node, text));
        read.warnings = notices.map(Diagnostic::from).collect();
        self.parameters.apply(&mut read.tree);
        read
    }

    /// The values that a field holds as a text.
    pub(super) fn text_values(&self, field: &Field) -> ReadValues {
        let outer = self.sources.text(self.source);
        if field.node.as_text().is_none() {
            let read =
                ReadValues { tree: field.node.clone(), warnings: Vec::new(), errors: vec![field.is_no("a text")] };
            return empty(read, self.source);
        }
        let mut stream = yaml::read_within(field.node, outer);
        match &mut stream {
            Ok(stream) => stream.documents.iter_mut().for_each(|document| self.parameters.apply(&mut document.root)),
            // What a tag leaves unreadable may be read once it is filled.
            Err(_) if !self.parameters.is_empty() => {
                let mut filled = field.node.clone();
                self.parameters.apply(&mut filled);
                stream = yaml::read_within(&filled, outer);
            }
            Err(_) => {}
        }
        ReadValues::with_spelling(stream, outer, self.source)
    }

    /// The values of another file; nothing if there is none.
    ///
    /// # Errors
    /// A file that is there and cannot be read.
    pub(super) fn file(&mut self, path: &Path) -> Result<Option<GivenLayer>, Diagnostic> {
        let Some(text) = self.files.text(path)? else { return Ok(None) };
        let source = self.sources.add(self.files.name(path), text.as_str());
        Ok(Some(GivenLayer::Values { source, read: ReadValues::of_text(&text, source) }))
    }

    /// The values of another file that must be there, named by a path from the folder of this one.
    pub(super) fn file_beside(&mut self, said: &Said, release: &mut EmbeddedRelease) {
        let path = self.folder().join(&said.text);
        match self.file(&path) {
            Ok(Some(part)) => release.parts.push(part),
            Ok(None) => release.errors.push(no_file(said, &self.files.name(&path))),
            Err(problem) => release.errors.push(problem.at(said.span, "named here")),
        }
    }

    /// The folder of this file.
    pub(super) fn folder(&self) -> &Path {
        self.path.parent().unwrap_or(Path::new(""))
    }

    /// Takes values of this file as the next layer of a release.
    pub(super) fn add(&self, read: ReadValues, release: &mut EmbeddedRelease) {
        release.parts.push(GivenLayer::Values { source: self.source, read });
    }
}

/// That a file which is named is not there.
pub(super) fn no_file(said: &Said, name: &str) -> Diagnostic {
    Diagnostic::error(CODE, format!("there is no file `{name}`")).at(said.span, "named here")
}

fn is_within(problem: &Diagnostic, whole: Span) -> bool {
    problem.span().is_some_and(|span| whole.start <= span.start && span.end <= whole.end)
}

fn empty(read: ReadValues, source: SourceId) -> ReadValues {
    ReadValues { tree: Node::new(Span::new(source, 0, 0), Data::Map(yaml::Map::default())), ..read }
}
