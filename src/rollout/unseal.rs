//! What unseals a server that has started.

use super::kubectl::kubectl_in;
use super::server::Server;
use super::setting::Setting;
use super::step::{Step, Unsealing};

/// Waits until a pod has started and is unsealed, so that it can be ready.
pub(super) fn start(step: Step, server: &Server, setting: &Setting, pod: &str, migrates: bool) -> Step {
    let ready = server.wait(setting, "--for=condition=Ready", pod);
    let step =
        step.run(kubectl_in(setting, &server.namespace, "wait").own("--for=create --timeout=5m").object("pod", pod));
    unseal(step, server, setting, pod, migrates).run(ready)
}

/// Unseals a pod that is there.
fn unseal(step: Step, server: &Server, setting: &Setting, pod: &str, migrates: bool) -> Step {
    let started = || server.wait(setting, "--for=jsonpath={.status.phase}=Running", pod);
    let asking = |words| server.vault_asking(setting, pod, words);
    match &server.unsealing {
        Unsealing::Never => step,
        _ if migrates => step.run(started()).run(asking("operator unseal -migrate")).say(
            "The seal changes: repeat it with further key shares, those of before, until it says `Sealed  false`. \
             \"Connection refused\" means that the server is still starting.",
        ),
        Unsealing::ByItself(seal) => step.say(format!("It unseals itself by `{seal}`.")),
        Unsealing::ByHand => step.run(started()).run(asking("operator unseal")).say(
            "Repeat it with further key shares until it says `Sealed  false`. \"Connection refused\" means that the server \
             is still starting.",
        ),
        Unsealing::Unknown => step.run(started()).run(server.vault(setting, pod, "status")).say(
            "The manifests do not say whether it unseals itself. If it stays sealed, `vault operator unseal` in the pod \
             with each key share.",
        ),
    }
}
