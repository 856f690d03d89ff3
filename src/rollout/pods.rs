//! The servers themselves: restarted standbys first and the active one last, one at a time.
//!
//! A standby must never run an older version than the active server that it may have to replace, so the chart's
//! StatefulSet leaves its pods alone (`OnDelete`) and somebody has to delete them in the right order. The data is on
//! volumes, which outlive the pods.

use serde_json::Value;

use super::server::{CONTAINER, Server, at};
use super::step::{Only, Step};
use super::workloads::changes_pods;
use crate::diff::{Diff, ObjectDiff, ObjectOp};

/// The shell variable that holds the name of the active pod.
const ACTIVE: &str = "$ACTIVE";
/// Says which pod that is, or stops.
const SAY_ACTIVE: &str = "echo \"active: ${ACTIVE:?no server is active}\"";

/// Restarts the servers, if the change needs it.
pub(super) fn restart(diff: &Diff, before: &Server, after: &Server) -> Vec<Step> {
    // Pods that an added replica brings are new anyway; those that go away need no restart.
    let replicas = before.replicas.min(after.replicas);
    let migrates = before.seal != after.seal && !before.dev && !after.dev;
    let server = Server { replicas, migrates, ..after.clone() };
    match (needs_restart(diff, after), after.on_delete) {
        (false, _) => Vec::new(),
        (true, false) => vec![rolling(&server)],
        (true, true) if !server.has_standbys() => vec![single(&server)],
        (true, true) => standbys_first(&server),
    }
}

/// Whether the servers must restart for the change to take effect.
pub(super) fn needs_restart(diff: &Diff, after: &Server) -> bool {
    diff.objects.iter().any(|object| is_set(object, after) && changes_pods(object) || is_read(object, after))
}

fn is_set(object: &ObjectDiff, server: &Server) -> bool {
    object.id.kind == "StatefulSet" && object.id.name == server.name
}

/// Whether the object is one that the servers read when they start.
fn is_read(object: &ObjectDiff, server: &Server) -> bool {
    if !matches!(object.id.kind.as_str(), "ConfigMap" | "Secret") || object.op != ObjectOp::Changed {
        return false;
    }
    let has_data = object.changes.iter().any(|change| !change.path.to_string().starts_with("metadata"));
    let named = |value: &Value| value.as_str() == Some(object.id.name.as_str());
    has_data && at(&server.set, "/spec/template/spec").is_some_and(|spec| holds(spec, &named))
}

fn holds(value: &Value, wanted: &impl Fn(&Value) -> bool) -> bool {
    match value {
        Value::Array(list) => list.iter().any(|item| holds(item, wanted)),
        Value::Object(map) => {
            let is_name = |key: &str| matches!(key, "name" | "secretName");
            map.iter().any(|(key, value)| (is_name(key) && wanted(value)) || holds(value, wanted))
        }
        _ => false,
    }
}

fn rolling(server: &Server) -> Step {
    let step = Step::new(
        format!("Watch the pods of {} restart", server.name),
        "The strategy is `RollingUpdate`: Kubernetes restarts them from the highest number down, whichever is active, \
         and waits until each one is ready.",
    );
    let step = server.pods().fold(step, |step, pod| unseal(step, server, &pod));
    step.run(server.kubectl("rollout status", &format!("statefulset/{} --timeout=15m", server.name)))
}

fn single(server: &Server) -> Step {
    let pod = server.pod(0);
    let step = Step::new(
        format!("Restart {pod}"),
        "There is no other server: Vault does not answer until this one is back and unsealed. Its data is on its \
         volume and stays.",
    );
    replace(step, server, &pod)
}

fn standbys_first(server: &Server) -> Vec<Step> {
    let mut steps = vec![find_active(server)];
    for (index, pod) in server.pods().enumerate() {
        let why = match index {
            0 => {
                "A standby must never run an older version than the active server that it may replace, so standbys \
                 come first, one at a time. Its data is on its volume and stays."
            }
            _ => "The next one, once the one before is ready.",
        };
        let step = Step::new(format!("Restart the standby {pod}"), why);
        let mut step = healthy(replace(step, server, &pod), server, &pod);
        step.only = Some(Only::UnlessActive(pod));
        steps.push(step);
    }
    steps.push(active_last(server));
    steps
}

