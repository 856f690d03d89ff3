//! Ingresses and webhooks: `pkg/apis/networking/validation`, `pkg/apis/admissionregistration/validation`.

use serde_json::{Map, Value};

use super::look::{Look, given, key, text};
use super::texts::SUBDOMAIN;

/// `validateHTTPIngressPath`.
pub(super) fn path(look: &mut Look<'_>) {
    let path = look.text("path").unwrap_or_default();
    let is_exact = matches!(look.text("pathType"), Some("Exact" | "Prefix"));
    if !path.starts_with('/') {
        // A path that the controller reads as it likes may be left out.
        if is_exact || !path.is_empty() {
            look.say_of("path", "must begin with `/`");
        }
        return;
    }
    const INNER: [&str; 7] = ["//", "/./", "/../", "%2f", "%2F", "/.", "/.."];
    let is_in = |part: &&str| path.contains(*part);
    let is_at_end = |part: &&str| path.ends_with(*part);
    let found = INNER[..5].iter().find(|part| is_in(part)).or_else(|| INNER[5..].iter().find(|part| is_at_end(part)));
    if let Some(part) = found.filter(|_| is_exact) {
        look.say_of("path", format!("must not hold `{part}`"));
    }
}

/// `validateIngressBackend`.
pub(super) fn backend(look: &mut Look<'_>) {
    look.one_of(&["service", "resource"], true);
    let Some(service) = look.below("service") else { return };
    if given(service, "port").is_none() {
        look.say(&[key("service"), key("port")], "must have a `name` or a `number`");
    }
}

/// The port of the Service behind an Ingress.
pub(super) fn port(look: &mut Look<'_>) {
    let number = look.number("number").filter(|number| *number != 0);
    match (look.text("name").is_some(), number.is_some()) {
        (true, true) => look.say_of("number", "must not stand beside `name`: only one of them is taken"),
        (false, false) if !look.has("number") => look.say(&[], "must have a `name` or a `number`"),
        _ => {}
    }
}

/// `ValidateWebhookURL` and `ValidateWebhookService`.
pub(super) fn webhook_client(look: &mut Look<'_>) {
    match (look.get("url"), look.below("service")) {
        (Some(_), Some(_)) => look.say_of("url", "must not stand beside `service`: only one of them is taken"),
        (None, None) => look.say(&[], "must have a `url` or a `service`"),
        (Some(url), None) => {
            let rest = url.as_str().and_then(|url| url.strip_prefix("https://"));
            let host = rest.map(|rest| rest.split('/').next().unwrap_or_default());
            if host.is_none_or(str::is_empty) || rest.is_some_and(|rest| rest.contains(['?', '#', '@'])) {
                look.say_of("url", "must be `https://HOST/PATH`, without user, query and fragment");
            }
        }
        (None, Some(service)) => {
            let parts = text(service, "path").map(|path| path.trim_end_matches('/').split('/').collect::<Vec<_>>());
            let is_path = |parts: Vec<&str>| {
                let (first, rest) = parts.split_first().unwrap_or((&"x", &[]));
                first.is_empty() && rest.iter().all(|part| (SUBDOMAIN.is)(part))
            };
            if parts.is_some_and(|parts| parts != [""] && !is_path(parts)) {
                let must = "must begin with `/`, and have parts of `a-z`, `0-9`, `-` and `.`";
                look.say(&[key("service"), key("path")], must);
            }
        }
    }
}

/// A webhook as a whole.
pub(super) fn webhook(look: &mut Look<'_>) {
    const KNOWN: [&str; 2] = ["v1", "v1beta1"];
    let versions = look.get("admissionReviewVersions").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    let is_known = |version: &Value| version.as_str().is_some_and(|version| KNOWN.contains(&version));
    if !versions.is_empty() && !versions.iter().any(is_known) {
        look.say_of("admissionReviewVersions", "must name `v1` or `v1beta1`");
    }
}

/// `validateRule`: what stands for all stands alone.
pub(super) fn webhook_rule(look: &mut Look<'_>) {
    for name in ["operations", "apiGroups", "apiVersions"] {
        let list = look.get(name).and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
        if list.len() > 1 && list.iter().any(|item| item == "*") {
            look.say_of(name, "must not name anything beside `*`");
        }
        if !look.has(name) {
            look.say_of(name, "must name at least one");
        }
    }
    if !look.is_given("resources") && missing(look.map, "resources") {
        look.say_of("resources", "must name at least one");
    }
}

fn missing(map: &Map<String, Value>, name: &str) -> bool {
    given(map, name).is_none()
}
