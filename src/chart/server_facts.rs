//! What follows for the server: its pods, volumes, services and permissions.

use serde::Serialize;

use super::features::Features;
use super::labels::{Labels, Names};
use super::mode::Mode;
use super::reading::{Reading, facts};
use super::release::Release;

/// Decisions about the server.
#[derive(Clone, Debug, Serialize)]
pub struct ServerFacts {
    /// Whether the server is on.
    pub enabled: bool,
    /// The labels of most objects of the server.
    pub labels: Labels,
    /// The labels of the objects that a new chart version must not touch.
    pub managed_labels: Labels,
    /// The labels that name the release but not the component.
    pub release_labels: Labels,
    /// The labels that select the pods.
    pub selector: Labels,
    /// The labels of the pods.
    pub pod_labels: Labels,
    /// The number of pods.
    pub replicas: i128,
    /// How many pods a disruption may take.
    pub max_unavailable: i128,
    /// Whether the services of the server are on.
    pub service_enabled: bool,
    /// The labels by which the services select pods.
    pub service_selector: Labels,
    /// The annotations of the main service that follow from other values.
    pub service_annotations: Labels,
    /// How traffic from outside reaches the pods, for services that are reachable from outside.
    pub external_traffic_policy: Option<String>,
    /// The service account of the pods.
    pub service_account: String,
    /// Whether a service account may be made.
    pub has_account: bool,
    /// Whether the token reviewer's permissions are bound to the service account.
    pub auth_delegator: bool,
    /// Whether integrated storage is on.
    pub raft: bool,
    /// Whether each pod is a raft node under its own name.
    pub raft_node_id: bool,
    /// Whether the pods replace the placeholder of their redundancy zone.
    pub redundancy_zones: bool,
    /// Whether the pods refuse to start with a placeholder that nothing replaces.
    pub raft_guard: bool,
    /// Where a pod tells others to find its API, unless the user says.
    pub api_address: String,
    /// Where a pod tells others to find it for replication, unless the user says.
    pub cluster_address: String,
    /// Whether an Enterprise licence is mounted.
    pub license: bool,
    /// Whether the data volume is mounted.
    pub mounts_data: bool,
    /// Whether the audit volume is mounted.
    pub mounts_audit: bool,
    /// The volumes that are claimed for each pod.
    pub claims: Vec<Claim>,
    /// Whether there is a config map with the server's configuration.
    pub config_map: bool,
    /// Whether the pods have a volume of the config map.
    pub config_volume: bool,
    /// Whether the checksum of the configuration is an annotation.
    pub config_checksum: bool,
    /// Whether the pods mount that volume.
    pub mounts_config: bool,
    /// Whether the ingress is of the API that Kubernetes had before 1.19.
    pub ingress_is_beta: bool,
    /// The service that the ingress leads to.
    pub ingress_service: String,
    /// The service that the HTTP route leads to.
    pub http_route_service: String,
    /// The service that the OpenShift route leads to.
    pub route_service: String,
}

/// A volume that is claimed for each pod.
#[derive(Clone, Debug, Serialize)]
pub struct Claim {
    /// The volume's name.
    pub name: &'static str,
    /// The key of `server` that describes it.
    pub storage: &'static str,
}

impl ServerFacts {
    pub(super) fn derive(
        values: Reading<'_>,
        mode: Mode,
        names: &Names<'_>,
        fullname: &str,
        scheme: &str,
        release: &Release,
        features: Features,
    ) -> Self {
        let enabled = values.toggle("server.enabled");
        let openshift = values.on("global.openshift");
        let has_pods = !matches!(mode, Mode::External | Mode::None);
        let raft = values.on("server.ha.raft.enabled");
        let redundancy_zones = values.on("server.ha.raft.redundancyZones.enabled");
        let service_enabled = enabled && values.on("server.service.enabled");
        let has_config = values.truthy("server.standalone.config") || values.truthy("server.ha.config");
        let replicas = values.fact("server.replicas", || replicas(values, mode, release, features));
        let data = has_pods && mode != Mode::Dev && values.on("server.dataStorage.enabled");
        let audit = has_pods && values.on("server.auditStorage.enabled");
        let leads_to = |block: &str, is_asked: bool| service(values, block, is_asked && mode == Mode::Ha, fullname);
        facts!(
            values,
            "server.",
            ServerFacts {
                enabled: enabled,
                labels: names.with_chart(names.name),
                managed_labels: names.managed(names.name),
                release_labels: names.pair(names.name),
                selector: names.component(names.name, "server"),
                pod_labels: pod_labels(names),
                replicas: replicas,
                max_unavailable: max_unavailable(values, mode, redundancy_zones && raft),
                service_enabled: service_enabled,
                service_selector: service_selector(values, service_enabled && mode != Mode::External, names),
                service_annotations: service_annotations(values),
                external_traffic_policy: external_traffic_policy(
                    values,
                    "server.service.type",
                    "server.service.externalTrafficPolicy"
                ),
                service_account: service_account(values, fullname),
                has_account: if features.accounts_without_server { server_or_global(values) } else { enabled },
                auth_delegator: auth_delegator(values, enabled && mode != Mode::None, features),
                raft: raft,
                raft_node_id: raft && values.on("server.ha.raft.setNodeId"),
                redundancy_zones: redundancy_zones,
                raft_guard: raft && !redundancy_zones && features.raft_guard,
                api_address: format!("{scheme}://$(POD_IP):8200"),
                cluster_address: format!("https://$(HOSTNAME).{fullname}-internal:8201"),
                license: has_pods
                    && values.truthy("server.enterpriseLicense.secretName")
                    && values.truthy("server.enterpriseLicense.secretKey"),
                mounts_data: data && (mode == Mode::Standalone || (mode == Mode::Ha && raft)),
                mounts_audit: audit,
                claims: claims(data && (mode == Mode::Standalone || raft), audit && mode != Mode::Dev),
                config_map: enabled && !matches!(mode, Mode::External | Mode::Dev) && has_config,
                config_volume: mode != Mode::Dev
                    && (has_config || features.text_config && values.truthy("server.ha.raft.config")),
                config_checksum: features.config_checksum && values.truthy("server.includeConfigAnnotation"),
                ingress_is_beta: !features.stable_apis && !release.kube_version.is_at_least(19),
                mounts_config: mode != Mode::Dev && has_config,
                ingress_service: leads_to("server.ingress", !openshift),
                http_route_service: leads_to("server.httproute", !openshift),
                route_service: leads_to("server.route", openshift),
            }
        )
    }
}

