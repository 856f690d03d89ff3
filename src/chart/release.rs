//! The release: its name and namespace, and the cluster it is rendered for.

use super::definition::ChartDefinition;
use crate::diagnostic::Diagnostic;

/// The API versions that Helm takes for granted where no cluster is asked.
const API_VERSIONS: &str = include_str!("api_versions.txt");

/// The Kubernetes version that Helm takes for granted where no cluster is asked.
pub const DEFAULT_KUBE_VERSION: &str = "v1.35.0";

/// The longest release name: a name of 63 characters must stay possible with what Kubernetes appends.
const MAX_NAME: usize = 53;

/// The longest namespace.
const MAX_NAMESPACE: usize = 63;

/// What is installed, where, and on which Kubernetes.
#[derive(Clone, Debug)]
pub struct Release {
    /// The release's name.
    pub name: String,
    /// The namespace of the release.
    pub namespace: String,
    /// Whether this is an upgrade of a running release rather than an installation.
    pub is_upgrade: bool,
    /// The version of Kubernetes.
    pub kube_version: KubeVersion,
    /// Further API versions that the cluster serves, such as `monitoring.coreos.com/v1`.
    pub api_versions: Vec<String>,
    /// Whether the number of servers was given with `--set`: one release of the chart counts no other.
    pub has_typed_replicas: bool,
}

/// Why a release cannot be named or placed so.
#[derive(Debug, thiserror::Error)]
pub enum ReleaseError {
    /// A name that Helm refuses.
    #[error("the release name `{0}` is not valid")]
    Name(String),
    /// A namespace that Kubernetes refuses.
    #[error("the namespace `{0}` is not valid")]
    Namespace(String),
    /// Something that is no version of Kubernetes.
    #[error("`{0}` is not a version of Kubernetes")]
    KubeVersion(String),
    /// A version of Kubernetes that the chart does not support.
    #[error("Kubernetes {version} is too old")]
    KubeTooOld {
        /// The version.
        version: String,
        /// The chart.
        chart: String,
        /// The oldest minor release of Kubernetes 1 that it takes.
        oldest: u64,
    },
}

impl From<ReleaseError> for Diagnostic {
    fn from(error: ReleaseError) -> Self {
        let title = error.to_string();
        match error {
            ReleaseError::Name(name) if name.contains('=') => {
                Self::error("release-name", title).help(format!("write the flag again to set it: `--set {name}`"))
            }
            ReleaseError::Name(_) => Self::error("release-name", title).help(
                "use lower-case letters, digits, `-` and `.`, at most 53 of them, a letter or digit at both ends",
            ),
            ReleaseError::Namespace(_) => Self::error("namespace", title)
                .help("use lower-case letters, digits and `-`, at most 63 of them, a letter or digit at both ends"),
            ReleaseError::KubeVersion(_) => {
                Self::error("kube-version", title).help("write it as in `1.35` or `v1.35.0`")
            }
            ReleaseError::KubeTooOld { chart, oldest, .. } => {
                Self::error("kube-version", title).help(format!("{chart} requires Kubernetes 1.{oldest} or newer"))
            }
        }
    }
}

/// Whether a text is lower-case letters, digits, and dashes between them.
fn is_label(text: &str) -> bool {
    let is_outer = |byte: &u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
    let bytes = text.as_bytes();
    let ends = bytes.first().zip(bytes.last());
    ends.is_some_and(|(first, last)| is_outer(first) && is_outer(last))
        && bytes.iter().all(|byte| is_outer(byte) || *byte == b'-')
}

impl Release {
    /// Checks the name by Helm's rule: dot-separated parts of lower-case letters, digits and inner dashes.
    ///
    /// # Errors
    /// A name that is empty, longer than 53 characters or holds anything else.
    pub fn check_name(name: &str) -> Result<(), ReleaseError> {
        let valid = name.len() <= MAX_NAME && name.split('.').all(is_label);
        if valid { Ok(()) } else { Err(ReleaseError::Name(name.to_owned())) }
    }

    /// Checks the namespace by the rule of Kubernetes: lower-case letters, digits and inner dashes.
    ///
    /// # Errors
    /// A namespace that is empty, longer than 63 characters or holds anything else.
    pub fn check_namespace(namespace: &str) -> Result<(), ReleaseError> {
        let valid = namespace.len() <= MAX_NAMESPACE && is_label(namespace);
        if valid { Ok(()) } else { Err(ReleaseError::Namespace(namespace.to_owned())) }
    }

