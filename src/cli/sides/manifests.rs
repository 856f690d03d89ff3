//! Reads sets of manifests from files, folders and standard input.

use std::panic::resume_unwind;
use std::path::Path;
use std::thread;

use super::listing::Listing;
use crate::cli::inputs::{self, InputError};
use crate::diagnostic::Diagnostic;
use crate::manifest::{self, FoundIn, Object};
use crate::pipeline::OBJECTS_LIMIT;
use crate::source::{SourceId, Sources};

/// What a file of manifests in a folder ends with.
const EXTENSIONS: [&str; 3] = [".yaml", ".yml", ".json"];

/// The stack of the thread that reads the other one of two sets: what the main thread usually has.
const STACK_BYTES: usize = 8 * 1024 * 1024;

/// The objects of a set, or all that is wrong with its files.
pub(in crate::cli) type Set = Result<Vec<Object>, Vec<Diagnostic>>;

/// Reads the objects of a file, of the manifests in a folder, or of standard input for `-`.
///
/// # Errors
/// What cannot be read, is no manifest, or holds no object at all.
pub(in crate::cli) fn read(path: &Path, sources: &mut Sources) -> Set {
    let texts = Texts::of(path, sources);
    let objects = texts.objects(sources);
    not_empty(texts.with(objects), path)
}

/// Reads such a set with the texts that it stands in.
///
/// # Errors
/// As above.
pub(in crate::cli) fn read_with_texts(
    path: &Path,
    sources: &mut Sources,
) -> Result<(Vec<Object>, Vec<SourceId>), Vec<Diagnostic>> {
    let texts = Texts::of(path, sources);
    let ids = texts.list.iter().map(|(source, _)| *source).collect();
    let objects = texts.objects(sources);
    Ok((not_empty(texts.with(objects), path)?, ids))
}

/// Reads the manifests in a folder of which the listing tells which files an earlier run wrote.
///
/// # Errors
/// As above.
pub(in crate::cli) fn read_listed(folder: &Path, listing: &Listing, sources: &mut Sources) -> Set {
    let texts = Texts::of_listed(folder, listing, sources);
    let objects = texts.objects(sources);
    not_empty(texts.with(objects), folder)
}

/// Reads two such sets at once.
pub(in crate::cli) fn read_two([one, other]: [&Path; 2], sources: &mut Sources) -> [Set; 2] {
    let sets = at_once(Texts::of(one, sources), Texts::of(other, sources), sources);
    let [one_set, other_set] = sets;
    [not_empty(one_set, one), not_empty(other_set, other)]
}

/// Reads the objects of all files in two folders at once; there may be none.
pub(in crate::cli) fn read_two_folders([one, other]: [&Path; 2], sources: &mut Sources) -> [Set; 2] {
    let mut texts = |folder| Texts::of_folder(folder, |_| Some(FoundIn::Named), sources);
    let (one, other) = (texts(one), texts(other));
    at_once(one, other, sources)
}

/// Whether a file of this name in a folder is one of manifests.
pub(in crate::cli) fn is_manifest(name: &str) -> bool {
    EXTENSIONS.iter().any(|extension| name.ends_with(extension))
}

/// Reads the objects of a text.
///
/// # Errors
/// A text that is no manifest.
pub(in crate::cli) fn parse(name: &str, text: &str, sources: &mut Sources) -> Result<Vec<Object>, Diagnostic> {
    let source = sources.add(name, text);
    Ok(manifest::read(text, source)?)
}

/// The texts of a set.
#[derive(Default)]
struct Texts {
    list: Vec<(SourceId, FoundIn)>,
    /// Why others could not be read.
    problems: Vec<Diagnostic>,
}

impl Texts {
    fn of(path: &Path, sources: &mut Sources) -> Self {
        if path.is_dir() {
            return Self::of_manifests(path, sources);
        }
        let mut texts = Self::default();
        texts.load(path, inputs::text(path), FoundIn::Named, sources);
        texts
    }

    /// The manifests in a folder, which may lie among other files.
    fn of_manifests(folder: &Path, sources: &mut Sources) -> Self {
        match Listing::of(folder) {
            Ok(listing) => Self::of_listed(folder, &listing, sources),
            Err(problem) => Self { list: Vec::new(), problems: vec![problem] },
        }
    }

