//! Tells a Vault configuration from the other texts of a config map.

use super::parse::parse_up_to;
use crate::source::Sources;

/// The blocks that only a configuration of Vault's server or agent has at its top.
const BLOCKS: &[&str] = &[
    "auto_auth",
    "api_proxy",
    "backend",
    "env_template",
    "ha_backend",
    "ha_storage",
    "listener",
    "seal",
    "service_registration",
    "storage",
    "telemetry",
    "template",
    "template_config",
    "vault",
];

/// The attributes that say as much.
const ATTRIBUTES: &[&str] = &[
    "api_addr",
    "cluster_addr",
    "cluster_name",
    "default_lease_ttl",
    "disable_mlock",
    "exit_after_auth",
    "max_lease_ttl",
    "plugin_directory",
    "ui",
];

/// Whether a text under a key of a config map is likely a configuration of Vault: its key ends in `.hcl`, or it reads as
/// one and sets something that Vault knows.
pub fn is_vault_config(key: &str, text: &str) -> bool {
    if key.ends_with(".hcl") {
        return true;
    }
    let Ok(config) = parse_up_to(text, Sources::default().add("", ""), 1) else { return false };
    let body = config.body;
    body.blocks.iter().any(|block| BLOCKS.contains(&block.kind.text.as_str()))
        || body.attributes.iter().any(|attribute| ATTRIBUTES.contains(&attribute.name.text.as_str()))
}

#[cfg(test)]
mod tests {
    use super::is_vault_config;

    #[test]
    fn a_configuration_is_known_by_its_key_or_by_what_it_sets() {
        let table = [
            ("extraconfig-from-values.hcl", "broken {", true),
            ("config.json", r#"{"listener": {"tcp": {}}}"#, true),
            ("config.json", r#"{"name": "dashboard"}"#, false),
            ("config", "storage \"raft\" { path = \"/vault\" }", true),
            ("config", "ui = true", true),
            ("config", "listener {", false),
            ("run.sh", "#!/bin/sh\nset -e\nexec vault server\n", false),
            ("values.yaml", "ui: true\n", false),
            ("app.toml", "[server]\nui = true\n", false),
            ("empty", "", false),
        ];
        for (key, text, expected) in table {
            assert_eq!(is_vault_config(key, text), expected, "{key}: {text}");
        }
    }
}
