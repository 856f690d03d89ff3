//! Pods and their containers: `ValidatePodSpec` and what it calls.

use serde_json::{Map, Value};

use super::look::{Look, given, items, key, text, whole};
use super::texts::{LABEL_VALUE, QUALIFIED};
use crate::values::Segment;

/// The lists of containers that a pod may have.
pub(super) const CONTAINERS: [&str; 2] = ["initContainers", "containers"];

/// The grace that pods have unless they say otherwise.
const GRACE: i64 = 30;

/// The rules of a pod as a whole.
pub(super) fn spec(look: &mut Look<'_>) {
    names(look);
    init_containers(look);
    host_ports(look);
    hooks(look);
    if look.is_true("shareProcessNamespace") && look.is_true("hostPID") {
        look.say_of("shareProcessNamespace", "must not be true beside `hostPID`");
    }
    let servers = look.below("dnsConfig").map_or(0, |config| list(config, "nameservers"));
    if look.text("dnsPolicy") == Some("None") && servers == 0 {
        look.say(&[key("dnsConfig"), key("nameservers")], "must name a server when `dnsPolicy` is `None`");
    }
    if servers > 3 {
        look.say(&[key("dnsConfig"), key("nameservers")], "must not name more than 3 servers");
    }
    for (index, _) in look.items("hostAliases").into_iter().filter(|(_, alias)| text(alias, "ip").is_none()) {
        look.say(&[key("hostAliases"), Segment::Index(index), key("ip")], "must be an IP address");
    }
    for (index, _) in look.items("imagePullSecrets").into_iter().filter(|(_, secret)| text(secret, "name").is_none()) {
        look.say(&[key("imagePullSecrets"), Segment::Index(index), key("name")], "must not be empty");
    }
}

fn list(map: &Map<String, Value>, name: &str) -> usize {
    map.get(name).and_then(Value::as_array).map_or(0, Vec::len)
}

fn names(look: &mut Look<'_>) {
    let mut seen: Vec<&str> = Vec::new();
    for list in CONTAINERS {
        for (index, container) in look.items(list) {
            let Some(name) = text(container, "name") else { continue };
            if seen.contains(&name) {
                let way = [key(list), Segment::Index(index), key("name")];
                look.say(&way, "must not be the name of another container of the pod");
            }
            seen.push(name);
        }
    }
}

/// `validateInitContainers`: only those that go on running are probed.
fn init_containers(look: &mut Look<'_>) {
    for (index, container) in look.items("initContainers") {
        if text(container, "restartPolicy") == Some("Always") {
            continue;
        }
        for name in ["lifecycle", "livenessProbe", "readinessProbe", "startupProbe"] {
            if given(container, name).is_some() {
                let way = [key("initContainers"), Segment::Index(index), key(name)];
                look.say(&way, "must not stand in an init container without `restartPolicy: Always`");
            }
        }
    }
}

/// `checkHostPortConflicts` and `validateHostNetwork`.
fn host_ports(look: &mut Look<'_>) {
    let is_of_host = look.is_true("hostNetwork");
    let mut seen: Vec<(&str, &str, i64)> = Vec::new();
    for (index, container) in look.items("containers") {
        for (at, port) in items(container, "ports") {
            let inner = port.get("containerPort").and_then(whole).unwrap_or_default();
            let outer = port.get("hostPort").and_then(whole).filter(|port| *port != 0);
            let way = [key("containers"), Segment::Index(index), key("ports"), Segment::Index(at), key("hostPort")];
            if is_of_host && outer.is_some_and(|outer| outer != inner) {
                look.say(&way, "must be the `containerPort` when `hostNetwork` is true");
            }
            let Some(outer) = outer.or(is_of_host.then_some(inner)) else { continue };
            let one = (text(port, "protocol").unwrap_or("TCP"), text(port, "hostIP").unwrap_or_default(), outer);
            if seen.contains(&one) {
                look.say(&way, "must not be the port of the host that another port of the pod has");
            }
            seen.push(one);
        }
    }
}

/// `validateSleepAction`: a container that sleeps for longer than its grace is killed.
fn hooks(look: &mut Look<'_>) {
    let grace = look.number("terminationGracePeriodSeconds").unwrap_or(GRACE);
    for (index, container) in look.items("containers") {
        for hook in ["postStart", "preStop"] {
            let lifecycle = container.get("lifecycle").and_then(|lifecycle| lifecycle.get(hook));
            let seconds = lifecycle.and_then(|hook| hook.get("sleep")?.get("seconds")).and_then(whole);
            if seconds.is_some_and(|seconds| seconds > grace) {
                let steps = ["lifecycle", hook, "sleep", "seconds"].map(key);
                let way: Vec<Segment> = [key("containers"), Segment::Index(index)].into_iter().chain(steps).collect();
                look.say(&way, format!("must not be more than `terminationGracePeriodSeconds`, which is {grace}"));
            }
        }
    }
}

/// The rules of a container.
pub(super) fn container(look: &mut Look<'_>) {
    if !look.is_given("image") {
        look.say_of("image", "must be there and not empty");
    }
    for name in ["livenessProbe", "startupProbe"] {
        let successes = look.below(name).and_then(|probe| probe.get("successThreshold")).and_then(whole);
        if successes.is_some_and(|successes| successes > 1) {
            look.say(&[key(name), key("successThreshold")], "must be 1: only a readiness probe may require more");
        }
    }
    let has_grace =
        look.below("readinessProbe").is_some_and(|probe| given(probe, "terminationGracePeriodSeconds").is_some());
    if has_grace {
        look.say(&[key("readinessProbe"), key("terminationGracePeriodSeconds")], "must not stand in a readiness probe");
    }
    let is_privileged = look.below("securityContext").and_then(|context| context.get("privileged")?.as_bool());
    for (index, mount) in look.items("volumeMounts") {
        if text(mount, "mountPropagation") == Some("Bidirectional") && is_privileged != Some(true) {
            let way = [key("volumeMounts"), Segment::Index(index), key("mountPropagation")];
            look.say(&way, "must not be `Bidirectional` unless the container is privileged");
        }
    }
}

