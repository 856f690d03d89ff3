//! The first start of servers that hold no data yet.

use super::grow::join_by_hand;
use super::server::Server;
use super::setting::Setting;
use super::step::{Operation, Step, Unsealing};
use super::unseal::start;

/// Starts servers on empty storage: one is initialized, and the others join it.
pub(super) fn first_start(server: &Server, setting: &Setting) -> Vec<Step> {
    if server.dev {
        let set = server.kubectl(setting, "rollout status").object("statefulset", server.name.clone());
        return vec![
            Step::new("Wait for the dev server", "It starts unsealed, and keeps everything in memory.")
                .run(set.own("--timeout=5m")),
        ];
    }
    let join = server.join_address();
    let mut steps = vec![initialize(server, setting)];
    for (index, pod) in server.pods().enumerate() {
        let why = match (index, server.raft()) {
            (0, _) => "It becomes the active server.",
            (_, true) => "It joins the first one, and takes part once it is unsealed.",
            (_, false) => "It becomes a standby.",
        };
        let step = Step::new(format!("Start {pod}"), why);
        let step = match &join {
            Some(address) if index > 0 => {
                join_by_hand(step.run(server.find_active(setting)), server, setting, &pod, address)
            }
            _ => step,
        };
        steps.push(start(step, server, setting, &pod, false));
    }
    let operation = Operation::InitializeServers { count: server.replicas, join };
    steps.into_iter().map(|step| step.by(operation.clone())).collect()
}

fn initialize(server: &Server, setting: &Setting) -> Step {
    let first = server.pod(0);
    let shares = match server.unsealing {
        Unsealing::ByItself(_) => "recovery keys",
        _ => "key shares",
    };
    Step::new(
        format!("Initialize Vault on {first}"),
        format!(
            "This is done once in the life of a cluster. It prints the {shares} and the root token: keep them safe, and apart \
             from each other. It is refused if Vault is initialized already."
        ),
    )
    .run(server.kubectl(setting, "wait").own("--for=create --timeout=5m").object("pod", first.clone()))
    .run(server.wait(setting, "--for=jsonpath={.status.phase}=Running", &first))
    .run(server.vault(setting, first, "operator init"))
}
