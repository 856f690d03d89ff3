//! A client that does not verify certificates.

use serde_json::Value;

use crate::check::pods::pods;
use crate::check::{Confidence, Fault, Find, Purpose, Rule, Subject};
use crate::diagnostic::Severity;
use crate::manifest::Object;
use crate::yaml::Node;

pub(super) static RULE: Rule = Rule {
    id: "skip-verify",
    severity: Severity::Warning,
    confidence: Confidence::High,
    purpose: Purpose::Production,
    title: "a client of Vault does not verify its certificate",
    why: "A client that accepts any certificate gives its token to whoever answers in the place of Vault.",
    fix: "Remove the setting, and name the certificate authority: `VAULT_CACERT`, or the annotation \
          `vault.hashicorp.com/ca-cert` of the pods.",
    link: Some("https://developer.hashicorp.com/vault/docs/commands#vault_skip_verify"),
    find: Find::Looking(find),
};

const VARIABLES: [&str; 2] = ["VAULT_SKIP_VERIFY", "AGENT_INJECT_VAULT_SKIP_VERIFY"];

fn find(subject: &Subject<'_>) -> Vec<Fault> {
    let mut faults = Vec::new();
    for pod in pods(subject.objects) {
        for container in pod.containers() {
            for name in VARIABLES.into_iter().filter(|name| container.variable(name).is_some_and(is_true)) {
                faults.push(fault(subject, pod.object, &container.path, name));
            }
        }
    }
    let arguments = subject.chart.values().at("csi.extraArgs").map(Node::to_json);
    let skips = |argument: &Value| argument.as_str().is_some_and(|text| text.contains("-vault-skip-tls-verify"));
    if arguments.as_ref().and_then(Value::as_array).is_some_and(|all| all.iter().any(skips))
        && subject.objects.iter().any(|object| object.template == "csi/daemonset")
    {
        faults.push(
            Fault::new("the CSI provider does not verify the certificate of Vault")
                .at(subject.label_or_unset("csi.extraArgs", "any certificate is accepted"))
                .help("remove `-vault-skip-tls-verify`, and name the authority with `-vault-tls-ca-cert`"),
        );
    }
    Fault::once_a_place(faults)
}

fn is_true(text: &str) -> bool {
    matches!(text, "1" | "t" | "T" | "true" | "TRUE" | "True")
}

fn fault(subject: &Subject<'_>, object: &Object, path: &str, name: &str) -> Fault {
    let part = if object.template.starts_with("injector/") { "injector" } else { "server" };
    let map = format!("{part}.extraEnvironmentVars");
    let value = format!("{map}.{name}");
    let value = if subject.is_set(&value) { value } else { map };
    Fault::new(format!("`{name}` switches off that certificates are verified"))
        .at(subject.label_or_unset(&value, "any certificate is accepted"))
        .in_object(object, format!("{path}.env"))
        .help(format!("remove `{name}`, and set `VAULT_CACERT` to the certificate authority's file"))
}
