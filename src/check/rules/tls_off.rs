//! A listener without TLS.

use crate::check::configured::{Configured, on};
use crate::check::{Confidence, Fault, Find, Purpose, Rule, Subject};
use crate::diagnostic::Severity;

pub(super) static RULE: Rule = Rule {
    id: "tls-off",
    severity: Severity::Warning,
    confidence: Confidence::High,
    purpose: Purpose::Production,
    title: "Vault speaks plain HTTP",
    why: "Tokens and secrets travel readable between pods and nodes; Vault expects end-to-end TLS.",
    fix: "Set `global.tlsDisable: false`, mount a certificate and name it in the listener; the profile `ha-raft-tls` \
          shows the whole.",
    link: Some("https://developer.hashicorp.com/vault/docs/concepts/production-hardening"),
    find: Find::Looking(find),
};

fn find(subject: &Subject<'_>) -> Vec<Fault> {
    let Some(configured) = Configured::of(subject) else { return Vec::new() };
    let Some(plain) = configured.open_listeners().find_map(|listener| on(&listener.body, "tls_disable")) else {
        return Vec::new();
    };
    // Where the chart expects TLS, the two do not agree, which is for another rule to tell.
    if !subject.values().truthy("global.tlsDisable") {
        return Vec::new();
    }
    vec![
        Fault::new("Vault's listener speaks plain HTTP")
            .at(configured.label(plain.span, "TLS is off"))
            .also(subject.label_if_set("global.tlsDisable", "and off for the chart"))
            .also_note(subject.default_note("global.tlsDisable"))
            .help(
                "give the listener `tls_cert_file` and `tls_key_file` in the place of `tls_disable`, from a Secret \
                 that is mounted with `server.volumes` and `server.volumeMounts`, beside `global.tlsDisable: false`; \
                 `--profile ha-raft-tls` shows the whole",
            ),
    ]
}
