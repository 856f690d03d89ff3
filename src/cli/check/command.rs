//! `vaultchart check`: finds in values, manifests and Vault's configuration what would fail in production.

use super::arguments::CheckArguments;
use super::checking::{answer, asked, checking, known_rule, without_stdin};
use super::{fix, manifests};
use crate::check::rules;
use crate::cli::exit::Exit;
use crate::cli::failure::Failure;
use crate::cli::release::request;
use crate::cli::revision::Origin;
use crate::cli::session::Session;
use crate::cli::streams::deliver;
use crate::diagnostic::Diagnostic;
use crate::output::{self, Findings};
use crate::pipeline::{self, Checked};
use crate::source::Sources;

/// Runs the command.
///
/// # Errors
/// All that is wrong with what was typed, or with the values.
pub(in crate::cli) fn run(
    arguments: &CheckArguments,
    session: &Session,
    sources: &mut Sources,
) -> Result<Exit, Failure> {
    if arguments.is_about_rules() {
        return deliver(&tell_rules(arguments)?);
    }
    if let Some(path) = &arguments.manifests {
        return manifests::run(path, arguments, session, sources);
    }
    let checking = checking(arguments, &session.project)?;
    let asked = asked(arguments, &session.project);
    let request = request(&asked, &Origin::Now, sources);
    if let Some(how) = arguments.fix {
        return fix::run(how, &asked, &request, &checking, sources);
    }
    let Checked { mut report, warnings } = pipeline::check(request, &checking, sources)?;
    session.messages.show(warnings, sources)?;
    let texts = report.veil(sources);
    if arguments.checklist {
        let page = output::checklist(&report, &texts, arguments.output);
        return deliver(
            &page.ok_or_else(|| no_view("the checklist is", arguments.output, "`-o text` or `-o markdown`"))?,
        );
    }
    if arguments.explain_tls {
        let page = output::wanted_certificate(report.certificate.as_ref(), &texts, arguments.output);
        return deliver(&page.ok_or_else(|| {
            no_view("the names of the certificate are", arguments.output, "`-o text`, `-o json` or `-o markdown`")
        })?);
    }
    let report = without_stdin(report, &asked.values, sources);
    answer(Findings::of_one(&report, &texts), arguments, &session.messages)
}

/// The rules themselves.
fn tell_rules(arguments: &CheckArguments) -> Result<String, Diagnostic> {
    let told = match &arguments.explain {
        Some(name) => output::explain_rule(known_rule(name)?, arguments.output),
        None => output::list_rules(rules(), arguments.output),
    };
    told.map_err(|error| {
        Diagnostic::error("view", error.to_string()).help("type `-o text`, `-o json` or `-o markdown`")
    })
}

fn no_view(what: &str, view: output::FindingsView, forms: &str) -> Diagnostic {
    Diagnostic::error("view", format!("{what} not shown as `{view}`")).help(format!("type {forms}"))
}
