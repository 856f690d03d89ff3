//! Kubernetes objects: what they are called, the order they are installed in, and their text.
//!
//! Knows nothing of values, templates or the command line.

mod object;
mod order;
mod write;

pub use object::{Object, ObjectError};
pub use order::install_order;
pub use write::{to_json_list, to_yaml};
