//! Keys of the first versions of the chart that still act, although Helm's chart of today ignores them.

use crate::diagnostic::Diagnostic;
use crate::values::{Image, Merged};
use crate::yaml::{Data, Entry, Map, Node};

/// Lets `global.image`, the server's image in one string, set repository and tag, unless the user sets these too.
pub fn apply_old_names(merged: &mut Merged) {
    let Some(entry) = old_image(&merged.values) else { return };
    let Some(text) = entry.value.as_text().filter(|text| !text.is_empty()) else { return };
    let given = |key: &str| merged.user.at(key).is_some_and(|node| !node.is_null());
    let (given_repository, given_tag) = (given("server.image.repository"), given("server.image.tag"));
    let Image { repository, tag } = if given_tag { Image::without_tag(text) } else { Image::split(text) };
    let parts = [(given_repository, "repository", repository), (given_tag, "tag", tag)];
    let parts: Vec<_> =
        parts.iter().filter(|(given, ..)| !given).map(|(_, key, text)| (*key, written(&entry, text))).collect();
    if let Some(image) = map_below(&mut merged.values, &["server", "image"]) {
        image.extend(parts.into_iter().map(|(key, entry)| (key.to_owned(), entry)));
    }
}

/// Says of `global.image` what it does here and what Helm makes of it.
pub fn tell_old_image(warnings: &mut Vec<Diagnostic>, merged: &Merged) {
    let Some(entry) = old_image(&merged.user) else { return };
    let of_key = |one: &Diagnostic| one.code == "values-deprecated" && one.span() == Some(entry.key_span);
    let Some(index) = warnings.iter().position(of_key) else { return };
    let told = warnings.remove(index);
    warnings.retain(|one| one.code != "values-type-advice" || one.span() != Some(entry.value.span));
    warnings.insert(
        index,
        match entry.value.as_text() {
            Some(_) => {
                let mut here = merged.clone();
                apply_old_names(&mut here);
                let image = |of: &Merged| {
                    let part = |key| of.values.at(key).and_then(Node::as_text).unwrap_or_default().to_owned();
                    format!("{}:{}", part("server.image.repository"), part("server.image.tag"))
                };
                told.note(format!(
                "it still sets the image of the server, here `{}`; Helm has ignored it since v0.3.0 of the chart, and \
                 runs `{}`",
                image(&here),
                image(merged)
            ))
            }
            None => Diagnostic::warning("values-no-effect", "`global.image` has no effect: the chart has no such key")
                .at(entry.key_span, "nothing reads it, here or in Helm")
                .help("set `server.image`, `injector.image` or `csi.image`, whichever is meant"),
        },
    );
}

fn old_image(values: &Node) -> Option<Entry> {
    values.get("global")?.as_map()?.get("image").cloned()
}

/// A part of the image at the place of the whole.
fn written(whole: &Entry, text: &str) -> Entry {
    Entry { key_span: whole.key_span, value: Node::new(whole.value.span, Data::Text(text.to_owned())) }
}

fn map_below<'node>(root: &'node mut Node, keys: &[&str]) -> Option<&'node mut Map> {
    let root = match &mut root.data {
        Data::Map(map) => map,
        _ => return None,
    };
    keys.iter().try_fold(root, |map, key| match &mut map.get_mut(*key)?.value.data {
        Data::Map(below) => Some(below),
        _ => None,
    })
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail by panicking")]
mod tests {
    use super::apply_old_names;
    use crate::source::Sources;
    use crate::values::Layers;

    #[test]
    fn the_old_image_acts_unless_the_new_keys_are_set() {
        let cases = [
            ("global: {image: 'vault:1.2.3'}", r#"{"repository":"vault","tag":"1.2.3","pullPolicy":"Always"}"#),
            ("global: {image: null}", r#"{"repository":"new","tag":"2","pullPolicy":"Always"}"#),
            ("global: {image: ''}", r#"{"repository":"new","tag":"2","pullPolicy":"Always"}"#),
            ("global: {image: {a: 1}}", r#"{"repository":"new","tag":"2","pullPolicy":"Always"}"#),
            (
                "global: {image: 'vault:1.2.3'}\nserver: {image: {tag: '9'}}",
                r#"{"repository":"vault","tag":"9","pullPolicy":"Always"}"#,
            ),
            (
                "global: {image: 'vault:1@sha256:abc'}\nserver: {image: {tag: '9'}}",
                r#"{"repository":"vault","tag":"9","pullPolicy":"Always"}"#,
            ),
            (
                "global: {image: 'vault:1.2.3'}\nserver: {image: {repository: mine}}",
                r#"{"repository":"mine","tag":"1.2.3","pullPolicy":"Always"}"#,
            ),
            ("global: {image: 'vault:1.2.3'}\nserver: {image: text}", r#""text""#),
        ];
        for (text, expected) in cases {
            let mut sources = Sources::default();
            let defaults = "global: {image: null}\nserver: {image: {repository: new, tag: '2', pullPolicy: Always}}";
            let mut layers = Layers::new(&mut sources, "values.yaml", defaults);
            layers.add_file(&mut sources, "mine.yaml", text);
            let mut merged = layers.merge().unwrap();
            apply_old_names(&mut merged);
            assert_eq!(merged.values.at("server.image").unwrap().to_json().to_string(), expected, "{text}");
        }
    }
}
