//! A secret in the configuration of Vault.

use crate::check::{Confidence, Fault, Find, Purpose, Rule, ServerConfiguration, Subject};
use crate::diagnostic::Severity;
use crate::secrets::secrets;
use crate::source::Span;
use crate::vault_config::{Attribute, Body};

/// The variables by which Vault takes what else is an attribute: the block's label, the attribute, the variable.
const VARIABLES: &[(&str, &str, &str)] = &[
    ("alicloudkms", "access_key", "ALICLOUD_ACCESS_KEY"),
    ("alicloudkms", "secret_key", "ALICLOUD_SECRET_KEY"),
    ("awskms", "access_key", "AWS_ACCESS_KEY_ID"),
    ("awskms", "secret_key", "AWS_SECRET_ACCESS_KEY"),
    ("awskms", "session_token", "AWS_SESSION_TOKEN"),
    ("azure", "accountKey", "AZURE_ACCOUNT_KEY"),
    ("azurekeyvault", "client_secret", "AZURE_CLIENT_SECRET"),
    ("consul", "token", "CONSUL_HTTP_TOKEN"),
    ("dynamodb", "access_key", "AWS_ACCESS_KEY_ID"),
    ("dynamodb", "secret_key", "AWS_SECRET_ACCESS_KEY"),
    ("dynamodb", "session_token", "AWS_SESSION_TOKEN"),
    ("etcd", "password", "ETCD_PASSWORD"),
    ("pkcs11", "pin", "VAULT_HSM_PIN"),
    ("postgresql", "connection_url", "VAULT_PG_CONNECTION_URL"),
    ("s3", "access_key", "AWS_ACCESS_KEY_ID"),
    ("s3", "secret_key", "AWS_SECRET_ACCESS_KEY"),
    ("s3", "session_token", "AWS_SESSION_TOKEN"),
    ("transit", "token", "VAULT_TOKEN"),
];

pub(super) static RULE: Rule = Rule {
    id: "secret-in-config",
    severity: Severity::Warning,
    confidence: Confidence::High,
    purpose: Purpose::Any,
    title: "a secret is written into the configuration of Vault",
    why: "The configuration becomes a ConfigMap: whoever may read config maps, the release or the repository of the \
          values reads the secret as well, and it is not encrypted at rest.",
    fix: "Put it into a Secret. Vault takes most of them from environment variables, which \
          `server.extraSecretEnvironmentVars` sets; for the others, mount a Secret with a further configuration file \
          by `server.volumes` and `server.volumeMounts`, and name it with `-config=…` in `server.extraArgs`.",
    link: Some("https://kubernetes.io/docs/concepts/configuration/secret/"),
    find: Find::Looking(find),
};

/// An attribute with the label of the block that it stands in.
type Owner<'c> = (&'c str, &'c Attribute);

fn find(subject: &Subject<'_>) -> Vec<Fault> {
    let Some(configuration) = &subject.configuration else { return Vec::new() };
    let source = configuration.whole("").span.source;
    let secrets = secrets(configuration.text()).into_iter();
    let places = secrets.map(|secret| Span::new(source, secret.range.start, secret.range.end));
    places.map(|place| fault(place, configuration)).collect()
}

fn fault(place: Span, configuration: &ServerConfiguration) -> Fault {
    let owner = configuration.tree().and_then(|tree| owner(&tree.body, "", place));
    let title = match owner {
        Some(("", attribute)) => format!("`{}` holds a secret in plain text", attribute.name.text),
        Some((label, attribute)) => format!("`{}` of `{label}` holds a secret in plain text", attribute.name.text),
        None => format!("`{}` holds a secret in plain text", configuration.path),
    };
    let fault = Fault::new(title).at(configuration.label(place, "goes into a ConfigMap"));
    match owner.and_then(variable) {
        Some(variable) => fault.help(format!(
            "remove it here, and set `{variable}` from a Secret: `server.extraSecretEnvironmentVars: \
             [{{envName: {variable}, secretName: …, secretKey: …}}]`"
        )),
        None if owner.is_some_and(|(_, attribute)| attribute.name.text == "leader_client_key") => {
            fault.help("mount the key from a Secret, and write `leader_client_key_file = \"/vault/userconfig/…\"`")
        }
        None if owner.is_none() && configuration.tree().is_some() => {
            fault.help("remove it: comments go into the ConfigMap as well")
        }
        None => fault.help(
            "put this block into a file of a Secret, mount it with `server.volumes` and `server.volumeMounts`, and \
             add `-config=/path/of/the/file` to `server.extraArgs`",
        ),
    }
}

fn variable((label, attribute): Owner<'_>) -> Option<&'static str> {
    let is_it = |entry: &&(&str, &str, &str)| entry.0 == label && entry.1 == attribute.name.text;
    VARIABLES.iter().find(is_it).map(|(_, _, variable)| *variable)
}

/// The attribute whose value holds a place. Both lists stand in the order of the text, so that it is found by halving.
fn owner<'c>(body: &'c Body, label: &'c str, place: Span) -> Option<Owner<'c>> {
    let holds = |span: Span| span.start <= place.start && place.end <= span.end;
    let attribute = body.attributes.partition_point(|attribute| attribute.value.span.end < place.end);
    if let Some(attribute) = body.attributes.get(attribute).filter(|attribute| holds(attribute.value.span)) {
        return Some((label, attribute));
    }
    let block = body.blocks.partition_point(|block| block.span.end < place.end);
    let block = body.blocks.get(block).filter(|block| holds(block.span))?;
    owner(&block.body, block.label().unwrap_or(&block.kind.text), place)
}
