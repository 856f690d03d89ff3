//! Fields that something else in the cluster fills in, and that applying a manifest would take from it.

use serde_json::Value;

use super::object::Object;

/// Takes away what is left for another owner to fill in: the empty certificate of a webhook, which the injector replaces
/// by its own. Applied, the empty one would undo that each time, or conflict with its owner.
#[must_use]
pub fn without_filled_in(mut object: Object) -> Object {
    if !matches!(object.kind(), "MutatingWebhookConfiguration" | "ValidatingWebhookConfiguration") {
        return object;
    }
    let webhooks = object.tree.get_mut("webhooks").and_then(Value::as_array_mut);
    for webhook in webhooks.into_iter().flatten() {
        if let Some(config) = webhook.get_mut("clientConfig").and_then(Value::as_object_mut)
            && config.get("caBundle").is_some_and(|bundle| bundle.is_null() || bundle == "")
        {
            config.shift_remove("caBundle");
        }
    }
    object
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn an_empty_certificate_is_left_to_its_owner() {
        let webhook = |bundle: Value| {
            json!({
                "apiVersion": "admissionregistration.k8s.io/v1", "kind": "MutatingWebhookConfiguration",
                "metadata": {"name": "w"}, "webhooks": [{"clientConfig": {"caBundle": bundle, "url": "https://x"}}],
            })
        };
        let left = |bundle: Value| {
            let object = without_filled_in(Object::new("", "", webhook(bundle)).expect("an object"));
            object.tree["webhooks"][0]["clientConfig"].clone()
        };
        assert_eq!(left(json!("")), json!({"url": "https://x"}));
        assert_eq!(left(json!("LS0t")), json!({"caBundle": "LS0t", "url": "https://x"}));
    }
}
