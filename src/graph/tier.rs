//! The columns of the picture: from the ways in at the left to the roles at the right.

/// Where an object belongs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tier {
    /// What lets requests in, or calls from outside.
    Entry,
    /// What gives pods a name, a limit or a budget.
    Service,
    /// What runs pods.
    Workload,
    /// What pods read and run as.
    Used,
    /// Who may do what.
    Binding,
    /// What may be done.
    Role,
}

impl Tier {
    /// Every tier, the left one first.
    pub const ALL: [Self; 6] = [Self::Entry, Self::Service, Self::Workload, Self::Used, Self::Binding, Self::Role];

    /// The tier of a kind.
    pub fn of(kind: &str) -> Self {
        match kind {
            "Service" | "PodDisruptionBudget" | "NetworkPolicy" | "HorizontalPodAutoscaler" => Self::Service,
            "StatefulSet" | "Deployment" | "DaemonSet" | "ReplicaSet" | "Job" | "CronJob" | "Pod" => Self::Workload,
            "RoleBinding" | "ClusterRoleBinding" => Self::Binding,
            "Role" | "ClusterRole" => Self::Role,
            "ConfigMap" | "Secret" | "ServiceAccount" | "PersistentVolumeClaim" => Self::Used,
            _ => Self::Entry,
        }
    }

    /// The words above its column.
    pub fn words(self) -> &'static str {
        match self {
            Self::Entry => "entry points",
            Self::Service => "services",
            Self::Workload => "pods",
            Self::Used => "used by pods",
            Self::Binding => "bindings",
            Self::Role => "roles",
        }
    }
}
