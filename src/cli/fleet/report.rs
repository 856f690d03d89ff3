//! What is to be said of all files of a fleet: file by file, and once what is said of many.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::member::Member;
use super::shared::{Shared, is_in};
use crate::cli::failure::Failure;
use crate::cli::messages::{Messages, Tally};
use crate::cli::streams::say;
use crate::diagnostic::{self, Diagnostic};
use crate::secrets::Veil;
use crate::source::Sources;

/// The messages so far.
#[derive(Default)]
pub(in crate::cli) struct Report {
    shared: Shared<Diagnostic>,
    /// The rest, by the number of the file: drawn, so that the texts can be dropped.
    own: BTreeMap<usize, Vec<String>>,
    tally: Tally,
}

/// What there is to say of one file, drawn: a thread can do that without making the others wait.
pub(in crate::cli) struct Remarks {
    list: Vec<Remark>,
    texts: Arc<Veil>,
}

struct Remark {
    diagnostic: Diagnostic,
    drawn: String,
    is_own: bool,
}

impl Remarks {
    /// Draws what there is to say of the file whose text has this name.
    pub(in crate::cli) fn new(mut told: Vec<Diagnostic>, name: &str, sources: &Sources, messages: &Messages) -> Self {
        diagnostic::sort(&mut told);
        let texts = Arc::new(Veil::over(sources, &mut told));
        let remark = |diagnostic: Diagnostic| Remark {
            drawn: messages.drawn(&diagnostic, &texts),
            is_own: is_in(name, &diagnostic.labels, &texts),
            diagnostic,
        };
        let list = told.into_iter().map(remark).collect();
        Self { list, texts }
    }
}

impl Report {
    /// Adds what there is to say of one file.
    pub(in crate::cli) fn add(&mut self, index: usize, remarks: Remarks, messages: &Messages) {
        let Remarks { list, texts } = remarks;
        for Remark { diagnostic, drawn, is_own } in list {
            let severity = messages.severity(&diagnostic);
            let is_news = if is_own {
                let own = self.own.entry(index).or_default();
                let is_news = !own.contains(&drawn);
                own.extend(is_news.then_some(drawn));
                is_news
            } else {
                self.shared.add(index, drawn, diagnostic, &texts)
            };
            if is_news {
                self.tally.add(severity);
            }
        }
    }

    /// Says everything.
    ///
    /// # Errors
    /// Errors among it: no answer may be given.
    pub(in crate::cli) fn show(self, members: &[Member], messages: &Messages) -> Result<(), Failure> {
        let mut shared = self.shared.into_told();
        shared.sort_by_key(|told| (told.first, told.said.span()));
        for told in shared {
            let note = format!("said of {}", told.of(members));
            say(&messages.drawn(&told.said.note(note), &told.texts));
        }
        for drawn in self.own.into_values().flatten() {
            say(&drawn);
        }
        messages.say_tally(&self.tally);
        self.tally.go_on()
    }
}
