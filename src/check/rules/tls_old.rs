//! A listener that takes old versions of TLS.

use crate::check::configured::{Configured, text};
use crate::check::{Confidence, Fault, Find, Purpose, Rule, Subject};
use crate::diagnostic::Severity;

pub(super) static RULE: Rule = Rule {
    id: "tls-old",
    severity: Severity::Warning,
    confidence: Confidence::High,
    purpose: Purpose::Production,
    title: "a listener takes versions of TLS that are no longer safe",
    why: "TLS 1.0 and 1.1 are withdrawn (RFC 8996); without the line Vault takes 1.2 and newer.",
    fix: "Remove `tls_min_version`, or set it to `tls12` or `tls13`.",
    link: Some("https://developer.hashicorp.com/vault/docs/configuration/listener/tcp#tls_min_version"),
    find: Find::Looking(find),
};

fn find(subject: &Subject<'_>) -> Vec<Fault> {
    let Some(configured) = Configured::of(subject) else { return Vec::new() };
    let mut faults = Vec::new();
    for listener in configured.body.blocks("listener") {
        for name in ["tls_min_version", "tls_max_version"] {
            let Some((value, version)) = text(&listener.body, name) else { continue };
            if matches!(version, "tls10" | "tls11") {
                faults.push(
                    Fault::new(format!("`{name}` is `{version}`, which is no longer safe"))
                        .at(configured.label(value.span, "a version that is withdrawn"))
                        .help(format!("write `{name} = \"tls12\"`, or remove the line")),
                );
            }
        }
    }
    faults
}
