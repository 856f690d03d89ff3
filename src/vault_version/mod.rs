//! Versions of Vault as its images name them, and what another image does to the version.
//!
//! Knows tags, repositories and digests; nothing of pods, of what is known about a release, or of how it is reported.

mod image;
mod transition;
mod version;

pub use image::{is_vault, tag};
pub use transition::Transition;
pub use version::{Edition, Version};
