//! A running release: what its servers are doing, what is done next, and the loop that does it through `kubectl`.
//!
//! [`decide()`] is a pure function from what is seen to one thing to do. Whoever runs the loop lends it a [`Shell`], which
//! starts `kubectl`, and a [`Person`], who is asked; this knows no process, clock or terminal.

mod action;
mod apply;
mod blind;
mod checks;
mod cluster;
mod decide;
mod destination;
mod gzip;
mod hand;
mod helm;
mod kubectl;
mod leave;
mod look;
mod objects;
mod observed;
mod person;
pub mod read;
mod rollout;
mod shell;
mod take_over;
mod upgrade;

pub use action::{Action, Target, Turn};
pub use blind::Blind;
pub use cluster::{Cluster, Scope, Share};
pub use decide::{Policy, decide};
pub use destination::Destination;
pub use hand::changed_by;
pub use helm::note_applied;
pub use kubectl::Kubectl;
pub use objects::Gathered;
pub use observed::{Budget, Claim, Observed, Peer, Pod, Server, Set, Status, Trouble, Workload};
pub use person::{Consent, Person, Progress};
pub use rollout::{Ending, Rollout, Wish};
pub use shell::{Answer, Shell};
pub use upgrade::{Apply, Upgrade, UpgradeWish};
