//! Which rules look at a type as a whole.

use super::form::Rule;
use super::{ingress, pods, resources, services, volumes, workloads};

/// The rules of a type.
pub(super) fn rules(type_name: &str) -> &'static [Rule] {
    match type_name {
        "PodSpec" => &[pods::spec, volumes::mounts],
        "Container" => &[pods::container],
        "EnvVar" => &[pods::variable],
        "EnvVarSource" => &[pods::variable_source],
        "EnvFromSource" => &[|look| look.one_of(&["configMapRef", "secretRef"], true)],
        "Probe" => &[|look| look.one_of(&["exec", "httpGet", "tcpSocket", "grpc"], true)],
        "LifecycleHandler" => &[|look| look.one_of(&["exec", "httpGet", "tcpSocket", "sleep"], true)],
        "SecurityContext" => &[pods::security_context],
        "SeccompProfile" | "AppArmorProfile" => &[pods::profile],
        "Toleration" => &[pods::toleration],
        "NodeSelectorRequirement" | "LabelSelectorRequirement" => &[pods::requirement],
        "TopologySpreadConstraint" => &[pods::spread],
        "LocalObjectReference" => &[],
        "ResourceRequirements" => &[resources::requirements],
        "Volume" => &[volumes::volume],
        "VolumeProjection" => &[volumes::projection],
        "VolumeMount" => &[volumes::mount],
        "SecretVolumeSource" => &[|look| look.needs("secretName")],
        "DownwardAPIVolumeFile" => &[volumes::downward_file],
        "PersistentVolumeClaimSpec" => &[volumes::claim],
        "PersistentVolumeSpec" => &[volumes::persistent],
        "DeploymentSpec" => &[workloads::deployment],
        "ReplicaSetSpec" | "ReplicationControllerSpec" => &[workloads::always],
        "DaemonSetSpec" => &[workloads::daemon_set],
        "StatefulSetSpec" => &[workloads::stateful_set],
        "JobSpec" => &[workloads::job],
        "PodDisruptionBudgetSpec" => &[workloads::budget],
        "autoscaling.v1.HorizontalPodAutoscalerSpec" | "autoscaling.v2.HorizontalPodAutoscalerSpec" => {
            &[workloads::autoscaler]
        }
        "MetricSpec" => &[workloads::metric],
        "PodTemplateSpec" => &[workloads::template],
        "ServiceSpec" => &[services::service],
        "NetworkPolicyPeer" => &[services::peer],
        "NetworkPolicyPort" => &[services::policy_port],
        "IPBlock" => &[services::block],
        "IngressSpec" => &[|look| look_for_any(look)],
        "HTTPIngressPath" => &[ingress::path],
        "IngressBackend" => &[ingress::backend],
        "ServiceBackendPort" => &[ingress::port],
        "admissionregistration.v1.WebhookClientConfig" => &[ingress::webhook_client],
        "MutatingWebhook" | "ValidatingWebhook" => &[ingress::webhook],
        "RuleWithOperations" | "NamedRuleWithOperations" => &[ingress::webhook_rule],
        _ => &[],
    }
}

/// `ValidateIngressSpec`: rules, or a backend for all.
fn look_for_any(look: &mut super::look::Look<'_>) {
    if !look.is_given("rules") && !look.has("defaultBackend") {
        look.say(&[], "must have `rules` or a `defaultBackend`");
    }
}
