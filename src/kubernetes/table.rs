//! The types of Kubernetes 1.37 as its own schemas give them. Generated: the tests rewrite it with `UPDATE_TABLES=1`.

use super::form::Form::{Any, Bool, Bytes, Int32, Int64, IntOrText, List, Map, Number, Object, Quantity, Text, Time};
use super::form::{Field, Kind, OPTIONAL, REQUIRED, Type};

pub(super) const NEWEST: u64 = 37;

pub(super) static KINDS: &[Kind] = &[
    Kind("apiregistration.k8s.io/v1", "APIService", &API_SERVICE),
    Kind("storage.k8s.io/v1", "CSIDriver", &CSI_DRIVER),
    Kind("certificates.k8s.io/v1", "CertificateSigningRequest", &CERTIFICATE_SIGNING_REQUEST),
    Kind("rbac.authorization.k8s.io/v1", "ClusterRole", &CLUSTER_ROLE),
    Kind("rbac.authorization.k8s.io/v1", "ClusterRoleBinding", &CLUSTER_ROLE_BINDING),
    Kind("v1", "ConfigMap", &CONFIG_MAP),
    Kind("batch/v1", "CronJob", &CRON_JOB),
    Kind("apiextensions.k8s.io/v1", "CustomResourceDefinition", &CUSTOM_RESOURCE_DEFINITION),
    Kind("apps/v1", "DaemonSet", &DAEMON_SET),
    Kind("apps/v1", "Deployment", &DEPLOYMENT),
    Kind("discovery.k8s.io/v1", "EndpointSlice", &ENDPOINT_SLICE),
    Kind("v1", "Endpoints", &ENDPOINTS),
    Kind("flowcontrol.apiserver.k8s.io/v1", "FlowSchema", &FLOW_SCHEMA),
    Kind("autoscaling/v1", "HorizontalPodAutoscaler", &AUTOSCALING_V1_HORIZONTAL_POD_AUTOSCALER),
    Kind("autoscaling/v2", "HorizontalPodAutoscaler", &AUTOSCALING_V2_HORIZONTAL_POD_AUTOSCALER),
    Kind("networking.k8s.io/v1", "Ingress", &INGRESS),
    Kind("networking.k8s.io/v1", "IngressClass", &INGRESS_CLASS),
    Kind("batch/v1", "Job", &JOB),
    Kind("coordination.k8s.io/v1", "Lease", &LEASE),
    Kind("v1", "LimitRange", &LIMIT_RANGE),
    Kind("admissionregistration.k8s.io/v1", "MutatingWebhookConfiguration", &MUTATING_WEBHOOK_CONFIGURATION),
    Kind("v1", "Namespace", &NAMESPACE),
    Kind("networking.k8s.io/v1", "NetworkPolicy", &NETWORK_POLICY),
    Kind("v1", "PersistentVolume", &PERSISTENT_VOLUME),
    Kind("v1", "PersistentVolumeClaim", &PERSISTENT_VOLUME_CLAIM),
    Kind("v1", "Pod", &POD),
    Kind("policy/v1", "PodDisruptionBudget", &POD_DISRUPTION_BUDGET),
    Kind("v1", "PodTemplate", &POD_TEMPLATE),
    Kind("scheduling.k8s.io/v1", "PriorityClass", &PRIORITY_CLASS),
    Kind("flowcontrol.apiserver.k8s.io/v1", "PriorityLevelConfiguration", &PRIORITY_LEVEL_CONFIGURATION),
    Kind("apps/v1", "ReplicaSet", &REPLICA_SET),
    Kind("v1", "ReplicationController", &REPLICATION_CONTROLLER),
    Kind("v1", "ResourceQuota", &RESOURCE_QUOTA),
    Kind("rbac.authorization.k8s.io/v1", "Role", &ROLE),
    Kind("rbac.authorization.k8s.io/v1", "RoleBinding", &ROLE_BINDING),
    Kind("node.k8s.io/v1", "RuntimeClass", &RUNTIME_CLASS),
    Kind("v1", "Secret", &SECRET),
    Kind("v1", "Service", &SERVICE),
    Kind("v1", "ServiceAccount", &SERVICE_ACCOUNT),
    Kind("apps/v1", "StatefulSet", &STATEFUL_SET),
    Kind("storage.k8s.io/v1", "StorageClass", &STORAGE_CLASS),
    Kind("admissionregistration.k8s.io/v1", "ValidatingAdmissionPolicy", &VALIDATING_ADMISSION_POLICY),
    Kind("admissionregistration.k8s.io/v1", "ValidatingAdmissionPolicyBinding", &VALIDATING_ADMISSION_POLICY_BINDING),
    Kind("admissionregistration.k8s.io/v1", "ValidatingWebhookConfiguration", &VALIDATING_WEBHOOK_CONFIGURATION),
];

static API_SERVICE: Type = Type("APIService", &[
    Field("apiVersion", Text, OPTIONAL, 0),
    Field("kind", Text, OPTIONAL, 0),
    Field("metadata", Object(&OBJECT_META), REQUIRED, 0),
    Field("spec", Object(&API_SERVICE_SPEC), OPTIONAL, 0),
    Field("status", Any, OPTIONAL, 0),
]);

static API_SERVICE_SPEC: Type = Type("APIServiceSpec", &[
    Field("caBundle", Bytes, OPTIONAL, 0),
    Field("group", Text, OPTIONAL, 0),
    Field("groupPriorityMinimum", Int32, REQUIRED, 0),
    Field("insecureSkipTLSVerify", Bool, OPTIONAL, 0),
    Field("service", Object(&APIREGISTRATION_V1_SERVICE_REFERENCE), OPTIONAL, 0),
    Field("version", Text, OPTIONAL, 0),
    Field("versionPriority", Int32, REQUIRED, 0),
]);

static AWS_ELASTIC_BLOCK_STORE_VOLUME_SOURCE: Type = Type("AWSElasticBlockStoreVolumeSource", &[
    Field("fsType", Text, OPTIONAL, 0),
    Field("partition", Int32, OPTIONAL, 0),
    Field("readOnly", Bool, OPTIONAL, 0),
    Field("volumeID", Text, REQUIRED, 0),
]);

static AFFINITY: Type = Type("Affinity", &[
    Field("nodeAffinity", Object(&NODE_AFFINITY), OPTIONAL, 0),
    Field("podAffinity", Object(&POD_AFFINITY), OPTIONAL, 0),
    Field("podAntiAffinity", Object(&POD_ANTI_AFFINITY), OPTIONAL, 0),
]);

static AGGREGATION_RULE: Type = Type("AggregationRule", &[
    Field("clusterRoleSelectors", List(&Object(&LABEL_SELECTOR)), OPTIONAL, 0),
]);

static APP_ARMOR_PROFILE: Type = Type("AppArmorProfile", &[
    Field("localhostProfile", Text, OPTIONAL, 0),
    Field("type", Text, REQUIRED, 0),
]);

static AUDIT_ANNOTATION: Type = Type("AuditAnnotation", &[
    Field("key", Text, REQUIRED, 0),
    Field("valueExpression", Text, REQUIRED, 0),
]);

static AZURE_DISK_VOLUME_SOURCE: Type = Type("AzureDiskVolumeSource", &[
    Field("cachingMode", Text, OPTIONAL, 0),
    Field("diskName", Text, REQUIRED, 0),
    Field("diskURI", Text, REQUIRED, 0),
    Field("fsType", Text, OPTIONAL, 0),
    Field("kind", Text, OPTIONAL, 0),
    Field("readOnly", Bool, OPTIONAL, 0),
]);

static AZURE_FILE_PERSISTENT_VOLUME_SOURCE: Type = Type("AzureFilePersistentVolumeSource", &[
    Field("readOnly", Bool, OPTIONAL, 0),
    Field("secretName", Text, REQUIRED, 0),
    Field("secretNamespace", Text, OPTIONAL, 0),
    Field("shareName", Text, REQUIRED, 0),
]);

static AZURE_FILE_VOLUME_SOURCE: Type = Type("AzureFileVolumeSource", &[
    Field("readOnly", Bool, OPTIONAL, 0),
    Field("secretName", Text, REQUIRED, 0),
    Field("shareName", Text, REQUIRED, 0),
]);

static CSI_DRIVER: Type = Type("CSIDriver", &[
    Field("apiVersion", Text, OPTIONAL, 0),
    Field("kind", Text, OPTIONAL, 0),
    Field("metadata", Object(&OBJECT_META), REQUIRED, 0),
    Field("spec", Object(&CSI_DRIVER_SPEC), OPTIONAL, 0),
]);

static CSI_DRIVER_SPEC: Type = Type("CSIDriverSpec", &[
    Field("attachRequired", Bool, OPTIONAL, 0),
    Field("fsGroupPolicy", Text, OPTIONAL, 0),
    Field("nodeAllocatableUpdatePeriodSeconds", Int64, OPTIONAL, 0),
    Field("podInfoOnMount", Bool, OPTIONAL, 0),
    Field("preventPodSchedulingIfMissing", Bool, OPTIONAL, 36),
    Field("requiresRepublish", Bool, OPTIONAL, 0),
    Field("seLinuxMount", Bool, OPTIONAL, 0),
    Field("serviceAccountTokenInSecrets", Bool, OPTIONAL, 35),
    Field("storageCapacity", Bool, OPTIONAL, 0),
    Field("tokenRequests", List(&Object(&TOKEN_REQUEST)), OPTIONAL, 0),
    Field("volumeLifecycleModes", List(&Text), OPTIONAL, 0),
]);

static CSI_PERSISTENT_VOLUME_SOURCE: Type = Type("CSIPersistentVolumeSource", &[
    Field("controllerExpandSecretRef", Object(&SECRET_REFERENCE), OPTIONAL, 0),
    Field("controllerPublishSecretRef", Object(&SECRET_REFERENCE), OPTIONAL, 0),
    Field("driver", Text, REQUIRED, 0),
    Field("fsType", Text, OPTIONAL, 0),
    Field("nodeExpandSecretRef", Object(&SECRET_REFERENCE), OPTIONAL, 0),
    Field("nodePublishSecretRef", Object(&SECRET_REFERENCE), OPTIONAL, 0),
    Field("nodeStageSecretRef", Object(&SECRET_REFERENCE), OPTIONAL, 0),
    Field("readOnly", Bool, OPTIONAL, 0),
    Field("volumeAttributes", Map(&Text), OPTIONAL, 0),
    Field("volumeHandle", Text, REQUIRED, 0),
]);

static CSI_VOLUME_SOURCE: Type = Type("CSIVolumeSource", &[
    Field("driver", Text, REQUIRED, 0),
    Field("fsType", Text, OPTIONAL, 0),
    Field("nodePublishSecretRef", Object(&LOCAL_OBJECT_REFERENCE), OPTIONAL, 0),
    Field("readOnly", Bool, OPTIONAL, 0),
    Field("volumeAttributes", Map(&Text), OPTIONAL, 0),
]);

static CAPABILITIES: Type = Type("Capabilities", &[
    Field("add", List(&Text), OPTIONAL, 0),
    Field("drop", List(&Text), OPTIONAL, 0),
]);

static CEPH_FS_PERSISTENT_VOLUME_SOURCE: Type = Type("CephFSPersistentVolumeSource", &[
    Field("monitors", List(&Text), REQUIRED, 0),
    Field("path", Text, OPTIONAL, 0),
    Field("readOnly", Bool, OPTIONAL, 0),
    Field("secretFile", Text, OPTIONAL, 0),
    Field("secretRef", Object(&SECRET_REFERENCE), OPTIONAL, 0),
    Field("user", Text, OPTIONAL, 0),
]);

static CEPH_FS_VOLUME_SOURCE: Type = Type("CephFSVolumeSource", &[
    Field("monitors", List(&Text), REQUIRED, 0),
    Field("path", Text, OPTIONAL, 0),
    Field("readOnly", Bool, OPTIONAL, 0),
    Field("secretFile", Text, OPTIONAL, 0),
    Field("secretRef", Object(&LOCAL_OBJECT_REFERENCE), OPTIONAL, 0),
    Field("user", Text, OPTIONAL, 0),
]);

static CERTIFICATE_SIGNING_REQUEST: Type = Type("CertificateSigningRequest", &[
    Field("apiVersion", Text, OPTIONAL, 0),
    Field("kind", Text, OPTIONAL, 0),
    Field("metadata", Object(&OBJECT_META), REQUIRED, 0),
    Field("spec", Object(&CERTIFICATE_SIGNING_REQUEST_SPEC), REQUIRED, 0),
    Field("status", Any, OPTIONAL, 0),
]);

static CERTIFICATE_SIGNING_REQUEST_SPEC: Type = Type("CertificateSigningRequestSpec", &[
    Field("expirationSeconds", Int32, OPTIONAL, 0),
    Field("extra", Map(&List(&Text)), OPTIONAL, 0),
    Field("groups", List(&Text), OPTIONAL, 0),
    Field("request", Bytes, REQUIRED, 0),
    Field("signerName", Text, REQUIRED, 0),
    Field("uid", Text, OPTIONAL, 0),
    Field("usages", List(&Text), OPTIONAL, 0),
    Field("username", Text, OPTIONAL, 0),
]);

static CINDER_PERSISTENT_VOLUME_SOURCE: Type = Type("CinderPersistentVolumeSource", &[
    Field("fsType", Text, OPTIONAL, 0),
    Field("readOnly", Bool, OPTIONAL, 0),
    Field("secretRef", Object(&SECRET_REFERENCE), OPTIONAL, 0),
    Field("volumeID", Text, REQUIRED, 0),
]);

static CINDER_VOLUME_SOURCE: Type = Type("CinderVolumeSource", &[
    Field("fsType", Text, OPTIONAL, 0),
    Field("readOnly", Bool, OPTIONAL, 0),
    Field("secretRef", Object(&LOCAL_OBJECT_REFERENCE), OPTIONAL, 0),
    Field("volumeID", Text, REQUIRED, 0),
]);

static CLIENT_IP_CONFIG: Type = Type("ClientIPConfig", &[
    Field("timeoutSeconds", Int32, OPTIONAL, 0),
]);

static CLUSTER_ROLE: Type = Type("ClusterRole", &[
    Field("aggregationRule", Object(&AGGREGATION_RULE), OPTIONAL, 0),
    Field("apiVersion", Text, OPTIONAL, 0),
    Field("kind", Text, OPTIONAL, 0),
    Field("metadata", Object(&OBJECT_META), REQUIRED, 0),
    Field("rules", List(&Object(&POLICY_RULE)), OPTIONAL, 0),
]);

static CLUSTER_ROLE_BINDING: Type = Type("ClusterRoleBinding", &[
    Field("apiVersion", Text, OPTIONAL, 0),
    Field("kind", Text, OPTIONAL, 0),
    Field("metadata", Object(&OBJECT_META), REQUIRED, 0),
    Field("roleRef", Object(&ROLE_REF), REQUIRED, 0),
    Field("subjects", List(&Object(&RBAC_V1_SUBJECT)), OPTIONAL, 0),
]);

static CLUSTER_TRUST_BUNDLE_PROJECTION: Type = Type("ClusterTrustBundleProjection", &[
    Field("labelSelector", Object(&LABEL_SELECTOR), OPTIONAL, 0),
    Field("name", Text, OPTIONAL, 0),
    Field("optional", Bool, OPTIONAL, 0),
    Field("path", Text, REQUIRED, 0),
    Field("signerName", Text, OPTIONAL, 0),
    Field("user", Int64, OPTIONAL, 37),
]);

static CONFIG_MAP: Type = Type("ConfigMap", &[
    Field("apiVersion", Text, OPTIONAL, 0),
    Field("binaryData", Map(&Bytes), OPTIONAL, 0),
    Field("data", Map(&Text), OPTIONAL, 0),
    Field("immutable", Bool, OPTIONAL, 0),
    Field("kind", Text, OPTIONAL, 0),
    Field("metadata", Object(&OBJECT_META), REQUIRED, 0),
]);

static CONFIG_MAP_ENV_SOURCE: Type = Type("ConfigMapEnvSource", &[
    Field("name", Text, REQUIRED, 0),
    Field("optional", Bool, OPTIONAL, 0),
]);

static CONFIG_MAP_KEY_SELECTOR: Type = Type("ConfigMapKeySelector", &[
    Field("key", Text, REQUIRED, 0),
    Field("name", Text, REQUIRED, 0),
    Field("optional", Bool, OPTIONAL, 0),
]);

static CONFIG_MAP_PROJECTION: Type = Type("ConfigMapProjection", &[
    Field("items", List(&Object(&KEY_TO_PATH)), OPTIONAL, 0),
    Field("name", Text, REQUIRED, 0),
    Field("optional", Bool, OPTIONAL, 0),
]);

static CONFIG_MAP_VOLUME_SOURCE: Type = Type("ConfigMapVolumeSource", &[
    Field("defaultMode", Int32, OPTIONAL, 0),
    Field("defaultUser", Int64, OPTIONAL, 37),
    Field("items", List(&Object(&KEY_TO_PATH)), OPTIONAL, 0),
    Field("name", Text, REQUIRED, 0),
    Field("optional", Bool, OPTIONAL, 0),
]);