/// `ValidateEnv`.
pub(super) fn variable(look: &mut Look<'_>) {
    if look.text("value").is_some() && look.has("valueFrom") {
        look.say_of("valueFrom", "must not stand beside `value`: only one of them is taken");
    }
    // RelaxedEnvironmentVariableValidation is on since 1.32.
    let is_letter = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte);
    let name = look.text("name").unwrap_or_default();
    let is_old = name.bytes().all(is_letter) && !name.starts_with(|first: char| first.is_ascii_digit());
    if look.minor < 32 && !is_old {
        look.say_of("name", "must be made of letters, digits, `-`, `_` and `.` before Kubernetes 1.32");
    }
}

/// Where a variable comes from.
pub(super) fn variable_source(look: &mut Look<'_>) {
    look.one_of(&["fieldRef", "resourceFieldRef", "configMapKeyRef", "secretKeyRef", "fileKeyRef"], true);
    const FIELDS: [&str; 9] = [
        "metadata.name",
        "metadata.namespace",
        "metadata.uid",
        "spec.nodeName",
        "spec.serviceAccountName",
        "status.hostIP",
        "status.hostIPs",
        "status.podIP",
        "status.podIPs",
    ];
    field(look, &FIELDS);
    super::resources::field(look);
}

/// `validateObjectFieldSelector`: the fields that a pod may read of itself, and its labels and annotations by key.
pub(super) fn field(look: &mut Look<'_>, fields: &[&str]) {
    let Some(reference) = look.below("fieldRef") else { return };
    let path = text(reference, "fieldPath").unwrap_or_default();
    let keyed = ["metadata.labels", "metadata.annotations"].into_iter().find_map(|name| path.strip_prefix(name));
    let is_entry =
        keyed.and_then(|rest| rest.strip_prefix("['")?.strip_suffix("']")).is_some_and(|key| (QUALIFIED.is)(key));
    if !fields.contains(&path) && !is_entry {
        look.say(&[key("fieldRef"), key("fieldPath")], "must be a field that a pod may read, such as `status.podIP`");
    }
}

/// `ValidateSecurityContext`.
pub(super) fn security_context(look: &mut Look<'_>) {
    if look.get("allowPrivilegeEscalation").and_then(Value::as_bool) != Some(false) {
        return;
    }
    if look.is_true("privileged") {
        look.say_of("allowPrivilegeEscalation", "must not be false when `privileged` is true");
    }
    let added = look.below("capabilities").and_then(|capabilities| capabilities.get("add")?.as_array());
    // The server knows this capability under this name alone.
    if added.is_some_and(|added| added.iter().any(|name| name == "CAP_SYS_ADMIN")) {
        look.say_of("allowPrivilegeEscalation", "must not be false when the capability `CAP_SYS_ADMIN` is added");
    }
}

/// A profile of seccomp or AppArmor.
pub(super) fn profile(look: &mut Look<'_>) {
    let is_local = look.text("type") == Some("Localhost");
    match (is_local, look.is_given("localhostProfile")) {
        (true, false) => look.say_of("localhostProfile", "must be there when `type` is `Localhost`"),
        (false, true) => look.say_of("localhostProfile", "must not stand here unless `type` is `Localhost`"),
        _ => {}
    }
}

/// `ValidateTolerations`.
pub(super) fn toleration(look: &mut Look<'_>) {
    let operator = look.text("operator").unwrap_or("Equal");
    if look.text("key").is_none() && operator != "Exists" {
        look.say_of("operator", "must be `Exists` where no `key` is named");
    }
    if operator == "Exists" && look.text("value").is_some() {
        look.say_of("value", "must be empty when `operator` is `Exists`");
    }
    if look.has("tolerationSeconds") && look.text("effect") != Some("NoExecute") {
        look.say_of("tolerationSeconds", "must not stand here unless `effect` is `NoExecute`");
    }
}

/// What an operator of a selector compares with.
pub(super) fn requirement(look: &mut Look<'_>) {
    let values: Vec<&Value> = look.get("values").and_then(Value::as_array).into_iter().flatten().collect();
    match look.text("operator").unwrap_or_default() {
        operator @ ("In" | "NotIn") if values.is_empty() => {
            look.say_of("values", format!("must not be empty when `operator` is `{operator}`"));
        }
        operator @ ("Exists" | "DoesNotExist") if !values.is_empty() => {
            look.say_of("values", format!("must be empty when `operator` is `{operator}`"));
        }
        operator @ ("Gt" | "Lt") if values.len() != 1 => {
            look.say_of("values", format!("must hold one number when `operator` is `{operator}`"));
        }
        _ => {}
    }
    let is_of_labels = !look.way.iter().any(|step| *step == key("nodeAffinity"));
    for (index, value) in values.iter().enumerate().filter(|_| is_of_labels) {
        if value.as_str().is_some_and(|text| !(LABEL_VALUE.is)(text)) {
            look.say(&[key("values"), Segment::Index(index)], format!("must be {}", LABEL_VALUE.words));
        }
    }
}

/// `validateTopologySpreadConstraints`.
pub(super) fn spread(look: &mut Look<'_>) {
    if look.has("minDomains") && look.text("whenUnsatisfiable") != Some("DoNotSchedule") {
        look.say_of("minDomains", "must not stand here unless `whenUnsatisfiable` is `DoNotSchedule`");
    }
}
