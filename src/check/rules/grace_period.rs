//! Too little time to stop.

use crate::check::server_pod::ServerPod;
use crate::check::{Confidence, Fault, Find, Purpose, Rule, Subject};
use crate::diagnostic::Severity;

pub(super) static RULE: Rule = Rule {
    id: "grace-period",
    severity: Severity::Warning,
    confidence: Confidence::High,
    purpose: Purpose::Any,
    title: "the server is killed before it is told to stop",
    why: "The time to stop begins with the command `preStop`: if that sleeps as long as the pod is given, Vault is \
          killed without having stepped down, and the others wait for its lock to expire.",
    fix: "Let `server.terminationGracePeriodSeconds` exceed `server.preStopSleepSeconds` by some seconds.",
    link: Some("https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-termination"),
    find: Find::Looking(find),
};

const GRACE: &str = "server.terminationGracePeriodSeconds";
const SLEEP: &str = "server.preStopSleepSeconds";

fn find(subject: &Subject<'_>) -> Vec<Fault> {
    let values = subject.values();
    let (Some(grace), Some(sleep)) = (values.integer(GRACE), values.integer(SLEEP)) else { return Vec::new() };
    let is_own = values.truthy("server.preStop");
    if is_own || grace > sleep || ServerPod::of(subject).is_none() {
        return Vec::new();
    }
    let (first, second) = if subject.is_set(SLEEP) { (SLEEP, GRACE) } else { (GRACE, SLEEP) };
    let words = |path| match path {
        SLEEP => format!("{sleep} seconds before the signal"),
        _ => format!("killed after {grace} seconds"),
    };
    vec![
        Fault::new(format!("the server is killed after {grace} seconds and told to stop after {sleep}"))
            .at(subject.label(first, words(first)))
            .also(subject.label_if_set(second, words(second)))
            .also_note(subject.default_note(second))
            .help(format!("set `{GRACE}: {}`", sleep.saturating_add(10))),
    ]
}
