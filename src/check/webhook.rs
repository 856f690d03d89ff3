//! The webhook by which the injector sees new pods.

use serde_json::{Map, Value};

use super::references::Selector;
use super::subject::Subject;
use super::tree::text;
use crate::manifest::Object;

/// The webhook of the injector.
pub(super) struct Webhook<'s> {
    /// Its object.
    pub(super) object: &'s Object,
    tree: &'s Value,
}

/// The webhook of the injector, if the release has it.
pub(super) fn injector_webhook<'s>(subject: &'s Subject<'_>) -> Option<Webhook<'s>> {
    let object = subject.objects.iter().find(|object| object.template == "injector/mutating-webhook")?;
    Some(Webhook { object, tree: object.tree.get("webhooks")?.get(0)? })
}

impl Webhook<'_> {
    /// Whether pods are refused while it does not answer.
    pub(super) fn fails(&self) -> bool {
        text(self.tree, "failurePolicy").is_none_or(|policy| policy == "Fail")
    }

    /// Whether pods of all namespaces are shown to it.
    pub(super) fn takes_all_namespaces(&self) -> bool {
        self.tree.get("namespaceSelector").is_none_or(|selector| Selector::Full(selector).is_empty())
    }

    /// Whether pods with these labels are shown to it.
    pub(super) fn takes_pods_with(&self, labels: Option<&Map<String, Value>>) -> bool {
        self.tree.get("objectSelector").is_none_or(|selector| Selector::Full(selector).selects(labels))
    }
}
