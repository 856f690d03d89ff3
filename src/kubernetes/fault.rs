//! What Kubernetes would refuse in an object, as data, and the words for it.

use std::fmt;

use crate::values::Segment;

/// One thing in an object that Kubernetes would refuse.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The way from the object to the field, which is not there if it is missing.
    pub path: Vec<Segment>,
    /// What is wrong with it.
    pub kind: FaultKind,
}

/// What is wrong with a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FaultKind {
    /// The type has no such field.
    Unknown {
        /// The type, such as `Container`.
        of: &'static str,
        /// The field that may have been meant.
        nearest: Option<&'static str>,
    },
    /// The field came with a later version of Kubernetes.
    TooNew {
        /// The minor release of Kubernetes 1 that brought it.
        since: u8,
    },
    /// A value of another type is expected.
    Type {
        /// What is expected, such as `an integer`.
        expected: &'static str,
        /// What stands there.
        found: &'static str,
    },
    /// A boolean or number stands in a map of texts, such as labels: quotes are missing.
    Unquoted {
        /// What stands there.
        found: &'static str,
    },
    /// The field must be there.
    Missing {
        /// The type that needs it, such as `Container`.
        of: &'static str,
    },
    /// The type is right, and the value is not one of its kind.
    Format {
        /// What is expected, such as `text in Base64`.
        expected: &'static str,
    },
    /// The type is right, and the API server refuses the content.
    Refused {
        /// What it must be, as words that go on behind the name of the field: `must be 0 or more`.
        must: String,
        /// What may have been meant.
        instead: Option<String>,
    },
}

impl Fault {
    /// The path as messages show it: `spec.containers[0].image`, `metadata.labels["helm.sh/chart"]`.
    pub fn place(&self) -> String {
        let mut place = String::new();
        for step in &self.path {
            match step {
                Segment::Index(index) => place.push_str(&format!("[{index}]")),
                Segment::Key(key) if key.is_empty() || key.contains(['.', '[', '"', ' ']) => {
                    place.push_str(&format!("[{key:?}]"));
                }
                Segment::Key(key) if place.is_empty() => place.push_str(key),
                Segment::Key(key) => place.extend([".", key]),
            }
        }
        place
    }

    /// What is wrong, behind the name of the field: `must be an integer, found a string`.
    pub fn words(&self) -> String {
        match &self.kind {
            FaultKind::Unknown { of, .. } => format!("is not a field of `{of}`"),
            FaultKind::TooNew { since } => format!("is only known to Kubernetes 1.{since} and newer"),
            FaultKind::Type { expected, found } => format!("must be {expected}, found {found}"),
            FaultKind::Unquoted { found } => format!("must be a string, found {found}"),
            FaultKind::Missing { of } => format!("is missing, and `{of}` needs it"),
            FaultKind::Format { expected } => format!("must be {expected}"),
            FaultKind::Refused { must, .. } => must.clone(),
        }
    }

    /// What to type instead, where that can be determined.
    pub fn help(&self) -> Option<String> {
        match &self.kind {
            FaultKind::Refused { instead: Some(instead), .. } => Some(format!("did you mean `{instead}`?")),
            FaultKind::Unknown { nearest: Some(nearest), .. } => Some(format!("did you mean `{nearest}`?")),
            FaultKind::Type { expected: "a string", found: "a boolean" | "a number" | "an integer" }
            | FaultKind::Unquoted { .. } => Some("put it in quotes".to_owned()),
            _ => None,
        }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` {}", self.place(), self.words())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_reads_as_a_sentence() {
        let path = |keys: &[&str]| keys.iter().map(|key| Segment::Key((*key).to_owned())).collect::<Vec<_>>();
        let mut in_list = path(&["spec", "containers"]);
        in_list.extend([Segment::Index(1), Segment::Key("image".to_owned())]);
        let table = [
            (
                path(&["metadata", "labels", "helm.sh/chart"]),
                FaultKind::Type { expected: "a string", found: "an integer" },
                "`metadata.labels[\"helm.sh/chart\"]` must be a string, found an integer",
            ),
            (
                in_list,
                FaultKind::Missing { of: "Container" },
                "`spec.containers[1].image` is missing, and `Container` needs it",
            ),
            (
                path(&["spec", "replicass"]),
                FaultKind::Unknown { of: "DeploymentSpec", nearest: Some("replicas") },
                "`spec.replicass` is not a field of `DeploymentSpec`",
            ),
        ];
        for (path, kind, expected) in table {
            assert_eq!(Fault { path, kind }.to_string(), expected);
        }
    }
}
