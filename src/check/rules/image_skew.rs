//! Agents of another version than the server.

use crate::check::image::{Image, images};
use crate::check::{Confidence, Fault, Find, Purpose, Rule, Subject};
use crate::diagnostic::Severity;

pub(super) static RULE: Rule = Rule {
    id: "image-skew",
    severity: Severity::Advice,
    confidence: Confidence::Medium,
    purpose: Purpose::Production,
    title: "agents run another version of Vault than the server",
    why: "An agent that is newer than its server may use what that does not have; both are images of the same \
          releases.",
    fix: "Set `injector.agentImage.tag` and `csi.agent.image.tag` to the version of `server.image.tag`, or to an \
          older one.",
    link: Some("https://developer.hashicorp.com/vault/docs/platform/k8s/injector"),
    find: Find::Looking(find),
};

fn find(subject: &Subject<'_>) -> Vec<Fault> {
    let all = images(subject);
    let server = all.iter().find(|image| image.value == Some("server.image.tag"));
    let Some(own) = server.and_then(Image::vault_version) else { return Vec::new() };
    let mut faults = Vec::new();
    for image in
        all.iter().filter(|image| matches!(image.value, Some("injector.agentImage.tag" | "csi.agent.image.tag")))
    {
        let (Some(value), Some(version)) = (image.value, image.vault_version()) else { continue };
        if version.line > own.line {
            faults.push(
                Fault::new(format!("agents run Vault {version}, and the server runs {own}"))
                    .at(subject.label_or_unset("server.image.tag", "the server"))
                    .also(subject.label_if_set(value, "the agents"))
                    .also_note(subject.default_note(value))
                    .in_object(image.pod.object, image.path.clone())
                    .help(format!("set `{value}` to the version of the server")),
            );
        }
    }
    faults
}
