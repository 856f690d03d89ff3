//! What follows from the release and its values: mode, names, labels, and what is on. Templates lay out; this decides.

use serde::Serialize;

use super::definition::ChartDefinition;
use super::features::Features;
use super::labels::{Labels, Names};
use super::mode::Mode;
use super::reading::Reading;
use super::release::Release;
use super::server_facts::ServerFacts;
use crate::yaml::{Data, Node};

/// The longest name of an object that carries the names of pods.
const MAX_NAME: usize = 63;

/// Decisions that templates and gates read.
#[derive(Clone, Debug, Serialize)]
pub struct Facts {
    /// How Vault runs.
    pub mode: Mode,
    /// The chart's name, or `nameOverride`.
    pub name: String,
    /// The name that the objects' names begin with.
    pub fullname: String,
    /// The namespace that the objects carry.
    pub namespace: String,
    /// The release's name.
    pub release: String,
    /// The chart whose objects these are.
    pub chart: ChartFacts,
    /// `http` or `https`.
    pub scheme: &'static str,
    /// `<scheme>://<service of the server>:<port>`, or the address given for an external Vault.
    pub vault_address: String,
    /// Whether the mode is `dev`, which leaves out much of what a server of consequence needs.
    pub dev: bool,
    /// Whether this is OpenShift.
    pub openshift: bool,
    /// References to the secrets that images are pulled with; none if there are none.
    pub image_pull_secrets: Option<Vec<SecretReference>>,
    /// Whether pod security policies are asked for.
    pub psp: bool,
    /// Whether Kubernetes knows IP families of services and retention of volume claims: 1.23 or newer.
    pub kube_1_23: bool,
    /// The API of disruption budgets.
    pub budget_api: &'static str,
    /// The server.
    pub server: ServerFacts,
    /// The agent injector.
    pub injector: InjectorFacts,
    /// The CSI provider.
    pub csi: CsiFacts,
    /// The service of the user interface.
    pub ui: UiFacts,
    /// Monitoring by the Prometheus operator.
    pub telemetry: TelemetryFacts,
}

/// What is known of the chart.
#[derive(Clone, Debug, Serialize)]
pub struct ChartFacts {
    /// `helm.sh/chart` of every object.
    pub label: String,
    /// Its version.
    pub version: &'static str,
    /// What its release does.
    #[serde(flatten)]
    pub features: Features,
}

/// A reference to a secret by its name.
#[derive(Clone, Debug, Serialize)]
pub struct SecretReference {
    /// The secret's name.
    pub name: String,
}

/// Decisions about the agent injector.
#[derive(Clone, Debug, Serialize)]
pub struct InjectorFacts {
    /// Whether the injector is on.
    pub enabled: bool,
    /// The value of its name label.
    pub name: String,
    /// The labels of its objects.
    pub labels: Labels,
    /// The labels that select its pods.
    pub selector: Labels,
    /// Whether several injectors elect a leader that makes the certificate.
    pub leader_elector: bool,
    /// Whether the injector may read nodes.
    pub reads_nodes: bool,
}

/// Decisions about the CSI provider.
#[derive(Clone, Debug, Serialize)]
pub struct CsiFacts {
    /// Whether the CSI provider is on.
    pub enabled: bool,
    /// The value of its name label.
    pub name: String,
    /// The labels of its objects.
    pub labels: Labels,
    /// The labels that select its pods.
    pub selector: Labels,
    /// Whether an agent runs beside it.
    pub agent: bool,
    /// Whether its container is privileged, unless the user says.
    pub privileged: bool,
    /// The address at which it finds Vault.
    pub vault_address: String,
    /// The secret that its HMAC key is kept in.
    pub hmac_secret: String,
}

/// Decisions about the service of the user interface.
#[derive(Clone, Debug, Serialize)]
pub struct UiFacts {
    /// Whether the service is on.
    pub enabled: bool,
    /// Its labels.
    pub labels: Labels,
    /// The labels by which it selects pods.
    pub selector: Labels,
    /// How traffic from outside reaches the pods, if the service is reachable from outside.
    pub external_traffic_policy: Option<String>,
}

/// Decisions about monitoring.
#[derive(Clone, Debug, Serialize)]
pub struct TelemetryFacts {
    /// Whether a service monitor is asked for.
    pub service_monitor: bool,
    /// The label of the one service to scrape.
    pub service_labels: Labels,
    /// Whether alerting rules are asked for, and there are any.
    pub prometheus_rules: bool,
}

