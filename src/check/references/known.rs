//! What is there: objects that the release renders, those that others make from them, those of Kubernetes itself, and
//! those that the user names as external.

use serde_json::Value;

use super::Reference;
use crate::check::Subject;
use crate::check::tree::{annotation, has_annotation, items, spec, text};
use crate::manifest::Object;

/// Cluster roles that every cluster has, beside those that start with `system:`.
const CLUSTER_ROLES: [&str; 4] = ["cluster-admin", "admin", "edit", "view"];
/// What asks OpenShift to write a certificate into a secret.
const SERVING_CERTIFICATE: [&str; 2] =
    ["service.beta.openshift.io/serving-cert-secret-name", "service.alpha.openshift.io/serving-cert-secret-name"];

/// The namespace that an object ends up in, if it has one at all.
pub(in crate::check) fn namespace_of<'o>(object: &'o Object, subject: &'o Subject<'_>) -> &'o str {
    object.namespace().unwrap_or(&subject.release.namespace)
}

/// The rendered object that a reference names.
pub(in crate::check) fn rendered<'s>(reference: &Reference<'_>, subject: &'s Subject<'_>) -> Option<&'s Object> {
    // An object without a namespace lies where the release is installed, wherever the other one is meant to be.
    let namespace = reference.namespace.as_deref().or(reference.object.namespace());
    subject.objects.iter().find(|object| {
        object.kind() == reference.kind
            && object.name() == reference.name
            && (object.namespace().is_none() || namespace.is_none() || object.namespace() == namespace)
    })
}

/// Whether the object that a reference names is there for all that can be known.
pub(super) fn is_there(reference: &Reference<'_>, subject: &Subject<'_>) -> bool {
    rendered(reference, subject).is_some()
        || is_elsewhere(reference, subject)
        || is_built_in(reference, subject)
        || is_made_by_another(reference, subject)
        || subject.external.iter().any(|external| external.is(&reference.kind, &reference.name))
}

/// Whether the reference points into a namespace of others.
fn is_elsewhere(reference: &Reference<'_>, subject: &Subject<'_>) -> bool {
    let Some(namespace) = reference.namespace.as_deref() else { return false };
    namespace != subject.facts().namespace && namespace != subject.release.namespace
}

fn is_built_in(reference: &Reference<'_>, subject: &Subject<'_>) -> bool {
    let name = reference.name.as_str();
    match reference.kind.as_str() {
        "ServiceAccount" => name == "default",
        "ConfigMap" => name == "kube-root-ca.crt" || name == "openshift-service-ca.crt" && subject.facts().openshift,
        "ClusterRole" => name.starts_with("system:") || CLUSTER_ROLES.contains(&name),
        "PersistentVolumeClaim" => is_claimed(name, subject),
        _ => false,
    }
}

/// Whether a stateful set makes the claim for one of its pods: `data-vault-0`.
fn is_claimed(name: &str, subject: &Subject<'_>) -> bool {
    subject.objects_of("StatefulSet").any(|object| {
        let claims = items(spec(object), "volumeClaimTemplates").iter();
        let names = claims.filter_map(|claim| claim.get("metadata")).filter_map(|metadata| text(metadata, "name"));
        names.into_iter().any(|claim| {
            let ordinal = name.strip_prefix(&format!("{claim}-{}-", object.name()));
            ordinal.is_some_and(|ordinal| ordinal.bytes().all(|byte| byte.is_ascii_digit()))
        })
    })
}

/// Whether an operator makes the object from one that is rendered: cert-manager, external-secrets and the like.
fn is_made_by_another(reference: &Reference<'_>, subject: &Subject<'_>) -> bool {
    let name = reference.name.as_str();
    match reference.kind.as_str() {
        "Secret" => subject.objects.iter().any(|object| makes_secret(object, name)),
        "ConfigMap" => subject.objects_of("Bundle").any(|bundle| bundle.name() == name),
        // An Ingress of AWS names an action by the service that it stands for.
        "Service" => annotation(reference.object, &format!("alb.ingress.kubernetes.io/actions.{name}")).is_some(),
        _ => false,
    }
}

fn makes_secret(object: &Object, name: &str) -> bool {
    let named = |pointer: &str| spec(object).pointer(pointer).and_then(Value::as_str) == Some(name);
    match object.kind() {
        "Certificate" => named("/secretName"),
        "ExternalSecret" => {
            named("/target/name") || spec(object).pointer("/target/name").is_none() && object.name() == name
        }
        "SealedSecret" => object.name() == name,
        "VaultStaticSecret" | "VaultDynamicSecret" | "VaultPKISecret" => named("/destination/name"),
        "SecretProviderClass" => {
            let all = items(spec(object), "secretObjects").iter();
            all.into_iter().any(|secret| text(secret, "secretName") == Some(name))
        }
        "Service" => SERVING_CERTIFICATE.iter().any(|key| annotation(object, key) == Some(name)),
        "Ingress" => {
            let all = items(spec(object), "tls").iter();
            has_annotation(object, |key| key.starts_with("cert-manager.io/") && key.ends_with("issuer"))
                && all.into_iter().any(|tls| text(tls, "secretName") == Some(name))
        }
        _ => false,
    }
}
