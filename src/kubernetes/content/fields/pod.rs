//! The fields of pods: `pkg/apis/core/validation/validation.go`, from `ValidatePodSpec` down.

use crate::kubernetes::content::form::Must::{Choice, Each, Labels, NotEmpty, NotNegative, Port, Text, Unique, Within};
use crate::kubernetes::content::form::{KeyField, NOT_BELOW_ZERO, Of};
use crate::kubernetes::content::texts::{
    CONFIG_KEY, HEADER_NAME, IP, LABEL, LABEL_VALUE, NO_BACKSTEPS, NOT_EMPTY, PORT_NAME, QUALIFIED, RELATIVE_PATH,
    SUBDOMAIN, SYSCTL, VARIABLE,
};

const NAME: &[KeyField] = &[KeyField("name", "")];
const PORT_NUMBER: super::Must = Within(1, 65535);
const USER: super::Must = Within(0, 2_147_483_647);
const MODE: super::Must = Within(0, 0o777);
const PROTOCOLS: super::Must = Choice(&["TCP", "UDP", "SCTP"]);
const PROFILES: super::Must = Choice(&["Localhost", "RuntimeDefault", "Unconfined"]);

pub(super) static FIELDS: &[Of] = &[
    Of(
        "PodSpec",
        &[
            ("containers", &[NotEmpty]),
            ("volumes", &[Unique(NAME)]),
            ("restartPolicy", &[Choice(&["Always", "OnFailure", "Never"])]),
            ("dnsPolicy", &[Choice(&["ClusterFirstWithHostNet", "ClusterFirst", "Default", "None"])]),
            ("nodeSelector", &[Labels]),
            ("nodeName", &[Text(&SUBDOMAIN)]),
            ("hostname", &[Text(&LABEL)]),
            ("subdomain", &[Text(&LABEL)]),
            ("serviceAccountName", &[Text(&SUBDOMAIN)]),
            ("priorityClassName", &[Text(&SUBDOMAIN)]),
            ("runtimeClassName", &[Text(&SUBDOMAIN)]),
            ("activeDeadlineSeconds", &[Within(1, 2_147_483_647)]),
            ("preemptionPolicy", &[Choice(&["PreemptLowerPriority", "Never"])]),
        ],
    ),
    Of("PodOS", &[("name", &[Choice(&["linux", "windows"])])]),
    Of("PodReadinessGate", &[("conditionType", &[Text(&QUALIFIED)])]),
    Of("PodSchedulingGate", &[("name", &[Text(&QUALIFIED)])]),
    Of("HostAlias", &[("ip", &[Text(&IP)]), ("hostnames", &[Each(&Text(&SUBDOMAIN))])]),
    Of("PodDNSConfig", &[("nameservers", &[Each(&Text(&IP))])]),
    Of(
        "PodSecurityContext",
        &[
            ("fsGroup", &[USER]),
            ("runAsUser", &[USER]),
            ("runAsGroup", &[USER]),
            ("supplementalGroups", &[Each(&USER)]),
            ("fsGroupChangePolicy", &[Choice(&["Always", "OnRootMismatch"])]),
            ("supplementalGroupsPolicy", &[Choice(&["Merge", "Strict"])]),
            ("sysctls", &[Unique(NAME)]),
        ],
    ),
    Of("Sysctl", &[("name", &[Text(&SYSCTL)])]),
    Of("SeccompProfile", &[("type", &[PROFILES])]),
    Of("AppArmorProfile", &[("type", &[PROFILES])]),
    Of(
        "SecurityContext",
        &[("runAsUser", &[USER]), ("runAsGroup", &[USER]), ("procMount", &[Choice(&["Default", "Unmasked"])])],
    ),
    Of(
        "Toleration",
        &[
            ("key", &[Text(&QUALIFIED)]),
            ("operator", &[Choice(&["Equal", "Exists"])]),
            ("value", &[Text(&LABEL_VALUE)]),
            ("effect", &[Choice(&["NoSchedule", "PreferNoSchedule", "NoExecute"])]),
        ],
    ),
    Of("NodeSelector", &[("nodeSelectorTerms", &[NotEmpty])]),
    Of("NodeSelectorRequirement", &[("operator", &[Choice(&["In", "NotIn", "Exists", "DoesNotExist", "Gt", "Lt"])])]),
    Of("PreferredSchedulingTerm", &[("weight", &[Within(1, 100)])]),
    Of("WeightedPodAffinityTerm", &[("weight", &[Within(1, 100)])]),
    Of("PodAffinityTerm", &[("topologyKey", &[Text(&QUALIFIED)]), ("namespaces", &[Each(&Text(&LABEL))])]),
    Of(
        "LabelSelectorRequirement",
        &[("key", &[Text(&QUALIFIED)]), ("operator", &[Choice(&["In", "NotIn", "Exists", "DoesNotExist"])])],
    ),
    Of("LabelSelector", &[("matchLabels", &[Labels])]),
    Of(
        "TopologySpreadConstraint",
        &[
            ("maxSkew", &[Within(1, i64::MAX)]),
            ("minDomains", &[Within(1, i64::MAX)]),
            ("topologyKey", &[Text(&QUALIFIED)]),
            ("whenUnsatisfiable", &[Choice(&["DoNotSchedule", "ScheduleAnyway"])]),
            ("nodeAffinityPolicy", &[Choice(&["Honor", "Ignore"])]),
            ("nodeTaintsPolicy", &[Choice(&["Honor", "Ignore"])]),
        ],
    ),
    Of(
        "Container",
        &[
            ("name", &[Text(&LABEL)]),
            ("imagePullPolicy", &[Choice(&["Always", "IfNotPresent", "Never"])]),
            ("terminationMessagePolicy", &[Choice(&["File", "FallbackToLogsOnError"])]),
            ("ports", &[Unique(NAME)]),
            ("volumeMounts", &[Unique(&[KeyField("mountPath", "")])]),
            ("volumeDevices", &[Unique(NAME), Unique(&[KeyField("devicePath", "")])]),
            ("restartPolicy", &[Choice(&["Always", "OnFailure", "Never"])]),
        ],
    ),
    Of(
        "ContainerPort",
        &[
            ("name", &[Text(&PORT_NAME)]),
            ("containerPort", &[PORT_NUMBER]),
            ("hostPort", &[Within(0, 65535)]),
            ("protocol", &[PROTOCOLS]),
        ],
    ),
    Of("EnvVar", &[("name", &[Text(&VARIABLE)])]),
    Of("EnvFromSource", &[("prefix", &[Text(&VARIABLE)])]),
    Of("SecretKeySelector", &[("key", &[Text(&CONFIG_KEY)])]),
    Of("ConfigMapKeySelector", &[("key", &[Text(&CONFIG_KEY)])]),
    Of("ConfigMapEnvSource", &[("name", &[Text(&NOT_EMPTY)])]),
    Of("SecretEnvSource", &[("name", &[Text(&NOT_EMPTY)])]),
    Of(
        "Probe",
        &[
            ("initialDelaySeconds", &[NOT_BELOW_ZERO]),
            ("timeoutSeconds", &[NOT_BELOW_ZERO]),
            ("periodSeconds", &[NOT_BELOW_ZERO]),
            ("successThreshold", &[NOT_BELOW_ZERO]),
            ("failureThreshold", &[NOT_BELOW_ZERO]),
            ("terminationGracePeriodSeconds", &[Within(1, i64::MAX)]),
        ],
    ),
    Of("ExecAction", &[("command", &[NotEmpty])]),
    Of("HTTPGetAction", &[("port", &[Port]), ("scheme", &[Choice(&["HTTP", "HTTPS"])])]),
    Of("HTTPHeader", &[("name", &[Text(&HEADER_NAME)])]),
    Of("TCPSocketAction", &[("port", &[Port])]),
    Of("GRPCAction", &[("port", &[PORT_NUMBER])]),
    Of("SleepAction", &[("seconds", &[NOT_BELOW_ZERO])]),
    Of("Volume", &[("name", &[Text(&LABEL)])]),
    Of(
        "VolumeMount",
        &[
            ("name", &[Text(&NOT_EMPTY)]),
            ("mountPath", &[Text(&NOT_EMPTY)]),
            ("subPath", &[Text(&RELATIVE_PATH)]),
            ("subPathExpr", &[Text(&RELATIVE_PATH)]),
            ("mountPropagation", &[Choice(&["Bidirectional", "HostToContainer", "None"])]),
            ("recursiveReadOnly", &[Choice(&["Disabled", "Enabled", "IfPossible"])]),
        ],
    ),
    Of(
        "HostPathVolumeSource",
        &[
            ("path", &[Text(&NO_BACKSTEPS)]),
            (
                "type",
                &[Choice(&[
                    "BlockDevice",
                    "CharDevice",
                    "Directory",
                    "DirectoryOrCreate",
                    "File",
                    "FileOrCreate",
                    "Socket",
                ])],
            ),
        ],
    ),
    Of("EmptyDirVolumeSource", &[("sizeLimit", &[NotNegative])]),
    Of("SecretVolumeSource", &[("defaultMode", &[MODE])]),
    Of("ConfigMapVolumeSource", &[("defaultMode", &[MODE]), ("name", &[Text(&NOT_EMPTY)])]),
    Of("DownwardAPIVolumeSource", &[("defaultMode", &[MODE])]),
    Of("ProjectedVolumeSource", &[("defaultMode", &[MODE])]),
    Of("SecretProjection", &[("name", &[Text(&NOT_EMPTY)])]),
    Of("ConfigMapProjection", &[("name", &[Text(&NOT_EMPTY)])]),
    Of("KeyToPath", &[("key", &[Text(&NOT_EMPTY)]), ("path", &[Text(&RELATIVE_PATH)]), ("mode", &[MODE])]),
    Of("DownwardAPIVolumeFile", &[("path", &[Text(&RELATIVE_PATH)]), ("mode", &[MODE])]),
    Of(
        "ServiceAccountTokenProjection",
        &[("path", &[Text(&RELATIVE_PATH)]), ("expirationSeconds", &[Within(600, 4_294_967_296)])],
    ),
    Of("PersistentVolumeClaimVolumeSource", &[("claimName", &[Text(&NOT_EMPTY)])]),
    Of("CSIVolumeSource", &[("driver", &[Text(&NOT_EMPTY)])]),
];
