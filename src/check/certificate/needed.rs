//! The names by which others ask the servers of a release, and who they are.

use std::net::IpAddr;

use super::Name;
use crate::check::listener::{Listener, host, port, scheme};
use crate::check::peers::joins;
use crate::check::pods::pods;
use crate::check::server::{Server, given};
use crate::check::tree::{annotation, items, spec};
use crate::diagnostic::Label;
use crate::manifest::Object;

/// The most pods that are named one by one.
const MANY: i128 = 9;

/// Somebody who asks by a name.
#[derive(Clone, Debug)]
pub(in crate::check) struct User {
    /// Who, in words that follow "by which".
    pub(in crate::check) who: String,
    /// The place, if it is something of this release that checks the certificate.
    pub(in crate::check) label: Option<Label>,
    /// What makes it ask by another name, where something does.
    pub(in crate::check) instead: Option<&'static str>,
}

/// The names, those that are used first.
pub(super) fn names(server: &Server<'_>, listener: &Listener<'_>) -> Vec<Name> {
    let mut names = Names(Vec::new());
    probe(server, listener, &mut names);
    peers(server, &mut names);
    clients(server, &mut names);
    passed_through(server, &mut names);
    release(server, &mut names);
    names.0.sort_by_key(|name| !name.is_used());
    names.0
}

struct Names(Vec<Name>);

impl Names {
    fn add(&mut self, text: &str, who: impl Into<String>, label: Option<Label>, instead: Option<&'static str>) {
        // What only the pod or the cluster knows is no name.
        let is_name = |letter: char| letter.is_ascii_alphanumeric() || "-.:".contains(letter);
        if text.is_empty() || !text.chars().all(is_name) || is_replaced(text) {
            return;
        }
        let user = User { who: who.into(), label, instead };
        match self.0.iter_mut().find(|name| name.text == text) {
            Some(name) if name.users.iter().any(|other| other.who == user.who) && user.label.is_none() => {}
            Some(name) => name.users.push(user),
            None => self.0.push(Name { text: text.to_owned(), users: vec![user], is_valid: None }),
        }
    }
}

/// Whether the start script puts something else in the place of a word.
fn is_replaced(text: &str) -> bool {
    ["HOST_IP", "POD_IP", "HOSTNAME", "API_ADDR", "TRANSIT_ADDR", "RAFT_ADDR"].iter().any(|word| text.contains(word))
}

/// The command `vault status` asks the address in its environment and checks the certificate.
fn probe(server: &Server<'_>, listener: &Listener<'_>, names: &mut Names) {
    let Some(address) = server.pod.variable("VAULT_ADDR").filter(|address| scheme(address) == Some("https")) else {
        return;
    };
    let is_command = ["readinessProbe", "livenessProbe"]
        .iter()
        .any(|probe| server.pod.container.get(probe).is_some_and(|probe| probe.get("exec").is_some()));
    let skips =
        server.pod.variable("VAULT_SKIP_VERIFY").is_some_and(|text| matches!(text, "1" | "t" | "true" | "TRUE"));
    if skips || !is_command || port(address).is_some_and(|port| Some(port) != listener.port()) {
        return;
    }
    let path = ["server.extraEnvironmentVars.VAULT_TLS_SERVER_NAME", "server.extraEnvironmentVars.VAULT_ADDR"]
        .into_iter()
        .find(|path| server.subject.is_set(path));
    let asked = server.pod.variable("VAULT_TLS_SERVER_NAME").unwrap_or_else(|| host(address));
    let label = server.subject.label(
        path.unwrap_or("global.tlsDisable"),
        format!(
            "`vault status` connects to \
        `{asked}`"
        ),
    );
    names.add(asked, "the probe", Some(label), Some("VAULT_TLS_SERVER_NAME"));
}

