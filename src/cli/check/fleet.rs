//! `vaultchart check --each`: the findings of all files in one document.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::ControlFlow;
use std::sync::{Arc, Mutex, PoisonError};

use super::arguments::CheckArguments;
use super::checking::{answer, asked, checking, without_stdin};
use crate::check::{self, Finding};
use crate::cli::exit::Exit;
use crate::cli::failure::Failure;
use crate::cli::fleet::Files;
use crate::cli::fleet::Member;
use crate::cli::fleet::{Remarks, Report};
use crate::cli::fleet::{Shared, Told, is_in};
use crate::cli::messages::Messages;
use crate::cli::release::ValuesArguments;
use crate::cli::session::Session;
use crate::diagnostic::{Diagnostic, Severity};
use crate::output::{self, FileOfFleet, Findings, Section, Shown};
use crate::pipeline::{self, Checked, Checking, Common};
use crate::secrets::Veil;
use crate::source::SourceId;

/// Runs the command.
///
/// # Errors
/// All that is wrong with what was typed, or with any file.
pub(in crate::cli) fn run(arguments: &CheckArguments, session: &Session) -> Result<Exit, Failure> {
    let (project, messages) = (&session.project, &session.messages);
    let checking = checking(arguments, project)?;
    let asked = asked(arguments, project);
    let all = Files::read(&arguments.fleet, &asked)?;
    let fleet_check =
        FleetCheck { all: &all, values: &asked.values, checking: &checking, messages, found: Mutex::default() };
    all.each(messages, |common, index, member| {
        fleet_check.one(common, index, member);
        ControlFlow::Continue(())
    });
    let mut found = fleet_check.found.into_inner().unwrap_or_else(PoisonError::into_inner);
    let unset = found.take_unset(all.members.len());
    let FleetFindings { report, common, files, .. } = found;
    report.show(&all.members, messages)?;
    let common = common_findings(common.into_told().into_iter().chain(unset).collect(), &all.members);
    answer(document(&common, &files), arguments, messages)
}

/// What the threads share.
struct FleetCheck<'a> {
    all: &'a Files,
    values: &'a ValuesArguments,
    checking: &'a Checking,
    messages: &'a Messages,
    found: Mutex<FleetFindings>,
}

#[derive(Default)]
struct FleetFindings {
    report: Report,
    common: Shared<CommonFinding>,
    /// What is said of values that are not set; the same stands among the others.
    unset: Shared<CommonFinding>,
    files: BTreeMap<usize, FileFindings>,
}

/// A finding that is not about one file's own text.
#[derive(Clone)]
struct CommonFinding {
    finding: Finding,
    files: Vec<SourceId>,
    release: (Option<String>, String),
}

/// What is left of a file once it was checked.
struct FileFindings {
    name: String,
    /// Its name, if that can be determined, and its namespace.
    release: (Option<String>, String),
    counts: [usize; 3],
    /// With the findings about the file's own text.
    report: check::Report,
    texts: Arc<Veil>,
}

impl FileFindings {
    /// A finding of the file as one that others may have too.
    fn common(&self, finding: &Finding) -> CommonFinding {
        CommonFinding { finding: finding.clone(), files: self.report.files.clone(), release: self.release.clone() }
    }
}

impl FleetCheck<'_> {
    /// Checks one release.
    fn one(&self, common: &Common, index: usize, member: &Member) {
        let (request, mut sources) = self.all.base.request(member);
        let release = (request.release_name(), request.namespace.clone());
        let (told, report) = match pipeline::check_with(common, request, self.checking, &mut sources) {
            Ok(Checked { report, warnings }) => (warnings, Some(report)),
            Err(problems) => (problems, None),
        };
        let name = self.all.base.name_of(member);
        let remarks = Remarks::new(told, &name, &sources, self.messages);
        let findings = report.map(|report| {
            let mut report = without_stdin(report, self.values, &sources);
            let texts = Arc::new(report.veil(&sources));
            let of_severity = |severity| report.count(severity);
            let counts = [Severity::Error, Severity::Warning, Severity::Advice].map(of_severity);
            let (report, common) = part(report, &name, &release, &texts);
            (FileFindings { name, release, counts, report, texts }, common)
        });
        let Ok(mut found) = self.found.lock() else { return };
        found.report.add(index, remarks, self.messages);
        if let Some((file, common)) = findings {
            let own = file.report.findings.iter().map(|finding| file.common(finding));
            let unset = own.chain(common.iter().map(|(_, common)| common.clone()));
            for common in unset.filter(|common| common.finding.is_of_unset()) {
                found.unset.add(index, placeless(&common.finding), common, &file.texts);
            }
            for (words, finding) in common {
                found.common.add(index, words, finding, &file.texts);
            }
            found.files.insert(index, file);
        }
    }
}

