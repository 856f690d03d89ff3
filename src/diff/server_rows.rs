//! The table of what the API server refuses, and of what it takes without doing it, by kind.
//!
//! Tried before the table of verdicts: what is refused does nothing else. The rows follow Kubernetes 1.36; see
//! `updates` for where they are from.

use super::conditions::When::*;
use super::recipe::Recipe::Say;
use super::verdict::Verdict::*;
use super::verdicts::{APPLY, BINDINGS, REMAKE, Row};

const SOURCES: &str = "spec.awsElasticBlockStore|azureDisk|azureFile|cephfs|cinder|csi|fc|flexVolume|flocker|gcePersistentDisk|glusterfs|hostPath|iscsi|local|nfs|photonPersistentDisk|portworxVolume|quobyte|rbd|scaleIO|storageos|vsphereVolume.**";
const FIXED: &str = "the field cannot be changed";
const LEFT_BEHIND: &str = "how later changes reach the pods; server-side apply refuses it, as it keeps the \
    `rollingUpdate` that the server filled in: write `rollingUpdate: null` beside the `type`";
const SUSPENDED: &str = "a suspended job accepts it until it starts";

/// The rows, in the order they are tried.
#[rustfmt::skip]
pub(super) const SERVER_ROWS: &[Row] = &[
    // What only Helm runs.
    ("*", "**", "+-~%", &[Hook], InPlace, "a hook: it is recreated each time it runs", &[]),

    // What only the server writes.
    ("Namespace", "spec.finalizers.**", "+-~%", &[], Ignored, "only the server writes the finalizers of a namespace", &[]),
    ("CertificateSigningRequest", "spec.**", "+-~%", &[], Ignored, "the server keeps the request as it was made", &[]),

    // Workloads.
    ("Deployment|DaemonSet|ReplicaSet", "spec.selector.**", "+-~%", &[], Recreates, "the selector cannot be changed; \
        all pods are replaced", REMAKE),
    ("StatefulSet", "spec.updateStrategy.type", "+~", &[LeavesRollingUpdate], Refused, "applying keeps the \
        `rollingUpdate` that the server filled in, which the new strategy does not take", &[Say("write \
        `rollingUpdate: null` beside the `type`"), APPLY]),
    ("Deployment", "spec.strategy", "+", &[LeavesRollingUpdate], InPlace, LEFT_BEHIND, &[]),
    ("Deployment", "spec.strategy.type", "+~", &[LeavesRollingUpdate], InPlace, LEFT_BEHIND, &[]),
    ("StatefulSet", "spec.revisionHistoryLimit", "+-~", &[], InPlace, "how many old revisions are kept", &[]),
    ("Job", "spec.template.spec.nodeSelector|tolerations|schedulingGates.**", "+-~%", &[WasSuspended], InPlace, SUSPENDED, &[]),
    ("Job", "spec.template.spec.affinity", "+-", &[WasSuspended, Itself], InPlace, SUSPENDED, &[]),
    ("Job", "spec.template.spec.affinity.nodeAffinity.**", "+-~%", &[WasSuspended], InPlace, SUSPENDED, &[]),
    ("Job", "spec.template.metadata.labels|annotations.**", "+-~%", &[WasSuspended], InPlace, SUSPENDED, &[]),
    ("Job", "spec.template.spec.containers|initContainers[*].resources.**", "+-~%", &[WasSuspended], InPlace, "a \
        suspended job accepts it until it starts, from Kubernetes 1.36 on", &[]),
    ("Job", "spec.template.**", "+-~%", &[], Recreates, "the pod template of a job cannot be changed", REMAKE),
    ("Job", "spec.completions", "~", &[IsElastic], InPlace, "more or fewer indexes, as many at once", &[]),
    ("Job", "spec.completions", "+-~", &[], Recreates, FIXED, REMAKE),
    ("Job", "spec.selector|completionMode|podFailurePolicy|backoffLimitPerIndex|managedBy|successPolicy.**", "+-~%", &[], Recreates, FIXED, REMAKE),
    ("Pod", "spec.containers|initContainers[*].image", "~", &[], RestartsPods, "the container restarts with another \
        image", &[]),
    ("Pod", "spec.activeDeadlineSeconds", "+", &[], InPlace, "one of the few fields of a pod that can be changed", &[]),
    ("Pod", "spec.activeDeadlineSeconds", "~", &[Shrinks], InPlace, "one of the few fields of a pod that can be \
        changed", &[]),
    ("Pod", "spec.tolerations", "+", &[], InPlace, "a pod accepts more tolerations", &[]),
    ("Pod", "spec.tolerations[*]", "+", &[], InPlace, "a pod accepts more tolerations", &[]),
    ("Pod", "spec.tolerations.**", "+", &[PatternStep], InPlace, "a pod accepts more tolerations", &[]),
    ("Pod", "spec.tolerations[*].tolerationSeconds", "+-~", &[], InPlace, "one of the few fields of a pod that can be \
        changed", &[]),
    ("Pod", "spec.schedulingGates.**", "-", &[], InPlace, "a pod may lose what keeps it from being scheduled", &[]),
    ("Pod", "spec.nodeSelector.**", "+", &[WasGated], InPlace, "a pod that waits to be scheduled accepts it", &[]),
    ("Pod", "spec.affinity.**", "+", &[WasGated, Itself], InPlace, "a pod that waits to be scheduled accepts it", &[]),
    ("Pod", "spec.affinity.nodeAffinity.**", "+", &[WasGated], InPlace, "a pod that waits to be scheduled accepts it", &[]),
    ("Pod", "spec.**", "+-~%", &[], Recreates, "a running pod cannot be changed", REMAKE),
    ("ControllerRevision", "data.**", "+-~%", &[], Recreates, FIXED, REMAKE),

    // Services.
    ("Service", "spec.type", "+~", &[OpenService, WantsHeadless], Refused, "a service without an address cannot be \
        opened", &[]),
    ("Service", "spec.clusterIP", "-~", &[IsGone, WasHeadless, OpenService], Recreates, "the server keeps `None`, and \
        a service without an address cannot be opened", REMAKE),
    ("Service", "spec.clusterIP|clusterIPs.**", "+-~%", &[AnyExternalName], InPlace, "an external name has no address, \
        so it may get or lose one", &[]),
    ("Service", "spec.clusterIP|clusterIPs", "-~", &[IsGone], Ignored, "the service keeps the address it has; only a \
        recreated one gets another", &[]),
    ("Service", "spec.clusterIPs[*]", "-", &[PatternStep], Ignored, "the service keeps the address it has; only a \
        recreated one gets another", &[]),
    ("Service", "spec.clusterIP|clusterIPs.**", "+-~%", &[], Recreates, "the address of a service cannot be changed", REMAKE),
    ("Service", "spec.ipFamilies.**", "+-~%", &[FreeFamilies], InPlace, "a service without an address takes other \
        families", &[]),
    ("Service", "spec.ipFamilies", "-", &[], Ignored, "the service keeps the families it has", &[]),
    ("Service", "spec.ipFamilies[*]", "-", &[PatternStep], Ignored, "the service keeps the families it has", &[]),
    ("Service", "spec.ipFamilies", "%", &[], Recreates, "the first address family cannot be changed", REMAKE),
    ("Service", "spec.ipFamilies[0]", "~", &[], Recreates, "the first address family cannot be changed", REMAKE),
    ("Service", "spec.ipFamilies[0]", "+-", &[Itself], Recreates, "the first address family cannot be changed", REMAKE),
    ("Service", "spec.ipFamilies", "+", &[SixFirst], Recreates, "the first address family cannot be changed, and it is \
        IPv4 unless the cluster has another default", REMAKE),
    ("Service", "spec.loadBalancerClass", "+-~", &[StaysLoadBalancer], Recreates, "the class of a load balancer cannot \
        be changed", REMAKE),
    ("Service", "spec.healthCheckNodePort", "-", &[StaysLoadBalancer], Ignored, "the service keeps the port it has", &[]),
    ("Service", "spec.healthCheckNodePort", "~", &[StaysLoadBalancer], InPlace, "load balancers check another port; \
        server-side apply refuses it", &[]),
    ("Service", "spec.ports[*].nodePort", "-", &[StaysOpen, Itself], Ignored, "the service keeps the port it has", &[]),
    ("EndpointSlice", "addressType", "+-~", &[], Recreates, FIXED, REMAKE),
    ("IngressClass", "spec.controller", "+-~", &[], Recreates, "the controller cannot be changed", REMAKE),

    // Permissions and secrets.
    (BINDINGS, "roleRef.**", "+-~", &[], Recreates, "the role of a binding cannot be changed", REMAKE),
    ("ConfigMap|Secret", "data|binaryData|stringData.**", "+-~", &[WasImmutable], Recreates, "the object is immutable", REMAKE),
    ("ConfigMap|Secret", "immutable", "-~", &[WasImmutable], Recreates, "an immutable object stays one", REMAKE),
    ("Secret", "type", "+-~", &[], Recreates, "the type of a secret cannot be changed", REMAKE),
    ("Secret", "stringData.**", "-", &[], Ignored, "what was written as text stays in `data`: take the key out there, \
        or make the secret again", &[]),

    // Volumes.
    ("PersistentVolumeClaim", "spec.resources.requests.storage", "~", &[Grows], InPlace, "a bound claim grows if its \
        class allows it", &[]),
    ("PersistentVolumeClaim", "spec.resources.requests.storage", "~", &[Shrinks], Recreates, "no volume can shrink: \
        the data must be moved to a new one", &[]),
    ("PersistentVolumeClaim", "spec.volumeAttributesClassName", "+~", &[], InPlace, "the volume gets the attributes of \
        the other class, from Kubernetes 1.34 on", &[]),
    ("PersistentVolumeClaim", "spec.volumeAttributesClassName", "-", &[], Refused, "the class can be changed, not \
        removed", &[]),
    ("PersistentVolumeClaim", "spec.storageClassName", "+", &[], InPlace, "accepted as long as the claim has got no \
        class", &[]),
    ("PersistentVolumeClaim", "spec.volumeName", "+", &[], InPlace, "accepted as long as the claim has got no volume", &[]),
    ("PersistentVolumeClaim", "spec.**", "+-~%", &[], Recreates, "a claim cannot be changed: the data must be moved to \
        a new one", &[]),
    ("PersistentVolume", "spec.csi.controllerExpandSecretRef.**", "+", &[], InPlace, "the driver uses it to grow the \
        volume", &[]),
    ("PersistentVolume", SOURCES, "+-~%", &[], Recreates, "where the data of a volume is cannot be changed: make \
        another volume", &[]),
    ("PersistentVolume", "spec.volumeMode", "+-~", &[], Recreates, "the field cannot be changed: make another volume", &[]),
    ("PersistentVolume", "spec.nodeAffinity", "+", &[], InPlace, "where the volume can be used is said once", &[]),
    ("PersistentVolume", "spec.nodeAffinity.**", "+", &[PatternStep], InPlace, "where the volume can be used is said \
        once", &[]),
    ("PersistentVolume", "spec.nodeAffinity.**", "+-~%", &[], Recreates, "where a volume can be used cannot be \
        changed: make another volume", &[]),
    ("PersistentVolume", "spec.volumeAttributesClassName", "-", &[], Refused, "the class can be changed, not removed", &[]),
    ("StorageClass", "provisioner|reclaimPolicy|volumeBindingMode|parameters.**", "+-~", &[], Recreates, "a storage \
        class cannot be changed", REMAKE),
    ("VolumeAttributesClass", "driverName|parameters.**", "+-~", &[], Recreates, FIXED, REMAKE),
    ("CSIDriver", "spec.attachRequired|volumeLifecycleModes.**", "+-~%", &[], Recreates, FIXED, REMAKE),
    ("CSIStorageCapacity", "storageClassName|nodeTopology.**", "+-~%", &[], Recreates, FIXED, REMAKE),

    // The rest of the cluster.
    ("PriorityClass", "value|preemptionPolicy", "+-~", &[], Recreates, FIXED, REMAKE),
    ("RuntimeClass", "handler", "+-~", &[], Recreates, FIXED, REMAKE),
    ("ResourceQuota", "spec.scopes.**", "+-~", &[], Recreates, "the scopes of a quota cannot be changed", REMAKE),
    ("APIService", "spec.group|version", "+-~", &[], Refused, "the name of the object must be that of the version", &[]),
    ("CustomResourceDefinition", "spec.group|scope", "+-~", &[], Refused, "the field cannot be changed, and all \
        objects of the kind would be deleted with it", &[]),
    ("CustomResourceDefinition", "spec.names.kind|plural", "+-~", &[], Refused, "the field cannot be changed, and all \
        objects of the kind would be deleted with it", &[]),
    ("ResourceClaim|ResourceClaimTemplate", "spec.**", "+-~%", &[], Recreates, FIXED, REMAKE),
    ("IPAddress", "spec.parentRef.**", "+-~", &[], Recreates, FIXED, REMAKE),
    ("ServiceCIDR", "spec.cidrs.**", "-~%", &[], Recreates, FIXED, REMAKE),
];
