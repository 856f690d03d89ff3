//! Client addresses that anyone may forge.

use crate::check::configured::Configured;
use crate::check::{Confidence, Fault, Find, Purpose, Rule, Subject};
use crate::diagnostic::Severity;

pub(super) static RULE: Rule = Rule {
    id: "forwarded-for",
    severity: Severity::Warning,
    confidence: Confidence::High,
    purpose: Purpose::Production,
    title: "any client may choose the address that Vault sees",
    why: "Policies, quotas and audit logs go by the address of the client; a listener that trusts the header of \
          every client lets each client choose it.",
    fix: "Name in `x_forwarded_for_authorized_addrs` the addresses of the proxies alone.",
    link: Some(
        "https://developer.hashicorp.com/vault/docs/configuration/listener/tcp#x_forwarded_for_authorized_addrs",
    ),
    find: Find::Looking(find),
};

fn find(subject: &Subject<'_>) -> Vec<Fault> {
    let Some(configured) = Configured::of(subject) else { return Vec::new() };
    let mut faults = Vec::new();
    for listener in configured.body.blocks("listener") {
        let Some(value) = listener.body.attribute("x_forwarded_for_authorized_addrs") else { continue };
        let text = value.to_json().to_string();
        if text.contains("0.0.0.0/0") || text.contains("::/0") {
            faults.push(
                Fault::new("the listener trusts the `X-Forwarded-For` of every client")
                    .at(configured.label(value.span, "all addresses"))
                    .help("name the addresses of your proxies, such as `10.0.0.0/8`"),
            );
        }
    }
    faults
}
