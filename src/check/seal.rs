//! What each kind of seal needs: in its stanza, or in the environment of the server.

use super::server::Server;
use super::server_pod::text;
use crate::diagnostic::Label;
use crate::vault_config::{Block, Value};

/// One thing that a seal needs.
pub(super) struct Need {
    /// The attribute of the stanza.
    pub(super) attribute: &'static str,
    /// The variables that say it as well.
    pub(super) variables: &'static [&'static str],
}

/// A kind of seal.
pub(super) struct SealKind {
    /// Its name in the configuration.
    pub(super) kind: &'static str,
    /// What the server does not start without.
    pub(super) needs: &'static [Need],
    /// What it proves its identity by, if that is said here at all.
    pub(super) credentials: &'static [Need],
    /// Variables that stand for all credentials.
    pub(super) instead: &'static [&'static str],
    /// Annotations of the service account by which a cloud gives it an identity.
    pub(super) annotations: &'static [&'static str],
    /// Labels of the pod by which a cloud gives it an identity.
    pub(super) labels: &'static [&'static str],
}

const fn need(attribute: &'static str, variables: &'static [&'static str]) -> Need {
    Need { attribute, variables }
}

const fn kind(kind: &'static str, needs: &'static [Need], credentials: &'static [Need]) -> SealKind {
    SealKind { kind, needs, credentials, instead: &[], annotations: &[], labels: &[] }
}

/// The kinds of seals whose needs are known.
const KINDS: &[SealKind] = &[
    SealKind {
        instead: &[
            "AWS_WEB_IDENTITY_TOKEN_FILE",
            "AWS_SHARED_CREDENTIALS_FILE",
            "AWS_PROFILE",
            "AWS_CONTAINER_CREDENTIALS_FULL_URI",
            "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
        ],
        annotations: &["eks.amazonaws.com/role-arn"],
        ..kind(
            "awskms",
            &[need("kms_key_id", &["VAULT_AWSKMS_SEAL_KEY_ID"])],
            &[need("access_key", &["AWS_ACCESS_KEY_ID"]), need("secret_key", &["AWS_SECRET_ACCESS_KEY"])],
        )
    },
    SealKind {
        annotations: &["iam.gke.io/gcp-service-account"],
        ..kind(
            "gcpckms",
            &[
                need("project", &["GOOGLE_PROJECT"]),
                need("region", &["GOOGLE_REGION"]),
                need("key_ring", &["VAULT_GCPCKMS_SEAL_KEY_RING"]),
                need("crypto_key", &["VAULT_GCPCKMS_SEAL_CRYPTO_KEY"]),
            ],
            &[need("credentials", &["GOOGLE_CREDENTIALS", "GOOGLE_APPLICATION_CREDENTIALS"])],
        )
    },
    SealKind {
        instead: &["AZURE_FEDERATED_TOKEN_FILE"],
        annotations: &["azure.workload.identity/client-id"],
        labels: &["azure.workload.identity/use", "aadpodidbinding"],
        ..kind(
            "azurekeyvault",
            &[
                need("vault_name", &["VAULT_AZUREKEYVAULT_VAULT_NAME"]),
                need("key_name", &["VAULT_AZUREKEYVAULT_KEY_NAME"]),
            ],
            &[
                need("tenant_id", &["AZURE_TENANT_ID"]),
                need("client_id", &["AZURE_CLIENT_ID"]),
                need("client_secret", &["AZURE_CLIENT_SECRET"]),
            ],
        )
    },
    kind(
        "transit",
        &[
            need("address", &[]),
            need("key_name", &["VAULT_TRANSIT_SEAL_KEY_NAME"]),
            need("mount_path", &["VAULT_TRANSIT_SEAL_MOUNT_PATH"]),
        ],
        &[need("token", &["VAULT_TOKEN"])],
    ),
    kind(
        "ocikms",
        &[
            need("key_id", &["VAULT_OCIKMS_SEAL_KEY_ID"]),
            need("crypto_endpoint", &["VAULT_OCIKMS_CRYPTO_ENDPOINT"]),
            need("management_endpoint", &["VAULT_OCIKMS_MANAGEMENT_ENDPOINT"]),
        ],
        &[],
    ),
    kind(
        "alicloudkms",
        &[need("kms_key_id", &["VAULT_ALICLOUDKMS_SEAL_KEY_ID"])],
        &[need("access_key", &["ALICLOUD_ACCESS_KEY"]), need("secret_key", &["ALICLOUD_SECRET_KEY"])],
    ),
    kind("pkcs11", &[need("lib", &["VAULT_HSM_LIB"]), need("pin", &["VAULT_HSM_PIN"])], &[]),
];

/// A seal that is in use.
#[derive(Clone, Copy)]
pub(super) struct Seal<'s> {
    /// Its stanza, if it has one.
    pub(super) block: Option<&'s Block>,
    /// Its type.
    pub(super) kind: &'s str,
}

