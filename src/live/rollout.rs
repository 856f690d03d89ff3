//! The loop: look at everything, do at most one thing, look again.

use std::time::Duration;

use super::action::{Action, Target, Turn};
use super::blind::Blind;
use super::cluster::{Cluster, Scope, Share};
use super::decide::{Policy, decide};
use super::observed::Observed;
use super::person::{Consent, Person, Progress};

/// How often in a row something must be seen that ends the run: one look may be wrong.
const LOOKS_BEFORE_END: u32 = 3;
/// How often one thing is tried.
const MOST_TRIES: u32 = 5;
/// How often what is waited for may change while nothing is done.
const MOST_CHANGES: u32 = 200;
/// What helps where waiting did not.
const AGAIN: &str = "find out why, and run this again: it goes on where it is";
/// How many answers one server is asked for, and how often in a row none may come.
const MOST_SHARES: u32 = 50;
const MOST_SILENT: u32 = 3;
/// How the API server says that somebody may not do something.
const FORBIDDEN: &str = "(Forbidden)";

/// What was asked for.
#[derive(Clone, Debug)]
pub struct Wish {
    /// How servers are replaced.
    pub policy: Policy,
    /// How long any one thing is waited for.
    pub timeout: Duration,
    /// How long it waits between two looks.
    pub interval: Duration,
    /// Whether to say only what would be done next.
    pub is_dry: bool,
    /// Whether pods count as old that started before their configuration was written.
    pub follows_configuration: bool,
}

/// How a run ended.
#[derive(Debug)]
pub enum Ending {
    /// All is as it should be, or nothing was to be done but to say what would be.
    Done,
    /// It is not done yet: why not, and what helps.
    NotYet(String, &'static str),
    /// Nothing can be seen.
    Blind(Blind),
    /// It would do harm.
    Refused(String, &'static str),
}

/// The run itself: what it remembers is how long it has waited and how often it has tried, and nothing that it acts on.
pub struct Rollout<'a> {
    cluster: &'a mut dyn Cluster,
    person: &'a mut dyn Person,
    wish: &'a Wish,
    /// What is waited for, since when, and how often that has changed since something was done.
    waits_for: String,
    since: Duration,
    changes: u32,
    /// How often in a row something was seen that ends the run.
    ends_seen: u32,
    /// What was tried last, and how often.
    tries: (String, u32),
    /// How often in a row no key share was given.
    silent: u32,
}

impl<'a> Rollout<'a> {
    /// A run that has not looked yet.
    pub fn new(cluster: &'a mut dyn Cluster, person: &'a mut dyn Person, wish: &'a Wish) -> Self {
        let since = person.now();
        let (waits_for, tries) = (String::new(), (String::new(), 0));
        Self { cluster, person, wish, waits_for, since, changes: 0, ends_seen: 0, tries, silent: 0 }
    }

    /// Goes on until all servers are new, or something is in the way.
    pub fn run(&mut self) -> Ending {
        loop {
            let (seen, turn) = match self.look() {
                Ok(seen) => seen,
                Err(blind) => return Ending::Blind(blind),
            };
            self.tell(&seen, &turn);
            let ending = if self.wish.is_dry { Some(rehearsed(&turn)) } else { self.take(&turn) };
            if let Some(ending) = ending {
                return ending;
            }
        }
    }

    /// Looks, and again at what could speak against it if something is to be done, or nothing more.
    fn look(&mut self) -> Result<(Observed, Turn), Blind> {
        let scope = Scope { follows_configuration: self.wish.follows_configuration, is_thorough: false };
        let seen = self.cluster.look(scope)?;
        let turn = decide(&seen, &self.wish.policy);
        let needs_more = matches!(
            turn.action,
            Action::Delete(_)
                | Action::StepDown { .. }
                | Action::RemovePeer { .. }
                | Action::Refuse(_)
                | Action::Finish
        );
        if !needs_more {
            return Ok((seen, turn));
        }
        let seen = self.cluster.look(Scope { is_thorough: true, ..scope })?;
        let turn = decide(&seen, &self.wish.policy);
        Ok((seen, turn))
    }

