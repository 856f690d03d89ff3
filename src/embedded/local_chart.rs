//! A chart in a folder of the repository: what it is called, and how it depends on this one.

use std::path::{Path, PathBuf};

use super::field::Field;
use super::files::Files;
use super::other_chart::{Chart, chart};
use super::release::Said;
use crate::diagnostic::Diagnostic;
use crate::go_template::version;
use crate::source::Sources;
use crate::yaml::{self, Node};

/// A chart of the repository.
#[derive(Clone, Debug)]
pub(super) struct LocalChart {
    /// Its folder.
    pub(super) folder: PathBuf,
    /// Its name.
    pub(super) name: String,
    /// Its version.
    pub(super) version: Option<Said>,
    /// How it depends on this chart: more than once, if it does so by several names.
    pub(super) dependencies: Vec<Dependency>,
    /// Other charts that it depends on and that people run in the place of this one, in words.
    pub(super) lookalikes: Vec<(Said, String)>,
}

/// A dependency on this chart.
#[derive(Clone, Debug)]
pub(super) struct Dependency {
    /// The key of its values: its alias, or `vault`.
    pub(super) key: String,
    /// Whether that is an alias.
    pub(super) is_alias: bool,
    /// Where it stands.
    pub(super) said: Said,
    /// The release of the chart.
    pub(super) version: Option<Said>,
    /// The paths in the values of which the first that is there switches it on or off.
    pub(super) condition: Vec<String>,
    /// The tags of which one must be on, if one is off.
    pub(super) tags: Vec<String>,
}

impl LocalChart {
    /// The chart in a folder; nothing if there is none.
    ///
    /// # Errors
    /// A `Chart.yaml` that cannot be read.
    pub(super) fn find(folder: &Path, files: &dyn Files, sources: &mut Sources) -> Result<Option<Self>, Diagnostic> {
        let Some(root) = read(&folder.join("Chart.yaml"), files, sources)? else { return Ok(None) };
        let field = Field::root(&root);
        let name = field.text("name").unwrap_or_default().to_owned();
        let mut found = Self {
            folder: folder.to_owned(),
            name,
            version: said(&field, "version", sources),
            dependencies: Vec::new(),
            lookalikes: Vec::new(),
        };
        // Charts of the first API version have a file of their own for them.
        let older = read(&folder.join("requirements.yaml"), files, sources)?;
        let older = older.filter(|_| field.get("dependencies").is_none());
        found.take_dependencies(&Field::root(older.as_ref().unwrap_or(&root)), sources);
        if found.dependencies.iter().any(|dependency| dependency.version.as_ref().is_some_and(is_constraint)) {
            for name in ["Chart.lock", "requirements.lock"] {
                if let Some(lock) = read(&folder.join(name), files, sources)? {
                    found.take_locked(&Field::root(&lock), sources);
                }
            }
        }
        Ok(Some(found))
    }

    fn take_dependencies(&mut self, root: &Field, sources: &Sources) {
        for field in root.items("dependencies") {
            let Some(name) = said(&field, "name", sources) else { continue };
            match chart(&name.text, field.text("repository").unwrap_or_default()) {
                Chart::Lookalike(words) => self.lookalikes.push((name, words)),
                Chart::Other(_) => {}
                Chart::Vault => {
                    let alias = said(&field, "alias", sources);
                    let condition = field.text("condition").unwrap_or_default();
                    self.dependencies.push(Dependency {
                        key: alias.as_ref().map_or("vault", |alias| &alias.text).to_owned(),
                        is_alias: alias.is_some_and(|alias| alias.text != "vault"),
                        version: said(&field, "version", sources),
                        condition: condition.split(',').map(|path| path.trim().to_owned()).collect(),
                        tags: field
                            .items("tags")
                            .iter()
                            .filter_map(|tag| tag.node.as_text())
                            .map(str::to_owned)
                            .collect(),
                        said: name,
                    });
                }
            }
        }
    }

    /// Takes the versions that a lock file has picked, as far as they still lie within what is asked for.
    fn take_locked(&mut self, lock: &Field, sources: &Sources) {
        let locked: Vec<Said> = lock
            .items("dependencies")
            .iter()
            .filter(|field| field.text("name") == Some("vault"))
            .filter_map(|field| said(field, "version", sources))
            .collect();
        for asked in self.dependencies.iter_mut().filter_map(|dependency| dependency.version.as_mut()) {
            let picked = locked.iter().find(|locked| version::satisfies(&asked.text, &locked.text) == Ok(true));
            if let Some(picked) = picked {
                *asked = picked.clone();
            }
        }
    }
}

fn is_constraint(version: &Said) -> bool {
    version.text.contains(['*', 'x', 'X', '^', '~', '<', '>', '=', '|', ' ', ','])
}

fn said(field: &Field, key: &str, sources: &Sources) -> Option<Said> {
    let found = field.get(key)?;
    let written = || sources.slice(found.span()).to_owned();
    Some(Said { text: found.node.as_text().map_or_else(written, str::to_owned), span: found.span() })
}

fn read(path: &Path, files: &dyn Files, sources: &mut Sources) -> Result<Option<Node>, Diagnostic> {
    let Some(text) = files.text(path)? else { return Ok(None) };
    let source = sources.add(files.name(path), text.as_str());
    let stream = yaml::read(&text, source)?;
    Ok(stream.documents.into_iter().next().map(|document| document.root))
}
