//! Templates with holes: a template's text is parsed as YAML first, and only then the values are set into the tree.
//!
//! So no value can change the structure of an object, and a template needs no quoting, no indentation and no
//! white-space control. Knows Jinja and trees; knows nothing of Vault or of any particular object.

mod budget;
mod data;
mod environment;
mod error;
mod fields;
mod functions;
mod holes;
mod place;
mod tags;

pub use budget::Budget;
pub use environment::Renderer;
pub use error::{RenderError, TemplatePlace};
pub use holes::Filled;
