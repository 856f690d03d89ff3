//! The two sets of manifests that are compared, and what was typed to name them.

mod arguments;
mod listing;
mod live;
pub(super) mod manifests;
mod mixed_up;
mod read;

pub(super) use arguments::{KubeArguments, OLD_SIDE, SidesArguments};
pub(super) use listing::Listing;
pub(super) use live::{against_live, by_hand};
pub(super) use manifests::like_helm;
pub(super) use mixed_up::{no_sets, two_releases};
pub(super) use read::{Both, read_sides, release_notes, witnesses};
