//! A secret in the plain text of a variable.

use crate::check::{Confidence, Fault, Find, Purpose, Rule, Subject};
use crate::diagnostic::Label;
use crate::diagnostic::Severity;
use crate::secrets::looks_secret;
use crate::source::Span;
use crate::yaml::{Data, Node};

/// The maps of variables in the values.
const VARIABLES: [&str; 2] = ["server.extraEnvironmentVars", "injector.extraEnvironmentVars"];

/// A variable whose value is a secret.
struct Variable<'n> {
    /// The map that holds it.
    path: &'static str,
    name: &'n str,
    /// Where the value stands.
    span: Span,
}

pub(super) static RULE: Rule = Rule {
    id: "env-secret",
    severity: Severity::Warning,
    confidence: Confidence::High,
    purpose: Purpose::Any,
    title: "a variable holds a secret as plain text",
    why: "The value stands in the StatefulSet or Deployment, readable for everyone who may read those, and in the \
          values file.",
    fix: "Put it into a Secret, and name that in `server.extraSecretEnvironmentVars`.",
    link: Some("https://kubernetes.io/docs/concepts/security/secrets-good-practices/"),
    find: Find::Looking(find),
};

fn find(subject: &Subject<'_>) -> Vec<Fault> {
    let fault = |variable: Variable<'_>| {
        let Variable { path, name, span } = variable;
        let capitals = name.to_uppercase().replace('.', "_");
        let label = Label::new(span, "readable in the manifest");
        let fault = Fault::new(format!("`{path}.{name}` holds a secret")).at(label);
        match path.starts_with("server.") {
            true => fault.help(format!(
                "put it into a Secret, and add `{{envName: {capitals}, secretName: …, secretKey: …}}` to `server.extraSecretEnvironmentVars`"
            )),
            false => fault.help("the injector itself needs no secret: remove the variable"),
        }
    };
    secret_variables(subject.user).into_iter().map(fault).collect()
}

/// The variables of the user's values that hold secrets.
fn secret_variables(user: &Node) -> Vec<Variable<'_>> {
    let mut found = Vec::new();
    for path in VARIABLES {
        for (name, entry) in user.at(path).and_then(Node::as_map).into_iter().flatten() {
            let value = match &entry.value.data {
                Data::Text(text) => text.clone(),
                Data::Number(number) => number.to_string(),
                _ => continue,
            };
            if looks_secret(name, &value) {
                found.push(Variable { path, name, span: entry.value.span });
            }
        }
    }
    found
}