    /// Every API version that the cluster is taken to serve.
    pub fn served_versions(&self) -> impl Iterator<Item = &str> {
        API_VERSIONS.lines().chain(self.api_versions.iter().map(String::as_str))
    }
}

/// A version of Kubernetes, as `--kube-version` takes it: `1.33`, `v1.33.1`, `1.33.0-gke.100`.
#[derive(Clone, Debug)]
pub struct KubeVersion {
    /// As it was typed.
    asked: String,
    text: String,
    version: semver::Version,
}

impl KubeVersion {
    /// Reads a version; a leading `v` and the patch number may be missing.
    ///
    /// # Errors
    /// Text that is no version.
    pub fn parse(text: &str) -> Result<Self, ReleaseError> {
        let bare = text.strip_prefix('v').unwrap_or(text);
        let version = parse_lenient(bare).ok_or_else(|| ReleaseError::KubeVersion(text.to_owned()))?;
        Ok(Self { asked: text.to_owned(), text: format!("v{bare}"), version })
    }

    /// Refuses a version that a release of the chart does not take.
    ///
    /// # Errors
    /// A version older than its oldest one.
    pub fn check(&self, chart: &ChartDefinition) -> Result<(), ReleaseError> {
        let oldest = chart.release.oldest_minor;
        if self.is_at_least(oldest) {
            return Ok(());
        }
        let name =
            if chart.is_newest() { "the chart".to_owned() } else { format!("vault-helm {}", chart.release.version) };
        Err(ReleaseError::KubeTooOld { version: self.asked.clone(), chart: name, oldest })
    }

    /// The minor release of Kubernetes 1; a later major release counts as newer than all of them.
    pub fn minor(&self) -> u64 {
        if self.version.major > 1 { u64::MAX } else { self.version.minor }
    }

    /// Whether this is the given minor release of Kubernetes 1 or a newer one; its own pre-releases count.
    pub fn is_at_least(&self, minor: u64) -> bool {
        (self.version.major, self.version.minor) >= (1, minor)
    }
}

impl std::fmt::Display for KubeVersion {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.text)
    }
}

/// Reads `1.33` and `1.33-gke` too, where the patch number is missing.
fn parse_lenient(text: &str) -> Option<semver::Version> {
    let (numbers, suffix) = text.split_at(text.find(['-', '+']).unwrap_or(text.len()));
    let complete = if numbers.matches('.').count() == 1 { format!("{numbers}.0{suffix}") } else { text.to_owned() };
    semver::Version::parse(&complete).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_follow_the_rule_of_helm() {
        for valid in ["vault", "a", "my-vault", "a.b", "0", "a--b", &"a".repeat(53)] {
            assert!(Release::check_name(valid).is_ok(), "{valid}");
        }
        for invalid in ["", "A", "a_b", "-a", "a-", "a..b", ".a", "é", &"a".repeat(54)] {
            assert!(Release::check_name(invalid).is_err(), "{invalid}");
        }
    }

    #[test]
    fn kube_versions_may_leave_out_what_helm_lets_them() {
        for (text, at_least_33) in [
            ("1.33", true),
            ("v1.33.1", true),
            ("1.32.9", false),
            ("1.33.0-gke.100", true),
            ("1.33-gke", true),
            ("1.33.0+k3s1", true),
        ] {
            let version = KubeVersion::parse(text).unwrap_or_else(|error| panic!("{text}: {error}"));
            assert_eq!(version.is_at_least(33), at_least_33, "{text}");
        }
        for text in ["", "1", "abc", "1.x", "v", "1.2.3.4"] {
            assert!(KubeVersion::parse(text).is_err(), "{text}");
        }
    }

    #[test]
    fn each_release_of_the_chart_takes_its_own_kubernetes() {
        for (chart, text, is_taken) in [
            ("0.34.1", "1.19.0", false),
            ("0.34.1", "0.33.0", false),
            ("0.34.1", "1.20.0-rc.1", true),
            ("0.24.1", "1.21.14", false),
            ("0.24.0", "1.22", true),
            ("0.23.0", "1.16", true),
            ("0.20.0", "1.15.9", false),
        ] {
            let chart = ChartDefinition::at(chart).unwrap_or_else(|error| panic!("{error}"));
            let version = KubeVersion::parse(text).unwrap_or_else(|error| panic!("{text}: {error}"));
            assert_eq!(version.check(&chart).is_ok(), is_taken, "{text} and {}", chart.release.version);
        }
    }
}
