//! What every object must have: a name of its kind's form, labels and annotations.
//! `ValidateObjectMeta` of apimachinery, and `ValidateXName` of each kind.

use serde_json::{Map, Value};

use super::form::Text;
use super::look::{Look, key, text};
use super::texts::{LABEL, LABEL_1035, LABEL_VALUE, PATH_SEGMENT, QUALIFIED, SUBDOMAIN};
use super::walk::not_of;

/// The most bytes that keys and values of all annotations may have together.
const ANNOTATIONS: usize = 256 * 1024;

/// The rules of the metadata of an object.
pub(super) fn look(look: &mut Look<'_>) {
    let Some(metadata) = look.below("metadata") else { return };
    let kind = text(look.map, "kind").unwrap_or_default();
    match text(metadata, "name") {
        None => look.say(&[key("metadata"), key("name")], "must be there: `kubectl apply` finds an object by its name"),
        Some(name) => {
            let form = form(look.map, kind, look.minor);
            if !(form.is)(name) {
                look.say(&[key("metadata"), key("name")], not_of(form, name));
            }
            // The controllers add to these names: `ValidateCronJobCreate`, and the label that a Job gives its pods.
            let most = match kind {
                "CronJob" => 52,
                "Job" => 63,
                "CSIDriver" => 63,
                _ => usize::MAX,
            };
            if name.len() > most {
                look.say(&[key("metadata"), key("name")], format!("must have no more than {most} characters"));
            }
        }
    }
    if text(metadata, "namespace").is_some_and(|namespace| !(LABEL.is)(namespace)) {
        look.say(&[key("metadata"), key("namespace")], format!("must be {}", LABEL.words));
    }
    of_metadata(look, metadata, &["metadata"]);
}

/// The labels and annotations of an object or a template of pods.
pub(super) fn of_metadata(look: &mut Look<'_>, metadata: &Map<String, Value>, way: &[&str]) {
    let below = |more: &[&str]| way.iter().chain(more).map(|step| key(step)).collect::<Vec<_>>();
    let entries = |name: &str| metadata.get(name).and_then(Value::as_object).into_iter().flatten();
    for (label, value) in entries("labels") {
        if !(QUALIFIED.is)(label) {
            look.say(&below(&["labels", label]), format!("must have a key that is {}", QUALIFIED.words));
        }
        if value.as_str().is_some_and(|text| !(LABEL_VALUE.is)(text)) {
            look.say(&below(&["labels", label]), format!("must be {}", LABEL_VALUE.words));
        }
    }
    let mut size = 0;
    for (annotation, value) in entries("annotations") {
        size += annotation.len() + value.as_str().map_or(0, str::len);
        // Upper case is taken here, in the domain as well.
        if !(QUALIFIED.is)(&annotation.to_lowercase()) {
            look.say(&below(&["annotations", annotation]), format!("must have a key that is {}", QUALIFIED.words));
        }
    }
    if size > ANNOTATIONS {
        look.say(&below(&["annotations"]), "must not have more than 256 KiB together");
    }
}

fn form(object: &Map<String, Value>, kind: &str, minor: u64) -> &'static Text {
    let group = text(object, "apiVersion").and_then(|version| version.split_once('/')).map_or("", |(group, _)| group);
    match (group, kind) {
        ("rbac.authorization.k8s.io", _) => &PATH_SEGMENT,
        // What OpenShift serves by its own servers has forms of its own.
        (group, _) if group.ends_with("openshift.io") => &PATH_SEGMENT,
        ("", "Namespace") => &LABEL,
        // RelaxedServiceNameValidation came with 1.34.
        ("", "Service") if minor >= 34 => &LABEL,
        ("", "Service") => &LABEL_1035,
        // Pods of a set with dots in its name were never made; refused since 1.27.
        ("apps", "StatefulSet") if minor >= 27 => &LABEL,
        ("certificates.k8s.io", "ClusterTrustBundle") => &PATH_SEGMENT,
        _ => &SUBDOMAIN,
    }
}
