//! A secret in the plain text of a variable.

use crate::check::sensitive::{Variable, secret_variables};
use crate::check::{Confidence, Fault, Find, Purpose, Rule, Subject};
use crate::diagnostic::Label;
use crate::diagnostic::Severity;

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
