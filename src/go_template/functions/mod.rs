//! The functions that templates can call: Go's own, sprig's and Helm's, one file a topic, each with its table.
//!
//! A function knows its arguments and the run it is part of, and nothing else.

mod call;
mod compare;
mod convert;
mod data;
mod dates;
mod decimal;
mod dicts;
mod encoding;
mod flow;
mod letters;
mod lists;
mod math;
mod paths;
mod patterns;
mod print;
mod refused;
mod registry;
mod strings;
mod types;
mod urls;
mod versions;

pub(super) use call::Call;
pub use letters::upper_case;
pub use registry::function_names;
pub(super) use registry::{call, check};
