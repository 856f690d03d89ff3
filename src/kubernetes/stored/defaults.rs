//! What the API server fills in whatever else an object says, by type.

use serde_json::{Map, Value};

use Filled::{Empty, Flag, Number, Text, Texts};

/// What stands in a field that a manifest leaves out.
#[derive(Clone, Copy, Debug)]
pub(super) enum Filled {
    Text(&'static str),
    Number(i64),
    Flag(bool),
    Texts(&'static [&'static str]),
    /// A map with the defaults of its own type.
    Empty,
}

/// The defaults of each type, in the order of types.
#[rustfmt::skip]
const DEFAULTS: &[(&str, &[(&str, Filled)])] = &[
    ("AzureDiskVolumeSource", &[
        ("cachingMode", Text("ReadWrite")), ("fsType", Text("ext4")), ("kind", Text("Shared")), ("readOnly", Flag(false)),
    ]),
    ("CSIDriverSpec", &[
        ("attachRequired", Flag(true)), ("fsGroupPolicy", Text("ReadWriteOnceWithFSType")), ("podInfoOnMount", Flag(false)),
        ("requiresRepublish", Flag(false)), ("seLinuxMount", Flag(false)), ("storageCapacity", Flag(false)),
        ("volumeLifecycleModes", Texts(&["Persistent"])),
    ]),
    ("ConfigMapVolumeSource", &[("defaultMode", Number(0o644))]),
    ("Container", &[("terminationMessagePath", Text("/dev/termination-log")), ("terminationMessagePolicy", Text("File"))]),
    ("ContainerPort", &[("protocol", Text("TCP"))]),
    ("CronJobSpec", &[
        ("concurrencyPolicy", Text("Allow")), ("failedJobsHistoryLimit", Number(1)),
        ("successfulJobsHistoryLimit", Number(3)), ("suspend", Flag(false)),
    ]),
    ("CustomResourceConversion", &[("strategy", Text("None"))]),
    ("CustomResourceDefinitionSpec", &[("conversion", Empty)]),
    ("DaemonSetSpec", &[("revisionHistoryLimit", Number(10))]),
    ("DaemonSetUpdateStrategy", &[("type", Text("RollingUpdate"))]),
    ("DeploymentSpec", &[
        ("progressDeadlineSeconds", Number(600)), ("replicas", Number(1)), ("revisionHistoryLimit", Number(10)),
    ]),
    ("DeploymentStrategy", &[("type", Text("RollingUpdate"))]),
    ("DownwardAPIVolumeSource", &[("defaultMode", Number(0o644))]),
    ("EphemeralContainer", &[
        ("terminationMessagePath", Text("/dev/termination-log")), ("terminationMessagePolicy", Text("File")),
    ]),
    ("GRPCAction", &[("service", Text(""))]),
    // The schemas of the Gateway API.
    ("HTTPBackendRef", &[("group", Text("")), ("kind", Text("Service")), ("weight", Number(1))]),
    ("HTTPGetAction", &[("path", Text("/")), ("scheme", Text("HTTP"))]),
    ("HTTPHeaderMatch", &[("type", Text("Exact"))]),
    ("HTTPPathMatch", &[("type", Text("PathPrefix")), ("value", Text("/"))]),
    ("HTTPRouteMatch", &[("path", Empty)]),
    ("HostPathVolumeSource", &[("type", Text(""))]),
    ("ISCSIPersistentVolumeSource", &[("iscsiInterface", Text("default"))]),
    ("ISCSIVolumeSource", &[("iscsiInterface", Text("default"))]),
    ("IngressClassParametersReference", &[("scope", Text("Cluster"))]),
    ("JobSpec", &[
        ("backoffLimit", Number(6)), ("completionMode", Text("NonIndexed")), ("suspend", Flag(false)),
    ]),
    ("MatchResources", &[("matchPolicy", Text("Equivalent")), ("namespaceSelector", Empty), ("objectSelector", Empty)]),
    ("MutatingWebhook", &[
        ("failurePolicy", Text("Fail")), ("matchPolicy", Text("Equivalent")), ("namespaceSelector", Empty),
        ("objectSelector", Empty), ("reinvocationPolicy", Text("Never")), ("timeoutSeconds", Number(10)),
    ]),
    ("NamedRuleWithOperations", &[("scope", Text("*"))]),
    ("NetworkPolicyPort", &[("protocol", Text("TCP"))]),
    ("ObjectFieldSelector", &[("apiVersion", Text("v1"))]),
    ("ParentReference", &[("group", Text("gateway.networking.k8s.io")), ("kind", Text("Gateway"))]),
    // A claim template says of what kind it is only if asked; the server always does.
    ("PersistentVolumeClaim", &[("apiVersion", Text("v1")), ("kind", Text("PersistentVolumeClaim"))]),
    ("PersistentVolumeClaimSpec", &[("volumeMode", Text("Filesystem"))]),
    ("PersistentVolumeSpec", &[("persistentVolumeReclaimPolicy", Text("Retain")), ("volumeMode", Text("Filesystem"))]),
    ("PodSpec", &[
        ("dnsPolicy", Text("ClusterFirst")), ("restartPolicy", Text("Always")), ("schedulerName", Text("default-scheduler")),
        ("securityContext", Empty), ("terminationGracePeriodSeconds", Number(30)),
    ]),
    ("PriorityClass", &[("preemptionPolicy", Text("PreemptLowerPriority"))]),
    ("Probe", &[
        ("failureThreshold", Number(3)), ("periodSeconds", Number(10)), ("successThreshold", Number(1)),
        ("timeoutSeconds", Number(1)),
    ]),
    ("ProjectedVolumeSource", &[("defaultMode", Number(0o644))]),
    ("RBDPersistentVolumeSource", &[("keyring", Text("/etc/ceph/keyring")), ("pool", Text("rbd")), ("user", Text("admin"))]),
    ("RBDVolumeSource", &[("keyring", Text("/etc/ceph/keyring")), ("pool", Text("rbd")), ("user", Text("admin"))]),
    ("ReplicaSetSpec", &[("replicas", Number(1))]),
    ("ReplicationControllerSpec", &[("replicas", Number(1))]),
    ("RoleRef", &[("apiGroup", Text("rbac.authorization.k8s.io"))]),
    ("RouteSpec", &[("wildcardPolicy", Text("None"))]),
    ("RouteTargetReference", &[("kind", Text("Service")), ("weight", Number(100))]),
    ("RuleWithOperations", &[("scope", Text("*"))]),
    ("ScaleIOPersistentVolumeSource", &[("fsType", Text("xfs")), ("storageMode", Text("ThinProvisioned"))]),
    ("ScaleIOVolumeSource", &[("fsType", Text("xfs")), ("storageMode", Text("ThinProvisioned"))]),
    ("Secret", &[("type", Text("Opaque"))]),
    ("SecretVolumeSource", &[("defaultMode", Number(0o644))]),
    ("ServiceAccountTokenProjection", &[("expirationSeconds", Number(3600))]),
    ("ServicePort", &[("protocol", Text("TCP"))]),
    ("ServiceSpec", &[("sessionAffinity", Text("None")), ("type", Text("ClusterIP"))]),
    ("StatefulSetPersistentVolumeClaimRetentionPolicy", &[("whenDeleted", Text("Retain")), ("whenScaled", Text("Retain"))]),
    ("StatefulSetSpec", &[
        ("persistentVolumeClaimRetentionPolicy", Empty), ("podManagementPolicy", Text("OrderedReady")),
        ("replicas", Number(1)), ("revisionHistoryLimit", Number(10)),
    ]),
    ("StorageClass", &[("reclaimPolicy", Text("Delete")), ("volumeBindingMode", Text("Immediate"))]),
    ("ValidatingAdmissionPolicySpec", &[("failurePolicy", Text("Fail"))]),
    ("ValidatingWebhook", &[
        ("failurePolicy", Text("Fail")), ("matchPolicy", Text("Equivalent")), ("namespaceSelector", Empty),
        ("objectSelector", Empty), ("timeoutSeconds", Number(10)),
    ]),
    ("admissionregistration.v1.ServiceReference", &[("port", Number(443))]),
    ("apiextensions.v1.ServiceReference", &[("port", Number(443))]),
    ("apiregistration.v1.ServiceReference", &[("port", Number(443))]),
    ("autoscaling.v1.HorizontalPodAutoscalerSpec", &[("minReplicas", Number(1))]),
    ("autoscaling.v2.HorizontalPodAutoscalerSpec", &[("minReplicas", Number(1))]),
    ("core.v1.EndpointPort", &[("protocol", Text("TCP"))]),
    ("discovery.v1.EndpointPort", &[("name", Text("")), ("protocol", Text("TCP"))]),
];

/// The defaults of a type.
pub(super) fn defaults_of(holder: &str) -> &'static [(&'static str, Filled)] {
    let found = DEFAULTS.binary_search_by(|(of, _)| (*of).cmp(holder)).ok().and_then(|index| DEFAULTS.get(index));
    found.map(|(_, defaults)| *defaults).unwrap_or_default()
}

impl Filled {
    /// The value itself.
    pub(super) fn value(self) -> Value {
        match self {
            Text(text) => Value::from(text),
            Number(number) => Value::from(number),
            Flag(flag) => Value::from(flag),
            Texts(texts) => Value::from(texts),
            Empty => Value::Object(Map::new()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::DEFAULTS;

    #[test]
    fn tables_are_sorted_and_say_nothing_twice() {
        assert!(DEFAULTS.is_sorted_by(|one, other| one.0 < other.0));
        for (of, defaults) in DEFAULTS {
            assert!(defaults.is_sorted_by(|one, other| one.0 < other.0), "{of}");
        }
    }
}
