//! Injectors that each make a certificate of their own.

use crate::check::pods::injector_pod;
use crate::check::{Confidence, Fault, Find, Purpose, Rule, Subject};
use crate::diagnostic::Severity;

pub(super) static RULE: Rule = Rule {
    id: "injector-certificates",
    severity: Severity::Warning,
    confidence: Confidence::High,
    purpose: Purpose::Any,
    title: "several injectors make certificates without a leader",
    why: "Each injector writes its own certificate authority into the one webhook configuration: the API server \
          trusts the last one, and refuses the answers of the others.",
    fix: "Set `injector.leaderElector.enabled: true`, or give one certificate in `injector.certs.secretName`.",
    link: Some("https://developer.hashicorp.com/vault/docs/platform/k8s/helm/configuration#leaderelector"),
    find: Find::Looking(find),
};

fn find(subject: &Subject<'_>) -> Vec<Fault> {
    let values = subject.values();
    let Some(pod) = injector_pod(subject.objects) else { return Vec::new() };
    let several = values.integer("injector.replicas").is_some_and(|replicas| replicas > 1);
    if !several || values.on("injector.leaderElector.enabled") || values.truthy("injector.certs.secretName") {
        return Vec::new();
    }
    vec![
        Fault::new("several injectors each make a certificate, and the webhook trusts one")
            .at(subject.label_or_unset("injector.leaderElector.enabled", "no leader is elected"))
            .also(subject.label_if_set("injector.replicas", "more than one"))
            .in_object(pod.object, "spec.replicas")
            .help("set `injector.leaderElector.enabled: true`, or `injector.certs.secretName`"),
    ]
}
