//! The values that the API server fills in where a manifest says nothing: a table of what Kubernetes documents.
//!
//! Only to be asked about dumps of a cluster, and only where the other side has no value: a default that somebody
//! wrote is a value like any other.

use serde_json::Value;

use Filled::{Address, Allocated, Empty, False, Number, Text, True};

/// What the server fills in at a place.
#[derive(Clone, Copy)]
enum Filled {
    Text(&'static str),
    Number(u64),
    True,
    False,
    /// An empty map.
    Empty,
    /// Whatever the server or a controller chose.
    Allocated,
    /// An address that the server chose; `None` is what a manifest says.
    Address,
}

/// Defaults by kind and path; `[]` is any item of a list.
const OBJECTS: &[(&str, &str, Filled)] = &[
    ("CronJob", "spec.concurrencyPolicy", Text("Allow")),
    ("CronJob", "spec.failedJobsHistoryLimit", Number(1)),
    ("CronJob", "spec.successfulJobsHistoryLimit", Number(3)),
    ("CronJob", "spec.suspend", False),
    ("DaemonSet", "spec.revisionHistoryLimit", Number(10)),
    ("DaemonSet", "spec.updateStrategy.rollingUpdate.maxSurge", Number(0)),
    ("DaemonSet", "spec.updateStrategy.rollingUpdate.maxUnavailable", Number(1)),
    ("DaemonSet", "spec.updateStrategy.type", Text("RollingUpdate")),
    ("Deployment", "spec.progressDeadlineSeconds", Number(600)),
    ("Deployment", "spec.replicas", Number(1)),
    ("Deployment", "spec.revisionHistoryLimit", Number(10)),
    ("Deployment", "spec.strategy.rollingUpdate.maxSurge", Text("25%")),
    ("Deployment", "spec.strategy.rollingUpdate.maxUnavailable", Text("25%")),
    ("Deployment", "spec.strategy.type", Text("RollingUpdate")),
    ("Job", "spec.backoffLimit", Number(6)),
    ("Job", "spec.completionMode", Text("NonIndexed")),
    ("Job", "spec.completions", Number(1)),
    ("Job", "spec.manualSelector", False),
    ("Job", "spec.parallelism", Number(1)),
    ("Job", "spec.podReplacementPolicy", Text("TerminatingOrFailed")),
    ("Job", "spec.selector", Allocated),
    ("Job", "spec.suspend", False),
    ("MutatingWebhookConfiguration", "webhooks[].reinvocationPolicy", Text("Never")),
    ("NetworkPolicy", "spec.egress[].ports[].protocol", Text("TCP")),
    ("NetworkPolicy", "spec.ingress[].ports[].protocol", Text("TCP")),
    ("PersistentVolumeClaim", "spec.storageClassName", Allocated),
    ("PersistentVolumeClaim", "spec.volumeMode", Text("Filesystem")),
    ("PersistentVolumeClaim", "spec.volumeName", Allocated),
    ("Pod", "spec.nodeName", Allocated),
    ("Pod", "spec.preemptionPolicy", Text("PreemptLowerPriority")),
    ("Pod", "spec.priority", Number(0)),
    ("Pod", "spec.serviceAccountName", Text("default")),
    ("Secret", "type", Text("Opaque")),
    ("Service", "spec.allocateLoadBalancerNodePorts", True),
    ("Service", "spec.clusterIP", Address),
    ("Service", "spec.clusterIPs", Allocated),
    ("Service", "spec.externalTrafficPolicy", Text("Cluster")),
    ("Service", "spec.healthCheckNodePort", Allocated),
    ("Service", "spec.internalTrafficPolicy", Text("Cluster")),
    ("Service", "spec.ipFamilies", Allocated),
    ("Service", "spec.ipFamilyPolicy", Text("SingleStack")),
    ("Service", "spec.ports[].nodePort", Allocated),
    ("Service", "spec.ports[].protocol", Text("TCP")),
    ("Service", "spec.sessionAffinity", Text("None")),
    ("Service", "spec.type", Text("ClusterIP")),
    ("ServiceAccount", "secrets", Allocated),
    ("StatefulSet", "spec.persistentVolumeClaimRetentionPolicy.whenDeleted", Text("Retain")),
    ("StatefulSet", "spec.persistentVolumeClaimRetentionPolicy.whenScaled", Text("Retain")),
    ("StatefulSet", "spec.podManagementPolicy", Text("OrderedReady")),
    ("StatefulSet", "spec.replicas", Number(1)),
    ("StatefulSet", "spec.revisionHistoryLimit", Number(10)),
    ("StatefulSet", "spec.updateStrategy.rollingUpdate.partition", Number(0)),
    ("StatefulSet", "spec.updateStrategy.type", Text("RollingUpdate")),
    ("StatefulSet", "spec.volumeClaimTemplates[].apiVersion", Text("v1")),
    ("StatefulSet", "spec.volumeClaimTemplates[].kind", Text("PersistentVolumeClaim")),
    ("StatefulSet", "spec.volumeClaimTemplates[].spec.volumeMode", Text("Filesystem")),
];

/// Defaults of both kinds of webhook configurations.
const WEBHOOKS: &[(&str, Filled)] = &[
    // Whoever serves the webhook writes its certificate in.
    ("webhooks[].clientConfig.caBundle", Allocated),
    ("webhooks[].clientConfig.service.port", Number(443)),
    ("webhooks[].failurePolicy", Text("Fail")),
    ("webhooks[].matchPolicy", Text("Equivalent")),
    ("webhooks[].namespaceSelector", Empty),
    ("webhooks[].objectSelector", Empty),
    ("webhooks[].rules[].scope", Text("*")),
    ("webhooks[].timeoutSeconds", Number(10)),
];

/// Defaults of pods and of templates of pods. `containers` stands for every list of containers, `probe` for every probe,
/// `hook` for both hooks of a container's life.
const PODS: &[(&str, Filled)] = &[
    ("containers[].env[].valueFrom.fieldRef.apiVersion", Text("v1")),
    ("containers[].hook.httpGet.scheme", Text("HTTP")),
    // The default of images with a tag other than `latest`: what `latest` gives restarts pods unasked, so it is shown.
    ("containers[].imagePullPolicy", Text("IfNotPresent")),
    ("containers[].ports[].protocol", Text("TCP")),
    ("containers[].probe.failureThreshold", Number(3)),
    ("containers[].probe.grpc.service", Text("")),
    ("containers[].probe.httpGet.path", Text("/")),
    ("containers[].probe.httpGet.scheme", Text("HTTP")),
    ("containers[].probe.periodSeconds", Number(10)),
    ("containers[].probe.successThreshold", Number(1)),
    ("containers[].probe.timeoutSeconds", Number(1)),
    ("containers[].resources", Empty),
    ("containers[].terminationMessagePath", Text("/dev/termination-log")),
    ("containers[].terminationMessagePolicy", Text("File")),
    ("dnsPolicy", Text("ClusterFirst")),
    ("enableServiceLinks", True),
    ("restartPolicy", Text("Always")),
    ("schedulerName", Text("default-scheduler")),
    ("securityContext", Empty),
    // The old name of `serviceAccountName`, which the server keeps equal to it.
    ("serviceAccount", Allocated),
    ("terminationGracePeriodSeconds", Number(30)),
    ("volumes[].configMap.defaultMode", Number(0o644)),
    ("volumes[].downwardAPI.defaultMode", Number(0o644)),
    ("volumes[].downwardAPI.items[].fieldRef.apiVersion", Text("v1")),
    ("volumes[].hostPath.type", Text("")),
    ("volumes[].projected.defaultMode", Number(0o644)),
    ("volumes[].projected.sources[].downwardAPI.items[].fieldRef.apiVersion", Text("v1")),
    ("volumes[].projected.sources[].serviceAccountToken.expirationSeconds", Number(3600)),
    ("volumes[].secret.defaultMode", Number(0o644)),
];

/// Whether the API server puts this value there by itself. The path counts from the object: keys with dots between
/// them, `[]` for any item of a list, such as `spec.template.spec.containers[].ports[].protocol`. A map is a default if
/// everything in it is.
pub fn is_default(kind: &str, path: &str, value: &Value) -> bool {
    if let Some(default) = filled(kind, path) {
        return default.is(value);
    }
    match value {
        Value::Null => true,
        Value::Object(map) if !map.is_empty() => {
            map.iter().all(|(key, value)| is_default(kind, &format!("{path}.{key}"), value))
        }
        _ => false,
    }
}

fn filled(kind: &str, path: &str) -> Option<Filled> {
    if let Some((_, _, default)) = OBJECTS.iter().find(|(of, at, _)| *of == kind && *at == path) {
        return Some(*default);
    }
    if kind.ends_with("WebhookConfiguration") {
        return find(WEBHOOKS, path);
    }
    let pod_path = pod_path(kind, path)?;
    // The restart policy of a job has no default: it must be written.
    let is_job = kind.ends_with("Job");
    find(PODS, &pod_path).filter(|_| !is_job || pod_path != "restartPolicy")
}

fn find(table: &[(&str, Filled)], path: &str) -> Option<Filled> {
    table.iter().find(|(at, _)| *at == path).map(|(_, default)| *default)
}

/// The path from the specification of the pod, in the words of the table.
fn pod_path(kind: &str, path: &str) -> Option<String> {
    let prefix = match kind {
        "Pod" => "spec.",
        "CronJob" => "spec.jobTemplate.spec.template.spec.",
        "StatefulSet" | "Deployment" | "DaemonSet" | "ReplicaSet" | "Job" => "spec.template.spec.",
        _ => return None,
    };
    let steps = path.strip_prefix(prefix)?.split('.').enumerate().map(|(depth, step)| match (depth, step) {
        (0, "initContainers[]" | "ephemeralContainers[]") => "containers[]",
        (1, "livenessProbe" | "readinessProbe" | "startupProbe") => "probe",
        (2, "postStart" | "preStop") => "hook",
        _ => step,
    });
    // A hook lies one level deeper than a probe: under `lifecycle`.
    Some(steps.collect::<Vec<_>>().join(".").replacen("lifecycle.hook", "hook", 1))
}

impl Filled {
    fn is(self, value: &Value) -> bool {
        match self {
            Text(text) => value == text,
            Number(number) => value == number,
            True => value == true,
            False => value == false,
            Empty => value.as_object().is_some_and(serde_json::Map::is_empty),
            Allocated => true,
            Address => value != "None",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_default_is_one_at_its_own_place_only() {
        let table = [
            ("Service", "spec.ports[].protocol", json!("TCP"), true),
            ("Service", "spec.ports[].protocol", json!("UDP"), false),
            ("Service", "spec.clusterIP", json!("10.0.0.1"), true),
            ("Service", "spec.clusterIP", json!("None"), false),
            ("Service", "spec.clusterIPs", json!(["None"]), true),
            ("Service", "spec.publishNotReadyAddresses", json!(true), false),
            ("Service", "spec.type", json!("LoadBalancer"), false),
            ("ConfigMap", "spec.type", json!("ClusterIP"), false),
            ("StatefulSet", "spec.template.spec.dnsPolicy", json!("ClusterFirst"), true),
            ("StatefulSet", "spec.template.spec.containers[].ports[].protocol", json!("TCP"), true),
            (
                "StatefulSet",
                "spec.template.spec.initContainers[].terminationMessagePath",
                json!("/dev/termination-log"),
                true,
            ),
            ("StatefulSet", "spec.template.spec.containers[].readinessProbe.successThreshold", json!(1), true),
            ("StatefulSet", "spec.template.spec.containers[].livenessProbe.successThreshold", json!(2), false),
            ("StatefulSet", "spec.template.spec.containers[].lifecycle.preStop.httpGet.scheme", json!("HTTP"), true),
            ("StatefulSet", "spec.template.spec.volumes[].secret.defaultMode", json!(420), true),
            ("StatefulSet", "spec.template.spec.securityContext", json!({}), true),
            ("StatefulSet", "spec.template.spec.securityContext", json!({"runAsUser": 100}), false),
            ("StatefulSet", "spec.template.spec.containers[].imagePullPolicy", json!("Always"), false),
            (
                "StatefulSet",
                "spec.updateStrategy",
                json!({"type": "RollingUpdate", "rollingUpdate": {"partition": 0}}),
                true,
            ),
            ("StatefulSet", "spec.updateStrategy", json!({"type": "OnDelete"}), false),
            ("StatefulSet", "spec.volumeClaimTemplates[].spec.volumeMode", json!("Filesystem"), true),
            ("StatefulSet", "spec.serviceName", json!("x"), false),
            (
                "Deployment",
                "spec.strategy",
                json!({"type": "RollingUpdate", "rollingUpdate": {"maxSurge": "25%", "maxUnavailable": "25%"}}),
                true,
            ),
            ("Deployment", "spec.strategy", json!({}), false),
            ("Deployment", "spec.template.spec", json!(null), true),
            ("Job", "spec.template.spec.restartPolicy", json!("Always"), false),
            ("CronJob", "spec.jobTemplate.spec.template.spec.schedulerName", json!("default-scheduler"), true),
            ("Pod", "spec.restartPolicy", json!("Always"), true),
            ("MutatingWebhookConfiguration", "webhooks[].clientConfig.caBundle", json!("LS0t"), true),
            ("MutatingWebhookConfiguration", "webhooks[].failurePolicy", json!("Ignore"), false),
            ("Vault", "spec.replicas", json!(1), false),
        ];
        for (kind, path, value, expected) in table {
            assert_eq!(is_default(kind, path, &value), expected, "{kind} {path} {value}");
        }
    }

    #[test]
    fn tables_are_sorted_and_say_nothing_twice() {
        assert!(OBJECTS.is_sorted_by(|one, other| (one.0, one.1) < (other.0, other.1)));
        for table in [WEBHOOKS, PODS] {
            assert!(table.is_sorted_by(|one, other| one.0 < other.0));
        }
    }
}