    fn tell(&mut self, seen: &Observed, turn: &Turn) {
        let (key, _) = turn.why.split_once(": ").unwrap_or((&turn.why, ""));
        if key != self.waits_for {
            key.clone_into(&mut self.waits_for);
            self.since = self.person.now();
            self.changes += 1;
        }
        let waited = self.waited();
        self.person.tell(&Progress::Sees(seen, turn, waited));
    }

    fn waited(&self) -> Duration {
        self.person.now().saturating_sub(self.since)
    }

    /// Does the one thing; tells how the run ends, if it does.
    fn take(&mut self, turn: &Turn) -> Option<Ending> {
        let is_end = matches!(turn.action, Action::Stop { .. } | Action::Refuse(_));
        self.ends_seen = if is_end { self.ends_seen + 1 } else { 0 };
        match &turn.action {
            Action::Stop { .. } | Action::Refuse(_) if self.ends_seen < LOOKS_BEFORE_END => self.wait(turn, AGAIN),
            Action::Finish | Action::Refuse(_) => Some(rehearsed(turn)),
            Action::Stop { pod } => {
                let log = pod.as_ref().map(|pod| self.cluster.log(pod)).unwrap_or_default();
                log.lines().for_each(|line| self.person.tell(&Progress::Says(line)));
                Some(rehearsed(turn))
            }
            Action::Wait => self.wait(turn, AGAIN),
            Action::Unseal { pod, migrates } => self.unseal(turn, pod, *migrates),
            Action::Delete(target) => self.delete(turn, target),
            Action::StepDown { pod } => self.step_down(turn, pod),
            Action::RemovePeer { pod, id } => match self.agree(turn, &format!("Take {pod} out of raft, for good?")) {
                Ok(()) => self.carry_out(turn, |cluster| cluster.remove_peer(id)),
                Err(ending) => ending,
            },
            Action::Join { pod, address } => self.carry_out(turn, |cluster| cluster.join(pod, address)),
            Action::Initialize { pod } => self.initialize(turn, pod),
        }
    }

    /// Lets a moment pass, unless that was long enough.
    fn wait(&mut self, turn: &Turn, help: &'static str) -> Option<Ending> {
        if self.waited() >= self.wish.timeout {
            let seconds = self.wish.timeout.as_secs();
            return Some(Ending::NotYet(format!("waited {seconds} s: {}", turn.why), help));
        }
        if self.changes > MOST_CHANGES {
            return Some(Ending::NotYet(format!("the servers do not settle: {}", turn.why), AGAIN));
        }
        self.person.pause(self.wish.interval);
        None
    }

    /// Shows what is done now, and counts it; says whether that is too often.
    fn begin(&mut self, turn: &Turn, most: u32, help: &'static str) -> Option<Ending> {
        let what = turn.action.to_string();
        let count = if self.tries.0 == what { self.tries.1 + 1 } else { 1 };
        self.tries = (what, count);
        self.changes = 0;
        if count > most {
            return Some(Ending::NotYet(format!("{}, and {most} tries have not helped", turn.why), help));
        }
        self.person.tell(&Progress::Does(turn));
        None
    }

    /// Asks for one key share; the next look says whether it was the last, or wrong.
    fn unseal(&mut self, turn: &Turn, pod: &str, migrates: bool) -> Option<Ending> {
        if !self.person.has_terminal() {
            return self.wait(turn, "there is no terminal to ask for key shares at: unseal it, and run this again");
        }
        let too_often = self.begin(turn, MOST_SHARES, "unseal it by hand, and run this again");
        if too_often.is_some() {
            return too_often;
        }
        let share = self.cluster.unseal(pod, migrates);
        self.silent = if share == Share::None { self.silent + 1 } else { 0 };
        match share {
            Share::Taken => return None,
            Share::Wrong => self.person.tell(&Progress::Says("that was not accepted; once more")),
            Share::None if self.silent < MOST_SILENT => self.person.tell(&Progress::Says("no key share was given")),
            Share::None => return Some(Ending::NotYet(format!("no key share of {pod} was given"), AGAIN)),
        }
        self.person.pause(self.wish.interval);
        None
    }

