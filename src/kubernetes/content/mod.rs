//! What the API server refuses by content though its type is right: names, closed sets, ranges, duplicates, unions.
//!
//! The rules of single fields are data, by type and field ([`fields`]); what looks at several fields of a type at once is
//! a function of that type ([`types`]), and what hangs on the kind of the object one of that kind ([`kinds`]). The
//! authority is the validation code of Kubernetes (`pkg/apis/*/validation` and apimachinery's `util/validation`), held
//! against what an API server of 1.36 really took.

mod cron;
mod fields;
mod form;
mod ingress;
mod kinds;
mod look;
mod metadata;
mod network;
mod pods;
mod quantity;
mod resources;
mod services;
mod texts;
mod types;
mod volumes;
mod walk;
mod workloads;

pub use walk::refused;
