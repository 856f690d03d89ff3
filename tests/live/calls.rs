//! The same loop through the words of `kubectl`, of which many calls fail, or do what they were asked for and say that
//! they failed.

use std::time::Duration;

use vaultchart::command::Command;
use vaultchart::live::{Answer, Destination, Ending, Kubectl, Policy, Rollout, Shell, Wish};

use super::model::{Dice, Patient};
use super::schedules::{Kind, change, cluster};
use crate::stand_in::state::State;
use crate::stand_in::{Input, kubectl};

/// How many runs there are, each with other calls that fail.
const RUNS: u64 = 20;
/// One of how many calls fails.
const FAILING: u64 = 5;

/// A shell whose `kubectl` is the stand-in.
struct Standing {
    state: State,
    dice: Dice,
    failing: u64,
    /// The key shares that are typed, one after the other.
    shares: Vec<&'static str>,
}

/// What is given to a command: a text, or the next key share.
struct Given<'a> {
    text: String,
    shares: &'a mut Vec<&'static str>,
}

impl Input for Given<'_> {
    fn line(&mut self) -> String {
        if let Some((line, rest)) = self.text.clone().split_once('\n') {
            self.text = rest.to_owned();
            return line.to_owned();
        }
        let share = self.shares.remove(0);
        self.shares.push(share);
        share.to_owned()
    }

    fn rest(&mut self) -> String {
        std::mem::take(&mut self.text)
    }
}

impl Standing {
    fn call(&mut self, command: &Command) -> Answer {
        let words = command.texts().expect("words of their own");
        assert_eq!(words[0], "kubectl");
        let fails = self.failing > 0 && self.dice.one_in(self.failing);
        let lost = Answer { code: 1, stderr: "Unable to connect to the server\n".to_owned(), ..Answer::default() };
        if fails && self.dice.one_in(2) {
            return lost;
        }
        let text = command.input_text().unwrap_or_default().to_owned();
        let mut given = Given { text, shares: &mut self.shares };
        let answer = kubectl::call(&mut self.state, &words[1..], &mut given);
        if fails {
            return lost;
        }
        Answer { code: answer.code.into(), stdout: answer.stdout, stderr: answer.stderr }
    }
}

impl Shell for Standing {
    fn run(&mut self, command: &Command) -> Answer {
        self.call(command)
    }

    fn attend(&mut self, command: &Command) -> i32 {
        self.call(command).code
    }

    fn save(&mut self, command: &Command, _: &std::path::Path) -> Answer {
        self.call(command)
    }

    fn pause(&mut self, _: Duration) {
        self.state.moment();
    }
}

fn play(kind: &Kind, begin: &State, seed: u64, failing: u64) {
    let mut state = begin.clone();
    change(&mut state);
    // What was asked before somebody unseals may be another server by now: a wrong share is one in three.
    let shares = vec!["share-1", "share-2", "nonsense"];
    let mut shell = Standing { state, dice: Dice::new(seed), failing, shares };
    let place = Destination {
        context: Some("there".to_owned()),
        release: "vault".to_owned(),
        namespace: "vault".to_owned(),
        ..Destination::default()
    };
    let policy = Policy { steps_down: kind.steps_down, ..Policy::default() };
    let wish = Wish {
        policy,
        timeout: Duration::from_secs(600),
        interval: Duration::from_secs(2),
        is_dry: false,
        follows_configuration: false,
    };
    let mut told = Vec::new();
    for run in 0.. {
        let mut person = Patient::default();
        let token = Some(shell.state.settings.token.clone());
        let mut cluster = Kubectl::new(&mut shell, place.clone(), token);
        let ending = Rollout::new(&mut cluster, &mut person, &wish).run();
        told.extend(person.told);
        told.push(format!("{ending:?}"));
        if matches!(ending, Ending::Done) {
            break;
        }
        assert!(run < 20, "{seed}: {told:#?}\n{:#?}", shell.state.events);
    }
    let State { events, violations, .. } = &shell.state;
    assert!(violations.is_empty(), "{seed}: {violations:#?}\n{told:#?}\n{events:#?}");
    let deleted: Vec<&String> = events.iter().filter(|event| event.starts_with("deleted ")).collect();
    assert_eq!(deleted.len() as u64, kind.replicas, "{seed}: {told:#?}");
    assert_eq!(deleted.last().is_some_and(|last| last.ends_with(", active")), !kind.steps_down, "{seed}: {told:#?}");
}

#[test]
fn a_fifth_of_all_calls_may_fail() {
    for kind in [
        Kind { replicas: 3, strategy: "OnDelete", seal: "shamir", steps_down: false },
        Kind { replicas: 3, strategy: "OnDelete", seal: "awskms", steps_down: true },
        Kind { replicas: 5, strategy: "OnDelete", seal: "awskms", steps_down: false },
    ] {
        let begin = cluster(&kind);
        play(&kind, &begin, 0, 0);
        (0..RUNS).for_each(|seed| play(&kind, &begin, seed, FAILING));
    }
}
