//! What must hold for a row of the table of verdicts besides its path.

use serde_json::Value;

use super::around::{Around, is_enough};
use super::change::{ObjectDiff, Op};
use super::mounts::Restarts;
use super::path::DiffStep;
use super::quantity::quantity;
use super::updates;
use crate::manifest::Object;
use crate::references::pods;
use crate::vault_version::{Transition, is_vault};

/// A condition on a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum When {
    /// Helm runs the object at some moment of a release.
    Hook,
    /// This is the change itself, not a part of a larger one.
    Itself,
    /// This is a part of a larger change.
    PatternStep,
    /// Pods are replaced only when somebody deletes them.
    OnDelete,
    /// All pods are deleted before new ones are made.
    RecreateStrategy,
    /// The new service can be reached from outside the cluster.
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
    /// So few servers are left that all of them are needed.
    NoneToSpare,
    /// The budget of the set lets more pods be missing than its quorum does.
    BudgetTooLarge,
    /// More pods may be missing.
    Loosens,
    /// Enough pods are left of every set that the budget covers.
    LeavesEnough,
    /// Pods of the new set cannot be made without the object.
    StillUsed,
    /// The image of a server becomes that of an older version, or of a lesser edition.
    Downgrades,
    /// The image of a server does not say whether it becomes an older version.
    MayDowngrade,
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
    /// Both values stand for all addresses, on the same port.
    StaysAnyAddress,
    /// The new value names all addresses of clients.
    IsEverybody,
    /// The new value is `use_always`.
    IsUseAlways,
    /// The new value is false.
    IsOff,
    /// Only the scheme of an address becomes another one.
    OnlyScheme,
    /// The new value is a version of TLS that nobody should speak.
    IsOldTls,
    /// Pods that mount the object restart because an annotation with its checksum changes.
    MountedByChecksum,
    /// Pods that mount the object restart for another reason.
    MountedByRestart,
    /// The new value is none, or empty.
    IsGone,
    /// The first item of the new value is `IPv6`.
    SixFirst,
    /// See `updates` for each of these.
    LeavesRollingUpdate,
    WasSuspended,
    WasGated,
    IsElastic,
    WasHeadless,
    WantsHeadless,
    AnyExternalName,
    FreeFamilies,
    StaysLoadBalancer,
    StaysOpen,
}

/// A change, or a part of one, and all that a row may ask about it.
#[derive(Clone, Copy)]
pub(super) struct Scene<'a> {
    pub(super) object: &'a ObjectDiff,
    pub(super) restarts: &'a Restarts,
    pub(super) around: &'a Around,
    pub(super) path: &'a [DiffStep],
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
            Self::PatternStep => !scene.itself,
            Self::OnDelete => scene.new_text("/spec/updateStrategy/type") == Some("OnDelete"),
            Self::RecreateStrategy => scene.new_text("/spec/strategy/type") == Some("Recreate"),
            Self::OpenService => is_open(scene.object.new.as_ref()),
            Self::WasOpenService => is_open(scene.object.old.as_ref()) && !is_open(scene.object.new.as_ref()),
            Self::WasImmutable => {
                scene.object.old.as_ref().is_some_and(|old| old.tree.get("immutable") == Some(&Value::Bool(true)))
            }
            Self::MountedByChecksum => scene.restarts.by_checksum(scene.object).is_some(),
            Self::MountedByRestart => scene.restarts.by_any(scene.object).is_some(),
            Self::Grows | Self::Shrinks | Self::ToZero | Self::BelowQuorum | Self::NoneToSpare | Self::Loosens => {
                self.holds_of_numbers(scene)
            }
            Self::BudgetTooLarge | Self::LeavesEnough | Self::StillUsed => self.holds_around(scene),
            Self::Downgrades => scene.server_transition().is_some_and(|transition| transition.is_downgrade()),
            Self::MayDowngrade => {
                scene.server_transition().is_some_and(|transition| matches!(transition, Transition::Unknown(..)))
            }
            Self::IsGone => scene.new.is_none_or(|new| new == ""),
            Self::SixFirst => scene.new.and_then(|new| new.get(0)).is_some_and(|first| first == "IPv6"),
            Self::IsEverybody => scene.new.is_some_and(names_everybody),
            _ => {
                let of_update = self.holds_of_update(scene.object);
                of_update.unwrap_or_else(|| self.holds_of_texts(&text(scene.old), &text(scene.new)))
            }
        }
    }

    fn holds_of_update(self, object: &ObjectDiff) -> Option<bool> {
        Some(match self {
            Self::LeavesRollingUpdate => {
                let strategy = if object.id.kind == "Deployment" { "strategy" } else { "updateStrategy" };
                updates::leaves_rolling_update(object, strategy)
            }
            Self::WasSuspended => updates::was_suspended(object),
            Self::WasGated => updates::was_gated(object),
            Self::IsElastic => updates::is_elastic(object),
            Self::WasHeadless => updates::was_headless(object),
            Self::WantsHeadless => updates::wants_headless(object),
            Self::AnyExternalName => updates::is_external_name(object),
            Self::FreeFamilies => updates::has_free_families(object),
            Self::StaysLoadBalancer => updates::stays_load_balancer(object),
            Self::StaysOpen => updates::stays_open(object),
            _ => return None,
        })
    }

    fn holds_around(self, scene: &Scene) -> bool {
        let new = scene.object.new.as_ref();
        match self {
            Self::BudgetTooLarge => {
                let replicas = scene.replicas();
                scene.may_be_missing().is_some_and(|missing| !is_enough("StatefulSet", replicas, missing))
            }
            Self::LeavesEnough => new.and_then(|budget| scene.around.leaves_enough(budget)) == Some(true),
            _ => scene.around.user_of(&scene.object.id).is_some(),
        }
    }

    fn holds_of_numbers(self, scene: &Scene) -> bool {
        let (old, new) = (scene.old_number(), scene.new_number());
        match self {
            Self::Grows => old < new,
            Self::Shrinks => old > new,
            Self::ToZero => old > Some(0) && new == Some(0),
            Self::BelowQuorum => old.zip(new).is_some_and(|(old, new)| new.saturating_mul(2) <= old),
            Self::NoneToSpare => scene.replicas() <= 2,
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
            Self::IsAnyAddress => port_of_any(new).is_some(),
            Self::StaysAnyAddress => port_of_any(old).is_some() && port_of_any(old) == port_of_any(new),
            Self::IsUseAlways => new == "use_always",
            Self::IsOff => is_false(new),
            Self::OnlyScheme => without_scheme(old) == without_scheme(new),
            Self::IsOldTls => matches!(new, "tls10" | "tls11"),
            _ => false,
        }
    }
}

