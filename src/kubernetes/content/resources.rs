//! What containers ask for and are held to: `ValidateResourceRequirements`.

use serde_json::{Map, Value};

use super::look::{Look, key, text};
use super::quantity::amount;
use super::texts::QUALIFIED;

const STANDARD: [&str; 3] = ["cpu", "memory", "ephemeral-storage"];
const BILLION: i128 = 1_000_000_000;

/// The rules of requests and limits.
pub(super) fn requirements(look: &mut Look<'_>) {
    let (limits, requests) = (look.below("limits"), look.below("requests"));
    for (list, amounts) in [("limits", limits), ("requests", requests)] {
        for (name, value) in amounts.into_iter().flatten().filter(|(_, value)| !value.is_null()) {
            let way = [key(list), key(name)];
            let found = amount(value).unwrap_or_default();
            if !is_resource(name) {
                look.say(&way, "must be `cpu`, `memory`, `ephemeral-storage`, or a resource with a domain");
            } else if found < 0 {
                look.say(&way, "must not be less than zero");
            } else if !is_divisible(name) && found % BILLION != 0 {
                look.say(&way, "must be a whole number");
            }
        }
    }
    for (name, request) in requests.into_iter().flatten() {
        let limit = limits.and_then(|limits| limits.get(name)).filter(|limit| !limit.is_null());
        let way = [key("requests"), key(name)];
        match limit.map(|limit| (amount(limit), amount(request))) {
            Some((Some(limit), Some(request))) if request > limit => look.say(&way, "must not be more than the limit"),
            Some((Some(limit), Some(request))) if !is_divisible(name) && request != limit => {
                look.say(&way, "must be the same as the limit");
            }
            None if !is_divisible(name) && !request.is_null() => look.say(&way, "must have the same in `limits`"),
            _ => {}
        }
    }
}

fn is_resource(name: &str) -> bool {
    STANDARD.contains(&name) || name.starts_with("hugepages-") || (name.contains('/') && (QUALIFIED.is)(name))
}

/// Whether parts of it are given, and more of it than there is.
fn is_divisible(name: &str) -> bool {
    STANDARD.contains(&name) || name.split_once('/').is_some_and(|(domain, _)| domain.ends_with("kubernetes.io"))
}

/// `validateContainerResourceFieldSelector`: what a container may read of its own resources.
pub(super) fn field(look: &mut Look<'_>) {
    let Some(reference) = look.below("resourceFieldRef") else { return };
    let resource = text(reference, "resource").unwrap_or_default();
    let kind = resource.strip_prefix("limits.").or_else(|| resource.strip_prefix("requests."));
    if !kind.is_some_and(|name| STANDARD.contains(&name) || name.starts_with("hugepages-")) {
        look.say(&[key("resourceFieldRef"), key("resource")], "must be a resource such as `limits.memory`");
    }
}

/// The storage that a claim asks for.
pub(super) fn storage(spec: &Map<String, Value>) -> Option<&Value> {
    spec.get("resources")?.get("requests")?.get("storage").filter(|storage| !storage.is_null())
}
