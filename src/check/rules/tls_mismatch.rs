//! TLS that is on in the one place and off in the other.

use crate::check::{Confidence, Fault, Find, Purpose, Rule, Subject};
use crate::diagnostic::Severity;
use crate::vault_config::Block;

pub(super) static RULE: Rule = Rule {
    id: "tls-mismatch",
    severity: Severity::Error,
    confidence: Confidence::High,
    purpose: Purpose::Any,
    title: "`global.tlsDisable` and the listener of Vault do not agree on TLS",
    why: "Probes, services, the injector and the CSI provider speak the scheme that `global.tlsDisable` gives; a \
          listener that speaks the other one never becomes ready.",
    fix: "Set `global.tlsDisable: false` and give the listener its certificate, or set `tls_disable = true` in the \
          listener and keep `global.tlsDisable: true`.",
    link: Some("https://developer.hashicorp.com/vault/docs/configuration/listener/tcp#tls_disable"),
    find: Find::Looking(find),
};

fn find(subject: &Subject<'_>) -> Vec<Fault> {
    let Some(configuration) = &subject.configuration else { return Vec::new() };
    let Some(tree) = configuration.tree() else { return Vec::new() };
    let chart_disables = subject.values().truthy("global.tlsDisable");
    // Probes and services meet the first listener at the port of the API.
    let listener = tree.body.blocks("listener").find(|block| block.label() == Some("tcp") && is_api(block));
    let Some(listener) = listener else { return Vec::new() };
    let attribute = listener.body.attribute("tls_disable");
    let listener_disables = attribute.and_then(|value| value.as_bool()).unwrap_or(false);
    if chart_disables == listener_disables {
        return Vec::new();
    }
    let (chart, vault) = if chart_disables { ("http", "TLS") } else { ("https", "plain HTTP") };
    let span = attribute.map_or(listener.kind.span, |value| value.span);
    vec![
        Fault::new(format!("the chart expects {chart}, and the listener speaks {vault}"))
            .at(configuration.label(span, format!("this listener speaks {vault}")))
            .also(subject.label_if_set("global.tlsDisable", format!("probes and services speak {chart}")))
            .also_note(subject.default_note("global.tlsDisable"))
            .help(match chart_disables {
                true => "set `global.tlsDisable: false`, or `tls_disable = true` in the listener",
                false => {
                    "remove `tls_disable` from the listener and give it a certificate, or set `global.tlsDisable: true`"
                }
            }),
    ]
}

fn is_api(listener: &Block) -> bool {
    let address = listener.body.attribute("address").and_then(|value| value.as_text()).unwrap_or("127.0.0.1:8200");
    address.ends_with(":8200") || !address.contains(':')
}
