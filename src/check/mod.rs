//! Checks: what of values, objects and Vault's configuration would fail in production.
//!
//! A rule is one file under `rules/`, one line of the registry, one anchor in `docs/rules.md` and one folder under
//! `tests/check/`, all under its name. Rules read the subject and say faults; they know neither templates nor views.

mod certificate;
mod checklist;
mod configuration;
mod configured;
mod duration;
mod expectation;
mod exposure;
mod external;
mod finding;
mod health;
mod image;
mod listener;
mod network_policy;
mod part;
mod peers;
mod purpose;
mod references;
mod registry;
mod releases;
mod report;
mod rule;
mod rules;
mod run;
mod seal;
mod security_context;
mod server;
mod server_pod;
mod silence;
mod spread;
mod start;
mod storage;
mod subject;
mod vocabulary;
mod webhook;

use crate::references::{pods, tree};

pub use certificate::{Name, WantedCertificate, certificate_lines, wanted_certificate};
pub use checklist::{Item, State, checklist, decisions};
pub use configuration::ServerConfiguration;
pub use external::{External, NotExternal, named_in_values};
pub use finding::{Fault, Finding, ObjectPlace};
pub use purpose::Purpose;
pub use references::Origins;
pub use registry::{rule, rules};
pub use releases::Releases;
pub use report::{OF_OBJECTS, Report, tell_the_first};
pub use rule::{Confidence, Find, Rule};
pub use run::{Settings, from_diagnostic, run};
pub use silence::{is_unused_comment, silence};
pub use subject::Subject;
