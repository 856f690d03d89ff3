//! Service registration.

use super::entry::{Kind, Vocabulary};

pub(super) static CONSUL: Vocabulary = Vocabulary {
    page: "https://developer.hashicorp.com/vault/docs/configuration/service-registration/consul",
    attributes: &[
        ("address", Kind::Text),
        ("check_timeout", Kind::Duration),
        ("disable_registration", Kind::Flag),
        ("scheme", Kind::Choice(&["http", "https"])),
        ("service", Kind::Text),
        ("service_address", Kind::Text),
        ("service_meta", Kind::Map),
        ("service_tags", Kind::List),
        ("tls_ca_file", Kind::Text),
        ("tls_cert_file", Kind::Text),
        ("tls_key_file", Kind::Text),
        ("tls_min_version", Kind::Choice(&["tls10", "tls11", "tls12", "tls13"])),
        ("tls_skip_verify", Kind::Flag),
        ("token", Kind::Text),
    ],
    blocks: &[],
};

pub(super) static KUBERNETES: Vocabulary = Vocabulary {
    page: "https://developer.hashicorp.com/vault/docs/configuration/service-registration/kubernetes",
    attributes: &[("namespace", Kind::Text), ("pod_name", Kind::Text)],
    blocks: &[],
};
