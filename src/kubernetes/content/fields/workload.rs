//! The fields of what makes pods and keeps their data: `pkg/apis/apps`, `batch`, `autoscaling`, `policy`, and claims.

use crate::kubernetes::content::form::Must::{Choice, CountOrPercent, Each, NotEmpty, Positive, Text, Within};
use crate::kubernetes::content::form::{Must, NOT_BELOW_ZERO, Of};
use crate::kubernetes::content::texts::{CRON, NOT_EMPTY, PATH_SEGMENT, SUBDOMAIN};

const MODES: Must = Each(&Choice(&["ReadOnlyMany", "ReadWriteMany", "ReadWriteOnce", "ReadWriteOncePod"]));
const KEPT: Must = Choice(&["Delete", "Retain"]);
const VOLUME_MODES: Must = Choice(&["Block", "Filesystem"]);

pub(super) static FIELDS: &[Of] = &[
    Of(
        "DeploymentSpec",
        &[
            ("replicas", &[NOT_BELOW_ZERO]),
            ("minReadySeconds", &[NOT_BELOW_ZERO]),
            ("revisionHistoryLimit", &[NOT_BELOW_ZERO]),
            ("progressDeadlineSeconds", &[NOT_BELOW_ZERO]),
        ],
    ),
    Of("DeploymentStrategy", &[("type", &[Choice(&["Recreate", "RollingUpdate"])])]),
    Of("RollingUpdateDeployment", &[("maxSurge", &[CountOrPercent]), ("maxUnavailable", &[CountOrPercent])]),
    Of("ReplicaSetSpec", &[("replicas", &[NOT_BELOW_ZERO]), ("minReadySeconds", &[NOT_BELOW_ZERO])]),
    Of("ReplicationControllerSpec", &[("replicas", &[NOT_BELOW_ZERO]), ("minReadySeconds", &[NOT_BELOW_ZERO])]),
    Of("DaemonSetSpec", &[("minReadySeconds", &[NOT_BELOW_ZERO]), ("revisionHistoryLimit", &[NOT_BELOW_ZERO])]),
    Of("DaemonSetUpdateStrategy", &[("type", &[Choice(&["OnDelete", "RollingUpdate"])])]),
    Of("RollingUpdateDaemonSet", &[("maxSurge", &[CountOrPercent]), ("maxUnavailable", &[CountOrPercent])]),
    Of(
        "StatefulSetSpec",
        &[
            ("podManagementPolicy", &[Choice(&["OrderedReady", "Parallel"])]),
            ("replicas", &[NOT_BELOW_ZERO]),
            ("minReadySeconds", &[NOT_BELOW_ZERO]),
            ("revisionHistoryLimit", &[NOT_BELOW_ZERO]),
        ],
    ),
    Of("StatefulSetUpdateStrategy", &[("type", &[Choice(&["OnDelete", "RollingUpdate"])])]),
    Of("RollingUpdateStatefulSetStrategy", &[("partition", &[NOT_BELOW_ZERO]), ("maxUnavailable", &[CountOrPercent])]),
    Of("StatefulSetOrdinals", &[("start", &[NOT_BELOW_ZERO])]),
    Of("StatefulSetPersistentVolumeClaimRetentionPolicy", &[("whenDeleted", &[KEPT]), ("whenScaled", &[KEPT])]),
    Of(
        "PersistentVolumeClaimSpec",
        &[
            ("accessModes", &[NotEmpty, MODES]),
            ("storageClassName", &[Text(&SUBDOMAIN)]),
            ("volumeAttributesClassName", &[Text(&SUBDOMAIN)]),
            ("volumeMode", &[VOLUME_MODES]),
        ],
    ),
    Of(
        "PersistentVolumeSpec",
        &[
            ("accessModes", &[NotEmpty, MODES]),
            ("capacity", &[NotEmpty, Each(&Positive)]),
            ("persistentVolumeReclaimPolicy", &[Choice(&["Delete", "Recycle", "Retain"])]),
            ("storageClassName", &[Text(&SUBDOMAIN)]),
            ("volumeMode", &[VOLUME_MODES]),
        ],
    ),
    Of(
        "JobSpec",
        &[
            ("parallelism", &[NOT_BELOW_ZERO]),
            ("completions", &[NOT_BELOW_ZERO]),
            ("activeDeadlineSeconds", &[NOT_BELOW_ZERO]),
            ("backoffLimit", &[NOT_BELOW_ZERO]),
            ("ttlSecondsAfterFinished", &[NOT_BELOW_ZERO]),
            ("backoffLimitPerIndex", &[NOT_BELOW_ZERO]),
            ("maxFailedIndexes", &[NOT_BELOW_ZERO]),
            ("completionMode", &[Choice(&["Indexed", "NonIndexed"])]),
            ("podReplacementPolicy", &[Choice(&["Failed", "TerminatingOrFailed"])]),
        ],
    ),
    Of("PodFailurePolicyRule", &[("action", &[Choice(&["Count", "FailIndex", "FailJob", "Ignore"])])]),
    Of("PodFailurePolicyOnExitCodesRequirement", &[("operator", &[Choice(&["In", "NotIn"])]), ("values", &[NotEmpty])]),
    Of(
        "CronJobSpec",
        &[
            ("schedule", &[Text(&CRON)]),
            ("concurrencyPolicy", &[Choice(&["Allow", "Forbid", "Replace"])]),
            ("startingDeadlineSeconds", &[NOT_BELOW_ZERO]),
            ("successfulJobsHistoryLimit", &[NOT_BELOW_ZERO]),
            ("failedJobsHistoryLimit", &[NOT_BELOW_ZERO]),
        ],
    ),
    Of(
        "PodDisruptionBudgetSpec",
        &[
            ("minAvailable", &[CountOrPercent]),
            ("maxUnavailable", &[CountOrPercent]),
            ("unhealthyPodEvictionPolicy", &[Choice(&["AlwaysAllow", "IfHealthyBudget"])]),
        ],
    ),
    Of(
        "autoscaling.v2.HorizontalPodAutoscalerSpec",
        &[("maxReplicas", &[Within(1, i64::MAX)]), ("minReplicas", &[NOT_BELOW_ZERO])],
    ),
    Of(
        "autoscaling.v1.HorizontalPodAutoscalerSpec",
        &[
            ("maxReplicas", &[Within(1, i64::MAX)]),
            ("minReplicas", &[NOT_BELOW_ZERO]),
            ("targetCPUUtilizationPercentage", &[Within(1, i64::MAX)]),
        ],
    ),
    Of(
        "autoscaling.v2.CrossVersionObjectReference",
        &[("kind", &[Text(&PATH_SEGMENT)]), ("name", &[Text(&PATH_SEGMENT)])],
    ),
    Of(
        "autoscaling.v1.CrossVersionObjectReference",
        &[("kind", &[Text(&PATH_SEGMENT)]), ("name", &[Text(&PATH_SEGMENT)])],
    ),
    Of("MetricSpec", &[("type", &[Choice(&["ContainerResource", "External", "Object", "Pods", "Resource"])])]),
    Of(
        "MetricTarget",
        &[
            ("type", &[Choice(&["AverageValue", "Utilization", "Value"])]),
            ("averageUtilization", &[Within(1, i64::MAX)]),
            ("averageValue", &[Positive]),
            ("value", &[Positive]),
        ],
    ),
    Of("ResourceMetricSource", &[("name", &[Text(&NOT_EMPTY)])]),
    Of(
        "HPAScalingRules",
        &[("selectPolicy", &[Choice(&["Disabled", "Max", "Min"])]), ("stabilizationWindowSeconds", &[Within(0, 3600)])],
    ),
    Of(
        "HPAScalingPolicy",
        &[
            ("type", &[Choice(&["Percent", "Pods"])]),
            ("value", &[Within(1, i64::MAX)]),
            ("periodSeconds", &[Within(1, 1800)]),
        ],
    ),
];
