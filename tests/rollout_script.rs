//! The script of a plan, run against a model cluster: each row of what was seen when plans were carried out for real, and
//! each way in which a run can be disturbed. What must never happen is judged by the model: a server is deleted while
//! another one is missing, sealed or not ready, the active one before an old standby, one that is new already, or anything
//! that is not of the release.

mod disturbed;
mod hostile;
mod moves;
mod real;
mod servers;
mod sizes;
mod stage;
mod upgrades;

/// Three servers in integrated storage.
const RAFT: &str = "server:\n  ha:\n    enabled: true\n    raft:\n      enabled: true\n";
/// The same of another version.
const OLD: &str = "server:\n  image:\n    tag: 2.0.3\n  ha:\n    enabled: true\n    raft:\n      enabled: true\n";
