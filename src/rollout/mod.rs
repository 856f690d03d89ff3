//! The steps that bring a change to a running Vault, in their order, with the commands to paste.
//!
//! [`plan`] looks at the diff and at the objects of both sides; it never talks to a cluster, so what only the cluster
//! knows (which server is active) is asked for by a command of the plan. Views draw a [`Plan`]; this knows none.

mod before;
mod claims;
mod make;
mod pods;
mod server;
mod step;
mod workloads;

pub use make::{Back, Setting, plan};
pub use step::{Only, Plan, Step};
