//! What is said to have no effect has none: the manifests are the same without it.

use crate::harness::Place;

/// Other values, the key that has no effect beside them with its value, and the path that the message names.
const CASES: &[(&str, &str, &str)] = &[
    ("", "csi: {logLevel: debug}", "csi.logLevel"),
    ("csi: {enabled: true, agent: {enabled: false}}", "csi: {agent: {logLevel: debug}}", "csi.agent.logLevel"),
    ("csi: {enabled: true}", "csi: {daemonSet: {kubeletRootDir: /elsewhere}}", "csi.daemonSet.kubeletRootDir"),
    ("injector: {enabled: false}", "injector: {replicas: 4}", "injector.replicas"),
    ("", "ui: {externalPort: 80}", "ui.externalPort"),
    ("", "server: {ingress: {hosts: [{host: a.example}]}}", "server.ingress.hosts"),
    ("", "server: {httproute: {hostnames: [a.example]}}", "server.httproute.hostnames"),
    ("global: {openshift: true}", "server: {route: {host: a.example}}", "server.route.host"),
    ("global: {openshift: true}", "server: {ingress: {enabled: true}}", "server.ingress.enabled"),
    ("global: {openshift: true}", "server: {httproute: {enabled: true}}", "server.httproute.enabled"),
    ("global: {openshift: true}", "server: {hostNetwork: true}", "server.hostNetwork"),
    ("", "server: {route: {enabled: true}}", "server.route.enabled"),
    ("", "server: {serviceCA: {enabled: true}}", "server.serviceCA.enabled"),
    ("server: {dataStorage: {enabled: false}}", "server: {dataStorage: {size: 1Gi}}", "server.dataStorage.size"),
    ("server: {ha: {enabled: true}}", "server: {dataStorage: {size: 1Gi}}", "server.dataStorage.size"),
    ("server: {dev: {enabled: true}}", "server: {dataStorage: {size: 1Gi}}", "server.dataStorage.size"),
    ("", "server: {auditStorage: {size: 1Gi}}", "server.auditStorage.size"),
    ("", "server: {networkPolicy: {egress: [{ports: [{port: 1}]}]}}", "server.networkPolicy.egress"),
    ("", "server: {dev: {devRootToken: another}}", "server.dev.devRootToken"),
    ("", "server: {ha: {replicas: 5}}", "server.ha.replicas"),
    ("server: {ha: {raft: {enabled: true}}}", "server: {ha: {replicas: 5}}", "server.ha.replicas"),
    ("server: {dev: {enabled: true}}", "server: {ha: {enabled: true, replicas: 5}}", "server.ha.replicas"),
    ("server: {ha: {enabled: true}}", "server: {standalone: {config: 'ui = true'}}", "server.standalone.config"),
    ("server: {dev: {enabled: true}}", "server: {standalone: {config: 'ui = true'}}", "server.standalone.config"),
    ("server: {ha: {enabled: true}}", "server: {ha: {raft: {setNodeId: true}}}", "server.ha.raft.setNodeId"),
    ("server: {ha: {enabled: true, raft: {enabled: true}}}", "server: {ha: {config: 'ui = true'}}", "server.ha.config"),
    (
        "server: {ha: {raft: {enabled: true}}}",
        "server: {standalone: {config: 'ui = true'}}",
        "server.standalone.config",
    ),
    (
        "server: {ha: {enabled: true, disruptionBudget: {enabled: false}}}",
        "server: {ha: {disruptionBudget: {maxUnavailable: 2}}}",
        "server.ha.disruptionBudget.maxUnavailable",
    ),
    (
        "server: {ha: {enabled: true}}",
        "server: {ha: {disruptionBudget: {maxUnavailable: 0}}}",
        "server.ha.disruptionBudget.maxUnavailable",
    ),
    ("server: {dev: {enabled: true}}", "server: {affinity: 'a: b'}", "server.affinity"),
    ("server: {dev: {enabled: true}}", "server: {nodeSelector: {a: b}}", "server.nodeSelector"),
    ("server: {dev: {enabled: true}}", "server: {tolerations: [{operator: Exists}]}", "server.tolerations"),
    ("global: {externalVaultAddr: 'http://a'}", "ui: {enabled: true, externalPort: 80}", "ui.externalPort"),
    (
        "global: {externalVaultAddr: 'http://a'}",
        "injector: {externalVaultAddr: 'http://b'}",
        "injector.externalVaultAddr",
    ),
    (
        "global: {externalVaultAddr: 'http://a'}\nserver: {serviceAccount: {create: false}}",
        "server: {image: {tag: '2'}}",
        "server.image.tag",
    ),
    ("", "injector: {failurePolicy: Fail}", "injector.failurePolicy"),
    ("", "injector: {objectSelector: {matchLabels: {a: b}}}", "injector.objectSelector"),
    (
        "injector: {webhook: {namespaceSelector: {matchLabels: {a: b}}}}",
        "injector: {namespaceSelector: {matchLabels: {c: d}}}",
        "injector.namespaceSelector",
    ),
    (
        "injector: {webhook: {annotations: {a: b}}}",
        "injector: {webhookAnnotations: {c: d}}",
        "injector.webhookAnnotations",
    ),
    ("", "server: {service: {nodePort: 30000}}", "server.service.nodePort"),
    ("", "server: {service: {externalTrafficPolicy: Local}}", "server.service.externalTrafficPolicy"),
    ("ui: {enabled: true}", "ui: {externalTrafficPolicy: Local}", "ui.externalTrafficPolicy"),
    ("ui: {enabled: true}", "ui: {loadBalancerIP: 10.0.0.1}", "ui.loadBalancerIP"),
    ("", "serverTelemetry: {serviceMonitor: {interval: 5s}}", "serverTelemetry.serviceMonitor.interval"),
    ("", "serverTelemetry: {prometheusRules: {rules: [{alert: a}]}}", "serverTelemetry.prometheusRules.rules"),
];

