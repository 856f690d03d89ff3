//! The steps that bring a change to a running Vault, in their order, with the commands to paste.
//!
//! [`plan`] looks at the diff and at the objects of both sides; it never talks to a cluster, so what only the cluster
//! knows (which server is active, which id a member of raft has) is asked for by a command of the plan. Views draw a
//! [`Plan`]; this knows none.

mod apply;
mod back;
mod claims;
mod configuration;
mod downgrade;
mod first;
mod grow;
mod kubectl;
mod make;
mod migrate;
mod namespaces;
mod preflight;
mod replace;
mod restart;
mod running;
mod seal;
mod server;
mod setting;
mod shrink;
mod step;
mod take_away;
mod unseal;
mod verify;
mod versions;
mod workloads;

pub use make::plan;
pub use running::Running;
pub use setting::{Back, Setting, Via};
pub use step::{JoinAddress, Operation, Plan, Servers, Step, Unsealing};