static CONTAINER: Type = Type("Container", &[
    Field("args", List(&Text), OPTIONAL, 0),
    Field("command", List(&Text), OPTIONAL, 0),
    Field("env", List(&Object(&ENV_VAR)), OPTIONAL, 0),
    Field("envFrom", List(&Object(&ENV_FROM_SOURCE)), OPTIONAL, 0),
    Field("image", Text, OPTIONAL, 0),
    Field("imagePullPolicy", Text, OPTIONAL, 0),
    Field("lifecycle", Object(&LIFECYCLE), OPTIONAL, 0),
    Field("livenessProbe", Object(&PROBE), OPTIONAL, 0),
    Field("name", Text, REQUIRED, 0),
    Field("ports", List(&Object(&CONTAINER_PORT)), OPTIONAL, 0),
    Field("readinessProbe", Object(&PROBE), OPTIONAL, 0),
    Field("resizePolicy", List(&Object(&CONTAINER_RESIZE_POLICY)), OPTIONAL, 0),
    Field("resources", Object(&RESOURCE_REQUIREMENTS), OPTIONAL, 0),
    Field("restartPolicy", Text, OPTIONAL, 0),
    Field("restartPolicyRules", List(&Object(&CONTAINER_RESTART_RULE)), OPTIONAL, 34),
    Field("securityContext", Object(&SECURITY_CONTEXT), OPTIONAL, 0),
    Field("startupProbe", Object(&PROBE), OPTIONAL, 0),
    Field("stdin", Bool, OPTIONAL, 0),
    Field("stdinOnce", Bool, OPTIONAL, 0),
    Field("terminationMessagePath", Text, OPTIONAL, 0),
    Field("terminationMessagePolicy", Text, OPTIONAL, 0),
    Field("tty", Bool, OPTIONAL, 0),
    Field("volumeDevices", List(&Object(&VOLUME_DEVICE)), OPTIONAL, 0),
    Field("volumeMounts", List(&Object(&VOLUME_MOUNT)), OPTIONAL, 0),
    Field("workingDir", Text, OPTIONAL, 0),
]);

static CONTAINER_PORT: Type = Type("ContainerPort", &[
    Field("containerPort", Int32, REQUIRED, 0),
    Field("hostIP", Text, OPTIONAL, 0),
    Field("hostPort", Int32, OPTIONAL, 0),
    Field("name", Text, OPTIONAL, 0),
    Field("protocol", Text, OPTIONAL, 0),
]);

static CONTAINER_RESIZE_POLICY: Type = Type("ContainerResizePolicy", &[
    Field("resourceName", Text, REQUIRED, 0),
    Field("restartPolicy", Text, REQUIRED, 0),
]);

static CONTAINER_RESOURCE_METRIC_SOURCE: Type = Type("ContainerResourceMetricSource", &[
    Field("container", Text, REQUIRED, 0),
    Field("name", Text, REQUIRED, 0),
    Field("target", Object(&METRIC_TARGET), REQUIRED, 0),
]);

static CONTAINER_RESTART_RULE: Type = Type("ContainerRestartRule", &[
    Field("action", Text, REQUIRED, 0),
    Field("exitCodes", Object(&CONTAINER_RESTART_RULE_ON_EXIT_CODES), OPTIONAL, 0),
]);

static CONTAINER_RESTART_RULE_ON_EXIT_CODES: Type = Type("ContainerRestartRuleOnExitCodes", &[
    Field("operator", Text, REQUIRED, 0),
    Field("values", List(&Int32), OPTIONAL, 0),
]);

static CRON_JOB: Type = Type("CronJob", &[
    Field("apiVersion", Text, OPTIONAL, 0),
    Field("kind", Text, OPTIONAL, 0),
    Field("metadata", Object(&OBJECT_META), REQUIRED, 0),
    Field("spec", Object(&CRON_JOB_SPEC), REQUIRED, 0),
    Field("status", Any, OPTIONAL, 0),
]);

static CRON_JOB_SPEC: Type = Type("CronJobSpec", &[
    Field("concurrencyPolicy", Text, OPTIONAL, 0),
    Field("failedJobsHistoryLimit", Int32, OPTIONAL, 0),
    Field("jobTemplate", Object(&JOB_TEMPLATE_SPEC), REQUIRED, 0),
    Field("schedule", Text, REQUIRED, 0),
    Field("startingDeadlineSeconds", Int64, OPTIONAL, 0),
    Field("successfulJobsHistoryLimit", Int32, OPTIONAL, 0),
    Field("suspend", Bool, OPTIONAL, 0),
    Field("timeZone", Text, OPTIONAL, 0),
]);

static CUSTOM_RESOURCE_COLUMN_DEFINITION: Type = Type("CustomResourceColumnDefinition", &[
    Field("description", Text, OPTIONAL, 0),
    Field("format", Text, OPTIONAL, 0),
    Field("jsonPath", Text, REQUIRED, 0),
    Field("name", Text, REQUIRED, 0),
    Field("priority", Int32, OPTIONAL, 0),
    Field("type", Text, REQUIRED, 0),
]);

static CUSTOM_RESOURCE_CONVERSION: Type = Type("CustomResourceConversion", &[
    Field("strategy", Text, REQUIRED, 0),
    Field("webhook", Object(&WEBHOOK_CONVERSION), OPTIONAL, 0),
]);

static CUSTOM_RESOURCE_DEFINITION: Type = Type("CustomResourceDefinition", &[
    Field("apiVersion", Text, OPTIONAL, 0),
    Field("kind", Text, OPTIONAL, 0),
    Field("metadata", Object(&OBJECT_META), REQUIRED, 0),
    Field("spec", Object(&CUSTOM_RESOURCE_DEFINITION_SPEC), REQUIRED, 0),
    Field("status", Any, OPTIONAL, 0),
]);

static CUSTOM_RESOURCE_DEFINITION_NAMES: Type = Type("CustomResourceDefinitionNames", &[
    Field("categories", List(&Text), OPTIONAL, 0),
    Field("kind", Text, REQUIRED, 0),
    Field("listKind", Text, OPTIONAL, 0),
    Field("plural", Text, REQUIRED, 0),
    Field("shortNames", List(&Text), OPTIONAL, 0),
    Field("singular", Text, OPTIONAL, 0),
]);

static CUSTOM_RESOURCE_DEFINITION_SPEC: Type = Type("CustomResourceDefinitionSpec", &[
    Field("conversion", Object(&CUSTOM_RESOURCE_CONVERSION), OPTIONAL, 0),
    Field("group", Text, REQUIRED, 0),
    Field("names", Object(&CUSTOM_RESOURCE_DEFINITION_NAMES), REQUIRED, 0),
    Field("preserveUnknownFields", Bool, OPTIONAL, 0),
    Field("scope", Text, REQUIRED, 0),
    Field("versions", List(&Object(&CUSTOM_RESOURCE_DEFINITION_VERSION)), REQUIRED, 0),
]);

static CUSTOM_RESOURCE_DEFINITION_VERSION: Type = Type("CustomResourceDefinitionVersion", &[
    Field("additionalPrinterColumns", List(&Object(&CUSTOM_RESOURCE_COLUMN_DEFINITION)), OPTIONAL, 0),
    Field("deprecated", Bool, OPTIONAL, 0),
    Field("deprecationWarning", Text, OPTIONAL, 0),
    Field("name", Text, REQUIRED, 0),
    Field("schema", Object(&CUSTOM_RESOURCE_VALIDATION), OPTIONAL, 0),
    Field("selectableFields", List(&Object(&SELECTABLE_FIELD)), OPTIONAL, 0),
    Field("served", Bool, OPTIONAL, 0),
    Field("storage", Bool, OPTIONAL, 0),
    Field("subresources", Object(&CUSTOM_RESOURCE_SUBRESOURCES), OPTIONAL, 0),
]);

static CUSTOM_RESOURCE_SUBRESOURCE_SCALE: Type = Type("CustomResourceSubresourceScale", &[
    Field("labelSelectorPath", Text, OPTIONAL, 0),
    Field("specReplicasPath", Text, REQUIRED, 0),
    Field("statusReplicasPath", Text, REQUIRED, 0),
]);

static CUSTOM_RESOURCE_SUBRESOURCES: Type = Type("CustomResourceSubresources", &[
    Field("scale", Object(&CUSTOM_RESOURCE_SUBRESOURCE_SCALE), OPTIONAL, 0),
    Field("status", Any, OPTIONAL, 0),
]);

static CUSTOM_RESOURCE_VALIDATION: Type = Type("CustomResourceValidation", &[
    Field("openAPIV3Schema", Object(&JSON_SCHEMA_PROPS), OPTIONAL, 0),
]);

static DAEMON_SET: Type = Type("DaemonSet", &[
    Field("apiVersion", Text, OPTIONAL, 0),
    Field("kind", Text, OPTIONAL, 0),
    Field("metadata", Object(&OBJECT_META), REQUIRED, 0),
    Field("spec", Object(&DAEMON_SET_SPEC), REQUIRED, 0),
    Field("status", Any, OPTIONAL, 0),
]);

static DAEMON_SET_SPEC: Type = Type("DaemonSetSpec", &[
    Field("minReadySeconds", Int32, OPTIONAL, 0),
    Field("revisionHistoryLimit", Int32, OPTIONAL, 0),
    Field("selector", Object(&LABEL_SELECTOR), REQUIRED, 0),
    Field("template", Object(&POD_TEMPLATE_SPEC), REQUIRED, 0),
    Field("updateStrategy", Object(&DAEMON_SET_UPDATE_STRATEGY), OPTIONAL, 0),
]);

static DAEMON_SET_UPDATE_STRATEGY: Type = Type("DaemonSetUpdateStrategy", &[
    Field("rollingUpdate", Object(&ROLLING_UPDATE_DAEMON_SET), OPTIONAL, 0),
    Field("type", Text, OPTIONAL, 0),
]);

static DEPLOYMENT: Type = Type("Deployment", &[
    Field("apiVersion", Text, OPTIONAL, 0),
    Field("kind", Text, OPTIONAL, 0),
    Field("metadata", Object(&OBJECT_META), REQUIRED, 0),
    Field("spec", Object(&DEPLOYMENT_SPEC), REQUIRED, 0),
    Field("status", Any, OPTIONAL, 0),
]);

static DEPLOYMENT_SPEC: Type = Type("DeploymentSpec", &[
    Field("minReadySeconds", Int32, OPTIONAL, 0),
    Field("paused", Bool, OPTIONAL, 0),
    Field("progressDeadlineSeconds", Int32, OPTIONAL, 0),
    Field("replicas", Int32, OPTIONAL, 0),
    Field("revisionHistoryLimit", Int32, OPTIONAL, 0),
    Field("selector", Object(&LABEL_SELECTOR), REQUIRED, 0),
    Field("strategy", Object(&DEPLOYMENT_STRATEGY), OPTIONAL, 0),
    Field("template", Object(&POD_TEMPLATE_SPEC), REQUIRED, 0),
]);

static DEPLOYMENT_STRATEGY: Type = Type("DeploymentStrategy", &[
    Field("rollingUpdate", Object(&ROLLING_UPDATE_DEPLOYMENT), OPTIONAL, 0),
    Field("type", Text, OPTIONAL, 0),
]);

static DOWNWARD_API_PROJECTION: Type = Type("DownwardAPIProjection", &[
    Field("items", List(&Object(&DOWNWARD_API_VOLUME_FILE)), OPTIONAL, 0),
]);

static DOWNWARD_API_VOLUME_FILE: Type = Type("DownwardAPIVolumeFile", &[
    Field("fieldRef", Object(&OBJECT_FIELD_SELECTOR), OPTIONAL, 0),
    Field("mode", Int32, OPTIONAL, 0),
    Field("path", Text, REQUIRED, 0),
    Field("resourceFieldRef", Object(&RESOURCE_FIELD_SELECTOR), OPTIONAL, 0),
    Field("user", Int64, OPTIONAL, 37),
]);

static DOWNWARD_API_VOLUME_SOURCE: Type = Type("DownwardAPIVolumeSource", &[
    Field("defaultMode", Int32, OPTIONAL, 0),
    Field("defaultUser", Int64, OPTIONAL, 37),
    Field("items", List(&Object(&DOWNWARD_API_VOLUME_FILE)), OPTIONAL, 0),
]);

static EMPTY_DIR_VOLUME_SOURCE: Type = Type("EmptyDirVolumeSource", &[
    Field("medium", Text, OPTIONAL, 0),
    Field("mode", Int32, OPTIONAL, 37),
    Field("sizeLimit", Quantity, OPTIONAL, 0),
]);

static ENDPOINT: Type = Type("Endpoint", &[
    Field("addresses", List(&Text), REQUIRED, 0),
    Field("conditions", Object(&ENDPOINT_CONDITIONS), OPTIONAL, 0),
    Field("deprecatedTopology", Map(&Text), OPTIONAL, 0),
    Field("hints", Object(&ENDPOINT_HINTS), OPTIONAL, 0),
    Field("hostname", Text, OPTIONAL, 0),
    Field("nodeName", Text, OPTIONAL, 0),
    Field("targetRef", Object(&OBJECT_REFERENCE), OPTIONAL, 0),
    Field("zone", Text, OPTIONAL, 0),
]);

static ENDPOINT_ADDRESS: Type = Type("EndpointAddress", &[
    Field("hostname", Text, OPTIONAL, 0),
    Field("ip", Text, REQUIRED, 0),
    Field("nodeName", Text, OPTIONAL, 0),
    Field("targetRef", Object(&OBJECT_REFERENCE), OPTIONAL, 0),
]);

static ENDPOINT_CONDITIONS: Type = Type("EndpointConditions", &[
    Field("ready", Bool, OPTIONAL, 0),
    Field("serving", Bool, OPTIONAL, 0),
    Field("terminating", Bool, OPTIONAL, 0),
]);

static ENDPOINT_HINTS: Type = Type("EndpointHints", &[
    Field("forNodes", List(&Object(&FOR_NODE)), OPTIONAL, 0),
    Field("forZones", List(&Object(&FOR_ZONE)), OPTIONAL, 0),
]);

static ENDPOINT_SLICE: Type = Type("EndpointSlice", &[
    Field("addressType", Text, REQUIRED, 0),
    Field("apiVersion", Text, OPTIONAL, 0),
    Field("endpoints", List(&Object(&ENDPOINT)), OPTIONAL, 0),
    Field("kind", Text, OPTIONAL, 0),
    Field("metadata", Object(&OBJECT_META), REQUIRED, 0),
    Field("ports", List(&Object(&DISCOVERY_V1_ENDPOINT_PORT)), OPTIONAL, 0),
]);

static ENDPOINT_SUBSET: Type = Type("EndpointSubset", &[
    Field("addresses", List(&Object(&ENDPOINT_ADDRESS)), OPTIONAL, 0),
    Field("notReadyAddresses", List(&Object(&ENDPOINT_ADDRESS)), OPTIONAL, 0),
    Field("ports", List(&Object(&CORE_V1_ENDPOINT_PORT)), OPTIONAL, 0),
]);

static ENDPOINTS: Type = Type("Endpoints", &[
    Field("apiVersion", Text, OPTIONAL, 0),
    Field("kind", Text, OPTIONAL, 0),
    Field("metadata", Object(&OBJECT_META), REQUIRED, 0),
    Field("subsets", List(&Object(&ENDPOINT_SUBSET)), OPTIONAL, 0),
]);

static ENV_FROM_SOURCE: Type = Type("EnvFromSource", &[
    Field("configMapRef", Object(&CONFIG_MAP_ENV_SOURCE), OPTIONAL, 0),
    Field("prefix", Text, OPTIONAL, 0),
    Field("secretRef", Object(&SECRET_ENV_SOURCE), OPTIONAL, 0),
]);

static ENV_VAR: Type = Type("EnvVar", &[
    Field("name", Text, REQUIRED, 0),
    Field("value", Text, OPTIONAL, 0),
    Field("valueFrom", Object(&ENV_VAR_SOURCE), OPTIONAL, 0),
]);

static ENV_VAR_SOURCE: Type = Type("EnvVarSource", &[
    Field("configMapKeyRef", Object(&CONFIG_MAP_KEY_SELECTOR), OPTIONAL, 0),
    Field("fieldRef", Object(&OBJECT_FIELD_SELECTOR), OPTIONAL, 0),
    Field("fileKeyRef", Object(&FILE_KEY_SELECTOR), OPTIONAL, 34),
    Field("resourceFieldRef", Object(&RESOURCE_FIELD_SELECTOR), OPTIONAL, 0),
    Field("secretKeyRef", Object(&SECRET_KEY_SELECTOR), OPTIONAL, 0),
]);

