//! An API that the version of Kubernetes does not serve.

use crate::chart::EXTRA_OBJECTS;
use crate::check::{Confidence, Fault, Find, Purpose, Rule, Subject};
use crate::diagnostic::Severity;
use crate::kubernetes;
use crate::manifest::Object;

pub(super) static RULE: Rule = Rule {
    id: "kubernetes-api",
    severity: Severity::Error,
    confidence: Confidence::High,
    purpose: Purpose::Any,
    title: "an object is of an API that this version of Kubernetes does not serve",
    why: "The API server answers that it knows no such kind, and nothing of the object comes to be.",
    fix: "Name the version of the cluster with `--kube-version`, and turn off what makes the object or move it to the \
          API that replaced it.",
    link: Some("https://kubernetes.io/docs/reference/using-api/deprecation-guide/"),
    find: Find::Looking(find),
};

fn find(subject: &Subject<'_>) -> Vec<Fault> {
    subject.objects.iter().filter_map(|object| fault(object, subject)).collect()
}

fn fault(object: &Object, subject: &Subject<'_>) -> Option<Fault> {
    let minor = subject.release.kube_version.minor();
    let problem = kubernetes::served(object.api_version(), object.kind(), minor).err()?;
    let switch = match object.template.as_str() {
        EXTRA_OBJECTS => "extraObjects",
        _ if object.kind() == "PodSecurityPolicy" => "global.psp.enable",
        _ => "",
    };
    let title = format!("`{}` of {} `{}` {problem}", object.api_version(), object.kind(), object.name());
    Some(Fault::new(title).at(subject.label(switch, "makes the object")).in_object(object, ""))
}
