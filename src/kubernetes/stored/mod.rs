//! What the API server keeps of an object: its defaults filled in, and all that means the same as nothing left out.
//!
//! Two manifests whose stored forms are equal are one object to the server, whatever the texts are. The tables follow
//! Kubernetes' own code: the types of `k8s.io/api` and the functions `SetDefaults_…` in `pkg/apis/*/*/defaults.go`.

mod conditional;
mod defaults;
mod walk;
mod zero;

pub use walk::stored;
