//! An endpoint for debugging in production.

use crate::check::configured::{Configured, on};
use crate::check::{Confidence, Fault, Find, Purpose, Rule, Subject};
use crate::diagnostic::Severity;
use crate::vault_config::Value;

pub(super) static RULE: Rule = Rule {
    id: "debug-endpoint",
    severity: Severity::Warning,
    confidence: Confidence::High,
    purpose: Purpose::Production,
    title: "an endpoint for debugging is open",
    why: "These endpoints show what is stored or how the server works inside, to debug Vault itself.",
    fix: "Remove the line when you are done.",
    link: Some("https://developer.hashicorp.com/vault/docs/configuration#raw_storage_endpoint"),
    find: Find::Looking(find),
};

fn find(subject: &Subject<'_>) -> Vec<Fault> {
    let Some(configured) = Configured::of(subject) else { return Vec::new() };
    let top = [
        ("raw_storage_endpoint", "`sys/raw` reads and writes the storage past all policies"),
        ("introspection_endpoint", "`sys/internal/inspect` shows the inside of the server"),
    ];
    let top = top.into_iter().filter_map(|(name, says)| Some((name, on(configured.body, name)?, says)));
    let profiling = configured.body.blocks("listener").filter_map(|listener| {
        let value = on(&listener.body.block("profiling")?.body, "unauthenticated_pprof_access")?;
        Some(("unauthenticated_pprof_access", value, "profiles of the memory for everybody"))
    });
    let fault = |(name, value, says): (&str, &Value, &str)| {
        Fault::new(format!("`{name}` is on")).at(configured.label(value.span, says)).help(format!("remove `{name}`"))
    };
    top.chain(profiling).map(fault).collect()
}
