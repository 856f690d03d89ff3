//! Services and network policies: `ValidateService`, `pkg/apis/networking/validation`.

use serde_json::Value;

use super::look::{Look, is_empty, key, text, whole};
use super::network::Network;
use crate::values::Segment;

/// The port of the kubelet, which no load balancer may open.
const KUBELET: i64 = 10250;

/// A Service.
pub(super) fn service(look: &mut Look<'_>) {
    let of_type = look.text("type").unwrap_or("ClusterIP");
    let is_headless = look.text("clusterIP") == Some("None");
    let is_outside = matches!(of_type, "LoadBalancer" | "NodePort");
    if look.items("ports").is_empty() && !is_headless && of_type != "ExternalName" {
        look.say_of("ports", "must name at least one port");
    }
    names(look, of_type);
    addresses(look, of_type, is_headless);
    policies(look, of_type, is_outside);
    if of_type != "LoadBalancer" {
        for name in ["loadBalancerClass", "allocateLoadBalancerNodePorts", "loadBalancerSourceRanges"] {
            if look.get(name).is_some_and(|value| !is_empty(value)) {
                look.say_of(name, "must not stand here unless `type` is `LoadBalancer`");
            }
        }
    }
    let affinity = look.text("sessionAffinity").unwrap_or("None");
    if affinity == "None" && look.has("sessionAffinityConfig") {
        look.say_of("sessionAffinityConfig", "must not stand here when `sessionAffinity` is `None`");
    }
}

fn names(look: &mut Look<'_>, of_type: &str) {
    let ports = look.items("ports");
    let mut node_ports: Vec<(&str, i64)> = Vec::new();
    for (index, port) in &ports {
        let way = |name: &str| [key("ports"), Segment::Index(*index), key(name)];
        if ports.len() > 1 && text(port, "name").is_none() {
            look.say(&way("name"), "must be there where a Service has several ports");
        }
        let number = port.get("port").and_then(whole).unwrap_or_default();
        if of_type == "LoadBalancer" && number == KUBELET {
            look.say(&way("port"), "must not be 10250, which the kubelet uses");
        }
        // Without a port of its own, the pods' is that of the Service.
        let node_port = port.get("nodePort").and_then(whole).filter(|port| *port != 0);
        let Some(node_port) = node_port else { continue };
        if matches!(of_type, "ClusterIP" | "ExternalName") {
            look.say(&way("nodePort"), format!("must not stand here when `type` is `{of_type}`"));
        }
        let one = (text(port, "protocol").unwrap_or("TCP"), node_port);
        if node_ports.contains(&one) {
            look.say(&way("nodePort"), "must not be the node port of another port");
        }
        node_ports.push(one);
    }
}

fn addresses(look: &mut Look<'_>, of_type: &str, is_headless: bool) {
    let address = look.text("clusterIP");
    if of_type == "ExternalName" {
        match look.text("externalName") {
            None => look.say_of("externalName", "must be there when `type` is `ExternalName`"),
            // A dot at the end is taken.
            Some(name) if !(super::texts::SUBDOMAIN.is)(name.strip_suffix('.').unwrap_or(name)) => {
                look.say_of("externalName", format!("must be {}", super::texts::SUBDOMAIN.words));
            }
            Some(_) => {}
        }
        if address.is_some() {
            look.say_of("clusterIP", "must be empty when `type` is `ExternalName`");
        }
        for name in ["ipFamilies", "ipFamilyPolicy", "clusterIPs"] {
            if look.is_given(name) {
                look.say_of(name, "must be empty when `type` is `ExternalName`");
            }
        }
    }
    if is_headless && matches!(of_type, "LoadBalancer" | "NodePort") {
        look.say_of("clusterIP", format!("must not be `None` when `type` is `{of_type}`"));
    }
    if address.is_some_and(|address| address != "None" && address.parse::<std::net::IpAddr>().is_err()) {
        look.say_of("clusterIP", "must be empty, `None`, or an IP address");
    }
    let addresses = look.get("clusterIPs").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    if addresses.first().and_then(Value::as_str).is_some_and(|first| address.is_some_and(|address| address != first)) {
        look.say_of("clusterIPs", "must begin with `clusterIP`");
    }
    if !addresses.is_empty() && address.is_none() && of_type != "ExternalName" {
        look.say_of("clusterIPs", "must be empty where `clusterIP` is not set");
    }
    let families = look.get("ipFamilies").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    if families.len() > 2 || (families.len() == 2 && families.first() == families.last()) {
        look.say_of("ipFamilies", "must name each family once");
    }
    // A headless service without a selector asks for both unless it says otherwise.
    let is_open = is_headless && !look.is_given("selector") && !look.has("ipFamilyPolicy");
    let is_single = look.text("ipFamilyPolicy").is_none_or(|policy| policy == "SingleStack");
    if families.len() == 2 && is_single && !is_open {
        look.say_of("ipFamilies", "must name one family unless `ipFamilyPolicy` requires two");
    }
}

/// `validateServiceExternalTrafficPolicy`.
fn policies(look: &mut Look<'_>, of_type: &str, is_outside: bool) {
    let policy = look.text("externalTrafficPolicy");
    let has_addresses = of_type == "ClusterIP" && look.is_given("externalIPs");
    if policy.is_some() && !is_outside && !has_addresses {
        look.say_of("externalTrafficPolicy", "must not stand here unless the Service is reached from outside");
    }
    let is_checked = of_type == "LoadBalancer" && policy == Some("Local");
    if look.number("healthCheckNodePort").unwrap_or_default() != 0 && !is_checked {
        let must = "must not stand here unless `type` is `LoadBalancer` and `externalTrafficPolicy` is `Local`";
        look.say_of("healthCheckNodePort", must);
    }
}

/// `ValidateNetworkPolicyPeer`.
pub(super) fn peer(look: &mut Look<'_>) {
    let selectors = ["podSelector", "namespaceSelector"].into_iter().any(|name| look.has(name));
    match (look.has("ipBlock"), selectors) {
        (true, true) => look.say_of("ipBlock", "must not stand beside a selector: only one of them is taken"),
        (false, false) => look.say(&[], "must have a `podSelector`, a `namespaceSelector` or an `ipBlock`"),
        _ => {}
    }
}

/// `ValidateNetworkPolicyPort`.
pub(super) fn policy_port(look: &mut Look<'_>) {
    let Some(end) = look.number("endPort") else { return };
    match look.get("port") {
        None => look.say_of("endPort", "must not stand here without a `port`"),
        Some(Value::String(_)) => look.say_of("endPort", "must not stand beside a `port` that is a name"),
        Some(port) if whole(port).is_some_and(|port| end < port) => {
            look.say_of("endPort", "must not be less than `port`");
        }
        Some(_) => {}
    }
}

/// `ValidateIPBlock`.
pub(super) fn block(look: &mut Look<'_>) {
    let Some(network) = look.text("cidr").and_then(Network::parse) else { return };
    let except = look.get("except").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    for (index, other) in except.iter().enumerate() {
        let other = other.as_str().and_then(Network::parse);
        if other.is_some_and(|other| !other.is_strictly_in(network)) {
            look.say(&[key("except"), Segment::Index(index)], "must be a smaller network inside `cidr`");
        }
    }
}
