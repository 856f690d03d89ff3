//! The built-in templates, and when each is rendered: one line an object.

use super::facts::Facts;
use super::mode::Mode;
use super::reading::Reading;

/// A built-in template.
#[derive(Clone, Copy)]
pub(crate) struct Template {
    /// Our name, such as `server/statefulset`.
    pub(crate) name: &'static str,
    /// The Jinja text.
    pub(crate) text: &'static str,
    /// Whether the object is rendered.
    gate: fn(&Facts, Reading<'_>) -> bool,
}

impl Template {
    /// Whether the object is rendered with these facts and values.
    pub(crate) fn is_rendered(&self, facts: &Facts, values: Reading<'_>) -> bool {
        (self.gate)(facts, values)
    }
}

macro_rules! catalog {
    ($($name:literal: |$facts:pat_param, $values:pat_param| $gate:expr;)*) => {
        &[$(Template {
            name: $name,
            text: include_str!(concat!("../../templates/", $name, ".yaml.j2")),
            gate: |$facts, $values| $gate,
        }),*]
    };
}

/// Every built-in template, by name.
pub(crate) const CATALOG: &[Template] = catalog! {
    "csi/agent-configmap": |f, _| f.csi.enabled && f.csi.agent;
    "csi/clusterrole": |f, _| f.csi.enabled;
    "csi/clusterrolebinding": |f, _| f.csi.enabled;
    "csi/daemonset": |f, _| f.csi.enabled;
    "csi/role": |f, _| f.csi.enabled && f.chart.features.csi_hmac_key;
    "csi/rolebinding": |f, _| f.csi.enabled && f.chart.features.csi_hmac_key;
    "csi/serviceaccount": |f, _| f.csi.enabled;
    "injector/certs-secret": |f, _| f.injector.enabled && f.injector.leader_elector;
    "injector/clusterrole": |f, _| f.injector.enabled;
    "injector/clusterrolebinding": |f, _| f.injector.enabled;
    "injector/deployment": |f, _| f.injector.enabled;
    "injector/disruptionbudget": |_, v| v.truthy("injector.podDisruptionBudget");
    "injector/mutating-webhook": |f, _| f.injector.enabled;
    "injector/network-policy": |f, _| f.injector.enabled && f.openshift;
    "injector/psp": |f, _| f.injector.enabled && f.psp;
    "injector/psp-role": |f, _| f.injector.enabled && f.psp;
    "injector/psp-rolebinding": |f, _| f.injector.enabled && f.psp;
    "injector/role": |f, _| f.injector.enabled && f.injector.leader_elector;
    "injector/rolebinding": |f, _| f.injector.enabled && f.injector.leader_elector;
    "injector/service": |f, _| f.injector.enabled;
    "injector/serviceaccount": |f, _| f.injector.enabled;
    "prometheus/prometheusrules": |f, _| f.telemetry.prometheus_rules;
    "prometheus/servicemonitor": |f, _| f.telemetry.service_monitor;
    "server/clusterrolebinding": |f, _| f.server.auth_delegator;
    "server/config-configmap": |f, _| f.server.config_map;
    "server/discovery-role": |f, v| f.mode == Mode::Ha && v.on("server.serviceAccount.serviceDiscovery.enabled");
    "server/discovery-rolebinding": |f, v| f.mode == Mode::Ha && v.on("server.serviceAccount.serviceDiscovery.enabled");
    "server/disruptionbudget": |f, v| f.mode == Mode::Ha && v.on("server.ha.disruptionBudget.enabled");
    "server/ha-active-service": |f, v| f.has_service() && f.mode == Mode::Ha && v.on("server.service.active.enabled");
    "server/ha-standby-service": |f, v| f.has_service() && f.mode == Mode::Ha && v.on("server.service.standby.enabled");
    "server/headless-service": |f, _| f.has_service();
    "server/httproute": |f, v| f.mode != Mode::External && !f.openshift && v.truthy("server.httproute.enabled") && f.has_service();
    "server/ingress": |f, v| f.mode != Mode::External && !f.openshift && v.truthy("server.ingress.enabled") && f.has_service();
    "server/network-policy": |_, v| v.on("server.networkPolicy.enabled");
    "server/psp": |f, _| f.has_psp();
    "server/psp-role": |f, _| f.has_psp();
    "server/psp-rolebinding": |f, _| f.has_psp();
    "server/route": |f, v| f.openshift && f.mode != Mode::External && v.truthy("server.route.enabled");
    "server/service": |f, _| f.has_service();
    "server/serviceaccount": |f, v| v.on("server.serviceAccount.create") && f.server.has_account;
    "server/serviceaccount-secret": |_, v| v.on("server.serviceAccount.create") && v.on("server.serviceAccount.createSecret");
    "server/serviceca-configmap": |f, v| f.openshift && v.on("server.serviceCA.enabled");
    "server/statefulset": |f, _| f.has_pods();
    "tests/server-test": |f, _| f.mode != Mode::External;
    "ui/service": |f, _| f.ui.enabled && f.mode != Mode::External;
};

/// Texts that templates import from.
pub(crate) const MACROS: &[(&str, &str)] = &[
    ("_probe.yaml.j2", include_str!("../../templates/_probe.yaml.j2")),
    ("_psp.yaml.j2", include_str!("../../templates/_psp.yaml.j2")),
    ("_service.yaml.j2", include_str!("../../templates/_service.yaml.j2")),
];

impl Facts {
    /// Whether the server's services are rendered.
    pub(super) fn has_service(&self) -> bool {
        self.mode != Mode::External && self.server.service_enabled
    }

    /// Whether the server's pods are rendered; the external mode covers a server that is off.
    pub(super) fn has_pods(&self) -> bool {
        !matches!(self.mode, Mode::External | Mode::None)
    }

    /// Whether the server's pod security policy is rendered, for an external Vault too.
    fn has_psp(&self) -> bool {
        self.psp && self.server.enabled && self.mode != Mode::None
    }
}
