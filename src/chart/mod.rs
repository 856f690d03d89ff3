//! What is special to this chart: the release, the facts derived from it and its values, the Vault configuration, and
//! what the templates see.
//!
//! May use values and Go templates; knows nothing of Jinja's holes, of objects or of the command line.

mod branch;
mod catalog;
mod chart_release;
mod context;
mod definition;
mod editor_schema;
mod effect;
mod effect_rules;
mod embedded;
mod expand;
mod explanation;
mod extra_objects;
mod facts;
mod features;
mod labels;
mod mode;
mod note;
mod old_names;
mod origin;
mod reach;
mod reading;
mod refusals;
mod release;
mod server_config;
mod server_facts;
mod shared;
mod template_error;
mod template_name;
mod templates;

pub use chart_release::{ChartRelease, Images};
pub use context::Chart;
pub use definition::{ChartDefinition, Story, UnknownRelease};
pub use editor_schema::editor_schema;
pub use effect::Written;
pub use embedded::DEFAULTS_NAME;
pub use expand::release_name;
pub use explanation::{Explanation, UnknownKey, explain};
pub use extra_objects::{EXTRA_OBJECTS, ExtraObject};
pub use facts::Facts;
pub use features::Features;
pub use mode::Mode;
pub use note::{ChartNotes, Concerned, Note};
pub use old_names::{apply_old_names, tell_old_image};
pub use origin::Origin;
pub use reach::{Reach, Reached};
pub use reading::Reading;
pub use release::{DEFAULT_KUBE_VERSION, KubeVersion, Release, ReleaseError};
pub use server_config::{Configuration, adds_mlock};
pub use template_name::{file, helm_file};
pub use templates::Templates;
