//! Listeners that Vault does not open (`internalshared/listenerutil`, `internalshared/configutil/listener.go`).

use super::Stop;
use crate::check::configured::on;
use crate::check::server::{Server, given};
use crate::vault_config::Body;
use crate::vault_version::Version;

const VERSIONS: [&str; 4] = ["tls10", "tls11", "tls12", "tls13"];

/// What of a listener Vault stops at.
pub(super) fn stops(server: &Server<'_>, version: Option<&Version>) -> Vec<Stop> {
    let mut found = Vec::new();
    for listener in server.listeners() {
        let body = &listener.block.body;
        found.extend(proxy(body, version));
        if listener.has_tls() == Some(true) {
            found.extend(tls_versions(body));
            found.extend(client_certificates(body));
        }
    }
    found
}

fn client_certificates(body: &Body) -> Option<Stop> {
    let asked = on(body, "tls_require_and_verify_client_cert")?;
    on(body, "tls_disable_client_certs")?;
    let title = "client certificates are both required and turned off";
    Some(Stop::new(title, asked.span, "demanded here", "remove `tls_disable_client_certs`"))
}

fn tls_versions(body: &Body) -> Option<Stop> {
    let (least, most) = (given(body, "tls_min_version"), given(body, "tls_max_version"));
    let (value, _) = most.or(least)?;
    let place = |text: &str| VERSIONS.iter().position(|version| *version == text);
    let rank = |one: Option<(_, &str)>, other: &str| place(one.map_or(other, |(_, text)| text));
    // What is not set is `tls12` to `tls13`.
    let (least_rank, most_rank) = (rank(least, "tls12")?, rank(most, "tls13")?);
    (least_rank > most_rank).then(|| {
        let least = VERSIONS.get(least_rank).copied().unwrap_or_default();
        let title = format!("`tls_max_version` is below `tls_min_version`, which is `{least}`");
        Stop::new(
            title,
            value.span,
            "no version is left",
            format!("write `tls_max_version = \"{least}\"` or a later one"),
        )
    })
}

fn proxy(body: &Body, version: Option<&Version>) -> Option<Stop> {
    let (value, behavior) = given(body, "proxy_protocol_behavior")?;
    if matches!(behavior, "allow_authorized" | "deny_unauthorized")
        && body.attribute("proxy_protocol_authorized_addrs").is_none()
    {
        let title = format!("`proxy_protocol_behavior = \"{behavior}\"` has no addresses to authorize");
        let help = "set `proxy_protocol_authorized_addrs` to the addresses of the proxies";
        return Some(Stop::new(title, value.span, "Vault stops here", help));
    }
    let version = version.filter(|_| behavior == "deny_unauthorized")?;
    let patch = version.patch?;
    let is_broken = version.line == (1, 16) && patch <= 3 || version.line == (1, 17) && patch == 0;
    is_broken.then(|| {
        let title = format!("Vault {version} does not start with `proxy_protocol_behavior = \"deny_unauthorized\"`");
        Stop::new(title, value.span, "a bug of this version", "upgrade to 1.17.1 or later")
    })
}