static EPHEMERAL_CONTAINER: Type = Type("EphemeralContainer", &[
    Field("args", List(&Text), OPTIONAL, 0),
    Field("command", List(&Text), OPTIONAL, 0),
    Field("env", List(&Object(&ENV_VAR)), OPTIONAL, 0),
    Field("envFrom", List(&Object(&ENV_FROM_SOURCE)), OPTIONAL, 0),
    Field("image", Text, OPTIONAL, 0),
    Field("imagePullPolicy", Text, OPTIONAL, 0),
    Field("lifecycle", Object(&LIFECYCLE), OPTIONAL, 0),
    Field("livenessProbe", Object(&PROBE), OPTIONAL, 0),
    Field("name", Text, REQUIRED, 0),
    Field("ports", List(&Object(&CONTAINER_PORT)), OPTIONAL, 0),
    Field("readinessProbe", Object(&PROBE), OPTIONAL, 0),
    Field("resizePolicy", List(&Object(&CONTAINER_RESIZE_POLICY)), OPTIONAL, 0),
    Field("resources", Object(&RESOURCE_REQUIREMENTS), OPTIONAL, 0),
    Field("restartPolicy", Text, OPTIONAL, 0),
    Field("restartPolicyRules", List(&Object(&CONTAINER_RESTART_RULE)), OPTIONAL, 34),
    Field("securityContext", Object(&SECURITY_CONTEXT), OPTIONAL, 0),
    Field("startupProbe", Object(&PROBE), OPTIONAL, 0),
    Field("stdin", Bool, OPTIONAL, 0),
    Field("stdinOnce", Bool, OPTIONAL, 0),
    Field("targetContainerName", Text, OPTIONAL, 0),
    Field("terminationMessagePath", Text, OPTIONAL, 0),
    Field("terminationMessagePolicy", Text, OPTIONAL, 0),
    Field("tty", Bool, OPTIONAL, 0),
    Field("volumeDevices", List(&Object(&VOLUME_DEVICE)), OPTIONAL, 0),
    Field("volumeMounts", List(&Object(&VOLUME_MOUNT)), OPTIONAL, 0),
    Field("workingDir", Text, OPTIONAL, 0),
]);

static EPHEMERAL_VOLUME_SOURCE: Type = Type("EphemeralVolumeSource", &[
    Field("volumeClaimTemplate", Object(&PERSISTENT_VOLUME_CLAIM_TEMPLATE), OPTIONAL, 0),
]);

static EVICTION_RESPONDER: Type = Type("EvictionResponder", &[
    Field("name", Text, REQUIRED, 0),
    Field("priority", Int32, REQUIRED, 0),
]);

static EXEC_ACTION: Type = Type("ExecAction", &[
    Field("command", List(&Text), OPTIONAL, 0),
]);

static EXEMPT_PRIORITY_LEVEL_CONFIGURATION: Type = Type("ExemptPriorityLevelConfiguration", &[
    Field("lendablePercent", Int32, OPTIONAL, 0),
    Field("nominalConcurrencyShares", Int32, OPTIONAL, 0),
]);

static EXTERNAL_DOCUMENTATION: Type = Type("ExternalDocumentation", &[
    Field("description", Text, OPTIONAL, 0),
    Field("url", Text, OPTIONAL, 0),
]);

static EXTERNAL_METRIC_SOURCE: Type = Type("ExternalMetricSource", &[
    Field("metric", Object(&METRIC_IDENTIFIER), REQUIRED, 0),
    Field("target", Object(&METRIC_TARGET), REQUIRED, 0),
]);

static FC_VOLUME_SOURCE: Type = Type("FCVolumeSource", &[
    Field("fsType", Text, OPTIONAL, 0),
    Field("lun", Int32, OPTIONAL, 0),
    Field("readOnly", Bool, OPTIONAL, 0),
    Field("targetWWNs", List(&Text), OPTIONAL, 0),
    Field("wwids", List(&Text), OPTIONAL, 0),
]);

static FILE_KEY_SELECTOR: Type = Type("FileKeySelector", &[
    Field("key", Text, REQUIRED, 0),
    Field("optional", Bool, OPTIONAL, 0),
    Field("path", Text, REQUIRED, 0),
    Field("volumeName", Text, REQUIRED, 0),
]);

static FLEX_PERSISTENT_VOLUME_SOURCE: Type = Type("FlexPersistentVolumeSource", &[
    Field("driver", Text, REQUIRED, 0),
    Field("fsType", Text, OPTIONAL, 0),
    Field("options", Map(&Text), OPTIONAL, 0),
    Field("readOnly", Bool, OPTIONAL, 0),
    Field("secretRef", Object(&SECRET_REFERENCE), OPTIONAL, 0),
]);

static FLEX_VOLUME_SOURCE: Type = Type("FlexVolumeSource", &[
    Field("driver", Text, REQUIRED, 0),
    Field("fsType", Text, OPTIONAL, 0),
    Field("options", Map(&Text), OPTIONAL, 0),
    Field("readOnly", Bool, OPTIONAL, 0),
    Field("secretRef", Object(&LOCAL_OBJECT_REFERENCE), OPTIONAL, 0),
]);

static FLOCKER_VOLUME_SOURCE: Type = Type("FlockerVolumeSource", &[
    Field("datasetName", Text, OPTIONAL, 0),
    Field("datasetUUID", Text, OPTIONAL, 0),
]);

static FLOW_DISTINGUISHER_METHOD: Type = Type("FlowDistinguisherMethod", &[
    Field("type", Text, REQUIRED, 0),
]);

static FLOW_SCHEMA: Type = Type("FlowSchema", &[
    Field("apiVersion", Text, OPTIONAL, 0),
    Field("kind", Text, OPTIONAL, 0),
    Field("metadata", Object(&OBJECT_META), REQUIRED, 0),
    Field("spec", Object(&FLOW_SCHEMA_SPEC), REQUIRED, 0),
    Field("status", Any, OPTIONAL, 0),
]);

static FLOW_SCHEMA_SPEC: Type = Type("FlowSchemaSpec", &[
    Field("distinguisherMethod", Object(&FLOW_DISTINGUISHER_METHOD), OPTIONAL, 0),
    Field("matchingPrecedence", Int32, OPTIONAL, 0),
    Field("priorityLevelConfiguration", Object(&PRIORITY_LEVEL_CONFIGURATION_REFERENCE), REQUIRED, 0),
    Field("rules", List(&Object(&POLICY_RULES_WITH_SUBJECTS)), OPTIONAL, 0),
]);

static FOR_NODE: Type = Type("ForNode", &[
    Field("name", Text, REQUIRED, 0),
]);

static FOR_ZONE: Type = Type("ForZone", &[
    Field("name", Text, REQUIRED, 0),
]);

static GCE_PERSISTENT_DISK_VOLUME_SOURCE: Type = Type("GCEPersistentDiskVolumeSource", &[
    Field("fsType", Text, OPTIONAL, 0),
    Field("partition", Int32, OPTIONAL, 0),
    Field("pdName", Text, REQUIRED, 0),
    Field("readOnly", Bool, OPTIONAL, 0),
]);

static GRPC_ACTION: Type = Type("GRPCAction", &[
    Field("mode", Text, OPTIONAL, 37),
    Field("port", Int32, REQUIRED, 0),
    Field("service", Text, OPTIONAL, 0),
]);

static GIT_REPO_VOLUME_SOURCE: Type = Type("GitRepoVolumeSource", &[
    Field("directory", Text, OPTIONAL, 0),
    Field("repository", Text, REQUIRED, 0),
    Field("revision", Text, OPTIONAL, 0),
]);

static GLUSTERFS_PERSISTENT_VOLUME_SOURCE: Type = Type("GlusterfsPersistentVolumeSource", &[
    Field("endpoints", Text, REQUIRED, 0),
    Field("endpointsNamespace", Text, OPTIONAL, 0),
    Field("path", Text, REQUIRED, 0),
    Field("readOnly", Bool, OPTIONAL, 0),
]);

static GLUSTERFS_VOLUME_SOURCE: Type = Type("GlusterfsVolumeSource", &[
    Field("endpoints", Text, REQUIRED, 0),
    Field("path", Text, REQUIRED, 0),
    Field("readOnly", Bool, OPTIONAL, 0),
]);

static GROUP_SUBJECT: Type = Type("GroupSubject", &[
    Field("name", Text, REQUIRED, 0),
]);

static HPA_SCALING_POLICY: Type = Type("HPAScalingPolicy", &[
    Field("periodSeconds", Int32, REQUIRED, 0),
    Field("type", Text, REQUIRED, 0),
    Field("value", Int32, REQUIRED, 0),
]);

static HPA_SCALING_RULES: Type = Type("HPAScalingRules", &[
    Field("policies", List(&Object(&HPA_SCALING_POLICY)), OPTIONAL, 0),
    Field("selectPolicy", Text, OPTIONAL, 0),
    Field("stabilizationWindowSeconds", Int32, OPTIONAL, 0),
    Field("tolerance", Quantity, OPTIONAL, 0),
]);

static HTTP_GET_ACTION: Type = Type("HTTPGetAction", &[
    Field("host", Text, OPTIONAL, 0),
    Field("httpHeaders", List(&Object(&HTTP_HEADER)), OPTIONAL, 0),
    Field("path", Text, OPTIONAL, 0),
    Field("port", IntOrText, REQUIRED, 0),
    Field("protocol", Text, OPTIONAL, 37),
    Field("scheme", Text, OPTIONAL, 0),
]);

static HTTP_HEADER: Type = Type("HTTPHeader", &[
    Field("name", Text, REQUIRED, 0),
    Field("value", Text, OPTIONAL, 0),
]);

static HTTP_INGRESS_PATH: Type = Type("HTTPIngressPath", &[
    Field("backend", Object(&INGRESS_BACKEND), REQUIRED, 0),
    Field("path", Text, OPTIONAL, 0),
    Field("pathType", Text, REQUIRED, 0),
]);

static HTTP_INGRESS_RULE_VALUE: Type = Type("HTTPIngressRuleValue", &[
    Field("paths", List(&Object(&HTTP_INGRESS_PATH)), REQUIRED, 0),
]);

static HORIZONTAL_POD_AUTOSCALER_BEHAVIOR: Type = Type("HorizontalPodAutoscalerBehavior", &[
    Field("scaleDown", Object(&HPA_SCALING_RULES), OPTIONAL, 0),
    Field("scaleUp", Object(&HPA_SCALING_RULES), OPTIONAL, 0),
]);

static HOST_ALIAS: Type = Type("HostAlias", &[
    Field("hostnames", List(&Text), OPTIONAL, 0),
    Field("ip", Text, REQUIRED, 0),
]);

static HOST_PATH_VOLUME_SOURCE: Type = Type("HostPathVolumeSource", &[
    Field("path", Text, REQUIRED, 0),
    Field("type", Text, OPTIONAL, 0),
]);

static IP_BLOCK: Type = Type("IPBlock", &[
    Field("cidr", Text, REQUIRED, 0),
    Field("except", List(&Text), OPTIONAL, 0),
]);

static ISCSI_PERSISTENT_VOLUME_SOURCE: Type = Type("ISCSIPersistentVolumeSource", &[
    Field("chapAuthDiscovery", Bool, OPTIONAL, 0),
    Field("chapAuthSession", Bool, OPTIONAL, 0),
    Field("fsType", Text, OPTIONAL, 0),
    Field("initiatorName", Text, OPTIONAL, 0),
    Field("iqn", Text, REQUIRED, 0),
    Field("iscsiInterface", Text, OPTIONAL, 0),
    Field("lun", Int32, OPTIONAL, 0),
    Field("portals", List(&Text), OPTIONAL, 0),
    Field("readOnly", Bool, OPTIONAL, 0),
    Field("secretRef", Object(&SECRET_REFERENCE), OPTIONAL, 0),
    Field("targetPortal", Text, REQUIRED, 0),
]);

static ISCSI_VOLUME_SOURCE: Type = Type("ISCSIVolumeSource", &[
    Field("chapAuthDiscovery", Bool, OPTIONAL, 0),
    Field("chapAuthSession", Bool, OPTIONAL, 0),
    Field("fsType", Text, OPTIONAL, 0),
    Field("initiatorName", Text, OPTIONAL, 0),
    Field("iqn", Text, REQUIRED, 0),
    Field("iscsiInterface", Text, OPTIONAL, 0),
    Field("lun", Int32, OPTIONAL, 0),
    Field("portals", List(&Text), OPTIONAL, 0),
    Field("readOnly", Bool, OPTIONAL, 0),
    Field("secretRef", Object(&LOCAL_OBJECT_REFERENCE), OPTIONAL, 0),
    Field("targetPortal", Text, REQUIRED, 0),
]);

static IMAGE_VOLUME_SOURCE: Type = Type("ImageVolumeSource", &[
    Field("pullPolicy", Text, OPTIONAL, 0),
    Field("reference", Text, OPTIONAL, 0),
]);

static INGRESS: Type = Type("Ingress", &[
    Field("apiVersion", Text, OPTIONAL, 0),
    Field("kind", Text, OPTIONAL, 0),
    Field("metadata", Object(&OBJECT_META), REQUIRED, 0),
    Field("spec", Object(&INGRESS_SPEC), OPTIONAL, 0),
    Field("status", Any, OPTIONAL, 0),
]);

static INGRESS_BACKEND: Type = Type("IngressBackend", &[
    Field("resource", Object(&TYPED_LOCAL_OBJECT_REFERENCE), OPTIONAL, 0),
    Field("service", Object(&INGRESS_SERVICE_BACKEND), OPTIONAL, 0),
]);

static INGRESS_CLASS: Type = Type("IngressClass", &[
    Field("apiVersion", Text, OPTIONAL, 0),
    Field("kind", Text, OPTIONAL, 0),
    Field("metadata", Object(&OBJECT_META), REQUIRED, 0),
    Field("spec", Object(&INGRESS_CLASS_SPEC), OPTIONAL, 0),
]);

static INGRESS_CLASS_PARAMETERS_REFERENCE: Type = Type("IngressClassParametersReference", &[
    Field("apiGroup", Text, OPTIONAL, 0),
    Field("kind", Text, REQUIRED, 0),
    Field("name", Text, REQUIRED, 0),
    Field("namespace", Text, OPTIONAL, 0),
    Field("scope", Text, OPTIONAL, 0),
]);

static INGRESS_CLASS_SPEC: Type = Type("IngressClassSpec", &[
    Field("controller", Text, OPTIONAL, 0),
    Field("parameters", Object(&INGRESS_CLASS_PARAMETERS_REFERENCE), OPTIONAL, 0),
]);

static INGRESS_RULE: Type = Type("IngressRule", &[
    Field("host", Text, OPTIONAL, 0),
    Field("http", Object(&HTTP_INGRESS_RULE_VALUE), OPTIONAL, 0),
]);

static INGRESS_SERVICE_BACKEND: Type = Type("IngressServiceBackend", &[
    Field("name", Text, REQUIRED, 0),
    Field("port", Object(&SERVICE_BACKEND_PORT), OPTIONAL, 0),
]);

static INGRESS_SPEC: Type = Type("IngressSpec", &[
    Field("defaultBackend", Object(&INGRESS_BACKEND), OPTIONAL, 0),
    Field("ingressClassName", Text, OPTIONAL, 0),
    Field("rules", List(&Object(&INGRESS_RULE)), OPTIONAL, 0),
    Field("tls", List(&Object(&INGRESS_TLS)), OPTIONAL, 0),
]);

static INGRESS_TLS: Type = Type("IngressTLS", &[
    Field("hosts", List(&Text), OPTIONAL, 0),
    Field("secretName", Text, OPTIONAL, 0),
]);

static JSON_SCHEMA_PROPS: Type = Type("JSONSchemaProps", &[
    Field("$ref", Text, OPTIONAL, 0),
    Field("$schema", Text, OPTIONAL, 0),
    Field("additionalItems", Any, OPTIONAL, 0),
    Field("additionalProperties", Any, OPTIONAL, 0),
    Field("allOf", List(&Object(&JSON_SCHEMA_PROPS)), OPTIONAL, 0),
    Field("anyOf", List(&Object(&JSON_SCHEMA_PROPS)), OPTIONAL, 0),
    Field("default", Any, OPTIONAL, 0),
    Field("definitions", Map(&Object(&JSON_SCHEMA_PROPS)), OPTIONAL, 0),
    Field("dependencies", Map(&Any), OPTIONAL, 0),
    Field("description", Text, OPTIONAL, 0),
    Field("enum", List(&Any), OPTIONAL, 0),
    Field("example", Any, OPTIONAL, 0),
    Field("exclusiveMaximum", Bool, OPTIONAL, 0),
    Field("exclusiveMinimum", Bool, OPTIONAL, 0),
    Field("externalDocs", Object(&EXTERNAL_DOCUMENTATION), OPTIONAL, 0),
    Field("format", Text, OPTIONAL, 0),
    Field("id", Text, OPTIONAL, 0),
    Field("items", Any, OPTIONAL, 0),
    Field("maxItems", Int64, OPTIONAL, 0),
    Field("maxLength", Int64, OPTIONAL, 0),
    Field("maxProperties", Int64, OPTIONAL, 0),
    Field("maximum", Number, OPTIONAL, 0),
    Field("minItems", Int64, OPTIONAL, 0),
    Field("minLength", Int64, OPTIONAL, 0),
    Field("minProperties", Int64, OPTIONAL, 0),
    Field("minimum", Number, OPTIONAL, 0),
    Field("multipleOf", Number, OPTIONAL, 0),
    Field("not", Object(&JSON_SCHEMA_PROPS), OPTIONAL, 0),
    Field("nullable", Bool, OPTIONAL, 0),
    Field("oneOf", List(&Object(&JSON_SCHEMA_PROPS)), OPTIONAL, 0),
    Field("pattern", Text, OPTIONAL, 0),
    Field("patternProperties", Map(&Object(&JSON_SCHEMA_PROPS)), OPTIONAL, 0),
    Field("properties", Map(&Object(&JSON_SCHEMA_PROPS)), OPTIONAL, 0),
    Field("required", List(&Text), OPTIONAL, 0),
    Field("title", Text, OPTIONAL, 0),
    Field("type", Text, OPTIONAL, 0),
    Field("uniqueItems", Bool, OPTIONAL, 0),
    Field("x-kubernetes-embedded-resource", Bool, OPTIONAL, 0),
    Field("x-kubernetes-int-or-string", Bool, OPTIONAL, 0),
    Field("x-kubernetes-list-map-keys", List(&Text), OPTIONAL, 0),
    Field("x-kubernetes-list-type", Text, OPTIONAL, 0),
    Field("x-kubernetes-map-type", Text, OPTIONAL, 0),
    Field("x-kubernetes-preserve-unknown-fields", Bool, OPTIONAL, 0),
    Field("x-kubernetes-validations", List(&Object(&VALIDATION_RULE)), OPTIONAL, 0),
]);

