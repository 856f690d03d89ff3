//! A configuration that is written and not rendered.

use crate::chart::Mode;
use crate::check::{Confidence, Fault, Find, Purpose, Rule, Subject};
use crate::diagnostic::Severity;

pub(super) static RULE: Rule = Rule {
    id: "config-map-missing",
    severity: Severity::Error,
    confidence: Confidence::High,
    purpose: Purpose::Any,
    title: "the raft configuration is not rendered, because the other two are empty",
    why: "The chart makes the ConfigMap only if `server.standalone.config` or `server.ha.config` has some text, \
          whichever is read: with both removed the pods wait for a volume that never comes.",
    fix: "Leave one of the two at its default; with raft it is not read.",
    link: Some("https://developer.hashicorp.com/vault/docs/platform/k8s/helm/configuration"),
    find: Find::Looking(find),
};

fn find(subject: &Subject<'_>) -> Vec<Fault> {
    let server = &subject.facts().server;
    let runs = matches!(subject.facts().mode, Mode::Ha | Mode::Standalone);
    if !runs || !server.config_volume || server.config_map {
        return Vec::new();
    }
    vec![
        Fault::new("the configuration is not rendered: `server.standalone.config` and `server.ha.config` are empty")
            .at(subject.label("server.ha.config", "is empty"))
            .also(subject.label_if_set("server.standalone.config", "is empty"))
            .also(subject.label_if_set("server.ha.raft.config", "is not rendered"))
            .help("leave `server.ha.config` at its default: with raft it is not read"),
    ]
}
