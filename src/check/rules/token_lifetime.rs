//! Tokens that live long.

use crate::check::configured::Configured;
use crate::check::duration;
use crate::check::{Confidence, Fault, Find, Purpose, Rule, Subject};
use crate::diagnostic::Severity;

pub(super) static RULE: Rule = Rule {
    id: "token-lifetime",
    severity: Severity::Warning,
    confidence: Confidence::Medium,
    purpose: Purpose::Production,
    title: "tokens and leases may live longer than the default of Vault",
    why: "A token that leaks is good for as long as it lives: Vault lets it live for 768 hours, 32 days, unless it \
          is configured otherwise.",
    fix: "Remove `max_lease_ttl` and `default_lease_ttl` or make them shorter; give longer ones to the few mounts \
          that need them.",
    link: Some("https://developer.hashicorp.com/vault/docs/configuration#max_lease_ttl"),
    find: Find::Looking(find),
};

/// What Vault takes without a word: 768 hours.
const DEFAULT: f64 = 768.0 * 3_600.0;
const SECONDS_A_DAY: f64 = 86_400.0;

fn find(subject: &Subject<'_>) -> Vec<Fault> {
    let Some(configured) = Configured::of(subject) else { return Vec::new() };
    let mut faults = Vec::new();
    for name in ["max_lease_ttl", "default_lease_ttl"] {
        let Some(value) = configured.body.attribute(name) else { continue };
        let Some(seconds) = duration::of_value(value).filter(|seconds| *seconds > DEFAULT) else { continue };
        faults.push(
            Fault::new(format!("`{name}` lets tokens live for {} days", (seconds / SECONDS_A_DAY).floor()))
                .at(configured.label(value.span, "longer than the 32 days of the default"))
                .help(format!(
                    "let `{name}` be 768h or less, which the other of the two must not contradict, and tune \
                    the mounts that need more"
                )),
        );
    }
    faults
}
