//! Pods that start without their secrets.

use crate::check::webhook::injector_webhook;
use crate::check::{Confidence, Fault, Find, Purpose, Rule, Subject};
use crate::diagnostic::Severity;

pub(super) static RULE: Rule = Rule {
    id: "webhook-ignored",
    severity: Severity::Advice,
    confidence: Confidence::Low,
    purpose: Purpose::Production,
    title: "pods start without an agent while the injector does not answer",
    why: "With `failurePolicy: Ignore` a pod that requests a secret starts without its agent, and runs or fails \
          without the secret.",
    fix: "Run several injectors, and set `injector.webhook.failurePolicy: Fail` with a `namespaceSelector` of the \
          namespaces that use it.",
    link: Some("https://kubernetes.io/docs/concepts/cluster-administration/admission-webhooks-good-practices/"),
    find: Find::Looking(find),
};

fn find(subject: &Subject<'_>) -> Vec<Fault> {
    let Some(webhook) = injector_webhook(subject).filter(|webhook| !webhook.fails()) else { return Vec::new() };
    vec![
        Fault::new("while the injector does not answer, pods start without their secrets")
            .at(subject.label_or_unset("injector.webhook.failurePolicy", "lets pods start without an agent"))
            .also_note(subject.default_note("injector.webhook.failurePolicy"))
            .in_object(webhook.object, "webhooks[0].failurePolicy")
            .help("set `injector.webhook.failurePolicy: Fail` together with `injector.webhook.namespaceSelector`"),
    ]
}
