//! Objects without a namespace among those that have one.

use crate::check::{Confidence, Fault, Find, Purpose, Rule, Subject};
use crate::diagnostic::Severity;
use crate::manifest::Object;

pub(super) static RULE: Rule = Rule {
    id: "reference-namespace",
    severity: Severity::Advice,
    confidence: Confidence::Medium,
    purpose: Purpose::Any,
    title: "an object does not say its namespace, and others of the release do",
    why: "An object without a namespace lands wherever it is applied: in the namespace of the current context, or \
          the one that the GitOps tool is configured with, and not beside the objects that say theirs.",
    fix: "Apply the manifests with `-n NAMESPACE`; give objects in `extraObjects` a `metadata.namespace`.",
    link: Some("https://kubernetes.io/docs/concepts/overview/working-with-objects/namespaces/"),
    find: Find::Looking(find),
};

/// Kinds that lie in no namespace, of Kubernetes and of operators that are often beside Vault.
const CLUSTER_WIDE: [&str; 24] = [
    "APIService",
    "Bundle",
    "ClusterIssuer",
    "ClusterPolicy",
    "ClusterRole",
    "ClusterRoleBinding",
    "ClusterSecretStore",
    "CSIDriver",
    "CustomResourceDefinition",
    "GatewayClass",
    "IngressClass",
    "MutatingWebhookConfiguration",
    "Namespace",
    "Node",
    "PersistentVolume",
    "PodSecurityPolicy",
    "PriorityClass",
    "RuntimeClass",
    "SecurityContextConstraints",
    "StorageClass",
    "ValidatingAdmissionPolicy",
    "ValidatingAdmissionPolicyBinding",
    "ValidatingWebhookConfiguration",
    "VolumeSnapshotClass",
];

fn find(subject: &Subject<'_>) -> Vec<Fault> {
    let without = |object: &&Object| object.namespace().is_none() && !CLUSTER_WIDE.contains(&object.kind());
    let others = subject.objects.iter().any(|object| object.namespace().is_some());
    let namespace = &subject.facts().namespace;
    let fault = |object: &Object| {
        let (kind, name) = (object.kind(), object.name());
        let fault = Fault::new(format!("{kind} `{name}` does not say its namespace"))
            .at(subject.label(value_of(object), "made from this"))
            .in_object(object, "metadata");
        let is_extra = object.template == "extra-objects";
        let fault = if is_extra { fault } else { fault.note("the chart leaves it out, as vault-helm does") };
        match is_extra {
            true => fault.help(format!("write `namespace: {namespace}` in its metadata")),
            false => fault.help(format!("apply the manifests with `-n {namespace}`")),
        }
    };
    subject.objects.iter().filter(without).filter(|_| others).map(fault).collect()
}

fn value_of(object: &Object) -> &'static str {
    match object.template.as_str() {
        "extra-objects" => "extraObjects",
        "prometheus/servicemonitor" => "serverTelemetry.serviceMonitor",
        "prometheus/prometheusrules" => "serverTelemetry.prometheusRules",
        _ => "global.openshift",
    }
}
