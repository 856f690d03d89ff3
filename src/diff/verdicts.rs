//! The table of verdicts: what a change of a field does to the running Vault.
//!
//! For each change the first row counts whose kind, path, operation and conditions fit, those of the server before
//! these. A whole map or list that comes or goes is looked at part by part too, and the worst verdict is taken.

use super::conditions::When::{self, *};
use super::recipe::Recipe::{self, *};
use super::verdict::Verdict::{self, *};

/// A row: kinds, path (see `pattern`), operations (`+` added, `-` removed, `~` replaced, `%` reordered), what must hold
/// too, the verdict, why, and what to type. `{name}`, `{kind}`, `{pods}` … are filled in (see `words`).
pub(super) type Row = (&'static str, &'static str, &'static str, &'static [When], Verdict, &'static str, Recipes);

pub(super) const PODS: &str = "StatefulSet|Deployment|DaemonSet|ReplicaSet";
const ENTRANCES: &str =
    "Ingress|Route|HTTPRoute|GRPCRoute|TLSRoute|TCPRoute|Gateway|IngressRoute|IngressRouteTCP|VirtualService";
const ROLES: &str = "Role|ClusterRole";
pub(super) const BINDINGS: &str = "RoleBinding|ClusterRoleBinding";

/// What to do, in order.
type Recipes = &'static [Recipe];

pub(super) const APPLY: Recipe = Say("apply the new manifests");
const TAKE_OVER: Recipe = Say("apply the new manifests: the new object takes over the running pods");
pub(super) const REMAKE: Recipes = &[Delete, APPLY];
const REMAKE_SET: Recipes = &[Orphan, TAKE_OVER];
const GROW: Recipes = &[GrowClaims, Orphan, TAKE_OVER];
const RENAME_SET: Recipes = &[
    Say("take a snapshot first: `vault operator raft snapshot save` for raft storage"),
    Say("apply the new manifests, and move the data to the new volumes before the old ones are deleted"),
];

const MIGRATE: Recipes = &[Vault("vault operator unseal -migrate")];
const MIGRATION: &str = "another seal: Vault stays sealed until it is migrated";

/// The rows for fields of objects, in the order they are tried.
#[rustfmt::skip]
pub(super) const ROWS: &[Row] = &[
    // Whole objects that come.
    (ENTRANCES, "", "+", &[], Exposes, "allows access from outside the cluster", &[]),
    ("Service", "", "+", &[OpenService], Exposes, "a service that can be reached from outside the cluster", &[]),
    ("ClusterRoleBinding", "", "+", &[], WidensRights, "grants permissions in the whole cluster", &[]),
    ("RoleBinding", "", "+", &[], WidensRights, "grants permissions in the namespace", &[]),
    (ROLES, "", "+", &[], WidensRights, "permissions that a binding can grant", &[]),
    ("NetworkPolicy", "", "+", &[], InPlace, "the pods it selects accept only the traffic that it allows", &[]),
    ("PodDisruptionBudget", "", "+", &[], InPlace, "limits how many pods a drain may evict", &[]),
    ("StatefulSet|Deployment|DaemonSet|ReplicaSet|Job|CronJob|Pod", "", "+", &[], InPlace, "starts its own pods", &[]),
    ("*", "", "+", &[], InPlace, "a new object", &[]),

    // Whole objects that go away.
    ("StatefulSet", "", "-", &[], Downtime, "stops {pods}; the volume claims stay", &[]),
    ("Deployment|DaemonSet|ReplicaSet|Pod", "", "-", &[], Downtime, "its pods stop", &[]),
    ("NetworkPolicy", "", "-", &[], Exposes, "traffic that it kept away can reach the pods", &[]),
    ("PodDisruptionBudget", "", "-", &[], Downtime, "a drain of nodes may evict all pods at once", &[]),
    ("Service", "", "-", &[], Downtime, "clients lose the address", &[]),
    (ENTRANCES, "", "-", &[], Downtime, "clients from outside lose access", &[]),
    ("PersistentVolumeClaim|PersistentVolume", "", "-", &[], Downtime, "the data is deleted with it, unless its volume \
        is retained", &[]),
    ("Namespace", "", "-", &[], Downtime, "everything in it is deleted with it", &[]),
    ("CustomResourceDefinition", "", "-", &[], Downtime, "all objects of its kind are deleted with it", &[]),
    ("ConfigMap|Secret|ServiceAccount", "", "-", &[StillUsed], Downtime, "{user} still uses it: its pods cannot be \
        recreated", &[]),
    ("ConfigMap|Secret|ServiceAccount", "", "-", &[], InPlace, "no pod of the new manifests uses it", &[]),
    ("Role|ClusterRole|RoleBinding|ClusterRoleBinding", "", "-", &[], InPlace, "removes permissions", &[]),
    ("MutatingWebhookConfiguration", "", "-", &[], InPlace, "new pods are no longer mutated", &[]),
    ("*", "", "-", &[], InPlace, "the object is deleted", &[]),

    // Another name is another object.
    ("StatefulSet", "metadata.name", "~", &[], Downtime, "the old pods stop, and the new ones start with empty \
        volumes: claims keep the old name", RENAME_SET),
    ("Service", "metadata.name", "~", &[], Downtime, "clients lose the old address", &[]),
    ("*", "metadata.name", "~", &[], Recreates, "the old object is deleted and another one is made", &[]),
    ("*", "apiVersion", "~", &[], InPlace, "the same object in another version of its API", &[]),

    // Traffic in plain text, wherever it is written.
    ("*", "**", "~", &[TurnsPlain], Exposes, "TLS is turned off: `https` becomes `http`", &[]),
    ("*", "**.scheme", "-", &[WasHttps], Exposes, "TLS is turned off: `HTTP` is the default", &[]),

    // Labels and annotations.
    ("ClusterRole", r#"metadata.labels["rbac.authorization.k8s.io/aggregate-to-*"]"#, "+~", &[], WidensRights, "adds \
        the permissions to another role", &[]),
    ("Namespace", r#"metadata.labels["pod-security.kubernetes.io/*"]"#, "-~", &[], WidensRights, "another pod security \
        level", &[]),
    ("Service", r#"metadata.annotations["*internal*"]"#, "-~", &[OpenService], Exposes, "an internal load balancer may \
        become a public one", &[]),
    ("Service|Ingress|Route|Gateway|HTTPRoute", "metadata.annotations.**", "+-~", &[], InPlace, "the controller that \
        reads the annotation acts on it", &[]),
    ("*", "metadata.labels.**", "+-~", &[], LabelsOnly, "only a label", &[]),
    ("*", "metadata.annotations.**", "+-~", &[], LabelsOnly, "only an annotation", &[]),

    // What pods may do and who reaches them.
    (PODS, "spec.template.spec.hostNetwork", "+~", &[IsTrue], Exposes, "the pods listen on the node's own addresses", &[]),
    (PODS, "spec.template.spec.*[*].ports[*].hostPort", "+~", &[], Exposes, "the port opens on the node", &[]),
    (PODS, "spec.template.spec.*[*].env[name=VAULT_SKIP_VERIFY].value", "+~", &[IsTrue], Exposes, "certificates are no \
        longer verified", &[]),
    (PODS, "spec.template.spec.hostPID|hostIPC", "+~", &[IsTrue], WidensRights, "the pods see the node's processes", &[]),
    (PODS, "spec.template.spec.*[*].securityContext.privileged", "+~", &[IsTrue], WidensRights, "the container has the \
        privileges of the node", &[]),
    (PODS, "spec.template.spec.*[*].securityContext.allowPrivilegeEscalation", "+~", &[IsTrue], WidensRights, "the \
        container may gain privileges", &[]),
    (PODS, "spec.template.spec.*[*].securityContext.allowPrivilegeEscalation", "-", &[IsFalse], WidensRights, "the \
        container may gain privileges", &[]),
    (PODS, "spec.template.spec.*[*].securityContext.capabilities.add[*]", "+~", &[], WidensRights, "the container \
        gains a capability", &[]),
    (PODS, "spec.template.spec.*[*].securityContext.capabilities.drop[*]", "-", &[], WidensRights, "the container \
        keeps a capability", &[]),
    (PODS, "spec.template.spec.**.securityContext.runAsUser", "+~", &[IsZero], WidensRights, "runs as root", &[]),
    (PODS, "spec.template.spec.**.runAsNonRoot", "-~", &[Itself], WidensRights, "the container may run as root", &[]),
    (PODS, "spec.template.spec.volumes[*].hostPath", "+~", &[], WidensRights, "the pods see files of the node", &[]),
    (PODS, "spec.template.spec.automountServiceAccountToken", "+~", &[IsTrue], WidensRights, "the pods get a token for \
        the Kubernetes API", &[]),

    // Versions of Vault.
    ("StatefulSet", "spec.template.spec.containers[*].image", "~", &[Downgrades], Downgrade, "an older version must \
        never take over from a newer one, nor read what that has written: stop all servers, start them with the old \
        image, and restore the snapshot from before", &[]),
    ("StatefulSet", "spec.template.spec.containers[*].image", "~", &[MayDowngrade, OnDelete], RestartsPods, "a \
        downgrade if it is an older version; the strategy is `OnDelete`: it takes effect only when each pod is \
        deleted: {pods}", &[]),
    ("StatefulSet", "spec.template.spec.containers[*].image", "~", &[MayDowngrade], RestartsPods, "a downgrade if it \
        is an older version; the pod template changes: restarts {pods}, the highest number first", &[]),

    // Pod templates.
    ("Deployment", "spec.template.**", "+-~%", &[RecreateStrategy], Downtime, "all pods stop before new ones start: \
        the strategy is `Recreate`", &[]),
    ("StatefulSet|DaemonSet", r#"spec.template.metadata.labels["helm.sh/chart"]"#, "+-~", &[OnDelete], LabelsOnly, "the \
        label of the chart: a new revision with nothing else in it, applied when each pod is deleted: {pods}", &[]),
    (PODS, r#"spec.template.metadata.labels["helm.sh/chart"]"#, "+-~", &[], RestartsPods, "only the label of the \
        chart, but part of the pod template: restarts {pods}", &[]),
    ("StatefulSet|DaemonSet", "spec.template.spec.*[*].env", "%", &[OnDelete], RestartsPods, "a variable can only \
        refer to earlier ones; the strategy is `OnDelete`: it takes effect only when each pod is deleted: {pods}", &[]),
    (PODS, "spec.template.spec.*[*].env", "%", &[], RestartsPods, "a variable can only refer to earlier ones; restarts \
        {pods}", &[]),
    ("StatefulSet|DaemonSet", "spec.template.**", "%", &[OnDelete], RestartsPods, "only the order, but part of the pod \
        template; the strategy is `OnDelete`: it takes effect only when each pod is deleted: {pods}", &[]),
    (PODS, "spec.template.spec.initContainers", "%", &[], RestartsPods, "init containers run in this order; restarts \
        {pods}", &[]),
    (PODS, "spec.template.**", "%", &[], RestartsPods, "only the order, but part of the pod template: restarts {pods}", &[]),
    ("StatefulSet|DaemonSet", "spec.template.**", "+-~", &[OnDelete], RestartsPods, "the strategy is `OnDelete`: it \
        takes effect only when each pod is deleted: {pods}", &[]),
    ("StatefulSet", "spec.template.**", "+-~", &[], RestartsPods, "the pod template changes: restarts {pods}, the \
        highest number first", &[]),
    (PODS, "spec.template.**", "+-~", &[], RestartsPods, "the pod template changes: restarts {pods}", &[]),

    // The sets of pods themselves.
    ("StatefulSet|Deployment|ReplicaSet", "spec.replicas", "+-~", &[ToZero], Downtime, "no pod is left", &[]),
    ("StatefulSet", "spec.replicas", "+-~", &[BelowQuorum], Downtime, "{to} of {from} members are not a quorum of raft \
        storage", &[]),
    ("StatefulSet", "spec.replicas", "+-~", &[Shrinks, NoneToSpare], Downtime, "none of {to} servers with raft storage \
        may fail any more", &[]),
    ("StatefulSet", "spec.replicas", "+-~", &[Shrinks, BudgetTooLarge], Downtime, "the disruption budget allows \
        {missing} of {to} pods to be missing at once: the rest is not a quorum", &[]),
    ("StatefulSet", "spec.replicas", "+-~", &[Shrinks], InPlace, "pods with the highest numbers stop; their volume \
        claims stay, and raft counts them as members until they are removed", &[Say("remove \
        them from raft before they stop: `vaultchart plan` has the steps")]),
    ("StatefulSet|Deployment|ReplicaSet", "spec.replicas", "+-~", &[Shrinks], InPlace, "pods stop", &[]),
    ("StatefulSet|Deployment|ReplicaSet", "spec.replicas", "+-~", &[], InPlace, "pods are added", &[]),
    ("StatefulSet|DaemonSet", "spec.updateStrategy.**", "+-~", &[], InPlace, "how later changes reach the pods", &[]),
    ("StatefulSet", "spec.persistentVolumeClaimRetentionPolicy.*", "+~", &[IsDelete], Downtime, "volume claims, and \
        the data in them, are deleted with the pods", &[]),
    ("StatefulSet", "spec.persistentVolumeClaimRetentionPolicy.**", "+-~", &[], InPlace, "what happens to the volume \
        claims", &[]),
    ("StatefulSet", "spec.minReadySeconds", "+-~", &[], InPlace, "how long a pod must be ready before the next one \
        restarts", &[]),
    ("StatefulSet", "spec.ordinals.**", "+-~", &[], Downtime, "pods get other numbers, and with them other volume \
        claims", &[]),
    ("StatefulSet", "spec.volumeClaimTemplates[*].spec.resources.requests.storage", "~", &[Grows], Recreates, "claim \
        templates cannot be changed, and existing claims must be grown one by one", GROW),
    ("StatefulSet", "spec.volumeClaimTemplates[*].spec.resources.requests.storage", "~", &[Shrinks], Recreates, "claim \
        templates cannot be changed, and no volume can shrink: existing claims keep their size", REMAKE_SET),
    ("StatefulSet", "spec.volumeClaimTemplates.**", "+-~%", &[], Recreates, "claim templates cannot be changed; \
        existing claims stay as they are", REMAKE_SET),
    ("StatefulSet", "spec.**", "+-~%", &[], Recreates, "the field cannot be changed", REMAKE_SET),
    ("Deployment", "spec.strategy.**", "+-~", &[], InPlace, "how later changes reach the pods", &[]),
    ("CronJob", "spec.**", "+-~%", &[], InPlace, "it applies to the next run", &[]),

    // Services and ways in.
    ("Service", "spec.type", "+~", &[OpenService], Exposes, "the service can be reached from outside the cluster", &[]),
    ("Service", "spec.type", "-~", &[WasOpenService], Downtime, "clients from outside lose access", &[]),
    ("Service", "spec.externalIPs[*]", "+~", &[], Exposes, "the service listens on an address from outside", &[]),
    ("Service", "spec.loadBalancerSourceRanges", "-", &[], Exposes, "every address may connect", &[]),
    ("Service", "spec.loadBalancerSourceRanges[*]", "+~", &[Itself], Exposes, "more addresses may connect", &[]),
    ("Service", "spec.ports[*].nodePort", "+~", &[], Exposes, "the port opens on the nodes", &[]),
    ("Service", "spec.ports[*]", "+", &[OpenService], Exposes, "one more port is open to the outside", &[]),
    ("Service", "spec.ports|ports[*]", "-", &[], Downtime, "clients of the port lose it", &[]),
    ("Service", "spec.ports[*].port|targetPort|protocol", "-~", &[], InPlace, "clients are sent to another port", &[]),
    ("Service", "spec.selector.**", "+-~", &[], InPlace, "traffic goes to other pods", &[]),
    ("Ingress|Route", "spec.tls", "-", &[], Exposes, "TLS is turned off", &[]),
    ("Ingress", "spec.tls[*]", "-", &[], Exposes, "TLS is turned off for its hosts", &[]),
    ("Ingress", "spec.tls[*].hosts[*]", "-", &[], Exposes, "TLS is turned off for the host", &[]),
    ("Route", "spec.tls.termination", "~", &[IsEdge], Exposes, "traffic inside of the cluster is no longer encrypted", &[]),
    ("Route", "spec.tls.insecureEdgeTerminationPolicy", "+~", &[IsAllow], Exposes, "plain text is accepted", &[]),
    ("Ingress|HTTPRoute|GRPCRoute|IngressRoute", "spec.rules[*]", "+", &[], Exposes, "opens another route", &[]),
    ("Ingress", "spec.rules[*].http.paths[*]", "+", &[], Exposes, "opens one more path", &[]),
    ("Ingress", "spec.defaultBackend", "+", &[], Exposes, "hosts that no rule names are accepted too", &[]),
    ("Ingress", "spec.rules[*]", "-", &[], Downtime, "clients of the host lose access", &[]),
    ("Ingress", "spec.rules[*].http.paths[*]", "-", &[], Downtime, "clients of the path lose access", &[]),
    ("Route", "spec.host", "-~", &[], Downtime, "clients of the old host lose access", &[]),
    ("HTTPRoute|GRPCRoute|TLSRoute", "spec.hostnames|parentRefs[*]", "+", &[], Exposes, "opens another route", &[]),
    ("HTTPRoute|GRPCRoute|TLSRoute", "spec.hostnames|parentRefs[*]", "-", &[], Downtime, "clients lose access", &[]),

    // Network policies: less is named, more is let through.
    ("NetworkPolicy", "spec.ingress|egress[*].from|to|ports", "-", &[Itself], Exposes, "the rule allows everything \
        that it no longer names", &[]),
    ("NetworkPolicy", "spec.ingress|egress[*].from|to|ports[*]", "+", &[Itself], Exposes, "the rule allows more", &[]),
    ("NetworkPolicy", "spec.ingress|egress", "+", &[], Exposes, "allows more traffic", &[]),
    ("NetworkPolicy", "spec.ingress|egress[*]", "+", &[Itself], Exposes, "allows more traffic", &[]),
    ("NetworkPolicy", "spec.policyTypes|policyTypes[*]", "-", &[], Exposes, "traffic in this direction is no longer \
        limited", &[]),
    ("NetworkPolicy", "spec.ingress|egress.**", "~", &[], Exposes, "allows other traffic", &[]),
    ("NetworkPolicy", "spec.ingress|egress[*].from|to[*].**", "-", &[Itself], Exposes, "the rule selects more", &[]),
    ("NetworkPolicy", "spec.podSelector.**", "+~", &[], Exposes, "pods that it selected are no longer covered", &[]),
    ("NetworkPolicy", "spec.**", "-", &[], InPlace, "allows less traffic", &[]),

    // Rights.
    (ROLES, "rules", "+", &[], WidensRights, "grants permissions", &[]),
    (ROLES, "rules[*]", "+", &[], WidensRights, "one more rule grants permissions", &[]),
    (ROLES, "rules[*].resourceNames", "-", &[Itself], WidensRights, "the rule is no longer limited to named objects", &[]),
    (ROLES, "rules[*].resourceNames", "+", &[], InPlace, "the rule is limited to named objects", &[]),
    (ROLES, "rules[*].*[*]", "+~", &[Itself], WidensRights, "the rule grants more", &[]),
    (ROLES, "rules[*].verbs|resources|apiGroups|nonResourceURLs", "+~", &[], WidensRights, "the rule grants more", &[]),
    ("ClusterRole", "aggregationRule.**", "+~", &[], WidensRights, "collects the permissions of other roles", &[]),
    (ROLES, "rules.**", "-", &[], InPlace, "removes permissions", &[]),
    (BINDINGS, "subjects", "+", &[], WidensRights, "grants the role to a subject", &[]),
    (BINDINGS, "subjects[*]", "+", &[], WidensRights, "grants the role to another subject too", &[]),
    (BINDINGS, "subjects[*]", "-", &[], InPlace, "removes permissions", &[]),
    (BINDINGS, "subjects[*].**", "+-~", &[Itself], WidensRights, "grants the role to another subject", &[]),
    (BINDINGS, "subjects.**", "-", &[], InPlace, "removes permissions", &[]),
    ("ServiceAccount", "automountServiceAccountToken", "+~", &[IsTrue], WidensRights, "pods get a token for the \
        Kubernetes API", &[]),

    // Configuration and secrets.
    ("ConfigMap", "data|binaryData.**", "+-~", &[MountedByChecksum], InPlace, "the checksum annotation of {restarts} \
        changes with it, and its pods read it when they restart", &[]),
    ("ConfigMap|Secret", "data|binaryData|stringData.**", "+-~", &[MountedByRestart], InPlace, "{restarts} mounts it, \
        and its pods read it when they restart", &[]),
    ("ConfigMap", "data|binaryData.**", "+-~", &[], InPlace, "no pod picks it up unless restarted", &[]),
    ("Secret", "data|stringData.**", "+-~", &[], InPlace, "pods that mount it see it within minutes; environment \
        variables keep the old value until a restart", &[]),

    // Volumes, budgets and the rest of the cluster.
    ("PodDisruptionBudget", "spec.maxUnavailable|minAvailable", "+-~", &[Loosens, LeavesEnough], InPlace, "a drain of \
        nodes may evict more pods at once; enough are left", &[]),
    ("PodDisruptionBudget", "spec.maxUnavailable|minAvailable", "+-~", &[Loosens], Downtime, "a drain of nodes may \
        evict more pods at once", &[]),
    ("PodDisruptionBudget", "spec.selector.**", "+-~", &[], Downtime, "pods that it covered may be evicted at once", &[]),
    ("MutatingWebhookConfiguration|ValidatingWebhookConfiguration", "webhooks[*].failurePolicy", "+~", &[IsFail], Downtime, "while \
        the webhook does not answer, no pod it selects can be created", &[]),
    ("MutatingWebhookConfiguration|ValidatingWebhookConfiguration", "webhooks.**", "+-~", &[], InPlace, "it applies to \
        the next request; running pods stay as they are", &[]),

    // All the rest.
    ("*", "**", "%", &[], InPlace, "only the order", &[]),
    ("*", "**", "+-~", &[], InPlace, "the object is changed in place", &[]),
];

/// The rows for blocks and attributes of Vault's configuration.
#[rustfmt::skip]
pub(super) const CONFIG_ROWS: &[Row] = &[
    ("*", "listener.tls_disable", "+~", &[IsTrue], Exposes, "TLS is turned off for the listener", &[]),
    ("*", "listener.address", "~", &[StaysAnyAddress], InPlace, "every address, as before", &[]),
    ("*", "listener.address", "+~", &[IsAnyAddress], Exposes, "listens on every address", &[]),
    ("*", "listener.tls_min_version", "+-~", &[IsOldTls], Exposes, "old versions of TLS are accepted", &[]),
    ("*", "listener.tls_require_and_verify_client_cert", "-~", &[NoLongerTrue], Exposes, "clients need no certificate \
        any more", &[]),
    ("*", "listener.tls_disable_client_certs", "+~", &[IsTrue], Exposes, "clients need no certificate any more", &[]),
    ("*", "listener.x_forwarded_for_authorized_addrs|proxy_protocol_authorized_addrs", "+~", &[IsEverybody], Exposes, "any \
        client may claim another address", &[]),
    ("*", "listener.proxy_protocol_behavior", "+~", &[IsUseAlways], Exposes, "any client may claim another address", &[]),
    ("*", "**.unauthenticated_*", "+~", &[IsTrue], Exposes, "can be read without a token", &[]),
    ("*", "listener", "+", &[], Exposes, "one more listener", &[]),
    ("*", "listener", "-", &[], Downtime, "clients of the listener lose it", &[]),
    ("*", "listener.address", "-~", &[], Downtime, "clients of the old address lose it", &[]),
    ("*", "enable_unauthenticated_access", "+~", &[], Exposes, "the endpoints that it names need no token", &[]),
    ("*", "storage", "+-~", &[], Downtime, "another storage: the data is not moved", &[]),
    ("*", "ha_storage", "+", &[], RestartsPods, "the servers agree there on which is active; no data moves", &[]),
    ("*", "ha_storage", "-", &[], Downtime, "the servers agree elsewhere on which is active: two may be, until all \
        have restarted; no data moves", &[]),
    ("*", "storage.path|bucket|table|address", "-~", &[], Downtime, "another location of the data, which is not moved", &[]),
    ("*", "storage|ha_storage.**", "+-~", &[], RestartsPods, "read when Vault starts", &[]),
    ("*", "seal", "+-", &[], Downtime, MIGRATION, MIGRATE),
    ("*", "seal.disabled", "+~", &[IsTrue], Downtime, MIGRATION, MIGRATE),
    ("*", "seal.key_ring|crypto_key|kms_key_id|vault_name|key_name|key_id|mount_path|address", "+-~", &[], Downtime, MIGRATION, MIGRATE),
    ("*", "seal.**", "+-~", &[], RestartsPods, "read when Vault starts", &[]),
    ("*", "disable_clustering", "+~", &[IsTrue], Downtime, "standbys no longer send requests on to the active server, \
        and raft storage does not start", &[]),
    ("*", "disable_mlock", "+~", &[IsOff], Downtime, "Vault does not start where its container may not lock memory: it \
        needs the capability `IPC_LOCK`", &[]),
    ("*", "cluster_addr", "~", &[OnlyScheme], Ignored, "the scheme is not read: servers always speak TLS to each \
        other", &[]),
    ("*", "api_addr", "~", &[TurnsPlain], Exposes, "TLS is turned off: `https` becomes `http`", &[]),
    ("*", "raw_storage_endpoint|introspection_endpoint", "+~", &[IsTrue], Exposes, "opens an endpoint that shows \
        Vault's internals", &[]),
    ("*", "ui", "+~", &[IsTrue], Exposes, "the user interface is served", &[]),
    ("*", "**", "+-~%", &[], InPlace, "read when Vault starts", &[]),
];
