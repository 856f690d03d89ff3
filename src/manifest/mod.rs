//! Kubernetes objects: what they are called, the order they are installed in, and their text, written and read.
//!
//! Knows nothing of values, templates or the command line.

mod filled_in;
mod id;
mod kept;
mod live;
mod object;
mod order;
mod read;
mod scope;
mod write;

pub use filled_in::{is_filled_in, without_filled_in};
pub use id::ObjectId;
pub use kept::stays;
pub use live::{is_live, without_server_fields};
pub use object::{Field, FoundIn, Object, ObjectError};
pub use order::{deletion_order, install_order};
pub use read::{ReadProblem, read};
pub use scope::is_of_the_cluster;
pub use write::{to_json_list, to_yaml};