static JOB: Type = Type("Job", &[
    Field("apiVersion", Text, OPTIONAL, 0),
    Field("kind", Text, OPTIONAL, 0),
    Field("metadata", Object(&OBJECT_META), REQUIRED, 0),
    Field("spec", Object(&JOB_SPEC), OPTIONAL, 0),
    Field("status", Any, OPTIONAL, 0),
]);

static JOB_SCHEDULING_CONFIGURATION: Type = Type("JobSchedulingConfiguration", &[
    Field("disruptionMode", Object(&WORKLOAD_POD_GROUP_DISRUPTION_MODE), OPTIONAL, 0),
    Field("resourceClaims", List(&Object(&WORKLOAD_POD_GROUP_RESOURCE_CLAIM)), OPTIONAL, 0),
    Field("schedulingConstraints", Object(&WORKLOAD_POD_GROUP_SCHEDULING_CONSTRAINTS), OPTIONAL, 0),
    Field("schedulingPolicy", Object(&WORKLOAD_POD_GROUP_SCHEDULING_POLICY), OPTIONAL, 0),
]);

static JOB_SPEC: Type = Type("JobSpec", &[
    Field("activeDeadlineSeconds", Int64, OPTIONAL, 0),
    Field("backoffLimit", Int32, OPTIONAL, 0),
    Field("backoffLimitPerIndex", Int32, OPTIONAL, 0),
    Field("completionMode", Text, OPTIONAL, 0),
    Field("completions", Int32, OPTIONAL, 0),
    Field("managedBy", Text, OPTIONAL, 0),
    Field("manualSelector", Bool, OPTIONAL, 0),
    Field("maxFailedIndexes", Int32, OPTIONAL, 0),
    Field("parallelism", Int32, OPTIONAL, 0),
    Field("podFailurePolicy", Object(&POD_FAILURE_POLICY), OPTIONAL, 0),
    Field("podReplacementPolicy", Text, OPTIONAL, 0),
    Field("scheduling", Object(&JOB_SCHEDULING_CONFIGURATION), OPTIONAL, 37),
    Field("selector", Object(&LABEL_SELECTOR), OPTIONAL, 0),
    Field("successPolicy", Object(&SUCCESS_POLICY), OPTIONAL, 0),
    Field("suspend", Bool, OPTIONAL, 0),
    Field("template", Object(&POD_TEMPLATE_SPEC), REQUIRED, 0),
    Field("ttlSecondsAfterFinished", Int32, OPTIONAL, 0),
]);

static JOB_TEMPLATE_SPEC: Type = Type("JobTemplateSpec", &[
    Field("metadata", Object(&OBJECT_META), OPTIONAL, 0),
    Field("spec", Object(&JOB_SPEC), OPTIONAL, 0),
]);

static KEY_TO_PATH: Type = Type("KeyToPath", &[
    Field("key", Text, REQUIRED, 0),
    Field("mode", Int32, OPTIONAL, 0),
    Field("path", Text, REQUIRED, 0),
    Field("user", Int64, OPTIONAL, 37),
]);

pub(super) static LABEL_SELECTOR: Type = Type("LabelSelector", &[
    Field("matchExpressions", List(&Object(&LABEL_SELECTOR_REQUIREMENT)), OPTIONAL, 0),
    Field("matchLabels", Map(&Text), OPTIONAL, 0),
]);

static LABEL_SELECTOR_REQUIREMENT: Type = Type("LabelSelectorRequirement", &[
    Field("key", Text, REQUIRED, 0),
    Field("operator", Text, REQUIRED, 0),
    Field("values", List(&Text), OPTIONAL, 0),
]);

static LEASE: Type = Type("Lease", &[
    Field("apiVersion", Text, OPTIONAL, 0),
    Field("kind", Text, OPTIONAL, 0),
    Field("metadata", Object(&OBJECT_META), REQUIRED, 0),
    Field("spec", Object(&LEASE_SPEC), OPTIONAL, 0),
]);

static LEASE_SPEC: Type = Type("LeaseSpec", &[
    Field("acquireTime", Time, OPTIONAL, 0),
    Field("holderIdentity", Text, OPTIONAL, 0),
    Field("leaseDurationSeconds", Int32, OPTIONAL, 0),
    Field("leaseTransitions", Int32, OPTIONAL, 0),
    Field("preferredHolder", Text, OPTIONAL, 0),
    Field("renewTime", Time, OPTIONAL, 0),
    Field("strategy", Text, OPTIONAL, 0),
]);

static LIFECYCLE: Type = Type("Lifecycle", &[
    Field("postStart", Object(&LIFECYCLE_HANDLER), OPTIONAL, 0),
    Field("preStop", Object(&LIFECYCLE_HANDLER), OPTIONAL, 0),
    Field("stopSignal", Text, OPTIONAL, 0),
]);

static LIFECYCLE_HANDLER: Type = Type("LifecycleHandler", &[
    Field("exec", Object(&EXEC_ACTION), OPTIONAL, 0),
    Field("httpGet", Object(&HTTP_GET_ACTION), OPTIONAL, 0),
    Field("sleep", Object(&SLEEP_ACTION), OPTIONAL, 0),
    Field("tcpSocket", Object(&TCP_SOCKET_ACTION), OPTIONAL, 0),
]);

static LIMIT_RANGE: Type = Type("LimitRange", &[
    Field("apiVersion", Text, OPTIONAL, 0),
    Field("kind", Text, OPTIONAL, 0),
    Field("metadata", Object(&OBJECT_META), REQUIRED, 0),
    Field("spec", Object(&LIMIT_RANGE_SPEC), OPTIONAL, 0),
]);

static LIMIT_RANGE_ITEM: Type = Type("LimitRangeItem", &[
    Field("default", Map(&Quantity), OPTIONAL, 0),
    Field("defaultRequest", Map(&Quantity), OPTIONAL, 0),
    Field("max", Map(&Quantity), OPTIONAL, 0),
    Field("maxLimitRequestRatio", Map(&Quantity), OPTIONAL, 0),
    Field("min", Map(&Quantity), OPTIONAL, 0),
    Field("type", Text, REQUIRED, 0),
]);

static LIMIT_RANGE_SPEC: Type = Type("LimitRangeSpec", &[
    Field("limits", List(&Object(&LIMIT_RANGE_ITEM)), OPTIONAL, 0),
]);

static LIMIT_RESPONSE: Type = Type("LimitResponse", &[
    Field("queuing", Object(&QUEUING_CONFIGURATION), OPTIONAL, 0),
    Field("type", Text, REQUIRED, 0),
]);

static LIMITED_PRIORITY_LEVEL_CONFIGURATION: Type = Type("LimitedPriorityLevelConfiguration", &[
    Field("borrowingLimitPercent", Int32, OPTIONAL, 0),
    Field("lendablePercent", Int32, OPTIONAL, 0),
    Field("limitResponse", Object(&LIMIT_RESPONSE), REQUIRED, 0),
    Field("nominalConcurrencyShares", Int32, OPTIONAL, 0),
]);

static LOCAL_OBJECT_REFERENCE: Type = Type("LocalObjectReference", &[
    Field("name", Text, REQUIRED, 0),
]);

static LOCAL_VOLUME_SOURCE: Type = Type("LocalVolumeSource", &[
    Field("fsType", Text, OPTIONAL, 0),
    Field("path", Text, REQUIRED, 0),
]);

static MANAGED_FIELDS_ENTRY: Type = Type("ManagedFieldsEntry", &[
    Field("apiVersion", Text, OPTIONAL, 0),
    Field("fieldsType", Text, OPTIONAL, 0),
    Field("fieldsV1", Any, OPTIONAL, 0),
    Field("manager", Text, OPTIONAL, 0),
    Field("operation", Text, OPTIONAL, 0),
    Field("subresource", Text, OPTIONAL, 0),
    Field("time", Time, OPTIONAL, 0),
]);

static MATCH_CONDITION: Type = Type("MatchCondition", &[
    Field("expression", Text, REQUIRED, 0),
    Field("name", Text, REQUIRED, 0),
]);

static MATCH_RESOURCES: Type = Type("MatchResources", &[
    Field("excludeResourceRules", List(&Object(&NAMED_RULE_WITH_OPERATIONS)), OPTIONAL, 0),
    Field("matchPolicy", Text, OPTIONAL, 0),
    Field("namespaceSelector", Object(&LABEL_SELECTOR), OPTIONAL, 0),
    Field("objectSelector", Object(&LABEL_SELECTOR), OPTIONAL, 0),
    Field("resourceRules", List(&Object(&NAMED_RULE_WITH_OPERATIONS)), OPTIONAL, 0),
]);

static METRIC_IDENTIFIER: Type = Type("MetricIdentifier", &[
    Field("name", Text, REQUIRED, 0),
    Field("selector", Object(&LABEL_SELECTOR), OPTIONAL, 0),
]);

static METRIC_SPEC: Type = Type("MetricSpec", &[
    Field("containerResource", Object(&CONTAINER_RESOURCE_METRIC_SOURCE), OPTIONAL, 0),
    Field("external", Object(&EXTERNAL_METRIC_SOURCE), OPTIONAL, 0),
    Field("object", Object(&OBJECT_METRIC_SOURCE), OPTIONAL, 0),
    Field("pods", Object(&PODS_METRIC_SOURCE), OPTIONAL, 0),
    Field("resource", Object(&RESOURCE_METRIC_SOURCE), OPTIONAL, 0),
    Field("type", Text, REQUIRED, 0),
]);

static METRIC_TARGET: Type = Type("MetricTarget", &[
    Field("averageUtilization", Int32, OPTIONAL, 0),
    Field("averageValue", Quantity, OPTIONAL, 0),
    Field("type", Text, REQUIRED, 0),
    Field("value", Quantity, OPTIONAL, 0),
]);

static MUTATING_WEBHOOK: Type = Type("MutatingWebhook", &[
    Field("admissionReviewVersions", List(&Text), REQUIRED, 0),
    Field("clientConfig", Object(&ADMISSIONREGISTRATION_V1_WEBHOOK_CLIENT_CONFIG), REQUIRED, 0),
    Field("failurePolicy", Text, OPTIONAL, 0),
    Field("matchConditions", List(&Object(&MATCH_CONDITION)), OPTIONAL, 0),
    Field("matchPolicy", Text, OPTIONAL, 0),
    Field("name", Text, REQUIRED, 0),
    Field("namespaceSelector", Object(&LABEL_SELECTOR), OPTIONAL, 0),
    Field("objectSelector", Object(&LABEL_SELECTOR), OPTIONAL, 0),
    Field("reinvocationPolicy", Text, OPTIONAL, 0),
    Field("rules", List(&Object(&RULE_WITH_OPERATIONS)), OPTIONAL, 0),
    Field("sideEffects", Text, REQUIRED, 0),
    Field("timeoutSeconds", Int32, OPTIONAL, 0),
]);

static MUTATING_WEBHOOK_CONFIGURATION: Type = Type("MutatingWebhookConfiguration", &[
    Field("apiVersion", Text, OPTIONAL, 0),
    Field("kind", Text, OPTIONAL, 0),
    Field("metadata", Object(&OBJECT_META), REQUIRED, 0),
    Field("webhooks", List(&Object(&MUTATING_WEBHOOK)), OPTIONAL, 0),
]);

static NFS_VOLUME_SOURCE: Type = Type("NFSVolumeSource", &[
    Field("path", Text, REQUIRED, 0),
    Field("readOnly", Bool, OPTIONAL, 0),
    Field("server", Text, REQUIRED, 0),
]);

static NAMED_RULE_WITH_OPERATIONS: Type = Type("NamedRuleWithOperations", &[
    Field("apiGroups", List(&Text), OPTIONAL, 0),
    Field("apiVersions", List(&Text), OPTIONAL, 0),
    Field("operations", List(&Text), OPTIONAL, 0),
    Field("resourceNames", List(&Text), OPTIONAL, 0),
    Field("resources", List(&Text), OPTIONAL, 0),
    Field("scope", Text, OPTIONAL, 0),
]);

static NAMESPACE: Type = Type("Namespace", &[
    Field("apiVersion", Text, OPTIONAL, 0),
    Field("kind", Text, OPTIONAL, 0),
    Field("metadata", Object(&OBJECT_META), REQUIRED, 0),
    Field("spec", Object(&NAMESPACE_SPEC), OPTIONAL, 0),
    Field("status", Any, OPTIONAL, 0),
]);

static NAMESPACE_SPEC: Type = Type("NamespaceSpec", &[
    Field("finalizers", List(&Text), OPTIONAL, 0),
]);

static NETWORK_POLICY: Type = Type("NetworkPolicy", &[
    Field("apiVersion", Text, OPTIONAL, 0),
    Field("kind", Text, OPTIONAL, 0),
    Field("metadata", Object(&OBJECT_META), REQUIRED, 0),
    Field("spec", Object(&NETWORK_POLICY_SPEC), OPTIONAL, 0),
]);

static NETWORK_POLICY_EGRESS_RULE: Type = Type("NetworkPolicyEgressRule", &[
    Field("ports", List(&Object(&NETWORK_POLICY_PORT)), OPTIONAL, 0),
    Field("to", List(&Object(&NETWORK_POLICY_PEER)), OPTIONAL, 0),
]);

static NETWORK_POLICY_INGRESS_RULE: Type = Type("NetworkPolicyIngressRule", &[
    Field("from", List(&Object(&NETWORK_POLICY_PEER)), OPTIONAL, 0),
    Field("ports", List(&Object(&NETWORK_POLICY_PORT)), OPTIONAL, 0),
]);

static NETWORK_POLICY_PEER: Type = Type("NetworkPolicyPeer", &[
    Field("ipBlock", Object(&IP_BLOCK), OPTIONAL, 0),
    Field("namespaceSelector", Object(&LABEL_SELECTOR), OPTIONAL, 0),
    Field("podSelector", Object(&LABEL_SELECTOR), OPTIONAL, 0),
]);

static NETWORK_POLICY_PORT: Type = Type("NetworkPolicyPort", &[
    Field("endPort", Int32, OPTIONAL, 0),
    Field("port", IntOrText, OPTIONAL, 0),
    Field("protocol", Text, OPTIONAL, 0),
]);

static NETWORK_POLICY_SPEC: Type = Type("NetworkPolicySpec", &[
    Field("egress", List(&Object(&NETWORK_POLICY_EGRESS_RULE)), OPTIONAL, 0),
    Field("ingress", List(&Object(&NETWORK_POLICY_INGRESS_RULE)), OPTIONAL, 0),
    Field("podSelector", Object(&LABEL_SELECTOR), OPTIONAL, 0),
    Field("policyTypes", List(&Text), OPTIONAL, 0),
]);

static NODE_AFFINITY: Type = Type("NodeAffinity", &[
    Field("preferredDuringSchedulingIgnoredDuringExecution", List(&Object(&PREFERRED_SCHEDULING_TERM)), OPTIONAL, 0),
    Field("requiredDuringSchedulingIgnoredDuringExecution", Object(&NODE_SELECTOR), OPTIONAL, 0),
]);

static NODE_SELECTOR: Type = Type("NodeSelector", &[
    Field("nodeSelectorTerms", List(&Object(&NODE_SELECTOR_TERM)), REQUIRED, 0),
]);

static NODE_SELECTOR_REQUIREMENT: Type = Type("NodeSelectorRequirement", &[
    Field("key", Text, REQUIRED, 0),
    Field("operator", Text, REQUIRED, 0),
    Field("values", List(&Text), OPTIONAL, 0),
]);

static NODE_SELECTOR_TERM: Type = Type("NodeSelectorTerm", &[
    Field("matchExpressions", List(&Object(&NODE_SELECTOR_REQUIREMENT)), OPTIONAL, 0),
    Field("matchFields", List(&Object(&NODE_SELECTOR_REQUIREMENT)), OPTIONAL, 0),
]);

static NON_RESOURCE_POLICY_RULE: Type = Type("NonResourcePolicyRule", &[
    Field("nonResourceURLs", List(&Text), REQUIRED, 0),
    Field("verbs", List(&Text), REQUIRED, 0),
]);

static OBJECT_FIELD_SELECTOR: Type = Type("ObjectFieldSelector", &[
    Field("apiVersion", Text, OPTIONAL, 0),
    Field("fieldPath", Text, REQUIRED, 0),
]);