#[test]
fn what_has_no_effect_is_told_and_changes_nothing() {
    for (values, key, path) in CASES {
        let place = Place::new().with("values.yaml", values).with("key.yaml", key);
        let without = place.run(&["render", "-f", "values.yaml"]);
        let with = place.run(&["render", "-f", "values.yaml", "-f", "key.yaml"]);
        assert_eq!(with.code, Some(0), "{key}: {}", with.stderr);
        assert!(with.stderr.contains(&format!("[values-no-effect]: `{path}` has")), "{values} {key}: {}", with.stderr);
        assert_eq!(with.stdout, without.stdout, "{key} has an effect beside {values}");
    }
}

#[test]
fn what_has_an_effect_is_not_told() {
    for values in [
        "csi: {enabled: true, logLevel: debug}",
        "injector: {enabled: false, podDisruptionBudget: {maxUnavailable: 1}}",
        "server: {ha: {apiAddr: 'http://a', clusterAddr: 'https://b'}}",
        "server: {ha: {enabled: true, replicas: 5, raft: {enabled: true, config: 'ui = true'}}}",
        "server: {service: {type: NodePort, nodePort: 30000, externalTrafficPolicy: Local}}",
        "server: {ha: {replicas: 3}}\nui: {externalPort: 8200}",
        "server: {dataStorage: {size: 1Gi, enabled: true}, auditStorage: {enabled: true, size: 1Gi}}",
        "injector: {webhook: {failurePolicy: ''}, failurePolicy: Fail}",
        // What the same block of the same file turns off is a copy of the defaults, or off for a while.
        "csi: {enabled: false, logLevel: debug}",
        "server: {dataStorage: {enabled: false, size: 1Gi}, ha: {enabled: false, replicas: 5}}",
    ] {
        let run = Place::new().with("values.yaml", values).run(&["render", "-f", "values.yaml"]);
        assert!(run.code == Some(0) && !run.stderr.contains("values-no-effect"), "{values}: {}", run.stderr);
    }
}
