//! A token of the service account that does not expire.

use crate::check::{Confidence, Fault, Find, Purpose, Rule, Subject};
use crate::diagnostic::Severity;

pub(super) static RULE: Rule = Rule {
    id: "lasting-token",
    severity: Severity::Advice,
    confidence: Confidence::High,
    purpose: Purpose::Production,
    title: "a token of the service account never expires",
    why: "Such a token is good until the Secret is deleted; since Kubernetes 1.24 short-lived ones are made on \
          request.",
    fix: "Remove `server.serviceAccount.createSecret`, and leave `token_reviewer_jwt` out where Vault runs in the \
          cluster.",
    link: Some("https://kubernetes.io/docs/concepts/security/service-accounts/"),
    find: Find::Looking(find),
};

fn find(subject: &Subject<'_>) -> Vec<Fault> {
    let secret = subject.objects.iter().find(|object| object.template == "server/serviceaccount-secret");
    let fault = |object| {
        Fault::new("a token of the service account is kept in a Secret, and never expires")
            .at(subject.label_or_unset("server.serviceAccount.createSecret", "a lasting token"))
            .in_object(object, "type")
            .help("set `server.serviceAccount.createSecret: false`")
    };
    secret.into_iter().map(fault).collect()
}