pub(super) static OBJECT_META: Type = Type("ObjectMeta", &[
    Field("annotations", Map(&Text), OPTIONAL, 0),
    Field("creationTimestamp", Time, OPTIONAL, 0),
    Field("deletionGracePeriodSeconds", Int64, OPTIONAL, 0),
    Field("deletionTimestamp", Time, OPTIONAL, 0),
    Field("finalizers", List(&Text), OPTIONAL, 0),
    Field("generateName", Text, OPTIONAL, 0),
    Field("generation", Int64, OPTIONAL, 0),
    Field("labels", Map(&Text), OPTIONAL, 0),
    Field("managedFields", List(&Object(&MANAGED_FIELDS_ENTRY)), OPTIONAL, 0),
    Field("name", Text, OPTIONAL, 0),
    Field("namespace", Text, OPTIONAL, 0),
    Field("ownerReferences", List(&Object(&OWNER_REFERENCE)), OPTIONAL, 0),
    Field("resourceVersion", Text, OPTIONAL, 0),
    Field("selfLink", Text, OPTIONAL, 0),
    Field("uid", Text, OPTIONAL, 0),
]);

static OBJECT_METRIC_SOURCE: Type = Type("ObjectMetricSource", &[
    Field("describedObject", Object(&AUTOSCALING_V2_CROSS_VERSION_OBJECT_REFERENCE), REQUIRED, 0),
    Field("metric", Object(&METRIC_IDENTIFIER), REQUIRED, 0),
    Field("target", Object(&METRIC_TARGET), REQUIRED, 0),
]);

static OBJECT_REFERENCE: Type = Type("ObjectReference", &[
    Field("apiVersion", Text, OPTIONAL, 0),
    Field("fieldPath", Text, OPTIONAL, 0),
    Field("kind", Text, OPTIONAL, 0),
    Field("name", Text, OPTIONAL, 0),
    Field("namespace", Text, OPTIONAL, 0),
    Field("resourceVersion", Text, OPTIONAL, 0),
    Field("uid", Text, OPTIONAL, 0),
]);

static OVERHEAD: Type = Type("Overhead", &[
    Field("podFixed", Map(&Quantity), OPTIONAL, 0),
]);

static OWNER_REFERENCE: Type = Type("OwnerReference", &[
    Field("apiVersion", Text, REQUIRED, 0),
    Field("blockOwnerDeletion", Bool, OPTIONAL, 0),
    Field("controller", Bool, OPTIONAL, 0),
    Field("kind", Text, REQUIRED, 0),
    Field("name", Text, REQUIRED, 0),
    Field("uid", Text, REQUIRED, 0),
]);

static PARAM_KIND: Type = Type("ParamKind", &[
    Field("apiVersion", Text, OPTIONAL, 0),
    Field("kind", Text, OPTIONAL, 0),
]);

static PARAM_REF: Type = Type("ParamRef", &[
    Field("name", Text, OPTIONAL, 0),
    Field("namespace", Text, OPTIONAL, 0),
    Field("parameterNotFoundAction", Text, OPTIONAL, 0),
    Field("selector", Object(&LABEL_SELECTOR), OPTIONAL, 0),
]);

static PERSISTENT_VOLUME: Type = Type("PersistentVolume", &[
    Field("apiVersion", Text, OPTIONAL, 0),
    Field("kind", Text, OPTIONAL, 0),
    Field("metadata", Object(&OBJECT_META), REQUIRED, 0),
    Field("spec", Object(&PERSISTENT_VOLUME_SPEC), OPTIONAL, 0),
    Field("status", Any, OPTIONAL, 0),
]);

static PERSISTENT_VOLUME_CLAIM: Type = Type("PersistentVolumeClaim", &[
    Field("apiVersion", Text, OPTIONAL, 0),
    Field("kind", Text, OPTIONAL, 0),
    Field("metadata", Object(&OBJECT_META), OPTIONAL, 0),
    Field("spec", Object(&PERSISTENT_VOLUME_CLAIM_SPEC), OPTIONAL, 0),
    Field("status", Any, OPTIONAL, 0),
]);

static PERSISTENT_VOLUME_CLAIM_SPEC: Type = Type("PersistentVolumeClaimSpec", &[
    Field("accessModes", List(&Text), OPTIONAL, 0),
    Field("dataSource", Object(&TYPED_LOCAL_OBJECT_REFERENCE), OPTIONAL, 0),
    Field("dataSourceRef", Object(&TYPED_OBJECT_REFERENCE), OPTIONAL, 0),
    Field("resources", Object(&VOLUME_RESOURCE_REQUIREMENTS), OPTIONAL, 0),
    Field("selector", Object(&LABEL_SELECTOR), OPTIONAL, 0),
    Field("storageClassName", Text, OPTIONAL, 0),
    Field("volumeAttributesClassName", Text, OPTIONAL, 0),
    Field("volumeMode", Text, OPTIONAL, 0),
    Field("volumeName", Text, OPTIONAL, 0),
]);

static PERSISTENT_VOLUME_CLAIM_TEMPLATE: Type = Type("PersistentVolumeClaimTemplate", &[
    Field("metadata", Object(&OBJECT_META), OPTIONAL, 0),
    Field("spec", Object(&PERSISTENT_VOLUME_CLAIM_SPEC), REQUIRED, 0),
]);

static PERSISTENT_VOLUME_CLAIM_VOLUME_SOURCE: Type = Type("PersistentVolumeClaimVolumeSource", &[
    Field("claimName", Text, REQUIRED, 0),
    Field("readOnly", Bool, OPTIONAL, 0),
]);

static PERSISTENT_VOLUME_SPEC: Type = Type("PersistentVolumeSpec", &[
    Field("accessModes", List(&Text), OPTIONAL, 0),
    Field("awsElasticBlockStore", Object(&AWS_ELASTIC_BLOCK_STORE_VOLUME_SOURCE), OPTIONAL, 0),
    Field("azureDisk", Object(&AZURE_DISK_VOLUME_SOURCE), OPTIONAL, 0),
    Field("azureFile", Object(&AZURE_FILE_PERSISTENT_VOLUME_SOURCE), OPTIONAL, 0),
    Field("capacity", Map(&Quantity), OPTIONAL, 0),
    Field("cephfs", Object(&CEPH_FS_PERSISTENT_VOLUME_SOURCE), OPTIONAL, 0),
    Field("cinder", Object(&CINDER_PERSISTENT_VOLUME_SOURCE), OPTIONAL, 0),
    Field("claimRef", Object(&OBJECT_REFERENCE), OPTIONAL, 0),
    Field("csi", Object(&CSI_PERSISTENT_VOLUME_SOURCE), OPTIONAL, 0),
    Field("fc", Object(&FC_VOLUME_SOURCE), OPTIONAL, 0),
    Field("flexVolume", Object(&FLEX_PERSISTENT_VOLUME_SOURCE), OPTIONAL, 0),
    Field("flocker", Object(&FLOCKER_VOLUME_SOURCE), OPTIONAL, 0),
    Field("gcePersistentDisk", Object(&GCE_PERSISTENT_DISK_VOLUME_SOURCE), OPTIONAL, 0),
    Field("glusterfs", Object(&GLUSTERFS_PERSISTENT_VOLUME_SOURCE), OPTIONAL, 0),
    Field("hostPath", Object(&HOST_PATH_VOLUME_SOURCE), OPTIONAL, 0),
    Field("iscsi", Object(&ISCSI_PERSISTENT_VOLUME_SOURCE), OPTIONAL, 0),
    Field("local", Object(&LOCAL_VOLUME_SOURCE), OPTIONAL, 0),
    Field("mountOptions", List(&Text), OPTIONAL, 0),
    Field("nfs", Object(&NFS_VOLUME_SOURCE), OPTIONAL, 0),
    Field("nodeAffinity", Object(&VOLUME_NODE_AFFINITY), OPTIONAL, 0),
    Field("persistentVolumeReclaimPolicy", Text, OPTIONAL, 0),
    Field("photonPersistentDisk", Object(&PHOTON_PERSISTENT_DISK_VOLUME_SOURCE), OPTIONAL, 0),
    Field("portworxVolume", Object(&PORTWORX_VOLUME_SOURCE), OPTIONAL, 0),
    Field("quobyte", Object(&QUOBYTE_VOLUME_SOURCE), OPTIONAL, 0),
    Field("rbd", Object(&RBD_PERSISTENT_VOLUME_SOURCE), OPTIONAL, 0),
    Field("scaleIO", Object(&SCALE_IO_PERSISTENT_VOLUME_SOURCE), OPTIONAL, 0),
    Field("storageClassName", Text, OPTIONAL, 0),
    Field("storageos", Object(&STORAGE_OS_PERSISTENT_VOLUME_SOURCE), OPTIONAL, 0),
    Field("volumeAttributesClassName", Text, OPTIONAL, 0),
    Field("volumeMode", Text, OPTIONAL, 0),
    Field("vsphereVolume", Object(&VSPHERE_VIRTUAL_DISK_VOLUME_SOURCE), OPTIONAL, 0),
]);

static PHOTON_PERSISTENT_DISK_VOLUME_SOURCE: Type = Type("PhotonPersistentDiskVolumeSource", &[
    Field("fsType", Text, OPTIONAL, 0),
    Field("pdID", Text, REQUIRED, 0),
]);

static POD: Type = Type("Pod", &[
    Field("apiVersion", Text, OPTIONAL, 0),
    Field("kind", Text, OPTIONAL, 0),
    Field("metadata", Object(&OBJECT_META), REQUIRED, 0),
    Field("spec", Object(&POD_SPEC), OPTIONAL, 0),
    Field("status", Any, OPTIONAL, 0),
]);

static POD_AFFINITY: Type = Type("PodAffinity", &[
    Field("preferredDuringSchedulingIgnoredDuringExecution", List(&Object(&WEIGHTED_POD_AFFINITY_TERM)), OPTIONAL, 0),
    Field("requiredDuringSchedulingIgnoredDuringExecution", List(&Object(&POD_AFFINITY_TERM)), OPTIONAL, 0),
]);

static POD_AFFINITY_TERM: Type = Type("PodAffinityTerm", &[
    Field("labelSelector", Object(&LABEL_SELECTOR), OPTIONAL, 0),
    Field("matchLabelKeys", List(&Text), OPTIONAL, 0),
    Field("mismatchLabelKeys", List(&Text), OPTIONAL, 0),
    Field("namespaceSelector", Object(&LABEL_SELECTOR), OPTIONAL, 0),
    Field("namespaces", List(&Text), OPTIONAL, 0),
    Field("topologyKey", Text, REQUIRED, 0),
]);

static POD_ANTI_AFFINITY: Type = Type("PodAntiAffinity", &[
    Field("preferredDuringSchedulingIgnoredDuringExecution", List(&Object(&WEIGHTED_POD_AFFINITY_TERM)), OPTIONAL, 0),
    Field("requiredDuringSchedulingIgnoredDuringExecution", List(&Object(&POD_AFFINITY_TERM)), OPTIONAL, 0),
]);

static POD_CERTIFICATE_PROJECTION: Type = Type("PodCertificateProjection", &[
    Field("certificateChainPath", Text, OPTIONAL, 0),
    Field("credentialBundlePath", Text, OPTIONAL, 0),
    Field("keyPath", Text, OPTIONAL, 0),
    Field("keyType", Text, REQUIRED, 0),
    Field("maxExpirationSeconds", Int32, OPTIONAL, 0),
    Field("signerName", Text, REQUIRED, 0),
    Field("user", Int64, OPTIONAL, 37),
    Field("userAnnotations", Map(&Text), OPTIONAL, 35),
]);

static POD_DNS_CONFIG: Type = Type("PodDNSConfig", &[
    Field("nameservers", List(&Text), OPTIONAL, 0),
    Field("options", List(&Object(&POD_DNS_CONFIG_OPTION)), OPTIONAL, 0),
    Field("searches", List(&Text), OPTIONAL, 0),
]);

static POD_DNS_CONFIG_OPTION: Type = Type("PodDNSConfigOption", &[
    Field("name", Text, OPTIONAL, 0),
    Field("value", Text, OPTIONAL, 0),
]);

static POD_DISRUPTION_BUDGET: Type = Type("PodDisruptionBudget", &[
    Field("apiVersion", Text, OPTIONAL, 0),
    Field("kind", Text, OPTIONAL, 0),
    Field("metadata", Object(&OBJECT_META), REQUIRED, 0),
    Field("spec", Object(&POD_DISRUPTION_BUDGET_SPEC), OPTIONAL, 0),
    Field("status", Any, OPTIONAL, 0),
]);

static POD_DISRUPTION_BUDGET_SPEC: Type = Type("PodDisruptionBudgetSpec", &[
    Field("maxUnavailable", IntOrText, OPTIONAL, 0),
    Field("minAvailable", IntOrText, OPTIONAL, 0),
    Field("selector", Object(&LABEL_SELECTOR), OPTIONAL, 0),
    Field("unhealthyPodEvictionPolicy", Text, OPTIONAL, 0),
]);

static POD_FAILURE_POLICY: Type = Type("PodFailurePolicy", &[
    Field("rules", List(&Object(&POD_FAILURE_POLICY_RULE)), REQUIRED, 0),
]);

static POD_FAILURE_POLICY_ON_EXIT_CODES_REQUIREMENT: Type = Type("PodFailurePolicyOnExitCodesRequirement", &[
    Field("containerName", Text, OPTIONAL, 0),
    Field("operator", Text, REQUIRED, 0),
    Field("values", List(&Int32), REQUIRED, 0),
]);

static POD_FAILURE_POLICY_ON_POD_CONDITIONS_PATTERN: Type = Type("PodFailurePolicyOnPodConditionsPattern", &[
    Field("status", Text, OPTIONAL, 0),
    Field("type", Text, REQUIRED, 0),
]);

static POD_FAILURE_POLICY_RULE: Type = Type("PodFailurePolicyRule", &[
    Field("action", Text, REQUIRED, 0),
    Field("onExitCodes", Object(&POD_FAILURE_POLICY_ON_EXIT_CODES_REQUIREMENT), OPTIONAL, 0),
    Field("onPodConditions", List(&Object(&POD_FAILURE_POLICY_ON_POD_CONDITIONS_PATTERN)), OPTIONAL, 0),
]);

static POD_OS: Type = Type("PodOS", &[
    Field("name", Text, REQUIRED, 0),
]);

static POD_READINESS_GATE: Type = Type("PodReadinessGate", &[
    Field("conditionType", Text, REQUIRED, 0),
]);

static POD_RESOURCE_CLAIM: Type = Type("PodResourceClaim", &[
    Field("name", Text, REQUIRED, 0),
    Field("resourceClaimName", Text, OPTIONAL, 0),
    Field("resourceClaimTemplateName", Text, OPTIONAL, 0),
]);

static POD_SCHEDULING_GATE: Type = Type("PodSchedulingGate", &[
    Field("name", Text, REQUIRED, 0),
]);

static POD_SCHEDULING_GROUP: Type = Type("PodSchedulingGroup", &[
    Field("podGroupName", Text, OPTIONAL, 0),
]);

static POD_SECURITY_CONTEXT: Type = Type("PodSecurityContext", &[
    Field("appArmorProfile", Object(&APP_ARMOR_PROFILE), OPTIONAL, 0),
    Field("fsGroup", Int64, OPTIONAL, 0),
    Field("fsGroupChangePolicy", Text, OPTIONAL, 0),
    Field("runAsGroup", Int64, OPTIONAL, 0),
    Field("runAsNonRoot", Bool, OPTIONAL, 0),
    Field("runAsUser", Int64, OPTIONAL, 0),
    Field("seLinuxChangePolicy", Text, OPTIONAL, 0),
    Field("seLinuxOptions", Object(&SE_LINUX_OPTIONS), OPTIONAL, 0),
    Field("seccompProfile", Object(&SECCOMP_PROFILE), OPTIONAL, 0),
    Field("supplementalGroups", List(&Int64), OPTIONAL, 0),
    Field("supplementalGroupsPolicy", Text, OPTIONAL, 0),
    Field("sysctls", List(&Object(&SYSCTL)), OPTIONAL, 0),
    Field("windowsOptions", Object(&WINDOWS_SECURITY_CONTEXT_OPTIONS), OPTIONAL, 0),
]);

