//! The images that pods of the release run, and the values that name them.

use super::pods::{Container, Pod, pods};
use super::references::origin;
use super::subject::Subject;
use super::tree::text;
use crate::diagnostic::Label;
use crate::vault_version::{self, Edition, Version};

/// An image of the release.
pub(super) struct Image<'s> {
    /// The pod that it is for.
    pub(super) pod: Pod<'s>,
    /// Its path in the object.
    pub(super) path: String,
    /// The whole reference.
    pub(super) name: &'s str,
    /// The value that gives its tag, if it is an image of the chart.
    pub(super) value: Option<&'static str>,
    /// The container that runs it, or that has others run it.
    pub(super) container: Option<&'s serde_json::Value>,
}

/// The images of all pods, and the one that the injector adds to others. The test's is the server's.
pub(super) fn images<'s>(subject: &'s Subject<'_>) -> Vec<Image<'s>> {
    let mut found = Vec::new();
    for pod in pods(subject.objects).filter(|pod| !pod.object.is_hook()) {
        for container in pod.containers() {
            let value = value_of(&pod, &container);
            let name = text(container.tree, "image");
            let tree = Some(container.tree);
            found.extend(name.map(|name| {
                let path = format!("{}.image", container.path);
                Image { pod, path, name, value, container: tree }
            }));
            let injected = container.variable("AGENT_INJECT_VAULT_IMAGE");
            found.extend(injected.map(|name| Image {
                pod,
                path: format!("{}.env", container.path),
                name,
                value: Some("injector.agentImage.tag"),
                container: tree,
            }));
        }
    }
    found
}

/// The version of the image of the server, under whatever name a registry has it, if its tag names one.
pub(super) fn server_version(subject: &Subject<'_>) -> Option<Version> {
    let all = images(subject);
    let image = all.iter().find(|image| image.value == Some("server.image.tag"))?;
    Version::of_server_image(image.name)
}

fn value_of(pod: &Pod<'_>, container: &Container<'_>) -> Option<&'static str> {
    match (pod.object.template.as_str(), container.name()) {
        ("server/statefulset", "vault") => Some("server.image.tag"),
        ("injector/deployment", "sidecar-injector") => Some("injector.image.tag"),
        ("csi/daemonset", name) if name.ends_with("-csi-provider") => Some("csi.image.tag"),
        ("csi/daemonset", name) if name.ends_with("-agent") => Some("csi.agent.image.tag"),
        _ => None,
    }
}

impl<'s> Image<'s> {
    /// Whether a digest says which image it is.
    pub(super) fn has_digest(&self) -> bool {
        self.name.contains("@sha256:")
    }

    /// The tag, if there is one.
    pub(super) fn tag(&self) -> Option<&'s str> {
        vault_version::tag(self.name)
    }

    /// The version of Vault, if this is an image of Vault and the tag names one.
    pub(super) fn vault_version(&self) -> Option<Version> {
        Version::of_image(self.name).filter(|version| version.edition != Edition::OpenBao)
    }

    /// What to say of it at the value that names it.
    pub(super) fn label(&self, subject: &Subject<'_>, say: &str) -> Label {
        match self.value {
            // The line that set it: its tag, else its repository, or what names the image of all.
            Some(value) if !subject.is_set(value) => {
                let repository = value.trim_end_matches("tag").to_owned() + "repository";
                let set = [repository.as_str(), "global.image"].into_iter().find(|path| subject.is_set(path));
                set.map_or_else(|| subject.label_or_unset(value, say), |path| subject.label(path, say))
            }
            Some(value) => subject.label(value, say),
            None => origin(subject, self.pod.object, &self.path, self.name, say),
        }
    }
}
