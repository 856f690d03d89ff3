//! The parts of the chart whose pods have the same questions put to them: server, injector, CSI provider.

use super::pods::{Container, Pod, pods};
use super::subject::Subject;
use crate::diagnostic::Label;

/// A container of a part of the chart, with the values that shape it.
pub(super) struct ChartContainer<'s> {
    /// The pod that it is in.
    pub(super) pod: Pod<'s>,
    /// The container.
    pub(super) container: Container<'s>,
    /// What messages call it.
    pub(super) name: &'static str,
    /// The value that holds its requests and limits.
    pub(super) resources: &'static str,
    /// The value that holds the security context of its pod.
    pub(super) pod_context: &'static str,
    /// The value that holds its own security context.
    pub(super) context: &'static str,
}

/// The containers of the chart that run for as long as their pods.
pub(super) fn parts<'s>(subject: &'s Subject<'_>) -> Vec<ChartContainer<'s>> {
    let mut found = Vec::new();
    for pod in pods(subject.objects) {
        for container in pod.containers() {
            let values = match (pod.object.template.as_str(), container.name()) {
                ("server/statefulset", "vault") => [
                    "the server",
                    "server.resources",
                    "server.statefulSet.securityContext.pod",
                    "server.statefulSet.securityContext.container",
                ],
                ("injector/deployment", "sidecar-injector") => [
                    "the injector",
                    "injector.resources",
                    "injector.securityContext.pod",
                    "injector.securityContext.container",
                ],
                ("csi/daemonset", name) if name.ends_with("-agent") => [
                    "the agent of the CSI provider",
                    "csi.agent.resources",
                    "csi.daemonSet.securityContext.pod",
                    "csi.agent.securityContext.container",
                ],
                ("csi/daemonset", name) if name.ends_with("-csi-provider") => [
                    "the CSI provider",
                    "csi.resources",
                    "csi.daemonSet.securityContext.pod",
                    "csi.daemonSet.securityContext.container",
                ],
                _ => continue,
            };
            let [name, resources, pod_context, context] = values;
            found.push(ChartContainer { pod, container, name, resources, pod_context, context });
        }
    }
    found
}

impl ChartContainer<'_> {
    /// Whether this is the server.
    pub(super) fn is_server(&self) -> bool {
        self.pod.object.template == "server/statefulset"
    }

    /// Whether this is the injector.
    pub(super) fn is_injector(&self) -> bool {
        self.pod.object.template == "injector/deployment"
    }

    /// What to say of its security: at its own context if that is set, else at its pod's.
    pub(super) fn context_label(&self, subject: &Subject<'_>, say: &str) -> Label {
        match subject.is_set(self.context) || !subject.is_set(self.pod_context) {
            true => subject.label_or_unset(self.context, say),
            false => subject.label(self.pod_context, say),
        }
    }
}