/// The variable that says the type of the seal.
pub(super) const VARIABLE: &str = "VAULT_SEAL_TYPE";
/// Where the values set it.
pub(super) const VARIABLE_PATH: &str = "server.extraEnvironmentVars.VAULT_SEAL_TYPE";

impl<'s> Seal<'s> {
    /// What is known of its type.
    pub(super) fn known(&self) -> Option<&'static SealKind> {
        KINDS.iter().find(|known| known.kind == self.kind)
    }

    /// An attribute of its stanza.
    pub(super) fn attribute(&self, name: &str) -> Option<&'s Value> {
        self.block?.body.attribute(name)
    }

    /// What to say of it, at its stanza or at the variable.
    pub(super) fn label(&self, server: &Server<'_>, text: impl Into<String>) -> Label {
        match self.block {
            Some(block) => server.label(block.span, text),
            None => server.subject.label(VARIABLE_PATH, text),
        }
    }
}

/// The seals that are in use. The variable overrules the type of a stanza (`command/server.go`, `setSeal`).
pub(super) fn active<'s>(server: &Server<'s>) -> Vec<Seal<'s>> {
    let is_off = |block: &Block| block.body.attribute("disabled").and_then(|value| value.as_bool()).unwrap_or(false);
    let blocks = server.body.blocks.iter().filter(|block| matches!(block.kind.text.as_str(), "seal" | "hsm"));
    let of_block = |block: &'s Block| Some(Seal { block: Some(block), kind: block.label()? });
    let stanzas: Vec<Seal<'s>> = blocks.filter(|block| !is_off(block)).filter_map(of_block).collect();
    let by_variable = server.pod.variable(VARIABLE).filter(|kind| !kind.is_empty());
    match (by_variable, stanzas.as_slice()) {
        (Some(kind), [] | [_]) => vec![Seal { block: stanzas.first().and_then(|seal| seal.block), kind }],
        _ => stanzas,
    }
}

/// The seals that are in use and whose needs are known.
pub(super) fn seals<'s>(server: &Server<'s>) -> Vec<(Seal<'s>, &'static SealKind)> {
    active(server).into_iter().filter_map(|seal| Some((seal, seal.known()?))).collect()
}

/// Whether the stanza or the environment says it.
pub(super) fn is_met(server: &Server<'_>, seal: &Seal<'_>, need: &Need) -> bool {
    let said = seal.attribute(need.attribute).is_some_and(|value| value.as_text() != Some(""));
    said || need.variables.iter().any(|name| server.pod.has_variable(name))
}

/// Whether the pods have an identity by which a cloud knows them.
pub(super) fn has_identity(server: &Server<'_>, kind: &SealKind) -> bool {
    let account = server.pod.field("serviceAccountName").and_then(serde_json::Value::as_str).unwrap_or("default");
    let mut accounts = server.subject.objects_of("ServiceAccount").filter(|object| object.name() == account);
    let annotated = accounts.any(|object| {
        let annotations = object.tree.get("metadata").and_then(|metadata| metadata.get("annotations"));
        annotations.is_some_and(|annotations| kind.annotations.iter().any(|name| text(annotations, name).is_some()))
    });
    let labels = server.pod.labels();
    let labelled = labels.is_some_and(|labels| kind.labels.iter().any(|name| labels.contains_key(*name)));
    annotated || labelled || kind.instead.iter().any(|name| server.pod.has_variable(name))
}

/// Whether a variable tells a seal something, or holds the licence.
pub(super) fn is_of_seal(variable: &str) -> bool {
    let needs = KINDS.iter().flat_map(|kind| kind.needs.iter().chain(kind.credentials));
    let mut known = needs.flat_map(|need| need.variables).chain(&["VAULT_LICENSE"]);
    known.any(|known| *known == variable)
}

/// How a need is met by the stanza or by the environment: `` `token` (or the variable `VAULT_TOKEN`) ``.
pub(super) fn words(need: &Need) -> String {
    match need.variables.first() {
        Some(variable) => format!("`{}` (or the variable `{variable}`)", need.attribute),
        None => format!("`{}`", need.attribute),
    }
}
