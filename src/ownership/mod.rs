//! Which objects of the sides of a comparison are the release's, and what may become of one that goes.
//!
//! An object is the release's if it is rendered, if it was found in manifests that were named as those of the release,
//! or if it names the release and nothing has made it. A dump of a cluster holds much else: pods, claims, what
//! controllers made, objects of others. All of that is left alone. Knows nothing of how sides are read or shown.

mod owner;
mod release;
mod removal;
mod sides;

pub use release::{OtherRelease, Release, other_release};
pub use removal::{Removal, removal};
pub use sides::Sides;
