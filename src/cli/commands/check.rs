//! `vaultchart check`: finds in values, manifests and Vault's configuration what would fail in production.

use std::path::Path;
use std::time::{SystemTime, UNIX_EPOCH};

use crate::check::{Rule, Settings, rule, rules};
use crate::cli::args::SelectionArguments;
use crate::cli::check_args::CheckArguments;
use crate::cli::exit::Exit;
use crate::cli::inputs;
use crate::cli::messages::{Messages, Verdict};
use crate::cli::origin::Origin;
use crate::cli::request::{RenderFlags, request};
use crate::cli::streams::deliver;
use crate::diagnostic::{Diagnostic, Severity};
use crate::output::{self, Findings, FindingsDrawing};
use crate::pipeline::{self, Checked, Checking};
use crate::source::Sources;
use crate::values::nearest;

const SECONDS_A_DAY: u64 = 86_400;

/// Runs the command.
pub(in crate::cli) fn run(arguments: &CheckArguments, messages: &Messages) -> Exit {
    if arguments.list || arguments.explain.is_some() {
        return match tell_rules(arguments) {
            Ok(text) => deliver(&text, messages),
            Err(problem) => trouble(vec![problem], &Sources::default(), messages),
        };
    }
    let mut sources = Sources::default();
    match check(arguments, &mut sources) {
        Ok(checked) => show(checked, arguments, &sources, messages),
        Err(problems) => trouble(problems, &sources, messages),
    }
}

/// The rules themselves.
fn tell_rules(arguments: &CheckArguments) -> Result<String, Diagnostic> {
    let told = match &arguments.explain {
        Some(name) => output::explain_rule(known(name)?, arguments.output),
        None => output::list_rules(rules(), arguments.output),
    };
    told.map_err(|error| {
        Diagnostic::error("view", error.to_string()).help("type `-o text`, `-o json` or `-o markdown`")
    })
}

fn check(arguments: &CheckArguments, sources: &mut Sources) -> Result<Checked, Vec<Diagnostic>> {
    let CheckArguments { release, values, cluster, purpose, external, .. } = arguments;
    let settings = settings(arguments)?;
    let checking = Checking { purpose: *purpose, settings, external: external.clone(), today: today() };
    let flags = RenderFlags { release, values, cluster, selection: &SelectionArguments::default() };
    let mut checked = pipeline::check(request(flags, &Origin::Now, sources), &checking, sources)?;
    if values.files.iter().any(|path| inputs::is_stdin(path)) {
        // Nobody finds a file of that name.
        checked.report.files.retain(|file| sources.name(*file) != inputs::name(Path::new("-")));
    }
    Ok(checked)
}

/// Which rules to run; all that is wrong with their names is told at once.
fn settings(arguments: &CheckArguments) -> Result<Settings, Vec<Diagnostic>> {
    let (mut only, mut ignore, mut problems) = (Vec::new(), Vec::new(), Vec::new());
    for (names, found) in [(&arguments.only, &mut only), (&arguments.ignore, &mut ignore)] {
        for name in names {
            match known(name) {
                Ok(rule) => found.push(rule),
                Err(problem) => problems.push(problem),
            }
        }
    }
    let settings = Settings { only, ignore };
    if problems.is_empty() && !rules().iter().any(|rule| settings.includes(rule)) {
        problems.push(Diagnostic::error("rule", "no rule is left to run").help("leave out `--ignore` or `--only`"));
    }
    if problems.is_empty() { Ok(settings) } else { Err(problems) }
}

fn show(checked: Checked, arguments: &CheckArguments, sources: &Sources, messages: &Messages) -> Exit {
    let Checked { report, warnings } = checked;
    if messages.show(warnings, sources) == Verdict::Failed {
        return Exit::Trouble;
    }
    let drawing = FindingsDrawing { is_coloured: messages.is_output_coloured() };
    let text = output::draw_findings(&Findings::of_one(&report, sources), arguments.output, &drawing);
    let fails = |severity: Severity| match arguments.fail_on.as_str() {
        "never" => false,
        "advice" => true,
        "warning" => severity <= Severity::Warning,
        _ => severity == Severity::Error || (messages.is_strict() && severity == Severity::Warning),
    };
    match deliver(&text, messages) {
        Exit::Done if report.findings.iter().any(|finding| fails(finding.diagnostic.severity)) => Exit::No,
        exit => exit,
    }
}

fn trouble(problems: Vec<Diagnostic>, sources: &Sources, messages: &Messages) -> Exit {
    let _ = messages.show(problems, sources);
    Exit::Trouble
}

fn known(name: &str) -> Result<&'static Rule, Diagnostic> {
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
