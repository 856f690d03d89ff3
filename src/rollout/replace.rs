//! The servers themselves: replaced standbys first and the active one last, one at a time.
//!
//! A standby must never run an older version than the active server that it may have to replace, so the chart's
//! StatefulSet leaves its pods alone (`OnDelete`) and somebody has to delete them in the right order. The data is on
//! volumes, which outlive the pods. The active one is deleted, not told to step down: it gives up leadership when it is
//! stopped, which takes no token and was faster where both were tried; HashiCorp's page on upgrading servers of high
//! availability says not to step down during an upgrade.

use super::kubectl::ACTIVE;
use super::server::Server;
use super::setting::Setting;
use super::step::{Operation, Step};
use super::unseal::start;
use crate::command::Word;

/// Replaces all servers by hand.
pub(super) fn replace(server: &Server, setting: &Setting, migrates: bool) -> Vec<Step> {
    if !server.has_standbys() {
        return vec![only(server, setting, migrates)];
    }
    let operation = Operation::ReplaceServers { count: server.replicas };
    let mut steps = vec![look(server, setting)];
    for (index, pod) in server.pods().rev().enumerate() {
        let why = match index {
            0 => {
                "A standby must never run an older version than the active server that it may replace, so standbys come \
                 first, one at a time. Its data is on its volume and stays."
            }
            _ => "The next one, once the one before is ready. The active server may be another one by now.",
        };
        let step = Step::new(format!("Replace the standby {pod}"), why).run(server.find_active(setting)).say(format!(
            "Go on only if that is not {pod}, which would come last, and if {pod} is still of the old revision."
        ));
        let mut step = start(delete(step, server, setting, &pod), server, setting, &pod, migrates);
        step = healthy(step, server, setting, &pod);
        step.unless_active = Some(pod);
        steps.push(step);
    }
    steps.push(active_last(server, setting, migrates));
    steps.into_iter().map(|step| step.by(operation.clone())).collect()
}

/// Which pods are old, and which one is active.
fn look(server: &Server, setting: &Setting) -> Step {
    let revision = server.kubectl(setting, "get").object("statefulset", server.name.clone());
    Step::new(
        "Look which servers have to be replaced",
        "A pod has the new template if its controller-revision-hash is the update revision; it needs no replacement then, \
         unless it started before a configuration that it reads was changed.",
    )
    .run(revision.own("-o").own("jsonpath={.status.updateRevision}{\"\\n\"}"))
    .run(server.kubectl(setting, "get").own("pods -l").word(server.selector()).own("-L controller-revision-hash"))
}

fn only(server: &Server, setting: &Setting, migrates: bool) -> Step {
    let pod = server.pod(0);
    let step = Step::new(
        format!("Replace {pod}"),
        match server.dev {
            true => "There is no other server, and it keeps everything in memory: all that was written to it is gone.",
            false => {
                "There is no other server: Vault does not answer until this one is back and unsealed. Its data is on its \
                 volume and stays."
            }
        },
    );
    start(delete(step, server, setting, &pod), server, setting, &pod, migrates)
        .by(Operation::ReplaceServers { count: 1 })
}

fn active_last(server: &Server, setting: &Setting, migrates: bool) -> Step {
    let step = Step::new(
        "Replace the active server",
        "All others are of the new revision by now. When it stops it gives up leadership, and one of them takes over.",
    )
    .run(server.find_active(setting));
    let active = || Word::variable(ACTIVE);
    let step = step.when(setting.step_down, |step| {
        server.log_in(step, setting, "update `sys/step-down`").run(server.vault(
            setting,
            active(),
            "operator step-down",
        ))
    });
    let step = step.run(server.kubectl(setting, "delete").object("pod", active()));
    let step = step.run(server.kubectl(setting, "wait").own("--for=create --timeout=5m").object("pod", active()));
    let step = match (&server.unsealing, migrates) {
        (super::step::Unsealing::ByItself(seal), false) => step.say(format!("It unseals itself by `{seal}`.")),
        (super::step::Unsealing::Never, _) => step,
        _ => step
            .run(
                server
                    .kubectl(setting, "wait")
                    .own("--for=jsonpath={.status.phase}=Running --timeout=5m")
                    .object("pod", active()),
            )
            .run(server.vault_asking(
                setting,
                active(),
                if migrates { "operator unseal -migrate" } else { "operator unseal" },
            ))
            .say("Repeat it with further key shares until it says `Sealed  false`."),
    };
    step.run(server.kubectl(setting, "wait").own("--for=condition=Ready --timeout=5m").object("pod", active()))
}

fn delete(step: Step, server: &Server, setting: &Setting, pod: &str) -> Step {
    step.run(server.kubectl(setting, "delete").object("pod", pod))
}

fn healthy(step: Step, server: &Server, setting: &Setting, pod: &str) -> Step {
    step.run(server.vault(setting, pod, "status")).say(if server.raft() {
        "Go on when it says `Sealed  false`, and its `Raft Applied Index` has caught up with that of the active server."
    } else {
        "Go on when it says `Sealed  false`."
    })
}

/// Follows the pods while Kubernetes replaces them.
pub(super) fn follow(server: &Server, setting: &Setting, migrates: bool) -> Step {
    let step = Step::new(
        format!("Follow the pods of {} while they are replaced", server.name),
        "The strategy is `RollingUpdate`: Kubernetes replaces them from the highest number down, whichever is active, and \
         waits until each one is ready. A pod that is replaced is another one: look at its age before you unseal it.",
    );
    let pods = server.kubectl(setting, "get").own("pods -l").word(server.selector()).own("-L controller-revision-hash");
    let step = server.pods().rev().fold(step.run(pods), |step, pod| start(step, server, setting, &pod, migrates));
    let set = server.kubectl(setting, "rollout status").object("statefulset", server.name.clone());
    step.run(set.own("--timeout=15m")).by(Operation::FollowServers { count: server.replicas })
}
