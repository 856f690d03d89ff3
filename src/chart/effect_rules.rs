//! When a key can have no effect: one line a rule. Each says of its keys that the manifests are the same without them.

use super::facts::Facts;
use super::mode::Mode;
use super::reading::Reading;

/// Keys that have no effect under a condition.
pub(super) struct Rule {
    /// The keys; what lies below them counts too.
    pub(super) keys: &'static [&'static str],
    /// Keys below those that do have an effect.
    pub(super) except: &'static [&'static str],
    /// The key that decides; empty if the release does.
    pub(super) switch: &'static str,
    /// Why, in words that follow a colon.
    pub(super) why: &'static str,
    /// The condition.
    pub(super) holds: fn(&Facts, Reading<'_>) -> bool,
}

macro_rules! rules {
    ($($keys:tt except $except:tt by $switch:literal: $why:literal
        if |$facts:pat_param, $values:pat_param| $holds:expr;)*) => {
        &[$(Rule {
            keys: &$keys,
            except: &$except,
            switch: $switch,
            why: $why,
            holds: |$facts, $values| $holds,
        }),*]
    };
}

/// Every rule; what a rule says of a key is not said again of a key below it.
pub(super) const RULES: &[Rule] = rules! {
    // What is off.
    ["csi"] except ["csi.enabled"] by "csi.enabled": "the CSI provider is off" if |f, _| !f.csi.enabled;
    ["csi.agent"] except ["csi.agent.enabled"] by "csi.agent.enabled": "the agent is off" if |f, _| !f.csi.agent;
    ["injector"] except ["injector.enabled", "injector.podDisruptionBudget", "injector.externalVaultAddr"]
        by "injector.enabled": "the injector is off" if |f, _| !f.injector.enabled;
    ["ui"] except ["ui.enabled"] by "ui.enabled": "the service of the user interface is off" if |f, _| !f.ui.enabled;
    ["server.ingress"] except ["server.ingress.enabled"] by "server.ingress.enabled": "the ingress is off"
        if |_, v| !v.truthy("server.ingress.enabled");
    ["server.httproute"] except ["server.httproute.enabled"] by "server.httproute.enabled": "the HTTP route is off"
        if |_, v| !v.truthy("server.httproute.enabled");
    ["server.route"] except ["server.route.enabled"] by "server.route.enabled": "the route is off"
        if |_, v| !v.truthy("server.route.enabled");
    ["server.dataStorage"] except ["server.dataStorage.enabled"]
        by "server.dataStorage.enabled": "the data volume is off"
        if |_, v| !v.on("server.dataStorage.enabled");
    ["server.auditStorage"] except ["server.auditStorage.enabled"] by "server.auditStorage.enabled":
        "the audit volume is off" if |_, v| !v.on("server.auditStorage.enabled");
    ["server.networkPolicy"] except ["server.networkPolicy.enabled"] by "server.networkPolicy.enabled":
        "the network policy is off" if |_, v| !v.on("server.networkPolicy.enabled");
    ["server.ha.disruptionBudget"] except ["server.ha.disruptionBudget.enabled"]
        by "server.ha.disruptionBudget.enabled":
        "the disruption budget is off" if |_, v| !v.on("server.ha.disruptionBudget.enabled");
    ["server.dev"] except ["server.dev.enabled"] by "server.dev.enabled": "dev mode is off" if |f, _| !f.dev;
    ["serverTelemetry.serviceMonitor"] except ["serverTelemetry.serviceMonitor.enabled"]
        by "serverTelemetry.serviceMonitor.enabled": "the service monitor is off" if |f, _| !f.telemetry.service_monitor;
    ["serverTelemetry.prometheusRules"] except ["serverTelemetry.prometheusRules.enabled"]
        by "serverTelemetry.prometheusRules.enabled": "the Prometheus rules are off"
        if |f, v| !f.telemetry.prometheus_rules && v.truthy("serverTelemetry.prometheusRules.rules");

    // The mode.
    ["server.ha"] except ["server.ha.enabled", "server.ha.raft.enabled", "server.ha.apiAddr", "server.ha.clusterAddr"]
        by "server.ha.enabled": "high availability is off"
        if |f, v| is_not_ha(f) && !v.truthy("server.ha.raft.enabled") && has_configs(v);
    ["server.ha"] except ["server.ha.enabled", "server.ha.raft", "server.ha.apiAddr", "server.ha.clusterAddr"]
        by "server.ha.enabled": "high availability is off"
        if |f, v| is_not_ha(f) && v.truthy("server.ha.raft.enabled") && has_configs(v);
    ["server.ha"] except ["server.ha.enabled"] by "server.dev.enabled": "dev mode is on, which wins"
        if |f, v| f.dev && !v.truthy("server.ha.raft.enabled") && no_address(v);
    ["server.standalone"] except ["server.standalone.enabled"]
        by "server.ha.enabled": "high availability is on, which wins"
        if |f, v| f.mode == Mode::Ha && has_configs(v);
    ["server.standalone"] except ["server.standalone.enabled"] by "server.dev.enabled": "dev mode is on, which wins"
        if |f, _| f.dev;
    ["server.affinity", "server.topologySpreadConstraints", "server.tolerations", "server.nodeSelector"] except []
        by "server.dev.enabled": "dev mode leaves it out" if |f, _| f.dev;
    ["server.ha.config"] except [] by "server.ha.raft.enabled": "with raft `server.ha.raft.config` is read instead"
        if |f, v| f.mode == Mode::Ha && v.truthy("server.ha.raft.enabled") && has_configs(v);
    ["server.standalone.config"] except [] by "server.ha.raft.enabled":
        "with raft `server.ha.raft.config` is read instead, in every mode"
        if |f, v| f.mode == Mode::Standalone && v.truthy("server.ha.raft.enabled") && has_configs(v);
    ["server.ha.raft"] except ["server.ha.raft.enabled"] by "server.ha.raft.enabled": "raft is off"
        if |f, v| f.mode == Mode::Ha && !v.truthy("server.ha.raft.enabled") && has_configs(v);
    ["server.dataStorage"] except ["server.dataStorage.enabled"] by "server.ha.raft.enabled":
        "several servers have a data volume only with raft" if |f, _| f.mode == Mode::Ha && !f.server.raft;
    ["server.dataStorage"] except ["server.dataStorage.enabled"] by "server.dev.enabled": "dev mode keeps nothing"
        if |f, _| f.dev;
    ["server.standalone", "server.image", "server.resources", "server.dataStorage", "server.auditStorage"]
        except ["server.standalone.enabled", "server.dataStorage.enabled", "server.auditStorage.enabled"]
        by "global.externalVaultAddr": "Vault runs elsewhere" if |f, v| f.mode == Mode::External
        && v.truthy("global.externalVaultAddr") && !v.on("server.serviceAccount.create");
    ["ui"] except ["ui.enabled"] by "global.externalVaultAddr": "Vault runs elsewhere"
        if |f, v| f.mode == Mode::External && v.truthy("global.externalVaultAddr");

    // OpenShift.
    ["server.ingress"] except [] by "global.openshift": "OpenShift has `server.route` instead"
        if |f, v| f.openshift && v.truthy("server.ingress.enabled");
    ["server.httproute"] except [] by "global.openshift": "OpenShift has `server.route` instead"
        if |f, v| f.openshift && v.truthy("server.httproute.enabled");
    ["server.route"] except [] by "global.openshift": "only OpenShift has routes"
        if |f, v| !f.openshift && v.truthy("server.route.enabled");
    ["server.serviceCA"] except [] by "global.openshift": "only OpenShift has this authority" if |f, _| !f.openshift;

    // Old names beside the new ones.
    ["injector.failurePolicy"] except [] by "injector.webhook.failurePolicy": "`injector.webhook.failurePolicy` wins"
        if |_, v| v.truthy("injector.webhook.failurePolicy");
    ["injector.namespaceSelector"] except [] by "injector.webhook.namespaceSelector":
        "`injector.webhook.namespaceSelector` wins" if |_, v| v.truthy("injector.webhook.namespaceSelector");
    ["injector.objectSelector"] except [] by "injector.webhook.objectSelector":
        "`injector.webhook.objectSelector` wins" if |_, v| v.truthy("injector.webhook.objectSelector");
    ["injector.webhookAnnotations"] except [] by "injector.webhook.annotations": "`injector.webhook.annotations` wins"
        if |_, v| v.truthy("injector.webhook.annotations");
    ["injector.externalVaultAddr"] except [] by "global.externalVaultAddr": "`global.externalVaultAddr` wins"
        if |_, v| v.truthy("global.externalVaultAddr");

    // Services.
    ["server.service.nodePort", "server.service.activeNodePort", "server.service.standbyNodePort"] except []
        by "server.service.type": "the service is not of type NodePort"
        if |_, v| v.text("server.service.type") != Some("NodePort");
    ["server.service.externalTrafficPolicy"] except [] by "server.service.type":
        "the service is not reached from outside: its type is neither NodePort nor LoadBalancer"
        if |_, v| is_inside(v, "server.service.type");
    ["ui.externalTrafficPolicy"] except [] by "ui.serviceType":
        "the service is not reached from outside: its type is neither NodePort nor LoadBalancer"
        if |_, v| is_inside(v, "ui.serviceType");
    ["ui.loadBalancerIP", "ui.loadBalancerSourceRanges"] except [] by "ui.serviceType":
        "the service is not of type LoadBalancer" if |_, v| v.text("ui.serviceType") != Some("LoadBalancer");

    // What never has an effect.
    ["server.ha.disruptionBudget.maxUnavailable"] except [] by "": "0 counts as not set, as in Helm"
        if |_, v| v.integer("server.ha.disruptionBudget.maxUnavailable") == Some(0);
    ["csi.daemonSet.kubeletRootDir"] except [] by "": "no template reads it since vault-helm 0.24.0"
        if |f, _| !f.chart.features.csi_kubelet_mount;
};

fn is_not_ha(facts: &Facts) -> bool {
    matches!(facts.mode, Mode::Standalone | Mode::None)
}

/// Whether each configuration has some text: without any there is no config map, whatever the mode.
fn has_configs(values: Reading<'_>) -> bool {
    ["server.standalone.config", "server.ha.config", "server.ha.raft.config"].iter().all(|path| values.truthy(path))
}

/// These two are read in every mode.
fn no_address(values: Reading<'_>) -> bool {
    !values.truthy("server.ha.apiAddr") && !values.truthy("server.ha.clusterAddr")
}

/// Whether a service of this type is reached from inside the cluster only.
fn is_inside(values: Reading<'_>, service_type: &str) -> bool {
    !matches!(values.text(service_type), Some("NodePort" | "LoadBalancer"))
}
