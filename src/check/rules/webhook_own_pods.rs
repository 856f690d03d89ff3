//! A webhook that the injector itself waits for.

use crate::check::pods::injector_pod;
use crate::check::webhook::injector_webhook;
use crate::check::{Confidence, Fault, Find, Purpose, Rule, Subject};
use crate::diagnostic::Severity;

pub(super) static RULE: Rule = Rule {
    id: "webhook-own-pods",
    severity: Severity::Warning,
    confidence: Confidence::High,
    purpose: Purpose::Production,
    title: "the injector waits for itself to start",
    why: "The webhook is called for the pods of the injector, too: with `failurePolicy: Fail` the first one waits \
          for itself, and the injector never comes back.",
    fix: "Keep the default of `injector.webhook.objectSelector`, or leave the injector out by its label in your own.",
    link: Some("https://kubernetes.io/docs/concepts/cluster-administration/admission-webhooks-good-practices/"),
    find: Find::Looking(find),
};

fn find(subject: &Subject<'_>) -> Vec<Fault> {
    let (Some(webhook), Some(pod)) = (injector_webhook(subject), injector_pod(subject.objects)) else {
        return Vec::new();
    };
    if !webhook.fails() || !webhook.takes_all_namespaces() || !webhook.takes_pods_with(pod.labels) {
        return Vec::new();
    }
    vec![
        Fault::new("the webhook is called for the pods of the injector itself")
            .at(subject.label_or_unset("injector.webhook.objectSelector", "does not leave the injector out"))
            .also(subject.label_if_set("injector.webhook.failurePolicy", "refuses pods without an answer"))
            .in_object(webhook.object, "webhooks[0].objectSelector")
            .help(format!(
                "add `{{key: app.kubernetes.io/name, operator: NotIn, values: [{}]}}` to its `matchExpressions`",
                subject.facts().injector.name
            )),
    ]
}
