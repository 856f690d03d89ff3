//! Renders, compares and checks the Kubernetes manifests of HashiCorp Vault.
//!
//! A value travels one way: a values file is read into nodes (`yaml`), laid over the defaults (`values`), turned into
//! facts about the release (`chart`), set into the holes of the templates (`render`) and printed as objects
//! (`manifest`, `output`). `pipeline` is the table of contents of that way. The modules stand on floors, which
//! `tests/architecture.rs` holds: a module may use what stands under it, never what stands above.

pub mod chart;
pub mod check;
pub mod choice;
pub mod cli;
pub mod command;
pub mod comparison;
pub mod diagnostic;
pub mod diff;
pub mod embedded;
pub mod go_template;
pub mod graph;
pub mod kubernetes;
pub mod live;
pub mod manifest;
pub mod output;
pub mod ownership;
pub mod pipeline;
mod references;
pub mod render;
pub mod rollout;
pub mod secrets;
pub mod selection;
pub mod source;
pub mod type_faults;
pub mod values;
pub mod vault_config;
pub mod vault_version;
pub mod yaml;
