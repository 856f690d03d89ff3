//! A webhook that may stop every pod.

use crate::check::webhook::injector_webhook;
use crate::check::{Confidence, Fault, Find, Purpose, Rule, Subject};
use crate::diagnostic::Severity;

pub(super) static RULE: Rule = Rule {
    id: "webhook-fail-all",
    severity: Severity::Warning,
    confidence: Confidence::High,
    purpose: Purpose::Production,
    title: "no pod of the cluster starts while the injector does not answer",
    why: "With `failurePolicy: Fail` and no selector of namespaces the API server refuses every new pod while the \
          injector is away, those of the cluster itself and of Vault as well.",
    fix: "Set `injector.webhook.namespaceSelector`, or `injector.webhook.failurePolicy: Ignore`.",
    link: Some("https://kubernetes.io/docs/concepts/cluster-administration/admission-webhooks-good-practices/"),
    find: Find::Looking(find),
};

fn find(subject: &Subject<'_>) -> Vec<Fault> {
    let Some(webhook) = injector_webhook(subject) else { return Vec::new() };
    if !webhook.fails() || !webhook.takes_all_namespaces() {
        return Vec::new();
    }
    vec![
        Fault::new("while the injector does not answer, no pod of any namespace starts")
            .at(subject.label_or_unset("injector.webhook.failurePolicy", "refuses pods"))
            .also(subject.label_if_set("injector.webhook.namespaceSelector", "of all namespaces"))
            .in_object(webhook.object, "webhooks[0].namespaceSelector")
            .help(
                "set `injector.webhook.namespaceSelector` to `{matchExpressions: [{key: kubernetes.io/metadata.name, operator: NotIn, values: [kube-system]}]}`, or narrower",
            ),
    ]
}
