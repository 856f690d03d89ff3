//! A server that is configured and not rendered.

use crate::chart::Mode;
use crate::check::{Confidence, Fault, Find, Purpose, Rule, Subject};
use crate::diagnostic::Severity;

pub(super) static RULE: Rule = Rule {
    id: "external-drops-server",
    severity: Severity::Warning,
    confidence: Confidence::High,
    purpose: Purpose::Any,
    title: "an external address drops the server that the same values configure",
    why: "With `global.externalVaultAddr` or `injector.externalVaultAddr` the chart renders no server at all: what the values say of its storage and its configuration has no effect, and an upgrade removes a server that runs.",
    fix: "Remove the address to keep the server, or remove what configures a server.",
    link: Some("https://developer.hashicorp.com/vault/docs/platform/k8s/helm/configuration#externalvaultaddr"),
    find: Find::Looking(find),
};

/// What nobody writes who wants no server.
const OF_A_SERVER: [&str; 7] = [
    "server.standalone.config",
    "server.ha.enabled",
    "server.ha.config",
    "server.ha.raft",
    "server.standalone.enabled",
    "server.dataStorage",
    "server.dev.enabled",
];

fn find(subject: &Subject<'_>) -> Vec<Fault> {
    let values = subject.values();
    let addresses = ["global.externalVaultAddr", "injector.externalVaultAddr"];
    let address = addresses.into_iter().find(|path| values.given_text(path).is_some());
    let Some(address) = address.filter(|_| subject.facts().mode == Mode::External && values.toggle("server.enabled"))
    else {
        return Vec::new();
    };
    let is_wanted = |path: &&str| subject.is_set(path) && values.truthy(path) && values.text(path) != Some("-");
    let Some(wanted) = OF_A_SERVER.into_iter().find(is_wanted) else { return Vec::new() };
    vec![
        Fault::new(format!("`{address}` drops the server that `{wanted}` configures"))
            .at(subject.label(address, "no server is rendered"))
            .also(subject.label_if_set(wanted, "has no effect"))
            .help(format!("remove `{address}` to keep the server, or `{wanted}`")),
    ]
}
