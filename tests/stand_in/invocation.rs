//! The words of a call, taken apart. A flag that is not known is refused, so that no test passes by ignoring one.

use std::collections::BTreeMap;

/// The flags that take a word.
const WITH_VALUE: &[&str] = &[
    "--context",
    "-n",
    "-l",
    "-o",
    "-f",
    "-c",
    "-p",
    "--for",
    "--timeout",
    "--replicas",
    "--type",
    "--tail",
    "--raw",
    "--cascade",
    "--dry-run",
    "--kubeconfig",
    "--field-selector",
    "--field-manager",
];
/// Those that stand alone.
const ALONE: &[&str] =
    &["-i", "-ti", "--server-side", "--overwrite", "--force-conflicts", "--ignore-not-found", "--show-managed-fields"];

/// A call.
#[derive(Default)]
pub(crate) struct Invocation {
    pub(crate) words: Vec<String>,
    pub(crate) flags: BTreeMap<String, String>,
    /// What stands behind `--`.
    pub(crate) inner: Vec<String>,
}

impl Invocation {
    /// Takes a call apart.
    pub(crate) fn of(words: &[String]) -> Result<Self, String> {
        let mut found = Self::default();
        let mut rest = words.iter();
        while let Some(word) = rest.next() {
            if word == "--" {
                found.inner = rest.cloned().collect();
                break;
            }
            if !word.starts_with('-') || word == "-" {
                found.words.push(word.clone());
                continue;
            }
            let (flag, value) = word.split_once('=').map_or((word.as_str(), None), |(flag, value)| (flag, Some(value)));
            let value = match value {
                Some(value) if WITH_VALUE.contains(&flag) => value.to_owned(),
                None if ALONE.contains(&flag) => String::new(),
                None if WITH_VALUE.contains(&flag) => {
                    rest.next().ok_or_else(|| format!("flag needs an argument: {flag}"))?.clone()
                }
                _ => return Err(format!("unknown flag: {word}")),
            };
            found.flags.insert(flag.to_owned(), value);
        }
        Ok(found)
    }

    /// The value of a flag.
    pub(crate) fn flag(&self, name: &str) -> Option<&str> {
        self.flags.get(name).map(String::as_str)
    }

    /// Whether a flag stands there.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.flags.contains_key(name)
    }
}
