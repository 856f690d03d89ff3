//! A webhook whose certificate nobody can verify.

use crate::check::tree::has_annotation;
use crate::check::webhook::injector_webhook;
use crate::check::{Confidence, Fault, Find, Purpose, Rule, Subject};
use crate::diagnostic::Severity;

pub(super) static RULE: Rule = Rule {
    id: "injector-ca-bundle",
    severity: Severity::Warning,
    confidence: Confidence::High,
    purpose: Purpose::Any,
    title: "the API server cannot verify the certificate of the injector",
    why: "With a custom certificate the injector no longer writes its authority into the webhook: without a \
          bundle every call fails, and with text that is not base64 the object is refused.",
    fix: "Set `injector.certs.caBundle` to the authority of the certificate, PEM in base64, or have cert-manager \
          write it by the annotation `cert-manager.io/inject-ca-from`.",
    link: Some("https://developer.hashicorp.com/vault/docs/platform/k8s/helm/configuration#certs"),
    find: Find::Looking(find),
};

fn find(subject: &Subject<'_>) -> Vec<Fault> {
    let Some(webhook) = injector_webhook(subject) else { return Vec::new() };
    let (secret, bundle) = ("injector.certs.secretName", "injector.certs.caBundle");
    let text = subject.values().text(bundle).unwrap_or_default();
    if text.trim_start().starts_with("-----BEGIN") {
        return vec![
            Fault::new("`injector.certs.caBundle` is PEM, and Kubernetes expects it in base64")
                .at(subject.label_or_unset(bundle, "not base64"))
                .in_object(webhook.object, "webhooks[0].clientConfig.caBundle")
                .help("write what `base64 -w0 ca.crt` prints"),
        ];
    }
    let is_written = has_annotation(webhook.object, |name| name.contains("inject"));
    if !text.is_empty() || is_written || !subject.values().truthy(secret) {
        return Vec::new();
    }
    vec![
        Fault::new("the webhook does not say whose certificate to trust")
            .at(subject.label_or_unset(bundle, "no certificate authority"))
            .also(subject.label_if_set(secret, "a custom certificate"))
            .in_object(webhook.object, "webhooks[0].clientConfig.caBundle")
            .help("set `injector.certs.caBundle` to what `base64 -w0 ca.crt` prints"),
    ]
}
