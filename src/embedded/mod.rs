//! Values where people keep them: inside the files of Argo CD, Flux, kustomize, helmfile and Terraform, and of charts that depend on
//! this one.
//!
//! A file goes one way: `recognise` says what it is, the file of its kind finds the releases of the chart in it, and each
//! release comes out as layers of values, lowest first, with their places in that file, beside what the file says of the
//! release itself. What a tool does with its file is named at its source. The room reads no file itself: who calls it
//! hands it [`Files`].

mod applications;
mod argo;
mod field;
mod files;
mod flux;
mod flux_values;
mod harvest;
mod hcl;
mod hcl_text;
mod helmfile;
mod inset;
mod kind;
mod kustomize;
mod local_chart;
mod objects;
mod other_chart;
mod parameters;
mod part;
mod reading;
mod recognise;
mod release;
mod survey;
mod terraform;
#[cfg(test)]
mod tests;
mod umbrella;
mod value_files;
mod values_at;

pub use files::Files;
pub use inset::Inset;
pub use kind::Kind;
pub use part::{GivenLayer, fill};
pub use release::{EmbeddedRelease, Said};
pub use survey::{Given, Item, Survey};
pub use values_at::values_at;