    /// Deletes the very pod that was seen, if what was seen is still so.
    fn delete(&mut self, turn: &Turn, target: &Target) -> Option<Ending> {
        let role = if target.is_active { "the active server" } else { "a standby" };
        let outage = if target.outage.is_empty() { String::new() } else { format!(" {}", target.outage) };
        match self.agree(turn, &format!("Delete {}, {role}?{outage}", target.pod)) {
            Ok(()) => self.carry_out(turn, |cluster| cluster.delete(target)),
            Err(ending) => ending,
        }
    }

    fn step_down(&mut self, turn: &Turn, pod: &str) -> Option<Ending> {
        if !self.cluster.has_token() {
            let why = format!("a token is needed to let {pod} step down");
            return Some(Ending::Refused(why, "set `VAULT_TOKEN` to one with permission to update `sys/step-down`"));
        }
        match self.agree(turn, &format!("Let {pod}, the active server, step down?")) {
            Ok(()) => self.carry_out(turn, |cluster| cluster.step_down(pod)),
            Err(ending) => ending,
        }
    }

    /// Initializes Vault where somebody sees the keys, which are printed once.
    fn initialize(&mut self, turn: &Turn, pod: &str) -> Option<Ending> {
        if !self.person.has_terminal() {
            let why = "the keys are shown at a terminal alone, and there is none".to_owned();
            return Some(Ending::Refused(why, "run it at a terminal, or initialize Vault by hand"));
        }
        let question =
            format!("Initialize Vault on {pod}? It prints the keys and the root token once: keep them safe.");
        if let Err(ending) = self.agree(turn, &question) {
            return ending;
        }
        self.person.tell(&Progress::Does(turn));
        if self.cluster.initialize(pod) {
            return None;
        }
        let why = format!("{pod} was not initialized, or its keys were not shown");
        Some(Ending::NotYet(why, "look at `vault status` in the pod before you try it again"))
    }

    /// Asks, and looks again if somebody has thought about it: what was true before may not be any more.
    ///
    /// # Errors
    /// How the run ends, or nothing if it goes on by looking again.
    fn agree(&mut self, turn: &Turn, question: &str) -> Result<(), Option<Ending>> {
        match self.person.agrees(question) {
            Consent::Given => return Ok(()),
            Consent::Refused => return Err(Some(Ending::NotYet("stopped as you wished".to_owned(), AGAIN))),
            Consent::Asked => {}
        }
        match self.look() {
            Ok((_, again)) if again.action == turn.action => Ok(()),
            Ok(_) => {
                self.person.tell(&Progress::Says("something has changed meanwhile: looking again"));
                Err(None)
            }
            Err(blind) => Err(Some(Ending::Blind(blind))),
        }
    }

    /// Does something once. Whatever became of it, the next look tells.
    fn carry_out(&mut self, turn: &Turn, work: impl FnOnce(&mut dyn Cluster) -> Result<(), String>) -> Option<Ending> {
        if let Some(ending) = self.begin(turn, MOST_TRIES, AGAIN) {
            return Some(ending);
        }
        if let Err(says) = work(self.cluster) {
            if says.contains(FORBIDDEN) {
                return Some(Ending::NotYet(says, AGAIN));
            }
            self.person.tell(&Progress::Says(&format!("that failed, looking again: {says}")));
        }
        self.person.pause(self.wish.interval);
        None
    }
}

/// How a run ends that only says what it would do.
fn rehearsed(turn: &Turn) -> Ending {
    match &turn.action {
        Action::Stop { .. } => Ending::NotYet(turn.why.clone(), "nothing else is touched until it runs: see its log"),
        Action::Refuse(help) => Ending::Refused(turn.why.clone(), help),
        _ => Ending::Done,
    }
}