static POD_SPEC: Type = Type("PodSpec", &[
    Field("activeDeadlineSeconds", Int64, OPTIONAL, 0),
    Field("affinity", Object(&AFFINITY), OPTIONAL, 0),
    Field("automountServiceAccountToken", Bool, OPTIONAL, 0),
    Field("containers", List(&Object(&CONTAINER)), REQUIRED, 0),
    Field("dnsConfig", Object(&POD_DNS_CONFIG), OPTIONAL, 0),
    Field("dnsPolicy", Text, OPTIONAL, 0),
    Field("enableServiceLinks", Bool, OPTIONAL, 0),
    Field("ephemeralContainers", List(&Object(&EPHEMERAL_CONTAINER)), OPTIONAL, 0),
    Field("evictionResponders", List(&Object(&EVICTION_RESPONDER)), OPTIONAL, 37),
    Field("hostAliases", List(&Object(&HOST_ALIAS)), OPTIONAL, 0),
    Field("hostIPC", Bool, OPTIONAL, 0),
    Field("hostNetwork", Bool, OPTIONAL, 0),
    Field("hostPID", Bool, OPTIONAL, 0),
    Field("hostUsers", Bool, OPTIONAL, 0),
    Field("hostname", Text, OPTIONAL, 0),
    Field("hostnameOverride", Text, OPTIONAL, 34),
    Field("imagePullSecrets", List(&Object(&LOCAL_OBJECT_REFERENCE)), OPTIONAL, 0),
    Field("initContainers", List(&Object(&CONTAINER)), OPTIONAL, 0),
    Field("nodeName", Text, OPTIONAL, 0),
    Field("nodeSelector", Map(&Text), OPTIONAL, 0),
    Field("os", Object(&POD_OS), OPTIONAL, 0),
    Field("overhead", Map(&Quantity), OPTIONAL, 0),
    Field("preemptionPolicy", Text, OPTIONAL, 0),
    Field("priority", Int32, OPTIONAL, 0),
    Field("priorityClassName", Text, OPTIONAL, 0),
    Field("readinessGates", List(&Object(&POD_READINESS_GATE)), OPTIONAL, 0),
    Field("resourceClaims", List(&Object(&POD_RESOURCE_CLAIM)), OPTIONAL, 0),
    Field("resources", Object(&RESOURCE_REQUIREMENTS), OPTIONAL, 0),
    Field("restartPolicy", Text, OPTIONAL, 0),
    Field("runtimeClassName", Text, OPTIONAL, 0),
    Field("schedulerName", Text, OPTIONAL, 0),
    Field("schedulingGates", List(&Object(&POD_SCHEDULING_GATE)), OPTIONAL, 0),
    Field("schedulingGroup", Object(&POD_SCHEDULING_GROUP), OPTIONAL, 36),
    Field("securityContext", Object(&POD_SECURITY_CONTEXT), OPTIONAL, 0),
    Field("serviceAccount", Text, OPTIONAL, 0),
    Field("serviceAccountName", Text, OPTIONAL, 0),
    Field("setHostnameAsFQDN", Bool, OPTIONAL, 0),
    Field("shareProcessNamespace", Bool, OPTIONAL, 0),
    Field("subdomain", Text, OPTIONAL, 0),
    Field("terminationGracePeriodSeconds", Int64, OPTIONAL, 0),
    Field("tolerations", List(&Object(&TOLERATION)), OPTIONAL, 0),
    Field("topologySpreadConstraints", List(&Object(&TOPOLOGY_SPREAD_CONSTRAINT)), OPTIONAL, 0),
    Field("volumes", List(&Object(&VOLUME)), OPTIONAL, 0),
]);

static POD_TEMPLATE: Type = Type("PodTemplate", &[
    Field("apiVersion", Text, OPTIONAL, 0),
    Field("kind", Text, OPTIONAL, 0),
    Field("metadata", Object(&OBJECT_META), REQUIRED, 0),
    Field("template", Object(&POD_TEMPLATE_SPEC), OPTIONAL, 0),
]);

static POD_TEMPLATE_SPEC: Type = Type("PodTemplateSpec", &[
    Field("metadata", Object(&OBJECT_META), OPTIONAL, 0),
    Field("spec", Object(&POD_SPEC), OPTIONAL, 0),
]);

static PODS_METRIC_SOURCE: Type = Type("PodsMetricSource", &[
    Field("metric", Object(&METRIC_IDENTIFIER), REQUIRED, 0),
    Field("target", Object(&METRIC_TARGET), REQUIRED, 0),
]);

static POLICY_RULE: Type = Type("PolicyRule", &[
    Field("apiGroups", List(&Text), OPTIONAL, 0),
    Field("nonResourceURLs", List(&Text), OPTIONAL, 0),
    Field("resourceNames", List(&Text), OPTIONAL, 0),
    Field("resources", List(&Text), OPTIONAL, 0),
    Field("verbs", List(&Text), REQUIRED, 0),
]);

static POLICY_RULES_WITH_SUBJECTS: Type = Type("PolicyRulesWithSubjects", &[
    Field("nonResourceRules", List(&Object(&NON_RESOURCE_POLICY_RULE)), OPTIONAL, 0),
    Field("resourceRules", List(&Object(&RESOURCE_POLICY_RULE)), OPTIONAL, 0),
    Field("subjects", List(&Object(&FLOWCONTROL_V1_SUBJECT)), REQUIRED, 0),
]);

static PORTWORX_VOLUME_SOURCE: Type = Type("PortworxVolumeSource", &[
    Field("fsType", Text, OPTIONAL, 0),
    Field("readOnly", Bool, OPTIONAL, 0),
    Field("volumeID", Text, REQUIRED, 0),
]);

static PREFERRED_SCHEDULING_TERM: Type = Type("PreferredSchedulingTerm", &[
    Field("preference", Object(&NODE_SELECTOR_TERM), OPTIONAL, 0),
    Field("weight", Int32, REQUIRED, 0),
]);

static PRIORITY_CLASS: Type = Type("PriorityClass", &[
    Field("apiVersion", Text, OPTIONAL, 0),
    Field("description", Text, OPTIONAL, 0),
    Field("globalDefault", Bool, OPTIONAL, 0),
    Field("kind", Text, OPTIONAL, 0),
    Field("metadata", Object(&OBJECT_META), REQUIRED, 0),
    Field("preemptionPolicy", Text, OPTIONAL, 0),
    Field("value", Int32, OPTIONAL, 0),
]);

static PRIORITY_LEVEL_CONFIGURATION: Type = Type("PriorityLevelConfiguration", &[
    Field("apiVersion", Text, OPTIONAL, 0),
    Field("kind", Text, OPTIONAL, 0),
    Field("metadata", Object(&OBJECT_META), REQUIRED, 0),
    Field("spec", Object(&PRIORITY_LEVEL_CONFIGURATION_SPEC), REQUIRED, 0),
    Field("status", Any, OPTIONAL, 0),
]);

static PRIORITY_LEVEL_CONFIGURATION_REFERENCE: Type = Type("PriorityLevelConfigurationReference", &[
    Field("name", Text, REQUIRED, 0),
]);

static PRIORITY_LEVEL_CONFIGURATION_SPEC: Type = Type("PriorityLevelConfigurationSpec", &[
    Field("exempt", Object(&EXEMPT_PRIORITY_LEVEL_CONFIGURATION), OPTIONAL, 0),
    Field("limited", Object(&LIMITED_PRIORITY_LEVEL_CONFIGURATION), OPTIONAL, 0),
    Field("type", Text, REQUIRED, 0),
]);

static PROBE: Type = Type("Probe", &[
    Field("exec", Object(&EXEC_ACTION), OPTIONAL, 0),
    Field("failureThreshold", Int32, OPTIONAL, 0),
    Field("grpc", Object(&GRPC_ACTION), OPTIONAL, 0),
    Field("httpGet", Object(&HTTP_GET_ACTION), OPTIONAL, 0),
    Field("initialDelaySeconds", Int32, OPTIONAL, 0),
    Field("periodSeconds", Int32, OPTIONAL, 0),
    Field("successThreshold", Int32, OPTIONAL, 0),
    Field("tcpSocket", Object(&TCP_SOCKET_ACTION), OPTIONAL, 0),
    Field("terminationGracePeriodSeconds", Int64, OPTIONAL, 0),
    Field("timeoutSeconds", Int32, OPTIONAL, 0),
]);

static PROJECTED_VOLUME_SOURCE: Type = Type("ProjectedVolumeSource", &[
    Field("defaultMode", Int32, OPTIONAL, 0),
    Field("defaultUser", Int64, OPTIONAL, 37),
    Field("sources", List(&Object(&VOLUME_PROJECTION)), OPTIONAL, 0),
]);

static QUEUING_CONFIGURATION: Type = Type("QueuingConfiguration", &[
    Field("handSize", Int32, OPTIONAL, 0),
    Field("queueLengthLimit", Int32, OPTIONAL, 0),
    Field("queues", Int32, OPTIONAL, 0),
]);

static QUOBYTE_VOLUME_SOURCE: Type = Type("QuobyteVolumeSource", &[
    Field("group", Text, OPTIONAL, 0),
    Field("readOnly", Bool, OPTIONAL, 0),
    Field("registry", Text, REQUIRED, 0),
    Field("tenant", Text, OPTIONAL, 0),
    Field("user", Text, OPTIONAL, 0),
    Field("volume", Text, REQUIRED, 0),
]);

static RBD_PERSISTENT_VOLUME_SOURCE: Type = Type("RBDPersistentVolumeSource", &[
    Field("fsType", Text, OPTIONAL, 0),
    Field("image", Text, REQUIRED, 0),
    Field("keyring", Text, OPTIONAL, 0),
    Field("monitors", List(&Text), REQUIRED, 0),
    Field("pool", Text, OPTIONAL, 0),
    Field("readOnly", Bool, OPTIONAL, 0),
    Field("secretRef", Object(&SECRET_REFERENCE), OPTIONAL, 0),
    Field("user", Text, OPTIONAL, 0),
]);

static RBD_VOLUME_SOURCE: Type = Type("RBDVolumeSource", &[
    Field("fsType", Text, OPTIONAL, 0),
    Field("image", Text, REQUIRED, 0),
    Field("keyring", Text, OPTIONAL, 0),
    Field("monitors", List(&Text), REQUIRED, 0),
    Field("pool", Text, OPTIONAL, 0),
    Field("readOnly", Bool, OPTIONAL, 0),
    Field("secretRef", Object(&LOCAL_OBJECT_REFERENCE), OPTIONAL, 0),
    Field("user", Text, OPTIONAL, 0),
]);

static REPLICA_SET: Type = Type("ReplicaSet", &[
    Field("apiVersion", Text, OPTIONAL, 0),
    Field("kind", Text, OPTIONAL, 0),
    Field("metadata", Object(&OBJECT_META), REQUIRED, 0),
    Field("spec", Object(&REPLICA_SET_SPEC), REQUIRED, 0),
    Field("status", Any, OPTIONAL, 0),
]);

static REPLICA_SET_SPEC: Type = Type("ReplicaSetSpec", &[
    Field("minReadySeconds", Int32, OPTIONAL, 0),
    Field("replicas", Int32, OPTIONAL, 0),
    Field("selector", Object(&LABEL_SELECTOR), REQUIRED, 0),
    Field("template", Object(&POD_TEMPLATE_SPEC), OPTIONAL, 0),
]);

static REPLICATION_CONTROLLER: Type = Type("ReplicationController", &[
    Field("apiVersion", Text, OPTIONAL, 0),
    Field("kind", Text, OPTIONAL, 0),
    Field("metadata", Object(&OBJECT_META), REQUIRED, 0),
    Field("spec", Object(&REPLICATION_CONTROLLER_SPEC), OPTIONAL, 0),
    Field("status", Any, OPTIONAL, 0),
]);

static REPLICATION_CONTROLLER_SPEC: Type = Type("ReplicationControllerSpec", &[
    Field("minReadySeconds", Int32, OPTIONAL, 0),
    Field("replicas", Int32, OPTIONAL, 0),
    Field("selector", Map(&Text), OPTIONAL, 0),
    Field("template", Object(&POD_TEMPLATE_SPEC), OPTIONAL, 0),
]);

static RESOURCE_CLAIM: Type = Type("ResourceClaim", &[
    Field("name", Text, REQUIRED, 0),
    Field("request", Text, OPTIONAL, 0),
]);

static RESOURCE_FIELD_SELECTOR: Type = Type("ResourceFieldSelector", &[
    Field("containerName", Text, OPTIONAL, 0),
    Field("divisor", Quantity, OPTIONAL, 0),
    Field("resource", Text, REQUIRED, 0),
]);

static RESOURCE_METRIC_SOURCE: Type = Type("ResourceMetricSource", &[
    Field("name", Text, REQUIRED, 0),
    Field("target", Object(&METRIC_TARGET), REQUIRED, 0),
]);

static RESOURCE_POLICY_RULE: Type = Type("ResourcePolicyRule", &[
    Field("apiGroups", List(&Text), REQUIRED, 0),
    Field("clusterScope", Bool, OPTIONAL, 0),
    Field("namespaces", List(&Text), OPTIONAL, 0),
    Field("resources", List(&Text), REQUIRED, 0),
    Field("verbs", List(&Text), REQUIRED, 0),
]);

static RESOURCE_QUOTA: Type = Type("ResourceQuota", &[
    Field("apiVersion", Text, OPTIONAL, 0),
    Field("kind", Text, OPTIONAL, 0),
    Field("metadata", Object(&OBJECT_META), REQUIRED, 0),
    Field("spec", Object(&RESOURCE_QUOTA_SPEC), OPTIONAL, 0),
    Field("status", Any, OPTIONAL, 0),
]);

static RESOURCE_QUOTA_SPEC: Type = Type("ResourceQuotaSpec", &[
    Field("hard", Map(&Quantity), OPTIONAL, 0),
    Field("scopeSelector", Object(&SCOPE_SELECTOR), OPTIONAL, 0),
    Field("scopes", List(&Text), OPTIONAL, 0),
]);

static RESOURCE_REQUIREMENTS: Type = Type("ResourceRequirements", &[
    Field("claims", List(&Object(&RESOURCE_CLAIM)), OPTIONAL, 0),
    Field("limits", Map(&Quantity), OPTIONAL, 0),
    Field("requests", Map(&Quantity), OPTIONAL, 0),
]);

static ROLE: Type = Type("Role", &[
    Field("apiVersion", Text, OPTIONAL, 0),
    Field("kind", Text, OPTIONAL, 0),
    Field("metadata", Object(&OBJECT_META), REQUIRED, 0),
    Field("rules", List(&Object(&POLICY_RULE)), OPTIONAL, 0),
]);

static ROLE_BINDING: Type = Type("RoleBinding", &[
    Field("apiVersion", Text, OPTIONAL, 0),
    Field("kind", Text, OPTIONAL, 0),
    Field("metadata", Object(&OBJECT_META), REQUIRED, 0),
    Field("roleRef", Object(&ROLE_REF), REQUIRED, 0),
    Field("subjects", List(&Object(&RBAC_V1_SUBJECT)), OPTIONAL, 0),
]);

static ROLE_REF: Type = Type("RoleRef", &[
    Field("apiGroup", Text, OPTIONAL, 0),
    Field("kind", Text, REQUIRED, 0),
    Field("name", Text, REQUIRED, 0),
]);

static ROLLING_UPDATE_DAEMON_SET: Type = Type("RollingUpdateDaemonSet", &[
    Field("maxSurge", IntOrText, OPTIONAL, 0),
    Field("maxUnavailable", IntOrText, OPTIONAL, 0),
]);

static ROLLING_UPDATE_DEPLOYMENT: Type = Type("RollingUpdateDeployment", &[
    Field("maxSurge", IntOrText, OPTIONAL, 0),
    Field("maxUnavailable", IntOrText, OPTIONAL, 0),
]);

static ROLLING_UPDATE_STATEFUL_SET_STRATEGY: Type = Type("RollingUpdateStatefulSetStrategy", &[
    Field("maxUnavailable", IntOrText, OPTIONAL, 0),
    Field("partition", Int32, OPTIONAL, 0),
]);

static RULE_WITH_OPERATIONS: Type = Type("RuleWithOperations", &[
    Field("apiGroups", List(&Text), OPTIONAL, 0),
    Field("apiVersions", List(&Text), OPTIONAL, 0),
    Field("operations", List(&Text), OPTIONAL, 0),
    Field("resources", List(&Text), OPTIONAL, 0),
    Field("scope", Text, OPTIONAL, 0),
]);

static RUNTIME_CLASS: Type = Type("RuntimeClass", &[
    Field("apiVersion", Text, OPTIONAL, 0),
    Field("handler", Text, REQUIRED, 0),
    Field("kind", Text, OPTIONAL, 0),
    Field("metadata", Object(&OBJECT_META), REQUIRED, 0),
    Field("overhead", Object(&OVERHEAD), OPTIONAL, 0),
    Field("scheduling", Object(&SCHEDULING), OPTIONAL, 0),
]);

static SE_LINUX_OPTIONS: Type = Type("SELinuxOptions", &[
    Field("level", Text, OPTIONAL, 0),
    Field("role", Text, OPTIONAL, 0),
    Field("type", Text, OPTIONAL, 0),
    Field("user", Text, OPTIONAL, 0),
]);

static SCALE_IO_PERSISTENT_VOLUME_SOURCE: Type = Type("ScaleIOPersistentVolumeSource", &[
    Field("fsType", Text, OPTIONAL, 0),
    Field("gateway", Text, REQUIRED, 0),
    Field("protectionDomain", Text, OPTIONAL, 0),
    Field("readOnly", Bool, OPTIONAL, 0),
    Field("secretRef", Object(&SECRET_REFERENCE), REQUIRED, 0),
    Field("sslEnabled", Bool, OPTIONAL, 0),
    Field("storageMode", Text, OPTIONAL, 0),
    Field("storagePool", Text, OPTIONAL, 0),
    Field("system", Text, REQUIRED, 0),
    Field("volumeName", Text, OPTIONAL, 0),
]);

static SCALE_IO_VOLUME_SOURCE: Type = Type("ScaleIOVolumeSource", &[
    Field("fsType", Text, OPTIONAL, 0),
    Field("gateway", Text, REQUIRED, 0),
    Field("protectionDomain", Text, OPTIONAL, 0),
    Field("readOnly", Bool, OPTIONAL, 0),
    Field("secretRef", Object(&LOCAL_OBJECT_REFERENCE), REQUIRED, 0),
    Field("sslEnabled", Bool, OPTIONAL, 0),
    Field("storageMode", Text, OPTIONAL, 0),
    Field("storagePool", Text, OPTIONAL, 0),
    Field("system", Text, REQUIRED, 0),
    Field("volumeName", Text, OPTIONAL, 0),
]);

