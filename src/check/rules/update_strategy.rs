//! Servers that are replaced in the order of their names.

use crate::check::server::Server;
use crate::check::{Confidence, Fault, Find, Purpose, Rule, Subject};
use crate::diagnostic::Severity;

pub(super) static RULE: Rule = Rule {
    id: "update-strategy",
    severity: Severity::Warning,
    confidence: Confidence::Medium,
    purpose: Purpose::Production,
    title: "a change replaces the servers in the order of their names",
    why: "`RollingUpdate` replaces the pods from the last to the first, whichever of them is active, and goes on as soon \
          as a pod is ready: an upgrade then meets the active server before all standbys, and stops for good where the \
          new pod waits to be unsealed by hand.",
    fix: "Set `server.updateStrategyType: OnDelete`, which is the default, and delete the standbys first, one by one, \
          and the active server last.",
    link: Some("https://developer.hashicorp.com/vault/docs/upgrading#ha-installations"),
    find: Find::Looking(find),
};

fn find(subject: &Subject<'_>) -> Vec<Fault> {
    let Some(server) = Server::of(subject).filter(Server::is_ha) else { return Vec::new() };
    let path = "server.updateStrategyType";
    // Without a strategy Kubernetes rolls as well.
    let strategy = subject.values().given_text(path);
    if strategy == Some("OnDelete") || subject.facts().server.replicas < 2 {
        return Vec::new();
    }
    let is_sealed_by_hand = server.body.block("seal").is_none() && !server.reads_more();
    let note = is_sealed_by_hand.then(|| "there is no `seal`: each new pod waits to be unsealed by hand".to_owned());
    vec![
        Fault::new("a change replaces the servers in the order of their names, the active one among them")
            .at(subject.label(path, "rolls through all pods"))
            .also_note(note)
            .in_object(server.pod.object, "spec.updateStrategy")
            .help(format!("set `{path}: OnDelete`, and delete the active server's pod last")),
    ]
}
