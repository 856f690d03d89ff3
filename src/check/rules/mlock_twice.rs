//! The line that the chart adds beside the user's own.

use crate::check::image::server_version;
use crate::check::server::Server;
use crate::check::start::refuses_duplicates;
use crate::check::{Confidence, Fault, Find, Purpose, Rule, Subject};
use crate::diagnostic::Severity;

pub(super) static RULE: Rule = Rule {
    id: "mlock-twice",
    severity: Severity::Warning,
    confidence: Confidence::High,
    purpose: Purpose::Any,
    title: "`disable_mlock` is set in a form that the chart does not see, and set again by it",
    why: "The chart looks for `disable_mlock = true` or `= false` on its own line and adds such a line where it finds \
          none. Vault from 2.1.0 on refuses an attribute that is set twice and does not start; older ones take the \
          last, which is the chart's.",
    fix: "Write `disable_mlock = true` or `disable_mlock = false` on its own line, without quotes and without a \
        comment.",
    link: Some("https://developer.hashicorp.com/vault/docs/configuration#disable_mlock"),
    find: Find::Looking(find),
};

fn find(subject: &Subject<'_>) -> Vec<Fault> {
    let Some(server) = Server::of(subject).filter(|server| !server.is_json()) else { return Vec::new() };
    let Some(value) = server.body.attribute("disable_mlock") else { return Vec::new() };
    let is_added = subject.configuration.as_ref().is_some_and(|configuration| configuration.adds_mlock());
    // Where that stops Vault, it is reported with all else that does.
    if !is_added || refuses_duplicates(server_version(subject)) {
        return Vec::new();
    }
    let is_wanted = value.as_bool() != Some(false);
    vec![
        Fault::new("the chart adds `disable_mlock = true` beside this line, and the last one counts")
            .at(server.label(value.span, "the chart does not see this"))
            .help(format!("write `disable_mlock = {is_wanted}` on its own line")),
    ]
}
