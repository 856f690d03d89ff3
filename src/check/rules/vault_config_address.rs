//! An address in the configuration that Vault cannot use.

use crate::check::vocabulary::{Kind, Meaning, Setting, lacks, settings};
use crate::check::{Confidence, Fault, Find, Purpose, Rule, ServerConfiguration, Subject};
use crate::diagnostic::Severity;

pub(super) static RULE: Rule = Rule {
    id: "vault-config-address",
    severity: Severity::Error,
    confidence: Confidence::High,
    purpose: Purpose::Any,
    title: "an address in the configuration lacks its port or its scheme",
    why: "A listener binds to a host and a port, and stops Vault without one; whoever is to be called needs a URL with \
          its scheme, or is never reached.",
    fix: "Write `\"[::]:8200\"` for a listener, and `\"https://vault-0.vault-internal:8200\"` for another server.",
    link: Some("https://developer.hashicorp.com/vault/docs/configuration/listener/tcp#address"),
    find: Find::Looking(find),
};

fn find(subject: &Subject<'_>) -> Vec<Fault> {
    let Some(configuration) = &subject.configuration else { return Vec::new() };
    let Some(tree) = configuration.tree() else { return Vec::new() };
    let fault = |setting: &Setting<'_>| fault(setting, subject, configuration);
    settings(tree).iter().filter_map(fault).collect()
}

fn fault(setting: &Setting<'_>, subject: &Subject<'_>, configuration: &ServerConfiguration) -> Option<Fault> {
    let Meaning::Attribute(value, kind @ (Kind::Address | Kind::Url)) = setting.found else { return None };
    let expected = lacks(value, kind)?;
    let (name, text) = (&setting.name.text, value.as_text()?.trim());
    let scheme = &subject.facts().scheme;
    let (title, write) = match kind {
        Kind::Url => (format!("`{name}` has no scheme{}", setting.place()), format!("{scheme}://{text}")),
        _ => {
            let port = if name.starts_with("cluster") { 8201 } else { 8200 };
            (format!("`{name}` is not a host and a port{}", setting.place()), with_port(text, port))
        }
    };
    let fault = Fault::new(title).at(configuration.label(value.span, expected));
    Some(fault.help(format!("write `{name} = \"{write}\"`")))
}

/// The address as a listener takes it.
fn with_port(text: &str, port: u16) -> String {
    let rest = text.split_once("://").map_or(text, |(_, rest)| rest).trim_end_matches('/');
    if rest.ends_with(']') || !rest.contains(':') {
        return format!("{rest}:{port}");
    }
    let Some((host, last)) = rest.rsplit_once(':') else { return format!("{rest}:{port}") };
    let is_port = last.parse::<u16>().is_ok();
    if !host.contains(':') || host.starts_with('[') {
        return if is_port { rest.to_owned() } else { format!("{host}:{port}") };
    }
    // An IPv6 address without its brackets: `::`, or `:::8200`.
    if is_port && last.len() >= 4 { format!("[{host}]:{last}") } else { format!("[{rest}]:{port}") }
}

#[cfg(test)]
mod tests {
    use super::with_port;

    #[test]
    fn an_address_is_completed() {
        let table = [
            ("0.0.0.0", "0.0.0.0:8200"),
            ("[::]", "[::]:8200"),
            ("::", "[::]:8200"),
            (":::8202", "[::]:8202"),
            ("https://0.0.0.0:8200/", "0.0.0.0:8200"),
            ("http://vault", "vault:8200"),
            ("::1", "[::1]:8200"),
            ("vault:", "vault:8200"),
            ("vault:99999", "vault:8200"),
            ("", ":8200"),
        ];
        for (text, expected) in table {
            assert_eq!(with_port(text, 8200), expected, "{text}");
        }
    }
}
