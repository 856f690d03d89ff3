//! What was asked of a check, and how its findings are reported: what all kinds of checks have in common.

use std::path::Path;
use std::time::{SystemTime, UNIX_EPOCH};

use super::arguments::CheckArguments;
use super::baseline;
use crate::check::{Purpose, Releases, Report, Rule, Settings, rule, rules};
use crate::cli::exit::Exit;
use crate::cli::failure::Failure;
use crate::cli::inputs;
use crate::cli::messages::Messages;
use crate::cli::release::{Asked, Project, SelectionArguments, ValuesArguments};
use crate::cli::streams::{deliver, is_terminal_or_file, say};
use crate::diagnostic::Diagnostic;
use crate::output::{self, Findings, FindingsDrawing, FindingsView};
use crate::pipeline::Checking;
use crate::source::Sources;
use crate::values::nearest;

const SECONDS_A_DAY: u64 = 86_400;

/// The release that is checked, as a whole.
pub(super) fn asked(arguments: &CheckArguments, project: &Project) -> Asked {
    let asked = Asked::over(project, &arguments.input, &SelectionArguments::default());
    Asked { selection: SelectionArguments::default(), problem: None, ..asked }
}

/// What was asked for, beside the release.
///
/// # Errors
/// All names of rules that there are none of, or what is wrong with the file of releases.
pub(super) fn checking(arguments: &CheckArguments, project: &Project) -> Result<Checking, Vec<Diagnostic>> {
    let CheckArguments { purpose, external, .. } = arguments;
    let releases = arguments.releases.as_deref().map(releases).transpose().map_err(|problem| vec![problem])?;
    let settings = settings(arguments, project)?;
    // The checklist is that of production.
    let purpose = purpose.or(arguments.checklist.then_some(Purpose::Production));
    Ok(Checking {
        purpose,
        settings,
        external: external.iter().chain(&project.external).cloned().collect(),
        releases,
        today: today(),
    })
}

/// What a file says of Vault's releases.
fn releases(path: &Path) -> Result<Releases, Diagnostic> {
    let name = path.display();
    let text = std::fs::read_to_string(path)
        .map_err(|error| Diagnostic::error("releases", format!("cannot read `{name}`: {error}")))?;
    Releases::read(&text).map_err(|problem| {
        Diagnostic::error("releases", format!("`{name}` is not a table of releases: {problem}"))
            .help("`docs/ci.md` shows the form of the file")
    })
}

/// Views that speak of files leave out standard input: nobody finds a file of that name.
pub(super) fn without_stdin(mut report: Report, values: &ValuesArguments, sources: &Sources) -> Report {
    if values.files.iter().any(|path| inputs::is_stdin(path)) {
        report.files.retain(|file| sources.name(*file) != inputs::name(Path::new("-")));
    }
    report
}

/// Which rules to run; all that is wrong with their names is reported at once.
fn settings(arguments: &CheckArguments, project: &Project) -> Result<Settings, Vec<Diagnostic>> {
    let (mut only, mut ignore, mut of_project, mut problems) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    let lists = [(&arguments.only, &mut only), (&arguments.ignore, &mut ignore), (&project.ignore, &mut of_project)];
    for (names, found) in lists {
        for name in names {
            match known_rule(name) {
                Ok(rule) => found.push(rule),
                Err(problem) => problems.push(problem),
            }
        }
    }
    ignore.extend(of_project);
    let settings = Settings { only, ignore };
    if problems.is_empty() && !rules().iter().any(|rule| settings.includes(rule)) {
        problems.push(Diagnostic::error("rule", "no rule is left to run").help("leave out `--ignore` or `--only`"));
    }
    if problems.is_empty() { Ok(settings) } else { Err(problems) }
}

/// Prints the findings.
pub(super) fn answer(
    mut findings: Findings<'_>,
    arguments: &CheckArguments,
    messages: &Messages,
) -> Result<Exit, Failure> {
    if let Some(exit) = baseline::apply(&mut findings, arguments)? {
        return Ok(exit);
    }
    let fails = arguments.fail_on.severity(messages.is_strict());
    let drawing = FindingsDrawing { is_coloured: messages.is_output_coloured(), fails };
    deliver(&output::draw_findings(&findings, arguments.output, &drawing))?;
    let is_read = arguments.output == FindingsView::Text && !messages.is_quiet() && is_terminal_or_file();
    if let Some(first) = findings.all().next().filter(|_| is_read) {
        say(&format!("`vaultchart check --explain {}` says why it matters and how to fix it", first.finding.rule.id));
    }
    let has_failed = findings.all().any(|shown| fails.is_some_and(|worst| shown.severity() <= worst));
    Ok(if has_failed { Exit::No } else { Exit::Done })
}

/// The rule of a name.
///
/// # Errors
/// A name that no rule has.
pub(in crate::cli) fn known_rule(name: &str) -> Result<&'static Rule, Diagnostic> {
    rule(name).ok_or_else(|| {
        let problem = Diagnostic::error("rule", format!("there is no rule `{name}`"));
        match nearest(name, rules().iter().map(|rule| rule.id)) {
            Some(known) => problem.help(format!("did you mean `{known}`?")),
            None => problem.help("`vaultchart check --list` names all rules"),
        }
    })
}

/// The day of the run; `SOURCE_DATE_EPOCH`, in seconds, stands in for it where a run must be repeatable.
fn today() -> i64 {
    let given = std::env::var("SOURCE_DATE_EPOCH").ok().and_then(|seconds| seconds.parse().ok());
    let now = || SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
    i64::try_from(given.unwrap_or_else(now) / SECONDS_A_DAY).unwrap_or(i64::MAX)
}
