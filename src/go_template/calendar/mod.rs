//! Moments and spans of time, written and read by Go's layouts, in which `2006-01-02 15:04:05` stands for the parts of a
//! date. The zone of the machine is UTC here.

mod layout;
mod moment;
mod read;
mod span;

pub(super) use moment::{Moment, ZERO};
pub(super) use read::read;
pub(super) use span::{read_span, rounded_span};
