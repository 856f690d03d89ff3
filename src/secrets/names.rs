//! The names under which secrets lie: keys, variables, flags, headers.

/// What a name says about its value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sense {
    /// It is a secret.
    Secret,
    /// It is a secret, or what a Kubernetes `Secret` is called: the word `secret` alone says so.
    SecretOrReference,
}

/// Words that mean a secret wherever they stand in a name.
const WORDS: &[&str] = &["bearer", "clientsecret", "cred", "jwt", "otp", "passcode", "psk", "pw"];

/// Ends of words that mean a secret wherever the word stands in a name: `PGPASSWORD`, `DBTOKEN`.
const ENDS: &[&str] = &[
    "credential",
    "credentials",
    "creds",
    "pass",
    "passphrase",
    "passwd",
    "password",
    "passwords",
    "pwd",
    "token",
    "tokens",
];

/// Words that end so and mean something else.
const OTHERS: &[&str] = &["bypass", "compass", "userpass"];

/// Words that mean a secret where a name ends with them.
const LAST: &[&str] = &["auth", "basicauth", "licence", "license", "pin"];

/// Words that make a secret of the word `key` behind them, or before it in one word.
const KEYS: &[&str] = &[
    "access",
    "account",
    "api",
    "auth",
    "client",
    "deploy",
    "encryption",
    "hmac",
    "master",
    "private",
    "recovery",
    "root",
    "rsa",
    "secret",
    "session",
    "shared",
    "signing",
    "ssh",
    "subscription",
    "unseal",
];

/// Whole names that mean a secret: the header of HTTP, Consul's key, what Zookeeper is given of a user.
const NAMES: &[&[&str]] = &[&["authorization"], &["encrypt"], &["auth", "info"]];

/// Last words of names that tell about a secret without being one.
const ABOUT: &[&str] = &[
    "account",
    "accessor",
    "addr",
    "address",
    "age",
    "algorithm",
    "annotation",
    "arn",
    "audience",
    "audiences",
    "backend",
    "bits",
    "bound",
    "cidrs",
    "class",
    "count",
    "dir",
    "directory",
    "disable",
    "disabled",
    "duration",
    "enable",
    "enabled",
    "endpoint",
    "engine",
    "env",
    "expiration",
    "expiry",
    "field",
    "file",
    "filename",
    "files",
    "format",
    "generator",
    "header",
    "host",
    "id",
    "index",
    "interval",
    "issuer",
    "label",
    "length",
    "limit",
    "lookup",
    "max",
    "min",
    "mode",
    "mount",
    "name",
    "names",
    "namespace",
    "num",
    "path",
    "paths",
    "period",
    "policies",
    "policy",
    "port",
    "prefix",
    "projection",
    "provider",
    "ref",
    "reference",
    "refs",
    "renew",
    "renewal",
    "required",
    "review",
    "reviewer",
    "reviews",
    "role",
    "roles",
    "seconds",
    "selector",
    "sink",
    "shares",
    "size",
    "source",
    "store",
    "suffix",
    "threshold",
    "timeout",
    "ttl",
    "type",
    "uri",
    "url",
    "use",
    "username",
    "uses",
    "version",
    "volume",
    "wrap",
];

/// The longest name looked at: longer words are data.
const LONGEST: usize = 200;

/// What a name says about its value, if it says that it is a secret.
pub(super) fn sense(name: &str) -> Option<Sense> {
    if name.len() > LONGEST || !may_be_secret(name) {
        return None;
    }
    let words = words(name);
    let words: Vec<&str> = words.iter().map(|word| without_number(word)).collect();
    if NAMES.iter().any(|name| words.ends_with(name)) || matches!(words.as_slice(), [.., "token" | "secret", "id"]) {
        return Some(Sense::Secret);
    }
    let last = words.last()?;
    // `secretKey` and `passwordKey` name a key of a `Secret`; `secret_key` and `SECRET_KEY` are one.
    let is_reference = *last == "key" && name.ends_with("Key") && !name.ends_with("PrivateKey");
    if ABOUT.contains(last) || is_reference && words.iter().any(|word| matches!(*word, "secret" | "password" | "token"))
    {
        return None;
    }
    let is_key = words.windows(2).any(|pair| matches!(pair[1], "key" | "keys") && KEYS.contains(&pair[0]));
    let is_client = words.windows(2).any(|pair| pair == ["client", "secret"]);
    if is_key || is_client || LAST.contains(last) || words.iter().any(|word| is_secret_word(word)) {
        return (!is_public(&words)).then_some(Sense::Secret);
    }
    // A plural names several `Secret`s, unless it is a variable.
    let is_plural = words.contains(&"secrets") && !name.bytes().any(|byte| byte.is_ascii_lowercase());
    (is_plural || words.contains(&"secret")).then_some(Sense::SecretOrReference)
}

/// Whether a word means a secret wherever it stands: `tokens`, `dbpassword`, `sshkey`.
fn is_secret_word(word: &str) -> bool {
    let is_key = || {
        let before = word.strip_suffix("keys").or_else(|| word.strip_suffix("key"));
        before.is_some_and(|before| KEYS.contains(&before))
    };
    let is_end = || !OTHERS.contains(&word) && ENDS.iter().any(|end| word.ends_with(end));
    WORDS.contains(&word) || is_end() || is_key()
}

/// A word without the number that counts secrets: `token1`.
fn without_number(word: &str) -> &str {
    let bare = word.trim_end_matches(|letter: char| letter.is_ascii_digit());
    if bare.is_empty() { word } else { bare }
}

/// Whether the name talks about tokens of the pod's own, which Kubernetes writes, or about something public.
fn is_public(words: &[&str]) -> bool {
    words.contains(&"public") || words.starts_with(&["automount"])
}

