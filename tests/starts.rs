//! What Vault does not start with, setting by setting, each with where that is said: found as an error at its line, and
//! not found where it is as it should be.

use serde_json::Value;

use crate::harness::Place;

/// Where it is said, the tag of the image, what stands at the top of the configuration beside listener and storage, what
/// stands in the listener, what stands in the storage, and the words of the error; an empty one where there is none.
const STARTS: &[(&str, &str, [&str; 3], &str)] = &[
    ("command/server.go", "2.1.2", ["ha_storage \"consul\" {}", "", ""], "cannot be combined with `ha_storage`"),
    ("command/server.go", "2.1.2", ["disable_clustering = true", "", ""], "needs clustering, and it is off"),
    ("vault/core.go", "2.1.2", ["default_lease_ttl = \"1000h\"", "", ""], "`default_lease_ttl` is longer than"),
    ("vault/core.go", "2.1.2", ["default_lease_ttl = \"1000h\"\nmax_lease_ttl = \"1000h\"", "", ""], ""),
    ("vault/core.go", "2.1.2", ["max_lease_ttl = \"1h\"", "", ""], "`max_lease_ttl` is shorter than"),
    (
        "internalshared/listenerutil/listener.go",
        "2.1.2",
        ["", "tls_disable_client_certs = true\ntls_require_and_verify_client_cert = true", ""],
        "client certificates are both required and turned off",
    ),
    (
        "internalshared/listenerutil/listener.go",
        "2.1.2",
        ["", "tls_min_version = \"tls13\"\ntls_max_version = \"tls12\"", ""],
        "`tls_max_version` is below `tls_min_version`",
    ),
    ("internalshared/configutil/listener.go", "2.1.2", ["", "tls_min_version = \"TLS12\"", ""], "`tls_min_version`"),
    ("internalshared/configutil/listener.go", "2.1.2", ["", "tls_min_version = \"tls12\"", ""], ""),
    (
        "internalshared/configutil/listener.go",
        "2.1.2",
        ["", "proxy_protocol_behavior = \"allow_authorized\"", ""],
        "has no addresses to authorize",
    ),
    (
        "internalshared/configutil/listener.go",
        "2.1.2",
        ["", "proxy_protocol_behavior = \"deny_unauthorized\"\nproxy_protocol_authorized_addrs = \"10.0.0.0/8\"", ""],
        "",
    ),
    (
        "changelog of 1.16.4 and 1.17.1",
        "1.16.3",
        ["", "proxy_protocol_behavior = \"deny_unauthorized\"\nproxy_protocol_authorized_addrs = \"10.0.0.0/8\"", ""],
        "Vault 1.16.3 does not start with `proxy_protocol_behavior = \"deny_unauthorized\"`",
    ),
    (
        "physical/raft/raft.go",
        "2.1.2",
        ["", "", "retry_join_as_non_voter = true"],
        "no `retry_join` names a server to join",
    ),
    ("physical/raft/raft.go", "2.1.2", ["", "", "performance_multiplier = 11"], "`performance_multiplier` is out of"),
    ("physical/raft/raft.go", "2.1.2", ["", "", "performance_multiplier = 10"], ""),
    (
        "physical/raft/raft.go",
        "2.1.2",
        ["", "", "max_mount_and_namespace_table_entry_size = 1000"],
        "`max_mount_and_namespace_table_entry_size` is out of its range",
    ),
    (
        "physical/raft/raft.go",
        "2.1.2",
        ["", "", "autopilot_reconcile_interval = \"1s\"\nautopilot_update_interval = \"2s\""],
        "`autopilot_reconcile_interval` is shorter than `autopilot_update_interval`",
    ),
    (
        "physical/raft/raft.go",
        "2.1.2",
        ["", "", "autopilot_upgrade_version = \"newest\""],
        "is not a version: `newest`",
    ),
    (
        "command/server.go",
        "2.1.2",
        [
            "seal \"transit\" { address = \"https://x:8200\"\n  key_name = \"k\"\n  mount_path = \"t\" }\n\
          seal \"awskms\" { kms_key_id = \"k\" }",
            "",
            "",
        ],
        "2 seals are active, and the community edition accepts one",
    ),
    (
        "docs: configuration/seal/seal-ha",
        "2.1.2-ent",
        [
            "seal \"transit\" { name = \"a\"\n  priority = 1\n  address = \"https://x:8200\"\n  key_name = \"k\"\n  mount_path = \"t\" }\n\
          seal \"awskms\" { name = \"b\"\n  priority = 2\n  kms_key_id = \"k\" }",
            "",
            "",
        ],
        "2 seals are active without `enable_multiseal`",
    ),
    (
        "docs: configuration/seal/pkcs11",
        "2.1.2-ent",
        ["seal \"pkcs11\" { slot = \"0\"\n  key_label = \"k\" }", "", ""],
        "does not support the seal `pkcs11`",
    ),
    (
        "docs: configuration/seal/pkcs11",
        "2.1.2-ent.hsm",
        ["seal \"pkcs11\" { lib = \"/x\"\n  key_label = \"k\" }", "", ""],
        "has no `slot` or `token_label`",
    ),
    (
        "docs: configuration/seal/pkcs11",
        "2.1.2-ent.hsm",
        ["seal \"pkcs11\" { lib = \"/x\"\n  slot = \"0\" }", "", ""],
        "has no `key_label` or `key_id`",
    ),
    ("command/server.go", "2.1.2", ["experiments = [\"x\"]", "", ""], "Vault has no experiment `x`"),
    ("changelog of 2.1.0", "2.1.2", ["ui = true", "", ""], "`ui` is set twice, which this version refuses"),
    ("changelog of 2.1.0", "2.0.4", ["ui = true", "", ""], ""),
    (
        "docs: configuration/user-lockout",
        "2.1.2",
        ["user_lockout \"github\" {}", "", ""],
        "`github` is not a valid choice for",
    ),
    ("docs: configuration/user-lockout", "2.1.2", ["user_lockout \"approle\" {}", "", ""], ""),
];

