//! An image of Vault that cannot start under the security context of its container.

use serde_json::Value;

use crate::check::image::{Image, images};
use crate::check::releases::Start;
use crate::check::security_context::adds_lock;
use crate::check::{Confidence, Fault, Find, Purpose, Rule, Subject};
use crate::diagnostic::Severity;

pub(super) static RULE: Rule = Rule {
    id: "image-capability",
    severity: Severity::Error,
    confidence: Confidence::High,
    purpose: Purpose::Any,
    title: "an image of Vault does not start with the capabilities of its container",
    why: "In a few releases the program in the image carries the capability to lock memory, and the kernel runs it \
          only in a container that may have it; in a few others the entrypoint sets it and fails unless `SKIP_SETCAP` \
          is set. The chart's containers have no such capability.",
    fix: "Take the next release of the line. Where that is not possible, add `IPC_LOCK` to the security context of the \
          container, or set `SKIP_SETCAP`.",
    link: Some("https://developer.hashicorp.com/vault/docs/updates/release-notes"),
    find: Find::Looking(find),
};

fn find(subject: &Subject<'_>) -> Vec<Fault> {
    let all = images(subject);
    Fault::once_a_place(all.iter().filter_map(|image| fault(image, subject)).collect())
}

fn fault(image: &Image<'_>, subject: &Subject<'_>) -> Option<Fault> {
    let version = image.vault_version()?;
    let start = subject.releases.start(&version)?;
    // The container that the injector adds elsewhere drops all capabilities.
    let is_injected = image.value == Some("injector.agentImage.tag");
    let container = image.container.filter(|_| !is_injected);
    let (title, help) = match start {
        Start::NeedsLock => {
            let has_lock = container.and_then(|container| container.get("securityContext")).is_some_and(adds_lock);
            let title =
                format!("{} carries the capability `IPC_LOCK`, and its container may not have it", version.named());
            (title, if has_lock { return None } else { "take the next release of this line" })
        }
        Start::NeedsSkipSetcap => {
            // The chart sets the variable for its own containers, and a command of one's own is no entrypoint.
            let container = container.filter(|_| image.value.is_none())?;
            let is_set =
                variable(container, "SKIP_SETCAP") || container.get("command").is_some_and(|one| !one.is_null());
            let title = format!("the entrypoint of {} sets a capability, which its container may not", version.named());
            (
                title,
                if is_set {
                    return None;
                } else {
                    "set the variable `SKIP_SETCAP` to `\"true\"`, or take the next release"
                },
            )
        }
        Start::CannotLock => return None,
    };
    let fault = Fault::new(title).at(image.label(subject, "does not start: operation not permitted"));
    Some(
        fault
            .in_object(image.pod.object, image.path.clone())
            .note(format!("as of {}", subject.releases.date))
            .help(help),
    )
}

fn variable(container: &Value, name: &str) -> bool {
    let list = container.get("env").and_then(Value::as_array);
    list.into_iter().flatten().any(|one| one.get("name").and_then(Value::as_str) == Some(name))
}