/// A quick look that most names do not pass: every word of a text comes here.
fn may_be_secret(name: &str) -> bool {
    let bytes = name.as_bytes();
    bytes.iter().enumerate().any(|(at, first)| {
        let parts: &[&str] = match first.to_ascii_lowercase() {
            b'a' => &["auth"],
            b'b' => &["bearer"],
            b'c' => &["cred"],
            b'e' => &["encrypt"],
            b'j' => &["jwt"],
            b'k' => &["key"],
            b'l' => &["licen"],
            b'o' => &["otp"],
            b'p' => &["pass", "pin", "psk", "pw"],
            b's' => &["secret"],
            b't' => &["token"],
            _ => return false,
        };
        let rest = &bytes[at..];
        parts.iter().any(|part| rest.get(..part.len()).is_some_and(|head| head.eq_ignore_ascii_case(part.as_bytes())))
    })
}

/// The words of a name in `camelCase`, `snake_case`, `UPPER_CASE` or with dashes, in lower case.
fn words(name: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word = String::new();
    let letters: Vec<char> = name.chars().collect();
    for (index, letter) in letters.iter().enumerate() {
        let before = index.checked_sub(1).and_then(|index| letters.get(index));
        let after = letters.get(index + 1);
        let starts = letter.is_uppercase()
            && (before.is_some_and(|before| before.is_lowercase() || before.is_numeric())
                || before.is_some_and(|before| before.is_uppercase())
                    && after.is_some_and(|after| after.is_lowercase()));
        if (starts || !letter.is_alphanumeric()) && !word.is_empty() {
            words.push(std::mem::take(&mut word));
        }
        if letter.is_alphanumeric() {
            word.extend(letter.to_lowercase());
        }
    }
    if !word.is_empty() {
        words.push(word);
    }
    // A number at the end counts secrets: `PASSWORD_2`.
    while words.len() > 1 && words.last().is_some_and(|word| word.chars().all(char::is_numeric)) {
        words.pop();
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_cut_into_words() {
        let table = [
            ("VAULT_TOKEN", "vault token"),
            ("awsSecretAccessKey", "aws secret access key"),
            ("APIKey", "api key"),
            ("X-Vault-Token", "x vault token"),
            ("PASSWORD_2", "password"),
            ("--client-secret", "client secret"),
            ("", ""),
        ];
        for (name, expected) in table {
            assert_eq!(words(name).join(" "), expected);
        }
    }

    #[test]
    fn a_name_tells_a_secret_from_what_is_about_one() {
        let secret = [
            "password",
            "PASSWORD",
            "db_passwd",
            "MYSQL_PWD",
            "rootPassword",
            "DB_PASSWORD_PROD",
            "PASSWORD_2",
            "token",
            "VAULT_TOKEN",
            "X-Vault-Token",
            "AWS_SESSION_TOKEN",
            "VAULT_DEV_ROOT_TOKEN_ID",
            "secret_id",
            "api_key",
            "apiKey",
            "APIKEY",
            "private_key",
            "tls_private_key",
            "credentials",
            "access_key",
            "secret_key",
            "AWS_SECRET_ACCESS_KEY",
            "client_secret",
            "clientSecret",
            "AZURE_CLIENT_SECRET",
            "pin",
            "VAULT_HSM_PIN",
            "VAULT_LICENSE",
            "unseal_key",
            "--token",
            "-password",
            "passphrase",
            "token_reviewer_jwt",
            "spring.datasource.password",
            "Authorization",
            "PGPASSWORD",
            "DB_PASS",
            "DBTOKEN",
            "TOKEN1",
            "db.token2",
            "HSM_PIN",
            "CONSUL_HTTP_AUTH",
            "UNSEAL_KEYS",
            "unseal_keys_b64",
            "UNSEAL_KEY_1",
            "SSH_KEY",
            "sshkey",
            "CREDS",
            "dbCreds",
            "auth_info",
            "ENTERPRISE_LICENSE",
            "LDAP_PW",
            "rootKeys",
            "server.extraEnvironmentVars.DB_PASSWORD",
        ];
        for name in secret {
            assert_eq!(sense(name), Some(Sense::Secret), "{name}");
        }
        for name in ["secret", "auth-secret", "SECRET", "APP_SECRETS", "cookie_secret", "agent-inject-secret-db"] {
            assert_eq!(sense(name), Some(Sense::SecretOrReference), "{name}");
        }
        let other = [
            "",
            "name",
            "key",
            "keys",
            "secretName",
            "secretKeyRef",
            "secretRef",
            "imagePullSecrets",
            "secrets",
            "secretKey",
            "passwordKey",
            "VAULT_TOKEN_FILE",
            "token_path",
            "tokenReview",
            "tokenreviews",
            "serviceAccountTokenProjection",
            "tls_key_file",
            "automountServiceAccountToken",
            "token_ttl",
            "access_key_id",
            "public_key_token",
            "kms_key_id",
            "key_ring",
            "crypto_key",
            "password_policy",
            "spinner",
            "monkey",
            "vault.hashicorp.com",
            "license_path",
            "VAULT_LICENSE_PATH",
            "credential_type",
            "tokenExpirationSeconds",
            "AGENT_INJECT_TEMPLATE_STATIC_SECRET_RENDER_INTERVAL",
            "topologyKey",
            "tls.key",
            "passwordless",
            "bypass",
            "compass",
            "authPath",
            "authDelegator",
            "auth-type",
            "nginx.ingress.kubernetes.io/auth-url",
            "recovery_key_shares",
            "CRYPTO_KEY_RING",
        ];
        for name in other {
            assert_eq!(sense(name), None, "{name}");
        }
    }
}
