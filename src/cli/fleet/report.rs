//! What is to be said of all files of a fleet: file by file, and once what is said of many.

use std::collections::BTreeMap;

use super::member::Member;
use crate::cli::messages::{Messages, Tally, Verdict};
use crate::cli::streams::say;
use crate::diagnostic::{self, Diagnostic, Label};
use crate::source::Sources;

/// The messages so far; the order in which files are done leaves no trace in it.
#[derive(Default)]
pub(super) struct Report {
    /// What is not about a file's own text, by its words.
    shared: BTreeMap<String, Shared>,
    /// The rest, by the number of the file: drawn, so that the texts can be dropped.
    own: BTreeMap<usize, Vec<String>>,
    tally: Tally,
}

struct Shared {
    diagnostic: Diagnostic,
    sources: Sources,
    first: usize,
    count: usize,
}

impl Report {
    /// Adds what there is to say of one file.
    pub(super) fn add(
        &mut self,
        index: usize,
        member: &Member,
        mut told: Vec<Diagnostic>,
        sources: &Sources,
        messages: &Messages,
    ) {
        diagnostic::sort(&mut told);
        let name = member.path.display().to_string();
        let is_own = |label: &Label| sources.name(label.span.source) == name;
        for one in told {
            let drawn = messages.drawn(&one, sources);
            if one.labels.iter().any(is_own) {
                self.tally.add(messages.severity(&one));
                self.own.entry(index).or_default().push(drawn);
                continue;
            }
            let shared = self.shared.entry(drawn).or_insert_with(|| {
                self.tally.add(messages.severity(&one));
                Shared { diagnostic: one, sources: sources.clone(), first: index, count: 0 }
            });
            shared.first = shared.first.min(index);
            shared.count = shared.count.saturating_add(1);
        }
    }

    /// Whether nothing may be written.
    pub(super) fn has_failed(&self) -> bool {
        self.tally.verdict() == Verdict::Failed
    }

    /// Says everything.
    pub(super) fn show(self, members: &[Member], messages: &Messages) {
        let mut shared: Vec<Shared> = self.shared.into_values().collect();
        shared.sort_by_key(|one| (one.first, one.diagnostic.span()));
        for Shared { diagnostic, sources, first, count } in shared {
            let path = members.get(first).map(|member| member.path.display().to_string()).unwrap_or_default();
            let others = match count.saturating_sub(1) {
                0 => String::new(),
                1 => " and 1 other file".to_owned(),
                others => format!(" and {others} other files"),
            };
            say(&messages.drawn(&diagnostic.note(format!("told of `{path}`{others}")), &sources));
        }
        for drawn in self.own.into_values().flatten() {
            say(&drawn);
        }
        messages.say_tally(&self.tally);
    }
}
