//! How servers join, and what they are called by.

use super::Stop;
use crate::check::configured::on;
use crate::check::peers::joins;
use crate::check::server::{Server, given};

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
            "integrated storage does not go with `ha_storage`",
            other.block.kind.span,
            "Vault stops here",
            "remove the block `ha_storage`: integrated storage keeps who leads itself",
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
            "`retry_join_as_non_voter` is on, and no `retry_join` says whom to join",
            value.span,
            "there is no `retry_join`",
            "add a block `retry_join`, or remove the line",
        ));
    }
    let Some((value, version)) = given(body, "autopilot_upgrade_version") else { return };
    if !is_version(version) {
        let title = format!("`autopilot_upgrade_version` is no version: `{version}`");
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

/// `vault/core.go`, `CreateCore`: the redirect address is a URL with scheme and host.
fn api_address(server: &Server<'_>, found: &mut Vec<Stop>) {
    // The pods set `VAULT_API_ADDR`, which Vault takes before this.
    if server.pod.has_variable("VAULT_API_ADDR") {
        return;
    }
    let Some((value, address)) = given(server.body, "api_addr") else { return };
    let host = address.split_once("://").map(|(_, rest)| rest.split([':', '/']).next().unwrap_or_default());
    if host.is_none_or(str::is_empty) && !address.contains("{{") {
        let help = "write `https://`, a host and a port";
        found.push(Stop::new("`api_addr` has no scheme or no host", value.span, "Vault stops here", help));
    }
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