fn find_active(server: &Server) -> Step {
    let step = Step::new("Find the active server", "It comes last; its name is kept for the steps below.");
    if server.labelled {
        return step.run(format!(
            "ACTIVE=$(kubectl get pods -n {} -l {},vault-active=true -o jsonpath='{{.items[0].metadata.name}}'); \
             {SAY_ACTIVE}",
            server.namespace,
            server.selector()
        ));
    }
    let pods: Vec<String> = server.pods().collect();
    step.run(format!(
        "ACTIVE=$(for pod in {}; do kubectl exec -n {} \"$pod\" -c {CONTAINER} -- vault status 2>/dev/null | \
         grep -q '^HA Mode  *active' && echo \"$pod\"; done; true); {SAY_ACTIVE}",
        pods.join(" "),
        server.namespace
    ))
}

fn active_last(server: &Server) -> Step {
    let step = Step::new(
        "Let the active server step down, and restart it",
        "A standby of the new version takes over within seconds; clients are sent to it.",
    )
    .look("To step down needs a token with rights on `sys/step-down`: `vault login` in the pod first.")
    .run(server.vault(&format!("\"{ACTIVE}\""), "operator step-down"));
    healthy(replace(step, server, &format!("\"{ACTIVE}\"")), server, &format!("\"{ACTIVE}\""))
}

/// Deletes a pod, and waits until it is back, unsealed and ready.
fn replace(step: Step, server: &Server, pod: &str) -> Step {
    let step = step.run(server.kubectl("delete pod", pod));
    let back = format!("until kubectl get pod -n {} {pod} >/dev/null 2>&1; do sleep 1; done", server.namespace);
    let step = step.run(back);
    unseal(step, server, pod).run(server.kubectl("wait", &format!("--for=condition=Ready --timeout=5m pod {pod}")))
}

/// What unseals a server that has started.
fn unseal(step: Step, server: &Server, pod: &str) -> Step {
    let started =
        || server.kubectl("wait", &format!("--for=jsonpath='{{.status.phase}}'=Running --timeout=5m pod {pod}"));
    match &server.seal {
        _ if server.dev => step,
        _ if server.migrates => step
            .run(started())
            .run(server.vault(pod, "operator unseal -migrate"))
            .look("The seal changes: repeat it with further key shares, those of before, until it says `Sealed false`."),
        Some(seal) => step.look(format!("It unseals itself by `{seal}`.")),
        None => step.run(started()).run(server.vault(pod, "operator unseal")).look(
            "There is no seal stanza: repeat `vault operator unseal` with further key shares until it says `Sealed false`.",
        ),
    }
}

fn healthy(step: Step, server: &Server, pod: &str) -> Step {
    step.run(server.vault(pod, "status")).when(server.raft, |step| {
        step.look("With a token, `vault operator raft autopilot state` must say `Healthy true` before the next one.")
    })
}

/// Servers that were not there before.
pub(super) fn grow(before: &Server, after: &Server) -> Vec<Step> {
    let added = before.replicas..after.replicas.min(before.replicas.saturating_add(100));
    let join = |pod: String| {
        let step = Step::new(
            format!("Let {pod} join"),
            if after.raft {
                "It joins by `retry_join`, and takes part once it is unsealed."
            } else {
                "It becomes one more standby."
            },
        );
        let step =
            step.run(format!("until kubectl get pod -n {} {pod} >/dev/null 2>&1; do sleep 1; done", after.namespace));
        let step = unseal(step, after, &pod);
        step.run(after.kubectl("wait", &format!("--for=condition=Ready --timeout=5m pod {pod}")))
    };
    added.map(|ordinal| join(after.pod(ordinal))).collect()
}

/// The first start of servers that hold no data yet.
pub(super) fn first_start(server: &Server) -> Vec<Step> {
    let first = server.pod(0);
    if server.dev {
        return vec![
            Step::new("Wait for the dev server", "It starts unsealed, and keeps everything in memory.")
                .run(server.kubectl("rollout status", &format!("statefulset/{} --timeout=5m", server.name))),
        ];
    }
    let running =
        server.kubectl("wait", &format!("--for=jsonpath='{{.status.phase}}'=Running --timeout=5m pod {first}"));
    let init = Step::new(
        format!("Initialize Vault on {first}"),
        "This is done once in the life of a cluster. It prints the key shares and the root token: keep them safe, and \
         apart from each other.",
    )
    .run(running)
    .run(server.vault(&first, "operator init"));
    let mut steps = vec![init];
    for ordinal in 0..server.replicas.min(100) {
        let pod = server.pod(ordinal);
        let why = if ordinal == 0 { "It becomes the active server." } else { "It joins the first one." };
        let step = unseal(Step::new(format!("Start {pod}"), why), server, &pod);
        steps.push(step.run(server.kubectl("wait", &format!("--for=condition=Ready --timeout=5m pod {pod}"))));
    }
    steps
}
