//! Whether others than the cluster itself reach Vault, and by which value.

use std::net::IpAddr;

use super::subject::Subject;
use super::tree::spec;
use crate::manifest::Object;

/// What asks a cloud for a load balancer that the internet does not reach, and the values that say so.
const INTERNAL: [(&str, &str); 12] = [
    ("service.beta.kubernetes.io/aws-load-balancer-internal", ""),
    ("service.beta.kubernetes.io/aws-load-balancer-scheme", "internal"),
    ("service.beta.kubernetes.io/azure-load-balancer-internal", "true"),
    ("networking.gke.io/load-balancer-type", "internal"),
    ("cloud.google.com/load-balancer-type", "internal"),
    ("service.beta.kubernetes.io/oci-load-balancer-internal", "true"),
    ("service.beta.kubernetes.io/openstack-internal-load-balancer", "true"),
    ("service.beta.kubernetes.io/do-loadbalancer-network", "internal"),
    ("service.beta.kubernetes.io/alibaba-cloud-loadbalancer-address-type", "intranet"),
    ("service.kubernetes.io/ibm-load-balancer-cloud-provider-ip-type", "private"),
    ("service.beta.kubernetes.io/linode-loadbalancer-backend-ipv4-range", ""),
    ("service.kubernetes.io/qcloud-loadbalancer-internal-subnetid", ""),
];

/// The annotations of load balancers that run in the cluster's own network.
const LOCAL: [&str; 5] =
    ["metallb.universe.tf/", "metallb.io/", "kube-vip.io/", "io.cilium/lb-ipam", "lbipam.cilium.io/"];

/// The value that makes Vault reachable from outside the cluster, the most open one first.
pub(super) fn outside(subject: &Subject<'_>) -> Option<&'static str> {
    let is_rendered = |template: &str| subject.objects.iter().any(|object| object.template == template);
    let ways = [
        ("server/ingress", "server.ingress.enabled"),
        ("server/httproute", "server.httproute.enabled"),
        ("server/route", "server.route.enabled"),
    ];
    let services = subject.objects_of("Service").filter(|service| is_outside(service) && !is_internal(service));
    let services = services.filter_map(value_of_type);
    ways.into_iter().filter(|(template, _)| is_rendered(template)).map(|(_, value)| value).chain(services).next()
}

/// The type of a service.
pub(super) fn type_of(service: &Object) -> &str {
    spec(service).get("type").and_then(|kind| kind.as_str()).unwrap_or("ClusterIP")
}

fn is_outside(service: &Object) -> bool {
    matches!(type_of(service), "LoadBalancer" | "NodePort")
}

/// Whether a load balancer is asked for that only the network of the cluster reaches.
pub(super) fn is_internal(service: &Object) -> bool {
    let address = spec(service).get("loadBalancerIP").and_then(|address| address.as_str());
    if address.is_some_and(is_private) {
        return true;
    }
    let annotations = service.tree.get("metadata").and_then(|metadata| metadata.get("annotations"));
    let Some(annotations) = annotations.and_then(|annotations| annotations.as_object()) else { return false };
    // What hands out the addresses of the network that it stands in.
    let is_local = |name: &str| LOCAL.iter().any(|start| name.starts_with(start));
    if annotations.keys().any(|name| is_local(name)) {
        return true;
    }
    INTERNAL.iter().any(|(name, wanted)| {
        let value = annotations.get(*name).and_then(|value| value.as_str()).map(str::to_lowercase);
        value.is_some_and(|value| if wanted.is_empty() { value != "false" } else { value == *wanted })
    })
}

/// Whether an address is of a private network (RFC 1918, RFC 4193, RFC 6598), which the internet does not reach.
fn is_private(address: &str) -> bool {
    match address.parse::<IpAddr>() {
        Ok(IpAddr::V4(address)) => {
            let [first, second, ..] = address.octets();
            address.is_private()
                || address.is_loopback()
                || address.is_link_local()
                || (first == 100 && second & 0xc0 == 64)
        }
        Ok(IpAddr::V6(address)) => address.segments()[0] & 0xfe00 == 0xfc00 || address.is_loopback(),
        Err(_) => false,
    }
}

/// The value that gives a service of the chart its type.
pub(super) fn value_of_type(service: &Object) -> Option<&'static str> {
    match service.template.as_str() {
        "server/service" | "server/ha-active-service" | "server/ha-standby-service" => Some("server.service.type"),
        "ui/service" => Some("ui.serviceType"),
        _ => None,
    }
}
