//! A configuration that Vault cannot read.

use crate::check::{Confidence, Fault, Find, Purpose, Rule, Subject};
use crate::diagnostic::{Diagnostic, Severity};

pub(super) static RULE: Rule = Rule {
    id: "vault-config-syntax",
    severity: Severity::Error,
    confidence: Confidence::High,
    purpose: Purpose::Any,
    title: "Vault cannot read its configuration",
    why: "The configuration is one opaque text to Helm, to Kubernetes and to GitOps tools: a stray brace passes all of \
          them, and the pod dies at its next start.",
    fix: "Fix the text at the place that the message names; Vault reads HCL 1, or JSON if the text starts with `{`.",
    link: Some("https://developer.hashicorp.com/vault/docs/configuration"),
    find: Find::Looking(find),
};

fn find(subject: &Subject<'_>) -> Vec<Fault> {
    let Some(configuration) = &subject.configuration else { return Vec::new() };
    let problems = configuration.config.as_ref().err();
    problems
        .into_iter()
        .flatten()
        .map(|problem| {
            let Diagnostic { title, labels, help, .. } = problem.clone().into();
            let labels = labels.into_iter().map(|label| configuration.label(label.span, label.text));
            Fault { labels: labels.collect(), help, ..Fault::new(format!("{}: {title}", configuration.path)) }
        })
        .collect()
}