static SCHEDULING: Type = Type("Scheduling", &[
    Field("nodeSelector", Map(&Text), OPTIONAL, 0),
    Field("tolerations", List(&Object(&TOLERATION)), OPTIONAL, 0),
]);

static SCOPE_SELECTOR: Type = Type("ScopeSelector", &[
    Field("matchExpressions", List(&Object(&SCOPED_RESOURCE_SELECTOR_REQUIREMENT)), OPTIONAL, 0),
]);

static SCOPED_RESOURCE_SELECTOR_REQUIREMENT: Type = Type("ScopedResourceSelectorRequirement", &[
    Field("operator", Text, REQUIRED, 0),
    Field("scopeName", Text, REQUIRED, 0),
    Field("values", List(&Text), OPTIONAL, 0),
]);

static SECCOMP_PROFILE: Type = Type("SeccompProfile", &[
    Field("localhostProfile", Text, OPTIONAL, 0),
    Field("type", Text, REQUIRED, 0),
]);

static SECRET: Type = Type("Secret", &[
    Field("apiVersion", Text, OPTIONAL, 0),
    Field("data", Map(&Bytes), OPTIONAL, 0),
    Field("immutable", Bool, OPTIONAL, 0),
    Field("kind", Text, OPTIONAL, 0),
    Field("metadata", Object(&OBJECT_META), REQUIRED, 0),
    Field("stringData", Map(&Text), OPTIONAL, 0),
    Field("type", Text, OPTIONAL, 0),
]);

static SECRET_ENV_SOURCE: Type = Type("SecretEnvSource", &[
    Field("name", Text, REQUIRED, 0),
    Field("optional", Bool, OPTIONAL, 0),
]);

pub(super) static SECRET_KEY_SELECTOR: Type = Type("SecretKeySelector", &[
    Field("key", Text, REQUIRED, 0),
    Field("name", Text, REQUIRED, 0),
    Field("optional", Bool, OPTIONAL, 0),
]);

static SECRET_PROJECTION: Type = Type("SecretProjection", &[
    Field("items", List(&Object(&KEY_TO_PATH)), OPTIONAL, 0),
    Field("name", Text, REQUIRED, 0),
    Field("optional", Bool, OPTIONAL, 0),
]);

static SECRET_REFERENCE: Type = Type("SecretReference", &[
    Field("name", Text, OPTIONAL, 0),
    Field("namespace", Text, OPTIONAL, 0),
]);

static SECRET_VOLUME_SOURCE: Type = Type("SecretVolumeSource", &[
    Field("defaultMode", Int32, OPTIONAL, 0),
    Field("defaultUser", Int64, OPTIONAL, 37),
    Field("items", List(&Object(&KEY_TO_PATH)), OPTIONAL, 0),
    Field("optional", Bool, OPTIONAL, 0),
    Field("secretName", Text, OPTIONAL, 0),
]);

static SECURITY_CONTEXT: Type = Type("SecurityContext", &[
    Field("allowPrivilegeEscalation", Bool, OPTIONAL, 0),
    Field("appArmorProfile", Object(&APP_ARMOR_PROFILE), OPTIONAL, 0),
    Field("capabilities", Object(&CAPABILITIES), OPTIONAL, 0),
    Field("privileged", Bool, OPTIONAL, 0),
    Field("procMount", Text, OPTIONAL, 0),
    Field("readOnlyRootFilesystem", Bool, OPTIONAL, 0),
    Field("runAsGroup", Int64, OPTIONAL, 0),
    Field("runAsNonRoot", Bool, OPTIONAL, 0),
    Field("runAsUser", Int64, OPTIONAL, 0),
    Field("seLinuxOptions", Object(&SE_LINUX_OPTIONS), OPTIONAL, 0),
    Field("seccompProfile", Object(&SECCOMP_PROFILE), OPTIONAL, 0),
    Field("windowsOptions", Object(&WINDOWS_SECURITY_CONTEXT_OPTIONS), OPTIONAL, 0),
]);

static SELECTABLE_FIELD: Type = Type("SelectableField", &[
    Field("jsonPath", Text, REQUIRED, 0),
]);

static SERVICE: Type = Type("Service", &[
    Field("apiVersion", Text, OPTIONAL, 0),
    Field("kind", Text, OPTIONAL, 0),
    Field("metadata", Object(&OBJECT_META), REQUIRED, 0),
    Field("spec", Object(&SERVICE_SPEC), OPTIONAL, 0),
    Field("status", Any, OPTIONAL, 0),
]);

static SERVICE_ACCOUNT: Type = Type("ServiceAccount", &[
    Field("apiVersion", Text, OPTIONAL, 0),
    Field("automountServiceAccountToken", Bool, OPTIONAL, 0),
    Field("imagePullSecrets", List(&Object(&LOCAL_OBJECT_REFERENCE)), OPTIONAL, 0),
    Field("kind", Text, OPTIONAL, 0),
    Field("metadata", Object(&OBJECT_META), REQUIRED, 0),
    Field("secrets", List(&Object(&OBJECT_REFERENCE)), OPTIONAL, 0),
]);

static SERVICE_ACCOUNT_SUBJECT: Type = Type("ServiceAccountSubject", &[
    Field("name", Text, REQUIRED, 0),
    Field("namespace", Text, REQUIRED, 0),
]);

static SERVICE_ACCOUNT_TOKEN_PROJECTION: Type = Type("ServiceAccountTokenProjection", &[
    Field("audience", Text, OPTIONAL, 0),
    Field("expirationSeconds", Int64, OPTIONAL, 0),
    Field("path", Text, REQUIRED, 0),
    Field("user", Int64, OPTIONAL, 37),
]);

static SERVICE_BACKEND_PORT: Type = Type("ServiceBackendPort", &[
    Field("name", Text, OPTIONAL, 0),
    Field("number", Int32, OPTIONAL, 0),
]);

static SERVICE_PORT: Type = Type("ServicePort", &[
    Field("appProtocol", Text, OPTIONAL, 0),
    Field("name", Text, OPTIONAL, 0),
    Field("nodePort", Int32, OPTIONAL, 0),
    Field("port", Int32, REQUIRED, 0),
    Field("protocol", Text, OPTIONAL, 0),
    Field("targetPort", IntOrText, OPTIONAL, 0),
]);

static SERVICE_SPEC: Type = Type("ServiceSpec", &[
    Field("allocateLoadBalancerNodePorts", Bool, OPTIONAL, 0),
    Field("clusterIP", Text, OPTIONAL, 0),
    Field("clusterIPs", List(&Text), OPTIONAL, 0),
    Field("externalIPs", List(&Text), OPTIONAL, 0),
    Field("externalName", Text, OPTIONAL, 0),
    Field("externalTrafficPolicy", Text, OPTIONAL, 0),
    Field("healthCheckNodePort", Int32, OPTIONAL, 0),
    Field("internalTrafficPolicy", Text, OPTIONAL, 0),
    Field("ipFamilies", List(&Text), OPTIONAL, 0),
    Field("ipFamilyPolicy", Text, OPTIONAL, 0),
    Field("loadBalancerClass", Text, OPTIONAL, 0),
    Field("loadBalancerIP", Text, OPTIONAL, 0),
    Field("loadBalancerSourceRanges", List(&Text), OPTIONAL, 0),
    Field("ports", List(&Object(&SERVICE_PORT)), OPTIONAL, 0),
    Field("publishNotReadyAddresses", Bool, OPTIONAL, 0),
    Field("selector", Map(&Text), OPTIONAL, 0),
    Field("sessionAffinity", Text, OPTIONAL, 0),
    Field("sessionAffinityConfig", Object(&SESSION_AFFINITY_CONFIG), OPTIONAL, 0),
    Field("trafficDistribution", Text, OPTIONAL, 0),
    Field("type", Text, OPTIONAL, 0),
]);

static SESSION_AFFINITY_CONFIG: Type = Type("SessionAffinityConfig", &[
    Field("clientIP", Object(&CLIENT_IP_CONFIG), OPTIONAL, 0),
]);

static SLEEP_ACTION: Type = Type("SleepAction", &[
    Field("seconds", Int64, OPTIONAL, 0),
]);

static STATEFUL_SET: Type = Type("StatefulSet", &[
    Field("apiVersion", Text, OPTIONAL, 0),
    Field("kind", Text, OPTIONAL, 0),
    Field("metadata", Object(&OBJECT_META), REQUIRED, 0),
    Field("spec", Object(&STATEFUL_SET_SPEC), REQUIRED, 0),
    Field("status", Any, OPTIONAL, 0),
]);

static STATEFUL_SET_ORDINALS: Type = Type("StatefulSetOrdinals", &[
    Field("start", Int32, OPTIONAL, 0),
]);

static STATEFUL_SET_PERSISTENT_VOLUME_CLAIM_RETENTION_POLICY: Type = Type("StatefulSetPersistentVolumeClaimRetentionPolicy", &[
    Field("whenDeleted", Text, OPTIONAL, 0),
    Field("whenScaled", Text, OPTIONAL, 0),
]);

static STATEFUL_SET_SPEC: Type = Type("StatefulSetSpec", &[
    Field("minReadySeconds", Int32, OPTIONAL, 0),
    Field("ordinals", Object(&STATEFUL_SET_ORDINALS), OPTIONAL, 0),
    Field("persistentVolumeClaimRetentionPolicy", Object(&STATEFUL_SET_PERSISTENT_VOLUME_CLAIM_RETENTION_POLICY), OPTIONAL, 0),
    Field("podManagementPolicy", Text, OPTIONAL, 0),
    Field("replicas", Int32, OPTIONAL, 0),
    Field("revisionHistoryLimit", Int32, OPTIONAL, 0),
    Field("selector", Object(&LABEL_SELECTOR), REQUIRED, 0),
    Field("serviceName", Text, OPTIONAL, 0),
    Field("template", Object(&POD_TEMPLATE_SPEC), REQUIRED, 0),
    Field("updateStrategy", Object(&STATEFUL_SET_UPDATE_STRATEGY), OPTIONAL, 0),
    Field("volumeClaimTemplates", List(&Object(&PERSISTENT_VOLUME_CLAIM)), OPTIONAL, 0),
]);

static STATEFUL_SET_UPDATE_STRATEGY: Type = Type("StatefulSetUpdateStrategy", &[
    Field("rollingUpdate", Object(&ROLLING_UPDATE_STATEFUL_SET_STRATEGY), OPTIONAL, 0),
    Field("type", Text, OPTIONAL, 0),
]);

static STORAGE_CLASS: Type = Type("StorageClass", &[
    Field("allowVolumeExpansion", Bool, OPTIONAL, 0),
    Field("allowedTopologies", List(&Object(&TOPOLOGY_SELECTOR_TERM)), OPTIONAL, 0),
    Field("apiVersion", Text, OPTIONAL, 0),
    Field("kind", Text, OPTIONAL, 0),
    Field("metadata", Object(&OBJECT_META), REQUIRED, 0),
    Field("mountOptions", List(&Text), OPTIONAL, 0),
    Field("parameters", Map(&Text), OPTIONAL, 0),
    Field("provisioner", Text, REQUIRED, 0),
    Field("reclaimPolicy", Text, OPTIONAL, 0),
    Field("volumeBindingMode", Text, OPTIONAL, 0),
]);

static STORAGE_OS_PERSISTENT_VOLUME_SOURCE: Type = Type("StorageOSPersistentVolumeSource", &[
    Field("fsType", Text, OPTIONAL, 0),
    Field("readOnly", Bool, OPTIONAL, 0),
    Field("secretRef", Object(&OBJECT_REFERENCE), OPTIONAL, 0),
    Field("volumeName", Text, OPTIONAL, 0),
    Field("volumeNamespace", Text, OPTIONAL, 0),
]);

static STORAGE_OS_VOLUME_SOURCE: Type = Type("StorageOSVolumeSource", &[
    Field("fsType", Text, OPTIONAL, 0),
    Field("readOnly", Bool, OPTIONAL, 0),
    Field("secretRef", Object(&LOCAL_OBJECT_REFERENCE), OPTIONAL, 0),
    Field("volumeName", Text, OPTIONAL, 0),
    Field("volumeNamespace", Text, OPTIONAL, 0),
]);

static SUCCESS_POLICY: Type = Type("SuccessPolicy", &[
    Field("rules", List(&Object(&SUCCESS_POLICY_RULE)), REQUIRED, 0),
]);

static SUCCESS_POLICY_RULE: Type = Type("SuccessPolicyRule", &[
    Field("succeededCount", Int32, OPTIONAL, 0),
    Field("succeededIndexes", Text, OPTIONAL, 0),
]);

static SYSCTL: Type = Type("Sysctl", &[
    Field("name", Text, REQUIRED, 0),
    Field("value", Text, OPTIONAL, 0),
]);

static TCP_SOCKET_ACTION: Type = Type("TCPSocketAction", &[
    Field("host", Text, OPTIONAL, 0),
    Field("port", IntOrText, REQUIRED, 0),
]);

static TOKEN_REQUEST: Type = Type("TokenRequest", &[
    Field("audience", Text, OPTIONAL, 0),
    Field("expirationSeconds", Int64, OPTIONAL, 0),
]);

static TOLERATION: Type = Type("Toleration", &[
    Field("effect", Text, OPTIONAL, 0),
    Field("key", Text, OPTIONAL, 0),
    Field("operator", Text, OPTIONAL, 0),
    Field("tolerationSeconds", Int64, OPTIONAL, 0),
    Field("value", Text, OPTIONAL, 0),
]);

static TOPOLOGY_CONSTRAINT: Type = Type("TopologyConstraint", &[
    Field("key", Text, REQUIRED, 0),
]);

static TOPOLOGY_SELECTOR_LABEL_REQUIREMENT: Type = Type("TopologySelectorLabelRequirement", &[
    Field("key", Text, REQUIRED, 0),
    Field("values", List(&Text), REQUIRED, 0),
]);

static TOPOLOGY_SELECTOR_TERM: Type = Type("TopologySelectorTerm", &[
    Field("matchLabelExpressions", List(&Object(&TOPOLOGY_SELECTOR_LABEL_REQUIREMENT)), OPTIONAL, 0),
]);

static TOPOLOGY_SPREAD_CONSTRAINT: Type = Type("TopologySpreadConstraint", &[
    Field("labelSelector", Object(&LABEL_SELECTOR), OPTIONAL, 0),
    Field("matchLabelKeys", List(&Text), OPTIONAL, 0),
    Field("maxSkew", Int32, REQUIRED, 0),
    Field("minDomains", Int32, OPTIONAL, 0),
    Field("nodeAffinityPolicy", Text, OPTIONAL, 0),
    Field("nodeTaintsPolicy", Text, OPTIONAL, 0),
    Field("topologyKey", Text, REQUIRED, 0),
    Field("whenUnsatisfiable", Text, REQUIRED, 0),
]);

static TYPED_LOCAL_OBJECT_REFERENCE: Type = Type("TypedLocalObjectReference", &[
    Field("apiGroup", Text, OPTIONAL, 0),
    Field("kind", Text, REQUIRED, 0),
    Field("name", Text, REQUIRED, 0),
]);

static TYPED_OBJECT_REFERENCE: Type = Type("TypedObjectReference", &[
    Field("apiGroup", Text, OPTIONAL, 0),
    Field("kind", Text, REQUIRED, 0),
    Field("name", Text, REQUIRED, 0),
    Field("namespace", Text, OPTIONAL, 0),
]);

static USER_SUBJECT: Type = Type("UserSubject", &[
    Field("name", Text, REQUIRED, 0),
]);

static VALIDATING_ADMISSION_POLICY: Type = Type("ValidatingAdmissionPolicy", &[
    Field("apiVersion", Text, OPTIONAL, 0),
    Field("kind", Text, OPTIONAL, 0),
    Field("metadata", Object(&OBJECT_META), REQUIRED, 0),
    Field("spec", Object(&VALIDATING_ADMISSION_POLICY_SPEC), OPTIONAL, 0),
    Field("status", Any, OPTIONAL, 0),
]);

static VALIDATING_ADMISSION_POLICY_BINDING: Type = Type("ValidatingAdmissionPolicyBinding", &[
    Field("apiVersion", Text, OPTIONAL, 0),
    Field("kind", Text, OPTIONAL, 0),
    Field("metadata", Object(&OBJECT_META), REQUIRED, 0),
    Field("spec", Object(&VALIDATING_ADMISSION_POLICY_BINDING_SPEC), REQUIRED, 0),
]);

static VALIDATING_ADMISSION_POLICY_BINDING_SPEC: Type = Type("ValidatingAdmissionPolicyBindingSpec", &[
    Field("matchResources", Object(&MATCH_RESOURCES), OPTIONAL, 0),
    Field("paramRef", Object(&PARAM_REF), OPTIONAL, 0),
    Field("policyName", Text, REQUIRED, 0),
    Field("validationActions", List(&Text), REQUIRED, 0),
]);

