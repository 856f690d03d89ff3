//! Servers that look for each other by the API of Kubernetes, and look for something else.

use crate::check::peers::joins;
use crate::check::server::{Server, given};
use crate::check::{Confidence, Fault, Find, Purpose, Rule, Subject};
use crate::diagnostic::Severity;
use crate::vault_config::{Block, Value};

pub(super) static RULE: Rule = Rule {
    id: "raft-auto-join",
    severity: Severity::Error,
    confidence: Confidence::High,
    purpose: Purpose::Any,
    title: "`auto_join` looks for other servers than those of this release",
    why: "With `provider=k8s` a server asks Kubernetes for pods by namespace (`default` if none is given) and labels, \
          and then asks each by https at port 8200 unless configured otherwise: what differs from the release finds \
          nobody.",
    fix: "Give `auto_join` the namespace of the release and a `label_selector` that its pods match, and set \
          `auto_join_scheme` and `auto_join_port` to those of the listener.",
    link: Some("https://developer.hashicorp.com/vault/docs/configuration/storage/raft#auto_join"),
    find: Find::Looking(find),
};

fn find(subject: &Subject<'_>) -> Vec<Fault> {
    let Some(server) = Server::of(subject) else { return Vec::new() };
    let Some(storage) = server.any_raft() else { return Vec::new() };
    let mut faults = Vec::new();
    for join in joins(&storage) {
        let Some((value, text)) = given(&join.block.body, "auto_join") else { continue };
        let search = Search { server: &server, value, text };
        if search.setting("provider") == Some("k8s") {
            faults.extend([search.namespace(), search.labels(), end(&server, join.block, value)].into_iter().flatten());
        }
    }
    faults
}

/// What a server looks for.
struct Search<'s> {
    server: &'s Server<'s>,
    value: &'s Value,
    text: &'s str,
}

impl<'s> Search<'s> {
    /// A setting of the search: `provider=k8s namespace=vault label_selector="a=b,c=d"`.
    fn setting(&self, name: &str) -> Option<&'s str> {
        let parts = self.text.split_whitespace().filter_map(|part| part.split_once('='));
        let mut found = parts.filter(|(key, _)| *key == name).map(|(_, value)| value.trim_matches('"'));
        found.next()
    }

    fn namespace(&self) -> Option<Fault> {
        let wanted = self.setting("namespace").unwrap_or("default");
        let own = &self.server.subject.facts().namespace;
        // A run that does not say its namespace says nothing of the one that is meant.
        let is_said = own != "default" || self.server.subject.is_set("global.namespace");
        if wanted == own || !is_said {
            return None;
        }
        Some(
            Fault::new(format!("`auto_join` looks in namespace `{wanted}`, and this release is in `{own}`"))
                .at(self.server.label(self.value.span, format!("looks in `{wanted}`")))
                .also(self.server.subject.label_if_set("global.namespace", "the namespace of the release"))
                .help(format!("write `namespace={own}` in `auto_join`")),
        )
    }

    fn labels(&self) -> Option<Fault> {
        let labels = self.server.pod.labels()?;
        let terms = self.setting("label_selector")?.split(',').map(|term| term.replace("==", "="));
        let missing: Vec<String> = terms
            .filter(|term| {
                let pair = term.split_once('=').filter(|(key, _)| !key.contains(['!', ' ', '(']));
                // Vault itself sets further labels.
                pair.is_some_and(|(key, value)| {
                    !key.starts_with("vault-") && labels.get(key).and_then(serde_json::Value::as_str) != Some(value)
                })
            })
            .collect();
        let missing = (!missing.is_empty()).then(|| missing.join("`, `"))?;
        Some(
            Fault::new(format!("`auto_join` looks for pods with `{missing}`, which the servers do not have"))
                .at(self.server.label(self.value.span, "selects none of the servers"))
                .also(self.server.subject.label_if_set("server.extraLabels", "further labels of the pods"))
                .help("write `label_selector=\"app.kubernetes.io/name=vault,component=server\"`"),
        )
    }
}

/// The scheme and the port at which the pods that were found are asked.
fn end(server: &Server<'_>, join: &Block, value: &Value) -> Option<Fault> {
    let scheme = given(&join.body, "auto_join_scheme").map_or("https", |(_, scheme)| scheme);
    let port = match &join.body.attribute("auto_join_port").map(|value| &value.data) {
        Some(crate::vault_config::Data::Integer(port)) => port.to_string(),
        Some(crate::vault_config::Data::Text(port)) => port.clone(),
        _ => "8200".to_owned(),
    };
    let (asked, expected) = crate::check::peers::wrong_end(server, &format!("{scheme}://pod:{port}"))?;
    let name = if asked.starts_with("port") { "auto_join_port" } else { "auto_join_scheme" };
    let span = join.body.attribute(name);
    let listeners = server.listeners();
    let listener = listeners.iter().find(|listener| !listener.is_loopback())?;
    let listener_span = if asked.starts_with("port") { listener.address_span() } else { listener.tls_span() };
    Some(
        Fault::new(format!("`auto_join` uses {asked}, and the listener {expected}"))
            .at(server.label(span.map_or(value.span, |value| value.span), format!("uses {asked}")))
            .also(server.label_if_set(listener_span, format!("this listener {expected}")))
            .help("set `auto_join_scheme` and `auto_join_port` to the scheme and the port of the listener"),
    )
}
