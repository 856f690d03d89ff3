//! The values of a file that is no values file as a whole: where they stand, and the file with other ones.

use std::path::Path;

use super::arguments::MigrateArguments;
use crate::cli::release::{Opened, ValuesArguments};
use crate::cli::revision::Origin;
use crate::diagnostic::Diagnostic;
use crate::embedded::{GivenLayer, Inset};
use crate::source::{SourceId, Sources};

/// The values of a file, and what the file says of their release.
pub(super) struct Insets {
    /// What was opened, once for each release.
    pub(super) opened: Vec<Opened>,
    /// The values, the last in the text first: what is put in their places does not move the others.
    pub(super) list: Vec<(SourceId, Inset)>,
}

/// How the values of a file are asked for.
pub(super) fn asked(arguments: &MigrateArguments, release: Option<String>) -> ValuesArguments {
    ValuesArguments {
        files: vec![arguments.file.clone()],
        values_at: arguments.values_at.clone(),
        release,
        ..ValuesArguments::default()
    }
}

impl Insets {
    /// Finds the values in a file; nothing if the file is one of values as a whole.
    ///
    /// # Errors
    /// What is wrong with the file, and values that do not stand there line by line.
    pub(super) fn find(
        arguments: &MigrateArguments,
        text: &str,
        sources: &mut Sources,
    ) -> Result<Option<Self>, Vec<Diagnostic>> {
        let file = &arguments.file;
        let is_whole = arguments.values_at.is_none() && !Opened::is_needed_for(file, text, &Origin::Now);
        if is_whole {
            return Ok(None);
        }
        let mut releases: Vec<Option<String>> = match &arguments.release {
            Some(release) => vec![Some(release.clone())],
            None if arguments.values_at.is_some() => Vec::new(),
            None => Opened::releases(file, &Origin::Now).into_iter().map(Some).collect(),
        };
        if releases.is_empty() {
            releases.push(None);
        }
        let mut found = Self { opened: Vec::new(), list: Vec::new() };
        for release in releases {
            let opened = Opened::of(&asked(arguments, release), &Origin::Now, sources);
            let errors = opened.errors();
            if !errors.is_empty() {
                return Err(errors);
            }
            if opened.release.is_none() && arguments.values_at.is_none() {
                return Ok(None);
            }
            found.take(&opened, text, file, sources)?;
            found.opened.push(opened);
        }
        found.list.sort_by_key(|(_, inset)| std::cmp::Reverse(inset.start()));
        found.list.dedup_by_key(|(_, inset)| inset.start());
        Ok(Some(found))
    }

    fn take(&mut self, opened: &Opened, text: &str, file: &Path, sources: &Sources) -> Result<(), Vec<Diagnostic>> {
        let name = file.display().to_string();
        for part in &opened.parts {
            let (GivenLayer::Values { source, read } | GivenLayer::Fill { source, read }) = part else { continue };
            let is_of_file = sources.name(*source) == name && sources.text(*source) == text;
            let is_empty = read.tree.as_map().is_none_or(|map| map.is_empty());
            // What has no place as a whole was put together.
            if !is_of_file || is_empty || read.tree.span.start == read.tree.span.end {
                continue;
            }
            match Inset::of(&read.tree, text) {
                Some(inset) => self.list.push((*source, inset)),
                None => {
                    let title = "these values cannot be rewritten in place";
                    let problem = Diagnostic::error("release-file", title)
                        .at(read.tree.span, "expected a map, or a text behind `|`")
                        .help("write them as a block of lines: `values: |`");
                    return Err(vec![problem]);
                }
            }
        }
        Ok(())
    }
}
