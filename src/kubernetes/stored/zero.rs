//! Which fields tell zero from nothing.
//!
//! A field of the API that is no pointer in `k8s.io/api` cannot: `hostNetwork: false`, `env: []` and `resources: {}` are
//! what a manifest without them says, and the server gives none of them back. A pointer can: `privileged: false`,
//! `defaultMode: 0` and `emptyDir: {}` are kept as they are.

use serde_json::{Number, Value};

use crate::kubernetes::form::Form;

/// The fields of one value in which zero, false and empty text are kept, by type.
#[rustfmt::skip]
const POINTERS: &[(&str, &[&str])] = &[
    ("AppArmorProfile", &["localhostProfile"]),
    ("AzureDiskVolumeSource", &["cachingMode", "fsType", "kind", "readOnly"]),
    ("AzureFilePersistentVolumeSource", &["secretNamespace"]),
    ("CSIDriverSpec", &["attachRequired", "fsGroupPolicy", "nodeAllocatableUpdatePeriodSeconds", "podInfoOnMount", "preventPodSchedulingIfMissing", "requiresRepublish", "seLinuxMount", "serviceAccountTokenInSecrets", "storageCapacity"]),
    ("CSIVolumeSource", &["fsType", "readOnly"]),
    ("CertificateSigningRequestSpec", &["expirationSeconds"]),
    ("ClientIPConfig", &["timeoutSeconds"]),
    ("ClusterTrustBundleProjection", &["name", "optional", "signerName"]),
    ("ConfigMap", &["immutable"]),
    ("ConfigMapEnvSource", &["optional"]),
    ("ConfigMapKeySelector", &["optional"]),
    ("ConfigMapProjection", &["optional"]),
    ("ConfigMapVolumeSource", &["defaultMode", "defaultUser", "optional"]),
    ("Container", &["restartPolicy"]),
    ("CronJobSpec", &["failedJobsHistoryLimit", "startingDeadlineSeconds", "successfulJobsHistoryLimit", "suspend", "timeZone"]),
    ("CustomResourceDefinitionVersion", &["deprecationWarning"]),
    ("CustomResourceSubresourceScale", &["labelSelectorPath"]),
    ("DaemonSetSpec", &["revisionHistoryLimit"]),
    ("DeploymentSpec", &["progressDeadlineSeconds", "replicas", "revisionHistoryLimit"]),
    ("DownwardAPIVolumeFile", &["mode", "user"]),
    ("DownwardAPIVolumeSource", &["defaultMode", "defaultUser"]),
    ("EmptyDirVolumeSource", &["mode", "sizeLimit"]),
    ("Endpoint", &["hostname", "nodeName", "zone"]),
    ("EndpointAddress", &["nodeName"]),
    ("EndpointConditions", &["ready", "serving", "terminating"]),
    ("EphemeralContainer", &["restartPolicy"]),
    ("ExemptPriorityLevelConfiguration", &["lendablePercent", "nominalConcurrencyShares"]),
    ("FCVolumeSource", &["lun"]),
    ("FileKeySelector", &["optional"]),
    ("GRPCAction", &["service"]),
    ("GlusterfsPersistentVolumeSource", &["endpointsNamespace"]),
    ("HPAScalingRules", &["selectPolicy", "stabilizationWindowSeconds", "tolerance"]),
    ("HTTPIngressPath", &["pathType"]),
    ("HostPathVolumeSource", &["type"]),
    ("ISCSIPersistentVolumeSource", &["initiatorName"]),
    ("ISCSIVolumeSource", &["initiatorName"]),
    ("IngressClassParametersReference", &["apiGroup", "namespace", "scope"]),
    ("IngressSpec", &["ingressClassName"]),
    ("JobSpec", &["activeDeadlineSeconds", "backoffLimit", "backoffLimitPerIndex", "completionMode", "completions", "managedBy", "manualSelector", "maxFailedIndexes", "parallelism", "podReplacementPolicy", "suspend", "ttlSecondsAfterFinished"]),
    ("KeyToPath", &["mode", "user"]),
    ("LeaseSpec", &["holderIdentity", "leaseDurationSeconds", "leaseTransitions", "preferredHolder", "strategy"]),
    ("Lifecycle", &["stopSignal"]),
    ("LimitedPriorityLevelConfiguration", &["borrowingLimitPercent", "lendablePercent", "nominalConcurrencyShares"]),
    ("LocalVolumeSource", &["fsType"]),
    ("MatchResources", &["matchPolicy"]),
    ("MetricTarget", &["averageUtilization", "averageValue", "value"]),
    ("MutatingWebhook", &["failurePolicy", "matchPolicy", "reinvocationPolicy", "sideEffects", "timeoutSeconds"]),
    ("NamedRuleWithOperations", &["scope"]),
    ("NetworkPolicyPort", &["endPort", "port", "protocol"]),
    ("OwnerReference", &["blockOwnerDeletion", "controller"]),
    ("ParamRef", &["parameterNotFoundAction"]),
    ("PersistentVolumeClaimSpec", &["storageClassName", "volumeAttributesClassName", "volumeMode"]),
    ("PersistentVolumeSpec", &["volumeAttributesClassName", "volumeMode"]),
    ("PodCertificateProjection", &["maxExpirationSeconds", "user"]),
    ("PodDNSConfigOption", &["value"]),
    ("PodDisruptionBudgetSpec", &["maxUnavailable", "minAvailable", "unhealthyPodEvictionPolicy"]),
    ("PodFailurePolicyOnExitCodesRequirement", &["containerName"]),
    ("PodResourceClaim", &["resourceClaimName", "resourceClaimTemplateName"]),
    ("PodSecurityContext", &["fsGroup", "fsGroupChangePolicy", "runAsGroup", "runAsNonRoot", "runAsUser", "seLinuxChangePolicy", "supplementalGroupsPolicy"]),
    ("PodSpec", &["activeDeadlineSeconds", "automountServiceAccountToken", "enableServiceLinks", "hostUsers", "hostnameOverride", "preemptionPolicy", "priority", "runtimeClassName", "setHostnameAsFQDN", "shareProcessNamespace", "terminationGracePeriodSeconds"]),
    ("PriorityClass", &["preemptionPolicy"]),
    ("Probe", &["terminationGracePeriodSeconds"]),
    ("ProjectedVolumeSource", &["defaultMode", "defaultUser"]),
    ("ReplicaSetSpec", &["replicas"]),
    ("ReplicationControllerSpec", &["replicas"]),
    ("RollingUpdateDaemonSet", &["maxSurge", "maxUnavailable"]),
    ("RollingUpdateDeployment", &["maxSurge", "maxUnavailable"]),
    ("RollingUpdateStatefulSetStrategy", &["maxUnavailable", "partition"]),
    ("RuleWithOperations", &["scope"]),
    ("SeccompProfile", &["localhostProfile"]),
    ("Secret", &["immutable"]),
    ("SecretEnvSource", &["optional"]),
    ("SecretKeySelector", &["optional"]),
    ("SecretProjection", &["optional"]),
    ("SecretVolumeSource", &["defaultMode", "defaultUser", "optional"]),
    ("SecurityContext", &["allowPrivilegeEscalation", "privileged", "procMount", "readOnlyRootFilesystem", "runAsGroup", "runAsNonRoot", "runAsUser"]),
    ("ServiceAccount", &["automountServiceAccountToken"]),
    ("ServiceAccountTokenProjection", &["expirationSeconds", "user"]),
    ("ServicePort", &["appProtocol"]),
    ("ServiceSpec", &["allocateLoadBalancerNodePorts", "internalTrafficPolicy", "ipFamilyPolicy", "loadBalancerClass", "trafficDistribution"]),
    ("StatefulSetSpec", &["replicas", "revisionHistoryLimit"]),
    ("StorageClass", &["allowVolumeExpansion", "reclaimPolicy", "volumeBindingMode"]),
    ("SuccessPolicyRule", &["succeededCount", "succeededIndexes"]),
    ("TokenRequest", &["expirationSeconds"]),
    ("Toleration", &["tolerationSeconds"]),
    ("TopologySpreadConstraint", &["minDomains", "nodeAffinityPolicy", "nodeTaintsPolicy"]),
    ("TypedLocalObjectReference", &["apiGroup"]),
    ("TypedObjectReference", &["apiGroup", "namespace"]),
    ("ValidatingAdmissionPolicySpec", &["failurePolicy"]),
    ("ValidatingWebhook", &["failurePolicy", "matchPolicy", "sideEffects", "timeoutSeconds"]),
    ("Validation", &["reason"]),
    ("VolumeMount", &["mountPropagation", "recursiveReadOnly"]),
    ("WindowsSecurityContextOptions", &["gmsaCredentialSpec", "gmsaCredentialSpecName", "hostProcess", "runAsUserName"]),
    ("admissionregistration.v1.ServiceReference", &["path", "port"]),
    ("admissionregistration.v1.WebhookClientConfig", &["url"]),
    ("apiextensions.v1.ServiceReference", &["path", "port"]),
    ("apiextensions.v1.WebhookClientConfig", &["url"]),
    ("apiregistration.v1.ServiceReference", &["port"]),
    ("autoscaling.v1.HorizontalPodAutoscalerSpec", &["minReplicas", "targetCPUUtilizationPercentage"]),
    ("autoscaling.v2.HorizontalPodAutoscalerSpec", &["minReplicas"]),
    ("core.v1.EndpointPort", &["appProtocol"]),
    ("discovery.v1.EndpointPort", &["appProtocol", "name", "port", "protocol"]),
];

