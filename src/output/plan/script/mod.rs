//! A plan as a shell script: it looks at the servers before each thing that it does, asks, and stops where it cannot be
//! sure. Run again, it goes on where it was stopped.
//!
//! What is fixed stands in `library.sh`; a plan adds its names as quoted words, and the calls of its steps.

use crate::diff::Instruction;
use crate::output::printable::printable;
use crate::rollout::{JoinAddress, Operation, Plan, Servers, Step};

/// The functions of the script.
const LIBRARY: &str = include_str!("library.sh");

const HEAD: &str = "#!/usr/bin/env bash
# Brings a change to a running Vault, step by step: written by `vaultchart plan -o script`.
# Asks before each step. `--help` lists the arguments.
# shellcheck disable=SC2016 # sentences quote commands
set -euo pipefail
";

/// Draws the script.
pub(super) fn draw(plan: &Plan) -> String {
    let parts = [
        HEAD.to_owned(),
        settings(plan),
        LIBRARY.to_owned(),
        function("forward", &plan.steps, 1),
        function("back", &plan.back, 1),
        main(plan),
    ];
    parts.join("\n")
}

/// The names of the release, and what the functions keep.
fn settings(plan: &Plan) -> String {
    let none = Servers::none();
    let servers = plan.servers.as_ref().unwrap_or(&none);
    let flag = |is_on: bool| if is_on { "yes" } else { "" };
    let join = plan.steps.iter().find_map(join_of);
    let stops_all = plan.steps.iter().any(|step| step.operation == Some(Operation::StopServers));
    let has_replacement = plan.steps.iter().any(|step| {
        matches!(
            step.operation,
            Some(Operation::ReplaceServers { .. } | Operation::FollowServers { .. } | Operation::StartServers { .. })
        )
    });
    let rows = [
        ("NAMESPACE", servers.namespace.clone()),
        ("SET", servers.name.clone()),
        ("SELECTOR", servers.selector.clone()),
        ("OLD_REPLICAS", servers.old_replicas.to_string()),
        ("NEW_REPLICAS", servers.new_replicas.to_string()),
        ("RAFT", flag(servers.raft).to_owned()),
        ("SKIPS_VERIFICATION", flag(servers.skips_verification).to_owned()),
        ("MUST_BE_NEW", flag(has_replacement).to_owned()),
        ("STOPS_ALL", flag(stops_all).to_owned()),
        ("HAS_BACK", flag(!plan.back.is_empty()).to_owned()),
        ("JOIN_SCHEME", join.map(|join| join.scheme.to_owned()).unwrap_or_default()),
        ("JOIN_SERVICE", join.map(|join| join.service.clone()).unwrap_or_default()),
        ("JOIN_PORT", join.map(|join| join.port.to_string()).unwrap_or_default()),
        ("NEW_VERSION", servers.new_version.clone().unwrap_or_default()),
        ("STEP_DOWN", flag(plan.steps_down).to_owned()),
        ("CONTEXT", plan.context.clone().unwrap_or_default()),
    ];
    let mut text = String::new();
    rows.iter().for_each(|(name, value)| text.push_str(&format!("{name}={}\n", quote(value))));
    for (name, words) in [("READS", &servers.reads), ("REMADE", &plan.remade)] {
        let words: Vec<String> = words.iter().map(|word| quote(word)).collect();
        text.push_str(&format!("{name}=({})\n", words.join(" ")));
    }
    text.push_str(
        "YES='' BACK='' FROM=1 NUMBER='' STEP='' STOPPED='' WAITING='' SINCE=0 TURNS=0 COUNT=0 HAS_TERMINAL=''\n\
         # How long to wait for one thing, and between two looks, in seconds.\n\
         TIMEOUT=${TIMEOUT:-600} PAUSE=${PAUSE:-2}\n\
         # How often at most: answers of one server, tries with one server, changes of what is waited for. How far a copy \
         of the data may be behind.\n\
         MOST_SHARES=50 MOST_TRIES=5 MOST_TURNS=200 MOST_LAG=1000\n\
         # Where questions are answered, and where keys are shown.\n\
         ANSWERS=${ANSWERS:-/dev/tty} SCREEN=${SCREEN:-/dev/tty}\n\
         SCRATCH=$(mktemp -d)\n",
    );
    text
}