impl FleetFindings {
    /// What is set in none of the files is reported once: it is fixed where all get it.
    fn take_unset(&mut self, members: usize) -> Vec<Told<CommonFinding>> {
        let unset = std::mem::take(&mut self.unset).into_told();
        let of_all: Vec<_> = unset.into_iter().filter(|told| members > 1 && told.count == members).collect();
        let words: BTreeSet<String> = of_all.iter().map(|told| placeless(&told.said.finding)).collect();
        let is_left = |finding: &Finding| !words.contains(&placeless(finding));
        self.files.values_mut().for_each(|file| file.report.findings.retain(is_left));
        self.common.retain(|common| is_left(&common.finding));
        of_all
    }
}

/// What a finding says, wherever that is.
fn placeless(finding: &Finding) -> String {
    let Diagnostic { code, title, labels, notes, help, .. } = &finding.diagnostic;
    let labels: Vec<&str> = labels.iter().map(|label| label.text.as_str()).collect();
    format!("{code}\n{title}\n{labels:?}\n{notes:?}\n{help:?}")
}

/// Parts the findings about the text of this name from all others, each of those with its words.
fn part(
    mut report: check::Report,
    name: &str,
    release: &(Option<String>, String),
    texts: &Veil,
) -> (check::Report, Vec<(String, CommonFinding)>) {
    let (own, common): (Vec<_>, Vec<_>) = std::mem::take(&mut report.findings)
        .into_iter()
        .partition(|finding| is_in(name, &finding.diagnostic.labels, texts));
    let with_words = |finding: Finding| {
        let words = output::draw(&finding.diagnostic, texts, false);
        (words, CommonFinding { finding, files: report.files.clone(), release: release.clone() })
    };
    let common = common.into_iter().map(with_words).collect();
    report.findings = own;
    (report, common)
}

/// What several files have in common, the worst first, each with a note of which files it concerns. A comment that is of
/// use to one file is no finding of the others.
fn common_findings(common: Vec<Told<CommonFinding>>, members: &[Member]) -> Vec<CommonTold> {
    let is_of_use =
        |told: &Told<CommonFinding>| check::is_unused_comment(&told.said.finding) && told.count < members.len();
    let mut common: Vec<_> = common.into_iter().filter(|told| !is_of_use(told)).collect();
    common.sort_by_key(|told| (told.said.finding.diagnostic.severity, told.said.finding.diagnostic.span()));
    let with_note = |mut told: Told<CommonFinding>| {
        let note = note(&told, members);
        told.said.finding.diagnostic.notes.push(note);
        let first = members.get(told.first).map(|member| member.path.display().to_string()).unwrap_or_default();
        CommonTold { told, first }
    };
    common.into_iter().map(with_note).collect()
}

/// With which files it was found; where it is one, with its release, which the places of the finding may not tell.
fn note(told: &Told<CommonFinding>, members: &[Member]) -> String {
    let release = match &told.said.release {
        (Some(release), namespace) if told.count == 1 => format!(", release `{release}` in `{namespace}`"),
        _ => String::new(),
    };
    format!("found with {}{release}", told.of(members))
}

/// A finding that several files have, and the name of the first of them.
struct CommonTold {
    told: Told<CommonFinding>,
    first: String,
}

fn document<'a>(common: &'a [CommonTold], files: &'a BTreeMap<usize, FileFindings>) -> Findings<'a> {
    let common = common.iter().map(|CommonTold { told, first }| Shown {
        finding: &told.said.finding,
        texts: &told.texts,
        files: &told.said.files,
        found_in: Some((first, told.count)),
    });
    Findings::of_fleet(common.collect(), files.values().map(section).collect())
}

fn section(file: &FileFindings) -> Section<'_> {
    let FileFindings { name, release: (release, namespace), counts, report, texts } = file;
    let shown = |finding| Shown { finding, texts, files: &report.files, found_in: Some((name, 1)) };
    Section {
        file: Some(FileOfFleet { name, release: release.as_deref(), namespace, counts: *counts }),
        findings: report.findings.iter().map(shown).collect(),
        rules: report.rules.clone(),
        skipped: report.skipped.clone(),
        ignored: report.ignored,
        open: report.checklist.len(),
    }
}
