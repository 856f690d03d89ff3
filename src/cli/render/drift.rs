//! Compares committed manifests with what was rendered: by their bytes, since a file that is laid out in another way
//! makes noise in the next commit too; what is shown is what Kubernetes would see of it.

use std::collections::BTreeSet;
use std::path::Path;

use crate::cli::exit::Exit;
use crate::cli::failure::Failure;
use crate::cli::inputs;
use crate::cli::messages::Messages;
use crate::cli::sides::{by_hand, manifests};
use crate::cli::streams::print;
use crate::comparison::Comparison;
use crate::diagnostic::Diagnostic;
use crate::manifest::Object;
use crate::output::{self, ChangesView, Drawing};
use crate::ownership::Sides;
use crate::source::Sources;

/// What differs between the committed files and the rendered ones.
#[derive(Debug, Default)]
struct Drift {
    /// What each file is called, and what is wrong with it.
    files: Vec<String>,
    /// The objects that were committed.
    objects: Vec<Object>,
    /// Committed files that are no manifests.
    problems: Vec<Diagnostic>,
}

/// Compares a folder with the files that would be written into it.
pub(in crate::cli) fn folder(
    folder: &Path,
    files: Vec<(String, String)>,
    rendered: &[Object],
    messages: &Messages,
    sources: &mut Sources,
) -> Result<Exit, Failure> {
    let mut drift = Drift::default();
    for (name, text) in &files {
        let path = folder.join(name);
        if path.symlink_metadata().is_err() {
            drift.files.push(format!("`{}` is missing", path.display()));
            continue;
        }
        drift.compare(&path, inputs::text_found(&path)?, text, sources);
    }
    let rendered_names: BTreeSet<&str> = files.iter().map(|(name, _)| name.as_str()).collect();
    for (name, path) in written_before(folder)? {
        if !rendered_names.contains(name.as_str()) {
            drift.files.push(format!("`{}` should not exist", path.display()));
            let _ = drift.read(&path, &inputs::text_found(&path)?, sources);
        }
    }
    drift.answer(rendered, &format!("--output-dir {}", folder.display()), messages)
}

/// Compares a file, or standard input, with the text that would be printed.
pub(in crate::cli) fn file(
    path: &Path,
    text: &str,
    rendered: &[Object],
    messages: &Messages,
    sources: &mut Sources,
) -> Result<Exit, Failure> {
    let mut drift = Drift::default();
    drift.compare(path, inputs::text(path)?, text, sources);
    drift.answer(rendered, &format!("> {}", path.display()), messages)
}

/// Compares what is in a cluster with what was rendered.
///
/// # Errors
/// Objects that differ.
pub(super) fn live(
    sides: Sides,
    mut told: Vec<Diagnostic>,
    messages: &Messages,
    sources: &Sources,
) -> Result<Exit, Failure> {
    let live = sides.old.clone();
    let diff = Comparison::default().compare(sides);
    told.extend(by_hand(&live, &diff));
    messages.show(told, sources)?;
    if diff.is_empty() {
        return Ok(Exit::Done);
    }
    let drawing = Drawing { is_coloured: messages.is_output_coloured(), ..Drawing::default() };
    print(&output::draw_changes(&diff, ChangesView::Text, &drawing))?;
    let drift = Diagnostic::error("drift", "the objects in the cluster are not those that these values render");
    Err(Failure { problems: vec![drift.help("apply it, or put into the values what should stay")], exit: Exit::No })
}

/// The files that `--output-dir` wrote, as its index tells, or every manifest where there is no index.
fn written_before(folder: &Path) -> Result<Vec<(String, std::path::PathBuf)>, Failure> {
    let files = inputs::files(folder)?.into_iter();
    Ok(match output::folder_index(folder)? {
        Some(index) => files.filter(|(name, _)| index.contains(name)).collect(),
        None => files.filter(|(name, _)| manifests::is_manifest(name)).collect(),
    })
}

impl Drift {
    fn compare(&mut self, path: &Path, found: String, expected: &str, sources: &mut Sources) {
        let differs = found != expected;
        let is_readable = self.read(path, &found, sources);
        if differs && is_readable {
            self.files.push(format!("`{}` differs", inputs::name(path)));
        }
    }

    fn read(&mut self, path: &Path, text: &str, sources: &mut Sources) -> bool {
        match manifests::parse(&inputs::name(path), text, sources) {
            Ok(objects) => self.objects.extend(objects),
            Err(problem) => {
                self.problems.push(problem);
                return false;
            }
        }
        true
    }

    fn answer(self, rendered: &[Object], to_write: &str, messages: &Messages) -> Result<Exit, Failure> {
        if !self.problems.is_empty() {
            return Err(self.problems.into());
        }
        if self.files.is_empty() {
            return Ok(Exit::Done);
        }
        let diff = Comparison::default().diff(self.objects, rendered.to_vec());
        let drawing = Drawing { is_coloured: messages.is_output_coloured(), ..Drawing::default() };
        print(&if diff.is_empty() {
            let lines = self.files.iter().map(|file| format!("{file}\n")).collect::<String>();
            format!("{lines}Only the formatting differs.\n")
        } else {
            output::draw_changes(&diff, ChangesView::Text, &drawing)
        })?;
        let drift = listed(&self.files).help(format!("render again with `{to_write}`"));
        Err(Failure { problems: vec![drift], exit: Exit::No })
    }
}

/// How many files are listed.
const LISTED: usize = 20;

/// The error, with a line for each file where there are several.
fn listed(files: &[String]) -> Diagnostic {
    let title = "the committed manifests are not those that these values render";
    if let [file] = files {
        return Diagnostic::error("drift", format!("{title}: {file}"));
    }
    let mut lines = files.get(..LISTED).unwrap_or(files).join("\n");
    if let Some(more) = files.len().checked_sub(LISTED).filter(|more| *more > 0) {
        lines.push_str(&format!("\nand {more} more"));
    }
    Diagnostic::error("drift", format!("{title}: {} files", files.len())).note(lines)
}
