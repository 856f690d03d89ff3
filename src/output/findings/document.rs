//! What a view draws: the findings of one release, or those of all files of a fleet in one document.

use crate::check::{Finding, Report, Rule, rules};
use crate::diagnostic::{Label, Severity};
use crate::secrets::Veil;
use crate::source::SourceId;

/// Findings on their way into a view.
pub struct Findings<'a> {
    /// One release's; or, of a fleet, what several files have in common and then what each file has of its own.
    pub(super) sections: Vec<Section<'a>>,
    /// The rules that were run, in the order of the registry.
    pub(super) rules: Vec<&'static Rule>,
    /// The rules that could not be run on the release, or on some file.
    pub(super) skipped: Vec<&'static Rule>,
    /// How many findings comments silenced.
    pub(super) ignored: usize,
    /// How many items of the production checklist are open because nobody set anything.
    pub(super) open: usize,
    /// How many findings a baseline knew, if there is one.
    pub(super) known: Option<usize>,
    /// Whether there may be many files.
    pub(super) is_fleet: bool,
}

/// Findings that belong together.
pub struct Section<'a> {
    /// The file that they are about; none for one release, and for what files of a fleet have in common.
    pub file: Option<FileOfFleet<'a>>,
    /// The findings, the worst first, then by place.
    pub findings: Vec<Shown<'a>>,
    /// The rules that were run.
    pub rules: Vec<&'static Rule>,
    /// The rules that could not be run, as the values give no objects.
    pub skipped: Vec<&'static Rule>,
    /// How many findings comments silenced.
    pub ignored: usize,
    /// How many items of the production checklist are open because nobody set anything.
    pub open: usize,
}

/// A file of a fleet.
#[derive(Clone, Copy)]
pub struct FileOfFleet<'a> {
    /// Its path as it was typed.
    pub name: &'a str,
    /// What its release is called; nothing if the name cannot be determined.
    pub release: Option<&'a str>,
    /// The namespace of its release.
    pub namespace: &'a str,
    /// How many findings of each severity there are in all, with those that other files have as well.
    pub counts: [usize; 3],
}

/// A finding, and the texts that it speaks of.
#[derive(Clone, Copy)]
pub struct Shown<'a> {
    /// What was found.
    pub finding: &'a Finding,
    /// The texts.
    pub texts: &'a Veil,
    /// Those of them that are values files.
    pub files: &'a [SourceId],
    /// The file of the fleet that it was found in first, and in how many it was found.
    pub found_in: Option<(&'a str, usize)>,
}

impl<'a> Findings<'a> {
    /// The findings of one release.
    pub fn of_one(report: &'a Report, texts: &'a Veil) -> Self {
        let shown = |finding| Shown { finding, texts, files: &report.files, found_in: None };
        let section = Section {
            file: None,
            findings: report.findings.iter().map(shown).collect(),
            rules: report.rules.clone(),
            skipped: report.skipped.clone(),
            ignored: report.ignored,
            open: report.checklist.len(),
        };
        let (rules, skipped, ignored) = (report.rules.clone(), report.skipped.clone(), report.ignored);
        let open = report.checklist.len();
        Self { sections: vec![section], rules, skipped, ignored, open, known: None, is_fleet: false }
    }

    /// The findings of a fleet: what several files have in common, and a section for each file.
    pub fn of_fleet(common: Vec<Shown<'a>>, files: Vec<Section<'a>>) -> Self {
        let is_in = |rule: &Rule, list: &[&'static Rule]| list.iter().any(|listed| listed.id == rule.id);
        let known = || rules().iter().copied();
        let run = known().filter(|rule| files.iter().any(|file| is_in(rule, &file.rules))).collect::<Vec<_>>();
        let skipped = known().filter(|rule| files.iter().any(|file| is_in(rule, &file.skipped))).collect();
        let ignored = files.iter().map(|file| file.ignored).sum();
        // What is open in all files is open once.
        let open = files.iter().map(|file| file.open).max().unwrap_or_default();
        let (rules_of_common, skipped_of_common) = (run.clone(), Vec::new());
        let common = Section {
            file: None,
            findings: common,
            rules: rules_of_common,
            skipped: skipped_of_common,
            ignored: 0,
            open: 0,
        };
        let sections = Some(common).filter(|common| !common.findings.is_empty()).into_iter().chain(files).collect();
        Self { sections, rules: run, skipped, ignored, open, known: None, is_fleet: true }
    }

    /// Every finding.
    pub fn all(&self) -> impl Iterator<Item = &Shown<'a>> {
        self.sections.iter().flat_map(|section| &section.findings)
    }

    /// The files of a fleet, each with its section.
    pub(super) fn files(&self) -> impl Iterator<Item = (&FileOfFleet<'a>, &Section<'a>)> {
        self.sections.iter().filter_map(|section| Some((section.file.as_ref()?, section)))
    }

    /// How many findings have a severity.
    pub(super) fn count(&self, severity: Severity) -> usize {
        self.all().filter(|shown| shown.severity() == severity).count()
    }
}

impl<'a> Shown<'a> {
    /// How bad it is.
    pub fn severity(&self) -> Severity {
        self.finding.diagnostic.severity
    }

    /// The label that stands for the finding where only places in files count: the first one in a values file.
    pub(super) fn in_file(&self) -> Option<&'a Label> {
        self.finding.diagnostic.labels.iter().find(|label| self.files.contains(&label.span.source))
    }
}
