//! What follows from the release and its values: mode, names, labels, and what is on. Templates lay out; this decides.

use std::borrow::Cow;

use serde::Serialize;

use super::features::Features;
use super::labels::{Labels, Names};
use super::mode::Mode;
use super::reading::{Reading, facts};
use super::release::Release;
use super::server_facts::{ServerFacts, external_traffic_policy};
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
    /// The name of the chart, or its alias.
    pub name: Cow<'static, str>,
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
    pub(super) fn derive(values: Reading<'_>, release: &Release, chart: ChartFacts) -> Self {
        let mode = values.fact("mode", || Mode::of(values));
        let name = values.fact("name", || cut(values.given_text("nameOverride").unwrap_or(&chart.name)));
        let fullname = values.fact("fullname", || fullname(values, &name, &release.name));
        let scheme = values.fact("scheme", || if values.truthy("global.tlsDisable") { "http" } else { "https" });
        let namespace =
            values.fact("namespace", || values.given_text("global.namespace").unwrap_or(&release.namespace).to_owned());
        let names = Names { name: &name, release: &release.name, chart: &chart.label };
        let service_address = || {
            let port = values.scalar("server.service.port").unwrap_or_else(|| "8200".to_owned());
            format!("{scheme}://{fullname}.{namespace}.svc:{port}")
        };
        let openshift = values.fact("openshift", || values.on("global.openshift"));
        let features = chart.features;
        let server = ServerFacts::derive(values, mode, &names, &fullname, scheme, release, features);
        let injector = injector(values, &names, features);
        let csi = csi(values, &names, service_address, openshift && features.csi_privileged);
        let ui = ui(values, mode, &names);
        Self {
            vault_address: values.fact("vault_address", || {
                given_address(values, "global.externalVaultAddr")
                    .or_else(|| given_address(values, "injector.externalVaultAddr"))
                    .unwrap_or_else(service_address)
            }),
            image_pull_secrets: values.fact("image_pull_secrets", || image_pull_secrets(values)),
            psp: values.fact("psp", || values.on("global.psp.enable")),
            dev: values.fact("dev", || values.on("server.dev.enabled")) && mode == Mode::Dev,
            kube_1_23: release.kube_version.is_at_least(23),
            telemetry: telemetry(values, mode),
            budget_api: budget_api(release, features),
            release: release.name.clone(),
            chart,
            mode,
            openshift,
            scheme,
            server,
            injector,
            csi,
            ui,
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
    let enabled = values.fact("injector.enabled", || values.toggle("injector.enabled"));
    let is_one_of_several = || values.integer("injector.replicas").is_some_and(|replicas| replicas > 1);
    let leader_elector = values.fact("injector.leader_elector", || {
        enabled && values.on("injector.leaderElector.enabled") && is_one_of_several()
    });
    InjectorFacts {
        labels: names.managed(&name),
        selector: names.component(&name, "webhook"),
        reads_nodes: leader_elector && features.injector_reads_nodes,
        leader_elector,
        enabled,
        name,
    }
}

fn csi(values: Reading<'_>, names: &Names<'_>, service_address: impl Fn() -> String, privileged: bool) -> CsiFacts {
    let name = format!("{}-csi-provider", names.name);
    let enabled = values.toggle("csi.enabled");
    facts!(
        values,
        "csi.",
        CsiFacts {
            enabled: enabled,
            labels: names.managed(&name),
            selector: names.pair(&name),
            agent: enabled && values.on("csi.agent.enabled"),
            privileged: privileged,
            vault_address: given_address(values, "global.externalVaultAddr").unwrap_or_else(service_address),
            hmac_secret: hmac_secret(values, enabled, &name),
            name: name,
        }
    )
}

fn hmac_secret(values: Reading<'_>, is_used: bool, name: &str) -> String {
    let given = is_used.then(|| values.given_text("csi.hmacSecretName")).flatten();
    given.map_or_else(|| format!("{name}-hmac-key"), str::to_owned)
}

/// The secrets are listed by name, or as references already.
fn image_pull_secrets(values: Reading<'_>) -> Option<Vec<SecretReference>> {
    let Data::List(list) = &values.at("global.imagePullSecrets")?.data else { return None };
    let name = |node: &Node| node.as_text().or_else(|| node.get("name")?.as_text()).map(str::to_owned);
    let references: Vec<_> =
        list.iter().filter_map(name).filter(|name| !name.is_empty()).map(|name| SecretReference { name }).collect();
    (!references.is_empty()).then_some(references)
}

fn ui(values: Reading<'_>, mode: Mode, names: &Names<'_>) -> UiFacts {
    let enabled = values.toggle("ui.enabled");
    let is_rendered = enabled && mode != Mode::External;
    facts!(
        values,
        "ui.",
        UiFacts {
            enabled: enabled,
            labels: names.with_chart(&format!("{}-ui", names.name)),
            selector: ui_selector(values, is_rendered && mode == Mode::Ha, names),
            external_traffic_policy: is_rendered
                .then(|| external_traffic_policy(values, "ui.serviceType", "ui.externalTrafficPolicy"))
                .flatten(),
        }
    )
}

fn ui_selector(values: Reading<'_>, has_active: bool, names: &Names<'_>) -> Labels {
    let mut selector = names.component(names.name, "server");
    if has_active && values.on("ui.activeVaultPodOnly") {
        selector.insert("vault-active", "true".to_owned());
    }
    selector
}

fn telemetry(values: Reading<'_>, mode: Mode) -> TelemetryFacts {
    let service = if mode == Mode::Ha { "vault-active" } else { "vault-internal" };
    let operator = values.truthy("global.serverTelemetry.prometheusOperator");
    // Helm asks for both switches, whatever the first one says.
    let monitor = values.truthy("serverTelemetry.serviceMonitor.enabled");
    let rules = values.truthy("serverTelemetry.prometheusRules.enabled");
    TelemetryFacts {
        service_labels: Labels::from([(service, "true".to_owned())]),
        service_monitor: operator || monitor,
        prometheus_rules: (operator || rules) && values.truthy("serverTelemetry.prometheusRules.rules"),
    }
}