impl Facts {
    /// Derives the facts; every rule is the chart's own.
    pub fn derive(values: &Node, release: &Release, chart: &ChartDefinition) -> Self {
        let values = Reading(values);
        let mode = Mode::of(values);
        let name = cut(values.given_text("nameOverride").unwrap_or("vault"));
        let fullname = fullname(values, &name, &release.name);
        let namespace = values.given_text("global.namespace").unwrap_or(&release.namespace).to_owned();
        let scheme = if values.truthy("global.tlsDisable") { "http" } else { "https" };
        let label = chart.label();
        let features = chart.release.features;
        let names = Names { name: &name, release: &release.name, chart: &label };
        let port = values.scalar("server.service.port").unwrap_or_else(|| "8200".to_owned());
        let service_address = format!("{scheme}://{fullname}.{namespace}.svc:{port}");
        let server = ServerFacts::derive(values, mode, &names, &fullname, scheme, release, features);
        Self {
            vault_address: given_address(values, "global.externalVaultAddr")
                .or_else(|| given_address(values, "injector.externalVaultAddr"))
                .unwrap_or_else(|| service_address.clone()),
            dev: mode == Mode::Dev,
            openshift: values.on("global.openshift"),
            image_pull_secrets: image_pull_secrets(values),
            psp: values.on("global.psp.enable"),
            kube_1_23: release.kube_version.is_at_least(23),
            injector: injector(values, &names, features),
            csi: csi(values, &names, &service_address, features),
            ui: ui(values, mode, &names),
            telemetry: telemetry(values, mode),
            budget_api: budget_api(release, features),
            release: release.name.clone(),
            mode,
            chart: ChartFacts { label: label.clone(), version: chart.release.version, features },
            scheme,
            server,
            name,
            fullname,
            namespace,
        }
    }
}

/// Cuts a name to what Kubernetes allows, and one dash that the cut may have left at its end.
fn cut(name: &str) -> String {
    let cut: String = name.chars().take(MAX_NAME).collect();
    cut.strip_suffix('-').unwrap_or(&cut).to_owned()
}

fn fullname(values: Reading<'_>, name: &str, release: &str) -> String {
    match values.given_text("fullnameOverride") {
        Some(fullname) => cut(fullname),
        None if release.contains(values.given_text("nameOverride").unwrap_or(name)) => cut(release),
        None => cut(&format!("{release}-{}", values.given_text("nameOverride").unwrap_or(name))),
    }
}

/// Older releases compare the minor version of Kubernetes as text.
fn budget_api(release: &Release, features: Features) -> &'static str {
    let is_old = !features.stable_apis && *release.kube_version.minor().to_string() < *"21";
    if is_old { "policy/v1beta1" } else { "policy/v1" }
}

fn given_address(values: Reading<'_>, path: &str) -> Option<String> {
    values.given_text(path).map(str::to_owned)
}

fn injector(values: Reading<'_>, names: &Names<'_>, features: Features) -> InjectorFacts {
    let name = format!("{}-agent-injector", names.name);
    let leader_elector = values.on("injector.leaderElector.enabled")
        && values.integer("injector.replicas").is_some_and(|replicas| replicas > 1);
    InjectorFacts {
        enabled: values.toggle("injector.enabled"),
        labels: names.managed(&name),
        selector: names.component(&name, "webhook"),
        leader_elector,
        reads_nodes: leader_elector && features.injector_reads_nodes,
        name,
    }
}

fn csi(values: Reading<'_>, names: &Names<'_>, service_address: &str, features: Features) -> CsiFacts {
    let name = format!("{}-csi-provider", names.name);
    CsiFacts {
        enabled: values.toggle("csi.enabled"),
        labels: names.managed(&name),
        selector: names.pair(&name),
        agent: values.on("csi.agent.enabled"),
        privileged: values.on("global.openshift") && features.csi_privileged,
        vault_address: given_address(values, "global.externalVaultAddr").unwrap_or_else(|| service_address.to_owned()),
        hmac_secret: values.given_text("csi.hmacSecretName").map_or_else(|| format!("{name}-hmac-key"), str::to_owned),
        name,
    }
}

/// The secrets are listed by name, or as references already.
fn image_pull_secrets(values: Reading<'_>) -> Option<Vec<SecretReference>> {
    let Data::List(list) = &values.0.at("global.imagePullSecrets")?.data else { return None };
    let name = |node: &Node| node.as_text().or_else(|| node.get("name")?.as_text()).map(str::to_owned);
    let references: Vec<_> =
        list.iter().filter_map(name).filter(|name| !name.is_empty()).map(|name| SecretReference { name }).collect();
    (!references.is_empty()).then_some(references)
}

fn ui(values: Reading<'_>, mode: Mode, names: &Names<'_>) -> UiFacts {
    let mut selector = names.component(names.name, "server");
    if mode == Mode::Ha && values.on("ui.activeVaultPodOnly") {
        selector.insert("vault-active", "true".to_owned());
    }
    let outside = matches!(values.text("ui.serviceType"), Some("NodePort" | "LoadBalancer"));
    UiFacts {
        enabled: values.toggle("ui.enabled"),
        labels: names.with_chart(&format!("{}-ui", names.name)),
        selector,
        external_traffic_policy: values.given_text("ui.externalTrafficPolicy").filter(|_| outside).map(str::to_owned),
    }
}

fn telemetry(values: Reading<'_>, mode: Mode) -> TelemetryFacts {
    let service = if mode == Mode::Ha { "vault-active" } else { "vault-internal" };
    let operator = values.truthy("global.serverTelemetry.prometheusOperator");
    TelemetryFacts {
        service_labels: Labels::from([(service, "true".to_owned())]),
        service_monitor: operator || values.truthy("serverTelemetry.serviceMonitor.enabled"),
        prometheus_rules: values.truthy("serverTelemetry.prometheusRules.rules")
            && (operator || values.truthy("serverTelemetry.prometheusRules.enabled")),
    }
}