#[test]
fn what_vault_does_not_start_with_is_an_error() {
    for (source, tag, [top, listener, storage], words) in STARTS {
        let place = Place::new().with("v.yaml", values(tag, top, listener, storage));
        let rules = "vault-config-start,vault-config-choice,vault-config-address";
        let run = place.run(&["check", "-f", "v.yaml", "--only", rules, "-o", "json"]);
        let report: Value = serde_json::from_str(&run.stdout).expect(&run.stderr);
        let of_errors = report["findings"].as_array().expect("a list").iter().filter(|one| one["severity"] == "error");
        let titles: Vec<&str> = of_errors.filter_map(|one| one["message"].as_str()).collect();
        let is_right =
            if words.is_empty() { titles.is_empty() } else { titles.len() == 1 && titles[0].contains(words) };
        assert!(is_right, "{source}: {top} {listener} {storage}\n{titles:?}");
    }
}

/// The pods set `VAULT_API_ADDR`, which Vault takes before what the configuration says (`vault/core.go`, `CreateCore`).
#[test]
fn an_address_without_scheme_or_host_is_an_error() {
    for (address, title) in [
        ("vault.example.com:8200", "`vault.example.com:8200` has no scheme or no host"),
        ("$(POD_IP):8200", "`$(POD_IP):8200` has no scheme or no host"),
        ("https://", "`https://` has no scheme or no host"),
        ("https://vault.example.com:8200", ""),
        ("$(ADDRESS)", ""),
    ] {
        let texts = [
            format!("server: {{ha: {{enabled: true, apiAddr: '{address}', raft: {{enabled: true}}}}}}\n"),
            format!("server: {{extraEnvironmentVars: {{VAULT_API_ADDR: '{address}'}}}}\n"),
        ];
        for text in texts {
            let place = Place::new().with("v.yaml", &text);
            let run = place.run(&["check", "-f", "v.yaml", "--only", "vault-config-start", "-o", "json"]);
            let report: Value = serde_json::from_str(&run.stdout).expect(&run.stderr);
            assert_eq!(report["findings"][0]["message"].as_str().unwrap_or_default(), title, "{text}");
        }
    }
}

fn values(tag: &str, top: &str, listener: &str, storage: &str) -> String {
    let text = format!(
        "ui = true\n{top}\nlistener \"tcp\" {{\n  address = \"[::]:8200\"\n  cluster_address = \"[::]:8201\"\n\
         tls_cert_file = \"/x/tls.crt\"\ntls_key_file = \"/x/tls.key\"\n{listener}\n}}\n\
         storage \"raft\" {{\n  path = \"/vault/data\"\n{storage}\n}}\n"
    );
    let text: String = text.lines().map(|line| format!("        {line}\n")).collect();
    format!(
        "server:\n  image: {{tag: \"{tag}\"}}\n  ha:\n    enabled: true\n    raft:\n      enabled: true\n      config: |\n{text}"
    )
}
