//! Pods that the strictest pod security standard refuses.

use crate::check::part::{ChartContainer, parts};
use crate::check::security_context::{capabilities, field};
use crate::check::{Confidence, Fault, Find, Purpose, Rule, Subject};
use crate::diagnostic::Severity;

pub(super) static RULE: Rule = Rule {
    id: "pod-security",
    severity: Severity::Advice,
    confidence: Confidence::High,
    purpose: Purpose::Production,
    title: "the server does not meet the restricted pod security standard",
    why: "In a namespace that enforces the restricted standard these pods are refused; in any other they may call \
          more of the kernel than Vault needs.",
    fix: "Set `server.statefulSet.securityContext.pod` and `server.statefulSet.securityContext.container` in full: \
          each replaces the default of the chart.",
    link: Some("https://kubernetes.io/docs/concepts/security/pod-security-standards/"),
    find: Find::Looking(find),
};

fn find(subject: &Subject<'_>) -> Vec<Fault> {
    let server = parts(subject).into_iter().find(|part| part.is_server() && !subject.facts().openshift);
    let Some(ChartContainer { pod, container, pod_context, context, .. }) = server else { return Vec::new() };
    let profile = field(&pod, &container, "seccompProfile").and_then(|profile| profile.get("type"));
    let has_profile = profile.is_some_and(|kind| kind == "RuntimeDefault" || kind == "Localhost");
    let drops_all = capabilities(&container, "drop").contains(&"ALL");
    let mut missing = Vec::new();
    missing.extend((!has_profile).then_some("a seccomp profile"));
    missing.extend((!drops_all).then_some("`capabilities.drop: [ALL]`"));
    if missing.is_empty() {
        return Vec::new();
    }
    let fault = Fault::new(format!("the server lacks {}", missing.join(" and ")))
        .at(subject.label_or_unset(context, "not as strict as the restricted standard"))
        .in_object(pod.object, format!("{}.securityContext", container.path));
    let fault = if has_profile {
        fault
    } else {
        fault.help(format!(
            "set `{pod_context}` to `{{runAsNonRoot: true, runAsUser: 100, runAsGroup: 1000, fsGroup: 1000, seccompProfile: {{type: RuntimeDefault}}}}`"
        ))
    };
    vec![if drops_all {
        fault
    } else {
        fault.help(format!("set `{context}` to `{{allowPrivilegeEscalation: false, capabilities: {{drop: [ALL]}}}}`"))
    }]
}
