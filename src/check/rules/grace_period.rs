//! A pod that is killed before it is told to stop.

use crate::check::pods::server_pod;
use crate::check::{Confidence, Fault, Find, Purpose, Rule, Subject};
use crate::diagnostic::Severity;

pub(super) static RULE: Rule = Rule {
    id: "grace-period",
    severity: Severity::Warning,
    confidence: Confidence::High,
    purpose: Purpose::Any,
    title: "the server is killed before it has stopped",
    why: "The pause before the signal counts against the grace period: where it takes it all, Vault is killed \
          without stepping down, and the others wait for its lock to run out.",
    fix: "Set `server.terminationGracePeriodSeconds` well above `server.preStopSleepSeconds`.",
    link: Some("https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-termination"),
    find: Find::Looking(find),
};

fn find(subject: &Subject<'_>) -> Vec<Fault> {
    let (grace, pause) = ("server.terminationGracePeriodSeconds", "server.preStopSleepSeconds");
    let values = subject.values();
    let Some(pod) = server_pod(subject.objects).filter(|_| !values.truthy("server.preStop")) else { return Vec::new() };
    let (Some(seconds), Some(sleep)) = (values.integer(grace), values.integer(pause)) else { return Vec::new() };
    if seconds > sleep {
        return Vec::new();
    }
    vec![
        Fault::new(format!(
            "the server has {seconds} seconds to stop, and sleeps for {sleep} of them before it gets the signal"
        ))
        .at(subject.label_or_unset(grace, "too short"))
        .also(subject.label_if_set(pause, "the pause before the signal"))
        .also_note(subject.default_note(pause))
        .in_object(pod.object, "spec.template.spec.terminationGracePeriodSeconds")
        .help(format!("set `{grace}: {}` or more", sleep.saturating_add(10))),
    ]
}
