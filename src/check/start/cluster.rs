//! How servers join, and what they are called by.

use super::Stop;
use crate::check::configured::on;
use crate::check::peers::joins;
use crate::check::server::{Server, given};

const API_ADDR: &str = "VAULT_API_ADDR";
/// The values that set it, the last word first.
const API_ADDR_PATHS: [&str; 2] = ["server.extraEnvironmentVars.VAULT_API_ADDR", "server.ha.apiAddr"];

/// What of the cluster's settings Vault stops at.
pub(super) fn stops(server: &Server<'_>) -> Vec<Stop> {
    let mut found = Vec::new();
    raft(server, &mut found);
    api_address(server, &mut found);
    found
}

/// `command/server.go`, `initHaBackend` and `determineRedirectAddr`; `physical/raft/raft.go`, `NewRaftBackend`.
fn raft(server: &Server<'_>, found: &mut Vec<Stop>) {
    let Some(storage) = server.raft() else { return };
    if let Some(other) = server.ha_storage() {
        found.push(Stop::new(
            "integrated storage cannot be combined with `ha_storage`",
            other.block.kind.span,
            "Vault stops here",
            "remove the block `ha_storage`: integrated storage elects its leader itself",
        ));
    }
    let off = on(server.body, "disable_clustering").or_else(|| on(&storage.block.body, "disable_clustering"));
    if let Some(value) = off {
        let help = "remove `disable_clustering`";
        found.push(Stop::new(
            "integrated storage needs clustering, and it is off",
            value.span,
            "turned off here",
            help,
        ));
    }
    let body = &storage.block.body;
    if let Some(value) = on(body, "retry_join_as_non_voter").filter(|_| joins(&storage).is_empty()) {
        found.push(Stop::new(
            "`retry_join_as_non_voter` is on, and no `retry_join` names a server to join",
            value.span,
            "there is no `retry_join`",
            "add a block `retry_join`, or remove the line",
        ));
    }
    let Some((value, version)) = given(body, "autopilot_upgrade_version") else { return };
    if !is_version(version) {
        let title = format!("`autopilot_upgrade_version` is not a version: `{version}`");
        found.push(Stop::new(
            title,
            value.span,
            "expected a version such as `1.2.3`",
            "write a version such as `1.2.3`",
        ));
    }
}

/// A version as go-version reads it: numbers with dots, and words behind `-` or `+`.
fn is_version(text: &str) -> bool {
    let text = text.strip_prefix('v').unwrap_or(text);
    let (numbers, rest) = text.split_at(text.find(['-', '+', '~']).unwrap_or(text.len()));
    let is_number = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let is_word = |byte: u8| byte.is_ascii_alphanumeric() || b"-+~.".contains(&byte);
    numbers.split('.').all(is_number) && rest.bytes().all(is_word) && !rest.ends_with(['-', '+', '~', '.'])
}

/// `vault/core.go`, `CreateCore`: the redirect address is a URL with scheme and host. The pods set `VAULT_API_ADDR`,
/// which Vault takes before what the configuration says.
fn api_address(server: &Server<'_>, found: &mut Vec<Stop>) {
    let title = |what: &str| format!("{what} has no scheme or no host");
    let help = "write `https://`, a host and a port";
    if let Some(address) = server.pod.variable(API_ADDR).filter(|address| is_no_url(address)) {
        let Some(path) = API_ADDR_PATHS.into_iter().find(|path| server.subject.is_set(path)) else { return };
        let help = match address.contains("://") {
            true => help.to_owned(),
            false => format!("write `{path}: \"{}://{address}\"`", scheme(server)),
        };
        found.push(Stop::of_value(title(&format!("`{address}`")), path, help));
    } else if !server.pod.has_variable(API_ADDR)
        && let Some((value, address)) = given(server.body, "api_addr")
        && is_no_url(address)
    {
        found.push(Stop::new(title("`api_addr`"), value.span, "Vault stops here", help));
    }
}

fn is_no_url(address: &str) -> bool {
    let host = address.split_once("://").map(|(_, rest)| rest.split('/').next().unwrap_or_default());
    // What stands for the whole address is not known here.
    let is_unknown =
        address.is_empty() || address.contains("{{") || address.starts_with("$(") && address.ends_with(')');
    host.is_none_or(str::is_empty) && !is_unknown
}

/// The scheme that the listeners speak.
fn scheme(server: &Server<'_>) -> &'static str {
    let has_tls = server.listeners().iter().any(|listener| listener.has_tls() == Some(true));
    if has_tls { "https" } else { "http" }
}

#[cfg(test)]
mod tests {
    use super::is_version;

    #[test]
    fn versions_are_numbers_with_dots() {
        for text in ["1.2.3", "v1", "1.2.3-rc1", "1.2.3+ent"] {
            assert!(is_version(text), "{text}");
        }
        for text in ["", "latest", "1..2", "1.x", "1.2-"] {
            assert!(!is_version(text), "{text}");
        }
    }
}