/// The rule of today counts a number of any kind, zero too; anything else is three.
fn replicas(values: Reading<'_>, mode: Mode, release: &Release, features: Features) -> i128 {
    if mode != Mode::Ha {
        return 1;
    }
    let given = values.integer("server.ha.replicas");
    let counts = match given {
        Some(_) if !features.replicas_of_files => release.has_typed_replicas,
        Some(0) => features.no_replicas,
        _ => true,
    };
    given.filter(|_| counts).unwrap_or(3)
}

/// How many pods may be away without losing the quorum, unless the user says.
fn max_unavailable(values: Reading<'_>, mode: Mode, zones: bool) -> i128 {
    const GIVEN: &str = "server.ha.disruptionBudget.maxUnavailable";
    if mode != Mode::Ha || !values.on("server.ha.disruptionBudget.enabled") {
        return 0;
    }
    // The number that was given, whether it counts or not.
    let replicas = values.integer("server.ha.replicas").unwrap_or(0);
    let given = values.truthy(GIVEN).then(|| values.integer(GIVEN)).flatten();
    match (replicas, given.filter(|given| *given != 0)) {
        (1, _) => 0,
        (_, Some(given)) => given,
        _ if zones => 1,
        _ => (replicas.saturating_add(1) / 2 - 1).max(0),
    }
}

/// The service that an ingress or a route leads to.
fn service(values: Reading<'_>, block: &str, may_be_active: bool, fullname: &str) -> String {
    let on = |key: &str| values.on(&format!("{block}.{key}"));
    let is_active = may_be_active && values.truthy(&format!("{block}.enabled")) && on("activeService");
    if is_active { format!("{fullname}-active") } else { fullname.to_owned() }
}

fn pod_labels(names: &Names<'_>) -> Labels {
    let mut labels = Labels::from([("helm.sh/chart", names.chart.to_owned())]);
    labels.extend(names.component(names.name, "server"));
    labels
}

fn service_selector(values: Reading<'_>, is_rendered: bool, names: &Names<'_>) -> Labels {
    let mut selector = names.component(names.name, "server");
    if is_rendered && !values.on("server.service.instanceSelector.enabled") {
        selector.shift_remove("app.kubernetes.io/instance");
    }
    selector
}

/// OpenShift makes a serving certificate for a service that asks for one.
fn service_annotations(values: Reading<'_>) -> Labels {
    let asked = values.on("global.openshift") && values.on("server.serviceCA.enabled");
    let secret = asked.then(|| values.text("server.serviceCA.secretName").unwrap_or_default().to_owned());
    secret.map(|secret| ("service.beta.openshift.io/serving-cert-secret-name", secret)).into_iter().collect()
}

fn service_account(values: Reading<'_>, fullname: &str) -> String {
    let created = values.truthy("server.serviceAccount.create");
    let fallback = if created { fullname } else { "default" };
    values.given_text("server.serviceAccount.name").unwrap_or(fallback).to_owned()
}

fn server_or_global(values: Reading<'_>) -> bool {
    values.on("server.enabled") || values.on("global.enabled")
}

/// A name that is null is not the empty name, as Helm compares them.
fn auth_delegator(values: Reading<'_>, has_server: bool, features: Features) -> bool {
    let account = || values.on("server.serviceAccount.create") || values.text("server.serviceAccount.name") != Some("");
    let is_bound = || if features.accounts_without_server { account() && server_or_global(values) } else { has_server };
    values.on("server.authDelegator.enabled") && is_bound()
}

fn claims(data: bool, audit: bool) -> Vec<Claim> {
    let candidates = [
        (data, Claim { name: "data", storage: "dataStorage" }),
        (audit, Claim { name: "audit", storage: "auditStorage" }),
    ];
    candidates.into_iter().filter(|(asked, _)| *asked).map(|(_, claim)| claim).collect()
}

/// The policy of a service that is reached from outside.
pub(super) fn external_traffic_policy(values: Reading<'_>, service_type: &str, policy: &str) -> Option<String> {
    let is_outside = matches!(values.text(service_type), Some("NodePort" | "LoadBalancer"));
    is_outside.then(|| values.given_text(policy)).flatten().map(str::to_owned)
}
