//! What to do with what was rendered, in three lines, for a person who sees them.

use crate::cli::release::Asked;
use crate::cli::streams::{is_terminal_or_file, say};
use crate::embedded::Kind;
use crate::manifest::Object;

/// Where rendered manifests went.
pub(in crate::cli) enum Delivered {
    /// To standard output.
    Printed,
    /// Into this folder.
    Folder(String),
}

/// Says what the objects give, how to apply them and how to open the user interface: where standard output is a
/// terminal or a file, never where it is a pipe that somebody else reads from.
pub(in crate::cli) fn notes(objects: &[Object], asked: &Asked, delivered: &Delivered) {
    if is_terminal_or_file() {
        say(&text(objects, asked.release.namespace(), delivered));
        if asked.kind == Some(Kind::HelmRelease) && loses_variables(objects) {
            say(FLUX);
        }
    }
}

/// What Flux does to variables of the shell where a Kustomization with `postBuild` applies the objects.
/// <https://fluxcd.io/flux/components/kustomize/kustomizations/#post-build-variable-substitution>
const FLUX: &str = "flux:  as manifests of a Kustomization with `postBuild` these lose `${HOST_IP?}` of the start script, unless \
                    `server.statefulSet.annotations` holds `kustomize.toolkit.fluxcd.io/substitute: disabled`";

fn loses_variables(objects: &[Object]) -> bool {
    let is_kept = |object: &Object| {
        let annotations = object.tree.get("metadata").and_then(|metadata| metadata.get("annotations"));
        annotations.is_some_and(|annotations| annotations.get("kustomize.toolkit.fluxcd.io/substitute").is_some())
    };
    objects.iter().any(|object| object.kind() == "StatefulSet" && !is_kept(object))
}

fn text(objects: &[Object], namespace: &str, delivered: &Delivered) -> String {
    let apply = match delivered {
        Delivered::Printed => format!("kubectl apply -n {namespace} -f FILE"),
        Delivered::Folder(folder) => format!("kubectl apply -n {namespace} -R -f {folder}"),
    };
    let servers = objects.iter().find(|object| object.kind() == "StatefulSet");
    let forward = |what: &str, port: u64| format!("open:  kubectl port-forward -n {namespace} {what} 8200:{port}");
    let open = match (servers, service(objects)) {
        (Some(_), Some((name, port))) => forward(&format!("service/{name}"), port),
        (Some(servers), None) => forward(&format!("pod/{}-0", servers.name()), 8200),
        (None, Some(_)) => "open:  no server is rendered: none of its modes is on".to_owned(),
        (None, None) => "open:  Vault runs elsewhere; only its clients are installed".to_owned(),
    };
    format!("\ngives: {}\napply: {apply}\n{}{open}", gives(objects), hooks(objects))
}

/// What `kubectl apply` makes of hooks: it knows none, and runs them like everything else.
fn hooks(objects: &[Object]) -> String {
    let names: Vec<String> = objects
        .iter()
        .filter(|object| !object.hooks().is_empty())
        .map(|object| format!("{}/{}", object.kind(), object.name()))
        .collect();
    if names.is_empty() {
        return String::new();
    }
    format!("hooks: kubectl runs {} as well; `--skip-tests` or `--for-apply` leaves them out\n", names.join(", "))
}

/// `24 objects: Vault with 3 servers, the injector`.
fn gives(objects: &[Object]) -> String {
    let find = |kind: &str| objects.iter().find(|object| object.kind() == kind);
    let servers = find("StatefulSet").and_then(|set| set.tree.get("spec")?.get("replicas")?.as_u64());
    let mut parts = Vec::new();
    parts.extend(servers.map(|count| format!("Vault with {count} server{}", if count == 1 { "" } else { "s" })));
    parts.extend(find("Deployment").map(|_| "the injector".to_owned()));
    parts.extend(find("DaemonSet").map(|_| "the CSI provider".to_owned()));
    let count = objects.len();
    let plural = if count == 1 { "" } else { "s" };
    if parts.is_empty() {
        format!("{count} object{plural}")
    } else {
        format!("{count} object{plural}: {}", parts.join(", "))
    }
}

/// The service of the user interface, or the one of the servers.
fn service(objects: &[Object]) -> Option<(&str, u64)> {
    let services = || objects.iter().filter(|object| object.kind() == "Service");
    let of_template = |name: &str| services().find(|object| object.template == name);
    let service = of_template("ui/service").or_else(|| of_template("server/service"))?;
    let port = service.tree.get("spec")?.get("ports")?.get(0)?.get("port")?.as_u64()?;
    Some((service.name(), port))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn notes_say_what_comes_next() {
        let object = |template: &str, kind: &str, spec: serde_json::Value| {
            let tree = json!({"apiVersion": "v1", "kind": kind, "metadata": {"name": "my-vault"}, "spec": spec});
            Object::new(template, "", tree).expect("an object")
        };
        let set = object("server/statefulset", "StatefulSet", json!({"replicas": 3}));
        let service = object("server/service", "Service", json!({"ports": [{"port": 8202}]}));
        let lines = text(&[set, service], "prod", &Delivered::Printed);
        assert_eq!(
            lines.lines().collect::<Vec<_>>(),
            [
                "",
                "gives: 2 objects: Vault with 3 servers",
                "apply: kubectl apply -n prod -f FILE",
                "open:  kubectl port-forward -n prod service/my-vault 8200:8202",
            ]
        );
        let injector = object("injector/deployment", "Deployment", json!({}));
        let lines = text(&[injector], "prod", &Delivered::Folder("out".to_owned()));
        assert!(
            lines.contains("gives: 1 object: the injector\napply: kubectl apply -n prod -R -f out\nopen:  Vault runs")
        );
    }
}
