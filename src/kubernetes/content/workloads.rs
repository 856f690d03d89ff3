//! What makes pods: `pkg/apis/apps/validation`, `batch`, `autoscaling` and `policy`.

use serde_json::{Map, Value};

use super::look::{Look, given, key, text, whole};
use super::metadata::of_metadata;

/// A Deployment.
pub(super) fn deployment(look: &mut Look<'_>) {
    always(look);
    if let Some(strategy) = look.below("strategy") {
        let rolling = given(strategy, "rollingUpdate");
        if text(strategy, "type") == Some("Recreate") && rolling.is_some() {
            look.say(&[key("strategy"), key("rollingUpdate")], "must not stand here when `type` is `Recreate`");
        }
        if rolling.is_some_and(|rolling| is_none(rolling, "maxSurge") && is_none(rolling, "maxUnavailable")) {
            let way = ["strategy", "rollingUpdate", "maxUnavailable"].map(key);
            look.say(&way, "must not be 0 when `maxSurge` is 0");
        }
    }
    let deadline = look.number("progressDeadlineSeconds").unwrap_or(600);
    if deadline <= look.number("minReadySeconds").unwrap_or_default() {
        let field = if look.has("progressDeadlineSeconds") { "progressDeadlineSeconds" } else { "minReadySeconds" };
        look.say_of(field, "must leave `progressDeadlineSeconds` more than `minReadySeconds`");
    }
}

/// Whether a number or percentage is there and none.
fn is_none(rolling: &Value, name: &str) -> bool {
    let value = rolling.get(name);
    value.and_then(whole) == Some(0) || value.and_then(Value::as_str).is_some_and(|text| matches!(text, "0%" | "00%"))
}

/// A DaemonSet.
pub(super) fn daemon_set(look: &mut Look<'_>) {
    always(look);
    let Some(rolling) = look.below("updateStrategy").and_then(|strategy| given(strategy, "rollingUpdate")) else {
        return;
    };
    let is_given = |name: &str| rolling.get(name).is_some_and(|value| !value.is_null());
    // One pod may be unavailable unless it is said otherwise.
    if is_given("maxSurge") && !is_none(rolling, "maxSurge") && !is_none(rolling, "maxUnavailable") {
        let way = ["updateStrategy", "rollingUpdate", "maxSurge"].map(key);
        let must = match is_given("maxUnavailable") {
            true => "must not stand beside `maxUnavailable`: only one of them may be more than 0",
            false => "needs `maxUnavailable: 0` beside it: only one of them may be more than 0",
        };
        look.say(&way, must);
    }
}

/// A StatefulSet. The server takes what its pods look like unseen, and refuses the pods.
pub(super) fn stateful_set(look: &mut Look<'_>) {
    always(look);
    let Some(strategy) = look.below("updateStrategy") else { return };
    if text(strategy, "type") == Some("OnDelete") && given(strategy, "rollingUpdate").is_some() {
        look.say(&[key("updateStrategy"), key("rollingUpdate")], "must not stand here when `type` is `OnDelete`");
    }
}

/// What keeps pods running: a selector that its template matches, and pods that are restarted always.
pub(super) fn always(look: &mut Look<'_>) {
    selector(look);
    let Some(spec) = template_spec(look.map) else { return };
    if text(spec, "restartPolicy").is_some_and(|policy| policy != "Always") {
        look.say(&["template", "spec", "restartPolicy"].map(key), "must be `Always` here");
    }
    if given(spec, "activeDeadlineSeconds").is_some() {
        look.say(&["template", "spec", "activeDeadlineSeconds"].map(key), "must not stand here, only in a Job or Pod");
    }
}

fn selector(look: &mut Look<'_>) {
    let Some(selector) = look.below("selector") else { return };
    // A ReplicationController's selector is the labels themselves.
    let is_plain = look.object.get("kind").and_then(Value::as_str) == Some("ReplicationController");
    let labels = if is_plain { Some(selector) } else { selector.get("matchLabels").and_then(Value::as_object) };
    let expressions = selector.get("matchExpressions").and_then(Value::as_array).is_some_and(|list| !list.is_empty());
    if labels.is_none_or(Map::is_empty) && !expressions {
        return look.say_of("selector", "must not be empty");
    }
    let Some(template) = look.below("template") else { return };
    let of_pods = template.get("metadata").and_then(|metadata| metadata.get("labels")?.as_object());
    let is_there = |(name, value): (&String, &Value)| of_pods.and_then(|labels| labels.get(name)) == Some(value);
    if !labels.into_iter().flatten().all(is_there) {
        look.say(&["template", "metadata", "labels"].map(key), "must match the `selector`");
    }
}

/// A template of pods.
pub(super) fn template(look: &mut Look<'_>) {
    let Some(metadata) = look.below("metadata") else { return };
    of_metadata(look, metadata, &["metadata"]);
}

fn template_spec(map: &Map<String, Value>) -> Option<&Map<String, Value>> {
    map.get("template")?.get("spec")?.as_object()
}

/// A Job: its pods come to an end.
pub(super) fn job(look: &mut Look<'_>) {
    let policy = template_spec(look.map).and_then(|spec| text(spec, "restartPolicy")).unwrap_or("Always");
    if template_spec(look.map).is_some() && !matches!(policy, "OnFailure" | "Never") {
        look.say(&["template", "spec", "restartPolicy"].map(key), "must be `OnFailure` or `Never` in a Job");
    }
    if look.text("completionMode") == Some("Indexed") && !look.has("completions") {
        look.say_of("completions", "must be there when `completionMode` is `Indexed`");
    }
    if look.has("selector") && !look.is_true("manualSelector") {
        look.say_of("selector", "must not stand here: the server makes one");
    }
}

/// `ValidatePodDisruptionBudgetSpec`.
pub(super) fn budget(look: &mut Look<'_>) {
    look.one_of(&["minAvailable", "maxUnavailable"], false);
    for name in ["minAvailable", "maxUnavailable"] {
        let percent = look.text(name).and_then(|text| text.strip_suffix('%')).and_then(|text| text.parse::<u64>().ok());
        if percent.is_some_and(|percent| percent > 100) {
            look.say_of(name, "must not be more than 100%");
        }
    }
}

/// `validateHorizontalPodAutoscalerSpec`.
pub(super) fn autoscaler(look: &mut Look<'_>) {
    let (least, most) = (look.number("minReplicas"), look.number("maxReplicas"));
    if least.zip(most).is_some_and(|(least, most)| least > most) {
        look.say_of("maxReplicas", "must not be less than `minReplicas`");
    }
    let is_of_others = |metric: &Map<String, Value>| matches!(text(metric, "type"), Some("Object" | "External"));
    if least == Some(0) && !look.items("metrics").into_iter().any(|(_, metric)| is_of_others(metric)) {
        look.say_of("minReplicas", "must not be 0 without a metric of type `Object` or `External`");
    }
}

/// The source of a metric is that of its type.
pub(super) fn metric(look: &mut Look<'_>) {
    let field = match look.text("type").unwrap_or_default() {
        "ContainerResource" => "containerResource",
        "External" => "external",
        "Object" => "object",
        "Pods" => "pods",
        "Resource" => "resource",
        _ => return,
    };
    if !look.has(field) {
        look.say_of(field, "must be there for a metric of this type");
    }
    for other in ["containerResource", "external", "object", "pods", "resource"] {
        if other != field && look.has(other) {
            look.say_of(
                other,
                format!("must not stand beside `{field}`: only the source of the metric's type is taken"),
            );
        }
    }
}