/// The fields of maps that are always there, so that an empty one is as none, by type; `*` is any type.
const STRUCTS: &[(&str, &str)] = &[
    ("*", "clientConfig"),
    ("*", "jobTemplate"),
    ("*", "metadata"),
    ("*", "metric"),
    ("*", "roleRef"),
    ("*", "spec"),
    ("*", "strategy"),
    ("*", "target"),
    ("*", "template"),
    ("*", "updateStrategy"),
    ("Container", "resources"),
    ("CustomResourceDefinitionSpec", "names"),
    ("Endpoint", "conditions"),
    ("EphemeralContainer", "resources"),
    ("FlowSchemaSpec", "priorityLevelConfiguration"),
    ("HTTPIngressPath", "backend"),
    ("IngressServiceBackend", "port"),
    ("LimitedPriorityLevelConfiguration", "limitResponse"),
    ("NetworkPolicySpec", "podSelector"),
    ("ObjectMetricSource", "describedObject"),
    ("PersistentVolumeClaimSpec", "resources"),
    ("PreferredSchedulingTerm", "preference"),
    ("WeightedPodAffinityTerm", "podAffinityTerm"),
];

/// Whether a map under a field of a type is always there.
pub(super) fn is_struct(holder: &str, field: &str) -> bool {
    STRUCTS.iter().any(|(of, name)| *name == field && (*of == "*" || *of == holder))
}

