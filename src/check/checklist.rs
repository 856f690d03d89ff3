//! The production checklist: what the documentation of Vault asks of a server in production, item by item, and by which
//! rules and values it is decided.

use super::finding::Finding;
use super::report::Report;
use crate::source::Span;
use crate::yaml::Node;

/// One item of the checklist.
pub struct Item {
    /// What is asked.
    pub text: &'static str,
    /// The rules that find it open.
    pub rules: &'static [&'static str],
    /// The values that decide it.
    pub values: &'static [&'static str],
}

/// How an item stands.
#[derive(Clone, Copy)]
pub enum State<'r> {
    /// The rules found nothing; where a value decides it that somebody set, its path and place.
    Met(Option<(&'static str, Span)>),
    /// What was found.
    Open(&'r Finding),
    /// Neither values nor manifests tell.
    Unknown,
}

const fn item(text: &'static str, rules: &'static [&'static str], values: &'static [&'static str]) -> Item {
    Item { text, rules, values }
}

/// The items, as the pages "Production hardening" and "Production readiness" of Vault's documentation have them.
const ITEMS: &[Item] = &[
    item(
        "end-to-end TLS",
        &["tls-off", "tls-old", "ingress-plain", "route-plain", "external-vault-plain"],
        &["global.tlsDisable", "server.ingress.tls"],
    ),
    item("certificates are verified", &["skip-verify"], &["server.extraEnvironmentVars"]),
    item(
        "an image with a fixed version that still receives fixes",
        &[
            "image-floating",
            "image-skew",
            "version-unsupported",
            "version-vulnerable",
            "version-unknown",
            "image-elsewhere",
        ],
        &["server.image.tag"],
    ),
    item(
        "several servers, spread over nodes and zones",
        &["single-server", "affinity-missing", "zones-missing"],
        &["server.ha.replicas", "server.affinity", "server.topologySpreadConstraints"],
    ),
    item(
        "a disruption budget, and one server updated at a time",
        &["budget-missing", "update-strategy"],
        &["server.ha.disruptionBudget", "server.updateStrategyType"],
    ),
    item("raft node ids that are the names of the servers", &["raft-node-id-random"], &["server.ha.raft.setNodeId"]),
    item(
        "servers unseal themselves, and no unseal key is in a pod",
        &["auto-unseal", "unseal-in-pod"],
        &["server.ha.raft.config", "server.ha.config"],
    ),
    item(
        "memory and CPU for the servers and their clients",
        &["resources-server", "resources-clients"],
        &["server.resources", "injector.resources"],
    ),
    item(
        "dedicated nodes and a priority class for the servers",
        &["dedicated-nodes", "priority-class", "shared-processes"],
        &["server.nodeSelector", "server.tolerations", "server.priorityClassName"],
    ),
    item(
        "a user without privileges, and no capability that is not needed",
        &["run-as-root", "privileged", "pod-security"],
        &["server.statefulSet.securityContext"],
    ),
    item("a read-only root file system", &["root-file-system"], &["server.statefulSet.securityContext.container"]),
    item(
        "no access from the pods to their node",
        &["host-network", "host-path"],
        &["server.hostNetwork", "server.volumes"],
    ),
    item(
        "a network policy that says who may connect",
        &["network-policy", "network-policy-wide"],
        &["server.networkPolicy"],
    ),
    item(
        "no access from every address",
        &["load-balancer-open", "node-port", "forwarded-for", "metrics-open", "debug-endpoint"],
        &["server.service.type", "ui.serviceType"],
    ),
    item("a volume for the audit log", &["audit-storage"], &["server.auditStorage.enabled"]),
    item(
        "volumes of a chosen storage class, kept when the release is deleted",
        &["storage-class", "claim-deleted", "storage-access-mode"],
        &["server.dataStorage.storageClass", "server.persistentVolumeClaimRetentionPolicy"],
    ),
    item(
        "log levels and token lifetimes no higher than needed",
        &["log-level", "token-lifetime", "lasting-token", "plugin-directory"],
        &["server.logLevel"],
    ),
    item(
        "an injector that is available when pods start",
        &["injector-replicas", "webhook-ignored", "webhook-fail-all", "webhook-own-pods"],
        &["injector.replicas", "injector.webhook.failurePolicy"],
    ),
    item("no dev server", &["dev-mode"], &["server.dev.enabled"]),
    item("two audit devices are enabled: one that blocks stops Vault", &[], &[]),
    item("the root token is revoked", &[], &[]),
    item("snapshots are taken, kept elsewhere, and restoring one was tested", &[], &[]),
    item("nodes have no swap and no core dumps", &[], &[]),
    item("recovery or unseal keys are held by several people", &[], &[]),
];

/// Every item with how it stands.
pub fn checklist(report: &Report) -> Vec<(&'static Item, State<'_>)> {
    ITEMS.iter().map(|item| (item, state(item, report))).collect()
}

fn state<'r>(item: &Item, report: &'r Report) -> State<'r> {
    let found = report.findings.iter().chain(&report.checklist);
    let is_of_item = |finding: &&Finding| item.rules.contains(&finding.rule.id);
    if let Some(finding) = found
        .min_by_key(|finding| (!item.rules.contains(&finding.rule.id), finding.diagnostic.severity))
        .filter(is_of_item)
    {
        return State::Open(finding);
    }
    let has_run = |id: &&str| report.rules.iter().any(|rule| rule.id == *id);
    if item.rules.is_empty() || !item.rules.iter().all(has_run) {
        return State::Unknown;
    }
    let decided = item.values.iter().find_map(|path| report.decisions.iter().find(|(other, _)| other == path));
    State::Met(decided.copied())
}

/// Where the user's values say something of an item.
pub fn decisions(user: &Node) -> Vec<(&'static str, Span)> {
    let place = |path: &'static str| {
        let (holder, key) = path.rsplit_once('.')?;
        Some((path, user.at(holder)?.as_map()?.get(key)?.key_span))
    };
    ITEMS.iter().flat_map(|item| item.values).filter_map(|path| place(path)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::{Purpose, rules};

    /// A rule for production that is in no item would be in no checklist.
    #[test]
    fn every_rule_for_production_is_in_one_item() {
        for rule in rules().iter().filter(|rule| rule.purpose == Purpose::Production) {
            let count = ITEMS.iter().filter(|item| item.rules.contains(&rule.id)).count();
            assert_eq!(count, 1, "{}", rule.id);
        }
        for id in ITEMS.iter().flat_map(|item| item.rules) {
            assert!(crate::check::rule(id).is_some(), "{id}");
        }
    }
}