    fn of_listed(folder: &Path, listing: &Listing, sources: &mut Sources) -> Self {
        Self::of_folder(folder, |name| is_manifest(name).then(|| listing.found(name)), sources)
    }

    /// The files in a folder that are wanted, with in what each was found.
    fn of_folder(folder: &Path, wanted: impl Fn(&str) -> Option<FoundIn>, sources: &mut Sources) -> Self {
        let mut texts = Self::default();
        match inputs::files(folder) {
            Ok(files) => {
                let mut bytes = 0;
                for (name, path) in &files {
                    let Some(found) = wanted(name) else { continue };
                    let text = inputs::text_found(path);
                    bytes += text.as_ref().map_or(0, String::len) as u64;
                    if bytes > inputs::MAX_BYTES {
                        texts.problems.push(InputError::TooLargeInAll(inputs::name(folder)).into());
                        break;
                    }
                    texts.load(path, text, found, sources);
                }
            }
            Err(error) => texts.problems.push(error.into()),
        }
        texts
    }

    fn load(&mut self, path: &Path, text: Result<String, InputError>, found: FoundIn, sources: &mut Sources) {
        match text {
            Ok(text) => self.list.push((sources.add(inputs::name(path), text), found)),
            Err(error) => self.problems.push(error.into()),
        }
    }

    /// Reads the objects; every text with a fault is reported.
    fn objects(&self, sources: &Sources) -> Set {
        let (mut objects, mut problems) = (Vec::new(), Vec::new());
        for (source, found) in &self.list {
            match manifest::read(sources.text(*source), *source) {
                Ok(read) => objects.extend(read.into_iter().map(|object| Object { found: *found, ..object })),
                Err(problem) => problems.push(problem.into()),
            }
        }
        if let (true, Some((source, _))) = (objects.len() > OBJECTS_LIMIT, self.list.first()) {
            problems.push(too_many(sources.name(*source)));
        }
        if problems.is_empty() { Ok(objects) } else { Err(problems) }
    }

    /// The objects, unless some text could not even be read.
    fn with(mut self, objects: Set) -> Set {
        if self.problems.is_empty() {
            return objects;
        }
        self.problems.extend(objects.err().unwrap_or_default());
        Err(self.problems)
    }
}

/// Reads the objects of two sets, one on a thread of its own: reading is most of the work of a comparison.
fn at_once(one: Texts, other: Texts, sources: &Sources) -> [Set; 2] {
    let (one_set, other_set) = thread::scope(|scope| {
        let reader = thread::Builder::new().stack_size(STACK_BYTES).spawn_scoped(scope, || other.objects(sources));
        let one = one.objects(sources);
        let other = match reader {
            Ok(reader) => reader.join().unwrap_or_else(|panic| resume_unwind(panic)),
            // There is no room for another thread.
            Err(_) => other.objects(sources),
        };
        (one, other)
    });
    [one.with(one_set), other.with(other_set)]
}

fn not_empty(set: Set, path: &Path) -> Set {
    let objects = set?;
    if objects.is_empty() { Err(vec![nothing_in(path)]) } else { Ok(objects) }
}

fn too_many(name: &str) -> Diagnostic {
    Diagnostic::error("objects-limit", format!("the manifests from `{name}` on hold more than {OBJECTS_LIMIT} objects"))
}

fn nothing_in(path: &Path) -> Diagnostic {
    if path == Path::new("-") {
        return Diagnostic::error("no-manifests", "standard input holds no object")
            .help("the command before the pipe may have failed: look at what it prints");
    }
    let problem =
        |kind: &str| Diagnostic::error("no-manifests", format!("the {kind} `{}` holds no object", path.display()));
    if path.is_dir() {
        problem("folder")
            .note(format!("manifests are files that end with {}", EXTENSIONS.map(|it| format!("`{it}`")).join(", ")))
    } else {
        problem("file")
    }
}

/// Helm keeps hooks apart: manifests that come from a release or a cluster hold none, so none are compared.
pub(in crate::cli) fn like_helm(old: &[Object], new: Vec<Object>) -> Vec<Object> {
    let has_hooks = old.iter().any(Object::is_hook);
    new.into_iter().filter(|object| has_hooks || !object.is_hook()).collect()
}
