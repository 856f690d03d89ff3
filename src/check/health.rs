//! Paths of Vault's health endpoint: which states of a server their parameters let pass.

/// Whether a path asks the health endpoint.
pub(super) fn is_health(path: &str) -> bool {
    path.split('?').next().is_some_and(|path| path.trim_end_matches('/') == "/v1/sys/health")
}

/// Whether a switch such as `standbyok` is on; without a value it is not (`http/sys_health.go`).
pub(super) fn is_on(path: &str, switch: &str) -> bool {
    let mut found = parameters(path).filter(|(name, _)| *name == switch);
    found.any(|(_, value)| matches!(value, "1" | "t" | "T" | "true" | "TRUE" | "True"))
}

/// Whether a code such as `sealedcode` is one that probes take for success.
pub(super) fn passes(path: &str, code: &str) -> bool {
    let mut found = parameters(path).filter(|(name, _)| *name == code);
    found.any(|(_, value)| value.parse().is_ok_and(|code: u16| (200..400).contains(&code)))
}

fn parameters(path: &str) -> impl Iterator<Item = (&str, &str)> {
    let query = path.split_once('?').map_or("", |(_, query)| query);
    query.split('&').map(|part| part.split_once('=').unwrap_or((part, "")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parameters_let_states_pass() {
        let path = "/v1/sys/health?standbyok=true&sealedcode=204&uninitcode=501";
        assert!(is_health(path) && is_health("/v1/sys/health") && !is_health("/ui/"));
        assert!(is_on(path, "standbyok") && !is_on("/v1/sys/health?standbyok=false", "standbyok"));
        assert!(!is_on("/v1/sys/health?standbyok", "standbyok") && !is_on("/v1/sys/health?standbyok=", "standbyok"));
        assert!(passes(path, "sealedcode") && !passes(path, "uninitcode") && !passes(path, "standbycode"));
    }
}
