//! The files that the commands of a plan write: never one that the plan was made from, which would be lost.

use std::path::{Path, PathBuf, absolute};

use super::arguments::PlanArguments;
use crate::cli::inputs;
use crate::cli::release::ValuesArguments;

/// The names of the files.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::cli) struct PlanFiles {
    /// For the new manifests.
    pub(in crate::cli) manifests: String,
    /// For those of before.
    pub(in crate::cli) before: String,
    /// For the values, where Helm cannot read what they stand in.
    pub(in crate::cli) values: String,
}

impl PlanFiles {
    /// Names files that nothing is read from.
    pub(in crate::cli) fn of(arguments: &PlanArguments, values: &ValuesArguments) -> Self {
        let PlanArguments { sides, save_old, .. } = arguments;
        let sides = sides.against.iter().chain(&sides.against_values);
        let read: Vec<PathBuf> = sides.cloned().chain(values.read_files()).chain(save_old.iter().cloned()).collect();
        let name = |name, word| free(name, word, &read);
        Self { manifests: name("manifests", "new"), before: name("before", "old"), values: name("values.helm", "new") }
    }

    /// Says which file keeps its name for what it holds.
    pub(in crate::cli) fn note(&self) -> Option<String> {
        let usual = free("manifests", "new", &[]);
        let manifests = &self.manifests;
        (*manifests != usual).then(|| {
            format!("`{usual}` is kept, since this plan was made from it: the new manifests go into `{manifests}`")
        })
    }
}

/// The first of `NAME.yaml`, `NAME.WORD.yaml`, `NAME.WORD-2.yaml` … that nothing is read from.
fn free(name: &str, word: &str, read: &[PathBuf]) -> String {
    let others = (2..).map(|number| format!("{name}.{word}-{number}.yaml"));
    let names = [format!("{name}.yaml"), format!("{name}.{word}.yaml")].into_iter().chain(others);
    let is_free = |name: &String| !read.iter().any(|path| is_read(Path::new(name), path));
    names.take(1000).find(is_free).unwrap_or_else(|| format!("{name}.yaml"))
}

/// Whether a file is the one that is read, or one in the folder that is read.
fn is_read(file: &Path, read: &Path) -> bool {
    if inputs::is_stdin(read) {
        return false;
    }
    let real = |path: &Path| path.canonicalize().or_else(|_| absolute(path)).unwrap_or_else(|_| path.to_owned());
    let (file, read) = (real(file), real(read));
    file == read || read.is_dir() && file.exists() && file.starts_with(&read)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_is_read_is_not_written() {
        let read = |names: &[&str]| names.iter().map(PathBuf::from).collect::<Vec<_>>();
        for (names, expected) in [
            (&[][..], "manifests.yaml"),
            (&["-", "prod.yaml", "x/manifests.yaml"], "manifests.yaml"),
            (&["manifests.yaml"], "manifests.new.yaml"),
            (&["./manifests.yaml", "manifests.new.yaml"], "manifests.new-2.yaml"),
            (&["src"], "manifests.yaml"),
        ] {
            assert_eq!(free("manifests", "new", &read(names)), expected, "{names:?}");
        }
        // The folder of this test holds such a file.
        assert_eq!(free("Cargo", "x", &read(&["."])), "Cargo.yaml");
        assert!(is_read(Path::new("Cargo.toml"), Path::new(".")));
        assert!(is_read(Path::new("src/../Cargo.toml"), Path::new("./Cargo.toml")));
        assert!(!is_read(Path::new("none.yaml"), Path::new(".")));
    }
}
