//! Which files of a folder an earlier run wrote: what its index tells, and so whose objects they hold.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use crate::diagnostic::Diagnostic;
use crate::manifest::FoundIn;
use crate::output;

/// The index of a folder, or of the fleet that it is a part of.
#[derive(Clone, Debug, Default)]
pub(in crate::cli) struct Listing {
    /// The names in the index, if there is one.
    names: Option<Arc<BTreeSet<String>>>,
    /// What stands there before the names in this folder.
    prefix: String,
}

impl Listing {
    /// Reads the index in a folder.
    ///
    /// # Errors
    /// An index that cannot be read.
    pub(in crate::cli) fn in_folder(folder: &Path) -> Result<Self, Diagnostic> {
        let index = output::folder_index(folder);
        let names = index.map_err(|error| Diagnostic::error("output-folder", error.to_string()))?;
        Ok(Self { names: names.map(Arc::new), prefix: String::new() })
    }

    /// Reads the index in a folder, or in the one above it if that can be read and names files in this one.
    ///
    /// # Errors
    /// An index that cannot be read.
    pub(in crate::cli) fn of(folder: &Path) -> Result<Self, Diagnostic> {
        let own = Self::in_folder(folder)?;
        let whole = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
        let (parent, name) = (whole.parent(), whole.file_name().and_then(|name| name.to_str()));
        let (None, Some(parent), Some(name)) = (&own.names, parent, name) else { return Ok(own) };
        let fleet = Self::in_folder(parent).unwrap_or_default().below(name);
        let is_in_fleet = |names: &Arc<BTreeSet<String>>| names.iter().any(|name| name.starts_with(&fleet.prefix));
        Ok(if fleet.names.as_ref().is_some_and(is_in_fleet) { fleet } else { own })
    }

    /// The same for a folder in this one.
    pub(in crate::cli) fn below(&self, folder: &str) -> Self {
        Self { names: self.names.clone(), prefix: format!("{}{folder}/", self.prefix) }
    }

    /// The names in the index, if there is one.
    pub(in crate::cli) fn names(&self) -> Option<&BTreeSet<String>> {
        self.names.as_deref()
    }

    /// In what the objects of a file of the folder were found.
    pub(in crate::cli) fn found(&self, name: &str) -> FoundIn {
        match &self.names {
            None => FoundIn::Folder,
            Some(names) if names.contains(&format!("{}{name}", self.prefix)) => FoundIn::Named,
            Some(_) => FoundIn::Unlisted,
        }
    }
}
