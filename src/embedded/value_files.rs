//! Files that an object names: in its own repository, in another one that it names too, or in the chart itself.

use std::path::{Path, PathBuf};

use super::field::CODE;
use super::part::GivenLayer;
use super::reading::Reading;
use super::release::Said;
use crate::diagnostic::Diagnostic;

/// The values files that stand in the chart, and the profiles that they are here.
const IN_CHART: &[(&str, Option<&str>)] = &[("values.yaml", None), ("values.openshift.yaml", Some("openshift"))];

/// What a name leads to.
pub(super) enum Named {
    /// A file, by the paths where it may be, the likeliest first.
    Files(Vec<PathBuf>),
    /// A file of the chart: its profile, or nothing if it holds the defaults.
    OfChart(Option<&'static str>),
}

/// A file of the repository, by a path from its root.
pub(super) fn in_repository(reading: &Reading, path: &str) -> Named {
    let path = Path::new(path.trim_start_matches('/'));
    Named::Files(reading.files.roots(reading.path).into_iter().map(|root| root.join(path)).collect())
}

/// A file of the chart as it is published.
///
/// # Errors
/// A file that the chart does not have.
pub(super) fn in_chart(said: &Said) -> Result<Named, Diagnostic> {
    let name = said.text.trim_start_matches("./");
    let known = IN_CHART.iter().find(|(file, _)| *file == name);
    known.map(|(_, profile)| Named::OfChart(*profile)).ok_or_else(|| {
        Diagnostic::error(CODE, format!("the chart has no file `{}`", said.text))
            .at(said.span, "looked for in the chart")
            .note("it has `values.yaml` and `values.openshift.yaml`")
    })
}

impl Reading<'_> {
    /// The values that a name leads to; nothing if they are the defaults, or may be missing and are.
    ///
    /// # Errors
    /// A file that is not there, or cannot be read.
    pub(super) fn named(
        &mut self,
        said: &Said,
        named: Named,
        may_be_missing: bool,
    ) -> Result<Option<GivenLayer>, Diagnostic> {
        let paths = match named {
            Named::OfChart(profile) => return Ok(profile.map(GivenLayer::Profile)),
            Named::Files(paths) => paths,
        };
        for path in &paths {
            if let Some(part) = self.file(path).map_err(|problem| problem.at(said.span, "named here"))? {
                return Ok(Some(part));
            }
        }
        if may_be_missing { Ok(None) } else { Err(self.missing(said, &paths)) }
    }

    /// The text of a file that a name leads to.
    ///
    /// # Errors
    /// A file that is not there, or cannot be read.
    pub(super) fn text_of(&self, said: &Said, named: Named) -> Result<String, Diagnostic> {
        let Named::Files(paths) = named else {
            return Err(Diagnostic::error(CODE, format!("the file `{}` of the chart cannot be set", said.text))
                .at(said.span, "named here"));
        };
        for path in &paths {
            if let Some(text) = self.files.text(path).map_err(|problem| problem.at(said.span, "named here"))? {
                return Ok(text);
            }
        }
        Err(self.missing(said, &paths))
    }

    fn missing(&self, said: &Said, paths: &[PathBuf]) -> Diagnostic {
        let places: Vec<String> = paths.iter().map(|path| format!("`{}`", self.files.name(path))).collect();
        let problem = Diagnostic::error(CODE, format!("there is no file `{}`", said.text)).at(said.span, "named here");
        if places.is_empty() { problem } else { problem.note(format!("looked for {}", places.join(", "))) }
    }
}