fn join_of(step: &Step) -> Option<&JoinAddress> {
    match step.operation.as_ref()? {
        Operation::InitializeServers { join, .. } | Operation::JoinServers { join, .. } => join.as_ref(),
        _ => None,
    }
}

/// A function of the script that does some steps. Neighbours that a script does as one are one.
fn function(name: &str, steps: &[Step], first: usize) -> String {
    let mut text = format!("{name}() {{\n");
    let mut index = 0;
    let mut number = first;
    while let Some(step) = steps.get(index) {
        let same = steps[index..].iter().take_while(|other| is_one(step, other)).count().max(1);
        text.push_str(&draw_step(number, step, same > 1));
        index += same;
        number += 1;
    }
    if steps.is_empty() {
        text.push_str("  stop \"this script has no steps to roll back\"\n");
    }
    text.push_str("}\n");
    text
}

fn is_one(step: &Step, other: &Step) -> bool {
    step.operation.is_some() && step.operation == other.operation
}

fn draw_step(number: usize, step: &Step, is_many: bool) -> String {
    let title = match (&step.operation, is_many) {
        (Some(operation), true) => title_of(operation),
        _ => step.title.clone(),
    };
    let mut text = format!("  if step {number} {} {}; then\n", quote(&title), quote(&step.why));
    match &step.operation {
        Some(operation) => text.push_str(&format!("    {}\n", call(operation))),
        None => step.actions.iter().for_each(|action| text.push_str(&draw_action(action, step.rehearses))),
    }
    text.push_str("  fi\n");
    text
}

fn draw_action(action: &Instruction, rehearses: bool) -> String {
    match action {
        // What a command reads stands at the margin, as does the line that ends it.
        Instruction::Command(command) => {
            format!("    {}\n", command.to_call(if rehearses { "rehearse" } else { "run" }))
        }
        Instruction::Sentence(sentence) => format!("    look {}\n", quote(sentence)),
    }
}

/// What a script does as one, though a person does it in several steps.
fn title_of(operation: &Operation) -> String {
    let title = match operation {
        Operation::ReplaceServers { .. } => "Replace the servers: standbys first, the active one last",
        Operation::JoinServers { .. } => "Let the new servers join",
        Operation::InitializeServers { .. } => "Initialize Vault, and let the servers join",
        Operation::RemovePeers { .. } => "Remove the servers that leave from raft",
        Operation::StartServers { .. } => "Start the servers",
        _ => "Look after the servers",
    };
    title.to_owned()
}

fn call(operation: &Operation) -> String {
    match operation {
        Operation::CheckServers => "check_servers".to_owned(),
        Operation::SaveSnapshot => "save_snapshot".to_owned(),
        Operation::RestoreSnapshot { count } => format!("restore_snapshot {count}"),
        Operation::ReplaceServers { count } => format!("replace_servers {count}"),
        Operation::FollowServers { count } => format!("follow_servers {count}"),
        Operation::StopServers => "stop_servers".to_owned(),
        Operation::StartServers { count } => format!("start_servers {count}"),
        Operation::InitializeServers { count, .. } => format!("initialize_servers {count}"),
        Operation::JoinServers { from, count, .. } => format!("join_servers {from} {count}"),
        Operation::RemovePeers { from } => format!("remove_peers {from}"),
        Operation::SetUpgradeMigration(is_on) => {
            format!("set_upgrade_migration {}", if *is_on { "on" } else { "off" })
        }
        Operation::AwaitCopy { pod } => format!("await_copy {}", quote(pod)),
        Operation::CheckReturn => "check_return".to_owned(),
        Operation::VerifyServers { count } => format!("verify_servers {count}"),
    }
}

fn main(plan: &Plan) -> String {
    let notes: String =
        std::iter::once(&plan.headline).chain(&plan.notes).map(|note| format!("  say {}\n", quote(note))).collect();
    format!(
        "main() {{\n  trap at_exit EXIT\n  arguments \"$@\"\n{notes}  begin\n  \
         if [ -n \"$BACK\" ]; then back; else forward; fi\n  say \"\"\n  say \"done\"\n}}\n\nmain \"$@\"\n"
    )
}

/// A text as one word of a shell, whatever it holds; what a terminal would obey is shown by its number.
fn quote(text: &str) -> String {
    format!("'{}'", printable(text).replace('\'', r"'\''"))
}
