//! A log that tells too much.

use crate::check::configured::{Configured, text};
use crate::check::{Confidence, Fault, Find, Purpose, Rule, Subject};
use crate::diagnostic::Label;
use crate::diagnostic::Severity;

pub(super) static RULE: Rule = Rule {
    id: "log-level",
    severity: Severity::Warning,
    confidence: Confidence::High,
    purpose: Purpose::Production,
    title: "a log level is meant for debugging",
    why: "At `debug` and `trace` a server writes down what it does for every request, which costs time and may reveal \
          what nobody should read in a log.",
    fix: "Set the level to `info` or `warn`, or leave it out.",
    link: Some("https://developer.hashicorp.com/vault/docs/configuration#log_level"),
    find: Find::Looking(find),
};

const VALUES: [(&str, &str); 4] = [
    ("server.logLevel", "server"),
    ("injector.logLevel", "injector"),
    ("csi.logLevel", "csi"),
    ("csi.agent.logLevel", "csi"),
];

fn find(subject: &Subject<'_>) -> Vec<Fault> {
    let is_rendered = |part: &str| subject.objects.iter().any(|object| object.template.split('/').next() == Some(part));
    let mut faults = Vec::new();
    for (value, part) in VALUES {
        let level = subject.values().given_text(value).filter(|level| is_loud(level) && is_rendered(part));
        faults.extend(level.map(|level| fault(value, level, subject.label_or_unset(value, "too much for production"))));
    }
    if is_rendered("csi") && subject.values().on("csi.debug") {
        faults.push(fault("csi.debug", "debug", subject.label_or_unset("csi.debug", "logs at level `debug`")));
    }
    if let Some(configured) = Configured::of(subject)
        && let Some((value, level)) = text(configured.body, "log_level").filter(|(_, level)| is_loud(level))
    {
        faults.push(fault("log_level", level, configured.label(value.span, "too much for production")));
    }
    faults
}

fn is_loud(level: &str) -> bool {
    ["debug", "trace"].iter().any(|loud| level.eq_ignore_ascii_case(loud))
}

fn fault(name: &str, level: &str, label: Label) -> Fault {
    Fault::new(format!("`{name}` sets the log level `{level}`")).at(label).help("write `info`, or remove the line")
}