impl Scene<'_> {
    /// What becomes of the version of Vault, where an image of it becomes another one.
    pub(super) fn transition(&self) -> Option<Transition> {
        let (old, new) = (self.old?.as_str()?, self.new?.as_str()?);
        match self.path {
            [.., DiffStep::Key(key)] if key == "image" => {
                self.server_transition().or_else(|| Transition::of_images(old, new))
            }
            [.., DiffStep::Item(variable), DiffStep::Key(key)] if key == "value" && is_image_variable(variable) => {
                Transition::of_images(old, new)
            }
            _ => None,
        }
    }

    /// What becomes of the version of a server.
    fn server_transition(&self) -> Option<Transition> {
        let (old, new) = (self.old?.as_str()?, self.new?.as_str()?);
        let [.., DiffStep::Item(container), DiffStep::Key(key)] = self.path else { return None };
        let is_named = container.iter().any(|(_, name)| name == "vault");
        let of_set = self.object.id.kind == "StatefulSet" && key == "image";
        let is_server = is_named || is_vault(old) && is_vault(new) && !self.runs_agent(container);
        (of_set && is_server).then(|| Transition::of_server_images(old, new))
    }

    /// Whether a container runs Vault for something else than a server.
    fn runs_agent(&self, keys: &[(String, String)]) -> bool {
        let pod = self.object.new.as_ref().and_then(pods::pod);
        let Some((pod, (_, name))) = pod.zip(keys.first()) else { return false };
        let words = |container: &Value| {
            let lists = ["command", "args"].into_iter().filter_map(|list| container.get(list)?.as_array());
            lists.flatten().filter_map(Value::as_str).any(|word| word.contains("agent") || word.contains("proxy"))
        };
        pod.container(name).is_some_and(|container| words(container.tree))
    }

    /// How many pods there are to be after a change of their number.
    fn replicas(&self) -> u64 {
        self.new.and_then(Value::as_u64).unwrap_or(1)
    }

    /// How many pods of the set may be missing by its budget.
    pub(super) fn may_be_missing(&self) -> Option<u64> {
        self.around.may_be_missing(self.object.new.as_ref()?)
    }

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
    let may_be_missing = matches!(scene.path.last(), Some(DiffStep::Key(key)) if key == "maxUnavailable");
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

/// The port of an address that stands for all addresses.
fn port_of_any(address: &str) -> Option<&str> {
    ["0.0.0.0", "[::]", "::", ""].iter().find_map(|any| address.strip_prefix(any)?.strip_prefix(':'))
}

fn without_scheme(address: &str) -> &str {
    address.split_once("://").map_or(address, |(_, rest)| rest)
}

/// Whether a list of networks, or a text of them, holds every address.
fn names_everybody(value: &Value) -> bool {
    match value {
        Value::Array(list) => list.iter().any(names_everybody),
        Value::String(text) => text.split([',', ' ']).any(|network| network.ends_with("/0")),
        _ => false,
    }
}

/// Whether a variable names the image that the injector adds to other pods.
fn is_image_variable(keys: &[(String, String)]) -> bool {
    keys.iter().any(|(key, name)| key == "name" && name == "AGENT_INJECT_VAULT_IMAGE")
}

fn is_false(text: &str) -> bool {
    matches!(text.to_ascii_lowercase().as_str(), "false" | "0" | "f" | "no" | "off")
}

/// Whether Vault and Kubernetes take a text for true.
fn is_true(text: &str) -> bool {
    matches!(text.to_ascii_lowercase().as_str(), "true" | "1" | "t" | "yes" | "on")
}

fn is_https(text: &str) -> bool {
    text.to_ascii_lowercase().starts_with("https")
}