/// Whether a value of one field means the same as none.
pub(super) fn is_zero(holder: &str, field: &str, form: &Form, value: &Value) -> bool {
    is_zero_of(form, value) && !is_pointer(holder, field)
}

fn is_pointer(holder: &str, field: &str) -> bool {
    let found = POINTERS.binary_search_by(|(of, _)| (*of).cmp(holder)).ok().and_then(|index| POINTERS.get(index));
    found.is_some_and(|(_, fields)| fields.contains(&field))
}

fn is_zero_of(form: &Form, value: &Value) -> bool {
    match (form, value) {
        (Form::Bool, Value::Bool(value)) => !value,
        (Form::Int32 | Form::Int64 | Form::Number | Form::IntOrText | Form::Quantity, Value::Number(number)) => {
            is_zero_number(number)
        }
        (Form::Quantity, Value::String(text)) => text == "0",
        (Form::Text | Form::Bytes | Form::IntOrText, Value::String(text)) => text.is_empty(),
        _ => false,
    }
}

fn is_zero_number(number: &Number) -> bool {
    number.as_f64() == Some(0.0)
}

#[cfg(test)]
mod tests {
    use super::{POINTERS, STRUCTS};

    #[test]
    fn tables_are_sorted_and_say_nothing_twice() {
        assert!(POINTERS.is_sorted_by(|one, other| one.0 < other.0));
        assert!(STRUCTS.is_sorted_by(|one, other| one < other));
    }
}
