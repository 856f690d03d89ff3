//! Why a key has no effect that nobody read: the words, where a switch is known. Whether it has one says the record.

use super::reading::Reading;

/// Why what is set under a key has no effect.
pub(super) struct Rule {
    /// The key.
    pub(super) key: &'static str,
    /// What the switch says.
    state: State,
    /// The key that decides.
    pub(super) switch: &'static str,
    /// Why, in words that follow a colon.
    pub(super) why: &'static str,
}

/// What a switch says.
enum State {
    Off,
    On,
    /// A text that the words speak of.
    Other,
}

impl Rule {
    /// Whether the words are true of these values.
    pub(super) fn holds(&self, values: Reading<'_>) -> bool {
        match self.state {
            State::Off => !values.toggle(self.switch) && !values.truthy_setting(self.switch),
            State::On => values.toggle(self.switch) || values.truthy_setting(self.switch),
            State::Other => true,
        }
    }
}

const fn off(key: &'static str, switch: &'static str, why: &'static str) -> Rule {
    Rule { key, state: State::Off, switch, why }
}

const fn on(key: &'static str, switch: &'static str, why: &'static str) -> Rule {
    Rule { key, state: State::On, switch, why }
}

const fn other(key: &'static str, switch: &'static str, why: &'static str) -> Rule {
    Rule { key, state: State::Other, switch, why }
}

const ELSEWHERE: &str = "Vault runs elsewhere";
const INSIDE: &str = "the service is not reached from outside: its type is neither NodePort nor LoadBalancer";
const NO_NODE_PORT: &str = "the service is not of type NodePort";
const NO_LOAD_BALANCER: &str = "the service is not of type LoadBalancer";
const NO_HOST_NETWORK: &str = "on OpenShift pods do not use the network of their node";
const DEV_LEAVES_OUT: &str = "dev mode leaves it out";

/// The reasons; of those that hold for a key the first one is given.
pub(super) static RULES: &[Rule] = &[
    off("csi.agent", "csi.enabled", "the CSI provider is off"),
    off("csi.agent", "csi.agent.enabled", "the agent is off"),
    off("csi", "csi.enabled", "the CSI provider is off"),
    other("csi.daemonSet.kubeletRootDir", "", "no template reads it since vault-helm 0.24.0"),
    on("injector.externalVaultAddr", "global.externalVaultAddr", "`global.externalVaultAddr` wins"),
    off("injector", "injector.enabled", "the injector is off"),
    on("injector.failurePolicy", "injector.webhook.failurePolicy", "`injector.webhook.failurePolicy` wins"),
    on("injector.namespaceSelector", "injector.webhook.namespaceSelector", "`injector.webhook.namespaceSelector` wins"),
    on("injector.objectSelector", "injector.webhook.objectSelector", "`injector.webhook.objectSelector` wins"),
    on("injector.webhookAnnotations", "injector.webhook.annotations", "`injector.webhook.annotations` wins"),
    on("injector.hostNetwork", "global.openshift", NO_HOST_NETWORK),
    off("injector.leaderElector", "injector.leaderElector.enabled", "the leader elector is off"),
    off("ui", "ui.enabled", "the service of the user interface is off"),
    on("ui", "global.externalVaultAddr", ELSEWHERE),
    on("ui", "injector.externalVaultAddr", ELSEWHERE),
    other("ui.externalTrafficPolicy", "ui.serviceType", INSIDE),
    other("ui.loadBalancerIP", "ui.serviceType", NO_LOAD_BALANCER),
    other("ui.loadBalancerSourceRanges", "ui.serviceType", NO_LOAD_BALANCER),
    off("serverTelemetry.serviceMonitor", "serverTelemetry.serviceMonitor.enabled", "the service monitor is off"),
    off("serverTelemetry.prometheusRules", "serverTelemetry.prometheusRules.enabled", "the Prometheus rules are off"),
    // Vault itself.
    off("server.dev", "server.dev.enabled", "dev mode is off"),
    on("server", "global.externalVaultAddr", ELSEWHERE),
    on("server", "injector.externalVaultAddr", ELSEWHERE),
    off("server", "server.enabled", "the server is off"),
    on("server.ha", "server.dev.enabled", "dev mode is on, which wins"),
    on("server.standalone", "server.dev.enabled", "dev mode is on, which wins"),
    off("server.auditStorage", "server.auditStorage.enabled", "the audit volume is off"),
    off("server.dataStorage", "server.dataStorage.enabled", "the data volume is off"),
    on("server.dataStorage", "server.dev.enabled", "dev mode keeps nothing"),
    off("server.dataStorage", "server.ha.raft.enabled", "several servers have a data volume only with raft"),
    on("server.affinity", "server.dev.enabled", DEV_LEAVES_OUT),
    on("server.topologySpreadConstraints", "server.dev.enabled", DEV_LEAVES_OUT),
    on("server.tolerations", "server.dev.enabled", DEV_LEAVES_OUT),
    on("server.nodeSelector", "server.dev.enabled", DEV_LEAVES_OUT),
    on("server.standalone", "server.ha.enabled", "high availability is on, which wins"),
    on(
        "server.standalone.config",
        "server.ha.raft.enabled",
        "with raft `server.ha.raft.config` is read instead, in every mode",
    ),
    off("server.ha", "server.ha.enabled", "high availability is off"),
    on("server.ha.config", "server.ha.raft.enabled", "with raft `server.ha.raft.config` is read instead"),
    off("server.ha.raft", "server.ha.raft.enabled", "raft is off"),
    off("server.ha.disruptionBudget", "server.ha.disruptionBudget.enabled", "the disruption budget is off"),
    other("server.ha.disruptionBudget.maxUnavailable", "", "0 counts as not set, as in Helm"),
    on("server.hostNetwork", "global.openshift", NO_HOST_NETWORK),
    // What leads to the server.
    off("server.networkPolicy", "server.networkPolicy.enabled", "the network policy is off"),
    off("server.ingress", "server.ingress.enabled", "the ingress is off"),
    off("server.httproute", "server.httproute.enabled", "the HTTP route is off"),
    off("server.route", "server.route.enabled", "the route is off"),
    on("server.ingress", "global.openshift", "OpenShift has `server.route` instead"),
    on("server.httproute", "global.openshift", "OpenShift has `server.route` instead"),
    off("server.route", "global.openshift", "only OpenShift has routes"),
    off("server.serviceCA", "global.openshift", "only OpenShift has this authority"),
    off("server.service", "server.service.enabled", "the services are off"),
    other("server.service.nodePort", "server.service.type", NO_NODE_PORT),
    other("server.service.activeNodePort", "server.service.type", NO_NODE_PORT),
    other("server.service.standbyNodePort", "server.service.type", NO_NODE_PORT),
    other("server.service.externalTrafficPolicy", "server.service.type", INSIDE),
];
