//! A plan as a shell script that asks before each step and stops where a command fails.

use super::printable::printable;
use crate::diff::Instruction;
use crate::rollout::{Only, Plan, Step};

const HEAD: &str = r#"#!/usr/bin/env bash
# Asks before each step; stops where a command fails. Nothing is done without a yes.
set -euo pipefail

ask() {
  printf '\n%s\n%s\n' "$1" "$2"
  local answer
  while true; do
    read -r -p 'Do this step? [y]es, [s]kip, [q]uit: ' answer </dev/tty
    case "$answer" in
      y | yes) return 0 ;;
      s | skip) return 1 ;;
      q | quit) exit 1 ;;
    esac
  done
}

run() {
  printf '+ %s\n' "$1"
  eval "$1"
}

look() {
  printf '! %s\n' "$1"
  read -r -p 'Press return to go on. ' _ </dev/tty
}

is_standby() {
  [ "${ACTIVE:?the active server was not looked for}" != "$1" ]
}

ACTIVE=
"#;

pub(super) fn draw(plan: &Plan) -> String {
    let mut text = format!("{HEAD}\nprintf '%s\\n' {}\n", quote(&plan.headline));
    plan.notes.iter().for_each(|note| text.push_str(&format!("printf '%s\\n' {}\n", quote(&printable(note)))));
    for (index, step) in plan.steps.iter().enumerate() {
        draw_step(&mut text, index + 1, step);
    }
    text
}

fn draw_step(text: &mut String, number: usize, step: &Step) {
    let title = quote(&format!("{number}. {}", step.title));
    let why = quote(&step.why);
    let condition = match &step.only {
        Some(Only::UnlessActive(pod)) => format!("is_standby {} && ask {title} {why}", quote(pod)),
        None => format!("ask {title} {why}"),
    };
    text.push_str(&format!("\nif {condition}; then\n"));
    for action in &step.actions {
        text.push_str(&match action {
            Instruction::Command(command) => format!("  run {}\n", quote(command)),
            Instruction::Sentence(sentence) => format!("  look {}\n", quote(sentence)),
        });
    }
    text.push_str("fi\n");
}

/// A text as one word of a shell, whatever it holds.
fn quote(text: &str) -> String {
    format!("'{}'", text.replace('\'', r"'\''"))
}