static VALIDATING_ADMISSION_POLICY_SPEC: Type = Type("ValidatingAdmissionPolicySpec", &[
    Field("auditAnnotations", List(&Object(&AUDIT_ANNOTATION)), OPTIONAL, 0),
    Field("failurePolicy", Text, OPTIONAL, 0),
    Field("matchConditions", List(&Object(&MATCH_CONDITION)), OPTIONAL, 0),
    Field("matchConstraints", Object(&MATCH_RESOURCES), OPTIONAL, 0),
    Field("paramKind", Object(&PARAM_KIND), OPTIONAL, 0),
    Field("validations", List(&Object(&VALIDATION)), OPTIONAL, 0),
    Field("variables", List(&Object(&VARIABLE)), OPTIONAL, 0),
]);

static VALIDATING_WEBHOOK: Type = Type("ValidatingWebhook", &[
    Field("admissionReviewVersions", List(&Text), REQUIRED, 0),
    Field("clientConfig", Object(&ADMISSIONREGISTRATION_V1_WEBHOOK_CLIENT_CONFIG), REQUIRED, 0),
    Field("failurePolicy", Text, OPTIONAL, 0),
    Field("matchConditions", List(&Object(&MATCH_CONDITION)), OPTIONAL, 0),
    Field("matchPolicy", Text, OPTIONAL, 0),
    Field("name", Text, REQUIRED, 0),
    Field("namespaceSelector", Object(&LABEL_SELECTOR), OPTIONAL, 0),
    Field("objectSelector", Object(&LABEL_SELECTOR), OPTIONAL, 0),
    Field("rules", List(&Object(&RULE_WITH_OPERATIONS)), OPTIONAL, 0),
    Field("sideEffects", Text, REQUIRED, 0),
    Field("timeoutSeconds", Int32, OPTIONAL, 0),
]);

static VALIDATING_WEBHOOK_CONFIGURATION: Type = Type("ValidatingWebhookConfiguration", &[
    Field("apiVersion", Text, OPTIONAL, 0),
    Field("kind", Text, OPTIONAL, 0),
    Field("metadata", Object(&OBJECT_META), REQUIRED, 0),
    Field("webhooks", List(&Object(&VALIDATING_WEBHOOK)), OPTIONAL, 0),
]);

static VALIDATION: Type = Type("Validation", &[
    Field("expression", Text, REQUIRED, 0),
    Field("message", Text, OPTIONAL, 0),
    Field("messageExpression", Text, OPTIONAL, 0),
    Field("reason", Text, OPTIONAL, 0),
]);

static VALIDATION_RULE: Type = Type("ValidationRule", &[
    Field("fieldPath", Text, OPTIONAL, 0),
    Field("message", Text, OPTIONAL, 0),
    Field("messageExpression", Text, OPTIONAL, 0),
    Field("optionalOldSelf", Bool, OPTIONAL, 0),
    Field("reason", Text, OPTIONAL, 0),
    Field("rule", Text, REQUIRED, 0),
]);

static VARIABLE: Type = Type("Variable", &[
    Field("expression", Text, REQUIRED, 0),
    Field("name", Text, REQUIRED, 0),
]);

static VOLUME: Type = Type("Volume", &[
    Field("awsElasticBlockStore", Object(&AWS_ELASTIC_BLOCK_STORE_VOLUME_SOURCE), OPTIONAL, 0),
    Field("azureDisk", Object(&AZURE_DISK_VOLUME_SOURCE), OPTIONAL, 0),
    Field("azureFile", Object(&AZURE_FILE_VOLUME_SOURCE), OPTIONAL, 0),
    Field("cephfs", Object(&CEPH_FS_VOLUME_SOURCE), OPTIONAL, 0),
    Field("cinder", Object(&CINDER_VOLUME_SOURCE), OPTIONAL, 0),
    Field("configMap", Object(&CONFIG_MAP_VOLUME_SOURCE), OPTIONAL, 0),
    Field("csi", Object(&CSI_VOLUME_SOURCE), OPTIONAL, 0),
    Field("downwardAPI", Object(&DOWNWARD_API_VOLUME_SOURCE), OPTIONAL, 0),
    Field("emptyDir", Object(&EMPTY_DIR_VOLUME_SOURCE), OPTIONAL, 0),
    Field("ephemeral", Object(&EPHEMERAL_VOLUME_SOURCE), OPTIONAL, 0),
    Field("fc", Object(&FC_VOLUME_SOURCE), OPTIONAL, 0),
    Field("flexVolume", Object(&FLEX_VOLUME_SOURCE), OPTIONAL, 0),
    Field("flocker", Object(&FLOCKER_VOLUME_SOURCE), OPTIONAL, 0),
    Field("gcePersistentDisk", Object(&GCE_PERSISTENT_DISK_VOLUME_SOURCE), OPTIONAL, 0),
    Field("gitRepo", Object(&GIT_REPO_VOLUME_SOURCE), OPTIONAL, 0),
    Field("glusterfs", Object(&GLUSTERFS_VOLUME_SOURCE), OPTIONAL, 0),
    Field("hostPath", Object(&HOST_PATH_VOLUME_SOURCE), OPTIONAL, 0),
    Field("image", Object(&IMAGE_VOLUME_SOURCE), OPTIONAL, 0),
    Field("iscsi", Object(&ISCSI_VOLUME_SOURCE), OPTIONAL, 0),
    Field("name", Text, REQUIRED, 0),
    Field("nfs", Object(&NFS_VOLUME_SOURCE), OPTIONAL, 0),
    Field("persistentVolumeClaim", Object(&PERSISTENT_VOLUME_CLAIM_VOLUME_SOURCE), OPTIONAL, 0),
    Field("photonPersistentDisk", Object(&PHOTON_PERSISTENT_DISK_VOLUME_SOURCE), OPTIONAL, 0),
    Field("portworxVolume", Object(&PORTWORX_VOLUME_SOURCE), OPTIONAL, 0),
    Field("projected", Object(&PROJECTED_VOLUME_SOURCE), OPTIONAL, 0),
    Field("quobyte", Object(&QUOBYTE_VOLUME_SOURCE), OPTIONAL, 0),
    Field("rbd", Object(&RBD_VOLUME_SOURCE), OPTIONAL, 0),
    Field("scaleIO", Object(&SCALE_IO_VOLUME_SOURCE), OPTIONAL, 0),
    Field("secret", Object(&SECRET_VOLUME_SOURCE), OPTIONAL, 0),
    Field("storageos", Object(&STORAGE_OS_VOLUME_SOURCE), OPTIONAL, 0),
    Field("vsphereVolume", Object(&VSPHERE_VIRTUAL_DISK_VOLUME_SOURCE), OPTIONAL, 0),
]);

static VOLUME_DEVICE: Type = Type("VolumeDevice", &[
    Field("devicePath", Text, REQUIRED, 0),
    Field("name", Text, REQUIRED, 0),
]);

static VOLUME_MOUNT: Type = Type("VolumeMount", &[
    Field("bindMountOptions", List(&Text), OPTIONAL, 37),
    Field("mountPath", Text, REQUIRED, 0),
    Field("mountPropagation", Text, OPTIONAL, 0),
    Field("name", Text, REQUIRED, 0),
    Field("readOnly", Bool, OPTIONAL, 0),
    Field("recursiveReadOnly", Text, OPTIONAL, 0),
    Field("subPath", Text, OPTIONAL, 0),
    Field("subPathExpr", Text, OPTIONAL, 0),
]);

static VOLUME_NODE_AFFINITY: Type = Type("VolumeNodeAffinity", &[
    Field("required", Object(&NODE_SELECTOR), OPTIONAL, 0),
]);

static VOLUME_PROJECTION: Type = Type("VolumeProjection", &[
    Field("clusterTrustBundle", Object(&CLUSTER_TRUST_BUNDLE_PROJECTION), OPTIONAL, 0),
    Field("configMap", Object(&CONFIG_MAP_PROJECTION), OPTIONAL, 0),
    Field("downwardAPI", Object(&DOWNWARD_API_PROJECTION), OPTIONAL, 0),
    Field("podCertificate", Object(&POD_CERTIFICATE_PROJECTION), OPTIONAL, 34),
    Field("secret", Object(&SECRET_PROJECTION), OPTIONAL, 0),
    Field("serviceAccountToken", Object(&SERVICE_ACCOUNT_TOKEN_PROJECTION), OPTIONAL, 0),
]);

static VOLUME_RESOURCE_REQUIREMENTS: Type = Type("VolumeResourceRequirements", &[
    Field("limits", Map(&Quantity), OPTIONAL, 0),
    Field("requests", Map(&Quantity), OPTIONAL, 0),
]);

static VSPHERE_VIRTUAL_DISK_VOLUME_SOURCE: Type = Type("VsphereVirtualDiskVolumeSource", &[
    Field("fsType", Text, OPTIONAL, 0),
    Field("storagePolicyID", Text, OPTIONAL, 0),
    Field("storagePolicyName", Text, OPTIONAL, 0),
    Field("volumePath", Text, REQUIRED, 0),
]);

static WEBHOOK_CONVERSION: Type = Type("WebhookConversion", &[
    Field("clientConfig", Object(&APIEXTENSIONS_V1_WEBHOOK_CLIENT_CONFIG), OPTIONAL, 0),
    Field("conversionReviewVersions", List(&Text), REQUIRED, 0),
]);

static WEIGHTED_POD_AFFINITY_TERM: Type = Type("WeightedPodAffinityTerm", &[
    Field("podAffinityTerm", Object(&POD_AFFINITY_TERM), REQUIRED, 0),
    Field("weight", Int32, REQUIRED, 0),
]);

static WINDOWS_SECURITY_CONTEXT_OPTIONS: Type = Type("WindowsSecurityContextOptions", &[
    Field("gmsaCredentialSpec", Text, OPTIONAL, 0),
    Field("gmsaCredentialSpecName", Text, OPTIONAL, 0),
    Field("hostProcess", Bool, OPTIONAL, 0),
    Field("runAsUserName", Text, OPTIONAL, 0),
]);

static WORKLOAD_POD_GROUP_DISRUPTION_MODE: Type = Type("WorkloadPodGroupDisruptionMode", &[
    Field("all", Any, OPTIONAL, 0),
    Field("single", Any, OPTIONAL, 0),
]);

static WORKLOAD_POD_GROUP_GANG_SCHEDULING_POLICY: Type = Type("WorkloadPodGroupGangSchedulingPolicy", &[
    Field("minCount", Int32, OPTIONAL, 0),
]);

static WORKLOAD_POD_GROUP_RESOURCE_CLAIM: Type = Type("WorkloadPodGroupResourceClaim", &[
    Field("name", Text, REQUIRED, 0),
    Field("resourceClaimName", Text, OPTIONAL, 0),
    Field("resourceClaimTemplateName", Text, OPTIONAL, 0),
]);

static WORKLOAD_POD_GROUP_SCHEDULING_CONSTRAINTS: Type = Type("WorkloadPodGroupSchedulingConstraints", &[
    Field("topology", List(&Object(&TOPOLOGY_CONSTRAINT)), OPTIONAL, 0),
]);

static WORKLOAD_POD_GROUP_SCHEDULING_POLICY: Type = Type("WorkloadPodGroupSchedulingPolicy", &[
    Field("basic", Any, OPTIONAL, 0),
    Field("gang", Object(&WORKLOAD_POD_GROUP_GANG_SCHEDULING_POLICY), OPTIONAL, 0),
]);

static ADMISSIONREGISTRATION_V1_SERVICE_REFERENCE: Type = Type("admissionregistration.v1.ServiceReference", &[
    Field("name", Text, REQUIRED, 0),
    Field("namespace", Text, REQUIRED, 0),
    Field("path", Text, OPTIONAL, 0),
    Field("port", Int32, OPTIONAL, 0),
]);

static ADMISSIONREGISTRATION_V1_WEBHOOK_CLIENT_CONFIG: Type = Type("admissionregistration.v1.WebhookClientConfig", &[
    Field("caBundle", Bytes, OPTIONAL, 0),
    Field("service", Object(&ADMISSIONREGISTRATION_V1_SERVICE_REFERENCE), OPTIONAL, 0),
    Field("url", Text, OPTIONAL, 0),
]);

static APIEXTENSIONS_V1_SERVICE_REFERENCE: Type = Type("apiextensions.v1.ServiceReference", &[
    Field("name", Text, REQUIRED, 0),
    Field("namespace", Text, REQUIRED, 0),
    Field("path", Text, OPTIONAL, 0),
    Field("port", Int32, OPTIONAL, 0),
]);

static APIEXTENSIONS_V1_WEBHOOK_CLIENT_CONFIG: Type = Type("apiextensions.v1.WebhookClientConfig", &[
    Field("caBundle", Bytes, OPTIONAL, 0),
    Field("service", Object(&APIEXTENSIONS_V1_SERVICE_REFERENCE), OPTIONAL, 0),
    Field("url", Text, OPTIONAL, 0),
]);

static APIREGISTRATION_V1_SERVICE_REFERENCE: Type = Type("apiregistration.v1.ServiceReference", &[
    Field("name", Text, OPTIONAL, 0),
    Field("namespace", Text, OPTIONAL, 0),
    Field("port", Int32, OPTIONAL, 0),
]);

static AUTOSCALING_V1_CROSS_VERSION_OBJECT_REFERENCE: Type = Type("autoscaling.v1.CrossVersionObjectReference", &[
    Field("apiVersion", Text, OPTIONAL, 0),
    Field("kind", Text, REQUIRED, 0),
    Field("name", Text, REQUIRED, 0),
]);

static AUTOSCALING_V1_HORIZONTAL_POD_AUTOSCALER: Type = Type("autoscaling.v1.HorizontalPodAutoscaler", &[
    Field("apiVersion", Text, OPTIONAL, 0),
    Field("kind", Text, OPTIONAL, 0),
    Field("metadata", Object(&OBJECT_META), REQUIRED, 0),
    Field("spec", Object(&AUTOSCALING_V1_HORIZONTAL_POD_AUTOSCALER_SPEC), REQUIRED, 0),
    Field("status", Any, OPTIONAL, 0),
]);

static AUTOSCALING_V1_HORIZONTAL_POD_AUTOSCALER_SPEC: Type = Type("autoscaling.v1.HorizontalPodAutoscalerSpec", &[
    Field("maxReplicas", Int32, REQUIRED, 0),
    Field("minReplicas", Int32, OPTIONAL, 0),
    Field("scaleTargetRef", Object(&AUTOSCALING_V1_CROSS_VERSION_OBJECT_REFERENCE), REQUIRED, 0),
    Field("targetCPUUtilizationPercentage", Int32, OPTIONAL, 0),
]);

static AUTOSCALING_V2_CROSS_VERSION_OBJECT_REFERENCE: Type = Type("autoscaling.v2.CrossVersionObjectReference", &[
    Field("apiVersion", Text, OPTIONAL, 0),
    Field("kind", Text, REQUIRED, 0),
    Field("name", Text, REQUIRED, 0),
]);

static AUTOSCALING_V2_HORIZONTAL_POD_AUTOSCALER: Type = Type("autoscaling.v2.HorizontalPodAutoscaler", &[
    Field("apiVersion", Text, OPTIONAL, 0),
    Field("kind", Text, OPTIONAL, 0),
    Field("metadata", Object(&OBJECT_META), REQUIRED, 0),
    Field("spec", Object(&AUTOSCALING_V2_HORIZONTAL_POD_AUTOSCALER_SPEC), REQUIRED, 0),
    Field("status", Any, OPTIONAL, 0),
]);

static AUTOSCALING_V2_HORIZONTAL_POD_AUTOSCALER_SPEC: Type = Type("autoscaling.v2.HorizontalPodAutoscalerSpec", &[
    Field("behavior", Object(&HORIZONTAL_POD_AUTOSCALER_BEHAVIOR), OPTIONAL, 0),
    Field("maxReplicas", Int32, REQUIRED, 0),
    Field("metrics", List(&Object(&METRIC_SPEC)), OPTIONAL, 0),
    Field("minReplicas", Int32, OPTIONAL, 0),
    Field("scaleTargetRef", Object(&AUTOSCALING_V2_CROSS_VERSION_OBJECT_REFERENCE), REQUIRED, 0),
]);

static CORE_V1_ENDPOINT_PORT: Type = Type("core.v1.EndpointPort", &[
    Field("appProtocol", Text, OPTIONAL, 0),
    Field("name", Text, OPTIONAL, 0),
    Field("port", Int32, REQUIRED, 0),
    Field("protocol", Text, OPTIONAL, 0),
]);

static DISCOVERY_V1_ENDPOINT_PORT: Type = Type("discovery.v1.EndpointPort", &[
    Field("appProtocol", Text, OPTIONAL, 0),
    Field("name", Text, OPTIONAL, 0),
    Field("port", Int32, OPTIONAL, 0),
    Field("protocol", Text, OPTIONAL, 0),
]);

static FLOWCONTROL_V1_SUBJECT: Type = Type("flowcontrol.v1.Subject", &[
    Field("group", Object(&GROUP_SUBJECT), OPTIONAL, 0),
    Field("kind", Text, REQUIRED, 0),
    Field("serviceAccount", Object(&SERVICE_ACCOUNT_SUBJECT), OPTIONAL, 0),
    Field("user", Object(&USER_SUBJECT), OPTIONAL, 0),
]);

static RBAC_V1_SUBJECT: Type = Type("rbac.v1.Subject", &[
    Field("apiGroup", Text, OPTIONAL, 0),
    Field("kind", Text, REQUIRED, 0),
    Field("name", Text, REQUIRED, 0),
    Field("namespace", Text, OPTIONAL, 0),
]);
