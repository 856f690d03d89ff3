//! What must hold for a row of the table of verdicts besides its path.

use serde_json::Value;

use super::change::{ObjectDiff, Op};
use super::mounts::Restarts;
use super::path::Step;
use super::quantity::quantity;
use crate::manifest::Object;

/// A condition on a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum When {
    /// Helm runs the object at some moment of a release.
    Hook,
    /// This is the change itself, not a part of a larger one.
    Itself,
    /// Pods are replaced only when somebody deletes them.
    OnDelete,
    /// All pods are deleted before new ones are made.
    RecreateStrategy,
    /// The new service can be reached from outside of the cluster.
    OpenService,
    /// The old service could be reached from outside of the cluster.
    WasOpenService,
    /// The old object says that its data never changes.
    WasImmutable,
    /// A number becomes greater.
    Grows,
    /// A number becomes smaller.
    Shrinks,
    /// A number becomes 0.
    ToZero,
    /// A number becomes less than more than half of what it was.
    BelowQuorum,
    /// More pods may be missing.
    Loosens,
    /// `https` becomes `http`.
    TurnsPlain,
    /// The old value is `HTTPS`.
    WasHttps,
    /// The new value is true.
    IsTrue,
    /// The old value is false.
    IsFalse,
    /// The old value is true.
    NoLongerTrue,
    /// The new value is 0.
    IsZero,
    /// The new value is `Delete`.
    IsDelete,
    /// The new value is `edge`.
    IsEdge,
    /// The new value is `Allow`.
    IsAllow,
    /// The new value is `Fail`, or left out.
    IsFail,
    /// The new value is an address that stands for all.
    IsAnyAddress,
    /// The new value is a version of TLS that nobody should speak.
    IsOldTls,
    /// Pods that mount the object restart because an annotation with its checksum changes.
    MountedByChecksum,
    /// Pods that mount the object restart for another reason.
    MountedByRestart,
}

/// A change, or a part of one, and all that a row may ask about it.
#[derive(Clone, Copy)]
pub(super) struct Scene<'a> {
    pub(super) object: &'a ObjectDiff,
    pub(super) restarts: &'a Restarts,
    pub(super) path: &'a [Step],
    pub(super) op: Op,
    pub(super) old: Option<&'a Value>,
    pub(super) new: Option<&'a Value>,
    pub(super) itself: bool,
}

impl When {
    /// Whether the condition holds.
    pub(super) fn holds(self, scene: &Scene) -> bool {
        match self {
            Self::Hook => scene.either().any(Object::is_hook),
            Self::Itself => scene.itself,
            Self::OnDelete => scene.new_text("/spec/updateStrategy/type") == Some("OnDelete"),
            Self::RecreateStrategy => scene.new_text("/spec/strategy/type") == Some("Recreate"),
            Self::OpenService => is_open(scene.object.new.as_ref()),
            Self::WasOpenService => is_open(scene.object.old.as_ref()) && !is_open(scene.object.new.as_ref()),
            Self::WasImmutable => {
                scene.object.old.as_ref().is_some_and(|old| old.tree.get("immutable") == Some(&Value::Bool(true)))
            }
            Self::MountedByChecksum => scene.restarts.by_checksum(scene.object).is_some(),
            Self::MountedByRestart => scene.restarts.by_any(scene.object).is_some(),
            Self::Grows | Self::Shrinks | Self::ToZero | Self::BelowQuorum | Self::Loosens => {
                self.holds_of_numbers(scene)
            }
            _ => self.holds_of_texts(&text(scene.old), &text(scene.new)),
        }
    }

    fn holds_of_numbers(self, scene: &Scene) -> bool {
        let (old, new) = (scene.old_number(), scene.new_number());
        match self {
            Self::Grows => old < new,
            Self::Shrinks => old > new,
            Self::ToZero => old > Some(0) && new == Some(0),
            Self::BelowQuorum => old.zip(new).is_some_and(|(old, new)| new.saturating_mul(2) <= old),
            _ => loosens(scene),
        }
    }

    fn holds_of_texts(self, old: &str, new: &str) -> bool {
        match self {
            Self::TurnsPlain => is_https(old) && new.to_ascii_lowercase().starts_with("http") && !is_https(new),
            Self::WasHttps => is_https(old),
            Self::IsTrue => is_true(new),
            Self::IsFalse => old == "false",
            Self::NoLongerTrue => is_true(old) && !is_true(new),
            Self::IsZero => new == "0",
            Self::IsDelete => new == "Delete",
            Self::IsEdge => new == "edge",
            Self::IsAllow => new == "Allow",
            Self::IsFail => new == "Fail",
            Self::IsAnyAddress => ["0.0.0.0", "[::]", ":", "::"].iter().any(|any| new.starts_with(any)),
            Self::IsOldTls => matches!(new, "tls10" | "tls11"),
            _ => false,
        }
    }
}

impl Scene<'_> {
    /// The number before; a set of pods that says none has 1.
    pub(super) fn old_number(&self) -> Option<i128> {
        self.old.map_or_else(|| quantity(&Value::from(1)), quantity)
    }

    /// The number after; a set of pods that says none has 1.
    pub(super) fn new_number(&self) -> Option<i128> {
        self.new.map_or_else(|| quantity(&Value::from(1)), quantity)
    }

    fn either(&self) -> impl Iterator<Item = &Object> {
        self.object.old.iter().chain(&self.object.new)
    }

    fn new_text(&self, pointer: &str) -> Option<&str> {
        let object = self.object.new.as_ref()?;
        pointer.split('/').skip(2).try_fold(object.tree.get("spec")?, |value, key| value.get(key))?.as_str()
    }
}

fn is_open(service: Option<&Object>) -> bool {
    let spec = service.and_then(|service| service.tree.get("spec"));
    let kind = spec.and_then(|spec| spec.get("type")).and_then(Value::as_str);
    let addresses = spec.and_then(|spec| spec.get("externalIPs")).and_then(Value::as_array);
    matches!(kind, Some("NodePort" | "LoadBalancer")) || addresses.is_some_and(|addresses| !addresses.is_empty())
}

/// Whether a disruption budget lets more pods be missing: what may be missing grows, or what must be there shrinks.
/// Numbers and percentages cannot be compared without the number of pods, so another form counts too.
fn loosens(scene: &Scene) -> bool {
    let may_be_missing = matches!(scene.path.last(), Some(Step::Key(key)) if key == "maxUnavailable");
    match (scene.old.and_then(share), scene.new.and_then(share)) {
        (Some(old), Some(new)) if old.1 == new.1 => {
            if may_be_missing {
                new.0 > old.0
            } else {
                new.0 < old.0
            }
        }
        (Some(_), _) => true,
        (None, _) => false,
    }
}

/// A number, and whether it is a percentage.
fn share(value: &Value) -> Option<(i128, bool)> {
    let text = text(Some(value));
    let (number, percent) = text.strip_suffix('%').map_or((text.as_str(), false), |number| (number, true));
    number.parse().ok().map(|number| (number, percent))
}

fn text(value: Option<&Value>) -> String {
    match value {
        Some(Value::String(text)) => text.clone(),
        Some(value @ (Value::Bool(_) | Value::Number(_))) => value.to_string(),
        _ => String::new(),
    }
}

/// Whether Vault and Kubernetes take a text for true.
fn is_true(text: &str) -> bool {
    matches!(text.to_ascii_lowercase().as_str(), "true" | "1" | "t" | "yes" | "on")
}

fn is_https(text: &str) -> bool {
    text.to_ascii_lowercase().starts_with("https")
}
