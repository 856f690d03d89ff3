//! Addresses in the configuration that the environment overrides.

use crate::check::server::{Server, given};
use crate::check::{Confidence, Fault, Find, Purpose, Rule, Subject};
use crate::diagnostic::Severity;

pub(super) static RULE: Rule = Rule {
    id: "address-overridden",
    severity: Severity::Warning,
    confidence: Confidence::High,
    purpose: Purpose::Any,
    title: "an address in the configuration is overridden by the environment",
    why: "The chart always sets `VAULT_API_ADDR` and `VAULT_CLUSTER_ADDR`, and Vault prefers them to `api_addr` and \
          `cluster_addr`: what the configuration says has no effect.",
    fix: "Set `server.ha.apiAddr` and `server.ha.clusterAddr` instead; both work in every mode.",
    link: Some("https://developer.hashicorp.com/vault/docs/configuration#api_addr"),
    find: Find::Looking(find),
};

/// Attributes, each with the variable that wins and the value that sets it.
const OVERRIDDEN: &[(&str, &str, &str)] = &[
    ("api_addr", "VAULT_API_ADDR", "server.ha.apiAddr"),
    ("cluster_addr", "VAULT_CLUSTER_ADDR", "server.ha.clusterAddr"),
];

fn find(subject: &Subject<'_>) -> Vec<Fault> {
    let Some(server) = Server::of(subject) else { return Vec::new() };
    let faults = OVERRIDDEN.iter().filter_map(|(attribute, variable, path)| {
        let (value, written) = given(server.body, attribute)?;
        let wins = server.pod.variable(variable).filter(|wins| *wins != written)?;
        let meant = in_environment(written);
        let fault = Fault::new(format!("`{attribute}` has no effect: `{variable}` is `{wins}`"))
            .at(server.label(value.span, "has no effect"))
            .also(subject.label_if_set(path, "this wins"))
            .also_note(
                (!subject.is_set(path)).then(|| format!("`{path}` is not set: the chart sets the variable itself")),
            );
        let is_usable =
            meant.split_once("://").is_some_and(|(_, rest)| !rest.starts_with([':', '[', '/']) && !rest.is_empty());
        let is_any = meant.contains("://0.0.0.0") || meant.contains("://127.0.0.1");
        Some(match meant == wins || !is_usable || is_any {
            true if meant == wins => fault.help("leave it out: the chart sets the same"),
            true => fault.help("leave it out: it names no host by which others reach this one"),
            // One address for all of them is none for each.
            false if *attribute == "cluster_addr" && server.is_ha() && meant == written => {
                fault.help("leave it out: it is the same for all servers, and each needs its own")
            }
            false => fault.help(format!("set `{path}: \"{meant}\"` instead")),
        })
    });
    faults.collect()
}

/// An address as a variable of the container has it: the words that the start script replaces in the configuration are
/// variables there.
fn in_environment(written: &str) -> String {
    ["HOST_IP", "POD_IP", "HOSTNAME"]
        .into_iter()
        .fold(written.to_owned(), |text, word| text.replace(word, &format!("$({word})")))
}
