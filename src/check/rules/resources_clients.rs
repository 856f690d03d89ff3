//! An injector or CSI provider without requests for memory.

use crate::check::part::{ChartContainer, parts};
use crate::check::{Confidence, Fault, Find, Purpose, Rule, Subject};
use crate::diagnostic::Severity;

pub(super) static RULE: Rule = Rule {
    id: "resources-clients",
    severity: Severity::Advice,
    confidence: Confidence::High,
    purpose: Purpose::Production,
    title: "the injector or the CSI provider requests no memory",
    why: "Without the injector no pod that needs a secret gets one when it starts, and without requests it is the \
          first to be evicted.",
    fix: "Set `injector.resources`, `csi.resources` and `csi.agent.resources`.",
    link: Some("https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/"),
    find: Find::Looking(find),
};

fn find(subject: &Subject<'_>) -> Vec<Fault> {
    let all = parts(subject);
    let lacks = |part: &&ChartContainer<'_>| {
        let has = |path: &str| part.container.tree.pointer(path).is_some();
        !part.is_server() && !has("/resources/requests/memory") && !has("/resources/limits/memory")
    };
    let fault = |part: &ChartContainer<'_>| {
        Fault::new(format!("{} requests no memory", part.name))
            .at(subject.label_or_unset(part.resources, "no request"))
            .in_object(part.pod.object, format!("{}.resources", part.container.path))
            .help(format!(
                "set `{}`, such as `{{requests: {{memory: 128Mi, cpu: 100m}}, limits: {{memory: 256Mi}}}}`",
                part.resources
            ))
    };
    all.iter().filter(lacks).map(fault).collect()
}