/// Servers join each other by the API.
fn peers(server: &Server<'_>, names: &mut Names) {
    for join in server.any_raft().iter().flat_map(joins) {
        let by_name = given(&join.block.body, "leader_tls_servername");
        let asked = by_name.or_else(|| {
            let (value, address) = join.address.filter(|(_, address)| scheme(address) == Some("https"))?;
            Some((value, host(address)))
        });
        if let Some((value, asked)) = asked {
            let label = server.label(value.span, format!("asks `{asked}`"));
            names.add(asked, "`retry_join`", Some(label), Some("leader_tls_servername"));
        }
    }
}

/// The agents of injected pods, the CSI provider, and clients that a standby forwards.
fn clients(server: &Server<'_>, names: &mut Names) {
    let subject = server.subject;
    let address = |object: &Object, name: &str| {
        let pod = pods(std::slice::from_ref(object)).next()?;
        let found = pod.containers().into_iter().find_map(|container| container.variable(name).map(str::to_owned))?;
        (scheme(&found) == Some("https")).then_some(found)
    };
    for object in subject.objects {
        let (who, variable, switch) = match object.template.as_str() {
            "injector/deployment" => ("agents of injected pods", "AGENT_INJECT_VAULT_ADDR", "injector.enabled"),
            "csi/daemonset" => ("the CSI provider", "VAULT_ADDR", "csi.enabled"),
            _ => continue,
        };
        if let Some(address) = address(object, variable) {
            let asked = host(&address).to_owned();
            let label = subject.label_or_unset(switch, format!("{who} connect to `{asked}`"));
            names.add(&asked, who, Some(label), None);
        }
    }
    let redirect = server.pod.variable("VAULT_API_ADDR").filter(|address| scheme(address) == Some("https"));
    let asked = redirect.map(host).unwrap_or_default();
    let label = subject.label_if_set("server.ha.apiAddr", format!("clients are sent to `{asked}`"));
    names.add(asked, "clients that a standby forwards", label, None);
}

/// Who comes from outside, and TLS that no proxy ends before Vault.
fn passed_through(server: &Server<'_>, names: &mut Names) {
    const PASSES: [&str; 2] = ["nginx.ingress.kubernetes.io/ssl-passthrough", "haproxy.org/ssl-passthrough"];
    for object in server.subject.objects {
        let text = |value: &serde_json::Value| value.as_str().map(str::to_owned);
        let (hosts, passes, path): (Vec<String>, bool, &'static str) = match object.template.as_str() {
            "server/ingress" => (
                items(spec(object), "rules").iter().filter_map(|rule| text(rule.get("host")?)).collect(),
                PASSES.iter().any(|name| annotation(object, name) == Some("true")),
                "server.ingress.hosts",
            ),
            "server/route" => (
                spec(object).get("host").and_then(text).into_iter().collect(),
                spec(object).pointer("/tls/termination").and_then(|kind| kind.as_str()) == Some("passthrough"),
                "server.route.host",
            ),
            _ => continue,
        };
        for name in hosts {
            let who = if passes {
                "clients from outside, whose TLS is passed through"
            } else {
                "clients from outside, if TLS is passed through"
            };
            let label =
                (passes && server.subject.is_set(path)).then(|| server.subject.label(path, format!("asks `{name}`")));
            names.add(&name, who, label, None);
        }
    }
}

/// The pods and services of the release, by whatever asks for them.
fn release(server: &Server<'_>, names: &mut Names) {
    let facts = server.subject.facts();
    let (name, namespace) = (&facts.fullname, &facts.namespace);
    let pods = 0..if server.is_ha() { facts.server.replicas } else { 1 }.min(MANY);
    for ordinal in pods {
        names.add(&format!("{name}-{ordinal}.{name}-internal"), "the pod", None, None);
    }
    let templates = ["server/service", "server/ha-active-service", "server/ha-standby-service"];
    for service in server.subject.objects.iter().filter(|object| templates.contains(&object.template.as_str())) {
        for form in ["", &format!(".{namespace}"), &format!(".{namespace}.svc")] {
            names.add(&format!("{}{form}", service.name()), "the service", None, None);
        }
    }
    names.add(&IpAddr::from([127, 0, 0, 1]).to_string(), "commands in the pod", None, None);
}
