//! The two sets of manifests that are compared, and what was typed to name them.

mod arguments;
mod listing;
pub(super) mod manifests;
mod mixed_up;
mod read;

pub(super) use arguments::{OLD_SIDE, SidesArguments};
pub(super) use listing::Listing;
pub(super) use mixed_up::{no_sets, two_releases};
pub(super) use read::{Both, like_helm, read_sides, release_notes, witnesses};
